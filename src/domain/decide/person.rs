//! What is known of a person, set right on the telephone: name, birth date, sex, language, addresses, who speaks for them.

use chrono::NaiveDate;

use super::super::address::split_address;
use super::super::call::{Call, CallState};
use super::super::order::{IssuingMode, Order};
use super::super::person::{Address, AddressKind, Person, Sex};
use super::super::place;
use super::super::record::Record;
use super::super::user::Power;
use super::lease::permit;
use super::worked::raise_if_worked;
use super::{Change, Ctx, Decision, Facts, Receipt, Refusal, WorkingSet};

/// The fields that can be corrected, in the order of the form.
pub const FIELDS: &[&str] = &[
    "last_name",
    "first_name",
    "birth",
    "sex",
    "languages",
    "registered",
    "stay",
    "guardians",
    "legal_representative",
    "email",
];

/// What a correction of a person changed beyond the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// Names of the fields that are different now.
    pub fields: Vec<String>,
    /// The address changed: the municipality that it lies in, none where it is unclear, and who issues orders there.
    pub moved: Option<Moved>,
    /// The address changed, and so many others still live in the person's household.
    pub housemates: usize,
    /// Orders in force, what is out first.
    pub orders: Vec<OrderSpoken>,
}

/// Where a changed address lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Official key of the municipality; none where the place is unclear or not known here.
    pub municipality: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Short name of the issuing authority.
    pub authority: String,
    /// Its name as people read it.
    pub authority_name: String,
    /// Who writes the letters there.
    pub mode: IssuingMode,
}

/// An order that was spoken before the correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSpoken {
    /// Its number; none where it holds by ordinance.
    pub number: Option<String>,
    /// The authority that it was spoken for, as people read it.
    pub authority: String,
    /// What the correction finds of it.
    pub fate: Fate,
}

/// What a correction of the person finds of an order, what is out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// A letter of it is out.
    LetterOut,
    /// The request to the municipality is out.
    RequestOut,
    /// Nothing is out, and it passes to the authority that is competent now.
    Passes,
    /// It was spoken, and nothing is out.
    Spoken,
}

impl Fate {
    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LetterOut => "letter_out",
            Self::RequestOut => "request_out",
            Self::Passes => "passes",
            Self::Spoken => "spoken",
        }
    }
}

/// Corrects a person. Fields that are as given already do not count.
pub(super) fn correct(set: &WorkingSet, fields: &Facts, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    let record = set.record.clone().ok_or(Refusal::NotFound)?;
    let before = set.person.clone().ok_or(Refusal::NotFound)?;
    let mut person = before.clone();
    let mut changed = Vec::new();
    for (field, value) in fields {
        let unchanged = person.clone();
        put(&mut person, field, value.trim(), ctx)?;
        if person != unchanged {
            changed.push(field.clone());
        }
    }
    if changed.is_empty() {
        return Ok(Decision::silent(Receipt::Corrected(Box::default())));
    }
    let moved = moved(&mut person, &changed, ctx);
    let names = changed.join(" ");
    let housemates = if moved.is_some() { set.housemates } else { 0 };
    let orders = spoken(set, &person, ctx);
    let corrected = Corrected { fields: changed.clone(), moved, housemates, orders };
    let mut decision = Decision::new("person_corrected", Receipt::Corrected(Box::new(corrected)))
        .fact("fields", names)
        .with(Change::Person(person.clone()));
    for (at, mut record) in std::iter::once(record).chain(set.others.iter().cloned()).enumerate() {
        raise_if_worked(&mut record, "corrected", ctx.now);
        mark(&mut record, &changed, at == 0);
        if at == 0 {
            decision = decision.fact("revision", record.revision);
        }
        decision = decision.with(Change::Record(record));
    }
    let calls = set.siblings.iter().chain(&set.others_calls).filter(|call| call.state == CallState::Open);
    let calls = calls.map(|call| updated(call, &before, &person)).filter(|(call, was)| call != *was);
    Ok(calls.fold(decision, |decision, (call, _)| decision.with(Change::Call(call))))
}

/// Remembers what the office has set, and that what was unclear about it is settled.
fn mark(record: &mut Record, changed: &[String], is_at_hand: bool) {
    for field in changed {
        let name = import_name(field);
        if is_at_hand {
            record.office_set.insert(name.to_owned());
        }
        record.doubts.retain(|doubt| doubt.field != name);
    }
}

/// The name under which imports ask whether the office has set a field.
fn import_name(field: &str) -> &str {
    if is_address(field) { "address" } else { field }
}

fn is_address(field: &str) -> bool {
    AddressKind::ALL.iter().any(|kind| field.starts_with(kind.code()))
}

