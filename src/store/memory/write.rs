//! Every change to a copy, which takes the place of the state once all of it has succeeded.

use std::sync::Arc;

use uuid::Uuid;

use super::{Row, State, put};
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
        self.office = Some(office.clone());
        Ok(())
    }

    fn put_mint_counter(&mut self, counter: u64) -> Result<()> {
        self.mint_counter = counter;
        Ok(())
    }

    fn put_user(&mut self, user: &User) -> Result<Touch> {
        let id = user_entity(&user.name);
        put(&mut self.users, &mut self.entered, EntityKind::User, id, user)
    }

    fn put_person(&mut self, person: &Person) -> Result<Touch> {
        put(&mut self.people, &mut self.entered, EntityKind::Person, person.id.0, person)
    }

    fn put_record(&mut self, record: &Record) -> Result<Touch> {
        if self.record_by_reference(record.reference)?.is_some_and(|other| other.id != record.id) {
            return Err(StoreError::Taken("reference"));
        }
        put(&mut self.records, &mut self.entered, EntityKind::Record, record.id.0, record)
    }

    fn put_call(&mut self, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch> {
        let twin = |row: &Arc<Row<Call>>| {
            let other = &row.value;
            other.state == CallState::Open
                && (other.record, other.reason) == (call.record, call.reason)
                && other.id != call.id
        };
        if call.state == CallState::Open && self.calls.values().any(twin) {
            return Err(StoreError::Taken("open call"));
        }
        self.stand(call, now, ranking);
        put(&mut self.calls, &mut self.entered, EntityKind::Call, call.id.0, call)
    }

    fn put_attempt(&mut self, attempt: &Attempt) -> Result<Touch> {
        put(&mut self.attempts, &mut self.entered, EntityKind::Attempt, attempt.id.0, attempt)
    }

    fn put_order(&mut self, order: &Order) -> Result<Touch> {
        let twin = |row: &Arc<Row<Order>>| row.value.id != order.id && row.value.number == order.number;
        if order.number.is_some() && self.orders.values().any(twin) {
            return Err(StoreError::Taken("order number"));
        }
        put(&mut self.orders, &mut self.entered, EntityKind::Order, order.id.0, order)
    }

    fn put_note(&mut self, note: &Note) -> Result<Touch> {
        put(&mut self.notes, &mut self.entered, EntityKind::Note, note.id.0, note)
    }

    fn put_household(&mut self, household: &Household) -> Result<Touch> {
        put(&mut self.households, &mut self.entered, EntityKind::Household, household.id.0, household)
    }

    fn put_institution(&mut self, institution: &Institution) -> Result<Touch> {
        put(&mut self.institutions, &mut self.entered, EntityKind::Institution, institution.id.0, institution)
    }

    fn raise_order_number(&mut self, authority: &str, year: i32, at_least: u32) -> Result<()> {
        let last = self.order_numbers.entry((authority.to_owned(), year)).or_default();
        *last = (*last).max(at_least);
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
        self.keys.retain(|_, token| *token != lease.token);
        self.keys.extend(keys.iter().map(|key| (key.clone(), lease.token)));
        self.leases.insert(lease.token, lease.clone());
        Ok(())
    }

    fn renew_lease(&mut self, lease: &Lease) -> Result<()> {
        if let Some(known) = self.leases.get_mut(&lease.token) {
            known.clone_from(lease);
        }
        Ok(())
    }

    fn end_lease(&mut self, token: i64) -> Result<()> {
        self.keys.retain(|_, held| *held != token);
        self.leases.remove(&token);
        Ok(())
    }

    fn lapse_lease(&mut self, token: i64, _at: Moment) -> Result<()> {
        if let Some(lease) = self.leases.get(&token).map(Lease::lapsed) {
            self.end_lease(token)?;
            self.lapsed.insert(token, lease);
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
        self.upkeep = upkeep.clone();
        Ok(())
    }

    fn append_event(&mut self, mut draft: Draft, touches: Vec<Touch>) -> Result<Event> {
        if self.is_action_known(draft.action)? {
            return Err(StoreError::Taken("action"));
        }
        draft.at = to_millis(draft.at);
        let event = append(self.head()?, draft, touches);
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
        self.marks.insert((municipality.to_owned(), place));
        Ok(())
    }

    fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        self.batches.insert((batch.destination.clone(), batch.number), batch.clone());
        Ok(())
    }

    fn put_import(&mut self, id: ImportId, digest: &Hash, _at: Moment, _summary: &str) -> Result<()> {
        self.imports.insert(*digest, id);
        Ok(())
    }

    fn put_presence(&mut self, presence: &Presence) -> Result<()> {
        self.present.insert(presence.station.clone(), presence.clone());
        Ok(())
    }

    fn end_presence(&mut self, station: &str) -> Result<()> {
        self.present.remove(station);
        Ok(())
    }

    fn put_pause(&mut self, pause: &Pause) -> Result<()> {
        self.pauses.insert(pause.station.clone(), pause.clone());
        Ok(())
    }

    fn end_pause(&mut self, station: &str) -> Result<()> {
        self.pauses.remove(station);
        Ok(())
    }

    fn put_shift_note(&mut self, note: &Signed) -> Result<()> {
        self.shift_note = Some(note.clone());
        Ok(())
    }

    fn put_message(&mut self, message: &Message) -> Result<i64> {
        self.messages.push(Message { at: to_millis(message.at), ..message.clone() });
        Ok(self.messages.len() as i64)
    }

    fn confirm_message(&mut self, n: i64, user: &str, _at: Moment) -> Result<()> {
        self.confirmed.insert((n, user.to_owned()));
        Ok(())
    }

    fn put_undo(&mut self, station: &str, set: &UndoSet) -> Result<()> {
        self.undos.insert(station.to_owned(), set.clone());
        Ok(())
    }

    fn drop_undo(&mut self, station: &str) -> Result<()> {
        self.undos.remove(station);
        Ok(())
    }
}

impl State {
    fn stand(&mut self, call: &Call, now: Moment, ranking: &Ranking) {
        match standing(call, now, ranking) {
            Some(standing) => self.standings.insert(call.id.0, standing),
            None => self.standings.remove(&call.id.0),
        };
    }
}
