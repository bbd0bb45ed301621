//! The call room's laws: who holds a call and for how long, whose callback it is, what waits, who is there, and what comes
//! of a number that is missing.

use chrono::TimeDelta;
use rufliste::domain::bulk::{Bulk, Targets};
use rufliste::domain::call::{Call, CallState, Callback, Outcome, Reason};
use rufliste::domain::decide::{Command, LogAttempt, NumberChange, Receipt, Refusal};
use rufliste::domain::handling::{GONE, QUIET};
use rufliste::domain::lease::{LOST_LINE, Lease, STARTED, UNFINISHED, WARNING};
use rufliste::domain::queue::{Filter, Tier};
use rufliste::domain::user::{Role, User};
use rufliste::store::bulk::perform_bulk;
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::Actor;
use rufliste::store::room::{raised, room, searched};
use rufliste::store::{Store, Txn};

use crate::fixture::{Room, at, rules, user};

type Place = Room<MemoryStore>;

fn log(attempt: LogAttempt) -> Command {
    Command::Log(Box::new(attempt))
}

fn dialled(room: &mut Place, who: &str) -> Lease {
    let lease = room.serve(who).unwrap();
    room.perform(who, &Command::Dial { token: lease.token, number: None }).unwrap();
    lease
}

/// A callback at this call, agreed with berg for now.
fn agreed(room: &mut Place, owner: Option<&str>) -> Call {
    let (person, record, mut call) = room.contact();
    let until = room.now + TimeDelta::minutes(30);
    call.callback = Some(Callback { from: room.now, until, owner: Some("berg".into()), missed: false });
    call.owner = owner.map(str::to_owned);
    room.put(&person, &record, &call);
    call
}

fn put_user(room: &mut Place, user: &User) {
    room.store.write::<_, rufliste::store::StoreError>(|txn: &mut dyn Txn| txn.put_user(user)).unwrap();
}

#[test]
fn a_stopped_station_loses_a_started_call_and_one_that_gives_signs_does_not() {
    let mut room = Room::new();
    room.contact();
    let lease = dialled(&mut room, "berg");
    let last_key = room.now;
    for _ in 0..5 {
        room.now += STARTED - TimeDelta::minutes(1);
        let kept = room.perform("berg", &Command::KeepUp { token: lease.token, last_key }).unwrap();
        assert!(matches!(kept, Receipt::Renewed(_)));
        assert_eq!(room.serve("neu"), None);
    }
    room.now += STARTED;
    let late = room.perform("berg", &Command::KeepUp { token: lease.token, last_key });
    assert_eq!(late, Err(Refusal::StaleToken(None)));
}

#[test]
fn what_is_only_looked_at_is_not_kept_by_wake_ups() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("berg").unwrap();
    room.now += TimeDelta::minutes(5);
    let kept = room.perform("berg", &Command::KeepUp { token: lease.token, last_key: at(9) }).unwrap();
    assert!(matches!(kept, Receipt::Renewed(kept) if kept.expires_at == lease.expires_at));
    assert_eq!(lease.ends_at(at(9)) - WARNING, at(9) + TimeDelta::minutes(8));
}

#[test]
fn an_unfinished_call_comes_first_to_its_tracer_and_after_a_quarter_of_an_hour_to_anybody() {
    let mut room = Room::new();
    let (_, _, begun) = room.contact();
    let lease = dialled(&mut room, "berg");
    assert_eq!(lease.call, begun.id);
    let (person, record, mut urgent) = room.contact();
    urgent.due_at -= TimeDelta::days(2);
    room.put(&person, &record, &urgent);
    room.now += STARTED;
    let now = room.now;
    let list = room.read(|q| raised(q, now));
    assert_eq!((list[0].code.as_str(), list[0].call.id), ("unfinished", begun.id), "the supervisor sees it");
    assert_eq!(room.serve("neu").unwrap().call, urgent.id);
    room.perform("neu", &Command::Release { token: lease.token + 1 }).unwrap();
    let again = room.serve("berg").unwrap();
    assert_eq!(again.call, begun.id, "before what is more urgent");
    assert!(again.dialled_at.is_some(), "still a started one");
    room.now += STARTED + UNFINISHED - TimeDelta::minutes(1);
    assert_eq!(room.serve("neu").unwrap().call, urgent.id);
    assert_eq!(room.serve("haas"), None, "not yet");
    room.now += TimeDelta::minutes(1);
    assert_eq!(room.serve("haas").unwrap().call, begun.id);
}

