//! The record screen, gathered.

use super::State;
use super::walk::{covers, get};
use crate::domain::audit::Event;
use crate::domain::id::RecordId;
use crate::domain::view::RecordSheet;
use crate::store::sheet::contacts;
use crate::store::{Queries, Result};

impl State {
    pub(super) fn gathered(&self, id: RecordId) -> Result<Option<RecordSheet>> {
        let Some(record) = get(&self.records, id.0) else { return Ok(None) };
        let Some(person) = get(&self.people, record.person.0) else { return Ok(None) };
        let mut calls = self.calls_of(id)?;
        let (mut attempts, mut orders, mut notes) =
            (self.attempts_of(id)?, self.orders_of(person.id)?, self.notes_of(id)?);
        let lease = calls.iter().find_map(|call| self.leases.values().rev().find(|lease| covers(lease, call.id)));
        let lease = lease.cloned();
        calls.reverse();
        attempts.reverse();
        orders.reverse();
        notes.reverse();
        let about = self.events.iter().rev().filter(|event| event.draft.record == Some(id.0));
        Ok(Some(RecordSheet {
            household: person.household.and_then(|id| get(&self.households, id.0)),
            institution: person.institution.and_then(|id| get(&self.institutions, id.0)),
            mates: self.mates(&person)?,
            index_reference: record.index.record.and_then(|id| get(&self.records, id.0)).map(|index| index.reference),
            contacts: contacts(self, id)?,
            calls,
            attempts,
            orders,
            notes,
            history: about.take(100).map(|event| Event::clone(event)).collect(),
            deliveries: self.deliveries(id),
            lease,
            record,
            person,
        }))
    }
}
