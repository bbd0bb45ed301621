//! Synthetic people with numbers that are reserved for media.

use chrono::{NaiveDate, TimeDelta};
use rufliste::domain::call::{Attempt, Call, CallState, Direction, Outcome, Priority, Reason};
use rufliste::domain::disease::Disease;
use rufliste::domain::id::{AttemptId, CallId, HouseholdId, PersonId, RecordId, Reference};
use rufliste::domain::lease::Lease;
use rufliste::domain::note::Note;
use rufliste::domain::person::{Address, AddressKind, Household, Person, Phone, PhoneState, Sex};
use rufliste::domain::queue::{Place, Tier};
use rufliste::domain::record::{
    Category, Classification, Exposure, ExtraField, Group, Immunity, IndexCase, Infection, Kind, Record,
};
use rufliste::domain::view::{CallSheet, Mate, MateSheet, QueueRow, RecordSheet};
use rufliste::tui::msg::{Served, Why};

use crate::fixture::at;

pub fn uuid(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn phone(e164: &str, shown: &str, owner: &str, label: &str) -> Phone {
    Phone {
        e164: Some(e164.into()),
        raw: shown.into(),
        shown: shown.into(),
        label: label.into(),
        owner: owner.into(),
        state: PhoneState::Usable,
        preferred: false,
        in_vain: 0,
        last_at: None,
        last_outcome: None,
    }
}

/// Emre Yılmaz, nine years old, who speaks through his mother.
pub fn emre() -> Person {
    let mut mother = phone("+4915228817386", "0152 28817386", "Ayşe (Mutter)", "Mobil");
    mother.last_at = Some(at(17) - TimeDelta::days(1) + TimeDelta::minutes(40));
    mother.last_outcome = Some(Outcome::NoAnswer);
    Person {
        id: PersonId(uuid(1)),
        last_name: "Yılmaz".into(),
        first_name: "Emre".into(),
        birth: Some(date(2016, 4, 3)),
        sex: Sex::Male,
        languages: vec!["tr".into()],
        phones: vec![mother, phone("+492214710120", "0221 4710120", "", "Festnetz")],
        addresses: vec![Address {
            kind: AddressKind::Registered,
            street: "Lindenallee 7".into(),
            postcode: "50999".into(),
            place: "Lindental".into(),
            municipality: Some("05999001".into()),
            detail: String::new(),
        }],
        email: None,
        guardians: vec!["Ayşe Yılmaz".into()],
        legal_representative: None,
        household: Some(HouseholdId(uuid(9))),
        institution: None,
        deceased: false,
        external_ids: Vec::new(),
    }
}

pub fn record() -> Record {
    Record {
        id: RecordId(uuid(2)),
        reference: Reference::new(123_456_789),
        kind: Kind::Contact,
        person: PersonId(uuid(1)),
        disease: Disease::Measles,
        created_at: at(8),
        reported_on: Some(date(2026, 3, 2)),
        source: "list".into(),
        import: None,
        exposure: Exposure {
            first: None,
            last: Some(date(2026, 3, 1)),
            category: Some(Category::Household),
            setting: Some("household".into()),
        },
        infection: Infection::default(),
        index: IndexCase { external: Some("8R2K".into()), ..IndexCase::default() },
        group: Group::Pupil,
        immunity: Immunity::None,
        classification: Classification::Unconfirmed,
        answers: std::collections::BTreeMap::new(),
        follow_up_until: None,
        closing: None,
        pinned_note: Some("Vater nur nach 18 Uhr (Berg, gestern)".into()),
        external_ids: Vec::new(),
        extra: vec![ExtraField {
            name: "Bemerkung".into(),
            value: "Kita Sonnenblume".into(),
            source: "liste.xlsx".into(),
        }],
        doubts: Vec::new(),
        office_set: std::collections::BTreeSet::new(),
        revision: 0,
        worked: None,
    }
}

pub fn call(id: u128, reason: Reason) -> Call {
    Call {
        id: CallId(uuid(id)),
        record: RecordId(uuid(2)),
        person: PersonId(uuid(1)),
        reason,
        state: CallState::Open,
        priority: Priority::High,
        created_at: at(8),
        ready_at: at(8),
        due_at: at(11),
        prefer_at: None,
        daypart: None,
        owner: None,
        callback: None,
        attempts: 1,
        attempts_on: None,
        last_tried_at: None,
        last_outcome: Some(Outcome::NoAnswer),
        language: Some("tr".into()),
        skill: None,
        municipality: Some("05999001".into()),
        household: Some(HouseholdId(uuid(9))),
        institution: None,
        numbers: vec!["+4915228817386".into(), "+492214710120".into()],
        closing: None,
        escalation: None,
        task: None,
        handling: Default::default(),
    }
}

pub fn lease(call: u128) -> Lease {
    Lease {
        token: 41,
        call: CallId(uuid(call)),
        covers: vec![CallId(uuid(call)), CallId(uuid(13))],
        user: "berg".into(),
        station: "platz-3".into(),
        since: at(9),
        expires_at: at(10),
        dialled_at: None,
        lost_at: None,
        parked: false,
    }
}

fn attempt() -> Attempt {
    Attempt {
        id: AttemptId(uuid(70)),
        call: CallId(uuid(3)),
        record: RecordId(uuid(2)),
        reason: Reason::FirstNotification,
        direction: Direction::Outgoing,
        number: Some("+4915228817386".into()),
        started_at: at(17) - TimeDelta::days(1) + TimeDelta::minutes(39),
        ended_at: at(17) - TimeDelta::days(1) + TimeDelta::minutes(40),
        outcome: Outcome::NoAnswer,
        counted: true,
        note: String::new(),
        spoken_with: None,
        spoken_name: None,
        tracer: "berg".into(),
        station: "platz-3".into(),
        entered_later: false,
        joint: false,
        correction: None,
        undone: None,
    }
}

pub fn mate() -> Mate {
    Mate {
        record: RecordId(uuid(12)),
        reference: Reference::new(987_654_321),
        name: "Yılmaz, Ela".into(),
        birth: Some(date(2012, 8, 9)),
        call: Some((CallId(uuid(13)), Reason::FirstNotification)),
        call_at: Some(at(8)),
        same_household: true,
        place: "Lindental".into(),
        postcode: "50999".into(),
        municipality: Some("05999001".into()),
    }
}

/// A call of this reason and with this id, as it is served.
pub fn served(id: u128, reason: Reason) -> Served {
    Served {
        lease: lease(id),
        sheet: CallSheet {
            call: call(id, reason),
            record: record(),
            person: emre(),
            household: Some(Household { id: HouseholdId(uuid(9)), name: "Yılmaz, Lindenallee 7".into() }),
            institution: None,
            mates: vec![mate()],
            index_reference: None,
            contacts: Vec::new(),
            attempts: vec![attempt()],
            orders: Vec::new(),
            notes: Vec::new(),
            lease: None,
        },
        draft: None,
        why: Why { stands: "Erstanruf, Priorität hoch, fällig 11:00".into(), not_now: None },
    }
}

/// The record screen of Emre, or of his sister.
pub fn record_sheet(sister: bool) -> RecordSheet {
    let (mut record, mut person) = (record(), emre());
    if sister {
        record.id = RecordId(uuid(12));
        record.reference = Reference::new(987_654_321);
        record.exposure.category = None;
        person.first_name = "Ela".into();
        person.birth = Some(date(2012, 8, 9));
    }
    RecordSheet {
        record,
        person,
        household: None,
        institution: None,
        mates: if sister { Vec::new() } else { vec![mate()] },
        index_reference: None,
        contacts: Vec::new(),
        calls: vec![call(3, Reason::FirstNotification)],
        attempts: vec![attempt()],
        orders: Vec::new(),
        notes: vec![Note {
            id: rufliste::domain::id::NoteId(uuid(80)),
            record: RecordId(uuid(2)),
            at: at(8),
            by: "berg".into(),
            text: "hört schwer".into(),
            pinned: false,
        }],
        history: Vec::new(),
        deliveries: vec![("office".into(), 12, 3)],
        lease: None,
    }
}

/// His sister for the table of orders: nobody has said how close her contact was.
pub fn mate_sheet() -> MateSheet {
    let RecordSheet { record, person, orders, .. } = record_sheet(true);
    MateSheet { record, person, orders }
}

/// The `n`th row of a queue.
pub fn row(n: u32) -> QueueRow {
    let names = ["Yılmaz, Emre", "Müller-Lüdenscheidt, Anna-Katharina", "Öztürk, Zübeyde", "Groß, Ina", "Nguyễn, Văn"];
    let reasons = [
        Reason::FirstNotification,
        Reason::FollowUp,
        Reason::IndexInterview,
        Reason::EndOfQuarantine,
        Reason::FollowUp,
    ];
    let pick = n as usize % names.len();
    let due_at = at(8) + TimeDelta::minutes(i64::from(n) * 25);
    QueueRow {
        place: Place { tier: Tier::Deadline, rank: due_at, created_at: at(8), call: CallId(uuid(u128::from(n) + 100)) },
        call: CallId(uuid(u128::from(n) + 100)),
        record: RecordId(uuid(u128::from(n) + 500)),
        reference: Reference::new(u64::from(n) * 7919 + 11),
        reason: reasons[pick],
        priority: Priority::Normal,
        ready_at: at(8),
        due_at,
        callback_at: (n % 5 == 2).then(|| at(9) + TimeDelta::minutes(10)),
        missed: false,
        attempts: (n % 4) as u16,
        last_outcome: (!n.is_multiple_of(4)).then_some(Outcome::NoAnswer),
        name: names[pick].into(),
        birth: Some(date(1950 + n as i32 * 7 % 70, 4, 3)),
        place_name: if n.is_multiple_of(2) { "Lindental".into() } else { "Hohenfeld".into() },
        language: n.is_multiple_of(3).then(|| "tr".into()),
        skill: None,
        disease: Disease::Measles,
        phone: Some(format!("0221 4710{:03}", 100 + n)),
        leased_by: (n == 3).then(|| ("klein".into(), "platz-1".into())),
        mine: (n == 2).then(|| "berg".into()),
    }
}

/// The first `n` rows.
pub fn rows(n: u32) -> Vec<QueueRow> {
    (0..n).map(row).collect()
}
