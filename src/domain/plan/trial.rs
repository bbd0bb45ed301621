//! What a call plan would do with the calls that stand in the queue, before an office puts it in force.

use std::collections::BTreeMap;

use chrono::{DurationRound, TimeDelta};
use chrono_tz::Tz;

use super::super::calendar::{Land, next_callable};
use super::super::call::{Call, CallState};
use super::super::time::Moment;
use super::{Exhaustion, Plan, Step, StepContext, next_step, number_free_at};

/// What a plan would do with one open call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It may be served now.
    Now,
    /// It may be served now, but would rather wait until then.
    Rather(Moment),
    /// It may be served from then on.
    From(Moment),
    /// Its attempts are used up: what follows.
    Exhausted(Exhaustion),
}

/// Where and when a plan is tried.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// For public holidays.
    pub land: Land,
    /// Of the office.
    pub zone: Tz,
    /// When.
    pub now: Moment,
}

impl Trial<'_> {
    /// What the plan would do with this open call; `tries` are those on its numbers in the last 24 hours.
    ///
    /// A call that was tried is put where the plan would have put it after its last outcome; an agreed time, and the day
    /// on which a call is wanted, stay.
    pub fn fate(&self, call: &Call, tries: &[Moment]) -> Fate {
        let rule = self.plan.reason(call.reason);
        if call.reason.telephones() && call.callback.is_none() && call.attempts >= rule.attempts_in_all {
            return Fate::Exhausted(rule.exhausted);
        }
        let (earliest, prefer_at) = self.placed(call, tries);
        let rested = if call.reason.telephones() && call.callback.is_none() {
            number_free_at(tries, self.now, self.plan)
        } else {
            self.now
        };
        let ready_at = self.callable(call, earliest.max(rested));
        match prefer_at.filter(|at| *at > self.now) {
            _ if ready_at > self.now => Fate::From(ready_at),
            Some(at) => Fate::Rather(at),
            None => Fate::Now,
        }
    }

    /// When the plan makes it ready, and when it would rather be called.
    fn placed(&self, call: &Call, tries: &[Moment]) -> (Moment, Option<Moment>) {
        if let Some(callback) = &call.callback {
            return (callback.from, None);
        }
        let (Some(tried_at), Some(outcome)) = (call.last_tried_at, call.last_outcome) else {
            return (call.ready_at, call.prefer_at);
        };
        let before = Call {
            attempts: call.attempts.saturating_sub(1),
            attempts_on: call.attempts_on.map(|(day, made)| (day, made.saturating_sub(1))),
            last_outcome: None,
            ..call.clone()
        };
        let context = StepContext {
            now: tried_at,
            zone: self.zone,
            land: self.land,
            tracer: "",
            stated: None,
            language: None,
            other_number_left: true,
            incoming: false,
            number_tries: tries,
        };
        match next_step(self.plan, &before, outcome, &context) {
            Step::Retry { ready_at, prefer_at, .. } => (ready_at, prefer_at),
            _ => (call.ready_at, call.prefer_at),
        }
    }

    fn callable(&self, call: &Call, moment: Moment) -> Moment {
        if !call.reason.telephones() {
            return moment;
        }
        next_callable(moment, &self.plan.hours, self.land, self.zone)
    }
}

/// The fates of a queue, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fates {
    /// Open calls looked at.
    pub open: u64,
    /// May be served now.
    pub now: u64,
    /// Of these, would rather wait.
    pub rather: u64,
    /// By the full hour from which on they may be served.
    pub from: BTreeMap<Moment, u64>,
    /// By what follows the last attempt.
    pub exhausted: BTreeMap<&'static str, u64>,
}

impl Fates {
    /// Counts one more; only open calls count.
    pub fn add(&mut self, call: &Call, fate: Fate) {
        if call.state != CallState::Open {
            return;
        }
        self.open += 1;
        match fate {
            Fate::Now => self.now += 1,
            Fate::Rather(_) => {
                self.now += 1;
                self.rather += 1;
            }
            Fate::From(at) => *self.from.entry(hour(at)).or_default() += 1,
            Fate::Exhausted(follows) => *self.exhausted.entry(follows.code()).or_default() += 1,
        }
    }
}

