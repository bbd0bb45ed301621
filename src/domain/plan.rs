//! The call plan: calling hours, weights, limits, and what follows each outcome. Data in TOML; the step after an attempt is in `step`.

mod check;
mod step;
mod table;
mod trial;

use chrono::{NaiveTime, TimeDelta};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::calendar::{CallingHours, Land, next_callable};
use super::call::{Closing, Outcome, Priority, Reason};
use super::data_error::{DataError, DataFile};
use super::disease::coded;
use super::time::{Daypart, Moment, date_of, instant_of};

pub use table::{ByOutcome, ByPriority, ByReason};
pub use trial::{Fate, Fates, Trial, hour};

use check::PlanFile;
pub use step::{Stated, Step, StepContext, next_step, number_free_at};

/// The call plan of an office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Version, for the screen and the trail.
    pub version: String,
    /// When the office calls.
    pub hours: CallingHours,
    /// Order in which dayparts are tried.
    pub dayparts: Vec<Daypart>,
    /// Hours that a deadline counts earlier, by priority class.
    pub weights: ByPriority<i64>,
    /// Limits that protect people.
    pub limits: Limits,
    reasons: ByReason<ReasonRule>,
    outcomes: ByOutcome<OutcomeRule>,
}

impl Plan {
    /// The text of the plan that is compiled in, for offices to begin with.
    pub const BUILT_IN: &'static str = include_str!("../defaults/callplan.toml");

    /// The plan that is compiled in; a test proves that it is without fault.
    pub fn built_in() -> Self {
        Self::parse("callplan.toml", Self::BUILT_IN).unwrap_or_default()
    }

    /// The plan in this text, or every fault found in it. Unknown keys, missing reasons and missing outcomes are faults.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<DataError>> {
        let file = DataFile { name, text };
        let raw: PlanFile = file.parse().map_err(|error| vec![error])?;
        let errors: Vec<_> = raw.faults().into_iter().map(|(span, message)| file.error_at(&span, message)).collect();
        if errors.is_empty() { Ok(raw.into_plan()) } else { Err(errors) }
    }

    /// What holds for calls with this reason.
    pub const fn reason(&self, reason: Reason) -> &ReasonRule {
        self.reasons.get(reason)
    }

    /// Flags and consequence of this outcome.
    pub const fn outcome(&self, outcome: Outcome) -> &OutcomeRule {
        self.outcomes.get(outcome)
    }

    /// The deadline of a call that becomes ready at `ready_at`; where the time of day has passed, that time on the next day of calling.
    pub fn due_at(&self, reason: Reason, ready_at: Moment, land: Land, zone: Tz) -> Moment {
        match self.reason(reason).due {
            Due::Hours(hours) => ready_at + TimeDelta::hours(i64::from(hours)),
            Due::At(DueTime(time)) => {
                let on_day = |moment| instant_of(date_of(moment, zone), time, zone);
                let today = on_day(ready_at);
                if today >= ready_at {
                    return today;
                }
                on_day(next_callable(step::next_day(ready_at, zone), &self.hours, land, zone))
            }
        }
    }

    /// The deadline that calls are ranked by: earlier by the weight of the priority class.
    pub fn effective_deadline(&self, due_at: Moment, priority: Priority) -> Moment {
        due_at - TimeDelta::hours(*self.weights.get(priority))
    }

    /// How long an agreed callback is kept for the tracer who agreed it.
    pub fn callback_hold(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.limits.callback_hold_minutes))
    }
}

/// Limits per telephone number, however many records share it, and the hold of a callback.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Least pause between two automatic calls to a number.
    pub minutes_between_calls_to_a_number: u16,
    /// Most calls to a number in 24 hours; 0 means no limit.
    pub calls_to_a_number_in_24_hours: u16,
    /// How long a callback is kept for the tracer who agreed it.
    pub callback_hold_minutes: u16,
}

/// What holds for the calls of one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonRule {
    /// When the call is due.
    pub due: Due,
    /// The outcomes on the digits 1 and 2.
    pub keys: Keys,
    /// How a complete call closes, where not as `complete`.
    #[serde(default)]
    pub closes: Option<Closing>,
    /// Counted attempts a calendar day.
    pub attempts_per_day: u16,
    /// Counted attempts in all.
    pub attempts_in_all: u16,
    /// What follows when they are used up.
    pub exhausted: Exhaustion,
}

