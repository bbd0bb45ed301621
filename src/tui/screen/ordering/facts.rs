//! Facts that a proposal stands on: which are asked for, how they are answered, which the record lacks.

use chrono::NaiveDate;

use super::super::super::widget::form::{Field, Name};
use crate::domain::decide::Facts;
use crate::domain::record::{Category, Immunity, Record};
use crate::domain::rulebook::{FactName, Facts as RuleFacts};

/// The facts that this record lacks.
pub(super) fn missing_of(facts: &Facts, record: &Record) -> Facts {
    let is_known = |field: &str| match FactName::from_code(field) {
        Some(FactName::Category) => record.exposure.category.is_some_and(|known| known != Category::Unknown),
        Some(FactName::LastExposure) => record.exposure.last.is_some(),
        Some(FactName::IndexTest) => record.index.tested_on.is_some(),
        Some(FactName::Immunity) => record.immunity != Immunity::Unknown,
        Some(FactName::Onset) => record.infection.onset.is_some(),
        Some(FactName::Specimen) => record.infection.specimen.is_some(),
        None => true,
    };
    let lacking = facts.iter().filter(|(field, _)| !is_known(field));
    lacking.map(|(field, answer)| (field.clone(), answer.clone())).collect()
}

pub(super) fn fact_field(name: FactName) -> Field {
    // Nothing is chosen beforehand: a fact that an order stands on is never answered by a reflex.
    let codes = |all: Vec<&'static str>| std::iter::once("").chain(all).map(str::to_owned).collect::<Vec<_>>();
    let fact = Name::Fact(name.code().to_owned());
    match name {
        FactName::Category => {
            let known = Category::ALL.iter().filter(|category| **category != Category::Unknown);
            Field::choice(fact, codes(known.map(|category| category.code()).collect()), "")
        }
        FactName::Immunity => {
            let known = Immunity::ALL.iter().filter(|immunity| **immunity != Immunity::Unknown);
            Field::choice(fact, codes(known.map(|immunity| immunity.code()).collect()), "")
        }
        FactName::LastExposure | FactName::IndexTest | FactName::Onset | FactName::Specimen => Field::text(fact, ""),
    }
}

pub(super) fn is_date_fact(name: &str) -> bool {
    !matches!(FactName::from_code(name), None | Some(FactName::Category | FactName::Immunity))
}

pub(super) fn apply(facts: &mut RuleFacts, name: &str, answer: &str) {
    let date = NaiveDate::parse_from_str(answer, "%Y-%m-%d").ok();
    match FactName::from_code(name) {
        Some(FactName::Category) => facts.category = Category::from_code(answer).or(facts.category),
        Some(FactName::Immunity) => facts.immunity = Immunity::from_code(answer).unwrap_or(facts.immunity),
        Some(FactName::LastExposure) => facts.last_exposure = date.or(facts.last_exposure),
        Some(FactName::IndexTest) => facts.index_tested_on = date.or(facts.index_tested_on),
        Some(FactName::Onset) => facts.onset = date.or(facts.onset),
        Some(FactName::Specimen) => facts.specimen = date.or(facts.specimen),
        None => {}
    }
}
