//! The manifest of a batch: what is in it, checksummed, chained to the manifest before.

use serde::{Deserialize, Serialize};

use crate::domain::audit::{Hash, Head};
use crate::domain::time::Moment;

/// File name in the folder of a batch.
pub const MANIFEST: &str = "manifest.json";

/// A manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format: 1.
    pub format: u32,
    /// Name of the office.
    pub office: String,
    /// Destination.
    pub destination: String,
    /// Number, from 1, without gaps per destination.
    pub number: u32,
    /// When it was sealed.
    pub sealed_at: Moment,
    /// By whom.
    pub sealed_by: String,
    /// Records in it.
    pub records: u64,
    /// Its files.
    pub files: Vec<FileEntry>,
    /// SHA-256 of the manifest of the batch before, hex; zeros for the first.
    pub previous_manifest: String,
    /// Head of the audit chain when it was sealed.
    pub audit_head: Head,
}

/// A file of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Name in the folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hex.
    pub sha256: String,
}

impl Manifest {
    /// Its bytes, as written: the hash is over these.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads it back.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }
}

/// Hash of manifest bytes.
pub fn manifest_hash(bytes: &[u8]) -> Hash {
    Hash::of(&[bytes])
}
