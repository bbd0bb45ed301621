//! The rulebook: dated quarantine rules as data. A rule is chosen by the date of decision, and rules once in force stay, so that old
//! orders explain themselves. Built in is a careful start that an office owns and its legal officer signs; it is no legal advice.

mod ban;
mod coverage;
mod facts;
mod proposal;
mod rule;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::calendar::Land;
use super::data_error::{DataError, DataFile};
use super::disease::Disease;

pub use ban::work_ban;
pub use facts::{FactName, Facts};
pub use proposal::{NoProposal, Proposal, ReleaseTest, combine, propose};
pub use rule::{BaseKind, Certainty, Rule, TestKind, TestRule};
pub use words::derivation;

/// The rules of an office, a book for each disease and territory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulebook {
    /// The most specific first: a book of the Land goes before one for all of them.
    books: Vec<Book>,
}

/// The rules of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is about.
    pub diseases: Vec<Disease>,
    /// The Land it holds in; none: all of them.
    pub land: Option<Land>,
    /// Its rules, as written.
    pub rules: Vec<Rule>,
}

const BUILT_IN: [(&str, &str); 5] = [
    ("covid-nrw.toml", include_str!("../defaults/rulebook/covid-nrw.toml")),
    ("measles.toml", include_str!("../defaults/rulebook/measles.toml")),
    ("mpox.toml", include_str!("../defaults/rulebook/mpox.toml")),
    ("meningococcal.toml", include_str!("../defaults/rulebook/meningococcal.toml")),
    ("generic.toml", include_str!("../defaults/rulebook/generic.toml")),
];

impl Rulebook {
    /// The rules that are compiled in; a test proves that they are without fault.
    pub fn built_in() -> Self {
        Self::parse(&BUILT_IN).unwrap_or_default()
    }

    /// The rules in these files (name, text), or every fault found in them: unknown keys, rules of the same key that are in force at the
    /// same time, and gaps in which none is.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<DataError>> {
        let mut books = Vec::new();
        let mut errors = Vec::new();
        for (name, text) in files {
            let file = DataFile { name, text };
            match parse_book(&file) {
                Ok(book) => {
                    errors.extend(rival(&books, &book).map(|why| file.error_at(&(0..0), why)));
                    books.push(book);
                }
                Err(found) => errors.extend(found),
            }
        }
        books.sort_by_key(|book| book.land.is_none());
        if errors.is_empty() { Ok(Self { books }) } else { Err(errors) }
    }

    /// These rules and the office's own in this file: they replace the book with the same id, and go before others on the same disease
    /// and Land; where they hold for nobody on that day, the others still do.
    pub fn with_file(mut self, name: &str, text: &str) -> Result<Self, Vec<DataError>> {
        let file = DataFile { name, text };
        let own = parse_book(&file)?;
        self.books.retain(|book| book.id != own.id);
        if let Some(why) = repeated_rule(&self.books, &own) {
            return Err(vec![file.error_at(&(0..0), why)]);
        }
        self.books.insert(0, own);
        self.books.sort_by_key(|book| book.land.is_none());
        Ok(self)
    }

    /// All books, for lists and the trail.
    pub fn books(&self) -> &[Book] {
        &self.books
    }

    /// The rule with this id, in force or not, so that an old order can be explained.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.books.iter().flat_map(|book| &book.rules).find(|rule| rule.id == id)
    }

    /// The most specific book that has rules in force for these facts, and those of its rules that what is known allows.
    fn candidates(&self, facts: &Facts) -> Option<(&Book, Vec<&Rule>)> {
        self.books.iter().filter(|book| book.is_for(facts)).find_map(|book| {
            let fitting: Vec<_> = book.rules.iter().filter(|rule| rule.may_fit(facts)).collect();
            (!fitting.is_empty()).then_some((book, fitting))
        })
    }
}

impl Book {
    fn is_for(&self, facts: &Facts) -> bool {
        self.diseases.contains(&facts.disease) && self.land.is_none_or(|land| land == facts.land)
    }

