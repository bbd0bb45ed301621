//! The stations of the room: who is there, and their pauses.

use rusqlite::{Connection, params};

use super::row::{list, print, run};
use crate::domain::handling::{Pause, Presence};
use crate::store::Result;

pub(super) fn pauses(conn: &Connection) -> Result<Vec<Pause>> {
    list(conn, "pause", "SELECT doc FROM pause ORDER BY since, station", [])
}

pub(super) fn put_pause(conn: &Connection, pause: &Pause) -> Result<()> {
    run(
        conn,
        "INSERT INTO pause (station, since, doc) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET since = excluded.since, doc = excluded.doc",
        params![pause.station, pause.since.timestamp_millis(), print(pause)?],
    )
    .map(drop)
}

pub(super) fn end_pause(conn: &Connection, station: &str) -> Result<()> {
    run(conn, "DELETE FROM pause WHERE station = ?1", [station]).map(drop)
}

pub(super) fn present(conn: &Connection) -> Result<Vec<Presence>> {
    list(conn, "presence", "SELECT doc FROM presence ORDER BY station", [])
}

pub(super) fn put_presence(conn: &Connection, presence: &Presence) -> Result<()> {
    run(
        conn,
        "INSERT INTO presence (station, doc) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET doc = excluded.doc",
        params![presence.station, print(presence)?],
    )
    .map(drop)
}

pub(super) fn end_presence(conn: &Connection, station: &str) -> Result<()> {
    run(conn, "DELETE FROM presence WHERE station = ?1", [station]).map(drop)
}
