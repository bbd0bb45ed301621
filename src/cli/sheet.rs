//! `person show`: a record with everything on it.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::call::Call;
use crate::domain::order::Order;
use crate::domain::person::{Address, Phone};
use crate::domain::time::Moment;
use crate::domain::user::Power;
use crate::domain::view::RecordSheet;
use crate::failure::Failure;
use crate::store::opening::open_record;
use crate::t;
use crate::text::{dates, labels, say, texts};
use crate::tui::words;

use super::Done;
use super::lookup;
use super::output::{Cell, Rows};
use super::session::Session;

/// Runs `person show`.
pub(super) fn show(session: &mut Session, reference: &str) -> Result<Done, Failure> {
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
    let facts = [who(session, &sheet), what(session, &sheet)].concat();
    let (labels, values): (Vec<_>, Vec<_>) = facts.into_iter().unzip();
    let mut card = Rows::new(labels.into_iter().map(|label| ("fact", label)).collect());
    card.push(values.into_iter().map(Cell::same).collect());
    session.printer().card(&card)?;
    for (heading, rows) in lists(session, &sheet).into_iter().filter(|(_, rows)| !rows.is_empty()) {
        session.printer().text(&format!("\n{heading}"))?;
        session.printer().rows(&rows)?;
    }
    Ok(Done::Fine)
}

/// Label and value of what is known of the person.
fn who(session: &Session, sheet: &RecordSheet) -> Vec<(String, String)> {
    let (lang, today) = (session.lang, session.today());
    let (record, person) = (&sheet.record, &sheet.person);
    let age = person.age(today).map(|age| format!(" ({})", t!(lang, "call-age", age = age.to_string())));
    let birth = person.birth.map(|birth| dates::date_numeric(lang, birth) + &age.unwrap_or_default());
    let languages: Vec<_> = person.languages.iter().map(|code| labels::language_name(lang, code)).collect();
    let addresses: Vec<_> = person.addresses.iter().map(address).filter(|text| !text.is_empty()).collect();
    vec![
        (t!(lang, "column-reference"), record.reference.to_string()),
        (t!(lang, "column-name"), person.listed_name()),
        (t!(lang, "column-note"), record.pinned_note.clone().unwrap_or_default()),
        (t!(lang, "column-birth"), birth.unwrap_or_default()),
        (t!(lang, "record-field-sex"), labels::sex(lang, person.sex)),
        (t!(lang, "record-field-languages"), languages.join(", ")),
        (t!(lang, "column-address"), addresses.join("; ")),
        (t!(lang, "record-field-email"), person.email.clone().unwrap_or_default()),
        (t!(lang, "record-field-guardians"), person.guardians.join(", ")),
        (t!(lang, "record-field-legal-representative"), person.legal_representative.clone().unwrap_or_default()),
        (t!(lang, "record-field-household"), sheet.household.as_ref().map_or_else(String::new, |of| of.name.clone())),
        (
            t!(lang, "record-field-institution"),
            sheet.institution.as_ref().map_or_else(String::new, |of| of.name.clone()),
        ),
    ]
}

