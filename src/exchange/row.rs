//! Cells of a row made into an [`IncomingRow`]. A value that can't be understood never costs the row: it is kept as a doubt.

mod whole;

use std::borrow::Cow;

use chrono::NaiveDate;
use csv::ByteRecord;

use self::whole::Parts;
use super::cell::address::{is_postcode, split_address, split_postcode};
use super::cell::date::{DateOf, SlashOrder, parse_date};
use super::cell::name::{sex_of_address, split_family_first, split_name};
use super::cell::text::{clean, one_line};
use super::dialect::Encoding;
use super::field::{Field, Target};
use super::list::Column;
use super::profile::Profile;
use crate::domain::call::{Closing, Priority};
use crate::domain::disease::Disease;
use crate::domain::id::ExternalId;
use crate::domain::intake::{IncomingRow, RowWarning};
use crate::domain::order::OrderState;
use crate::domain::person::Sex;
use crate::domain::phone::parse_cell;
use crate::domain::record::{Category, Classification, Doubt, ExtraField, Group, Immunity, Kind};

/// What all rows of a file share.
#[derive(Debug, Clone)]
pub struct Context {
    /// File name, without folder: source of extra fields.
    pub source: String,
    /// Encoding of its cells.
    pub encoding: Encoding,
    /// Profile.
    pub profile: Profile,
    /// Columns.
    pub columns: Vec<Column>,
    /// What the rows are.
    pub kind: Kind,
    /// Whether that was asked for.
    pub kind_is_given: bool,
    /// Order of slashed dates.
    pub slash_order: SlashOrder,
    /// The day of the import.
    pub today: NaiveDate,
    /// Country of numbers without a country code.
    pub region: String,
}

/// Understands rows, one after the other. Words that repeat down a column are looked up once.
#[derive(Debug)]
pub struct Understander {
    context: Context,
    seen: Vec<Vec<(String, Option<String>)>>,
}

impl Understander {
    /// For the rows of one file.
    pub fn new(context: Context) -> Self {
        let seen = vec![Vec::new(); context.columns.len()];
        Self { context, seen }
    }

    /// What all rows share.
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// The row of these cells; none where nothing at all stands in them.
    pub fn understand(&mut self, line: u64, cells: &ByteRecord) -> Option<IncomingRow> {
        let mut row = IncomingRow::new(line, self.context.kind);
        let mut parts = Parts::default();
        let mut empty = true;
        for (at, bytes) in cells.iter().enumerate() {
            if bytes.is_empty() {
                continue;
            }
            let text = self.context.encoding.text(bytes);
            let Some(column) = self.context.columns.get(at) else { continue };
            match &column.target {
                Target::Ignored => continue,
                Target::Extra => {
                    if !text.trim().is_empty() {
                        empty = false;
                        row.extra.push(ExtraField {
                            name: if column.heading.is_empty() {
                                format!("#{}", at + 1)
                            } else {
                                column.heading.clone()
                            },
                            value: text.into_owned(),
                            source: self.context.source.clone(),
                        });
                    }
                    continue;
                }
                Target::Id(_) | Target::Field(_) => {}
            }
            let cleaned = clean(&text);
            if cleaned.text.is_empty() {
                continue;
            }
            empty = false;
            let field_code = match &column.target {
                Target::Field(field) => field.code(),
                _ => "external_id",
            };
            if cleaned.had_controls {
                warn(&mut row, at, field_code, "warning-control-characters", &text);
            }
            if cleaned.is_formula {
                warn(&mut row, at, field_code, "warning-formula", &cleaned.text);
            }
            let value = cleaned.text;
            match column.target.clone() {
                Target::Id(system) => row.external_ids.push(ExternalId { system, value: one_line(&value) }),
                Target::Field(field) => self.fill(&mut row, &mut parts, at, field, &value),
                Target::Extra | Target::Ignored => {}
            }
        }
        if empty {
            return None;
        }
        self.complete(&mut row, parts);
        Some(row)
    }

