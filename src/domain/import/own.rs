//! A row of our own edition about a record of this very office: nothing of it is taken, and what somebody has changed in it
//! by hand is named.

use std::collections::BTreeSet;

use super::super::decide::Ctx;
use super::super::intake::{IncomingRow, RowWarning};
use super::super::person::Person;
use super::super::record::Record;
use super::merge;

/// The fields with a value that a merge would replace, and that a list says in the very words of the record.
const FIELDS: &[&str] = &[
    "last_name",
    "first_name",
    "birth",
    "sex",
    "email",
    "reported_on",
    "exposure.first",
    "exposure.last",
    "exposure.category",
    "onset",
    "specimen",
    "index.words",
    "follow_up_until",
    "closing",
    "group",
    "immunity",
    "classification",
];

/// A warning for each field in which the row differs from what is known. A cell that was emptied says nothing.
pub fn changed_by_hand(row: &IncomingRow, person: &Person, record: &Record, ctx: &Ctx<'_>) -> Vec<RowWarning> {
    let all: BTreeSet<String> = FIELDS.iter().map(|field| (*field).to_owned()).collect();
    let mut warnings = Vec::new();
    let (mut merged, mut ours) = (person.clone(), Record { office_set: all.clone(), ..record.clone() });
    merge::person(&mut merged, row, &all, &mut warnings, ctx);
    merge::facts(&mut ours, row, &mut warnings);
    let mut differs = |field: &str, text: String| {
        let (field, reason_key) = (field.to_owned(), "");
        warnings.push(RowWarning { line: row.line, column: 0, field, reason_key, text });
    };
    for number in merged.phones.get(person.phones.len()..).unwrap_or_default() {
        differs("phone", number.raw.clone());
    }
    if let Some(known) = person.stays_at() {
        let address = &row.address;
        let parts = [
            ("street", &known.street, &address.street),
            ("postcode", &known.postcode, &address.postcode),
            ("place", &known.place, &address.place),
        ];
        for (field, _, theirs) in parts.iter().filter(|(_, ours, theirs)| !theirs.is_empty() && ours != theirs) {
            differs(field, (*theirs).clone());
        }
    }
    for warning in &mut warnings {
        warning.reason_key = "warning-own-edition";
    }
    warnings
}
