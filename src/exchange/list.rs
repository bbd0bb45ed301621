//! Which row of a file is its header, what its headings fill, and whether it lists contacts or cases.

use super::cell::text::{fold_heading, says_month_first};
use super::dialect::FileError;
use super::field::{Field, Target};
use super::profile::Profile;
use super::sormas;
use crate::domain::record::Kind;

/// Headings of the two columns that a rejects file adds.
pub const REASON_HEADING: &str = "rufliste_reason";
/// Line of the row in the file that was refused.
pub const LINE_HEADING: &str = "rufliste_line";

/// A row near the start of a file.
#[derive(Debug, Clone)]
pub struct HeadRow {
    /// Line, from 1.
    pub line: u64,
    /// Its bytes, without line end.
    pub raw: Vec<u8>,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// A column of a file.
#[derive(Debug, Clone)]
pub struct Column {
    /// Heading as it came.
    pub heading: String,
    /// What it fills.
    pub target: Target,
}

/// The header that was found.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its place among the first rows.
    pub at: usize,
    /// The profile that knows it.
    pub profile: Profile,
    /// The columns.
    pub columns: Vec<Column>,
    /// What the rows are.
    pub kind: Kind,
    /// Whether `kind` was asked for, so that a column of kinds does not override it.
    pub kind_is_given: bool,
    /// A caption shows that months come first in slashed dates.
    pub month_first: bool,
}

/// The header among the first rows of a file: the row of which a profile knows most headings, a name among them.
pub fn find_header(head: &[HeadRow], profiles: Vec<Profile>, asked: Option<Kind>) -> Result<Header, FileError> {
    let best = [false, true].into_iter().find_map(|comments| best_match(head, &profiles, comments));
    let Some((at, profile_at)) = best else { return Err(unknown(head)) };
    let Some(profile) = profiles.into_iter().nth(profile_at) else { return Err(unknown(head)) };
    let cells = head.get(at).map(|row| row.cells.as_slice()).unwrap_or_default();
    let columns = columns(cells, &profile);
    let entity = head.iter().take(at).find_map(|row| sormas::entity_row(row.cells.iter().map(String::as_str)));
    let kind = asked.or(profile.kind).or(entity).unwrap_or_else(|| kind_by_headings(&columns));
    let month_first = head.iter().skip(at).take(4).any(|row| {
        let is_header = row.cells.as_slice() == cells || row.cells.first().is_some_and(|cell| cell.starts_with("##"));
        is_header && row.cells.iter().any(|cell| says_month_first(cell))
    });
    Ok(Header { at, columns, kind, kind_is_given: asked.is_some(), month_first, profile })
}

/// Row and profile with the most known headings; comment rows only where nothing else is a header.
fn best_match(head: &[HeadRow], profiles: &[Profile], comments: bool) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for (at, row) in head.iter().enumerate() {
        if row.cells.first().is_some_and(|cell| cell.starts_with("##")) != comments {
            continue;
        }
        for (profile_at, profile) in profiles.iter().enumerate() {
            let known = known_headings(row, profile);
            if known > best.map_or(0, |(most, _, _)| most) {
                best = Some((known, at, profile_at));
            }
        }
    }
    best.map(|(_, at, profile_at)| (at, profile_at))
}

/// How many headings of a row a profile knows; none where no name is among them or too few are known to be sure.
fn known_headings(row: &HeadRow, profile: &Profile) -> usize {
    let mut known = 0;
    let mut filled = 0;
    let mut has_name = false;
    for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
        filled += 1;
        if let Some(target) = profile.target(cell) {
            known += 1;
            has_name |= matches!(target, Target::Field(field) if field.is_name());
        }
    }
    if has_name && (known >= 2 || known == filled) { known } else { 0 }
}

fn unknown(head: &[HeadRow]) -> FileError {
    let first = head.iter().find(|row| !row.cells.iter().all(String::is_empty));
    let Some(row) = first else { return FileError::whole("file-empty", "") };
    let widest = head.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let shown: String = row.cells.join(" | ").chars().take(200).collect();
    let key = if widest <= 1 { "file-wrong-separator" } else { "file-unknown-header" };
    FileError { key, line: row.line, column: 1, detail: shown }
}

