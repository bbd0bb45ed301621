//! `person find|show`: people by parts of what is known of them, and a record with everything on it.

use serde_json::json;

use crate::domain::person::{Address, Person as PersonData, PhoneState};
use crate::domain::user::Power;
use crate::domain::view::RecordSheet;
use crate::failure::Failure;
use crate::store::opening::open_record;
use crate::t;
use crate::text::{dates, labels};

use super::Done;
use super::args::Person;
use super::lookup;
use super::output::{Cell, Rows};
use super::session::Session;

/// Runs `person`.
pub(super) fn run(args: Person, mut session: Session) -> Result<Done, Failure> {
    match args {
        Person::Find { parts, limit } => find(&mut session, &parts.join(" "), limit),
        Person::Show { reference } => show(&mut session, &reference),
    }
}

fn find(session: &mut Session, query: &str, limit: usize) -> Result<Done, Failure> {
    session.require(Power::Read)?;
    let (lang, today, printer) = (session.lang, session.today(), session.printer());
    let hits = session.read(|queries| queries.search(query, today, limit))?;
    if hits.is_empty() && printer.is_for_people() {
        printer.line(&t!(lang, "person-none"))?;
        return Ok(Done::NeedsAttention);
    }
    let mut rows = printer.columns(&[
        ("reference", "column-reference"),
        ("kind", "column-kind"),
        ("disease", "column-disease"),
        ("person", "column-name"),
        ("birth", "column-birth"),
        ("place", "column-municipality"),
        ("phone", "column-phone"),
        ("reason", "column-reason"),
        ("state", "column-state"),
    ]);
    let found = !hits.is_empty();
    for hit in hits {
        rows.push(vec![
            Cell::same(hit.reference.to_string()),
            Cell::new(labels::kind(lang, hit.kind), hit.kind.code()),
            Cell::new(labels::disease(lang, hit.disease), hit.disease.code()),
            Cell::same(hit.name),
            Cell::maybe(hit.birth, |day| Cell::new(dates::date_numeric(lang, day), day.to_string())),
            Cell::same(hit.place_name),
            Cell::maybe(hit.phone, Cell::same),
            Cell::maybe(hit.call, |(_, reason, _)| Cell::new(labels::reason(lang, reason), reason.code())),
            Cell::maybe(hit.call, |(_, _, state)| Cell::new(labels::call_state(lang, state), state.code())),
        ]);
    }
    printer.rows(&rows)?;
    Ok(if found { Done::Fine } else { Done::NeedsAttention })
}

fn show(session: &mut Session, reference: &str) -> Result<Done, Failure> {
    session.require(Power::Read)?;
    let record = lookup::record(session, reference)?;
    let sheet = session.write(|txn, actor| open_record(txn, record.id, actor))?;
    if !session.printer().is_for_people() {
        session.printer().value(&json!({
            "reference": sheet.record.reference.to_string(),
            "record": sheet.record,
            "person": sheet.person,
            "household": sheet.household,
            "institution": sheet.institution,
            "calls": sheet.calls,
            "attempts": sheet.attempts,
            "orders": sheet.orders,
            "notes": sheet.notes,
            "deliveries": sheet.deliveries.iter().map(|(destination, number, revision)| {
                json!({ "destination": destination, "number": number, "revision": revision })
            }).collect::<Vec<_>>(),
        }))?;
        return Ok(Done::Fine);
    }
    session.printer().card(&facts(session, &sheet))?;
    for (heading, rows) in lists(session, &sheet).into_iter().filter(|(_, rows)| !rows.is_empty()) {
        session.printer().text(&format!("\n{heading}"))?;
        session.printer().rows(&rows)?;
    }
    Ok(Done::Fine)
}

