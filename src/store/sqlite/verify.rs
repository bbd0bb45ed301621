//! Verification of the audit trail, and of what it says about the stored entities.

use rusqlite::Connection;
use uuid::Uuid;

use super::event::{SEALED, last_commitment};
use super::{SqliteStore, begin};
use crate::domain::audit::{Head, commitment, follows};
use crate::store::{Queries, Result, StoreError};

/// Events read at a time.
const CHUNK: usize = 1_000;

/// The sequence number of the first event that does not follow the one before it; none if the chain is whole.
pub fn verify_chain(queries: &dyn Queries) -> Result<Option<u64>> {
    let mut head = Head::default();
    loop {
        let events = queries.events_after(head.seq, CHUNK)?;
        if events.is_empty() {
            let whole = queries.head()? == head;
            return Ok((!whole).then_some(head.seq + 1));
        }
        for event in &events {
            if !follows(head, event) {
                return Ok(Some(head.seq + 1));
            }
            head = event.head();
        }
    }
}

impl SqliteStore {
    /// At most `limit` entities whose stored document is not the one that their last event sealed.
    pub fn unsealed_entities(&self, limit: usize) -> Result<Vec<Uuid>> {
        let transaction = begin(&self.conn, rusqlite::TransactionBehavior::Deferred)?;
        let found = unsealed(&self.conn, limit)?;
        transaction.commit()?;
        Ok(found)
    }
}

pub(super) fn unsealed(conn: &Connection, limit: usize) -> Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for table in SEALED {
        let mut statement = conn.prepare_cached(&format!("SELECT id, salt, doc FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let damaged = |_| StoreError::Corrupt(format!("{table}: salt or document is missing"));
            let (salt, doc) = (row.get_ref(1)?.as_blob().map_err(damaged)?, row.get_ref(2)?.as_str().map_err(damaged)?);
            let id = Uuid::from_bytes(row.get(0)?);
            if last_commitment(conn, id)? != Some(commitment(salt, doc.as_bytes())) {
                found.push(id);
                if found.len() >= limit {
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}