#[test]
fn a_call_whose_line_was_lost_is_the_first_that_its_tracer_gets_for_three_minutes() {
    let mut room = Room::new();
    let (_, _, begun) = room.contact();
    let lease = dialled(&mut room, "berg");
    room.perform("berg", &Command::LoseLine { token: lease.token }).unwrap();
    let (person, record, mut urgent) = room.contact();
    urgent.due_at -= TimeDelta::days(2);
    room.put(&person, &record, &urgent);
    room.now += LOST_LINE - TimeDelta::seconds(1);
    let rules = rules();
    let mint = rufliste::domain::id::SeededMint::new(5, 0);
    let elsewhere =
        Actor { user: "berg", station: "elsewhere", now: room.now, rules: &rules, mint: &mint, action: None };
    let back = room.store.write(|txn| rufliste::store::perform::serve(txn, &Filter::default(), &elsewhere)).unwrap();
    assert_eq!(back.unwrap().call, begun.id);
}

#[test]
fn whoever_comes_too_late_is_told_who_works_on_it_now_whatever_they_tried() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let stale = room.serve("berg").unwrap().token;
    room.now += TimeDelta::minutes(11);
    let fresh = room.serve("neu").unwrap();
    let tried = [
        Command::Renew { token: stale },
        Command::KeepUp { token: stale, last_key: room.now },
        Command::Dial { token: stale, number: None },
        Command::PutBack { token: stale, reason: "x".into() },
        Command::Release { token: stale },
        log(room.attempt(&call, Some(stale), Outcome::NoAnswer)),
    ];
    for command in tried {
        let refused = room.perform("berg", &command);
        assert!(matches!(&refused, Err(Refusal::StaleToken(Some(by))) if by.user == "neu"), "{command:?} {refused:?}");
    }
    assert!(room.read(|q| q.attempts_of(record.id)).is_empty());
    room.perform("haas", &Command::ForceRelease { call: call.id, reason: String::new() }).unwrap();
    let refused = room.perform("neu", &Command::Renew { token: fresh.token });
    assert_eq!(refused, Err(Refusal::StaleToken(None)), "released, and nobody has it");
    room.serve("berg").unwrap();
    let refused = room.perform("neu", &Command::Renew { token: fresh.token });
    assert!(matches!(refused, Err(Refusal::StaleToken(Some(by))) if by.user == "berg"));
}

#[test]
fn a_callback_is_held_for_its_owner_a_quarter_of_an_hour_and_then_anybodys() {
    let mut room = Room::new();
    let call = agreed(&mut room, None);
    assert_eq!(room.serve("neu"), None);
    room.now += TimeDelta::minutes(15);
    assert_eq!(room.serve("neu").unwrap().call, call.id);
}

#[test]
fn a_callback_is_not_held_for_somebody_who_is_away() {
    let paused: fn(&mut Place) = |room| drop(room.perform("berg", &Command::Pause { reason: "Essen".into() }));
    let disabled: fn(&mut Place) =
        |room| put_user(room, &User { disabled: true, ..user("berg", &[Role::Tracer], &[]) });
    let expired: fn(&mut Place) = |room| {
        let expires_on = at(9).date_naive().pred_opt();
        put_user(room, &User { expires_on, ..user("berg", &[Role::Tracer], &[]) });
    };
    let not_seen: fn(&mut Place) = |room| {
        room.perform("berg", &Command::SignOn).unwrap();
        room.now += QUIET;
        room.perform("neu", &Command::SignOn).unwrap();
    };
    for away in [paused, disabled, expired, not_seen] {
        let mut room = Room::new();
        let call = agreed(&mut room, None);
        assert_eq!(room.serve("neu"), None);
        away(&mut room);
        assert_eq!(room.serve("neu").unwrap().call, call.id);
    }
}

