//! Every question answered by walking everything.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::State;
use super::figures;
use super::walk::{all, answers, covers, get, key, sealed, sorted};
use crate::domain::audit::{Event, Hash, Head};
use crate::domain::batch::Batch;
use crate::domain::call::{Attempt, Call, CallState, Reason};
use crate::domain::fold::fold_loosely;
use crate::domain::handling::{Pause, Presence, Signed};
use crate::domain::id::{
    ActionId, AttemptId, CallId, ExternalId, HouseholdId, ImportId, InstitutionId, OrderId, PersonId, RecordId,
    Reference,
};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::Unread;
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::place;
use crate::domain::queue::{Band, Filter, Place, Standing, earliest};
use crate::domain::record::Record;
use crate::domain::search::{parts, tolerant};
use crate::domain::shift::Need;
use crate::domain::tick::ends_with_follow_up;
use crate::domain::time::{Moment, to_millis};
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::domain::view::{
    MyDay, OrderFilter, OrderRow, OutcomeCounts, QueueCounts, QueueRow, ReasonCounts, RecordSheet, SearchHit,
    StationRow, UnplacedRow,
};

use crate::store::sqlite::shape::{is_binding, missed_after, order_row, passes, place_of, unplaced_row};
use crate::store::{Queries, Result, StoreError};

impl Queries for State {
    fn office(&self) -> Result<Office> {
        self.office.clone().ok_or_else(|| StoreError::Corrupt("there is no office".into()))
    }

    fn mint_counter(&self) -> Result<u64> {
        Ok(self.mint_counter)
    }

    fn user(&self, name: &str) -> Result<Option<User>> {
        Ok(all(&self.users).find(|user| user.name == name).cloned())
    }

    fn users(&self) -> Result<Vec<User>> {
        Ok(sorted(all(&self.users).cloned(), |user| user.name.clone()))
    }

    fn person(&self, id: PersonId) -> Result<Option<Person>> {
        Ok(get(&self.people, id.0))
    }

    fn record(&self, id: RecordId) -> Result<Option<Record>> {
        Ok(get(&self.records, id.0))
    }

    fn record_by_reference(&self, reference: Reference) -> Result<Option<Record>> {
        let found = self.concerned(&self.records, reference).find(|record| record.reference == reference);
        Ok(found.cloned())
    }

    fn records_by_external(&self, id: &ExternalId) -> Result<Vec<Record>> {
        Ok(all(&self.records).filter(|record| record.external_ids.contains(id)).cloned().collect())
    }

    fn records_of(&self, person: PersonId) -> Result<Vec<Record>> {
        let own = self.concerned(&self.records, person).filter(|record| record.person == person).cloned();
        Ok(sorted(own, |record| (record.created_at, record.id)))
    }

    fn people_by_external(&self, id: &ExternalId) -> Result<Vec<PersonId>> {
        Ok(self.people_who(|person| person.external_ids.contains(id)))
    }

    fn people_by_birth(&self, name_key: &str, birth: NaiveDate) -> Result<Vec<PersonId>> {
        Ok(self.people_who(|person| person.birth == Some(birth) && key(person) == name_key))
    }

    fn people_by_number(&self, name_key: &str, e164: &str) -> Result<Vec<PersonId>> {
        Ok(self.people_who(|person| answers(person, e164) && key(person) == name_key))
    }

    fn people_at(&self, address_key: &str, e164: &str) -> Result<Vec<PersonId>> {
        Ok(self.people_who(|person| {
            answers(person, e164) && super::super::address_key(person).as_deref() == Some(address_key)
        }))
    }

    fn contacts_of(&self, case: RecordId) -> Result<Vec<Record>> {
        let contacts = all(&self.records).filter(|record| record.index.record == Some(case)).cloned();
        Ok(sorted(contacts, |record| (record.created_at, record.id)))
    }

    fn people_by_name(&self, name_key: &str, limit: usize) -> Result<Vec<PersonId>> {
        let mut found = self.people_who(|person| key(person) == name_key);
        found.truncate(limit);
        Ok(found)
    }

