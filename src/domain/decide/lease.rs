//! Claiming, dialling, renewing, releasing: the fenced right to work a call.

use chrono::TimeDelta;

use super::super::call::{Call, CallState, Closing, Reason};
use super::super::handling::Notice;
use super::super::id::{NoteId, RecordId};
use super::super::lease::{LOST_LINE, Lease};
use super::super::message::{Message, Words};
use super::super::note::Note;
use super::super::queue::can_take;
use super::super::time::Moment;
use super::super::user::Power;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// How long a call that was put back is not served again.
const REST_AFTER_PUT_BACK: TimeDelta = TimeDelta::minutes(15);

/// Takes the lease of the call and of everything open in its household or on its numbers; gives it again to its holder.
/// A call that its tracer had begun to dial, and comes back to, is still a started one.
pub(super) fn claim(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    if let Some(own) = live(set.station_lease.as_ref(), ctx) {
        if own.user == ctx.user.name && own.covers.contains(&call.id) {
            return Ok(Decision::silent(Receipt::Claimed(own.clone())));
        }
        return Err(Refusal::HoldsAnother(Box::new(own.clone())));
    }
    if let Some(parked) = live(set.parked.as_ref(), ctx).filter(|parked| parked.covers.contains(&call.id)) {
        let resumed = parked.resumed(ctx.now);
        return Ok(Decision::new("resumed", Receipt::Claimed(resumed.clone())).with(Change::LeaseRenewed(resumed)));
    }
    if let Some(other) = &set.held_by {
        return Err(Refusal::Held(Box::new(other.clone())));
    }
    if call.state != CallState::Open {
        return Err(Refusal::NotOpen(call.state));
    }
    if !can_take(ctx.user, call) {
        return Err(Refusal::CannotTake);
    }
    let begun =
        |lease: &&Lease| lease.user == ctx.user.name && (lease.is_live(ctx.now) || lease.is_unfinished(ctx.now));
    let dialled_at = set.lease.as_ref().filter(begun).and_then(|lease| lease.dialled_at);
    let mut lease = Lease {
        token: set.next_token,
        call: call.id,
        covers: std::iter::once(call.id).chain(set.related.iter().map(|related| related.id)).collect(),
        user: ctx.user.name.clone(),
        station: ctx.station.to_owned(),
        since: ctx.now,
        expires_at: ctx.now,
        dialled_at,
        lost_at: None,
        parked: false,
    };
    lease.expires_at += lease.term();
    let decision = Decision::new("served", Receipt::Claimed(lease.clone()))
        .with(Change::LeaseTaken(lease))
        .fact("reason", call.reason);
    // Whoever takes a call is back from their pause.
    Ok(match &set.pause {
        Some(pause) => decision.with(Change::PauseEnded(pause.station.clone())),
        None => decision,
    })
}

/// Dialling starts: the lease is held until the outcome.
pub(super) fn dial(set: &WorkingSet, number: Option<&str>, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut lease = own_lease(set, ctx)?.clone();
    if number.is_some_and(|number| matches!(number, "110" | "112")) {
        return Err(Refusal::BadFact("phone".into()));
    }
    lease.dialled_at = Some(lease.dialled_at.unwrap_or(ctx.now));
    Ok(renewed(lease, ctx))
}

/// A key keeps the lease.
pub(super) fn renew(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    Ok(renewed(own_lease(set, ctx)?.clone(), ctx))
}

/// A wake-up of its station keeps a started call, at most an hour from the last key.
pub(super) fn keep_up(set: &WorkingSet, last_key: Moment, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut lease = own_lease(set, ctx)?.clone();
    lease.expires_at = lease.kept_up(last_key.min(ctx.now), ctx.now);
    Ok(Decision::silent(Receipt::Renewed(lease.clone())).with(Change::LeaseRenewed(lease)))
}

fn renewed(mut lease: Lease, ctx: &Ctx<'_>) -> Decision {
    lease.expires_at = ctx.now + lease.term();
    lease.lost_at = None;
    Decision::silent(Receipt::Renewed(lease.clone())).with(Change::LeaseRenewed(lease))
}

/// Leaves the call without a result.
pub(super) fn release(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let lease = own_lease(set, ctx)?;
    let mut decision = Decision::new("released", Receipt::Released);
    decision.changes.extend(set.call.as_ref().and_then(|call| unasked(call, lease)).map(Change::Call));
    Ok(decision.with(Change::LeaseEnded(lease.token)))
}

