//! What time changes, and that it changes each thing once.

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use super::*;
use crate::domain::call::{CallState, Callback, Priority};
use crate::domain::disease::Disease;
use crate::domain::id::{CallId, OrderId, PersonId, RecordId, Reference};
use crate::domain::order::{IssuingMode, LetterDates, OrderKind, Proposed, RuleResult};
use crate::domain::record::{Classification, Exposure, Group, Immunity, IndexCase, Infection, Kind};

fn now() -> Moment {
    DateTime::parse_from_rfc3339("2026-03-15T09:00:00Z").unwrap().to_utc()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-03-15")
}

fn call(reason: Reason) -> Call {
    Call {
        id: CallId(Uuid::from_u128(1)),
        record: RecordId(Uuid::nil()),
        person: PersonId(Uuid::nil()),
        reason,
        state: CallState::Open,
        priority: Priority::Normal,
        created_at: now() - TimeDelta::days(5),
        ready_at: now() - TimeDelta::days(5),
        due_at: now() - TimeDelta::days(4),
        prefer_at: None,
        daypart: None,
        owner: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        last_tried_at: None,
        last_outcome: None,
        language: None,
        skill: None,
        municipality: None,
        household: None,
        institution: None,
        numbers: vec![],
        closing: None,
        escalation: None,
        task: None,
        handling: crate::domain::handling::Handling::default(),
    }
}

fn record(follow_up_until: &str) -> Record {
    Record {
        id: RecordId(Uuid::nil()),
        reference: Reference::new(1),
        kind: Kind::Contact,
        person: PersonId(Uuid::nil()),
        disease: Disease::Measles,
        created_at: now() - TimeDelta::days(5),
        reported_on: None,
        source: "list".into(),
        import: None,
        exposure: Exposure::default(),
        infection: Infection::default(),
        index: IndexCase::default(),
        group: Group::General,
        immunity: Immunity::Unknown,
        classification: Classification::Unconfirmed,
        answers: BTreeMap::new(),
        follow_up_until: Some(day(follow_up_until)),
        closing: None,
        pinned_note: None,
        external_ids: vec![],
        extra: vec![],
        doubts: vec![],
        office_set: std::collections::BTreeSet::new(),
        revision: 0,
        worked: None,
    }
}

fn order(to: &str) -> Order {
    let (from, to) = (day("2026-03-01"), day(to));
    Order {
        id: OrderId(Uuid::nil()),
        number: Some("KOELN-2026-000001".into()),
        former_numbers: vec![],
        person: PersonId(Uuid::nil()),
        record: RecordId(Uuid::nil()),
        kind: OrderKind::Quarantine,
        result: RuleResult::Order,
        from,
        to,
        state: OrderState::Issued,
        rule: "measles-contact".into(),
        rulebook: "measles 2026-1".into(),
        legal_basis: "§ 30 IfSG".into(),
        proposed: Proposed { from, to, release_test: None, base: from, days: 14, derivation: String::new() },
        reason: None,
        authority: "KOELN".into(),
        mode: IssuingMode::Own,
        verbal_at: None,
        issued_by: "berg".into(),
        spoken_to: None,
        letter: LetterDates::default(),
        foreign_number: None,
        municipality_informed_at: None,
        municipality: None,
        stay: None,
        amends: None,
        ended: None,
    }
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
