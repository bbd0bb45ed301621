//! `person add|capture|edit|number|household`: what the telephone brings, by command.

use serde_json::{Value, json};

use crate::domain::address::split_address;
use crate::domain::decide::{AddPerson, Command, Facts, Fate, NumberChange, OrderSpoken, Receipt, Refusal};
use crate::domain::disease::Disease;
use crate::domain::id::{RecordId, Reference};
use crate::domain::person::{Address, AddressKind, Phone, Sex};
use crate::domain::record::{Category, IndexCase, Kind, Record};
use crate::domain::typed;
use crate::failure::{Failure, Kind as FailureKind};
use crate::t;
use crate::text::{Lang, say};

use super::Done;
use super::args::{PersonAdd, PersonEdit, PersonHousehold, PersonNumber};
use super::lookup;
use super::session::Session;

/// Runs `person add`.
pub(super) fn add(args: &PersonAdd, session: &mut Session) -> Result<Done, Failure> {
    let person = wanted(args, session)?;
    let receipt = session.perform(&Command::AddPerson(Box::new(person)))?;
    said(session, &receipt, &json_of(&receipt))
}

fn wanted(args: &PersonAdd, session: &Session) -> Result<AddPerson, Failure> {
    let (lang, now) = (session.lang, session.now());
    let id = match &args.id {
        Some(text) => text.parse().map_err(|_| bad_value(lang, text, "UUID"))?,
        None => RecordId::mint(now, &session.mint),
    };
    let index = args.index.clone();
    let is_number = index.as_deref().is_some_and(|text| {
        text.parse::<Reference>().is_ok() || (!text.contains(' ') && text.chars().any(|c| c.is_ascii_digit()))
    });
    let index = if is_number {
        IndexCase { external: index, ..IndexCase::default() }
    } else {
        IndexCase { words: index, ..IndexCase::default() }
    };
    Ok(AddPerson {
        id,
        kind: lookup::code(lang, &args.kind, Kind::ALL)?,
        disease: args
            .disease
            .as_deref()
            .map(|code| lookup::code(lang, code, Disease::ALL))
            .transpose()?
            .unwrap_or(Disease::Other),
        last_name: args.last_name.clone(),
        first_name: args.first_name.clone(),
        birth: args.birth.as_deref().map(|text| lookup::date(lang, text)).transpose()?,
        sex: lookup::code(lang, &args.sex, Sex::ALL)?,
        languages: args.language.clone(),
        phones: phones(lang, &args.phone)?,
        address: args.address.as_deref().map(address),
        day: args.day.as_deref().map(|text| lookup::date(lang, text)).transpose()?,
        category: args.category.as_deref().map(|code| lookup::code(lang, code, Category::ALL)).transpose()?,
        setting: args.setting.clone(),
        index,
        source: "telephone".to_owned(),
        anyway: args.anyway,
    })
}

fn bad_value(lang: Lang, text: &str, known: &str) -> Failure {
    let known = known.to_owned();
    Failure::new(FailureKind::Usage, t!(lang, "value-unknown", value = text)).hint(t!(
        lang,
        "value-unknown-hint",
        known = known
    ))
}

fn phones(lang: Lang, texts: &[String]) -> Result<Vec<Phone>, Failure> {
    let mut all = Vec::new();
    for text in texts {
        let found = typed::phones(text);
        if found.is_empty() || found.iter().any(|phone| phone.e164.is_none()) {
            return Err(bad_value(lang, text, "0221 4710123"));
        }
        all.extend(found);
    }
    Ok(all)
}

fn address(text: &str) -> Address {
    let (street, postcode, place) = split_address(text);
    Address { kind: AddressKind::Registered, street, postcode, place, municipality: None, detail: String::new() }
}

/// Runs `person capture`: every line is tried before any is saved, and then all are or none.
pub(super) fn capture(reference: &str, lines: &[String], anyway: bool, session: &mut Session) -> Result<Done, Failure> {
    let case = lookup::record(session, reference)?;
    let contacts = lines.iter().map(|text| Command::AddPerson(Box::new(contact(text, &case, anyway, session))));
    let contacts: Vec<Command> = contacts.collect();
    let receipts = session.try_all(&contacts)?.map_err(|refused| none_captured(session, lines, &refused))?;
    let printer = session.printer();
    if !printer.is_for_people() {
        printer.value(&Value::Array(receipts.iter().map(json_of).collect()))?;
        return Ok(Done::Fine);
    }
    for receipt in &receipts {
        printer.line(&say::receipt(session.lang, receipt, session.now(), session.office.tz()))?;
    }
    Ok(Done::Fine)
}

/// A line of `person capture`, understood.
fn contact(text: &str, case: &Record, anyway: bool, session: &Session) -> AddPerson {
    let line = typed::line(text, session.today());
    AddPerson {
        id: RecordId::mint(session.now(), &session.mint),
        kind: Kind::Contact,
        disease: case.disease,
        last_name: line.name.last,
        first_name: line.name.first,
        birth: line.name.birth,
        sex: line.name.sex,
        languages: Vec::new(),
        phones: line.phones,
        address: None,
        day: line.last,
        category: line.category,
        setting: line.setting,
        index: IndexCase { record: Some(case.id), ..IndexCase::default() },
        source: "interview".to_owned(),
        anyway,
    }
}

