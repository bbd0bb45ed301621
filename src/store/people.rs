//! What is looked at where a person is added by hand, corrected, or reached on other numbers.

use crate::domain::call::{Call, CallState, Reason};
use crate::domain::decide::{AddPerson, Ctx, WorkingSet};
use crate::domain::fold::name_key;
use crate::domain::id::Reference;
use crate::domain::record::Kind;

use super::intake::same_person;
use super::load::load_record;
use super::{Queries, StoreError};

/// How many others of one name are named at most.
const NEAR: usize = 3;

/// Whom a person to be added is known as already, who else bears the name, and a reference that is free.
pub(super) fn load_new(
    queries: &dyn Queries,
    wanted: &AddPerson,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    if queries.record(wanted.id)?.is_some() {
        return load_record(queries, wanted.id, set);
    }
    let key = name_key(&wanted.last_name, &wanted.first_name);
    let numbers: Vec<&str> = wanted.phones.iter().filter_map(|phone| phone.e164.as_deref()).collect();
    let same = same_person(queries, &key, wanted.birth, &numbers)?;
    set.person = same.map(|id| queries.person(id)).transpose()?.flatten();
    set.others = same.map(|id| queries.records_of(id)).transpose()?.unwrap_or_default();
    for near in queries.people_by_name(&key, NEAR)?.into_iter().filter(|id| Some(*id) != same) {
        set.near.extend(queries.records_of(near)?.last().map(|record| record.reference));
    }
    // A case of ours may be named by the reference that people read aloud.
    let named = wanted.index.external.as_deref().and_then(|text| text.parse::<Reference>().ok());
    let named = named.map(|reference| queries.record_by_reference(reference)).transpose()?.flatten();
    let index = wanted.index.record.map(|id| queries.record(id)).transpose()?.flatten().or(named);
    if let Some(index) = index.filter(|index| index.kind == Kind::Case) {
        set.index = queries.person(index.person)?.map(|person| (index, person));
    }
    for _ in 0..8 {
        let drawn = Reference::mint(ctx.mint);
        if queries.record_by_reference(drawn)?.is_none() {
            set.free_reference = Some(drawn);
            break;
        }
    }
    Ok(())
}

/// The person's other records with their calls; who else searches for a number; what this station works on.
pub(super) fn load_others(queries: &dyn Queries, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    let Some(record) = &set.record else { return Ok(()) };
    set.others = queries.records_of(record.person)?.into_iter().filter(|other| other.id != record.id).collect();
    for other in &set.others {
        set.others_calls.extend(queries.calls_of(other.id)?);
    }
    set.station_lease = queries.lease_of_station(ctx.station)?.filter(|lease| lease.is_live(ctx.now));
    let searched = |call: &&Call| call.reason == Reason::Research && call.state == CallState::Open;
    for call in set.siblings.iter().chain(&set.others_calls).filter(searched) {
        set.held_by = match set.held_by.take() {
            Some(lease) => Some(lease),
            None => queries.lease_of(call.id)?.filter(|lease| lease.keeps_out(&ctx.user.name, ctx.now)),
        };
    }
    Ok(())
}
