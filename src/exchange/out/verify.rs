//! Checks batches without the database: sizes, checksums, numbers without gaps, the chain of manifests.

use super::manifest::{FileEntry, Manifest, manifest_hash};

/// Something that is wrong with a batch: the file and a message key with what is the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// File or folder, relative.
    pub file: String,
    /// Message key: `batch-problem-missing`, `batch-problem-size`, `batch-problem-changed`, `batch-problem-extra`, `batch-problem-manifest`, `batch-problem-gap`, `batch-problem-chain`.
    pub what: &'static str,
}

/// Whether a file is what its entry says; `size` and `sha256` (hex) as found.
pub fn check_file(folder: &str, entry: &FileEntry, found: Option<(u64, &str)>) -> Option<Problem> {
    let what = match found {
        None => "batch-problem-missing",
        Some((size, _)) if size != entry.size => "batch-problem-size",
        Some((_, sha256)) if sha256 != entry.sha256 => "batch-problem-changed",
        Some(_) => return None,
    };
    Some(Problem { file: format!("{folder}/{}", entry.name), what })
}

/// Whether manifests of one destination, sorted by number, follow one another: folder, parsed manifest, its bytes.
pub fn check_chain(manifests: &[(String, Manifest, Vec<u8>)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let pairs = manifests.iter().zip(manifests.iter().skip(1));
    for ((_, before, bytes), (folder, after, _)) in pairs {
        let problem = |what| Problem { file: folder.clone(), what };
        if after.number != before.number + 1 {
            problems.push(problem("batch-problem-gap"));
        } else if after.previous_manifest != manifest_hash(bytes).to_string() {
            problems.push(problem("batch-problem-chain"));
        }
    }
    if let Some((folder, first, _)) = manifests.first()
        && first.number == 1
        && first.previous_manifest != crate::domain::audit::Hash::default().to_string()
    {
        problems.push(Problem { file: folder.clone(), what: "batch-problem-chain" });
    }
    problems
}
