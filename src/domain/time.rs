//! Time as the domain sees it: instants are UTC, rules count in calendar dates of the office's time zone.
//! The clock itself is a parameter everywhere.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// An instant, UTC, to the millisecond.
pub type Moment = DateTime<Utc>;

/// The time zone of an office; where nothing else is configured `Europe/Berlin`.
pub const DEFAULT_ZONE: Tz = Tz::Europe__Berlin;

/// A third of the calling day. Preference for one is soft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Daypart {
    /// 8–12.
    Morning,
    /// 12–17.
    Afternoon,
    /// 17–20.
    Evening,
}

impl Daypart {
    /// All three, in the order of the day.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The daypart in which this local time lies; before 8 counts as morning, after 20 as evening.
    pub const fn of(hour: u32) -> Self {
        match hour {
            0..12 => Self::Morning,
            12..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// Local hour at which it begins.
    pub const fn starts_at(self) -> u32 {
        match self {
            Self::Morning => 8,
            Self::Afternoon => 12,
            Self::Evening => 17,
        }
    }
}

/// The calendar date on which this instant falls in the office.
pub fn date_of(moment: Moment, zone: Tz) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// The local hour of this instant in the office.
pub fn hour_of(moment: Moment, zone: Tz) -> u32 {
    moment.with_timezone(&zone).hour()
}

/// The instant of a local date and time. A time that the spring change skips is the first one after the gap;
/// one that the autumn change repeats is the first of the two.
pub fn instant_of(date: NaiveDate, time: NaiveTime, zone: Tz) -> Moment {
    let local = date.and_time(time);
    for minutes in [0, 30, 60, 90, 120] {
        if let Some(found) = zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))).earliest() {
            return found.with_timezone(&Utc);
        }
    }
    DateTime::from_naive_utc_and_offset(local, Utc)
}

/// The instant of a full local hour.
pub fn instant_at_hour(date: NaiveDate, hour: u32, zone: Tz) -> Moment {
    instant_of(date, NaiveTime::from_hms_opt(hour.min(23), 0, 0).unwrap_or(NaiveTime::MIN), zone)
}

/// The end of a calendar day: the first instant of the next. An order "until the 14th" ends then.
pub fn end_of_day(date: NaiveDate, zone: Tz) -> Moment {
    instant_of(date.checked_add_days(Days::new(1)).unwrap_or(date), NaiveTime::MIN, zone)
}

/// Whole years between birth and `on`; none where birth lies after it.
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(birth)
}

/// The instant cut to whole milliseconds, as every adapter stores it.
pub fn to_millis(moment: Moment) -> Moment {
    DateTime::from_timestamp_millis(moment.timestamp_millis()).unwrap_or(moment)
}
