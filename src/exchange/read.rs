//! A file of rows, read twice: once to see that it is whole, then row by row. Memory does not depend on its size.

use std::io::{Read, Seek, SeekFrom};

use chrono::NaiveDate;

use super::cell::date::{SlashOrder, slash_evidence};
use super::cell::text::{clean, fold};
use super::dialect::{Dialect, Encoding, FileError, Limits, Source, probe};
use super::field::Target;
use super::list::{HeadRow, find_header};
use super::profile::Profile;
use super::row::{Context, Understander};
use super::sormas;
use super::table::{Quotes, Records, Row, TableError};
use crate::domain::intake::{IncomingRow, RowReject, RowWarning};
use crate::domain::record::Kind;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Contacts or cases, where the file is not to decide.
    pub as_kind: Option<Kind>,
    /// The profile, where the header is not to decide.
    pub profile: Option<Profile>,
    /// The day of the import.
    pub today: NaiveDate,
    /// Country of telephone numbers without a country code.
    pub region: String,
    /// What is refused.
    pub limits: Limits,
}

impl ReadOptions {
    /// Everything decided by the file, numbers German.
    pub fn new(today: NaiveDate) -> Self {
        Self { as_kind: None, profile: None, today, region: "DE".to_owned(), limits: Limits::default() }
    }
}

/// What the first reading of a file found.
#[derive(Debug, Clone)]
pub struct FilePlan {
    /// Encoding, separator, line end.
    pub dialect: Dialect,
    /// Rows with anything in them, below the header, comments not counted.
    pub rows: u64,
    /// Line of the header.
    pub header_line: u64,
    /// Everything down to the header, row by row.
    pub head: Vec<HeadRow>,
    /// Profile, columns and what else all rows share.
    pub context: Context,
    limits: Limits,
}

/// Reads a file through without keeping anything: what it is, how many rows it has, and that its structure is whole.
pub fn check_file<R: Read + Seek>(name: &str, input: &mut R, options: &ReadOptions) -> Result<FilePlan, FileError> {
    let dialect = probe(input, options.limits)?;
    input.seek(SeekFrom::Start(0))?;
    let head = first_rows(input, dialect)?;
    let profiles = match &options.profile {
        Some(profile) => vec![profile.clone()],
        None => Profile::built_in().map_err(|error| FileError::whole("profile-broken", error.to_string()))?,
    };
    let header = find_header(&head, profiles, options.as_kind)?;
    let head: Vec<HeadRow> = head.into_iter().take(header.at + 1).collect();
    let header_line = head.last().map_or(1, |row| row.line);
    let slash_order = if header.month_first { SlashOrder::MonthFirst } else { header.profile.slash_order };
    let context = Context {
        source: name.to_owned(),
        encoding: dialect.encoding,
        profile: header.profile,
        columns: header.columns,
        kind: header.kind,
        kind_is_given: header.kind_is_given,
        slash_order,
        today: options.today,
        region: options.region.clone(),
    };
    let mut plan = FilePlan { dialect, rows: 0, header_line, head, context, limits: options.limits };
    input.seek(SeekFrom::Start(0))?;
    plan.check_rows(input)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(plan)
}

/// Checks a file, then reads its rows.
pub fn read_file<R: Read + Seek>(name: &str, mut input: R, options: &ReadOptions) -> Result<FileReader<R>, FileError> {
    let plan = check_file(name, &mut input, options)?;
    Ok(FileReader::new(input, plan))
}

/// The rows among which a header may stand.
fn first_rows<R: Read>(input: &mut R, dialect: Dialect) -> Result<Vec<HeadRow>, FileError> {
    let mut records = Records::new(Source::new(input, dialect.encoding), dialect.separator);
    let mut head = Vec::new();
    while head.len() < 20
        && let Some(row) = records.next_row().map_err(table_error)?
    {
        let cells = row.cells.iter().map(|cell| clean(&dialect.encoding.text(cell)).text.into_owned()).collect();
        head.push(HeadRow { line: row.line, raw: row.raw.to_vec(), cells });
    }
    Ok(head)
}

fn table_error(error: TableError) -> FileError {
    match error {
        TableError::Io(error) => error.into(),
        TableError::Endless(line) => FileError::at_line("file-quote-unclosed", line, ""),
    }
}