    fn fill(&mut self, row: &mut IncomingRow, parts: &mut Parts, at: usize, field: Field, value: &str) {
        if field.is_date() {
            if let Some(date) = self.date(row, at, field, value) {
                *date_slot(row, field) = Some(date);
            }
            return;
        }
        if self.context.profile.says_unknown(value) {
            return;
        }
        match field {
            Field::LastName => row.last_name = one_line(value),
            Field::FirstName => row.first_name = one_line(value),
            Field::FullName | Field::FullNameFamilyFirst => {
                let name = if field == Field::FullName { split_name(value) } else { split_family_first(value) };
                row.last_name = one_line(&name.last);
                row.first_name = one_line(&name.first);
                parts.name.title = name.title;
                parts.name.sex = parts.name.sex.or(name.sex);
            }
            Field::Salutation => parts.name.sex = parts.name.sex.or(sex_of_address(value)),
            Field::BirthDay => parts.birth_day = Some((at, value.to_owned())),
            Field::BirthMonth => parts.birth_month = Some((at, value.to_owned())),
            Field::BirthYear => parts.birth_year = Some((at, value.to_owned())),
            Field::Languages => self.languages(row, at, value),
            Field::Phone | Field::PhonePrivate | Field::PhoneWork | Field::PhoneMobile => {
                self.phones(row, at, field, value);
            }
            Field::PhoneOwner => parts.phone_owner = one_line(value),
            Field::Email => match value.split_once('@') {
                Some((name, host)) if !name.is_empty() && host.contains('.') && !value.contains(' ') => {
                    row.email = Some(value.to_owned());
                }
                _ => doubt(row, at, field, "doubt-no-email", value),
            },
            Field::Street => row.address.street = one_line(value),
            Field::HouseNumber => value.strip_suffix(".0").unwrap_or(value).clone_into(&mut parts.house_number),
            Field::Postcode => Self::postcode(row, at, value.strip_suffix(".0").unwrap_or(value)),
            Field::Place => {
                let (postcode, place) = split_postcode(value);
                if row.address.postcode.is_empty() && !postcode.is_empty() {
                    Self::postcode(row, at, &postcode);
                }
                row.address.place = one_line(&place);
            }
            Field::PostcodePlace => {
                let (postcode, place) = split_postcode(value);
                if !postcode.is_empty() {
                    Self::postcode(row, at, &postcode);
                }
                row.address.place = one_line(&place);
            }
            Field::Address => {
                let (street, postcode, place) = split_address(value);
                if row.address.street.is_empty() {
                    row.address.street = one_line(&street);
                }
                if !postcode.is_empty() {
                    Self::postcode(row, at, &postcode);
                }
                if !place.is_empty() {
                    row.address.place = one_line(&place);
                }
            }
            Field::AddressDetail => row.address.detail = one_line(value),
            Field::Guardians => {
                let names = value.split([';', '/', '\n']).map(str::trim).filter(|name| !name.is_empty());
                row.guardians.extend(names.map(one_line));
            }
            Field::IndexExternal if row.kind == Kind::Case => {
                row.external_ids.push(ExternalId { system: "list-row".to_owned(), value: one_line(value) });
            }
            Field::Index | Field::IndexExternal => {
                let is_number = !value.contains(' ') && value.bytes().any(|b| b.is_ascii_digit());
                if field == Field::IndexExternal || is_number {
                    row.index.external = Some(one_line(value));
                } else {
                    row.index.words = Some(one_line(value));
                }
            }
            Field::IndexWords => row.index.words = Some(one_line(value)),
            Field::Finding => append(&mut row.infection.finding, value),
            Field::Municipality => row.municipality = Some(one_line(value)),
            Field::Institution => row.institution = Some(one_line(value)),
            Field::Note => append(&mut row.note, value),
            Field::ExposureSetting => {
                let code = self.code(at, field, value).map(Cow::into_owned);
                row.exposure.setting = Some(code.unwrap_or_else(|| one_line(value)));
            }
            Field::QuarantineVerbally | Field::QuarantineWritten => self.ordered(row, at, field, value),
            Field::QuarantineState => match OrderState::from_code(value) {
                Some(OrderState::Issued | OrderState::Requested | OrderState::Ended) => {}
                Some(OrderState::Amended | OrderState::Lifted | OrderState::Annulled) => {
                    parts.order_is_void = true;
                    self.keep(row, at, value);
                }
                None => doubt(row, at, field, "doubt-unknown-word", value),
            },
            _ => self.coded(row, parts, at, field, value),
        }
    }

