//! Reopening: a call that was settled or withdrawn is called again, for a reason.

use super::super::call::{Call, CallState};
use super::super::id::NoteId;
use super::super::note::Note;
use super::super::user::Power;
use super::lease::{needed, permit};
use super::worked::raise_if_worked;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Puts a done or withdrawn call into the queue again, ready at once and with fresh limits; the reason is kept as a note.
pub(super) fn reopen(set: &WorkingSet, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    if !matches!(call.state, CallState::Done | CallState::Withdrawn) {
        return Err(Refusal::NotClosed(call.state));
    }
    let twin = |other: &&Call| other.state == CallState::Open && other.reason == call.reason;
    if set.siblings.iter().any(|other| twin(&other)) {
        return Err(Refusal::NotClosed(CallState::Open));
    }
    let reason = needed(reason)?;
    let mut record = set.record.clone().ok_or(Refusal::NotFound)?;
    let person = set.person.as_ref().ok_or(Refusal::NotFound)?;
    let note = Note {
        id: NoteId::mint(ctx.now, ctx.mint),
        record: record.id,
        at: ctx.now,
        by: ctx.user.name.clone(),
        text: reason.to_owned(),
        pinned: false,
    };
    let mut reopened = call.clone();
    reopened.state = CallState::Open;
    reopened.closing = None;
    reopened.ready_at = ctx.now;
    reopened.due_at = ctx.rules.plan.due_at(call.reason, ctx.now, ctx.office.land(), ctx.zone());
    reopened.prefer_at = None;
    reopened.daypart = None;
    reopened.callback = None;
    reopened.attempts = 0;
    reopened.numbers = person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
    record.closing = None;
    raise_if_worked(&mut record, "reopened", ctx.now);
    Ok(Decision::new("call_reopened", Receipt::Reopened)
        .with(Change::Call(reopened))
        .with(Change::Note(note))
        .fact("reason", call.reason)
        .fact("from", call.state)
        .fact("revision", record.revision)
        .with(Change::Record(record)))
}
