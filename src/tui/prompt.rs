//! Forms and questions over a screen: what they are for.

use chrono::{NaiveDate, TimeDelta};

use super::desk::Desk;
use super::room::{BulkKind, Matter};
use super::widget::form::{Form, Name, Value};
use crate::domain::call::{Closing, Outcome, Priority, Reason};
use crate::domain::decide::Facts;
use crate::domain::id::{AttemptId, CallId, OrderId, RecordId};
use crate::domain::office::Office;
use crate::t;
use crate::text::{Lang, dates, labels, say, when};

/// How long the window of a callback is when one time is said.
pub const WINDOW: TimeDelta = TimeDelta::minutes(30);

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Restrict the queue.
    Filter,
    /// Restrict the list of orders.
    OrderFilter,
    /// What an outcome needs before it can be logged.
    Outcome(Outcome),
    /// Why a call is put back.
    PutBack,
    /// A remark on the call, kept with its attempt or saved at once.
    CallNote,
    /// A note on a record.
    Note(RecordId),
    /// Facts that a proposal of an order needs, of the table's row.
    OrderFacts(usize),
    /// Other dates for the order of the table's row.
    OrderDates(usize),
    /// What is known of the person of a record.
    Person(RecordId),
    /// A number of the person of a record: none to add one.
    Number(RecordId, Option<String>),
    /// Why an order is lifted.
    Lift(OrderId),
    /// Why a closed call is called again.
    Reopen(CallId),
    /// What came back about an order, and its number.
    Delivery(OrderId, String),
    /// What an attempt's outcome really was; the attempt in words.
    Correct(AttemptId, String),
    /// Something of the room.
    Room(Matter),
}

/// A form over the foot of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The form.
    pub form: Form,
}

/// A question that asks once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    /// Leave the program although a call is open.
    Quit,
    /// Leave the program although something is being typed; it is kept.
    QuitKeeping,
    /// Leave the program although something is being typed that is kept nowhere.
    QuitLosing,
    /// Log this outcome.
    Outcome(Outcome),
    /// Before this outcome is logged: whether the orders that the rulebook proposes, until these days, were spoken; to
    /// how many people.
    OrderSpoken(Outcome, Vec<NaiveDate>, usize),
    /// The same of somebody without the right to order: whether a colleague is to be asked for it.
    OrderProposed(Outcome, Vec<NaiveDate>, usize),
    /// Leave so many of the telephone call without an outcome, and go on to the next call.
    LeaveRest(usize),
    /// Take this person out of the household: their record, the record at hand, their name.
    LeaveHousehold(RecordId, RecordId, String),
    /// Where an address is corrected: take the person out of the household with so many others besides. Either way the
    /// fields of the record are corrected.
    Moves(RecordId, Facts, usize),
    /// Seal and write a batch for this destination.
    Export(String),
    /// End somebody else's lease: call, and who holds it.
    ForceRelease(CallId, String),
}

fn days(lang: Lang, days: &[NaiveDate]) -> String {
    days.iter().map(|day| dates::date_short(lang, *day)).collect::<Vec<_>>().join(" / ")
}

impl Confirm {
    /// The question.
    pub fn question(&self, lang: Lang, reason: Option<Reason>) -> String {
        match self {
            Self::Quit => t!(lang, "tui-confirm-quit"),
            Self::QuitKeeping => t!(lang, "tui-confirm-quit-keeping"),
            Self::QuitLosing => t!(lang, "tui-confirm-quit-losing"),
            Self::Outcome(outcome) => {
                let outcome = labels::outcome(lang, *outcome, reason.unwrap_or(Reason::FirstNotification));
                t!(lang, "tui-confirm-outcome", outcome = outcome)
            }
            Self::OrderSpoken(_, until, people) => {
                t!(lang, "tui-confirm-order-spoken", n = *people, until = days(lang, until))
            }
            Self::OrderProposed(_, until, people) => {
                t!(lang, "tui-confirm-order-proposed", n = *people, until = days(lang, until))
            }
            Self::LeaveRest(left) => t!(lang, "tui-confirm-leave-rest", n = *left),
            Self::LeaveHousehold(_, _, name) => t!(lang, "tui-confirm-leave-household", name = name),
            Self::Moves(_, _, others) => t!(lang, "tui-confirm-moves", n = *others),
            Self::Export(destination) => t!(lang, "tui-confirm-export", destination = destination),
            Self::ForceRelease(_, holder) => t!(lang, "tui-confirm-release", holder = holder),
        }
    }

