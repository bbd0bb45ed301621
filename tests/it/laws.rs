//! Laws of the domain, each shown on the reference store.

use chrono::TimeDelta;
use proptest::prelude::*;
use rufliste::domain::audit::{Head, follows};
use rufliste::domain::call::{CallState, Closing, Direction, Outcome, Priority, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal, Rules};
use rufliste::domain::lease::{LOST_LINE, TALKING, UNFINISHED};
use rufliste::domain::plan::Plan;
use rufliste::domain::user::Power;
use rufliste::store::Store;
use rufliste::store::memory::MemoryStore;
use rufliste::store::seal::{seal, waiting, written};

use crate::fixture::{Room, at, rules, user};

fn log(attempt: rufliste::domain::decide::LogAttempt) -> Command {
    Command::Log(Box::new(attempt))
}

fn issue(order: rufliste::domain::decide::IssueOrder) -> Command {
    Command::IssueOrder(Box::new(order))
}

#[test]
fn a_served_call_is_served_to_nobody_else_and_again_to_its_station() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("berg").unwrap();
    assert_eq!(room.serve("neu"), None);
    assert_eq!(room.serve("berg"), Some(lease));
}

#[test]
fn outside_the_calling_hours_only_what_needs_no_telephone_is_served() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.now = at(21);
    assert_eq!(room.serve("berg"), None);
    let reminder =
        Command::SetReminder { record: record.id, at: room.now, owner: Some("berg".into()), text: "Arztbrief".into() };
    room.perform("berg", &reminder).unwrap();
    let served = room.serve("berg").unwrap();
    assert_ne!(served.call, call.id);
    room.perform("berg", &Command::Release { token: served.token }).unwrap();
    assert!(room.perform("berg", &Command::Claim { call: call.id }).is_ok(), "whoever must call opens it");
}

#[test]
fn a_changed_plan_ranks_the_queue_anew_and_a_station_with_the_old_one_leaves_it() {
    let mut room = Room::new();
    let (_, _, normal) = room.contact();
    room.now += TimeDelta::minutes(1);
    let (_, _, late) = room.contact();
    room.perform("haas", &Command::SetPriority { call: late.id, priority: Priority::Urgent, reason: "x".into() })
        .unwrap();
    let (old, started) = (rules(), room.now);
    let first = |room: &mut Room<MemoryStore>| {
        let lease = room.serve("berg").unwrap();
        room.perform("berg", &Command::Release { token: lease.token }).unwrap();
        lease.call
    };
    assert_eq!(room.tick(&old, started).reranked, 1);
    assert_eq!(first(&mut room), late.id);
    let level =
        Plan::parse("p.toml", &Plan::BUILT_IN.replace("urgent = 24\nhigh = 12", "urgent = 0\nhigh = 0")).unwrap();
    let new = Rules { plan: level, ..rules() };
    room.now += TimeDelta::minutes(5);
    let read_at = room.now;
    assert_eq!(room.tick(&new, read_at).reranked, 1);
    assert_eq!(first(&mut room), normal.id);
    assert_eq!(room.tick(&old, started).reranked, 0, "an old station never undoes a new plan");
    assert_eq!(room.tick(&new, read_at).reranked, 0);
    assert_eq!(first(&mut room), normal.id);
}

#[test]
fn a_lease_covers_the_household_and_everything_on_its_number() {
    let mut room = Room::new();
    let family = room.household(3);
    let lease = room.serve("berg").unwrap();
    assert_eq!(lease.covers.len(), 3);
    assert_eq!(room.serve("neu"), None);
    let held = room.perform("neu", &Command::Claim { call: family[2].2.id }).unwrap_err();
    assert!(matches!(held, Refusal::Held(by) if by.user == "berg"));
}

#[test]
fn a_call_that_shares_a_covered_call_is_not_claimed_from_under_its_holder() {
    let mut room = Room::new();
    let family = room.household(2);
    room.serve("berg").unwrap();
    for (_, _, call) in &family {
        assert!(room.perform("neu", &Command::Claim { call: call.id }).is_err());
    }
}

