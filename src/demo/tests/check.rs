//! The rules of the domain that every generated state keeps.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{LAND, calls};
use crate::demo::DemoRow;
use crate::demo::numbers::OFFICE;
use crate::domain::calendar::is_callable;
use crate::domain::call::{Call, CallState, Outcome, Reason};
use crate::domain::order::OrderState;
use crate::domain::plan::{Flag, Plan, number_free_at};
use crate::domain::record::Kind;
use crate::domain::time::{DEFAULT_ZONE, Moment, date_of};

pub(super) fn check(rows: &[DemoRow], contacts: usize, now: Moment) {
    let plan = Plan::built_in();
    assert_eq!(rows.len(), contacts);
    check_identity(rows);
    for row in rows {
        check_row(row, now, &plan);
    }
    check_numbers(rows, now, &plan);
    let cases = rows.iter().filter(|row| row.record.kind == Kind::Case).count();
    assert!(
        contacts < 100 || (contacts * 5 / 100..=contacts * 8 / 100).contains(&cases),
        "{cases} cases of {contacts}"
    );
}

/// Ids, references and order numbers are unique; whatever is pointed at is there, and came earlier.
fn check_identity(rows: &[DemoRow]) {
    let mut ids: HashSet<Uuid> = HashSet::new();
    let (mut references, mut numbers) = (HashSet::new(), HashSet::new());
    let (mut households, mut institutions, mut records) = (HashSet::new(), HashSet::new(), HashSet::new());
    for row in rows {
        let own = [row.person.id.0, row.record.id.0].into_iter();
        let calls = row.calls.iter().map(|call| call.id.0);
        let attempts = row.attempts.iter().map(|attempt| attempt.id.0);
        let rest = row.orders.iter().map(|order| order.id.0).chain(row.notes.iter().map(|note| note.id.0));
        let shared = row.household.iter().map(|it| it.id.0).chain(row.institution.iter().map(|it| it.id.0));
        for id in own.chain(calls).chain(attempts).chain(rest).chain(shared) {
            assert!(ids.insert(id), "{id} twice");
        }
        assert!(references.insert(row.record.reference));
        assert!(
            row.orders.iter().filter_map(|order| order.number.as_ref()).all(|number| numbers.insert(number.clone()))
        );
        households.extend(row.household.iter().map(|it| it.id));
        institutions.extend(row.institution.iter().map(|it| it.id));
        assert!(row.person.household.is_none_or(|id| households.contains(&id)));
        assert!(row.person.institution.is_none_or(|id| institutions.contains(&id)));
        records.insert(row.record.id);
        assert!(row.record.index.record.is_none_or(|id| records.contains(&id)));
    }
}

fn check_row(row: &DemoRow, now: Moment, plan: &Plan) {
    let why = format!("{row:#?}");
    assert_eq!(row.record.person, row.person.id);
    assert_eq!(row.worked, row.record.revision > 0, "{why}");
    assert_eq!(row.record.worked.is_some(), row.worked);
    assert!(row.record.worked.as_ref().is_none_or(|worked| worked.at <= now), "{why}");
    assert!(row.record.created_at <= now, "{why}");
    let mut open = HashSet::new();
    assert!(
        row.calls.iter().filter(|call| call.state == CallState::Open).all(|call| open.insert(call.reason)),
        "{why}"
    );
    let followed = [Reason::FollowUp, Reason::EndOfQuarantine].iter().filter(|reason| open.contains(*reason)).count();
    assert!(followed <= 1, "{why}");
    let pinned: Vec<_> = row.notes.iter().filter(|note| note.pinned).map(|note| &note.text).collect();
    assert_eq!(pinned, row.record.pinned_note.iter().collect::<Vec<_>>());
    let minor = row.person.is_minor(date_of(now, DEFAULT_ZONE));
    assert_eq!(minor, !row.person.guardians.is_empty(), "{why}");
    for call in &row.calls {
        check_call(row, call, now, plan);
    }
    check_orders(row, now);
}

