//! A transaction that is watched: what reaches the store is noted below every planted fault.

use chrono::NaiveDate;
use rufliste::domain::audit::{Draft, Event, Hash, Head, Touch};
use rufliste::domain::batch::{Batch, BatchState};
use rufliste::domain::call::{Attempt, Call, Reason};
use rufliste::domain::handling::{Pause, Presence, Signed};
use rufliste::domain::id::{
    ActionId, AttemptId, CallId, ExternalId, HouseholdId, ImportId, InstitutionId, OrderId, PersonId, RecordId,
    Reference,
};
use rufliste::domain::lease::{Lease, LeaseKey};
use rufliste::domain::message::{Message, Unread};
use rufliste::domain::note::Note;
use rufliste::domain::office::Office;
use rufliste::domain::order::Order;
use rufliste::domain::person::{Household, Institution, Person};
use rufliste::domain::queue::{Filter, Place, Ranking};
use rufliste::domain::record::Record;
use rufliste::domain::shift::Need;
use rufliste::domain::time::Moment;
use rufliste::domain::undo::UndoSet;
use rufliste::domain::upkeep::Upkeep;
use rufliste::domain::user::User;
use rufliste::domain::view::{
    MyDay, OrderFilter, OrderRow, OutcomeCounts, QueueCounts, QueueRow, ReasonCounts, RecordSheet, SearchHit,
    StationRow, UnplacedRow,
};
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::NotDone;
use rufliste::store::{Queries, Result, Store, Txn};
use uuid::Uuid;

use super::faults::{Fault, Planted};

/// What a transaction did to the store.
#[derive(Default)]
pub struct Seen {
    pub touched: Vec<Uuid>,
    pub attempts: Vec<Attempt>,
    pub calls: Vec<Call>,
    pub orders: Vec<Order>,
    pub records: Vec<RecordId>,
    pub leases: Vec<LeaseChange>,
    pub revisions: Vec<(RecordId, u32)>,
    pub marks: Vec<(String, u64)>,
    pub batches: Vec<Batch>,
}

/// What became of a lease.
pub enum LeaseChange {
    Taken(Lease),
    Renewed(Lease),
    Ended(i64),
}

/// What a transaction is for, as far as a fault asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Claim,
    Log,
    Other,
}

/// One transaction under watch.
pub fn transact<T>(
    store: &mut MemoryStore,
    planted: &mut Planted,
    seen: &mut Seen,
    kind: Kind,
    work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, NotDone>,
) -> std::result::Result<T, NotDone> {
    let is_split = kind == Kind::Claim && planted.is(Fault::SplitClaim);
    let is_lost = kind == Kind::Log && planted.strikes(Fault::LostWrite);
    let before = (is_split || is_lost).then(|| store.clone());
    let done = match planted.stale.take().filter(|_| is_split) {
        Some(mut stale) => {
            stale.read(|old| store.write(|txn| work(&mut Watch { txn, reads: Some(old), seen, planted })))
        }
        None => store.write(|txn| work(&mut Watch { txn, reads: None, seen, planted })),
    };
    match before {
        Some(before) if is_lost => *store = before,
        before => planted.stale = before,
    }
    done
}

/// A transaction, watched.
pub struct Watch<'a> {
    pub txn: &'a mut dyn Txn,
    /// Where reading sees another state than writing.
    pub reads: Option<&'a dyn Queries>,
    pub seen: &'a mut Seen,
    pub planted: &'a mut Planted,
}

impl Watch<'_> {
    fn read(&self) -> &dyn Queries {
        self.reads.unwrap_or_else(|| self.txn.queries())
    }

    /// Notes an entity that was put; the commitment that goes into the event may be the one before.
    fn put(&mut self, before: Option<Hash>, touch: Touch) -> Touch {
        self.seen.touched.push(touch.entity);
        match before {
            Some(commitment) => Touch { commitment, ..touch },
            None => touch,
        }
    }

    fn stale(&mut self, entity: Uuid) -> Result<Option<Hash>> {
        if self.planted.strikes(Fault::StaleCommitment) { self.txn.last_commitment(entity) } else { Ok(None) }
    }
}

