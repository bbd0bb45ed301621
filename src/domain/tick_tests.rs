//! What time changes, and that it changes each thing once.

use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::domain::call::{CallState, Callback};
use crate::domain::id::CallId;
use crate::domain::sample::{self, call, day, now, order};

fn today() -> NaiveDate {
    day("2026-03-15")
}

fn record(follow_up_until: &str) -> Record {
    Record { follow_up_until: Some(day(follow_up_until)), ..sample::record() }
}

fn call_of(decision: &Decision) -> Call {
    let found = decision.changes.iter().find_map(|change| match change {
        Change::Call(call) => Some(call.clone()),
        _ => None,
    });
    found.unwrap()
}

fn record_of(decision: &Decision) -> Option<Record> {
    decision.changes.iter().find_map(|change| match change {
        Change::Record(record) => Some(record.clone()),
        _ => None,
    })
}

fn agreed(until: Moment) -> Call {
    let callback = Callback { from: until - TimeDelta::minutes(30), until, owner: None, missed: false };
    Call { callback: Some(callback), ..call(Reason::FirstNotification) }
}

#[test]
fn a_callback_whose_window_has_passed_is_flagged_once_and_stays_in_the_queue() {
    let decision = missed_callback(&agreed(now() - TimeDelta::minutes(1)), now()).unwrap();
    let flagged = call_of(&decision);
    assert!(flagged.callback.as_ref().unwrap().missed);
    assert_eq!((flagged.state, decision.event), (CallState::Open, Some("callback_missed")));
    assert_eq!(missed_callback(&flagged, now()), None, "a second tick finds nothing");
}

#[test]
fn a_callback_whose_window_is_still_open_or_whose_call_is_settled_is_not_missed() {
    assert_eq!(missed_callback(&agreed(now()), now()), None);
    assert_eq!(missed_callback(&call(Reason::FirstNotification), now()), None);
    let settled = Call { state: CallState::Done, ..agreed(now() - TimeDelta::hours(1)) };
    assert_eq!(missed_callback(&settled, now()), None);
}

#[test]
fn a_first_notification_after_the_last_day_of_follow_up_is_closed_as_too_late_with_its_record() {
    let call = call(Reason::FirstNotification);
    let decision = too_late(&call, &record("2026-03-14"), std::slice::from_ref(&call), today(), now()).unwrap();
    let (closed, told) = (call_of(&decision), record_of(&decision).unwrap());
    assert_eq!((closed.state, closed.closing), (CallState::Done, Some(Closing::TooLate)));
    assert_eq!((told.closing, told.revision), (Some(Closing::TooLate), 1));
    assert_eq!(too_late(&closed, &told, &[], today(), now()), None, "a second tick finds nothing");
}

#[test]
fn on_the_last_day_itself_nothing_is_too_late() {
    assert_eq!(too_late(&call(Reason::FollowUp), &record("2026-03-15"), &[], today(), now()), None);
}

#[test]
fn other_reasons_are_never_too_late() {
    for reason in Reason::ALL.iter().filter(|reason| !ends_with_follow_up(**reason)) {
        assert_eq!(too_late(&call(*reason), &record("2026-03-01"), &[], today(), now()), None, "{reason}");
    }
}

#[test]
fn a_record_with_another_call_to_settle_stays_open() {
    let late = call(Reason::FollowUp);
    let other = Call { id: CallId(Uuid::from_u128(2)), ..call(Reason::EndOfQuarantine) };
    let decision = too_late(&late, &record("2026-03-01"), &[late.clone(), other], today(), now()).unwrap();
    assert_eq!(record_of(&decision), None);
}

#[test]
fn an_order_ends_after_its_last_day_and_its_record_is_told_once() {
    let decision = order_past(&order("2026-03-14"), &record("2026-03-14"), today(), now()).unwrap();
    let told = record_of(&decision).unwrap();
    assert_eq!((told.revision, told.worked.map(|worked| worked.why)), (1, Some("order_ended".into())));
    let ended = decision.changes.iter().find_map(|change| match change {
        Change::Order(order) => Some(order.clone()),
        _ => None,
    });
    assert_eq!(ended.as_ref().map(|order| order.state), Some(OrderState::Ended));
    assert_eq!(order_past(&ended.unwrap(), &record("2026-03-14"), today(), now()), None, "a second tick finds nothing");
    assert_eq!(order_past(&order("2026-03-15"), &record("2026-03-15"), today(), now()), None, "ends at 24:00");
}
