//! What both adapters share and no engine is needed for: ids of users, rows from entities, what counts as reached.

use chrono::Datelike;
use uuid::Uuid;

use crate::domain::audit::Hash;
use crate::domain::call::{Call, CallState, Outcome};
use crate::domain::fold::fold_loosely;
use crate::domain::id::Reference;
use crate::domain::order::Order;
use crate::domain::person::Person;
use crate::domain::queue::{Place, Standing, Tier, tier};
use crate::domain::record::Record;
use crate::domain::search::{Part, is_near};
use crate::domain::time::{Moment, to_millis};
use crate::domain::user::User;
use crate::domain::view::{OrderFilter, QueueRow, SearchHit};

/// The id under which a user stands in the audit trail: from SHA-256 of the login name, version 8.
pub fn user_entity(name: &str) -> Uuid {
    let hash = Hash::of(&[name.as_bytes()]);
    let bytes = hash.0.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_bytes(bytes)
        .with_version(uuid::Version::Custom)
        .with_variant(uuid::Variant::RFC4122)
        .into_uuid()
}

/// Whether the person was reached, as the table of outcomes says (formats.md of the design: column *reached*).
pub(crate) const fn is_reached(outcome: Outcome) -> bool {
    use Outcome as O;
    match outcome {
        O::Complete
        | O::Partial
        | O::Callback
        | O::Refused
        | O::Language
        | O::Unfit
        | O::HandOver
        | O::HandledElsewhere
        | O::NotAContact
        | O::Symptoms => true,
        O::NoAnswer
        | O::Busy
        | O::VoicemailLeft
        | O::VoicemailNone
        | O::ThirdParty
        | O::HouseholdRefused
        | O::WrongNumber
        | O::DeadNumber
        | O::NoNumber
        | O::Deceased
        | O::Duplicate
        | O::Technical => false,
    }
}

/// When the window of an open call's agreed callback ends unused, until that is flagged.
pub(crate) fn missed_after(call: &Call) -> Option<Moment> {
    let callback = call.callback.as_ref().filter(|callback| !callback.missed && call.state == CallState::Open)?;
    Some(callback.until)
}

/// Before this instant an open call is not ready, whatever else holds.
pub(crate) fn earliest(call: &Call) -> Moment {
    call.callback.as_ref().map_or(call.ready_at, |callback| callback.from.max(call.ready_at))
}

/// Whether an order may be in force by its state, apart from its dates.
pub(crate) fn is_binding(order: &Order) -> bool {
    order.binds()
}

/// Whether an order was spoken and no letter of it was printed yet.
pub(crate) fn is_unprinted(order: &Order) -> bool {
    order.lacks_letter()
}

/// Whether an order passes a filter.
pub(crate) fn passes(filter: &OrderFilter, order: &Order) -> bool {
    filter.in_force_on.is_none_or(|day| order.is_in_force(day))
        && filter.ending_on.is_none_or(|day| order.to == day)
        && (!filter.without_letter || is_unprinted(order))
        && filter.state.is_none_or(|state| order.state == state)
        && filter.municipality.as_ref().is_none_or(|key| order.municipality.as_ref() == Some(key))
}

/// The place of a call for a user who is served it; else behind everything, by its deadline.
pub(crate) fn place_of(call: &Call, standing: Option<&Standing>, user: &User) -> Place {
    let served = standing.and_then(|standing| tier(call, standing, user));
    Place {
        tier: served.unwrap_or(Tier::Prefers),
        rank: to_millis(standing.map_or(call.due_at, |standing| standing.rank)),
        created_at: to_millis(call.created_at),
        call: call.id,
    }
}

/// The place where a person stays, as lists show it.
pub(crate) fn place_name(person: &Person) -> String {
    person.stays_at().or_else(|| person.addresses.first()).map_or_else(String::new, |address| address.place.clone())
}

/// A line of the queue.
pub(crate) fn queue_row(
    call: &Call,
    place: Place,
    record: &Record,
    person: &Person,
    leased_by: Option<(String, String)>,
) -> QueueRow {
    let agreed_with = call.callback.as_ref().and_then(|callback| callback.owner.clone());
    QueueRow {
        place,
        call: call.id,
        record: call.record,
        reference: record.reference,
        reason: call.reason,
        priority: call.priority,
        ready_at: call.ready_at,
        due_at: call.due_at,
        callback_at: call.callback.as_ref().map(|callback| callback.from),
        missed: call.callback.as_ref().is_some_and(|callback| callback.missed),
        attempts: call.attempts,
        last_outcome: call.last_outcome,
        name: person.listed_name(),
        birth: person.birth,
        place_name: place_name(person),
        language: call.language.clone(),
        skill: call.skill.clone(),
        disease: record.disease,
        phone: person.dialable().first().map(|phone| phone.shown.clone()),
        leased_by,
        mine: call.owner.clone().or(agreed_with),
    }
}

