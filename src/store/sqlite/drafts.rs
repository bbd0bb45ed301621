//! Drafts: what was typed and not yet saved. A second file beside the database, so that they cost no durable commit
//! and leave no event; they survive a killed station and go when the outcome is saved.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};
use uuid::Uuid;

use super::row::{moment, run};
use crate::domain::id::RecordId;
use crate::domain::time::Moment;
use crate::store::{Result, StoreError};

/// What somebody typed on a record and has not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Who typed it.
    pub user: String,
    /// Where.
    pub station: String,
    /// On which call's record; none outside of calls.
    pub record: Option<RecordId>,
    /// When it was kept.
    pub at: Moment,
    /// The form, as JSON.
    pub json: String,
}

/// The drafts of all stations of a database.
pub struct Drafts {
    conn: Connection,
}

impl Drafts {
    /// What a user typed outside of calls; nothing where no draft was ever kept, or none can be read.
    pub fn of_desk(database: &Path, user: &str) -> Option<String> {
        let drafts = path_of(database).exists().then(|| Self::open(database).ok()).flatten()?;
        Some(drafts.of(user, None).ok().flatten()?.json)
    }

    /// Opens the drafts beside a database, making the file if there is none.
    pub fn open(database: &Path) -> Result<Self> {
        let path = path_of(database);
        make(&path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(Duration::from_secs(5))?;
        conn.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = NORMAL;
             PRAGMA secure_delete = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -256;
             CREATE TABLE IF NOT EXISTS draft (
                 user    TEXT NOT NULL,
                 record  BLOB NOT NULL,
                 station TEXT NOT NULL,
                 at      INTEGER NOT NULL,
                 json    TEXT NOT NULL,
                 PRIMARY KEY (user, record)
             ) STRICT, WITHOUT ROWID;",
        )?;
        Ok(Self { conn })
    }

    /// Keeps what is typed; one draft a user and record, and one a user outside of calls.
    pub fn put(&self, draft: &Draft) -> Result<()> {
        run(
            &self.conn,
            "INSERT OR REPLACE INTO draft (user, record, station, at, json) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![draft.user, key(draft.record), draft.station, draft.at.timestamp_millis(), draft.json],
        )
        .map(drop)
    }

    /// What a user typed on a record.
    pub fn of(&self, user: &str, record: Option<RecordId>) -> Result<Option<Draft>> {
        let sql = "SELECT user, record, station, at, json FROM draft WHERE user = ?1 AND record = ?2";
        let found = self.conn.prepare_cached(sql)?.query_row(params![user, key(record)], raw).optional()?;
        found.map(draft).transpose()
    }

    /// Every draft of a user, the newest first.
    pub fn of_user(&self, user: &str) -> Result<Vec<Draft>> {
        let sql = "SELECT user, record, station, at, json FROM draft WHERE user = ?1 ORDER BY at DESC";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_map([user], raw)?.collect::<rusqlite::Result<Vec<_>>>()?;
        found.into_iter().map(draft).collect()
    }

    /// Forgets what a user typed on a record.
    pub fn remove(&self, user: &str, record: Option<RecordId>) -> Result<()> {
        let sql = "DELETE FROM draft WHERE user = ?1 AND record = ?2";
        run(&self.conn, sql, params![user, key(record)]).map(drop)
    }
}

type Raw = (String, [u8; 16], String, i64, String);

fn raw(row: &Row) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn draft((user, record, station, at, json): Raw) -> Result<Draft> {
    let record = Some(RecordId(Uuid::from_bytes(record))).filter(|record| !record.0.is_nil());
    Ok(Draft { user, station, record, at: moment(at)?, json })
}

/// A record as the table names it; what belongs to none has the nil id.
fn key(record: Option<RecordId>) -> [u8; 16] {
    record.map_or(Uuid::nil(), |record| record.0).into_bytes()
}

/// `<database>-drafts.db`.
pub(super) fn path_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-drafts.db");
    PathBuf::from(name)
}

/// Makes the file readable for its owner only, before SQLite would make it by the umask.
fn make(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::File::options().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Io(format!("{}: {error}", path.display()))),
    }
}
