//! What an incoming row means for the office: a new record, a change to a known one, or nothing new.
//! Incoming values fill what is empty and replace what the office has not changed; they never overwrite its own entries.

mod merge;
mod number;
mod order;
mod own;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::call::{Call, CallState, Closing, Reason};
use super::decide::Ctx;
use super::id::{CallId, NoteId, PersonId, RecordId, Reference};
use super::intake::{IncomingRow, RowWarning};
use super::note::Note;
use super::order::Order;
use super::person::{Address, AddressKind, Person, Sex};
use super::queue::priority_of;
use super::record::{Classification, Group, Immunity, Kind, Record};

pub use number::renumbered;
pub use own::changed_by_hand;

/// What is known already of the person in a row.
#[derive(Debug, Clone)]
pub struct Known {
    /// The person.
    pub person: Person,
    /// Their record of the same kind and disease, if there is one.
    pub record: Option<Record>,
    /// Fields that the office has set on any record of the person.
    pub office_set: BTreeSet<String>,
    /// Orders of the person.
    pub orders: Vec<Order>,
    /// Notes on that record, where the row brings one.
    pub notes: Vec<Note>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A record was added.
    Added,
    /// A known record was changed.
    Changed,
    /// Nothing new.
    Unchanged,
}

/// What a row leads to.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Verdict.
    pub verdict: Verdict,
    /// The person as it is now.
    pub person: Person,
    /// The record as it is now.
    pub record: Record,
    /// A call, where there is something left to call about.
    pub call: Option<Call>,
    /// A note that came with the row.
    pub note: Option<Note>,
    /// A quarantine that another system had ordered.
    pub order: Option<Order>,
    /// Values that were not taken because the office has its own, and near matches.
    pub warnings: Vec<RowWarning>,
    /// It was added without a call, because nothing is left to call about.
    pub without_call: bool,
}

/// Takes a row. `source` names the file without folder, `disease` holds where the row names none.
pub fn take(row: &IncomingRow, known: Option<Known>, source: &Source, ctx: &Ctx<'_>) -> Taken {
    match known {
        None => add(row, None, source, ctx),
        Some(known) if known.record.is_none() => add(row, Some(known), source, ctx),
        Some(known) => merge::change(row, known, source, ctx),
    }
}

/// Where rows come from.
#[derive(Debug, Clone)]
pub struct Source {
    /// `list`, `sormas`, `records`.
    pub system: String,
    /// The import run.
    pub import: super::id::ImportId,
    /// Disease of rows that name none.
    pub disease: super::disease::Disease,
}

/// The reason of the call that a row of this kind makes.
pub const fn reason_for(kind: Kind) -> Reason {
    match kind {
        Kind::Case => Reason::IndexInterview,
        Kind::Contact => Reason::FirstNotification,
    }
}

fn add(row: &IncomingRow, known: Option<Known>, source: &Source, ctx: &Ctx<'_>) -> Taken {
    let mut warnings = Vec::new();
    let orders = known.as_ref().map(|known| known.orders.clone()).unwrap_or_default();
    let person = match known {
        Some(known) => {
            let mut person = known.person;
            merge::person(&mut person, row, &known.office_set, &mut warnings, ctx);
            person
        }
        None => new_person(row, ctx),
    };
    let mut record = new_record(row, &person, source, ctx);
    let order = order::from_row(row, &record, &person, &orders, ctx);
    if let Some(order) = &order {
        record.follow_up_until = Some(order.to);
    }
    let call = call_for(row, &record, &person, order.as_ref(), ctx);
    let note = note_for(row, record.id, ctx);
    let without_call = call.is_none();
    Taken { verdict: Verdict::Added, person, record, call, note, order, warnings, without_call }
}

fn new_person(row: &IncomingRow, ctx: &Ctx<'_>) -> Person {
    let mut person = Person {
        id: PersonId::mint(ctx.now, ctx.mint),
        last_name: row.last_name.clone(),
        first_name: row.first_name.clone(),
        birth: row.birth,
        sex: row.sex.unwrap_or(Sex::Unknown),
        languages: row.languages.clone(),
        phones: row.phones.iter().map(merge::phone).collect(),
        addresses: Vec::new(),
        email: row.email.clone(),
        guardians: row.guardians.clone(),
        legal_representative: None,
        household: None,
        institution: None,
        deceased: row.deceased,
        external_ids: Vec::new(),
    };
    person.addresses.extend(address_of(row, ctx));
    person
}

