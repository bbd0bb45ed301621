//! What went wrong once, or nearly did, and must not again.

use chrono::TimeDelta;
use rufliste::domain::audit::Hash;
use rufliste::domain::call::{CallState, Closing, Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{ImportId, RecordId, SeededMint};
use rufliste::domain::import::Source;
use rufliste::domain::intake::IncomingRow;
use rufliste::domain::order::OrderKind;
use rufliste::domain::person::Phone;
use rufliste::domain::phone::ParsedNumber;
use rufliste::domain::record::Kind;
use rufliste::domain::undo::Barred;
use rufliste::domain::user::{Power, Right, Role};
use rufliste::store::Store;
use rufliste::store::intake::{Counts, take_chunk};
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::{Actor, NotDone, perform};
use rufliste::store::seal::{seal, written};

use crate::fixture::{Room, rules, today, user};

fn log(attempt: rufliste::domain::decide::LogAttempt) -> Command {
    Command::Log(Box::new(attempt))
}

fn open_calls(room: &mut Room<MemoryStore>, record: RecordId) -> Vec<rufliste::domain::call::Call> {
    room.read(|q| q.calls_of(record)).into_iter().filter(|call| call.state == CallState::Open).collect()
}

/// Does something as this user in one transaction.
fn as_user<T>(
    room: &mut Room<MemoryStore>,
    name: &str,
    work: impl FnOnce(&mut dyn rufliste::store::Txn, &Actor<'_>) -> Result<T, NotDone>,
) -> Result<T, NotDone> {
    let (mint, rules) = (SeededMint::new(5, 0), rules());
    let actor = Actor { user: name, station: name, now: room.now, rules: &rules, mint: &mint, action: None };
    room.store.write(|txn| work(txn, &actor))
}

/// A command of this user at this station.
fn as_station(room: &mut Room<MemoryStore>, name: &str, station: &str, command: &Command) -> Result<Receipt, Refusal> {
    let done = as_user(room, name, |txn, actor| perform(txn, command, &Actor { station, action: None, ..*actor }));
    done.map_err(|error| match error {
        NotDone::Refused(refusal) => refusal,
        NotDone::Store(error) => panic!("{error}"),
    })
}

fn import(room: &mut Room<MemoryStore>, name: &str, row: IncomingRow) -> Result<Counts, NotDone> {
    let import = ImportId::mint(room.now, &SeededMint::new(6, 0));
    let source = Source { system: "list".into(), import, disease: Disease::Measles };
    as_user(room, name, |txn, actor| take_chunk(txn, &[row], &source, actor)).map(|(counts, _)| counts)
}

#[test]
fn a_station_whose_clock_was_stopped_never_writes_over_who_took_its_call() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let stopped = room.serve("berg").unwrap();
    let then = room.now;
    room.now += TimeDelta::minutes(12);
    let taken = room.serve("neu").unwrap();
    assert_eq!(taken.call, call.id);
    room.now = then;
    let late = Command::Log(Box::new(room.attempt(&call, Some(stopped.token), Outcome::NoAnswer)));
    let refused = room.perform("berg", &late).unwrap_err();
    assert!(matches!(&refused, Refusal::StaleToken(Some(by)) if by.user == "neu"), "{refused:?}");
}

#[test]
fn a_follow_up_that_is_done_makes_the_next_one() {
    let mut room = Room::new();
    let (_, record, first) = room.contact();
    let order = room.order(&record, None);
    room.perform("berg", &Command::IssueOrder(Box::new(order))).unwrap();
    room.perform("berg", &log(room.attempt(&first, None, Outcome::Complete))).unwrap();
    for _ in 0..3 {
        room.now += TimeDelta::days(1);
        let open = open_calls(&mut room, record.id);
        assert_eq!(open.len(), 1);
        let before = open[0].clone();
        assert_eq!(before.reason, Reason::FollowUp);
        let done = room.perform("berg", &log(room.attempt(&before, None, Outcome::Complete))).unwrap();
        assert!(matches!(done, Receipt::Logged { next: Some(_), .. }));
        assert_eq!(room.call(before.id).state, CallState::Done);
    }
}

#[test]
fn a_search_for_a_number_that_finds_a_wrong_one_goes_on() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.perform("berg", &log(room.attempt(&call, None, Outcome::WrongNumber))).unwrap();
    let search = open_calls(&mut room, record.id).remove(0);
    assert_eq!(search.reason, Reason::Research);
    room.perform("berg", &log(room.attempt(&search, None, Outcome::WrongNumber))).unwrap();
    let open = open_calls(&mut room, record.id);
    assert_eq!(open.iter().map(|call| call.reason).collect::<Vec<_>>(), [Reason::Research]);
}

