//! Read models: what screens and commands show, as the store gathers it.

use chrono::NaiveDate;

use super::audit::Event;
use super::call::{Attempt, Call, CallState, Outcome, Priority, Reason};
use super::disease::Disease;
use super::handling::{Pause, Signed};
use super::id::{CallId, RecordId, Reference};
use super::lease::Lease;
use super::note::Note;
use super::order::{Order, OrderState};
use super::person::{Address, Household, Institution, Person};
use super::queue::Place;
use super::record::{Kind, Record};
use super::time::Moment;

/// A line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Place in the order of service: the cursor for the next page.
    pub place: Place,
    /// The call.
    pub call: CallId,
    /// Its record.
    pub record: RecordId,
    /// Reference.
    pub reference: Reference,
    /// Reason.
    pub reason: Reason,
    /// Priority class.
    pub priority: Priority,
    /// Not before.
    pub ready_at: Moment,
    /// Deadline.
    pub due_at: Moment,
    /// Agreed time.
    pub callback_at: Option<Moment>,
    /// An agreed time that has passed unused.
    pub missed: bool,
    /// Counted attempts.
    pub attempts: u16,
    /// What came of the last try.
    pub last_outcome: Option<Outcome>,
    /// `Family name, given names`.
    pub name: String,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Place where they stay.
    pub place_name: String,
    /// Language that is required.
    pub language: Option<String>,
    /// Skill that is required.
    pub skill: Option<String>,
    /// Disease.
    pub disease: Disease,
    /// First number to dial, as shown.
    pub phone: Option<String>,
    /// Who works on it, if anybody: user and station.
    pub leased_by: Option<(String, String)>,
    /// Assigned to, or agreed with.
    pub mine: Option<String>,
}

/// Everything the call screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSheet {
    /// The call.
    pub call: Call,
    /// The record.
    pub record: Record,
    /// The person.
    pub person: Person,
    /// Household, if any.
    pub household: Option<Household>,
    /// Institution, if any.
    pub institution: Option<Institution>,
    /// Others of the household or number.
    pub mates: Vec<Mate>,
    /// The index case's reference, where it is ours.
    pub index_reference: Option<Reference>,
    /// Contacts of a case, the newest first.
    pub contacts: Vec<Mate>,
    /// Attempts on the record, newest first.
    pub attempts: Vec<Attempt>,
    /// Orders of the person, newest first.
    pub orders: Vec<Order>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
    /// Who holds it now.
    pub lease: Option<Lease>,
}

/// Another record of the same household or number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mate {
    /// Record.
    pub record: RecordId,
    /// Reference.
    pub reference: Reference,
    /// Name.
    pub name: String,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Its open call, if any.
    pub call: Option<(CallId, Reason)>,
    /// From when that call may be made, or the time agreed for it.
    pub call_at: Option<Moment>,
    /// Same household (else: same number or institution).
    pub same_household: bool,
    /// Place where they stay.
    pub place: String,
    /// Its postcode.
    pub postcode: String,
    /// Official key of the municipality where they stay.
    pub municipality: Option<String>,
}

impl Mate {
    /// The record of somebody else, with its calls oldest first: the open one for this reason, else the newest one.
    pub fn of(record: &Record, person: &Person, calls: &[Call], same_household: bool, reason: Option<Reason>) -> Self {
        let is_open = |call: &&Call| call.state == CallState::Open;
        let same = calls.iter().rev().filter(is_open).find(|call| Some(call.reason) == reason);
        let open = same.or(calls.iter().rev().find(is_open));
        let stays = person.stays_at();
        Self {
            record: record.id,
            reference: record.reference,
            name: person.listed_name(),
            birth: person.birth,
            call: open.map(|call| (call.id, call.reason)),
            call_at: open.map(|call| call.callback.as_ref().map_or(call.ready_at, |agreed| agreed.from)),
            same_household,
            place: stays.map(|address| address.place.clone()).unwrap_or_default(),
            postcode: stays.map(|address| address.postcode.clone()).unwrap_or_default(),
            municipality: stays.and_then(|address| address.municipality.clone()),
        }
    }
}

/// What the table of orders needs of somebody else in the telephone call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MateSheet {
    /// Record.
    pub record: Record,
    /// Person.
    pub person: Person,
    /// Orders of the person, newest first.
    pub orders: Vec<Order>,
}

