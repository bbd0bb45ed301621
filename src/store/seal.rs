//! Sealing: fixes the members of the next batch of a destination in one quick transaction.

use std::collections::BTreeMap;

use crate::domain::audit::{Draft, Hash};
use crate::domain::batch::{BATCH_LIMIT, Batch, BatchState};
use crate::domain::decide::{Ctx, permit};
use crate::domain::id::ActionId;
use crate::domain::user::Power;

use super::perform::{Actor, NotDone, with_ctx};
use super::{Queries, Result, Txn};

/// How many revisions wait for a destination.
///
/// # Errors
/// Those of the store.
pub fn waiting(queries: &dyn Queries, destination: &str) -> Result<u64> {
    let first = next_place(queries, destination)?;
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
        if first > txn.outbox_end()? {
            return Ok(None);
        }
        let last = txn.outbox_nth(first, BATCH_LIMIT)?;
        let batch = Batch {
            destination: destination.to_owned(),
            number: earlier.last().map_or(1, |batch| batch.number + 1),
            state: BatchState::Sealed,
            first,
            last,
            records: txn.outbox_count(first, last)?,
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
        txn.append_event(draft("batch_written", &batch, ctx), Vec::new())?;
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