fn facts(session: &Session, sheet: &RecordSheet) -> Rows {
    let (lang, today) = (session.lang, session.today());
    let (record, person) = (&sheet.record, &sheet.person);
    let day = |date| Cell::maybe(date, |day| Cell::same(dates::date_numeric(lang, day)));
    let age = |birth: chrono::NaiveDate| {
        let age = person.age(today).map(|age| format!(" ({})", t!(lang, "call-age", age = age.to_string())));
        Cell::same(format!("{}{}", dates::date_numeric(lang, birth), age.unwrap_or_default()))
    };
    let mut rows = session.printer().columns(&[
        ("reference", "column-reference"),
        ("person", "column-name"),
        ("birth", "column-birth"),
        ("kind", "column-kind"),
        ("disease", "column-disease"),
        ("exposure_last", "record-field-exposure-last"),
        ("category", "record-field-category"),
        ("onset", "record-field-onset"),
        ("specimen", "record-field-specimen"),
        ("group", "record-field-group"),
        ("immunity", "record-field-immunity"),
        ("follow_up_until", "record-field-follow-up-until"),
        ("closing", "record-field-closing"),
        ("phones", "record-field-phones"),
        ("addresses", "column-address"),
        ("languages", "record-field-languages"),
        ("guardians", "record-field-guardians"),
        ("note", "column-note"),
    ]);
    rows.push(vec![
        Cell::same(record.reference.to_string()),
        Cell::same(person.listed_name()),
        Cell::maybe(person.birth, age),
        Cell::same(labels::kind(lang, record.kind)),
        Cell::same(labels::disease(lang, record.disease)),
        day(record.exposure.last),
        Cell::maybe(record.exposure.category, |category| Cell::same(labels::category(lang, category))),
        day(record.infection.onset),
        day(record.infection.specimen),
        Cell::same(labels::group(lang, record.group)),
        Cell::same(labels::immunity(lang, record.immunity)),
        day(record.follow_up_until),
        Cell::maybe(record.closing, |closing| Cell::same(labels::closing(lang, closing))),
        Cell::same(phones(session, person)),
        Cell::same(person.addresses.iter().map(address).collect::<Vec<_>>().join("; ")),
        Cell::same(languages(session, person)),
        Cell::same(person.guardians.join(", ")),
        Cell::maybe(record.pinned_note.clone(), Cell::same),
    ]);
    rows
}

fn phones(session: &Session, person: &PersonData) -> String {
    let shown = person.phones.iter().map(|phone| match phone.state {
        PhoneState::Usable => phone.shown.clone(),
        state => format!("{} ({})", phone.shown, labels::phone_state(session.lang, state)),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn address(address: &Address) -> String {
    let place = format!("{} {}", address.postcode, address.place);
    let parts = [address.street.trim(), place.trim(), address.detail.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn languages(session: &Session, person: &PersonData) -> String {
    let names = person.languages.iter().map(|code| labels::language_name(session.lang, code));
    names.collect::<Vec<_>>().join(", ")
}

fn lists(session: &Session, sheet: &RecordSheet) -> [(String, Rows); 4] {
    let (lang, now, zone, printer) = (session.lang, session.now(), session.office.tz(), session.printer());
    let shown = |at| Cell::time(dates::relative_moment(lang, at, now, zone), at);
    let mut calls =
        printer.columns(&[("reason", "column-reason"), ("state", "column-state"), ("due_at", "column-due")]);
    for call in &sheet.calls {
        let (reason, state) = (labels::reason(lang, call.reason), labels::call_state(lang, call.state));
        calls.push(vec![Cell::same(reason), Cell::same(state), shown(call.due_at)]);
    }
    let mut attempts = printer.columns(&[
        ("at", "column-time"),
        ("outcome", "column-outcome"),
        ("number", "column-number"),
        ("who", "column-who"),
        ("note", "column-note"),
    ]);
    for attempt in &sheet.attempts {
        attempts.push(vec![
            shown(attempt.ended_at),
            Cell::same(labels::outcome(lang, attempt.effective_outcome(), attempt.reason)),
            Cell::maybe(attempt.number.clone(), Cell::same),
            Cell::same(attempt.tracer.clone()),
            Cell::same(attempt.note.clone()),
        ]);
    }
    let mut orders = printer.columns(&[
        ("number", "column-number"),
        ("kind", "column-kind"),
        ("from", "column-from"),
        ("to", "column-until"),
        ("state", "column-state"),
    ]);
    for order in &sheet.orders {
        orders.push(vec![
            Cell::maybe(order.number.clone(), Cell::same),
            Cell::same(labels::order_kind(lang, order.kind)),
            Cell::same(dates::date_numeric(lang, order.from)),
            Cell::same(dates::date_numeric(lang, order.to)),
            Cell::same(labels::order_state(lang, order.state)),
        ]);
    }
    let mut notes = printer.columns(&[("at", "column-time"), ("who", "column-who"), ("note", "column-note")]);
    for note in &sheet.notes {
        notes.push(vec![shown(note.at), Cell::same(note.by.clone()), Cell::same(note.text.clone())]);
    }
    [
        (t!(lang, "record-heading-calls"), calls),
        (t!(lang, "record-tab-attempts"), attempts),
        (t!(lang, "record-tab-orders"), orders),
        (t!(lang, "record-tab-notes"), notes),
    ]
}
