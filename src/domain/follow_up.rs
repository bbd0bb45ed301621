//! The next follow-up call of a quarantine: one at a time, by the rhythm of its rule, at the daypart in which the person was last reached.
//! The last one is the end-of-quarantine call on the last day.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::calendar::{Land, next_callable, next_in_daypart};
use super::call::Reason;
use super::plan::Plan;
use super::time::{Daypart, Moment, date_of, instant_at_hour};

/// A quarantine that is followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Last day, inclusive.
    pub until: NaiveDate,
    /// Days between two calls, by the rule; none: only the call at the end.
    pub rhythm_days: Option<u32>,
    /// The daypart in which the person was last reached.
    pub reached_in: Option<Daypart>,
}

/// The call to make next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextFollowUp {
    /// Follow-up or end of quarantine.
    pub reason: Reason,
    /// Hard: not before the office opens on that day.
    pub ready_at: Moment,
    /// Soft: start of the daypart, where it is later than `ready_at` and on the same day.
    pub prefer_at: Option<Moment>,
    /// The daypart preferred.
    pub daypart: Option<Daypart>,
    /// Deadline.
    pub due_at: Moment,
}

/// The next follow-up after the one done at `done_at` (or after the order was spoken then); none where the last day was reached.
///
/// A day on which the office does not call moves it to the next calling day. What would then fall on the last day or later is the call
/// that ends the quarantine, on the last day or, where the office does not call then, on the first calling day after it: never before,
/// for symptoms may still begin.
pub fn next_follow_up(course: &Course, done_at: Moment, plan: &Plan, land: Land, zone: Tz) -> Option<NextFollowUp> {
    let today = date_of(done_at, zone);
    if today >= course.until {
        return None;
    }
    let opening = |date| next_callable(instant_at_hour(date, 0, zone), &plan.hours, land, zone);
    let by_rhythm = course.rhythm_days.map(|days| opening(after(today, days.max(1))));
    let (reason, ready_at) = match by_rhythm {
        Some(at) if date_of(at, zone) < course.until => (Reason::FollowUp, at),
        _ => (Reason::EndOfQuarantine, opening(course.until)),
    };
    let same_day = |at: &Moment| *at > ready_at && date_of(*at, zone) == date_of(ready_at, zone);
    let in_daypart = |part| next_in_daypart(ready_at, part, &plan.hours, land, zone).filter(same_day);
    Some(NextFollowUp {
        reason,
        ready_at,
        prefer_at: course.reached_in.and_then(in_daypart),
        daypart: course.reached_in,
        due_at: plan.due_at(reason, ready_at, land, zone),
    })
}

fn after(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::calendar::is_callable;
    use super::super::time::DEFAULT_ZONE;
    use super::*;

    const LAND: Land = Land::NorthRhineWestphalia;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(date: &str, hour: u32) -> Moment {
        instant_at_hour(day(date), hour, DEFAULT_ZONE)
    }

    fn next(
        until: &str,
        rhythm_days: Option<u32>,
        reached_in: Option<Daypart>,
        done_at: Moment,
    ) -> Option<NextFollowUp> {
        let course = Course { until: day(until), rhythm_days, reached_in };
        next_follow_up(&course, done_at, &Plan::built_in(), LAND, DEFAULT_ZONE)
    }

    #[test]
    fn a_daily_follow_up_comes_tomorrow_in_the_daypart_of_the_last_contact() {
        let found = next("2026-03-13", Some(1), Some(Daypart::Evening), at("2026-03-03", 18)).unwrap();
        assert_eq!(found.reason, Reason::FollowUp);
        assert_eq!((found.ready_at, found.prefer_at), (at("2026-03-04", 8), Some(at("2026-03-04", 17))));
        assert_eq!((found.daypart, found.due_at), (Some(Daypart::Evening), at("2026-03-04", 15)));
        let morning = next("2026-03-13", Some(1), Some(Daypart::Morning), at("2026-03-03", 9)).unwrap();
        assert_eq!(morning.prefer_at, None, "it is ready in the morning anyway");
    }

    #[test]
    fn a_sunday_moves_to_monday() {
        let found = next("2026-03-13", Some(1), None, at("2026-03-07", 10)).unwrap();
        assert_eq!((found.reason, found.ready_at), (Reason::FollowUp, at("2026-03-09", 8)));
    }

    #[test]
    fn the_last_one_is_the_end_of_quarantine_call_on_the_last_day() {
        let found = next("2026-03-13", Some(1), None, at("2026-03-12", 10)).unwrap();
        assert_eq!((found.reason, found.ready_at), (Reason::EndOfQuarantine, at("2026-03-13", 8)));
        let weekly = next("2026-03-13", Some(7), None, at("2026-03-09", 10)).unwrap();
        assert_eq!((weekly.reason, weekly.ready_at), (Reason::EndOfQuarantine, at("2026-03-13", 8)));
        assert_eq!(next("2026-03-13", Some(1), None, at("2026-03-13", 10)), None);
    }

    #[test]
    fn a_last_day_without_calling_hours_is_closed_on_the_next_calling_day() {
        let found = next("2026-04-05", Some(1), None, at("2026-04-04", 10)).unwrap();
        assert_eq!((found.reason, found.ready_at), (Reason::EndOfQuarantine, at("2026-04-07", 8)), "after Easter");
    }

    #[test]
    fn without_a_rhythm_there_is_only_the_call_at_the_end() {
        let found = next("2026-03-13", None, None, at("2026-03-03", 10)).unwrap();
        assert_eq!((found.reason, found.ready_at), (Reason::EndOfQuarantine, at("2026-03-13", 8)));
    }

    proptest! {
        #[test]
        fn a_course_ends_with_one_closing_call_and_never_skips_it(
            offset in 0_u64..4000,
            length in 1_u64..40,
            rhythm in prop::option::of(0_u32..10),
            hour in 8_u32..20,
            land in prop::sample::select(Land::ALL),
        ) {
            let start = day("2020-01-01") + Days::new(offset);
            let course = Course { until: start + Days::new(length), rhythm_days: rhythm, reached_in: Some(Daypart::Evening) };
            let plan = Plan::built_in();
            let mut done_at = instant_at_hour(start, hour, DEFAULT_ZONE);
            let mut reasons = Vec::new();
            while let Some(found) = next_follow_up(&course, done_at, &plan, land, DEFAULT_ZONE) {
                prop_assert!(date_of(found.ready_at, DEFAULT_ZONE) > date_of(done_at, DEFAULT_ZONE));
                prop_assert!(is_callable(found.ready_at, &plan.hours, land, DEFAULT_ZONE));
                prop_assert!(found.prefer_at.is_none_or(|at| is_callable(at, &plan.hours, land, DEFAULT_ZONE)));
                prop_assert!(found.due_at > found.ready_at);
                let is_end = date_of(found.ready_at, DEFAULT_ZONE) >= course.until;
                prop_assert_eq!(is_end, found.reason == Reason::EndOfQuarantine);
                reasons.push(found.reason);
                done_at = found.ready_at;
            }
            prop_assert_eq!(reasons.last(), Some(&Reason::EndOfQuarantine));
            prop_assert_eq!(reasons.iter().filter(|reason| **reason == Reason::EndOfQuarantine).count(), 1);
        }
    }
}
