//! Taking back the last outcome, and opening closed calls again.

use chrono::TimeDelta;
use proptest::prelude::*;
use rufliste::domain::audit::commitment;
use rufliste::domain::call::{Attempt, Call, CallState, Closing, Direction, Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal};
use rufliste::domain::id::CallId;
use rufliste::domain::order::Order;
use rufliste::domain::person::Person;
use rufliste::domain::record::Record;
use rufliste::domain::undo::Barred;
use rufliste::store::Store;
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::Actor;
use rufliste::store::seal::seal;
use rufliste::store::sqlite::verify_chain;

use crate::fixture::Room;

/// Everything of a record but its history: revision and reason of being worked go with that.
#[derive(Debug, PartialEq)]
struct Standing {
    record: Record,
    person: Person,
    calls: Vec<Call>,
    attempts: Vec<Attempt>,
    orders: Vec<Order>,
}

fn standing<S: Store>(room: &mut Room<S>, of: &Record) -> Standing {
    let mut record = room.record(of.id);
    (record.revision, record.worked) = (0, None);
    let person = record.person;
    room.read(|q| {
        let is_held = |call: &Call| call.closing != Some(Closing::Withdrawn);
        Ok(Standing {
            person: q.person(person)?.unwrap(),
            calls: q.calls_of(record.id)?.into_iter().filter(is_held).collect(),
            attempts: q.attempts_of(record.id)?.into_iter().filter(|attempt| attempt.undone.is_none()).collect(),
            orders: q.orders_of(person)?,
            record,
        })
    })
}

fn assert_sealed<S: Store>(room: &mut Room<S>) {
    room.read(|q| {
        assert_eq!(verify_chain(q)?, None);
        for event in q.events_after(0, 10_000)? {
            for touch in event.touches {
                let (document, salt) = q.sealed_document(touch.entity)?.unwrap();
                assert_eq!(q.last_commitment(touch.entity)?, Some(commitment(&salt, &document)));
            }
        }
        Ok(())
    });
}

fn log<S: Store>(room: &mut Room<S>, call: &Call, outcome: Outcome) {
    let token = room.serve("berg").unwrap().token;
    let attempt = room.attempt(call, Some(token), outcome);
    room.perform("berg", &Command::Log(Box::new(attempt))).unwrap();
}

fn undo<S: Store>(room: &mut Room<S>) -> Result<CallId, Refusal> {
    room.perform("berg", &Command::Undo).map(|receipt| match receipt {
        Receipt::Undone { call, .. } => call,
        other => panic!("{other:?}"),
    })
}

const OUTCOMES: [Outcome; 14] = [
    Outcome::Complete,
    Outcome::Partial,
    Outcome::NoAnswer,
    Outcome::Busy,
    Outcome::VoicemailLeft,
    Outcome::Callback,
    Outcome::ThirdParty,
    Outcome::Refused,
    Outcome::Language,
    Outcome::WrongNumber,
    Outcome::DeadNumber,
    Outcome::Deceased,
    Outcome::HandOver,
    Outcome::NotAContact,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outcome_taken_back_leaves_everything_as_it_was(which in 0..OUTCOMES.len(), ordered: bool, members in 1..4usize) {
        let mut room = Room::new();
        let family = room.household(members);
        let lease = room.serve("berg").unwrap();
        let (_, record, call) = family.iter().find(|(_, _, call)| call.id == lease.call).unwrap().clone();
        if ordered {
            let order = room.order(&record, Some(lease.token));
            room.perform("berg", &Command::IssueOrder(Box::new(order))).unwrap();
        }
        let before: Vec<Standing> = family.iter().map(|(_, record, _)| standing(&mut room, record)).collect();
        let revision = room.record(record.id).revision;
        room.now += TimeDelta::minutes(1);
        log(&mut room, &call, OUTCOMES[which]);
        let raised = room.record(record.id).revision;
        room.now += TimeDelta::seconds(59);
        prop_assert_eq!(undo(&mut room), Ok(call.id));
        let after: Vec<Standing> = family.iter().map(|(_, record, _)| standing(&mut room, record)).collect();
        prop_assert_eq!(after, before);
        let now = room.record(record.id).revision;
        prop_assert_eq!(now, if raised > revision { raised + 1 } else { revision }, "revisions never go back");
        assert_sealed(&mut room);
        prop_assert_eq!(undo(&mut room), Err(Refusal::NoUndo(Barred::Nothing)));
        let taken = room.perform("berg", &Command::TakeUp { call: call.id });
        prop_assert!(matches!(taken, Ok(Receipt::Claimed(lease)) if lease.call == call.id));
    }
}

#[test]
fn an_undone_attempt_stays_and_counts_nowhere() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    log(&mut room, &call, Outcome::NoAnswer);
    let since = room.now - TimeDelta::hours(1);
    undo(&mut room).unwrap();
    room.read(|q| {
        let attempts = q.attempts_of(record.id)?;
        assert_eq!(attempts[0].undone.as_ref().map(|undone| undone.by.as_str()), Some("berg"));
        assert_eq!(q.my_day("berg", since)?.attempts, 0);
        assert!(q.tries_on(&call.numbers[0], since)?.is_empty());
        assert_eq!(q.outcome_counts(since, since + TimeDelta::hours(2))?, []);
        Ok(())
    });
}

#[test]
fn a_second_outcome_takes_the_place_of_the_first() {
    let mut room = Room::new();
    let (first, second) = (room.contact().2, room.contact().2);
    let served = room.serve("berg").unwrap().call;
    let (before, after) = if served == first.id { (first, second) } else { (second, first) };
    log(&mut room, &before, Outcome::NoAnswer);
    log(&mut room, &after, Outcome::NoAnswer);
    assert_eq!(undo(&mut room), Ok(after.id));
    assert_eq!(undo(&mut room), Err(Refusal::NoUndo(Barred::Nothing)));
}

