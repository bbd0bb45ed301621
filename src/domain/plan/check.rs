//! The call plan as a file has it, and what would make it contradict itself.

use serde::Deserialize;
use toml::Spanned;

use super::super::calendar::CallingHours;
use super::super::call::{Outcome, Priority, Reason};
use super::super::time::Daypart;
use super::table::{ByOutcome, ByPriority, ByReason};
use super::{Consequence, Flag, Limits, OutcomeRule, Plan, ReasonRule};

/// The file as written, with the places of what is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    version: String,
    dayparts: Spanned<Vec<Daypart>>,
    hours: Spanned<CallingHours>,
    weights: ByPriority<Spanned<i64>>,
    limits: Limits,
    reasons: ByReason<Spanned<ReasonRule>>,
    outcomes: ByOutcome<Spanned<OutcomeRule>>,
}

type Fault = (std::ops::Range<usize>, String);

impl PlanFile {
    pub(super) fn into_plan(self) -> Plan {
        Plan {
            version: self.version,
            hours: self.hours.into_inner(),
            dayparts: self.dayparts.into_inner(),
            weights: self.weights.without_spans(),
            limits: self.limits,
            reasons: self.reasons.without_spans(),
            outcomes: self.outcomes.without_spans(),
        }
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.hours.get_ref().is_closed() {
            faults.push((self.hours.span(), "no weekday has calling hours".to_owned()));
        }
        let mut parts = self.dayparts.get_ref().clone();
        parts.sort_unstable();
        if parts != Daypart::ALL {
            faults
                .push((self.dayparts.span(), "dayparts must name morning, afternoon and evening once each".to_owned()));
        }
        for pair in Priority::ALL.windows(2) {
            let [higher, lower] = pair else { continue };
            let (above, below) = (self.weights.get(*higher), self.weights.get(*lower));
            if above.get_ref() < below.get_ref() {
                faults.push((above.span(), format!("{higher} weighs less than {lower}")));
            }
        }
        for &reason in Reason::ALL {
            let rule = self.reasons.get(reason);
            faults.extend(rule.get_ref().fault().map(|why| (rule.span(), format!("reason {reason}: {why}"))));
        }
        for &outcome in Outcome::ALL {
            let rule = self.outcomes.get(outcome);
            let why = rule.get_ref().fault().or_else(|| self.fault_of_repetition(outcome));
            faults.extend(why.map(|why| (rule.span(), format!("outcome {outcome}: {why}"))));
        }
        faults
    }

    fn fault_of_repetition(&self, outcome: Outcome) -> Option<&'static str> {
        let next = self.outcomes.get(outcome).get_ref().repeated_as?;
        let again = self.outcomes.get(next).get_ref().repeated_as;
        again.map(|_| "repeated_as must name an outcome that has none of its own")
    }
}

impl ReasonRule {
    fn fault(&self) -> Option<&'static str> {
        if self.keys.one == self.keys.two {
            return Some("the digits 1 and 2 mean the same");
        }
        if self.attempts_per_day == 0 || self.attempts_in_all < self.attempts_per_day {
            return Some("attempts_per_day must be at least 1 and at most attempts_in_all");
        }
        None
    }
}

impl OutcomeRule {
    fn fault(&self) -> Option<&'static str> {
        let goes_on = matches!(self.then, Consequence::Retry(_) | Consequence::NextNumber | Consequence::Research);
        if self.has(Flag::Terminal) && goes_on {
            return Some("it is terminal, so it must close or escalate");
        }
        if !self.has(Flag::Terminal) && matches!(self.then, Consequence::Close(_)) {
            return Some("it closes the call, so it must be terminal");
        }
        if self.has(Flag::PersonReached) && !self.has(Flag::HumanAnswered) {
            return Some("who reached the person reached a human");
        }
        if self.has(Flag::NumberDead) != (self.then == Consequence::NextNumber) {
            return Some("number_dead and \"next_number\" belong together");
        }
        None
    }
}
