//! Backup and restore, each in one shot: a stepped backup starts again at every commit and never ends in a busy room.

use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::lock::Gate;
use super::open::{connect, expect_ours, sync_folder};
use super::verify::verify_chain;
use super::{Session, check, event, row};
use crate::domain::audit::Head;
use crate::domain::time::Moment;
use crate::store::{Result, StoreError};

/// Tries to get hold of the source before giving up, 20 ms apart.
const TRIES: u32 = 500;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Head of the trail that is now in force.
    pub head: Head,
    /// Where the database that was there before is kept.
    pub kept: Option<PathBuf>,
}

/// Copies a database, which may be in use, into one verified file, and returns the head of its trail.
/// The name appears only once the copy is whole and on disk. An existing file of that name is replaced.
pub fn backup_to(database: &Path, destination: &Path) -> Result<Head> {
    let mut part = destination.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let head = copy_verified(database, &part)?;
    std::fs::rename(&part, destination).map_err(|error| failed(destination, &error))?;
    sync_folder(destination)?;
    Ok(head)
}

/// Puts a backup in the place of a database. `stamp` names the file under which the old one is kept,
/// `<database>.before-restore-<stamp>`. Refused while a station is at work or has the database open.
pub fn restore(backup: &Path, database: &Path, now: Moment, stamp: &str) -> Result<Restored> {
    let gate = Gate::open(database, Duration::ZERO)?;
    let Some(_turn) = gate.try_enter()? else { return Err(gate.blocked()) };
    let name = |suffix: &str| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let kept = database.exists().then(|| name(&format!(".before-restore-{stamp}")));
    if kept.is_some() {
        put_to_rest(database, now)?;
    }
    let fresh = name(".restoring");
    let head = copy_verified(backup, &fresh)?;
    if let Some(kept) = &kept {
        std::fs::rename(database, kept).map_err(|error| failed(kept, &error))?;
    }
    std::fs::rename(&fresh, database).map_err(|error| failed(database, &error))?;
    sync_folder(database)?;
    Ok(Restored { head, kept })
}

/// Makes sure that nobody works in a database, and that it is whole in its one file.
fn put_to_rest(database: &Path, now: Moment) -> Result<()> {
    let conn = connect(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(Duration::from_millis(200))?;
    let live = row::value::<i64>(&conn, "SELECT count(*) FROM lease WHERE expires_at > ?1", [now.timestamp_millis()]);
    // A damaged database has no readable leases; it may be replaced all the more.
    if let Ok(Some(live @ 1..)) = live {
        return Err(StoreError::Busy(format!("{live} stations hold a contact")));
    }
    // Leaving WAL needs the database alone: another open connection, even an idle one, makes it fail.
    match conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0)) {
        Ok(mode) if mode == "delete" => Ok(()),
        Ok(_) => Err(StoreError::Busy("another station has the database open".into())),
        Err(error) => match StoreError::from(error) {
            StoreError::Busy(_) => Err(StoreError::Busy("another station has the database open".into())),
            StoreError::Corrupt(_) => Ok(()),
            other => Err(other),
        },
    }
}

fn copy_verified(from: &Path, to: &Path) -> Result<Head> {
    let metadata = std::fs::metadata(from)
        .map_err(|_| StoreError::Unusable { key: "db-missing", detail: from.display().to_string() })?;
    let source = connect(from, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    expect_ours(&source, from, &metadata)?;
    let copied = copy(&source, to).and_then(|()| {
        let file = std::fs::File::open(to).and_then(|file| file.sync_all());
        file.map_err(|error| failed(to, &error))?;
        verified(to)
    });
    copied.inspect_err(|_| {
        // A copy that is not whole must not lie about; the error itself says what went wrong.
        let _ = std::fs::remove_file(to);
    })
}

fn copy(source: &Connection, to: &Path) -> Result<()> {
    let made = std::fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(to);
    drop(made.map_err(|error| failed(to, &error))?);
    let mut copy = connect(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    {
        let backup = Backup::new(source, &mut copy)?;
        let mut tries = 0;
        loop {
            match backup.step(-1)? {
                StepResult::Done => break,
                _ if tries >= TRIES => return Err(StoreError::Busy("the backup found no quiet moment".into())),
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
            tries += 1;
        }
    }
    // One file, without a log beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    copy.close().map_err(|(_, error)| StoreError::from(error))
}

/// Reads the whole copy: pages, chain, and each entity against its seal.
fn verified(path: &Path) -> Result<Head> {
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    check::pages(&conn)?;
    let salt: super::Salt = std::sync::Arc::new(|| [0; 16]);
    if let Some(seq) = verify_chain(&Session::new(&conn, &salt, false))? {
        return Err(StoreError::Corrupt(format!("event {seq} does not follow the one before it")));
    }
    check::entities(&conn)?;
    event::head(&conn)
}

fn failed(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Io(format!("{}: {error}", path.display()))
}
