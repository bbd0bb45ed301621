//! The first load of an empty office: indexes that no look-up of an import needs are built once at its end.

use rusqlite::{Connection, TransactionBehavior};

use super::{SqliteStore, begin, check, migrate, row};
use crate::store::{Result, StoreError, Txn};

/// Kept while loading: they answer whether a row is known, that a value is unique, or what a revision holds.
const KEPT: [&str; 11] = [
    "person_sameness",
    "person_address",
    "person_household",
    "institution_name",
    "record_person",
    "call_record",
    "call_open",
    "attempt_record",
    "orders_person",
    "orders_record",
    "note_record",
];

/// A larger page cache, in KiB; references are checked once at the end instead of row by row.
const BEFORE: &str = "PRAGMA cache_size = -131072; PRAGMA foreign_keys = OFF;";
/// Writes the log of a load into the database and cuts it short: the first save after it would have to. Who reads
/// meanwhile keeps it from that, and loses nothing.
const WRITTEN: &str = "PRAGMA wal_checkpoint(TRUNCATE);";
/// What a station at work has.
const AFTER: &str = "PRAGMA cache_size = -256; PRAGMA foreign_keys = ON; PRAGMA shrink_memory;";

impl SqliteStore {
    /// As [`Store::write`](crate::store::Store::write), for the first load into an office without people. Within
    /// `work` the queue, the search and the figures are not kept up; look-ups of people, records and calls are.
    pub fn write_bulk<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.conn.execute_batch(BEFORE).map_err(StoreError::from)?;
        let done = self.load(work);
        self.conn.execute_batch(AFTER).map_err(StoreError::from)?;
        done
    }

    fn load<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let _turn = self.gate.enter()?;
        let transaction = begin(&self.conn, TransactionBehavior::Immediate)?;
        migrate::expect_current(&self.conn)?;
        if row::value::<i64>(&self.conn, "SELECT 1 FROM person LIMIT 1", [])?.is_some() {
            return Err(StoreError::Busy("a bulk load needs an office without people".into()).into());
        }
        let dropped = drop_indexes(&self.conn)?;
        let done = work(&mut self.session(true))?;
        for create in dropped {
            self.conn.execute_batch(&create).map_err(StoreError::from)?;
        }
        self.conn.execute_batch("INSERT INTO search (search) VALUES ('rebuild')").map_err(StoreError::from)?;
        check::references(&self.conn)?;
        transaction.commit().map_err(StoreError::from)?;
        self.conn.execute_batch(WRITTEN).map_err(StoreError::from)?;
        Ok(done)
    }

    /// Whether nobody has been entered yet, so that [`SqliteStore::write_bulk`] may be used.
    pub fn is_without_people(&self) -> Result<bool> {
        Ok(row::value::<i64>(&self.conn, "SELECT 1 FROM person LIMIT 1", [])?.is_none())
    }
}

/// Drops what is not needed and returns the statements that build it again.
fn drop_indexes(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT LIKE 'search%'",
    )?;
    let all = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut dropped = Vec::new();
    for index in all.collect::<rusqlite::Result<Vec<_>>>()? {
        let (name, create) = index;
        if !KEPT.contains(&name.as_str()) {
            conn.execute_batch(&format!("DROP INDEX {name}"))?;
            dropped.push(create);
        }
    }
    Ok(dropped)
}
