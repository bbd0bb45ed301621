//! The time that somebody on the telephone says, as a tracer types it: `14:30`, `morgen 9`, `fr nachmittag`, `in 2h`,
//! `tomorrow 9am`. German and English are understood always, whatever the language of the screen.

mod day;
mod hour;
mod lexer;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;
use thiserror::Error;

use super::{Lang, texts};
use crate::domain::time::{Daypart, Moment, date_of, instant_of};
use day::Day;
use hour::Hour;
use lexer::Token;

/// A callback lies at most so far ahead.
const FARTHEST: TimeDelta = TimeDelta::days(366);

/// A stretch of time, never empty, never begun before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// Why a text is no time to call back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WhenError {
    /// Nothing was typed.
    #[error("no time given")]
    Empty,
    /// This part makes no sense here.
    #[error("not understood: {0:?}")]
    NotUnderstood(String),
    /// No time of day: `25:10`.
    #[error("no such time of day")]
    NoSuchTime,
    /// No date: `31.02.`.
    #[error("no such date")]
    NoSuchDate,
    /// It has passed.
    #[error("lies in the past")]
    Past,
    /// More than a year ahead.
    #[error("more than a year ahead")]
    TooFar,
    /// Ends before it begins: `16-14`.
    #[error("ends before it begins")]
    Backwards,
}

impl WhenError {
    /// Its message key.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "when-empty",
            Self::NotUnderstood(_) => "when-not-understood",
            Self::NoSuchTime => "when-no-such-time",
            Self::NoSuchDate => "when-no-such-date",
            Self::Past => "when-past",
            Self::TooFar => "when-too-far",
            Self::Backwards => "when-backwards",
        }
    }

    /// The sentence for the screen.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotUnderstood(text) => texts(lang).format(self.key(), &[("text", text.as_str().into())]),
            _ => texts(lang).get(self.key()),
        }
    }
}

/// The window that a text means, seen from `now` in the office's zone.
///
/// - A single time opens a window of `length`; a daypart is that of the calling day (8–12, 12–17, 17–20); a day without
///   a time is the calling day (8–20). A window that has begun begins now.
/// - A time without a day that has passed is tomorrow's. With a day that has passed it is refused.
/// - A weekday is the next on which that time is still ahead; today's name without a time is the one in a week.
/// - A date without a year is the next such date, unless it lies just behind us (60 days): then it is refused.
/// - A bare hour from 1 to 7 is of the afternoon, as nobody is called at night: `3` is 15:00, `03:00` stays.
pub fn parse(text: &str, now: Moment, zone: Tz, length: TimeDelta) -> Result<Window, WhenError> {
    let tokens = lexer::tokens(text)?;
    let now = now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now);
    let said = Said::read(&tokens)?;
    let window = said.resolve(now, zone, length)?;
    if window.from > now + FARTHEST { Err(WhenError::TooFar) } else { Ok(window) }
}

/// Begin and end in local time; no end where a single time was said.
type Hours = (NaiveTime, Option<NaiveTime>);

/// What was said, each part once.
#[derive(Debug, Default)]
struct Said {
    /// From now on, in minutes.
    after: Option<i64>,
    day: Option<Day>,
    part: Option<Part>,
    from: Option<Hour>,
    until: Option<Hour>,
}

/// A named part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Third(Daypart),
    Noon,
}

impl Part {
    const fn hours(self) -> (u32, u32) {
        match self {
            Self::Third(Daypart::Morning) => (8, 12),
            Self::Third(Daypart::Afternoon) => (12, 17),
            Self::Third(Daypart::Evening) => (17, 20),
            Self::Noon => (12, 14),
        }
    }
}