    /// The outcome that is logged whether the answer is yes or no; only going back logs nothing.
    pub const fn outcome_either_way(&self) -> Option<Outcome> {
        match self {
            Self::OrderSpoken(outcome, ..) | Self::OrderProposed(outcome, ..) => Some(*outcome),
            Self::Quit
            | Self::QuitKeeping
            | Self::QuitLosing
            | Self::Outcome(_)
            | Self::LeaveRest(_)
            | Self::LeaveHousehold(..)
            | Self::Moves(..)
            | Self::Export(_)
            | Self::ForceRelease(..) => None,
        }
    }
}

/// The heading of a form.
pub fn title(lang: Lang, purpose: &Purpose, reason: Option<Reason>) -> String {
    match purpose {
        Purpose::Filter | Purpose::OrderFilter => t!(lang, "tui-form-filter"),
        Purpose::Outcome(outcome) => labels::outcome(lang, *outcome, reason.unwrap_or(Reason::FirstNotification)),
        Purpose::PutBack => t!(lang, "tui-form-put-back"),
        Purpose::CallNote => t!(lang, "tui-form-call-note"),
        Purpose::Note(_) => t!(lang, "tui-form-note"),
        Purpose::OrderFacts(_) => t!(lang, "tui-form-order-facts"),
        Purpose::OrderDates(_) => t!(lang, "tui-form-order-dates"),
        Purpose::Person(_) => t!(lang, "tui-form-person"),
        Purpose::Number(_, None) => t!(lang, "tui-form-number-new"),
        Purpose::Number(_, Some(_)) => t!(lang, "tui-form-number"),
        Purpose::Delivery(_, number) => t!(lang, "tui-form-delivery", number = number),
        Purpose::Lift(_) => t!(lang, "tui-form-lift"),
        Purpose::Reopen(_) => t!(lang, "tui-form-reopen"),
        Purpose::Correct(_, attempt) => format!("{}: {attempt}", t!(lang, "tui-form-correct")),
        Purpose::Room(matter) => room_title(lang, matter),
    }
}

fn room_title(lang: Lang, matter: &Matter) -> String {
    match matter {
        Matter::Bulk(BulkKind::Assign, calls) => t!(lang, "tui-form-assign", n = calls.len()),
        Matter::Bulk(BulkKind::Release, calls) => t!(lang, "tui-form-release", n = calls.len()),
        Matter::Bulk(BulkKind::Priority, calls) => t!(lang, "tui-form-priority", n = calls.len()),
        Matter::Bulk(BulkKind::Withdraw, calls) => t!(lang, "tui-form-withdraw", n = calls.len()),
        Matter::Decide(_) => t!(lang, "tui-form-decide"),
        Matter::Return(_) => t!(lang, "tui-form-return"),
        Matter::Close(_) => t!(lang, "tui-form-close"),
        Matter::Ask(_) => t!(lang, "tui-form-ask"),
        Matter::Answer(_) => t!(lang, "tui-form-answer"),
        Matter::Remind(_) => t!(lang, "tui-form-remind"),
        Matter::Pause => t!(lang, "tui-form-pause"),
        Matter::TellAll => t!(lang, "tui-form-tell-all"),
        Matter::ShiftNote => t!(lang, "tui-form-shift-note"),
        Matter::PassOn(_) => t!(lang, "tui-form-pass-on"),
    }
}