/// A line of a search result.
pub(crate) fn search_hit(record: &Record, person: &Person, calls: &[Call]) -> SearchHit {
    let shown = calls.iter().max_by_key(|call| (call.state == CallState::Open, to_millis(call.created_at), call.id));
    SearchHit {
        record: record.id,
        reference: record.reference,
        kind: record.kind,
        disease: record.disease,
        name: person.listed_name(),
        birth: person.birth,
        place_name: place_name(person),
        phone: person.phones.first().map(|phone| phone.shown.clone()),
        call: shown.map(|call| (call.id, call.reason, call.state)),
    }
}

/// Begins the family name in [`marked`] text; two of them, so that one letter already makes a trigram.
pub(crate) const BEGIN: char = '\u{2}';
/// Ends the family name in [`marked`] text.
pub(crate) const END: char = '\u{3}';

/// The haystack of a record with its family name between marks. Identifiers with hyphens or slashes stand there a
/// second time as bare digits, because a query of digits comes without them.
pub(crate) fn marked(haystack: &str, person: &Person) -> String {
    let last = fold_loosely(&person.last_name);
    let rest = haystack.strip_prefix(last.as_str()).unwrap_or(haystack);
    let mut text = format!("{BEGIN}{BEGIN}{last}{END}{rest}");
    for word in rest.split(' ').filter(|word| word.contains(['-', '/'])) {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        if digits.len() > 3 {
            text.push(' ');
            text.push_str(&digits);
        }
    }
    text
}

/// How well a family name fits a word of the query: 0 equal, 1 begins with it, 2 otherwise.
pub(crate) fn closeness(marked: &str, words: &[String]) -> u8 {
    if words.iter().any(|word| marked.contains(&format!("{BEGIN}{word}{END}"))) {
        0
    } else {
        u8::from(!words.iter().any(|word| marked.contains(&format!("{BEGIN}{word}")))) + 1
    }
}

/// The columns that a page's cursor stands for, kept out of the way of unused fields.
pub(crate) type Cursor = (i64, i64, i64, [u8; 16]);

/// The cursor of a place among the calls of everybody, where band stands for tier.
pub(crate) fn cursor(place: &Place) -> Cursor {
    let band = match place.tier {
        Tier::Assigned | Tier::MyCallback => 0,
        Tier::Callback => 1,
        Tier::Deadline => 2,
        Tier::Prefers => 3,
    };
    (band, place.rank.timestamp_millis(), place.created_at.timestamp_millis(), *place.call.0.as_bytes())
}

/// A row of what an order is about.
pub(crate) fn order_row(order: Order, reference: Reference, person: &Person) -> crate::domain::view::OrderRow {
    crate::domain::view::OrderRow { order, reference, name: person.listed_name() }
}

/// A row of somebody whose place is not clear.
pub(crate) fn unplaced_row(record: &Record, person: &Person) -> Option<crate::domain::view::UnplacedRow> {
    let address = person.stays_at()?.clone();
    let (record, reference) = (record.id, record.reference);
    Some(crate::domain::view::UnplacedRow { record, reference, name: person.listed_name(), address })
}

/// Whether a record with this marked text has a part of a query. Without the person, the answer may be too kind.
pub(crate) fn is_found(part: &Part, marked: &str, person: Option<&Person>) -> bool {
    let birth = person.and_then(|person| person.birth);
    match part {
        Part::Text(word) if word.chars().count() < 3 => marked.contains(&format!("{BEGIN}{word}")),
        Part::Text(word) | Part::Digits(word) => marked.contains(word.as_str()),
        Part::Near(word) => is_near(word, marked),
        Part::Birth(date) => person.is_none() || birth == Some(*date),
        Part::BirthDay(day, month) => {
            person.is_none() || birth.is_some_and(|birth| (birth.day(), birth.month()) == (*day, *month))
        }
    }
}

/// Mates shown on a screen: a switchboard may be shared by a whole home.
pub(crate) const MATES: usize = 250;
