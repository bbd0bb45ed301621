//! The schema and its append-only migrations, each in one transaction.

use rusqlite::{Connection, TransactionBehavior};

use super::lock::Gate;
use super::{begin, row};
use crate::store::{Result, StoreError};

/// `RufL`: marks a database of this program.
pub(super) const APPLICATION_ID: i32 = 0x5275_664C;

/// Every step from an empty file on. A released one never changes.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_schema.sql")];

/// The schema that this program knows.
pub(super) const CURRENT: usize = MIGRATIONS.len();

/// Number of steps that a database has behind it.
pub(super) fn version_of(conn: &Connection) -> Result<usize> {
    let version: i64 = row::value(conn, "PRAGMA user_version", [])?.unwrap_or(0);
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Refuses to write once a newer program has changed the schema.
pub(super) fn expect_current(conn: &Connection) -> Result<()> {
    match version_of(conn)? {
        CURRENT => Ok(()),
        other => Err(newer(other)),
    }
}

fn newer(version: usize) -> StoreError {
    StoreError::Unusable { key: "db-newer", detail: format!("schema {version} > {CURRENT}") }
}

/// Brings an opened database up to date; refused while stations are at work.
pub(super) fn upgrade(conn: &Connection, gate: &Gate) -> Result<()> {
    match version_of(conn)? {
        CURRENT => return Ok(()),
        newer_one if newer_one > CURRENT => return Err(newer(newer_one)),
        _ => {}
    }
    let _turn = gate.enter()?;
    let transaction = begin(conn, TransactionBehavior::Immediate)?;
    let from = version_of(conn)?;
    if row::value::<i64>(conn, "SELECT count(*) FROM lease", [])?.unwrap_or(0) > 0 {
        return Err(StoreError::Busy("the new schema must wait until no station holds a contact".into()));
    }
    apply(conn, from)?;
    Ok(transaction.commit()?)
}

/// Takes every step behind `from`; inside a transaction.
pub(super) fn apply(conn: &Connection, from: usize) -> Result<()> {
    for step in MIGRATIONS.iter().skip(from) {
        conn.execute_batch(step)?;
    }
    Ok(conn.execute_batch(&format!("PRAGMA user_version = {CURRENT}"))?)
}
