//! Public holidays of the German Länder and calling hours: when a telephone call may be made.
//! Not in here: holidays of single municipalities (Augsburg's peace festival; Corpus Christi in parts of Saxony and Thuringia).

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::disease::coded;
use super::time::{Daypart, Moment, date_of, instant_of};

/// How far ahead an opening is looked for; a call plan has at least one open weekday.
const LOOK_AHEAD_DAYS: usize = 60;

/// The first open moment at or after `moment`: inside calling hours, and on a public holiday only where the office calls then.
pub fn next_callable(moment: Moment, hours: &CallingHours, land: Land, zone: Tz) -> Moment {
    first_opening(moment, zone, |date| hours.on(date, land)).unwrap_or(moment)
}

/// The first open moment at or after `moment` that lies in this daypart; none where the office is never open then.
pub fn next_in_daypart(moment: Moment, part: Daypart, hours: &CallingHours, land: Land, zone: Tz) -> Option<Moment> {
    first_opening(moment, zone, |date| hours.on(date, land)?.within(part))
}

/// Whether a call may be made at this moment.
pub fn is_callable(moment: Moment, hours: &CallingHours, land: Land, zone: Tz) -> bool {
    next_callable(moment, hours, land, zone) == moment
}

fn first_opening(moment: Moment, zone: Tz, open_on: impl Fn(NaiveDate) -> Option<Hours>) -> Option<Moment> {
    date_of(moment, zone).iter_days().take(LOOK_AHEAD_DAYS).find_map(|date| {
        let open = open_on(date)?;
        (moment < instant_of(date, open.to, zone)).then(|| moment.max(instant_of(date, open.from, zone)))
    })
}

/// Calling hours of one day, local time: from inclusive, to exclusive. Written `08:00-20:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Hours {
    /// Opens.
    pub from: NaiveTime,
    /// Closes.
    pub to: NaiveTime,
}

impl Hours {
    /// The share of them that lies in this daypart.
    fn within(self, part: Daypart) -> Option<Self> {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let from = hour(part.starts_at()).map_or(self.from, |start| self.from.max(start));
        let to = match part {
            Daypart::Morning => hour(Daypart::Afternoon.starts_at()),
            Daypart::Afternoon => hour(Daypart::Evening.starts_at()),
            Daypart::Evening => None,
        };
        let to = to.map_or(self.to, |end| self.to.min(end));
        (from < to).then_some(Self { from, to })
    }
}

impl TryFrom<String> for Hours {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let time = |part: &str| NaiveTime::parse_from_str(part.trim(), "%H:%M").ok();
        let parsed = text.split_once('-').and_then(|(from, to)| Some(Self { from: time(from)?, to: time(to)? }));
        parsed
            .filter(|hours| hours.from < hours.to)
            .ok_or_else(|| format!("{text:?} are no calling hours; write them like \"08:00-20:00\""))
    }
}

/// Calling hours of the week; a day without hours is closed. Public holidays have their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CallingHours {
    monday: Option<Hours>,
    tuesday: Option<Hours>,
    wednesday: Option<Hours>,
    thursday: Option<Hours>,
    friday: Option<Hours>,
    saturday: Option<Hours>,
    sunday: Option<Hours>,
    holiday: Option<Hours>,
}

impl CallingHours {
    /// Hours of this date; none where the office does not call.
    pub fn on(&self, date: NaiveDate, land: Land) -> Option<Hours> {
        if is_public_holiday(date, land) { self.holiday } else { self.of(date.weekday()) }
    }

