//! Entities for unit tests: one contact of measles, who has a call and an order. Synthetic, with numbers reserved for media.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta};
use uuid::Uuid;

use super::call::{Call, CallState, Priority, Reason};
use super::disease::Disease;
use super::handling::Handling;
use super::id::{CallId, OrderId, PersonId, RecordId, Reference};
use super::lease::Lease;
use super::order::{IssuingMode, LetterDates, Order, OrderKind, OrderState, Proposed, RuleResult};
use super::person::{Person, Sex};
use super::record::{Classification, Exposure, Group, Immunity, IndexCase, Infection, Kind, Record};
use super::time::Moment;

/// A Sunday at ten.
pub fn now() -> Moment {
    DateTime::parse_from_rfc3339("2026-03-15T09:00:00Z").unwrap().to_utc()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn person() -> Person {
    Person {
        id: PersonId(Uuid::nil()),
        last_name: "Muster".into(),
        first_name: "Erika".into(),
        birth: None,
        sex: Sex::Unknown,
        languages: vec![],
        phones: vec![],
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

/// Somebody's live lease on the call.
pub fn lease(user: &str) -> Lease {
    let call = CallId(Uuid::from_u128(1));
    Lease {
        token: 7,
        call,
        covers: vec![call],
        user: user.into(),
        station: "3".into(),
        since: now(),
        expires_at: now() + TimeDelta::minutes(10),
        dialled_at: None,
        lost_at: None,
        parked: false,
    }
}

pub fn call(reason: Reason) -> Call {
    Call {
        id: CallId(Uuid::from_u128(1)),
        record: RecordId(Uuid::nil()),
        person: PersonId(Uuid::nil()),
        reason,
        state: CallState::Open,
        priority: Priority::Normal,
        created_at: now() - TimeDelta::days(5),
        ready_at: now() - TimeDelta::days(5),
        due_at: now() - TimeDelta::days(4),
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
        numbers: vec![],
        closing: None,
        escalation: None,
        task: None,
        handling: Handling::default(),
    }
}

pub fn record() -> Record {
    Record {
        id: RecordId(Uuid::nil()),
        reference: Reference::new(1),
        kind: Kind::Contact,
        person: PersonId(Uuid::nil()),
        disease: Disease::Measles,
        created_at: now() - TimeDelta::days(5),
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
        office_set: BTreeSet::new(),
        revision: 0,
        worked: None,
    }
}

pub fn order(to: &str) -> Order {
    let (from, to) = (day("2026-03-01"), day(to));
    Order {
        id: OrderId(Uuid::nil()),
        number: Some("KOELN-2026-000001".into()),
        former_numbers: vec![],
        person: PersonId(Uuid::nil()),
        record: RecordId(Uuid::nil()),
        kind: OrderKind::Quarantine,
        result: RuleResult::Order,
        from,
        to,
        state: OrderState::Issued,
        rule: "measles-contact".into(),
        rulebook: "measles 2026-1".into(),
        legal_basis: "§ 30 IfSG".into(),
        proposed: Proposed { from, to, release_test: None, base: from, days: 14, derivation: String::new() },
        reason: None,
        authority: "KOELN".into(),
        mode: IssuingMode::Own,
        verbal_at: None,
        issued_by: "berg".into(),
        spoken_to: None,
        letter: LetterDates::default(),
        foreign_number: None,
        municipality_informed_at: None,
        municipality: None,
        stay: None,
        amends: None,
        ended: None,
    }
}
