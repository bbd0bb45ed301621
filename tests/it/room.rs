//! The room's laws: who may assign, decide, ask and answer, and what becomes of a call then.

use chrono::TimeDelta;
use rufliste::domain::bulk::{Bulk, Targets};
use rufliste::domain::call::{Call, CallState, Closing, Outcome, Priority, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal};
use rufliste::domain::id::{CallId, RecordId, SeededMint};
use rufliste::domain::queue::Filter;
use rufliste::domain::user::{Power, Role};
use rufliste::store::bulk::perform_bulk;
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::{Actor, NotDone};
use rufliste::store::room::{left_over, raised, room};
use rufliste::store::{Store, Txn};

use crate::fixture::{Room, at, rules, user};

const LEADS: &str = "role:supervisor";

fn why() -> String {
    "Lage".into()
}

fn assign(call: CallId, owner: Option<&str>) -> Command {
    Command::Assign { call, owner: owner.map(str::to_owned), reason: why(), tell: true }
}

fn ask(record: RecordId, to: &str) -> Command {
    Command::AskQuestion { record, to: to.into(), text: "Impfung von 1998?".into() }
}

/// A call that a person refused on.
fn refused(room: &mut Room<MemoryStore>) -> Call {
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let attempt = room.attempt(&call, Some(lease.token), Outcome::Refused);
    room.perform("berg", &Command::Log(Box::new(attempt))).unwrap();
    room.call(call.id)
}

fn events(room: &mut Room<MemoryStore>) -> Vec<String> {
    room.read(|q| q.events_after(0, 1000)).into_iter().map(|event| event.draft.kind).collect()
}

fn bulk(room: &mut Room<MemoryStore>, user: &str, targets: &Targets, bulk: &Bulk) -> Result<usize, Refusal> {
    let (rules, mint) = (rules(), SeededMint::new(5, 0));
    let actor = Actor { user, station: user, now: room.now, rules: &rules, mint: &mint, action: None };
    match room.store.write(|txn| perform_bulk(txn, targets, bulk, &actor)) {
        Ok(calls) => Ok(calls),
        Err(NotDone::Refused(refusal)) => Err(refusal),
        Err(NotDone::Store(error)) => panic!("{error}"),
    }
}

#[test]
fn only_who_leads_assigns_withdraws_prioritises_and_decides() {
    let mut room = Room::new();
    let call = refused(&mut room).id;
    let commands = [
        assign(call, Some("neu")),
        Command::Withdraw { call, reason: why() },
        Command::SetPriority { call, priority: Priority::Urgent, reason: why() },
        Command::TakeDecision { call },
        Command::Decide { call, text: why() },
        Command::ReturnToQueue { call, owner: None, reason: why() },
        Command::CloseCall { call, closing: Closing::Refused, reason: why() },
        Command::TellAll { text: why() },
        Command::SetShiftNote { text: why() },
    ];
    for command in commands {
        let refusal = room.perform("berg", &command).unwrap_err();
        assert_eq!(refusal, Refusal::NotPermitted(Power::Lead), "{command:?}");
    }
}

#[test]
fn an_assigned_call_is_served_to_its_tracer_first_and_to_nobody_else() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.perform("haas", &assign(call.id, Some("neu"))).unwrap();
    assert_eq!(room.serve("berg"), None);
    assert_eq!(room.serve("neu").unwrap().call, call.id);
    assert_eq!(room.read(|q| q.notes_of(record.id))[0].text, "Lage");
    assert_eq!(room.perform("haas", &assign(call.id, Some("berg"))), Ok(Receipt::Assigned(Some("berg".into()))));
    assert_eq!(room.read(|q| q.lease_of(call.id)), None, "who works on it and is not meant loses it");
    let nobody = room.perform("haas", &assign(call.id, Some("niemand"))).unwrap_err();
    assert_eq!(nobody, Refusal::NobodyThere("niemand".into()));
}

#[test]
fn a_call_goes_to_nobody_who_cannot_take_it() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    room.put(&person, &record, &Call { language: Some("tr".into()), ..call.clone() });
    assert_eq!(room.perform("haas", &assign(call.id, Some("neu"))), Err(Refusal::CannotTake));
}

#[test]
fn several_calls_are_changed_all_or_none_with_an_event_each() {
    let mut room = Room::new();
    let calls: Vec<CallId> = (0..3).map(|_| room.contact().2.id).collect();
    let to = |owner: &str| Bulk::Assign { owner: Some(owner.into()), reason: why() };
    assert_eq!(bulk(&mut room, "haas", &Targets::Calls(calls.clone()), &to("neu")), Ok(3));
    assert_eq!(events(&mut room).iter().filter(|kind| *kind == "assigned").count(), 3);
    let before = events(&mut room).len();
    let (_, _, done) = room.contact();
    room.perform("haas", &Command::Withdraw { call: done.id, reason: why() }).unwrap();
    let mixed = Targets::Calls(vec![calls[0], done.id]);
    let urgent = Bulk::Priority { class: Priority::Urgent, reason: why() };
    assert_eq!(bulk(&mut room, "haas", &mixed, &urgent), Err(Refusal::NotOpen(CallState::Withdrawn)));
    assert_eq!(room.call(calls[0]).priority, Priority::Normal);
    assert_eq!(events(&mut room).len(), before + 1);
}

