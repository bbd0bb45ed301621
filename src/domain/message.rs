//! A line for another station or for everybody: shown there until its reader confirms it.

use serde::{Deserialize, Serialize};

use super::handling::Notice;
use super::id::{RecordId, Reference};
use super::time::Moment;

/// A message. It names nobody but by reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Only for this station; none for every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_station: Option<String>,
    /// Only for this user; none for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_user: Option<String>,
    /// Who sent it.
    pub from_user: String,
    /// When.
    pub at: Moment,
    /// What it says.
    pub words: Words,
    /// The record it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
}

/// What a message says; the reader's language is not the sender's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// The person whose call is being worked there rings at another station.
    Rings {
        /// Which record.
        reference: Reference,
        /// Where they ring.
        station: String,
    },
    /// What was done in the room with a call of theirs.
    Room(Notice),
    /// As typed.
    Line(String),
}

impl Message {
    /// Whether it is for this user at this station. What somebody tells everybody they need not read themselves.
    pub fn is_for(&self, station: &str, user: &str) -> bool {
        let here = self.to_station.as_deref().is_none_or(|only| only == station);
        let told = self.to_user.as_deref().map_or(self.from_user != user, |only| only == user);
        here && told
    }
}

/// A message that somebody has yet to confirm, with its number: later ones have larger numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Number.
    pub n: i64,
    /// The message.
    pub message: Message,
}
