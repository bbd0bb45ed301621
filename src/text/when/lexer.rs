//! From text to tokens: numbers, marks and the words of both languages. Words that say nothing are dropped.

use chrono::Weekday;

use super::{Part, WhenError};
use crate::domain::time::Daypart;

/// A piece of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, how many, and whether they follow the piece before without a space.
    Number {
        value: u32,
        digits: usize,
        glued: bool,
    },
    Colon,
    Dot,
    Comma,
    /// `-`, `bis`, `to`, `und`.
    Dash,
    /// `in`, `+`: from now on.
    In,
    Now,
    Uhr,
    Am,
    Pm,
    Minute,
    /// `h`, `Std.`: an hour long, or `Uhr`.
    Hour,
    DayUnit,
    Week,
    /// `halb` (to the next hour), `half` (past the last).
    Half,
    Quarter,
    Past,
    Before,
    /// `heute`, `tomorrow`: so many days ahead.
    Ahead(u64),
    /// `morgen`: tomorrow or the morning.
    Morgen,
    Weekday(Weekday),
    Month(u32),
    Part(Part),
    /// Today, in the evening.
    Tonight,
}

impl Token {
    /// About what was typed, for the message.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Number { value, digits, .. } => format!("{value:0digits$}"),
            Self::Colon => ":".to_owned(),
            Self::Dot => ".".to_owned(),
            Self::Comma => ",".to_owned(),
            Self::Dash => "-".to_owned(),
            Self::Weekday(day) => format!("{day}"),
            Self::Month(month) => super::super::dates::month(crate::text::Lang::De, *month).to_owned(),
            Self::Am => "am".to_owned(),
            Self::Pm => "pm".to_owned(),
            Self::Uhr => "Uhr".to_owned(),
            Self::Hour => "h".to_owned(),
            Self::Minute => "min".to_owned(),
            Self::In => "in".to_owned(),
            _ => "…".to_owned(),
        }
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, WhenError> {
    let mut found: Vec<Token> = Vec::new();
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let mut last = c;
        if c.is_ascii_digit() {
            let mut written = String::from(c);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                written.push(digit);
            }
            let value = written.parse().map_err(|_| WhenError::NotUnderstood(written.clone()))?;
            found.push(Token::Number { value, digits: written.len(), glued: !before.is_whitespace() });
            last = '0';
        } else if c.is_alphabetic() {
            let mut written = String::from(c);
            while let Some(letter) = chars.next_if(|c| c.is_alphabetic()) {
                written.push(letter);
            }
            found.extend(word(&written, found.last().copied())?);
            last = 'a';
        } else if let Some(mark) = mark(c, before, chars.peek().copied())? {
            found.push(mark);
        }
        before = last;
    }
    Ok(found)
}

fn mark(c: char, before: char, behind: Option<char>) -> Result<Option<Token>, WhenError> {
    let after_digit = before.is_ascii_digit();
    Ok(match c {
        ':' if after_digit => Some(Token::Colon),
        '.' if after_digit => Some(Token::Dot),
        ',' if after_digit && behind.is_some_and(|c| c.is_ascii_digit()) => Some(Token::Comma),
        '-' | '–' | '—' | '‑' => Some(Token::Dash),
        '+' => Some(Token::In),
        ':' | '.' | ',' | ';' | '\'' | '’' => None,
        c if c.is_whitespace() => None,
        other => return Err(WhenError::NotUnderstood(other.to_string())),
    })
}

