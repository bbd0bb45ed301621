//! What an outcome changed, gathered while it is saved, so that it can be taken back.

use uuid::Uuid;

use crate::domain::audit::Touch;
use crate::domain::call::{Call, CallState, Outcome};
use crate::domain::decide::{Change, Command, Ctx, WorkingSet};
use crate::domain::id::CallId;
use crate::domain::undo::{Barred, Entity, Image, UndoSet};

use super::{Queries, Result, Txn};

/// Watches the commands of one transaction; they share one set.
#[derive(Debug, Default)]
pub(super) struct Trace {
    logged: Option<(CallId, Outcome, Option<i64>)>,
    images: Vec<Image>,
    place: Option<u64>,
}

impl Trace {
    /// A command is about to be carried out.
    pub(super) fn begin(&mut self, command: &Command) {
        if let (Command::Log(log), None) = (command, self.logged) {
            self.logged = Some((log.call, log.outcome, log.token));
        }
    }

    /// A change was saved; `before` is what [`before`] found.
    pub(super) fn note(&mut self, change: &Change, before: Option<Entity>, touch: &Touch) {
        let Some(after) = entity_of(change) else { return };
        let sealed = touch.commitment.to_string();
        match self.images.iter_mut().find(|image| image.id == after.id()) {
            Some(known) => {
                known.after = after;
                known.sealed = sealed;
            }
            None => self.images.push(Image { id: after.id(), before, after, sealed }),
        }
    }

    /// A revision went into the outbox.
    pub(super) fn raised(&mut self, place: u64) {
        self.place = Some(self.place.map_or(place, |first| first.min(place)));
    }

    /// Everything is saved: the set takes the place of the station's last one, if an outcome was among it.
    pub(super) fn keep(self, txn: &mut dyn Txn, ctx: &Ctx<'_>) -> Result<()> {
        let Some((call, outcome, token)) = self.logged.filter(|_| !self.images.is_empty()) else { return Ok(()) };
        let (user, at) = (ctx.user.name.clone(), ctx.now);
        let set = UndoSet { user, at, call, outcome, token, images: self.images, place: self.place };
        txn.put_undo(ctx.station, &set)
    }
}

/// The entity of a change as it is stored before it.
pub(super) fn before(queries: &dyn Queries, change: &Change) -> Result<Option<Entity>> {
    Ok(match change {
        Change::Person(person) => queries.person(person.id)?.map(Entity::Person),
        Change::Record(record) => queries.record(record.id)?.map(Entity::Record),
        Change::Call(call) => queries.call(call.id)?.map(Entity::Call),
        Change::Attempt(attempt) => queries.attempt(attempt.id)?.map(Entity::Attempt),
        Change::Order(order) => queries.order(order.id)?.map(Entity::Order),
        _ => None,
    })
}

fn entity_of(change: &Change) -> Option<Entity> {
    Some(match change {
        Change::Person(person) => Entity::Person(person.clone()),
        Change::Record(record) => Entity::Record(record.clone()),
        Change::Call(call) => Entity::Call(call.clone()),
        Change::Attempt(attempt) => Entity::Attempt(attempt.clone()),
        Change::Order(order) => Entity::Order(order.clone()),
        Change::Note(note) => Entity::Note(note.clone()),
        _ => return None,
    })
}

/// Loads what the station's last outcome did, and whether the store knows why it cannot be taken back.
pub(super) fn load(queries: &dyn Queries, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<()> {
    let Some(undo) = queries.undo_of(ctx.station)? else { return Ok(()) };
    set.call = queries.call(undo.call)?;
    set.record = set.call.as_ref().map(|call| queries.record(call.record)).transpose()?.flatten();
    set.barred = if went_out(queries, &undo)? {
        Some(Barred::Sent)
    } else {
        has_moved_on(queries, &undo, ctx)?.then_some(Barred::MovedOn)
    };
    set.station_lease = queries.lease_of_station(ctx.station)?.filter(|lease| Some(lease.token) == undo.token);
    set.undo = Some(undo);
    Ok(())
}

fn went_out(queries: &dyn Queries, undo: &UndoSet) -> Result<bool> {
    let Some(place) = undo.place else { return Ok(false) };
    Ok(queries.batches(None)?.iter().any(|batch| batch.last >= place))
}

/// Whether an entity was changed since, somebody else works on one of its calls by now, or another call is open where one
/// would lie open again.
fn has_moved_on(queries: &dyn Queries, undo: &UndoSet, ctx: &Ctx<'_>) -> Result<bool> {
    for image in &undo.images {
        let sealed = queries.last_commitment(image.id)?.map(|commitment| commitment.to_string());
        if sealed.as_deref() != Some(image.sealed.as_str()) || is_held(queries, image.id, &image.after, ctx)? {
            return Ok(true);
        }
        if has_twin(queries, undo, image)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the record has got another open call of the same reason, which the outcome did not make.
fn has_twin(queries: &dyn Queries, undo: &UndoSet, image: &Image) -> Result<bool> {
    let Some(Entity::Call(before)) = image.before.as_ref().filter(|_| !is_open(&image.after)) else { return Ok(false) };
    let made = |id: CallId| undo.images.iter().any(|image| image.id == id.0 && image.before.is_none());
    let twin = |other: &Call| other.state == CallState::Open && other.reason == before.reason && !made(other.id);
    Ok(before.state == CallState::Open && queries.calls_of(before.record)?.iter().any(twin))
}

fn is_open(entity: &Entity) -> bool {
    matches!(entity, Entity::Call(call) if call.state == CallState::Open)
}

fn is_held(queries: &dyn Queries, id: Uuid, entity: &Entity, ctx: &Ctx<'_>) -> Result<bool> {
    if !matches!(entity, Entity::Call(_)) {
        return Ok(false);
    }
    Ok(queries.lease_of(CallId(id))?.is_some_and(|lease| lease.keeps_out(&ctx.user.name, ctx.now)))
}
