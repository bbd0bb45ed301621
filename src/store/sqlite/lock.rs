//! The writers' gate: a lock file beside the database, taken before `BEGIN`, so that writers of all processes queue
//! in order. SQLite's own busy wait starves some of them for seconds.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::store::{Result, StoreError};

/// The gate of one database, as one station holds it open.
pub(super) struct Gate {
    path: PathBuf,
    file: File,
    wait: Duration,
    signature: String,
}

/// The right to write, until dropped.
pub(super) struct Turn<'g> {
    gate: &'g Gate,
    /// Set if the lock was waited for: closing it frees the lock.
    waited: Option<File>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.waited.is_none() {
            // Unlocking an open file cannot fail; and if it did, closing the store would unlock it.
            let _ = flock(&self.gate.file, FlockOperation::Unlock);
        }
    }
}

impl Gate {
    /// Opens or makes the lock file of a database.
    pub(super) fn open(database: &Path, wait: Duration) -> Result<Self> {
        let path = path_of(database);
        let file = open(&path)?;
        // Fixed width, so that a shorter holder overwrites a longer one.
        let signature = format!("{:>10} {:>20}\n", std::process::id(), started_at());
        Ok(Self { path, file, wait, signature })
    }

    /// Waits for this writer's turn, first come, first served.
    pub(super) fn enter(&self) -> Result<Turn<'_>> {
        let waited = if self.try_lock()? { None } else { Some(self.wait_for()?) };
        let turn = Turn { gate: self, waited };
        let file = turn.waited.as_ref().unwrap_or(&self.file);
        file.write_at(self.signature.as_bytes(), 0).map_err(|error| io(&error))?;
        Ok(turn)
    }

    /// The turn if nobody holds it.
    pub(super) fn try_enter(&self) -> Result<Option<Turn<'_>>> {
        Ok(self.try_lock()?.then_some(Turn { gate: self, waited: None }))
    }

    fn try_lock(&self) -> Result<bool> {
        match flock(&self.file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(error) if error == Errno::WOULDBLOCK => Ok(false),
            Err(error) => Err(StoreError::Io(format!("lock file: {error}"))),
        }
    }

    /// A blocking lock is the only one that the kernel queues; a thread of its own gives it a deadline.
    /// If the deadline passes first, the late lock has no receiver and is freed by closing its file.
    fn wait_for(&self) -> Result<File> {
        let (sender, receiver) = sync_channel(1);
        let path = self.path.clone();
        std::thread::Builder::new()
            .name("lock".into())
            .spawn(move || sender.send(block(&path)).ok())
            .map_err(|error| io(&error))?;
        match receiver.recv_timeout(self.wait) {
            Ok(locked) => locked,
            Err(RecvTimeoutError::Timeout) => Err(StoreError::Busy(self.holder())),
            Err(RecvTimeoutError::Disconnected) => Err(StoreError::Io("lock file: the wait was broken off".into())),
        }
    }

    /// Who holds the lock, as they signed.
    pub(super) fn holder(&self) -> String {
        let mut text = String::new();
        let read = File::open(&self.path).and_then(|mut file| file.read_to_string(&mut text));
        match (read, text.split_whitespace().next()) {
            (Ok(_), Some(pid)) => format!("process {pid} is writing"),
            _ => "an unknown process is writing".into(),
        }
    }
}

/// The lock file of a database.
pub(super) fn path_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

fn open(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options.open(path).map_err(|error| StoreError::Io(format!("{}: {error}", path.display())))
}

fn block(path: &Path) -> Result<File> {
    let file = open(path)?;
    loop {
        match flock(&file, FlockOperation::LockExclusive) {
            Ok(()) => return Ok(file),
            Err(error) if error == Errno::INTR => {}
            Err(error) => return Err(StoreError::Io(format!("lock file: {error}"))),
        }
    }
}

/// Start of this process in clock ticks since boot (field 22 of `/proc/self/stat`), so that a pid that was given
/// out again is recognised; 0 where there is no such file.
fn started_at() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name.split_whitespace().nth(19).and_then(|ticks| ticks.parse().ok()).unwrap_or(0)
}

fn io(error: &std::io::Error) -> StoreError {
    StoreError::Io(format!("lock file: {error}"))
}
