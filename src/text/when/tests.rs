//! What people say, and what it means. Now is Wednesday, 4 March 2026, 10:20 in Berlin, unless said otherwise.

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::{WhenError, Window, parse};
use crate::domain::time::{DEFAULT_ZONE, Moment, instant_of};
use crate::text::Lang;

const HALF_HOUR: TimeDelta = TimeDelta::minutes(30);

fn local(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    instant_of(local.date(), local.time(), DEFAULT_ZONE)
}

fn shown(window: Window) -> String {
    let (from, until) = (window.from.with_timezone(&DEFAULT_ZONE), window.until.with_timezone(&DEFAULT_ZONE));
    format!("{} – {}", from.format("%a %d.%m.%Y %H:%M"), until.format("%H:%M"))
}

fn said_at(now: &str, text: &str) -> Result<String, WhenError> {
    parse(text, local(now), DEFAULT_ZONE, HALF_HOUR).map(shown)
}

fn assert_means(now: &str, table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(said_at(now, text).as_deref(), Ok(*expected), "{text:?} said at {now}");
    }
}

const NOW: &str = "2026-03-04 10:20";

#[test]
fn a_time_of_day_is_today_while_ahead_and_tomorrow_once_passed() {
    assert_means(
        NOW,
        &[
            ("14:30", "Wed 04.03.2026 14:30 – 15:00"),
            ("1430", "Wed 04.03.2026 14:30 – 15:00"),
            ("14.30", "Wed 04.03.2026 14:30 – 15:00"),
            ("14.30 Uhr", "Wed 04.03.2026 14:30 – 15:00"),
            ("14 uhr", "Wed 04.03.2026 14:00 – 14:30"),
            ("14 Uhr 30", "Wed 04.03.2026 14:30 – 15:00"),
            ("14uhr", "Wed 04.03.2026 14:00 – 14:30"),
            ("14h", "Wed 04.03.2026 14:00 – 14:30"),
            ("14h30", "Wed 04.03.2026 14:30 – 15:00"),
            ("um 14", "Wed 04.03.2026 14:00 – 14:30"),
            ("10:20", "Wed 04.03.2026 10:20 – 10:50"),
            ("10:19", "Thu 05.03.2026 10:19 – 10:49"),
            ("9", "Thu 05.03.2026 09:00 – 09:30"),
            ("930", "Thu 05.03.2026 09:30 – 10:00"),
            ("8:05", "Thu 05.03.2026 08:05 – 08:35"),
            ("11", "Wed 04.03.2026 11:00 – 11:30"),
            ("nach 17 Uhr", "Wed 04.03.2026 17:00 – 17:30"),
            ("after 5pm", "Wed 04.03.2026 17:00 – 17:30"),
            ("5 p.m.", "Wed 04.03.2026 17:00 – 17:30"),
            ("12pm", "Wed 04.03.2026 12:00 – 12:30"),
        ],
    );
}

#[test]
fn small_hours_said_bare_are_those_of_the_afternoon() {
    assert_means(
        NOW,
        &[
            ("3", "Wed 04.03.2026 15:00 – 15:30"),
            ("um drei", "Wed 04.03.2026 15:00 – 15:30"),
            ("halb 3", "Wed 04.03.2026 14:30 – 15:00"),
            ("half past 2", "Wed 04.03.2026 14:30 – 15:00"),
            ("Viertel nach 2", "Wed 04.03.2026 14:15 – 14:45"),
            ("viertel vor 3", "Wed 04.03.2026 14:45 – 15:15"),
            ("quarter to 3", "Wed 04.03.2026 14:45 – 15:15"),
            ("nachmittags um 3", "Wed 04.03.2026 15:00 – 15:30"),
            ("morgen früh um 7", "Thu 05.03.2026 07:00 – 07:30"),
            ("abends 8", "Wed 04.03.2026 20:00 – 20:30"),
            ("03:00", "Thu 05.03.2026 03:00 – 03:30"),
            ("tomorrow 7am", "Thu 05.03.2026 07:00 – 07:30"),
        ],
    );
}

