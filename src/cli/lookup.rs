//! What a word on the command line names: a record, a call, a code, a date, a fact.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;

use crate::domain::call::{Call, CallState, Reason};
use crate::domain::decide::Facts;
use crate::domain::fold::fold;
use crate::domain::id::{InstitutionId, Reference, ReferenceError};
use crate::domain::municipality::Spoken;
use crate::domain::record::Record;
use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::Lang;

use super::session::Session;

/// The record of a reference.
///
/// # Errors
/// A mistyped reference, or one that no record has.
pub fn record(session: &mut Session, text: &str) -> Result<Record, Failure> {
    let lang = session.lang;
    let reference: Reference = text.parse().map_err(|error| {
        let what = match error {
            ReferenceError::Check => t!(lang, "refusal-reference-mistyped"),
            ReferenceError::Shape => t!(lang, "value-unknown", value = text),
        };
        Failure::new(Kind::Usage, what).hint(t!(lang, "value-unknown-hint", known = "4F7Q-2M9K"))
    })?;
    session
        .read(|queries| queries.record_by_reference(reference))?
        .ok_or_else(|| Failure::new(Kind::Unchanged, t!(lang, "refusal-reference-unknown")))
}

/// The institution of this name.
///
/// # Errors
/// None is called so.
pub fn institution(session: &mut Session, name: &str) -> Result<InstitutionId, Failure> {
    let found = session.read(|queries| queries.institution_by_name(&fold(name)))?;
    found
        .map(|found| found.id)
        .ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "institution-unknown", name = name)))
}

/// The call that is meant: the one of this reason, else the only open one that telephones, else the only open one, else
/// the last one there was.
///
/// # Errors
/// No call at all, or several open ones and no reason.
pub fn call(lang: Lang, calls: Vec<Call>, wanted: Option<Reason>) -> Result<Call, Failure> {
    let fits = |call: &Call| wanted.is_none_or(|reason| call.reason == reason);
    let (mut open, others): (Vec<Call>, Vec<Call>) =
        calls.into_iter().filter(fits).partition(|call| call.state == CallState::Open);
    if open.iter().any(|call| call.reason.telephones()) {
        open.retain(|call| call.reason.telephones());
    }
    if open.len() > 1 {
        let reasons: Vec<&str> = open.iter().map(|call| call.reason.code()).collect();
        return Err(Failure::new(Kind::Usage, t!(lang, "refusal-reference-ambiguous")).hint(t!(
            lang,
            "call-several-hint",
            known = reasons.join(", ")
        )));
    }
    let last = open.into_iter().next().or_else(|| others.into_iter().next_back());
    last.ok_or_else(|| Failure::new(Kind::Unchanged, t!(lang, "call-none")))
}

/// A coded value.
///
/// # Errors
/// A code that there is not; names those that there are.
pub fn code<T: Copy + Display>(lang: Lang, text: &str, all: &[T]) -> Result<T, Failure> {
    let found = all.iter().copied().find(|value| value.to_string() == text);
    found.ok_or_else(|| {
        let known: Vec<String> = all.iter().map(ToString::to_string).collect();
        Failure::new(Kind::Usage, t!(lang, "value-unknown", value = text)).hint(t!(
            lang,
            "value-unknown-hint",
            known = known.join(", ")
        ))
    })
}

/// A date, `2026-03-03` or `03.03.2026`.
///
/// # Errors
/// No date.
pub fn date(lang: Lang, text: &str) -> Result<NaiveDate, Failure> {
    text.parse()
        .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"))
        .map_err(|_| Failure::new(Kind::Usage, t!(lang, "cli-bad-date", text = text)))
}

/// Facts, `field=value` each.
///
/// # Errors
/// A text without an equals sign.
pub fn facts(lang: Lang, texts: &[String]) -> Result<Facts, Failure> {
    let mut facts = BTreeMap::new();
    for text in texts {
        let (field, value) = text.split_once('=').ok_or_else(|| {
            Failure::new(Kind::Usage, t!(lang, "fact-shape", text = text)).hint(t!(lang, "fact-shape-hint"))
        })?;
        facts.insert(field.trim().to_owned(), value.trim().to_owned());
    }
    Ok(facts)
}

/// Labels of codes, joined: `Ermittlung, Teamleitung`.
pub fn joined<'a, T: Copy + 'a>(values: impl IntoIterator<Item = &'a T>, label: impl Fn(T) -> String) -> String {
    values.into_iter().map(|value| label(*value)).collect::<Vec<_>>().join(", ")
}

/// Name of a municipality by its official key; the key where it is unknown.
pub fn municipality(session: &Session, key: &str) -> String {
    session.office.municipality(key).map_or_else(|| key.to_owned(), |found| found.name.clone())
}

/// The official key of a municipality that is named by its key, its name or a spelling.
///
/// # Errors
/// No such municipality, or several of this name.
pub fn municipality_key(session: &Session, text: &str) -> Result<String, Failure> {
    let towns = &session.office.municipalities;
    let spoken = Spoken::new(text);
    let named: Vec<_> = towns.iter().filter(|town| town.key == text || town.is_called(&spoken)).collect();
    if let [town] = named.as_slice() {
        return Ok(town.key.clone());
    }
    let known: Vec<String> = towns.iter().map(|town| format!("{} {}", town.key, town.name)).collect();
    let failure = Failure::new(Kind::Usage, t!(session.lang, "value-unknown", value = text));
    Err(failure.hint(t!(session.lang, "value-unknown-hint", known = known.join(", "))))
}