/// The token of a word, none where it says nothing here. What stands before decides on `am`, `nach`, `to`.
fn word(written: &str, before: Option<Token>) -> Result<Option<Token>, WhenError> {
    let is_after_number = matches!(before, Some(Token::Number { .. }));
    let is_after_fraction = matches!(before, Some(Token::Quarter | Token::Half));
    Ok(Some(match fold(written).as_str() {
        "am" | "a" if is_after_number => Token::Am,
        "pm" | "p" if is_after_number => Token::Pm,
        "nach" | "past" | "after" if is_after_fraction => Token::Past,
        "vor" | "to" | "before" if is_after_fraction => Token::Before,
        "bis" | "to" | "until" | "till" | "und" | "and" if before.is_some() => Token::Dash,
        "um" | "at" | "am" | "on" | "gegen" | "around" | "about" | "ca" | "ab" | "from" | "von" | "nach" | "after"
        | "zwischen" | "between" | "the" | "den" | "dem" | "der" | "des" | "of" | "th" | "st" | "nd" | "rd"
        | "naechsten" | "naechster" | "naechstes" | "kommenden" | "kommender" | "diesen" | "dieser" | "next"
        | "this" | "ein" | "eine" | "einer" | "einem" | "an" | "a" | "m" | "oclock" | "clock" | "o" | "und"
            if !(is_after_number && written == "m") =>
        {
            return Ok(None);
        }
        "in" => Token::In,
        "jetzt" | "sofort" | "gleich" | "now" => Token::Now,
        "uhr" => Token::Uhr,
        "m" | "min" | "mins" | "minute" | "minuten" | "minutes" => Token::Minute,
        "h" | "hr" | "hrs" | "std" | "stunde" | "stunden" | "hour" | "hours" => Token::Hour,
        "d" | "tag" | "tage" | "tagen" | "day" | "days" => Token::DayUnit,
        "w" | "woche" | "wochen" | "week" | "weeks" => Token::Week,
        "halb" | "halbe" | "halben" | "half" => Token::Half,
        "viertel" | "quarter" => Token::Quarter,
        "heute" | "today" => Token::Ahead(0),
        "morgen" => Token::Morgen,
        "tomorrow" | "tmrw" => Token::Ahead(1),
        "uebermorgen" | "ubermorgen" => Token::Ahead(2),
        "tonight" => Token::Tonight,
        "frueh" | "fruh" | "morgens" | "morning" | "vormittag" | "vormittags" => {
            Token::Part(Part::Third(Daypart::Morning))
        }
        "mittag" | "mittags" | "noon" | "lunch" => Token::Part(Part::Noon),
        "nachmittag" | "nachmittags" | "afternoon" => Token::Part(Part::Third(Daypart::Afternoon)),
        "abend" | "abends" | "evening" => Token::Part(Part::Third(Daypart::Evening)),
        other => return name(other).map(Some).ok_or_else(|| WhenError::NotUnderstood(written.to_owned())),
    }))
}

/// Weekdays, months and small numbers.
fn name(folded: &str) -> Option<Token> {
    Some(match folded {
        "mo" | "montag" | "montags" | "mon" | "monday" => Token::Weekday(Weekday::Mon),
        "di" | "dienstag" | "dienstags" | "tue" | "tues" | "tuesday" => Token::Weekday(Weekday::Tue),
        "mi" | "mittwoch" | "mittwochs" | "wed" | "wednesday" => Token::Weekday(Weekday::Wed),
        "do" | "donnerstag" | "donnerstags" | "thu" | "thur" | "thurs" | "thursday" => Token::Weekday(Weekday::Thu),
        "fr" | "freitag" | "freitags" | "fri" | "friday" => Token::Weekday(Weekday::Fri),
        "sa" | "samstag" | "samstags" | "sonnabend" | "sat" | "saturday" => Token::Weekday(Weekday::Sat),
        "so" | "sonntag" | "sonntags" | "sun" | "sunday" => Token::Weekday(Weekday::Sun),
        "jan" | "januar" | "jaenner" | "january" => Token::Month(1),
        "feb" | "februar" | "february" => Token::Month(2),
        "mar" | "maerz" | "marz" | "mrz" | "maer" | "march" => Token::Month(3),
        "apr" | "april" => Token::Month(4),
        "mai" | "may" => Token::Month(5),
        "jun" | "juni" | "june" => Token::Month(6),
        "jul" | "juli" | "july" => Token::Month(7),
        "aug" | "august" => Token::Month(8),
        "sep" | "sept" | "september" => Token::Month(9),
        "okt" | "oct" | "oktober" | "october" => Token::Month(10),
        "nov" | "november" => Token::Month(11),
        "dez" | "dec" | "dezember" | "december" => Token::Month(12),
        _ => Token::Number { value: small_number(folded)?, digits: 1, glued: false },
    })
}

fn small_number(folded: &str) -> Option<u32> {
    Some(match folded {
        "eins" | "one" => 1,
        "zwei" | "two" => 2,
        "drei" | "three" => 3,
        "vier" | "four" => 4,
        "fuenf" | "five" => 5,
        "sechs" | "six" => 6,
        "sieben" | "seven" => 7,
        "acht" | "eight" => 8,
        "neun" | "nine" => 9,
        "zehn" | "ten" => 10,
        "elf" | "eleven" => 11,
        "zwoelf" | "twelve" => 12,
        _ => return None,
    })
}

/// Lower case, umlauts written out.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}
