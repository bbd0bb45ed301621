//! Calls with their standing in the queue, and attempts.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::Session;
use super::row::{day, document, find, known, list, moment, parse, print, row_number, run, salt_of, touch, values};
use super::shape::{earliest, missed_after};
use crate::domain::audit::{EntityKind, Touch};
use crate::domain::call::{Attempt, Call, CallState, Reason};
use crate::domain::id::{AttemptId, CallId, HouseholdId, InstitutionId, RecordId};
use crate::domain::queue::{Band, Ranking, Standing, standing};
use crate::domain::record::Record;
use crate::domain::tick::ends_with_follow_up;
use crate::domain::time::Moment;
use crate::store::Result;

pub(super) fn call(conn: &Connection, id: CallId) -> Result<Option<Call>> {
    find(conn, "call", "SELECT doc FROM call WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn of_record(conn: &Connection, record: RecordId) -> Result<Vec<Call>> {
    list(conn, "call", "SELECT doc FROM call WHERE record = ?1 ORDER BY created_at, id", [record.0.as_bytes()])
}

pub(super) fn open_on(conn: &Connection, e164: &str) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT c.doc FROM call_number t JOIN call c ON c.n = t.call WHERE t.e164 = ?1 ORDER BY c.created_at, c.id",
        [e164],
    )
}

pub(super) fn open_in(conn: &Connection, household: HouseholdId) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE household = ?1 AND state = 'open' ORDER BY created_at, id",
        [household.0.as_bytes()],
    )
}

pub(super) fn open_at(conn: &Connection, institution: InstitutionId) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE institution = ?1 AND state = 'open' ORDER BY created_at, id",
        [institution.0.as_bytes()],
    )
}

pub(super) fn escalated(conn: &Connection, limit: usize) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE state = 'escalated' ORDER BY created_at, id LIMIT ?1",
        [limit as i64],
    )
}

pub(super) fn open_for(conn: &Connection, reason: Reason, limit: usize) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE state = 'open' AND reason = ?1 ORDER BY created_at, id LIMIT ?2",
        params![reason.code(), limit as i64],
    )
}

pub(super) fn own(conn: &Connection, user: &str) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call INDEXED BY call_mine WHERE mine = ?1 AND mine IS NOT NULL AND band IS NOT NULL
         ORDER BY earliest_at, id",
        [user],
    )
}

pub(super) fn missed(conn: &Connection, now: Moment, limit: usize) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE missed_after IS NOT NULL AND missed_after < ?1 ORDER BY missed_after, id LIMIT ?2",
        [now.timestamp_millis(), limit as i64],
    )
}

pub(super) fn too_late(conn: &Connection, today: NaiveDate, limit: usize) -> Result<Vec<Call>> {
    list(
        conn,
        "call",
        "SELECT doc FROM call WHERE useful_until IS NOT NULL AND useful_until < ?1 ORDER BY useful_until, id LIMIT ?2",
        params![day(today), limit as i64],
    )
}

/// A record's last day of follow-up has moved: so has that of its open calls.
pub(super) fn move_useful_until(conn: &Connection, record: &Record) -> Result<()> {
    run(
        conn,
        "UPDATE call SET useful_until = ?2
         WHERE record = ?1 AND state = 'open' AND reason IN ('first_notification', 'follow_up')",
        params![record.id.0.as_bytes(), record.follow_up_until.map(day)],
    )
    .map(drop)
}

