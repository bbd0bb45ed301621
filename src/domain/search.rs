//! What is searched: the words of a query and the words under which a record is found.

use chrono::NaiveDate;

use super::fold::fold_loosely;
use super::person::Person;
use super::record::Record;

/// The text under which a record is found: folded names, birth date, places, numbers, reference, identifiers, extra fields.
pub fn haystack(person: &Person, record: &Record, order_numbers: &[String]) -> String {
    let mut words: Vec<String> = vec![fold_loosely(&person.last_name), fold_loosely(&person.first_name)];
    if let Some(birth) = person.birth {
        words.push(birth.format("%Y%m%d").to_string());
    }
    for address in &person.addresses {
        words.push(address.postcode.clone());
        words.push(fold_loosely(&address.place));
        words.push(fold_loosely(&address.street));
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for phone in &person.phones {
        let number = digits(phone.e164.as_deref().unwrap_or(&phone.raw));
        // A number abroad is read out, and searched, with the zeros that lead there.
        let is_abroad = phone.e164.as_deref().is_some_and(|e164| !e164.starts_with("+49"));
        words.push(if is_abroad { format!("00{number}") } else { number });
    }
    words.push(record.reference.to_string().replace('-', "").to_lowercase());
    let ids = person.external_ids.iter().chain(&record.external_ids);
    words.extend(ids.flat_map(|id| [fold_loosely(&id.value), digits(&id.value)]));
    words.extend(record.index.external.iter().map(|id| fold_loosely(id)));
    words.extend(record.extra.iter().map(|field| fold_loosely(&field.value)));
    words.extend(order_numbers.iter().map(|number| fold_loosely(number)));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// One part of a query; every part must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Folded text, found anywhere inside a word; one or two letters only at the start of a family name.
    Text(String),
    /// Folded text, misheard or mistyped: a word much like it is found.
    Near(String),
    /// A full birth date.
    Birth(NaiveDate),
    /// Day and month of birth, any year.
    BirthDay(u32, u32),
    /// Digits: year of birth, postcode, the end of a number, part of an identifier.
    Digits(String),
}

/// The parts of a query, in any order: `yilm 3.4.85`, `sch 50667`, `03041985`, `1985`, `4F7Q-2M9K`.
pub fn parts(query: &str, today: NaiveDate) -> Vec<Part> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    // The code of the own country before a number tells nobody apart.
    let tells = |n: usize| words.get(n) != Some(&"0049") || !words.get(n + 1).is_some_and(is_number);
    (0..words.len()).filter(|n| tells(*n)).filter_map(|n| part(words.get(n)?, today)).collect()
}

/// The same query where nothing was found as spelt: with a birth date, a name may be much like what was typed.
pub fn tolerant(parts: &[Part]) -> Option<Vec<Part>> {
    let is_dated = parts.iter().any(|part| matches!(part, Part::Birth(_) | Part::BirthDay(..)));
    let softened = |part: &Part| match part {
        Part::Text(word) if slips(word) > 0 => Part::Near(word.clone()),
        other => other.clone(),
    };
    let soft: Vec<Part> = parts.iter().map(softened).collect();
    (is_dated && soft != parts).then_some(soft)
}

/// Whether a text holds a word that begins much like this one.
pub fn is_near(word: &str, text: &str) -> bool {
    let typed: Vec<char> = word.chars().collect();
    let allowed = slips(word);
    text.split(|c: char| !c.is_alphanumeric()).filter(|other| other.starts_with(char::is_alphabetic)).any(|other| {
        let other: Vec<char> = other.chars().collect();
        distance_to_beginning(&typed, &other) <= allowed
    })
}

