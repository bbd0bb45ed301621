//! Typed refusals: what was not done and why. The text module says them in the user's language.

use super::super::call::{CallState, Reason};
use super::super::id::Reference;
use super::super::lease::Lease;
use super::super::time::Moment;
use super::super::undo::Barred;
use super::super::user::Power;

/// Why a command was not carried out; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The user's role or rights do not allow it.
    NotPermitted(Power),
    /// What the command names does not exist.
    NotFound,
    /// Somebody else works on it, its household or its number.
    Held(Box<Lease>),
    /// The token is not the live lease on this call: who holds it now, if anybody. What was typed is kept as a draft.
    StaleToken(Option<Box<Lease>>),
    /// The station still holds a call.
    HoldsAnother(Box<Lease>),
    /// The call is not open.
    NotOpen(CallState),
    /// The call is not closed, or another of its reason is open.
    NotClosed(CallState),
    /// The outcome cannot be taken back any more; it can be corrected.
    NoUndo(Barred),
    /// Not before this time.
    NotYet(Moment),
    /// The outcome needs a remark.
    NoteNeeded,
    /// The outcome needs a time.
    TimeNeeded,
    /// The time lies in the past.
    TimePast,
    /// The outcome needs a language.
    LanguageNeeded,
    /// The outcome needs the other office.
    OfficeNeeded,
    /// A reason is needed.
    ReasonNeeded,
    /// The user does not speak the language or lacks the skill.
    CannotTake,
    /// Facts must be known first, by the names that scripts use.
    FactsMissing(Vec<String>),
    /// No rule proposes an order here; what the rulebook says instead, as a code of `RuleResult`.
    NoOrderDue(&'static str),
    /// The last day lies before the first, or in the past.
    DatesWrong,
    /// An order of this kind is in force already: its number.
    InForce(Option<String>),
    /// The order is not in force.
    NotInForce,
    /// Written or delivered ahead of today, or delivered before it was written.
    DeliveryDates,
    /// The order has no letter: the duty holds by ordinance.
    NoLetter,
    /// The order bears another file number or date already.
    NotedOtherwise(String),
    /// An answer does not fit its field: name of the field.
    BadFact(String),
    /// The person has a record that is being worked on: its reference.
    KnownAlready(Reference),
    /// A household is joined with somebody else.
    SamePerson,
    /// The last admin would be gone.
    LastAdmin,
    /// Nobody who may work today answers to this name.
    NobodyThere(String),
    /// A call of this reason is open for the record already.
    AlreadyOpen(Reason),
    /// It does not stand on the supervisor's list.
    NotRaised,
}

impl Refusal {
    /// Key of the sentence in the text module.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotPermitted(Power::SpeakOrder) => "refusal-order-right-missing",
            Self::NotPermitted(_) => "refusal-not-permitted",
            Self::NotFound => "refusal-not-found",
            Self::Held(_) => "refusal-held",
            Self::StaleToken(Some(_)) => "refusal-stale-held",
            Self::StaleToken(None) => "refusal-stale",
            Self::HoldsAnother(_) => "refusal-holds-another",
            Self::NotOpen(_) => "refusal-not-open",
            Self::NotClosed(_) => "refusal-not-closed",
            Self::NoUndo(Barred::Nothing) => "refusal-undo-nothing",
            Self::NoUndo(Barred::Late) => "refusal-undo-late",
            Self::NoUndo(Barred::MovedOn) => "refusal-undo-moved-on",
            Self::NoUndo(Barred::Sent) => "refusal-undo-sent",
            Self::NotYet(_) => "refusal-not-yet",
            Self::NoteNeeded => "refusal-note-needed",
            Self::TimeNeeded => "refusal-time-needed",
            Self::TimePast => "refusal-time-past",
            Self::LanguageNeeded => "refusal-language-needed",
            Self::OfficeNeeded => "refusal-office-needed",
            Self::ReasonNeeded => "refusal-reason-needed",
            Self::CannotTake => "refusal-cannot-take",
            Self::FactsMissing(_) => "refusal-facts-missing",
            Self::NoOrderDue(_) => "refusal-no-order-due",
            Self::DatesWrong => "refusal-dates-wrong",
            Self::InForce(_) => "refusal-in-force",
            Self::NotInForce => "refusal-not-in-force",
            Self::DeliveryDates => "refusal-delivery-dates",
            Self::NoLetter => "refusal-no-letter",
            Self::NotedOtherwise(_) => "refusal-noted-otherwise",
            Self::BadFact(_) => "refusal-bad-fact",
            Self::KnownAlready(_) => "refusal-known-already",
            Self::SamePerson => "refusal-same-person",
            Self::LastAdmin => "refusal-last-admin",
            Self::NobodyThere(_) => "refusal-nobody-there",
            Self::AlreadyOpen(_) => "refusal-call-open",
            Self::NotRaised => "refusal-not-raised",
        }
    }
}