/// The full hour in which a moment lies.
pub fn hour(at: Moment) -> Moment {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::call::Outcome;
    use super::super::super::time::{DEFAULT_ZONE, instant_at_hour};
    use super::*;

    /// On a Tuesday in term.
    fn at(hour: u32) -> Moment {
        instant_at_hour(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap(), hour, DEFAULT_ZONE)
    }

    fn call() -> Call {
        let id = |n| uuid::Uuid::from_u128(n);
        let made = json!({
            "id": id(1), "record": id(2), "person": id(3), "reason": "first_notification", "state": "open",
            "priority": "normal", "created_at": at(8), "ready_at": at(8), "due_at": at(20),
        });
        serde_json::from_value(made).unwrap()
    }

    fn tried() -> Call {
        Call {
            attempts: 2,
            attempts_on: Some((chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap(), 2)),
            last_tried_at: Some(at(9)),
            last_outcome: Some(Outcome::NoAnswer),
            ready_at: at(11),
            prefer_at: Some(at(12)),
            ..call()
        }
    }

    fn plan(change: impl FnOnce(&str) -> String) -> Plan {
        Plan::parse("try.toml", &change(Plan::BUILT_IN)).unwrap()
    }

    fn fate(plan: &Plan, call: &Call, now: Moment, tries: &[Moment]) -> Fate {
        Trial { plan, land: Land::NorthRhineWestphalia, zone: DEFAULT_ZONE, now }.fate(call, tries)
    }

    #[test]
    fn the_plan_in_force_leaves_a_call_where_it_stands() {
        let plan = Plan::built_in();
        assert_eq!(fate(&plan, &call(), at(10), &[]), Fate::Now);
        assert_eq!(fate(&plan, &tried(), at(10), &[at(9)]), Fate::From(at(11)));
        assert_eq!(fate(&plan, &tried(), at(11), &[at(9)]), Fate::Rather(at(12)));
        assert_eq!(fate(&plan, &tried(), at(12), &[at(9)]), Fate::Now);
    }

    #[test]
    fn a_shorter_delay_and_fewer_attempts_are_seen() {
        let quick = plan(|text| {
            text.replace("then.retry = { minutes = 120, other_daypart = true }", "then.retry = { minutes = 60 }")
        });
        assert_eq!(fate(&quick, &tried(), at(10), &[at(9)]), Fate::Now);
        let few = plan(|text| {
            text.replace("attempts_per_day = 3\nattempts_in_all = 9", "attempts_per_day = 2\nattempts_in_all = 2")
        });
        assert_eq!(fate(&few, &tried(), at(12), &[at(9)]), Fate::Exhausted(Exhaustion::Letter));
    }

    #[test]
    fn shorter_hours_and_a_longer_rest_of_a_number_hold() {
        let short = plan(|text| text.replace("tuesday = \"08:00-20:00\"", "tuesday = \"12:00-20:00\""));
        assert_eq!(fate(&short, &call(), at(10), &[]), Fate::From(at(12)));
        let rest = plan(|text| {
            text.replace("minutes_between_calls_to_a_number = 30", "minutes_between_calls_to_a_number = 180")
        });
        assert_eq!(fate(&rest, &call(), at(10), &[at(9)]), Fate::From(at(12)));
    }

    #[test]
    fn fates_are_counted_by_the_hour() {
        let mut fates = Fates::default();
        for fate in [Fate::Now, Fate::Rather(at(17)), Fate::From(at(17) + TimeDelta::minutes(20)), Fate::From(at(17))] {
            fates.add(&call(), fate);
        }
        fates.add(&call(), Fate::Exhausted(Exhaustion::Letter));
        fates.add(&Call { state: CallState::Done, ..call() }, Fate::Now);
        assert_eq!((fates.open, fates.now, fates.rather), (5, 2, 1));
        assert_eq!(fates.from, BTreeMap::from([(at(17), 2)]));
        assert_eq!(fates.exhausted, BTreeMap::from([("letter", 1)]));
    }
}
