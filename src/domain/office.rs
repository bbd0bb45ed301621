//! The office itself: name, state, district, and its municipalities as data.

use serde::{Deserialize, Serialize};

use super::calendar::Land;
use super::order::IssuingMode;

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// `Gesundheitsamt Köln`.
    pub name: String,
    /// State (Land), two letters: `NW`.
    pub land: String,
    /// District as SORMAS names it: `SK Köln`.
    pub district: String,
    /// Number that people are asked to call back.
    #[serde(default)]
    pub phone: String,
    /// Time zone, IANA name.
    #[serde(default = "default_zone")]
    pub zone: String,
    /// A demo: throw-away, the clock may be set.
    #[serde(default)]
    pub demo: bool,
    /// Seed of a demo's ids.
    #[serde(default)]
    pub seed: Option<u64>,
    /// Municipalities it is competent for, and their neighbours as far as known.
    #[serde(default)]
    pub municipalities: Vec<Municipality>,
}

fn default_zone() -> String {
    "Europe/Berlin".into()
}

impl Office {
    /// Its time zone.
    pub fn tz(&self) -> chrono_tz::Tz {
        self.zone.parse().unwrap_or(super::time::DEFAULT_ZONE)
    }

    /// Its state, for holidays; North Rhine-Westphalia where the code is unknown.
    pub fn land(&self) -> Land {
        Land::from_code(&self.land).unwrap_or(Land::NorthRhineWestphalia)
    }

    /// The municipality of an address, where place and postcode leave no doubt.
    /// Both must fit if both are given; none where it is unknown or ambiguous.
    pub fn municipality_of(&self, postcode: &str, place: &str) -> Option<&Municipality> {
        let place = place.trim();
        let fits = |candidate: &&Municipality| {
            let place_fits = place.is_empty() || candidate.is_called(place);
            let postcode_fits = postcode.is_empty() || candidate.postcodes.iter().any(|known| known == postcode);
            (!place.is_empty() || !postcode.is_empty()) && place_fits && postcode_fits
        };
        let mut found = self.municipalities.iter().filter(fits);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The municipality of this official key.
    pub fn municipality(&self, key: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.key == key)
    }
}

/// A municipality and who issues orders there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    /// Official municipality key (AGS), eight digits.
    pub key: String,
    /// Name.
    pub name: String,
    /// Other spellings.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Postcodes.
    #[serde(default)]
    pub postcodes: Vec<String>,
    /// Issuing authority, short, as in order numbers: `KOELN`.
    pub authority: String,
    /// Who writes the order.
    pub mode: IssuingMode,
}

impl Municipality {
    fn is_called(&self, place: &str) -> bool {
        let same = |name: &String| name.to_lowercase() == place.to_lowercase();
        same(&self.name) || self.spellings.iter().any(same)
    }
}

impl Office {
    /// Who issues an order to this person, and how: the authority of the municipality where they stay,
    /// else the office itself.
    pub fn authority_for(&self, person: &super::person::Person) -> (String, IssuingMode) {
        person
            .stays_at()
            .and_then(|address| address.municipality.as_deref())
            .and_then(|key| self.municipality(key))
            .map_or_else(|| ("GA".to_owned(), IssuingMode::Own), |found| (found.authority.clone(), found.mode))
    }
}