#[test]
fn nothing_is_written_with_a_stale_token() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("haas", &Command::ForceRelease { call: call.id, reason: String::new() }).unwrap();
    let taken = room.serve("neu").unwrap();
    assert!(taken.token > lease.token, "tokens grow");
    let refused = room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::NoAnswer))).unwrap_err();
    assert!(matches!(refused, Refusal::StaleToken(Some(by)) if by.user == "neu"));
    assert!(room.read(|q| q.attempts_of(record.id)).is_empty());
}

#[test]
fn a_lease_ends_ten_minutes_after_the_last_key_and_sixty_once_dialled() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("berg").unwrap();
    room.now += TimeDelta::minutes(9);
    room.perform("berg", &Command::Renew { token: lease.token }).unwrap();
    room.now += TimeDelta::minutes(9);
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.now += TALKING - TimeDelta::minutes(1);
    assert_eq!(room.serve("neu"), None, "a long talk keeps it");
    room.now += TimeDelta::minutes(2);
    let late = room.perform("berg", &Command::Renew { token: lease.token });
    assert!(matches!(late, Err(Refusal::StaleToken(None))));
    assert_eq!(room.serve("neu"), None, "an unfinished call is offered to its tracer first");
    room.now += UNFINISHED;
    assert!(room.serve("neu").is_some());
}

#[test]
fn a_started_call_survives_a_lost_line_for_its_own_user() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.perform("berg", &Command::LoseLine { token: lease.token }).unwrap();
    room.now += LOST_LINE - TimeDelta::minutes(1);
    assert_eq!(room.serve("neu"), None);
    let back = room.perform("berg", &Command::Claim { call: call.id });
    assert!(matches!(back, Ok(Receipt::Claimed(_))));
}

#[test]
fn a_looked_at_call_is_free_at_once_when_the_line_is_lost() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::LoseLine { token: lease.token }).unwrap();
    assert!(room.serve("neu").is_some());
}

#[test]
fn an_attempt_sent_twice_is_recorded_once() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let command = log(room.attempt(&call, Some(lease.token), Outcome::NoAnswer));
    let first = room.perform("berg", &command).unwrap();
    let second = room.perform("berg", &command).unwrap();
    assert_eq!(first, second);
    assert_eq!(room.read(|q| q.attempts_of(record.id)).len(), 1);
    assert_eq!(room.call(call.id).attempts, 1);
}

#[test]
fn a_retry_moves_the_same_call_and_keeps_its_attempts() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::NoAnswer))).unwrap();
    let calls = room.read(|q| q.calls_of(record.id));
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].id, calls[0].attempts, calls[0].state), (call.id, 1, CallState::Open));
    assert!(calls[0].ready_at >= room.now + TimeDelta::hours(2));
    assert_eq!(room.serve("neu"), None);
}

#[test]
fn a_number_rests_thirty_minutes_however_many_records_share_it() {
    let mut room = Room::new();
    let family = room.household(3);
    let lease = room.serve("berg").unwrap();
    let served = family.iter().find(|(_, _, call)| call.id == lease.call).unwrap().2.clone();
    room.perform("berg", &log(room.attempt(&served, Some(lease.token), Outcome::NoAnswer))).unwrap();
    assert_eq!(room.serve("neu"), None);
    for (_, _, call) in family.iter().filter(|(_, _, call)| call.id != served.id) {
        assert_eq!(room.call(call.id).ready_at, room.now + TimeDelta::minutes(30));
    }
    room.now += TimeDelta::minutes(31);
    assert!(room.serve("neu").is_some());
}

#[test]
fn an_incoming_call_delays_nothing() {
    let mut room = Room::new();
    let family = room.household(2);
    let call = family[0].2.clone();
    let mut attempt = room.attempt(&call, None, Outcome::Partial);
    attempt.direction = Direction::Incoming;
    room.perform("berg", &log(attempt)).unwrap();
    assert_eq!(room.call(call.id).attempts, 0);
    assert_eq!(room.call(family[1].2.id).ready_at, family[1].2.ready_at);
}

