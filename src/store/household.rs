//! What is looked at where somebody joins a household or leaves it: everybody's calls, and who works on one of them.

use crate::domain::call::{Call, CallState};
use crate::domain::decide::{Ctx, Host, WorkingSet};
use crate::domain::id::RecordId;
use crate::domain::lease::{Lease, LeaseKey, keys_of};

use super::load::load_record;
use super::perform::leases_on;
use super::{Queries, StoreError};

/// The person, whose household is to be joined if any, and the leases on the calls of both sides.
pub(super) fn load(
    queries: &dyn Queries,
    record: RecordId,
    other: Option<RecordId>,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    load_record(queries, record, set)?;
    let Some(person) = set.person.clone() else { return Ok(()) };
    set.others = queries.records_of(person.id)?.into_iter().filter(|other| other.id != record).collect();
    for other in &set.others {
        set.others_calls.extend(queries.calls_of(other.id)?);
    }
    match other {
        Some(other) => set.host = host(queries, other)?,
        None => load_mates(queries, set)?,
    }
    if let Some(household) = set.host.as_ref().and_then(|host| host.person.household) {
        set.housemates = queries.household_members(household)?.into_iter().filter(|id| *id != person.id).count();
    }
    load_leases(queries, set, ctx)
}

/// How many others live in the household of the person.
pub(super) fn load_mates(queries: &dyn Queries, set: &mut WorkingSet) -> Result<(), StoreError> {
    let Some(person) = &set.person else { return Ok(()) };
    let members = person.household.map(|household| queries.household_members(household)).transpose()?;
    set.housemates = members.unwrap_or_default().into_iter().filter(|id| *id != person.id).count();
    Ok(())
}

fn host(queries: &dyn Queries, record: RecordId) -> Result<Option<Host>, StoreError> {
    let Some(record) = queries.record(record)? else { return Ok(None) };
    let Some(person) = queries.person(record.person)? else { return Ok(None) };
    let records = queries.records_of(person.id)?;
    let mut calls: Vec<Call> = person.household.map(|id| queries.open_calls_in(id)).transpose()?.unwrap_or_default();
    for record in &records {
        let own = queries.calls_of(record.id)?;
        calls.extend(own.into_iter().filter(|call| call.person == person.id && call.household.is_none()));
    }
    Ok(Some(Host { person, records, calls }))
}

/// Somebody else's lease keeps everything as it is; the own one of this station follows.
fn load_leases(queries: &dyn Queries, set: &mut WorkingSet, ctx: &Ctx<'_>) -> Result<(), StoreError> {
    let hosted = set.host.iter().flat_map(|host| &host.calls);
    let calls: Vec<Call> = set.siblings.iter().chain(&set.others_calls).chain(hosted).cloned().collect();
    let mut leases: Vec<Lease> = Vec::new();
    for call in calls.iter().filter(|call| call.state == CallState::Open) {
        leases.extend(queries.lease_of(call.id)?);
        leases.extend(leases_on(queries, &keys_of(call))?);
    }
    let household = set.host.as_ref().and_then(|host| host.person.household).map(LeaseKey::Household);
    leases.extend(leases_on(queries, household.as_slice())?);
    let own = queries.lease_of_station(ctx.station)?.filter(|lease| lease.user == ctx.user.name);
    let own = own.filter(|own| own.is_live(ctx.now) && leases.iter().any(|lease| lease.token == own.token));
    let stands_in_the_way = |lease: &&Lease| {
        let is_own = own.as_ref().is_some_and(|own| own.token == lease.token);
        !is_own && (lease.is_live(ctx.now) || lease.keeps_out(&ctx.user.name, ctx.now))
    };
    set.held_by = leases.iter().find(stands_in_the_way).cloned();
    set.call = own.as_ref().map(|own| queries.call(own.call)).transpose()?.flatten();
    set.station_lease = own;
    Ok(())
}