#[test]
fn all_that_a_filter_lets_through_is_meant_whatever_the_supervisor_speaks() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    room.put(&person, &record, &Call { language: Some("tr".into()), ..call.clone() });
    room.contact();
    let speaker =
        rufliste::domain::user::User { languages: ["tr".into()].into(), ..user("yildiz", &[Role::Tracer], &[]) };
    let put = |txn: &mut dyn Txn| txn.put_user(&speaker).map(|_| ());
    room.store.write(put).unwrap_or_else(|error: rufliste::store::StoreError| panic!("{error}"));
    let turkish = Targets::Filter(Filter { language: Some("tr".into()), ..Filter::default() });
    let to = Bulk::Assign { owner: Some("yildiz".into()), reason: why() };
    assert_eq!(bulk(&mut room, "haas", &turkish, &to), Ok(1));
    assert_eq!(room.call(call.id).owner.as_deref(), Some("yildiz"));
    let all = Targets::Filter(Filter::default());
    assert_eq!(bulk(&mut room, "haas", &all, &Bulk::Release { reason: String::new() }), Ok(0), "nobody works");
}

#[test]
fn the_supervisors_list_says_since_when_why_and_who() {
    let mut room = Room::new();
    let call = refused(&mut room);
    let now = room.now;
    let list = room.read(|q| raised(q, now));
    assert_eq!(list.len(), 1);
    let entry = &list[0];
    assert_eq!(
        (entry.code.as_str(), entry.by.as_str(), entry.text.as_str()),
        ("refused", "berg", "Gesundheitsamt Nord, Frau Kern: Bemerkung")
    );
    assert_eq!((entry.since, entry.call.id), (now, call.id));
    let (_, _, other) = room.contact();
    let lease = room.serve("neu").unwrap();
    room.perform("neu", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.now += TimeDelta::minutes(11);
    let now = room.now;
    let list = room.read(|q| raised(q, now));
    assert_eq!((list[1].code.as_str(), list[1].by.as_str(), list[1].call.id), ("unfinished", "neu", other.id));
}

#[test]
fn what_was_decided_comes_back_to_the_queue_as_what_is_to_be_done() {
    let mut room = Room::new();
    let call = refused(&mut room).id;
    room.perform("haas", &Command::TakeDecision { call }).unwrap();
    room.perform("haas", &Command::Decide { call, text: "Mutter anrufen".into() }).unwrap();
    assert_eq!(room.call(call).state, CallState::Escalated);
    assert_eq!(room.call(call).owner.as_deref(), Some("haas"));
    room.perform("haas", &Command::ReturnToQueue { call, owner: Some("neu".into()), reason: why() }).unwrap();
    let back = room.call(call);
    assert_eq!((back.state, back.task.as_deref(), back.escalation), (CallState::Open, Some("Mutter anrufen"), None));
    assert_eq!(room.serve("berg"), None);
    assert_eq!(room.serve("neu").unwrap().call, call);
    let again = room.perform("haas", &Command::TakeDecision { call }).unwrap_err();
    assert_eq!(again, Refusal::NotRaised);
    let kinds = events(&mut room);
    for kind in ["decision_taken", "decided", "returned_to_queue"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}");
    }
}

#[test]
fn closing_ends_the_record_where_the_closing_does() {
    let mut room = Room::new();
    let call = refused(&mut room);
    let revision = room.record(call.record).revision;
    let close = |closing| Command::CloseCall { call: call.id, closing, reason: why() };
    assert_eq!(
        room.perform("haas", &Command::Withdraw { call: call.id, reason: " ".into() }),
        Err(Refusal::ReasonNeeded)
    );
    room.perform("haas", &close(Closing::Refused)).unwrap();
    assert_eq!(room.record(call.record).closing, Some(Closing::Refused));
    assert_eq!(room.record(call.record).revision, revision + 1);
    assert_eq!(room.perform("haas", &close(Closing::Refused)), Err(Refusal::NotRaised));
}

