//! What is looked at when somebody rings.

use crate::domain::call::CallState;
use crate::domain::decide::{Ctx, WorkingSet};
use crate::domain::id::RecordId;
use crate::domain::lease::{Lease, LeaseKey};

use super::load::{load_call, load_record};
use super::perform::leases_on;
use super::{Queries, StoreError};

/// The call of somebody who rings: the one that this station works on, else the telephone call that is open and due first.
pub(super) fn load(
    queries: &dyn Queries,
    record: RecordId,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    let own = queries.lease_of_station(ctx.station)?.map(|lease| lease.call);
    let calls = queries.calls_of(record)?.into_iter();
    let open = calls.filter(|call| call.state == CallState::Open && call.reason.telephones());
    let found = open.min_by_key(|call| (Some(call.id) != own, call.due_at));
    match found {
        Some(call) => load_call(queries, call.id, set, ctx)?,
        None => load_person_who_rings(queries, record, set, ctx)?,
    }
    set.parked = queries.parked_lease_of(ctx.station)?;
    Ok(())
}

/// Where no call is open: who else works on the household or on one of the numbers.
fn load_person_who_rings(
    queries: &dyn Queries,
    record: RecordId,
    set: &mut WorkingSet,
    ctx: &Ctx<'_>,
) -> Result<(), StoreError> {
    load_record(queries, record, set)?;
    set.station_lease = queries.lease_of_station(ctx.station)?;
    let Some(person) = set.person.clone() else { return Ok(()) };
    let numbers = person.dialable().into_iter().filter_map(|phone| phone.e164.clone());
    let keys = person.household.map(LeaseKey::Household).into_iter().chain(numbers.clone().map(LeaseKey::Number));
    let keys: Vec<LeaseKey> = keys.collect();
    let holds = |lease: &Lease| lease.keeps_out(&ctx.user.name, ctx.now);
    set.held_by = leases_on(queries, &keys)?.into_iter().find(holds);
    let mut related =
        person.household.map(|household| queries.open_calls_in(household)).transpose()?.unwrap_or_default();
    for number in numbers {
        related.extend(queries.open_calls_on(&number)?);
    }
    related.sort_by_key(|call| call.id);
    related.dedup_by_key(|call| call.id);
    set.related = related;
    Ok(())
}
