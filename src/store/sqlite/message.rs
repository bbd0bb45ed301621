//! Messages to stations, and what the last outcome of each station did.

use rusqlite::{Connection, params};

use super::row::{document, find, moment, print, run};
use crate::domain::message::{Message, Unread};
use crate::domain::time::Moment;
use crate::domain::undo::UndoSet;
use crate::store::Result;

/// How long what an outcome did is kept at most: it holds personal data and helps for a minute.
const KEPT: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

pub(super) fn put(conn: &Connection, message: &Message) -> Result<i64> {
    run(
        conn,
        "INSERT INTO message (at, doc) VALUES (?1, ?2)",
        params![message.at.timestamp_millis(), print(message)?],
    )?;
    Ok(conn.last_insert_rowid())
}

pub(super) fn confirm(conn: &Connection, n: i64, user: &str, at: Moment) -> Result<()> {
    run(
        conn,
        "INSERT OR IGNORE INTO message_read (n, user, at) SELECT n, ?2, ?3 FROM message WHERE n = ?1",
        params![n, user, at.timestamp_millis()],
    )
    .map(drop)
}

pub(super) fn unread(conn: &Connection, station: &str, user: &str, since: Moment) -> Result<Vec<Unread>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.n, m.doc, m.at FROM message m WHERE m.at >= ?1
             AND NOT EXISTS (SELECT 1 FROM message_read r WHERE r.n = m.n AND r.user = ?2)
         ORDER BY m.n",
    )?;
    let mut rows = statement.query(params![since.timestamp_millis(), user])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut message: Message = document("message", row, 1)?;
        message.at = moment(row.get(2)?)?;
        if message.is_for(station, user) {
            found.push(Unread { n: row.get(0)?, message });
        }
    }
    Ok(found)
}

pub(super) fn undo_of(conn: &Connection, station: &str) -> Result<Option<UndoSet>> {
    find(conn, "undo", "SELECT doc FROM undo WHERE station = ?1", [station])
}

pub(super) fn put_undo(conn: &Connection, station: &str, set: &UndoSet) -> Result<()> {
    run(conn, "DELETE FROM undo WHERE at < ?1", [(set.at - KEPT).timestamp_millis()])?;
    run(
        conn,
        "INSERT INTO undo (station, at, doc) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET at = excluded.at, doc = excluded.doc",
        params![station, set.at.timestamp_millis(), print(set)?],
    )
    .map(drop)
}

pub(super) fn drop_undo(conn: &Connection, station: &str) -> Result<()> {
    run(conn, "DELETE FROM undo WHERE station = ?1", [station]).map(drop)
}
