//! Profiles: which heading fills which field, and which word means what. Data (TOML), checked with line and column.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::cell::date::SlashOrder;
use super::cell::text::{fold, fold_heading};
use super::field::{Field, Target};
use crate::domain::call::{Closing, Priority};
use crate::domain::disease::Disease;
use crate::domain::person::Sex;
use crate::domain::record::{Category, Classification, Group, Immunity, Kind};

/// How a kind of list is read.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Contact or case, where the profile decides it.
    pub kind: Option<Kind>,
    /// Order of slashed dates, where the file itself does not show it.
    pub slash_order: SlashOrder,
    /// System of the identifiers of its rows; the record's `source`.
    pub source: String,
    columns: HashMap<String, Target>,
    words: HashMap<Field, Codes>,
    yes: Vec<String>,
    no: Vec<String>,
    unknown: Vec<String>,
    constants: HashMap<Field, String>,
}

/// Folded words of a field and the codes that they mean.
type Codes = HashMap<String, String>;
/// Codes and their spellings, as written.
type WrittenCodes = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// What is wrong with a profile, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Message key: `profile-syntax`, `profile-unknown-field`, …
    pub key: &'static str,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What the sentence needs.
    pub detail: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} {}", self.line, self.column, self.key, self.detail)
    }
}

impl std::error::Error for ProfileError {}