    /// Id and version, as orders keep them.
    pub fn edition(&self) -> String {
        format!("{} {}", self.id, self.version)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookFile {
    id: String,
    version: String,
    diseases: Vec<Disease>,
    #[serde(default)]
    land: Option<Land>,
    rules: Vec<Spanned<Rule>>,
}

fn parse_book(file: &DataFile<'_>) -> Result<Book, Vec<DataError>> {
    let raw: BookFile = file.parse().map_err(|error| vec![error])?;
    let mut faults: Vec<_> =
        raw.rules.iter().filter_map(|rule| Some((rule.span(), rule.get_ref().fault(&raw.diseases)?))).collect();
    if faults.is_empty() {
        faults = coverage::faults(&raw.diseases, &raw.rules);
    }
    if !faults.is_empty() {
        return Err(faults.into_iter().map(|(span, message)| file.error_at(&span, message)).collect());
    }
    let rules = raw.rules.into_iter().map(Spanned::into_inner).collect();
    Ok(Book { id: raw.id, version: raw.version, diseases: raw.diseases, land: raw.land, rules })
}

/// Another book on the same disease in the same Land, or a rule id used twice: both would make an order ambiguous.
fn rival(books: &[Book], book: &Book) -> Option<String> {
    let same_place = |other: &&Book| other.land == book.land;
    let disease = |other: &Book| book.diseases.iter().find(|disease| other.diseases.contains(disease)).copied();
    let twice = books.iter().filter(same_place).find_map(|other| Some((disease(other)?, &other.id)));
    twice
        .map(|(disease, other)| format!("{disease} has rules in {other} already"))
        .or_else(|| repeated_rule(books, book))
}

fn repeated_rule(books: &[Book], book: &Book) -> Option<String> {
    let mut seen: BTreeSet<_> = books.iter().flat_map(|other| &other.rules).map(|rule| &rule.id).collect();
    book.rules.iter().find(|rule| !seen.insert(&rule.id)).map(|rule| format!("the rule id {} is used twice", rule.id))
}

/// The last day of a rule; the end of time where it has none.
fn last_day(rule: &Rule) -> NaiveDate {
    rule.to.unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_are_without_fault() {
        assert_eq!(Rulebook::parse(&BUILT_IN), Ok(Rulebook::built_in()));
        assert_eq!(Rulebook::built_in().books().len(), 5);
    }

    #[test]
    fn every_rule_has_an_id_of_its_own_a_source_and_says_how_certain_it_is() {
        let book = Rulebook::built_in();
        let mut ids: Vec<_> = book.books().iter().flat_map(|book| &book.rules).map(|rule| rule.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert!(book.books().iter().flat_map(|book| &book.rules).all(|rule| !rule.source.is_empty()));
    }

    #[test]
    fn two_books_on_one_disease_in_one_land_are_refused() {
        let (name, text) = BUILT_IN[1];
        let errors = Rulebook::parse(&[(name, text), ("own.toml", text)]).unwrap_err();
        assert_eq!(errors[0].to_string(), "own.toml:1:1: measles has rules in measles already");
        let bavarian = text.replace("diseases = [\"measles\"]", "diseases = [\"measles\"]\nland = \"BY\"");
        let errors = Rulebook::parse(&[(name, text), ("own.toml", &bavarian)]).unwrap_err();
        assert_eq!(errors[0].to_string(), "own.toml:1:1: the rule id measles-immune is used twice");
    }

    #[test]
    fn an_office_replaces_a_book_by_its_id_or_puts_its_own_before_it() {
        let (_, text) = BUILT_IN[1];
        let longer = text.replace("days = 21", "days = 14").replace("\"2026-1\"", "\"office-3\"");
        let replaced = Rulebook::built_in().with_file("own.toml", &longer).unwrap();
        assert_eq!(replaced.books().len(), 5);
        assert_eq!(replaced.rule("measles-contact").map(|rule| rule.days), Some(14));
        let renamed =
            longer.replace("id = \"measles", "id = \"own").replace("\"measles\"]", "\"measles\"]\nland = \"NW\"");
        let added = Rulebook::built_in().with_file("own.toml", &renamed).unwrap();
        assert_eq!((added.books().len(), added.books()[0].id.as_str()), (6, "own"));
        let clash = longer.replacen("id = \"measles\"", "id = \"own\"", 1);
        assert!(Rulebook::built_in().with_file("own.toml", &clash).is_err(), "rule ids are unique");
    }

    #[test]
    fn every_disease_has_rules_today() {
        let book = Rulebook::built_in();
        for disease in Disease::ALL {
            assert!(book.books().iter().any(|book| book.diseases.contains(disease)), "{disease}");
        }
    }
}
