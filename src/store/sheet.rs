//! Read models that are put together from several queries.

use std::collections::BTreeSet;

use crate::domain::call::Call;
use crate::domain::id::{CallId, PersonId, RecordId};
use crate::domain::lease::LeaseKey;
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::view::{CallSheet, Mate, MateSheet};

use super::{Queries, Result, StoreError};

/// How many others of a household, number or institution a sheet lists at most.
const MATES: usize = 250;

/// Everything the call screen shows; none if there is no such call.
///
/// # Errors
/// Those of the store.
pub fn call_sheet(queries: &dyn Queries, id: CallId) -> Result<Option<CallSheet>> {
    let Some(call) = queries.call(id)? else { return Ok(None) };
    let record = queries.record(call.record)?.ok_or_else(|| missing("record"))?;
    let person = queries.person(record.person)?.ok_or_else(|| missing("person"))?;
    let newest_first = |mut list: Vec<_>| {
        list.reverse();
        list
    };
    Ok(Some(CallSheet {
        household: person.household.map(|id| queries.household(id)).transpose()?.flatten(),
        institution: person.institution.map(|id| queries.institution(id)).transpose()?.flatten(),
        mates: mates(queries, &person, Some(&call))?,
        index_reference: index_reference(queries, &record)?,
        contacts: contacts(queries, record.id)?,
        attempts: newest_first(queries.attempts_of(record.id)?),
        orders: queries.orders_of(record.person)?.into_iter().rev().collect(),
        notes: queries.notes_of(record.id)?.into_iter().rev().collect(),
        lease: queries.lease_on(&LeaseKey::Call(call.id))?,
        call,
        record,
        person,
    }))
}

/// Contacts of a case, the newest first.
///
/// # Errors
/// Those of the store.
pub fn contacts(queries: &dyn Queries, case: RecordId) -> Result<Vec<Mate>> {
    let mut found = Vec::new();
    for record in queries.contacts_of(case)?.into_iter().rev() {
        let Some(person) = queries.person(record.person)? else { continue };
        found.push(Mate::of(&record, &person, &queries.calls_of(record.id)?, false, None));
    }
    Ok(found)
}

fn missing(what: &str) -> StoreError {
    StoreError::Corrupt(format!("a call without its {what}"))
}

/// Reference of the index case, where it is a record of ours.
///
/// # Errors
/// Those of the store.
pub fn index_reference(queries: &dyn Queries, record: &Record) -> Result<Option<crate::domain::id::Reference>> {
    let index = record.index.record.map(|id| queries.record(id)).transpose()?.flatten();
    Ok(index.map(|index| index.reference))
}

/// Others of the household, others with an open call on one of the numbers, and others of the institution with one.
///
/// # Errors
/// Those of the store.
pub fn mates(queries: &dyn Queries, person: &Person, call: Option<&Call>) -> Result<Vec<Mate>> {
    let mut people: Vec<(PersonId, bool)> = Vec::new();
    if let Some(household) = person.household {
        people.extend(queries.household_members(household)?.into_iter().map(|id| (id, true)));
    }
    let mut others = Vec::new();
    for number in call.map_or(&[][..], |call| &call.numbers) {
        others.extend(queries.open_calls_on(number)?);
    }
    if let Some(institution) = person.institution {
        others.extend(queries.open_calls_at(institution)?);
    }
    let mut known: BTreeSet<PersonId> = people.iter().map(|(id, _)| *id).collect();
    people.extend(others.into_iter().filter(|other| known.insert(other.person)).map(|other| (other.person, false)));
    let mut found = Vec::new();
    for (id, same_household) in people.into_iter().filter(|(id, _)| *id != person.id).take(MATES) {
        let Some(mate) = queries.person(id)? else { continue };
        for record in queries.records_of(id)? {
            let reason = call.map(|call| call.reason);
            found.push(Mate::of(&record, &mate, &queries.calls_of(record.id)?, same_household, reason));
        }
    }
    Ok(found)
}

/// What the table of orders needs of these records.
///
/// # Errors
/// Those of the store.
pub fn mate_sheets(queries: &dyn Queries, records: &[RecordId]) -> Result<Vec<MateSheet>> {
    let mut found = Vec::with_capacity(records.len());
    for id in records {
        let Some(record) = queries.record(*id)? else { continue };
        let person = queries.person(record.person)?.ok_or_else(|| missing("person"))?;
        let orders = queries.orders_of(record.person)?.into_iter().rev().collect();
        found.push(MateSheet { record, person, orders });
    }
    Ok(found)
}
