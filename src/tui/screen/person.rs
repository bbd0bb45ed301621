//! What is known of a person, corrected over the call or the record: a form of one page.

use std::collections::BTreeSet;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Confirm, Prompt, Purpose};
use super::super::widget::form::{Field, Form, Name};
use super::super::words;
use super::queue::LANGUAGES;
use crate::domain::address::split_address;
use crate::domain::decide::{Command, Facts, PERSON_FIELDS};
use crate::domain::id::RecordId;
use crate::domain::person::{Address, AddressKind, Person, Sex};
use crate::domain::typed;
use crate::domain::view::Mate;
use crate::t;
use crate::text::dates;

/// The form with what is known now.
pub fn form(record: RecordId, person: &Person) -> Prompt {
    let fields = PERSON_FIELDS.iter().map(|field| field_of(field, person)).collect();
    Prompt { purpose: Purpose::Person(record), form: Form::new(fields) }
}

fn field_of(field: &str, person: &Person) -> Field {
    let name = Name::Fact(field.to_owned());
    let text = |text: &str| Field::text(Name::Fact(field.to_owned()), text);
    match field {
        "last_name" => text(&person.last_name),
        "first_name" => text(&person.first_name),
        "birth" => text(&person.birth.map(|birth| birth.format("%d.%m.%Y").to_string()).unwrap_or_default()),
        "sex" => Field::choice(name, Sex::ALL.iter().map(|sex| sex.code().to_owned()).collect(), person.sex.code()),
        "languages" => {
            let spoken = person.languages.first().map_or("de", String::as_str);
            let mut codes: Vec<String> = LANGUAGES.map(str::to_owned).to_vec();
            if !codes.iter().any(|code| code == spoken) {
                codes.push(spoken.to_owned());
            }
            Field::choice(name, codes, spoken)
        }
        "registered" => text(&address(person, AddressKind::Registered)),
        "stay" => text(&address(person, AddressKind::Stay)),
        "guardians" => text(&person.guardians.join(", ")),
        "legal_representative" => text(person.legal_representative.as_deref().unwrap_or("")),
        _ => text(person.email.as_deref().unwrap_or("")),
    }
}

/// An address as it is said and typed.
fn address(person: &Person, kind: AddressKind) -> String {
    let said = |address: &Address| {
        let place = format!("{} {}", address.postcode, address.place);
        let parts = [address.street.as_str(), place.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    person.addresses.iter().find(|address| address.kind == kind).map(said).unwrap_or_default()
}

/// The form was saved: what is different is corrected, or what is wrong is pointed at.
/// Where the address is another one, it is asked whether the person leaves the household of their mates.
pub fn saved(
    desk: &mut Desk,
    record: RecordId,
    (person, mates): (&Person, &[Mate]),
    mut prompt: Prompt,
    fx: &mut Vec<Effect>,
) {
    let before = form(record, person);
    let mut fields = Facts::new();
    for (field, known) in prompt.form.fields.iter().zip(&before.form.fields) {
        let Name::Fact(name) = &field.name else { continue };
        if field.answer() != known.answer() {
            fields.insert(name.clone(), field.answer());
        }
    }
    if let Some(birth) = fields.get_mut("birth").filter(|birth| !birth.is_empty()) {
        let Some(date) = typed::birth(birth, desk.today()) else {
            prompt.form.fail(&Name::Fact("birth".to_owned()), t!(desk.lang, "tui-not-a-date"));
            desk.prompt = Some(prompt);
            return;
        };
        *birth = date.to_string();
    }
    if fields.get("last_name").is_some_and(String::is_empty) {
        prompt.form.fail(&Name::Fact("last_name".to_owned()), t!(desk.lang, "tui-name-missing"));
        desk.prompt = Some(prompt);
    } else if fields.is_empty() {
        desk.say(t!(desk.lang, "receipt-unchanged"));
    } else if fields.keys().any(|field| matches!(field.as_str(), "registered" | "stay")) && housemates(mates) > 0 {
        desk.confirm = Some(Confirm::Moves(record, fields, housemates(mates)));
    } else {
        desk.perform(Ask::Person(record), Command::CorrectPerson { record, fields }, fx);
    }
}

/// How many people of the household these are; one may have several records.
fn housemates(mates: &[Mate]) -> usize {
    let people: BTreeSet<_> = mates.iter().filter(|it| it.same_household).map(|it| (&it.name, it.birth)).collect();
    people.len()
}

/// How what stands in a field of a person is understood; none where there is nothing to say.
pub fn understood(desk: &Desk, field: &str, text: &str) -> Option<String> {
    let lang = desk.lang;
    if text.trim().is_empty() {
        return None;
    }
    match field {
        "birth" => Some(match typed::birth(text.trim(), desk.today()) {
            Some(birth) => {
                let age = words::age(Some(birth), desk.today());
                format!("= {}, {}", dates::date_numeric(lang, birth), t!(lang, "call-age", age = age))
            }
            None => t!(lang, "tui-hint-birth"),
        }),
        "registered" | "stay" => {
            let (street, postcode, place) = split_address(text);
            let found = desk.office.municipality_of(&postcode, &place).map(|found| found.name.clone());
            let municipality = found.unwrap_or_else(|| t!(lang, "tui-municipality-unclear"));
            Some(format!("= {street} · {postcode} {place} · {municipality}"))
        }
        "phone" => {
            let phones = typed::phones(text);
            let shown: Vec<&str> =
                phones.iter().filter(|phone| phone.e164.is_some()).map(|phone| phone.shown.as_str()).collect();
            Some(if shown.is_empty() { t!(lang, "doubt-no-number") } else { format!("= {}", shown.join(" · ")) })
        }
        _ => None,
    }
}
