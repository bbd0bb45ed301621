//! Dates as people and spreadsheets write them.

use chrono::{Datelike, Days, NaiveDate};

/// Which part of `3/4/2026` is the month; dotted dates are always day first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlashOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// What a date is of: decides the century of a two-digit year and what may lie ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOf {
    /// A birth: never ahead, at most 125 years back.
    Birth,
    /// Something that happened: never ahead.
    Past,
    /// May lie ahead.
    Any,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// 31.02.
    NoSuchDate,
    /// No date at all.
    Unreadable,
    /// Only a year, or a year and a month.
    Incomplete,
    /// Ahead, where it can't be.
    Future,
    /// Too long ago or too far ahead to be meant.
    Implausible,
}

impl DateFault {
    /// The message key that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoSuchDate => "doubt-no-such-date",
            Self::Unreadable => "doubt-no-date",
            Self::Incomplete => "doubt-incomplete-date",
            Self::Future => "doubt-future",
            Self::Implausible => "doubt-implausible-date",
        }
    }
}

/// The date of a cell in a date column.
/// Shapes: `23.11.2026`, `3.4.85`, `23. November 2026`, `11/23/2026`, `2026-11-23`, `2026-11-23T10:00Z`, `23112026`, `20261123`
/// and the serial number of a spreadsheet (20000 to 60000; of a birth 5000 to 60000, people are older than that).
pub fn parse_date(text: &str, order: SlashOrder, of: DateOf, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    // The two commonest shapes first.
    let usual = match text.as_bytes() {
        [d1, d2, b'.', m1, m2, b'.', y1, y2, y3, y4] | [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            (number(&[*y1, *y2, *y3, *y4]), number(&[*m1, *m2]), number(&[*d1, *d2]))
        }
        _ => (None, None, None),
    };
    let date = match usual {
        (Some(year), Some(month), Some(day)) => ymd(year, month, day)?,
        _ => general(text, order, of, today)?,
    };
    plausible(date, of, today)
}

fn plausible(date: NaiveDate, of: DateOf, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let oldest = match of {
        DateOf::Birth => today.year() - 125,
        DateOf::Past | DateOf::Any => 1990,
    };
    if of != DateOf::Any && date > today {
        Err(DateFault::Future)
    } else if date.year() < oldest || date.year() > today.year() + 10 {
        Err(DateFault::Implausible)
    } else {
        Ok(date)
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(*b - b'0')))
}

fn ymd(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(0), month, day).ok_or(DateFault::NoSuchDate)
}

/// A part of a written date.
#[derive(Debug, Clone, Copy)]
enum Part {
    Number { value: u32, digits: usize },
    Month(u32),
}

fn general(text: &str, order: SlashOrder, of: DateOf, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let (parts, slashes) = parts(text)?;
    match parts.as_slice() {
        [Part::Number { value, digits }] => single(*value, *digits, of),
        [Part::Number { value: y, digits: 4 }, Part::Number { value: m, .. }, Part::Number { value: d, .. }] => {
            ymd(*y, *m, *d)
        }
        [Part::Number { value: a, .. }, Part::Number { value: b, .. }, Part::Number { value: y, digits: n }] => {
            let (day, month) = match order {
                SlashOrder::MonthFirst if slashes => (*b, *a),
                SlashOrder::MonthFirst | SlashOrder::DayFirst => (*a, *b),
            };
            with_century(*y, *n, month, day, of, today)
        }
        [Part::Number { value: d, .. }, Part::Month(m), Part::Number { value: y, digits: n }]
        | [Part::Month(m), Part::Number { value: d, .. }, Part::Number { value: y, digits: n }] => {
            with_century(*y, *n, *m, *d, of, today)
        }
        [_, _] => Err(DateFault::Incomplete),
        _ => Err(DateFault::Unreadable),
    }
}

