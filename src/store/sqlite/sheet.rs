//! The record screen, gathered.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::shape::MATES;
use super::{call, event, lease, order, outbox, person, record};
use crate::domain::id::{PersonId, RecordId};
use crate::domain::person::Person;
use crate::domain::view::{Mate, RecordSheet};
use crate::store::Result;

/// Events shown on the record screen.
const HISTORY: usize = 100;

pub(super) fn record_sheet(conn: &Connection, id: RecordId) -> Result<Option<RecordSheet>> {
    let Some(record) = record::record(conn, id)? else { return Ok(None) };
    let Some(person) = person::person(conn, record.person)? else { return Ok(None) };
    let mut calls = call::of_record(conn, id)?;
    let mut lease = None;
    for call in &calls {
        lease = lease.or(lease::of_call(conn, call.id)?);
    }
    let (mut attempts, mut orders) = (call::attempts_of(conn, id)?, order::of_person(conn, person.id)?);
    let mut notes = record::notes_of(conn, id)?;
    calls.reverse();
    attempts.reverse();
    orders.reverse();
    notes.reverse();
    let index = record.index.record.map(|index| record::record(conn, index)).transpose()?.flatten();
    Ok(Some(RecordSheet {
        household: person.household.map(|id| person::household(conn, id)).transpose()?.flatten(),
        institution: person.institution.map(|id| person::institution(conn, id)).transpose()?.flatten(),
        mates: mates(conn, &person)?,
        index_reference: index.map(|index| index.reference),
        contacts: contacts(conn, id)?,
        calls,
        attempts,
        orders,
        notes,
        history: event::about(conn, id, HISTORY)?,
        deliveries: outbox::deliveries(conn, id)?,
        lease,
        record,
        person,
    }))
}

/// Records of others who share the household or a number, household first, then by name.
fn mates(conn: &Connection, person: &Person) -> Result<Vec<Mate>> {
    let mut others: BTreeMap<PersonId, bool> = BTreeMap::new();
    for phone in &person.phones {
        for id in phone.e164.as_deref().map(|e164| person::on(conn, e164)).transpose()?.unwrap_or_default() {
            others.insert(id, false);
        }
    }
    for id in person.household.map(|id| person::members(conn, id)).transpose()?.unwrap_or_default() {
        others.insert(id, true);
    }
    others.remove(&person.id);
    let mut mates = Vec::new();
    let mut ordered: Vec<(PersonId, bool)> = others.into_iter().collect();
    ordered.sort_by_key(|(id, same_household)| (!same_household, *id));
    for (id, same_household) in ordered.into_iter().take(MATES) {
        let Some(other) = person::person(conn, id)? else { continue };
        for record in record::of_person(conn, id)? {
            mates.push(Mate::of(&record, &other, &call::of_record(conn, record.id)?, same_household, None));
        }
    }
    mates.sort_by(|a, b| (!a.same_household, &a.name, a.reference).cmp(&(!b.same_household, &b.name, b.reference)));
    Ok(mates)
}

/// Contacts of a case, the newest first.
fn contacts(conn: &Connection, case: RecordId) -> Result<Vec<Mate>> {
    let mut found = Vec::new();
    for record in record::of_case(conn, case)?.into_iter().rev() {
        if let Some(person) = person::person(conn, record.person)? {
            found.push(Mate::of(&record, &person, &call::of_record(conn, record.id)?, false, None));
        }
    }
    Ok(found)
}
