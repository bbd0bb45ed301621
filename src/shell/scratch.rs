//! Folders and files of work in progress, which hold personal data: each is locked while its process lives, so that what a
//! killed process has left is known from what another one is working in, and is removed.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, test_kill_process};

/// Begins the name of the folder that a dry run works in; the process follows.
const DRY_RUN: &str = ".dry-run-";
/// Ends the name of a file of refused rows that is still being written; the file it becomes and the process stand before.
const REJECTS: &str = ".rejects.tmp";
/// How long a folder is taken to be in use although nobody has locked it: it may just have been made.
const YOUNG: Duration = Duration::from_secs(60);

/// A private folder that is removed with this value, unless it was given another name.
pub struct Scratch {
    path: PathBuf,
    /// Locked; dropped after the folder is removed.
    _lock: File,
}

impl Scratch {
    /// A folder for the copy that a dry run works on.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn for_dry_run(beside: &Path) -> io::Result<Self> {
        Self::make(beside.join(format!("{DRY_RUN}{}", std::process::id())))
    }

    /// A folder for a batch that is written.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn for_batch(out: &Path, batch: &str) -> io::Result<Self> {
        Self::make(out.join(format!(".{batch}.{}.tmp", std::process::id())))
    }

    fn make(path: PathBuf) -> io::Result<Self> {
        if path.exists() {
            // An earlier process had the number of this one.
            remove_unused(&path)?;
        }
        DirBuilder::new().mode(0o700).create(&path)?;
        let lock = File::open(&path)?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
        Ok(Self { path, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let removed = fs::remove_dir_all(&self.path);
        drop(removed);
    }
}

/// Where refused rows go until the whole file is read: the rejects of an earlier run can be the very file that is read now.
pub fn unfinished_rejects(rejects: &Path) -> PathBuf {
    let name = rejects.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    rejects.with_file_name(format!(".{name}.{}{REJECTS}", std::process::id()))
}

/// Makes that file, readable for its owner only; it is locked as long as it is open.
///
/// # Errors
/// Those of the disk.
pub fn begin_rejects(rejects: &Path) -> io::Result<File> {
    let path = unfinished_rejects(rejects);
    let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    Ok(file)
}

/// What killed processes have left in this folder.
pub fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_left(path)).collect();
    found.sort();
    found
}

/// Removes what killed processes have left in this folder; returns how many. What can't be removed stays to be named by
/// `doctor`.
pub fn sweep(folder: &Path) -> usize {
    leftovers(folder).iter().filter(|path| remove_unused(path).is_ok()).count()
}

fn remove_unused(path: &Path) -> io::Result<()> {
    let lock = File::open(path)?;
    flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
    if lock.metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn is_left(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    let process = match (meta.is_dir(), meta.is_file()) {
        (true, _) => process_of(name),
        (_, true) => writer_of(name),
        _ => None,
    };
    process.is_some_and(|process| !is_alive(process) || is_old(path)) && is_unlocked(path)
}

/// The process that made a folder of this name; none if none of ours has such a name.
fn process_of(name: &str) -> Option<Pid> {
    let process = name.strip_prefix(DRY_RUN).or_else(|| {
        let (batch, process) = name.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.')?;
        let (_, number) = batch.rsplit_once('-')?;
        let is_number = number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(process)
    })?;
    Pid::from_raw(process.parse().ok()?)
}

/// The process that wrote refused rows into a file of this name.
fn writer_of(name: &str) -> Option<Pid> {
    let (_, process) = name.strip_prefix('.')?.strip_suffix(REJECTS)?.rsplit_once('.')?;
    Pid::from_raw(process.parse().ok()?)
}

fn is_alive(process: Pid) -> bool {
    test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

fn is_old(path: &Path) -> bool {
    let changed = fs::metadata(path).and_then(|meta| meta.modified());
    changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > YOUNG))
}

fn is_unlocked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_ever_removed() {
        for name in [".dry-run-17", ".sormas-000001.17.tmp", ".records-1000000.17.tmp"] {
            assert_eq!(process_of(name), Pid::from_raw(17), "{name}");
        }
        for name in ["sormas-000001", ".sormas.17.tmp", ".dry-run-x", ".dry-run-0", ".liste.csv.17.tmp", "tmp", ".tmp"]
        {
            assert_eq!(process_of(name), None, "{name}");
        }
        assert_eq!(writer_of(".liste.rejects.csv.17.rejects.tmp"), Pid::from_raw(17));
        for name in
            [".liste.csv.17.tmp", "liste.17.rejects.tmp", ".liste.rejects.csv", ".17.rejects.tmp", ".a.x.rejects.tmp"]
        {
            assert_eq!(writer_of(name), None, "{name}");
        }
    }

    #[test]
    fn refused_rows_of_a_killed_process_go_and_those_being_written_stay() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".liste.rejects.csv.999999999.rejects.tmp");
        fs::write(&left, "Muster").unwrap();
        let others = folder.path().join(".liste.rejects.csv.999999999.tmp");
        fs::write(&others, "no business of ours").unwrap();
        let being_written = begin_rejects(&folder.path().join("liste.rejects.csv")).unwrap();
        assert_eq!(leftovers(folder.path()), std::slice::from_ref(&left));
        assert_eq!(sweep(folder.path()), 1);
        assert!(!left.exists() && others.exists());
        assert!(unfinished_rejects(&folder.path().join("liste.rejects.csv")).exists());
        drop(being_written);
    }
}
