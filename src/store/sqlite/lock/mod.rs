//! The writers' gate: a lock file beside the database, taken before `BEGIN`, so that writers of all processes queue
//! in order. SQLite's own busy wait starves some of them for seconds. Whoever holds it has signed it: who waits for
//! long is told whom they wait for.

mod queue;
mod signature;
mod unblock;

use std::cell::RefCell;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::domain::holder::Holder;
use crate::store::{Result, StoreError};
use queue::Queue;

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
    queue: Queue,
    wait: Duration,
    user: String,
    station: String,
    tell: RefCell<Option<Tell>>,
}

/// The right to write, until dropped.
pub(super) struct Turn<'g> {
    gate: &'g Gate,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        unlock(&self.gate.file);
    }
}

impl Gate {
    /// Opens or makes the lock file of a database.
    pub(super) fn open(database: &Path, wait: Duration) -> Result<Self> {
        let (path, queue) = (path_of(database), Queue::open(&queue_of(database))?);
        let file = open(&path)?;
        Ok(Self { path, file, queue, wait, user: String::new(), station: String::new(), tell: None.into() })
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
        let is_free = self.queue.is_empty() && lock_now(&self.file)?;
        if !is_free {
            self.wait_for()?;
        }
        signature::sign(&self.file, &self.user, &self.station);
        Ok(Turn { gate: self })
    }

    /// The turn if nobody holds it.
    pub(super) fn try_enter(&self) -> Result<Option<Turn<'_>>> {
        Ok(lock_now(&self.file)?.then_some(Turn { gate: self }))
    }

    fn wait_for(&self) -> Result<()> {
        let mut named = None;
        let locked = self.named_while_waiting(&mut named);
        if named.is_some() {
            self.say(None);
        }
        locked
    }

    fn named_while_waiting(&self, named: &mut Option<Holder>) -> Result<()> {
        let (begun, mut place, mut look) = (Instant::now(), self.queue.join(), NAMED_AFTER);
        loop {
            let now = Instant::now();
            if place.may_try(self.queue.served(), now) && lock_now(&self.file)? {
                self.queue.serve(&place);
                return Ok(());
            }
            let waited = now - begun;
            if waited >= self.wait {
                return Err(self.blocked());
            }
            if waited >= look {
                look = waited + LOOK;
                let holder = signature::holder_since(&self.path, NAMED_AFTER);
                if holder != *named {
                    self.say(holder.as_ref());
                    *named = holder;
                }
            }
            std::thread::sleep(place.rest(now).min(self.wait.saturating_sub(waited)));
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

/// The lock file of a database.
pub(super) fn path_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// The queue of those who wait for it.
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
