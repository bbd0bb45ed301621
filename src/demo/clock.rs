//! The working days around `now`: when the people of the demo were called, and when they may be called next.

use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::rng::Rng;
use crate::domain::calendar::{Land, next_in_daypart};
use crate::domain::office::Office;
use crate::domain::plan::Plan;
use crate::domain::time::{Daypart, Moment, date_of, end_of_day, instant_of, to_millis};

/// Working days kept on either side of now.
const PAST: usize = 12;
const FUTURE: usize = 4;
/// The last try of anybody lies at least so many minutes back, so that every number may be dialled again.
const REST: i64 = 31;

/// The calling hours of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    /// The day.
    pub(super) date: NaiveDate,
    /// Opens.
    pub(super) from: Moment,
    /// Closes, or `now` less a rest.
    pub(super) to: Moment,
}

impl Shift {
    /// A moment in its first (0), second (1) or last (2) third, to the second.
    pub(super) fn third(&self, third: i32, rng: &mut Rng) -> Moment {
        let width = (self.to - self.from).num_seconds() / 3;
        self.from + TimeDelta::seconds(width * i64::from(third) + rng.between(0, width.max(2) - 2))
    }
}

/// Now, and the working days around it.
pub(super) struct Clock {
    /// Now, to the millisecond.
    pub(super) now: Moment,
    /// Today in the office.
    pub(super) today: NaiveDate,
    /// Zone of the office.
    pub(super) zone: Tz,
    /// Land of the office.
    pub(super) land: Land,
    /// Today so far, where enough of it has passed.
    pub(super) so_far: Option<Shift>,
    /// The next evening, where people are called who work by day.
    pub(super) evening: Moment,
    past: Vec<Shift>,
    next: Vec<Shift>,
}

impl Clock {
    /// The working days around `now` by the hours of the call plan.
    pub(super) fn new(now: Moment, plan: &Plan, office: &Office) -> Self {
        let (now, zone, land) = (to_millis(now), office.tz(), office.land());
        let today = date_of(now, zone);
        let shift = |date: NaiveDate| {
            let hours = plan.hours.on(date, land)?;
            Some(Shift { date, from: instant_of(date, hours.from, zone), to: instant_of(date, hours.to, zone) })
        };
        let long = |shift: &Shift| shift.to - shift.from >= TimeDelta::minutes(90);
        let rested = now - TimeDelta::minutes(REST);
        let so_far = shift(today).map(|day| Shift { to: day.to.min(rested), ..day }).filter(long);
        let rest =
            shift(today).map(|day| Shift { from: day.from.max(now + TimeDelta::minutes(15)), ..day }).filter(long);
        let days = |step: u64| today.checked_add_days(Days::new(step));
        let coming = (1..40).filter_map(days).filter_map(shift);
        let past =
            (1..40).filter_map(|step| today.checked_sub_days(Days::new(step))).filter_map(shift).take(PAST).collect();
        let after = next_in_daypart(now, Daypart::Evening, &plan.hours, land, zone).filter(|evening| *evening > now);
        let tomorrow = || next_in_daypart(end_of_day(today, zone), Daypart::Evening, &plan.hours, land, zone);
        Self {
            now,
            today,
            zone,
            land,
            so_far,
            evening: after.or_else(tomorrow).unwrap_or(now + TimeDelta::hours(24)),
            past,
            next: rest.into_iter().chain(coming).take(FUTURE).collect(),
        }
    }

    /// The working day so many working days before today (0: the last one).
    pub(super) fn past(&self, back: usize) -> Shift {
        let long_ago =
            Shift { date: self.today, from: self.now - TimeDelta::hours(6), to: self.now - TimeDelta::hours(2) };
        self.past.get(back).or_else(|| self.past.last()).copied().unwrap_or(long_ago)
    }

    /// Working days before today, the last one first.
    pub(super) fn past_days(&self) -> impl Iterator<Item = Shift> + '_ {
        self.past.iter().copied()
    }

    /// Today so far and the working days before, the latest first.
    pub(super) fn worked(&self) -> impl Iterator<Item = Shift> + '_ {
        self.so_far.into_iter().chain(self.past_days())
    }

    /// A moment in the rest of today or on one of the next days of calling.
    pub(super) fn later(&self, rng: &mut Rng) -> Moment {
        let place: usize = rng.weighted(&[(0, 60), (1, 30), (2, 10)]);
        self.next.get(place).map_or(self.evening, |shift| shift.third(1, rng))
    }

    /// Whether the limits of a number that was tried then still count the try.
    pub(super) fn is_recent(&self, at: Moment) -> bool {
        at > self.now - TimeDelta::hours(24)
    }

    /// Whether people are being called at this moment.
    pub(super) fn is_open(&self) -> bool {
        self.so_far.is_some_and(|shift| shift.to >= self.now - TimeDelta::minutes(REST))
    }
}
