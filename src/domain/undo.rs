//! Undo: what the last logged outcome of a station changed, as it was before, so that it can be taken back for a minute.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::call::{Attempt, Call, Outcome};
use super::id::CallId;
use super::note::Note;
use super::order::Order;
use super::person::Person;
use super::record::Record;
use super::time::Moment;

/// How long an outcome can be taken back.
pub const UNDO: TimeDelta = TimeDelta::seconds(60);

/// Everything that one transaction changed that logged an outcome, or the outcomes of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoSet {
    /// Who logged.
    pub user: String,
    /// When.
    pub at: Moment,
    /// The call that was logged first: it lies open again afterwards.
    pub call: CallId,
    /// Its outcome.
    pub outcome: Outcome,
    /// The lease under which it was logged, which may go on for others of the telephone call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<i64>,
    /// What was changed, each entity once.
    pub images: Vec<Image>,
    /// Place of its first revision in the outbox: a batch that reaches so far has taken it out of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u64>,
}

/// An entity before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Which.
    pub id: Uuid,
    /// As it was; none where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Entity>,
    /// As it is now, unless something has moved on.
    pub after: Entity,
    /// The commitment to it as it is now, hex: another one says that something has moved on.
    pub sealed: String,
}

/// What an outcome can change.
#[allow(clippy::large_enum_variant)] // a handful a set, moved once
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A person.
    Person(Person),
    /// A record.
    Record(Record),
    /// A call.
    Call(Call),
    /// An attempt.
    Attempt(Attempt),
    /// An order.
    Order(Order),
    /// A note.
    Note(Note),
}

impl Entity {
    /// Its id.
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Person(person) => person.id.0,
            Self::Record(record) => record.id.0,
            Self::Call(call) => call.id.0,
            Self::Attempt(attempt) => attempt.id.0,
            Self::Order(order) => order.id.0,
            Self::Note(note) => note.id.0,
        }
    }
}

/// Why an outcome cannot be taken back any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Nothing was logged here, or somebody else did it, or it is taken back already.
    Nothing,
    /// More than a minute has passed.
    Late,
    /// Something of it was changed since.
    MovedOn,
    /// It is in a batch.
    Sent,
}