    /// Fields whose cell is a word of a list.
    fn coded(&mut self, row: &mut IncomingRow, parts: &mut Parts, at: usize, field: Field, value: &str) {
        let Some(code) = self.code(at, field, value).map(Cow::into_owned) else {
            match field {
                // An occupation or a kind that says nothing to the rules is no doubt, but kept.
                Field::Group | Field::Relation | Field::Kind => self.keep(row, at, value),
                Field::Classification if row.kind == Kind::Case => self.keep(row, at, value),
                _ => doubt(row, at, field, "doubt-unknown-word", value),
            }
            return;
        };
        match field {
            Field::Sex => row.sex = Sex::from_code(&code),
            Field::Disease => row.disease = Disease::from_code(&code),
            Field::ExposureCategory => row.exposure.category = Category::from_code(&code),
            Field::Classification => row.classification = Classification::from_code(&code),
            Field::Group => row.group = Group::from_code(&code),
            Field::Immunity => row.immunity = Immunity::from_code(&code),
            Field::Priority => row.priority = Priority::from_code(&code),
            Field::Status => row.closed = row.closed.or_else(|| Closing::from_code(&code)),
            Field::Condition => row.deceased = code == "dead",
            Field::Relation => parts.relation_setting = Some(code),
            Field::Kind if !self.context.kind_is_given => row.kind = Kind::from_code(&code).unwrap_or(row.kind),
            _ => {}
        }
    }

    fn keep(&self, row: &mut IncomingRow, at: usize, value: &str) {
        let name = self.context.columns.get(at).map(|column| column.heading.clone()).unwrap_or_default();
        row.extra.push(ExtraField { name, value: value.to_owned(), source: self.context.source.clone() });
    }

