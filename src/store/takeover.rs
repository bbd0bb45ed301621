//! Takes our own `records` edition over into an empty office: ids, references, revisions, times and order numbers stay,
//! so that exporting again gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use thiserror::Error;

use crate::domain::audit::{Draft, Hash, Touch};
use crate::domain::batch::Snapshot;
use crate::domain::call::CallState;
use crate::domain::decide::Refusal;
use crate::domain::id::ActionId;
use crate::domain::queue::Ranking;
use crate::domain::user::Power;

use super::perform::{Actor, NotDone, mark, put_numbered, with_ctx};
use super::{StoreError, Txn};

/// What was taken over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Lines read: revisions.
    pub lines: u64,
    /// Records.
    pub records: u64,
    /// Open calls.
    pub calls: u64,
    /// Lines that the office has already: all, or none.
    pub known: u64,
}

/// Why nothing was taken over.
#[derive(Debug, Error)]
pub enum TakeoverError {
    /// A line that is no revision of ours.
    #[error("line {line}, column {column}: {why}")]
    Line {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: usize,
        /// Why; names no content.
        why: String,
    },
    /// The office has records already.
    #[error("the office has records already")]
    NotEmpty,
    /// Refused, or the store failed.
    #[error(transparent)]
    NotDone(#[from] NotDone),
}

impl From<StoreError> for TakeoverError {
    fn from(error: StoreError) -> Self {
        Self::NotDone(error.into())
    }
}

/// Takes every line over, in the transaction that is open; any fault refuses the whole file. What the office has already,
/// byte for byte, changes nothing.
///
/// # Errors
/// [`TakeoverError`].
pub fn take_over(txn: &mut dyn Txn, lines: &mut dyn BufRead, actor: &Actor<'_>) -> Result<TakenOver, TakeoverError> {
    if txn.outbox_end()? > 0 || txn.queue_counts(actor.now)?.open > 0 {
        return known(txn, lines);
    }
    let mut taken = TakenOver::default();
    let mut records = BTreeSet::new();
    let mut touches: BTreeMap<uuid::Uuid, Touch> = BTreeMap::new();
    let ranking = Ranking::of(&actor.rules.plan);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line).map_err(|error| StoreError::Io(error.to_string()))?;
        let bytes = line.trim_ascii_end();
        if read == 0 {
            break;
        }
        if bytes.is_empty() {
            continue;
        }
        taken.lines += 1;
        let snapshot: Snapshot = serde_json::from_slice(bytes).map_err(|error| TakeoverError::Line {
            line: taken.lines,
            column: error.column(),
            why: fault_of(&error).to_owned(),
        })?;
        records.insert(snapshot.record.id);
        save(txn, &snapshot, bytes, actor, &ranking, &mut touches)?;
    }
    taken.records = records.len() as u64;
    taken.calls = txn.queue_counts(actor.now)?.open;
    note(txn, touches, taken, actor)?;
    Ok(taken)
}

/// Lines that are all revisions of this office.
fn known(txn: &dyn Txn, lines: &mut dyn BufRead) -> Result<TakenOver, TakeoverError> {
    let mut taken = TakenOver::default();
    let mut unknown = BTreeSet::new();
    for line in lines.split(b'\n') {
        let line = line.map_err(|error| StoreError::Io(error.to_string()))?;
        let bytes = line.trim_ascii_end();
        if !bytes.is_empty() {
            taken.lines += 1;
            unknown.insert(Hash::of(&[bytes]));
        }
    }
    txn.each_revision(1, txn.outbox_end()?, &mut |bytes| {
        unknown.remove(&Hash::of(&[bytes]));
        Ok(())
    })?;
    taken.known = taken.lines;
    if unknown.is_empty() { Ok(taken) } else { Err(TakeoverError::NotEmpty) }
}

/// The kind of fault; the message itself could quote data.
fn fault_of(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Io => "takeover-fault-unreadable",
        serde_json::error::Category::Syntax => "takeover-fault-syntax",
        serde_json::error::Category::Data => "takeover-fault-field",
        serde_json::error::Category::Eof => "takeover-fault-end",
    }
}

fn save(
    txn: &mut dyn Txn,
    snapshot: &Snapshot,
    bytes: &[u8],
    actor: &Actor<'_>,
    ranking: &Ranking,
    touches: &mut BTreeMap<uuid::Uuid, Touch>,
) -> Result<(), StoreError> {
    let mut keep = |touch: Touch| touches.insert(touch.entity, touch);
    if let Some(household) = &snapshot.household {
        keep(txn.put_household(household)?);
    }
    if let Some(institution) = &snapshot.institution {
        keep(txn.put_institution(institution)?);
    }
    keep(txn.put_person(&snapshot.person)?);
    keep(txn.put_record(&snapshot.record)?);
    let (open, settled): (Vec<_>, Vec<_>) = snapshot.calls.iter().partition(|call| call.state == CallState::Open);
    for call in settled.into_iter().chain(open) {
        keep(txn.put_call(call, actor.now, ranking)?);
    }
    for attempt in &snapshot.attempts {
        keep(txn.put_attempt(attempt)?);
    }
    for order in &snapshot.orders {
        keep(put_numbered(txn, order)?);
    }
    for one in &snapshot.notes {
        keep(txn.put_note(one)?);
    }
    let place = txn.put_revision(snapshot.record.id, snapshot.record.revision, bytes)?;
    mark(txn, place, snapshot)
}

fn note(
    txn: &mut dyn Txn,
    touches: BTreeMap<uuid::Uuid, Touch>,
    taken: TakenOver,
    actor: &Actor<'_>,
) -> Result<(), NotDone> {
    with_ctx(txn, actor, |txn, ctx| {
        if !ctx.user.may(Power::Administer) && !ctx.user.may(Power::Export) {
            return Err(Refusal::NotPermitted(Power::Administer).into());
        }
        let draft = Draft {
            action: ActionId::mint(ctx.now, ctx.mint),
            at: ctx.now,
            user: ctx.user.name.clone(),
            station: ctx.station.to_owned(),
            kind: "taken_over".to_owned(),
            record: None,
            facts: BTreeMap::from([
                ("lines".to_owned(), taken.lines.to_string()),
                ("records".to_owned(), taken.records.to_string()),
            ]),
        };
        txn.append_event(draft, touches.into_values().collect())?;
        Ok(())
    })
}
