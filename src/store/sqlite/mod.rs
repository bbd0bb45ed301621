//! The SQLite adapter: one file shared by every station of an office, WAL, durable at each commit.
//!
//! Every entity is stored as one JSON document; the columns beside it exist for queries. Statements stand with
//! their noun, one file each. Nothing in this process may open the database, its `-wal` or its `-shm` by any means
//! but SQLite: closing such a file would drop SQLite's own locks.

mod backup;
mod bulk;
mod call;
mod check;
mod drafts;
mod event;
mod lease;
mod lock;
mod message;
mod migrate;
mod office;
mod open;
mod order;
mod outbox;
mod person;
mod queries;
mod queue;
mod record;
mod report;
mod row;
mod search;
pub(crate) mod shape;
mod sheet;
mod station;
mod txn;
mod verify;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

pub use backup::{Restored, backup_to, restore};
pub use check::{Finding, Verdict};
pub use drafts::{Draft, Drafts};
pub use lock::{Tell, Unblocked, unblock};
pub use open::{OpenOptions, Salt};
pub use shape::user_entity;
pub use verify::verify_chain;

use crate::domain::audit::Head;
use crate::domain::holder::Holder;
use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::store::{Queries, Result, Store, StoreError, Txn};

/// An office's database, opened by one station.
pub struct SqliteStore {
    conn: Connection,
    path: PathBuf,
    gate: lock::Gate,
    options: OpenOptions,
}

impl SqliteStore {
    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Who works with this store: the waiting see it.
    pub fn introduce(&mut self, user: &str, station: &str) {
        self.gate.introduce(user, station);
    }

    /// Who is told whom a save waits for.
    pub fn on_wait(&mut self, tell: Tell) {
        self.gate.tell(tell);
    }

    /// Who holds the right to write now, if anybody does.
    pub fn holder(&self) -> Option<Holder> {
        self.gate.holder()
    }

    fn session(&self, bulk: bool) -> Session<'_> {
        Session::new(&self.conn, &self.options.salt, bulk)
    }
}

impl Store for SqliteStore {
    fn read<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&dyn Queries) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let transaction = begin(&self.conn, TransactionBehavior::Deferred)?;
        let found = work(&self.session(false))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(found)
    }

    fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Txn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let _turn = self.gate.enter()?;
        let transaction = begin(&self.conn, TransactionBehavior::Immediate)?;
        migrate::expect_current(&self.conn)?;
        let mut session = self.session(false);
        let done = work(&mut session)?;
        search::settle(&session)?;
        drop(session);
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    fn version(&mut self) -> Result<i64> {
        Ok(self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }
}

/// Dropped without commit it rolls back.
fn begin(conn: &Connection, behavior: TransactionBehavior) -> Result<Transaction<'_>> {
    Ok(Transaction::new_unchecked(conn, behavior)?)
}

/// One transaction at work.
struct Session<'c> {
    conn: &'c Connection,
    salt: &'c Salt,
    bulk: bool,
    head: Cell<Option<Head>>,
    /// The person put last: a record that follows finds its names there.
    last_person: RefCell<Option<Person>>,
    /// Records whose words have changed, with the text that the search index still holds.
    stale: RefCell<BTreeMap<i64, Option<String>>>,
}

impl<'c> Session<'c> {
    fn new(conn: &'c Connection, salt: &'c Salt, bulk: bool) -> Self {
        Self { conn, salt, bulk, head: Cell::new(None), last_person: RefCell::default(), stale: RefCell::default() }
    }

    fn fresh_salt(&self) -> [u8; 16] {
        (self.salt)()
    }

    /// Whether indexes are built at the end instead of now.
    fn is_bulk(&self) -> bool {
        self.bulk
    }

    fn head(&self) -> Result<Head> {
        match self.head.get() {
            Some(head) => Ok(head),
            None => event::head(self.conn),
        }
    }

    fn keep_head(&self, head: Head) {
        self.head.set(Some(head));
    }

    fn keep_person(&self, person: &Person) {
        self.last_person.replace(Some(person.clone()));
    }

    /// What `work` makes of a person, if there is one of this id.
    fn with_person<T>(&self, id: PersonId, work: impl FnOnce(&Person) -> Result<T>) -> Result<Option<T>> {
        if let Some(person) = self.last_person.borrow().as_ref().filter(|person| person.id == id) {
            return work(person).map(Some);
        }
        person::person(self.conn, id)?.map(|person| work(&person)).transpose()
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(failure, message) => {
                let message = message.unwrap_or_default();
                match (failure.code, failure.extended_code) {
                    (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => {
                        Self::Busy("SQLite waited in vain".into())
                    }
                    (ErrorCode::ConstraintViolation, 1555 | 2067) => Self::Taken(taken(&message)),
                    (ErrorCode::ConstraintViolation, _) => Self::Corrupt(format!("a rule of the schema: {message}")),
                    (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Self::Corrupt(message),
                    (_, code) => Self::Io(format!("SQLite error {code}: {message}")),
                }
            }
            E::FromSqlConversionFailure(column, kind, _) | E::InvalidColumnType(column, _, kind) => {
                Self::Corrupt(format!("column {column} holds {kind}"))
            }
            E::IntegralValueOutOfRange(column, _) => Self::Corrupt(format!("column {column} is out of range")),
            other => Self::Io(other.to_string()),
        }
    }
}

/// What SQLite's message names: `UNIQUE constraint failed: record.reference`.
fn taken(message: &str) -> &'static str {
    [
        ("record.reference", "reference"),
        ("orders.number", "order number"),
        ("call.record", "open call"),
        ("event.action", "action"),
        ("outbox.record", "revision"),
        ("user.name", "user"),
        ("lease_key.key", "lease key"),
    ]
    .into_iter()
    .find(|(column, _)| message.contains(column))
    .map_or("id", |(_, what)| what)
}