/// Digits without any mark: a serial number, `23112026`, `20261123` or only a year.
fn single(value: u32, digits: usize, of: DateOf) -> Result<NaiveDate, DateFault> {
    let serials = if of == DateOf::Birth { 5000..=60000 } else { 20000..=60000 };
    match digits {
        5 | 4 if serials.contains(&value) => {
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(DateFault::Unreadable)?;
            zero.checked_add_days(Days::new(u64::from(value))).ok_or(DateFault::NoSuchDate)
        }
        4 if (1900..=2100).contains(&value) => Err(DateFault::Incomplete),
        8 => {
            let (year_last, year_first) = (value % 10000, value / 10000);
            if (1900..=2100).contains(&year_last) && value / 10000 % 100 <= 12 {
                ymd(year_last, value / 10000 % 100, value / 1_000_000)
            } else if (1900..=2100).contains(&year_first) {
                ymd(year_first, value / 100 % 100, value % 100)
            } else {
                Err(DateFault::Unreadable)
            }
        }
        _ => Err(DateFault::Unreadable),
    }
}

fn with_century(
    year: u32,
    digits: usize,
    month: u32,
    day: u32,
    of: DateOf,
    today: NaiveDate,
) -> Result<NaiveDate, DateFault> {
    match digits {
        4 => ymd(year, month, day),
        2 => {
            let recent = ymd(2000 + year, month, day);
            if of != DateOf::Birth {
                return recent;
            }
            // A birth is never ahead: `3.4.85` is 1985, `3.4.19` a child. 29.02.00 exists, 29.02.1900 does not.
            match recent {
                Ok(date) if date <= today => Ok(date),
                _ => ymd(1900 + year, month, day),
            }
        }
        _ => Err(DateFault::Unreadable),
    }
}

/// Numbers and month words up to a time of day; whether slashes part them.
fn parts(text: &str) -> Result<(Vec<Part>, bool), DateFault> {
    let mut parts = Vec::with_capacity(3);
    let mut slashes = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        if c.is_ascii_digit() {
            let (digits, tail) = rest.split_at_checked(run(|c| c.is_ascii_digit())).unwrap_or((rest, ""));
            if tail.starts_with(':') && !parts.is_empty() {
                // The hour of a time of day: whatever follows is no part of the date.
                return Ok((parts, slashes));
            }
            if digits.len() > 8 || parts.len() == 3 {
                return Err(DateFault::Unreadable);
            }
            // `46349.0`, `46349.5`: a serial number with its time of day.
            if digits.len() == 5 && parts.is_empty() && tail.starts_with(['.', ',']) {
                let fraction = tail.get(1..).unwrap_or("");
                if !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()) {
                    rest = "";
                    parts.push(Part::Number { value: digits.parse().unwrap_or(0), digits: 5 });
                    continue;
                }
            }
            parts
                .push(Part::Number { value: digits.parse().map_err(|_| DateFault::Unreadable)?, digits: digits.len() });
            rest = tail;
        } else if c.is_alphabetic() {
            let (word, tail) = rest.split_at_checked(run(char::is_alphabetic)).unwrap_or((rest, ""));
            if parts.len() == 3 && matches!(word, "T" | "t") {
                return Ok((parts, slashes));
            }
            match (month_of(word), is_filler(word)) {
                (Some(month), _) => parts.push(Part::Month(month)),
                (None, true) => {}
                (None, false) => return Err(DateFault::Unreadable),
            }
            rest = tail;
        } else {
            if !matches!(c, '.' | '/' | '-' | ',' | '–') && !c.is_whitespace() {
                return Err(DateFault::Unreadable);
            }
            slashes |= c == '/';
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    Ok((parts, slashes))
}

fn is_filler(word: &str) -> bool {
    matches!(word, "am" | "den" | "vom" | "Mo" | "Di" | "Mi" | "Do" | "Fr" | "Sa" | "So" | "Uhr")
}

/// Names of months in full; three letters are enough too.
const MONTHS: &[&str] = &[
    "januar",
    "jänner",
    "january",
    "februar",
    "february",
    "märz",
    "maerz",
    "march",
    "april",
    "mai",
    "may",
    "juni",
    "june",
    "juli",
    "july",
    "august",
    "september",
    "sept",
    "oktober",
    "october",
    "november",
    "dezember",
    "december",
];

