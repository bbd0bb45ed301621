//! Read models that are put together from several queries.

use crate::domain::call::{Call, CallState};
use crate::domain::id::{CallId, PersonId, RecordId};
use crate::domain::lease::LeaseKey;
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::view::{CallSheet, Mate};

use super::{Queries, Result, StoreError};

/// How many others of a household or number a sheet lists at most.
const MATES: usize = 80;

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
        found.push(mate(queries, &record, &person, false)?);
    }
    Ok(found)
}

fn mate(queries: &dyn Queries, record: &Record, person: &Person, same_household: bool) -> Result<Mate> {
    let open = queries.calls_of(record.id)?.into_iter().rev().find(|call| call.state == CallState::Open);
    Ok(Mate {
        record: record.id,
        reference: record.reference,
        name: person.listed_name(),
        birth: person.birth,
        call: open.map(|call| (call.id, call.reason)),
        same_household,
    })
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

/// Others of the household, and others with an open call on one of the numbers.
///
/// # Errors
/// Those of the store.
pub fn mates(queries: &dyn Queries, person: &Person, call: Option<&Call>) -> Result<Vec<Mate>> {
    let mut people: Vec<(PersonId, bool)> = Vec::new();
    if let Some(household) = person.household {
        people.extend(queries.household_members(household)?.into_iter().map(|id| (id, true)));
    }
    for number in call.map_or(&[][..], |call| &call.numbers) {
        for other in queries.open_calls_on(number)? {
            if people.iter().all(|(known, _)| *known != other.person) {
                people.push((other.person, false));
            }
        }
    }
    let mut found = Vec::new();
    for (id, same_household) in people.into_iter().filter(|(id, _)| *id != person.id).take(MATES) {
        let Some(mate) = queries.person(id)? else { continue };
        for record in queries.records_of(id)? {
            found.push(self::mate(queries, &record, &mate, same_household)?);
        }
    }
    Ok(found)
}
