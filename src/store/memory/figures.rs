//! The queue in figures, counted call by call.

use std::collections::BTreeMap;

use super::State;
use super::walk::{all, covers};
use crate::domain::call::{CallState, Reason};
use crate::domain::lease::Lease;
use crate::domain::queue::is_overdue;
use crate::domain::time::Moment;
use crate::domain::view::{QueueCounts, ReasonCounts};
use crate::store::sqlite::shape::earliest;

impl State {
    pub(super) fn counted_by_reason(&self, now: Moment) -> ReasonCounts {
        let mut found: BTreeMap<Reason, QueueCounts> = BTreeMap::new();
        for call in all(&self.calls) {
            let counts = found.entry(call.reason).or_default();
            match call.state {
                CallState::Open => {
                    let is_ready = earliest(call) <= now;
                    let leased = |lease: &Lease| lease.is_live(now) && covers(lease, call.id);
                    counts.open += 1;
                    counts.ready += u64::from(is_ready);
                    counts.waiting += u64::from(!is_ready);
                    counts.overdue += u64::from(is_overdue(call, now));
                    counts.leased += u64::from(is_ready && self.leases.values().any(leased));
                }
                CallState::Done => counts.done += 1,
                CallState::Withdrawn => counts.withdrawn += 1,
                CallState::Escalated => counts.escalated += 1,
            }
        }
        found.into_iter().collect()
    }
}
