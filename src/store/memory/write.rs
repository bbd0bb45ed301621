//! Every change in place, by way of the journal, which puts it back where the transaction fails.

use std::fmt::Display;
use std::sync::Arc;

use uuid::Uuid;

use super::{Row, State};
use crate::domain::audit::{Draft, EntityKind, Event, Hash, Touch, append};
use crate::domain::batch::Batch;
use crate::domain::call::{Attempt, Call, CallState};
use crate::domain::handling::{Pause, Presence, Signed};
use crate::domain::id::{CallId, ImportId, RecordId};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::Message;
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::{Ranking, standing};
use crate::domain::record::Record;
use crate::domain::time::{Moment, to_millis};
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::store::sqlite::user_entity;
use crate::store::{Queries, Result, StoreError, Txn};

impl Txn for State {
    fn queries(&self) -> &dyn Queries {
        self
    }

    fn put_office(&mut self, office: &Office) -> Result<()> {
        let before = self.office.replace(office.clone());
        self.journal.note(move |state| state.office = before);
        Ok(())
    }

    fn put_mint_counter(&mut self, counter: u64) -> Result<()> {
        self.mint_counter = counter;
        Ok(())
    }

    fn put_user(&mut self, user: &User) -> Result<Touch> {
        let id = user_entity(&user.name);
        self.put(|state| &mut state.users, EntityKind::User, id, user)
    }

    fn put_person(&mut self, person: &Person) -> Result<Touch> {
        self.put(|state| &mut state.people, EntityKind::Person, person.id.0, person)
    }

    fn put_record(&mut self, record: &Record) -> Result<Touch> {
        if self.record_by_reference(record.reference)?.is_some_and(|other| other.id != record.id) {
            return Err(StoreError::Taken("reference"));
        }
        self.name(record.reference, record.id.0);
        self.name(record.person, record.id.0);
        self.put(|state| &mut state.records, EntityKind::Record, record.id.0, record)
    }

    fn put_call(&mut self, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch> {
        let twin = |other: &Call| {
            other.state == CallState::Open
                && (other.record, other.reason) == (call.record, call.reason)
                && other.id != call.id
        };
        if call.state == CallState::Open && self.concerned(&self.calls, call.record).any(twin) {
            return Err(StoreError::Taken("open call"));
        }
        self.name(call.record, call.id.0);
        call.numbers.iter().for_each(|number| self.name(number, call.id.0));
        call.household.iter().for_each(|household| self.name(household, call.id.0));
        call.institution.iter().for_each(|institution| self.name(institution, call.id.0));
        self.stand(call, now, ranking);
        self.put(|state| &mut state.calls, EntityKind::Call, call.id.0, call)
    }

    fn put_attempt(&mut self, attempt: &Attempt) -> Result<Touch> {
        self.name(attempt.record, attempt.id.0);
        attempt.number.iter().for_each(|number| self.name(number, attempt.id.0));
        self.put(|state| &mut state.attempts, EntityKind::Attempt, attempt.id.0, attempt)
    }

    fn put_order(&mut self, order: &Order) -> Result<Touch> {
        let twin = |row: &Arc<Row<Order>>| row.value.id != order.id && row.value.number == order.number;
        if order.number.is_some() && self.orders.values().any(twin) {
            return Err(StoreError::Taken("order number"));
        }
        self.name(order.person, order.id.0);
        self.put(|state| &mut state.orders, EntityKind::Order, order.id.0, order)
    }

    fn put_note(&mut self, note: &Note) -> Result<Touch> {
        self.name(note.record, note.id.0);
        self.put(|state| &mut state.notes, EntityKind::Note, note.id.0, note)
    }

    fn put_household(&mut self, household: &Household) -> Result<Touch> {
        self.put(|state| &mut state.households, EntityKind::Household, household.id.0, household)
    }

    fn put_institution(&mut self, institution: &Institution) -> Result<Touch> {
        self.put(|state| &mut state.institutions, EntityKind::Institution, institution.id.0, institution)
    }

    fn raise_order_number(&mut self, authority: &str, year: i32, at_least: u32) -> Result<()> {
        let last = self.last_order_number(authority, year)?;
        self.set(|state| &mut state.order_numbers, (authority.to_owned(), year), last.max(at_least));
        Ok(())
    }

    fn next_token(&mut self) -> Result<i64> {
        self.token += 1;
        Ok(self.token)
    }

    fn put_lease(&mut self, lease: &Lease, keys: &[LeaseKey]) -> Result<()> {
        if keys.iter().any(|key| self.keys.get(key).is_some_and(|token| *token != lease.token)) {
            return Err(StoreError::Taken("lease key"));
        }
        self.free_keys(lease.token);
        for key in keys {
            self.set(|state| &mut state.keys, key.clone(), lease.token);
        }
        self.set(|state| &mut state.leases, lease.token, lease.clone());
        Ok(())
    }

    fn renew_lease(&mut self, lease: &Lease) -> Result<()> {
        if self.leases.contains_key(&lease.token) {
            self.set(|state| &mut state.leases, lease.token, lease.clone());
        }
        Ok(())
    }

    fn end_lease(&mut self, token: i64) -> Result<()> {
        self.free_keys(token);
        self.unset(|state| &mut state.leases, &token);
        Ok(())
    }

    fn lapse_lease(&mut self, token: i64, _at: Moment) -> Result<()> {
        if let Some(lease) = self.leases.get(&token).map(Lease::lapsed) {
            self.end_lease(token)?;
            self.set(|state| &mut state.lapsed, token, lease);
        }
        Ok(())
    }

    fn promote(&mut self, now: Moment, ranking: &Ranking, limit: usize) -> Result<usize> {
        let due = self.standings.iter().filter_map(|(id, standing)| {
            let wakes = standing.wake_at.filter(|at| *at <= now)?;
            Some((to_millis(wakes), to_millis(standing.rank), *id))
        });
        let mut due: Vec<(Moment, Moment, Uuid)> = due.collect();
        due.sort_unstable();
        due.extend(self.held().filter(|(_, only)| ranking.away.contains(*only)).map(|(id, _)| (now, now, id)));
        due.truncate(limit);
        for (_, _, id) in &due {
            if let Some(row) = self.calls.get(id).cloned() {
                self.stand(&row.value, now, ranking);
            }
        }
        Ok(due.len())
    }

    fn rerank(&mut self, behind: CallId, now: Moment, ranking: &Ranking, limit: usize) -> Result<Option<CallId>> {
        let next: Vec<Call> = self.calls.range(behind.0..).map(|(_, row)| row.value.clone()).collect();
        let next: Vec<Call> = next.into_iter().filter(|call| call.id > behind).take(limit).collect();
        for call in &next {
            self.stand(call, now, ranking);
        }
        Ok(next.last().map(|call| call.id).filter(|_| next.len() == limit))
    }

    fn put_upkeep(&mut self, upkeep: &Upkeep) -> Result<()> {
        let before = std::mem::replace(&mut self.upkeep, upkeep.clone());
        self.journal.note(move |state| state.upkeep = before);
        Ok(())
    }

    fn append_event(&mut self, mut draft: Draft, touches: Vec<Touch>) -> Result<Event> {
        if self.is_action_known(draft.action)? {
            return Err(StoreError::Taken("action"));
        }
        draft.at = to_millis(draft.at);
        let event = append(self.head()?, draft, touches);
        self.set(|state| &mut state.actions, event.draft.action, event.seq);
        self.events.push(Arc::new(event.clone()));
        Ok(event)
    }

    fn put_revision(&mut self, record: RecordId, revision: u32, snapshot: &[u8]) -> Result<u64> {
        if self.outbox.iter().any(|(of, known, _)| (*of, *known) == (record, revision)) {
            return Err(StoreError::Taken("revision"));
        }
        self.outbox.push((record, revision, snapshot.into()));
        Ok(self.outbox.len() as u64)
    }

    fn mark_revision(&mut self, place: u64, municipality: &str) -> Result<()> {
        self.set(|state| &mut state.marks, (municipality.to_owned(), place), ());
        Ok(())
    }

    fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        self.set(|state| &mut state.batches, (batch.destination.clone(), batch.number), batch.clone());
        Ok(())
    }

