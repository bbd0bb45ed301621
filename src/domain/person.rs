//! A person: who a contact or a case is, with numbers, addresses and languages.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::call::Outcome;
use super::disease::coded;
use super::id::{ExternalId, HouseholdId, InstitutionId, PersonId};
use super::time::{Moment, age_on};

coded! {
    /// Sex as notified.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Diverse.
        Other = "other",
        /// Not known.
        Unknown = "unknown",
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Family name, as written.
    pub last_name: String,
    /// Given names, as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<NaiveDate>,
    /// Sex.
    pub sex: Sex,
    /// Languages, ISO 639-1, the first is the one to speak; empty means German.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Telephone numbers, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Those who speak for a minor (Sorgeberechtigte).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guardians: Vec<String>,
    /// Who speaks for an adult under care (rechtliche Betreuung).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
    /// The household they live in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<HouseholdId>,
    /// The institution they live in or work at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<InstitutionId>,
    /// Known to have died.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deceased: bool,
    /// Identifiers of other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<ExternalId>,
}

impl Person {
    /// `Family name, given names` as lists show it.
    pub fn listed_name(&self) -> String {
        match self.first_name.as_str() {
            "" => self.last_name.clone(),
            first => format!("{}, {first}", self.last_name),
        }
    }

    /// What lists call a household that is named after this person: family name and street.
    pub fn household_name(&self) -> String {
        let street = self.stays_at().map_or("", |address| address.street.as_str());
        if street.is_empty() { self.last_name.clone() } else { format!("{}, {street}", self.last_name) }
    }

    /// Age in whole years on a date.
    pub fn age(&self, on: NaiveDate) -> Option<u32> {
        self.birth.and_then(|birth| age_on(birth, on))
    }

    /// Under 18: addressed through the guardians.
    pub fn is_minor(&self, on: NaiveDate) -> bool {
        self.age(on).is_some_and(|age| age < 18)
    }

    /// The address where they stay now: the stay address, else the registered one.
    pub fn stays_at(&self) -> Option<&Address> {
        let of = |kind| self.addresses.iter().find(move |address| address.kind == kind);
        of(AddressKind::Stay).or_else(|| of(AddressKind::Registered))
    }

    /// Numbers that may be dialled, best first: the one that was chosen, then fewest tries in vain, as listed otherwise.
    pub fn dialable(&self) -> Vec<&Phone> {
        let mut phones: Vec<&Phone> =
            self.phones.iter().filter(|phone| phone.state == PhoneState::Usable && phone.e164.is_some()).collect();
        phones.sort_by_key(|phone| (!phone.preferred, phone.in_vain));
        phones
    }

    /// The language a call needs, where it is not German.
    pub fn foreign_language(&self) -> Option<&str> {
        self.languages.first().map(String::as_str).filter(|language| *language != "de")
    }
}

coded! {
    /// Whether a number may be tried.
    PhoneState {
        /// May be dialled.
        Usable = "usable",
        /// Somebody else answers: never again.
        Wrong = "wrong",
        /// Not in service or a fax: never again.
        Dead = "dead",
        /// Taken out of use by the office.
        Retired = "retired",
    }
}

/// A telephone number with its own history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// E.164, where the text could be understood as a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e164: Option<String>,
    /// The text as it came.
    pub raw: String,
    /// As shown, by DIN 5008; equals `raw` where it was not understood.
    pub shown: String,
    /// What the list said about it: `privat`, `dienstlich`, `Mobil`, …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Whose it is where not the person's own: `Ayşe (Mutter)`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Whether it may be tried.
    pub state: PhoneState,
    /// Chosen to be dialled next, until it was tried in vain.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preferred: bool,
    /// Tries without reaching anybody since it last answered.
    #[serde(default)]
    pub in_vain: u16,
    /// The last try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Moment>,
    /// What came of the last try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_outcome: Option<Outcome>,
}

coded! {
    /// What an address is to the person.
    AddressKind {
        /// Where they are registered.
        Registered = "registered",
        /// Where they stay now, if elsewhere.
        Stay = "stay",
    }
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// What it is.
    pub kind: AddressKind,
    /// Street with house number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Postcode.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Place as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Official key of the municipality where the place is unambiguous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
    /// Floor, care of and the like.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// People who live at one address and answer one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// Identity.
    pub id: HouseholdId,
    /// What lists call it: family name and street.
    pub name: String,
}

/// A nursing home, school or shelter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Identity.
    pub id: InstitutionId,
    /// Its name.
    pub name: String,
    /// Kind: `nursing_home`, `school`, `shelter`, `other`.
    pub kind: String,
    /// Who to ask for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_person: String,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Its switchboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}
