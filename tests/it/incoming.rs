//! Calls that come in: whose call is taken, what is parked, who is told.

use chrono::TimeDelta;
use rufliste::domain::call::{Call, CallState, Closing, Direction, Outcome, Reason};
use rufliste::domain::decide::{Command, Receipt, Refusal};
use rufliste::domain::id::RecordId;
use rufliste::domain::lease::{LOOKING, Lease, TALKING};
use rufliste::domain::message::Words;
use rufliste::domain::record::Record;
use rufliste::store::Store;
use rufliste::store::memory::MemoryStore;

use crate::fixture::Room;

fn take(room: &mut Room<impl Store>, user: &str, record: RecordId) -> Lease {
    match room.perform(user, &Command::TakeIncoming { record }) {
        Ok(Receipt::Claimed(lease)) => lease,
        other => panic!("{other:?}"),
    }
}

/// A call that Berg works on, and the record and call of somebody else, who rings.
fn in_progress(room: &mut Room<impl Store>) -> (Lease, Record, Call) {
    let both = [room.contact(), room.contact()];
    let lease = room.serve("berg").unwrap();
    let (_, record, call) = both.into_iter().find(|(_, _, call)| call.id != lease.call).unwrap();
    (lease, record, call)
}

fn log_incoming(room: &mut Room<impl Store>, user: &str, call: &Call, lease: &Lease, outcome: Outcome) -> Receipt {
    let mut attempt = room.attempt(call, Some(lease.token), outcome);
    attempt.direction = Direction::Incoming;
    attempt.number = None;
    room.perform(user, &Command::Log(Box::new(attempt))).unwrap()
}

#[test]
fn a_waiting_call_is_taken_and_settled_by_the_person_who_rings() {
    let mut room = Room::new();
    let (_, record, mut call) = room.contact();
    call.ready_at = room.now + TimeDelta::hours(5);
    let (person, kept) = (room.read(|q| q.person(call.person)).unwrap(), record.clone());
    room.put(&person, &kept, &call);
    assert_eq!(room.serve("berg"), None);
    let lease = take(&mut room, "berg", record.id);
    assert_eq!(lease.call, call.id);
    let receipt = log_incoming(&mut room, "berg", &call, &lease, Outcome::Complete);
    assert!(matches!(receipt, Receipt::Logged { closed: Some(Closing::Complete), .. }));
    let call = room.call(call.id);
    assert_eq!((call.state, call.attempts), (CallState::Done, 0));
}

#[test]
fn a_person_who_rings_and_is_not_done_keeps_their_time() {
    let mut room = Room::new();
    let (person, record, mut call) = room.contact();
    call.ready_at = room.now + TimeDelta::hours(5);
    call.prefer_at = Some(room.now + TimeDelta::hours(6));
    room.put(&person, &record, &call);
    let lease = take(&mut room, "berg", record.id);
    log_incoming(&mut room, "berg", &call, &lease, Outcome::Partial);
    let after = room.call(call.id);
    assert_eq!((after.ready_at, after.prefer_at, after.attempts), (call.ready_at, call.prefer_at, 0));
}

#[test]
fn where_nothing_is_open_an_enquiry_is_made_and_withdrawn_again_if_nothing_is_said() {
    let mut room = Room::new();
    let (person, record, mut call) = room.contact();
    call.state = CallState::Done;
    call.closing = Some(Closing::Complete);
    room.put(&person, &record, &call);
    let lease = take(&mut room, "berg", record.id);
    let enquiry = room.call(lease.call);
    assert_eq!((enquiry.reason, enquiry.state), (Reason::Enquiry, CallState::Open));
    room.perform("berg", &Command::Release { token: lease.token }).unwrap();
    assert_eq!(room.call(enquiry.id).state, CallState::Withdrawn);

    let lease = take(&mut room, "berg", record.id);
    let enquiry = room.call(lease.call);
    log_incoming(&mut room, "berg", &enquiry, &lease, Outcome::Complete);
    assert_eq!(room.call(enquiry.id).state, CallState::Done);
    assert_eq!(room.record(record.id).revision, 0, "an answered question is no news to a receiver");
}

#[test]
fn the_call_in_progress_is_parked_and_goes_on_as_it_was() {
    let mut room = Room::new();
    let (parked, ringing, second) = in_progress(&mut room);
    room.perform("berg", &Command::Dial { token: parked.token, number: None }).unwrap();
    let incoming = take(&mut room, "berg", ringing.id);
    assert_eq!(incoming.call, second.id);
    assert_eq!(incoming.dialled_at, Some(room.now), "who rings is on the line");
    room.perform("haas", &Command::ForceRelease { call: second.id, reason: String::new() }).unwrap();
    let last_key = room.now;
    for _ in 0..3 {
        room.now += LOOKING - TimeDelta::minutes(1);
        room.perform("berg", &Command::KeepUp { token: parked.token, last_key }).unwrap();
    }
    assert_eq!(room.serve("neu").map(|lease| lease.call), Some(second.id), "the parked one is still held");
    let third = room.contact();
    let refused = room.perform("berg", &Command::TakeIncoming { record: third.1.id });
    assert!(matches!(refused, Ok(Receipt::Claimed(_))), "the incoming one was taken away, so another may be taken");
    let again = room.contact();
    let refused = room.perform("berg", &Command::TakeIncoming { record: again.1.id });
    assert!(matches!(refused, Err(Refusal::HoldsAnother(by)) if by.token == parked.token), "one is parked, not two");
}