#[test]
fn somebody_at_a_station_or_on_a_call_is_not_away_and_comes_first_when_back() {
    let mut room = Room::new();
    room.perform("neu", &Command::SignOn).unwrap();
    room.perform("berg", &Command::SignOn).unwrap();
    let call = agreed(&mut room, None);
    assert_eq!(room.serve("neu"), None, "berg is there");
    room.perform("berg", &Command::SignOff).unwrap();
    let (_, _, other) = room.contact();
    let lease = room.serve("neu").unwrap();
    assert_eq!(lease.call, call.id, "nobody waits for somebody who went home");
    room.perform("neu", &Command::Release { token: lease.token }).unwrap();
    room.perform("berg", &Command::SignOn).unwrap();
    assert_eq!(room.serve("berg").unwrap().call, call.id);
    assert_eq!(room.serve("neu").unwrap().call, other.id);
}

#[test]
fn a_callback_of_a_teams_call_is_first_its_tracers_and_then_the_teams() {
    let mut room = Room::new();
    for name in ["berg", "neu"] {
        put_user(&mut room, &User { team: Some("Nord".into()), ..user(name, &[Role::Tracer], &[]) });
    }
    let call = agreed(&mut room, Some("team:Nord"));
    assert_eq!(room.serve("neu"), None, "the hold is personal, also within the team");
    let lease = room.serve("berg").unwrap();
    assert_eq!(lease.call, call.id);
    room.perform("berg", &Command::Release { token: lease.token }).unwrap();
    room.now += TimeDelta::minutes(15);
    assert_eq!(room.serve("haas"), None, "the team's");
    assert_eq!(room.serve("neu").unwrap().call, call.id);
}

#[test]
fn who_was_agreed_with_and_is_not_meant_any_more_has_no_hold() {
    let mut room = Room::new();
    let call = agreed(&mut room, None);
    let assign = |owner: &str| Command::Assign {
        call: call.id,
        owner: Some(owner.into()),
        reason: "Schicht".into(),
        tell: false,
    };
    room.perform("haas", &assign("berg")).unwrap();
    assert_eq!(room.call(call.id).callback.unwrap().owner.as_deref(), Some("berg"));
    room.perform("haas", &assign("neu")).unwrap();
    assert_eq!(room.call(call.id).callback.unwrap().owner, None);
    assert_eq!(room.serve("neu").unwrap().call, call.id);
}

#[test]
fn a_missed_callback_is_counted_and_marked_without_waiting_for_the_clockwork() {
    let mut room = Room::new();
    let call = agreed(&mut room, None);
    room.now += TimeDelta::minutes(31);
    let (now, viewer) = (room.now, user("neu", &[Role::Tracer], &[]));
    room.read(|q| {
        assert_eq!(q.queue_counts(now)?.missed, 1);
        assert!(q.reason_counts(now)?.iter().any(|(_, counts)| counts.missed == 1));
        let row = q.queue_row(&call, &viewer, now)?.unwrap();
        assert!(row.missed);
        Ok(())
    });
}

#[test]
fn what_waits_stands_behind_what_is_ready_and_is_meant_by_a_filter_that_shows_it() {
    let mut room = Room::new();
    let (_, _, ready) = room.contact();
    let (person, record, mut later) = room.contact();
    later.ready_at = room.now + TimeDelta::hours(3);
    room.put(&person, &record, &later);
    let held = agreed(&mut room, None);
    let (now, haas) = (room.now, user("haas", &[Role::Supervisor], &[]));
    let all = Filter { waiting: true, ..Filter::default() };
    let rows = room.read(|q| q.queue_page(&haas, &all, None, 9, now));
    let shown: Vec<_> = rows.iter().map(|row| (row.call, row.place.tier == Tier::Waiting)).collect();
    assert_eq!(shown, [(ready.id, false), (held.id, true), (later.id, true)]);
    let before = room.read(|q| q.queue_page_before(&haas, &all, rows[2].place, 1, now));
    assert_eq!(before[0].call, held.id);
    let priority = Bulk::Withdraw { reason: "Lage".into() };
    let (rules, mint) = (rules(), rufliste::domain::id::SeededMint::new(5, 0));
    let actor = Actor { user: "haas", station: "1", now, rules: &rules, mint: &mint, action: None };
    let only_ready = Targets::Filter(Filter { reason: Some(Reason::FollowUp), ..Filter::default() });
    assert_eq!(room.store.write(|txn| perform_bulk(txn, &only_ready, &priority, &actor)).unwrap(), 0);
    assert_eq!(room.store.write(|txn| perform_bulk(txn, &Targets::Filter(all), &priority, &actor)).unwrap(), 3);
    assert_eq!(room.call(later.id).state, CallState::Withdrawn);
}

