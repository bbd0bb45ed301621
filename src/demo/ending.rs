//! Stories without an order: advised, closed, or on the supervisor's list.

use chrono::TimeDelta;

use super::dossier::Dossier;
use super::waiting::{first_call, fresh, moment, moments};
use super::world::World;
use crate::domain::call::{CallState, Closing, Outcome};
use crate::domain::record::Classification;

/// Reached and told what to watch for.
pub(super) fn advised(d: &mut Dossier, w: &mut World) {
    close(d, Outcome::Complete, Closing::Complete, w);
}

/// Was no contact.
pub(super) fn not_a_contact(d: &mut Dossier, w: &mut World) {
    if close(d, Outcome::NotAContact, Closing::NotAContact, w) {
        d.record().classification = Classification::NoContact;
    }
}

/// Another office is at it.
pub(super) fn elsewhere(d: &mut Dossier, w: &mut World) {
    close(d, Outcome::HandledElsewhere, Closing::HandledElsewhere, w);
}

/// Belongs to another office.
pub(super) fn handed_over(d: &mut Dossier, w: &mut World) {
    close(d, Outcome::HandOver, Closing::HandedOver, w);
}

/// One attempt that settles the call; false where there was no room for it, so that the call stays.
fn close(d: &mut Dossier, outcome: Outcome, closing: Closing, w: &mut World) -> bool {
    let mut call = first_call(d, w);
    let Some(at) = moment_before_today(d, w) else {
        fresh(d, w);
        return false;
    };
    d.attempt(&mut call, outcome, at, w);
    d.settle(call, closing);
    if closing == Closing::Complete {
        d.worked(at, "interview_complete");
    } else {
        d.record().closing = Some(closing);
        d.worked(at, "closed");
    }
    true
}

/// Soon after it came in, as if it had been called at once.
fn moment_before_today(d: &mut Dossier, w: &mut World) -> Option<crate::domain::time::Moment> {
    let created_at = d.record().created_at;
    let at = created_at + TimeDelta::minutes(w.rng.between(16, 150));
    let booked = at <= w.clock.now - TimeDelta::minutes(31) && w.book(d.person(), at);
    if booked { Some(at) } else { moment(d, created_at, w) }
}

/// Refused: written order, decided by the supervisor.
pub(super) fn refused(d: &mut Dossier, w: &mut World) {
    if let Some(at) = escalate(d, Outcome::Refused, "refused", w) {
        d.worked(at, "escalated");
    }
}

/// Relatives refused.
pub(super) fn relatives_refused(d: &mut Dossier, w: &mut World) {
    escalate(d, Outcome::HouseholdRefused, "household_refused", w);
}

/// Not fit to talk.
pub(super) fn unfit(d: &mut Dossier, w: &mut World) {
    escalate(d, Outcome::Unfit, "unfit", w);
}

fn escalate(d: &mut Dossier, outcome: Outcome, code: &str, w: &mut World) -> Option<crate::domain::time::Moment> {
    let mut call = first_call(d, w);
    let Some(at) = moment(d, call.created_at, w) else {
        d.put(call);
        return None;
    };
    d.attempt(&mut call, outcome, at, w);
    d.escalate(call, code);
    Some(at)
}

/// Tried nine times in vain: a letter asks to call back.
pub(super) fn unreachable(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    let wanted = usize::from(w.plan.reason(call.reason).attempts_in_all);
    for at in moments(d, call.created_at, wanted, w) {
        let outcome = w.rng.weighted(&[(0, 60), (1, 40)]);
        d.attempt_in_vain(&mut call, if outcome == 0 { Outcome::NoAnswer } else { Outcome::VoicemailNone }, at, w);
    }
    if usize::from(call.attempts) == wanted { d.escalate(call, "letter") } else { d.put(call) }
}

/// Came in when its time had passed.
pub(super) fn too_late(d: &mut Dossier, w: &mut World) {
    let mut call = first_call(d, w);
    call.state = CallState::Done;
    let at = w.clock.past(0).third(0, &mut w.rng).max(call.created_at + TimeDelta::minutes(5));
    d.record().closing = Some(Closing::TooLate);
    d.settle(call, Closing::TooLate);
    d.worked(at, "closed");
}