#[test]
fn outcomes_that_need_something_are_refused_without_it() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let mut without_note = room.attempt(&call, Some(lease.token), Outcome::Refused);
    without_note.note = " ".into();
    assert_eq!(room.perform("berg", &log(without_note)), Err(Refusal::NoteNeeded));
    let mut without_time = room.attempt(&call, Some(lease.token), Outcome::Callback);
    without_time.window = None;
    assert_eq!(room.perform("berg", &log(without_time)), Err(Refusal::TimeNeeded));
    let mut without_language = room.attempt(&call, Some(lease.token), Outcome::Language);
    without_language.language = None;
    assert_eq!(room.perform("berg", &log(without_language)), Err(Refusal::LanguageNeeded));
    let mut without_office = room.attempt(&call, Some(lease.token), Outcome::HandOver);
    without_office.office = None;
    assert_eq!(room.perform("berg", &log(without_office)), Err(Refusal::OfficeNeeded));
}

#[test]
fn an_agreed_callback_comes_first_to_its_tracer_and_after_the_hold_to_anybody() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::Callback))).unwrap();
    room.contact();
    room.now += TimeDelta::hours(2) + TimeDelta::minutes(1);
    let other = room.serve("neu").unwrap();
    assert_ne!(other.call, call.id, "held for berg");
    assert_eq!(room.serve("berg").unwrap().call, call.id, "before anything else");
    let berg = room.serve("berg").unwrap();
    room.perform("berg", &Command::Release { token: berg.token }).unwrap();
    room.perform("neu", &Command::Release { token: other.token }).unwrap();
    room.now += TimeDelta::minutes(15);
    assert_eq!(room.serve("neu").unwrap().call, call.id);
}

#[test]
fn a_wrong_number_is_never_offered_again_and_leaves_a_search_for_one() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::WrongNumber))).unwrap();
    assert!(room.read(|q| q.person(person.id)).unwrap().dialable().is_empty());
    let open: Vec<Reason> = room
        .read(|q| q.calls_of(record.id))
        .into_iter()
        .filter(|call| call.state == CallState::Open)
        .map(|call| call.reason)
        .collect();
    assert_eq!(open, [Reason::Research]);
}

#[test]
fn speaking_an_order_is_a_right_of_its_own_and_without_it_a_colleague_gets_the_proposal() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("neu").unwrap();
    let order = room.order(&record, Some(lease.token));
    let refused = room.perform("neu", &issue(order.clone()));
    assert_eq!(refused, Err(Refusal::NotPermitted(Power::SpeakOrder)));
    assert_eq!(room.perform("neu", &Command::ProposeOrder(Box::new(order))), Ok(Receipt::Proposed));
    room.perform("neu", &log(room.attempt(&call, Some(lease.token), Outcome::NoAnswer))).unwrap();
    assert_eq!(room.serve("neu"), None);
    let for_berg = room.serve("berg").unwrap();
    assert_eq!(room.call(for_berg.call).reason, Reason::Decision);
}

#[test]
fn an_order_stands_whatever_the_outcome_and_its_follow_up_comes() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let issued = room.perform("berg", &issue(room.order(&record, Some(lease.token)))).unwrap();
    let Receipt::Ordered { number: Some(number), from, to, .. } = issued else { panic!("{issued:?}") };
    assert_eq!(number, "LINDENTAL-2026-000001");
    assert_eq!((to - from).num_days(), 20, "21 days from the last exposure, which was yesterday");
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::Refused))).unwrap();
    let orders = room.read(|q| q.orders_of(person.id));
    assert_eq!(orders.len(), 1);
    assert!(orders[0].is_in_force(crate::fixture::today()));
    let follow_ups = room.read(|q| q.calls_of(record.id)).into_iter().filter(|call| call.reason == Reason::FollowUp);
    assert_eq!(follow_ups.count(), 1);
}

