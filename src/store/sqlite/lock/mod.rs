//! The writers' gate: a lock file beside the database, taken before `BEGIN`, so that writers of all processes queue
//! in order. SQLite's own busy wait starves some of them for seconds. Whoever holds it has signed it: who waits for
//! long is told whom they wait for.

mod signature;
mod unblock;

use std::cell::RefCell;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
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

/// Whoever comes back within this time saves one thing after the other.
const AT_IT: Duration = Duration::from_secs(1);
/// How long the one who had the last turn lets others pass.
const COURTESY: Duration = Duration::from_millis(50);
const GLANCE: Duration = Duration::from_micros(300);

/// Is told whom a save waits for, and by none that it waits no longer.
pub type Tell = Box<dyn FnMut(Option<&Holder>) + Send>;

/// The gate of one database, as one station holds it open.
pub(super) struct Gate {
    path: PathBuf,
    file: File,
    wait: Duration,
    user: String,
    station: String,
    tell: RefCell<Option<Tell>>,
    /// The last turn: when it began, and how it was signed.
    last: RefCell<Option<(Instant, Vec<u8>)>>,
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
        Ok(Self { path, file, wait, user: String::new(), station: String::new(), tell: None.into(), last: None.into() })
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
        self.let_others_pass();
        let waited = if self.try_lock()? { None } else { Some(self.wait_for()?) };
        let turn = Turn { gate: self, waited };
        self.sign(&turn);
        Ok(turn)
    }

    /// The turn if nobody holds it.
    pub(super) fn try_enter(&self) -> Result<Option<Turn<'_>>> {
        Ok(self.try_lock()?.then_some(Turn { gate: self, waited: None }))
    }

    fn sign(&self, turn: &Turn<'_>) {
        let line = signature::sign(turn.waited.as_ref().unwrap_or(&self.file), &self.user, &self.station);
        self.last.replace(Some((Instant::now(), line)));
    }

    /// The kernel wakes who waits first, but whoever runs already would be faster: one that saves without pause would
    /// starve the others. So whoever had the last turn waits until somebody else has had one; not for long, for that
    /// one may have been stopped.
    fn let_others_pass(&self) {
        let last = self.last.borrow();
        let Some((_, line)) = last.as_ref().filter(|(begun, _)| begun.elapsed() < AT_IT) else { return };
        if !signature::is_last(&self.file, line) || !signature::has_queue(&self.file) {
            return;
        }
        let begun = Instant::now();
        while begun.elapsed() < COURTESY && signature::is_last(&self.file, line) {
            std::thread::sleep(GLANCE);
        }
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
        let mut named = None;
        let locked = self.named_while_waiting(&receiver, &mut named);
        if named.is_some() {
            self.say(None);
        }
        locked
    }

    fn named_while_waiting(&self, receiver: &Receiver<Result<File>>, named: &mut Option<Holder>) -> Result<File> {
        let begun = Instant::now();
        loop {
            let (waited, left) = (begun.elapsed(), self.wait.saturating_sub(begun.elapsed()));
            let until_named = NAMED_AFTER.saturating_sub(waited);
            let look = if until_named.is_zero() { LOOK } else { until_named };
            match receiver.recv_timeout(look.min(left)) {
                Ok(locked) => return locked,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(StoreError::Io("lock file: the wait was broken off".into()));
                }
                Err(RecvTimeoutError::Timeout) if begun.elapsed() >= self.wait => return Err(self.blocked()),
                Err(RecvTimeoutError::Timeout) => {
                    let holder = signature::holder(&self.path).filter(is_long_at_it);
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

fn io(error: &std::io::Error) -> StoreError {
    StoreError::Io(format!("lock file: {error}"))
}
