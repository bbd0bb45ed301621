//! Why a call comes when it comes, and why it is not served now: one fact each, said by the text module.

use super::call::{Call, CallState, Priority, Reason};
use super::lease::Lease;
use super::queue::{Ranking, Tier, can_take, standing, tier};
use super::time::Moment;
use super::user::User;

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
    /// Not before this time.
    Waits(Moment),
    /// Agreed for this time.
    Agreed(Moment),
    /// Somebody works on it, its household or its number.
    Held(Box<Lease>),
    /// Assigned to, or agreed with, somebody else.
    For(String),
    /// Language or skill is missing: which.
    Needs(String),
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
        Some(Tier::Deadline | Tier::Waiting) | None => deadline,
    }
}

/// Why it is not served to this tracer now; none if it may be. `holder` is who keeps them out.
pub fn not_now(call: &Call, user: &User, holder: Option<Lease>, now: Moment, ranking: &Ranking) -> Option<NotNow> {
    let Some(standing) = standing(call, now, ranking) else { return Some(NotNow::NotOpen(call.state)) };
    if let Some(lease) = holder {
        return Some(NotNow::Held(Box::new(lease)));
    }
    if let Some(callback) = call.callback.as_ref().filter(|callback| now < callback.from) {
        return Some(NotNow::Agreed(callback.from));
    }
    if now < call.ready_at {
        return Some(NotNow::Waits(call.ready_at));
    }
    if let Some(only) = standing.exclusive.filter(|only| !user.is_meant_by(only)) {
        return Some(NotNow::For(only));
    }
    let needed =
        || call.language.clone().filter(|language| !user.speaks(Some(language))).or_else(|| call.skill.clone());
    (!can_take(user, call)).then(|| NotNow::Needs(needed().unwrap_or_default()))
}
