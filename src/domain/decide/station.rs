//! The stations of the room: pauses, a supervisor's line to all of them, the shift's note.

use super::super::handling::{Pause, Signed};
use super::super::message::{Message, Words};
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

#[cfg(test)]
mod tests {
    use super::super::super::sample::{lease, now};
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, assert_not_found};
    use super::*;

    fn pause(reason: &str) -> Command {
        Command::Pause { reason: reason.into() }
    }

    #[test]
    fn a_pause_needs_a_reason_and_free_hands() {
        assert_guarded(&pause("Mittag"), Power::Work, Role::Tracer);
        assert_eq!(Case::of(Role::Tracer).refusal(&pause(" ")), Refusal::ReasonNeeded);
        let busy = Case::of(Role::Tracer).with(|set| set.station_lease = Some(lease("berg")));
        assert_eq!(busy.refusal(&pause("Mittag")), Refusal::HoldsAnother(Box::new(lease("berg"))));
        let over = Case::of(Role::Tracer).with(|set| {
            set.station_lease = Some(crate::domain::lease::Lease { expires_at: now(), ..lease("berg") });
        });
        assert_eq!(over.decision(&pause("Mittag")).event, Some("paused"), "a lease that ran out holds nobody");
    }

    #[test]
    fn only_who_makes_a_pause_comes_back_from_one() {
        assert_guarded(&Command::Resume, Power::Work, Role::Tracer);
        assert_not_found(&Command::Resume, Role::Tracer);
    }

    #[test]
    fn the_room_is_told_by_who_leads_it() {
        let tell = |text: &str| Command::TellAll { text: text.into() };
        assert_guarded(&tell("Besprechung"), Power::Lead, Role::Supervisor);
        assert_eq!(Case::of(Role::Supervisor).refusal(&tell(" ")), Refusal::ReasonNeeded);
        assert_guarded(&Command::SetShiftNote { text: String::new() }, Power::Lead, Role::Supervisor);
    }
}
