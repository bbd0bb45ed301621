//! The one place where the domain decides: working set in, command in, time in; changes, an event and a receipt out,
//! or a typed refusal. Roles and rights are checked here.

mod add;
mod assign;
mod attempt;
#[cfg(test)]
mod cases;
mod correct;
mod delivery;
mod desk;
mod facts;
mod follow_up;
mod household;
mod incoming;
mod lease;
mod number;
mod order;
mod pass_on;
mod people;
mod person;
mod raised;
mod refusal;
mod reopen;
mod research;
mod station;
mod undo;
pub(super) mod worked;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::call::{Attempt, Call, Closing, Direction, Outcome, Priority, SpokenWith};
use super::handling::{Pause, Signed};
use super::id::{ActionId, AttemptId, CallId, Mint, OrderId, RecordId, Reference};
use super::lease::Lease;
use super::message::Message;
use super::note::Note;
use super::office::{Municipality, Office};
use super::order::{Order, OrderKind, RuleResult};
use super::person::{Household, Person};
use super::plan::Plan;
use super::record::Record;
use super::rulebook::Rulebook;
use super::script::Scripts;
use super::time::Moment;
use super::undo::{Barred, UndoSet};
use super::user::User;

pub use add::AddPerson;
pub use delivery::DeliveryNews;
pub use household::{Host, Housed};
pub use lease::permit;
pub use number::NumberChange;
pub use order::{proposal_for, proposal_of_kind, proposal_with};
pub use person::{Corrected, FIELDS as PERSON_FIELDS, Fate, Moved, OrderSpoken};
pub use refusal::Refusal;
pub use worked::raise;

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Work this call: take its lease, or get it again. The store's `serve` picks the call.
    Claim {
        /// The call.
        call: CallId,
    },
    /// Dialling starts.
    Dial {
        /// The lease.
        token: i64,
        /// Number, E.164.
        number: Option<String>,
    },
    /// A key was pressed: the lease goes on.
    Renew {
        /// The lease.
        token: i64,
    },
    /// Leave without a result; no attempt.
    Release {
        /// The lease.
        token: i64,
    },
    /// The line to the terminal is gone: a started call is kept a short while for the same user.
    LoseLine {
        /// The lease.
        token: i64,
    },
    /// The record screen was opened: nothing changes, the trail says so.
    OpenRecord {
        /// The record.
        record: RecordId,
    },
    /// Put a served call back, with a reason; no attempt.
    PutBack {
        /// The lease.
        token: i64,
        /// Why.
        reason: String,
    },
    /// A supervisor ends another's lease.
    ForceRelease {
        /// The call.
        call: CallId,
        /// Why; may be empty.
        reason: String,
    },
    /// A supervisor gives a call to a user or a team, or takes it from them.
    Assign {
        /// The call.
        call: CallId,
        /// Whose it is now (see `handling::Owner`); nobody's if none.
        owner: Option<String>,
        /// Why.
        reason: String,
        /// Say so on the new owner's screen.
        tell: bool,
    },
    /// A supervisor takes a call out of the queue: its ground has gone.
    Withdraw {
        /// The call.
        call: CallId,
        /// Why.
        reason: String,
    },
    /// A supervisor gives a call another priority class.
    SetPriority {
        /// The call.
        call: CallId,
        /// The class.
        priority: Priority,
        /// Why.
        reason: String,
    },
    /// A supervisor takes what stands on the supervisor's list upon themselves.
    TakeDecision {
        /// The call.
        call: CallId,
    },
    /// A supervisor says what is to be done; the call stays on the list until it is returned or closed.
    Decide {
        /// The call.
        call: CallId,
        /// What is to be done.
        text: String,
    },
    /// From the supervisor's list back into the queue.
    ReturnToQueue {
        /// The call.
        call: CallId,
        /// Whose it is then; anybody's if none.
        owner: Option<String>,
        /// Why, and what is to be done.
        reason: String,
    },
    /// A supervisor closes a call of the supervisor's list.
    CloseCall {
        /// The call.
        call: CallId,
        /// How it ended.
        closing: Closing,
        /// Why.
        reason: String,
    },
    /// Ask the doctor or the team lead.
    AskQuestion {
        /// About which record.
        record: RecordId,
        /// Whom: a user, a team, or whoever leads.
        to: String,
        /// What.
        text: String,
    },
    /// Answer a question; it goes back to who asked.
    AnswerQuestion {
        /// The question.
        call: CallId,
        /// The answer.
        text: String,
    },
    /// Put a record before somebody on a day.
    SetReminder {
        /// The record.
        record: RecordId,
        /// From when it is ready.
        at: Moment,
        /// Before whom: a user, a team; anybody if none.
        owner: Option<String>,
        /// What is to be done.
        text: String,
    },
    /// A reminder is done, an answer was read.
    SettleTask {
        /// The call.
        call: CallId,
        /// What came of it; may be empty.
        text: String,
    },
    /// Hand an own callback, reminder or call on at the end of a shift.
    PassOn {
        /// The call.
        call: CallId,
        /// Whose it is then; anybody's if none.
        owner: Option<String>,
        /// Not before this time; as it stands if none.
        not_before: Option<Moment>,
        /// What the next one must know; may be empty.
        note: String,
    },
    /// This station makes a pause.
    Pause {
        /// Why.
        reason: String,
    },
    /// The pause is over.
    Resume,
    /// A supervisor's line to every station.
    TellAll {
        /// What.
        text: String,
    },
    /// The shift's note for the room, until another takes its place; an empty one takes it away.
    SetShiftNote {
        /// What.
        text: String,
    },
    /// Somebody rings: take the call of their record whatever its state, parking the one in progress.
    TakeIncoming {
        /// The record.
        record: RecordId,
    },
    /// Take up this open call again, whenever it would be due, parking the one in progress.
    TakeUp {
        /// The call.
        call: CallId,
    },
    /// The parked call goes on.
    Unpark {
        /// Its lease.
        token: i64,
    },
    /// Take back the last outcome that this station logged.
    Undo,
    /// Put a done or withdrawn call into the queue again.
    Reopen {
        /// The call.
        call: CallId,
        /// Why.
        reason: String,
    },
    /// A message was read here.
    ConfirmMessage {
        /// Its number.
        n: i64,
    },
    /// Log an attempt.
    Log(Box<LogAttempt>),
    /// Issue an order, spoken on the phone.
    IssueOrder(Box<IssueOrder>),
    /// Pass a prepared order to a colleague who may speak it.
    ProposeOrder(Box<IssueOrder>),
    /// End an order early.
    LiftOrder {
        /// The order.
        order: OrderId,
        /// Why.
        reason: String,
    },
    /// Note what the writing authority sent back about an order: its file number, when it was written and delivered.
    /// Noting the same again changes nothing.
    NoteDelivery {
        /// The order.
        order: OrderId,
        /// What came back; what is none stays as it is.
        news: DeliveryNews,
        /// Replaces what was noted otherwise before; without it that is refused.
        replace: bool,
    },
    /// Set a logged outcome right.
    CorrectOutcome {
        /// The attempt.
        attempt: AttemptId,
        /// The outcome that holds.
        outcome: Outcome,
        /// Why.
        reason: String,
    },
    /// Keep facts that an interview brought, without an outcome.
    KeepFacts {
        /// The record.
        record: RecordId,
        /// Field name and answer, as scripts name them.
        facts: Facts,
    },
    /// Write a note.
    AddNote {
        /// The record.
        record: RecordId,
        /// Text.
        text: String,
        /// Pin it in place of the one that is pinned.
        pinned: bool,
    },
    /// Add a person by hand, with a record and its first call.
    AddPerson(Box<AddPerson>),
    /// Correct what is known of a person.
    CorrectPerson {
        /// The record at hand.
        record: RecordId,
        /// Field name and value; an empty value takes the field away. See [`PERSON_FIELDS`].
        fields: Facts,
    },
    /// A person joins the household of another, which is made where that one lives alone.
    JoinHousehold {
        /// The record of the person who joins.
        record: RecordId,
        /// A record of the person whose household it is.
        other: RecordId,
    },
    /// A person leaves their household.
    LeaveHousehold {
        /// Their record.
        record: RecordId,
    },
    /// Add, correct or retire a telephone number, or choose the one that is dialled next.
    ChangeNumber {
        /// The record at hand.
        record: RecordId,
        /// What changes.
        change: NumberChange,
    },
    /// Take these municipalities in the place of those there were. Addresses are derived again after that.
    PutMunicipalities(Vec<Municipality>),
    /// Add a user or replace one of the same name.
    PutUser(Box<User>),
}

