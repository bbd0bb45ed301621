//! The operating system's randomness as a mint.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::id::Mint;

/// Draws from the operating system. The bytes that lead an id count up from a random start (RFC 9562, 6.2, method 1),
/// so that the ids of one import lie side by side in the store although they share their millisecond.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsMint;

/// Bits of the leading counter: those that version and variant leave free in the first six bytes.
const COUNTED: u32 = 42;

impl Mint for OsMint {
    fn bits(&self) -> [u8; 16] {
        let mut bytes = drawn();
        let counted = spread(next()).to_be_bytes();
        for (byte, counted) in bytes.iter_mut().zip(counted.iter().skip(2)) {
            *byte = *counted;
        }
        bytes
    }
}

fn next() -> u64 {
    static COUNTER: OnceLock<AtomicU64> = OnceLock::new();
    let counter = COUNTER.get_or_init(|| AtomicU64::new(u64::from_be_bytes(*drawn().first_chunk().unwrap_or(&[0; 8]))));
    counter.fetch_add(1, Ordering::Relaxed)
}

/// Puts the counter into six bytes, leaving free the four bits of the version and the two of the variant.
const fn spread(counter: u64) -> u64 {
    let counter = counter & ((1 << COUNTED) - 1);
    let (high, low) = (counter >> 30, counter & ((1 << 30) - 1));
    (high << 32) | low
}

fn drawn() -> [u8; 16] {
    let mut bytes = [0u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;

    #[test]
    fn ids_of_one_millisecond_come_in_order_and_never_twice() {
        let now = chrono::DateTime::from_timestamp_millis(1_700_000_000_000).unwrap();
        let ids: Vec<PersonId> = (0..2000).map(|_| PersonId::mint(now, &OsMint)).collect();
        let mut sorted = ids.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), ids.len());
        let in_order = ids.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!(in_order >= ids.len() - 2, "a counter that starts over may break the order once");
    }
}
