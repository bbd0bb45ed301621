//! What the UI asks the shell to do. Every request carries a generation; a stale answer is dropped by the UI.

use crate::domain::bulk::{Bulk, Targets};
use crate::domain::decide::Command;
use crate::domain::id::{CallId, RecordId};
use crate::domain::queue::{Filter, Place};
use crate::domain::view::OrderFilter;
use crate::text::Lang;

/// Number of a request; its answer carries it too.
pub type Generation = u64;

/// A request to the shell, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Claim the next call in the order of service and send its sheet.
    ServeNext {
        /// Generation.
        generation: Generation,
        /// Restricts what is served.
        filter: Filter,
    },
    /// Claim this call, if it is free, and send its sheet.
    Open {
        /// Generation.
        generation: Generation,
        /// The call.
        call: CallId,
    },
    /// Take the call of somebody who rings, and send its sheet.
    TakeIncoming {
        /// Generation.
        generation: Generation,
        /// Their record.
        record: RecordId,
    },
    /// Take up a call again whose outcome was taken back, and send its sheet.
    TakeUp {
        /// Generation.
        generation: Generation,
        /// The call.
        call: CallId,
    },
    /// Load a page of the queue.
    LoadQueue {
        /// Generation.
        generation: Generation,
        /// Filter.
        filter: Filter,
        /// Where from.
        from: PageStart,
        /// Rows.
        limit: usize,
    },
    /// Load the figures of the header.
    LoadCounts {
        /// Generation.
        generation: Generation,
    },
    /// Load a record screen.
    LoadRecord {
        /// Generation.
        generation: Generation,
        /// The record.
        record: RecordId,
    },
    /// Load what the table of orders needs of others in the telephone call.
    LoadMates {
        /// Generation.
        generation: Generation,
        /// Their records.
        records: Vec<RecordId>,
    },
    /// Search people by parts.
    Search {
        /// Generation.
        generation: Generation,
        /// As typed.
        query: String,
        /// Hits at most.
        limit: usize,
    },
    /// Search people who could be the one that is being typed.
    Candidates {
        /// Generation.
        generation: Generation,
        /// Name as typed, with or without a birth date.
        name: String,
        /// Number as typed.
        number: String,
        /// Hits at most.
        limit: usize,
    },
    /// Load a record again that is on the screen already.
    Reload {
        /// Generation.
        generation: Generation,
        /// The record.
        record: RecordId,
    },
    /// Load the list of orders.
    LoadOrders {
        /// Generation.
        generation: Generation,
        /// Filter.
        filter: OrderFilter,
    },
    /// Load the list of batches and what waits for each destination.
    LoadBatches {
        /// Generation.
        generation: Generation,
    },
    /// Load why a call stands where it stands.
    LoadWhy {
        /// Generation.
        generation: Generation,
        /// The call.
        call: CallId,
    },
    /// Load the board: stations, counts by reason, outcomes of today.
    LoadBoard {
        /// Generation.
        generation: Generation,
    },
    /// Load what the room looks like: stations, pauses, the shift's note, owners, what of one's own is open.
    LoadRoom {
        /// Generation.
        generation: Generation,
    },
    /// Load the supervisor's list.
    LoadDecisions {
        /// Generation.
        generation: Generation,
    },
    /// Do one thing to several calls, all or nothing.
    PerformBulk {
        /// Generation.
        generation: Generation,
        /// Which calls.
        targets: Targets,
        /// What.
        bulk: Bulk,
    },
    /// Carry out a command.
    Perform {
        /// Generation.
        generation: Generation,
        /// The command.
        command: Command,
    },
    /// Carry out several commands in order, all or none.
    PerformAll {
        /// Generation.
        generation: Generation,
        /// The commands.
        commands: Vec<Command>,
    },
    /// Seal and write the next batch of a destination.
    Export {
        /// Generation.
        generation: Generation,
        /// Destination.
        destination: String,
    },
    /// Keep what was typed and not yet saved.
    KeepDraft {
        /// On which call's record; none outside of calls.
        record: Option<RecordId>,
        /// Opaque to the shell.
        draft: String,
    },
    /// A draft is no longer needed.
    DropDraft {
        /// Of which call's record; none for the one outside of calls.
        record: Option<RecordId>,
    },
    /// A key was pressed while a lease is held; the shell renews it now and then.
    Alive {
        /// The lease.
        token: i64,
    },
    /// Dial by the configured command, or copy to the local clipboard.
    DialOut {
        /// E.164.
        number: String,
    },
    /// The screen language changed: keep it for the user.
    SetLanguage(Lang),
    /// Draw everything anew.
    Redraw,
    /// Leave the program.
    Quit,
}

/// Where a page of the queue starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStart {
    /// At the top.
    Top,
    /// After this place.
    After(Place),
    /// Before this place.
    Before(Place),
    /// At the end.
    End,
    /// The same page again, from this place on, inclusive.
    At(Place),
}
