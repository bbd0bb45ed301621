//! What follows an attempt: the next try, a closing, the supervisor's list, or the search for a number.

use chrono::TimeDelta;
use chrono_tz::Tz;

use super::super::calendar::{Land, next_callable, next_in_daypart};
use super::super::call::{Call, Callback, Closing, Outcome};
use super::super::time::{Daypart, Moment, date_of, end_of_day, hour_of};
use super::{Consequence, Exhaustion, Flag, Plan, RetryRule};

/// What follows an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The same call again.
    Retry {
        /// Hard: not before.
        ready_at: Moment,
        /// Soft: would rather wait until then; always later than `ready_at`.
        prefer_at: Option<Moment>,
        /// The daypart preferred.
        daypart: Option<Daypart>,
        /// Who gets it first.
        owner: Option<String>,
        /// The appointment, where a time was agreed or named.
        callback: Option<Callback>,
    },
    /// The call is settled.
    Close(Closing),
    /// To the supervisor's list, under this code.
    Escalate(String),
    /// A number must be found first.
    Research,
}

/// What a step depends on besides plan, call and outcome.
#[derive(Debug, Clone)]
pub struct StepContext<'a> {
    /// When the attempt ended.
    pub now: Moment,
    /// Zone of the office.
    pub zone: Tz,
    /// Land whose holidays hold.
    pub land: Land,
    /// Who made the attempt.
    pub tracer: &'a str,
    /// The time agreed with the person, or named by a third party.
    pub stated: Option<Stated>,
    /// The language asked for.
    pub language: Option<&'a str>,
    /// Whether a number is left that may still be dialled, besides the one just found dead.
    pub other_number_left: bool,
    /// The person rang: that counts against no limit.
    pub incoming: bool,
    /// When the number to be dialled next was last dialled, by whichever record, this attempt included; any order.
    pub number_tries: &'a [Moment],
}

/// A window in which to call back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// The tracer it was agreed with, where that matters.
    pub owner: Option<String>,
}

/// What follows this outcome. `call` is as it was before the attempt was counted.
///
/// A retry lies within calling hours and on no public holiday (for reasons that telephone), not before the delay of the plan and the
/// limits of the number, and on the next calling day once the attempts of the day are used up. An agreed time goes before the delay and the
/// limits of day and number, but not before calling hours, nor before the attempts in all where the person was not reached.
/// Deadlines are not looked at: they never move an attempt into the night.
pub fn next_step(plan: &Plan, call: &Call, outcome: Outcome, context: &StepContext<'_>) -> Step {
    let attempt = Followed { plan, call, outcome, context };
    let repeated = plan.outcome(outcome).repeated_as.filter(|_| call.last_outcome == Some(outcome));
    match &plan.outcome(repeated.unwrap_or(outcome)).then {
        Consequence::Close(closing) => Step::Close(attempt.closing(*closing)),
        Consequence::Escalate(code) => Step::Escalate(code.clone()),
        Consequence::NextNumber if context.other_number_left => attempt.retry(RetryRule::default()),
        Consequence::NextNumber | Consequence::Research => Step::Research,
        Consequence::Retry(rule) => attempt.retry(*rule),
    }
}

/// The first moment at or after `now` at which this number may be dialled again by itself (`tries` in any order).
pub fn number_free_at(tries: &[Moment], now: Moment, plan: &Plan) -> Moment {
    let limits = &plan.limits;
    let mut latest = tries.to_vec();
    latest.sort_unstable_by(|one, other| other.cmp(one));
    let pause = TimeDelta::minutes(i64::from(limits.minutes_between_calls_to_a_number));
    let after_last = latest.first().map(|last| *last + pause);
    let oldest_of_day = usize::from(limits.calls_to_a_number_in_24_hours).checked_sub(1);
    let after_day = oldest_of_day.and_then(|index| latest.get(index)).map(|try_at| *try_at + TimeDelta::hours(24));
    [after_last, after_day].into_iter().flatten().fold(now, Moment::max)
}

/// The first instant of the next calendar day.
pub(super) fn next_day(moment: Moment, zone: Tz) -> Moment {
    end_of_day(date_of(moment, zone), zone)
}

/// An attempt whose consequence is sought.
struct Followed<'a> {
    plan: &'a Plan,
    call: &'a Call,
    outcome: Outcome,
    context: &'a StepContext<'a>,
}

