//! A row about a record that is known: what is empty is filled, what the office has not changed is replaced,
//! what it has changed stays, with a warning.

use std::collections::BTreeSet;

use super::super::decide::Ctx;
use super::super::intake::{IncomingRow, RowWarning};
use super::super::person::{Person, Phone};
use super::super::phone::ParsedNumber;
use super::super::record::{Category, Record};
use super::{Known, Source, Taken, Verdict, address_of, note_for, order};

/// Merges a row into what is known.
pub(super) fn change(row: &IncomingRow, known: Known, source: &Source, ctx: &Ctx<'_>) -> Taken {
    let Known { person: mut person_now, record, office_set, orders, notes } = known;
    let Some(mut record_now) = record else {
        let known = Known { person: person_now, record: None, office_set, orders, notes };
        return super::add(row, Some(known), source, ctx);
    };
    let (person_before, record_before) = (person_now.clone(), record_now.clone());
    let mut warnings = Vec::new();
    person(&mut person_now, row, &office_set, &mut warnings, ctx);
    facts(&mut record_now, row, &mut warnings);
    let order = order::from_row(row, &record_now, &person_now, &orders, ctx);
    let note = note_for(row, record_now.id, ctx).filter(|note| notes.iter().all(|known| known.text != note.text));
    let is_new = person_now != person_before || record_now != record_before || order.is_some() || note.is_some();
    if is_new && record_now.revision > 0 {
        record_now.revision += 1;
        record_now.worked = Some(super::super::record::Worked { at: ctx.now, why: "imported".to_owned() });
    }
    Taken {
        verdict: if is_new { Verdict::Changed } else { Verdict::Unchanged },
        person: person_now,
        record: record_now,
        call: None,
        note,
        order,
        warnings,
        without_call: false,
    }
}

/// A field under merge: its name, whether the office has set it, where warnings go.
struct Field<'a> {
    row: &'a IncomingRow,
    office_set: &'a BTreeSet<String>,
    warnings: &'a mut Vec<RowWarning>,
}

impl Field<'_> {
    /// Takes an incoming value into an optional field.
    fn option<T: Clone + PartialEq + ToString>(&mut self, name: &str, ours: &mut Option<T>, theirs: Option<&T>) {
        let Some(theirs) = theirs else { return };
        if ours.as_ref() == Some(theirs) {
            return;
        }
        if ours.is_some() && self.is_ours(name, &theirs.to_string()) {
            return;
        }
        *ours = Some(theirs.clone());
    }

    /// Takes an incoming text into a field where empty means unknown.
    fn text(&mut self, name: &str, ours: &mut String, theirs: &str) {
        if theirs.is_empty() || ours == theirs || (!ours.is_empty() && self.is_ours(name, theirs)) {
            return;
        }
        theirs.clone_into(ours);
    }

    /// Takes an incoming value into a field that has a value for unknown.
    fn known<T: Copy + PartialEq + ToString>(&mut self, name: &str, ours: &mut T, theirs: Option<T>, unknown: T) {
        let Some(theirs) = theirs.filter(|theirs| *theirs != unknown && *theirs != *ours) else { return };
        if *ours != unknown && self.is_ours(name, &theirs.to_string()) {
            return;
        }
        *ours = theirs;
    }

    /// Whether the office has set it; then the incoming value is kept as a warning only.
    fn is_ours(&mut self, name: &str, theirs: &str) -> bool {
        let ours = self.office_set.contains(name);
        if ours {
            self.warnings.push(RowWarning {
                line: self.row.line,
                column: 0,
                field: name.to_owned(),
                reason_key: "warning-kept-own",
                text: theirs.to_owned(),
            });
        }
        ours
    }
}

