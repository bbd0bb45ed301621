//! A person added by hand: who is not in the system yet gets a person, a record and a call in one go.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::call::{Call, CallState};
use super::super::disease::Disease;
use super::super::id::{HouseholdId, PersonId, RecordId, Reference};
use super::super::import::{last_day_to_call, open_call, reason_for};
use super::super::person::{Address, AddressKind, Household, Person, Phone, Sex};
use super::super::record::{
    Category, Classification, Doubt, Exposure, Group, Immunity, IndexCase, Infection, Kind, NEAR_MATCH, Record,
};
use super::super::user::Power;
use super::lease::permit;
use super::{Change, Ctx, Decision, Receipt, Refusal, WorkingSet};

/// A person to add by hand: on the telephone, or named in an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPerson {
    /// Identity of the record, made by the client: sending it twice adds it once.
    pub id: RecordId,
    /// Contact or case.
    pub kind: Kind,
    /// The disease; that of the index case where that is a record of ours.
    pub disease: Disease,
    /// Family name.
    pub last_name: String,
    /// Given names.
    pub first_name: String,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Sex.
    pub sex: Sex,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// Numbers.
    pub phones: Vec<Phone>,
    /// Address; its municipality is derived.
    pub address: Option<Address>,
    /// Last exposure of a contact, day of the test of a case.
    pub day: Option<NaiveDate>,
    /// How close the exposure was.
    pub category: Option<Category>,
    /// Where it was.
    pub setting: Option<String>,
    /// The index case, as far as known.
    pub index: IndexCase,
    /// Where it came from: `telephone`, `interview`.
    pub source: String,
    /// Add it although a record of the same person is being worked on.
    pub anyway: bool,
}

/// Adds a person with a record and its first call.
pub(super) fn person(set: &WorkingSet, wanted: &AddPerson, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    permit(ctx, Power::Work)?;
    if let Some(known) = &set.record {
        return Ok(Decision::silent(receipt(known, set.siblings.iter().find(|call| is_open(call)), &[])));
    }
    check(set, wanted, ctx)?;
    let (person, household) = person_of(set, wanted, ctx);
    let record = record_of(set, wanted, &person, ctx)?;
    let call = open_call(&record, &person, reason_for(record.kind), None, ctx);
    let decision = Decision::new("person_added", receipt(&record, Some(&call), &set.near));
    Ok(household
        .into_iter()
        .fold(decision, Decision::with)
        .fact("kind", record.kind)
        .fact("disease", record.disease)
        .fact("source", &record.source)
        .fact("reason", call.reason)
        .fact("near_matches", set.near.len())
        .with(Change::Person(person))
        .with(Change::Record(record))
        .with(Change::Call(call)))
}

fn receipt(record: &Record, call: Option<&Call>, near: &[Reference]) -> Receipt {
    Receipt::Added {
        record: record.id,
        reference: record.reference,
        call: call.map(|call| (call.id, call.reason)),
        near: near.to_vec(),
    }
}

fn is_open(call: &Call) -> bool {
    call.state == CallState::Open
}

fn check(set: &WorkingSet, wanted: &AddPerson, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let bad = |name: &str| Err(Refusal::BadFact(name.to_owned()));
    if wanted.last_name.trim().is_empty() {
        return bad("last_name");
    }
    if wanted.birth.is_some_and(|birth| birth > ctx.today()) {
        return bad("birth");
    }
    if wanted.day.is_some_and(|day| day > ctx.today()) {
        return bad(if wanted.kind == Kind::Contact { "exposure.last" } else { "specimen" });
    }
    if wanted.index.record.is_some() && set.index.as_ref().is_none_or(|(index, _)| index.kind != Kind::Case) {
        return Err(Refusal::NotFound);
    }
    let disease = disease(set, wanted);
    let runs = |record: &&Record| {
        let is_over = last_day_to_call(record).is_some_and(|last| last < ctx.today());
        record.kind == wanted.kind && record.disease == disease && record.closing.is_none() && !is_over
    };
    match set.others.iter().find(runs) {
        Some(known) if !wanted.anyway => Err(Refusal::KnownAlready(known.reference)),
        _ => Ok(()),
    }
}

fn disease(set: &WorkingSet, wanted: &AddPerson) -> Disease {
    set.index.as_ref().map_or(wanted.disease, |(index, _)| index.disease)
}

