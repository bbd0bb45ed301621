//! Days: `übermorgen`, `fr`, `24.12.`, `24. Dezember`, `2026-12-24`, `in 3 tagen`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::lexer::Token;
use super::{WhenError, after};

/// A date without a year that lies so few days behind is meant so, and refused; an earlier one is next year's.
const JUST_BEHIND: i64 = 60;

/// A day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days ahead.
    Ahead(u64),
    /// The next such weekday.
    Weekday(Weekday),
    /// Day and month.
    Yearly(u32, u32),
    /// Day, month and year.
    Full(u32, u32, i32),
}

impl Day {
    /// The date that is meant, seen from today. `still_ahead` says whether the time said is still ahead on a date.
    pub(super) fn date(
        self,
        today: NaiveDate,
        has_time: bool,
        still_ahead: impl Fn(NaiveDate) -> bool,
    ) -> Result<NaiveDate, WhenError> {
        match self {
            Self::Ahead(days @ 0..=3660) => after(today, days),
            Self::Ahead(_) => Err(WhenError::TooFar),
            Self::Weekday(day) => {
                let days = (7 + day.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
                let is_today = days == 0 && has_time && still_ahead(today);
                after(today, if days == 0 && !is_today { 7 } else { u64::from(days) })
            }
            Self::Full(day, month, year) => NaiveDate::from_ymd_opt(year, month, day).ok_or(WhenError::NoSuchDate),
            Self::Yearly(day, month) => {
                let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
                // 29 February exists only in some years.
                match (in_year(today.year()), in_year(today.year() + 1)) {
                    (Some(date), _) if (today - date).num_days() <= JUST_BEHIND => Ok(date),
                    (_, Some(date)) => Ok(date),
                    _ => Err(WhenError::NoSuchDate),
                }
            }
        }
    }
}

/// The day that begins here. Where one was named before, `10.12` is a time.
pub(super) fn read(tokens: &[Token], has_day: bool) -> Result<Option<(Day, &[Token])>, WhenError> {
    use Token::{Dash, Dot, In, Month, Number};
    let found = match tokens {
        [Token::Ahead(days), rest @ ..] => (Day::Ahead(*days), rest),
        [Token::Weekday(day), Dot, rest @ ..] | [Token::Weekday(day), rest @ ..] => (Day::Weekday(*day), rest),
        [Token::DayUnit, Token::Ahead(1), rest @ ..] => (Day::Ahead(2), rest),
        [In, Number { value, .. }, Token::DayUnit, rest @ ..] => (Day::Ahead(u64::from(*value)), rest),
        [In, Number { value, .. }, Token::Week, rest @ ..] => (Day::Ahead(u64::from(*value) * 7), rest),
        [In, Token::Week, rest @ ..] => (Day::Ahead(7), rest),
        [
            Number { value: year, digits: 4, .. },
            Dash,
            Number { value: month, glued: true, .. },
            Dash,
            Number { value: day, glued: true, .. },
            rest @ ..,
        ] => (Day::Full(*day, *month, i32::try_from(*year).unwrap_or(0)), rest),
        [
            Number { value: day, .. },
            Dot,
            Number { value: month, glued: true, .. },
            Dot,
            Number { value: year, digits, glued: true },
            rest @ ..,
        ] => (Day::Full(*day, *month, full_year(*year, *digits)?), rest),
        [Number { value: day, .. }, Dot, Number { value: month, .. }, Dot, rest @ ..] => {
            (Day::Yearly(*day, *month), rest)
        }
        [Number { value: day, .. }, Dot, Number { value: month @ 1..=12, glued: true, .. }, rest @ ..]
            if !has_day && !matches!(rest, [Token::Uhr | Token::Hour | Token::Am | Token::Pm | Dash, ..]) =>
        {
            (Day::Yearly(*day, *month), rest)
        }
        [Number { value: day, .. }, Dot, Month(month), rest @ ..]
        | [Number { value: day, .. }, Month(month), rest @ ..]
        | [Month(month), Number { value: day, digits: 1 | 2, .. }, rest @ ..] => with_year(*day, *month, rest),
        _ => return Ok(None),
    };
    match found.0 {
        Day::Yearly(day, month) if NaiveDate::from_ymd_opt(2024, month, day).is_none() => Err(WhenError::NoSuchDate),
        _ => Ok(Some(found)),
    }
}

/// A year of four digits may follow a month in words; `1430` there is a time.
fn with_year(day: u32, month: u32, rest: &[Token]) -> (Day, &[Token]) {
    match rest {
        [Token::Number { value: year @ 2000..=2099, digits: 4, .. }, behind @ ..] if !ends_as_time(behind) => {
            (Day::Full(day, month, i32::try_from(*year).unwrap_or(0)), behind)
        }
        _ => (Day::Yearly(day, month), rest),
    }
}

fn ends_as_time(rest: &[Token]) -> bool {
    matches!(rest, [Token::Uhr | Token::Hour | Token::Dash, ..])
}

fn full_year(year: u32, digits: usize) -> Result<i32, WhenError> {
    let year = i32::try_from(year).map_err(|_| WhenError::NoSuchDate)?;
    match digits {
        2 => Ok(2000 + year),
        4 => Ok(year),
        _ => Err(WhenError::NoSuchDate),
    }
}
