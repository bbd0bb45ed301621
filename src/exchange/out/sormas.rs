//! The `sormas` edition: the contact import template for contacts of our own, and a transfer list for everything else,
//! in the order of SORMAS's form. SORMAS's import creates and never updates.

use std::collections::HashMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use crate::domain::batch::Snapshot;
use crate::domain::call::{Closing, Outcome};
use crate::domain::disease::Disease;
use crate::domain::office::Office;
use crate::domain::order::{Order, OrderState, RuleResult};
use crate::domain::person::Sex;
use crate::domain::record::{Category, Classification, Kind, Record};
use crate::domain::time::{Moment, date_of};

use super::edition::{CsvRow, Edition, HeldBack, Sinks};

/// Entity row and property row of the template, 152 columns.
const TEMPLATE: &str = include_str!("../../defaults/sormas/contact-import.csv");

/// Columns of the transfer list.
pub const TRANSFER_COLUMNS: &[&str] = &[
    "uuid",
    "reference",
    "grund",
    "lastName",
    "firstName",
    "birthdate",
    "visitDateTime",
    "visitStatus",
    "visitRemarks",
    "followUpStatus",
    "contactClassification",
    "quarantine",
    "quarantineOrderedVerbally",
    "quarantineOrderedVerballyDate",
    "quarantineOrderedOfficialDocument",
    "quarantineOrderedOfficialDocumentDate",
    "quarantineFrom",
    "quarantineTo",
];

/// Writes `contacts.csv` and `transfer.csv`.
pub struct SormasEdition {
    zone: chrono_tz::Tz,
    region: &'static str,
    district: String,
    columns: Vec<&'static str>,
    row: CsvRow,
    held_back: HeldBack,
}

impl SormasEdition {
    /// For this office: state and district are required cells.
    pub fn new(office: &Office) -> Self {
        let header = TEMPLATE.lines().nth(1).unwrap_or("");
        Self {
            zone: office.tz(),
            region: region_of(&office.land),
            district: office.district.clone(),
            columns: header.split(';').map(|cell| cell.trim_matches('"')).collect(),
            row: CsvRow::new(b';', true),
            held_back: HeldBack::default(),
        }
    }

    fn contact(&mut self, snapshot: &Snapshot, sink: &mut dyn Write) -> io::Result<()> {
        let cells = cells_of(snapshot, self.region, &self.district, self.zone);
        for column in &self.columns {
            self.row.cell(cells.get(column).map_or("", String::as_str));
        }
        self.row.write_to(sink)
    }

    fn transfer(&mut self, snapshot: &Snapshot, why: &str, sink: &mut dyn Write) -> io::Result<()> {
        let Snapshot { record, person, .. } = snapshot;
        let uuid = record.external_ids.iter().find(|id| id.system == "sormas").map_or("", |id| id.value.as_str());
        let row = &mut self.row;
        row.cell(uuid).cell(&record.reference.to_string()).cell(why).cell(&person.last_name).cell(&person.first_name);
        row.cell(&german(person.birth));
        let call = day_best(snapshot, self.zone);
        row.cell(&call.map(|call| german_time(call.ended_at, self.zone)).unwrap_or_default());
        row.cell(call.and_then(|call| visit_status(call.effective_outcome())).unwrap_or(""));
        row.cell(&call.map(|call| format!("[{}]", call.effective_outcome().code().to_uppercase())).unwrap_or_default());
        row.cell(follow_up_status(record)).cell(classification(record.classification));
        let order = standing(snapshot);
        row.cell(order.map_or("", |_| "HOME"));
        let spoken = order.filter(|order| order.has_letter()).and_then(|order| order.verbal_at);
        row.cell(yes_no(spoken.is_some()));
        row.cell(&spoken.map(|at| german_time(at, self.zone)).unwrap_or_default());
        let printed = order.and_then(|order| order.letter.printed_at);
        row.cell(yes_no(printed.is_some()));
        row.cell(&printed.map(|at| german(Some(date_of(at, self.zone)))).unwrap_or_default());
        row.cell(&german(order.map(|order| order.from))).cell(&german(order.map(|order| order.to)));
        row.write_to(sink)
    }
}

impl Edition for SormasEdition {
    fn files(&self) -> &'static [&'static str] {
        &["contacts.csv", "transfer.csv"]
    }

    fn begin(&mut self, sinks: Sinks<'_, '_>) -> io::Result<()> {
        let [contacts, transfer] = sinks else { return Ok(()) };
        contacts.write_all(TEMPLATE.as_bytes())?;
        for column in TRANSFER_COLUMNS {
            self.row.cell(column);
        }
        self.row.write_to(transfer)
    }

    fn revision(&mut self, bytes: &[u8], sinks: Sinks<'_, '_>) -> io::Result<()> {
        let [contacts, transfer] = sinks else { return Ok(()) };
        let snapshot: &Snapshot = &serde_json::from_slice(bytes)?;
        let record = &snapshot.record;
        if record.kind == Kind::Case || snapshot.person.first_name.is_empty() {
            self.held_back.refused += 1;
            return self.transfer(snapshot, "not_importable", transfer);
        }
        if record.came_from_sormas() {
            self.held_back.from_sormas += 1;
            return self.transfer(snapshot, "from_sormas", transfer);
        }
        if record.revision > 1 {
            self.held_back.already_sent += 1;
            return self.transfer(snapshot, "already_sent", transfer);
        }
        self.contact(snapshot, contacts)
    }

    fn held_back(&self) -> HeldBack {
        self.held_back
    }
}

