use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use uuid::Uuid;

use super::super::call::Callback;
use super::super::id::HouseholdId;
use super::super::time::{DEFAULT_ZONE, instant_at_hour};
use super::*;

const NUMBER: &str = "+492214710001";

/// On a Tuesday in term.
fn at(hour: u32, minute: i64) -> Moment {
    let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    instant_at_hour(day, hour, DEFAULT_ZONE) + TimeDelta::minutes(minute)
}

fn call(ready_at: Moment) -> Call {
    let id = |n| Uuid::from_u128(n);
    let made = json!({
        "id": id(1), "record": id(2), "person": id(3), "reason": "first_notification", "state": "open",
        "priority": "normal", "created_at": at(8, 0), "ready_at": ready_at, "due_at": at(20, 0), "numbers": [NUMBER],
    });
    serde_json::from_value(made).unwrap()
}

fn tracer() -> User {
    let made = json!({"name": "berg", "display": "", "roles": ["tracer"], "rights": [], "languages": [], "skills": []});
    serde_json::from_value(made).unwrap()
}

fn lease(on: u128, covers: &[u128]) -> Lease {
    let id = |n: &u128| Uuid::from_u128(*n);
    let covers: Vec<_> = covers.iter().map(id).collect();
    let made = json!({
        "token": 1, "call": id(&on), "covers": covers, "user": "klein", "station": "4", "since": at(9, 0),
        "expires_at": at(9, 10),
    });
    serde_json::from_value(made).unwrap()
}

fn hindered(call: &Call, holder: Option<Lease>, now: Moment, tries: &[Moment]) -> Option<NotNow> {
    let plan = Plan::built_in();
    let grounds = Grounds { plan: &plan, land: Land::NorthRhineWestphalia, zone: DEFAULT_ZONE, tries };
    not_now(call, &tracer(), holder, now, &Ranking::of(&plan), &grounds)
}

fn waits(call: &Call, now: Moment, tries: &[Moment]) -> Wait {
    match hindered(call, None, now, tries) {
        Some(NotNow::Waits(until, wait)) => {
            assert_eq!(until, call.ready_at);
            wait
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_may_be_served_is_hindered_by_nothing() {
    assert_eq!(hindered(&call(at(9, 0)), None, at(9, 0), &[]), None);
}

#[test]
fn a_wait_names_the_outcome_whose_delay_it_is() {
    let tried = Call { last_outcome: Some(Outcome::NoAnswer), ..call(at(11, 0)) };
    assert_eq!(waits(&tried, at(10, 0), &[at(9, 0)]), Wait::Delay(Outcome::NoAnswer));
    assert_eq!(waits(&call(at(11, 0)), at(10, 0), &[]), Wait::Date);
}

#[test]
fn a_number_that_somebody_else_was_called_on_is_the_reason_where_it_rests_as_long() {
    assert_eq!(waits(&call(at(10, 20)), at(10, 0), &[at(9, 50)]), Wait::Number);
    let delayed = Call { last_outcome: Some(Outcome::NoAnswer), ..call(at(11, 50)) };
    assert_eq!(waits(&delayed, at(10, 0), &[at(9, 50)]), Wait::Delay(Outcome::NoAnswer));
}

#[test]
fn attempts_used_up_and_closed_hours_are_told_apart() {
    let tomorrow = at(8, 0) + TimeDelta::days(1);
    let today = NaiveDate::from_ymd_opt(2026, 3, 3);
    let tired = Call { attempts_on: today.map(|day| (day, 3)), ..call(tomorrow) };
    assert_eq!(waits(&tired, at(16, 0), &[]), Wait::Today(3));
    let late = Call { last_outcome: Some(Outcome::NoAnswer), attempts_on: today.map(|day| (day, 1)), ..call(tomorrow) };
    assert_eq!(waits(&late, at(20, 30), &[]), Wait::Hours);
    assert_eq!(waits(&late, at(16, 0), &[]), Wait::Delay(Outcome::NoAnswer));
}

#[test]
fn outside_the_calling_hours_only_what_telephones_is_hindered() {
    let ready = call(at(9, 0));
    assert_eq!(hindered(&ready, None, at(21, 0), &[]), Some(NotNow::Closed(at(8, 0) + TimeDelta::days(1))));
    let reminder = Call { reason: Reason::Reminder, ..ready };
    assert_eq!(hindered(&reminder, None, at(21, 0), &[]), None);
}

#[test]
fn a_lease_on_the_household_or_the_number_is_said_to_be_that() {
    let mine = call(at(9, 0));
    let housed = Call { household: Some(HouseholdId(Uuid::nil())), ..mine.clone() };
    let held = |call: &Call, lease| hindered(call, Some(lease), at(9, 0), &[]);
    assert!(matches!(held(&housed, lease(1, &[1, 2])), Some(NotNow::Held(_))));
    assert!(matches!(held(&housed, lease(2, &[1, 2])), Some(NotNow::HouseholdHeld(_))));
    assert!(matches!(held(&mine, lease(2, &[1, 2])), Some(NotNow::NumberHeld(_))));
}

#[test]
fn an_agreed_time_and_a_missing_language_are_named() {
    let agreed = Callback { from: at(11, 0), until: at(12, 0), owner: None, missed: false };
    let later = Call { callback: Some(agreed), ..call(at(9, 0)) };
    assert_eq!(hindered(&later, None, at(9, 0), &[]), Some(NotNow::Agreed(at(11, 0))));
    let foreign = Call { language: Some("tr".into()), ..call(at(9, 0)) };
    assert_eq!(hindered(&foreign, None, at(9, 0), &[]), Some(NotNow::Needs("tr".into())));
}
