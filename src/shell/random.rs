//! The operating system's randomness as a mint.

use crate::domain::id::Mint;

/// Draws from the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsMint;

impl Mint for OsMint {
    fn bits(&self) -> [u8; 16] {
        let mut bytes = [0u8; 16];
        if getrandom::fill(&mut bytes).is_err() {
            std::process::abort();
        }
        bytes
    }
}
