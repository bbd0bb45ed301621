//! The nursing home: residents and staff, most of them on one switchboard.

use super::DemoRow;
use super::facts::Circumstances;
use super::people::Family;
use super::places;
use super::scene::case;
use super::story::{Story, tell};
use super::world::{KnownCase, World};
use crate::domain::disease::Disease;
use crate::domain::id::InstitutionId;
use crate::domain::person::{Address, AddressKind, Institution, Phone};
use crate::domain::record::{Category, Group, Kind};

/// Residents and staff on the list at most.
pub(super) const LARGEST: usize = 60;
const SMALLEST: i64 = 40;
const CASES: usize = 2;

/// The home with this number: two cases first, then everybody who met them.
pub(super) fn home(number: usize, w: &mut World) -> Vec<DemoRow> {
    let house = house(number, w);
    let size = w.rng.between(SMALLEST, LARGEST as i64) as usize;
    let mut rows: Vec<DemoRow> = (0..CASES).map(|_| resident_case(&house, w)).collect();
    let met = rows.first().map(|row| KnownCase { record: row.record.id, disease: row.record.disease });
    while rows.len() < size {
        let row = if w.rng.percent(30) { staff(&house, met.as_ref(), w) } else { resident(&house, met.as_ref(), w) };
        rows.push(row);
    }
    if let Some(first) = rows.first_mut() {
        first.institution = Some(house.institution);
    }
    rows
}

struct House {
    institution: Institution,
    switchboard: Phone,
    address: Address,
}

fn house(number: usize, w: &mut World) -> House {
    let names = ["am Mühlenteich", "Rosengarten", "St. Quirin", "Auerblick", "Haus Linde", "am Kirchwald"];
    let switchboard = w.numbers.switchboard(&mut w.rng);
    let mut institution = Institution {
        id: InstitutionId::mint(w.clock.past(11).from, &w.mint),
        name: format!("Seniorenzentrum {} {number}", w.rng.pick(&names)),
        kind: "nursing_home".to_owned(),
        contact_person: "Pflegedienstleitung Fr. Lindkamp".to_owned(),
        address: None,
        phone: Some(switchboard.clone()),
    };
    let address = places::address(&w.office, &mut w.rng);
    institution.address = Some(address.clone());
    House { institution, switchboard, address }
}

/// Somebody of another name at the home's address and switchboard.
fn of_house(house: &House, w: &mut World) -> Family {
    let room = format!("Wohnbereich {}, Zimmer {}", w.rng.between(1, 4), w.rng.between(1, 28));
    let address = Address { kind: AddressKind::Registered, detail: room, ..house.address.clone() };
    let family = Family::at(address, house.switchboard.clone(), w);
    Family { institution: Some(house.institution.id), language: None, ..family }
}

fn resident_case(house: &House, w: &mut World) -> DemoRow {
    let family = of_house(house, w);
    let age = w.rng.between(72, 96) as u32;
    case(&family, age, Disease::Measles, w)
}

fn resident(house: &House, met: Option<&KnownCase>, w: &mut World) -> DemoRow {
    let family = of_house(house, w);
    let age = w.rng.between(70, 99) as u32;
    let circumstances = circumstances(Group::Vulnerable, met);
    let story = Story::in_home(&mut w.rng);
    let mut row = tell(story, &family, age, &circumstances, w);
    if w.rng.percent(15) {
        row.person.legal_representative = Some("Betreuungsverein Lindental, Hr. Vogt".to_owned());
    }
    row
}

fn staff(house: &House, met: Option<&KnownCase>, w: &mut World) -> DemoRow {
    let own = Family::draw(w);
    let phone = if w.rng.percent(50) { house.switchboard.clone() } else { own.phone.clone() };
    let family = Family { phone, institution: Some(house.institution.id), ..own };
    let age = w.rng.between(19, 63) as u32;
    let circumstances = circumstances(Group::CareStaff, met);
    let story = Story::in_home(&mut w.rng);
    tell(story, &family, age, &circumstances, w)
}

fn circumstances(group: Group, met: Option<&KnownCase>) -> Circumstances {
    Circumstances {
        kind: Kind::Contact,
        disease: Disease::Measles,
        index: met.cloned(),
        category: Category::Close,
        setting: Some("Pflegeheim"),
        group,
    }
}
