//! A fault in a data file (call plan, rulebook, script), with the place where it stands.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _};

/// What is wrong, and where; prints as `file:line:column: message`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct DataError {
    /// Name of the file, as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// One sentence.
    pub message: String,
}

/// A data file as text, to parse it and to say where a fault in it is.
#[derive(Debug, Clone, Copy)]
pub struct DataFile<'a> {
    /// Name, for messages.
    pub name: &'a str,
    /// TOML.
    pub text: &'a str,
}

impl DataFile<'_> {
    /// The file as a value; unknown keys are the business of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, DataError> {
        toml::from_str(self.text).map_err(|error| self.error_at(&error.span().unwrap_or(0..0), error.message()))
    }

    /// A fault at this byte range.
    pub fn error_at(&self, span: &Range<usize>, message: impl Into<String>) -> DataError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        DataError {
            file: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message: message.into(),
        }
    }
}

/// Reads a TOML local date (`2022-01-16`).
pub fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let value = toml::value::Datetime::deserialize(deserializer)?;
    let wrong = || D::Error::custom(format!("{value} is no date; write it like 2022-01-16"));
    let (Some(day), None) = (value.date, value.time) else { return Err(wrong()) };
    NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)).ok_or_else(wrong)
}

/// Reads a TOML local date that may be left out (with `#[serde(default)]`).
pub fn optional_date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    date(deserializer).map(Some)
}

/// A date as German texts write it: `16.01.2022`.
pub fn german_date(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(deserialize_with = "date")]
        #[allow(dead_code)]
        day: NaiveDate,
    }

    fn error_of(text: &str) -> DataError {
        DataFile { name: "sample.toml", text }.parse::<Sample>().unwrap_err()
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_column() {
        let error = error_of("# ä\nday = 2022-01-16\n  dya = 1\n");
        assert_eq!((error.line, error.column), (3, 3));
        assert!(error.to_string().starts_with("sample.toml:3:3: unknown field `dya`"), "{error}");
    }

    #[test]
    fn a_date_that_does_not_exist_or_has_a_time_is_refused_in_its_line() {
        assert_eq!(error_of("\nday = 2022-02-30\n").line, 2);
        assert_eq!(error_of("\nday = 2022-01-16T10:00:00\n").line, 2);
    }
}