fn columns(cells: &[String], profile: &Profile) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(cells.len());
    for heading in cells {
        let folded = fold_heading(heading);
        let target = if folded == "ruflistereason" || folded == "ruflisteline" {
            Target::Ignored
        } else {
            profile.target(heading).cloned().unwrap_or(Target::Extra)
        };
        let earlier = columns.iter_mut().find(|column| column.target == target);
        let taken = match earlier {
            // `name` beside `last_name` holds the whole name, which the two others say better.
            Some(earlier) if target == Target::Field(Field::LastName) && fold_heading(&earlier.heading) == "name" => {
                earlier.target = Target::Extra;
                false
            }
            other => other.is_some(),
        };
        let target = if taken && !may_repeat(&target) { Target::Extra } else { target };
        columns.push(Column { heading: heading.trim_start_matches("##").to_owned(), target });
    }
    // A lone column `Name` holds the whole name.
    let has = |field| columns.iter().any(|column| column.target == Target::Field(field));
    if !has(Field::FirstName) && !has(Field::FullName) && !has(Field::FullNameFamilyFirst) {
        for column in &mut columns {
            if column.target == Target::Field(Field::LastName) && fold_heading(&column.heading).starts_with("name") {
                column.target = Target::Field(Field::FullName);
            }
        }
    }
    columns
}

const fn may_repeat(target: &Target) -> bool {
    matches!(
        target,
        Target::Extra
            | Target::Ignored
            | Target::Field(
                Field::Phone
                    | Field::PhonePrivate
                    | Field::PhoneWork
                    | Field::PhoneMobile
                    | Field::Note
                    | Field::Guardians
                    | Field::Finding
                    | Field::Status
            )
    )
}

/// Exposure and index columns make a list of contacts; onset, specimen and finding alone one of cases; else contacts.
fn kind_by_headings(columns: &[Column]) -> Kind {
    let has = |fields: &[Field]| {
        columns.iter().any(|column| matches!(&column.target, Target::Field(f) if fields.contains(f)))
    };
    let of_contacts = [
        Field::ExposureFirst,
        Field::ExposureLast,
        Field::ExposureCategory,
        Field::Relation,
        Field::Index,
        Field::IndexWords,
        Field::IndexTestedOn,
    ];
    if !has(&of_contacts) && has(&[Field::Onset, Field::Specimen, Field::Finding]) { Kind::Case } else { Kind::Contact }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(rows: &[&str]) -> Vec<HeadRow> {
        rows.iter()
            .enumerate()
            .map(|(i, row)| HeadRow {
                line: i as u64 + 1,
                raw: row.as_bytes().to_vec(),
                cells: row.split(';').map(str::to_owned).collect(),
            })
            .collect()
    }

    fn found(rows: &[&str]) -> Header {
        find_header(&head(rows), Profile::built_in().unwrap(), None).unwrap()
    }

    #[test]
    fn the_header_is_found_below_a_title() {
        let header = found(&[
            "Kontaktliste Schule;;",
            "Stand 20.11.2026;;",
            "Nachname;Vorname;Telefon",
            "Muster;Erika;0221 4710123",
        ]);
        assert_eq!((header.at, header.profile.name.as_str()), (2, "excel-list"));
    }

    #[test]
    fn a_lone_name_column_holds_the_whole_name() {
        assert_eq!(found(&["Name;Telefon"]).columns[0].target, Target::Field(Field::FullName));
        assert_eq!(found(&["Name;Vorname"]).columns[0].target, Target::Field(Field::LastName));
        assert_eq!(found(&["Nachname;Telefon"]).columns[0].target, Target::Field(Field::LastName));
    }

    #[test]
    fn headings_decide_between_contacts_and_cases() {
        assert_eq!(found(&["Name;Vorname;Testdatum;Symptombeginn"]).kind, Kind::Case);
        assert_eq!(found(&["Name;Vorname;letzter Kontakt;Testdatum"]).kind, Kind::Contact);
        assert_eq!(found(&["Name;Vorname;Telefon"]).kind, Kind::Contact);
    }

    #[test]
    fn a_header_without_a_name_is_unknown() {
        let error = |rows: &[&str]| find_header(&head(rows), Profile::built_in().unwrap(), None).unwrap_err().key;
        assert_eq!(error(&["Produkt;Preis", "Seife;1"]), "file-unknown-header");
        assert_eq!(error(&["Nachname:Vorname:Telefon"]), "file-wrong-separator");
    }
}