#[test]
fn at_most_one_order_of_a_kind_is_in_force_for_a_person() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    room.perform("berg", &issue(room.order(&record, None))).unwrap();
    let again = room.perform("berg", &issue(room.order(&record, None)));
    assert_eq!(again, Err(Refusal::InForce(Some("LINDENTAL-2026-000001".into()))));
}

#[test]
fn exposure_facts_come_before_the_order() {
    let mut room = Room::new();
    let (person, mut record, call) = room.contact();
    let mut order = room.order(&record, None);
    record.exposure.last = None;
    record.exposure.category = None;
    room.put(&person, &record, &call);
    let Err(Refusal::FactsMissing(missing)) = room.perform("berg", &issue(order.clone())) else { panic!() };
    assert!(missing.contains(&"exposure.last".to_string()) || missing.contains(&"exposure.category".to_string()));
    order.facts.insert("exposure.last".into(), "2026-03-02".into());
    order.facts.insert("exposure.category".into(), "household".into());
    assert!(matches!(room.perform("berg", &issue(order)), Ok(Receipt::Ordered { .. })));
    assert!(room.record(record.id).office_set.contains("exposure.last"));
}

#[test]
fn other_dates_than_proposed_need_a_reason() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let mut order = room.order(&record, None);
    order.to = order.to.pred_opt().unwrap();
    assert_eq!(room.perform("berg", &issue(order.clone())), Err(Refusal::ReasonNeeded));
    order.reason = Some("nach Rücksprache mit der Ärztin".into());
    assert!(room.perform("berg", &issue(order)).is_ok());
}

#[test]
fn lifting_needs_a_supervisor_and_a_reason_and_withdraws_the_follow_up() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let Ok(Receipt::Ordered { order, .. }) = room.perform("berg", &issue(room.order(&record, None))) else { panic!() };
    let lift = |reason: &str| Command::LiftOrder { order, reason: reason.into() };
    assert!(matches!(room.perform("berg", &lift("x")), Err(Refusal::NotPermitted(_))));
    assert_eq!(room.perform("haas", &lift(" ")), Err(Refusal::ReasonNeeded));
    room.perform("haas", &lift("Impfung nachgewiesen")).unwrap();
    assert_eq!(room.perform("haas", &lift("noch einmal")), Err(Refusal::NotInForce));
    let open = room.read(|q| q.calls_of(record.id)).into_iter().filter(|call| call.state == CallState::Open);
    assert!(open.into_iter().all(|call| call.reason != Reason::FollowUp));
}

#[test]
fn the_last_admin_stays_one() {
    let mut room = Room::new();
    let mut only = user("it", &[rufliste::domain::user::Role::Admin], &[]);
    only.disabled = true;
    assert_eq!(room.perform("it", &Command::PutUser(Box::new(only))), Err(Refusal::LastAdmin));
}

#[test]
fn a_disabled_user_does_nothing_more() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let mut gone = user("berg", &[rufliste::domain::user::Role::Tracer], &[]);
    gone.disabled = true;
    room.perform("it", &Command::PutUser(Box::new(gone))).unwrap();
    let note = Command::AddNote { record: record.id, text: "x".into(), pinned: false };
    assert!(matches!(room.perform("berg", &note), Err(Refusal::NotPermitted(_))));
}

#[test]
fn a_complete_interview_closes_the_call_and_makes_the_record_worked() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::Complete))).unwrap();
    let call = room.call(call.id);
    assert_eq!((call.state, call.closing), (CallState::Done, Some(Closing::Complete)));
    assert_eq!(room.record(record.id).revision, 1);
    assert_eq!(room.read(|q| waiting(q, "records")), 1);
}

