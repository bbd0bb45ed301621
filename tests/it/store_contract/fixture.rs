//! People, records and calls to store, each told by a number.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta};
use rufliste::domain::audit::Draft;
use rufliste::domain::call::{Attempt, Call, CallState, Direction, Outcome, Priority, Reason};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::*;
use rufliste::domain::lease::Lease;
use rufliste::domain::note::Note;
use rufliste::domain::office::Office;
use rufliste::domain::order::*;
use rufliste::domain::person::*;
use rufliste::domain::record::*;
use rufliste::domain::time::Moment;
use rufliste::domain::user::{Role, User};
use rufliste::store::memory::MemoryStore;
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use uuid::Uuid;

pub fn memory() -> MemoryStore {
    MemoryStore::new(&office())
}

pub fn sqlite(folder: &Path) -> SqliteStore {
    let admin = User { roles: [Role::Admin].into(), ..user("admin") };
    SqliteStore::create(&folder.join("office.db"), &office(), &admin, at(0), &OpenOptions::seeded(1)).unwrap()
}

/// Minutes after 9 o'clock UTC of a Tuesday.
pub fn at(minutes: i64) -> Moment {
    DateTime::parse_from_rfc3339("2026-11-24T09:00:00Z").unwrap().to_utc() + TimeDelta::minutes(minutes)
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn today() -> NaiveDate {
    date("2026-11-24")
}

fn uuid(kind: u8, n: u32) -> Uuid {
    let mut bytes = [0; 16];
    bytes[0] = kind;
    bytes[12..].copy_from_slice(&n.to_be_bytes());
    Uuid::from_bytes(bytes)
}

pub fn person_id(n: u32) -> PersonId {
    PersonId(uuid(1, n))
}

pub fn record_id(n: u32) -> RecordId {
    RecordId(uuid(2, n))
}

pub fn call_id(n: u32) -> CallId {
    CallId(uuid(3, n))
}

pub fn action(n: u32) -> ActionId {
    ActionId(uuid(9, n))
}

pub fn household_id(n: u32) -> HouseholdId {
    HouseholdId(uuid(6, n))
}

pub fn office() -> Office {
    Office {
        name: "Gesundheitsamt Köln".into(),
        land: "NW".into(),
        district: "SK Köln".into(),
        phone: "0221 221-0".into(),
        zone: "Europe/Berlin".into(),
        demo: true,
        seed: Some(7),
        municipalities: vec![],
    }
}

pub fn user(name: &str) -> User {
    User {
        name: name.into(),
        display: String::new(),
        roles: [Role::Tracer].into(),
        rights: [].into(),
        languages: [].into(),
        skills: [].into(),
        team: None,
        municipality: None,
        expires_on: None,
        disabled: false,
        screen_language: None,
    }
}

pub fn phone(e164: &str) -> Phone {
    Phone {
        e164: Some(e164.into()),
        raw: e164.into(),
        shown: e164.replace("+49", "0"),
        label: String::new(),
        owner: String::new(),
        state: PhoneState::Usable,
        preferred: false,
        in_vain: 0,
        last_at: None,
        last_outcome: None,
    }
}

pub fn person(n: u32, last: &str, first: &str) -> Person {
    Person {
        id: person_id(n),
        last_name: last.into(),
        first_name: first.into(),
        birth: None,
        sex: Sex::Unknown,
        languages: vec![],
        phones: vec![phone(&format!("+49221{:07}", n + 1_000_000))],
        addresses: vec![],
        email: None,
        guardians: vec![],
        legal_representative: None,
        household: None,
        institution: None,
        deceased: false,
        external_ids: vec![],
    }
}

pub fn living_in(mut person: Person, street: &str, postcode: &str, place: &str) -> Person {
    person.addresses = vec![Address {
        kind: AddressKind::Registered,
        street: street.into(),
        postcode: postcode.into(),
        place: place.into(),
        municipality: None,
        detail: String::new(),
    }];
    person
}

pub fn external(system: &str, value: &str) -> ExternalId {
    ExternalId { system: system.into(), value: value.into() }
}

/// A contact of the person of the same number.
pub fn record(n: u32) -> Record {
    Record {
        id: record_id(n),
        reference: Reference::new(u64::from(n) * 7_919 + 1),
        kind: Kind::Contact,
        person: person_id(n),
        disease: Disease::Covid,
        created_at: at(i64::from(n)),
        reported_on: None,
        source: "list".into(),
        import: None,
        exposure: Exposure::default(),
        infection: Infection::default(),
        index: IndexCase::default(),
        group: Group::General,
        immunity: Immunity::Unknown,
        classification: Classification::Unconfirmed,
        answers: BTreeMap::new(),
        follow_up_until: None,
        closing: None,
        pinned_note: None,
        external_ids: vec![],
        extra: vec![],
        doubts: vec![],
        office_set: [].into(),
        revision: 0,
        worked: None,
    }
}

/// A first notification of the record of the same number: ready at once, due `n` minutes later.
pub fn call(n: u32) -> Call {
    Call {
        id: call_id(n),
        record: record_id(n),
        person: person_id(n),
        reason: Reason::FirstNotification,
        state: CallState::Open,
        priority: Priority::Normal,
        created_at: at(0),
        ready_at: at(0),
        due_at: at(i64::from(n)),
        prefer_at: None,
        daypart: None,
        owner: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        last_tried_at: None,
        last_outcome: None,
        language: None,
        skill: None,
        municipality: None,
        household: None,
        institution: None,
        numbers: vec![format!("+49221{:07}", n + 1_000_000)],
        closing: None,
        escalation: None,
        task: None,
        handling: Default::default(),
    }
}

pub fn attempt(n: u32, of: u32, started: i64, outcome: Outcome) -> Attempt {
    Attempt {
        id: AttemptId(uuid(4, n)),
        call: call_id(of),
        record: record_id(of),
        reason: Reason::FirstNotification,
        direction: Direction::Outgoing,
        number: Some("+492214710".into()),
        started_at: at(started),
        ended_at: at(started + 1),
        outcome,
        counted: true,
        note: String::new(),
        spoken_with: None,
        spoken_name: None,
        tracer: "berg".into(),
        station: "1".into(),
        entered_later: false,
        joint: false,
        correction: None,
        undone: None,
    }
}

pub fn note(n: u32, of: u32, minutes: i64) -> Note {
    let text = "hört schwer".into();
    Note { id: NoteId(uuid(5, n)), record: record_id(of), at: at(minutes), by: "berg".into(), text, pinned: true }
}

pub fn order(n: u32, of: u32, from: &str, to: &str) -> Order {
    let (from, to) = (date(from), date(to));
    Order {
        id: OrderId(uuid(7, n)),
        number: Some(format!("KOELN-2026-{n:06}")),
        former_numbers: vec![],
        person: person_id(of),
        record: record_id(of),
        kind: OrderKind::Quarantine,
        result: RuleResult::Order,
        from,
        to,
        state: OrderState::Issued,
        rule: "contact".into(),
        rulebook: "1".into(),
        legal_basis: "§ 30 IfSG".into(),
        proposed: Proposed { from, to, release_test: None, base: from, days: 10, derivation: "10 Tage".into() },
        reason: None,
        authority: "KOELN".into(),
        mode: IssuingMode::Own,
        verbal_at: Some(at(5)),
        issued_by: "berg".into(),
        spoken_to: None,
        letter: LetterDates::default(),
        foreign_number: None,
        municipality_informed_at: None,
        municipality: Some("05315000".into()),
        stay: None,
        amends: None,
        ended: None,
    }
}

pub fn lease(token: i64, calls: &[u32], station: &str) -> Lease {
    Lease {
        token,
        call: call_id(calls[0]),
        covers: calls.iter().map(|n| call_id(*n)).collect(),
        user: "berg".into(),
        station: station.into(),
        since: at(0),
        expires_at: at(10),
        dialled_at: None,
        lost_at: None,
        parked: false,
    }
}

pub fn draft(n: u32, kind: &str) -> Draft {
    Draft {
        action: action(n),
        at: at(i64::from(n)),
        user: "berg".into(),
        station: "1".into(),
        kind: kind.into(),
        record: None,
        facts: [("state".to_owned(), "open".to_owned())].into(),
    }
}