/// The address of a row, with its municipality where that leaves no doubt.
fn address_of(row: &IncomingRow, ctx: &Ctx<'_>) -> Option<Address> {
    let written = &row.address;
    if written.is_empty() {
        return None;
    }
    let place = row.municipality.as_deref().filter(|_| written.place.is_empty()).unwrap_or(&written.place);
    let municipality = ctx.office.municipality_of(&written.postcode, place).map(|found| found.key.clone());
    Some(Address {
        kind: AddressKind::Registered,
        street: written.street.clone(),
        postcode: written.postcode.clone(),
        place: place.to_owned(),
        municipality,
        detail: written.detail.clone(),
    })
}

fn new_record(row: &IncomingRow, person: &Person, source: &Source, ctx: &Ctx<'_>) -> Record {
    Record {
        id: RecordId::mint(ctx.now, ctx.mint),
        reference: Reference::mint(ctx.mint),
        kind: row.kind,
        person: person.id,
        disease: row.disease.unwrap_or(source.disease),
        created_at: ctx.now,
        reported_on: row.reported_on,
        source: source.system.clone(),
        import: Some(source.import),
        exposure: row.exposure.clone(),
        infection: row.infection.clone(),
        index: row.index.clone(),
        group: row.group.unwrap_or(Group::General),
        immunity: row.immunity.unwrap_or(Immunity::Unknown),
        classification: row.classification.unwrap_or(Classification::Unconfirmed),
        answers: std::collections::BTreeMap::new(),
        follow_up_until: row.follow_up_until,
        closing: row.closed,
        pinned_note: None,
        external_ids: row.external_ids.clone(),
        extra: row.extra.clone(),
        doubts: row.doubts.clone(),
        office_set: BTreeSet::new(),
        revision: 0,
        worked: None,
    }
}

fn note_for(row: &IncomingRow, record: RecordId, ctx: &Ctx<'_>) -> Option<Note> {
    let text = row.note.clone()?;
    let id = NoteId::mint(ctx.now, ctx.mint);
    Some(Note { id, record, at: ctx.now, by: ctx.user.name.clone(), text, pinned: false })
}

/// The last day on which there is something to call about: follow-up as stated, else counted from the last exposure
/// or from the finding by the disease's default; none where no date is known.
pub fn last_day_to_call(record: &Record) -> Option<NaiveDate> {
    let days = chrono::Days::new(u64::from(record.disease.default_follow_up_days()));
    let counted_from = match record.kind {
        Kind::Contact => record.exposure.last,
        Kind::Case => record.infection.specimen.or(record.infection.onset).or(record.reported_on),
    };
    record.follow_up_until.or_else(|| counted_from.and_then(|day| day.checked_add_days(days)))
}

/// A call where something is left to call about: nothing closed, no longer a contact, or past.
fn call_for(row: &IncomingRow, record: &Record, person: &Person, order: Option<&Order>, ctx: &Ctx<'_>) -> Option<Call> {
    let is_over = last_day_to_call(record).is_some_and(|last| last < ctx.today());
    if record.closing.is_some() || record.classification == Classification::NoContact || is_over || person.deceased {
        return None;
    }
    let reason = match order {
        Some(_) => Reason::FollowUp,
        None => reason_for(record.kind),
    };
    Some(open_call(record, person, reason, row.priority, ctx))
}

/// A ready call; without any number it becomes the search for one.
pub fn open_call(
    record: &Record,
    person: &Person,
    reason: Reason,
    priority: Option<super::call::Priority>,
    ctx: &Ctx<'_>,
) -> Call {
    let (land, zone) = (ctx.office.land(), ctx.zone());
    let numbers: Vec<String> = person.dialable().iter().filter_map(|phone| phone.e164.clone()).collect();
    let without_number = numbers.is_empty();
    let plan = &ctx.rules.plan;
    let ready_at =
        if without_number { ctx.now } else { super::calendar::next_callable(ctx.now, &plan.hours, land, zone) };
    Call {
        id: CallId::mint(ctx.now, ctx.mint),
        record: record.id,
        person: person.id,
        reason: if without_number { Reason::Research } else { reason },
        state: CallState::Open,
        priority: priority.unwrap_or_else(|| priority_of(record, ctx.today())),
        created_at: ctx.now,
        ready_at,
        due_at: plan.due_at(reason, ready_at, land, zone),
        prefer_at: None,
        daypart: None,
        owner: None,
        callback: None,
        attempts: 0,
        attempts_on: None,
        last_tried_at: None,
        last_outcome: None,
        language: person.foreign_language().map(str::to_owned).filter(|_| !without_number),
        skill: None,
        municipality: person.stays_at().and_then(|address| address.municipality.clone()),
        household: person.household,
        institution: person.institution,
        numbers,
        closing: None::<Closing>,
        escalation: None,
        handling: super::handling::Handling::default(),
        task: without_number.then(|| reason.code().to_owned()),
    }
}
