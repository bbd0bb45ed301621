//! The `orders-<municipality>` edition: the orders of one municipality, with all that its order office needs for the
//! letter, and three empty columns that come back filled in (`rufliste order note --from`).

use std::io::{self, Write};

use crate::domain::batch::Snapshot;
use crate::domain::office::Office;
use crate::domain::order::Order;
use crate::domain::time::Moment;

use super::edition::{CsvRow, Edition, HeldBack, Sinks};

/// Columns of `orders.csv`, part of the interface. The last three are for the order office to fill in.
pub const COLUMNS: &[&str] = &[
    "number",
    "state",
    "kind",
    "from",
    "to",
    "last_name",
    "first_name",
    "birth_date",
    "guardians",
    "phone",
    "street",
    "postcode",
    "place",
    "address_detail",
    "disease",
    "last_exposure",
    "exposure_category",
    "release_test_from",
    "legal_basis",
    "rule",
    "rulebook",
    "reason",
    "ordered_verbally_at",
    "ordered_verbally_by",
    "ordered_verbally_to",
    "authority",
    "authority_name",
    "authority_address",
    "office",
    "office_phone",
    "reference",
    "revision",
    "ended_at",
    "ended_reason",
    "file_number",
    "written_on",
    "delivered_on",
];

/// Writes `orders.csv`.
pub struct OrdersEdition {
    municipality: String,
    office: Office,
    row: CsvRow,
}

impl OrdersEdition {
    /// For the municipality of this official key.
    pub fn new(municipality: &str, office: &Office) -> Self {
        Self { municipality: municipality.to_owned(), office: office.clone(), row: CsvRow::new(b';', false) }
    }

    fn order(&mut self, order: &Order, snapshot: &Snapshot) {
        let Snapshot { record, person, .. } = snapshot;
        let local = |at: Moment| at.with_timezone(&self.office.tz()).format("%Y-%m-%dT%H:%M").to_string();
        let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let town = self.office.municipality(&self.municipality);
        let row = &mut self.row;
        row.cell(order.number.as_deref().unwrap_or("")).cell(order.state.code()).cell(order.kind.code());
        row.cell(&order.from.to_string()).cell(&order.to.to_string());
        row.cell(&person.last_name).cell(&person.first_name).cell(&text(person.birth));
        row.cell(&person.guardians.join(", "));
        row.cell(person.dialable().first().map_or("", |phone| &phone.shown));
        let stay = order.stay.as_ref();
        row.cell(stay.map_or("", |stay| &stay.street)).cell(stay.map_or("", |stay| &stay.postcode));
        row.cell(stay.map_or("", |stay| &stay.place)).cell(stay.map_or("", |stay| &stay.detail));
        row.cell(record.disease.code()).cell(&text(record.exposure.last));
        row.cell(record.exposure.category.map_or("", |category| category.code()));
        row.cell(&text(order.proposed.release_test)).cell(&order.legal_basis).cell(&order.rule).cell(&order.rulebook);
        row.cell(order.reason.as_deref().unwrap_or(""));
        row.cell(&order.verbal_at.map(local).unwrap_or_default()).cell(&order.issued_by);
        row.cell(order.spoken_to.as_deref().unwrap_or("")).cell(&order.authority);
        row.cell(town.map_or("", |town| &town.authority_name)).cell(town.map_or("", |town| &town.authority_address));
        row.cell(&self.office.name).cell(&self.office.phone);
        row.cell(&record.reference.to_string()).cell(&record.revision.to_string());
        let ended = order.ended.as_ref();
        row.cell(&ended.map(|ended| local(ended.at)).unwrap_or_default());
        row.cell(ended.map_or("", |ended| &ended.reason));
        row.cell(order.foreign_number.as_deref().unwrap_or(""));
        row.cell(&text(order.letter.written_on)).cell(&text(order.letter.delivered_on));
    }
}

impl Edition for OrdersEdition {
    fn files(&self) -> &'static [&'static str] {
        &["orders.csv"]
    }

    fn begin(&mut self, sinks: Sinks<'_, '_>) -> io::Result<()> {
        for column in COLUMNS {
            self.row.cell(column);
        }
        sinks.first_mut().map_or(Ok(()), |csv| self.row.write_to(csv))
    }

    fn revision(&mut self, bytes: &[u8], sinks: Sinks<'_, '_>) -> io::Result<()> {
        let [csv] = sinks else { return Ok(()) };
        let snapshot: Snapshot = serde_json::from_slice(bytes)?;
        let municipality = self.municipality.clone();
        for order in snapshot.orders_for(&municipality) {
            self.order(order, &snapshot);
            self.row.write_to(csv as &mut dyn Write)?;
        }
        Ok(())
    }

    fn held_back(&self) -> HeldBack {
        HeldBack::default()
    }
}