    fn people_after(&self, after: Option<PersonId>, limit: usize) -> Result<Vec<Person>> {
        let ids = self.people.iter().filter(|(id, _)| after.is_none_or(|after| **id > after.0));
        Ok(ids.take(limit).map(|(_, row)| row.value.clone()).collect())
    }

    fn people_unplaced(&self, limit: usize) -> Result<Vec<UnplacedRow>> {
        let unclear = all(&self.people).filter(|person| place::is_unclear(person)).cloned();
        let rows = sorted(unclear, |person| person.id).into_iter().filter_map(|person| {
            let record = self.records_of(person.id).ok()?.into_iter().next()?;
            unplaced_row(&record, &person)
        });
        Ok(rows.take(limit).collect())
    }

    fn household_members(&self, id: HouseholdId) -> Result<Vec<PersonId>> {
        Ok(self.people_who(|person| person.household == Some(id)))
    }

    fn household(&self, id: HouseholdId) -> Result<Option<Household>> {
        Ok(get(&self.households, id.0))
    }

    fn institution(&self, id: InstitutionId) -> Result<Option<Institution>> {
        Ok(get(&self.institutions, id.0))
    }

    fn institution_by_name(&self, name: &str) -> Result<Option<Institution>> {
        let folded = fold_loosely(name);
        Ok(all(&self.institutions).find(|institution| fold_loosely(&institution.name) == folded).cloned())
    }

    fn call(&self, id: CallId) -> Result<Option<Call>> {
        Ok(get(&self.calls, id.0))
    }

    fn calls_of(&self, record: RecordId) -> Result<Vec<Call>> {
        Ok(self.calls_that(record, |call| call.record == record))
    }

    fn open_calls_on(&self, e164: &str) -> Result<Vec<Call>> {
        let is_on = |call: &Call| call.numbers.iter().any(|number| number == e164);
        Ok(self.calls_that(e164, |call| call.state == CallState::Open && is_on(call)))
    }

    fn open_calls_in(&self, household: HouseholdId) -> Result<Vec<Call>> {
        Ok(self.calls_that(household, |call| call.state == CallState::Open && call.household == Some(household)))
    }

    fn open_calls_at(&self, institution: InstitutionId) -> Result<Vec<Call>> {
        let is_at = |call: &Call| call.institution == Some(institution);
        Ok(self.calls_that(institution, |call| call.state == CallState::Open && is_at(call)))
    }

    fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>> {
        Ok(get(&self.attempts, id.0))
    }

    fn attempts_of(&self, record: RecordId) -> Result<Vec<Attempt>> {
        let own = self.concerned(&self.attempts, record).filter(|attempt| attempt.record == record).cloned();
        Ok(sorted(own, |attempt| (to_millis(attempt.started_at), attempt.id)))
    }

    fn tries_on(&self, e164: &str, since: Moment) -> Result<Vec<Moment>> {
        let counts = |attempt: &&Attempt| attempt.is_limited() && attempt.number.as_deref() == Some(e164);
        let times = self.concerned(&self.attempts, e164).filter(counts).map(|attempt| to_millis(attempt.started_at));
        Ok(times.filter(|at| *at >= to_millis(since)).collect::<BTreeSet<_>>().into_iter().collect())
    }

    fn order(&self, id: OrderId) -> Result<Option<Order>> {
        Ok(get(&self.orders, id.0))
    }

    fn order_by_number(&self, number: &str) -> Result<Option<Order>> {
        Ok(all(&self.orders).find(|order| order.number.as_deref() == Some(number)).cloned())
    }

    fn last_order_number(&self, authority: &str, year: i32) -> Result<u32> {
        Ok(self.order_numbers.get(&(authority.to_owned(), year)).copied().unwrap_or(0))
    }

    fn orders_of(&self, person: PersonId) -> Result<Vec<Order>> {
        let own = self.concerned(&self.orders, person).filter(|order| order.person == person).cloned();
        Ok(sorted(own, |order| (order.from, order.id)))
    }

