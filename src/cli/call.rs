//! `call log`: an attempt without the terminal UI, from a telephone system or a paper list typed in later.

use chrono::TimeDelta;
use serde_json::json;

use crate::domain::call::{Call, Closing, Direction, Outcome, Reason};
use crate::domain::decide::{Command, Facts, LogAttempt, Receipt, Window};
use crate::domain::id::{AttemptId, CallId};
use crate::domain::lease::Lease;
use crate::domain::person::Person;
use crate::domain::phone::parse_cell;
use crate::domain::record::Record;
use crate::domain::time::Moment;
use crate::failure::{Failure, Kind};
use crate::store::StoreError;
use crate::store::load::related;
use crate::store::perform::perform_all;
use crate::t;
use crate::text::{dates, labels, when};

use super::Done;
use super::args::CallLog;
use super::environment::{bad_time, parse_time};
use super::lookup;
use super::output::time;
use super::session::Session;

/// How long an agreed time without an end is held.
const CALLBACK: TimeDelta = TimeDelta::minutes(30);

/// Runs `call log`.
pub(super) fn log(args: &CallLog, mut session: Session) -> Result<Done, Failure> {
    let record = lookup::record(&mut session, &args.reference)?;
    let attempt = attempt(args, &record, &mut session)?;
    if args.household {
        return log_household(&attempt.0, attempt.1, &mut session);
    }
    let (reason, command) = (attempt.1, Command::Log(Box::new(attempt.0)));
    let receipt = session.perform(&command)?;
    report(&session, &record, reason, &receipt)?;
    Ok(Done::Fine)
}

/// The same outcome for everybody whom this telephone call was about, all or none.
fn log_household(first: &LogAttempt, reason: Reason, session: &mut Session) -> Result<Done, Failure> {
    let (call, token) = (first.call, first.token);
    let mates = session.read(|queries| {
        let lease = token.map(|token| queries.lease(token)).transpose()?.flatten();
        let Some(call) = queries.call(call)? else { return Ok(Vec::new()) };
        let mut mates = related(queries, &call)?;
        mates.retain(|mate| {
            mate.reason.telephones() && lease.as_ref().is_none_or(|lease| lease.covers.contains(&mate.id))
        });
        Ok(mates)
    })?;
    let (now, mint) = (session.now(), &session.mint);
    let mut attempts: Vec<LogAttempt> = vec![first.clone()];
    attempts.extend(mates.iter().map(|mate| LogAttempt {
        id: AttemptId::mint(now, mint),
        call: mate.id,
        joint: true,
        facts: Facts::new(),
        shared: first.facts.clone(),
        ..first.clone()
    }));
    let last = attempts.len().saturating_sub(1);
    for attempt in attempts.iter_mut().take(last) {
        attempt.keeps_lease = true;
    }
    let commands: Vec<Command> = attempts.into_iter().map(|attempt| Command::Log(Box::new(attempt))).collect();
    let receipts = session.write(|txn, actor| perform_all(txn, &commands, actor))?;
    let calls: Vec<CallId> = std::iter::once(call).chain(mates.iter().map(|mate| mate.id)).collect();
    report_all(session, &calls, reason, &receipts)?;
    Ok(Done::Fine)
}

fn report_all(session: &mut Session, calls: &[CallId], reason: Reason, receipts: &[Receipt]) -> Result<(), Failure> {
    let references = session.read(|queries| {
        let reference = |id: &CallId| -> Result<String, StoreError> {
            let call = queries.call(*id)?.map(|call| queries.record(call.record)).transpose()?.flatten();
            Ok(call.map(|record| record.reference.to_string()).unwrap_or_default())
        };
        calls.iter().map(reference).collect::<Result<Vec<_>, _>>()
    })?;
    let (lang, printer) = (session.lang, session.printer());
    if !printer.is_for_people() {
        let each = references.iter().zip(receipts).filter_map(|(reference, receipt)| {
            let mut line = as_json(receipt)?;
            line.as_object_mut()?.insert("reference".into(), json!(reference));
            Some(line)
        });
        return printer.value(&json!({ "attempts": each.collect::<Vec<_>>() }));
    }
    for (reference, receipt) in references.iter().zip(receipts) {
        if let Receipt::Logged { outcome, .. } = receipt {
            let outcome = labels::outcome(lang, *outcome, reason);
            printer.line(&t!(lang, "call-logged", reference = reference, outcome = outcome))?;
        }
    }
    printer.line(&t!(lang, "call-logged-all", n = receipts.len()))
}

