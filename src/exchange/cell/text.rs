//! Text of a cell: guards taken off, invisible characters out, folded for comparison.

use std::borrow::Cow;

/// The visible text of a cell and what was odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The text, trimmed; line breaks are kept.
    pub text: Cow<'a, str>,
    /// Control characters or marks that reverse the direction of text were taken out.
    pub had_controls: bool,
    /// It reads like a formula of a spreadsheet; kept as text.
    pub is_formula: bool,
}

/// Takes off blanks, guards (`'+49…`, `="0221"`), control characters and marks of text direction.
pub fn clean(raw: &str) -> Cleaned<'_> {
    let trimmed = raw.trim_matches(is_blank);
    let unguarded = match trimmed.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => inner.trim_matches(is_blank),
        _ => trimmed,
    };
    let unguarded = match unguarded.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['+', '=', '-', '@']) || rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => unguarded,
    };
    let had_controls = !unguarded.bytes().all(|b| (0x20..0x7f).contains(&b)) && unguarded.chars().any(is_invisible);
    let text = if had_controls {
        let mut kept: String = unguarded.chars().filter(|c| !is_invisible(*c)).collect();
        kept.truncate(kept.trim_end_matches(is_blank).len());
        Cow::Owned(kept)
    } else {
        Cow::Borrowed(unguarded)
    };
    let is_formula = text.starts_with('=') || (text.starts_with('@') && text.contains('('));
    Cleaned { text, had_controls, is_formula }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn is_invisible(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        other => other.is_control(),
    }
}

/// The text on one line: runs of blanks and line breaks become one blank.
pub fn one_line(text: &str) -> String {
    if !text.contains("  ") && !text.contains(['\n', '\r', '\t', '\u{a0}']) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Folded for comparison of headings and words: lower case, umlauts written out, only letters and digits.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match c {
            'ä' | 'Ä' => folded.push_str("ae"),
            'ö' | 'Ö' => folded.push_str("oe"),
            'ü' | 'Ü' => folded.push_str("ue"),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            other if other.is_alphanumeric() => folded.extend(other.to_lowercase()),
            _ => {}
        }
    }
    folded
}

/// A heading folded; a pattern of dates in brackets (`(dd.MM.yyyy)`, `(TT.MM.JJJJ)`) and the marks of a comment line are no part of it.
pub fn fold_heading(text: &str) -> String {
    match (text.rfind('('), text.rfind(')')) {
        (Some(open), Some(close)) if open < close && is_date_pattern(text.get(open + 1..close).unwrap_or("")) => {
            fold(text.get(..open).unwrap_or(text))
        }
        _ => fold(text),
    }
}

fn is_date_pattern(text: &str) -> bool {
    let lower = text.to_lowercase();
    (lower.contains('m') && (lower.contains("yy") || lower.contains("jj"))) || lower.contains("jahr / monat")
}

/// Whether a heading's pattern puts the month first (`(M/d/yyyy)`).
pub fn says_month_first(heading: &str) -> bool {
    heading.contains("M/d") || heading.contains("MM/dd")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_come_off_and_apostrophes_of_names_stay() {
        assert_eq!(clean(" '+49 221 4710123 ").text, "+49 221 4710123");
        assert_eq!(clean("=\"01234\"").text, "01234");
        assert_eq!(clean("'t Hooft").text, "'t Hooft");
        assert_eq!(clean("O'Neill").text, "O'Neill");
    }

    #[test]
    fn marks_that_reverse_text_are_taken_out_and_told() {
        let cleaned = clean("Eri\u{202e}ka\u{7}");
        assert_eq!((cleaned.text.as_ref(), cleaned.had_controls), ("Erika", true));
        assert!(!clean("Zeile 1\nZeile 2").had_controls);
    }

    #[test]
    fn formulas_are_text_and_told() {
        assert!(clean("=1+1").is_formula);
        assert!(!clean("+49 221").is_formula);
    }

    #[test]
    fn headings_are_compared_without_case_umlauts_and_date_patterns() {
        assert_eq!(fold_heading("Quarantäne Beginn (dd.MM.yyyy)"), "quarantaenebeginn");
        assert_eq!(fold_heading("##Kontakt-ID"), "kontaktid");
        assert_eq!(fold_heading("Gereist (außerhalb des Landkreises)"), "gereistausserhalbdeslandkreises");
    }
}