#[test]
fn a_call_that_shares_a_number_with_a_covered_one_is_passed_over_not_refused() {
    let mut room = Room::new();
    let mut family = room.household(2);
    let shared = "+492214710999".to_owned();
    family[1].2.numbers.push(shared.clone());
    let (person, record, call) = family[1].clone();
    room.put(&person, &record, &call);
    let (person, record, mut stranger) = room.contact();
    stranger.numbers = vec![shared];
    room.put(&person, &record, &stranger);
    let (person, record, mut free) = room.contact();
    free.due_at += TimeDelta::hours(1);
    room.put(&person, &record, &free);
    room.perform("berg", &Command::Claim { call: family[0].2.id }).unwrap();
    assert_eq!(room.serve("neu").map(|lease| lease.call), Some(free.id));
}

#[test]
fn an_unfinished_call_is_its_tracers_until_a_supervisor_releases_it() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.now += TimeDelta::minutes(11);
    let claim = Command::Claim { call: call.id };
    assert!(matches!(room.perform("neu", &claim), Err(Refusal::Held(by)) if by.user == "berg"));
    room.perform("haas", &Command::ForceRelease { call: call.id, reason: String::new() }).unwrap();
    assert!(room.perform("neu", &claim).is_ok());
}

#[test]
fn a_key_after_a_lost_line_finds_it_again() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.perform("berg", &Command::LoseLine { token: lease.token }).unwrap();
    let back = room.serve("berg").unwrap();
    let renewed = room.perform("berg", &Command::Renew { token: back.token }).unwrap();
    assert!(matches!(renewed, Receipt::Renewed(lease) if lease.lost_at.is_none()));
}

#[test]
fn a_served_call_that_was_settled_elsewhere_is_not_served_again() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    room.serve("berg").unwrap();
    room.perform("berg", &log(room.attempt(&call, None, Outcome::Complete))).unwrap();
    let (_, _, other) = room.contact();
    assert_eq!(room.serve("berg").map(|lease| lease.call), Some(other.id));
}

#[test]
fn a_token_for_one_call_speaks_no_order_in_anothers() {
    let mut room = Room::new();
    let (_, _, mine) = room.contact();
    let (_, record, other) = room.contact();
    let Ok(Receipt::Claimed(lease)) = room.perform("berg", &Command::Claim { call: mine.id }) else { panic!() };
    room.perform("neu", &Command::Claim { call: other.id }).unwrap();
    let order = room.order(&record, Some(lease.token));
    let refused = room.perform("berg", &Command::IssueOrder(Box::new(order)));
    assert!(matches!(refused, Err(Refusal::Held(by)) if by.user == "neu"));
}

#[test]
fn lifting_one_of_two_orders_keeps_the_follow_up_of_the_other() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let first = room.order(&record, None);
    let mut second = room.order(&record, None);
    second.kind = OrderKind::Isolation;
    room.perform("berg", &Command::IssueOrder(Box::new(first.clone()))).unwrap();
    room.perform("berg", &Command::IssueOrder(Box::new(second.clone()))).unwrap();
    room.perform("haas", &Command::LiftOrder { order: first.id, reason: "Grund".into() }).unwrap();
    assert_eq!(room.record(record.id).follow_up_until, Some(second.to));
    assert!(open_calls(&mut room, record.id).iter().any(|call| call.reason == Reason::FollowUp));
}

#[test]
fn a_dialled_number_rests_for_everybody_also_when_it_was_typed_in() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let (_, _, other) = room.contact();
    let mut attempt = room.attempt(&call, None, Outcome::NoAnswer);
    attempt.number = other.numbers.first().cloned();
    room.perform("berg", &log(attempt)).unwrap();
    assert_eq!(room.call(other.id).ready_at, room.now + TimeDelta::minutes(30));
}

#[test]
fn a_fact_is_known_as_the_offices_own_under_the_name_that_imports_ask_for() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let facts = [("infection.onset".to_owned(), "2026-03-01".to_owned())].into();
    room.perform("berg", &Command::KeepFacts { record: record.id, facts }).unwrap();
    assert!(room.record(record.id).office_set.contains("onset"));
}

#[test]
fn what_the_office_has_corrected_stays_also_when_another_record_of_the_person_comes_in() {
    let mut room = Room::new();
    let (person, mut record, call) = room.contact();
    record.office_set.insert("address".into());
    room.put(&person, &record, &call);
    let mut row = IncomingRow::new(2, Kind::Case);
    row.last_name.clone_from(&person.last_name);
    row.first_name.clone_from(&person.first_name);
    row.birth = person.birth;
    row.address.street = "Alte Straße 1".into();
    row.address.postcode = "50998".into();
    row.address.place = "Hohenfeld".into();
    assert_eq!(import(&mut room, "berg", row).unwrap().added, 1);
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().addresses, person.addresses);
}