fn check_call(row: &DemoRow, call: &Call, now: Moment, plan: &Plan) {
    let why = format!("{call:#?}\n{:#?}", row.attempts);
    let dialable: Vec<_> = row.person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
    assert_eq!(call.numbers, dialable, "{why}");
    assert_eq!((call.record, call.person), (row.record.id, row.person.id));
    assert_eq!((call.household, call.institution), (row.person.household, row.person.institution));
    assert_eq!(call.municipality, row.person.stays_at().and_then(|it| it.municipality.clone()));
    let tries: Vec<_> = row.attempts.iter().filter(|attempt| attempt.call == call.id).collect();
    assert_eq!(usize::from(call.attempts), tries.iter().filter(|attempt| attempt.counted).count(), "{why}");
    assert_eq!(call.last_outcome, tries.last().map(|attempt| attempt.outcome));
    assert_eq!(call.last_tried_at, tries.last().map(|attempt| attempt.ended_at));
    assert!(call.created_at >= row.record.created_at && call.created_at <= now, "{why}");
    assert!(call.ready_at >= call.created_at && call.due_at >= call.created_at, "{why}");
    assert!(call.prefer_at.is_none_or(|at| at > call.ready_at), "{why}");
    assert!(!call.reason.telephones() || is_callable(call.ready_at, &plan.hours, LAND, DEFAULT_ZONE), "{why}");
    assert!(call.callback.as_ref().is_none_or(|it| it.from == call.ready_at && it.from < it.until), "{why}");
    assert!(call.callback.as_ref().is_none_or(|it| !it.missed || it.until <= now), "{why}");
    assert!(call.state != CallState::Done || call.closing.is_some(), "{why}");
    assert!(call.state != CallState::Open || call.closing.is_none() && row.record.closing.is_none(), "{why}");
    assert_eq!(call.attempts_on.is_some(), call.attempts > 0);
    let limits = plan.reason(call.reason);
    assert!(
        call.attempts <= limits.attempts_in_all
            && (call.state != CallState::Open || call.attempts < limits.attempts_in_all),
        "{why}"
    );
    let mut by_day: HashMap<NaiveDate, u16> = HashMap::new();
    let mut before = call.created_at;
    for attempt in tries {
        assert!(
            before <= attempt.started_at && attempt.started_at < attempt.ended_at && attempt.ended_at <= now,
            "{why}"
        );
        assert!(is_callable(attempt.ended_at, &plan.hours, LAND, DEFAULT_ZONE), "{why}");
        assert_eq!(attempt.counted, plan.outcome(attempt.outcome).has(Flag::CountsAsAttempt));
        assert_eq!(attempt.number.is_none(), attempt.outcome == Outcome::NoNumber, "{why}");
        *by_day.entry(date_of(attempt.ended_at, DEFAULT_ZONE)).or_default() += u16::from(attempt.counted);
        before = attempt.ended_at;
    }
    assert!(by_day.values().all(|count| *count <= limits.attempts_per_day), "{why}");
    assert_eq!(call.attempts_on.map_or(0, |(day, _)| by_day[&day]), call.attempts_on.map_or(0, |(_, count)| count));
}

fn check_orders(row: &DemoRow, now: Moment) {
    let why = format!("{:#?}", row.orders);
    let today = date_of(now, DEFAULT_ZONE);
    assert!(row.orders.iter().filter(|order| order.is_in_force(today)).count() <= 1, "{why}");
    let mut before = None;
    for order in &row.orders {
        assert_eq!((order.person, order.record), (row.person.id, row.record.id));
        assert!(order.from <= order.to && order.proposed.base <= order.from, "{why}");
        assert!(order.verbal_at.is_some_and(|at| at <= now && date_of(at, DEFAULT_ZONE) == order.from), "{why}");
        assert_eq!(order.amends, before, "{why}");
        assert_eq!(order.state == OrderState::Lifted, order.ended.is_some());
        assert!(
            order.proposed.derivation.starts_with("letzte Exposition")
                || order.proposed.derivation.starts_with("Symptombeginn")
        );
        before = Some(order.id);
    }
    let until = row.orders.last().filter(|order| order.binds()).map(|order| order.to);
    assert_eq!(row.record.follow_up_until, until, "{why}");
}

/// Every number is reserved for media and not the office's; whatever may be called now is not held back by the limits of its number.
fn check_numbers(rows: &[DemoRow], now: Moment, plan: &Plan) {
    let mut tries: HashMap<&str, Vec<Moment>> = HashMap::new();
    for row in rows {
        let switchboard = row.institution.iter().filter_map(|it| it.phone.as_ref());
        for phone in row.person.phones.iter().chain(switchboard) {
            assert!(phone.e164.as_deref().is_none_or(is_reserved), "{phone:?}");
            assert_ne!(phone.shown, OFFICE);
        }
        for attempt in &row.attempts {
            tries.entry(attempt.number.as_deref().unwrap_or("")).or_default().push(attempt.ended_at);
        }
    }
    for call in calls(rows).filter(|call| call.state == CallState::Open && call.ready_at <= now) {
        for number in &call.numbers {
            let tries = tries.get(number.as_str()).map_or(&[][..], Vec::as_slice);
            assert_eq!(number_free_at(tries, now, plan), now, "{number}: {call:#?}");
        }
    }
}

fn is_reserved(e164: &str) -> bool {
    let blocks = ["+493023125", "+496990009", "+494066969", "+492214710", "+498999998"];
    e164 == "+4915228817386" || blocks.iter().any(|block| e164.starts_with(block) && e164.len() == block.len() + 3)
}
