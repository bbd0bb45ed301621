//! What a row of an incoming list says, understood and typed, before anybody knows whether it is new.

use chrono::NaiveDate;

use super::call::{Closing, Priority};
use super::disease::Disease;
use super::id::ExternalId;
use super::person::Sex;
use super::phone::ParsedNumber;
use super::record::{Classification, Doubt, Exposure, ExtraField, Group, Immunity, IndexCase, Infection, Kind};

/// One understood row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingRow {
    /// Line of the file, from 1, at which the row begins.
    pub line: u64,
    /// Contact or case.
    pub kind: Kind,
    /// Family name; may be empty where a given name is known.
    pub last_name: String,
    /// Given names.
    pub first_name: String,
    /// Date of birth.
    pub birth: Option<NaiveDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Languages, ISO 639-1, the first is the one to speak.
    pub languages: Vec<String>,
    /// Telephone numbers in the order of the columns, those that can't be dialled among them.
    pub phones: Vec<ParsedNumber>,
    /// E-mail address.
    pub email: Option<String>,
    /// Address as written.
    pub address: IncomingAddress,
    /// Those who speak for a minor.
    pub guardians: Vec<String>,
    /// Known to have died.
    pub deceased: bool,
    /// The disease.
    pub disease: Option<Disease>,
    /// When it was reported.
    pub reported_on: Option<NaiveDate>,
    /// Exposure facts.
    pub exposure: Exposure,
    /// Facts of an infection.
    pub infection: Infection,
    /// The index case: `external` and `words` only.
    pub index: IndexCase,
    /// Classification.
    pub classification: Option<Classification>,
    /// Last day of follow-up, inclusive.
    pub follow_up_until: Option<NaiveDate>,
    /// Quarantine that another system has ordered.
    pub quarantine: IncomingQuarantine,
    /// The sender says that nothing is left to do, and why.
    pub closed: Option<Closing>,
    /// Identifiers of other systems.
    pub external_ids: Vec<ExternalId>,
    /// Municipality as written, where a column of its own names it.
    pub municipality: Option<String>,
    /// Institution by name.
    pub institution: Option<String>,
    /// Group for which rules differ.
    pub group: Option<Group>,
    /// Immune status.
    pub immunity: Option<Immunity>,
    /// Remark.
    pub note: Option<String>,
    /// Priority that the sender asks for.
    pub priority: Option<Priority>,
    /// Columns that no field of ours holds, where not empty.
    pub extra: Vec<ExtraField>,
    /// Values that could not be understood.
    pub doubts: Vec<Doubt>,
    /// What a person should look at; one for each doubt, and others.
    pub warnings: Vec<RowWarning>,
}

impl IncomingRow {
    /// An empty row of this line.
    pub fn new(line: u64, kind: Kind) -> Self {
        Self {
            line,
            kind,
            last_name: String::new(),
            first_name: String::new(),
            birth: None,
            sex: None,
            languages: Vec::new(),
            phones: Vec::new(),
            email: None,
            address: IncomingAddress::default(),
            guardians: Vec::new(),
            deceased: false,
            disease: None,
            reported_on: None,
            exposure: Exposure::default(),
            infection: Infection::default(),
            index: IndexCase::default(),
            classification: None,
            follow_up_until: None,
            quarantine: IncomingQuarantine::default(),
            closed: None,
            external_ids: Vec::new(),
            municipality: None,
            institution: None,
            group: None,
            immunity: None,
            note: None,
            priority: None,
            extra: Vec::new(),
            doubts: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// An address as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingAddress {
    /// Street with house number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Place.
    pub place: String,
    /// Floor, care of and the like.
    pub detail: String,
}

impl IncomingAddress {
    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        self.street.is_empty() && self.postcode.is_empty() && self.place.is_empty() && self.detail.is_empty()
    }
}

/// A quarantine as another system knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingQuarantine {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day, inclusive.
    pub to: Option<NaiveDate>,
    /// Whether it was spoken.
    pub verbally: Option<bool>,
    /// When it was spoken.
    pub verbally_on: Option<NaiveDate>,
    /// Whether it was written.
    pub written: Option<bool>,
    /// When it was written.
    pub written_on: Option<NaiveDate>,
}

/// Something in a row that a person should look at; the row is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowWarning {
    /// Line of the file, from 1.
    pub line: u64,
    /// Number of the cell, from 1; 0 where the row as a whole is meant.
    pub column: usize,
    /// Our field.
    pub field: String,
    /// Message key: `doubt-no-such-date`, `warning-formula`, …
    pub reason_key: &'static str,
    /// The text as it came.
    pub text: String,
}

/// A row that is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReject {
    /// Line of the file, from 1.
    pub line: u64,
    /// Number of the cell, from 1; 0 where the row as a whole is meant.
    pub column: usize,
    /// Message key: `reject-no-name`, `reject-too-many-cells`, …
    pub reason_key: &'static str,
    /// A figure or name that the sentence needs: `32 of 30`.
    pub detail: String,
    /// The row as it stood in the file, without its line end.
    pub raw: Vec<u8>,
}
