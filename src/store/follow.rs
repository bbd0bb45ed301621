//! What must be kept true when something is saved: numbers that are used up, marks for order offices, calls and orders of
//! somebody who has moved.

use crate::domain::audit::Touch;
use crate::domain::batch::Snapshot;
use crate::domain::decide::{Ctx, raise};
use crate::domain::order::{Order, parts_of_number};
use crate::domain::person::Person;
use crate::domain::place;
use crate::domain::queue::Ranking;
use crate::domain::record::Record;
use crate::domain::time::Moment;

use super::{StoreError, Txn, snapshot_of};

/// Calls and orders follow somebody who has moved. The records of orders that changed join `raised`, whose revisions are
/// to be stored at the end.
pub(super) fn follow(
    txn: &mut dyn Txn,
    person: &Person,
    raised: &mut Vec<Record>,
    ctx: &Ctx<'_>,
) -> Result<Vec<Touch>, StoreError> {
    let (ranking, mut touches) = (Ranking::of(&ctx.rules.plan), Vec::new());
    for record in txn.records_of(person.id)? {
        for call in place::calls(person, &txn.calls_of(record.id)?) {
            touches.push(txn.put_call(&call, ctx.now, &ranking)?);
        }
    }
    let year = chrono::Datelike::year(&ctx.today());
    let next = txn.last_order_number(&ctx.office.authority_for(person).0, year)? + 1;
    for order in place::orders(person, &txn.orders_of(person.id)?, ctx.office, next, ctx.now, ctx.zone()) {
        touches.push(put_numbered(txn, &order)?);
        if raised.iter().all(|record| record.id != order.record)
            && let Some(mut record) = txn.record(order.record)?
        {
            raise(&mut record, "order_moved", ctx.now);
            touches.push(txn.put_record(&record)?);
            raised.push(record);
        }
    }
    Ok(touches)
}

/// Marks a revision for the order offices that must know of an order of it.
pub(super) fn mark(txn: &mut dyn Txn, place: u64, snapshot: &Snapshot) -> Result<(), StoreError> {
    snapshot.municipalities().into_iter().try_for_each(|municipality| txn.mark_revision(place, municipality))
}

/// Saves an order. Its number is used up now and not before: one that was only looked at leaves no gap.
///
/// # Errors
/// Those of the store.
pub fn put_numbered(txn: &mut dyn Txn, order: &Order) -> Result<Touch, StoreError> {
    if let Some((authority, year, running)) = order.number.as_deref().and_then(parts_of_number) {
        txn.raise_order_number(authority, year, running)?;
    }
    txn.put_order(order)
}

/// Stores the revision that a record now has as an immutable snapshot.
///
/// # Errors
/// Those of the store.
pub fn put_revision(txn: &mut dyn Txn, record: Record, at: Moment) -> Result<u64, StoreError> {
    let (id, revision) = (record.id, record.revision);
    let snapshot = snapshot_of(txn.queries(), record, at)?;
    let bytes = serde_json::to_vec(&snapshot).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let place = txn.put_revision(id, revision, &bytes)?;
    mark(txn, place, &snapshot)?;
    Ok(place)
}

/// An entity changed twice by one decision is committed to once, as it is now.
pub(super) fn last_of_each(touches: Vec<Touch>) -> Vec<Touch> {
    let mut kept: Vec<Touch> = Vec::with_capacity(touches.len());
    for touch in touches {
        kept.retain(|earlier| earlier.entity != touch.entity);
        kept.push(touch);
    }
    kept
}