#[test]
fn named_days_take_a_time() {
    assert_means(
        NOW,
        &[
            ("morgen 9", "Thu 05.03.2026 09:00 – 09:30"),
            ("MORGEN 9", "Thu 05.03.2026 09:00 – 09:30"),
            ("9 uhr morgen", "Thu 05.03.2026 09:00 – 09:30"),
            ("übermorgen 17:15", "Fri 06.03.2026 17:15 – 17:45"),
            ("uebermorgen 1715", "Fri 06.03.2026 17:15 – 17:45"),
            ("day after tomorrow 9", "Fri 06.03.2026 09:00 – 09:30"),
            ("tomorrow 9", "Thu 05.03.2026 09:00 – 09:30"),
            ("tomorrow 9am", "Thu 05.03.2026 09:00 – 09:30"),
            ("tomorrow at 9:15 pm", "Thu 05.03.2026 21:15 – 21:45"),
            ("mo 10", "Mon 09.03.2026 10:00 – 10:30"),
            ("Mo. 10:00", "Mon 09.03.2026 10:00 – 10:30"),
            ("montag 10:00", "Mon 09.03.2026 10:00 – 10:30"),
            ("am Montag um 10 Uhr", "Mon 09.03.2026 10:00 – 10:30"),
            ("um 10 am montag", "Mon 09.03.2026 10:00 – 10:30"),
            ("um 14 am montag", "Mon 09.03.2026 14:00 – 14:30"),
            ("next monday 10am", "Mon 09.03.2026 10:00 – 10:30"),
            ("mi 11", "Wed 04.03.2026 11:00 – 11:30"),
            ("mi 10", "Wed 11.03.2026 10:00 – 10:30"),
            ("heute 14:30", "Wed 04.03.2026 14:30 – 15:00"),
            ("morgen 9.10", "Thu 05.03.2026 09:10 – 09:40"),
        ],
    );
}

#[test]
fn dayparts_are_those_of_the_calling_day() {
    assert_means(
        NOW,
        &[
            ("fr nachmittag", "Fri 06.03.2026 12:00 – 17:00"),
            ("friday afternoon", "Fri 06.03.2026 12:00 – 17:00"),
            ("heute abend", "Wed 04.03.2026 17:00 – 20:00"),
            ("tonight", "Wed 04.03.2026 17:00 – 20:00"),
            ("abends", "Wed 04.03.2026 17:00 – 20:00"),
            ("this evening", "Wed 04.03.2026 17:00 – 20:00"),
            ("morgen früh", "Thu 05.03.2026 08:00 – 12:00"),
            ("morgen vormittag", "Thu 05.03.2026 08:00 – 12:00"),
            ("tomorrow morning", "Thu 05.03.2026 08:00 – 12:00"),
            ("montag morgen", "Mon 09.03.2026 08:00 – 12:00"),
            ("heute morgen", "Wed 04.03.2026 10:20 – 12:00"),
            ("morgen mittag", "Thu 05.03.2026 12:00 – 14:00"),
        ],
    );
    assert_means("2026-03-04 18:00", &[("heute abend", "Wed 04.03.2026 18:00 – 20:00")]);
    assert_eq!(said_at("2026-03-04 20:00", "tonight"), Err(WhenError::Past));
    assert_means("2026-03-04 20:00", &[("abends", "Thu 05.03.2026 17:00 – 20:00")]);
}

#[test]
fn a_day_without_a_time_is_its_calling_day() {
    assert_means(
        NOW,
        &[
            ("morgen", "Thu 05.03.2026 08:00 – 20:00"),
            ("heute", "Wed 04.03.2026 10:20 – 20:00"),
            ("fr", "Fri 06.03.2026 08:00 – 20:00"),
            ("mittwoch", "Wed 11.03.2026 08:00 – 20:00"),
            ("in 3 tagen", "Sat 07.03.2026 08:00 – 20:00"),
            ("in 2 wochen", "Wed 18.03.2026 08:00 – 20:00"),
            ("in einer woche", "Wed 11.03.2026 08:00 – 20:00"),
            ("in 3 tagen 14 uhr", "Sat 07.03.2026 14:00 – 14:30"),
            ("24.12.", "Thu 24.12.2026 08:00 – 20:00"),
        ],
    );
}

