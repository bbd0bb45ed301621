//! Who is meant while a name and a number are being typed: candidates before somebody is entered twice.

use chrono::NaiveDate;

use super::{Queries, Result};
use crate::domain::search::{Part, parts};
use crate::domain::view::SearchHit;

/// Digits of a number at least before it finds anybody.
const DIGITS: usize = 5;

/// Records of people who could be the one that is being typed: by name and birth date, by the name alone where nobody has
/// both, by number. Best first, each once.
///
/// # Errors
/// Those of the store.
pub fn alike(
    queries: &dyn Queries,
    name: &str,
    number: &str,
    today: NaiveDate,
    limit: usize,
) -> Result<Vec<SearchHit>> {
    let mut found = queries.search(name, today, limit)?;
    if found.is_empty() {
        let is_date = |part: &Part| matches!(part, Part::Birth(_) | Part::BirthDay(..));
        let words: Vec<&str> = name.split_whitespace().filter(|word| !parts(word, today).iter().any(is_date)).collect();
        found = queries.search(&words.join(" "), today, limit)?;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= DIGITS {
        let written = if number.trim().starts_with('+') { format!("+{digits}") } else { digits };
        found.extend(queries.search(&written, today, limit)?);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|hit| seen.insert(hit.record));
    found.truncate(limit);
    Ok(found)
}