#[test]
fn a_correction_goes_into_the_next_batch() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, Some(lease.token), Outcome::Complete))).unwrap();
    assert_eq!(deliver(&mut room), vec![(record.id, 1)]);
    assert!(deliver(&mut room).is_empty(), "a second run has nothing");
    let attempt = room.read(|q| q.attempts_of(record.id))[0].id;
    let correct =
        Command::CorrectOutcome { attempt, outcome: Outcome::Partial, reason: "zu früh abgeschlossen".into() };
    room.perform("berg", &correct).unwrap();
    assert_eq!(deliver(&mut room), vec![(record.id, 2)]);
}

/// Seals the next batch of `records` and returns its members.
fn deliver(room: &mut Room<MemoryStore>) -> Vec<(rufliste::domain::id::RecordId, u32)> {
    let mint = rufliste::domain::id::SeededMint::new(1, 0);
    let rules = crate::fixture::rules();
    let actor = rufliste::store::perform::Actor {
        user: "haas",
        station: "haas",
        now: room.now,
        rules: &rules,
        mint: &mint,
        action: None,
    };
    let Some(batch) = room.store.write(|txn| seal(txn, "records", &actor)).unwrap() else { return vec![] };
    let hash = rufliste::domain::audit::Hash::of(&[batch.folder().as_bytes()]);
    room.store.write(|txn| written(txn, &batch, hash, &actor)).unwrap();
    let mut members = Vec::new();
    room.read(|q| {
        q.each_revision(batch.first, batch.last, &mut |bytes| {
            let snapshot: rufliste::domain::batch::Snapshot = serde_json::from_slice(bytes).unwrap();
            members.push((snapshot.record.id, snapshot.record.revision));
            Ok(())
        })
    });
    assert_eq!(members.len() as u64, batch.records);
    members
}

/// A step of a day.
#[derive(Debug, Clone)]
enum Step {
    Wait(i64),
    Serve(usize),
    Log(usize, Outcome),
    Order(usize),
    Release(usize),
    Lift,
    Note(usize),
    Export,
    Supervise,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0usize..3;
    let outcome = (0..Outcome::ALL.len()).prop_map(|n| Outcome::ALL[n]);
    let step = prop_oneof![
        3 => (1i64..400).prop_map(Step::Wait),
        6 => who.clone().prop_map(Step::Serve),
        6 => (who.clone(), outcome).prop_map(|(who, outcome)| Step::Log(who, outcome)),
        2 => who.clone().prop_map(Step::Order),
        1 => who.clone().prop_map(Step::Release),
        1 => Just(Step::Lift),
        1 => who.prop_map(Step::Note),
        1 => Just(Step::Export),
        1 => Just(Step::Supervise),
    ];
    prop::collection::vec(step, 1..60)
}

/// More in the long run.
fn cases() -> u32 {
    if std::env::var_os("RUFLISTE_LONG").is_some() { 3000 } else { 48 }
}

const TRACERS: [&str; 3] = ["berg", "neu", "haas"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Invariants 1 to 6 of the domain after every step of a random day.
    #[test]
    fn the_invariants_hold_after_every_step_of_a_random_day(steps in steps()) {
        let mut room = Room::new();
        for _ in 0..4 {
            room.contact();
        }
        room.household(3);
        let mut delivered = Vec::new();
        for step in steps {
            take(&mut room, &step, &mut delivered);
            check(&mut room, &delivered)?;
        }
    }
}

