//! The screens: state, update and view of each.

pub mod batches;
pub mod board;
pub mod call;
pub mod capture;
pub mod decisions;
mod delivery;
pub mod help;
pub mod leaving;
pub mod new;
pub mod numbers;
pub mod ordering;
pub mod orders;
pub mod palette;
pub mod person;
pub mod pick;
pub mod queue;
pub mod record;
pub mod search;

use super::ask::Ask;
use super::desk::Desk;
use super::effect::Effect;
use super::msg::Reply;
use super::prompt::{Prompt, Purpose};
use super::theme::Tone;
use super::widget::Paper;
use super::widget::Position;
use super::widget::form::{Field, Form, Name};
use crate::domain::decide::Command;
use crate::domain::id::{OrderId, RecordId};
use crate::domain::view::RecordSheet;
use crate::keymap::{Action, Focus, Key};
use crate::t;
use crate::text::dates;
use batches::Batches;
use board::BoardScreen;
use call::CallScreen;
use capture::Capture;
use decisions::Decisions;
use help::Help;
use leaving::Leaving;
use new::New;
use numbers::Numbers;
use ordering::Ordering;
use orders::Orders;
use palette::Palette;
use pick::Pick;
use record::RecordScreen;
use search::Search;

/// The header of a list: its title, and the clock.
fn draw_title(desk: &Desk, header: &mut Paper<'_>, title: &str) {
    let clock = dates::clock(desk.now, desk.zone());
    let mut pen = header.row(0);
    pen.gap(1).put(title, Tone::Title).gap(1).right(&format!("{clock} "), Tone::Plain);
}

/// Why an order is to be lifted.
fn lift_form(order: OrderId) -> Prompt {
    Prompt { purpose: Purpose::Lift(order), form: Form::new(vec![Field::text(Name::Why, "")]) }
}

/// The reason was given, or is asked for again.
fn lift_saved(desk: &mut Desk, order: OrderId, mut prompt: Prompt, fx: &mut Vec<Effect>) {
    if let Some(reason) = prompt.form.given(&Name::Why) {
        desk.perform(Ask::Lift, Command::LiftOrder { order, reason }, fx);
    } else {
        prompt.form.fail(&Name::Why, t!(desk.lang, "refusal-reason-required"));
        desk.prompt = Some(prompt);
    }
}

/// Asks for a record that is on the screen already.
pub fn reload(desk: &mut Desk, record: RecordId, fx: &mut Vec<Effect>) {
    fx.push(Effect::Reload { generation: desk.ask(Ask::Renew(record)), record });
}

/// A screen on top of the queue.
#[derive(Debug, Clone)]
pub enum Screen {
    /// A call.
    Call(Box<CallScreen>),
    /// A record.
    Record(Box<RecordScreen>),
    /// Orders.
    Orders(Orders),
    /// Batches.
    Batches(Batches),
    /// The board.
    Board(BoardScreen),
    /// Contacts being captured.
    Capture(Box<Capture>),
    /// A person being added.
    New(Box<New>),
    /// Telephone numbers.
    Numbers(Box<Numbers>),
    /// Orders for the person of a record.
    Ordering(Box<Ordering>),
    /// Which of several orders is meant.
    Pick(Box<Pick>),
    /// The supervisor's list.
    Decisions(Decisions),
    /// What is left when going home.
    Leaving(Leaving),
    /// Search.
    Search(Search),
    /// Help.
    Help(Help),
    /// All actions by name.
    Palette(Palette),
}

/// Which screen it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A call.
    Call,
    /// A record.
    Record,
    /// Orders.
    Orders,
    /// Batches.
    Batches,
    /// The board.
    Board,
    /// Contacts being captured.
    Capture,
    /// A person being added.
    New,
    /// Telephone numbers.
    Numbers,
    /// Orders for the person of a record.
    Ordering,
    /// Which of several orders is meant.
    Pick,
    /// The supervisor's list.
    Decisions,
    /// What is left when going home.
    Leaving,
    /// Search.
    Search,
    /// Help.
    Help,
    /// All actions by name.
    Palette,
}

/// What a screen did with an action.
#[derive(Debug, Clone)]
pub enum Turn {
    /// It is done.
    Done,
    /// Not the screen's: what works everywhere.
    Pass,
    /// Back to the screen below.
    Leave,
    /// On to this screen.
    Enter(Box<Screen>),
    /// Away with this screen, and this action in its place.
    Instead(Action),
    /// The next call, please.
    Serve,
}