#[test]
fn a_birth_date_that_comes_later_makes_nobody_new() {
    let mut room = Room::new();
    let (mut person, record, call) = room.contact();
    let birth = person.birth.take();
    room.put(&person, &record, &call);
    let Phone { e164, raw, shown, .. } = person.phones[0].clone();
    let mut row = IncomingRow::new(2, Kind::Contact);
    row.last_name.clone_from(&person.last_name);
    row.first_name.clone_from(&person.first_name);
    row.birth = birth;
    row.phones = vec![ParsedNumber { e164, raw, shown, label: String::new(), owner: String::new(), fault: None }];
    let counts = import(&mut room, "berg", row).unwrap();
    assert_eq!((counts.added, counts.changed), (0, 1));
    assert_eq!(room.read(|q| q.person(person.id)).unwrap().birth, birth);
}

#[test]
fn after_the_last_day_of_a_user_nothing_is_served_imported_or_sealed() {
    let mut room = Room::new();
    room.contact();
    let mut gone = user("haas", &[Role::Supervisor], &[Right::Order]);
    gone.expires_on = today().pred_opt();
    room.perform("it", &Command::PutUser(Box::new(gone))).unwrap();
    let refused = |done: Result<(), NotDone>, power| {
        assert!(matches!(done, Err(NotDone::Refused(Refusal::NotPermitted(of))) if of == power), "{done:?}");
    };
    let mut row = IncomingRow::new(2, Kind::Contact);
    row.last_name = "Muster".into();
    refused(import(&mut room, "haas", row).map(drop), Power::Work);
    refused(as_user(&mut room, "haas", |txn, actor| seal(txn, "records", actor)).map(drop), Power::Export);
}

#[test]
fn a_call_resumed_after_a_lost_line_is_still_a_started_one() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    let dialled_at = room.now;
    for station in ["2", "3"] {
        room.now += TimeDelta::minutes(1);
        let token = room.read(|q| q.lease_of(call.id)).unwrap().token;
        room.perform("berg", &Command::LoseLine { token }).unwrap();
        room.now += TimeDelta::minutes(2);
        assert_eq!(room.serve("neu"), None, "it is kept for its tracer");
        let Ok(Receipt::Claimed(back)) = as_station(&mut room, "berg", station, &Command::Claim { call: call.id })
        else {
            panic!()
        };
        assert_eq!(back.dialled_at, Some(dialled_at));
        assert_eq!(back.expires_at, room.now + back.term());
    }
}

#[test]
fn a_call_that_somebody_else_left_unfinished_is_not_started_for_the_next() {
    let mut room = Room::new();
    let (_, _, call) = room.contact();
    let lease = room.serve("berg").unwrap();
    room.perform("berg", &Command::Dial { token: lease.token, number: None }).unwrap();
    room.now += TimeDelta::hours(2);
    let Ok(Receipt::Claimed(lease)) = room.perform("neu", &Command::Claim { call: call.id }) else { panic!() };
    assert_eq!(lease.dialled_at, None);
}

#[test]
fn facts_are_not_kept_over_a_call_that_another_station_works_on() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.perform("berg", &Command::Claim { call: call.id }).unwrap();
    let facts = [("infection.onset".to_owned(), "2026-03-01".to_owned())].into();
    let keep = Command::KeepFacts { record: record.id, facts };
    let stale = |done| matches!(done, Err(Refusal::StaleToken(Some(by))) if by.user == "berg");
    assert!(stale(room.perform("neu", &keep)));
    assert!(stale(as_station(&mut room, "berg", "2", &keep)));
    room.perform("berg", &keep).unwrap();
    room.now += TimeDelta::minutes(11);
    room.perform("neu", &keep).unwrap();
}

#[test]
fn who_may_work_calls_no_longer_puts_none_back() {
    let mut room = Room::new();
    room.contact();
    let lease = room.serve("neu").unwrap();
    room.perform("it", &Command::PutUser(Box::new(user("neu", &[Role::Auditor], &[])))).unwrap();
    let back = Command::PutBack { token: lease.token, reason: "Grund".into() };
    assert_eq!(room.perform("neu", &back), Err(Refusal::NotPermitted(Power::Work)));
}

/// A row about this person with a number that is not known yet.
fn with_new_number(person: &rufliste::domain::person::Person) -> IncomingRow {
    let mut row = IncomingRow::new(2, Kind::Contact);
    row.last_name.clone_from(&person.last_name);
    row.first_name.clone_from(&person.first_name);
    row.birth = person.birth;
    let (e164, shown) = (Some("+492214710888".to_owned()), "0221 4710888".to_owned());
    let raw = shown.clone();
    row.phones = vec![ParsedNumber { e164, raw, shown, label: String::new(), owner: String::new(), fault: None }];
    row
}

