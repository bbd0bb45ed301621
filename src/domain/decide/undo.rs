//! Taking back the last logged outcome of a station, with all that it did.

use super::super::call::{CallState, Closing, Undone};
use super::super::lease::Lease;
use super::super::order::{OrderEnd, OrderState};
use super::super::record::Record;
use super::super::undo::{Barred, Entity, Image, UNDO, UndoSet};
use super::super::user::Power;
use super::lease::{live, permit};
use super::worked::raise;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// Restores what was, as long as nothing of it has moved on or gone out.
pub(super) fn undo(set: &WorkingSet, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let own = set.undo.as_ref().filter(|undo| undo.user == ctx.user.name).ok_or(Refusal::NoUndo(Barred::Nothing))?;
    if ctx.now - own.at > UNDO {
        return Err(Refusal::NoUndo(Barred::Late));
    }
    if let Some(barred) = set.barred {
        return Err(Refusal::NoUndo(barred));
    }
    let reference = set.record.as_ref().ok_or(Refusal::NotFound)?.reference;
    let lease = covering_again(set, own, ctx);
    let receipt =
        Receipt::Undone { call: own.call, outcome: own.outcome, reference, lease: lease.clone().map(Box::new) };
    let attempts = own.images.iter().filter(|image| matches!(image.after, Entity::Attempt(_))).count();
    let mut decision = Decision::new("outcome_undone", receipt).fact("outcome", own.outcome).fact("attempts", attempts);
    decision.changes = restored(own, ctx);
    decision.changes.extend(lease.map(Change::LeaseCovers));
    Ok(decision.with(Change::UndoSpent))
}

/// The lease of a telephone call that goes on for others covers again what lies open again.
fn covering_again(set: &WorkingSet, undo: &UndoSet, ctx: &Ctx<'_>) -> Option<Lease> {
    let mut lease = live(set.station_lease.as_ref(), ctx).filter(|lease| lease.user == ctx.user.name)?.clone();
    for image in &undo.images {
        if let Some(Entity::Call(call)) = &image.before
            && call.state == CallState::Open
            && !lease.covers.contains(&call.id)
        {
            lease.covers.push(call.id);
        }
    }
    Some(lease)
}

/// What was made goes first: a call that is withdrawn makes room for the one that lies open again.
fn restored(set: &UndoSet, ctx: &Ctx<'_>) -> Vec<Change> {
    let (made, changed): (Vec<&Image>, Vec<&Image>) = set.images.iter().partition(|image| image.before.is_none());
    let made = made.into_iter().filter_map(|image| unmade(&image.after, set, ctx));
    made.chain(changed.into_iter().filter_map(|image| as_it_was(image, ctx))).collect()
}

/// What the outcome made stays to be read, without effect.
fn unmade(entity: &Entity, set: &UndoSet, ctx: &Ctx<'_>) -> Option<Change> {
    Some(match entity.clone() {
        Entity::Attempt(mut attempt) => {
            attempt.undone = Some(Undone { by: ctx.user.name.clone(), at: ctx.now });
            Change::Attempt(attempt)
        }
        Entity::Call(mut call) => {
            call.state = CallState::Withdrawn;
            call.closing = Some(Closing::Withdrawn);
            Change::Call(call)
        }
        Entity::Order(mut order) => {
            order.state = OrderState::Annulled;
            let reason = set.outcome.code().to_owned();
            order.ended = Some(OrderEnd { at: ctx.now, by: ctx.user.name.clone(), reason });
            Change::Order(order)
        }
        Entity::Person(_) | Entity::Record(_) | Entity::Note(_) => return None,
    })
}

fn as_it_was(image: &Image, ctx: &Ctx<'_>) -> Option<Change> {
    Some(match (image.before.clone()?, &image.after) {
        (Entity::Record(before), Entity::Record(after)) => Change::Record(record(before, after, ctx)),
        (Entity::Person(person), _) => Change::Person(person),
        (Entity::Record(record), _) => Change::Record(record),
        (Entity::Call(call), _) => Change::Call(call),
        (Entity::Attempt(attempt), _) => Change::Attempt(attempt),
        (Entity::Order(order), _) => Change::Order(order),
        (Entity::Note(note), _) => Change::Note(note),
    })
}

/// The old content under a new revision: revisions never go back, and the one that was raised stands in the outbox.
fn record(mut before: Record, after: &Record, ctx: &Ctx<'_>) -> Record {
    if after.revision > before.revision {
        before.revision = after.revision;
        raise(&mut before, "undone", ctx.now);
    }
    before
}
