//! The outbox of worked revisions, batches of them, completed imports.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::row::{code, hash, moment, run, value};
use crate::domain::audit::{Hash, Head};
use crate::domain::batch::{Batch, BatchState};
use crate::domain::id::{ImportId, RecordId};
use crate::domain::time::Moment;
use crate::store::{Result, StoreError};

pub(super) fn put_revision(conn: &Connection, record: RecordId, revision: u32, snapshot: &[u8]) -> Result<u64> {
    run(
        conn,
        "INSERT INTO outbox (record, revision, doc) VALUES (?1, ?2, ?3)",
        params![record.0.as_bytes(), revision, snapshot],
    )?;
    Ok(conn.last_insert_rowid() as u64)
}

pub(super) fn end(conn: &Connection) -> Result<u64> {
    let last: Option<i64> = value(conn, "SELECT place FROM outbox ORDER BY place DESC LIMIT 1", [])?;
    Ok(last.unwrap_or(0) as u64)
}

pub(super) fn count(conn: &Connection, first: u64, last: u64) -> Result<u64> {
    let sql = "SELECT count(*) FROM outbox WHERE place BETWEEN ?1 AND ?2";
    Ok(value::<i64>(conn, sql, [clamp(first), clamp(last)])?.unwrap_or(0) as u64)
}

pub(super) fn nth(conn: &Connection, first: u64, n: u64) -> Result<u64> {
    let sql = "SELECT place FROM outbox WHERE place >= ?1 ORDER BY place LIMIT 1 OFFSET ?2";
    match value::<i64>(conn, sql, [clamp(first), clamp(n.saturating_sub(1))])? {
        Some(place) => Ok(place as u64),
        None => end(conn),
    }
}

fn clamp(place: u64) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

pub(super) fn each(conn: &Connection, first: u64, last: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT doc FROM outbox WHERE place BETWEEN ?1 AND ?2 ORDER BY place")?;
    let mut rows = statement.query([clamp(first), clamp(last)])?;
    while let Some(row) = rows.next()? {
        visit(row.get_ref(0)?.as_blob().map_err(|_| StoreError::Corrupt("outbox: no bytes".into()))?)?;
    }
    Ok(())
}

pub(super) fn mark(conn: &Connection, place: u64, municipality: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO outbox_mark (municipality, place) VALUES (?1, ?2)";
    run(conn, sql, params![municipality, clamp(place)]).map(drop)
}

pub(super) fn marked(conn: &Connection, municipality: &str, first: u64, limit: u64) -> Result<Vec<u64>> {
    let mut statement = conn.prepare_cached(
        "SELECT place FROM outbox_mark WHERE municipality = ?1 AND place >= ?2 ORDER BY place LIMIT ?3",
    )?;
    let rows = statement.query_map(params![municipality, clamp(first), clamp(limit)], |row| row.get::<_, i64>(0))?;
    Ok(rows.map(|place| place.map(|place| place as u64)).collect::<rusqlite::Result<_>>()?)
}

pub(super) fn batches(conn: &Connection, destination: Option<&str>) -> Result<Vec<Batch>> {
    let mut statement = conn.prepare_cached(
        "SELECT destination, number, state, first, last, records, sealed_at, sealed_by, head_seq, head_hash, previous,
             manifest
         FROM batch WHERE ?1 IS NULL OR destination = ?1
         ORDER BY CASE WHEN ?1 IS NULL THEN sealed_at END, destination, number",
    )?;
    let mut rows = statement.query([destination])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(batch(row)?);
    }
    Ok(found)
}

fn batch(row: &Row) -> Result<Batch> {
    let number = |column| row.get::<_, i64>(column).map(|n| n as u64);
    Ok(Batch {
        destination: row.get(0)?,
        number: row.get(1)?,
        state: code(row, 2, BatchState::from_code)?,
        first: number(3)?,
        last: number(4)?,
        records: number(5)?,
        sealed_at: moment(row.get(6)?)?,
        sealed_by: row.get(7)?,
        head: Head { seq: number(8)?, hash: hash(row, 9)? },
        previous: hash(row, 10)?,
        manifest: row.get::<_, Option<[u8; 32]>>(11)?.map(Hash),
    })
}

pub(super) fn put_batch(conn: &Connection, batch: &Batch) -> Result<()> {
    run(
        conn,
        "INSERT OR REPLACE INTO batch (destination, number, state, first, last, records, sealed_at, sealed_by,
             head_seq, head_hash, previous, manifest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            batch.destination,
            batch.number,
            batch.state.code(),
            clamp(batch.first),
            clamp(batch.last),
            clamp(batch.records),
            batch.sealed_at.timestamp_millis(),
            batch.sealed_by,
            clamp(batch.head.seq),
            batch.head.hash.0,
            batch.previous.0,
            batch.manifest.map(|hash| hash.0),
        ],
    )
    .map(drop)
}

/// Batches whose range holds a revision of this record: destination, number, revision.
pub(super) fn deliveries(conn: &Connection, record: RecordId) -> Result<Vec<(String, u32, u32)>> {
    let mut statement = conn.prepare_cached(
        "SELECT b.destination, b.number, o.revision FROM outbox o JOIN batch b ON o.place BETWEEN b.first AND b.last
         WHERE o.record = ?1 AND (b.destination NOT LIKE 'orders-%' OR EXISTS (SELECT 1 FROM outbox_mark m
             WHERE m.municipality = substr(b.destination, 8) AND m.place = o.place))
         ORDER BY b.sealed_at, b.destination, b.number, o.revision",
    )?;
    let rows = statement.query_map([record.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn import_of(conn: &Connection, digest: &Hash) -> Result<Option<ImportId>> {
    let id: Option<[u8; 16]> = value(conn, "SELECT id FROM import WHERE digest = ?1", [digest.0])?;
    Ok(id.map(|id| ImportId(Uuid::from_bytes(id))))
}

pub(super) fn put_import(conn: &Connection, id: ImportId, digest: &Hash, at: Moment, summary: &str) -> Result<()> {
    run(
        conn,
        "INSERT OR REPLACE INTO import (digest, id, at, summary) VALUES (?1, ?2, ?3, ?4)",
        params![digest.0, id.0.as_bytes(), at.timestamp_millis(), summary],
    )
    .map(drop)
}