#[test]
fn a_parked_call_is_resumed_with_its_own_term() {
    let mut room = Room::new();
    let (parked, ringing, second) = in_progress(&mut room);
    let incoming = take(&mut room, "berg", ringing.id);
    let unpark = Command::Unpark { token: parked.token };
    assert!(matches!(room.perform("berg", &unpark), Err(Refusal::HoldsAnother(_))));
    log_incoming(&mut room, "berg", &second, &incoming, Outcome::Complete);
    room.now += TimeDelta::minutes(5);
    let Ok(Receipt::Renewed(lease)) = room.perform("berg", &unpark) else { panic!() };
    assert_eq!((lease.token, lease.parked, lease.expires_at), (parked.token, false, room.now + LOOKING));
    let first = room.call(parked.call);
    let log = room.attempt(&first, Some(parked.token), Outcome::NoAnswer);
    room.perform("berg", &Command::Log(Box::new(log))).unwrap();
}

#[test]
fn a_parked_call_is_held_an_hour_and_not_longer() {
    let mut room = Room::new();
    let (parked, ringing, _) = in_progress(&mut room);
    take(&mut room, "berg", ringing.id);
    let last_key = room.now;
    while room.now < last_key + TALKING - TimeDelta::minutes(1) {
        room.now += TimeDelta::minutes(1);
        room.perform("berg", &Command::KeepUp { token: parked.token, last_key }).unwrap();
    }
    room.now += TimeDelta::minutes(1);
    let late = room.perform("berg", &Command::Unpark { token: parked.token });
    assert!(matches!(late, Err(Refusal::StaleToken(_))));
}

#[test]
fn a_station_that_stopped_in_an_incoming_call_comes_back_to_the_parked_one() {
    let mut room = Room::new();
    let (parked, ringing, second) = in_progress(&mut room);
    let incoming = take(&mut room, "berg", ringing.id);
    assert_eq!(room.serve("berg").map(|lease| lease.token), Some(incoming.token));
    log_incoming(&mut room, "berg", &second, &incoming, Outcome::Complete);
    let back = room.serve("berg").unwrap();
    assert_eq!((back.token, back.parked), (parked.token, false));
}

#[test]
fn somebody_of_the_household_in_progress_rings() {
    let mut room = Room::new();
    let family = room.household(3);
    let parked = room.serve("berg").unwrap();
    let (_, record, call) = family.iter().find(|(_, _, call)| call.id != parked.call).unwrap().clone();
    let incoming = take(&mut room, "berg", record.id);
    assert_eq!((incoming.call, incoming.covers.as_slice()), (call.id, [call.id].as_slice()));
    log_incoming(&mut room, "berg", &call, &incoming, Outcome::Complete);
    let Ok(Receipt::Renewed(lease)) = room.perform("berg", &Command::Unpark { token: parked.token }) else { panic!() };
    assert_eq!(lease.covers.len(), 2);
    assert_eq!(room.serve("neu"), None, "the household is still held");
}

#[test]
fn the_person_being_called_rings_back() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let lease = room.serve("berg").unwrap();
    assert_eq!(take(&mut room, "berg", record.id), lease, "the same call, and nothing is parked");
}

fn told(room: &mut Room<MemoryStore>, station: &str, user: &str) -> Vec<(i64, Words)> {
    let since = room.now - TimeDelta::hours(1);
    let unread = room.read(|q| q.unread_messages(station, user, since));
    unread.into_iter().map(|unread| (unread.n, unread.message.words)).collect()
}

#[test]
fn who_works_on_the_record_is_told_that_the_person_rings() {
    let mut room = Room::new();
    let (_, record, _) = room.contact();
    let held = room.serve("neu").unwrap();
    let answer = room.perform("berg", &Command::TakeIncoming { record: record.id }).unwrap();
    assert_eq!(answer, Receipt::HeldElsewhere(held));
    let words = Words::Rings { reference: record.reference, station: "berg".into() };
    assert_eq!(told(&mut room, "neu", "neu"), [(1, words)]);
    assert_eq!(told(&mut room, "berg", "berg"), []);
    room.perform("neu", &Command::ConfirmMessage { n: 1 }).unwrap();
    assert_eq!(told(&mut room, "neu", "neu"), []);
}