/// Label and value of what is known of the contact or case.
fn what(session: &Session, sheet: &RecordSheet) -> Vec<(String, String)> {
    let (lang, record) = (session.lang, &sheet.record);
    let day = |date: Option<NaiveDate>| date.map(|day| dates::date_numeric(lang, day)).unwrap_or_default();
    let index = sheet.index_reference.map(|reference| reference.to_string());
    let index = index.or_else(|| record.index.external.clone()).or_else(|| record.index.words.clone());
    let setting = record.exposure.setting.as_deref().map(|setting| labels::setting(lang, setting));
    let category = record.exposure.category.map(|category| labels::category(lang, category));
    let closing = record.closing.map(|closing| labels::closing(lang, closing));
    let mut facts = vec![
        (t!(lang, "column-kind"), labels::kind(lang, record.kind)),
        (t!(lang, "column-disease"), labels::disease(lang, record.disease)),
        (t!(lang, "record-field-classification"), labels::classification(lang, record.classification)),
        (t!(lang, "record-field-exposure-first"), day(record.exposure.first)),
        (t!(lang, "record-field-exposure-last"), day(record.exposure.last)),
        (t!(lang, "record-field-category"), category.unwrap_or_default()),
        (t!(lang, "record-field-setting"), setting.unwrap_or_default()),
        (t!(lang, "record-field-index"), index.unwrap_or_default()),
        (t!(lang, "tui-fact-index-test"), day(record.index.tested_on)),
        (t!(lang, "record-field-onset"), day(record.infection.onset)),
        (t!(lang, "record-field-specimen"), day(record.infection.specimen)),
        (t!(lang, "record-field-finding"), record.infection.finding.clone().unwrap_or_default()),
        (t!(lang, "record-field-group"), labels::group(lang, record.group)),
        (t!(lang, "record-field-immunity"), labels::immunity(lang, record.immunity)),
        (t!(lang, "record-field-follow-up-until"), day(record.follow_up_until)),
        (t!(lang, "record-field-closing"), closing.unwrap_or_default()),
        (t!(lang, "record-field-source"), labels::source(lang, &record.source)),
    ];
    let answers = record.answers.iter();
    facts.extend(answers.map(|(name, code)| (words::fact_label(lang, name), words::answer(lang, name, code))));
    let ids = sheet.person.external_ids.iter().chain(&record.external_ids);
    facts.extend(ids.map(|id| (id.system.clone(), id.value.clone())));
    facts
}

