//! What the room looks like: the supervisor's list, the stations, what is one's own.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::domain::call::{Call, CallState, Reason};
use crate::domain::handling::{Pause, Signed};
use crate::domain::plan::Plan;
use crate::domain::queue::{Filter, Ranking, earliest};
use crate::domain::time::{Moment, date_of};
use crate::domain::user::{Power, User};
use crate::domain::view::{QueueRow, Raised, Room, Searched};

use super::bulk::overview;
use super::{Queries, Result, Txn};

/// Entries that a list shows at most.
const LIMIT: usize = 500;
/// Calls on paper at most.
const ON_PAPER: usize = 5000;
/// A pause that lasts longer was forgotten.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(12);
/// Under this code a started call stands on the supervisor's list whose lease ran out.
pub const UNFINISHED: &str = "unfinished";

/// The supervisor's list, longest waiting first: what was escalated, orders that wait for somebody with the right, and
/// started calls whose lease ran out.
///
/// # Errors
/// Those of the store.
pub fn raised(queries: &dyn Queries, now: Moment) -> Result<Vec<Raised>> {
    let mut found = Vec::new();
    let proposals = queries.open_calls_for(Reason::Decision, LIMIT)?;
    // A proposal that was given to somebody waits in their queue, not here.
    let waits_here = |call: &Call| call.owner.is_none() || call.handling.taken.is_some();
    let proposals = proposals.into_iter().filter(waits_here);
    for call in queries.escalated(LIMIT)?.into_iter().chain(proposals) {
        found.extend(entry(queries, call, now)?);
    }
    for station in queries.leases()?.into_iter().filter(|row| row.lease.is_unfinished(now)) {
        let lease = station.lease;
        let Some(call) = queries.call(lease.call)?.filter(|call| call.state == CallState::Open) else { continue };
        let Some(row) = row_of(queries, &call, now)? else { continue };
        let (code, since, by, text) = (UNFINISHED.to_owned(), lease.expires_at, lease.user, String::new());
        found.push(Raised { record: call.record, row, code, since, by, text, call });
    }
    found.sort_by_key(|raised| (raised.since, raised.call.id));
    Ok(found)
}

fn entry(queries: &dyn Queries, call: Call, now: Moment) -> Result<Option<Raised>> {
    let Some(row) = row_of(queries, &call, now)? else { return Ok(None) };
    let code = call.escalation.clone().unwrap_or_else(|| call.reason.code().to_owned());
    let Signed { at, by, text } = match call.handling.raised.clone() {
        Some(raised) => raised,
        None => last_attempt(queries, &call)?,
    };
    Ok(Some(Raised { record: call.record, row, code, since: at, by, text, call }))
}

/// Calls that were raised before it was written down by whom: the last attempt says so.
fn last_attempt(queries: &dyn Queries, call: &Call) -> Result<Signed> {
    let attempts = queries.attempts_of(call.record)?;
    let last = attempts.into_iter().rev().find(|attempt| attempt.call == call.id);
    let of_attempt = last.map(|attempt| Signed { at: attempt.ended_at, by: attempt.tracer, text: attempt.note });
    Ok(of_attempt.unwrap_or_else(|| Signed { at: call.created_at, by: String::new(), text: String::new() }))
}

fn row_of(queries: &dyn Queries, call: &Call, now: Moment) -> Result<Option<QueueRow>> {
    queries.queue_row(call, &nobody(), now)
}

/// The stations: who works on what, who makes a pause, what the shift's note says.
///
/// # Errors
/// Those of the store.
pub fn room(queries: &dyn Queries, now: Moment) -> Result<Room> {
    let stations = queries.leases()?.into_iter().filter(|row| row.lease.is_live(now)).collect();
    let present = queries.present()?.into_iter().filter(|at| at.is_listed(now)).collect();
    Ok(Room { stations, pauses: pauses(queries, now)?, present, note: queries.shift_note()? })
}

fn pauses(queries: &dyn Queries, now: Moment) -> Result<Vec<Pause>> {
    Ok(queries.pauses()?.into_iter().filter(|pause| now - pause.since < LONGEST_PAUSE).collect())
}

/// How calls rank now: nothing is held for those who are away.
///
/// # Errors
/// Those of the store.
pub fn ranking(queries: &dyn Queries, plan: &Plan, now: Moment) -> Result<Ranking> {
    let held_for = queries.held_for()?;
    Ok(Ranking::of(plan).without(away(queries, held_for, now)?))
}