/// What may stand in the field in focus, or how what was typed is understood.
pub fn hint(desk: &Desk, open: &Prompt) -> Option<String> {
    let lang = desk.lang;
    let field = open.form.focused()?;
    match (&field.value, &field.name) {
        (Value::Text(text), Name::Time) => {
            let meant = when::parse(&text.text(), desk.now, desk.zone(), WINDOW).ok();
            let meant =
                meant.map(|window| dates::relative_window(lang, window.from, window.until, desk.now, desk.zone()));
            Some(meant.map_or_else(|| t!(lang, "tui-hint-when"), |meant| format!("= {meant}")))
        }
        (Value::Text(_), Name::Note) if matches!(open.purpose, Purpose::Outcome(_)) => {
            Some(t!(lang, "tui-hint-note-needed"))
        }
        (Value::Text(text), Name::Fact(fact)) => super::screen::person::understood(desk, fact, &text.text()),
        (Value::Choice(codes, _), name) => {
            let given = codes.iter().filter(|code| !code.is_empty());
            let words: Vec<String> = given.map(|code| choice_label(lang, &desk.office, name, code)).collect();
            Some(t!(lang, "tui-hint-choices", choices = words.join(" · ")))
        }
        _ => None,
    }
}

/// The label of a field.
pub fn field_label(lang: Lang, name: &Name) -> String {
    match name {
        Name::CallReason => t!(lang, "tui-field-call-reason"),
        Name::Language => t!(lang, "tui-field-language"),
        Name::Municipality => t!(lang, "tui-field-municipality"),
        Name::Mine => t!(lang, "tui-field-mine"),
        Name::Note => t!(lang, "tui-field-note"),
        Name::Pinned => t!(lang, "tui-field-pinned"),
        Name::Time => t!(lang, "tui-field-time"),
        Name::OwnCallback => t!(lang, "tui-field-own-callback"),
        Name::Office => t!(lang, "tui-field-office"),
        Name::Why => t!(lang, "tui-field-why"),
        Name::From => t!(lang, "tui-field-from"),
        Name::To => t!(lang, "tui-field-to"),
        Name::Outcome => t!(lang, "tui-field-outcome"),
        Name::Orders => t!(lang, "tui-field-orders"),
        Name::FileNumber => t!(lang, "tui-field-file-number"),
        Name::WrittenOn => t!(lang, "tui-field-written"),
        Name::DeliveredOn => t!(lang, "tui-field-delivered"),
        Name::SpokenTo => t!(lang, "tui-field-spoken-to"),
        Name::Owner => t!(lang, "tui-field-owner"),
        Name::Priority => t!(lang, "column-priority"),
        Name::Closing => t!(lang, "column-closing"),
        Name::WholeFilter => t!(lang, "tui-field-whole-filter"),
        Name::Line => t!(lang, "tui-field-line"),
        Name::Question => t!(lang, "reason-question"),
        Name::Answer => t!(lang, "tui-field-answer"),
        Name::Fact(fact) => super::words::fact_label(lang, fact),
    }
}

/// The words for a choice.
pub fn choice_label(lang: Lang, office: &Office, name: &Name, code: &str) -> String {
    match name {
        Name::Fact(_) if code.is_empty() => return t!(lang, "tui-choose"),
        Name::Owner if code.is_empty() => return t!(lang, "tui-anybody"),
        _ if code.is_empty() => return t!(lang, "tui-any"),
        _ => {}
    }
    match name {
        Name::CallReason => Reason::from_code(code).map_or(code.to_owned(), |reason| labels::reason(lang, reason)),
        Name::Language => labels::language_name(lang, code),
        Name::Municipality => office.municipality(code).map_or(code.to_owned(), |found| found.name.clone()),
        Name::Outcome => Outcome::from_code(code)
            .map_or(code.to_owned(), |outcome| labels::outcome(lang, outcome, Reason::FirstNotification)),
        Name::Orders => order_list(lang, code),
        Name::Owner => say::owner(lang, code),
        Name::Priority => Priority::from_code(code).map_or(code.to_owned(), |class| labels::priority(lang, class)),
        Name::Closing => Closing::from_code(code).map_or(code.to_owned(), |closing| labels::closing(lang, closing)),
        Name::Fact(fact) => super::words::answer(lang, fact, code),
        _ => code.to_owned(),
    }
}

fn order_list(lang: Lang, code: &str) -> String {
    match code {
        "in-force" => t!(lang, "tui-orders-in-force"),
        "ending" => t!(lang, "tui-orders-ending"),
        "requested" => t!(lang, "tui-orders-requested"),
        "no-letter" => t!(lang, "tui-orders-no-letter"),
        _ => t!(lang, "tui-any"),
    }
}
