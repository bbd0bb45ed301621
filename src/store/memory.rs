//! The reference adapter: everything in maps, every question answered by walking what it could be about. Plain on
//! purpose: tests and simulations hold it against the adapter that an office uses.

mod figures;
mod journal;
mod read;
mod search;
mod sheet;
mod walk;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use uuid::Uuid;

use self::journal::Journal;
use super::{Queries, Result, Store, StoreError, Txn};
use crate::domain::audit::{EntityKind, Event, Hash, Touch, commitment};
use crate::domain::batch::Batch;
use crate::domain::call::{Attempt, Call};
use crate::domain::handling::{Pause, Presence, Signed};
use crate::domain::id::{ActionId, ImportId, RecordId};
use crate::domain::lease::{Lease, LeaseKey};
use crate::domain::message::Message;
use crate::domain::note::Note;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::person::{Household, Institution, Person};
use crate::domain::queue::Standing;
use crate::domain::record::Record;
use crate::domain::undo::UndoSet;
use crate::domain::upkeep::Upkeep;
use crate::domain::user::User;

/// A store in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    state: State,
}

impl MemoryStore {
    /// An office without people.
    pub fn new(office: &Office) -> Self {
        Self { state: State { office: Some(office.clone()), ..State::default() } }
    }
}

impl Store for MemoryStore {
    fn read<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&dyn Queries) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        work(&self.state)
    }

    fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let before = self.state.mark();
        let done = work(&mut self.state);
        match done {
            Ok(_) => self.state.journal.forget(),
            Err(_) => self.state.roll_back(before),
        }
        done
    }

    /// No other process can see this store.
    fn version(&mut self) -> Result<i64> {
        Ok(0)
    }
}

/// An entity as it was put, with the bytes that its commitment is over.
#[derive(Debug)]
struct Row<T> {
    value: T,
    salt: [u8; 16],
    doc: Vec<u8>,
    /// Order of entry.
    n: u64,
}

type Table<T> = BTreeMap<Uuid, Arc<Row<T>>>;

#[allow(clippy::zero_sized_map_values)] // the journal puts maps back
#[derive(Debug, Clone, Default)]
struct State {
    office: Option<Office>,
    mint_counter: u64,
    users: Table<User>,
    people: Table<Person>,
    records: Table<Record>,
    households: Table<Household>,
    institutions: Table<Institution>,
    calls: Table<Call>,
    standings: BTreeMap<Uuid, Standing>,
    attempts: Table<Attempt>,
    orders: Table<Order>,
    notes: Table<Note>,
    order_numbers: BTreeMap<(String, i32), u32>,
    token: i64,
    leases: BTreeMap<i64, Lease>,
    keys: BTreeMap<LeaseKey, i64>,
    events: Vec<Arc<Event>>,
    actions: BTreeMap<ActionId, u64>,
    /// Everything that was ever put under the text of an id or a number.
    names: BTreeMap<(String, Uuid), ()>,
    outbox: Vec<(RecordId, u32, Arc<[u8]>)>,
    marks: BTreeMap<(String, u64), ()>,
    batches: BTreeMap<(String, u32), Batch>,
    imports: BTreeMap<Hash, ImportId>,
    lapsed: BTreeMap<i64, Lease>,
    present: BTreeMap<String, Presence>,
    pauses: BTreeMap<String, Pause>,
    shift_note: Option<Signed>,
    messages: Vec<Message>,
    confirmed: BTreeMap<(i64, String), ()>,
    undos: BTreeMap<String, UndoSet>,
    upkeep: Upkeep,
    entered: u64,
    journal: Journal,
}

impl State {
    /// Puts an entity, keeping its salt for life, and says what an event says about it.
    fn put<T: Serialize + Clone + Send + Sync + 'static>(
        &mut self,
        table: fn(&mut Self) -> &mut Table<T>,
        kind: EntityKind,
        id: Uuid,
        value: &T,
    ) -> Result<Touch> {
        let doc = serde_json::to_vec(value).map_err(|_| StoreError::Corrupt("an entity cannot be written".into()))?;
        let entered = self.entered;
        let (salt, n) = table(self).get(&id).map_or_else(|| (salt_of(entered), entered), |known| (known.salt, known.n));
        self.entered = entered.max(n) + 1;
        let commitment = commitment(&salt, &doc);
        self.set(table, id, Arc::new(Row { value: value.clone(), salt, doc, n }));
        Ok(Touch { kind, entity: id, commitment })
    }
}

/// Different for each entity, the same in each run.
fn salt_of(n: u64) -> [u8; 16] {
    Hash::of(&[b"memory", &n.to_be_bytes()]).0.first_chunk::<16>().copied().unwrap_or_default()
}