impl Screen {
    /// A list screen, with the request that fills it.
    pub fn of(kind: Kind, desk: &mut Desk, fx: &mut Vec<Effect>) -> Option<Self> {
        let mut screen = match kind {
            Kind::Orders => Self::Orders(Orders::default()),
            Kind::Batches => Self::Batches(Batches::default()),
            Kind::Board => Self::Board(BoardScreen::default()),
            Kind::Decisions => Self::Decisions(Decisions::default()),
            Kind::Leaving
            | Kind::Call
            | Kind::Capture
            | Kind::Help
            | Kind::New
            | Kind::Numbers
            | Kind::Ordering
            | Kind::Palette
            | Kind::Pick
            | Kind::Record
            | Kind::Search => return None,
        };
        screen.refresh(desk, fx);
        Some(screen)
    }

    /// Which it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Call(_) => Kind::Call,
            Self::Record(_) => Kind::Record,
            Self::Orders(_) => Kind::Orders,
            Self::Batches(_) => Kind::Batches,
            Self::Board(_) => Kind::Board,
            Self::Capture(_) => Kind::Capture,
            Self::New(_) => Kind::New,
            Self::Numbers(_) => Kind::Numbers,
            Self::Ordering(_) => Kind::Ordering,
            Self::Pick(_) => Kind::Pick,
            Self::Decisions(_) => Kind::Decisions,
            Self::Leaving(_) => Kind::Leaving,
            Self::Search(_) => Kind::Search,
            Self::Help(_) => Kind::Help,
            Self::Palette(_) => Kind::Palette,
        }
    }

    /// Its focus path, innermost first.
    pub fn path(&self) -> Vec<Focus> {
        match self {
            Self::Call(call) => call.path(),
            Self::Record(_) => vec![Focus::Record, Focus::Global],
            Self::Orders(_) => vec![Focus::Orders, Focus::Global],
            Self::Batches(_) => vec![Focus::Batches, Focus::Global],
            Self::Board(_) => vec![Focus::Board, Focus::Global],
            Self::Capture(_) => vec![Focus::Text, Focus::Form, Focus::Global],
            Self::New(new) => new.path(),
            Self::Numbers(_) => vec![Focus::Numbers, Focus::Global],
            Self::Ordering(_) => vec![Focus::Order, Focus::Global],
            Self::Pick(_) => vec![Focus::Choice, Focus::Global],
            Self::Decisions(_) => vec![Focus::Decisions, Focus::Global],
            Self::Leaving(_) => vec![Focus::Leaving],
            Self::Search(_) => vec![Focus::Search, Focus::Global],
            Self::Help(_) => vec![Focus::Help, Focus::Global],
            Self::Palette(_) => vec![Focus::Palette, Focus::Global],
        }
    }

    /// Whether a person is being typed who is not saved yet.
    pub fn holds_text(&self) -> bool {
        match self {
            Self::New(new) => new.holds_text(),
            Self::Capture(capture) => capture.holds_text(),
            _ => false,
        }
    }

    /// The call, if it is one.
    pub const fn as_call(&self) -> Option<&CallScreen> {
        if let Self::Call(call) = self { Some(call) } else { None }
    }

    /// The call, if it is one.
    pub const fn as_call_mut(&mut self) -> Option<&mut CallScreen> {
        if let Self::Call(call) = self { Some(call) } else { None }
    }

    /// The person being added, if it is that.
    pub const fn as_new(&self) -> Option<&New> {
        if let Self::New(new) = self { Some(new) } else { None }
    }

    /// The contacts being captured, if it is that.
    pub const fn as_capture(&self) -> Option<&Capture> {
        if let Self::Capture(capture) = self { Some(capture) } else { None }
    }

    /// The form that was open when this was laid over it.
    pub const fn form_below(&self) -> Option<&Prompt> {
        if let Self::Leaving(leaving) = self { leaving.form_below() } else { None }
    }

    /// The record, if it is one.
    pub const fn as_record_mut(&mut self) -> Option<&mut RecordScreen> {
        if let Self::Record(record) = self { Some(record) } else { None }
    }

    /// The orders for the person of a record, if it is that.
    pub const fn as_ordering_mut(&mut self) -> Option<&mut Ordering> {
        if let Self::Ordering(ordering) = self { Some(ordering) } else { None }
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match self {
            Self::Call(call) => call.act(desk, action, fx),
            Self::Record(record) => record.act(desk, action, fx),
            Self::Orders(orders) => orders.act(desk, action, fx),
            Self::Batches(batches) => batches.act(desk, action),
            Self::Board(board) => board.act(desk, action, fx),
            Self::Capture(capture) => capture.act(desk, action, fx),
            Self::New(new) => new.act(desk, action, fx),
            Self::Numbers(numbers) => numbers.act(desk, action, fx),
            Self::Ordering(ordering) => ordering.act(desk, action, fx),
            Self::Pick(pick) => pick.act(desk, action),
            Self::Decisions(decisions) => decisions.act(desk, action, fx),
            Self::Leaving(leaving) => leaving.act(desk, action, fx),
            Self::Search(search) => search.act(desk, action, fx),
            Self::Help(help) => help.act(desk, action),
            Self::Palette(palette) => palette.act(desk, action),
        }
    }

    /// A key that edits a text field of the screen; says whether it did.
    pub fn types(&mut self, desk: &mut Desk, key: Key, fx: &mut Vec<Effect>) -> bool {
        match self {
            Self::Call(call) => call.types(key),
            Self::Capture(capture) => capture.types(key),
            Self::New(new) => new.types(desk, key, fx),
            Self::Search(search) => search.types(desk, key, fx),
            Self::Palette(palette) => palette.types(key),
            Self::Record(_)
            | Self::Numbers(_)
            | Self::Ordering(_)
            | Self::Pick(_)
            | Self::Orders(_)
            | Self::Batches(_)
            | Self::Board(_)
            | Self::Decisions(_)
            | Self::Leaving(_)
            | Self::Help(_) => false,
        }
    }

    /// A form of the screen was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: Prompt, action: Action, fx: &mut Vec<Effect>) {
        if let Purpose::Number(record, number) = prompt.purpose.clone() {
            return Numbers::saved(desk, record, number, prompt, fx);
        }
        match self {
            Self::Call(call) => call.saved(desk, prompt, action, fx),
            Self::Record(record) => record.saved(desk, prompt, fx),
            Self::Orders(orders) => orders.saved(desk, prompt, fx),
            Self::Ordering(ordering) => ordering.saved(desk, prompt),
            Self::Pick(_) => Pick::saved(desk, prompt, fx),
            Self::Batches(_)
            | Self::Board(_)
            | Self::Capture(_)
            | Self::New(_)
            | Self::Numbers(_)
            | Self::Decisions(_)
            | Self::Leaving(_)
            | Self::Search(_)
            | Self::Help(_)
            | Self::Palette(_) => {}
        }
    }

    /// Rows for a list arrived.
    pub fn arrived(&mut self, reply: &Reply) {
        match (self, reply) {
            (Self::Search(search), Reply::Hits(hits)) => search.arrived(hits),
            (Self::New(new), Reply::Candidates(hits)) => new.arrived(hits),
            (Self::Orders(orders), Reply::Orders(rows)) => orders.arrived(rows),
            (Self::Batches(batches), Reply::Batches(rows, waiting)) => batches.arrived(rows, waiting),
            (Self::Board(board), Reply::Board(figures)) => board.arrived(figures),
            (Self::Decisions(decisions), Reply::Decisions(rows)) => decisions.arrived(rows),
            _ => {}
        }
    }

    /// A record that is on the screen, as it is now.
    pub fn renew(&mut self, desk: &Desk, sheet: &RecordSheet) {
        match self {
            Self::Call(call) => call.renewed(desk, sheet),
            Self::Record(record) if record.id() == sheet.record.id => record.renew(Box::new(sheet.clone())),
            Self::Numbers(numbers) => numbers.renew(sheet),
            Self::Capture(capture) => capture.renew(sheet),
            Self::Pick(pick) => pick.renew(desk, sheet),
            _ => {}
        }
    }

    /// Fetches what it shows again. A call on screen stays as it was served.
    pub fn refresh(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        match self {
            Self::Orders(orders) => orders.load(desk, fx),
            Self::Batches(_) => fx.push(Effect::LoadBatches { generation: desk.ask(Ask::Batches) }),
            Self::Board(_) => fx.push(Effect::LoadBoard { generation: desk.ask(Ask::Board) }),
            Self::Record(record) => {
                let record = record.id();
                fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
            }
            Self::Numbers(numbers) => reload(desk, numbers.record(), fx),
            Self::Ordering(ordering) => reload(desk, ordering.record(), fx),
            Self::Pick(pick) => reload(desk, pick.record(), fx),
            Self::Capture(capture) => reload(desk, capture.record(), fx),
            Self::Decisions(_) => Decisions::load(desk, fx),
            Self::Call(_) | Self::New(_) | Self::Leaving(_) | Self::Search(_) | Self::Help(_) | Self::Palette(_) => {}
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        match self {
            Self::Call(call) => call.draw(desk, header, body),
            Self::Record(record) => record.draw(desk, header, body),
            Self::Orders(orders) => orders.draw(desk, header, body),
            Self::Batches(batches) => batches.draw(desk, header, body),
            Self::Board(board) => board.draw(desk, header, body),
            Self::Capture(capture) => capture.draw(desk, header, body),
            Self::New(new) => new.draw(desk, header, body),
            Self::Numbers(numbers) => numbers.draw(desk, header, body),
            Self::Ordering(ordering) => ordering.draw(desk, header, body),
            Self::Pick(pick) => pick.draw(desk, header, body),
            Self::Decisions(decisions) => decisions.draw(desk, header, body),
            Self::Leaving(leaving) => leaving.draw(desk, header, body),
            Self::Search(search) => search.draw(desk, header, body),
            Self::Help(help) => help.draw(desk, header, body),
            Self::Palette(palette) => palette.draw(desk, header, body),
        }
    }
}
