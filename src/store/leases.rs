//! Who holds what: the leases on a call, its household and its numbers.

use crate::domain::call::Call;
use crate::domain::lease::{Lease, LeaseKey, keys_of};
use crate::domain::time::Moment;

use super::{Queries, StoreError, Txn};

/// Who keeps this user out of a call, its household or its numbers now.
///
/// # Errors
/// Those of the store.
pub fn holder_of(queries: &dyn Queries, call: &Call, user: &str, now: Moment) -> Result<Option<Lease>, StoreError> {
    for lease in leases_on(queries, &keys_of(call))? {
        if lease.keeps_out(user, now) {
            return Ok(Some(lease));
        }
    }
    Ok(None)
}

/// Takes every key of the lease from those whose time is over. What the same station has parked keeps its keys, but for
/// the call itself.
pub(super) fn take_lease(txn: &mut dyn Txn, lease: &Lease) -> Result<(), StoreError> {
    let mut keys = keys_of_lease(txn, lease)?;
    if let Some(parked) = txn.parked_lease_of(&lease.station)?.filter(|parked| parked.is_live(lease.since)) {
        let mut kept = keys_of_lease(txn, &parked)?;
        kept.retain(|key| *key != LeaseKey::Call(lease.call));
        keys.retain(|key| !kept.contains(key));
        txn.put_lease(&parked, &kept)?;
    }
    for dead in leases_on(txn.queries(), &keys)? {
        txn.end_lease(dead.token)?;
    }
    if let Some(old) = txn.lease_of_station(&lease.station)? {
        txn.end_lease(old.token)?;
    }
    txn.put_lease(lease, &keys)
}

/// The leases on the calls that a lease on this one would cover: one can be held by a key that this call does not have.
pub(super) fn covered(queries: &dyn Queries, call: &Call) -> Result<Vec<Lease>, StoreError> {
    let mates: Vec<LeaseKey> = related(queries, call)?.iter().map(|mate| LeaseKey::Call(mate.id)).collect();
    leases_on(queries, &mates)
}

pub(super) fn leases_on(queries: &dyn Queries, keys: &[LeaseKey]) -> Result<Vec<Lease>, StoreError> {
    let mut found: Vec<Lease> = Vec::new();
    for key in keys {
        if let Some(lease) = queries.lease_on(key)?
            && found.iter().all(|known| known.token != lease.token)
        {
            found.push(lease);
        }
    }
    Ok(found)
}

/// The keys of the call that a lease was taken for, and the other calls that it covers.
fn keys_of_lease(queries: &mut dyn Txn, lease: &Lease) -> Result<Vec<LeaseKey>, StoreError> {
    let call = queries.call(lease.call)?.ok_or_else(|| StoreError::Corrupt("a lease without its call".into()))?;
    let mut keys = keys_of(&call);
    keys.extend(lease.covers.iter().filter(|covered| **covered != lease.call).map(|covered| LeaseKey::Call(*covered)));
    Ok(keys)
}

/// Other open calls of the same household or on the same numbers.
pub(super) fn related(queries: &dyn Queries, call: &Call) -> Result<Vec<Call>, StoreError> {
    let mut found: Vec<Call> = Vec::new();
    let mut keep = |calls: Vec<Call>| {
        for other in calls {
            if other.id != call.id && found.iter().all(|known| known.id != other.id) {
                found.push(other);
            }
        }
    };
    if let Some(household) = call.household {
        keep(queries.open_calls_in(household)?);
    }
    for number in &call.numbers {
        keep(queries.open_calls_on(number)?);
    }
    Ok(found)
}
