//! The store, as a port that speaks the domain's language: [`Store`] opens transactions, [`Queries`] reads,
//! [`Txn`] writes. Adapters know nothing of commands; [`perform`](perform::perform) joins them to `decide`.

pub mod alike;
pub mod bulk;
mod household;
mod incoming;
pub mod intake;
pub mod load;
pub mod memory;
pub mod opening;
mod people;
pub mod perform;
pub mod places;
pub mod room;
pub mod seal;
pub mod sheet;
pub mod shift;
pub mod sqlite;
pub mod takeover;
pub mod tick;
mod undo;

use chrono::NaiveDate;
use thiserror::Error;
use uuid::Uuid;

use crate::domain::audit::{Draft, Event, Head, Touch};
use crate::domain::batch::{Batch, Snapshot};
use crate::domain::call::{Attempt, Call, Reason};
use crate::domain::handling::{Pause, Presence, Signed};
use crate::domain::holder::Holder;
use crate::domain::id::{
    ActionId, AttemptId, CallId, ExternalId, HouseholdId, ImportId, InstitutionId, OrderId, PersonId, RecordId,
    Reference,
};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::{Message, Unread};
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::{Filter, Place, Ranking};
use crate::domain::record::Record;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;
use crate::domain::view::{
    MyDay, OrderFilter, OrderRow, OutcomeCounts, QueueCounts, QueueRow, ReasonCounts, RecordSheet, SearchHit,
    StationRow, UnplacedRow,
};

/// What can go wrong below the domain.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file is no database of this program, or not one that may be opened: key of the sentence and a detail without personal data.
    #[error("{key}: {detail}")]
    Unusable {
        /// Message key: `db-foreign`, `db-newer`, `db-permissions`, `db-network`, `db-damaged`, `db-missing`, `db-exists`, `db-sqlite-old`.
        key: &'static str,
        /// Path, version and the like.
        detail: String,
    },
    /// The disk or the engine failed; whether the change was committed must be looked up by its action id.
    #[error("the store failed: {0}")]
    Io(String),
    /// Others kept the lock too long; nothing was changed.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// This process kept others from writing for too long; nothing was changed.
    #[error("the database is busy: process {} is writing", .0.pid)]
    Blocked(Box<Holder>),
    /// Stored data does not read back: a damaged row. Never names its content.
    #[error("stored data does not read back: {0}")]
    Corrupt(String),
    /// A unique value was taken: the caller retries with another.
    #[error("already taken: {0}")]
    Taken(&'static str),
}

impl StoreError {
    /// Key of what the text module says of it: what, why (`…-why`) and what to do (`…-hint`).
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unusable { key, .. } => key,
            Self::Io(_) => "db-io",
            Self::Busy(_) => "db-busy",
            Self::Blocked(_) => "db-blocked",
            Self::Corrupt(_) => "db-corrupt",
            Self::Taken(_) => "db-taken",
        }
    }

    /// Path, version and the like, for that sentence; nothing personal. Who blocks is told by their [`Holder`].
    pub fn detail(&self) -> &str {
        match self {
            Self::Unusable { detail, .. } | Self::Io(detail) | Self::Busy(detail) | Self::Corrupt(detail) => detail,
            Self::Taken(what) => what,
            Self::Blocked(_) => "",
        }
    }
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A store. Every closure runs in one transaction; an error inside rolls everything back.
pub trait Store {
    /// Reads a consistent state.
    fn read<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&dyn Queries) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>;

    /// Changes the state, alone among all writers of all processes. Committed durably when this returns `Ok`.
    fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>;

    /// A number that changes whenever another process has committed; cheap to ask.
    fn version(&mut self) -> Result<i64>;
}