impl Said {
    fn read(tokens: &[Token]) -> Result<Self, WhenError> {
        let mut said = Self::default();
        let mut rest = tokens;
        if rest.is_empty() {
            return Err(WhenError::Empty);
        }
        while let [token, behind @ ..] = rest {
            rest = if let [Token::Now, behind @ ..] = rest {
                set(&mut said.after, 0, rest)?;
                behind
            } else if let Some((minutes, behind)) = hour::span(rest) {
                set(&mut said.after, minutes, rest)?;
                behind
            } else if let [Token::Morgen, behind @ ..] = rest {
                said.morgen(rest)?;
                behind
            } else if let Some((day, behind)) = day::read(rest, said.day.is_some())? {
                set(&mut said.day, day, rest)?;
                behind
            } else if let [Token::Tonight, behind @ ..] = rest {
                set(&mut said.day, Day::Ahead(0), rest)?;
                set(&mut said.part, Part::Third(Daypart::Evening), rest)?;
                behind
            } else if let [Token::Part(part), behind @ ..] = rest {
                set(&mut said.part, *part, rest)?;
                behind
            } else if let Some((from, behind)) = hour::read(rest)? {
                set(&mut said.from, from, rest)?;
                said.end_of_range(behind)?
            } else if *token == Token::Dot {
                behind
            } else {
                return Err(not_understood(rest));
            };
        }
        if said.after.is_some() && (said.day.is_some() || said.from.is_some() || said.part.is_some()) {
            return Err(not_understood(tokens));
        }
        Ok(said)
    }

    /// `morgen` is tomorrow, but the morning where a day was named: `heute morgen`, `montag morgen`.
    fn morgen(&mut self, at: &[Token]) -> Result<(), WhenError> {
        if self.day.is_some() {
            set(&mut self.part, Part::Third(Daypart::Morning), at)
        } else {
            set(&mut self.day, Day::Ahead(1), at)
        }
    }

    fn end_of_range<'a>(&mut self, rest: &'a [Token]) -> Result<&'a [Token], WhenError> {
        let [Token::Dash, behind @ ..] = rest else { return Ok(rest) };
        let (until, behind) = hour::read(behind)?.ok_or_else(|| not_understood(rest))?;
        self.until = Some(until);
        Ok(behind)
    }

    fn resolve(&self, now: Moment, zone: Tz, length: TimeDelta) -> Result<Window, WhenError> {
        if let Some(minutes) = self.after {
            let from = TimeDelta::try_minutes(minutes).and_then(|span| now.checked_add_signed(span));
            let from = from.ok_or(WhenError::TooFar)?;
            return Ok(Window { from, until: from + length });
        }
        let today = date_of(now, zone);
        let hours = self.hours()?;
        let still_ahead = |date| window_on(date, hours, zone, length, now).is_ok();
        let date = match self.day {
            None if still_ahead(today) => today,
            None => after(today, 1)?,
            Some(day) => day.date(today, hours.is_some(), still_ahead)?,
        };
        window_on(date, hours, zone, length, now)
    }

    /// The hours said; nothing where only a day was.
    fn hours(&self) -> Result<Option<Hours>, WhenError> {
        let Some(from) = self.from else {
            let full = |hour| NaiveTime::from_hms_opt(hour, 0, 0).ok_or(WhenError::NoSuchTime);
            return self.part.map(|part| Ok((full(part.hours().0)?, Some(full(part.hours().1)?)))).transpose();
        };
        let Some(until) = self.until else { return Ok(Some((from.time(self.part)?, None))) };
        let (from, until) = hour::range(from, until, self.part)?;
        if from < until { Ok(Some((from, Some(until)))) } else { Err(WhenError::Backwards) }
    }
}

/// The window on a date; refused where it has passed.
fn window_on(
    date: NaiveDate,
    hours: Option<Hours>,
    zone: Tz,
    length: TimeDelta,
    now: Moment,
) -> Result<Window, WhenError> {
    let full = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    let (from, until) = hours.unwrap_or((full(8), Some(full(20))));
    let from = instant_of(date, from, zone);
    let Some(until) = until else {
        return if from < now { Err(WhenError::Past) } else { Ok(Window { from, until: from + length }) };
    };
    let until = instant_of(date, until, zone);
    let until = if until > from { until } else { from + length };
    if until <= now { Err(WhenError::Past) } else { Ok(Window { from: from.max(now), until }) }
}

/// Puts a part in its place; a second one of its kind is not understood.
fn set<T>(place: &mut Option<T>, value: T, at: &[Token]) -> Result<(), WhenError> {
    if place.is_some() {
        return Err(not_understood(at));
    }
    *place = Some(value);
    Ok(())
}

fn not_understood(at: &[Token]) -> WhenError {
    WhenError::NotUnderstood(at.first().map_or_else(String::new, Token::shown))
}

fn after(date: NaiveDate, days: u64) -> Result<NaiveDate, WhenError> {
    date.checked_add_days(Days::new(days)).ok_or(WhenError::NoSuchDate)
}
