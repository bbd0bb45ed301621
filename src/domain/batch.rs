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

/// Name of the destination that is the order office of a municipality, by its official key.
pub fn order_office(municipality: &str) -> String {
    format!("{ORDERS}{municipality}")
}

/// The official key of the municipality whose order office this destination is; none for another destination.
pub fn municipality_of(destination: &str) -> Option<&str> {
    destination.strip_prefix(ORDERS)
}

/// What the destinations of order offices begin with.
const ORDERS: &str = "orders-";

/// A batch: the revisions whose place in the outbox lies in `first..=last`; of an order office only those marked for it.
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

    /// The orders that the order office of this municipality must know of: see [`Order::concerns`].
    pub fn orders_for<'a>(&'a self, municipality: &'a str) -> impl Iterator<Item = &'a Order> {
        let on = self.at.date_naive();
        self.orders.iter().filter(move |order| order.concerns(municipality, on))
    }

    /// The municipalities whose order offices must know of an order of it, by their keys.
    pub fn municipalities(&self) -> std::collections::BTreeSet<&str> {
        let keys = self.orders.iter().filter_map(|order| order.municipality.as_deref());
        keys.filter(|key| self.orders_for(key).next().is_some()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_office_of_a_municipality_is_a_destination_by_its_key() {
        assert_eq!(order_office("05999001"), "orders-05999001");
        assert_eq!(municipality_of("orders-05999001"), Some("05999001"));
        assert_eq!(municipality_of("records"), None);
    }

    #[test]
    fn a_batch_has_a_folder_by_destination_and_number() {
        let batch = Batch {
            destination: "sormas".into(),
            number: 42,
            state: BatchState::Sealed,
            first: 1,
            last: 1,
            records: 1,
            sealed_at: Moment::default(),
            sealed_by: String::new(),
            head: Head::default(),
            previous: Hash::default(),
            manifest: None,
        };
        assert_eq!(batch.folder(), "sormas-000042");
    }
}
