//! Who keeps others from saving: the process that writes, as the waiting name it.

use serde::{Deserialize, Serialize};

use super::time::Moment;

/// The process that holds the right to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process.
    pub pid: u32,
    /// Start of the process in clock ticks since boot, so that a number that was given out again is recognised.
    pub started: u64,
    /// Whose; empty where it is not known.
    #[serde(default)]
    pub user: String,
    /// Where; empty where it is not known.
    #[serde(default)]
    pub station: String,
    /// Since when, by the machine's clock; none where it is not known.
    #[serde(default)]
    pub since: Option<Moment>,
}
