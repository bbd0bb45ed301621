//! The audit trail: one event a change, hash-chained a lane, with a salted commitment to each entity after it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::disease::coded;
use super::id::ActionId;
use super::time::Moment;

/// A SHA-256 value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of these parts, one after the other.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The hash that this lower-case hexadecimal text writes.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0u8; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

coded! {
    /// What an event is about.
    EntityKind {
        /// A person.
        Person = "person",
        /// A record.
        Record = "record",
        /// A call.
        Call = "call",
        /// An attempt.
        Attempt = "attempt",
        /// An order.
        Order = "order",
        /// A note.
        Note = "note",
        /// A household.
        Household = "household",
        /// An institution.
        Institution = "institution",
        /// A user; its id is derived from the name.
        User = "user",
    }
}

/// An entity that an event changed, with the commitment to its new state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// What.
    pub kind: EntityKind,
    /// Which.
    pub entity: Uuid,
    /// SHA-256 of salt and stored document.
    pub commitment: Hash,
}

/// What happened, before it stands in the chain. `facts` holds nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The user's action, looked up after an I/O error.
    pub action: ActionId,
    /// When.
    pub at: Moment,
    /// Who.
    pub user: String,
    /// Where.
    pub station: String,
    /// What, as a code: `attempt_logged`, `order_issued`, `imported`, …
    pub kind: String,
    /// The record it is mostly about, for the history of that record.
    pub record: Option<Uuid>,
    /// States, outcome, times, revision: nothing personal.
    pub facts: BTreeMap<String, String>,
}

/// An event in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The lane; SQLite has one, number 0.
    pub lane: u32,
    /// Place in the lane, from 1, without gaps.
    pub seq: u64,
    /// What happened.
    pub draft: Draft,
    /// What it changed.
    pub touches: Vec<Touch>,
    /// Hash of the previous event of the lane; zeros for the first.
    pub previous: Hash,
    /// Hash of this event.
    pub hash: Hash,
}

/// The head of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// Number of events.
    pub seq: u64,
    /// Hash of the last one.
    #[serde(with = "hex")]
    pub hash: Hash,
}

mod hex {
    use super::Hash;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(hash)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
        Hash::from_hex(&String::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("not a SHA-256"))
    }
}

/// The commitment to a stored document under its salt. Without the salt nothing can be learnt from it.
pub fn commitment(salt: &[u8], document: &[u8]) -> Hash {
    Hash::of(&[salt, document])
}

/// Puts the next event behind `head`.
pub fn append(head: Head, draft: Draft, touches: Vec<Touch>) -> Event {
    let mut event = Event { lane: 0, seq: head.seq + 1, draft, touches, previous: head.hash, hash: Hash::default() };
    event.hash = hash_of(&event);
    event
}

/// Whether an event follows this head and its own hash is right.
pub fn follows(head: Head, event: &Event) -> bool {
    event.seq == head.seq + 1 && event.previous == head.hash && event.hash == hash_of(event)
}

impl Event {
    /// The head of the lane once this event is its last.
    pub const fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }
}

fn hash_of(event: &Event) -> Hash {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    field(&event.previous.0);
    field(&event.lane.to_be_bytes());
    field(&event.seq.to_be_bytes());
    field(event.draft.action.0.as_bytes());
    field(&event.draft.at.timestamp_millis().to_be_bytes());
    for text in [&event.draft.user, &event.draft.station, &event.draft.kind] {
        field(text.as_bytes());
    }
    field(event.draft.record.as_ref().map_or(&[][..], |record| record.as_bytes().as_slice()));
    for (name, value) in &event.draft.facts {
        field(name.as_bytes());
        field(value.as_bytes());
    }
    for touch in &event.touches {
        field(touch.kind.code().as_bytes());
        field(touch.entity.as_bytes());
        field(&touch.commitment.0);
    }
    Hash(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn draft(kind: &str) -> Draft {
        Draft {
            action: ActionId(Uuid::nil()),
            at: DateTime::from_timestamp_millis(1_000).unwrap(),
            user: "berg".into(),
            station: "1".into(),
            kind: kind.into(),
            record: None,
            facts: BTreeMap::new(),
        }
    }

    #[test]
    fn a_changed_event_no_longer_follows_its_head() {
        let first = append(Head::default(), draft("a"), vec![]);
        let second = append(first.head(), draft("b"), vec![]);
        assert!(follows(Head::default(), &first) && follows(first.head(), &second));
        let mut forged = second.clone();
        forged.draft.user = "somebody else".into();
        assert!(!follows(first.head(), &forged));
        assert!(!follows(Head::default(), &second), "a gap is seen");
    }

    #[test]
    fn a_hash_reads_back_as_it_was_written() {
        let hash = Hash::of(&[b"x"]);
        assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(Hash::from_hex("zz"), None);
    }
}