    /// Hours of an ordinary day of the week.
    pub const fn of(&self, day: Weekday) -> Option<Hours> {
        match day {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }

    /// Whether the office never calls.
    pub const fn is_closed(&self) -> bool {
        self.monday.is_none()
            && self.tuesday.is_none()
            && self.wednesday.is_none()
            && self.thursday.is_none()
            && self.friday.is_none()
            && self.saturday.is_none()
            && self.sunday.is_none()
    }
}

coded! {
    /// A German Land, by its two-letter code (ISO 3166-2:DE).
    Land {
        /// Baden-Württemberg.
        BadenWuerttemberg = "BW",
        /// Bavaria.
        Bavaria = "BY",
        /// Berlin.
        Berlin = "BE",
        /// Brandenburg.
        Brandenburg = "BB",
        /// Bremen.
        Bremen = "HB",
        /// Hamburg.
        Hamburg = "HH",
        /// Hesse.
        Hesse = "HE",
        /// Mecklenburg-Western Pomerania.
        MecklenburgWesternPomerania = "MV",
        /// Lower Saxony.
        LowerSaxony = "NI",
        /// North Rhine-Westphalia.
        NorthRhineWestphalia = "NW",
        /// Rhineland-Palatinate.
        RhinelandPalatinate = "RP",
        /// Saarland.
        Saarland = "SL",
        /// Saxony.
        Saxony = "SN",
        /// Saxony-Anhalt.
        SaxonyAnhalt = "ST",
        /// Schleswig-Holstein.
        SchleswigHolstein = "SH",
        /// Thuringia.
        Thuringia = "TH",
    }
}

/// Whether this date is a public holiday in the Land (from 1995 on).
pub fn is_public_holiday(date: NaiveDate, land: Land) -> bool {
    holiday_name(date, land).is_some()
}

/// German name of the public holiday on this date. The Assumption counts in all of Bavaria, as in most of its municipalities.
pub fn holiday_name(date: NaiveDate, land: Land) -> Option<&'static str> {
    HOLIDAYS.iter().find(|holiday| holiday.holds(date, land)).map(|holiday| holiday.name)
}

/// A line of the table: which day, where, from which year to which.
struct Holiday {
    name: &'static str,
    day: Day,
    lands: &'static [Land],
    from: i32,
    to: i32,
}

impl Holiday {
    fn holds(&self, date: NaiveDate, land: Land) -> bool {
        (self.from..=self.to).contains(&date.year())
            && self.lands.contains(&land)
            && self.day.in_year(date.year()) == Some(date)
    }
}

#[derive(Clone, Copy)]
enum Day {
    /// Month and day.
    Fixed(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The Wednesday before 23 November (Buß- und Bettag).
    Repentance,
}

impl Day {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter(days) => easter_sunday(year)?.checked_add_signed(chrono::TimeDelta::days(days)),
            Self::Repentance => {
                let last = NaiveDate::from_ymd_opt(year, 11, 22)?;
                let back = last.weekday().days_since(Weekday::Wed);
                last.checked_sub_days(Days::new(u64::from(back)))
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let day = epact + to_sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?)
}

const ALWAYS: i32 = i32::MAX;

const fn since(name: &'static str, day: Day, lands: &'static [Land], from: i32) -> Holiday {
    Holiday { name, day, lands, from, to: ALWAYS }
}

const fn once(name: &'static str, day: Day, lands: &'static [Land], year: i32) -> Holiday {
    Holiday { name, day, lands, from: year, to: year }
}

/// The holiday acts of the Länder, as in force from 1995 on: when a day became a holiday, and days that were one once.
const HOLIDAYS: &[Holiday] = {
    use Day::{Easter, Fixed, Repentance};
    use Land::{
        BadenWuerttemberg as BW, Bavaria as BY, Berlin as BE, Brandenburg as BB, Bremen as HB, Hamburg as HH,
        Hesse as HE, LowerSaxony as NI, MecklenburgWesternPomerania as MV, NorthRhineWestphalia as NW,
        RhinelandPalatinate as RP, Saarland as SL, Saxony as SN, SaxonyAnhalt as ST, SchleswigHolstein as SH,
        Thuringia as TH,
    };
    const EARLY: i32 = 1995;
    &[
        since("Neujahr", Fixed(1, 1), Land::ALL, EARLY),
        since("Heilige Drei Könige", Fixed(1, 6), &[BW, BY, ST], EARLY),
        since("Frauentag", Fixed(3, 8), &[BE], 2019),
        since("Frauentag", Fixed(3, 8), &[MV], 2023),
        since("Karfreitag", Easter(-2), Land::ALL, EARLY),
        since("Ostersonntag", Easter(0), &[BB], EARLY),
        since("Ostermontag", Easter(1), Land::ALL, EARLY),
        since("Tag der Arbeit", Fixed(5, 1), Land::ALL, EARLY),
        once("Tag der Befreiung", Fixed(5, 8), &[BE], 2020),
        once("Tag der Befreiung", Fixed(5, 8), &[BE], 2025),
        since("Christi Himmelfahrt", Easter(39), Land::ALL, EARLY),
        since("Pfingstsonntag", Easter(49), &[BB], EARLY),
        since("Pfingstmontag", Easter(50), Land::ALL, EARLY),
        since("Fronleichnam", Easter(60), &[BW, BY, HE, NW, RP, SL], EARLY),
        once("Jahrestag des 17. Juni 1953", Fixed(6, 17), &[BE], 2028),
        since("Mariä Himmelfahrt", Fixed(8, 15), &[BY, SL], EARLY),
        since("Weltkindertag", Fixed(9, 20), &[TH], 2019),
        since("Tag der Deutschen Einheit", Fixed(10, 3), Land::ALL, EARLY),
        since("Reformationstag", Fixed(10, 31), &[BB, MV, SN, ST, TH], EARLY),
        since("Reformationstag", Fixed(10, 31), &[HB, HH, NI, SH], 2018),
        once("Reformationstag", Fixed(10, 31), Land::ALL, 2017),
        since("Allerheiligen", Fixed(11, 1), &[BW, BY, NW, RP, SL], EARLY),
        since("Buß- und Bettag", Repentance, &[SN], EARLY),
        since("Erster Weihnachtstag", Fixed(12, 25), Land::ALL, EARLY),
        since("Zweiter Weihnachtstag", Fixed(12, 26), Land::ALL, EARLY),
    ]
};

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use holiday_de::{DateExt, GermanRegion};
    use proptest::prelude::*;