#[test]
fn an_answer_comes_back_to_the_asker_as_a_ready_entry_and_as_a_note() {
    let mut room = Room::new();
    let (_, record, first) = room.contact();
    let lease = room.serve("berg").unwrap();
    assert_eq!(room.perform("berg", &ask(record.id, LEADS)), Ok(Receipt::Asked(LEADS.into())));
    assert_eq!(room.perform("berg", &ask(record.id, LEADS)), Err(Refusal::AlreadyOpen(Reason::Question)));
    let question = room.read(|q| q.open_calls_for(Reason::Question, 9)).remove(0);
    assert_eq!(room.serve("haas").unwrap().call, question.id, "the tracer's call does not stand in its way");
    let answer = |text: &str| Command::AnswerQuestion { call: question.id, text: text.into() };
    assert!(room.perform("neu", &answer("ja")).is_err());
    assert_eq!(room.perform("haas", &answer(" ")), Err(Refusal::ReasonNeeded));
    room.perform("haas", &answer("Ja, reicht")).unwrap();
    assert_eq!(room.read(|q| q.notes_of(record.id))[0].text, "Rückfrage: Impfung von 1998? – Antwort: Ja, reicht");
    let attempt = room.attempt(&first, Some(lease.token), Outcome::NoAnswer);
    room.perform("berg", &Command::Log(Box::new(attempt))).unwrap();
    let back = room.serve("berg").unwrap();
    assert_eq!(back.call, question.id);
    assert!(room.call(question.id).task.unwrap().contains("Ja, reicht"));
    room.perform("berg", &Command::SettleTask { call: question.id, text: String::new() }).unwrap();
    assert_eq!(room.call(question.id).state, CallState::Done);
    assert_eq!(room.read(|q| q.lease_of(question.id)), None);
}

#[test]
fn a_reminder_is_ready_on_its_day_and_moves_when_it_is_set_again() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.perform("haas", &Command::Withdraw { call: call.id, reason: why() }).unwrap();
    let tomorrow = at(9) + TimeDelta::days(1);
    let remind = |at, owner: Option<&str>| Command::SetReminder {
        record: record.id,
        at,
        owner: owner.map(str::to_owned),
        text: "Impfpass".into(),
    };
    assert_eq!(room.perform("berg", &remind(at(8), Some("berg"))), Err(Refusal::TimePast));
    room.perform("berg", &remind(tomorrow + TimeDelta::days(3), Some("berg"))).unwrap();
    assert_eq!(room.perform("berg", &remind(tomorrow, Some("berg"))), Ok(Receipt::Reminded(tomorrow)));
    assert_eq!(room.perform("neu", &remind(tomorrow, Some("neu"))), Err(Refusal::AlreadyOpen(Reason::Reminder)));
    assert_eq!(room.serve("berg"), None);
    room.now = tomorrow;
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::SettleTask { call: lease.call, text: "liegt vor".into() }).unwrap();
    assert_eq!(room.call(lease.call).closing, Some(Closing::Complete));
}

#[test]
fn whoever_goes_home_hands_on_what_would_be_forgotten() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    let attempt = room.attempt(&call, Some(lease.token), Outcome::Callback);
    room.perform("berg", &Command::Log(Box::new(attempt))).unwrap();
    let berg = user("berg", &[Role::Tracer], &[]);
    let left = |room: &mut Room<MemoryStore>| room.read(|q| left_over(q, &berg, at(23), at(9))).len();
    assert_eq!(left(&mut room), 1);
    let tomorrow = at(8) + TimeDelta::days(1);
    let pass = |owner: Option<&str>, not_before| Command::PassOn {
        call: call.id,
        owner: owner.map(str::to_owned),
        not_before,
        note: String::new(),
    };
    assert!(room.perform("neu", &pass(None, None)).is_err(), "only one's own");
    room.perform("berg", &pass(Some("berg"), Some(tomorrow))).unwrap();
    let mine = room.call(call.id).callback.unwrap();
    assert_eq!((mine.from, mine.until - mine.from), (tomorrow, TimeDelta::hours(1)));
    assert_eq!(mine.owner.as_deref(), Some("berg"));
    assert_eq!(left(&mut room), 0);
    room.perform("berg", &pass(None, None)).unwrap();
    assert_eq!(room.call(call.id).callback.unwrap().owner, None);
    assert!(room.call(call.id).handling.passed_on.is_some());
}

#[test]
fn a_pause_is_seen_and_ends_with_the_next_call() {
    let mut place = Room::new();
    place.contact();
    place.perform("berg", &Command::Pause { reason: "Essen".into() }).unwrap();
    let now = place.now;
    let seen = |place: &mut Room<MemoryStore>| place.read(|q| room(q, now)).pauses;
    assert_eq!((seen(&mut place)[0].user.as_str(), seen(&mut place)[0].reason.as_str()), ("berg", "Essen"));
    place.serve("berg").unwrap();
    assert!(seen(&mut place).is_empty());
    let held = place.perform("berg", &Command::Pause { reason: "Essen".into() }).unwrap_err();
    assert!(matches!(held, Refusal::HoldsAnother(_)));
    assert_eq!(place.perform("berg", &Command::Resume), Err(Refusal::NotFound));
}
