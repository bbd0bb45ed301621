//! The stations of the room: pauses, a supervisor's line to all of them, the shift's note.

use super::super::handling::{Pause, Presence, Signed};
use super::super::message::{Message, Words};
use super::super::time::Moment;
use super::super::user::Power;
use super::lease::{needed, permit};
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Makes a pause; not with a call in hand.
pub(super) fn pause(set: &WorkingSet, reason: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    if let Some(lease) = set.station_lease.as_ref().filter(|lease| lease.is_live(ctx.now)) {
        return Err(Refusal::HoldsAnother(Box::new(lease.clone())));
    }
    let pause = Pause {
        station: ctx.station.to_owned(),
        user: ctx.user.name.clone(),
        since: ctx.now,
        reason: needed(reason)?.to_owned(),
    };
    Ok(Decision::new("paused", Receipt::Saved).with(Change::Paused(pause)))
}

/// Back from a pause.
pub(super) fn resume(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let pause = set.pause.as_ref().ok_or(Refusal::NotFound)?;
    let minutes = (ctx.now - pause.since).num_minutes();
    Ok(Decision::new("resumed", Receipt::Saved)
        .fact("minutes", minutes)
        .with(Change::PauseEnded(pause.station.clone())))
}

/// Somebody begins to work here.
pub(super) fn sign_on(ctx: &Ctx<'_>) -> Decision {
    Decision::new("signed_on", Receipt::Saved).with(Change::Seen(presence(ctx.now, ctx)))
}

/// Nobody works here any more.
pub(super) fn sign_off(ctx: &Ctx<'_>) -> Decision {
    Decision::new("signed_off", Receipt::Saved).with(Change::SignedOff(ctx.station.to_owned()))
}

/// Still here; no event, for nothing has changed.
pub(super) fn present(since: Moment, ctx: &Ctx<'_>) -> Decision {
    Decision::silent(Receipt::Saved).with(Change::Seen(presence(since, ctx)))
}

fn presence(since: Moment, ctx: &Ctx<'_>) -> Presence {
    Presence { station: ctx.station.to_owned(), user: ctx.user.name.clone(), since, seen_at: ctx.now }
}

/// A line on every screen.
pub(super) fn tell_all(text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let line = Message {
        to_station: None,
        to_user: None,
        from_user: ctx.user.name.clone(),
        at: ctx.now,
        words: Words::Line(needed(text)?.to_owned()),
        record: None,
    };
    Ok(Decision::new("told_all", Receipt::Saved).with(Change::Message(line)))
}

/// The shift's note takes the place of the one before.
pub(super) fn set_shift_note(text: &str, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Lead)?;
    let note = Signed { at: ctx.now, by: ctx.user.name.clone(), text: text.trim().to_owned() };
    Ok(Decision::new("shift_note_set", Receipt::Saved).with(Change::ShiftNote(note)))
}
