//! The queue and the day in figures, each from an index that covers it.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::row::{code, moment, value};
use super::shape::is_reached;
use crate::domain::call::{CallState, Outcome, Reason};
use crate::domain::queue::Band;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::view::{MyDay, OutcomeCounts, QueueCounts, ReasonCounts};
use crate::store::Result;

pub(super) fn queue(conn: &Connection, now: Moment) -> Result<QueueCounts> {
    let mut all = QueueCounts::default();
    for (_, counts) in by_reason(conn, now)? {
        all.open += counts.open;
        all.ready += counts.ready;
        all.waiting += counts.waiting;
        all.leased += counts.leased;
        all.done += counts.done;
        all.escalated += counts.escalated;
        all.withdrawn += counts.withdrawn;
        all.overdue += counts.overdue;
    }
    Ok(all)
}

pub(super) fn by_reason(conn: &Connection, now: Moment) -> Result<ReasonCounts> {
    let mut found: BTreeMap<Reason, QueueCounts> = BTreeMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT state, reason, count(*), sum(earliest_at <= ?1), sum(due_at < ?1) FROM call INDEXED BY call_figures
         GROUP BY state, reason",
    )?;
    let mut rows = statement.query([now.timestamp_millis()])?;
    while let Some(row) = rows.next()? {
        let counts = found.entry(code(row, 1, Reason::from_code)?).or_default();
        let figure = |column| row.get::<_, i64>(column).map(|n| n as u64);
        let count = figure(2)?;
        match code(row, 0, CallState::from_code)? {
            CallState::Open => {
                *counts = QueueCounts { open: count, ready: figure(3)?, overdue: figure(4)?, ..*counts };
                counts.waiting = counts.open - counts.ready;
            }
            CallState::Done => counts.done = count,
            CallState::Escalated => counts.escalated = count,
            CallState::Withdrawn => counts.withdrawn = count,
        }
    }
    let mut statement = conn.prepare_cached(
        "SELECT c.reason, count(DISTINCT c.n) FROM lease l JOIN lease_call k ON k.token = l.token
         JOIN call c ON c.id = k.call
         WHERE l.expires_at > ?1 AND c.state = 'open' AND c.earliest_at <= ?1 GROUP BY c.reason",
    )?;
    let mut rows = statement.query([now.timestamp_millis()])?;
    while let Some(row) = rows.next()? {
        found.entry(code(row, 0, Reason::from_code)?).or_default().leased = row.get::<_, i64>(1)? as u64;
    }
    Ok(found.into_iter().collect())
}

pub(super) fn outcomes(conn: &Connection, from: Moment, to: Moment) -> Result<OutcomeCounts> {
    let mut statement = conn.prepare_cached(
        "SELECT reason, outcome, count(*) FROM attempt WHERE undone = 0 AND ended_at >= ?1 AND ended_at < ?2
         GROUP BY reason, outcome",
    )?;
    let mut rows = statement.query([from.timestamp_millis(), to.timestamp_millis()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let count: i64 = row.get(2)?;
        found.push((code(row, 0, Reason::from_code)?, code(row, 1, Outcome::from_code)?, count as u64));
    }
    found.sort_unstable();
    Ok(found)
}

pub(super) fn my_day(conn: &Connection, user: &str, since: Moment) -> Result<MyDay> {
    let mut day = MyDay::default();
    let mut statement = conn.prepare_cached(
        "SELECT outcome, count(*) FROM attempt WHERE undone = 0 AND tracer = ?1 AND ended_at >= ?2
         GROUP BY outcome",
    )?;
    let mut rows = statement.query(params![user, since.timestamp_millis()])?;
    while let Some(row) = rows.next()? {
        let (outcome, count): (Outcome, u32) = (code(row, 0, Outcome::from_code)?, row.get(1)?);
        day.attempts += count;
        if is_reached(outcome) {
            day.reached += count;
        }
        if outcome == Outcome::Complete {
            day.complete += count;
        }
    }
    let sql = "SELECT count(*) FROM orders WHERE issued_by = ?1 AND verbal_at >= ?2 AND verbal_at IS NOT NULL";
    day.orders = value(conn, sql, params![user, since.timestamp_millis()])?.unwrap_or(0);
    Ok(day)
}

pub(super) fn needs(conn: &Connection, ready_by: Option<Moment>) -> Result<Vec<(Need, u64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT language, skill, count(*) FROM call INDEXED BY call_needs
         WHERE state = 'open' AND (language <> 'de' OR skill IS NOT NULL) AND earliest_at <= ?1
         GROUP BY language, skill ORDER BY language, skill",
    )?;
    let until = ready_by.map_or(i64::MAX, |until| until.timestamp_millis());
    let mut rows = statement.query([until])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (language, skill, count): (String, Option<String>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.push((Need::new(Some(&language), skill.as_deref()), u64::try_from(count).unwrap_or(0)));
    }
    Ok(found)
}

pub(super) fn waiting_by_hour(conn: &Connection, now: Moment) -> Result<Vec<(Moment, u64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT earliest_at / 3600000 * 3600000 AS hour, count(*) FROM call INDEXED BY call_figures
         WHERE state = 'open' AND earliest_at > ?1 GROUP BY hour ORDER BY hour",
    )?;
    let mut rows = statement.query([now.timestamp_millis()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((moment(row.get(0)?)?, row.get::<_, i64>(1)? as u64));
    }
    Ok(found)
}

pub(super) fn rather_waiting(conn: &Connection) -> Result<u64> {
    let count = "SELECT count(*) FROM call INDEXED BY call_ready WHERE common = 1 AND band = ?1";
    Ok(conn.prepare_cached(count)?.query_row([Band::Prefers as i64], |row| row.get::<_, i64>(0))? as u64)
}
