//! The office itself: name, state, district, and its municipalities as data.

use serde::{Deserialize, Serialize};

use super::calendar::Land;
pub use super::municipality::Municipality;
use super::municipality::Spoken;
use super::order::IssuingMode;
use super::person::{Address, Person};

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
        match self.place_of(postcode, place) {
            Place::Known(key) => self.municipality(&key),
            Place::Ambiguous(_) | Place::Unknown => None,
        }
    }

    /// Where an address lies, by name or spelling and by postcode. Nothing is guessed: what leaves a doubt is said to.
    pub fn place(&self, address: &Address) -> Place {
        self.place_of(&address.postcode, &address.place)
    }

    /// As [`Office::place`], from what is written.
    pub fn place_of(&self, postcode: &str, place: &str) -> Place {
        let (postcode, place) = (postcode.trim(), place.trim());
        let spoken = Spoken::new(place);
        let by_name = |town: &&Municipality| place.is_empty() || town.is_called(&spoken);
        let by_postcode = |town: &&Municipality| postcode.is_empty() || town.has_postcode(postcode);
        if postcode.is_empty() && place.is_empty() {
            return Place::Unknown;
        }
        let keys = |fits: &dyn Fn(&&Municipality) -> bool| -> Vec<String> {
            self.municipalities.iter().filter(|town| fits(town)).map(|town| town.key.clone()).collect()
        };
        let mut both = keys(&|town| by_postcode(town) && by_name(town));
        match (both.len(), both.pop()) {
            (1, Some(key)) => Place::Known(key),
            (0, _) => match keys(&|town| by_postcode(town) || by_name(town)) {
                half if half.is_empty() || postcode.is_empty() || place.is_empty() => Place::Unknown,
                half => Place::Ambiguous(half),
            },
            (_, last) => {
                both.extend(last);
                Place::Ambiguous(both)
            }
        }
    }

    /// Whether an address lies outside the office's district, so that another office is competent: in a municipality of
    /// another district, or with a place and a postcode that none of ours has. What is unclear may still be ours.
    pub fn is_outside(&self, postcode: &str, place: &str) -> bool {
        match self.place_of(postcode, place) {
            Place::Known(key) => {
                self.municipality(&key).is_some_and(|town| !town.district.is_empty() && town.district != self.district)
            }
            Place::Ambiguous(_) => false,
            Place::Unknown => !postcode.trim().is_empty() && !place.trim().is_empty(),
        }
    }

    /// Derives the municipality of every address of a person again; says whether any has changed.
    pub fn settle(&self, person: &mut Person) -> bool {
        let mut changed = false;
        for address in &mut person.addresses {
            let key = self.place(address).key();
            changed |= address.municipality != key;
            address.municipality = key;
        }
        changed
    }

    /// The municipality of this official key.
    pub fn municipality(&self, key: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.key == key)
    }
}

/// Where an address lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the municipality of this official key.
    Known(String),
    /// In one of these, by their keys: several have this name and postcode, or name and postcode fit different ones.
    Ambiguous(Vec<String>),
    /// In none that the office knows.
    Unknown,
}

impl Place {
    /// The official key, where there is no doubt.
    pub fn key(self) -> Option<String> {
        match self {
            Self::Known(key) => Some(key),
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }
}

/// Short name under which the office itself issues, where the municipality is not known.
pub const OFFICE_ITSELF: &str = "GA";

impl Office {
    /// Who issues an order to this person, and how: the authority of the municipality where they stay,
    /// else the office itself.
    pub fn authority_for(&self, person: &Person) -> (String, IssuingMode) {
        person
            .stays_at()
            .and_then(|address| address.municipality.as_deref())
            .and_then(|key| self.municipality(key))
            .map_or_else(|| (OFFICE_ITSELF.to_owned(), IssuingMode::Own), |found| (found.authority.clone(), found.mode))
    }