/// Answers of an interview: field name as scripts name it, and the answer (dates as ISO, choices as code).
pub type Facts = BTreeMap<String, String>;

/// An attempt to log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogAttempt {
    /// Made by the client: sending it twice records it once.
    pub id: AttemptId,
    /// The call.
    pub call: CallId,
    /// The lease under which it is logged; none claims, logs and releases in one.
    pub token: Option<i64>,
    /// Result.
    pub outcome: Outcome,
    /// Out or in.
    pub direction: Direction,
    /// Number used, E.164.
    pub number: Option<String>,
    /// Remark.
    pub note: String,
    /// Agreed or stated time.
    pub window: Option<Window>,
    /// Hold the callback for this tracer.
    pub own_callback: bool,
    /// Language needed.
    pub language: Option<String>,
    /// Other office, and who there.
    pub office: Option<String>,
    /// Who was spoken with.
    pub spoken_with: Option<SpokenWith>,
    /// Their name.
    pub spoken_name: Option<String>,
    /// Start of dialling or serving.
    pub started_at: Moment,
    /// Entered later: the time it happened.
    pub happened_at: Option<Moment>,
    /// Facts the interview brought.
    pub facts: Facts,
    /// Facts told once for everybody in the telephone call: kept where the record has none of its own.
    pub shared: Facts,
    /// It belongs to the telephone call of an attempt logged before it: the limits of the number do not count it again.
    pub joint: bool,
    /// The lease goes on: others of the household or number are still to be settled.
    pub keeps_lease: bool,
}

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From.
    pub from: Moment,
    /// Until.
    pub until: Moment,
}

