//! Rows and the domain: documents as JSON, ids as bytes, instants as milliseconds, days as ISO text.

use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Session;
use crate::domain::audit::{EntityKind, Hash, Touch, commitment};
use crate::domain::time::Moment;
use crate::store::{Result, StoreError};

/// The document of an entity.
pub(super) fn print<T: Serialize>(entity: &T) -> Result<String> {
    serde_json::to_string(entity).map_err(|_| StoreError::Corrupt("an entity cannot be written as JSON".into()))
}

/// The entity of a document. The error tells the place, never the content.
pub(super) fn parse<T: DeserializeOwned>(what: &str, document: &str) -> Result<T> {
    serde_json::from_str(document).map_err(|error| {
        StoreError::Corrupt(format!("{what}: {:?} error at column {}", error.classify(), error.column()))
    })
}

/// The only or first document that a statement finds.
pub(super) fn find<T: DeserializeOwned>(
    conn: &Connection,
    what: &'static str,
    sql: &str,
    params: impl Params,
) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(|row| document(what, row, 0)).transpose()
}

/// Every document that a statement finds, in its order.
pub(super) fn list<T: DeserializeOwned>(
    conn: &Connection,
    what: &'static str,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(document(what, row, 0)?);
    }
    Ok(found)
}

/// The document in one column of a row.
pub(super) fn document<T: DeserializeOwned>(what: &'static str, row: &Row, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_| StoreError::Corrupt(format!("{what}: no text")))?;
    parse(what, text)
}

/// One value of one row.
pub(super) fn value<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Option<T>> {
    Ok(conn.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()?)
}

/// The first column of every row.
pub(super) fn values<T: rusqlite::types::FromSql>(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Runs a statement that returns no rows.
pub(super) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// The ids in the first column.
pub(super) fn ids(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Uuid>> {
    Ok(values::<[u8; 16]>(conn, sql, params)?.into_iter().map(Uuid::from_bytes).collect())
}

/// A row that is there already.
pub(super) struct Known {
    pub(super) salt: Vec<u8>,
    pub(super) doc: String,
    /// Number of the row.
    n: i64,
}

/// The row of an id, by `SELECT salt, doc, n`.
pub(super) fn known(conn: &Connection, sql: &str, id: Uuid) -> Result<Option<Known>> {
    let read = |row: &Row| Ok(Known { salt: row.get(0)?, doc: row.get(1)?, n: row.get(2)? });
    Ok(conn.prepare_cached(sql)?.query_row([id.as_bytes()], read).optional()?)
}

/// The number of the row that was just put: `RETURNING` would open a table in memory for it.
pub(super) fn row_number(conn: &Connection, known: Option<&Known>) -> i64 {
    known.map_or_else(|| conn.last_insert_rowid(), |known| known.n)
}

/// The salt that an entity has, or a fresh one for its life.
pub(super) fn salt_of(session: &Session, known: Option<&Known>) -> Vec<u8> {
    known.map_or_else(|| session.fresh_salt().to_vec(), |known| known.salt.clone())
}

/// What an event says about an entity after it was put.
pub(super) fn touch(kind: EntityKind, entity: Uuid, salt: &[u8], doc: &str) -> Touch {
    Touch { kind, entity, commitment: commitment(salt, doc.as_bytes()) }
}

/// An instant from a column.
pub(super) fn moment(millis: i64) -> Result<Moment> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| StoreError::Corrupt("an instant out of range".into()))
}

/// A day as text that sorts.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// A hash from a column.
pub(super) fn hash(row: &Row, column: usize) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash)
}

/// A coded value from a column.
pub(super) fn code<T>(row: &Row, column: usize, from: impl Fn(&str) -> Option<T>) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|_| StoreError::Corrupt("a code is no text".into()))?;
    from(text).ok_or_else(|| StoreError::Corrupt("an unknown code".into()))
}
