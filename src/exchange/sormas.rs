//! What is peculiar to files of SORMAS: a row of entity classes above the header, and comment rows that start `##`.

use crate::domain::record::Kind;

/// Entity classes that stand in the first row of templates and exports.
const ENTITIES: &[&str] = &[
    "Contact",
    "Case",
    "CaseData",
    "Person",
    "Location",
    "EpiData",
    "HealthConditions",
    "Vaccination",
    "Symptoms",
    "Hospitalization",
    "ContactExport",
    "CaseExport",
];

/// Whether a row is a comment; SORMAS skips those anywhere.
pub fn is_comment(first_cell: &[u8]) -> bool {
    first_cell.starts_with(b"##")
}

/// What a row of entity classes says the file is about; none where it is no such row.
pub fn entity_row<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Kind> {
    let mut kind = None;
    let mut any = false;
    for cell in cells.filter(|cell| !cell.is_empty()) {
        if !ENTITIES.contains(&cell) {
            return None;
        }
        any = true;
        if kind.is_none() {
            kind = match cell {
                "Case" | "CaseData" | "CaseExport" => Some(Kind::Case),
                "Contact" | "ContactExport" => Some(Kind::Contact),
                _ => None,
            };
        }
    }
    any.then_some(kind.unwrap_or(Kind::Contact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_entity_classes_is_told_from_a_header() {
        assert_eq!(entity_row(["Contact", "Contact", "Person", ""].into_iter()), Some(Kind::Contact));
        assert_eq!(entity_row(["Case", "Person"].into_iter()), Some(Kind::Case));
        assert_eq!(entity_row(["Contact", "uuid"].into_iter()), None);
        assert_eq!(entity_row(["", ""].into_iter()), None);
    }
}