fn address(address: &Address) -> String {
    let place = format!("{} {}", address.postcode, address.place);
    let parts = [address.street.trim(), place.trim(), address.detail.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn lists(session: &Session, sheet: &RecordSheet) -> Vec<(String, Rows)> {
    let lang = session.lang;
    vec![
        (t!(lang, "record-field-phones"), phones(session, &sheet.person.phones)),
        (t!(lang, "record-heading-calls"), calls(session, &sheet.calls)),
        (t!(lang, "record-tab-attempts"), attempts(session, sheet)),
        (t!(lang, "record-tab-orders"), orders(session, &sheet.orders)),
        (t!(lang, "record-tab-notes"), notes(session, sheet)),
        (t!(lang, "record-tab-extra"), extra(session, sheet)),
        (t!(lang, "record-field-doubts"), doubts(session, sheet)),
        (t!(lang, "record-tab-batches"), deliveries(session, sheet)),
    ]
}

fn shown(session: &Session, at: Moment) -> Cell {
    Cell::time(dates::relative_moment(session.lang, at, session.now(), session.office.tz()), at)
}

fn phones(session: &Session, phones: &[Phone]) -> Rows {
    let lang = session.lang;
    let mut rows = session.printer().columns(&[
        ("number", "column-number"),
        ("who", "column-who"),
        ("state", "column-state"),
        ("last_at", "column-last"),
        ("outcome", "column-outcome"),
    ]);
    for phone in phones {
        let whose = [phone.owner.as_str(), phone.label.as_str()];
        let whose = whose.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        rows.push(vec![
            Cell::same(phone.shown.clone()),
            Cell::same(whose),
            Cell::same(labels::phone_state(lang, phone.state)),
            phone.last_at.map_or_else(|| Cell::same(t!(lang, "call-number-never")), |at| shown(session, at)),
            Cell::maybe(phone.last_outcome, |outcome| {
                Cell::same(labels::outcome(lang, outcome, crate::domain::call::Reason::FirstNotification))
            }),
        ]);
    }
    rows
}

fn calls(session: &Session, calls: &[Call]) -> Rows {
    let lang = session.lang;
    let mut rows = session.printer().columns(&[
        ("reason", "column-reason"),
        ("state", "column-state"),
        ("due_at", "column-due"),
        ("callback", "column-callback"),
        ("attempts", "column-attempts"),
        ("closing", "record-field-closing"),
    ]);
    for call in calls {
        rows.push(vec![
            Cell::same(labels::reason(lang, call.reason)),
            Cell::same(labels::call_state(lang, call.state)),
            shown(session, call.due_at),
            Cell::maybe(call.callback.as_ref(), |callback| shown(session, callback.from)),
            Cell::number(call.attempts),
            Cell::maybe(call.closing, |closing| Cell::same(labels::closing(lang, closing))),
        ]);
    }
    rows
}

fn attempts(session: &Session, sheet: &RecordSheet) -> Rows {
    let lang = session.lang;
    let mut rows = session.printer().columns(&[
        ("at", "column-time"),
        ("outcome", "column-outcome"),
        ("number", "column-number"),
        ("who", "column-who"),
        ("note", "column-note"),
    ]);
    for attempt in &sheet.attempts {
        let corrected = attempt.correction.as_ref().map(|correction| {
            let outcome = labels::outcome(lang, correction.outcome, attempt.reason);
            t!(lang, "record-attempt-corrected", outcome = outcome, reason = &correction.reason)
        });
        let later = attempt.entered_later.then(|| t!(lang, "record-attempt-later"));
        let note = [Some(attempt.note.clone()), corrected, later].into_iter().flatten().filter(|part| !part.is_empty());
        rows.push(vec![
            shown(session, attempt.ended_at),
            Cell::same(labels::outcome(lang, attempt.outcome, attempt.reason)),
            Cell::maybe(attempt.number.clone(), Cell::same),
            Cell::same(attempt.tracer.clone()),
            Cell::same(note.collect::<Vec<_>>().join("; ")),
        ]);
    }
    rows
}

fn orders(session: &Session, orders: &[Order]) -> Rows {
    let lang = session.lang;
    let mut rows = session.printer().columns(&[
        ("number", "column-number"),
        ("kind", "column-kind"),
        ("from", "column-from"),
        ("to", "column-until"),
        ("state", "column-state"),
        ("verbal_at", "column-verbal"),
        ("why", "column-why"),
    ]);
    for order in orders {
        let derivation = Some(&order.proposed.derivation);
        let why = derivation.into_iter().chain(&order.reason).chain(order.ended.as_ref().map(|ended| &ended.reason));
        let why = why.filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("; ");
        rows.push(vec![
            Cell::maybe(order.number.clone(), Cell::same),
            Cell::same(labels::order_kind(lang, order.kind)),
            Cell::same(dates::date_numeric(lang, order.from)),
            Cell::same(dates::date_numeric(lang, order.to)),
            Cell::same(labels::order_state(lang, order.state_on(session.today()))),
            Cell::maybe(order.verbal_at, |at| shown(session, at)),
            Cell::same(why),
        ]);
    }
    rows
}

fn notes(session: &Session, sheet: &RecordSheet) -> Rows {
    let columns = [("at", "column-time"), ("who", "column-who"), ("note", "column-note")];
    let mut rows = session.printer().columns(&columns);
    for note in &sheet.notes {
        let mark = if note.pinned { "! " } else { "" };
        rows.push(vec![
            shown(session, note.at),
            Cell::same(note.by.clone()),
            Cell::same(format!("{mark}{}", note.text)),
        ]);
    }
    rows
}

fn extra(session: &Session, sheet: &RecordSheet) -> Rows {
    let columns = [("field", "column-field"), ("value", "column-value"), ("source", "column-source")];
    let mut rows = session.printer().columns(&columns);
    for field in &sheet.record.extra {
        let cells = [&field.name, &field.value, &field.source];
        rows.push(cells.into_iter().map(|cell| Cell::same(cell.as_str())).collect());
    }
    rows
}

fn doubts(session: &Session, sheet: &RecordSheet) -> Rows {
    let columns = [("field", "column-field"), ("value", "column-value"), ("why", "column-why")];
    let mut rows = session.printer().columns(&columns);
    for doubt in &sheet.record.doubts {
        rows.push(vec![
            Cell::same(say::field(session.lang, &doubt.field)),
            Cell::same(doubt.text.clone()),
            Cell::same(texts(session.lang).get(&doubt.why)),
        ]);
    }
    rows
}

fn deliveries(session: &Session, sheet: &RecordSheet) -> Rows {
    let columns = [("destination", "column-destination"), ("number", "column-number")];
    let mut rows = session.printer().columns(&columns);
    for (destination, number, _) in &sheet.deliveries {
        rows.push(vec![Cell::same(destination.clone()), Cell::number(*number)]);
    }
    rows
}
