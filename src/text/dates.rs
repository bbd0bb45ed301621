//! Dates, times and spans as German and English write them.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::Lang;
pub use super::numbers::integer;
use crate::domain::time::{Moment, date_of};

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Di 03.03.`, `Tue 3 Mar`.
pub fn date_short(lang: Lang, date: NaiveDate) -> String {
    let weekday = weekday_short(lang, date.weekday());
    match lang {
        Lang::De => format!("{weekday} {:02}.{:02}.", date.day(), date.month()),
        Lang::En => format!("{weekday} {} {}", date.day(), month_short(lang, date.month())),
    }
}

/// `Dienstag, 3. März 2026`, `Tuesday, 3 March 2026`.
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    let (weekday, month) = (weekday(lang, date.weekday()), month(lang, date.month()));
    match lang {
        Lang::De => format!("{weekday}, {}. {month} {}", date.day(), date.year()),
        Lang::En => format!("{weekday}, {} {month} {}", date.day(), date.year()),
    }
}

/// `2026-03-03`, for files and programs.
pub fn date_iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// `03.04.2013`, `3 Apr 2013`: the short form with the year.
pub fn date_numeric(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::De => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Lang::En => format!("{} {} {}", date.day(), month_short(lang, date.month()), date.year()),
    }
}

/// `14:30`, local.
pub fn clock(at: Moment, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// `03.04.2013 14:30`, `3 Apr 2013 14:30`: never relative, for print and lists that are kept.
pub fn moment(lang: Lang, at: Moment, zone: Tz) -> String {
    format!("{} {}", date_numeric(lang, date_of(at, zone)), clock(at, zone))
}

/// The day as people speak of it: `heute`, `gestern`, `morgen`, `Di 03.03.`, and `03.03.2025` more than half a year away.
pub fn relative_date(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    match ((date - today).num_days(), lang) {
        (0, Lang::De) => "heute".to_owned(),
        (0, Lang::En) => "today".to_owned(),
        (-1, Lang::De) => "gestern".to_owned(),
        (-1, Lang::En) => "yesterday".to_owned(),
        (1, Lang::De) => "morgen".to_owned(),
        (1, Lang::En) => "tomorrow".to_owned(),
        (-183..=183, _) => date_short(lang, date),
        _ => date_numeric(lang, date),
    }
}

/// `heute 14:30`, `gestern 17:40`, `morgen 09:00`, `Di 03.03. 17:40`.
pub fn relative_moment(lang: Lang, at: Moment, now: Moment, zone: Tz) -> String {
    format!("{} {}", relative_date(lang, date_of(at, zone), date_of(now, zone)), clock(at, zone))
}

/// As [`relative_moment`], but today's moments by the clock alone: `17:00`.
pub fn nearest_moment(lang: Lang, at: Moment, now: Moment, zone: Tz) -> String {
    if date_of(at, zone) == date_of(now, zone) { clock(at, zone) } else { relative_moment(lang, at, now, zone) }
}

/// A window of time: `morgen 14:00–15:30`; over midnight both days.
pub fn relative_window(lang: Lang, from: Moment, until: Moment, now: Moment, zone: Tz) -> String {
    let end = if date_of(from, zone) == date_of(until, zone) {
        clock(until, zone)
    } else {
        relative_moment(lang, until, now, zone)
    };
    format!("{}–{end}", relative_moment(lang, from, now, zone))
}

/// How long: hours and minutes under two hours (`0:42`), then `3 Std.`, `3 h`, from two days on `2 Tage`, `2 days`.
/// A negative span reads as none.
pub fn duration(lang: Lang, span: TimeDelta) -> String {
    if span < TimeDelta::hours(2) { elapsed(span) } else { rough(lang, span) }
}

/// How long, in one unit: `42 Min.`, `3 Std.`, `2 Tage`.
pub fn duration_words(lang: Lang, span: TimeDelta) -> String {
    let minutes = span.num_minutes().max(0);
    match (minutes, lang) {
        (0..60, Lang::De) => format!("{minutes} Min."),
        (0..60, Lang::En) => format!("{minutes} min"),
        _ => rough(lang, span),
    }
}

/// Hours and minutes: `0:42`, `11:05`.
pub fn elapsed(span: TimeDelta) -> String {
    let minutes = span.num_minutes().max(0);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn rough(lang: Lang, span: TimeDelta) -> String {
    match (span.num_hours(), lang) {
        (hours @ ..48, Lang::De) => format!("{hours} Std."),
        (hours @ ..48, Lang::En) => format!("{hours} h"),
        (_, Lang::De) => format!("{} Tage", integer(lang, span.num_days())),
        (_, Lang::En) => format!("{} days", integer(lang, span.num_days())),
    }
}

/// `Dienstag`, `Tuesday`.
pub const fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match (lang, day) {
        (Lang::De, Weekday::Mon) => "Montag",
        (Lang::De, Weekday::Tue) => "Dienstag",
        (Lang::De, Weekday::Wed) => "Mittwoch",
        (Lang::De, Weekday::Thu) => "Donnerstag",
        (Lang::De, Weekday::Fri) => "Freitag",
        (Lang::De, Weekday::Sat) => "Samstag",
        (Lang::De, Weekday::Sun) => "Sonntag",
        (Lang::En, Weekday::Mon) => "Monday",
        (Lang::En, Weekday::Tue) => "Tuesday",
        (Lang::En, Weekday::Wed) => "Wednesday",
        (Lang::En, Weekday::Thu) => "Thursday",
        (Lang::En, Weekday::Fri) => "Friday",
        (Lang::En, Weekday::Sat) => "Saturday",
        (Lang::En, Weekday::Sun) => "Sunday",
    }
}

/// `Di`, `Tue`.
pub fn weekday_short(lang: Lang, day: Weekday) -> String {
    let letters = match lang {
        Lang::De => 2,
        Lang::En => 3,
    };
    weekday(lang, day).chars().take(letters).collect()
}

/// `März`, `March`; empty for a number that is no month.
pub fn month(lang: Lang, number: u32) -> &'static str {
    let months = match lang {
        Lang::De => &MONTHS_DE,
        Lang::En => &MONTHS_EN,
    };
    usize::try_from(number).ok().and_then(|n| n.checked_sub(1)).and_then(|n| months.get(n)).copied().unwrap_or("")
}

/// `Mär`, `Mar`.
pub fn month_short(lang: Lang, number: u32) -> String {
    month(lang, number).chars().take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{DEFAULT_ZONE, instant_of};
    use chrono::NaiveTime;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn at(date: NaiveDate, hour: u32, minute: u32) -> Moment {
        instant_of(date, NaiveTime::from_hms_opt(hour, minute, 0).unwrap(), DEFAULT_ZONE)
    }

    #[test]
    fn a_date_is_written_as_each_language_writes_it() {
        let date = day(2026, 3, 3);
        assert_eq!(date_short(Lang::De, date), "Di 03.03.");
        assert_eq!(date_short(Lang::En, date), "Tue 3 Mar");
        assert_eq!(date_long(Lang::De, date), "Dienstag, 3. März 2026");
        assert_eq!(date_long(Lang::En, date), "Tuesday, 3 March 2026");
        assert_eq!(date_iso(date), "2026-03-03");
        assert_eq!(date_numeric(Lang::De, day(2013, 4, 3)), "03.04.2013");
        assert_eq!(date_numeric(Lang::En, day(2013, 4, 3)), "3 Apr 2013");
        assert_eq!(month_short(Lang::De, 3), "Mär");
        assert_eq!((month(Lang::De, 0), month(Lang::En, 13)), ("", ""));
    }

    #[test]
    fn a_moment_is_named_by_its_distance_in_local_days() {
        let now = at(day(2026, 3, 5), 0, 10);
        let table = [
            (at(day(2026, 3, 5), 14, 30), "heute 14:30", "today 14:30"),
            (at(day(2026, 3, 4), 23, 55), "gestern 23:55", "yesterday 23:55"),
            (at(day(2026, 3, 6), 9, 0), "morgen 09:00", "tomorrow 09:00"),
            (at(day(2026, 3, 3), 17, 40), "Di 03.03. 17:40", "Tue 3 Mar 17:40"),
            (at(day(2024, 12, 24), 10, 0), "24.12.2024 10:00", "24 Dec 2024 10:00"),
        ];
        for (moment, german, english) in table {
            assert_eq!(relative_moment(Lang::De, moment, now, DEFAULT_ZONE), german);
            assert_eq!(relative_moment(Lang::En, moment, now, DEFAULT_ZONE), english);
        }
        assert_eq!(nearest_moment(Lang::De, at(day(2026, 3, 5), 17, 0), now, DEFAULT_ZONE), "17:00");
        assert_eq!(moment(Lang::De, now, DEFAULT_ZONE), "05.03.2026 00:10");
    }

    #[test]
    fn a_window_names_its_day_once() {
        let now = at(day(2026, 3, 5), 9, 0);
        let (from, until) = (at(day(2026, 3, 6), 14, 0), at(day(2026, 3, 6), 15, 30));
        assert_eq!(relative_window(Lang::De, from, until, now, DEFAULT_ZONE), "morgen 14:00–15:30");
        let later = at(day(2026, 3, 7), 9, 0);
        assert_eq!(relative_window(Lang::De, from, later, now, DEFAULT_ZONE), "morgen 14:00–Sa 07.03. 09:00");
    }

    #[test]
    fn the_clock_is_local_on_both_sides_of_the_change_of_time() {
        let spring = day(2026, 3, 29);
        assert_eq!(clock(at(spring, 1, 59), DEFAULT_ZONE), "01:59");
        assert_eq!(clock(at(spring, 2, 30), DEFAULT_ZONE), "03:00");
    }

    #[test]
    fn a_span_is_told_in_the_unit_that_matters() {
        let table = [
            (-5, "0:00", "0 Min.", "0:00"),
            (42, "0:42", "42 Min.", "0:42"),
            (115, "1:55", "1 Std.", "1:55"),
            (180, "3 Std.", "3 Std.", "3 h"),
            (47 * 60, "47 Std.", "47 Std.", "47 h"),
            (48 * 60, "2 Tage", "2 Tage", "2 days"),
        ];
        for (minutes, german, words, english) in table {
            let span = TimeDelta::minutes(minutes);
            assert_eq!(duration(Lang::De, span), german);
            assert_eq!(duration_words(Lang::De, span), words);
            assert_eq!(duration(Lang::En, span), english);
        }
    }
}
