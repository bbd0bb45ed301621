//! What `doctor` looks at inside a database.

use rusqlite::{Connection, TransactionBehavior};

use super::open::{expect_local, expect_private};
use super::verify::{unsealed, verify_chain};
use super::{SqliteStore, begin, row};
use crate::domain::holder::Holder;
use crate::domain::time::Moment;
use crate::store::{Result, StoreError};

/// A write-ahead log of this size says that somebody keeps reading, or that nobody checkpoints.
const LARGE_LOG: u64 = 64 << 20;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// Works, but somebody should look.
    Warn,
    /// Damaged or unsafe.
    Fail,
}

/// One check and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable name: `sqlite`, `place`, `pages`, `references`, `search` (`unsearched` where somebody else was saving),
    /// `chain`, `entities`, `log`, `lock`, `leases`.
    pub check: &'static str,
    /// How it came out.
    pub verdict: Verdict,
    /// A detail without personal data.
    pub detail: String,
    /// Who keeps others from saving, where that is what was found.
    pub holder: Option<Box<Holder>>,
}

impl SqliteStore {
    /// Looks at everything inside the database; reads all of it.
    pub fn check(&self, now: Moment) -> Vec<Finding> {
        vec![
            found("sqlite", Verdict::Ok, rusqlite::version()),
            finding("place", self.place()),
            finding("pages", pages(&self.conn)),
            finding("references", references(&self.conn)),
            self.search(),
            finding("chain", self.chain()),
            finding("entities", entities(&self.conn)),
            self.log(),
            self.lock(),
            leases(&self.conn, now),
        ]
    }

    fn place(&self) -> Result<String> {
        let metadata = std::fs::metadata(&self.path)
            .map_err(|error| StoreError::Io(format!("{}: {error}", self.path.display())))?;
        expect_private(&self.path, &metadata)?;
        expect_local(&self.path)?;
        Ok(self.path.display().to_string())
    }

    fn search_index(&self) -> Result<String> {
        let _turn = self.gate.enter()?;
        // Rolled back: the check only counts as a write because it is spelt as one.
        let _transaction = begin(&self.conn, TransactionBehavior::Immediate)?;
        row::run(&self.conn, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", [])?;
        let missing = "SELECT count(*) FROM record WHERE n NOT IN (SELECT record FROM haystack)";
        match row::value::<i64>(&self.conn, missing, [])?.unwrap_or(0) {
            0 => Ok("every record is found".into()),
            n => Err(StoreError::Corrupt(format!("{n} records are not searched"))),
        }
    }

    fn chain(&self) -> Result<String> {
        let _transaction = begin(&self.conn, TransactionBehavior::Deferred)?;
        match verify_chain(&self.session(false))? {
            None => Ok(format!("{} events", super::event::head(&self.conn)?.seq)),
            Some(seq) => Err(StoreError::Corrupt(format!("event {seq} does not follow the one before it"))),
        }
    }

    fn log(&self) -> Finding {
        let mut wal = self.path.as_os_str().to_owned();
        wal.push("-wal");
        let bytes = std::fs::metadata(wal).map_or(0, |wal| wal.len());
        let verdict = if bytes > LARGE_LOG { Verdict::Warn } else { Verdict::Ok };
        found("log", verdict, format!("{bytes} bytes"))
    }

    /// The index is written to as it is checked: that must wait while somebody else saves.
    fn search(&self) -> Finding {
        match self.search_index() {
            Err(error @ (StoreError::Blocked(_) | StoreError::Busy(_))) => {
                found("unsearched", Verdict::Warn, error.to_string())
            }
            result => finding("search", result),
        }
    }

    fn lock(&self) -> Finding {
        match self.gate.try_enter() {
            Ok(Some(_)) => found("lock", Verdict::Ok, "free"),
            Ok(None) => Finding { holder: self.gate.holder().map(Box::new), ..found("lock", Verdict::Warn, "held") },
            Err(error) => found("lock", Verdict::Fail, error.to_string()),
        }
    }
}

fn found(check: &'static str, verdict: Verdict, detail: impl Into<String>) -> Finding {
    Finding { check, verdict, detail: detail.into(), holder: None }
}

fn finding(check: &'static str, result: Result<String>) -> Finding {
    match result {
        Ok(detail) => found(check, Verdict::Ok, detail),
        Err(error) => found(check, Verdict::Fail, error.to_string()),
    }
}

pub(super) fn pages(conn: &Connection) -> Result<String> {
    match row::values::<String>(conn, "PRAGMA integrity_check(10)", [])?.as_slice() {
        [only] if only == "ok" => Ok("whole".into()),
        problems => Err(StoreError::Corrupt(problems.join("; "))),
    }
}

pub(super) fn references(conn: &Connection) -> Result<String> {
    let tables = row::values::<String>(conn, "PRAGMA foreign_key_check", [])?;
    if tables.is_empty() { Ok("whole".into()) } else { Err(StoreError::Corrupt(tables.join(", "))) }
}

pub(super) fn entities(conn: &Connection) -> Result<String> {
    let _transaction = begin(conn, TransactionBehavior::Deferred)?;
    match unsealed(conn, 10)?.as_slice() {
        [] => Ok("each is as its last event sealed it".into()),
        ids => Err(StoreError::Corrupt(format!(
            "not as sealed: {}",
            ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ))),
    }
}

fn leases(conn: &Connection, now: Moment) -> Finding {
    let sql = "SELECT count(*) FROM lease WHERE expires_at > ?1";
    match row::value::<i64>(conn, sql, [now.timestamp_millis()]) {
        Ok(live) => found("leases", Verdict::Ok, format!("{} stations hold a contact", live.unwrap_or(0))),
        Err(error) => found("leases", Verdict::Fail, error.to_string()),
    }
}