    /// The code of a word in a column, from memory where it stood there before.
    fn code(&mut self, at: usize, field: Field, value: &str) -> Option<Cow<'_, str>> {
        let profile = &self.context.profile;
        let Some(seen) = self.seen.get_mut(at) else { return profile.code(field, value).map(Cow::Borrowed) };
        if let Some(known) = seen.iter().position(|(word, _)| word == value) {
            return seen.get(known).and_then(|(_, code)| code.as_deref()).map(Cow::Borrowed);
        }
        let code = profile.code(field, value).map(str::to_owned);
        if seen.len() < 24 {
            seen.push((value.to_owned(), code.clone()));
        }
        code.map(Cow::Owned)
    }

    fn date(&self, row: &mut IncomingRow, at: usize, field: Field, value: &str) -> Option<NaiveDate> {
        if self.context.profile.says_unknown(value) {
            return None;
        }
        let of = match field {
            Field::Birth => DateOf::Birth,
            Field::FollowUpUntil | Field::QuarantineFrom | Field::QuarantineTo => DateOf::Any,
            _ => DateOf::Past,
        };
        match parse_date(value, self.context.slash_order, of, self.context.today) {
            Ok(date) => Some(date),
            Err(fault) => {
                doubt(row, at, field, fault.key(), value);
                None
            }
        }
    }

    fn languages(&mut self, row: &mut IncomingRow, at: usize, value: &str) {
        for word in value.split([',', ';', '/', '+', '\n']).flat_map(|part| part.split(" und ")).map(str::trim) {
            let word = word.strip_suffix('.').unwrap_or(word);
            if word.is_empty() {
                continue;
            }
            match self.code(at, Field::Languages, word).map(Cow::into_owned) {
                Some(code) if !row.languages.contains(&code) => row.languages.push(code),
                Some(_) => {}
                None if word.len() == 2 && word.bytes().all(|b| b.is_ascii_lowercase()) => {
                    row.languages.push(word.to_owned());
                }
                None => doubt(row, at, Field::Languages, "doubt-unknown-word", word),
            }
        }
    }

    fn phones(&self, row: &mut IncomingRow, at: usize, field: Field, value: &str) {
        let column_label = match field {
            Field::PhonePrivate => "privat",
            Field::PhoneWork => "dienstlich",
            Field::PhoneMobile => "Mobil",
            _ => "",
        };
        for mut number in parse_cell(value, &self.context.region) {
            if row.email.is_none() && number.e164.is_none() && number.raw.contains('@') {
                row.email = Some(number.raw);
                continue;
            }
            if let Some(fault) = number.fault {
                doubt(row, at, field, fault.key(), &number.raw);
            }
            if row.phones.iter().any(|known| known.e164.is_some() && known.e164 == number.e164) {
                continue;
            }
            if number.label.is_empty() {
                number.label.push_str(column_label);
            }
            row.phones.push(number);
        }
    }

    fn postcode(row: &mut IncomingRow, at: usize, value: &str) {
        if !is_postcode(value) {
            doubt(row, at, Field::Postcode, "doubt-postcode", value);
        }
        value.clone_into(&mut row.address.postcode);
    }

    /// Whether an order was given: yes, no, or the date on which it was.
    fn ordered(&self, row: &mut IncomingRow, at: usize, field: Field, value: &str) {
        let (said, date_field) = match (self.context.profile.yes_or_no(value), field) {
            (Some(said), _) => (Some(said), None),
            (None, Field::QuarantineVerbally) => (None, Some(Field::QuarantineVerballyOn)),
            (None, _) => (None, Some(Field::QuarantineWrittenOn)),
        };
        let on = date_field.and_then(|date_field| self.date(row, at, date_field, value));
        let said = said.or_else(|| on.is_some().then_some(true));
        let quarantine = &mut row.quarantine;
        if field == Field::QuarantineVerbally {
            quarantine.verbally = said;
            quarantine.verbally_on = quarantine.verbally_on.or(on);
        } else {
            quarantine.written = said;
            quarantine.written_on = quarantine.written_on.or(on);
        }
    }
}

const fn date_slot(row: &mut IncomingRow, field: Field) -> &mut Option<NaiveDate> {
    match field {
        Field::ReportedOn => &mut row.reported_on,
        Field::ExposureFirst => &mut row.exposure.first,
        Field::ExposureLast => &mut row.exposure.last,
        Field::Onset => &mut row.infection.onset,
        Field::Specimen => &mut row.infection.specimen,
        Field::IndexTestedOn => &mut row.index.tested_on,
        Field::FollowUpUntil => &mut row.follow_up_until,
        Field::QuarantineFrom => &mut row.quarantine.from,
        Field::QuarantineTo => &mut row.quarantine.to,
        Field::QuarantineVerballyOn => &mut row.quarantine.verbally_on,
        Field::QuarantineWrittenOn => &mut row.quarantine.written_on,
        _ => &mut row.birth,
    }
}

fn append(slot: &mut Option<String>, value: &str) {
    match slot {
        Some(text) => {
            text.push('\n');
            text.push_str(value);
        }
        None => *slot = Some(value.to_owned()),
    }
}

fn doubt(row: &mut IncomingRow, at: usize, field: Field, why: &'static str, text: &str) {
    row.doubts.push(Doubt { field: field.code().to_owned(), text: text.to_owned(), why: why.to_owned() });
    warn(row, at, field.code(), why, text);
}

fn warn(row: &mut IncomingRow, at: usize, field: &str, reason_key: &'static str, text: &str) {
    let line = row.line;
    row.warnings.push(RowWarning { line, column: at + 1, field: field.to_owned(), reason_key, text: text.to_owned() });
}