/// An enquiry that was made for an incoming call, which ended without a word: nobody is to be called back for it.
fn unasked(call: &Call, lease: &Lease) -> Option<Call> {
    let made = call.reason == Reason::Enquiry && call.state == CallState::Open && call.created_at == lease.since;
    (made && call.last_tried_at.is_none()).then(|| Call {
        state: CallState::Withdrawn,
        closing: Some(Closing::Withdrawn),
        ..call.clone()
    })
}

/// The line is gone: a started call is kept for the same user, anything else is released.
pub(super) fn lose_line(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let lease = own_lease(set, ctx)?;
    if lease.dialled_at.is_none() {
        return release(set, ctx);
    }
    let mut kept = lease.clone();
    kept.lost_at = Some(ctx.now);
    kept.parked = false;
    kept.expires_at = ctx.now + LOST_LINE;
    Ok(Decision::new("line_lost", Receipt::Released).with(Change::LeaseRenewed(kept)))
}

/// Leaves the call with a reason, which is kept as a note; it rests a while before it is served again.
pub(super) fn put_back(set: &WorkingSet, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let lease = own_lease(set, ctx)?;
    let reason = needed(reason)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    let mut rested = call.clone();
    rested.ready_at = rested.ready_at.max(ctx.now + REST_AFTER_PUT_BACK);
    Ok(Decision::new("put_back", Receipt::Released)
        .with(Change::Call(rested))
        .with(Change::Note(note(call, reason, ctx)))
        .with(Change::LeaseEnded(lease.token)))
}

/// A supervisor ends another's lease.
pub(super) fn force_release(set: &WorkingSet, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let holds = |lease: &&Lease| lease.is_live(ctx.now) || lease.is_unfinished(ctx.now);
    let lease = set.lease.as_ref().filter(holds).ok_or(Refusal::NotFound)?;
    let call = set.call.as_ref().ok_or(Refusal::NotFound)?;
    let decision = Decision::new("lease_released_by_supervisor", Receipt::Released)
        .with(Change::LeaseEnded(lease.token))
        .with(message_to(Some(&lease.user), Words::Room(Notice::Released), call.record, ctx))
        .fact("holder", &lease.user);
    Ok(match reason.trim() {
        "" => decision,
        reason => decision.with(Change::Note(note(call, reason, ctx))),
    })
}

/// The live lease of the command's token, held by this user; else who holds the call now.
pub(super) fn own_lease<'a>(set: &'a WorkingSet, ctx: &Ctx<'_>) -> Result<&'a Lease, Refusal> {
    live(set.lease.as_ref(), ctx)
        .filter(|lease| lease.user == ctx.user.name)
        .ok_or_else(|| Refusal::StaleToken(live(set.held_by.as_ref(), ctx).cloned().map(Box::new)))
}

pub(super) fn live<'a>(lease: Option<&'a Lease>, ctx: &Ctx<'_>) -> Option<&'a Lease> {
    lease.filter(|lease| lease.is_live(ctx.now))
}

/// Refuses unless the user may do that.
///
/// # Errors
/// [`Refusal::NotPermitted`], also after the user's last day.
pub fn permit(ctx: &Ctx<'_>, power: Power) -> Result<(), Refusal> {
    let expired = ctx.user.expires_on.is_some_and(|last| last < ctx.today());
    if ctx.user.may(power) && !expired { Ok(()) } else { Err(Refusal::NotPermitted(power)) }
}

/// A message for a user about a record.
pub(super) fn message_to(to: Option<&str>, words: Words, about: RecordId, ctx: &Ctx<'_>) -> Change {
    Change::Message(Message {
        to_station: None,
        to_user: to.map(str::to_owned),
        from_user: ctx.user.name.clone(),
        at: ctx.now,
        words,
        record: Some(about),
    })
}

/// A signed note on the record of a call.
pub(super) fn note(call: &Call, text: &str, ctx: &Ctx<'_>) -> Note {
    Note {
        id: NoteId::mint(ctx.now, ctx.mint),
        record: call.record,
        at: ctx.now,
        by: ctx.user.name.clone(),
        text: text.to_owned(),
        pinned: false,
    }
}

/// A text that must say something.
pub(super) fn needed(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(text) }
}
