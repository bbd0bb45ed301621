//! Walking everything, or everything that was ever put under a name: a record, a person, a number, a household.

use std::fmt::Display;

use uuid::Uuid;

use super::{Row, State, Table};
use crate::domain::batch::municipality_of;
use crate::domain::call::Call;
use crate::domain::fold::name_key;
use crate::domain::id::{CallId, PersonId, RecordId};
use crate::domain::lease::Lease;
use crate::domain::person::Person;
use crate::domain::queue::{Band, Filter, Place, can_take, tier};
use crate::domain::time::{Moment, to_millis};
use crate::domain::user::User;
use crate::domain::view::{Mate, QueueRow};
use crate::store::sqlite::shape::{MATES, place_of, place_of_waiting, queue_row};
use crate::store::{Queries, Result};

pub(super) fn all<T>(table: &Table<T>) -> impl Iterator<Item = &T> {
    table.values().map(|row| &row.value)
}

pub(super) fn get<T: Clone>(table: &Table<T>, id: Uuid) -> Option<T> {
    table.get(&id).map(|row| row.value.clone())
}

pub(super) fn sealed<T>(table: &Table<T>, id: Uuid) -> Option<(Vec<u8>, Vec<u8>)> {
    table.get(&id).map(|row: &std::sync::Arc<Row<T>>| (row.doc.clone(), row.salt.to_vec()))
}

pub(super) fn sorted<T, K: Ord>(items: impl Iterator<Item = T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by_key(key);
    items
}

pub(super) fn key(person: &Person) -> String {
    name_key(&person.last_name, &person.first_name)
}

pub(super) fn answers(person: &Person, e164: &str) -> bool {
    person.phones.iter().any(|phone| phone.e164.as_deref() == Some(e164))
}

pub(super) fn covers(lease: &Lease, call: CallId) -> bool {
    lease.call == call || lease.covers.contains(&call)
}

fn oldest_first<'a>(calls: impl Iterator<Item = &'a Call>) -> Vec<Call> {
    sorted(calls.cloned(), |call| (to_millis(call.created_at), call.id))
}

impl State {
    pub(super) fn people_who(&self, fits: impl Fn(&Person) -> bool) -> Vec<PersonId> {
        all(&self.people).filter(|person| fits(person)).map(|person| person.id).collect()
    }

    /// What was ever put under this name; what holds now is asked of it.
    pub(super) fn concerned<'a, T>(
        &'a self,
        table: &'a Table<T>,
        name: impl Display + Copy,
    ) -> impl Iterator<Item = &'a T> {
        let (name, last) = (name.to_string(), Uuid::max());
        let ids = self.names.range((name.clone(), Uuid::nil())..=(name, last));
        ids.filter_map(|((_, id), ())| table.get(id)).map(|row| &row.value)
    }

    /// Oldest first.
    pub(super) fn calls_that(&self, name: impl Display + Copy, fits: impl Fn(&Call) -> bool) -> Vec<Call> {
        oldest_first(self.concerned(&self.calls, name).filter(|call| fits(call)))
    }

    /// Oldest first.
    pub(super) fn all_calls_that(&self, fits: impl Fn(&Call) -> bool) -> Vec<Call> {
        oldest_first(all(&self.calls).filter(|call| fits(call)))
    }

    /// Every call that is served to this user, in no order.
    pub(super) fn serves<'a>(&'a self, user: &'a User, filter: &'a Filter) -> impl Iterator<Item = (Place, &'a Call)> {
        let shown = self.standings.iter().filter(|(_, standing)| filter.waiting || standing.band != Band::Waiting);
        shown.filter_map(|(id, standing)| {
            let call = &self.calls.get(id)?.value;
            let place = match tier(call, standing, user) {
                Some(_) => place_of(call, Some(standing), user),
                None if filter.waiting => place_of_waiting(call),
                None => return None,
            };
            let fits = filter.admits(call, user) && can_take(user, call);
            fits.then_some((place, call))
        })
    }

    /// Every call that is served to this user, in the order of service.
    pub(super) fn served<'a>(&'a self, user: &'a User, filter: &'a Filter) -> Vec<(Place, &'a Call)> {
        sorted(self.serves(user, filter), |(place, _)| *place)
    }

    pub(super) fn row(&self, call: &Call, place: Place, now: Moment) -> Option<QueueRow> {
        let record = get(&self.records, call.record.0)?;
        let person = get(&self.people, record.person.0)?;
        let lease = self.leases.values().rev().find(|lease| covers(lease, call.id));
        Some(queue_row(call, place, &record, &person, lease, now))
    }

    /// Agreed callbacks that are held for somebody now, and for whom.
    pub(super) fn held(&self) -> impl Iterator<Item = (Uuid, &String)> {
        self.standings.iter().filter_map(|(id, standing)| {
            let only = standing.exclusive.as_ref().filter(|_| standing.band == Band::Callback)?;
            let call = self.calls.get(id)?;
            (call.value.owner.as_ref() != Some(only)).then_some((*id, only))
        })
    }

    pub(super) fn order_numbers_of(&self, record: RecordId) -> Vec<String> {
        let own = all(&self.orders).filter(|order| order.record == record);
        sorted(own.filter_map(|order| order.number.clone()), Clone::clone)
    }

    pub(super) fn mates(&self, person: &Person) -> Result<Vec<Mate>> {
        let lives_there = |other: &Person| person.household.is_some() && other.household == person.household;
        let answers_too = |other: &Person| {
            person.phones.iter().filter_map(|phone| phone.e164.as_deref()).any(|e164| answers(other, e164))
        };
        let others =
            all(&self.people).filter(|other| other.id != person.id && (lives_there(other) || answers_too(other)));
        let others = sorted(others, |other| (!lives_there(other), other.id));
        let mut mates = Vec::new();
        for other in others.into_iter().take(MATES) {
            for record in self.records_of(other.id)? {
                mates.push(Mate::of(&record, other, &self.calls_of(record.id)?, lives_there(other), None));
            }
        }
        Ok(sorted(mates.into_iter(), |mate| (!mate.same_household, mate.name.clone(), mate.reference)))
    }

    pub(super) fn deliveries(&self, record: RecordId) -> Vec<(String, u32, u32)> {
        let mut found = Vec::new();
        for batch in
            sorted(self.batches.values(), |batch| (to_millis(batch.sealed_at), batch.destination.clone(), batch.number))
        {
            let municipality = municipality_of(&batch.destination);
            for (place, (of, revision, _)) in self.revisions(batch.first, batch.last) {
                let is_member = municipality.is_none_or(|key| self.marks.contains_key(&(key.to_owned(), place)));
                if *of == record && is_member {
                    found.push((batch.destination.clone(), batch.number, *revision));
                }
            }
        }
        found
    }

    /// Revisions with their places, which count from 1.
    pub(super) fn revisions(
        &self,
        first: u64,
        last: u64,
    ) -> impl Iterator<Item = (u64, &(RecordId, u32, std::sync::Arc<[u8]>))> {
        (1..).zip(&self.outbox).filter(move |(place, _)| (first..=last).contains(place))
    }
}