/// When a call is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Hours after it is ready.
    Hours(u16),
    /// A local time on the day on which it is ready.
    At(DueTime),
}

impl Default for Due {
    fn default() -> Self {
        Self::Hours(24)
    }
}

/// A local time of day, written `15:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DueTime(pub NaiveTime);

impl TryFrom<String> for DueTime {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let time = NaiveTime::parse_from_str(&text, "%H:%M");
        time.map(Self).map_err(|_| format!("{text:?} is no time of day; write it like \"15:00\""))
    }
}

/// The outcomes on the two digits whose meaning depends on the reason; 3 to 9 never change theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// Digit 1.
    #[serde(rename = "1")]
    pub one: Outcome,
    /// Digit 2.
    #[serde(rename = "2")]
    pub two: Outcome,
}

impl Default for Keys {
    fn default() -> Self {
        Self { one: Outcome::Complete, two: Outcome::Partial }
    }
}

coded! {
    /// What follows when nobody was reached within the limits.
    #[derive(Default)]
    Exhaustion {
        /// To the supervisor's list: the order office visits.
        #[default]
        Escalate = "escalate",
        /// Closed as unreachable.
        CloseUnreachable = "close_unreachable",
        /// To the supervisor's list: a letter that asks to call back.
        Letter = "letter",
    }
}

coded! {
    /// What an outcome says; reports use these, never the codes, for an office may add codes.
    Flag {
        /// Somebody answered.
        HumanAnswered = "human_answered",
        /// It was the person, or who speaks for them.
        PersonReached = "person_reached",
        /// The person was told what the call was for.
        Informed = "informed",
        /// Cooperation was refused.
        Refusal = "refusal",
        /// The number must never be dialled again.
        NumberDead = "number_dead",
        /// Counts against the limits.
        CountsAsAttempt = "counts_as_attempt",
        /// No further call follows.
        Terminal = "terminal",
        /// A note must be written.
        NeedsNote = "needs_note",
        /// A time must be given.
        NeedsTime = "needs_time",
        /// A language must be given.
        NeedsLanguage = "needs_language",
        /// An office must be given.
        NeedsOffice = "needs_office",
        /// Asked once more before it is saved.
        AsksAgain = "asks_again",
    }
}

/// Flags and consequence of an outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRule {
    /// What it says.
    pub flags: Vec<Flag>,
    /// What follows.
    pub then: Consequence,
    /// The outcome whose consequence follows when it comes twice running.
    #[serde(default)]
    pub repeated_as: Option<Outcome>,
}

impl OutcomeRule {
    /// Whether the outcome says so.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// What follows an outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Consequence {
    /// The call closes.
    Close(Closing),
    /// The call is tried again.
    Retry(RetryRule),
    /// It goes to the supervisor's list, under this code.
    Escalate(String),
    /// The next number at once, else research.
    NextNumber,
    /// A number must be found.
    #[default]
    Research,
}

/// How a call is tried again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetryRule {
    /// Least delay.
    pub minutes: u16,
    /// Prefer the next daypart.
    #[serde(default)]
    pub other_daypart: bool,
    /// Keep it for the tracer who made the attempt.
    #[serde(default)]
    pub same_tracer: bool,
    /// For anybody who speaks the language; where that was tried already, to the supervisor.
    #[serde(default)]
    pub at_once_to_a_speaker: bool,
}

#[cfg(test)]
mod tests {
    use super::super::time::{DEFAULT_ZONE, instant_at_hour};
    use super::*;
    use chrono::NaiveDate;

    const TEXT: &str = include_str!("../defaults/callplan.toml");

