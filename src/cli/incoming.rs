//! `call incoming|undo` and `queue reopen`: somebody rings, an outcome is taken back, a closed call is called again.

use serde_json::json;

use crate::domain::call::{Call, CallState, Reason};
use crate::domain::decide::{Command, Receipt};
use crate::domain::lease::Lease;
use crate::domain::record::Record;
use crate::failure::{Failure, Kind};
use crate::store::StoreError;
use crate::t;
use crate::text::{dates, labels, say};

use super::Done;
use super::lookup;
use super::output::time;
use super::session::Session;

/// Runs `call incoming`. Where somebody else works on the record they are told, and nothing is taken.
pub(super) fn take(reference: &str, mut session: Session) -> Result<Done, Failure> {
    let record = lookup::record(&mut session, reference)?;
    match session.perform(&Command::TakeIncoming { record: record.id })? {
        Receipt::Claimed(lease) => taken(&mut session, &record, &lease),
        Receipt::HeldElsewhere(holder) => {
            held(&session, &record, &holder)?;
            Ok(Done::NeedsAttention)
        }
        _ => Ok(Done::Fine),
    }
}

fn taken(session: &mut Session, record: &Record, lease: &Lease) -> Result<Done, Failure> {
    let call = session.read(|queries| {
        queries.call(lease.call)?.ok_or_else(|| StoreError::Corrupt("a lease without its call".into()))
    })?;
    let (lang, printer) = (session.lang, session.printer());
    if !printer.is_for_people() {
        printer.value(&json!({
            "reference": record.reference.to_string(),
            "reason": call.reason.code(),
            "lease": { "token": lease.token, "expires_at": time(lease.expires_at) },
        }))?;
        return Ok(Done::Fine);
    }
    let reason = labels::reason(lang, call.reason);
    printer.line(&t!(lang, "call-incoming-taken", reference = record.reference.to_string(), reason = reason))?;
    let until = dates::nearest_moment(lang, lease.expires_at, session.now(), session.office.tz());
    printer.line(&t!(lang, "queue-token", token = lease.token.to_string(), when = until))?;
    Ok(Done::Fine)
}

fn held(session: &Session, record: &Record, holder: &Lease) -> Result<(), Failure> {
    let printer = session.printer();
    if printer.is_for_people() {
        let receipt = Receipt::HeldElsewhere(holder.clone());
        return printer.line(&say::receipt(session.lang, &receipt, session.now(), session.office.tz()));
    }
    printer.value(&json!({
        "reference": record.reference.to_string(),
        "held_by": { "user": holder.user, "station": holder.station, "since": time(holder.since) },
    }))
}

/// Runs `call undo`.
pub(super) fn undo(mut session: Session) -> Result<Done, Failure> {
    let receipt = session.perform(&Command::Undo)?;
    let printer = session.printer();
    if let (Receipt::Undone { outcome, reference, .. }, false) = (&receipt, printer.is_for_people()) {
        printer.value(&json!({ "reference": reference.to_string(), "outcome": outcome.code() }))?;
    } else {
        printer.line(&say::receipt(session.lang, &receipt, session.now(), session.office.tz()))?;
    }
    Ok(Done::Fine)
}

/// Runs `queue reopen`.
pub(super) fn reopen(
    reference: &str,
    reason: String,
    wanted: Option<&str>,
    session: &mut Session,
) -> Result<Done, Failure> {
    let record = lookup::record(session, reference)?;
    let wanted = wanted.map(|code| lookup::code(session.lang, code, Reason::ALL)).transpose()?;
    let calls = session.read(|queries| queries.calls_of(record.id))?;
    let closed = closed_last(&calls, wanted)
        .ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "tui-nothing-to-reopen")))?;
    session.perform(&Command::Reopen { call: closed.id, reason })?;
    let (reference, printer) = (record.reference.to_string(), session.printer());
    if printer.is_for_people() {
        printer.line(&t!(session.lang, "queue-reopened", reference = reference))?;
    } else {
        printer.value(&json!({ "reference": reference, "reason": closed.reason.code() }))?;
    }
    Ok(Done::Fine)
}

/// The call of this reason, else the telephone call that was closed last.
fn closed_last(calls: &[Call], wanted: Option<Reason>) -> Option<&Call> {
    let is_closed = |call: &&Call| matches!(call.state, CallState::Done | CallState::Withdrawn);
    let fits = |call: &&Call| wanted.map_or(call.reason.telephones(), |reason| call.reason == reason);
    calls.iter().rev().filter(is_closed).find(fits)
}
