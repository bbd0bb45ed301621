//! What an order office sends back about the orders it was asked for: a CSV list with number, file number, date of the
//! letter and date of delivery. Other columns are passed over, so that our own list comes back filled in.

use std::io::Read;

use chrono::NaiveDate;

use super::cell::date::{DateOf, SlashOrder, parse_date};
use super::cell::text::fold_heading;
use super::table::{Records, TableError};
use crate::domain::decide::DeliveryNews;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Line, from 1.
    pub line: u64,
    /// Number of the order.
    pub number: String,
    /// What came back, or the message key of what is wrong with a cell, and its column from 1.
    pub news: Result<DeliveryNews, (usize, &'static str)>,
}

/// Why the whole file is refused: a message key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoList(pub &'static str);

/// Headings of each column, folded.
const NUMBER: &[&str] = &["number", "nummer", "anordnung", "anordnungsnummer"];
const FILE_NUMBER: &[&str] = &["file_number", "aktenzeichen", "az"];
const WRITTEN: &[&str] = &["written_on", "geschrieben", "geschrieben_am", "bescheid_vom", "datum_bescheid"];
const DELIVERED: &[&str] = &["delivered_on", "zugestellt", "zugestellt_am", "zustellung"];

struct Columns {
    number: usize,
    file_number: Option<usize>,
    written: Option<usize>,
    delivered: Option<usize>,
}

/// Reads a list.
///
/// # Errors
/// A file that is no such list.
pub fn read(input: impl Read, today: NaiveDate) -> Result<Vec<DeliveryRow>, NoList> {
    let mut bytes = Vec::new();
    let mut input = input.take(16 << 20);
    input.read_to_end(&mut bytes).map_err(|_| NoList("file-unreadable"))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let separator = if head.matches(';').count() >= head.matches(',').count() { b';' } else { b',' };
    let mut records = Records::new(text.as_bytes(), separator);
    let mut columns = None;
    let mut rows = Vec::new();
    while let Some(row) = records.next_row().map_err(|error| no_list(&error))? {
        let cells: Vec<&str> =
            row.cells.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default().trim()).collect();
        match &columns {
            None => columns = Some(columns_of(&cells)?),
            Some(columns) => rows.push(row_of(row.line, &cells, columns, today)),
        }
    }
    Ok(rows)
}

const fn no_list(error: &TableError) -> NoList {
    match error {
        TableError::Io(_) => NoList("file-unreadable"),
        TableError::Endless(_) => NoList("delivery-no-list"),
    }
}

fn columns_of(heads: &[&str]) -> Result<Columns, NoList> {
    let heads: Vec<String> = heads.iter().map(|head| fold_heading(head).replace([' ', '-'], "_")).collect();
    let find = |names: &[&str]| {
        heads.iter().position(|head| names.iter().any(|name| fold_heading(name) == *head || *name == head))
    };
    let number = find(NUMBER).ok_or(NoList("delivery-no-list"))?;
    let columns =
        Columns { number, file_number: find(FILE_NUMBER), written: find(WRITTEN), delivered: find(DELIVERED) };
    let has_news = columns.file_number.is_some() || columns.written.is_some() || columns.delivered.is_some();
    if has_news { Ok(columns) } else { Err(NoList("delivery-no-list")) }
}

fn row_of(line: u64, cells: &[&str], columns: &Columns, today: NaiveDate) -> DeliveryRow {
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().filter(|text| !text.is_empty());
    let date = |at: Option<usize>| match cell(at) {
        None => Ok(None),
        Some(text) => parse_date(text, SlashOrder::DayFirst, DateOf::Past, today)
            .map(Some)
            .map_err(|fault| (at.map_or(0, |at| at + 1), fault.key())),
    };
    let news = date(columns.written).and_then(|written_on| {
        let delivered_on = date(columns.delivered)?;
        Ok(DeliveryNews { file_number: cell(columns.file_number).map(str::to_owned), written_on, delivered_on })
    });
    DeliveryRow { line, number: cell(Some(columns.number)).unwrap_or_default().to_owned(), news }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rows(text: &str) -> Vec<DeliveryRow> {
        read(text.as_bytes(), day("2026-11-24")).unwrap()
    }

    #[test]
    fn a_list_is_read_by_its_headings_whatever_else_it_holds() {
        let text = "Nummer;Name;Aktenzeichen;geschrieben am;zugestellt am\n\
                    HOHENFELD-2026-000001;Muster;32.2-17/26;20.11.2026;2026-11-23\n\
                    HOHENFELD-2026-000002;Muster;;;\n";
        let rows = rows(text);
        let news = DeliveryNews {
            file_number: Some("32.2-17/26".into()),
            written_on: Some(day("2026-11-20")),
            delivered_on: Some(day("2026-11-23")),
        };
        assert_eq!((rows[0].line, rows[0].number.as_str()), (2, "HOHENFELD-2026-000001"));
        assert_eq!(rows[0].news, Ok(news));
        assert_eq!(rows[1].news, Ok(DeliveryNews::default()));
    }

    #[test]
    fn our_own_headings_and_commas_are_read_as_well() {
        let rows = rows("number,file_number,written_on,delivered_on\nA-2026-000001,17/26,,\n");
        assert_eq!(rows[0].news.as_ref().unwrap().file_number.as_deref(), Some("17/26"));
    }

    #[test]
    fn a_date_that_can_not_be_is_named_with_its_column() {
        let rows = rows("number;written_on\nA-2026-000001;31.02.2026\nA-2026-000002;25.11.2026\n");
        assert_eq!(rows[0].news, Err((2, "doubt-no-such-date")));
        assert_eq!(rows[1].news, Err((2, "doubt-future")));
    }

    #[test]
    fn another_file_is_no_such_list() {
        assert_eq!(read("name;first\nA;B\n".as_bytes(), day("2026-11-24")), Err(NoList("delivery-no-list")));
        assert_eq!(read("number;name\nA;B\n".as_bytes(), day("2026-11-24")), Err(NoList("delivery-no-list")));
    }
}