/// What can be read. `None` means there is none; every list is complete unless a limit is given.
pub trait Queries {
    /// The office.
    fn office(&self) -> Result<Office>;
    /// Counter of a demo's mint, as last saved; 0 otherwise.
    fn mint_counter(&self) -> Result<u64>;
    /// A user by login name.
    fn user(&self, name: &str) -> Result<Option<User>>;
    /// All users by name.
    fn users(&self) -> Result<Vec<User>>;
    /// A person.
    fn person(&self, id: PersonId) -> Result<Option<Person>>;
    /// A record.
    fn record(&self, id: RecordId) -> Result<Option<Record>>;
    /// A record by its reference.
    fn record_by_reference(&self, reference: Reference) -> Result<Option<Record>>;
    /// Records that bear this identifier of another system.
    fn records_by_external(&self, id: &ExternalId) -> Result<Vec<Record>>;
    /// Records of a person, oldest first.
    fn records_of(&self, person: PersonId) -> Result<Vec<Record>>;
    /// Contacts of an index case of ours, oldest first.
    fn contacts_of(&self, case: RecordId) -> Result<Vec<Record>>;
    /// People that bear this identifier of another system.
    fn people_by_external(&self, id: &ExternalId) -> Result<Vec<PersonId>>;
    /// People with this name key and birth date.
    fn people_by_birth(&self, name_key: &str, birth: NaiveDate) -> Result<Vec<PersonId>>;
    /// People with this name key and telephone number (E.164).
    fn people_by_number(&self, name_key: &str, e164: &str) -> Result<Vec<PersonId>>;
    /// People at one address (see [`address_key`]) who share this number (E.164).
    fn people_at(&self, address_key: &str, e164: &str) -> Result<Vec<PersonId>>;
    /// People of this name key, oldest first, at most `limit`.
    fn people_by_name(&self, name_key: &str, limit: usize) -> Result<Vec<PersonId>>;
    /// People by id, after one of them, at most `limit`.
    fn people_after(&self, after: Option<PersonId>, limit: usize) -> Result<Vec<Person>>;
    /// People whose address has no municipality that the office knows (see `domain::place::is_unclear`), by id, with their
    /// oldest record; at most `limit`.
    fn people_unplaced(&self, limit: usize) -> Result<Vec<UnplacedRow>>;
    /// Members of a household.
    fn household_members(&self, id: HouseholdId) -> Result<Vec<PersonId>>;
    /// A household.
    fn household(&self, id: HouseholdId) -> Result<Option<Household>>;
    /// An institution.
    fn institution(&self, id: InstitutionId) -> Result<Option<Institution>>;
    /// An institution by name, folded.
    fn institution_by_name(&self, name: &str) -> Result<Option<Institution>>;
    /// A call.
    fn call(&self, id: CallId) -> Result<Option<Call>>;
    /// Calls of a record, oldest first.
    fn calls_of(&self, record: RecordId) -> Result<Vec<Call>>;
    /// Open calls that share this number (E.164).
    fn open_calls_on(&self, e164: &str) -> Result<Vec<Call>>;
    /// Open calls of this household.
    fn open_calls_in(&self, household: HouseholdId) -> Result<Vec<Call>>;
    /// Open calls of people of this institution.
    fn open_calls_at(&self, institution: InstitutionId) -> Result<Vec<Call>>;
    /// An attempt.
    fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>>;
    /// Attempts on a record, oldest first.
    fn attempts_of(&self, record: RecordId) -> Result<Vec<Attempt>>;
    /// When counted outgoing attempts on this number were made since then, oldest first: telephone calls, not records.
    fn tries_on(&self, e164: &str, since: Moment) -> Result<Vec<Moment>>;
    /// An order.
    fn order(&self, id: OrderId) -> Result<Option<Order>>;
    /// An order by number.
    fn order_by_number(&self, number: &str) -> Result<Option<Order>>;
    /// Orders of a person, oldest first.
    fn orders_of(&self, person: PersonId) -> Result<Vec<Order>>;
    /// Orders by filter, last day first to end first, at most `limit`.
    fn orders(&self, filter: &OrderFilter, limit: usize) -> Result<Vec<OrderRow>>;
    /// The last running number of an issuing authority and year that an order was given; 0 if there is none. Looking
    /// uses nothing up: see [`Txn::raise_order_number`].
    fn last_order_number(&self, authority: &str, year: i32) -> Result<u32>;
    /// Notes on a record, oldest first.
    fn notes_of(&self, record: RecordId) -> Result<Vec<Note>>;

