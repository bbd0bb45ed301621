//! Batches (Datenlieferungen): sealed, numbered, checksummed sets of worked revisions for one destination.

use serde::{Deserialize, Serialize};

use super::audit::{Hash, Head};
use super::call::{Attempt, Call};
use super::disease::coded;
use super::note::Note;
use super::order::Order;
use super::person::{Household, Institution, Person};
use super::record::Record;
use super::time::Moment;

/// Records in one batch at most; more make several.
pub const BATCH_LIMIT: u64 = 10_000;

coded! {
    /// Life of a batch.
    BatchState {
        /// Members and revisions are fixed.
        Sealed = "sealed",
        /// Its files are on disk.
        Written = "written",
        /// The receiver has it.
        Acknowledged = "acknowledged",
        /// The receiver refused it.
        Rejected = "rejected",
    }
}

/// A batch: the revisions whose place in the outbox lies in `first..=last`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Destination.
    pub destination: String,
    /// Number, from 1, without gaps per destination.
    pub number: u32,
    /// State.
    pub state: BatchState,
    /// First place in the outbox.
    pub first: u64,
    /// Last place in the outbox, inclusive.
    pub last: u64,
    /// Members.
    pub records: u64,
    /// When it was sealed.
    pub sealed_at: Moment,
    /// By whom.
    pub sealed_by: String,
    /// Head of the audit chain when it was sealed.
    pub head: Head,
    /// Hash of the manifest of the batch before; zeros for the first.
    pub previous: Hash,
    /// Hash of its own manifest, once written.
    pub manifest: Option<Hash>,
}

impl Batch {
    /// Folder name: `<destination>-<number>`, six digits.
    pub fn folder(&self) -> String {
        format!("{}-{:06}", self.destination, self.number)
    }
}

/// An immutable revision of a worked record with everything that belongs to it: a line of the `records` edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Format: 1.
    pub format: u32,
    /// When this revision came about.
    pub at: Moment,
    /// The record, with its revision.
    pub record: Record,
    /// The person.
    pub person: Person,
    /// Household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Household>,
    /// Institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<Institution>,
    /// Calls, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Attempts, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<Attempt>,
    /// Orders, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
    /// Notes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Snapshot {
    /// The only format so far.
    pub const FORMAT: u32 = 1;
}
