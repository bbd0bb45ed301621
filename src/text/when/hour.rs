//! Times of day and spans: `14:30`, `1430`, `9am`, `halb 3`; `in 90 min`.

use chrono::NaiveTime;

use super::lexer::Token;
use super::{Part, WhenError};
use crate::domain::time::Daypart;

/// A time of day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hour {
    full: u32,
    minute: u32,
    half: Half,
}

/// Which half of the day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// Written in full, of 24 hours.
    Written,
    /// A bare hour or said in words: small hours are those of the afternoon.
    Spoken,
    Am,
    Pm,
}

impl Hour {
    /// Local time, with a named part of the day as a hint.
    pub(super) fn time(self, part: Option<Part>) -> Result<NaiveTime, WhenError> {
        let is_late = matches!(part, Some(Part::Third(Daypart::Afternoon | Daypart::Evening) | Part::Noon));
        let is_early = part == Some(Part::Third(Daypart::Morning));
        let hour = match (self.half, self.full) {
            (Half::Am, 12) => 0,
            (Half::Pm, 1..12) => self.full + 12,
            (Half::Spoken | Half::Written, 1..12) if is_late && !(part == Some(Part::Noon) && self.full > 8) => {
                self.full + 12
            }
            (Half::Spoken, 1..8) if !is_early => self.full + 12,
            _ => self.full,
        };
        NaiveTime::from_hms_opt(hour, self.minute, 0).ok_or(WhenError::NoSuchTime)
    }

    fn minutes_earlier(self, minutes: u32) -> Self {
        let total = (self.full * 60 + self.minute + 24 * 60 - minutes) % (24 * 60);
        Self { full: total / 60, minute: total % 60, ..self }
    }
}

/// Both ends of a range: `2-4pm` is of the afternoon throughout; `7-9` is in the evening, as 7 is.
pub(super) fn range(from: Hour, until: Hour, part: Option<Part>) -> Result<(NaiveTime, NaiveTime), WhenError> {
    let from_half = if from.half == Half::Spoken && matches!(until.half, Half::Am | Half::Pm) {
        if until.half == Half::Pm && from.full > until.full && until.full != 12 { Half::Am } else { until.half }
    } else {
        from.half
    };
    let start = Hour { half: from_half, ..from }.time(part)?;
    let end = until.time(part)?;
    let later = Hour { half: Half::Pm, ..until };
    if end <= start && until.half == Half::Spoken && until.full < 12 {
        return Ok((start, later.time(part)?));
    }
    Ok((start, end))
}

/// The time of day that begins here.
pub(super) fn read(tokens: &[Token]) -> Result<Option<(Hour, &[Token])>, WhenError> {
    use Token::{Before, Colon, Dot, Half as HalfWord, Hour as HourUnit, Number, Past, Quarter, Uhr};
    let (hour, minute, half, rest) = match tokens {
        [Quarter | HalfWord, Past, rest @ ..] => {
            let minute = if tokens.first() == Some(&Quarter) { 15 } else { 30 };
            return Ok(read(rest)?.map(|(hour, rest)| (Hour { minute, ..hour }, rest)));
        }
        [Quarter, Before, rest @ ..] => return Ok(read(rest)?.map(|(hour, rest)| (hour.minutes_earlier(15), rest))),
        [HalfWord, rest @ ..] => return Ok(read(rest)?.map(|(hour, rest)| (hour.minutes_earlier(30), rest))),
        [Number { value: hour, .. }, Colon, Number { value: minute, glued: true, .. }, rest @ ..]
        | [Number { value: hour, .. }, Dot, Number { value: minute, digits: 2, glued: true }, rest @ ..] => {
            (*hour, *minute, Half::Written, rest)
        }
        [Number { value: hour, .. }, Uhr | HourUnit, Number { value: minute, digits: 2, .. }, rest @ ..]
            if rest.first() != Some(&Dot) =>
        {
            (*hour, *minute, Half::Written, rest)
        }
        [Number { value, digits: 3 | 4, .. }, rest @ ..] => (value / 100, value % 100, Half::Written, rest),
        [Number { value: hour, digits, .. }, rest @ ..] => {
            let half = if *digits == 1 { Half::Spoken } else { Half::Written };
            (*hour, 0, half, rest)
        }
        _ => return Ok(None),
    };
    let rest = if let [Uhr | HourUnit, behind @ ..] = rest { behind } else { rest };
    let (half, rest) = match rest {
        [Token::Am, behind @ ..] if hour <= 12 => (Half::Am, behind),
        [Token::Pm, behind @ ..] if hour <= 12 => (Half::Pm, behind),
        [Token::Am | Token::Pm, behind @ ..] => (half, behind),
        _ => (half, rest),
    };
    if hour > 23 || minute > 59 {
        Err(WhenError::NoSuchTime)
    } else {
        Ok(Some((Hour { full: hour, minute, half }, rest)))
    }
}

/// A span from now on, in minutes: `in 2h`, `in 90 min`, `in 1,5 Std.`, `in einer halben Stunde`, `+30`.
pub(super) fn span(tokens: &[Token]) -> Option<(i64, &[Token])> {
    use Token::{Comma, Dot, Half as HalfWord, Hour as HourUnit, In, Minute, Number, Quarter};
    let [In, rest @ ..] = tokens else { return None };
    Some(match rest {
        [HalfWord, HourUnit, rest @ ..] => (30, rest),
        [Quarter, HourUnit, rest @ ..] => (15, rest),
        [HourUnit, rest @ ..] => (60, rest),
        [Number { value, .. }, Comma | Dot, Number { value: tenths, digits: 1, glued: true }, HourUnit, rest @ ..] => {
            (i64::from(*value) * 60 + i64::from(*tenths) * 6, rest)
        }
        [Number { value, .. }, Token::Colon, Number { value: minutes, glued: true, .. }, rest @ ..] => {
            let rest = if let [HourUnit, behind @ ..] = rest { behind } else { rest };
            (i64::from(*value) * 60 + i64::from(*minutes), rest)
        }
        [Number { value, .. }, HourUnit, Number { value: minutes, .. }, rest @ ..] => {
            let rest = if let [Minute, behind @ ..] = rest { behind } else { rest };
            (i64::from(*value) * 60 + i64::from(*minutes), rest)
        }
        [Number { value, .. }, HourUnit, rest @ ..] => (i64::from(*value) * 60, rest),
        [Number { value, .. }, Minute, rest @ ..] => (i64::from(*value), rest),
        [Number { value, .. }, rest @ ..] if !matches!(rest, [Token::DayUnit | Token::Week, ..]) => {
            (i64::from(*value), rest)
        }
        _ => return None,
    })
}
