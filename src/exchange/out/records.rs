//! The `records` edition: every revision without loss as JSON lines, and a flat CSV beside it.

use std::io::{self, Write};

use super::edition::{CsvRow, Edition, HeldBack, Sinks};
use super::line::{AddressPart, AttemptPart, Line, OrderPart, Text};

/// Columns of `records.csv`, part of the interface.
pub const COLUMNS: &[&str] = &[
    "reference",
    "revision",
    "kind",
    "disease",
    "last_name",
    "first_name",
    "birth_date",
    "sex",
    "language",
    "phone",
    "other_phones",
    "email",
    "street",
    "postcode",
    "place",
    "municipality",
    "group",
    "immunity",
    "first_exposure",
    "last_exposure",
    "category",
    "setting",
    "index_case",
    "onset",
    "specimen",
    "classification",
    "reported_on",
    "follow_up_until",
    "closing",
    "worked_at",
    "worked_why",
    "attempts",
    "last_attempt_at",
    "last_outcome",
    "order_number",
    "order_kind",
    "order_from",
    "order_to",
    "order_state",
    "ordered_verbally_at",
    "authority",
    "order_result",
    "file_number",
    "household",
    "institution",
    "pinned_note",
    "record_id",
];

/// Writes `records.jsonl` and `records.csv`.
pub struct RecordsEdition {
    row: CsvRow,
}

impl Default for RecordsEdition {
    fn default() -> Self {
        Self { row: CsvRow::new(b',', false) }
    }
}

impl Edition for RecordsEdition {
    fn files(&self) -> &'static [&'static str] {
        &["records.jsonl", "records.csv"]
    }

    fn begin(&mut self, sinks: Sinks<'_, '_>) -> io::Result<()> {
        for column in COLUMNS {
            self.row.cell(column);
        }
        sinks.get_mut(1).map_or(Ok(()), |csv| self.row.write_to(csv))
    }

    fn revision(&mut self, bytes: &[u8], sinks: Sinks<'_, '_>) -> io::Result<()> {
        let [jsonl, csv] = sinks else { return Ok(()) };
        let line: Line<'_> = serde_json::from_slice(bytes)?;
        jsonl.write_all(bytes)?;
        jsonl.write_all(b"\n")?;
        fill(&mut self.row, &line);
        self.row.write_to(csv)
    }

    fn held_back(&self) -> HeldBack {
        HeldBack::default()
    }
}

fn fill(row: &mut CsvRow, line: &Line<'_>) {
    let Line { record, person, .. } = line;
    row.cell(record.reference.as_str()).cell(&record.revision.to_string()).cell(record.kind.as_str());
    row.cell(record.disease.as_str()).cell(person.last_name.as_str()).cell(person.first_name.as_str());
    row.cell(person.birth.as_str()).cell(person.sex.as_str());
    row.cell(person.languages.first().map_or("", Text::as_str));
    let numbers: Vec<&str> = person.phones.iter().map(|phone| phone.e164.or(&phone.raw)).collect();
    row.cell(numbers.first().unwrap_or(&"")).cell(&numbers.get(1..).unwrap_or(&[]).join(", "));
    row.cell(person.email.as_str());
    let none = AddressPart::default();
    let address = person.stays_at().unwrap_or(&none);
    row.cell(address.street.as_str()).cell(address.postcode.as_str()).cell(address.place.as_str());
    row.cell(address.municipality.as_str()).cell(record.group.as_str()).cell(record.immunity.as_str());
    row.cell(record.exposure.first.as_str()).cell(record.exposure.last.as_str());
    row.cell(record.exposure.category.as_str()).cell(record.exposure.setting.as_str());
    row.cell(record.index.external.or(&record.index.words));
    row.cell(record.infection.onset.as_str()).cell(record.infection.specimen.as_str());
    row.cell(record.classification.as_str()).cell(record.reported_on.as_str()).cell(record.follow_up_until.as_str());
    row.cell(record.closing.as_str());
    row.cell(&record.worked.as_ref().map(|worked| worked.at.second()).unwrap_or_default());
    row.cell(record.worked.as_ref().map_or("", |worked| worked.why.as_str()));
    row.cell(&line.attempts.iter().filter(|attempt| attempt.counted && attempt.undone.is_none()).count().to_string());
    let last = line.attempts.iter().rfind(|attempt| attempt.undone.is_none());
    row.cell(&last.map(|attempt| attempt.ended_at.second()).unwrap_or_default()).cell(last.map_or("", outcome));
    let none = OrderPart::default();
    let order = line.orders.last().unwrap_or(&none);
    row.cell(order.number.as_str()).cell(order.kind.as_str()).cell(order.from.as_str()).cell(order.to.as_str());
    row.cell(order.state.as_str()).cell(&order.verbal_at.second()).cell(order.authority.as_str());
    row.cell(order.result.as_str()).cell(order.foreign_number.as_str());
    row.cell(line.household.as_ref().map_or("", |household| household.name.as_str()));
    row.cell(line.institution.as_ref().map_or("", |institution| institution.name.as_str()));
    row.cell(record.pinned_note.as_str()).cell(record.id.as_str());
}

/// The outcome that holds: as corrected, else as logged.
fn outcome<'t>(attempt: &'t AttemptPart<'_>) -> &'t str {
    attempt.correction.as_ref().map_or(attempt.outcome.as_str(), |correction| correction.outcome.as_str())
}
