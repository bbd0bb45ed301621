//! The people of the demo: households of one name, address and number; persons with age, language and guardians.

use chrono::{Days, NaiveDate};

use super::names::Origin;
use super::numbers::no_number;
use super::places;
use super::world::World;
use crate::domain::id::{ExternalId, HouseholdId, InstitutionId, PersonId};
use crate::domain::person::{Address, Person, Phone, Sex};
use crate::domain::time::Moment;

/// What the members of a household share.
pub(super) struct Family {
    /// Names and language.
    pub(super) origin: &'static Origin,
    /// Family name.
    pub(super) name: String,
    /// Where they live.
    pub(super) address: Address,
    /// The number that they answer.
    pub(super) phone: Phone,
    /// The language that the grown-ups need; none for German.
    pub(super) language: Option<&'static str>,
    /// A parent's given name and word, for the children.
    pub(super) parent: (&'static str, &'static str),
    /// The household, where there are several.
    pub(super) household: Option<HouseholdId>,
    /// The institution that they live in or work at.
    pub(super) institution: Option<InstitutionId>,
}

impl Family {
    /// A family of its own.
    pub(super) fn draw(w: &mut World) -> Self {
        let phone = if w.rng.percent(1) { w.numbers.mobile(&mut w.rng) } else { None };
        let phone = phone.unwrap_or_else(|| w.numbers.landline(&mut w.rng));
        let address = places::address(&w.office, &mut w.rng);
        Self::at(address, phone, w)
    }

    /// A family of any name at this address and number.
    pub(super) fn at(address: Address, phone: Phone, w: &mut World) -> Self {
        let origin = Origin::draw(&mut w.rng);
        let mother = w.rng.percent(70);
        let sex = if mother { Sex::Female } else { Sex::Male };
        Self {
            origin,
            name: origin.family(&mut w.rng),
            address,
            phone,
            language: w.rng.percent(origin.needs_language).then_some(origin.language),
            parent: (origin.given(sex, &mut w.rng), if mother { "Mutter" } else { "Vater" }),
            household: None,
            institution: None,
        }
    }

    /// A member of this age; the person's id is of the moment at which the office took them in.
    pub(super) fn member(&self, age: u32, at: Moment, w: &mut World) -> Person {
        let sex = if w.rng.percent(51) { Sex::Female } else { Sex::Male };
        let first_name = self.origin.given(sex, &mut w.rng).to_owned();
        let birth = born(age, w);
        let mut person = Person {
            id: PersonId::mint(at, &w.mint),
            last_name: self.origin.borne(&self.name, sex),
            first_name,
            birth: Some(birth),
            sex,
            languages: self.languages(age, w),
            phones: vec![self.phone.clone()],
            addresses: vec![self.address.clone()],
            email: None,
            guardians: Vec::new(),
            legal_representative: None,
            household: self.household,
            institution: self.institution,
            deceased: false,
            external_ids: Vec::new(),
        };
        self.add_guardians(&mut person, w);
        add_email(&mut person, w);
        person
    }

    /// Language to speak first; children mostly speak German too, but the call goes to their parents.
    fn languages(&self, age: u32, w: &mut World) -> Vec<String> {
        let Some(language) = self.language else { return Vec::new() };
        let mut languages = vec![language.to_owned()];
        if age < 18 || w.rng.percent(30) {
            languages.push("de".to_owned());
        }
        languages
    }

    fn add_guardians(&self, person: &mut Person, w: &mut World) {
        if !person.is_minor(w.clock.today) {
            return;
        }
        let (given, word) = self.parent;
        let sex = if word == "Mutter" { Sex::Female } else { Sex::Male };
        let name = format!("{given} {} ({word})", self.origin.borne(&self.name, sex));
        for phone in &mut person.phones {
            phone.owner.clone_from(&name);
        }
        person.guardians.push(name);
    }
}

fn born(age: u32, w: &mut World) -> NaiveDate {
    let days = u64::from(age) * 36_525 / 100 + 1 + u64::from(w.rng.below(363));
    w.clock.today.checked_sub_days(Days::new(days)).unwrap_or(w.clock.today)
}

fn add_email(person: &mut Person, w: &mut World) {
    if person.guardians.is_empty() && w.rng.percent(8) {
        let name = crate::domain::fold::fold(&format!("{}.{}", person.first_name, person.last_name));
        person.email = Some(format!("{name}@example.org"));
    }
}

/// A second number, older and worse: shown, tried when the first is of no use.
pub(super) fn add_second_number(person: &mut Person, w: &mut World) {
    let phone = w.numbers.landline(&mut w.rng);
    let label = w.rng.pick(&["dienstlich", "Arbeit", "Nachbarin", "privat"]).to_owned();
    person.phones.push(Phone { label, ..phone });
}

/// Takes every number from a person: the cell held words.
pub(super) fn take_numbers(person: &mut Person, w: &mut World) {
    let words = w.rng.pick(&["keine Angabe", "siehe Akte", "nur E-Mail", "unbekannt"]);
    person.phones = vec![no_number(words)];
}

/// An identifier in the shape of SORMAS: 26 symbols of base 32 in groups of six, six, six and eight.
pub(super) fn sormas_id(system: &str, w: &mut World) -> ExternalId {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut group = |length| w.rng.symbols(ALPHABET, length);
    let value = [group(6), group(6), group(6), group(8)].join("-");
    ExternalId { system: system.to_owned(), value }
}