/// The profiles that ship, the more particular first.
const BUILT_IN: [(&str, &str); 4] = [
    ("sormas-import", include_str!("../defaults/profiles/sormas-import.toml")),
    ("sormas-export", include_str!("../defaults/profiles/sormas-export.toml")),
    ("records", include_str!("../defaults/profiles/records.toml")),
    ("excel-list", include_str!("../defaults/profiles/excel-list.toml")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    kind: Option<Spanned<String>>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    slashed_dates: Option<Spanned<String>>,
    /// Another profile whose words hold here too.
    words_of: Option<Spanned<String>>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    unknown: Vec<String>,
    #[serde(default)]
    constants: BTreeMap<Spanned<String>, Spanned<String>>,
    columns: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    words: BTreeMap<Spanned<String>, WrittenCodes>,
}

impl Profile {
    /// The profiles that ship.
    pub fn built_in() -> Result<Vec<Self>, ProfileError> {
        static PARSED: LazyLock<Result<Vec<Profile>, ProfileError>> =
            LazyLock::new(|| BUILT_IN.iter().map(|(_, text)| Profile::parse(text)).collect());
        PARSED.clone()
    }

    /// The shipped profile of this name.
    pub fn named(name: &str) -> Option<Result<Self, ProfileError>> {
        BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| Self::parse(text))
    }

    /// Reads a profile.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let at = |offset: usize, key, detail: &str| {
            let (line, column) = line_and_column(text, offset);
            ProfileError { key, line, column, detail: detail.to_owned() }
        };
        let written: Written = toml::from_str(text)
            .map_err(|error| at(error.span().map_or(0, |span| span.start), "profile-syntax", error.message()))?;
        let mut profile = match &written.words_of {
            None => Self::empty(),
            Some(base) => Self::named(base.as_ref())
                .ok_or_else(|| at(base.span().start, "profile-unknown-profile", base.as_ref()))??
                .words_only(),
        };
        profile.source = written.source.unwrap_or_else(|| "list".to_owned());
        profile.name = written.name;
        profile.kind = match &written.kind {
            None => None,
            Some(kind) => Some(
                Kind::from_code(kind.as_ref())
                    .ok_or_else(|| at(kind.span().start, "profile-unknown-value", kind.as_ref()))?,
            ),
        };
        profile.slash_order =
            match written.slashed_dates.as_ref().map(|order| (order.as_ref().as_str(), order.span().start)) {
                None | Some(("day-first", _)) => SlashOrder::DayFirst,
                Some(("month-first", _)) => SlashOrder::MonthFirst,
                Some((other, offset)) => return Err(at(offset, "profile-unknown-value", other)),
            };
        profile.yes.extend(written.yes.iter().map(|word| fold(word)));
        profile.no.extend(written.no.iter().map(|word| fold(word)));
        profile.unknown.extend(written.unknown.iter().map(|word| word.to_lowercase()));
        for (name, value) in &written.constants {
            let field = Field::from_code(name.as_ref())
                .ok_or_else(|| at(name.span().start, "profile-unknown-field", name.as_ref()))?;
            let known = match field {
                Field::Disease | Field::ExposureCategory | Field::Group => is_code_of(field, value.as_ref()),
                Field::ExposureSetting | Field::Institution | Field::Municipality => true,
                _ => return Err(at(name.span().start, "profile-unknown-field", name.as_ref())),
            };
            if !known {
                return Err(at(value.span().start, "profile-unknown-value", value.as_ref()));
            }
            profile.constants.insert(field, value.as_ref().clone());
        }
        for (name, headings) in &written.columns {
            let target =
                target(name.as_ref()).ok_or_else(|| at(name.span().start, "profile-unknown-field", name.as_ref()))?;
            for heading in headings {
                let folded = fold_heading(heading.as_ref());
                if profile.columns.insert(folded, target.clone()).is_some_and(|other| other != target) {
                    return Err(at(heading.span().start, "profile-heading-twice", heading.as_ref()));
                }
            }
        }
        for (name, codes) in &written.words {
            let field = Field::from_code(name.as_ref())
                .ok_or_else(|| at(name.span().start, "profile-unknown-field", name.as_ref()))?;
            let words = profile.words.entry(field).or_default();
            for (code, spellings) in codes {
                if !is_code_of(field, code.as_ref()) {
                    return Err(at(code.span().start, "profile-unknown-value", code.as_ref()));
                }
                words.insert(fold(code.as_ref()), code.as_ref().clone());
                for spelling in spellings {
                    let before = words.insert(fold(spelling.as_ref()), code.as_ref().clone());
                    if before.is_some_and(|other| other != *code.as_ref()) {
                        return Err(at(spelling.span().start, "profile-word-twice", spelling.as_ref()));
                    }
                }
            }
        }
        Ok(profile)
    }

    fn empty() -> Self {
        Self {
            name: String::new(),
            kind: None,
            slash_order: SlashOrder::DayFirst,
            source: String::new(),
            columns: HashMap::new(),
            words: HashMap::new(),
            yes: Vec::new(),
            no: Vec::new(),
            unknown: Vec::new(),
            constants: HashMap::new(),
        }
    }

    fn words_only(self) -> Self {
        Self { words: self.words, yes: self.yes, no: self.no, unknown: self.unknown, ..Self::empty() }
    }

    /// What a heading fills; none where the profile does not know it.
    pub fn target(&self, heading: &str) -> Option<&Target> {
        self.columns.get(&fold_heading(heading))
    }

    /// The code that a word means for a field.
    pub fn code(&self, field: Field, word: &str) -> Option<&str> {
        let words = self.words.get(&field)?;
        words.get(&fold(word)).map(String::as_str)
    }

    /// What holds where a row says nothing.
    pub fn constant(&self, field: Field) -> Option<&str> {
        self.constants.get(&field).map(String::as_str)
    }

    /// Yes, no, or neither.
    pub fn yes_or_no(&self, word: &str) -> Option<bool> {
        let folded = fold(word);
        if self.yes.contains(&folded) { Some(true) } else { self.no.contains(&folded).then_some(false) }
    }

    /// Whether the word says that nothing is known (`k.A.`, `-`).
    pub fn says_unknown(&self, word: &str) -> bool {
        word.len() <= 24 && self.unknown.iter().any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// `last_name`, `id.sormas`, `ignored`, `extra`.
fn target(name: &str) -> Option<Target> {
    match name {
        "ignored" => Some(Target::Ignored),
        "extra" => Some(Target::Extra),
        _ => match name.strip_prefix("id.") {
            Some(system) if !system.is_empty() => Some(Target::Id(system.to_owned())),
            Some(_) => None,
            None => Field::from_code(name).map(Target::Field),
        },
    }
}

/// Whether the domain knows this code for the field; words of our own where the domain has none.
fn is_code_of(field: Field, code: &str) -> bool {
    match field {
        Field::Sex => Sex::from_code(code).is_some(),
        Field::Disease => Disease::from_code(code).is_some(),
        Field::ExposureCategory => Category::from_code(code).is_some(),
        Field::Classification => Classification::from_code(code).is_some(),
        Field::Group => Group::from_code(code).is_some(),
        Field::Immunity => Immunity::from_code(code).is_some(),
        Field::Priority => Priority::from_code(code).is_some(),
        Field::Kind => Kind::from_code(code).is_some(),
        Field::Status => code == "open" || Closing::from_code(code).is_some(),
        Field::Condition => matches!(code, "alive" | "dead"),
        Field::Languages => code.len() == 2,
        Field::Relation | Field::ExposureSetting => true,
        _ => false,
    }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before.get(line_start..).unwrap_or("").chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_is_in_order_and_knows_its_name() {
        for (name, text) in BUILT_IN {
            let profile = Profile::parse(text).unwrap_or_else(|error| panic!("{name}.toml:{error}"));
            assert_eq!(profile.name, name);
            assert!(profile.columns.values().any(|t| matches!(t, Target::Field(f) if f.is_name())), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        let told = |text: &str| {
            let error = Profile::parse(text).unwrap_err();
            (error.key, error.line, error.column)
        };
        assert_eq!(told("name = \"x\"\n[columns]\nlast_nam = [\"Name\"]\n"), ("profile-unknown-field", 3, 1));
        assert_eq!(
            told("name = \"x\"\n[columns]\nlast_name = [\"Name\"]\nnote = [ \"NAME\" ]\n"),
            ("profile-heading-twice", 4, 10)
        );
        assert_eq!(
            told("name = \"x\"\n[columns]\nlast_name = [\"Name\"]\n[words.sex]\nfemail = [\"w\"]\n"),
            ("profile-unknown-value", 5, 1)
        );
        assert_eq!(told("name = \"x\"\nnonsense = 1\n[columns]\n").0, "profile-syntax");
        assert_eq!(told("name = \"x\"\n[columns\n"), ("profile-syntax", 2, 9));
    }

    #[test]
    fn words_are_understood_in_any_case_and_spelling_of_umlauts() {
        let profile = Profile::named("excel-list").unwrap().unwrap();
        assert_eq!(profile.code(Field::Sex, "WEIBLICH"), Some("female"));
        assert_eq!(profile.code(Field::Languages, "Tuerkisch"), Some("tr"));
        assert_eq!(profile.yes_or_no("JA"), Some(true));
        assert_eq!(profile.yes_or_no("vielleicht"), None);
        assert!(profile.says_unknown("k.A."));
    }
}
