//! Output: a table for people, CSV and JSON for programs. JSON keys and CSV headers are part of the interface.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::Value;

use super::args::Format;

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

    fn table(&self) -> String {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(self.columns.iter().map(|(_, heading)| heading));
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| printable(&cell.shown)));
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = writer.write_record(self.columns.iter().map(|(name, _)| *name));
        let written = self.rows.iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| plain(&cell.value))));
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