impl Followed<'_> {
    fn closing(&self, closing: Closing) -> Closing {
        let own = self.plan.reason(self.call.reason).closes;
        own.filter(|_| closing == Closing::Complete).unwrap_or(closing)
    }

    fn retry(&self, rule: RetryRule) -> Step {
        if rule.at_once_to_a_speaker && self.speaker_was_tried() {
            return Step::Escalate(Outcome::Language.code().to_owned());
        }
        if self.is_exhausted() {
            return self.after_exhaustion();
        }
        if let Some(stated) = &self.context.stated {
            return self.appointment(stated);
        }
        let ready_at = self.ready_at(rule);
        let daypart = rule.other_daypart.then(|| self.next_daypart()).flatten();
        Step::Retry {
            ready_at,
            prefer_at: self.prefer_at(ready_at, daypart),
            daypart,
            owner: self.owner(rule),
            callback: None,
        }
    }

    /// A call that was already meant for speakers of this language, and still no common one.
    fn speaker_was_tried(&self) -> bool {
        self.context.language.is_some() && self.call.language.as_deref() == self.context.language
    }

    fn owner(&self, rule: RetryRule) -> Option<String> {
        if rule.same_tracer {
            return Some(self.context.tracer.to_owned());
        }
        self.call.owner.clone().filter(|_| !rule.at_once_to_a_speaker)
    }

    fn appointment(&self, stated: &Stated) -> Step {
        let from = self.callable(stated.from.max(self.context.now));
        let length = (stated.until - stated.from).max(TimeDelta::zero());
        let until = if from == stated.from { stated.until.max(from) } else { from + length };
        let callback = Callback { from, until, owner: stated.owner.clone(), missed: false };
        Step::Retry {
            ready_at: from,
            prefer_at: None,
            daypart: None,
            owner: self.call.owner.clone(),
            callback: Some(callback),
        }
    }

    fn ready_at(&self, rule: RetryRule) -> Moment {
        let context = self.context;
        let delayed = context.now + TimeDelta::minutes(i64::from(rule.minutes));
        if !self.call.reason.telephones() {
            return delayed;
        }
        let ready_at = self.callable(number_free_at(context.number_tries, delayed, self.plan));
        let today = date_of(context.now, context.zone);
        if date_of(ready_at, context.zone) == today && self.day_is_used_up() {
            return self.callable(number_free_at(context.number_tries, next_day(context.now, context.zone), self.plan));
        }
        ready_at
    }

    fn callable(&self, moment: Moment) -> Moment {
        if !self.call.reason.telephones() {
            return moment;
        }
        next_callable(moment, &self.plan.hours, self.context.land, self.context.zone)
    }

    fn counted(&self) -> u16 {
        u16::from(!self.context.incoming && self.plan.outcome(self.outcome).has(Flag::CountsAsAttempt))
    }

    fn day_is_used_up(&self) -> bool {
        let today = date_of(self.context.now, self.context.zone);
        let made = self.call.attempts_on_date(today).saturating_add(self.counted());
        made >= self.plan.reason(self.call.reason).attempts_per_day
    }

    /// Nobody was reached, and the attempts in all are used up. A person who was reached is never closed as unreachable.
    fn is_exhausted(&self) -> bool {
        let made = self.call.attempts.saturating_add(self.counted());
        self.call.reason.telephones()
            && !self.plan.outcome(self.outcome).has(Flag::PersonReached)
            && made >= self.plan.reason(self.call.reason).attempts_in_all
    }

    fn after_exhaustion(&self) -> Step {
        match self.plan.reason(self.call.reason).exhausted {
            Exhaustion::Escalate => Step::Escalate(Closing::Exhausted.code().to_owned()),
            Exhaustion::CloseUnreachable => Step::Close(Closing::Exhausted),
            Exhaustion::Letter => Step::Escalate(Exhaustion::Letter.code().to_owned()),
        }
    }

    fn next_daypart(&self) -> Option<Daypart> {
        let tried = Daypart::of(hour_of(self.context.now, self.context.zone));
        let parts = &self.plan.dayparts;
        let next = parts.iter().position(|part| *part == tried)? + 1;
        parts.get(next).or_else(|| parts.first()).copied()
    }

    fn prefer_at(&self, ready_at: Moment, daypart: Option<Daypart>) -> Option<Moment> {
        let (land, zone) = (self.context.land, self.context.zone);
        next_in_daypart(ready_at, daypart?, &self.plan.hours, land, zone).filter(|at| *at > ready_at)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone, Utc};
    use proptest::prelude::*;

    use super::super::super::calendar::is_callable;
    use super::super::super::call::{CallState, Priority, Reason};
    use super::super::super::time::DEFAULT_ZONE;
    use super::*;

    const LAND: Land = Land::NorthRhineWestphalia;

    fn at(day: u32, hour: u32, minute: u32) -> Moment {
        DEFAULT_ZONE.with_ymd_and_hms(2026, 3, day, hour, minute, 0).unwrap().with_timezone(&Utc)
    }

    fn call(reason: Reason) -> Call {
        Call {
            id: serde_json::from_value("018f0000-0000-7000-8000-000000000001".into()).unwrap(),
            record: serde_json::from_value("018f0000-0000-7000-8000-000000000002".into()).unwrap(),
            person: serde_json::from_value("018f0000-0000-7000-8000-000000000003".into()).unwrap(),
            reason,
            state: CallState::Open,
            priority: Priority::Normal,
            created_at: at(2, 8, 0),
            ready_at: at(2, 8, 0),
            due_at: at(3, 8, 0),
            prefer_at: None,
            daypart: None,
            owner: None,
            callback: None,
            attempts: 0,
            attempts_on: None,
            last_tried_at: None,
            last_outcome: None,
            language: None,
            skill: None,
            municipality: None,
            household: None,
            institution: None,
            numbers: Vec::new(),
            closing: None,
            escalation: None,
            task: None,
            handling: crate::domain::handling::Handling::default(),
        }
    }

    fn tried(reason: Reason, attempts: u16, today: u16, day: u32) -> Call {
        let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        Call { attempts, attempts_on: Some((date, today)), ..call(reason) }
    }

    fn context(now: Moment) -> StepContext<'static> {
        StepContext {
            now,
            zone: DEFAULT_ZONE,
            land: LAND,
            tracer: "anna",
            stated: None,
            language: None,
            other_number_left: false,
            incoming: false,
            number_tries: &[],
        }
    }

    fn step(call: &Call, outcome: Outcome, context: &StepContext<'_>) -> Step {
        next_step(&Plan::built_in(), call, outcome, context)
    }

    fn retry(ready_at: Moment, preferred: Option<(Moment, Daypart)>) -> Step {
        let (prefer_at, daypart) = (preferred.map(|it| it.0), preferred.map(|it| it.1));
        Step::Retry { ready_at, prefer_at, daypart, owner: None, callback: None }
    }

    #[test]
    fn no_answer_waits_two_hours_and_prefers_the_next_daypart() {
        let call = call(Reason::FirstNotification);
        let next = step(&call, Outcome::NoAnswer, &context(at(3, 9, 0)));
        assert_eq!(next, retry(at(3, 11, 0), Some((at(3, 12, 0), Daypart::Afternoon))));
        let evening = step(&call, Outcome::NoAnswer, &context(at(3, 19, 0)));
        let Step::Retry { ready_at, prefer_at, daypart, .. } = evening else { panic!("{evening:?}") };
        assert_eq!((ready_at, prefer_at, daypart), (at(4, 8, 0), None, Some(Daypart::Morning)));
    }

    #[test]
    fn busy_comes_again_in_fifteen_minutes_and_twice_running_counts_as_no_answer() {
        let first = call(Reason::FollowUp);
        assert_eq!(step(&first, Outcome::Busy, &context(at(3, 9, 0))), retry(at(3, 9, 15), None));
        let second = Call { last_outcome: Some(Outcome::Busy), ..first };
        let next = step(&second, Outcome::Busy, &context(at(3, 9, 15)));
        assert_eq!(next, retry(at(3, 11, 15), Some((at(3, 12, 0), Daypart::Afternoon))));
    }

    #[test]
    fn the_last_attempt_of_the_day_moves_to_the_next_calling_day() {
        let friday = tried(Reason::FirstNotification, 2, 2, 6);
        let next = step(&friday, Outcome::Technical, &context(at(6, 9, 0)));
        assert_eq!(next, retry(at(6, 9, 10), None), "a fault does not count");
        let Step::Retry { ready_at, .. } = step(&friday, Outcome::NoAnswer, &context(at(6, 9, 0))) else { panic!() };
        assert_eq!(ready_at, at(7, 9, 0), "Saturday opens at nine");
    }

    #[test]
    fn nobody_reached_within_the_limits_leads_where_the_plan_says() {
        let spent = |reason, attempts| step(&tried(reason, attempts, 0, 3), Outcome::NoAnswer, &context(at(3, 9, 0)));
        assert_eq!(spent(Reason::FirstNotification, 8), Step::Escalate("letter".into()));
        assert_eq!(spent(Reason::IndexInterview, 9), Step::Escalate("exhausted".into()));
        assert_eq!(spent(Reason::EndOfQuarantine, 5), Step::Close(Closing::Exhausted));
        assert!(matches!(spent(Reason::FirstNotification, 7), Step::Retry { .. }));
    }

    #[test]
    fn a_person_who_was_reached_is_never_closed_as_unreachable() {
        let spent = tried(Reason::FirstNotification, 20, 0, 3);
        let next = step(&spent, Outcome::Partial, &context(at(3, 9, 0)));
        let Step::Retry { ready_at, owner, .. } = next else { panic!("{next:?}") };
        assert_eq!((ready_at, owner.as_deref()), (at(3, 11, 0), Some("anna")));
    }

    #[test]
    fn an_agreed_callback_goes_before_the_limits_but_not_into_the_night() {
        let spent = tried(Reason::FirstNotification, 4, 4, 3);
        let stated = |from, until| Some(Stated { from, until, owner: Some("anna".into()) });
        let agreed = |stated| {
            let next = step(&spent, Outcome::Callback, &StepContext { stated, ..context(at(3, 14, 0)) });
            let Step::Retry { ready_at, callback: Some(callback), .. } = next else { panic!("{next:?}") };
            assert_eq!(ready_at, callback.from);
            (callback.from, callback.until)
        };
        assert_eq!(agreed(stated(at(3, 17, 0), at(3, 17, 30))), (at(3, 17, 0), at(3, 17, 30)));
        assert_eq!(agreed(stated(at(3, 22, 0), at(3, 22, 30))), (at(4, 8, 0), at(4, 8, 30)));
        assert_eq!(agreed(stated(at(3, 12, 0), at(3, 13, 0))), (at(3, 14, 0), at(3, 15, 0)));
    }

    #[test]
    fn a_time_named_by_a_third_party_is_kept_until_the_attempts_are_used_up() {
        let stated = Some(Stated { from: at(3, 18, 0), until: at(3, 19, 0), owner: None });
        let named = StepContext { stated, ..context(at(3, 14, 0)) };
        let next = step(&tried(Reason::FirstNotification, 7, 3, 3), Outcome::ThirdParty, &named);
        let Step::Retry { ready_at, callback, .. } = next else { panic!("{next:?}") };
        assert_eq!((ready_at, callback.map(|it| it.until)), (at(3, 18, 0), Some(at(3, 19, 0))));
        let spent = step(&tried(Reason::FirstNotification, 8, 3, 3), Outcome::ThirdParty, &named);
        assert_eq!(spent, Step::Escalate("letter".into()));
    }

    #[test]
    fn a_dead_number_gives_the_next_one_at_once_or_the_search_for_one() {
        let call = call(Reason::FirstNotification);
        let next = StepContext { other_number_left: true, ..context(at(3, 9, 0)) };
        assert_eq!(step(&call, Outcome::DeadNumber, &next), retry(at(3, 9, 0), None));
        assert_eq!(step(&call, Outcome::WrongNumber, &context(at(3, 9, 0))), Step::Research);
        assert_eq!(step(&call, Outcome::NoNumber, &next), Step::Research);
    }

    #[test]
    fn a_language_barrier_goes_to_a_speaker_and_the_second_time_to_the_supervisor() {
        let turkish = StepContext { language: Some("tr"), ..context(at(3, 9, 0)) };
        let first = Call { owner: Some("anna".into()), ..call(Reason::FirstNotification) };
        assert_eq!(step(&first, Outcome::Language, &turkish), retry(at(3, 9, 0), None));
        let second = Call { language: Some("tr".into()), ..first };
        assert_eq!(step(&second, Outcome::Language, &turkish), Step::Escalate("language".into()));
    }

    #[test]
    fn the_last_call_of_a_quarantine_closes_as_ended() {
        let now = context(at(3, 9, 0));
        assert_eq!(step(&call(Reason::EndOfQuarantine), Outcome::Complete, &now), Step::Close(Closing::Ended));
        assert_eq!(step(&call(Reason::FollowUp), Outcome::Complete, &now), Step::Close(Closing::Complete));
        assert_eq!(step(&call(Reason::FollowUp), Outcome::Symptoms, &now), Step::Escalate("symptoms".into()));
        assert_eq!(step(&call(Reason::EndOfQuarantine), Outcome::HandOver, &now), Step::Close(Closing::HandedOver));
    }

    #[test]
    fn a_call_that_needs_no_telephone_keeps_no_calling_hours() {
        let next = step(&call(Reason::Research), Outcome::Partial, &context(at(3, 22, 0)));
        let Step::Retry { ready_at, .. } = next else { panic!("{next:?}") };
        assert_eq!(ready_at, at(4, 0, 0));
    }

    #[test]
    fn a_number_rests_half_an_hour_and_takes_four_calls_in_a_day() {
        let plan = Plan::built_in();
        assert_eq!(number_free_at(&[], at(3, 9, 0), &plan), at(3, 9, 0));
        assert_eq!(number_free_at(&[at(3, 8, 50)], at(3, 9, 0), &plan), at(3, 9, 20));
        let four = [at(3, 12, 0), at(2, 17, 0), at(3, 10, 0), at(3, 8, 0)];
        assert_eq!(number_free_at(&four, at(3, 14, 0), &plan), at(3, 17, 0));
        assert_eq!(number_free_at(&four, at(3, 18, 0), &plan), at(3, 18, 0));
    }

    const UNREACHED: &[Outcome] = &[Outcome::NoAnswer, Outcome::Busy, Outcome::VoicemailLeft, Outcome::VoicemailNone];

    fn any_moment() -> impl Strategy<Value = Moment> {
        (1_577_836_800_i64..2_082_758_400).prop_map(|seconds| Utc.timestamp_opt(seconds, 0).unwrap())
    }

    fn any_context() -> impl Strategy<Value = StepContext<'static>> {
        let stated = prop::option::of((any_moment(), 0_i64..600));
        (any_moment(), prop::sample::select(Land::ALL), stated, any::<bool>()).prop_map(|(now, land, stated, other)| {
            let stated =
                stated.map(|(from, minutes)| Stated { from, until: from + TimeDelta::minutes(minutes), owner: None });
            StepContext { land, stated, other_number_left: other, ..context(now) }
        })
    }

    proptest! {
        #[test]
        fn every_outcome_of_every_reason_gives_a_step_inside_the_calling_hours(
            context in any_context(), attempts in 0_u16..12, today in 0_u16..5, ago in prop::collection::vec(0_i64..3000, 0..6),
        ) {
            let plan = Plan::built_in();
            let tries: Vec<_> = ago.iter().map(|minutes| context.now - TimeDelta::minutes(*minutes)).collect();
            let context = StepContext { number_tries: &tries, ..context };
            let day = date_of(context.now, context.zone);
            for &reason in Reason::ALL {
                let call = Call { attempts, attempts_on: Some((day, today)), ..call(reason) };
                for &outcome in Outcome::ALL {
                    let next = next_step(&plan, &call, outcome, &context);
                    let goes_on = matches!(next, Step::Retry { .. });
                    prop_assert!(!plan.outcome(outcome).has(Flag::Terminal) || !goes_on);
                    let Step::Retry { ready_at, prefer_at, ref callback, .. } = next else { continue };
                    prop_assert!(ready_at >= context.now);
                    prop_assert!(prefer_at.is_none_or(|at| at > ready_at));
                    prop_assert!(callback.as_ref().is_none_or(|it| it.from == ready_at && it.until >= it.from));
                    if let (Consequence::Retry(rule), None) = (&plan.outcome(outcome).then, callback) {
                        prop_assert!(ready_at >= context.now + TimeDelta::minutes(i64::from(rule.minutes)));
                    }
                    if reason.telephones() {
                        prop_assert!(is_callable(ready_at, &plan.hours, context.land, context.zone));
                        prop_assert!(prefer_at.is_none_or(|at| is_callable(at, &plan.hours, context.land, context.zone)));
                        prop_assert!(callback.is_some() || number_free_at(&tries, ready_at, &plan) == ready_at);
                    }
                }
            }
        }

        #[test]
        fn a_simulated_call_never_exceeds_the_attempts_of_a_day_or_in_all(
            start in any_moment(),
            reason in prop::sample::select(vec![Reason::IndexInterview, Reason::FirstNotification, Reason::FollowUp]),
            outcomes in prop::collection::vec(prop::sample::select(UNREACHED), 12),
        ) {
            let plan = Plan::built_in();
            let limits = plan.reason(reason);
            let mut call = call(reason);
            let mut now = next_callable(start, &plan.hours, LAND, DEFAULT_ZONE);
            let mut tries = Vec::new();
            for outcome in outcomes {
                tries.push(now);
                let next = next_step(&plan, &call, outcome, &StepContext { number_tries: &tries, ..context(now) });
                let day = date_of(now, DEFAULT_ZONE);
                let today = call.attempts_on_date(day) + 1;
                prop_assert!(today <= limits.attempts_per_day);
                call = Call { attempts: call.attempts + 1, attempts_on: Some((day, today)), last_outcome: Some(outcome), ..call };
                prop_assert!(call.attempts <= limits.attempts_in_all);
                let Step::Retry { ready_at, .. } = next else { break };
                prop_assert!(tries.iter().filter(|at| **at > ready_at - TimeDelta::hours(24)).count() < 4);
                now = ready_at;
            }
        }
    }
}