/// The person: the one who is known by name and birth date or number, else a new one. Who lives with the index case is of
/// its household.
fn person_of(set: &WorkingSet, wanted: &AddPerson, ctx: &Ctx<'_>) -> (Person, Vec<Change>) {
    let mut person = set.person.clone().unwrap_or_else(|| new_person(wanted, ctx));
    for phone in &wanted.phones {
        if !person.phones.iter().any(|known| same(known, phone)) {
            person.phones.push(phone.clone());
        }
    }
    person.birth = person.birth.or(wanted.birth);
    if person.languages.is_empty() {
        person.languages.clone_from(&wanted.languages);
    }
    if let Some(address) = &wanted.address {
        put_address(&mut person, address, ctx);
    }
    let changes = match &set.index {
        Some((_, index)) if wanted.category == Some(Category::Household) => join(&mut person, index, ctx),
        _ => Vec::new(),
    };
    (person, changes)
}

fn same(known: &Phone, phone: &Phone) -> bool {
    if phone.e164.is_some() { known.e164 == phone.e164 } else { known.raw == phone.raw }
}

fn new_person(wanted: &AddPerson, ctx: &Ctx<'_>) -> Person {
    Person {
        id: PersonId::mint(ctx.now, ctx.mint),
        last_name: wanted.last_name.trim().to_owned(),
        first_name: wanted.first_name.trim().to_owned(),
        birth: wanted.birth,
        sex: wanted.sex,
        languages: wanted.languages.clone(),
        phones: Vec::new(),
        addresses: Vec::new(),
        email: None,
        guardians: Vec::new(),
        legal_representative: None,
        household: None,
        institution: None,
        deceased: false,
        external_ids: Vec::new(),
    }
}

fn put_address(person: &mut Person, address: &Address, ctx: &Ctx<'_>) {
    let municipality = ctx.office.municipality_of(&address.postcode, &address.place).map(|found| found.key.clone());
    person.addresses.retain(|known| known.kind != address.kind);
    person.addresses.push(Address { municipality, ..address.clone() });
}

/// Into the household of the index case, which is founded if need be: same address, and its numbers where none is known.
fn join(person: &mut Person, index: &Person, ctx: &Ctx<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if person.household.is_none() {
        person.household = index.household.or_else(|| {
            let id = HouseholdId::mint(ctx.now, ctx.mint);
            let street = index.stays_at().map(|address| address.street.clone()).unwrap_or_default();
            let name = format!("{}, {street}", index.last_name);
            changes.push(Change::Household(Household { id, name: name.trim_end_matches(", ").to_owned() }));
            changes.push(Change::Person(Person { household: Some(id), ..index.clone() }));
            Some(id)
        });
    }
    if person.addresses.is_empty() {
        let stays = index.stays_at().map(|address| Address { kind: AddressKind::Registered, ..address.clone() });
        person.addresses.extend(stays);
    }
    if person.phones.is_empty() {
        let owner = index.listed_name();
        let theirs = index.dialable().into_iter().cloned();
        person.phones.extend(theirs.map(|phone| Phone {
            owner: if phone.owner.is_empty() { owner.clone() } else { phone.owner },
            in_vain: 0,
            last_at: None,
            last_outcome: None,
            ..phone
        }));
    }
    changes
}

fn record_of(set: &WorkingSet, wanted: &AddPerson, person: &Person, ctx: &Ctx<'_>) -> Result<Record, Refusal> {
    let is_contact = wanted.kind == Kind::Contact;
    let exposure = Exposure {
        first: None,
        last: wanted.day,
        category: wanted.category,
        setting: wanted.setting.clone().filter(|setting| !setting.trim().is_empty()),
    };
    let infection = Infection { specimen: wanted.day, ..Infection::default() };
    Ok(Record {
        id: wanted.id,
        reference: set.free_reference.ok_or(Refusal::NotFound)?,
        kind: wanted.kind,
        person: person.id,
        disease: disease(set, wanted),
        created_at: ctx.now,
        reported_on: Some(ctx.today()),
        source: wanted.source.clone(),
        import: None,
        exposure: if is_contact { exposure } else { Exposure::default() },
        infection: if is_contact { Infection::default() } else { infection },
        index: if is_contact { index_of(set, wanted) } else { IndexCase::default() },
        group: Group::General,
        immunity: Immunity::Unknown,
        classification: Classification::Unconfirmed,
        answers: std::collections::BTreeMap::new(),
        follow_up_until: None,
        closing: None,
        pinned_note: None,
        external_ids: Vec::new(),
        extra: Vec::new(),
        doubts: doubts(set),
        office_set: typed_fields(wanted),
        revision: 0,
        worked: None,
    })
}

