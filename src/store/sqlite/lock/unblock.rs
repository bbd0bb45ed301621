//! Ends a process that keeps everybody else from saving: a station whose terminal froze in the middle of a save.
//! Only one that the kernel names as the holder of this database's lock file is touched, and only if it does not let go
//! by itself.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::{NAMED_AFTER, lock_now, open, path_of, signature};
use crate::domain::holder::Holder;
use crate::store::{Result, StoreError};

/// How long a process that was asked to end may take.
const GRACE: Duration = Duration::from_secs(5);
const STEP: Duration = Duration::from_millis(25);

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unblocked {
    /// Nobody holds the lock.
    Free,
    /// Whoever held it has let go within two seconds: saving goes on.
    Moving,
    /// Asked to end, it let go; what it was saving is saved whole or not at all.
    Ended(Holder),
    /// It had to be killed; what it was saving is not saved.
    Killed(Holder),
    /// Nobody can tell which process it is.
    Unknown,
    /// It belongs to another account.
    Forbidden(Holder),
}

/// Ends whoever has held the lock of this database for two seconds.
///
/// # Errors
/// When not even a killed process lets go.
pub fn unblock(database: &Path) -> Result<Unblocked> {
    let path = path_of(database);
    let Some(holder) = signature::holder(&path) else {
        let is_free = !path.exists() || lock_now(&open(&path)?)?;
        return Ok(if is_free { Unblocked::Free } else { Unblocked::Unknown });
    };
    end(&path, holder)
}

fn end(path: &Path, holder: Holder) -> Result<Unblocked> {
    if !signature::holds(path, &holder) {
        return Ok(Unblocked::Unknown);
    }
    // A later turn of the same process is another one.
    let same_turn = || holder.since.is_none() || signature::since(path) == holder.since;
    let same = || signature::holds(path, &holder) && same_turn();
    if !wait_while(NAMED_AFTER, same) {
        return Ok(Unblocked::Moving);
    }
    // A stopped process takes the request to end only once it runs again; it may finish its save.
    for (signals, ended) in [
        (&[Signal::TERM, Signal::CONT][..], Unblocked::Ended(holder.clone())),
        (&[Signal::KILL][..], Unblocked::Killed(holder.clone())),
    ] {
        for signal in signals {
            if !send(path, &holder, *signal) {
                return Ok(Unblocked::Forbidden(holder));
            }
        }
        if !wait_while(GRACE, || signature::holds(path, &holder)) {
            wait_while(GRACE, || signature::started_at(holder.pid) == holder.started);
            return Ok(ended);
        }
    }
    Err(StoreError::Blocked(Box::new(holder)))
}

/// False where that is not permitted. Whoever has just let go needs no signal.
fn send(path: &Path, holder: &Holder, signal: Signal) -> bool {
    let pid = i32::try_from(holder.pid).ok().and_then(Pid::from_raw);
    match pid.filter(|_| signature::holds(path, holder)) {
        Some(pid) => kill_process(pid, signal) != Err(rustix::io::Errno::PERM),
        None => true,
    }
}

/// Waits as long as it is so, at most this long; whether it still is.
fn wait_while(limit: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let begun = Instant::now();
    while is_so() {
        if begun.elapsed() >= limit {
            return true;
        }
        sleep(STEP);
    }
    false
}