/// Who of these is away: may not work any more, makes a pause, or is at no station although others are.
///
/// # Errors
/// Those of the store.
pub fn away(queries: &dyn Queries, names: Vec<String>, now: Moment) -> Result<BTreeSet<String>> {
    if names.is_empty() {
        return Ok(BTreeSet::new());
    }
    let today = date_of(now, queries.office()?.tz());
    let paused: BTreeSet<String> = pauses(queries, now)?.into_iter().map(|pause| pause.user).collect();
    let seen: BTreeSet<String> =
        queries.present()?.into_iter().filter(|at| at.is_seen(now)).map(|at| at.user).collect();
    let mut away = BTreeSet::new();
    for name in names {
        let works = |user: User| user.may(Power::Work) && user.expires_on.is_none_or(|last| last >= today);
        let calls = queries.leases_of(&name)?.iter().any(|lease| lease.is_live(now));
        // Where no station says it is there, the office works by commands: nobody is missed then.
        let is_missed = !seen.is_empty() && !seen.contains(&name) && !calls;
        if is_missed || paused.contains(&name) || !queries.user(&name)?.is_some_and(works) {
            away.insert(name);
        }
    }
    Ok(away)
}

/// Brings the queue's index up to now by a step of at most `limit` calls; how many calls stand differently.
///
/// # Errors
/// Those of the store.
pub fn bring_up(txn: &mut dyn Txn, plan: &Plan, now: Moment, limit: usize) -> Result<usize> {
    let due = txn.promote(now, &Ranking::of(plan), limit)?;
    let ranking = ranking(txn.queries(), plan, now)?;
    Ok(due + if ranking.away.is_empty() { 0 } else { txn.promote(now, &ranking, limit)? })
}

/// Whether time or somebody's leaving has made calls ready that the index does not know yet.
///
/// # Errors
/// Those of the store.
pub fn is_behind(queries: &dyn Queries, now: Moment) -> Result<bool> {
    let is_due = queries.next_wake()?.is_some_and(|at| at <= now);
    Ok(is_due || !away(queries, queries.held_for()?, now)?.is_empty())
}

/// The list of numbers that are searched for, longest first: what was tried, and why the person is to be called.
///
/// # Errors
/// Those of the store.
pub fn searched(queries: &dyn Queries, now: Moment) -> Result<Vec<Searched>> {
    let mut found = Vec::new();
    for call in queries.open_calls_for(Reason::Research, LIMIT)? {
        let Some(row) = row_of(queries, &call, now)? else { continue };
        let mut tried = queries.person(call.person)?.map(|person| person.phones).unwrap_or_default();
        tried.sort_by_key(|phone| std::cmp::Reverse(phone.last_at));
        let note = queries.notes_of(call.record)?.pop();
        let wanted = call.task.as_deref().and_then(Reason::from_code).unwrap_or(Reason::FirstNotification);
        found.push(Searched { row, wanted, since: call.created_at, tried, note });
    }
    Ok(found)
}

/// What of this user's own would be forgotten if they left now: callbacks, reminders, answers and assigned calls whose
/// time comes by `until`.
///
/// # Errors
/// Those of the store.
pub fn left_over(queries: &dyn Queries, user: &User, until: Moment, now: Moment) -> Result<Vec<QueueRow>> {
    let mut found = Vec::new();
    for call in queries.own_calls(&user.name)? {
        if earliest(&call) <= until {
            found.extend(queries.queue_row(&call, user, now)?);
        }
    }
    Ok(found)
}

/// The day's calls for paper: what is assigned to somebody or agreed with them and comes by `until`, and what is ready for
/// everybody, in the order of service.
///
/// # Errors
/// Those of the store.
pub fn day_list(
    queries: &dyn Queries,
    viewer: &User,
    filter: &Filter,
    until: Moment,
    now: Moment,
) -> Result<Vec<QueueRow>> {
    let everybody = overview(queries, viewer.clone(), filter)?;
    let mut found = queries.queue_page(&everybody, filter, None, ON_PAPER, now)?;
    for user in queries.users()? {
        for call in queries.own_calls(&user.name)? {
            let is_known = found.iter().any(|row| row.call == call.id);
            let fits = filter.admits(&call, viewer) || filter.mine;
            if !is_known && fits && earliest(&call) <= until && call.state == CallState::Open {
                found.extend(queries.queue_row(&call, &user, now)?);
            }
        }
    }
    found.retain(|row| !filter.mine || row.mine.as_ref().is_some_and(|owner| viewer.is_meant_by(owner)));
    Ok(found)
}

/// Places in the list are nobody's in particular.
fn nobody() -> User {
    User {
        name: String::new(),
        display: String::new(),
        roles: std::collections::BTreeSet::new(),
        rights: std::collections::BTreeSet::new(),
        languages: std::collections::BTreeSet::new(),
        skills: std::collections::BTreeSet::new(),
        team: None,
        municipality: None,
        expires_on: None,
        disabled: false,
        screen_language: None,
    }
}
