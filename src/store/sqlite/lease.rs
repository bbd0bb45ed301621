//! Leases, the keys they lock and the calls they cover.

use chrono::TimeDelta;
use rusqlite::{Connection, params};

use super::row::{document, find, ids, list, moment, print, run};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::domain::view::StationRow;
use crate::store::{Result, StoreError};

/// A key as text: `call:…`, `household:…`, `number:…`.
fn text(key: &LeaseKey) -> String {
    match key {
        LeaseKey::Call(id) => format!("call:{id}"),
        LeaseKey::Household(id) => format!("household:{id}"),
        LeaseKey::Number(number) => format!("number:{number}"),
    }
}

pub(super) fn of_call(conn: &Connection, call: CallId) -> Result<Option<Lease>> {
    find(
        conn,
        "lease",
        "SELECT l.doc FROM lease_call c JOIN lease l ON l.token = c.token WHERE c.call = ?1
         ORDER BY c.token DESC LIMIT 1",
        [call.0.as_bytes()],
    )
}

pub(super) fn lease(conn: &Connection, token: i64) -> Result<Option<Lease>> {
    let sql = "SELECT doc FROM lease WHERE token = ?1 UNION ALL SELECT doc FROM lease_lapsed WHERE token = ?1 LIMIT 1";
    find(conn, "lease", sql, [token])
}

pub(super) fn next_end(conn: &Connection, now: Moment) -> Result<Option<Moment>> {
    let sql = "SELECT min(expires_at) FROM lease WHERE expires_at > ?1";
    let earliest: Option<i64> = conn.prepare_cached(sql)?.query_row([now.timestamp_millis()], |row| row.get(0))?;
    earliest.map(moment).transpose()
}

pub(super) fn of_user(conn: &Connection, user: &str) -> Result<Vec<Lease>> {
    list(conn, "lease", "SELECT doc FROM lease WHERE user = ?1 ORDER BY token", [user])
}

pub(super) fn of_station(conn: &Connection, station: &str) -> Result<Option<Lease>> {
    find(
        conn,
        "lease",
        "SELECT doc FROM lease WHERE station = ?1 AND parked = 0 ORDER BY token DESC LIMIT 1",
        [station],
    )
}

pub(super) fn parked_of(conn: &Connection, station: &str) -> Result<Option<Lease>> {
    find(
        conn,
        "lease",
        "SELECT doc FROM lease WHERE station = ?1 AND parked = 1 ORDER BY token DESC LIMIT 1",
        [station],
    )
}

pub(super) fn on(conn: &Connection, key: &LeaseKey) -> Result<Option<Lease>> {
    let sql = "SELECT l.doc FROM lease_key k JOIN lease l ON l.token = k.token WHERE k.key = ?1";
    find(conn, "lease", sql, [text(key)])
}

pub(super) fn leases(conn: &Connection) -> Result<Vec<StationRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.doc, c.doc, r.doc FROM lease l
         JOIN lease_call k ON k.token = l.token JOIN call c ON c.id = k.call JOIN record r ON r.id = c.record
         ORDER BY l.token",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (lease, call): (Lease, Call) = (document("lease", row, 0)?, document("call", row, 1)?);
        if lease.call == call.id {
            let record: Record = document("record", row, 2)?;
            found.push(StationRow { lease, reference: record.reference, reason: call.reason });
        }
    }
    found.sort_by_key(|row| (row.lease.since, row.lease.token));
    Ok(found)
}

pub(super) fn put(conn: &Connection, lease: &Lease, keys: &[LeaseKey]) -> Result<()> {
    let token = lease.token;
    for key in keys {
        if on(conn, key)?.is_some_and(|holder| holder.token != token) {
            return Err(StoreError::Taken("lease key"));
        }
    }
    free(conn, token)?;
    run(
        conn,
        "INSERT INTO lease (token, station, user, parked, expires_at, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET station = excluded.station, user = excluded.user, parked = excluded.parked,
             expires_at = excluded.expires_at, doc = excluded.doc",
        params![token, lease.station, lease.user, lease.parked, lease.expires_at.timestamp_millis(), print(lease)?],
    )?;
    for key in keys {
        run(conn, "INSERT OR IGNORE INTO lease_key (key, token) VALUES (?1, ?2)", params![text(key), token])?;
    }
    for call in std::iter::once(&lease.call).chain(&lease.covers) {
        run(conn, "INSERT OR IGNORE INTO lease_call (call, token) VALUES (?1, ?2)", params![call.0.as_bytes(), token])?;
    }
    Ok(())
}

pub(super) fn renew(conn: &Connection, lease: &Lease) -> Result<()> {
    run(
        conn,
        "UPDATE lease SET station = ?2, parked = ?3, expires_at = ?4, doc = ?5 WHERE token = ?1",
        params![lease.token, lease.station, lease.parked, lease.expires_at.timestamp_millis(), print(lease)?],
    )?;
    for call in ids(conn, "SELECT call FROM lease_call WHERE token = ?1", [lease.token])?.into_iter().map(CallId) {
        if call != lease.call && !lease.covers.contains(&call) {
            run(
                conn,
                "DELETE FROM lease_call WHERE call = ?1 AND token = ?2",
                params![call.0.as_bytes(), lease.token],
            )?;
        }
    }
    Ok(())
}

pub(super) fn end(conn: &Connection, token: i64) -> Result<()> {
    free(conn, token)?;
    run(conn, "DELETE FROM lease WHERE token = ?1", [token]).map(drop)
}

/// For how long a lapsed lease is still known.
const KEPT: TimeDelta = TimeDelta::days(1);

pub(super) fn lapse(conn: &Connection, token: i64, at: Moment) -> Result<()> {
    let Some(lapsed) = lease(conn, token)?.map(|lease| lease.lapsed()) else { return Ok(()) };
    end(conn, token)?;
    let at = at.timestamp_millis();
    run(conn, "DELETE FROM lease_lapsed WHERE at < ?1", [at - KEPT.num_milliseconds()])?;
    run(
        conn,
        "INSERT OR REPLACE INTO lease_lapsed (token, at, doc) VALUES (?1, ?2, ?3)",
        params![token, at, print(&lapsed)?],
    )
    .map(drop)
}

fn free(conn: &Connection, token: i64) -> Result<()> {
    run(conn, "DELETE FROM lease_key WHERE token = ?1", [token])?;
    run(conn, "DELETE FROM lease_call WHERE token = ?1", [token]).map(drop)
}