    fn orders(&self, filter: &OrderFilter, limit: usize) -> Result<Vec<OrderRow>> {
        let chosen = all(&self.orders).filter(|order| passes(filter, order)).cloned();
        let rows = sorted(chosen, |order| (order.to, order.id)).into_iter().filter_map(|order| {
            let reference = get(&self.records, order.record.0)?.reference;
            let person = get(&self.people, order.person.0)?;
            Some(order_row(order, reference, &person))
        });
        Ok(rows.take(limit).collect())
    }

    fn notes_of(&self, record: RecordId) -> Result<Vec<Note>> {
        let own = self.concerned(&self.notes, record).filter(|note| note.record == record).cloned();
        Ok(sorted(own, |note| (to_millis(note.at), note.id)))
    }

    fn queue_page(
        &self,
        user: &User,
        filter: &Filter,
        after: Option<Place>,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>> {
        let served =
            self.served(user, filter).into_iter().filter(|(place, _)| after.is_none_or(|after| *place > after));
        Ok(served.filter_map(|(place, call)| self.row(call, place, now)).take(limit).collect())
    }

    fn queue_page_before(
        &self,
        user: &User,
        filter: &Filter,
        before: Place,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>> {
        let served = self.served(user, filter).into_iter().filter(|(place, _)| *place < before);
        let mut rows: Vec<QueueRow> =
            served.rev().filter_map(|(place, call)| self.row(call, place, now)).take(limit).collect();
        rows.reverse();
        Ok(rows)
    }

    fn walk_queue(&self, user: &User, filter: &Filter, visit: &mut dyn FnMut(Call) -> Result<bool>) -> Result<()> {
        // Few are visited, so that it is not worth while to sort them all.
        let mut places: BinaryHeap<_> = self.serves(user, filter).map(|(place, _)| Reverse(place)).collect();
        while let Some(Reverse(place)) = places.pop() {
            let Some(call) = get(&self.calls, place.call.0) else { continue };
            if !visit(call)? {
                break;
            }
        }
        Ok(())
    }

    fn escalated(&self, limit: usize) -> Result<Vec<Call>> {
        Ok(self.all_calls_that(|call| call.state == CallState::Escalated).into_iter().take(limit).collect())
    }

    fn open_calls_for(&self, reason: Reason, limit: usize) -> Result<Vec<Call>> {
        let open = self.all_calls_that(|call| call.state == CallState::Open && call.reason == reason);
        Ok(open.into_iter().take(limit).collect())
    }

    fn own_calls(&self, user: &str) -> Result<Vec<Call>> {
        let mine = |call: &&Call| {
            self.standings.get(&call.id.0).is_some_and(|standing| standing.mine.as_deref() == Some(user))
        };
        Ok(sorted(all(&self.calls).filter(mine).cloned(), |call| (to_millis(earliest(call)), call.id)))
    }

    fn held_for(&self) -> Result<Vec<String>> {
        let names: BTreeSet<String> = self.held().map(|(_, only)| only.clone()).collect();
        Ok(names.into_iter().collect())
    }

    fn present(&self) -> Result<Vec<Presence>> {
        Ok(self.present.values().cloned().collect())
    }

    fn pauses(&self) -> Result<Vec<Pause>> {
        Ok(sorted(self.pauses.values().cloned(), |pause| (pause.since, pause.station.clone())))
    }

    fn each_open_call(&self, visit: &mut dyn FnMut(Call) -> Result<()>) -> Result<()> {
        all(&self.calls).filter(|call| call.state == CallState::Open).cloned().try_for_each(visit)
    }

    fn waiting_by_hour(&self, now: Moment) -> Result<Vec<(Moment, u64)>> {
        Ok(figures::waiting_by_hour(self, now))
    }

    fn rather_waiting(&self) -> Result<u64> {
        let rather = |standing: &&Standing| standing.band == Band::Prefers && standing.exclusive.is_none();
        Ok(self.standings.values().filter(rather).count() as u64)
    }

    fn upkeep(&self) -> Result<Upkeep> {
        Ok(self.upkeep.clone())
    }

    fn shift_note(&self) -> Result<Option<Signed>> {
        Ok(self.shift_note.clone().filter(|note| !note.text.is_empty()))
    }

    fn queue_row(&self, call: &Call, user: &User, now: Moment) -> Result<Option<QueueRow>> {
        Ok(self.row(call, place_of(call, self.standings.get(&call.id.0), user), now))
    }

    fn queue_counts(&self, now: Moment) -> Result<QueueCounts> {
        Ok(figures::queue_counts(self, now))
    }

    fn needs(&self, ready_by: Option<Moment>) -> Result<Vec<(Need, u64)>> {
        Ok(figures::needs(self, ready_by))
    }

    fn reason_counts(&self, now: Moment) -> Result<ReasonCounts> {
        Ok(figures::reason_counts(self, now))
    }

    fn outcome_counts(&self, from: Moment, to: Moment) -> Result<OutcomeCounts> {
        Ok(figures::outcome_counts(self, from, to))
    }

    fn my_day(&self, user: &str, since: Moment) -> Result<MyDay> {
        Ok(figures::my_day(self, user, since))
    }

    fn lease_of(&self, call: CallId) -> Result<Option<Lease>> {
        Ok(self.leases.values().rev().find(|lease| covers(lease, call)).cloned())
    }

    fn next_lease_end(&self, now: Moment) -> Result<Option<Moment>> {
        Ok(self.leases.values().map(|lease| to_millis(lease.expires_at)).filter(|end| *end > now).min())
    }

    fn leases_of(&self, user: &str) -> Result<Vec<Lease>> {
        Ok(self.leases.values().filter(|lease| lease.user == user).cloned().collect())
    }

    fn lease(&self, token: i64) -> Result<Option<Lease>> {
        Ok(self.leases.get(&token).or_else(|| self.lapsed.get(&token)).cloned())
    }

    fn lease_of_station(&self, station: &str) -> Result<Option<Lease>> {
        Ok(self.leases.values().rev().find(|lease| lease.station == station && !lease.parked).cloned())
    }

    fn parked_lease_of(&self, station: &str) -> Result<Option<Lease>> {
        Ok(self.leases.values().rev().find(|lease| lease.station == station && lease.parked).cloned())
    }

    fn lease_on(&self, key: &LeaseKey) -> Result<Option<Lease>> {
        Ok(self.keys.get(key).and_then(|token| self.leases.get(token)).cloned())
    }

    fn leases(&self) -> Result<Vec<StationRow>> {
        let rows = self.leases.values().filter_map(|lease| {
            let call = get(&self.calls, lease.call.0)?;
            let reference = get(&self.records, call.record.0)?.reference;
            Some(StationRow { lease: lease.clone(), reference, reason: call.reason })
        });
        Ok(sorted(rows, |row| (row.lease.since, row.lease.token)))
    }

    fn undo_of(&self, station: &str) -> Result<Option<UndoSet>> {
        Ok(self.undos.get(station).cloned())
    }

    fn unread_messages(&self, station: &str, user: &str, since: Moment) -> Result<Vec<Unread>> {
        let numbered = (1i64..)
            .zip(&self.messages)
            .filter(|(_, message)| message.at >= to_millis(since) && message.is_for(station, user));
        let unread = numbered.filter(|(n, _)| !self.confirmed.contains_key(&(*n, user.to_owned())));
        Ok(unread.map(|(n, message)| Unread { n, message: message.clone() }).collect())
    }

    fn record_sheet(&self, id: RecordId) -> Result<Option<RecordSheet>> {
        self.gathered(id)
    }

    fn search(&self, query: &str, today: NaiveDate, limit: usize) -> Result<Vec<SearchHit>> {
        let parts = parts(query, today);
        let exact = self.search_parts(&parts, limit)?;
        match tolerant(&parts).filter(|_| exact.is_empty()) {
            Some(soft) => self.search_parts(&soft, limit),
            None => Ok(exact),
        }
    }

    fn head(&self) -> Result<Head> {
        Ok(self.events.last().map(|event| event.head()).unwrap_or_default())
    }

    fn events_after(&self, seq: u64, limit: usize) -> Result<Vec<Event>> {
        Ok(self
            .events
            .iter()
            .skip(usize::try_from(seq).unwrap_or(usize::MAX))
            .take(limit)
            .map(|event| Event::clone(event))
            .collect())
    }

    fn is_action_known(&self, action: ActionId) -> Result<bool> {
        Ok(self.actions.contains_key(&action))
    }

    fn sealed_document(&self, entity: Uuid) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
        let found = sealed(&self.people, entity)
            .or_else(|| sealed(&self.records, entity))
            .or_else(|| sealed(&self.calls, entity))
            .or_else(|| sealed(&self.attempts, entity))
            .or_else(|| sealed(&self.orders, entity))
            .or_else(|| sealed(&self.notes, entity))
            .or_else(|| sealed(&self.households, entity))
            .or_else(|| sealed(&self.institutions, entity))
            .or_else(|| sealed(&self.users, entity));
        Ok(found)
    }

    fn last_commitment(&self, entity: Uuid) -> Result<Option<Hash>> {
        let mut touches = self.events.iter().rev().flat_map(|event| event.touches.iter().rev());
        Ok(touches.find(|touch| touch.entity == entity).map(|touch| touch.commitment))
    }

    fn batches(&self, destination: Option<&str>) -> Result<Vec<Batch>> {
        if let Some(destination) = destination {
            return Ok(self.batches.values().filter(|batch| batch.destination == destination).cloned().collect());
        }
        let all = self.batches.values().cloned();
        Ok(sorted(all, |batch| (to_millis(batch.sealed_at), batch.destination.clone(), batch.number)))
    }

    fn outbox_end(&self) -> Result<u64> {
        Ok(self.outbox.len() as u64)
    }

    fn outbox_count(&self, first: u64, last: u64) -> Result<u64> {
        Ok(self.revisions(first, last).count() as u64)
    }

    fn outbox_nth(&self, first: u64, n: u64) -> Result<u64> {
        let end = self.outbox.len() as u64;
        Ok((first.max(1) + n.max(1) - 1).min(end))
    }

    fn each_revision(&self, first: u64, last: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        self.revisions(first, last).try_for_each(|(_, (_, _, snapshot))| visit(snapshot))
    }

    fn marked_revisions(&self, municipality: &str, first: u64, limit: u64) -> Result<Vec<u64>> {
        let marked = self.marks.keys().filter(|(of, place)| of == municipality && *place >= first);
        Ok(marked.map(|(_, place)| *place).take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
    }

    fn import_of(&self, digest: &Hash) -> Result<Option<ImportId>> {
        Ok(self.imports.get(digest).copied())
    }

    fn calls_missed(&self, now: Moment, limit: usize) -> Result<Vec<Call>> {
        let missed =
            all(&self.calls).filter_map(|call| missed_after(call).filter(|end| *end < now).map(|end| (end, call)));
        Ok(sorted(missed.map(|(end, call)| (end, call.clone())), |(end, call)| (*end, call.id))
            .into_iter()
            .map(|(_, call)| call)
            .take(limit)
            .collect())
    }

    fn calls_too_late(&self, today: NaiveDate, limit: usize) -> Result<Vec<Call>> {
        let over = |call: &&Call| call.state == CallState::Open && ends_with_follow_up(call.reason);
        let ends = |call: &Call| get(&self.records, call.record.0).and_then(|record| record.follow_up_until);
        let dated = all(&self.calls).filter(over).filter_map(|call| ends(call).map(|end| (end, call.clone())));
        Ok(sorted(dated.filter(|(end, _)| *end < today), |(end, call)| (*end, call.id))
            .into_iter()
            .map(|(_, call)| call)
            .take(limit)
            .collect())
    }

    fn orders_past(&self, today: NaiveDate, limit: usize) -> Result<Vec<Order>> {
        let past = all(&self.orders).filter(|order| is_binding(order) && order.to < today).cloned();
        Ok(sorted(past, |order| (order.to, order.id)).into_iter().take(limit).collect())
    }

    fn next_wake(&self) -> Result<Option<Moment>> {
        Ok(self.standings.values().filter_map(|standing| standing.wake_at).min().map(to_millis))
    }
}