    use super::super::time::DEFAULT_ZONE;
    use super::*;

    const NW: Land = Land::NorthRhineWestphalia;

    fn region(land: Land) -> GermanRegion {
        match land {
            Land::BadenWuerttemberg => GermanRegion::BadenWuerttemberg,
            Land::Bavaria => GermanRegion::Bayern,
            Land::Berlin => GermanRegion::Berlin,
            Land::Brandenburg => GermanRegion::Brandenburg,
            Land::Bremen => GermanRegion::Bremen,
            Land::Hamburg => GermanRegion::Hamburg,
            Land::Hesse => GermanRegion::Hessen,
            Land::MecklenburgWesternPomerania => GermanRegion::MechlenburgVorpommern,
            Land::LowerSaxony => GermanRegion::Niedersachsen,
            Land::NorthRhineWestphalia => GermanRegion::NordrheinWestfalen,
            Land::RhinelandPalatinate => GermanRegion::RheinlandPfalz,
            Land::Saarland => GermanRegion::Saarland,
            Land::Saxony => GermanRegion::Sachsen,
            Land::SaxonyAnhalt => GermanRegion::SachsenAnhalt,
            Land::SchleswigHolstein => GermanRegion::SchleswigHolstein,
            Land::Thuringia => GermanRegion::Thueringen,
        }
    }

    fn hours() -> CallingHours {
        toml::from_str(
            "monday = '08:00-20:00'\ntuesday = '08:00-20:00'\nwednesday = '08:00-20:00'\n\
             thursday = '08:00-20:00'\nfriday = '08:00-20:00'\nsaturday = '09:00-18:00'",
        )
        .unwrap()
    }

    fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Moment {
        DEFAULT_ZONE.with_ymd_and_hms(year, month, day, hour, minute, 0).unwrap().with_timezone(&Utc)
    }

    /// The crate leaves out the Sundays that are holidays in Brandenburg.
    #[test]
    fn holidays_agree_with_an_independent_table_from_2015_to_2035() {
        let start = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
        for &land in Land::ALL {
            for date in start.iter_days().take_while(|date| date.year() <= 2035) {
                let sunday = land == Land::Brandenburg
                    && matches!(holiday_name(date, land), Some("Ostersonntag" | "Pfingstsonntag"));
                let ours = is_public_holiday(date, land) && !sunday;
                assert_eq!(ours, date.is_public_holiday_in(region(land)), "{land} {date}");
            }
        }
    }

