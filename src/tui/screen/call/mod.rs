//! The call screen: one served call, from the first glance to the receipt. Exactly one attempt belongs to it.

mod act;
mod closing;
mod draft;
mod log;
mod page;
mod parking;
mod party;
mod talk;
mod view;
mod view_panes;
mod view_party;
mod view_script;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::msg::{Served, Why};
use super::super::prompt::Prompt;
use super::super::widget::list::Cursor;
use super::ordering::OrderTable;
use crate::domain::call::{Direction, Reason};
use crate::domain::decide::{Receipt, Refusal};
use crate::domain::id::{AttemptId, CallId, OrderId, RecordId};
use crate::domain::lease::Lease;
use crate::domain::person::{Phone, PhoneState};
use crate::domain::time::Moment;
use crate::domain::view::{CallSheet, MateSheet, RecordSheet};
use crate::keymap::{Focus, Key};
use crate::t;
use closing::Closing;
use log::Extras;
use party::Party;
pub(super) use party::is_shared;
use talk::Talk;
pub(super) use talk::speak_with;

/// How far the call is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// To be worked.
    Open,
    /// An outcome is on its way; `next` where the next call was asked for meanwhile.
    Logging {
        /// Serve the next call as soon as this one is saved.
        next: bool,
    },
    /// Who else is ticked is being looked at before the outcome is logged.
    Gathering,
    /// Being put back.
    PuttingBack,
    /// The next of the telephone call is on the way to the screen.
    Turning,
    /// Logged: what came of it.
    Logged(String),
    /// The lease is gone; what was typed is kept as a draft.
    Lost,
}

/// What fills the middle of the screen.
#[derive(Debug, Clone)]
enum Pane {
    /// The script.
    Script,
    /// The list that 0 opens.
    Outcomes(Cursor),
    /// Who of the household is meant.
    Household(Cursor),
    /// Extra fields, doubts, notes, earlier attempts.
    Details,
    /// Proposed orders.
    Orders(Box<OrderTable>),
}

/// A served call.
#[derive(Debug, Clone)]
pub struct CallScreen {
    lease: Lease,
    sheet: CallSheet,
    why: Why,
    direction: Direction,
    attempt: AttemptId,
    stage: Stage,
    seen: bool,
    dialled: bool,
    started_at: Moment,
    number: usize,
    note: String,
    talk: Talk,
    party: Party,
    pane: Pane,
    extras: Extras,
    closing: Closing,
    shelf: Option<Prompt>,
    dirty: bool,
    parked_at: Option<Moment>,
    back_at: Option<Moment>,
    logged_at: Option<Moment>,
    /// Who was on the screen before, in the same telephone call: an outcome can be taken back while it goes on.
    before: Option<Box<CallScreen>>,
}

impl CallScreen {
    /// The screen of a call that was just claimed; takes up its draft, if there is one.
    pub fn new(desk: &mut Desk, served: Served, incoming: bool) -> Self {
        let Served { lease, sheet, draft, why } = served;
        let talk = Talk::new(&sheet, desk);
        let mut screen = Self {
            direction: if incoming { Direction::Incoming } else { Direction::Outgoing },
            attempt: desk.mint_attempt(),
            stage: Stage::Open,
            seen: false,
            dialled: lease.dialled_at.is_some(),
            started_at: lease.dialled_at.unwrap_or(desk.now),
            number: best_number(&sheet.person.phones),
            note: String::new(),
            talk,
            party: Party::default(),
            pane: Pane::Script,
            extras: Extras::default(),
            closing: Closing::default(),
            shelf: None,
            dirty: incoming,
            parked_at: None,
            back_at: None,
            logged_at: None,
            before: None,
            lease,
            sheet,
            why,
        };
        screen.tick_household(desk);
        if let Some(draft) = draft {
            screen.take_up(desk, &draft);
        }
        screen
    }

    /// Whether it is this call.
    pub fn is(&self, call: CallId) -> bool {
        self.sheet.call.id == call
    }

    /// The call's id.
    pub const fn id(&self) -> CallId {
        self.sheet.call.id
    }

    /// Its record.
    pub const fn record(&self) -> RecordId {
        self.sheet.record.id
    }

    /// Its reason.
    pub const fn reason(&self) -> crate::domain::call::Reason {
        self.sheet.call.reason
    }

    /// Its reference, as it is read aloud.
    pub fn reference(&self) -> String {
        self.sheet.record.reference.to_string()
    }