impl FilePlan {
    fn check_rows<R: Read>(&mut self, input: &mut R) -> Result<(), FileError> {
        let dates: Vec<usize> = self
            .context
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| matches!(column.target, Target::Field(field) if field.is_date()))
            .map(|(at, _)| at)
            .collect();
        let (mut day_first, mut month_first) = (0u64, 0u64);
        let mut records = Records::new(Source::new(input, self.dialect.encoding), self.dialect.separator);
        while let Some(row) = records.next_row().map_err(table_error)? {
            if let Quotes::Unclosed(below) = row.quotes {
                return Err(FileError::at_line("file-quote-unclosed", row.line + below, ""));
            }
            if row.line <= self.header_line || is_no_row(&row, &self.head) {
                continue;
            }
            self.rows += 1;
            if self.rows > self.limits.rows {
                return Err(FileError::at_line("file-too-many-rows", row.line, self.limits.rows.to_string()));
            }
            for at in &dates {
                let cell = row.cells.get(*at).unwrap_or(&[]);
                if cell.contains(&b'/') {
                    match std::str::from_utf8(cell).ok().and_then(slash_evidence) {
                        Some(SlashOrder::DayFirst) => day_first += 1,
                        Some(SlashOrder::MonthFirst) => month_first += 1,
                        None => {}
                    }
                }
            }
        }
        // A file that shows only one order is written in it; one that shows both is read as its profile says.
        match (day_first, month_first) {
            (0, 1..) => self.context.slash_order = SlashOrder::MonthFirst,
            (1.., 0) => self.context.slash_order = SlashOrder::DayFirst,
            _ => {}
        }
        Ok(())
    }

    /// Number of columns of the header.
    pub fn width(&self) -> usize {
        self.context.columns.len()
    }

    /// Encoding of the file.
    pub const fn encoding(&self) -> Encoding {
        self.dialect.encoding
    }
}

/// Comments, rows of nothing but separators and blanks, and the header once more where lists were put together.
fn is_no_row(row: &Row<'_>, head: &[HeadRow]) -> bool {
    head.last().is_some_and(|header| header.raw == row.raw)
        || row.cells.get(0).is_some_and(sormas::is_comment)
        || row.cells.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace))
}

/// The rows of a file, each understood or refused.
pub struct FileReader<R> {
    records: Records<Source<R>>,
    plan: FilePlan,
    understander: Understander,
    ended: bool,
}

impl<R: Read> FileReader<R> {
    /// Reads `input` from its start as the plan says.
    pub fn new(input: R, plan: FilePlan) -> Self {
        let records = Records::new(Source::new(input, plan.dialect.encoding), plan.dialect.separator);
        let understander = Understander::new(plan.context.clone());
        Self { records, plan, understander, ended: false }
    }

    /// What the first reading found.
    pub const fn plan(&self) -> &FilePlan {
        &self.plan
    }
}

impl<R: Read> Iterator for FileReader<R> {
    type Item = Result<IncomingRow, RowReject>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        loop {
            let row = match self.records.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => return None,
                Err(error) => {
                    // The file has changed or gone since it was checked.
                    self.ended = true;
                    let error = table_error(error);
                    return Some(Err(RowReject {
                        line: error.line,
                        column: 0,
                        reason_key: "reject-unreadable",
                        detail: error.detail,
                        raw: Vec::new(),
                    }));
                }
            };
            if row.line <= self.plan.header_line || is_no_row(&row, &self.plan.head) {
                continue;
            }
            if let Some(reject) = broken(&row, &self.plan) {
                return Some(Err(reject));
            }
            let Some(mut incoming) = self.understander.understand(row.line, row.cells) else { continue };
            if !names_somebody(&incoming) {
                return Some(Err(reject(&row, 0, "reject-no-name", String::new())));
            }
            if row.quotes == Quotes::Stray {
                incoming.warnings.push(RowWarning {
                    line: row.line,
                    column: 0,
                    field: String::new(),
                    reason_key: "warning-stray-quote",
                    text: String::new(),
                });
            }
            return Some(Ok(incoming));
        }
    }
}

