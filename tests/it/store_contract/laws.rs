//! The promises, each a test of one adapter.

mod entities;
mod queue;
mod room;
mod search;
mod trail;

use rufliste::domain::call::Call;
use rufliste::domain::queue::{Filter, Ranking};
use rufliste::domain::user::User;
use rufliste::store::{Queries, Result, Store, Txn};
use uuid::Uuid;

use super::fixture::*;
pub use {entities::*, queue::*, room::*, search::*, trail::*};

pub(crate) fn read<S: Store, T>(store: &mut S, work: impl FnOnce(&dyn Queries) -> Result<T>) -> T {
    store.read(work).unwrap()
}

pub(crate) fn write<S: Store, T>(store: &mut S, work: impl FnOnce(&mut dyn Txn) -> Result<T>) -> T {
    store.write(work).unwrap()
}

pub(crate) fn ranking() -> Ranking {
    Ranking::default()
}

/// Persons with a record each.
pub(crate) fn enter<S: Store>(store: &mut S, count: u32) {
    write(store, |txn| {
        for n in 0..count {
            txn.put_person(&person(n, &format!("Muster{n}"), "Erika"))?;
            txn.put_record(&record(n))?;
        }
        Ok(())
    });
}

pub(crate) fn put_calls<S: Store>(store: &mut S, now: i64, calls: &[Call]) {
    write(store, |txn| calls.iter().try_for_each(|call| txn.put_call(call, at(now), &ranking()).map(drop)));
}

pub(crate) fn served<S: Store>(store: &mut S, user: &User, filter: &Filter) -> Vec<u32> {
    read(store, |queries| queries.queue_page(user, filter, None, 100, at(0)))
        .iter()
        .map(|row| number(row.call.0))
        .collect()
}

pub(crate) fn number(id: Uuid) -> u32 {
    u32::from_be_bytes(*id.as_bytes().last_chunk().unwrap())
}

pub(crate) fn found<S: Store>(store: &mut S, query: &str) -> Vec<u32> {
    let hits = read(store, |queries| queries.search(query, today(), 20));
    hits.iter().map(|hit| number(hit.record.0)).collect()
}
