//! A dated rule: for whom it holds, what it leads to, and how its dates are counted.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::data_error::{date, optional_date};
use super::super::disease::{Disease, coded};
use super::super::order::{OrderKind, RuleResult};
use super::super::record::{Category, Group, Immunity, Kind};
use super::super::script::Text;
use super::facts::{FactName, Facts};
use super::last_day;

coded! {
    /// The date that days are counted from; it is day 0.
    BaseKind {
        /// Last day of exposure.
        LastExposure = "last_exposure",
        /// Day of the index case's test.
        IndexTest = "index_test",
        /// Onset of the person's own symptoms.
        Onset = "onset",
        /// Day on which the person's own specimen was taken.
        Specimen = "specimen",
        /// Day of the decision, where nothing is counted.
        Decision = "decision",
    }
}

coded! {
    /// A test that can release early.
    TestKind {
        /// PCR.
        Pcr = "pcr",
        /// Antigen test.
        Antigen = "antigen",
    }
}

coded! {
    /// How certain a built-in rule is.
    Certainty {
        /// Read in official text.
        Read = "read",
        /// To be looked up before relying on it.
        Check = "check",
    }
}

/// From which day a test of this kind releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestRule {
    /// Days after the base date.
    pub from_day: u32,
    /// Kind of test.
    pub kind: TestKind,
}

/// A dated rule. An empty list restricts nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id, which orders keep.
    pub id: String,
    /// First day of decision.
    #[serde(deserialize_with = "date")]
    pub from: NaiveDate,
    /// Last day of decision, inclusive; none: in force.
    #[serde(default, deserialize_with = "optional_date")]
    pub to: Option<NaiveDate>,
    /// Contacts or cases.
    pub kind: Kind,
    /// Diseases out of those of its book.
    #[serde(default)]
    pub diseases: Vec<Disease>,
    /// Categories of exposure.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// Groups.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Immune status.
    #[serde(default)]
    pub immunity: Vec<Immunity>,
    /// What it leads to.
    pub result: RuleResult,
    /// What is ordered, where not quarantine of a contact or isolation of a case.
    #[serde(default)]
    pub order: Option<OrderKind>,
    /// Base dates, the preferred first; the first that is known counts.
    #[serde(default)]
    pub base: Vec<BaseKind>,
    /// Days after the base date; the last of them is the last day.
    #[serde(default)]
    pub days: u32,
    /// Release tests.
    #[serde(default)]
    pub tests: Vec<TestRule>,
    /// Hours without symptoms before it may end.
    #[serde(default)]
    pub symptom_free_hours: Option<u16>,
    /// Days between follow-up calls; none: no follow-up.
    #[serde(default)]
    pub follow_up_days: Option<u32>,
    /// Whether a proof of immunity must be shown.
    #[serde(default)]
    pub asks_proof: bool,
    /// Legal basis, as letters name it.
    #[serde(default)]
    pub legal_basis: String,
    /// Where it stands.
    pub source: String,
    /// How certain that is.
    pub certainty: Certainty,
    /// What the tracer should know besides.
    #[serde(default)]
    pub remark: Option<Text>,
}

impl Rule {
    /// Whether it is in force on this date of decision, holds for what is known, and nothing unknown speaks against it.
    pub(super) fn may_fit(&self, facts: &Facts) -> bool {
        self.kind == facts.kind
            && (self.from..=last_day(self)).contains(&facts.decided_on)
            && allows(&self.diseases, &facts.disease)
            && allows(&self.groups, &facts.group)
            && facts.known_category().is_none_or(|category| allows(&self.categories, &category))
            && facts.known_immunity().is_none_or(|immunity| allows(&self.immunity, &immunity))
    }

    /// Facts not known yet on which it depends whether the rule holds.
    pub(super) fn undecided(&self, facts: &Facts) -> impl Iterator<Item = FactName> {
        let category = !self.categories.is_empty() && facts.known_category().is_none();
        let immunity = !self.immunity.is_empty() && facts.known_immunity().is_none();
        [category.then_some(FactName::Category), immunity.then_some(FactName::Immunity)].into_iter().flatten()
    }

    /// The base date, and which one it is; else the fact that is missing, the last of the list: the one that everybody has.
    pub(super) fn base_of(&self, facts: &Facts) -> Result<(BaseKind, NaiveDate), FactName> {
        let Some(last) = self.base.last() else { return Ok((BaseKind::Decision, facts.decided_on)) };
        self.base.iter().find_map(|base| Some((*base, facts.date_of(*base)?))).ok_or(last.fact())
    }

    /// What is ordered by it.
    pub(super) fn order_kind(&self) -> OrderKind {
        self.order.unwrap_or(match self.kind {
            Kind::Contact => OrderKind::Quarantine,
            Kind::Case => OrderKind::Isolation,
        })
    }

    /// What makes the rule contradict itself.
    pub(super) fn fault(&self, diseases: &[Disease]) -> Option<String> {
        let counts = !self.base.is_empty() && self.days > 0;
        let why = if last_day(self) < self.from {
            "it ends before it begins"
        } else if self.kind == Kind::Case && !self.categories.is_empty() {
            "a case has no category of exposure"
        } else if self.categories.contains(&Category::Unknown) || self.immunity.contains(&Immunity::Unknown) {
            "a rule can't hold for what is unknown; leave the list out to hold for all"
        } else if self.result != RuleResult::None && !counts {
            "it needs base and days"
        } else if self.result == RuleResult::None && (!self.base.is_empty() || self.days > 0) {
            "with the result none nothing is counted: no base, no days"
        } else if self.tests.iter().any(|test| test.from_day > self.days) {
            "a release test lies after the end"
        } else if self.result == RuleResult::Order && self.legal_basis.is_empty() {
            "an order needs a legal basis"
        } else if self.diseases.iter().any(|disease| !diseases.contains(disease)) {
            "it names a disease that its file does not"
        } else {
            return None;
        };
        Some(format!("rule {}: {why}", self.id))
    }
}

impl BaseKind {
    const fn fact(self) -> FactName {
        match self {
            Self::LastExposure | Self::Decision => FactName::LastExposure,
            Self::IndexTest => FactName::IndexTest,
            Self::Onset => FactName::Onset,
            Self::Specimen => FactName::Specimen,
        }
    }
}

/// Whether a list restricts to this value, or does not restrict.
pub(super) fn allows<T: PartialEq>(list: &[T], value: &T) -> bool {
    list.is_empty() || list.contains(value)
}

/// `days` after `base`; the last day there is where the calendar ends.
pub(super) fn days_after(base: NaiveDate, days: u32) -> NaiveDate {
    base.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}