#[test]
fn an_outcome_sent_twice_can_still_be_taken_back() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let token = room.serve("berg").unwrap().token;
    let command = Command::Log(Box::new(room.attempt(&call, Some(token), Outcome::NoAnswer)));
    room.perform("berg", &command).unwrap();
    room.perform("berg", &command).unwrap();
    assert_eq!(undo(&mut room), Ok(call.id));
}

#[test]
fn after_a_minute_an_outcome_is_corrected_instead() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    log(&mut room, &call, Outcome::NoAnswer);
    room.now += TimeDelta::seconds(61);
    assert_eq!(undo(&mut room), Err(Refusal::NoUndo(Barred::Late)));
}

#[test]
fn nobody_takes_back_what_another_logged() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    log(&mut room, &call, Outcome::NoAnswer);
    assert_eq!(room.perform("neu", &Command::Undo), Err(Refusal::NoUndo(Barred::Nothing)));
}

#[test]
fn what_has_moved_on_or_gone_out_is_not_taken_back() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    log(&mut room, &call, Outcome::NoAnswer);
    let note = Command::AddNote { record: record.id, text: "Hund bellt".into(), pinned: true };
    room.perform("neu", &note).unwrap();
    assert_eq!(undo(&mut room), Err(Refusal::NoUndo(Barred::MovedOn)));

    let mut room = Room::new();
    let (_, _, call) = room.contact();
    log(&mut room, &call, Outcome::Complete);
    sealed(&mut room);
    assert_eq!(undo(&mut room), Err(Refusal::NoUndo(Barred::Sent)));
}

fn sealed(room: &mut Room<MemoryStore>) {
    let mint = rufliste::domain::id::SeededMint::new(5, 0);
    let (now, rules) = (room.now, room.rules.clone());
    let actor = Actor { user: "haas", station: "haas", now, rules: &rules, mint: &mint, action: None };
    assert!(room.store.write(|txn| seal(txn, "office", &actor)).unwrap().is_some());
}

#[test]
fn an_incoming_call_can_be_taken_back_too() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    let before = standing(&mut room, &record);
    let Ok(Receipt::Claimed(lease)) = room.perform("berg", &Command::TakeIncoming { record: record.id }) else {
        panic!()
    };
    let mut attempt = room.attempt(&call, Some(lease.token), Outcome::Complete);
    attempt.direction = Direction::Incoming;
    room.perform("berg", &Command::Log(Box::new(attempt))).unwrap();
    assert_eq!(undo(&mut room), Ok(call.id));
    assert_eq!(standing(&mut room, &record), before);
}

#[test]
fn a_closed_call_is_reopened_with_a_reason_and_fresh_limits() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    log(&mut room, &call, Outcome::NotAContact);
    assert!(room.record(record.id).closing.is_some());
    let reopen = |reason: &str| Command::Reopen { call: call.id, reason: reason.into() };
    assert_eq!(room.perform("berg", &reopen(" ")), Err(Refusal::ReasonNeeded));
    assert_eq!(room.perform("berg", &reopen("war doch Kontakt")), Ok(Receipt::Reopened));
    let again = room.call(call.id);
    assert_eq!((again.state, again.attempts, again.ready_at, again.closing), (CallState::Open, 0, room.now, None));
    assert_eq!(room.record(record.id).closing, None);
    assert_eq!(room.read(|q| q.notes_of(record.id))[0].text, "war doch Kontakt");
    assert_eq!(room.serve("neu").map(|lease| lease.call), Some(call.id));
    assert_eq!(room.perform("berg", &reopen("noch einmal")), Err(Refusal::NotClosed(CallState::Open)));
    assert_sealed(&mut room);
}

#[test]
fn a_call_is_not_reopened_beside_an_open_one_of_its_reason() {
    let mut room = Room::new();
    let (person, record, mut call) = room.contact();
    call.state = CallState::Withdrawn;
    room.put(&person, &record, &call);
    let other = Call { id: CallId(uuid::Uuid::from_u128(9)), state: CallState::Open, ..call.clone() };
    room.put(&person, &record, &other);
    assert_eq!(other.reason, Reason::FirstNotification);
    let reopen = Command::Reopen { call: call.id, reason: "x".into() };
    assert_eq!(room.perform("berg", &reopen), Err(Refusal::NotClosed(CallState::Open)));
}

/// Over the adapter that an office uses: every kind of outcome, and the trail's own check of what is stored.
#[test]
fn outcomes_taken_back_leave_no_trace_in_sqlite_but_their_history() {
    let folder = tempfile::tempdir().unwrap();
    for (n, outcome) in OUTCOMES.into_iter().enumerate() {
        let path = folder.path().join(format!("{n}.db"));
        let options = rufliste::store::sqlite::OpenOptions::seeded(1);
        let admin = crate::fixture::user("it", &[rufliste::domain::user::Role::Admin], &[]);
        let now = crate::fixture::at(8);
        let office = crate::fixture::office();
        let store = rufliste::store::sqlite::SqliteStore::create(&path, &office, &admin, now, &options).unwrap();
        let mut room = Room::over(store);
        let (_, record, call) = room.contact();
        let unsealed = room.store.unsealed_entities(100).unwrap();
        let before = standing(&mut room, &record);
        log(&mut room, &call, outcome);
        assert_eq!(undo(&mut room), Ok(call.id), "{outcome}");
        assert_eq!(standing(&mut room, &record), before, "{outcome}");
        assert_eq!(room.read(|q| verify_chain(q)), None);
        let left = room.store.unsealed_entities(100).unwrap();
        assert!(left.iter().all(|entity| unsealed.contains(entity)), "{outcome}");
    }
}