    fn errors_of(text: &str) -> Vec<String> {
        Plan::parse("callplan.toml", text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    fn line_of(wanted: &str) -> usize {
        TEXT.lines().position(|line| line == wanted).unwrap() + 1
    }

    #[test]
    fn the_built_in_plan_is_without_fault() {
        assert_eq!(Plan::parse("callplan.toml", TEXT), Ok(Plan::built_in()));
        assert_eq!(Plan::built_in().version, "2026-1");
    }

    #[test]
    fn the_digits_of_follow_up_and_end_mean_well_and_symptoms() {
        let plan = Plan::built_in();
        for &reason in Reason::ALL {
            let two = match reason {
                Reason::FollowUp | Reason::EndOfQuarantine => Outcome::Symptoms,
                _ => Outcome::Partial,
            };
            assert_eq!(plan.reason(reason).keys, Keys { one: Outcome::Complete, two });
        }
    }

    #[test]
    fn the_matrix_of_flags_is_as_the_table_of_outcomes_says() {
        let plan = Plan::built_in();
        let with = |flag| -> Vec<&str> {
            Outcome::ALL
                .iter()
                .filter(|&&outcome| plan.outcome(outcome).has(flag))
                .map(|outcome| outcome.code())
                .collect()
        };
        assert_eq!(
            with(Flag::Terminal),
            ["complete", "deceased", "hand_over", "handled_elsewhere", "not_a_contact", "duplicate"]
        );
        assert_eq!(with(Flag::NeedsNote), ["third_party", "refused"]);
        assert_eq!(with(Flag::NeedsTime), ["callback"]);
        assert_eq!(with(Flag::NeedsLanguage), ["language"]);
        assert_eq!(with(Flag::NeedsOffice), ["hand_over", "handled_elsewhere"]);
        assert_eq!(with(Flag::AsksAgain), ["deceased", "hand_over", "handled_elsewhere", "duplicate"]);
        assert_eq!(with(Flag::NumberDead), ["wrong_number", "dead_number"]);
        assert_eq!(with(Flag::Refusal), ["refused", "household_refused"]);
        let free = Outcome::ALL.iter().filter(|&&outcome| !plan.outcome(outcome).has(Flag::CountsAsAttempt));
        assert_eq!(free.map(|outcome| outcome.code()).collect::<Vec<_>>(), ["no_number", "duplicate", "technical"]);
    }

    #[test]
    fn a_missing_outcome_and_an_unknown_key_are_refused_with_their_place() {
        let missing = errors_of(&TEXT.replace("[outcomes.unfit]", "[outcomes.unfitt]"));
        assert!(missing[0].starts_with(&format!("callplan.toml:{}:", line_of("[outcomes.unfit]"))), "{missing:?}");
        let unknown = errors_of(&TEXT.replace("closes = \"ended\"", "closing = \"ended\""));
        let line = line_of("closes = \"ended\"");
        assert!(unknown[0].starts_with(&format!("callplan.toml:{line}:1: unknown field `closing`")), "{unknown:?}");
        let lost = errors_of(&TEXT.replace("[reasons.enquiry]\ndue = { hours = 24 }", "[reasons.enquiry]"));
        assert!(lost[0].contains("missing field `due`"), "{lost:?}");
    }

    #[test]
    fn every_contradiction_is_named_with_its_line_not_only_the_first() {
        let text = TEXT
            .replace("attempts_in_all = 10", "attempts_in_all = 1")
            .replace("flags = [\"number_dead\", \"counts_as_attempt\"]", "flags = [\"counts_as_attempt\"]");
        let errors = errors_of(&text);
        assert_eq!(errors.len(), 2, "{errors:?}");
        let line = line_of("[reasons.index_interview]");
        assert!(errors[0].starts_with(&format!("callplan.toml:{line}:1: reason index_interview:")), "{errors:?}");
        assert!(errors[1].contains("outcome dead_number"), "{errors:?}");
    }

    #[test]
    fn a_follow_up_not_tried_by_15_ranks_above_new_first_notifications_of_ordinary_priority() {
        let plan = Plan::built_in();
        let tuesday = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let at = |hour| instant_at_hour(tuesday, hour, DEFAULT_ZONE);
        let due = |reason, ready| plan.due_at(reason, ready, Land::NorthRhineWestphalia, DEFAULT_ZONE);
        let follow_up = plan.effective_deadline(due(Reason::FollowUp, at(8)), Priority::Normal);
        let fresh = due(Reason::FirstNotification, at(8));
        assert_eq!(follow_up, at(15));
        assert!(follow_up < plan.effective_deadline(fresh, Priority::Normal));
        assert!(follow_up > plan.effective_deadline(fresh, Priority::Urgent));
    }

    #[test]
    fn a_follow_up_that_gets_ready_after_its_time_of_day_is_due_on_the_next_calling_day() {
        let saturday = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap();
        let monday = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        let ready = instant_at_hour(saturday, 16, DEFAULT_ZONE);
        let due = Plan::built_in().due_at(Reason::FollowUp, ready, Land::NorthRhineWestphalia, DEFAULT_ZONE);
        assert_eq!(due, instant_at_hour(monday, 15, DEFAULT_ZONE));
    }
}
