//! A record (Vorgang): a contact or a case, with the facts that rules count from and everything that came with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::call::Closing;
use super::disease::{Disease, coded};
use super::id::{ExternalId, ImportId, PersonId, RecordId, Reference};
use super::time::Moment;

coded! {
    /// What a record is about.
    Kind {
        /// A person exposed to a case (Kontaktperson).
        Contact = "contact",
        /// A person found infected (Indexfall).
        Case = "case",
    }
}

coded! {
    /// How close the exposure was.
    Category {
        /// Lives in the household of the case.
        Household = "household",
        /// Close contact.
        Close = "close",
        /// Other contact.
        Other = "other",
        /// Not known yet.
        Unknown = "unknown",
    }
}

coded! {
    /// Groups for which rules differ.
    Group {
        /// No special group.
        General = "general",
        /// Pupil or child in day care.
        Pupil = "pupil",
        /// Works in care or medicine.
        CareStaff = "care_staff",
        /// Lives in a vulnerable setting.
        Vulnerable = "vulnerable",
    }
}

coded! {
    /// Immune status as the rules ask for it.
    Immunity {
        /// Not asked yet.
        Unknown = "unknown",
        /// No protection.
        None = "none",
        /// Vaccinated, basic course.
        Vaccinated = "vaccinated",
        /// Boosted, freshly vaccinated or freshly recovered: exempt where a rule says so.
        Exempt = "exempt",
        /// Recovered, longer ago.
        Recovered = "recovered",
    }
}

coded! {
    /// Classification, as SORMAS knows it.
    Classification {
        /// Not confirmed.
        Unconfirmed = "unconfirmed",
        /// Confirmed.
        Confirmed = "confirmed",
        /// Turned out to be no contact.
        NoContact = "no_contact",
    }
}

/// A contact or a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Identity.
    pub id: RecordId,
    /// What people read aloud.
    pub reference: Reference,
    /// Contact or case.
    pub kind: Kind,
    /// Who.
    pub person: PersonId,
    /// The disease.
    pub disease: Disease,
    /// When the office took it in.
    pub created_at: Moment,
    /// When it was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// Where it came from: `list`, `sormas`, `records`, `telephone`, `interview`, `demo`.
    pub source: String,
    /// The import that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// Exposure facts of a contact; empty for a case.
    #[serde(default)]
    pub exposure: Exposure,
    /// Facts of a case; empty for a contact.
    #[serde(default)]
    pub infection: Infection,
    /// The index case of a contact, as far as known.
    #[serde(default)]
    pub index: IndexCase,
    /// Group for which rules differ.
    pub group: Group,
    /// Immune status.
    pub immunity: Immunity,
    /// Classification.
    pub classification: Classification,
    /// Answers of interviews that no other field holds: field name to answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// Last day of follow-up, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_until: Option<NaiveDate>,
    /// Why its work ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// The remark shown on every screen of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned_note: Option<String>,
    /// Identifiers of other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<ExternalId>,
    /// What no column of ours holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<ExtraField>,
    /// Values that could not be understood, kept as text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// Names of the fields that the office has changed since they came in; an import never overwrites them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub office_set: BTreeSet<String>,
    /// Raised by each change that a receiver must know; 0 until the record is worked.
    #[serde(default)]
    pub revision: u32,
    /// What made it worked, last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Worked>,
}

impl Record {
    /// Whether it has an id of SORMAS, so that it came from there.
    pub fn came_from_sormas(&self) -> bool {
        self.external_ids.iter().any(|id| id.system == "sormas")
    }
}

/// Exposure of a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// First day, where it lasted several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<NaiveDate>,
    /// Last day: day 0 of most rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// How close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Where: `household`, `school`, `workplace`, `nursing_home`, … or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
}

/// Dates of a case that rules count from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Infection {
    /// Onset of symptoms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onset: Option<NaiveDate>,
    /// Day the specimen was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specimen: Option<NaiveDate>,
    /// What was found and how, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
}

/// The index case of a contact: known here, by number elsewhere, in words, or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexCase {
    /// Our record of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Its number in another system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<String>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Day of its test, where a rule counts from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tested_on: Option<NaiveDate>,
}

/// A field that no column of ours holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraField {
    /// Heading as it came.
    pub name: String,
    /// Value as it came.
    pub value: String,
    /// The file it came in, without folder.
    pub source: String,
}

/// A value that could not be understood: kept as text, marked on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Our field that it was meant for: `birth`, `exposure.last`, `phone`, …
    pub field: String,
    /// The text as it came.
    pub text: String,
    /// Why, as a message key of the text module: `doubt-no-such-date`, `doubt-future`, `doubt-no-number`, …
    pub why: String,
}

/// Why a family name is marked of somebody whose name somebody else bears too: the text names their records.
pub const NEAR_MATCH: &str = "doubt-near-match";

/// That a receiver must be told of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    /// Since when, by its latest revision.
    pub at: Moment,
    /// What happened: `interview_complete`, `order_issued`, `order_lifted`, `closed`, `corrected`, …
    pub why: String,
}