/// An order to issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueOrder {
    /// Identity, made by the client.
    pub id: OrderId,
    /// The record behind it.
    pub record: RecordId,
    /// The lease, where it is spoken in a call.
    pub token: Option<i64>,
    /// Kind.
    pub kind: OrderKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// Why the dates differ from the proposal.
    pub reason: Option<String>,
    /// To whom it is spoken: none for the person.
    pub spoken_to: Option<String>,
    /// Facts that the proposal needed and the tracer asked for.
    pub facts: Facts,
}

/// What a decision may look at. The store loads what the command names; see `store::perform`.
#[derive(Debug, Clone, Default)]
pub struct WorkingSet {
    /// The call.
    pub call: Option<Call>,
    /// Its record, or the record named.
    pub record: Option<Record>,
    /// Its person.
    pub person: Option<Person>,
    /// The lease of the command's token, or on the call; live or not.
    pub lease: Option<Lease>,
    /// A live lease of somebody else on the call, its household or its numbers.
    pub held_by: Option<Lease>,
    /// The live lease that this station holds already.
    pub station_lease: Option<Lease>,
    /// The lease that this station has parked.
    pub parked: Option<Lease>,
    /// What the station's last outcome did.
    pub undo: Option<UndoSet>,
    /// Why that cannot be taken back, as the store has it.
    pub barred: Option<Barred>,
    /// Other open calls of the same household or on the same numbers.
    pub related: Vec<Call>,
    /// Open calls of the same record.
    pub siblings: Vec<Call>,
    /// Orders of the person.
    pub orders: Vec<Order>,
    /// The attempt of the command's id, if it is known already.
    pub attempt: Option<Attempt>,
    /// Attempts on the record, oldest first.
    pub attempts: Vec<Attempt>,
    /// Counted tries on the number in the last 24 hours, oldest first.
    pub number_tries: Vec<Moment>,
    /// The next fencing token.
    pub next_token: i64,
    /// The next running number of the issuing authority.
    pub next_order_number: u32,
    /// Other records of the person.
    pub others: Vec<Record>,
    /// Calls of those other records.
    pub others_calls: Vec<Call>,
    /// How many others live in the household: the one to be joined, else the person's own.
    pub housemates: usize,
    /// Whose household is to be joined.
    pub host: Option<Host>,
    /// The index case that the command names, and its person.
    pub index: Option<(Record, Person)>,
    /// Others who bear the name of the person to be added: references of their records.
    pub near: Vec<Reference>,
    /// A reference that no record has.
    pub free_reference: Option<Reference>,
    /// The user that the command names.
    pub user: Option<User>,
    /// The users that the named owner stands for and who may work today.
    pub owners: Vec<User>,
    /// The pause that this station makes.
    pub pause: Option<Pause>,
    /// Whether any user with role admin would remain without the one named.
    pub has_other_admin: bool,
}

/// Rules in force.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Call plan.
    pub plan: Plan,
    /// Rulebook.
    pub rulebook: Rulebook,
    /// Interview scripts.
    pub scripts: Scripts,
}

/// Everything around a decision that is not state: who, where, when, by which rules.
pub struct Ctx<'a> {
    /// Time.
    pub now: Moment,
    /// Who.
    pub user: &'a User,
    /// At which station.
    pub station: &'a str,
    /// The office.
    pub office: &'a Office,
    /// Rules.
    pub rules: &'a Rules,
    /// Source of ids.
    pub mint: &'a dyn Mint,
    /// The client's action.
    pub action: ActionId,
    /// Language of generated words in records: German unless the office says otherwise.
    pub german: bool,
}