    /// The authority of this short name as people read it: its name where the data give one.
    pub fn authority_name<'a>(&'a self, authority: &'a str) -> &'a str {
        if authority == OFFICE_ITSELF {
            return &self.name;
        }
        let of = |town: &&Municipality| town.authority == authority && !town.authority_name.is_empty();
        self.municipalities.iter().find(of).map_or(authority, |town| &town.authority_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::AddressKind;

    fn town(key: &str, name: &str, spellings: &[&str], postcodes: &[&str]) -> Municipality {
        Municipality {
            spellings: spellings.iter().map(|text| (*text).to_owned()).collect(),
            postcodes: postcodes.iter().map(|text| (*text).to_owned()).collect(),
            ..Municipality::new(key, name, &name.to_uppercase(), IssuingMode::Request)
        }
    }

    fn office() -> Office {
        Office {
            name: "Gesundheitsamt".into(),
            land: "NW".into(),
            district: String::new(),
            phone: String::new(),
            zone: default_zone(),
            demo: true,
            seed: None,
            municipalities: vec![
                town("05888001", "Brühl", &["Bruehl (Rhld.)"], &["43121"]),
                town("05888002", "Steinbrück", &[], &["43125", "43127"]),
                town("05888003", "Auental", &["Neustadt"], &["43125"]),
                town("05888004", "Horst", &["Neustadt"], &["43130"]),
            ],
        }
    }

    fn known(key: &str) -> Place {
        Place::Known(key.to_owned())
    }

    #[test]
    fn a_place_is_known_by_name_spelling_and_postcode() {
        let office = office();
        for (postcode, place, wanted) in [
            ("43121", "Brühl", known("05888001")),
            ("43121", " bruehl ", known("05888001")),
            ("43121", "Bruehl (Rhld.)", known("05888001")),
            ("", "Brühl", known("05888001")),
            ("43121", "", known("05888001")),
            ("43125", "Auental", known("05888003")),
            ("43125", "Neustadt", known("05888003")),
        ] {
            assert_eq!(office.place_of(postcode, place), wanted, "{postcode} {place}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        let office = office();
        let ambiguous = |keys: &[&str]| Place::Ambiguous(keys.iter().map(|key| (*key).to_owned()).collect());
        for (postcode, place, wanted) in [
            ("43125", "", ambiguous(&["05888002", "05888003"])),
            ("", "Neustadt", ambiguous(&["05888003", "05888004"])),
            ("43121", "Auental", ambiguous(&["05888001", "05888003"])),
            ("43121", "Irgendwo", ambiguous(&["05888001"])),
            ("99999", "Brühl", ambiguous(&["05888001"])),
            ("99999", "Irgendwo", Place::Unknown),
            ("", "Irgendwo", Place::Unknown),
            ("", " ", Place::Unknown),
        ] {
            assert_eq!(office.place_of(postcode, place), wanted, "{postcode} {place}");
        }
    }

    #[test]
    fn an_address_lies_outside_where_no_municipality_of_the_district_is_meant() {
        let mut office = office();
        office.district = "LK Auental".into();
        office
            .municipalities
            .push(Municipality { district: "SK Fern".into(), ..town("05999001", "Fern", &[], &["44001"]) });
        for (postcode, place, outside) in [
            ("43121", "Brühl", false),
            ("44001", "Fern", true),
            ("99999", "Irgendwo", true),
            ("43121", "Irgendwo", false),
            ("", "Irgendwo", false),
            ("99999", "", false),
            ("", "", false),
        ] {
            assert_eq!(office.is_outside(postcode, place), outside, "{postcode} {place}");
        }
    }

    #[test]
    fn an_address_is_settled_again_when_it_has_changed() {
        let office = office();
        let address = Address {
            kind: AddressKind::Registered,
            street: String::new(),
            postcode: "43127".into(),
            place: "Steinbrueck".into(),
            municipality: Some("05888001".into()),
            detail: String::new(),
        };
        assert_eq!(office.place(&address), known("05888002"));
    }

    #[test]
    fn an_authority_is_read_by_its_name_where_it_has_one() {
        let mut office = office();
        office.municipalities[0].authority_name = "Stadt Brühl, Ordnungsamt".into();
        assert_eq!(office.authority_name("BRÜHL"), "Stadt Brühl, Ordnungsamt");
        assert_eq!(office.authority_name("HORST"), "HORST");
        assert_eq!(office.authority_name(OFFICE_ITSELF), "Gesundheitsamt");
    }
}
