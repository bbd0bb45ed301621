//! What happens to the UI: keys, answers of the shell, the passing of time.

use crate::domain::batch::Batch;
use crate::domain::decide::{Receipt, Refusal};
use crate::domain::id::{CallId, RecordId};
use crate::domain::lease::Lease;
use crate::domain::message::Unread;
use crate::domain::shift::Need;
use crate::domain::time::Moment;
use crate::domain::view::{
    CallSheet, MateSheet, MyDay, OrderRow, OutcomeCounts, QueueCounts, QueueRow, Raised, ReasonCounts, RecordSheet,
    SearchHit, StationRow,
};
use crate::keymap::Key;

use super::effect::Generation;
use super::room::RoomState;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Printable keys that came all at once.
    Burst(Vec<Key>),
    /// Pasted text.
    Paste(String),
    /// The terminal has this size, columns and rows.
    Resize(u16, u16),
    /// What time it is. Sent before other messages whenever the minute changed, and with each key.
    Now(Moment),
    /// Nothing has arrived for as long as the UI wanted to wait.
    Quiet,
    /// A frame was drawn: what was on screen before the next key.
    Drawn,
    /// Another process changed something: visible pages may be fetched again.
    Changed,
    /// An answer.
    Reply(Generation, Reply),
    /// Lines from other stations or a supervisor, oldest first.
    Told(Vec<Unread>),
    /// A call of this user whose line was lost is still held for them: it lies open again at once.
    Resume(CallId),
    /// What this user typed outside of calls and did not save before the program ended.
    Kept(String),
    /// The terminal goes away (SIGHUP, SIGTERM): keep drafts.
    Hangup,
}

/// Answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A call was claimed.
    Served(Box<Served>),
    /// Nothing may be called now; when the next one wakes, if known.
    NothingReady(Option<Moment>),
    /// Calling hours are over: when they begin again.
    OutOfHours(Moment),
    /// A page of the queue, in order; whether there is more after it.
    Queue(Vec<QueueRow>, bool),
    /// Figures of the header.
    Counts(QueueCounts, MyDay),
    /// A record.
    Record(Box<RecordSheet>),
    /// Others in the telephone call.
    Mates(Vec<MateSheet>),
    /// Search hits, best first.
    Hits(Vec<SearchHit>),
    /// People who could be the one that is being typed, best first.
    Candidates(Vec<SearchHit>),
    /// Orders.
    Orders(Vec<OrderRow>),
    /// Batches, and per destination how many revisions wait.
    Batches(Vec<Batch>, Vec<(String, u64)>),
    /// Why a call stands where it stands, and why it is not served now.
    Why(Why),
    /// The board.
    Board(Box<Board>),
    /// What the room looks like.
    Room(Box<RoomState>),
    /// The supervisor's list.
    Decisions(Vec<Raised>),
    /// One thing was done to so many calls.
    BulkDone(usize),
    /// A command was done.
    Done(Receipt),
    /// Several commands were done, in their order.
    DoneAll(Vec<Receipt>),
    /// A command was refused; nothing changed.
    Refused(Refusal),
    /// The one of several commands that was refused, counted from 0; nothing changed.
    RefusedOne(usize, Refusal),
    /// An export was written: destination, number, records, folder; number none where nothing waited.
    Exported(String, Option<u32>, u64, String),
    /// The store failed: what and what to do, in the user's language. Nothing was saved.
    Failed(String),
}

/// A claimed call with everything its screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The lease.
    pub lease: Lease,
    /// The sheet.
    pub sheet: CallSheet,
    /// What was typed on it before and not saved.
    pub draft: Option<String>,
    /// The tier it was served in, as a why-line.
    pub why: Why,
}

/// The two lines of "why".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// Why it stands where it stands.
    pub stands: String,
    /// Why it is not served now; none if it is.
    pub not_now: Option<String>,
}

/// Figures of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The queue.
    pub counts: QueueCounts,
    /// By reason.
    pub reasons: ReasonCounts,
    /// Outcomes of today.
    pub outcomes: OutcomeCounts,
    /// Stations at work.
    pub stations: Vec<StationRow>,
    /// What ready calls need that nobody at work has, and how many.
    pub stranded: Vec<(Need, u64)>,
    /// Record of an escalated call, oldest first, with what it waits for.
    pub escalated: Vec<(RecordId, QueueRow)>,
}