impl Ctx<'_> {
    /// Time zone of the office.
    pub fn zone(&self) -> Tz {
        self.office.tz()
    }

    /// Today in the office.
    pub fn today(&self) -> NaiveDate {
        super::time::date_of(self.now, self.zone())
    }
}

/// One change of state.
#[allow(clippy::large_enum_variant)] // a handful a decision, moved once
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A person.
    Person(Person),
    /// A record.
    Record(Record),
    /// A call.
    Call(Call),
    /// An attempt.
    Attempt(Attempt),
    /// An order.
    Order(Order),
    /// A note.
    Note(Note),
    /// A household.
    Household(Household),
    /// The office with its municipalities.
    Office(Office),
    /// A user.
    User(User),
    /// A lease taken; its keys follow from the calls it covers.
    LeaseTaken(Lease),
    /// A lease renewed.
    LeaseRenewed(Lease),
    /// A lease covers other calls than before; its keys follow from them.
    LeaseCovers(Lease),
    /// A lease ended.
    LeaseEnded(i64),
    /// A station makes a pause.
    Paused(Pause),
    /// The pause of a station is over.
    PauseEnded(String),
    /// The shift's note for the room.
    ShiftNote(Signed),
    /// A message for others.
    Message(Message),
    /// A message was read by who acts.
    MessageRead(i64),
    /// The station's last outcome was taken back.
    UndoSpent,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Changes, in the order in which they are to be saved.
    pub changes: Vec<Change>,
    /// The event's kind; none where nothing is to be told (a lease renewed).
    pub event: Option<&'static str>,
    /// Non-personal facts of the event.
    pub facts: BTreeMap<String, String>,
    /// What the screen says.
    pub receipt: Receipt,
}

/// The answer to a command that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// A lease was taken or given again.
    Claimed(Lease),
    /// The lease goes on until then.
    Renewed(Lease),
    /// Released or put back.
    Released,
    /// An attempt was logged.
    Logged {
        /// Its id.
        attempt: AttemptId,
        /// Outcome.
        outcome: Outcome,
        /// Reason of the call that was logged: what the outcome is called goes by it.
        reason: super::call::Reason,
        /// What comes next for this record, if anything.
        next: Option<NextCall>,
        /// Why the call ended, if it did.
        closed: Option<super::call::Closing>,
        /// It now stands on the supervisor's list.
        escalated: bool,
    },
    /// An order was issued.
    Ordered {
        /// Its id.
        order: OrderId,
        /// What is ordered.
        kind: OrderKind,
        /// Its number; none where it holds by ordinance.
        number: Option<String>,
        /// What the rule led to.
        result: RuleResult,
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// A prepared order waits for a colleague with the right.
    Proposed,
    /// Somebody else works on it: nothing was taken, and they were told.
    HeldElsewhere(Lease),
    /// An outcome was taken back.
    Undone {
        /// The call that lies open again.
        call: CallId,
        /// What had been logged.
        outcome: Outcome,
        /// Reference of its record.
        reference: Reference,
        /// The lease of this station that covers it again, where the telephone call goes on with others.
        lease: Option<Box<Lease>>,
    },
    /// A call is open again.
    Reopened,
    /// An order was lifted.
    Lifted {
        /// Its number.
        number: Option<String>,
    },
    /// A person was added.
    Added {
        /// Their record.
        record: RecordId,
        /// Its reference.
        reference: Reference,
        /// The call to make next, if there is one, and its reason.
        call: Option<(CallId, super::call::Reason)>,
        /// Others of the same name: a reference each.
        near: Vec<Reference>,
    },
    /// A person was corrected.
    Corrected(Box<Corrected>),
    /// A person joined a household or left it.
    Housed(Box<Housed>),
    /// The numbers of a person were changed.
    Renumbered {
        /// The contact stands in the queue again, for this reason, because a number was found.
        found: Option<super::call::Reason>,
        /// No number is left that may be dialled.
        none_left: bool,
    },
    /// Given to this owner, or to anybody.
    Assigned(Option<String>),
    /// Taken out of the queue.
    Withdrawn,
    /// In this priority class now.
    Prioritised(Priority),
    /// A question waits for this owner.
    Asked(String),
    /// Put before somebody at this time.
    Reminded(Moment),
    /// What came back about an order was noted.
    DeliveryNoted {
        /// Its number.
        number: Option<String>,
    },
    /// Nothing was to be changed: it was so already.
    Unchanged,
    /// Saved.
    Saved,
}

