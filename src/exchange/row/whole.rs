//! What only the row as a whole says, once each of its cells is understood.

use super::super::cell::name::{Name, split_name, without_title};
use super::super::field::Field;
use super::{Understander, doubt};
use crate::domain::call::Closing;
use crate::domain::disease::Disease;
use crate::domain::intake::{IncomingRow, RowWarning};
use crate::domain::record::{Category, Classification, ExtraField, Group};

/// Cells of a row that are understood together.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) name: Name,
    pub(super) birth_day: Option<(usize, String)>,
    pub(super) birth_month: Option<(usize, String)>,
    pub(super) birth_year: Option<(usize, String)>,
    pub(super) house_number: String,
    pub(super) phone_owner: String,
    pub(super) relation_setting: Option<String>,
    /// The order that the row tells of was lifted, annulled or replaced.
    pub(super) order_is_void: bool,
}

impl Understander {
    /// What only the row as a whole says.
    pub(super) fn complete(&self, row: &mut IncomingRow, mut parts: Parts) {
        if !row.last_name.is_empty() && row.first_name.is_empty() && row.last_name.contains(',') {
            let name = split_name(&row.last_name);
            row.last_name = name.last;
            row.first_name = name.first;
        }
        for name in [&mut row.last_name, &mut row.first_name] {
            if name.contains(' ') {
                let rest = without_title(name, &mut parts.name).to_owned();
                *name = rest;
            }
        }
        if !parts.name.title.is_empty() {
            row.extra.push(ExtraField {
                name: "Titel".to_owned(),
                value: parts.name.title,
                source: self.context.source.clone(),
            });
        }
        if row.sex.is_none() {
            row.sex = parts.name.sex;
        }
        self.birth_of_three(row, parts.birth_day, parts.birth_month, parts.birth_year);
        if !parts.house_number.is_empty() {
            if !row.address.street.is_empty() {
                row.address.street.push(' ');
            }
            row.address.street.push_str(&parts.house_number);
        }
        if !parts.phone_owner.is_empty() {
            for phone in &mut row.phones {
                phone.owner.clone_from(&parts.phone_owner);
            }
        }
        if let Some(relation) = parts.relation_setting {
            if relation == "household" && row.exposure.category.is_none() {
                row.exposure.category = Some(Category::Household);
            }
            if row.exposure.setting.is_none() && relation != "other" {
                row.exposure.setting = Some(relation);
            }
        }
        if row.exposure.category.is_none() && row.exposure.setting.as_deref() == Some("household") {
            row.exposure.category = Some(Category::Household);
        }
        if row.closed.is_none() {
            if row.classification == Some(Classification::NoContact) {
                row.closed = Some(Closing::NotAContact);
            } else if row.deceased {
                row.closed = Some(Closing::Deceased);
            }
        }
        if row.closed == Some(Closing::Deceased) {
            row.deceased = true;
        }
        if parts.order_is_void {
            self.keep_void_order(row);
        }
        self.add_constants(row);
        if let (Some(from), Some(to)) = (row.quarantine.from, row.quarantine.to)
            && to < from
        {
            warn_whole(row, Field::QuarantineTo, "warning-ends-before-it-begins", &format!("{from} – {to}"));
        }
        if let (Some(first), Some(last)) = (row.exposure.first, row.exposure.last)
            && last < first
        {
            warn_whole(row, Field::ExposureLast, "warning-ends-before-it-begins", &format!("{first} – {last}"));
        }
    }

    /// An order that no longer holds is remembered, and never taken as one in force.
    fn keep_void_order(&self, row: &mut IncomingRow) {
        let order = std::mem::take(&mut row.quarantine);
        let days = [order.from, order.to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        row.extra.push(ExtraField {
            name: Field::QuarantineTo.code().to_owned(),
            value: days.join(" – "),
            source: self.context.source.clone(),
        });
    }

    /// What the profile says of all rows, where a row says nothing.
    fn add_constants(&self, row: &mut IncomingRow) {
        let constant = |field| self.context.profile.constant(field);
        row.disease = row.disease.or_else(|| constant(Field::Disease).and_then(Disease::from_code));
        row.group = row.group.or_else(|| constant(Field::Group).and_then(Group::from_code));
        let exposure = &mut row.exposure;
        exposure.category =
            exposure.category.or_else(|| constant(Field::ExposureCategory).and_then(Category::from_code));
        for (slot, field) in [
            (&mut exposure.setting, Field::ExposureSetting),
            (&mut row.institution, Field::Institution),
            (&mut row.municipality, Field::Municipality),
        ] {
            if slot.is_none() {
                *slot = constant(field).map(str::to_owned);
            }
        }
    }

    fn birth_of_three(
        &self,
        row: &mut IncomingRow,
        day: Option<(usize, String)>,
        month: Option<(usize, String)>,
        year: Option<(usize, String)>,
    ) {
        if row.birth.is_some() {
            return;
        }
        match (day, month, year) {
            (None, None, None) => {}
            (Some((at, day)), Some((_, month)), Some((_, year))) => {
                let whole = |part: &str| part.strip_suffix(".0").unwrap_or(part).to_owned();
                let text = format!("{}.{}.{}", whole(&day), whole(&month), whole(&year));
                row.birth = self.date(row, at, Field::Birth, &text);
            }
            (day, month, year) => {
                let at = year.as_ref().or(month.as_ref()).or(day.as_ref()).map_or(0, |(at, _)| *at);
                let part = |part: Option<(usize, String)>| part.map_or_else(|| "?".to_owned(), |(_, text)| text);
                let text = format!("{}.{}.{}", part(day), part(month), part(year));
                doubt(row, at, Field::Birth, "doubt-incomplete-date", &text);
            }
        }
    }
}

fn warn_whole(row: &mut IncomingRow, field: Field, reason_key: &'static str, text: &str) {
    let line = row.line;
    row.warnings.push(RowWarning {
        line,
        column: 0,
        field: field.code().to_owned(),
        reason_key,
        text: text.to_owned(),
    });
}