fn index_of(set: &WorkingSet, wanted: &AddPerson) -> IndexCase {
    let tested_on = set.index.as_ref().and_then(|(index, _)| index.infection.specimen);
    match &set.index {
        Some((index, _)) => IndexCase { record: Some(index.id), tested_on, ..IndexCase::default() },
        None => wanted.index.clone(),
    }
}

/// Somebody else of the same name is flagged until the name was corrected or confirmed.
fn doubts(set: &WorkingSet) -> Vec<Doubt> {
    let references: Vec<String> = set.near.iter().map(ToString::to_string).collect();
    let doubt = Doubt { field: "last_name".to_owned(), text: references.join(", "), why: NEAR_MATCH.to_owned() };
    if references.is_empty() { Vec::new() } else { vec![doubt] }
}

/// What was typed is the office's own: no import overwrites it.
fn typed_fields(wanted: &AddPerson) -> BTreeSet<String> {
    let day = if wanted.kind == Kind::Contact { "exposure.last" } else { "specimen" };
    let given = [
        ("last_name", true),
        ("first_name", !wanted.first_name.is_empty()),
        ("birth", wanted.birth.is_some()),
        ("languages", !wanted.languages.is_empty()),
        ("address", wanted.address.is_some()),
        (day, wanted.day.is_some()),
        ("exposure.category", wanted.category.is_some()),
        ("exposure.setting", wanted.setting.is_some()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::id::Reference as Ref;
    use super::super::super::sample::{self, day};
    use super::super::super::user::Role;
    use super::super::Command;
    use super::super::cases::{Case, assert_guarded, the_record};
    use super::*;

    fn wanted() -> AddPerson {
        AddPerson {
            id: the_record(),
            kind: Kind::Contact,
            disease: Disease::Measles,
            last_name: "Muster".into(),
            first_name: "Erika".into(),
            birth: None,
            sex: Sex::Unknown,
            languages: Vec::new(),
            phones: Vec::new(),
            address: None,
            day: None,
            category: None,
            setting: None,
            index: IndexCase::default(),
            source: "telephone".into(),
            anyway: false,
        }
    }

    fn add(wanted: AddPerson) -> Command {
        Command::AddPerson(Box::new(wanted))
    }

    fn new() -> Case {
        Case::of_nothing(Role::Tracer).with(|set| set.free_reference = Some(Ref::new(5)))
    }

    #[test]
    fn people_are_added_by_who_works_and_sent_twice_they_are_one() {
        assert_guarded(&add(wanted()), Power::Work, Role::Tracer);
        assert_eq!(new().decision(&add(wanted())).event, Some("person_added"));
        assert_eq!(Case::of(Role::Tracer).decision(&add(wanted())).event, None, "it is there already");
    }

    #[test]
    fn what_cannot_be_is_refused_by_the_name_of_its_field() {
        let tomorrow = Some(day("2026-03-16"));
        for (field, wrong) in [
            ("last_name", AddPerson { last_name: " ".into(), ..wanted() }),
            ("birth", AddPerson { birth: tomorrow, ..wanted() }),
            ("exposure.last", AddPerson { day: tomorrow, ..wanted() }),
            ("specimen", AddPerson { day: tomorrow, kind: Kind::Case, ..wanted() }),
        ] {
            assert_eq!(new().refusal(&add(wrong)), Refusal::BadFact(field.into()));
        }
    }

    #[test]
    fn an_index_case_is_one_and_who_is_known_is_added_only_on_purpose() {
        let index = IndexCase { record: Some(the_record()), ..IndexCase::default() };
        let of_index = add(AddPerson { index, ..wanted() });
        assert_eq!(new().refusal(&of_index), Refusal::NotFound);
        let contact = new().with(|set| set.index = Some((sample::record(), sample::person())));
        assert_eq!(contact.refusal(&of_index), Refusal::NotFound, "a contact is no index case");
        let running = new().with(|set| set.others = vec![sample::record()]);
        assert_eq!(running.refusal(&add(wanted())), Refusal::KnownAlready(sample::record().reference));
        assert_eq!(running.decision(&add(AddPerson { anyway: true, ..wanted() })).event, Some("person_added"));
    }
}
