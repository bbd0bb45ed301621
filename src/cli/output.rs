//! Output: a table for people, CSV and JSON for programs. JSON keys and CSV headers are part of the interface.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::Value;

use crate::domain::time::Moment;
use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::{Lang, integer, texts};

use super::args::Format;

/// Prints in the language and form that were asked for.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    /// Language.
    pub lang: Lang,
    /// Form.
    pub format: Format,
    /// Only errors and what was asked for.
    pub quiet: bool,
}

impl Printer {
    /// Whether people read it.
    pub fn is_for_people(self) -> bool {
        self.format == Format::Table
    }

    /// Rows with these columns: the name for programs and the key of the heading.
    pub fn columns(self, columns: &[(&'static str, &str)]) -> Rows {
        Rows::new(columns.iter().map(|(name, key)| (*name, texts(self.lang).get(key))).collect())
    }

    /// Prints a list.
    ///
    /// # Errors
    /// Those of writing.
    pub fn rows(self, rows: &Rows) -> Result<(), Failure> {
        if rows.is_empty() && self.is_for_people() {
            return self.line(&t!(self.lang, "cli-nothing-to-show"));
        }
        self.written(rows.print(self.format))
    }

    /// Prints the one row there is: a line a column for people, an object for programs.
    ///
    /// # Errors
    /// Those of writing.
    pub fn card(self, rows: &Rows) -> Result<(), Failure> {
        match self.format {
            Format::Table => self.text(&rows.card()),
            Format::Csv => self.rows(rows),
            Format::Json => self.value(&rows.objects().into_iter().next().unwrap_or_default()),
        }
    }

    /// Prints one JSON value.
    ///
    /// # Errors
    /// Those of writing.
    pub fn value(self, value: &Value) -> Result<(), Failure> {
        self.written(print_json(value, &mut io::stdout().lock()))
    }

    /// Prints a line for people, unless they asked for quiet.
    ///
    /// # Errors
    /// Those of writing.
    pub fn line(self, line: &str) -> Result<(), Failure> {
        if self.quiet { Ok(()) } else { self.text(&printable(line)) }
    }

    /// Prints lines that hold nothing raw from data.
    ///
    /// # Errors
    /// Those of writing.
    pub fn text(self, text: &str) -> Result<(), Failure> {
        self.written(writeln!(io::stdout().lock(), "{text}"))
    }

    /// A reader that has gone away is no failure: `| head` had enough.
    fn written(self, result: io::Result<()>) -> Result<(), Failure> {
        match result {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(Kind::Attention, t!(self.lang, "output-failed")).because(error.to_string()))
            }
            _ => Ok(()),
        }
    }
}

/// An instant as programs read it: RFC 3339, UTC, to the second.
pub fn time(at: Moment) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Rows with a stable name a column (for programs) and a heading in the user's language (for people).
pub struct Rows {
    columns: Vec<(&'static str, String)>,
    rows: Vec<Vec<Cell>>,
}

/// A cell: as people read it, and as programs do.
pub struct Cell {
    shown: String,
    value: Value,
}

impl Cell {
    /// The same for both.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { value: Value::String(text.clone()), shown: text }
    }

    /// Shown one way to people, another to programs.
    pub fn new(shown: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { shown: shown.into(), value: value.into() }
    }

    /// A number.
    pub fn number(number: impl Into<i64>) -> Self {
        let number = number.into();
        Self { shown: number.to_string(), value: Value::from(number) }
    }

    /// A count, written as the language groups it.
    pub fn count(lang: Lang, count: u64) -> Self {
        Self::new(integer(lang, i64::try_from(count).unwrap_or(i64::MAX)), count)
    }

    /// Shown one way to people, another to programs, if there is anything.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or_else(Self::none, cell)
    }

    /// An instant.
    pub fn time(shown: impl Into<String>, at: Moment) -> Self {
        Self::new(shown, time(at))
    }

    /// Nothing.
    pub fn none() -> Self {
        Self { shown: String::new(), value: Value::Null }
    }
}

impl Rows {
    /// Rows with these columns: name for programs, heading for people.
    pub fn new(columns: Vec<(&'static str, String)>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints them.
    ///
    /// # Errors
    /// Those of writing to standard output.
    pub fn print(&self, format: Format) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match format {
            Format::Table => writeln!(out, "{}", self.table()),
            Format::Csv => out.write_all(self.csv().as_bytes()),
            Format::Json => print_json(&Value::Array(self.objects()), &mut out),
        }
    }

    /// As JSON objects.
    pub fn objects(&self) -> Vec<Value> {
        let object = |row: &Vec<Cell>| {
            let pairs = self.columns.iter().zip(row).map(|((name, _), cell)| ((*name).to_owned(), cell.value.clone()));
            Value::Object(pairs.collect())
        };
        self.rows.iter().map(object).collect()
    }

    fn card(&self) -> String {
        let width = self.columns.iter().map(|(_, heading)| heading.chars().count()).max().unwrap_or(0);
        let line = |(_, heading): &(&str, String), cell: &Cell| {
            let padding = " ".repeat(width - heading.chars().count());
            format!("{heading}{padding}  {}", printable(&cell.shown)).trim_end().to_owned()
        };
        let of_row = |row: &Vec<Cell>| -> Vec<String> {
            let shown = self.columns.iter().zip(row).filter(|(_, cell)| !cell.shown.is_empty());
            shown.map(|(column, cell)| line(column, cell)).collect()
        };
        self.rows.iter().map(|row| of_row(row).join("\n")).collect::<Vec<_>>().join("\n\n")
    }

    fn table(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(self.columns.iter().map(|(_, heading)| heading));
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| printable(&cell.shown)));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = writer.write_record(self.columns.iter().map(|(name, _)| *name));
        let written =
            self.rows.iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| plain(&cell.value))));
        debug_assert!(header.is_ok() && written.is_ok(), "writing to memory does not fail");
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Prints one JSON value, readable.
///
/// # Errors
/// Those of writing.
pub fn print_json(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    writeln!(out, "{text}")
}

/// Text from data never reaches a terminal raw: control and direction-changing characters become visible marks.
pub fn printable(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn visible(c: char) -> char {
    let changes_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || changes_direction || matches!(c, '\u{200b}' | '\u{feff}') { '·' } else { c }
}