#[test]
fn a_number_that_comes_in_settles_the_search_for_one() {
    let mut room = Room::new();
    let (person, record, call) = room.contact();
    room.perform("berg", &log(room.attempt(&call, None, Outcome::WrongNumber))).unwrap();
    let search = open_calls(&mut room, record.id).remove(0);
    assert_eq!(search.reason, Reason::Research);
    let counts = import(&mut room, "berg", with_new_number(&person)).unwrap();
    assert_eq!((counts.changed, counts.calls), (1, 1));
    let found = room.call(search.id);
    assert_eq!((found.state, found.closing), (CallState::Done, Some(Closing::Complete)));
    let open = open_calls(&mut room, record.id);
    assert_eq!(open.iter().map(|call| call.reason).collect::<Vec<_>>(), [Reason::FirstNotification]);
    assert_eq!((open[0].numbers.clone(), open[0].ready_at), (vec!["+492214710888".to_owned()], room.now));
    assert_eq!(room.serve("neu").map(|lease| lease.call), Some(open[0].id));
    let again = import(&mut room, "berg", with_new_number(&person)).unwrap();
    assert_eq!((again.unchanged, again.calls), (1, 0));
}

#[test]
fn a_number_that_comes_in_is_dialled_at_once_but_no_sooner_than_agreed() {
    let mut room = Room::new();
    let (person, _, call) = room.contact();
    let (other, _, agreed) = room.contact();
    room.perform("berg", &log(room.attempt(&call, None, Outcome::NoAnswer))).unwrap();
    room.perform("berg", &log(room.attempt(&agreed, None, Outcome::Callback))).unwrap();
    assert!(room.call(call.id).ready_at > room.now);
    let before = room.call(agreed.id);
    import(&mut room, "berg", with_new_number(&person)).unwrap();
    import(&mut room, "berg", with_new_number(&other)).unwrap();
    let (after, kept) = (room.call(call.id), room.call(agreed.id));
    assert_eq!((after.ready_at, after.prefer_at), (room.now, None));
    assert_eq!(after.numbers, ["+492214710888", call.numbers[0].as_str()], "the one not tried in vain first");
    assert_eq!((&kept.callback, kept.ready_at), (&before.callback, before.ready_at));
    assert!(kept.numbers.contains(&"+492214710888".to_owned()));
}

#[test]
fn a_remark_on_a_known_row_is_kept_once() {
    let mut room = Room::new();
    let (person, record, _) = room.contact();
    let mut row = IncomingRow::new(2, Kind::Contact);
    row.last_name.clone_from(&person.last_name);
    row.first_name.clone_from(&person.first_name);
    row.birth = person.birth;
    row.note = Some("hört schwer".into());
    assert_eq!(import(&mut room, "berg", row.clone()).unwrap().changed, 1);
    assert_eq!(import(&mut room, "berg", row).unwrap().unchanged, 1);
    let texts: Vec<_> = room.read(|q| q.notes_of(record.id)).into_iter().map(|note| note.text).collect();
    assert_eq!(texts, ["hört schwer"]);
}

#[test]
fn a_clock_that_goes_back_leaves_no_batch_out_and_gives_no_number_twice() {
    let mut room = Room::new();
    let mut sealed = Vec::new();
    for hours in [0, -1, 0, 2] {
        room.now += TimeDelta::hours(hours);
        let (_, _, call) = room.contact();
        room.perform("berg", &log(room.attempt(&call, None, Outcome::Complete))).unwrap();
        let batch = as_user(&mut room, "haas", |txn, actor| seal(txn, "records", actor)).unwrap().unwrap();
        let manifest = Hash::of(&[batch.folder().as_bytes()]);
        as_user(&mut room, "haas", |txn, actor| written(txn, &batch, manifest, actor)).unwrap();
        sealed.push((batch.number, batch.first, batch.last));
    }
    assert_eq!(sealed, [(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4)]);
}

#[test]
fn an_enquiry_that_was_settled_is_not_taken_back_once_the_person_has_rung_again() {
    let mut room = Room::new();
    let (_, record, call) = room.contact();
    room.perform("berg", &log(room.attempt(&call, None, Outcome::Complete))).unwrap();
    let rings = Command::TakeIncoming { record: record.id };
    let Ok(Receipt::Claimed(lease)) = room.perform("berg", &rings) else { panic!() };
    let enquiry = room.call(lease.call);
    room.perform("berg", &log(room.attempt(&enquiry, Some(lease.token), Outcome::Complete))).unwrap();
    let Ok(Receipt::Claimed(again)) = room.perform("neu", &rings) else { panic!() };
    assert_ne!(again.call, enquiry.id);
    assert_eq!(room.perform("berg", &Command::Undo), Err(Refusal::NoUndo(Barred::MovedOn)));
    assert_eq!(room.call(enquiry.id).state, CallState::Done);
}
