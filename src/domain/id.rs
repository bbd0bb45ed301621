//! Identities: UUIDv7 newtypes, the reference that people read aloud, and the mint that makes both.
//! No randomness is drawn here; it comes in through [`Mint`].

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

/// Source of random bits, handed in by the shell: the operating system's in an office, a seeded counter in a demo.
pub trait Mint {
    /// The next 16 bytes, never the same twice.
    fn bits(&self) -> [u8; 16];
}

/// A version 7 UUID of `now` from sixteen minted bytes.
pub fn uuid_v7(now: DateTime<Utc>, mint: &dyn Mint) -> Uuid {
    let bits = mint.bits();
    let mut tail = [0u8; 10];
    tail.copy_from_slice(bits.first_chunk::<10>().unwrap_or(&[0; 10]));
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id of `now`.
            pub fn mint(now: DateTime<Utc>, mint: &dyn Mint) -> Self {
                Self(uuid_v7(now, mint))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id! {
    /// A person.
    PersonId,
    /// A record (Vorgang): a contact or a case.
    RecordId,
    /// An entry of the work queue.
    CallId,
    /// One try on one number; made by the client, so that sending it twice records it once.
    AttemptId,
    /// A quarantine order.
    OrderId,
    /// A signed remark on a record.
    NoteId,
    /// People who live at one address and answer one number.
    HouseholdId,
    /// A nursing home, school or shelter that groups contacts.
    InstitutionId,
    /// One run of `import`.
    ImportId,
    /// One action of a user; looked up after an I/O error to learn whether it was saved.
    ActionId,
}

/// The reference (Vorgangsnummer) of a record: seven Crockford base-32 characters and a check character (Luhn mod 32).
/// Shown `4F7Q-2M9K`; a mistyped one is recognised as such, not looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(u64);

/// Why a text is no reference.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReferenceError {
    /// Not eight characters of the alphabet.
    #[error("a reference has eight characters, such as 4F7Q-2M9K")]
    Shape,
    /// The check character does not fit: mistyped.
    #[error("the check character does not fit: the reference is mistyped")]
    Check,
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// Number of different references: 32⁷.
    pub const SPACE: u64 = 1 << 35;

    /// The reference of this number, reduced to the space of references.
    pub const fn new(number: u64) -> Self {
        Self(number % Self::SPACE)
    }

    /// A random reference; the store retries where it is taken.
    pub fn mint(mint: &dyn Mint) -> Self {
        Self::new(u64::from_be_bytes(*mint.bits().last_chunk::<8>().unwrap_or(&[0; 8])))
    }

    /// The number behind it, as stored.
    pub const fn number(self) -> u64 {
        self.0
    }

    fn digits(self) -> [u8; 7] {
        std::array::from_fn(|i| ((self.0 >> (5 * (6 - i))) & 31) as u8)
    }
}

/// Luhn mod 32 over base-32 digits, most significant first.
fn check_digit(digits: &[u8]) -> u8 {
    let mut sum = 0u32;
    for (place, digit) in digits.iter().rev().enumerate() {
        let addend = u32::from(*digit) * if place % 2 == 0 { 2 } else { 1 };
        sum += addend / 32 + addend % 32;
    }
    ((32 - sum % 32) % 32) as u8
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        let symbol = |d: &u8| char::from(*ALPHABET.get(usize::from(*d)).unwrap_or(&b'0'));
        let head: String = digits.iter().take(4).map(symbol).collect();
        let tail: String = digits.iter().skip(4).map(symbol).collect();
        write!(f, "{head}-{tail}{}", symbol(&check_digit(&digits)))
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Case, hyphens and spaces do not matter; O reads as 0, I and L as 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut digits = Vec::with_capacity(8);
        for c in text.chars().filter(|c| !matches!(c, '-' | ' ')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = ALPHABET.iter().position(|a| char::from(*a) == c).ok_or(ReferenceError::Shape)?;
            digits.push(digit as u8);
        }
        let [head @ .., check] = digits.as_slice() else { return Err(ReferenceError::Shape) };
        if head.len() != 7 {
            return Err(ReferenceError::Shape);
        }
        if check_digit(head) != *check {
            return Err(ReferenceError::Check);
        }
        Ok(Self(head.iter().fold(0, |n, d| (n << 5) | u64::from(*d))))
    }
}

impl Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An identifier of another system, kept with the entity and found by search.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExternalId {
    /// The system that gave it: `sormas`, `sormas-case`, `demis`, `survnet`, `lab-order`, `list-row`, …
    pub system: String,
    /// The identifier as that system writes it.
    pub value: String,
}

/// A seeded mint for demos and tests: SHA-256 of seed and counter.
#[derive(Debug)]
pub struct SeededMint {
    seed: u64,
    next: std::cell::Cell<u64>,
}

impl SeededMint {
    /// Goes on from a stored counter.
    pub const fn new(seed: u64, counter: u64) -> Self {
        Self { seed, next: std::cell::Cell::new(counter) }
    }

    /// The counter to store.
    pub fn counter(&self) -> u64 {
        self.next.get()
    }
}

impl Mint for SeededMint {
    fn bits(&self) -> [u8; 16] {
        use sha2::{Digest, Sha256};
        let n = self.next.get();
        self.next.set(n + 1);
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(n.to_be_bytes());
        *hash.finalize().first_chunk::<16>().unwrap_or(&[0; 16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_reads_back_as_it_was_written(n in 0..Reference::SPACE) {
            let reference = Reference::new(n);
            prop_assert_eq!(reference.to_string().parse::<Reference>(), Ok(reference));
            prop_assert_eq!(reference.to_string().to_lowercase().replace('-', "").parse::<Reference>(), Ok(reference));
        }

        #[test]
        fn any_single_mistyped_character_is_recognised(n in 0..Reference::SPACE, place in 0usize..8, other in 0usize..32) {
            let text: Vec<char> = Reference::new(n).to_string().chars().filter(|c| *c != '-').collect();
            let mut wrong = text.clone();
            wrong[place] = char::from(ALPHABET[other]);
            prop_assume!(wrong != text);
            let wrong: String = wrong.into_iter().collect();
            prop_assert_eq!(wrong.parse::<Reference>(), Err(ReferenceError::Check));
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        let text = Reference::new(0).to_string();
        assert_eq!(text, "0000-0000");
        assert_eq!("OOOO-OOOO".parse::<Reference>(), Ok(Reference::new(0)));
    }

    #[test]
    fn a_seeded_mint_repeats_itself_from_its_counter() {
        let first = SeededMint::new(7, 0);
        let (a, b) = (first.bits(), first.bits());
        assert_ne!(a, b);
        assert_eq!(SeededMint::new(7, 1).bits(), b);
    }
}