pub(super) fn put(session: &Session, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch> {
    let conn = session.conn;
    let doc = print(call)?;
    let known = known(conn, "SELECT salt, doc, n FROM call WHERE id = ?1", call.id.0)?;
    let salt = salt_of(session, known.as_ref());
    let standing = standing(call, now, ranking);
    let standing = standing.as_ref();
    run(
        conn,
            "INSERT INTO call (id, record, reason, state, band, rank, wake_at, exclusive, mine, common,
                 created_at, earliest_at, due_at, language, skill, municipality, institution, household, missed_after,
                 useful_until, salt, doc)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 iif(?20, (SELECT follow_up_until FROM record WHERE id = ?2), NULL), ?21, ?22)
             ON CONFLICT (id) DO UPDATE SET record = excluded.record, reason = excluded.reason,
                 state = excluded.state, band = excluded.band, rank = excluded.rank, wake_at = excluded.wake_at,
                 exclusive = excluded.exclusive, mine = excluded.mine, common = excluded.common, created_at = excluded.created_at,
                 earliest_at = excluded.earliest_at, due_at = excluded.due_at, language = excluded.language,
                 skill = excluded.skill, municipality = excluded.municipality, institution = excluded.institution,
                 household = excluded.household, missed_after = excluded.missed_after,
                 useful_until = excluded.useful_until, doc = excluded.doc",
            params![
                call.id.0.as_bytes(),
                call.record.0.as_bytes(),
                call.reason.code(),
                call.state.code(),
                standing.map(|standing| standing.band as i64),
                standing.map(|standing| standing.rank.timestamp_millis()),
                standing.and_then(|standing| standing.wake_at).map(|at| at.timestamp_millis()),
                standing.and_then(|standing| standing.exclusive.as_deref()),
                standing.and_then(|standing| standing.mine.as_deref()),
                standing.is_some_and(is_common),
                call.created_at.timestamp_millis(),
                earliest(call).timestamp_millis(),
                call.due_at.timestamp_millis(),
                call.language.as_deref().unwrap_or("de"),
                call.skill,
                call.municipality,
                call.institution.map(|id| *id.0.as_bytes()),
                call.household.map(|id| *id.0.as_bytes()),
                missed_after(call).map(|at| at.timestamp_millis()),
                call.state == CallState::Open && ends_with_follow_up(call.reason),
                salt,
                doc,
            ],
    )?;
    let n = row_number(conn, known.as_ref());
    let before = known.as_ref().map(|known| parse::<Call>("call", &known.doc)).transpose()?;
    put_numbers(conn, n, before.as_ref(), call)?;
    Ok(touch(EntityKind::Call, call.id.0, &salt, &doc))
}

fn put_numbers(conn: &Connection, n: i64, before: Option<&Call>, after: &Call) -> Result<()> {
    let numbers = |call: &Call| match call.state {
        CallState::Open => call.numbers.clone(),
        CallState::Done | CallState::Withdrawn | CallState::Escalated => Vec::new(),
    };
    let (old, new) = (before.map(numbers).unwrap_or_default(), numbers(after));
    for gone in old.iter().filter(|number| !new.contains(number)) {
        run(conn, "DELETE FROM call_number WHERE e164 = ?1 AND call = ?2", params![gone, n])?;
    }
    for added in new.iter().filter(|number| !old.contains(number)) {
        run(conn, "INSERT OR IGNORE INTO call_number (e164, call) VALUES (?1, ?2)", params![added, n])?;
    }
    Ok(())
}

/// Whether a call of this standing is served to anybody who can take it.
fn is_common(standing: &Standing) -> bool {
    standing.band != Band::Waiting && standing.exclusive.is_none()
}

/// Brings the standing of calls up to `now` where time alone has changed it: the earliest first, and of those of one time
/// the ones that are served first.
pub(super) fn promote(conn: &Connection, now: Moment, ranking: &Ranking, limit: usize) -> Result<usize> {
    let calls: Vec<Call> = list(
        conn,
        "call",
        "SELECT doc FROM call WHERE wake_at IS NOT NULL AND wake_at <= ?1 ORDER BY wake_at, rank LIMIT ?2",
        [now.timestamp_millis(), limit as i64],
    )?;
    calls.iter().try_for_each(|call| stand(conn, call, now, ranking))?;
    Ok(calls.len())
}