/// Whether there is a person in the row, rather than nobody or the last line of a sheet (`Summe: 12`).
fn names_somebody(row: &IncomingRow) -> bool {
    const TOTALS: &[&str] = &["summe", "gesamt", "gesamtzahl", "anzahl", "total"];
    let only_a_word =
        row.first_name.is_empty() && row.birth.is_none() && row.phones.iter().all(|phone| phone.e164.is_none());
    if only_a_word && TOTALS.contains(&fold(&row.last_name).as_str()) {
        return false;
    }
    row.last_name.chars().chain(row.first_name.chars()).any(char::is_alphanumeric)
}

fn reject(row: &Row<'_>, column: usize, reason_key: &'static str, detail: String) -> RowReject {
    RowReject { line: row.line, column, reason_key, detail, raw: row.raw.to_vec() }
}

/// Too many cells, or one that is too long.
fn broken(row: &Row<'_>, plan: &FilePlan) -> Option<RowReject> {
    let width = plan.width();
    if row.cells.len() > width {
        let surplus =
            row.cells.iter().enumerate().skip(width).find(|(_, cell)| !cell.iter().all(u8::is_ascii_whitespace));
        if let Some((at, _)) = surplus {
            return Some(reject(row, at + 1, "reject-too-many-cells", format!("{} > {width}", row.cells.len())));
        }
    }
    if row.raw.len() > plan.limits.cell
        && let Some((at, cell)) = row.cells.iter().enumerate().find(|(_, cell)| cell.len() > plan.limits.cell)
    {
        return Some(reject(row, at + 1, "reject-cell-too-long", cell.len().to_string()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn options() -> ReadOptions {
        ReadOptions::new(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    fn read(text: &str) -> (FilePlan, Vec<Result<IncomingRow, RowReject>>) {
        let mut reader = read_file("liste.csv", Cursor::new(text.as_bytes().to_vec()), &options()).unwrap();
        let rows: Vec<_> = reader.by_ref().collect();
        (reader.plan, rows)
    }

    #[test]
    fn the_count_of_the_check_is_the_count_of_the_rows() {
        let (plan, rows) = read("Nachname;Telefon\nMuster;0221 4710123\n;\n;030 23125001\n##c\nBeispiel\n");
        assert_eq!((plan.rows, rows.len()), (3, 3));
        assert_eq!(rows[1].as_ref().unwrap_err().reason_key, "reject-no-name");
        assert_eq!(rows[2].as_ref().unwrap().line, 6);
    }

    #[test]
    fn a_broken_structure_refuses_the_file_before_any_row() {
        let text = "Nachname;Telefon\nMuster;\"0221 4710123\nBeispiel;1\n";
        let error = read_file("x.csv", Cursor::new(text.as_bytes().to_vec()), &options()).err().unwrap();
        assert_eq!((error.key, error.line), ("file-quote-unclosed", 2));
    }

    #[test]
    fn slashed_dates_are_read_in_the_order_that_the_file_shows() {
        let birth = |text: &str| read(text).1[0].as_ref().unwrap().birth.unwrap().to_string();
        assert_eq!(birth("Name;Vorname;Geburtsdatum\nM;E;3/4/1985\nM;A;12/31/1990\n"), "1985-03-04");
        assert_eq!(birth("Name;Vorname;Geburtsdatum\nM;E;3/4/1985\nM;A;31/12/1990\n"), "1985-04-03");
        assert_eq!(birth("Name;Vorname;Geburtsdatum\nM;E;3/4/1985\n"), "1985-04-03");
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_or_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(reader) = read_file("x.csv", Cursor::new(bytes), &options()) {
                let _ = reader.count();
            }
        }

        #[test]
        fn any_text_below_a_header_is_read_or_refused_and_counted_alike(text in "[a-z0-9;\"\\n\\r ./+ü-]{0,200}") {
            let text = format!("Nachname;Vorname;Geburtsdatum;Telefon;PLZ Ort\n{text}");
            if let Ok(mut reader) = read_file("x.csv", Cursor::new(text.into_bytes()), &options()) {
                let count = reader.by_ref().count() as u64;
                prop_assert_eq!(count, reader.plan().rows);
            }
        }
    }

    #[test]
    fn more_rows_than_allowed_refuse_the_file() {
        let mut options = options();
        options.limits.rows = 1;
        let error = read_file("x.csv", Cursor::new(b"Name;Tel\nA;1\nB;2\n".to_vec()), &options).err().unwrap();
        assert_eq!((error.key, error.line, error.detail.as_str()), ("file-too-many-rows", 3, "1"));
    }
}