    #[test]
    fn land_codes_are_two_letters_and_round_trip() {
        for land in Land::ALL {
            assert_eq!(land.code().parse::<Land>().unwrap(), *land);
            assert_eq!(land.code().len(), 2);
        }
        assert_eq!(Land::ALL.len(), 16);
    }

    #[test]
    fn the_night_the_sunday_and_the_holiday_move_to_the_next_opening() {
        let next = |moment| next_callable(moment, &hours(), NW, DEFAULT_ZONE);
        assert_eq!(next(at(2026, 3, 3, 10, 0)), at(2026, 3, 3, 10, 0));
        assert_eq!(next(at(2026, 3, 3, 20, 0)), at(2026, 3, 4, 8, 0));
        assert_eq!(next(at(2026, 3, 3, 3, 0)), at(2026, 3, 3, 8, 0));
        assert_eq!(next(at(2026, 3, 7, 18, 0)), at(2026, 3, 9, 8, 0));
        assert_eq!(next(at(2026, 4, 2, 21, 0)), at(2026, 4, 4, 9, 0), "over Good Friday");
        assert_eq!(next(at(2026, 4, 4, 19, 0)), at(2026, 4, 7, 8, 0), "over Easter");
    }

    #[test]
    fn the_opening_follows_the_wall_clock_through_both_changes_of_time() {
        let next = |moment| next_callable(moment, &hours(), NW, DEFAULT_ZONE);
        assert_eq!(next(at(2026, 3, 28, 23, 0)), Utc.with_ymd_and_hms(2026, 3, 30, 6, 0, 0).unwrap());
        assert_eq!(next(at(2026, 10, 24, 23, 0)), Utc.with_ymd_and_hms(2026, 10, 26, 7, 0, 0).unwrap());
    }

    #[test]
    fn an_office_that_calls_on_holidays_keeps_its_holiday_hours() {
        let mut hours = hours();
        hours.holiday = Hours::try_from("10:00-14:00".to_owned()).ok();
        let good_friday = at(2026, 4, 3, 8, 0);
        assert_eq!(next_callable(good_friday, &hours, NW, DEFAULT_ZONE), at(2026, 4, 3, 10, 0));
    }

    #[test]
    fn a_daypart_is_looked_for_on_the_first_day_that_has_it() {
        let next = |moment, part| next_in_daypart(moment, part, &hours(), NW, DEFAULT_ZONE);
        assert_eq!(next(at(2026, 3, 3, 10, 0), Daypart::Evening), Some(at(2026, 3, 3, 17, 0)));
        assert_eq!(next(at(2026, 3, 3, 13, 0), Daypart::Morning), Some(at(2026, 3, 4, 8, 0)));
        assert_eq!(next(at(2026, 3, 7, 17, 30), Daypart::Evening), Some(at(2026, 3, 7, 17, 30)));
        assert_eq!(next(at(2026, 3, 7, 18, 0), Daypart::Evening), Some(at(2026, 3, 9, 17, 0)));
    }

    #[test]
    fn calling_hours_that_end_before_they_begin_are_refused() {
        assert!(Hours::try_from("20:00-08:00".to_owned()).is_err());
        assert!(Hours::try_from("8 bis 20".to_owned()).is_err());
    }

    proptest! {
        #[test]
        fn the_next_callable_moment_is_open_not_earlier_and_found_again(
            seconds in 1_420_000_000_i64..2_080_000_000,
            land in prop::sample::select(Land::ALL),
        ) {
            let moment = Utc.timestamp_opt(seconds, 0).unwrap();
            let found = next_callable(moment, &hours(), land, DEFAULT_ZONE);
            prop_assert!(found >= moment);
            prop_assert!(is_callable(found, &hours(), land, DEFAULT_ZONE));
            let local = found.with_timezone(&DEFAULT_ZONE);
            prop_assert!(local.weekday() != Weekday::Sun && !is_public_holiday(local.date_naive(), land));
            prop_assert!(local.time() >= NaiveTime::from_hms_opt(8, 0, 0).unwrap());
            prop_assert!(local.time() < NaiveTime::from_hms_opt(20, 0, 0).unwrap());
        }
    }
}
