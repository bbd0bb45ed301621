//! The office of the demo, its municipalities, streets and addresses. All invented.

use serde::Deserialize;

use super::numbers;
use super::rng::Rng;
use crate::domain::office::{Municipality, Office};
use crate::domain::person::{Address, AddressKind};

const MUNICIPALITIES: &str = include_str!("../defaults/demo/municipalities.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Municipalities {
    municipality: Vec<Municipality>,
}

/// Official key of a municipality that asks for orders: the order office among the demo's users belongs to it.
pub(super) const HOHENFELD: &str = "05888008";

/// The municipalities that are compiled in; a test proves that they parse.
pub(super) fn municipalities() -> Vec<Municipality> {
    toml::from_str::<Municipalities>(MUNICIPALITIES).unwrap_or_default().municipality
}

/// The office of an invented county in North Rhine-Westphalia.
pub(super) fn office(seed: u64) -> Office {
    Office {
        name: "Gesundheitsamt Kreis Lindental".to_owned(),
        land: "NW".to_owned(),
        district: "LK Lindental".to_owned(),
        phone: numbers::OFFICE.to_owned(),
        zone: "Europe/Berlin".to_owned(),
        demo: true,
        seed: Some(seed),
        municipalities: municipalities(),
    }
}

/// An address; in one of a hundred the place is not known to the office, so that it has no municipality.
pub(super) fn address(office: &Office, rng: &mut Rng) -> Address {
    let street = format!("{} {}", rng.pick(STREETS), house_number(rng));
    let known = office.municipalities.get(rng.weighted(SHARES));
    let Some(town) = known.filter(|_| !rng.percent(1)) else {
        return registered(street, "43199", "Neudorf", None);
    };
    let place = if rng.percent(6) { town.spellings.first() } else { None };
    let postcode = town.postcodes.get(rng.below(town.postcodes.len() as u32) as usize);
    registered(street, postcode.map_or("", String::as_str), place.unwrap_or(&town.name), Some(town.key.clone()))
}

fn registered(street: String, postcode: &str, place: &str, municipality: Option<String>) -> Address {
    Address {
        kind: AddressKind::Registered,
        street,
        postcode: postcode.to_owned(),
        place: place.to_owned(),
        municipality,
        detail: String::new(),
    }
}

fn house_number(rng: &mut Rng) -> String {
    let number = 1 + rng.below(140);
    let letter = if rng.percent(8) { rng.pick(&["a", "b", "c"]) } else { "" };
    format!("{number}{letter}")
}

/// How many of a hundred live in each municipality, in the order of the file.
const SHARES: &[(usize, u32)] = &[(0, 41), (1, 12), (2, 12), (3, 9), (4, 7), (5, 6), (6, 5), (7, 5), (8, 2), (9, 1)];

const STREETS: &[&str] = &[
    "Ahornallee",
    "Am Kirchplatz",
    "Am Mühlenteich",
    "Amselweg",
    "An der Auer",
    "Bahnhofstraße",
    "Bergstraße",
    "Birkenweg",
    "Dorfstraße",
    "Eichenweg",
    "Feldstraße",
    "Gartenstraße",
    "Goethestraße",
    "Hauptstraße",
    "Heideweg",
    "Im Winkel",
    "Kastanienallee",
    "Kirchstraße",
    "Lindenstraße",
    "Marktstraße",
    "Mühlenweg",
    "Neue Straße",
    "Ringstraße",
    "Rosenweg",
    "Schillerstraße",
    "Schulstraße",
    "Steinweg",
    "Südring",
    "Talstraße",
    "Unter den Eichen",
    "Waldstraße",
    "Wiesengrund",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::IssuingMode;

    #[test]
    fn the_municipalities_parse_and_one_issues_its_own_orders() {
        let parsed: Municipalities = toml::from_str(MUNICIPALITIES).unwrap();
        assert_eq!(parsed.municipality.len(), SHARES.len());
        assert_eq!(parsed.municipality.iter().filter(|town| town.mode == IssuingMode::Own).count(), 1);
        assert!(office(1).municipality(HOHENFELD).is_some());
    }

    #[test]
    fn every_address_with_a_municipality_is_one_that_the_office_recognises() {
        let (office, mut rng) = (office(1), Rng::new(1));
        for _ in 0..2_000 {
            let address = address(&office, &mut rng);
            let found = office.municipality_of(&address.postcode, &address.place);
            assert_eq!(found.map(|town| &town.key), address.municipality.as_ref(), "{address:?}");
        }
    }
}