fn cells_of(snapshot: &Snapshot, region: &str, district: &str, zone: chrono_tz::Tz) -> HashMap<&'static str, String> {
    let Snapshot { record, person, .. } = snapshot;
    let mut cells = HashMap::with_capacity(48);
    let mut put = |column: &'static str, text: String| {
        if !text.is_empty() {
            cells.insert(column, text);
        }
    };
    put("disease", disease(record.disease).to_owned());
    put("reportDateTime", german(record.reported_on.or_else(|| Some(date_of(record.created_at, zone)))));
    put("region", region.to_owned());
    put("district", district.to_owned());
    let case_uuid = record.external_ids.iter().find(|id| id.system == "sormas-case").map(|id| id.value.clone());
    put("caseIdExternalSystem", case_uuid.or_else(|| record.index.external.clone()).unwrap_or_default());
    put("caseOrEventInformation", record.index.words.clone().unwrap_or_default());
    put("firstContactDate", german(record.exposure.first));
    put("lastContactDate", german(record.exposure.last));
    put("relationToCase", relation(record.exposure.category).to_owned());
    put("description", record.exposure.setting.clone().unwrap_or_default());
    put("contactClassification", classification(record.classification).to_owned());
    put("followUpStatus", follow_up_status(record).to_owned());
    put("followUpUntil", german(record.follow_up_until));
    put("externalID", record.reference.to_string());
    put("person.firstName", person.first_name.clone());
    put("person.lastName", person.last_name.clone());
    put("person.sex", sex(person.sex).to_owned());
    put("person.namesOfGuardians", person.guardians.join(", "));
    if let Some(birth) = person.birth {
        put("person.birthdateDD", birth.day().to_string());
        put("person.birthdateMM", birth.month().to_string());
        put("person.birthdateYYYY", birth.year().to_string());
    }
    if person.deceased {
        put("person.presentCondition", "DEAD".to_owned());
    }
    if let Some(address) = person.stays_at() {
        let (street, number) = split_house_number(&address.street);
        put("person.address.city", address.place.clone());
        put("person.address.postalCode", address.postcode.clone());
        put("person.address.street", street.to_owned());
        put("person.address.houseNumber", number.to_owned());
        put("person.address.additionalInformation", address.detail.clone());
    }
    let phone = person.phones.first().map(|phone| phone.e164.clone().unwrap_or_else(|| phone.raw.clone()));
    put("person.phone", phone.unwrap_or_default());
    put("person.emailAddress", person.email.clone().unwrap_or_default());
    put("additionalDetails", record.pinned_note.clone().unwrap_or_default());
    if let Some(order) = standing(snapshot) {
        put("quarantine", "HOME".to_owned());
        put("quarantineFrom", german(Some(order.from)));
        put("quarantineTo", german(Some(order.to)));
        if let Some(at) = order.verbal_at.filter(|_| order.result == RuleResult::Order) {
            put("quarantineOrderedVerbally", "true".to_owned());
            put("quarantineOrderedVerballyDate", german(Some(date_of(at, zone))));
        }
        if let Some(at) = order.letter.printed_at {
            put("quarantineOrderedOfficialDocument", "true".to_owned());
            put("quarantineOrderedOfficialDocumentDate", german(Some(date_of(at, zone))));
        }
        if let Some(at) = order.letter.posted_at {
            put("quarantineOfficialOrderSent", "true".to_owned());
            put("quarantineOfficialOrderSentDate", german(Some(date_of(at, zone))));
        }
    }
    cells
}

/// The order that holds: the last that was neither annulled nor replaced.
fn standing(snapshot: &Snapshot) -> Option<&Order> {
    let holds = |order: &&Order| !matches!(order.state, OrderState::Annulled | OrderState::Amended);
    snapshot.orders.iter().rev().find(holds)
}

/// The best attempt of the last day: SORMAS moves the end of follow-up on an unavailable one.
fn day_best(snapshot: &Snapshot, zone: chrono_tz::Tz) -> Option<&crate::domain::call::Attempt> {
    let held = || snapshot.attempts.iter().filter(|attempt| attempt.undone.is_none());
    let last_day = date_of(held().next_back()?.ended_at, zone);
    let of_day = held().filter(|attempt| date_of(attempt.ended_at, zone) == last_day);
    of_day.max_by_key(|attempt| (visit_rank(attempt.effective_outcome()), attempt.ended_at))
}

