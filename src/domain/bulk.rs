//! One thing done to many calls: ticked ones, or all that a filter lets through.

use super::call::Priority;
use super::decide::Command;
use super::id::CallId;
use super::queue::Filter;
use super::time::Moment;

/// Which calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Targets {
    /// These.
    Calls(Vec<CallId>),
    /// Every ready call that the filter lets through, and what waits where the filter shows that.
    Filter(Filter),
}

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bulk {
    /// Assigned to an owner; to nobody if none.
    Assign {
        /// Whose they are.
        owner: Option<String>,
        /// Why.
        reason: String,
    },
    /// The leases on them end; those that nobody works on are passed over.
    Release {
        /// Why; may be empty.
        reason: String,
    },
    /// Another priority class.
    Priority {
        /// The class.
        class: Priority,
        /// Why.
        reason: String,
    },
    /// Out of the queue.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Handed on at the end of a shift.
    PassOn {
        /// Whose they are; anybody's if none.
        owner: Option<String>,
        /// Not before this time.
        not_before: Option<Moment>,
        /// What the next one must know; may be empty.
        note: String,
    },
}

impl Bulk {
    /// The command for one call; only the first tells the new owner of it.
    pub fn on(&self, call: CallId, first: bool) -> Command {
        match self.clone() {
            Self::Assign { owner, reason } => Command::Assign { call, owner, reason, tell: first },
            Self::Release { reason } => Command::ForceRelease { call, reason },
            Self::Priority { class, reason } => Command::SetPriority { call, priority: class, reason },
            Self::Withdraw { reason } => Command::Withdraw { call, reason },
            Self::PassOn { owner, not_before, note } => Command::PassOn { call, owner, not_before, note },
        }
    }
}