    /// Whether it still waits for its outcome.
    pub const fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Logged(_) | Stage::Lost)
    }

    /// The token of its lease, as long as that is held.
    pub fn token(&self) -> Option<i64> {
        self.is_open().then_some(self.lease.token)
    }

    /// Whether an outcome is on its way to be saved.
    pub const fn is_being_logged(&self) -> bool {
        matches!(self.stage, Stage::Logging { .. })
    }

    /// Whether it has been on the screen.
    pub const fn is_seen(&self) -> bool {
        self.seen
    }

    /// It was drawn: keys now belong to it.
    pub const fn drawn(&mut self) {
        self.seen = true;
    }

    /// It lies open again, or anew, and must be drawn before keys count.
    pub const fn unsee(&mut self) {
        self.seen = false;
    }

    /// Something was typed that is not saved yet.
    pub const fn touch(&mut self) {
        self.dirty = true;
    }

    /// The focus path, innermost first.
    pub fn path(&self) -> Vec<Focus> {
        match self.pane {
            Pane::Outcomes(_) => vec![Focus::Outcomes, Focus::Global],
            Pane::Household(_) => vec![Focus::Household, Focus::Global],
            Pane::Orders(ref table) if !table.is_settled() => vec![Focus::Order, Focus::Global],
            Pane::Script | Pane::Details if self.stage != Stage::Open => vec![Focus::Call, Focus::Global],
            Pane::Script if self.talk.is_writing() => vec![Focus::Text, Focus::Call, Focus::Global],
            Pane::Script if self.talk.current().is_some() => vec![Focus::Script, Focus::Call, Focus::Global],
            Pane::Script | Pane::Details | Pane::Orders(_) => vec![Focus::Call, Focus::Global],
        }
    }

    /// A key that edits the answer of the script's step.
    pub fn types(&mut self, key: Key) -> bool {
        if matches!(self.pane, Pane::Household(_)) {
            return self.finds(key);
        }
        let writes = matches!(self.pane, Pane::Script) && self.stage == Stage::Open && self.talk.is_writing();
        let edited = writes && self.talk.types(key);
        self.dirty |= edited;
        edited
    }

    fn phones(&self) -> &[Phone] {
        &self.sheet.person.phones
    }

    /// The number that is marked.
    fn phone(&self) -> Option<&Phone> {
        self.phones().get(self.number)
    }

    /// The lease goes on, or dialling was noted.
    pub fn renew(&mut self, lease: &Lease) {
        if lease.token == self.lease.token {
            self.lease = lease.clone();
        }
    }

    /// What is known of the person and the record, as it is now; the number that is marked stays where it may be dialled.
    pub fn renewed(&mut self, desk: &Desk, sheet: &RecordSheet) {
        if sheet.record.id != self.sheet.record.id {
            return;
        }
        let marked = self.phone().and_then(|phone| phone.e164.clone());
        self.sheet.record = sheet.record.clone();
        self.sheet.person = sheet.person.clone();
        self.sheet.household.clone_from(&sheet.household);
        self.sheet.orders.clone_from(&sheet.orders);
        self.sheet.notes.clone_from(&sheet.notes);
        self.sheet.contacts.clone_from(&sheet.contacts);
        let phones = &self.sheet.person.phones;
        let same = phones.iter().position(|phone| is_dialable(phone) && phone.e164 == marked);
        let chosen = phones.iter().any(|phone| phone.preferred);
        self.number = same.filter(|_| !chosen || self.dialled).unwrap_or_else(|| best_number(phones));
        self.talk.rename(&self.sheet.person, desk);
        self.rehouse(desk, &sheet.mates);
        self.talk.learn(&self.sheet);
    }

    /// A number was found for this record: the search for it is over.
    pub fn found_number(&mut self, record: RecordId, receipt: &str) {
        if self.sheet.record.id == record && self.sheet.call.reason == Reason::Research && self.stage == Stage::Open {
            self.stage = Stage::Logged(receipt.to_owned());
        }
    }

    /// The outcomes were saved, one or several; says whether the next call was asked for meanwhile. Where others of the
    /// telephone call have none yet, it goes on with the first of them.
    pub fn logged(&mut self, desk: &mut Desk, receipts: &[Receipt], fx: &mut Vec<Effect>) -> bool {
        let next = self.stage == Stage::Logging { next: true };
        let receipt = self.receipts(desk, receipts);
        fx.push(Effect::DropDraft { record: Some(self.sheet.record.id) });
        self.logged_at = Some(desk.now);
        self.pane = Pane::Script;
        self.dirty = false;
        self.shelf = None;
        if let Some(call) = self.settle_sent() {
            self.stage = Stage::Turning;
            desk.say_done(receipt);
            fx.push(Effect::Open { generation: desk.ask(Ask::Turn(call)), call });
            return false;
        }
        self.stage = Stage::Logged(receipt);
        next
    }

    /// What is said of its outcome, once it has one.
    pub fn receipt(&self) -> Option<&str> {
        if let Stage::Logged(receipt) = &self.stage { Some(receipt) } else { None }
    }

    /// The next of the telephone call is here.
    pub fn turn_to(&mut self, desk: &mut Desk, served: Served) {
        let message = desk.message.take();
        let before = Self { before: None, ..self.clone() };
        let mut next = Self::new(desk, served, self.direction == Direction::Incoming);
        next.closing.carry_on(&self.closing);
        self.party.shared = self.shared_answers();
        next.join_party(std::mem::take(&mut self.party));
        next.started_at = self.started_at;
        next.dialled |= self.dialled;
        let dialled = self.phone().and_then(|phone| phone.e164.clone());
        let same = next.phones().iter().position(|phone| phone.e164.is_some() && phone.e164 == dialled);
        next.number = same.unwrap_or(next.number);
        next.before = Some(Box::new(before));
        *self = next;
        desk.message = desk.message.take().or(message);
    }

    /// The next of the telephone call did not come: the call is open as before.
    pub fn not_turned(&mut self) {
        if self.stage == Stage::Turning {
            self.stage = Stage::Open;
        }
    }

    /// The store failed: the same attempt may be sent again.
    pub fn failed(&mut self, ask: &Ask) {
        match ask {
            Ask::Log(_) | Ask::PutBack(_) => self.stage = Stage::Open,
            Ask::Order(order) => self.order_failed(*order),
            Ask::OrdersFor(orders) => orders.iter().for_each(|order| self.order_failed(*order)),
            Ask::Turn(_) | Ask::Back(_) => self.not_turned(),
            Ask::Mates => self.not_gathered(),
            _ => {}
        }
    }

    /// An order was issued or proposed.
    pub fn ordered(&mut self, desk: &mut Desk, order: OrderId, receipt: &str, fx: &mut Vec<Effect>) {
        if let Pane::Orders(table) = &mut self.pane {
            table.done(order, receipt);
        }
        self.closing.done(order);
        self.log_after(desk, order, receipt, fx);
    }

    /// An order was refused.
    pub fn order_refused(&mut self, order: OrderId, why: &str, refusal: &Refusal) {
        if let Pane::Orders(table) = &mut self.pane {
            table.refused(order, why, refusal);
        }
        self.not_ordered(order);
    }

    fn order_failed(&mut self, order: OrderId) {
        if let Pane::Orders(table) = &mut self.pane {
            table.failed(order);
        }
        self.not_ordered(order);
    }

    /// The others in the telephone call arrived for the table of orders.
    pub fn mates_arrived(&mut self, desk: &mut Desk, sheets: &[MateSheet], fx: &mut Vec<Effect>) {
        if self.stage == Stage::Gathering {
            self.gathered(desk, sheets, fx);
        } else if let Pane::Orders(table) = &mut self.pane {
            table.arrived(desk, sheets, Some(self.lease.token), fx);
            self.orders_sent(desk);
        }
    }

    /// One of several outcomes was refused, and so none was logged; `at` counts those that were sent.
    pub fn refused_one(&mut self, desk: &mut Desk, at: usize, refusal: &Refusal, fx: &mut Vec<Effect>) {
        let who = self.party.sent.get(at).copied();
        let mate = who.and_then(|record| self.sheet.mates.iter().find(|mate| mate.record == record)).cloned();
        let Some(mate) = mate else { return self.refused(desk, refusal, fx) };
        self.stage = Stage::Open;
        if matches!(refusal, Refusal::NotOpen(_) | Refusal::NotFound) {
            self.party.untick(mate.record);
        }
        let why = super::super::words::refusal(desk, refusal);
        desk.warn(t!(desk.lang, "tui-refused-for", name = mate.name, why = why));
        self.ask_for_what_is_missing(desk, refusal);
    }

    /// The order for one of several people was refused, and so none went out.
    pub fn one_order_refused(&mut self, orders: &[OrderId], at: usize, why: &str, refusal: &Refusal) {
        for (n, order) in orders.iter().enumerate() {
            if n == at {
                self.order_refused(*order, why, refusal);
            } else {
                self.order_failed(*order);
            }
        }
    }

    /// A command about the call was refused.
    pub fn refused(&mut self, desk: &mut Desk, refusal: &Refusal, fx: &mut Vec<Effect>) {
        let lost =
            matches!(refusal, Refusal::StaleToken(_) | Refusal::Held(_) | Refusal::NotOpen(_) | Refusal::NotFound);
        if !lost {
            self.stage = Stage::Open;
            return self.ask_for_what_is_missing(desk, refusal);
        }
        self.stage = Stage::Lost;
        self.pane = Pane::Script;
        self.dirty = true;
        fx.extend(self.take_draft(desk.prompt.as_ref()));
        desk.prompt = None;
        desk.say_more(&t!(desk.lang, "receipt-draft-kept"));
    }
}

/// The number to offer first: usable, fewest tries in vain.
fn best_number(phones: &[Phone]) -> usize {
    let usable = phones.iter().enumerate().filter(|(_, phone)| is_dialable(phone));
    usable.min_by_key(|(_, phone)| (!phone.preferred, phone.in_vain)).map_or(0, |(at, _)| at)
}

fn is_dialable(phone: &Phone) -> bool {
    phone.state == PhoneState::Usable && phone.e164.is_some()
}
