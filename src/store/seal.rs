//! Sealing: fixes the members of the next batch of a destination in one quick transaction.

use std::collections::BTreeMap;

use crate::domain::audit::{Draft, Hash, Touch};
use crate::domain::batch::{BATCH_LIMIT, Batch, BatchState, Snapshot, municipality_of};
use crate::domain::decide::{Ctx, permit};
use crate::domain::id::ActionId;
use crate::domain::user::Power;

use super::perform::{Actor, NotDone, with_ctx};
use super::{Queries, Result, StoreError, Txn};

/// How many revisions wait for a destination.
///
/// # Errors
/// Those of the store.
pub fn waiting(queries: &dyn Queries, destination: &str) -> Result<u64> {
    let first = next_place(queries, destination)?;
    if let Some(municipality) = municipality_of(destination) {
        return Ok(queries.marked_revisions(municipality, first, u64::MAX)?.len() as u64);
    }
    let end = queries.outbox_end()?;
    if first > end { Ok(0) } else { queries.outbox_count(first, end) }
}

fn next_place(queries: &dyn Queries, destination: &str) -> Result<u64> {
    Ok(queries.batches(Some(destination))?.last().map_or(1, |last| last.last + 1))
}

/// Seals the next batch; none if nothing waits. A batch that was sealed and not yet written comes back first, as it is.
///
/// # Errors
/// Refused unless the user may export.
pub fn seal(txn: &mut dyn Txn, destination: &str, actor: &Actor<'_>) -> std::result::Result<Option<Batch>, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        permit(ctx, Power::Export)?;
        let earlier = txn.batches(Some(destination))?;
        if let Some(unwritten) = earlier.iter().find(|batch| batch.state == BatchState::Sealed) {
            return Ok(Some(unwritten.clone()));
        }
        let first = next_place(txn.queries(), destination)?;
        let Some((last, records)) = members(txn.queries(), destination, first)? else { return Ok(None) };
        let batch = Batch {
            destination: destination.to_owned(),
            number: earlier.last().map_or(1, |batch| batch.number + 1),
            state: BatchState::Sealed,
            first,
            last,
            records,
            sealed_at: ctx.now,
            sealed_by: ctx.user.name.clone(),
            head: txn.head()?,
            previous: earlier.last().and_then(|batch| batch.manifest).unwrap_or(Hash::default()),
            manifest: None,
        };
        txn.put_batch(&batch)?;
        txn.append_event(draft("batch_sealed", &batch, ctx), Vec::new())?;
        Ok(Some(batch))
    })
}

/// Place of the last member of the next batch, and how many there are; none if nothing waits.
fn members(queries: &dyn Queries, destination: &str, first: u64) -> Result<Option<(u64, u64)>> {
    if let Some(municipality) = municipality_of(destination) {
        let places = queries.marked_revisions(municipality, first, BATCH_LIMIT)?;
        return Ok(places.last().map(|last| (*last, places.len() as u64)));
    }
    if first > queries.outbox_end()? {
        return Ok(None);
    }
    let last = queries.outbox_nth(first, BATCH_LIMIT)?;
    Ok(Some((last, queries.outbox_count(first, last)?)))
}

/// Visits the stored bytes of every member of a batch, in order.
///
/// # Errors
/// Those of the store and of `visit`.
pub fn each_member(queries: &dyn Queries, batch: &Batch, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let Some(municipality) = municipality_of(&batch.destination) else {
        return queries.each_revision(batch.first, batch.last, visit);
    };
    let places = queries.marked_revisions(municipality, batch.first, batch.records)?;
    places.into_iter().try_for_each(|place| queries.each_revision(place, place, visit))
}

/// Orders whose order office has been told of them with this batch say so from now on.
fn inform(txn: &mut dyn Txn, batch: &Batch) -> Result<Vec<Touch>> {
    let Some(municipality) = municipality_of(&batch.destination) else { return Ok(Vec::new()) };
    let mut told = Vec::new();
    each_member(txn.queries(), batch, &mut |bytes| {
        let snapshot: Snapshot =
            serde_json::from_slice(bytes).map_err(|error| StoreError::Corrupt(format!("a revision: {error}")))?;
        told.extend(snapshot.orders_for(municipality).map(|order| order.id));
        Ok(())
    })?;
    let mut touches = std::collections::BTreeMap::new();
    for id in told {
        let Some(mut order) = txn.order(id)?.filter(|order| order.municipality_informed_at.is_none()) else { continue };
        order.municipality_informed_at = Some(batch.sealed_at);
        let touch = txn.put_order(&order)?;
        touches.insert(touch.entity, touch);
    }
    Ok(touches.into_values().collect())
}

/// Notes that the files of a batch are on disk, with the hash of its manifest. Another process may have noted it already.
///
/// # Errors
/// Those of the store.
pub fn written(
    txn: &mut dyn Txn,
    batch: &Batch,
    manifest: Hash,
    actor: &Actor<'_>,
) -> std::result::Result<Batch, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        let known = txn.batches(Some(&batch.destination))?.into_iter().find(|known| known.number == batch.number);
        if let Some(known) = known.filter(|known| known.state != BatchState::Sealed) {
            return Ok(known);
        }
        let batch = Batch { state: BatchState::Written, manifest: Some(manifest), ..batch.clone() };
        txn.put_batch(&batch)?;
        let touches = inform(txn, &batch)?;
        txn.append_event(draft("batch_written", &batch, ctx), touches)?;
        Ok(batch)
    })
}

fn draft(kind: &str, batch: &Batch, ctx: &Ctx<'_>) -> Draft {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    Draft {
        action: ActionId::mint(ctx.now, ctx.mint),
        at: ctx.now,
        user: ctx.user.name.clone(),
        station: ctx.station.to_owned(),
        kind: kind.to_owned(),
        record: None,
        facts: BTreeMap::from([
            fact("destination", batch.destination.clone()),
            fact("number", batch.number.to_string()),
            fact("records", batch.records.to_string()),
            fact("manifest", batch.manifest.map(|hash| hash.to_string()).unwrap_or_default()),
        ]),
    }
}