fn as_json(receipt: &Receipt) -> Option<serde_json::Value> {
    let Receipt::Logged { attempt, outcome, next, closed, escalated, .. } = receipt else { return None };
    Some(json!({
        "attempt": attempt.to_string(),
        "outcome": outcome.code(),
        "next": next.map(|next| json!({ "reason": next.reason.code(), "ready_at": time(next.at) })),
        "closed": closed.map(Closing::code),
        "escalated": escalated,
    }))
}

fn attempt(args: &CallLog, record: &Record, session: &mut Session) -> Result<(LogAttempt, Reason), Failure> {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let outcome = lookup::code(lang, &args.outcome, Outcome::ALL)?;
    let reason = args.reason.as_deref().map(|code| lookup::code(lang, code, Reason::ALL)).transpose()?;
    let at = args.at.as_deref().map(|text| parse_time(text, zone).ok_or_else(|| bad_time(text, lang))).transpose()?;
    let heard_at = at.unwrap_or(now);
    let window = args.callback.as_deref().map(|text| window(text, heard_at, session)).transpose()?;
    let (call, lease) = call_and_lease(args.token, record, reason, session)?;
    let person = session.read(|queries| {
        queries.person(record.person)?.ok_or_else(|| StoreError::Corrupt("a record without a person".into()))
    })?;
    let started_at = at.unwrap_or_else(|| lease.map_or(now, |lease| lease.dialled_at.unwrap_or(lease.since)));
    let attempt = LogAttempt {
        id: AttemptId::mint(now, &session.mint),
        call: call.id,
        token: args.token,
        outcome,
        direction: if args.incoming { Direction::Incoming } else { Direction::Outgoing },
        number: number(args, outcome, &person),
        note: args.note.clone(),
        window,
        own_callback: false,
        language: args.language.clone(),
        office: args.other_office.clone(),
        spoken_with: None,
        spoken_name: None,
        started_at,
        happened_at: at,
        facts: lookup::facts(lang, &args.facts)?,
        shared: Facts::new(),
        joint: false,
        keeps_lease: false,
    };
    Ok((attempt, call.reason))
}

fn window(text: &str, heard_at: Moment, session: &Session) -> Result<Window, Failure> {
    let window = when::parse(text, heard_at, session.office.tz(), CALLBACK).map_err(|error| {
        Failure::new(Kind::Usage, error.message(session.lang)).hint(t!(session.lang, "call-time-hint"))
    })?;
    Ok(Window { from: window.from, until: window.until })
}

/// The call to log for: the one that the lease covers, else the one that the record leaves no doubt about.
fn call_and_lease(
    token: Option<i64>,
    record: &Record,
    reason: Option<Reason>,
    session: &mut Session,
) -> Result<(Call, Option<Lease>), Failure> {
    let (mut calls, lease) = session.read(|queries| {
        let lease = token.map(|token| queries.lease(token)).transpose()?.flatten();
        Ok((queries.calls_of(record.id)?, lease))
    })?;
    if let Some(lease) = &lease {
        calls.retain(|call| lease.covers.contains(&call.id));
        if calls.is_empty() {
            return Err(Failure::new(Kind::Usage, t!(session.lang, "call-token-elsewhere")));
        }
    }
    Ok((lookup::call(session.lang, calls, reason)?, lease))
}

/// The number that was used: as given, else the best one for a call that we made.
fn number(args: &CallLog, outcome: Outcome, person: &Person) -> Option<String> {
    let best = || person.dialable().first().and_then(|phone| phone.e164.clone());
    match &args.number {
        Some(text) => {
            let known = person.phones.iter().find(|phone| phone.raw == *text || phone.shown == *text);
            let parsed = || parse_cell(text, "DE").into_iter().find_map(|number| number.e164);
            known.and_then(|phone| phone.e164.clone()).or_else(parsed).or_else(|| Some(text.clone()))
        }
        None if args.incoming || outcome == Outcome::NoNumber => None,
        None => best(),
    }
}

fn report(session: &Session, record: &Record, reason: Reason, receipt: &Receipt) -> Result<(), Failure> {
    let Receipt::Logged { outcome, next, escalated, .. } = receipt else { return Ok(()) };
    let (lang, printer) = (session.lang, session.printer());
    if !printer.is_for_people() {
        return as_json(receipt).map_or(Ok(()), |line| printer.value(&line));
    }
    let outcome = labels::outcome(lang, *outcome, reason);
    let outcome = if *escalated { t!(lang, "done-escalated", outcome = outcome) } else { outcome };
    printer.line(&t!(lang, "call-logged", reference = record.reference.to_string(), outcome = outcome))?;
    match next {
        Some(next) => {
            let when = dates::relative_moment(lang, next.at, session.now(), session.office.tz());
            printer.line(&t!(lang, "call-logged-next", reason = labels::reason(lang, next.reason), when = when))
        }
        None => printer.line(&t!(lang, "call-logged-last")),
    }
}
