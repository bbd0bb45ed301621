//! What a number that comes in changes for the open calls of its person: they are dialled on it at once, and the search
//! for one is over.

use super::super::calendar::next_callable;
use super::super::call::{Call, CallState, Closing, Reason};
use super::super::decide::Ctx;
use super::super::id::CallId;
use super::super::person::Person;
use super::super::record::Record;
use super::reason_for;

/// The calls of a record that change, and the one that takes the place of the search, in the order in which they are to
/// be saved. `calls` are all of the record.
pub fn renumbered(calls: &[Call], record: &Record, person: &Person, ctx: &Ctx<'_>) -> Vec<Call> {
    let numbers: Vec<String> = person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
    let mut changed = Vec::new();
    for call in calls.iter().filter(|call| call.state == CallState::Open) {
        if call.reason == Reason::Research {
            changed.push(Call { state: CallState::Done, closing: Some(Closing::Complete), ..call.clone() });
            changed.extend(found(call, calls, record, person, ctx));
        } else if call.reason.telephones() && call.numbers != numbers {
            changed.push(dialled_anew(call, ctx));
        }
    }
    for call in changed.iter_mut().filter(|call| call.reason.telephones()) {
        call.numbers.clone_from(&numbers);
    }
    changed
}

/// A call that was tried in vain is ready again; what was agreed, and what is not due before its day, stays.
fn dialled_anew(call: &Call, ctx: &Ctx<'_>) -> Call {
    let mut call = call.clone();
    if call.callback.is_none() && call.attempts > 0 {
        call.ready_at = call.ready_at.min(opening(ctx));
        call.prefer_at = None;
    }
    call
}

/// The call that was waiting for a number; none where the record has an open one of that reason.
fn found(search: &Call, calls: &[Call], record: &Record, person: &Person, ctx: &Ctx<'_>) -> Option<Call> {
    let reason = search.task.as_deref().and_then(Reason::from_code).filter(|reason| reason.telephones());
    let reason = reason.unwrap_or_else(|| reason_for(record.kind));
    if calls.iter().any(|call| call.state == CallState::Open && call.reason == reason) {
        return None;
    }
    let ready_at = opening(ctx);
    Some(Call {
        id: CallId::mint(ctx.now, ctx.mint),
        reason,
        created_at: ctx.now,
        ready_at,
        due_at: ctx.rules.plan.due_at(reason, ready_at, ctx.office.land(), ctx.zone()),
        prefer_at: None,
        daypart: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        language: person.foreign_language().map(str::to_owned),
        task: None,
        ..search.clone()
    })
}

fn opening(ctx: &Ctx<'_>) -> super::super::time::Moment {
    next_callable(ctx.now, &ctx.rules.plan.hours, ctx.office.land(), ctx.zone())
}
