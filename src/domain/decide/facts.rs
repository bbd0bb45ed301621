//! Interview answers become fields of the record: by the names that scripts use.

use chrono::NaiveDate;

use super::super::record::{Category, Group, Immunity, Record};
use super::{Ctx, Facts, Refusal};

/// Puts every answer into its field, and remembers that the office has set it.
pub(super) fn apply(record: &mut Record, facts: &Facts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    for (field, answer) in facts {
        apply_one(record, field, answer.trim(), ctx.today())?;
        let name = name_of(field);
        record.office_set.insert(name.to_owned());
        record.doubts.retain(|doubt| name_of(&doubt.field) != name);
    }
    Ok(())
}

/// Puts the answers into their fields that the record has none of yet.
pub(super) fn apply_missing(record: &mut Record, facts: &Facts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let missing = facts.iter().filter(|(field, _)| !is_known(record, field));
    let missing: Facts = missing.map(|(field, answer)| (field.clone(), answer.clone())).collect();
    apply(record, &missing, ctx)
}

/// Whether the record has an answer of its own.
fn is_known(record: &Record, field: &str) -> bool {
    match field {
        "exposure.first" => record.exposure.first.is_some(),
        "exposure.last" => record.exposure.last.is_some(),
        "exposure.category" => record.exposure.category.is_some_and(|category| category != Category::Unknown),
        "exposure.setting" => record.exposure.setting.is_some(),
        "index.tested_on" => record.index.tested_on.is_some(),
        "onset" | "infection.onset" => record.infection.onset.is_some(),
        "specimen" | "infection.specimen" => record.infection.specimen.is_some(),
        "group" => record.group != Group::General || record.office_set.contains("group"),
        "immunity" => record.immunity != Immunity::Unknown,
        other => record.answers.contains_key(other.strip_prefix("answers.").unwrap_or(other)),
    }
}

/// The one name under which imports ask whether the office has set a field.
fn name_of(field: &str) -> &str {
    match field {
        "infection.onset" => "onset",
        "infection.specimen" => "specimen",
        other => other,
    }
}

fn apply_one(record: &mut Record, field: &str, answer: &str, today: NaiveDate) -> Result<(), Refusal> {
    let bad = || Refusal::BadFact(field.to_owned());
    let past_date = || -> Result<Option<NaiveDate>, Refusal> {
        if answer.is_empty() {
            return Ok(None);
        }
        let date: NaiveDate = answer.parse().map_err(|_| bad())?;
        if date > today { Err(bad()) } else { Ok(Some(date)) }
    };
    match field {
        "exposure.first" => record.exposure.first = past_date()?,
        "exposure.last" => record.exposure.last = past_date()?,
        "exposure.category" => record.exposure.category = Some(Category::from_code(answer).ok_or_else(bad)?),
        "exposure.setting" => record.exposure.setting = Some(answer.to_owned()).filter(|text| !text.is_empty()),
        "index.tested_on" => record.index.tested_on = past_date()?,
        "onset" | "infection.onset" => record.infection.onset = past_date()?,
        "specimen" | "infection.specimen" => record.infection.specimen = past_date()?,
        "group" => record.group = Group::from_code(answer).ok_or_else(bad)?,
        "immunity" => record.immunity = Immunity::from_code(answer).ok_or_else(bad)?,
        other => {
            let name = other.strip_prefix("answers.").unwrap_or(other);
            record.answers.insert(name.to_owned(), answer.to_owned());
        }
    }
    Ok(())
}
