//! The audit trail: the chain of events, what each touched, and its verification.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::Session;
use super::row::{hash, parse, print, run, value};
use crate::domain::audit::{Draft, EntityKind, Event, Hash, Head, Touch, append};
use crate::domain::id::{ActionId, RecordId};
use crate::domain::time::to_millis;
use crate::store::{Result, StoreError};

/// Kind, entity and commitment: what a touch takes in a row.
const TOUCH: usize = 1 + 16 + 32;

const COLUMNS: &str = "seq, lane, action, at, user, station, kind, record, facts, touches, previous, hash";

pub(super) fn head(conn: &Connection) -> Result<Head> {
    let sql = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
    let read = |row: &Row| Ok(Head { seq: row.get::<_, i64>(0)? as u64, hash: hash(row, 1)? });
    Ok(conn.prepare_cached(sql)?.query_row([], read).optional()?.unwrap_or_default())
}

pub(super) fn after(conn: &Connection, seq: u64, limit: usize) -> Result<Vec<Event>> {
    let sql = format!("SELECT {COLUMNS} FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    events(conn, &sql, params![seq as i64, limit as i64])
}

/// The newest events about a record, newest first.
pub(super) fn about(conn: &Connection, record: RecordId, limit: usize) -> Result<Vec<Event>> {
    let sql = format!("SELECT {COLUMNS} FROM event WHERE record = ?1 ORDER BY seq DESC LIMIT ?2");
    events(conn, &sql, params![record.0.as_bytes(), limit as i64])
}

fn events(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Event>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(event(row)?);
    }
    Ok(found)
}

fn event(row: &Row) -> Result<Event> {
    let facts: String = row.get(8)?;
    let facts: BTreeMap<String, String> = parse("event", &facts)?;
    let draft = Draft {
        action: ActionId(Uuid::from_bytes(row.get(2)?)),
        at: super::row::moment(row.get(3)?)?,
        user: row.get(4)?,
        station: row.get(5)?,
        kind: row.get(6)?,
        record: row.get::<_, Option<[u8; 16]>>(7)?.map(Uuid::from_bytes),
        facts,
    };
    let touches: Vec<u8> = row.get(9)?;
    Ok(Event {
        lane: row.get(1)?,
        seq: row.get::<_, i64>(0)? as u64,
        draft,
        touches: unpack(&touches)?,
        previous: hash(row, 10)?,
        hash: hash(row, 11)?,
    })
}

/// Places in [`EntityKind::ALL`] are stored: that list may only grow at its end.
fn pack(touches: &[Touch]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(touches.len() * TOUCH);
    for touch in touches {
        let kind = EntityKind::ALL.iter().position(|kind| *kind == touch.kind).unwrap_or(usize::MAX);
        bytes.push(kind as u8);
        bytes.extend_from_slice(touch.entity.as_bytes());
        bytes.extend_from_slice(&touch.commitment.0);
    }
    bytes
}

fn unpack(bytes: &[u8]) -> Result<Vec<Touch>> {
    let damaged = || StoreError::Corrupt("event: damaged list of entities".into());
    let mut touches = Vec::with_capacity(bytes.len() / TOUCH);
    for chunk in bytes.chunks(TOUCH) {
        let (kind, rest) = chunk.split_first().ok_or_else(damaged)?;
        let (entity, commitment) = rest.split_first_chunk::<16>().ok_or_else(damaged)?;
        touches.push(Touch {
            kind: *EntityKind::ALL.get(usize::from(*kind)).ok_or_else(damaged)?,
            entity: Uuid::from_bytes(*entity),
            commitment: Hash(commitment.try_into().map_err(|_| damaged())?),
        });
    }
    Ok(touches)
}

pub(super) fn put(session: &Session, mut draft: Draft, touches: Vec<Touch>) -> Result<Event> {
    let conn = session.conn;
    draft.at = to_millis(draft.at);
    let event = append(session.head()?, draft, touches);
    run(
        conn,
        "INSERT INTO event (seq, lane, action, at, user, station, kind, record, facts, touches, previous, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            event.seq as i64,
            event.lane,
            event.draft.action.0.as_bytes(),
            event.draft.at.timestamp_millis(),
            event.draft.user,
            event.draft.station,
            event.draft.kind,
            event.draft.record.map(|id| *id.as_bytes()),
            print(&event.draft.facts)?,
            pack(&event.touches),
            event.previous.0,
            event.hash.0,
        ],
    )?;
    for touch in &event.touches {
        run(
            conn,
            "INSERT OR IGNORE INTO event_touch (entity, seq) VALUES (?1, ?2)",
            params![touch.entity.as_bytes(), event.seq as i64],
        )?;
    }
    session.keep_head(event.head());
    Ok(event)
}

pub(super) fn is_action_known(conn: &Connection, action: ActionId) -> Result<bool> {
    Ok(value::<i64>(conn, "SELECT 1 FROM event WHERE action = ?1", [action.0.as_bytes()])?.is_some())
}

pub(super) fn last_commitment(conn: &Connection, entity: Uuid) -> Result<Option<Hash>> {
    let sql = "SELECT e.touches FROM event_touch t JOIN event e ON e.seq = t.seq WHERE t.entity = ?1
               ORDER BY t.seq DESC LIMIT 1";
    let Some(touches) = value::<Vec<u8>>(conn, sql, [entity.as_bytes()])? else { return Ok(None) };
    Ok(unpack(&touches)?.into_iter().rev().find(|touch| touch.entity == entity).map(|touch| touch.commitment))
}

/// The tables of the entities that commitments are over.
pub(super) const SEALED: [&str; 9] =
    ["person", "record", "call", "attempt", "orders", "note", "household", "institution", "user"];

pub(super) fn sealed_document(conn: &Connection, entity: Uuid) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
    for table in SEALED {
        let sql = format!("SELECT doc, salt FROM {table} WHERE id = ?1");
        let read = |row: &Row| Ok((row.get::<_, String>(0)?.into_bytes(), row.get(1)?));
        if let Some(found) = conn.prepare_cached(&sql)?.query_row([entity.as_bytes()], read).optional()? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