#[test]
fn what_waits_is_never_served() {
    let mut room = Room::new();
    let (person, record, mut later) = room.contact();
    later.ready_at = room.now + TimeDelta::hours(3);
    room.put(&person, &record, &later);
    let (rules, mint) = (rules(), rufliste::domain::id::SeededMint::new(5, 0));
    let actor = Actor { user: "haas", station: "1", now: room.now, rules: &rules, mint: &mint, action: None };
    let all = Filter { waiting: true, ..Filter::default() };
    assert_eq!(room.store.write(|txn| rufliste::store::perform::serve(txn, &all, &actor)).unwrap(), None);
}

#[test]
fn stations_are_listed_idle_ones_too_marked_when_quiet_and_gone_in_the_end() {
    let mut place = Room::new();
    place.contact();
    for name in ["berg", "neu"] {
        place.perform(name, &Command::SignOn).unwrap();
    }
    place.serve("berg").unwrap();
    let seen = |place: &mut Place| {
        let now = place.now;
        let room = place.read(|q| room(q, now));
        let idle: Vec<String> = room.idle(now).map(|at| at.user.clone()).collect();
        (room.stations.len(), idle, room.is_quiet("neu", now))
    };
    assert_eq!(seen(&mut place), (1, vec!["neu".to_owned()], false));
    place.now += QUIET;
    assert_eq!(seen(&mut place), (1, vec!["neu".to_owned()], true));
    place.perform("neu", &Command::Present { since: at(9) }).unwrap();
    assert_eq!(seen(&mut place), (1, vec!["neu".to_owned()], false));
    let since = place.read(|q| q.present()).into_iter().find(|at| at.user == "neu").unwrap().since;
    assert_eq!(since, at(9));
    place.now += GONE;
    assert_eq!(seen(&mut place), (0, vec![], false));
    place.perform("neu", &Command::Present { since: at(9) }).unwrap();
    place.perform("neu", &Command::SignOff).unwrap();
    assert_eq!(seen(&mut place).1, Vec::<String>::new());
    let kinds: Vec<String> = place.read(|q| q.events_after(0, 99)).into_iter().map(|event| event.draft.kind).collect();
    assert_eq!(kinds, ["signed_on", "signed_on", "served", "signed_off"], "being there is no event");
}

#[test]
fn wrong_and_dead_numbers_come_to_the_list_with_what_was_tried_and_leave_it_with_a_new_one() {
    for outcome in [Outcome::WrongNumber, Outcome::DeadNumber, Outcome::NoNumber] {
        let mut room = Room::new();
        let (_, record, call) = room.contact();
        let lease = room.serve("berg").unwrap();
        room.perform("berg", &log(room.attempt(&call, Some(lease.token), outcome))).unwrap();
        let now = room.now;
        let list = room.read(|q| searched(q, now));
        assert_eq!((list.len(), list[0].wanted), (1, Reason::FirstNotification), "{outcome}");
        assert_eq!(list[0].tried[0].last_outcome, Some(outcome));
        let add = NumberChange::Add { text: "0152 28817386".into(), owner: "Mutter".into(), label: String::new() };
        let found = room.perform("berg", &Command::ChangeNumber { record: record.id, change: add }).unwrap();
        assert!(matches!(found, Receipt::Renumbered { found: Some(Reason::FirstNotification), .. }), "{found:?}");
        assert_eq!(room.read(|q| searched(q, now)), []);
        let next = room.serve("neu").unwrap();
        assert_eq!(room.call(next.call).numbers[0], "+4915228817386", "back in the queue at once");
    }
}