/// Everything the record screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSheet {
    /// As on the call screen; `call` is the open or last call, if there was one.
    pub record: Record,
    /// The person.
    pub person: Person,
    /// Household.
    pub household: Option<Household>,
    /// Institution.
    pub institution: Option<Institution>,
    /// Others of the household or number.
    pub mates: Vec<Mate>,
    /// Index case's reference, where it is ours.
    pub index_reference: Option<Reference>,
    /// Contacts of a case, the newest first.
    pub contacts: Vec<Mate>,
    /// Calls, newest first.
    pub calls: Vec<Call>,
    /// Attempts, newest first.
    pub attempts: Vec<Attempt>,
    /// Orders, newest first.
    pub orders: Vec<Order>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
    /// Events about the record, newest first, at most 100.
    pub history: Vec<Event>,
    /// Batches it went out in: destination, number, revision.
    pub deliveries: Vec<(String, u32, u32)>,
    /// Who holds a call of it now.
    pub lease: Option<Lease>,
}

/// A line of a search result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// Record.
    pub record: RecordId,
    /// Reference.
    pub reference: Reference,
    /// Contact or case.
    pub kind: Kind,
    /// Disease.
    pub disease: Disease,
    /// Name.
    pub name: String,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Place where they stay.
    pub place_name: String,
    /// First number, as shown.
    pub phone: Option<String>,
    /// Its open or last call.
    pub call: Option<(CallId, Reason, CallState)>,
}

/// The queue in figures. open = ready + waiting; leased is part of ready; overdue part of open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Open.
    pub open: u64,
    /// May be called now.
    pub ready: u64,
    /// Not yet.
    pub waiting: u64,
    /// Being worked on.
    pub leased: u64,
    /// Settled.
    pub done: u64,
    /// On the supervisor's list.
    pub escalated: u64,
    /// Taken back.
    pub withdrawn: u64,
    /// Past the deadline.
    pub overdue: u64,
}

/// A tracer's own figures of one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MyDay {
    /// Attempts.
    pub attempts: u32,
    /// Attempts that reached the person.
    pub reached: u32,
    /// Interviews complete.
    pub complete: u32,
    /// Orders spoken.
    pub orders: u32,
}

/// Filters of the list of orders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// In force on this date.
    pub in_force_on: Option<NaiveDate>,
    /// Last day is this date.
    pub ending_on: Option<NaiveDate>,
    /// Spoken but without a letter.
    pub without_letter: bool,
    /// In this stored state.
    pub state: Option<OrderState>,
    /// Of this municipality (official key).
    pub municipality: Option<String>,
}

/// A line of the list of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// The order.
    pub order: Order,
    /// Reference of its record.
    pub reference: Reference,
    /// Name of the person.
    pub name: String,
}

/// Somebody whose municipality is unknown or ambiguous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnplacedRow {
    /// Their oldest record.
    pub record: RecordId,
    /// Its reference.
    pub reference: Reference,
    /// Name.
    pub name: String,
    /// Where they stay.
    pub address: Address,
}

/// A station at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationRow {
    /// User and station.
    pub lease: Lease,
    /// Reference of the record.
    pub reference: Reference,
    /// Reason.
    pub reason: Reason,
}

/// An entry of the supervisor's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Whose record.
    pub record: RecordId,
    /// As a row of the queue.
    pub row: QueueRow,
    /// Why it stands there: an outcome, or a code such as `exhausted`, `order_proposal`, `unfinished`.
    pub code: String,
    /// Since when.
    pub since: Moment,
    /// Who put it there.
    pub by: String,
    /// What happened, in their words.
    pub text: String,
    /// The call.
    pub call: Call,
}

/// The room: who works on what, who makes a pause, what the shift's note says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// Stations at work.
    pub stations: Vec<StationRow>,
    /// Stations in a pause.
    pub pauses: Vec<Pause>,
    /// The shift's note.
    pub note: Option<Signed>,
}

/// Outcomes counted by code, with how many attempts there were.
pub type OutcomeCounts = Vec<(Reason, Outcome, u64)>;

/// Open calls counted by reason: ready, waiting, overdue.
pub type ReasonCounts = Vec<(Reason, QueueCounts)>;