/// Each line that is refused, and why.
fn none_captured(session: &Session, lines: &[String], refused: &[(usize, Refusal)]) -> Failure {
    let (lang, now, zone) = (session.lang, session.now(), session.office.tz());
    let why = refused.iter().map(|(at, refusal)| {
        let (line, text) = (at + 1, lines.get(*at).map_or("", String::as_str));
        format!("{line} {text}: {}", say::refusal(lang, refusal, now, zone))
    });
    let what = t!(lang, "capture-none-saved", n = refused.len());
    Failure::new(FailureKind::Unchanged, what).because(why.collect::<Vec<_>>().join("\n"))
}

/// Runs `person edit`.
pub(super) fn edit(args: &PersonEdit, session: &mut Session) -> Result<Done, Failure> {
    let record = lookup::record(session, &args.reference)?;
    let birth = match args.birth.as_deref() {
        Some("") | None => args.birth.clone(),
        Some(text) => Some(lookup::date(session.lang, text)?.to_string()),
    };
    let given = [
        ("last_name", args.last_name.clone()),
        ("first_name", args.first_name.clone()),
        ("birth", birth),
        ("sex", args.sex.clone()),
        ("languages", args.languages.clone()),
        ("registered", args.registered.clone()),
        ("stay", args.stay.clone()),
        ("guardians", args.guardians.clone()),
        ("legal_representative", args.legal_representative.clone()),
        ("email", args.email.clone()),
    ];
    let fields: Facts = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let receipt = session.perform(&Command::CorrectPerson { record: record.id, fields })?;
    said(session, &receipt, &json_of(&receipt))
}

/// Runs `person number`.
pub(super) fn number(args: &PersonNumber, session: &mut Session) -> Result<Done, Failure> {
    let record = lookup::record(session, &args.reference)?;
    let (owner, label) = (args.owner.clone(), args.label.clone());
    let change = match (&args.add, &args.correct, &args.retire, &args.first) {
        (Some(text), ..) => NumberChange::Add { text: text.clone(), owner, label },
        (_, Some(number), ..) => {
            let text = args.to.clone().unwrap_or_default();
            NumberChange::Correct { number: stored(number), text, owner, label }
        }
        (_, _, Some(number), _) => NumberChange::Retire { number: stored(number) },
        (_, _, _, Some(number)) => NumberChange::First { number: stored(number) },
        _ => return Err(bad_value(session.lang, "", "--add, --correct, --retire, --first")),
    };
    let receipt = session.perform(&Command::ChangeNumber { record: record.id, change })?;
    said(session, &receipt, &json_of(&receipt))
}

/// Runs `person household`.
pub(super) fn household(args: &PersonHousehold, session: &mut Session) -> Result<Done, Failure> {
    let record = lookup::record(session, &args.reference)?.id;
    let command = match &args.join {
        Some(other) => Command::JoinHousehold { record, other: lookup::record(session, other)?.id },
        None => Command::LeaveHousehold { record },
    };
    let receipt = session.perform(&command)?;
    said(session, &receipt, &json_of(&receipt))
}

/// A number as it is stored: E.164, else as written.
fn stored(text: &str) -> String {
    typed::phones(text).into_iter().find_map(|phone| phone.e164).unwrap_or_else(|| text.to_owned())
}

fn said(session: &Session, receipt: &Receipt, value: &Value) -> Result<Done, Failure> {
    let printer = session.printer();
    if printer.is_for_people() {
        printer.line(&say::receipt(session.lang, receipt, session.now(), session.office.tz()))?;
    } else {
        printer.value(value)?;
    }
    Ok(Done::Fine)
}

fn json_of(receipt: &Receipt) -> Value {
    match receipt {
        Receipt::Added { record, reference, call, near } => json!({
            "record": record.to_string(),
            "reference": reference.to_string(),
            "call": call.map(|(call, _)| call.to_string()),
            "reason": call.map(|(_, reason)| reason.code()),
            "near_matches": near.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }),
        Receipt::Corrected(corrected) => json!({
            "fields": corrected.fields,
            "municipality": corrected.moved.as_ref().and_then(|moved| moved.municipality.clone()),
            "authority": corrected.moved.as_ref().map(|moved| moved.authority.clone()),
            "housemates": corrected.housemates,
            "mode": corrected.moved.as_ref().map(|moved| moved.mode.code()),
            "orders": corrected.orders.iter().map(order_json).collect::<Vec<_>>(),
        }),
        Receipt::Housed(housed) => json!({ "joined": housed.joined, "others": housed.others }),
        Receipt::Renumbered { found, none_left } => json!({
            "found": found.map(crate::domain::call::Reason::code),
            "none_left": none_left,
        }),
        _ => json!({}),
    }
}

fn order_json(order: &OrderSpoken) -> Value {
    json!({
        "number": order.number,
        "authority": order.authority,
        "fate": order.fate.code(),
        "letter_out": order.fate == Fate::LetterOut,
    })
}