fn take(room: &mut Room<MemoryStore>, step: &Step, delivered: &mut Vec<(rufliste::domain::id::RecordId, u32)>) {
    match step {
        Step::Wait(minutes) => room.now += TimeDelta::minutes(*minutes),
        Step::Serve(who) => drop(room.serve(TRACERS[*who])),
        Step::Log(who, outcome) => {
            if let Some(lease) = held(room, TRACERS[*who]) {
                let call = room.call(lease.call);
                let attempt = room.attempt(&call, Some(lease.token), *outcome);
                drop(room.perform(TRACERS[*who], &log(attempt)));
            }
        }
        Step::Order(who) => {
            if let Some(lease) = held(room, TRACERS[*who]) {
                let record = room.call(lease.call).record;
                let record = room.record(record);
                let order = room.order(&record, Some(lease.token));
                drop(room.perform(TRACERS[*who], &issue(order)));
            }
        }
        Step::Release(who) => {
            if let Some(lease) = held(room, TRACERS[*who]) {
                drop(room.perform(TRACERS[*who], &Command::Release { token: lease.token }));
            }
        }
        Step::Lift => {
            let filter = rufliste::domain::view::OrderFilter::default();
            if let Some(row) = room.read(|q| q.orders(&filter, 1)).first() {
                drop(room.perform("haas", &Command::LiftOrder { order: row.order.id, reason: "Grund".into() }));
            }
        }
        Step::Note(who) => {
            if let Some(lease) = held(room, TRACERS[*who]) {
                let record = room.call(lease.call).record;
                let note = Command::AddNote { record, text: "hört schwer".into(), pinned: true };
                drop(room.perform(TRACERS[*who], &note));
            }
        }
        Step::Export => delivered.extend(deliver(room)),
        Step::Supervise => {
            if let Some(row) = room.read(|q| q.leases()).first() {
                drop(room.perform("haas", &Command::ForceRelease { call: row.lease.call, reason: String::new() }));
            }
        }
    }
}

fn held(room: &mut Room<MemoryStore>, who: &str) -> Option<rufliste::domain::lease::Lease> {
    room.read(|q| q.lease_of_station(who))
}

fn check(
    room: &mut Room<MemoryStore>,
    delivered: &[(rufliste::domain::id::RecordId, u32)],
) -> Result<(), TestCaseError> {
    let now = room.now;
    let leases = room.read(|q| q.leases());
    let mut covered: Vec<_> =
        leases.iter().filter(|row| row.lease.is_live(now)).flat_map(|row| row.lease.covers.iter().copied()).collect();
    let all = covered.len();
    covered.sort();
    covered.dedup();
    prop_assert_eq!(all, covered.len(), "two live leases cover one call");

    let mut unique = delivered.to_vec();
    unique.sort();
    unique.dedup();
    prop_assert_eq!(unique.len(), delivered.len(), "a revision was delivered twice");

    let rows = room.read(|q| q.orders(&rufliste::domain::view::OrderFilter::default(), 100));
    let today = rufliste::domain::time::date_of(now, crate::fixture::office().tz());
    let mut numbers: Vec<_> = rows.iter().filter_map(|row| row.order.number.clone()).collect();
    let count = numbers.len();
    numbers.sort();
    numbers.dedup();
    prop_assert_eq!(numbers.len(), count, "an order number was given twice");
    for row in &rows {
        let same = |other: &&rufliste::domain::view::OrderRow| {
            other.order.person == row.order.person
                && other.order.kind == row.order.kind
                && other.order.is_in_force(today)
        };
        prop_assert!(rows.iter().filter(same).count() <= 1, "two orders of a kind in force");
    }

    let events = room.read(|q| q.events_after(0, 10_000));
    let mut head = Head::default();
    for event in &events {
        prop_assert!(follows(head, event), "the chain breaks at {}", event.seq);
        head = event.head();
    }
    let mut last = std::collections::BTreeMap::new();
    for touch in events.iter().flat_map(|event| &event.touches) {
        last.insert(touch.entity, touch.commitment);
    }
    for (entity, commitment) in last {
        let Some((document, salt)) = room.read(|q| q.sealed_document(entity)) else { continue };
        let now = rufliste::domain::audit::commitment(&salt, &document);
        prop_assert_eq!(now, commitment, "a commitment does not equal its stored state");
    }
    let counts = room.read(|q| q.queue_counts(now));
    prop_assert_eq!(counts.open, counts.ready + counts.waiting);
    prop_assert!(counts.leased <= counts.ready + counts.waiting && counts.overdue <= counts.open);
    Ok(())
}
