//! The `records` edition: every revision without loss as JSON lines, and a flat CSV beside it.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::domain::batch::Snapshot;

use super::edition::{CsvRow, Edition, HeldBack, Sink};

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

    fn begin(&mut self, sinks: &mut [Sink]) -> io::Result<()> {
        for column in COLUMNS {
            self.row.cell(column);
        }
        sinks.get_mut(1).map_or(Ok(()), |csv| self.row.write_to(csv))
    }

    fn revision(&mut self, bytes: &[u8], snapshot: &Snapshot, sinks: &mut [Sink]) -> io::Result<()> {
        let [jsonl, csv] = sinks else { return Ok(()) };
        jsonl.write_all(bytes)?;
        jsonl.write_all(b"\n")?;
        fill(&mut self.row, snapshot);
        self.row.write_to(csv)
    }

    fn held_back(&self) -> HeldBack {
        HeldBack::default()
    }
}

fn fill(row: &mut CsvRow, snapshot: &Snapshot) {
    let Snapshot { record, person, .. } = snapshot;
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let moment = |at: crate::domain::time::Moment| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    row.cell(&record.reference.to_string()).cell(&record.revision.to_string()).cell(record.kind.code());
    row.cell(record.disease.code()).cell(&person.last_name).cell(&person.first_name).cell(&date(person.birth));
    row.cell(person.sex.code()).cell(person.languages.first().map_or("", String::as_str));
    let numbers: Vec<&str> = person.phones.iter().map(|phone| phone.e164.as_deref().unwrap_or(&phone.raw)).collect();
    row.cell(numbers.first().unwrap_or(&"")).cell(&numbers.get(1..).unwrap_or(&[]).join(", "));
    row.cell(person.email.as_deref().unwrap_or(""));
    let address = person.stays_at();
    let of = |part: fn(&crate::domain::person::Address) -> &str| address.map_or("", part);
    row.cell(of(|a| &a.street)).cell(of(|a| &a.postcode)).cell(of(|a| &a.place));
    row.cell(of(|a| a.municipality.as_deref().unwrap_or("")));
    row.cell(record.group.code()).cell(record.immunity.code());
    row.cell(&date(record.exposure.first)).cell(&date(record.exposure.last));
    row.cell(record.exposure.category.map_or("", super::super::super::domain::record::Category::code));
    row.cell(record.exposure.setting.as_deref().unwrap_or(""));
    row.cell(record.index.external.as_deref().or(record.index.words.as_deref()).unwrap_or(""));
    row.cell(&date(record.infection.onset)).cell(&date(record.infection.specimen));
    row.cell(record.classification.code()).cell(&date(record.reported_on)).cell(&date(record.follow_up_until));
    row.cell(record.closing.map_or("", crate::domain::call::Closing::code));
    row.cell(&record.worked.as_ref().map(|worked| moment(worked.at)).unwrap_or_default());
    row.cell(record.worked.as_ref().map_or("", |worked| worked.why.as_str()));
    row.cell(&snapshot.attempts.iter().filter(|attempt| attempt.counted).count().to_string());
    let last = snapshot.attempts.last();
    row.cell(&last.map(|attempt| moment(attempt.ended_at)).unwrap_or_default());
    row.cell(last.map_or("", |attempt| attempt.effective_outcome().code()));
    let order = snapshot.orders.last();
    row.cell(order.and_then(|order| order.number.as_deref()).unwrap_or(""));
    row.cell(order.map_or("", |order| order.kind.code()));
    row.cell(&date(order.map(|order| order.from))).cell(&date(order.map(|order| order.to)));
    row.cell(order.map_or("", |order| order.state.code()));
    row.cell(&order.and_then(|order| order.verbal_at).map(moment).unwrap_or_default());
    row.cell(order.map_or("", |order| order.authority.as_str()));
    row.cell(snapshot.household.as_ref().map_or("", |household| household.name.as_str()));
    row.cell(snapshot.institution.as_ref().map_or("", |institution| institution.name.as_str()));
    row.cell(record.pinned_note.as_deref().unwrap_or("")).cell(&record.id.to_string());
}
