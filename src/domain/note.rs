//! A note (Vermerk): a signed remark on a record.

use serde::{Deserialize, Serialize};

use super::id::{NoteId, RecordId};
use super::time::Moment;

/// A remark, signed and timed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// On which record.
    pub record: RecordId,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
    /// Shown on every screen of the record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
}