#[test]
fn a_span_counts_from_now() {
    assert_means(
        "2026-03-04 10:20",
        &[
            ("in 2h", "Wed 04.03.2026 12:20 – 12:50"),
            ("in 2 Stunden", "Wed 04.03.2026 12:20 – 12:50"),
            ("in 90 min", "Wed 04.03.2026 11:50 – 12:20"),
            ("in 90m", "Wed 04.03.2026 11:50 – 12:20"),
            ("in 1,5 Std.", "Wed 04.03.2026 11:50 – 12:20"),
            ("in 1h30", "Wed 04.03.2026 11:50 – 12:20"),
            ("in 1:30 h", "Wed 04.03.2026 11:50 – 12:20"),
            ("in einer halben Stunde", "Wed 04.03.2026 10:50 – 11:20"),
            ("in half an hour", "Wed 04.03.2026 10:50 – 11:20"),
            ("in einer Stunde", "Wed 04.03.2026 11:20 – 11:50"),
            ("in an hour", "Wed 04.03.2026 11:20 – 11:50"),
            ("in zwei stunden", "Wed 04.03.2026 12:20 – 12:50"),
            ("+30", "Wed 04.03.2026 10:50 – 11:20"),
            ("jetzt", "Wed 04.03.2026 10:20 – 10:50"),
        ],
    );
}

#[test]
fn dates_are_understood_as_germans_and_english_write_them() {
    assert_means(
        NOW,
        &[
            ("24.12. 10:00", "Thu 24.12.2026 10:00 – 10:30"),
            ("24.12. 10", "Thu 24.12.2026 10:00 – 10:30"),
            ("24.12 10:00", "Thu 24.12.2026 10:00 – 10:30"),
            ("24.12.2026 10", "Thu 24.12.2026 10:00 – 10:30"),
            ("24.12.26 10", "Thu 24.12.2026 10:00 – 10:30"),
            ("2026-12-24 10:00", "Thu 24.12.2026 10:00 – 10:30"),
            ("24. Dezember 10 Uhr", "Thu 24.12.2026 10:00 – 10:30"),
            ("24 dec 10am", "Thu 24.12.2026 10:00 – 10:30"),
            ("december 24th 10:00", "Thu 24.12.2026 10:00 – 10:30"),
            ("24. Dez. 2026, 10 Uhr", "Thu 24.12.2026 10:00 – 10:30"),
            ("am 5.3. um 9", "Thu 05.03.2026 09:00 – 09:30"),
            ("5. März 14-16", "Thu 05.03.2026 14:00 – 16:00"),
            ("2.1. 9", "Sat 02.01.2027 09:00 – 09:30"),
        ],
    );
    assert_means("2026-12-30 10:00", &[("5.1. 9:00", "Tue 05.01.2027 09:00 – 09:30")]);
}

#[test]
fn a_range_is_taken_as_said() {
    assert_means(
        NOW,
        &[
            ("14-16", "Wed 04.03.2026 14:00 – 16:00"),
            ("14–16 Uhr", "Wed 04.03.2026 14:00 – 16:00"),
            ("14:00-15:30", "Wed 04.03.2026 14:00 – 15:30"),
            ("14:00 - 15:30", "Wed 04.03.2026 14:00 – 15:30"),
            ("von 14 bis 16 Uhr", "Wed 04.03.2026 14:00 – 16:00"),
            ("14 uhr bis 16 uhr", "Wed 04.03.2026 14:00 – 16:00"),
            ("zwischen 14 und 16", "Wed 04.03.2026 14:00 – 16:00"),
            ("2-4pm", "Wed 04.03.2026 14:00 – 16:00"),
            ("11am to 2pm", "Wed 04.03.2026 11:00 – 14:00"),
            ("11-2pm", "Wed 04.03.2026 11:00 – 14:00"),
            ("11-1", "Wed 04.03.2026 11:00 – 13:00"),
            ("2-4", "Wed 04.03.2026 14:00 – 16:00"),
            ("mo 9-12", "Mon 09.03.2026 09:00 – 12:00"),
            ("morgen 9-12", "Thu 05.03.2026 09:00 – 12:00"),
            ("9-12", "Wed 04.03.2026 10:20 – 12:00"),
            ("8-10", "Thu 05.03.2026 08:00 – 10:00"),
        ],
    );
}

