//! A quarantine order: issued, amended, lifted; a linear chain a person and kind.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::disease::coded;
use super::id::{OrderId, PersonId, RecordId};
use super::person::Address;
use super::time::Moment;

coded! {
    /// What is ordered.
    OrderKind {
        /// Quarantine of a contact.
        Quarantine = "quarantine",
        /// Isolation of a case.
        Isolation = "isolation",
        /// Ban on working, § 31 IfSG.
        WorkBan = "work_ban",
    }
}

coded! {
    /// Stored state; that its last day has passed is derived from the time.
    OrderState {
        /// In force.
        Issued = "issued",
        /// Spoken by us and in force; the competent municipality is asked to write it and has not yet.
        Requested = "requested",
        /// Replaced by a later order that points back to it.
        Amended = "amended",
        /// Ended on its date.
        Ended = "ended",
        /// Ended early, with a reason.
        Lifted = "lifted",
        /// Taken back as if never issued.
        Annulled = "annulled",
    }
}

coded! {
    /// Who issues: data per municipality.
    IssuingMode {
        /// The office issues and writes.
        Own = "own",
        /// The municipality is competent; the office speaks in urgency and requests.
        Request = "request",
    }
}

coded! {
    /// What a rule leads to.
    RuleResult {
        /// An individual order.
        Order = "order",
        /// The duty exists by law; dates are tracked.
        ByOrdinance = "by_ordinance",
        /// A recommendation.
        Recommendation = "recommendation",
        /// Nothing.
        None = "none",
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Identity.
    pub id: OrderId,
    /// Issuing authority, year, running number: `KOELN-2026-000123`. None where the duty holds by ordinance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Numbers that it had while another authority was competent, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_numbers: Vec<String>,
    /// Whom it binds.
    pub person: PersonId,
    /// The contact or case behind it.
    pub record: RecordId,
    /// Kind.
    pub kind: OrderKind,
    /// Order, ordinance or recommendation.
    pub result: RuleResult,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive: ends at 24:00 local.
    pub to: NaiveDate,
    /// State.
    pub state: OrderState,
    /// Rule id.
    pub rule: String,
    /// Version of the rulebook.
    pub rulebook: String,
    /// Legal basis, as the rule names it.
    pub legal_basis: String,
    /// What the rulebook proposed, with its derivation.
    pub proposed: Proposed,
    /// Why the tracer's dates differ from the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Authority that issues it.
    pub authority: String,
    /// Who writes it.
    pub mode: IssuingMode,
    /// When it was spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbal_at: Option<Moment>,
    /// By whom.
    pub issued_by: String,
    /// To whom it was spoken: the person, or a guardian by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_to: Option<String>,
    /// Written confirmation.
    #[serde(default)]
    pub letter: LetterDates,
    /// File number of the municipality, where it writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign_number: Option<String>,
    /// When the municipality was informed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality_informed_at: Option<Moment>,
    /// Municipality key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Where the person stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<Address>,
    /// The order it amends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<OrderId>,
    /// Why and when it was lifted or annulled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<OrderEnd>,
}

/// What the rulebook proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// Earliest day of a release test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release_test: Option<NaiveDate>,
    /// Base date it was counted from.
    pub base: NaiveDate,
    /// Days added to the base date.
    pub days: u32,
    /// How it came about, in words, in the language of the office.
    pub derivation: String,
}

impl OrderState {
    /// Whether an order in this state binds: one that a municipality is asked to write was spoken, and does.
    pub fn binds(self) -> bool {
        matches!(self, Self::Issued | Self::Requested)
    }
}

/// Dates of the written confirmation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDates {
    /// Printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_at: Option<Moment>,
    /// Posted, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<Moment>,
    /// How it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_how: Option<String>,
    /// Date of the municipality's letter, where it writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_on: Option<NaiveDate>,
    /// Delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<NaiveDate>,
    /// SHA-256 of the letter, hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// An early end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEnd {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// An order number: `KOELN-2026-000123`.
pub fn number_of(authority: &str, year: i32, running: u32) -> String {
    format!("{authority}-{year}-{running:06}")
}

/// Authority, year and running number of an order number such as `KOELN-2026-000123`.
pub fn parts_of_number(number: &str) -> Option<(&str, i32, u32)> {
    let (head, running) = number.rsplit_once('-')?;
    let (authority, year) = head.rsplit_once('-')?;
    Some((authority, year.parse().ok()?, running.parse().ok()?))
}

impl Order {
    /// Whether it binds by its state, apart from its dates.
    pub fn binds(&self) -> bool {
        self.state.binds() && self.result != RuleResult::None
    }

    /// In force on this date: it binds, has begun or is to begin, and its last day is not past.
    pub fn is_in_force(&self, today: NaiveDate) -> bool {
        self.binds() && self.to >= today
    }

    /// The state on this date: an order whose last day is past has ended, whether or not that was written down yet.
    pub fn state_on(&self, today: NaiveDate) -> OrderState {
        if self.binds() && self.to < today { OrderState::Ended } else { self.state }
    }

    /// Whether a letter belongs to it: not where the duty holds by ordinance.
    pub fn has_letter(&self) -> bool {
        self.result == RuleResult::Order
    }

    /// Whether it was spoken and no letter of it was written yet.
    pub fn lacks_letter(&self) -> bool {
        self.has_letter() && self.verbal_at.is_some() && !self.is_written()
    }

    /// Whether a letter of it was written, by us or by the municipality.
    pub fn is_written(&self) -> bool {
        let LetterDates { printed_at, posted_at, written_on, delivered_on, .. } = &self.letter;
        printed_at.is_some() || posted_at.is_some() || written_on.is_some() || delivered_on.is_some()
    }

    /// The date of its letter.
    pub fn written_on(&self, zone: chrono_tz::Tz) -> Option<NaiveDate> {
        self.letter.written_on.or_else(|| self.letter.printed_at.map(|at| super::time::date_of(at, zone)))
    }

    /// Whether something of it is out, so that it stays with its authority whatever becomes of the address: a letter, a
    /// file number of the municipality, or our request to it.
    pub fn is_out(&self) -> bool {
        self.is_written() || self.foreign_number.is_some() || self.municipality_informed_at.is_some()
    }

    /// Whether the order office of this municipality must know of it: to write it while it is in force, or because it was
    /// told of it and it has ended early since.
    pub fn concerns(&self, municipality: &str, today: NaiveDate) -> bool {
        let told = self.municipality_informed_at.is_some();
        let here = self.municipality.as_deref() == Some(municipality) && self.has_letter();
        here && (self.is_in_force(today) || (told && self.state != OrderState::Ended))
    }
}
