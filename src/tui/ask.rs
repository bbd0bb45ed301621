//! What the UI is waiting for: each request has a number, and an answer to a number that nobody waits for is dropped.

use std::mem::discriminant;

use super::effect::Generation;
use crate::domain::id::{CallId, OrderId, RecordId};

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The next call.
    Serve,
    /// A certain call.
    Open {
        /// The record of the person who rings.
        incoming: Option<RecordId>,
    },
    /// A page of the queue to show; the cursor goes to its end or stays.
    Page(Landing),
    /// The page after the one that is shown.
    Ahead,
    /// Figures of the header.
    Counts,
    /// A record to show.
    Record(RecordId),
    /// Others in the telephone call, for the table of orders.
    Mates,
    /// The next of a telephone call whose others have their outcome, in place of the one on screen.
    Turn(CallId),
    /// An earlier one of the telephone call, whose outcome was taken back, in place of the one on screen.
    Back(CallId),
    /// Search hits.
    Hits,
    /// People who could be the one that is being typed.
    Candidates,
    /// A record that is on the screen, as it is now.
    Renew(RecordId),
    /// A person is being added; they rang.
    Add {
        /// They rang.
        incoming: bool,
    },
    /// The call of a person who was just added; their record where it can't be taken.
    OpenAdded {
        /// The record.
        record: RecordId,
        /// They rang.
        incoming: bool,
    },
    /// A contact of this case is being added.
    Capture(RecordId),
    /// Somebody joins or leaves a household, at this record.
    Household(RecordId),
    /// A person is being corrected, or their numbers, at this record.
    Person(RecordId),
    /// The list of orders.
    Orders,
    /// The list of batches.
    Batches,
    /// Why a call stands where it stands.
    Why,
    /// The board.
    Board,
    /// An attempt is being logged.
    Log(CallId),
    /// A call is being put back.
    PutBack(CallId),
    /// Dialling is being noted.
    Dial,
    /// A parked call is being taken up again.
    Unpark(CallId),
    /// The last outcome is being taken back.
    Undo,
    /// A closed call is being reopened.
    Reopen,
    /// A message was read.
    Confirmed,
    /// A call is being released.
    Release,
    /// An order is being issued, for this record.
    Order(OrderId),
    /// Orders are being issued, for several people at once.
    OrdersFor(Vec<OrderId>),
    /// An order is being lifted.
    Lift,
    /// What came back about an order is being noted.
    Delivery,
    /// An outcome is being corrected.
    Correct,
    /// A note is being written.
    Note,
    /// Facts are being kept.
    Facts,
    /// Somebody else's lease is being ended.
    ForceRelease,
    /// A batch is being sealed and written.
    Export,
    /// What the room looks like.
    RoomState,
    /// Something of the room is being done.
    Room,
    /// A question is being answered, or a task of the desk settled.
    Settle(CallId),
    /// One thing is being done to several calls.
    Bulk,
    /// What is left is being handed on.
    PassOn,
    /// The supervisor's list.
    Decisions,
}

/// Where the cursor goes on a page that arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Stays on the same call.
    Same,
}

impl Ask {
    /// Whether its answer brings a call to the screen, or settles one.
    pub const fn is_for_a_call(&self) -> bool {
        matches!(self, Self::Serve | Self::Open { .. } | Self::OpenAdded { .. } | Self::Log(_) | Self::Undo)
    }

    /// Whether a new request of its kind makes an older one pointless. Commands are never pointless.
    const fn replaces_older(&self) -> bool {
        matches!(
            self,
            Self::Page(_)
                | Self::Ahead
                | Self::Counts
                | Self::Record(_)
                | Self::Hits
                | Self::Candidates
                | Self::Orders
                | Self::Batches
                | Self::Why
                | Self::Board
                | Self::RoomState
                | Self::Decisions
        )
    }
}

/// The requests that are out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    last: Generation,
    out: Vec<(Generation, Ask)>,
}

impl Asked {
    /// Notes a request; its number.
    pub fn ask(&mut self, ask: Ask) -> Generation {
        if ask.replaces_older() {
            self.out.retain(|(_, other)| discriminant(other) != discriminant(&ask));
        }
        self.last += 1;
        self.out.push((self.last, ask));
        self.last
    }

    /// The number that the next request gets.
    pub const fn next_number(&self) -> Generation {
        self.last + 1
    }

    /// What this answer belongs to, if anybody still waits for it.
    pub fn answered(&mut self, generation: Generation) -> Option<Ask> {
        let at = self.out.iter().position(|(other, _)| *other == generation)?;
        Some(self.out.remove(at).1)
    }

    /// Whether an answer of this kind is awaited.
    pub fn awaits(&self, wanted: impl Fn(&Ask) -> bool) -> bool {
        self.out.iter().any(|(_, ask)| wanted(ask))
    }

    /// Nobody waits for these any more.
    pub fn forget(&mut self, unwanted: impl Fn(&Ask) -> bool) {
        self.out.retain(|(_, ask)| !unwanted(ask));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_search_makes_the_older_answer_stale() {
        let mut asked = Asked::default();
        let (first, second) = (asked.ask(Ask::Hits), asked.ask(Ask::Hits));
        assert_eq!(asked.answered(first), None);
        assert_eq!(asked.answered(second), Some(Ask::Hits));
        assert_eq!(asked.answered(second), None);
    }

    #[test]
    fn every_command_is_waited_for() {
        let mut asked = Asked::default();
        let (first, second) = (asked.ask(Ask::Note), asked.ask(Ask::Note));
        assert_eq!((asked.answered(first), asked.answered(second)), (Some(Ask::Note), Some(Ask::Note)));
    }
}