/// The next entry of the queue for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextCall {
    /// Reason.
    pub reason: super::call::Reason,
    /// Not before, hard; or the soft preference where that is later.
    pub at: Moment,
}

/// Decides.
///
/// # Errors
/// A [`Refusal`] says what was not done, why, and who stands in the way.
pub fn decide(set: &WorkingSet, command: &Command, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    match command {
        Command::Claim { .. } => lease::claim(set, ctx),
        Command::Dial { number, .. } => lease::dial(set, number.as_deref(), ctx),
        Command::Renew { .. } => lease::renew(set, ctx),
        Command::Release { .. } => lease::release(set, ctx),
        Command::LoseLine { .. } => lease::lose_line(set, ctx),
        Command::OpenRecord { .. } => people::open_record(set, ctx),
        Command::PutBack { reason, .. } => lease::put_back(set, reason, ctx),
        Command::ForceRelease { reason, .. } => lease::force_release(set, reason, ctx),
        Command::Assign { owner, reason, tell, .. } => assign::assign(set, owner.as_deref(), reason, *tell, ctx),
        Command::Withdraw { reason, .. } => assign::withdraw(set, reason, ctx),
        Command::SetPriority { priority, reason, .. } => assign::set_priority(set, *priority, reason, ctx),
        Command::TakeDecision { .. } => raised::take(set, ctx),
        Command::Decide { text, .. } => raised::decide(set, text, ctx),
        Command::ReturnToQueue { owner, reason, .. } => raised::give_back(set, owner.as_deref(), reason, ctx),
        Command::CloseCall { closing, reason, .. } => raised::close(set, *closing, reason, ctx),
        Command::AskQuestion { to, text, .. } => desk::ask(set, to, text, ctx),
        Command::AnswerQuestion { text, .. } => desk::answer(set, text, ctx),
        Command::SetReminder { at, owner, text, .. } => desk::remind(set, *at, owner.as_deref(), text, ctx),
        Command::SettleTask { text, .. } => desk::settle(set, text, ctx),
        Command::PassOn { owner, not_before, note, .. } => {
            pass_on::pass_on(set, owner.as_deref(), *not_before, note, ctx)
        }
        Command::Pause { reason } => station::pause(set, reason, ctx),
        Command::Resume => station::resume(set, ctx),
        Command::TellAll { text } => station::tell_all(text, ctx),
        Command::SetShiftNote { text } => station::set_shift_note(text, ctx),
        Command::TakeIncoming { .. } => incoming::take(set, ctx),
        Command::TakeUp { .. } => incoming::take_up(set, ctx),
        Command::Unpark { .. } => incoming::unpark(set, ctx),
        Command::Undo => undo::undo(set, ctx),
        Command::Reopen { reason, .. } => reopen::reopen(set, reason, ctx),
        Command::ConfirmMessage { n } => Ok(Decision::silent(Receipt::Saved).with(Change::MessageRead(*n))),
        Command::Log(log) => attempt::log(set, log, ctx),
        Command::IssueOrder(order) => order::issue(set, order, ctx),
        Command::ProposeOrder(order) => order::propose(set, order, ctx),
        Command::LiftOrder { order, reason } => order::lift(set, *order, reason, ctx),
        Command::NoteDelivery { order, news, replace } => delivery::note(set, *order, news, *replace, ctx),
        Command::CorrectOutcome { attempt, outcome, reason } => correct::outcome(set, *attempt, *outcome, reason, ctx),
        Command::KeepFacts { facts, .. } => correct::keep_facts(set, facts, ctx),
        Command::AddNote { record, text, pinned } => people::add_note(set, *record, text, *pinned, ctx),
        Command::AddPerson(wanted) => add::person(set, wanted, ctx),
        Command::CorrectPerson { fields, .. } => person::correct(set, fields, ctx),
        Command::JoinHousehold { .. } => household::join(set, ctx),
        Command::LeaveHousehold { .. } => household::leave(set, ctx),
        Command::ChangeNumber { change, .. } => number::change(set, change, ctx),
        Command::PutMunicipalities(towns) => people::put_municipalities(towns, ctx),
        Command::PutUser(user) => people::put_user(set, user, ctx),
    }
}

impl Decision {
    fn new(event: &'static str, receipt: Receipt) -> Self {
        Self { changes: Vec::new(), event: Some(event), facts: BTreeMap::new(), receipt }
    }

    fn silent(receipt: Receipt) -> Self {
        Self { changes: Vec::new(), event: None, facts: BTreeMap::new(), receipt }
    }

    fn with(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    fn fact(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}