    /// A page of the queue as `user` is served, after a place, in the order of service; includes calls under lease.
    /// Only what is promoted: see [`Txn::promote`]. Whose lease has run out by `now` works on nothing.
    fn queue_page(
        &self,
        user: &User,
        filter: &Filter,
        after: Option<Place>,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>>;
    /// The page before a place, in the order of service.
    fn queue_page_before(
        &self,
        user: &User,
        filter: &Filter,
        before: Place,
        limit: usize,
        now: Moment,
    ) -> Result<Vec<QueueRow>>;
    /// Walks the calls that `user` can take in the order of service until `visit` says stop (`false`).
    fn walk_queue(&self, user: &User, filter: &Filter, visit: &mut dyn FnMut(Call) -> Result<bool>) -> Result<()>;
    /// Calls on the supervisor's list, oldest first.
    fn escalated(&self, limit: usize) -> Result<Vec<Call>>;
    /// Open calls of a reason, oldest first.
    fn open_calls_for(&self, reason: Reason, limit: usize) -> Result<Vec<Call>>;
    /// Open calls that are assigned to this user or agreed with them, waiting ones too, earliest first.
    fn own_calls(&self, user: &str) -> Result<Vec<Call>>;
    /// Those for whom agreed callbacks are held whose time has come.
    fn held_for(&self) -> Result<Vec<String>>;
    /// Who is at which station, by station.
    fn present(&self) -> Result<Vec<Presence>>;
    /// Stations that make a pause, longest first.
    fn pauses(&self) -> Result<Vec<Pause>>;
    /// The shift's note for the room; none if it is empty.
    fn shift_note(&self) -> Result<Option<Signed>>;
    /// The row of a call, whatever its state.
    fn queue_row(&self, call: &Call, user: &User, now: Moment) -> Result<Option<QueueRow>>;
    /// The queue in figures.
    fn queue_counts(&self, now: Moment) -> Result<QueueCounts>;
    /// What open calls need of who takes them, and how many calls need it; only of those that may be made by `ready_by`,
    /// where that is given. Calls that anybody can take are not counted.
    fn needs(&self, ready_by: Option<Moment>) -> Result<Vec<(Need, u64)>>;
    /// The queue in figures by reason.
    fn reason_counts(&self, now: Moment) -> Result<ReasonCounts>;
    /// Attempts between two instants by reason and outcome.
    fn outcome_counts(&self, from: Moment, to: Moment) -> Result<OutcomeCounts>;
    /// A tracer's figures since an instant.
    fn my_day(&self, user: &str, since: Moment) -> Result<MyDay>;

    /// The live or last lease that covers a call; the caller looks at its end.
    fn lease_of(&self, call: CallId) -> Result<Option<Lease>>;
    /// When the next lease ends that lives now; none if none does.
    fn next_lease_end(&self, now: Moment) -> Result<Option<Moment>>;
    /// Every lease of a user, oldest first.
    fn leases_of(&self, user: &str) -> Result<Vec<Lease>>;
    /// A lease by token, one that lapsed within a day too.
    fn lease(&self, token: i64) -> Result<Option<Lease>>;
    /// The lease that a station works under: not one that it has parked.
    fn lease_of_station(&self, station: &str) -> Result<Option<Lease>>;
    /// The lease that a station has parked.
    fn parked_lease_of(&self, station: &str) -> Result<Option<Lease>>;
    /// The lease that holds a key.
    fn lease_on(&self, key: &LeaseKey) -> Result<Option<Lease>>;
    /// Every lease with what it is about, oldest first.
    fn leases(&self) -> Result<Vec<StationRow>>;

    /// What a station's last outcome did, if it logged one.
    fn undo_of(&self, station: &str) -> Result<Option<UndoSet>>;
    /// Messages for this user at this station, sent since then, that they have not confirmed; oldest first.
    fn unread_messages(&self, station: &str, user: &str, since: Moment) -> Result<Vec<Unread>>;

    /// The record screen. History is at most 100 events.
    fn record_sheet(&self, id: RecordId) -> Result<Option<RecordSheet>>;
    /// Records found by parts in any order (see `domain::search`), best first.
    fn search(&self, query: &str, today: NaiveDate, limit: usize) -> Result<Vec<SearchHit>>;

    /// Head of the chain.
    fn head(&self) -> Result<Head>;
    /// Events after a sequence number, oldest first.
    fn events_after(&self, seq: u64, limit: usize) -> Result<Vec<Event>>;
    /// Whether an action was committed.
    fn is_action_known(&self, action: ActionId) -> Result<bool>;
    /// Stored document and salt of an entity: what its last commitment is over.
    fn sealed_document(&self, entity: Uuid) -> Result<Option<(Vec<u8>, Vec<u8>)>>;
    /// Last commitment of an entity.
    fn last_commitment(&self, entity: Uuid) -> Result<Option<crate::domain::audit::Hash>>;

    /// Batches of a destination by number, whatever the clock said when they were sealed; or of all, oldest first.
    fn batches(&self, destination: Option<&str>) -> Result<Vec<Batch>>;
    /// Place of the newest revision in the outbox; 0 if there is none.
    fn outbox_end(&self) -> Result<u64>;
    /// Number of revisions in a range of places.
    fn outbox_count(&self, first: u64, last: u64) -> Result<u64>;
    /// Place of the n-th revision from `first` on (n from 1), or the last place there is.
    fn outbox_nth(&self, first: u64, n: u64) -> Result<u64>;
    /// Visits the stored bytes of every revision in a range of places, in order; each is a [`Snapshot`] as JSON.
    fn each_revision(&self, first: u64, last: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()>;
    /// Places from `first` on of revisions that are marked for this municipality, in order, at most `limit`.
    fn marked_revisions(&self, municipality: &str, first: u64, limit: u64) -> Result<Vec<u64>>;
    /// Digest of a file whose import has completed, with its id.
    fn import_of(&self, digest: &crate::domain::audit::Hash) -> Result<Option<ImportId>>;
    /// Open calls with an agreed callback whose window ended before `now` and that are not flagged yet, at most `limit`.
    fn calls_missed(&self, now: Moment, limit: usize) -> Result<Vec<Call>>;
    /// Open first notifications and follow-ups of records whose last day of follow-up lies before `today`, at most `limit`.
    fn calls_too_late(&self, today: NaiveDate, limit: usize) -> Result<Vec<Call>>;
    /// Orders still issued whose last day lies before `today`, at most `limit`.
    fn orders_past(&self, today: NaiveDate, limit: usize) -> Result<Vec<Order>>;
    /// Earliest instant at which time alone changes a call; none if nothing waits.
    fn next_wake(&self) -> Result<Option<Moment>>;
    /// Every open call, in no order.
    fn each_open_call(&self, visit: &mut dyn FnMut(Call) -> Result<()>) -> Result<()>;
    /// Open calls that wait, by the full hour from which on they may be served.
    fn waiting_by_hour(&self, now: Moment) -> Result<Vec<(Moment, u64)>>;
    /// Ready calls that would rather wait for their daypart.
    fn rather_waiting(&self) -> Result<u64>;
    /// Whose turn the upkeep is, and by which weights the queue is ranked.
    fn upkeep(&self) -> Result<Upkeep>;
}

/// What can be written. A `put` inserts or replaces by id and keeps every index of the entity true.
pub trait Txn: Queries {
    /// Reading inside a write.
    fn queries(&self) -> &dyn Queries;
    /// The office.
    fn put_office(&mut self, office: &Office) -> Result<()>;
    /// Counter of a demo's mint.
    fn put_mint_counter(&mut self, counter: u64) -> Result<()>;
    /// A user.
    fn put_user(&mut self, user: &User) -> Result<Touch>;
    /// A person.
    fn put_person(&mut self, person: &Person) -> Result<Touch>;
    /// A record; [`StoreError::Taken`] if its reference belongs to another.
    fn put_record(&mut self, record: &Record) -> Result<Touch>;
    /// A call, with its standing at `now`; an open one more of the same record and reason is [`StoreError::Taken`].
    fn put_call(&mut self, call: &Call, now: Moment, ranking: &Ranking) -> Result<Touch>;
    /// An attempt.
    fn put_attempt(&mut self, attempt: &Attempt) -> Result<Touch>;
    /// An order; [`StoreError::Taken`] if its number belongs to another.
    fn put_order(&mut self, order: &Order) -> Result<Touch>;
    /// A note.
    fn put_note(&mut self, note: &Note) -> Result<Touch>;
    /// A household.
    fn put_household(&mut self, household: &Household) -> Result<Touch>;
    /// An institution.
    fn put_institution(&mut self, institution: &Institution) -> Result<Touch>;
    /// Raises the running number to at least this one: an order with it was saved.
    fn raise_order_number(&mut self, authority: &str, year: i32, at_least: u32) -> Result<()>;

    /// A new fencing token, larger than every earlier one.
    fn next_token(&mut self) -> Result<i64>;
    /// A lease with every key it locks; replaces the keys that it had.
    fn put_lease(&mut self, lease: &Lease, keys: &[LeaseKey]) -> Result<()>;
    /// A new end or start of dialling, or fewer calls covered; keys stay.
    fn renew_lease(&mut self, lease: &Lease) -> Result<()>;
    /// Ends a lease and frees its keys.
    fn end_lease(&mut self, token: i64) -> Result<()>;
    /// Ends a lease from elsewhere: its keys are free, and for a day it is still known whose call it was.
    fn lapse_lease(&mut self, token: i64, at: Moment) -> Result<()>;
    /// Re-ranks at most `limit` calls whose standing time alone has changed by `now`, by that time and then by rank, or that
    /// are held for somebody who is away; returns how many.
    fn promote(&mut self, now: Moment, ranking: &Ranking, limit: usize) -> Result<usize>;
    /// Ranks the open ones of the next calls by id anew, at most `limit` of them looked at; the last one, or none if that
    /// was the end.
    fn rerank(&mut self, behind: CallId, now: Moment, ranking: &Ranking, limit: usize) -> Result<Option<CallId>>;
    /// Says whose turn the upkeep is.
    fn put_upkeep(&mut self, upkeep: &Upkeep) -> Result<()>;

    /// Puts an event behind the head.
    fn append_event(&mut self, draft: Draft, touches: Vec<Touch>) -> Result<Event>;
    /// Stores an immutable revision at the end of the outbox, the bytes as given, and returns its place.
    fn put_revision(&mut self, record: RecordId, revision: u32, snapshot: &[u8]) -> Result<u64>;
    /// Marks the revision at a place: the order office of this municipality must know of it.
    fn mark_revision(&mut self, place: u64, municipality: &str) -> Result<()>;
    /// A batch, new or in a new state.
    fn put_batch(&mut self, batch: &Batch) -> Result<()>;
    /// Marks the import of a file as complete.
    fn put_import(
        &mut self,
        id: ImportId,
        digest: &crate::domain::audit::Hash,
        at: Moment,
        summary: &str,
    ) -> Result<()>;
    /// A station makes a pause; replaces the one that it made.
    fn put_pause(&mut self, pause: &Pause) -> Result<()>;
    /// The pause of a station is over.
    fn end_pause(&mut self, station: &str) -> Result<()>;
    /// Somebody is at a station; replaces who was there.
    fn put_presence(&mut self, presence: &Presence) -> Result<()>;
    /// Nobody is at a station any more.
    fn end_presence(&mut self, station: &str) -> Result<()>;
    /// The shift's note for the room.
    fn put_shift_note(&mut self, note: &Signed) -> Result<()>;
    /// Puts a message for others; its number.
    fn put_message(&mut self, message: &Message) -> Result<i64>;
    /// Notes that a user has read a message.
    fn confirm_message(&mut self, n: i64, user: &str, at: Moment) -> Result<()>;
    /// Keeps what a station's last outcome did, in place of the one before.
    fn put_undo(&mut self, station: &str, set: &UndoSet) -> Result<()>;
    /// Forgets what a station's last outcome did.
    fn drop_undo(&mut self, station: &str) -> Result<()>;
}

/// Everything that belongs to a record now, as one immutable document.
pub fn snapshot_of(queries: &dyn Queries, record: Record, at: Moment) -> Result<Snapshot> {
    let person =
        queries.person(record.person)?.ok_or_else(|| StoreError::Corrupt("a record without a person".into()))?;
    let household = person.household.map(|id| queries.household(id)).transpose()?.flatten();
    let institution = person.institution.map(|id| queries.institution(id)).transpose()?.flatten();
    Ok(Snapshot {
        format: Snapshot::FORMAT,
        at,
        calls: queries.calls_of(record.id)?,
        attempts: queries.attempts_of(record.id)?,
        orders: queries.orders_of(record.person)?.into_iter().filter(|order| order.record == record.id).collect(),
        notes: queries.notes_of(record.id)?,
        record,
        person,
        household,
        institution,
    })
}

/// Key under which people of one address are found: folded street and postcode; none where either is missing.
pub fn address_key(person: &Person) -> Option<String> {
    let address = person.stays_at()?;
    if address.street.is_empty() || address.postcode.is_empty() {
        return None;
    }
    let street: String = crate::domain::fold::fold_loosely(&address.street)
        .replace("strasse", "str")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    Some(format!("{}|{street}", address.postcode))
}
