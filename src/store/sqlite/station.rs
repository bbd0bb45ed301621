//! The stations of the room: their pauses.

use rusqlite::{Connection, params};

use super::row::{list, print, run};
use crate::domain::handling::Pause;
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