macro_rules! reads {
    ($($name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {
        $(fn $name(&self, $($arg: $type),*) -> Result<$out> { self.read().$name($($arg),*) })*
    };
}

macro_rules! writes {
    ($($name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {
        $(fn $name(&mut self, $($arg: $type),*) -> Result<$out> { self.txn.$name($($arg),*) })*
    };
}

impl Queries for Watch<'_> {
    fn mint_counter(&self) -> Result<u64> {
        self.txn.mint_counter()
    }

    fn is_action_known(&self, action: ActionId) -> Result<bool> {
        self.txn.is_action_known(action)
    }

    fn lease(&self, token: i64) -> Result<Option<Lease>> {
        let remembered = self.planted.leases.get(&token).filter(|_| self.planted.is(Fault::NoTokenCheck));
        let ever = |lease: &Lease| Lease { expires_at: lease.since + chrono::TimeDelta::days(1), ..lease.clone() };
        self.read().lease(token).map(|found| remembered.map(ever).or(found))
    }

    fn lease_on(&self, key: &LeaseKey) -> Result<Option<Lease>> {
        let is_open = self.planted.is(Fault::TwoOnANumber) && !matches!(key, LeaseKey::Call(_));
        if is_open { Ok(None) } else { self.read().lease_on(key) }
    }

    fn open_calls_on(&self, e164: &str) -> Result<Vec<Call>> {
        if self.planted.is(Fault::TwoOnANumber) { Ok(Vec::new()) } else { self.read().open_calls_on(e164) }
    }

    fn open_calls_in(&self, household: HouseholdId) -> Result<Vec<Call>> {
        if self.planted.is(Fault::TwoOnANumber) { Ok(Vec::new()) } else { self.read().open_calls_in(household) }
    }

    fn batches(&self, destination: Option<&str>) -> Result<Vec<Batch>> {
        let mut found = self.read().batches(destination)?;
        let last = found.last_mut().filter(|last| destination.is_some() && last.state != BatchState::Sealed);
        match (last, self.planted.fault) {
            (Some(last), Some(Fault::BatchSkipped)) => last.number += 1,
            (Some(last), Some(Fault::RevisionAstray)) if last.number % 2 == 1 => last.last -= 1,
            (Some(last), Some(Fault::RevisionAstray)) => last.last += 1,
            _ => {}
        }
        Ok(found)
    }

    reads! {
        office() -> Office;
        user(name: &str) -> Option<User>;
        users() -> Vec<User>;
        person(id: PersonId) -> Option<Person>;
        record(id: RecordId) -> Option<Record>;
        record_by_reference(reference: Reference) -> Option<Record>;
        records_by_external(id: &ExternalId) -> Vec<Record>;
        records_of(person: PersonId) -> Vec<Record>;
        contacts_of(case: RecordId) -> Vec<Record>;
        people_by_external(id: &ExternalId) -> Vec<PersonId>;
        people_by_birth(name_key: &str, birth: NaiveDate) -> Vec<PersonId>;
        people_by_number(name_key: &str, e164: &str) -> Vec<PersonId>;
        people_at(address_key: &str, e164: &str) -> Vec<PersonId>;
        people_by_name(name_key: &str, limit: usize) -> Vec<PersonId>;
        people_after(after: Option<PersonId>, limit: usize) -> Vec<Person>;
        people_unplaced(limit: usize) -> Vec<UnplacedRow>;
        household_members(id: HouseholdId) -> Vec<PersonId>;
        household(id: HouseholdId) -> Option<Household>;
        institution(id: InstitutionId) -> Option<Institution>;
        institution_by_name(name: &str) -> Option<Institution>;
        call(id: CallId) -> Option<Call>;
        calls_of(record: RecordId) -> Vec<Call>;
        open_calls_at(institution: InstitutionId) -> Vec<Call>;
        attempt(id: AttemptId) -> Option<Attempt>;
        attempts_of(record: RecordId) -> Vec<Attempt>;
        tries_on(e164: &str, since: Moment) -> Vec<Moment>;
        order(id: OrderId) -> Option<Order>;
        order_by_number(number: &str) -> Option<Order>;
        orders_of(person: PersonId) -> Vec<Order>;
        orders(filter: &OrderFilter, limit: usize) -> Vec<OrderRow>;
        last_order_number(authority: &str, year: i32) -> u32;
        notes_of(record: RecordId) -> Vec<Note>;
        queue_page(user: &User, filter: &Filter, after: Option<Place>, limit: usize, now: Moment) -> Vec<QueueRow>;
        queue_page_before(user: &User, filter: &Filter, before: Place, limit: usize, now: Moment) -> Vec<QueueRow>;
        walk_queue(user: &User, filter: &Filter, visit: &mut dyn FnMut(Call) -> Result<bool>) -> ();
        escalated(limit: usize) -> Vec<Call>;
        open_calls_for(reason: Reason, limit: usize) -> Vec<Call>;
        own_calls(user: &str) -> Vec<Call>;
        held_for() -> Vec<String>;
        present() -> Vec<Presence>;
        next_lease_end(now: Moment) -> Option<Moment>;
        leases_of(user: &str) -> Vec<Lease>;
        pauses() -> Vec<Pause>;
        shift_note() -> Option<Signed>;
        queue_row(call: &Call, user: &User, now: Moment) -> Option<QueueRow>;
        queue_counts(now: Moment) -> QueueCounts;
        reason_counts(now: Moment) -> ReasonCounts;
        outcome_counts(from: Moment, to: Moment) -> OutcomeCounts;
        my_day(user: &str, since: Moment) -> MyDay;
        lease_of(call: CallId) -> Option<Lease>;
        lease_of_station(station: &str) -> Option<Lease>;
        parked_lease_of(station: &str) -> Option<Lease>;
        leases() -> Vec<StationRow>;
        undo_of(station: &str) -> Option<UndoSet>;
        unread_messages(station: &str, user: &str, since: Moment) -> Vec<Unread>;
        record_sheet(id: RecordId) -> Option<RecordSheet>;
        search(query: &str, today: NaiveDate, limit: usize) -> Vec<SearchHit>;
        head() -> Head;
        events_after(seq: u64, limit: usize) -> Vec<Event>;
        sealed_document(entity: Uuid) -> Option<(Vec<u8>, Vec<u8>)>;
        last_commitment(entity: Uuid) -> Option<Hash>;
        outbox_end() -> u64;
        outbox_count(first: u64, last: u64) -> u64;
        outbox_nth(first: u64, n: u64) -> u64;
        each_revision(first: u64, last: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> ();
        marked_revisions(municipality: &str, first: u64, limit: u64) -> Vec<u64>;
        import_of(digest: &Hash) -> Option<ImportId>;
        calls_missed(now: Moment, limit: usize) -> Vec<Call>;
        calls_too_late(today: NaiveDate, limit: usize) -> Vec<Call>;
        orders_past(today: NaiveDate, limit: usize) -> Vec<Order>;
        next_wake() -> Option<Moment>;
        each_open_call(visit: &mut dyn FnMut(Call) -> Result<()>) -> ();
        waiting_by_hour(now: Moment) -> Vec<(Moment, u64)>;
        rather_waiting() -> u64;
        needs(ready_by: Option<Moment>) -> Vec<(Need, u64)>;
        upkeep() -> Upkeep;
    }
}

impl Txn for Watch<'_> {
    fn queries(&self) -> &dyn Queries {
        self
    }

    fn put_user(&mut self, user: &User) -> Result<Touch> {
        let touch = self.txn.put_user(user)?;
        Ok(self.put(None, touch))
    }

    fn put_person(&mut self, person: &Person) -> Result<Touch> {
        let before = self.stale(person.id.0)?;
        let touch = self.txn.put_person(person)?;
        Ok(self.put(before, touch))
    }

    fn put_record(&mut self, record: &Record) -> Result<Touch> {
        let before = self.stale(record.id.0)?;
        let touch = self.txn.put_record(record)?;
        self.seen.records.push(record.id);
        Ok(self.put(before, touch))
    }

    fn put_call(&mut self, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch> {
        let before = self.stale(call.id.0)?;
        let touch = self.txn.put_call(call, now, ranking)?;
        self.seen.calls.push(call.clone());
        Ok(self.put(before, touch))
    }

    fn put_attempt(&mut self, attempt: &Attempt) -> Result<Touch> {
        if self.planted.strikes(Fault::AttemptTwice) {
            let mut bytes = *attempt.id.0.as_bytes();
            bytes[15] ^= 1;
            let twin = Attempt { id: AttemptId(Uuid::from_bytes(bytes)), ..attempt.clone() };
            let touch = self.txn.put_attempt(&twin)?;
            self.seen.attempts.push(twin);
            self.put(None, touch);
        }
        let touch = self.txn.put_attempt(attempt)?;
        self.seen.attempts.push(attempt.clone());
        Ok(self.put(None, touch))
    }

    fn put_order(&mut self, order: &Order) -> Result<Touch> {
        let touch = self.txn.put_order(order)?;
        self.seen.orders.push(order.clone());
        Ok(self.put(None, touch))
    }

    fn put_note(&mut self, note: &Note) -> Result<Touch> {
        let touch = self.txn.put_note(note)?;
        Ok(self.put(None, touch))
    }

    fn put_household(&mut self, household: &Household) -> Result<Touch> {
        let touch = self.txn.put_household(household)?;
        Ok(self.put(None, touch))
    }

    fn put_institution(&mut self, institution: &Institution) -> Result<Touch> {
        let touch = self.txn.put_institution(institution)?;
        Ok(self.put(None, touch))
    }

    fn raise_order_number(&mut self, authority: &str, year: i32, at_least: u32) -> Result<()> {
        if self.planted.is(Fault::NumberAgain) {
            return Ok(());
        }
        self.txn.raise_order_number(authority, year, at_least)
    }

    fn put_lease(&mut self, lease: &Lease, keys: &[LeaseKey]) -> Result<()> {
        let mut keys = keys.to_vec();
        if self.planted.is(Fault::TwoOnANumber) {
            keys.retain(|key| matches!(key, LeaseKey::Call(_)));
        }
        if self.reads.is_some() {
            // A store that asks in another transaction than it answers has no lock to rely on either.
            let mut free = Vec::new();
            for key in keys {
                if self.txn.lease_on(&key)?.is_none() {
                    free.push(key);
                }
            }
            keys = free;
        }
        self.txn.put_lease(lease, &keys)?;
        self.planted.leases.insert(lease.token, lease.clone());
        self.seen.leases.push(LeaseChange::Taken(lease.clone()));
        Ok(())
    }

    fn renew_lease(&mut self, lease: &Lease) -> Result<()> {
        self.txn.renew_lease(lease)?;
        self.planted.leases.insert(lease.token, lease.clone());
        self.seen.leases.push(LeaseChange::Renewed(lease.clone()));
        Ok(())
    }

    fn end_lease(&mut self, token: i64) -> Result<()> {
        self.txn.end_lease(token)?;
        self.seen.leases.push(LeaseChange::Ended(token));
        Ok(())
    }

    fn lapse_lease(&mut self, token: i64, at: Moment) -> Result<()> {
        self.txn.lapse_lease(token, at)?;
        self.seen.leases.push(LeaseChange::Ended(token));
        Ok(())
    }

    fn append_event(&mut self, draft: Draft, touches: Vec<Touch>) -> Result<Event> {
        if self.planted.strikes(Fault::LostEvent) {
            return Ok(rufliste::domain::audit::append(self.txn.head()?, draft, touches));
        }
        self.txn.append_event(draft, touches)
    }

    fn put_revision(&mut self, record: RecordId, revision: u32, snapshot: &[u8]) -> Result<u64> {
        let place = self.txn.put_revision(record, revision, snapshot)?;
        self.seen.revisions.push((record, revision));
        Ok(place)
    }

    fn mark_revision(&mut self, place: u64, municipality: &str) -> Result<()> {
        self.txn.mark_revision(place, municipality)?;
        self.seen.marks.push((municipality.to_owned(), place));
        Ok(())
    }

    fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        self.txn.put_batch(batch)?;
        self.seen.batches.push(batch.clone());
        Ok(())
    }

    writes! {
        put_office(office: &Office) -> ();
        rerank(behind: CallId, now: Moment, ranking: &Ranking, limit: usize) -> Option<CallId>;
        put_upkeep(upkeep: &Upkeep) -> ();
        put_mint_counter(counter: u64) -> ();
        next_token() -> i64;
        promote(now: Moment, ranking: &Ranking, limit: usize) -> usize;
        put_import(id: ImportId, digest: &Hash, at: Moment, summary: &str) -> ();
        put_presence(presence: &Presence) -> ();
        end_presence(station: &str) -> ();
        put_pause(pause: &Pause) -> ();
        end_pause(station: &str) -> ();
        put_shift_note(note: &Signed) -> ();
        put_message(message: &Message) -> i64;
        confirm_message(n: i64, user: &str, at: Moment) -> ();
        put_undo(station: &str, set: &UndoSet) -> ();
        drop_undo(station: &str) -> ();
    }
}
