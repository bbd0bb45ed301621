//! What time alone must change, one decision an entity: callbacks missed, calls whose time is past, orders that have
//! ended. Each changes its entity so that asking again gives nothing: a tick may come as often as it likes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::call::{Call, CallState, Closing, Reason};
use super::decide::{Change, Decision, Receipt, worked::raise};
use super::order::{Order, OrderState};
use super::record::Record;
use super::time::Moment;

/// Flags an agreed callback whose window has passed unused; it keeps its place in the queue.
pub fn missed_callback(call: &Call, now: Moment) -> Option<Decision> {
    let missed = call.callback.as_ref().filter(|callback| callback.until < now && !callback.missed)?;
    if call.state != CallState::Open {
        return None;
    }
    let mut flagged = call.clone();
    flagged.callback = Some(super::call::Callback { missed: true, ..missed.clone() });
    Some(decision("callback_missed", vec![Change::Call(flagged)], [("reason", call.reason.code().to_owned())]))
}

/// Whether this call tells or asks something that makes no sense once the follow-up of its record is over.
pub fn ends_with_follow_up(reason: Reason) -> bool {
    matches!(reason, Reason::FirstNotification | Reason::FollowUp)
}

/// Closes a first notification or follow-up whose record's follow-up is over; its record too, where no other call of it
/// (`siblings`) is still to be settled.
pub fn too_late(call: &Call, record: &Record, siblings: &[Call], today: NaiveDate, now: Moment) -> Option<Decision> {
    let is_over = record.follow_up_until.is_some_and(|last| last < today);
    if call.state != CallState::Open || !ends_with_follow_up(call.reason) || !is_over {
        return None;
    }
    let mut closed = call.clone();
    closed.state = CallState::Done;
    closed.closing = Some(Closing::TooLate);
    closed.callback = None;
    let mut changes = vec![Change::Call(closed)];
    let unsettled = |other: &Call| matches!(other.state, CallState::Open | CallState::Escalated);
    if record.closing.is_none() && !siblings.iter().any(|other| other.id != call.id && unsettled(other)) {
        let mut ended = record.clone();
        ended.closing = Some(Closing::TooLate);
        raise(&mut ended, "closed", now);
        changes.push(Change::Record(ended));
    }
    let facts = [("reason", call.reason.code().to_owned()), ("closing", Closing::TooLate.code().to_owned())];
    Some(decision("closed_too_late", changes, facts))
}

/// Marks an order as ended whose last day has passed.
pub fn order_past(order: &Order, record: &Record, today: NaiveDate, now: Moment) -> Option<Decision> {
    let binds = order.binds();
    if !binds || order.to >= today {
        return None;
    }
    let mut ended = order.clone();
    ended.state = OrderState::Ended;
    let mut told = record.clone();
    raise(&mut told, "order_ended", now);
    let facts = [("kind", order.kind.code().to_owned()), ("to", order.to.to_string())];
    Some(decision("order_ended", vec![Change::Order(ended), Change::Record(told)], facts))
}

fn decision<const N: usize>(event: &'static str, changes: Vec<Change>, facts: [(&str, String); N]) -> Decision {
    let facts: BTreeMap<_, _> = facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Decision { changes, event: Some(event), facts, receipt: Receipt::Saved }
}

#[cfg(test)]
#[path = "tick_tests.rs"]
mod tests;