/// How many letters of a word may be wrong, missing or too many.
fn slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// The fewest changes that make `typed` a beginning of `word`.
fn distance_to_beginning(typed: &[char], word: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (done, letter) in (1..).zip(typed) {
        let mut next = Vec::with_capacity(row.len());
        next.push(done);
        for (pair, other) in row.windows(2).zip(word) {
            let (Some(diagonal), Some(above)) = (pair.first(), pair.last()) else { continue };
            let left = next.last().copied().unwrap_or(done);
            next.push((diagonal + usize::from(letter != other)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.into_iter().min().unwrap_or(typed.len())
}

fn part(word: &str, today: NaiveDate) -> Option<Part> {
    if let Some(found) = birth(word, today) {
        return Some(found);
    }
    let only = |keep: fn(&char) -> bool| word.chars().filter(keep).collect::<String>();
    let digits = only(char::is_ascii_digit);
    if !digits.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '/' | '-' | '(' | ')')) {
        let national = word.strip_prefix('0').map_or(digits.clone(), |_| digits.trim_start_matches('0').to_owned());
        // What is left of `0042` is too short to be searched, and an identifier is meant: it keeps its zeros.
        return Some(Part::Digits(if national.len() < 3 { digits } else { national }));
    }
    if word.parse::<super::id::Reference>().is_ok() {
        return Some(Part::Text(word.replace('-', "").to_lowercase()));
    }
    let folded = fold_loosely(word.trim_matches(|c: char| matches!(c, ',' | ';')));
    (!folded.is_empty()).then_some(Part::Text(folded))
}

fn birth(word: &str, today: NaiveDate) -> Option<Part> {
    let numbers: Vec<&str> = word.split('.').collect();
    let number = |text: &&str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    match numbers.as_slice() {
        [day, month] | [day, month, ""] => {
            let (day, month) = (number(day)?, number(month)?);
            NaiveDate::from_ymd_opt(2000, month, day).map(|_| Part::BirthDay(day, month))
        }
        [day, month, year] => {
            let (day, month) = (number(day)?, number(month)?);
            NaiveDate::from_ymd_opt(full_year(year, today)?, month, day).map(Part::Birth)
        }
        [all] if all.len() == 8 && all.chars().all(|c| c.is_ascii_digit()) => {
            let date = NaiveDate::parse_from_str(all, "%d%m%Y").ok()?;
            (date.format("%Y").to_string().as_str() >= "1890" && date <= today).then_some(Part::Birth(date))
        }
        _ => None,
    }
}

fn full_year(text: &str, today: NaiveDate) -> Option<i32> {
    use chrono::Datelike;
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if 2000 + year <= today.year() => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn a_misspelt_name_is_near_and_another_is_not() {
        let text = "  steinbrink jurgen 19701112 lindental";
        for typed in ["steinbring", "stenbrink", "steinbri", "jurgn", "steinprink"] {
            assert!(is_near(typed, text), "{typed}");
        }
        for typed in ["oberkamp", "stahl", "klein"] {
            assert!(!is_near(typed, text), "{typed}");
        }
    }

    #[test]
    fn only_a_query_with_a_birth_date_is_softened() {
        let soft = tolerant(&parts("steinbring 12.11", today()));
        assert_eq!(soft, Some(vec![Part::Near("steinbring".into()), Part::BirthDay(12, 11)]));
        assert_eq!(tolerant(&parts("steinbring", today())), None);
        assert_eq!(tolerant(&parts("yil 3.4", today())), None, "too short to be wrong");
    }

    #[test]
    fn parts_are_understood_in_any_order() {
        let birth = NaiveDate::from_ymd_opt(1985, 4, 3).unwrap();
        assert_eq!(parts("yilm 3.4.85", today()), vec![Part::Text("yilm".into()), Part::Birth(birth)]);
        assert_eq!(parts("03041985", today()), vec![Part::Birth(birth)]);
        assert_eq!(parts("yil 3.4", today()), vec![Part::Text("yil".into()), Part::BirthDay(3, 4)]);
        assert_eq!(parts("sch 50667", today()), vec![Part::Text("sch".into()), Part::Digits("50667".into())]);
        assert_eq!(parts("Müller,", today()), vec![Part::Text("muller".into())]);
        assert_eq!(parts("0221/4710", today()), vec![Part::Digits("2214710".into())]);
        assert_eq!(parts("0042", today()), vec![Part::Digits("0042".into())]);
        assert_eq!(parts("00421", today()), vec![Part::Digits("421".into())]);
        assert_eq!(parts("0049 221 4710", today()), parts("221 4710", today()));
        assert_eq!(parts("0049", today()), vec![Part::Digits("0049".into())]);
    }

    #[test]
    fn a_reference_is_searched_without_its_hyphen() {
        let reference = super::super::id::Reference::new(123_456_789).to_string();
        let expected = reference.replace('-', "").to_lowercase();
        assert_eq!(parts(&reference, today()), vec![Part::Text(expected)]);
    }
}