/// Ranks the open ones of the next `limit` calls by id anew; the last one looked at, or none at the end.
pub(super) fn rerank(
    conn: &Connection,
    behind: CallId,
    now: Moment,
    ranking: &Ranking,
    limit: usize,
) -> Result<Option<CallId>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, CASE state WHEN 'open' THEN doc END FROM call WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query(params![behind.0.as_bytes(), limit as i64])?;
    let (mut last, mut seen, mut open) = (None, 0, Vec::new());
    while let Some(row) = rows.next()? {
        seen += 1;
        last = Some(CallId(Uuid::from_bytes(row.get(0)?)));
        if row.get_ref(1)? != rusqlite::types::ValueRef::Null {
            open.push(document::<Call>("call", row, 1)?);
        }
    }
    open.iter().try_for_each(|call| stand(conn, call, now, ranking))?;
    Ok(last.filter(|_| seen == limit))
}

pub(super) fn each_open(conn: &Connection, visit: &mut dyn FnMut(Call) -> Result<()>) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT doc FROM call WHERE state = 'open'")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(document("call", row, 0)?)?;
    }
    Ok(())
}

/// Writes how a call stands now.
fn stand(conn: &Connection, call: &Call, now: Moment, ranking: &Ranking) -> Result<()> {
    let standing = standing(call, now, ranking);
    let standing = standing.as_ref();
    run(
        conn,
        "UPDATE call SET band = ?2, rank = ?3, wake_at = ?4, exclusive = ?5, mine = ?6, common = ?7 WHERE id = ?1",
        params![
            call.id.0.as_bytes(),
            standing.map(|standing| standing.band as i64),
            standing.map(|standing| standing.rank.timestamp_millis()),
            standing.and_then(|standing| standing.wake_at).map(|at| at.timestamp_millis()),
            standing.and_then(|standing| standing.exclusive.as_deref()),
            standing.and_then(|standing| standing.mine.as_deref()),
            standing.is_some_and(is_common),
        ],
    )
    .map(drop)
}

pub(super) fn next_wake(conn: &Connection) -> Result<Option<Moment>> {
    let earliest: Option<i64> = conn
        .prepare_cached("SELECT min(wake_at) FROM call WHERE wake_at IS NOT NULL")?
        .query_row([], |row| row.get(0))?;
    earliest.map(moment).transpose()
}

pub(super) fn attempt(conn: &Connection, id: AttemptId) -> Result<Option<Attempt>> {
    find(conn, "attempt", "SELECT doc FROM attempt WHERE id = ?1", [id.0.as_bytes()])
}

pub(super) fn attempts_of(conn: &Connection, record: RecordId) -> Result<Vec<Attempt>> {
    list(conn, "attempt", "SELECT doc FROM attempt WHERE record = ?1 ORDER BY started_at, id", [record.0.as_bytes()])
}

pub(super) fn tries_on(conn: &Connection, e164: &str, since: Moment) -> Result<Vec<Moment>> {
    values::<i64>(
        conn,
        "SELECT DISTINCT started_at FROM attempt WHERE number = ?1 AND limited = 1 AND started_at >= ?2
         ORDER BY started_at",
        params![e164, since.timestamp_millis()],
    )?
    .into_iter()
    .map(moment)
    .collect()
}

pub(super) fn put_attempt(session: &Session, attempt: &Attempt) -> Result<Touch> {
    let doc = print(attempt)?;
    let known = known(session.conn, "SELECT salt, doc, n FROM attempt WHERE id = ?1", attempt.id.0)?;
    let salt = salt_of(session, known.as_ref());
    run(
        session.conn,
        "INSERT INTO attempt (id, record, number, started_at, ended_at, tracer, reason, outcome, limited,
             undone, salt, doc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET record = excluded.record, number = excluded.number,
             started_at = excluded.started_at, ended_at = excluded.ended_at, tracer = excluded.tracer,
             reason = excluded.reason, outcome = excluded.outcome, limited = excluded.limited,
             undone = excluded.undone, doc = excluded.doc",
        params![
            attempt.id.0.as_bytes(),
            attempt.record.0.as_bytes(),
            attempt.number,
            attempt.started_at.timestamp_millis(),
            attempt.ended_at.timestamp_millis(),
            attempt.tracer,
            attempt.reason.code(),
            attempt.effective_outcome().code(),
            attempt.is_limited(),
            attempt.undone.is_some(),
            salt,
            doc,
        ],
    )?;
    Ok(touch(EntityKind::Attempt, attempt.id.0, &salt, &doc))
}