#[test]
fn a_time_that_the_change_of_time_skips_is_the_first_after_it() {
    assert_means(
        "2026-03-28 20:00",
        &[
            ("2026-03-29 02:30", "Sun 29.03.2026 03:00 – 03:30"),
            ("29.3. 02:30-03:00", "Sun 29.03.2026 03:00 – 03:30"),
            ("in 8h", "Sun 29.03.2026 05:00 – 05:30"),
            ("morgen 9", "Sun 29.03.2026 09:00 – 09:30"),
        ],
    );
    let repeated = parse("2026-10-25 02:30", local("2026-10-24 12:00"), DEFAULT_ZONE, HALF_HOUR).unwrap();
    assert_eq!(repeated.from, DateTime::parse_from_rfc3339("2026-10-25T02:30:00+02:00").unwrap());
}

#[test]
fn what_is_no_time_to_come_is_refused_with_the_reason() {
    let table = [
        ("", WhenError::Empty),
        ("   ", WhenError::Empty),
        ("um", WhenError::Empty),
        ("irgendwann", WhenError::NotUnderstood("irgendwann".to_owned())),
        ("14:30 18:00", WhenError::NotUnderstood("18".to_owned())),
        ("14:30?", WhenError::NotUnderstood("?".to_owned())),
        ("99999999999", WhenError::NotUnderstood("99999999999".to_owned())),
        ("25", WhenError::NoSuchTime),
        ("25:10", WhenError::NoSuchTime),
        ("14:75", WhenError::NoSuchTime),
        ("31.02. 10:00", WhenError::NoSuchDate),
        ("45.12.", WhenError::NoSuchDate),
        ("2026-13-01 10:00", WhenError::NoSuchDate),
        ("29.02.2026 10", WhenError::NoSuchDate),
        ("heute 9", WhenError::Past),
        ("heute früh 9 uhr", WhenError::Past),
        ("03.03. 10:00", WhenError::Past),
        ("4.3. 9", WhenError::Past),
        ("24.12.2025 10", WhenError::Past),
        ("2026-03-04 10:19", WhenError::Past),
        ("24.12.2027 10", WhenError::TooFar),
        ("in 4000000000 min", WhenError::TooFar),
        ("in 95000000 tagen", WhenError::TooFar),
        ("in 4000000000 wochen", WhenError::TooFar),
        ("16-14", WhenError::Backwards),
        ("15:30-14:00", WhenError::Backwards),
        ("14-", WhenError::NotUnderstood("-".to_owned())),
        ("in", WhenError::NotUnderstood("in".to_owned())),
    ];
    for (text, expected) in table {
        assert_eq!(said_at(NOW, text), Err(expected), "{text:?}");
    }
}

#[test]
fn every_refusal_has_its_sentence_in_both_languages() {
    let all = [
        WhenError::Empty,
        WhenError::NotUnderstood("irgendwann".to_owned()),
        WhenError::NoSuchTime,
        WhenError::NoSuchDate,
        WhenError::Past,
        WhenError::TooFar,
        WhenError::Backwards,
    ];
    for lang in Lang::ALL {
        for error in &all {
            assert!(!error.message(lang).contains(['⟦', '{']), "{error:?}");
        }
    }
    assert!(WhenError::NotUnderstood("irgendwann".to_owned()).message(Lang::De).contains("irgendwann"));
}

proptest! {
    #[test]
    fn whatever_is_typed_no_window_begins_in_the_past_or_is_empty(
        text in "[0-9 :.,+-]{0,14}|(mo|fr|morgen|heute|in|tomorrow|abend|bis|am|pm|h|uhr|24\\.12\\.|halb|[0-9]{1,4}|-|:| ){0,6}",
        minutes in 0i64..(3 * 365 * 24 * 60),
    ) {
        let now = local("2025-01-01 00:00") + TimeDelta::minutes(minutes);
        if let Ok(window) = parse(&text, now, DEFAULT_ZONE, HALF_HOUR) {
            prop_assert!(window.from >= now, "{text:?} from {}", window.from);
            prop_assert!(window.until > window.from, "{text:?} is empty");
        }
    }

    #[test]
    fn every_full_time_of_the_day_is_understood_as_written(hour in 0u32..24, minute in 0u32..60) {
        let expected = format!("Thu 05.03.2026 {hour:02}:{minute:02}");
        let said = said_at(NOW, &format!("morgen {hour:02}:{minute:02}")).unwrap();
        prop_assert!(said.starts_with(&expected), "{said}");
    }
}
