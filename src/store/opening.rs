//! Opening a record: reading it whole is an event of its own.

use std::collections::BTreeMap;

use crate::domain::decide::{Decision, Receipt, Refusal, permit};
use crate::domain::id::RecordId;
use crate::domain::user::Power;
use crate::domain::view::RecordSheet;

use super::Txn;
use super::perform::{Actor, NotDone, save, with_ctx};
use super::undo::Trace;

/// Everything on a record, for somebody who may read it; that they did is told in the trail.
///
/// # Errors
/// A user who may not read records, a record that there is not, and those of the store.
pub fn open_record(txn: &mut dyn Txn, id: RecordId, actor: &Actor<'_>) -> Result<RecordSheet, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        permit(ctx, Power::Read)?;
        let sheet = txn.record_sheet(id)?.ok_or(Refusal::NotFound)?;
        let opened =
            Decision { changes: Vec::new(), event: Some("opened"), facts: BTreeMap::new(), receipt: Receipt::Saved };
        save(txn, opened, Some(id), ctx, &mut Trace::default())?;
        Ok(sheet)
    })
}