fn visit_rank(outcome: Outcome) -> u8 {
    match visit_status(outcome) {
        Some("COOPERATIVE") => 3,
        Some("UNCOOPERATIVE") => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// SORMAS's three visit states.
pub fn visit_status(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Complete | Outcome::Partial | Outcome::NotAContact | Outcome::Symptoms => Some("COOPERATIVE"),
        Outcome::Refused | Outcome::HouseholdRefused => Some("UNCOOPERATIVE"),
        Outcome::Duplicate | Outcome::Technical => None,
        Outcome::NoAnswer
        | Outcome::Busy
        | Outcome::VoicemailLeft
        | Outcome::VoicemailNone
        | Outcome::Callback
        | Outcome::ThirdParty
        | Outcome::Language
        | Outcome::WrongNumber
        | Outcome::DeadNumber
        | Outcome::NoNumber
        | Outcome::Unfit
        | Outcome::Deceased
        | Outcome::HandOver
        | Outcome::HandledElsewhere => Some("UNAVAILABLE"),
    }
}

fn follow_up_status(record: &Record) -> &'static str {
    match record.closing {
        None if record.follow_up_until.is_some() => "FOLLOW_UP",
        None => "",
        Some(Closing::Ended | Closing::Complete) => "COMPLETED",
        Some(Closing::Exhausted | Closing::TooLate) => "LOST",
        Some(Closing::NotAContact) => "NO_FOLLOW_UP",
        Some(
            Closing::Refused
            | Closing::Deceased
            | Closing::HandedOver
            | Closing::HandledElsewhere
            | Closing::Duplicate
            | Closing::BecameCase
            | Closing::Withdrawn,
        ) => "CANCELED",
    }
}

const fn classification(classification: Classification) -> &'static str {
    match classification {
        Classification::Unconfirmed => "UNCONFIRMED",
        Classification::Confirmed => "CONFIRMED",
        Classification::NoContact => "NO_CONTACT",
    }
}

const fn disease(disease: Disease) -> &'static str {
    match disease {
        Disease::Covid => "CORONAVIRUS",
        Disease::Measles => "MEASLES",
        Disease::Mpox => "MONKEYPOX",
        Disease::Pertussis => "PERTUSSIS",
        Disease::Tuberculosis => "TUBERCULOSIS",
        Disease::Meningococcal => "INVASIVE_MENINGOCOCCAL_INFECTION",
        Disease::NewInfluenza => "NEW_INFLUENZA",
        Disease::Vhf | Disease::Other => "OTHER",
    }
}

const fn relation(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Household) => "SAME_HOUSEHOLD",
        Some(Category::Close | Category::Other) => "OTHER",
        Some(Category::Unknown) | None => "",
    }
}

const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "FEMALE",
        Sex::Male => "MALE",
        Sex::Other => "OTHER",
        Sex::Unknown => "UNKNOWN",
    }
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "Ja" } else { "Nein" }
}

fn german(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default()
}

fn german_time(at: Moment, zone: chrono_tz::Tz) -> String {
    at.with_timezone(&zone).format("%d.%m.%Y %H:%M").to_string()
}

/// `Lindenallee 12 a` in street and house number.
fn split_house_number(street: &str) -> (&str, &str) {
    let starts_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut at = 0;
    for word in street.split(' ') {
        if at > 0 && starts_number(word) {
            let (head, tail) = street.split_at_checked(at).unwrap_or((street, ""));
            return (head.trim_end(), tail);
        }
        at += word.len() + 1;
    }
    (street, "")
}

/// SORMAS's name of a state.
fn region_of(land: &str) -> &'static str {
    match land {
        "BW" => "Baden-Württemberg",
        "BY" => "Bayern",
        "BE" => "Berlin",
        "BB" => "Brandenburg",
        "HB" => "Bremen",
        "HH" => "Hamburg",
        "HE" => "Hessen",
        "MV" => "Mecklenburg-Vorpommern",
        "NI" => "Niedersachsen",
        "RP" => "Rheinland-Pfalz",
        "SL" => "Saarland",
        "SN" => "Sachsen",
        "ST" => "Sachsen-Anhalt",
        "SH" => "Schleswig-Holstein",
        "TH" => "Thüringen",
        _ => "Nordrhein-Westfalen",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_its_152_columns_under_their_entities() {
        let rows: Vec<Vec<&str>> = TEMPLATE.lines().map(|line| line.split(';').collect()).collect();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.len() == 152));
        let entity_of = |column: &str| {
            let place = rows[1].iter().position(|cell| *cell == format!("\"{column}\"")).unwrap();
            rows[0][place].trim_matches('"')
        };
        assert_eq!(entity_of("disease"), "Contact");
        assert_eq!(entity_of("person.firstName"), "Person");
        assert_eq!(entity_of("person.address.city"), "Location");
    }

    #[test]
    fn a_house_number_is_told_from_its_street() {
        assert_eq!(split_house_number("Lindenallee 12 a"), ("Lindenallee", "12 a"));
        assert_eq!(split_house_number("Am Markt"), ("Am Markt", ""));
        assert_eq!(split_house_number("Straße des 17. Juni 3"), ("Straße des", "17. Juni 3"));
    }
}
