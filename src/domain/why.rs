//! Why a call comes when it comes, and why it is not served now: one fact each, said by the text module.

use chrono_tz::Tz;

use super::calendar::{Land, next_callable};
use super::call::{Call, CallState, Outcome, Priority, Reason};
use super::lease::Lease;
use super::plan::{Plan, number_free_at};
use super::queue::{Ranking, Tier, can_take, standing, tier};
use super::time::{Moment, date_of};
use super::user::User;

/// What a waiting call is explained by.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// Call plan.
    pub plan: &'a Plan,
    /// For public holidays.
    pub land: Land,
    /// Of the office.
    pub zone: Tz,
    /// When the numbers of the call were called in the last 24 hours.
    pub tries: &'a [Moment],
}

/// Why it stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Assigned to this tracer, or their team, by a supervisor.
    Assigned,
    /// A callback agreed with this tracer for then.
    MyCallback(Moment),
    /// A callback agreed for then; the hold is past or there is no owner.
    Callback(Moment),
    /// By its deadline, earlier by the weight of its class.
    Deadline {
        /// Reason.
        reason: Reason,
        /// Class.
        priority: Priority,
        /// Deadline.
        due_at: Moment,
    },
    /// It would rather wait until then; it is served when nothing else is ready.
    Prefers(Moment),
    /// It is not in the queue.
    NotOpen(CallState),
}

/// Why it is not served to this tracer now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotNow {
    /// Not in the queue.
    NotOpen(CallState),
    /// Not before this time, and what keeps it until then.
    Waits(Moment, Wait),
    /// Agreed for this time.
    Agreed(Moment),
    /// Outside the calling hours, which begin again then.
    Closed(Moment),
    /// Somebody works on it.
    Held(Box<Lease>),
    /// Somebody is on the line with its household.
    HouseholdHeld(Box<Lease>),
    /// Somebody is on the line with its number.
    NumberHeld(Box<Lease>),
    /// Assigned to, or agreed with, somebody else.
    For(String),
    /// Language or skill is missing: which.
    Needs(String),
}

/// What keeps a call waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The delay that the plan has after this outcome.
    Delay(Outcome),
    /// The attempts of today are used up: so many were made.
    Today(u16),
    /// Its number was called just now, or as often as a day allows.
    Number,
    /// The calling hours.
    Hours,
    /// The day on which it is wanted.
    Date,
}

/// Why it stands where it stands for this tracer.
pub fn stands(call: &Call, user: &User, now: Moment, ranking: &Ranking) -> Stands {
    let Some(standing) = standing(call, now, ranking) else { return Stands::NotOpen(call.state) };
    let agreed = call.callback.as_ref().map_or(call.due_at, |callback| callback.from);
    let deadline = Stands::Deadline { reason: call.reason, priority: call.priority, due_at: call.due_at };
    match tier(call, &standing, user) {
        Some(Tier::Assigned) => Stands::Assigned,
        Some(Tier::MyCallback) => Stands::MyCallback(agreed),
        Some(Tier::Callback) => Stands::Callback(agreed),
        Some(Tier::Prefers) => Stands::Prefers(call.prefer_at.unwrap_or(call.ready_at)),
        None if call.callback.is_some() => Stands::Callback(agreed),
        Some(Tier::Deadline) | None => deadline,
    }
}

/// Why it is not served to this tracer now; none if it may be. `holder` is who keeps them out.
pub fn not_now(
    call: &Call,
    user: &User,
    holder: Option<Lease>,
    now: Moment,
    ranking: &Ranking,
    grounds: &Grounds<'_>,
) -> Option<NotNow> {
    let Some(standing) = standing(call, now, ranking) else { return Some(NotNow::NotOpen(call.state)) };
    if let Some(lease) = holder {
        return Some(held(call, lease));
    }
    if let Some(callback) = call.callback.as_ref().filter(|callback| now < callback.from) {
        return Some(NotNow::Agreed(callback.from));
    }
    if now < call.ready_at {
        return Some(NotNow::Waits(call.ready_at, wait(call, now, grounds)));
    }
    if let Some(only) = standing.exclusive.filter(|only| !user.is_meant_by(only)) {
        return Some(NotNow::For(only));
    }
    if !can_take(user, call) {
        let language = call.language.clone().filter(|language| !user.speaks(Some(language)));
        return Some(NotNow::Needs(language.or_else(|| call.skill.clone()).unwrap_or_default()));
    }
    let opens = grounds.opens_at(now);
    (call.reason.telephones() && opens > now).then_some(NotNow::Closed(opens))
}

fn held(call: &Call, lease: Lease) -> NotNow {
    let lease = Box::new(lease);
    if lease.call == call.id {
        NotNow::Held(lease)
    } else if call.household.is_some() && lease.covers.contains(&call.id) {
        NotNow::HouseholdHeld(lease)
    } else {
        NotNow::NumberHeld(lease)
    }
}

/// What keeps a call waiting until its time, the strictest first.
fn wait(call: &Call, now: Moment, grounds: &Grounds<'_>) -> Wait {
    let Grounds { plan, zone, tries, .. } = *grounds;
    let (today, until) = (date_of(now, zone), call.ready_at);
    let made = call.attempts_on_date(today);
    if date_of(until, zone) > today && made > 0 && made >= plan.reason(call.reason).attempts_per_day {
        return Wait::Today(made);
    }
    if call.reason.telephones() && number_free_at(tries, now, plan) >= until {
        return Wait::Number;
    }
    let opens = grounds.opens_at(now);
    if call.reason.telephones() && opens > now && opens == until {
        return Wait::Hours;
    }
    call.last_outcome.map_or(Wait::Date, Wait::Delay)
}

impl Grounds<'_> {
    fn opens_at(&self, now: Moment) -> Moment {
        next_callable(now, &self.plan.hours, self.land, self.zone)
    }
}

#[cfg(test)]
#[path = "why_tests.rs"]
mod tests;
