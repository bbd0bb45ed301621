//! Derives the municipality of addresses again, where the data of the municipalities have changed.

use crate::domain::decide::{Change, Decision, Receipt, permit};
use crate::domain::id::{ActionId, PersonId};
use crate::domain::user::Power;

use super::Txn;
use super::perform::{Actor, NotDone, save_as, with_ctx};
use super::undo::Trace;

/// People of one transaction at most.
pub const STEP: usize = 500;

/// What a step has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Derived {
    /// People whose municipality is another now.
    pub changed: u64,
    /// The last person looked at: where the next step goes on; none where nobody is left.
    pub last: Option<PersonId>,
}

/// Looks at the next people after one of them; who lives elsewhere now is saved with an event of their own, and their
/// calls and orders follow.
///
/// # Errors
/// Refused unless the user administers the office.
pub fn derive(txn: &mut dyn Txn, after: Option<PersonId>, limit: usize, actor: &Actor<'_>) -> Result<Derived, NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        permit(ctx, Power::Administer)?;
        let mut done = Derived::default();
        for mut person in txn.people_after(after, limit)? {
            done.last = Some(person.id);
            if !ctx.office.settle(&mut person) {
                continue;
            }
            let about = txn.records_of(person.id)?.first().map(|record| record.id);
            let decision = Decision {
                changes: vec![Change::Person(person)],
                event: Some("place_derived"),
                facts: std::collections::BTreeMap::new(),
                receipt: Receipt::Saved,
            };
            save_as(txn, decision, about, ActionId::mint(ctx.now, ctx.mint), ctx, &mut Trace::default())?;
            done.changed += 1;
        }
        Ok(done)
    })
}