fn put(person: &mut Person, field: &str, value: &str, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let bad = || Refusal::BadFact(field.to_owned());
    let optional = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match field {
        "last_name" if value.is_empty() => return Err(bad()),
        "last_name" => value.clone_into(&mut person.last_name),
        "first_name" => value.clone_into(&mut person.first_name),
        "birth" if value.is_empty() => person.birth = None,
        "birth" => person.birth = Some(birth(value, ctx).ok_or_else(bad)?),
        "sex" => person.sex = Sex::from_code(value).ok_or_else(bad)?,
        "languages" => person.languages = languages(value).ok_or_else(bad)?,
        "guardians" => person.guardians = list(value),
        "legal_representative" => person.legal_representative = optional(),
        "email" => person.email = optional(),
        "registered" => put_whole(person, AddressKind::Registered, value),
        "stay" => put_whole(person, AddressKind::Stay, value),
        _ => {
            let (kind, part) = field.split_once('.').ok_or_else(bad)?;
            let kind = AddressKind::from_code(kind).ok_or_else(bad)?;
            put_address(person, kind, part, value).ok_or_else(bad)?;
        }
    }
    Ok(())
}

fn birth(value: &str, ctx: &Ctx<'_>) -> Option<NaiveDate> {
    value.parse().ok().filter(|birth| *birth <= ctx.today())
}

/// Codes of two letters, parted by commas or blanks; German alone is what holds without any.
fn languages(value: &str) -> Option<Vec<String>> {
    let codes: Vec<String> = value.split([',', ' ']).filter(|code| !code.is_empty()).map(str::to_lowercase).collect();
    let sound = codes.iter().all(|code| code.len() == 2 && code.chars().all(|c| c.is_ascii_lowercase()));
    sound.then_some(if codes == ["de"] { Vec::new() } else { codes })
}

fn list(value: &str) -> Vec<String> {
    value.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Puts an address as it is said: `Lindenallee 7, 50999 Lindental`; nothing takes it away.
fn put_whole(person: &mut Person, kind: AddressKind, value: &str) {
    let (street, postcode, place) = split_address(value);
    for (part, value) in [("street", street), ("postcode", postcode), ("place", place), ("detail", String::new())] {
        put_address(person, kind, part, &value);
    }
}

/// Puts a part of an address; one that nothing is left of is taken away.
fn put_address(person: &mut Person, kind: AddressKind, part: &str, value: &str) -> Option<()> {
    let at = person.addresses.iter().position(|address| address.kind == kind);
    let empty = Address {
        kind,
        street: String::new(),
        postcode: String::new(),
        place: String::new(),
        municipality: None,
        detail: String::new(),
    };
    let mut address = at.map_or_else(|| empty, |at| person.addresses.remove(at));
    match part {
        "street" => value.clone_into(&mut address.street),
        "postcode" => value.clone_into(&mut address.postcode),
        "place" => value.clone_into(&mut address.place),
        "detail" => value.clone_into(&mut address.detail),
        _ => return None,
    }
    let is_gone =
        [&address.street, &address.postcode, &address.place, &address.detail].iter().all(|part| part.is_empty());
    if !is_gone {
        person.addresses.insert(at.unwrap_or(person.addresses.len()), address);
    }
    Some(())
}

/// Where the person stays now, where an address changed: the municipality and who issues orders there.
fn moved(person: &mut Person, changed: &[String], ctx: &Ctx<'_>) -> Option<Moved> {
    let is_changed = |kind: AddressKind| changed.iter().any(|field| field.starts_with(kind.code()));
    if !AddressKind::ALL.iter().any(|kind| is_changed(*kind)) {
        return None;
    }
    for address in person.addresses.iter_mut().filter(|address| is_changed(address.kind)) {
        let found = ctx.office.municipality_of(&address.postcode, &address.place);
        address.municipality = found.map(|found| found.key.clone());
    }
    let municipality = place::of(person).map(str::to_owned);
    let name = municipality.as_deref().and_then(|key| ctx.office.municipality(key)).map(|town| town.name.clone());
    let (authority, mode) = ctx.office.authority_for(person);
    let authority_name = ctx.office.authority_name(&authority).to_owned();
    Some(Moved { municipality, name, authority, authority_name, mode })
}

/// Orders in force: they were spoken on what was known before, and something of them may be out. What is not goes with
/// the person: see [`place::orders`].
fn spoken(set: &WorkingSet, person: &Person, ctx: &Ctx<'_>) -> Vec<OrderSpoken> {
    let (authority, _) = ctx.office.authority_for(person);
    let fate = |order: &Order| match () {
        () if order.is_written() || order.foreign_number.is_some() => Fate::LetterOut,
        () if order.is_out() => Fate::RequestOut,
        () if order.authority != authority && !place::is_unclear(person) => Fate::Passes,
        () => Fate::Spoken,
    };
    let in_force = set.orders.iter().filter(|order| order.is_in_force(ctx.today()));
    let mut found: Vec<OrderSpoken> = in_force
        .map(|order| OrderSpoken {
            number: order.number.clone(),
            authority: ctx.office.authority_name(&order.authority).to_owned(),
            fate: fate(order),
        })
        .collect();
    found.sort_by_key(|order| order.fate);
    found
}

/// An open call with what it takes from the person, and as it was. A language that a call needed beyond that stays.
fn updated<'a>(call: &'a Call, before: &Person, person: &Person) -> (Call, &'a Call) {
    let mut after = call.clone();
    if before.languages != person.languages {
        after.language = person.foreign_language().map(str::to_owned).filter(|_| call.reason.telephones());
    }
    after.municipality = person.stays_at().and_then(|address| address.municipality.clone());
    after.household = person.household;
    (after, call)
}