fn month_of(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let head: String = lower.chars().take(3).collect();
    let month = match head.as_str() {
        "jan" | "jän" => 1,
        "feb" => 2,
        "mär" | "mar" | "mrz" | "mae" => 3,
        "apr" => 4,
        "mai" | "may" => 5,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" => 9,
        "okt" | "oct" => 10,
        "nov" => 11,
        "dez" | "dec" => 12,
        _ => return None,
    };
    (lower.chars().count() == 3 || MONTHS.contains(&lower.as_str())).then_some(month)
}

/// What a slashed date says about the order of a file: month first, day first, or nothing.
pub fn slash_evidence(text: &str) -> Option<SlashOrder> {
    let (first, rest) = text.split_once('/')?;
    let (second, _) = rest.split_once('/')?;
    let (first, second): (u32, u32) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    match (first, second) {
        (13..=31, 1..=12) => Some(SlashOrder::DayFirst),
        (1..=12, 13..=31) => Some(SlashOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn today() -> NaiveDate {
        day(2026, 11, 24)
    }

    fn any(text: &str) -> Result<NaiveDate, DateFault> {
        parse_date(text, SlashOrder::DayFirst, DateOf::Any, today())
    }

    fn birth(text: &str) -> Result<NaiveDate, DateFault> {
        parse_date(text, SlashOrder::DayFirst, DateOf::Birth, today())
    }

    #[test]
    fn every_usual_spelling_of_a_date_is_read() {
        for text in [
            "23.11.2026",
            "23.11.26",
            "23/11/2026",
            "23-11-2026",
            "2026-11-23",
            "2026-11-23T10:30:00Z",
            "2026-11-23 10:30",
            "23.11.2026 10:30",
            "23.11.2026, 10:30 Uhr",
            "23. November 2026",
            "23. Nov. 2026",
            "Nov 23, 2026",
            "23112026",
            "20261123",
            "46349",
            "46349.5",
            "Mo, 23.11.2026",
            "2026 / 11 / 23",
            "23 . 11 . 2026",
            "2026-11-23T00:00:00+01:00",
        ] {
            assert_eq!(any(text), Ok(day(2026, 11, 23)), "{text}");
        }
        assert_eq!(parse_date("11/23/2026", SlashOrder::MonthFirst, DateOf::Any, today()), Ok(day(2026, 11, 23)));
        assert_eq!(parse_date("3.4.2026", SlashOrder::MonthFirst, DateOf::Any, today()), Ok(day(2026, 4, 3)));
    }

    #[test]
    fn a_birth_of_two_digits_gets_the_century_in_which_it_can_lie() {
        assert_eq!(birth("3.4.85"), Ok(day(1985, 4, 3)));
        assert_eq!(birth("3.4.19"), Ok(day(2019, 4, 3)));
        assert_eq!(birth("25.11.26"), Ok(day(1926, 11, 25)));
        assert_eq!(birth("24.11.26"), Ok(day(2026, 11, 24)));
        assert_eq!(birth("29.02.00"), Ok(day(2000, 2, 29)));
        assert_eq!(birth("31140"), Ok(day(1985, 4, 3)));
        assert_eq!(birth("12785"), Ok(day(1935, 1, 1)));
    }

    #[test]
    fn what_is_no_date_says_why() {
        assert_eq!(any("31.02.2026"), Err(DateFault::NoSuchDate));
        assert_eq!(any("unklar"), Err(DateFault::Unreadable));
        assert_eq!(birth("1985"), Err(DateFault::Incomplete));
        assert_eq!(birth("04.1985"), Err(DateFault::Incomplete));
        assert_eq!(birth("01.01.2030"), Err(DateFault::Future));
        assert_eq!(birth("01.01.1850"), Err(DateFault::Implausible));
        assert_eq!(any("19999"), Err(DateFault::Unreadable));
        assert_eq!(any("23.11.2026 oder 24.11.2026"), Err(DateFault::Unreadable));
    }

    proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "\\PC{0,30}") {
            let _ = birth(&text);
            let _ = slash_evidence(&text);
        }

        #[test]
        fn a_date_reads_back_as_it_was_written(days in 0i64..45000) {
            let date = day(1902, 1, 1) + chrono::TimeDelta::days(days);
            for form in ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y 08:15"] {
                prop_assert_eq!(birth(&date.format(form).to_string()), Ok(date));
            }
        }
    }
}
