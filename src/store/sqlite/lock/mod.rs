//! The writers' gate: a lock file beside the database, taken before `BEGIN`, so that writers of all processes queue
//! in order. SQLite's own busy wait starves some of them for seconds. Whoever holds it has signed it: who waits for
//! long is told whom they wait for.
//!
//! The kernel wakes who waits first, but whoever runs already is faster and would take the lock before them. So there is
//! a second lock, the queue's: whoever is next holds it until they have the first one, and the others wait for it. Both
//! end with their process, however it ends.

mod signature;
mod unblock;

use std::cell::RefCell;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::domain::holder::Holder;
use crate::store::{Result, StoreError};

pub use unblock::{Unblocked, unblock};

/// Whoever has held the gate for so long is named to those who wait.
const NAMED_AFTER: Duration = Duration::from_secs(2);
/// How often it is looked again whom one waits for.
const LOOK: Duration = Duration::from_millis(500);

/// Is told whom a save waits for, and by none that it waits no longer.
pub type Tell = Box<dyn FnMut(Option<&Holder>) + Send>;

/// The gate of one database, as one station holds it open.
pub(super) struct Gate {
    path: PathBuf,
    file: File,
    queue: PathBuf,
    next: File,
    wait: Duration,
    user: String,
    station: String,
    tell: RefCell<Option<Tell>>,
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
            unlock(&self.gate.file);
        }
    }
}

impl Gate {
    /// Opens or makes the lock file of a database.
    pub(super) fn open(database: &Path, wait: Duration) -> Result<Self> {
        let (path, queue) = (path_of(database), queue_of(database));
        let (file, next) = (open(&path)?, open(&queue)?);
        Ok(Self { path, file, queue, next, wait, user: String::new(), station: String::new(), tell: None.into() })
    }

    /// Who signs.
    pub(super) fn introduce(&mut self, user: &str, station: &str) {
        user.clone_into(&mut self.user);
        station.clone_into(&mut self.station);
    }

    /// Who is told whom a save waits for.
    pub(super) fn tell(&mut self, tell: Tell) {
        self.tell.replace(Some(tell));
    }

    /// Waits for this writer's turn, first come, first served.
    pub(super) fn enter(&self) -> Result<Turn<'_>> {
        let waited = if self.try_lock()? { None } else { Some(self.wait_for()?) };
        let turn = Turn { gate: self, waited };
        self.sign(&turn);
        Ok(turn)
    }

    /// The turn if nobody holds it.
    pub(super) fn try_enter(&self) -> Result<Option<Turn<'_>>> {
        Ok(lock_now(&self.file)?.then_some(Turn { gate: self, waited: None }))
    }

    fn sign(&self, turn: &Turn<'_>) {
        signature::sign(turn.waited.as_ref().unwrap_or(&self.file), &self.user, &self.station);
    }

    /// Takes the lock if it is free and nobody queues.
    fn try_lock(&self) -> Result<bool> {
        if !lock_now(&self.next)? {
            return Ok(false);
        }
        let is_free = lock_now(&self.file);
        unlock(&self.next);
        is_free
    }

    /// A blocking lock is the only one that the kernel queues; a thread of its own gives it a deadline.
    /// If the deadline passes first, the late lock has no receiver and is freed by closing its file.
    fn wait_for(&self) -> Result<File> {
        let (sender, receiver) = sync_channel(1);
        let (path, queue, in_order) = (self.path.clone(), self.queue.clone(), sender.clone());
        wait_apart(move || drop(in_order.send(in_turn(&path, &queue))))?;
        let mut named = None;
        let locked = self.named_while_waiting(sender, &receiver, &mut named);
        if named.is_some() {
            self.say(None);
        }
        locked
    }

    fn named_while_waiting(
        &self,
        sender: SyncSender<Result<File>>,
        receiver: &Receiver<Result<File>>,
        named: &mut Option<Holder>,
    ) -> Result<File> {
        let (begun, mut past_the_queue) = (Instant::now(), Some(sender));
        loop {
            let left = self.wait.saturating_sub(begun.elapsed());
            let until_named = NAMED_AFTER.saturating_sub(begun.elapsed());
            let look = if until_named.is_zero() { LOOK } else { until_named };
            match receiver.recv_timeout(look.min(left)) {
                Ok(locked) => return locked,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(StoreError::Io("lock file: the wait was broken off".into()));
                }
                Err(RecvTimeoutError::Timeout) if begun.elapsed() >= self.wait => return Err(self.blocked()),
                Err(RecvTimeoutError::Timeout) => {
                    // Whoever is next and was stopped holds up the queue, not the lock.
                    let stopped = signature::stopped_holder(&self.queue);
                    if let Some(sender) = past_the_queue.take_if(|_| stopped.is_some()) {
                        let path = self.path.clone();
                        wait_apart(move || drop(sender.send(open(&path).and_then(lock))))?;
                    }
                    let holder = signature::holder(&self.path).filter(is_long_at_it).or(stopped);
                    if holder != *named {
                        self.say(holder.as_ref());
                        *named = holder;
                    }
                }
            }
        }
    }

    fn say(&self, holder: Option<&Holder>) {
        if let Some(tell) = self.tell.borrow_mut().as_mut() {
            tell(holder);
        }
    }

    /// That somebody else writes, and who.
    pub(super) fn blocked(&self) -> StoreError {
        match signature::holder(&self.path) {
            Some(holder) => StoreError::Blocked(Box::new(holder)),
            None => StoreError::Busy("another process is writing".into()),
        }
    }

    /// Who writes now, if anybody does.
    pub(super) fn holder(&self) -> Option<Holder> {
        signature::holder(&self.path)
    }
}

/// Where many save one after the other nobody is to blame.
fn is_long_at_it(holder: &Holder) -> bool {
    let limit = TimeDelta::from_std(NAMED_AFTER).unwrap_or_default();
    holder.since.is_none_or(|since| Utc::now() - since >= limit)
}

/// The lock file of a database.
pub(super) fn path_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// The lock file of those who wait.
fn queue_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".queue");
    PathBuf::from(name)
}

fn open(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options.open(path).map_err(|error| StoreError::Io(format!("{}: {error}", path.display())))
}

/// Waits for the queue's lock and with it for the lock itself.
fn in_turn(path: &Path, queue: &Path) -> Result<File> {
    let (file, next) = (open(path)?, lock(open(queue)?)?);
    let locked = lock(file);
    drop(next);
    locked
}

/// Waits until the lock of this file is free.
fn lock(file: File) -> Result<File> {
    loop {
        match flock(&file, FlockOperation::LockExclusive) {
            Ok(()) => return Ok(file),
            Err(error) if error == Errno::INTR => {}
            Err(error) => return Err(StoreError::Io(format!("lock file: {error}"))),
        }
    }
}

/// Takes the lock of this file if it is free.
fn lock_now(file: &File) -> Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(error) if error == Errno::WOULDBLOCK => Ok(false),
        Err(error) => Err(StoreError::Io(format!("lock file: {error}"))),
    }
}

/// Unlocking an open file cannot fail; and if it did, closing the store would unlock it.
fn unlock(file: &File) {
    let _ = flock(file, FlockOperation::Unlock);
}

fn wait_apart(wait: impl FnOnce() + Send + 'static) -> Result<()> {
    let thread = std::thread::Builder::new().name("lock".into()).spawn(wait);
    thread.map(drop).map_err(|error| StoreError::Io(format!("lock file: {error}")))
}
