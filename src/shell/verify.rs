//! Verifies folders of batches on disk; needs no database.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::audit::Hash;
use crate::exchange::out::manifest::{MANIFEST, Manifest};
use crate::exchange::out::verify::{Problem, check_chain, check_file};

/// Problems of one batch folder, or of every batch folder inside, the chain of each destination included.
///
/// # Errors
/// A folder that can't be read.
pub fn verify(dir: &Path) -> io::Result<Vec<Problem>> {
    let folders = if dir.join(MANIFEST).exists() { vec![dir.to_owned()] } else { batch_folders(dir)? };
    if folders.is_empty() {
        return Ok(vec![Problem { file: dir.display().to_string(), what: "batch-problem-no-batch" }]);
    }
    let mut problems = Vec::new();
    let mut manifests = Vec::new();
    for folder in &folders {
        problems.extend(verify_folder(folder)?);
        let bytes = fs::read(folder.join(MANIFEST)).unwrap_or_default();
        if let Ok(manifest) = Manifest::from_bytes(&bytes) {
            manifests.push((name_of(folder), manifest, bytes));
        }
    }
    manifests
        .sort_by(|(_, one, _), (_, other, _)| (&one.destination, one.number).cmp(&(&other.destination, other.number)));
    for of_one in manifests.chunk_by(|(_, one, _), (_, other, _)| one.destination == other.destination) {
        problems.extend(check_chain(of_one));
    }
    Ok(problems)
}

/// Problems of one batch folder.
///
/// # Errors
/// A folder that can't be read.
pub fn verify_folder(folder: &Path) -> io::Result<Vec<Problem>> {
    let name = name_of(folder);
    let Ok(bytes) = fs::read(folder.join(MANIFEST)) else {
        return Ok(vec![Problem { file: format!("{name}/{MANIFEST}"), what: "batch-problem-missing" }]);
    };
    let Ok(manifest) = Manifest::from_bytes(&bytes) else {
        return Ok(vec![Problem { file: format!("{name}/{MANIFEST}"), what: "batch-problem-manifest" }]);
    };
    let mut problems = Vec::new();
    for entry in &manifest.files {
        let found = digest(&folder.join(&entry.name)).ok();
        let found = found.as_ref().map(|(size, sha256)| (*size, sha256.as_str()));
        problems.extend(check_file(&name, entry, found));
    }
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let is_listed = file == MANIFEST || manifest.files.iter().any(|listed| listed.name == file);
        if !is_listed {
            problems.push(Problem { file: format!("{name}/{file}"), what: "batch-problem-extra" });
        }
    }
    Ok(problems)
}

fn batch_folders(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let looks_like_one = name_of(&path).rsplit_once('-').is_some_and(|(_, number)| number.parse::<u32>().is_ok());
        if path.is_dir() && looks_like_one && !name_of(&path).starts_with('.') {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Size and SHA-256 (hex) of a file, read as a stream.
///
/// # Errors
/// A file that can't be read.
pub fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 1 << 16];
    let mut size = 0u64;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((size, Hash(hash.finalize().into()).to_string()));
        }
        size += read as u64;
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}