    fn put_import(&mut self, id: ImportId, digest: &Hash, _at: Moment, _summary: &str) -> Result<()> {
        self.set(|state| &mut state.imports, *digest, id);
        Ok(())
    }

    fn put_presence(&mut self, presence: &Presence) -> Result<()> {
        self.set(|state| &mut state.present, presence.station.clone(), presence.clone());
        Ok(())
    }

    fn end_presence(&mut self, station: &str) -> Result<()> {
        self.unset(|state| &mut state.present, station);
        Ok(())
    }

    fn put_pause(&mut self, pause: &Pause) -> Result<()> {
        self.set(|state| &mut state.pauses, pause.station.clone(), pause.clone());
        Ok(())
    }

    fn end_pause(&mut self, station: &str) -> Result<()> {
        self.unset(|state| &mut state.pauses, station);
        Ok(())
    }

    fn put_shift_note(&mut self, note: &Signed) -> Result<()> {
        let before = self.shift_note.replace(note.clone());
        self.journal.note(move |state| state.shift_note = before);
        Ok(())
    }

    fn put_message(&mut self, message: &Message) -> Result<i64> {
        self.messages.push(Message { at: to_millis(message.at), ..message.clone() });
        Ok(self.messages.len() as i64)
    }

    fn confirm_message(&mut self, n: i64, user: &str, _at: Moment) -> Result<()> {
        self.set(|state| &mut state.confirmed, (n, user.to_owned()), ());
        Ok(())
    }

    fn put_undo(&mut self, station: &str, set: &UndoSet) -> Result<()> {
        self.set(|state| &mut state.undos, station.to_owned(), set.clone());
        Ok(())
    }

    fn drop_undo(&mut self, station: &str) -> Result<()> {
        self.unset(|state| &mut state.undos, station);
        Ok(())
    }
}

impl State {
    fn stand(&mut self, call: &Call, now: Moment, ranking: &Ranking) {
        match standing(call, now, ranking) {
            Some(standing) => self.set(|state| &mut state.standings, call.id.0, standing),
            None => self.unset(|state| &mut state.standings, &call.id.0),
        }
    }

    /// Puts an entity under a name by which it is asked for.
    fn name(&mut self, name: impl Display + Copy, id: Uuid) {
        self.set(|state| &mut state.names, (name.to_string(), id), ());
    }

    fn free_keys(&mut self, token: i64) {
        let held: Vec<LeaseKey> =
            self.keys.iter().filter(|(_, held)| **held == token).map(|(key, _)| key.clone()).collect();
        for key in &held {
            self.unset(|state| &mut state.keys, key);
        }
    }
}
