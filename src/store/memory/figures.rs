//! Counts, by counting everything.

#![allow(clippy::unnecessary_wraps)] // the port's shapes

use std::collections::BTreeMap;

use super::State;
use super::walk::{all, covers};
use crate::domain::call::{Attempt, Call, CallState, Outcome, Reason};
use crate::domain::lease::Lease;
use crate::domain::order::Order;
use crate::domain::plan::hour;
use crate::domain::queue::is_overdue;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::view::{MyDay, OutcomeCounts, QueueCounts, ReasonCounts};
use crate::store::sqlite::shape::{earliest, is_reached};

pub(super) fn queue_counts(state: &State, now: Moment) -> QueueCounts {
    let mut sum = QueueCounts::default();
    for (_, counts) in reason_counts(state, now) {
        sum.open += counts.open;
        sum.ready += counts.ready;
        sum.waiting += counts.waiting;
        sum.leased += counts.leased;
        sum.done += counts.done;
        sum.escalated += counts.escalated;
        sum.withdrawn += counts.withdrawn;
        sum.overdue += counts.overdue;
    }
    sum
}

pub(super) fn needs(state: &State, ready_by: Option<Moment>) -> Vec<(Need, u64)> {
    let mut found: BTreeMap<Need, u64> = BTreeMap::new();
    let is_due = |call: &&Call| ready_by.is_none_or(|until| earliest(call) <= until);
    for call in all(&state.calls).filter(|call| call.state == CallState::Open).filter(is_due) {
        let need = Need::of(call);
        if !need.is_empty() {
            *found.entry(need).or_default() += 1;
        }
    }
    found.into_iter().collect()
}

pub(super) fn waiting_by_hour(state: &State, now: Moment) -> Vec<(Moment, u64)> {
    let mut found = BTreeMap::new();
    for call in all(&state.calls).filter(|call| call.state == CallState::Open && earliest(call) > now) {
        *found.entry(hour(earliest(call))).or_default() += 1;
    }
    found.into_iter().collect()
}

pub(super) fn reason_counts(state: &State, now: Moment) -> ReasonCounts {
    let mut found: BTreeMap<Reason, QueueCounts> = BTreeMap::new();
    for call in all(&state.calls) {
        let counts = found.entry(call.reason).or_default();
        match call.state {
            CallState::Open => {
                let is_ready = earliest(call) <= now;
                let leased = |lease: &Lease| lease.is_live(now) && covers(lease, call.id);
                counts.open += 1;
                counts.ready += u64::from(is_ready);
                counts.waiting += u64::from(!is_ready);
                counts.overdue += u64::from(is_overdue(call, now));
                counts.leased += u64::from(is_ready && state.leases.values().any(leased));
            }
            CallState::Done => counts.done += 1,
            CallState::Withdrawn => counts.withdrawn += 1,
            CallState::Escalated => counts.escalated += 1,
        }
    }
    found.into_iter().collect()
}

pub(super) fn outcome_counts(state: &State, from: Moment, to: Moment) -> OutcomeCounts {
    let mut found: BTreeMap<(Reason, Outcome), u64> = BTreeMap::new();
    let counts = |attempt: &&Attempt| attempt.undone.is_none() && attempt.ended_at >= from && attempt.ended_at < to;
    for attempt in all(&state.attempts).filter(counts) {
        *found.entry((attempt.reason, attempt.effective_outcome())).or_default() += 1;
    }
    found.into_iter().map(|((reason, outcome), count)| (reason, outcome, count)).collect()
}

pub(super) fn my_day(state: &State, user: &str, since: Moment) -> MyDay {
    let mut day = MyDay::default();
    let counts = |attempt: &&Attempt| attempt.undone.is_none() && attempt.tracer == user && attempt.ended_at >= since;
    for attempt in all(&state.attempts).filter(counts) {
        day.attempts += 1;
        day.reached += u32::from(is_reached(attempt.effective_outcome()));
        day.complete += u32::from(attempt.effective_outcome() == Outcome::Complete);
    }
    let spoken = |order: &&Order| order.issued_by == user && order.verbal_at.is_some_and(|at| at >= since);
    day.orders = all(&state.orders).filter(spoken).count() as u32;
    day
}