/// Merges the person of a row.
pub(super) fn person(
    person: &mut Person,
    row: &IncomingRow,
    office_set: &BTreeSet<String>,
    warnings: &mut Vec<RowWarning>,
    ctx: &Ctx<'_>,
) {
    let mut field = Field { row, office_set, warnings };
    field.text("last_name", &mut person.last_name, &row.last_name);
    field.text("first_name", &mut person.first_name, &row.first_name);
    field.option("birth", &mut person.birth, row.birth.as_ref());
    field.known("sex", &mut person.sex, row.sex, super::super::person::Sex::Unknown);
    field.option("email", &mut person.email, row.email.as_ref());
    if person.languages.is_empty() && !office_set.contains("languages") {
        person.languages.clone_from(&row.languages);
    }
    for guardian in row.guardians.iter().filter(|_| !office_set.contains("guardians")) {
        if !person.guardians.contains(guardian) {
            person.guardians.push(guardian.clone());
        }
    }
    person.deceased |= row.deceased;
    for number in &row.phones {
        let is_known = person.phones.iter().any(|phone| same_number(phone, number));
        if !is_known {
            person.phones.push(phone(number));
        }
    }
    if let Some(incoming) = address_of(row, ctx) {
        match person.addresses.iter_mut().find(|address| address.kind == incoming.kind) {
            None => person.addresses.push(incoming),
            Some(ours) if *ours == incoming => {}
            Some(ours) => {
                let shown = format!("{}, {} {}", incoming.street, incoming.postcode, incoming.place);
                if !field.is_ours("address", &shown) {
                    *ours = incoming;
                }
            }
        }
    }
}

fn same_number(ours: &Phone, theirs: &ParsedNumber) -> bool {
    match (&ours.e164, &theirs.e164) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => ours.raw == theirs.raw,
    }
}

/// A number as it came, with no history yet.
pub(super) fn phone(number: &ParsedNumber) -> Phone {
    number.clone().into_phone()
}

/// Merges the facts of a row.
pub(super) fn facts(record: &mut Record, row: &IncomingRow, warnings: &mut Vec<RowWarning>) {
    let office_set = record.office_set.clone();
    let mut field = Field { row, office_set: &office_set, warnings };
    field.option("reported_on", &mut record.reported_on, row.reported_on.as_ref());
    field.option("exposure.first", &mut record.exposure.first, row.exposure.first.as_ref());
    field.option("exposure.last", &mut record.exposure.last, row.exposure.last.as_ref());
    let category = row.exposure.category.filter(|category| *category != Category::Unknown);
    field.option("exposure.category", &mut record.exposure.category, category.as_ref());
    field.option("exposure.setting", &mut record.exposure.setting, row.exposure.setting.as_ref());
    field.option("onset", &mut record.infection.onset, row.infection.onset.as_ref());
    field.option("specimen", &mut record.infection.specimen, row.infection.specimen.as_ref());
    field.option("finding", &mut record.infection.finding, row.infection.finding.as_ref());
    field.option("index.external", &mut record.index.external, row.index.external.as_ref());
    field.option("index.words", &mut record.index.words, row.index.words.as_ref());
    field.option("follow_up_until", &mut record.follow_up_until, row.follow_up_until.as_ref());
    field.option("closing", &mut record.closing, row.closed.as_ref());
    field.known("group", &mut record.group, row.group, super::super::record::Group::General);
    field.known("immunity", &mut record.immunity, row.immunity, super::super::record::Immunity::Unknown);
    let unconfirmed = super::super::record::Classification::Unconfirmed;
    field.known("classification", &mut record.classification, row.classification, unconfirmed);
    for id in &row.external_ids {
        if !record.external_ids.contains(id) {
            record.external_ids.push(id.clone());
        }
    }
    for incoming in &row.extra {
        match record.extra.iter_mut().find(|field| field.name == incoming.name) {
            Some(ours) => ours.value.clone_from(&incoming.value),
            None => record.extra.push(incoming.clone()),
        }
    }
    for doubt in &row.doubts {
        let is_settled = office_set.contains(&doubt.field);
        if !is_settled && !record.doubts.contains(doubt) {
            record.doubts.push(doubt.clone());
        }
    }
}
