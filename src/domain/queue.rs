//! The queue: how an open call stands now, when time alone will change that, and in which order calls are served.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use super::call::{Call, CallState, Callback, Priority, Reason};
use super::handling::Owner;
use super::id::{CallId, InstitutionId};
use super::plan::Plan;
use super::record::{Category, Group, Kind, Record};
use super::time::Moment;
use super::user::{Power, User};

/// What of the call plan the order of service needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// How much earlier than its deadline a call of each class counts.
    pub weights: [(Priority, TimeDelta); 4],
    /// How long an agreed callback is held for the tracer it was agreed with.
    pub hold: TimeDelta,
    /// Who is away: nothing is held for them.
    pub away: BTreeSet<String>,
}

impl Default for Ranking {
    /// The weights and the hold of the shipped call plan.
    fn default() -> Self {
        Self {
            weights: [
                (Priority::Urgent, TimeDelta::hours(24)),
                (Priority::High, TimeDelta::hours(8)),
                (Priority::Normal, TimeDelta::zero()),
                (Priority::Low, TimeDelta::hours(-24)),
            ],
            hold: TimeDelta::minutes(15),
            away: BTreeSet::new(),
        }
    }
}

impl Ranking {
    /// As the call plan has it.
    pub fn of(plan: &Plan) -> Self {
        let weight = |class: Priority| (class, TimeDelta::hours(*plan.weights.get(class)));
        let classes = [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low];
        Self { weights: classes.map(weight), hold: plan.callback_hold(), away: BTreeSet::new() }
    }

    /// The same while these are away.
    #[must_use]
    pub fn without(self, away: BTreeSet<String>) -> Self {
        Self { away, ..self }
    }

    /// In one line, the same for the same weights: `urgent 24 high 12 normal 0 low -24 hold 15`, hours and minutes.
    pub fn print(&self) -> String {
        let weights = self.weights.iter().map(|(class, weight)| format!("{} {}", class.code(), weight.num_hours()));
        let hold = format!("hold {}", self.hold.num_minutes());
        weights.chain([hold]).collect::<Vec<_>>().join(" ")
    }

    /// The weight of a class.
    pub fn weight(&self, priority: Priority) -> TimeDelta {
        self.weights.iter().find(|(class, _)| *class == priority).map_or(TimeDelta::zero(), |(_, weight)| *weight)
    }
}

/// The band of an open call; within a band the smallest rank is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// An agreed callback whose time has come.
    Callback = 1,
    /// Ready.
    Ready = 2,
    /// Ready, but would rather wait for its daypart: only when nothing else is ready.
    Prefers = 3,
    /// Not yet.
    Waiting = 9,
}

/// How an open call stands at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Band.
    pub band: Band,
    /// Effective deadline, or the agreed time of a callback.
    pub rank: Moment,
    /// The next instant at which time alone changes this; none if it stands for good.
    pub wake_at: Option<Moment>,
    /// Served to this user, or this team, only: assigned, or an agreed callback within its hold.
    pub exclusive: Option<String>,
    /// Comes first for this user or team.
    pub mine: Option<String>,
}

/// How a call stands now; none unless it is open.
pub fn standing(call: &Call, now: Moment, ranking: &Ranking) -> Option<Standing> {
    if call.state != CallState::Open {
        return None;
    }
    let callback = call.callback.as_ref();
    let earliest = callback.map_or(call.ready_at, |callback| callback.from.max(call.ready_at));
    let rank = callback.map_or(call.due_at - ranking.weight(call.priority), |callback| callback.from);
    // A hold is personal: it stands before a team, and behind another person that a supervisor has chosen.
    let is_given = call.owner.as_deref().is_some_and(|owner| matches!(Owner::of(owner), Owner::User(_)));
    let agreed_with = callback.and_then(|callback| callback.owner.clone());
    let held_for = agreed_with.clone().filter(|who| !is_given && !ranking.away.contains(who));
    let held_until = held_for.as_ref().map(|_| earliest + ranking.hold).filter(|until| now < *until);
    let held_for = held_until.and(held_for);
    let mine = held_for.clone().or_else(|| call.owner.clone()).or(agreed_with);
    let (band, wake_at) = if now < earliest {
        (Band::Waiting, Some(earliest))
    } else if callback.is_some() {
        (Band::Callback, None)
    } else if let Some(prefer_at) = call.prefer_at.filter(|prefer_at| now < *prefer_at) {
        (Band::Prefers, Some(prefer_at))
    } else {
        (Band::Ready, None)
    };
    let exclusive = held_for.or_else(|| call.owner.clone());
    let wake_at = wake_at.into_iter().chain(held_until).min();
    Some(Standing { band, rank, wake_at, exclusive, mine })
}

/// Why a call comes when it comes: the tier of service for one tracer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A supervisor assigned it to this tracer or their team.
    Assigned = 1,
    /// Agreed with this tracer; its time has come.
    MyCallback = 2,
    /// Agreed with anybody; hold past.
    Callback = 3,
    /// By effective deadline.
    Deadline = 4,
    /// Would rather wait, but nothing else is ready.
    Prefers = 5,
    /// Not served to this tracer now; only in a list that shows what waits too.
    Waiting = 6,
}

/// The tier in which this call is served to this tracer now; none if it is not.
pub fn tier(call: &Call, standing: &Standing, user: &User) -> Option<Tier> {
    if standing.band == Band::Waiting || standing.exclusive.as_ref().is_some_and(|only| !user.is_meant_by(only)) {
        return None;
    }
    let mine = standing.mine.as_deref().is_some_and(|mine| user.is_meant_by(mine));
    Some(match standing.band {
        _ if call.owner.as_deref().is_some_and(|owner| user.is_meant_by(owner)) => Tier::Assigned,
        Band::Callback if mine => Tier::MyCallback,
        Band::Callback => Tier::Callback,
        Band::Ready => Tier::Deadline,
        Band::Prefers | Band::Waiting => Tier::Prefers,
    })
}

/// Place of a call in the order of service: also the cursor of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Tier.
    pub tier: Tier,
    /// Effective deadline.
    pub rank: Moment,
    /// Longest waiting first.
    pub created_at: Moment,
    /// Then by id.
    pub call: CallId,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.tier, self.rank, self.created_at, self.call).cmp(&(other.tier, other.rank, other.created_at, other.call))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Filters restrict, never reorder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this reason.
    pub reason: Option<Reason>,
    /// Only this municipality (official key).
    pub municipality: Option<String>,
    /// Only calls that need this language (`de` for those that need none).
    pub language: Option<String>,
    /// Only this institution.
    pub institution: Option<InstitutionId>,
    /// Only what is assigned to me or my team, or agreed with me.
    pub mine: bool,
    /// What waits too, behind what is ready: for lists, never for service.
    pub waiting: bool,
    /// Only what needs no telephone: what is served outside the calling hours.
    pub desk: bool,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets this call through for this user.
    pub fn admits(&self, call: &Call, user: &User) -> bool {
        let language = call.language.as_deref().unwrap_or("de");
        self.reason.is_none_or(|reason| reason == call.reason)
            && self.municipality.as_ref().is_none_or(|key| call.municipality.as_ref() == Some(key))
            && self.language.as_deref().is_none_or(|wanted| wanted == language)
            && self.institution.is_none_or(|id| call.institution == Some(id))
            && (!self.mine || is_mine(call, user))
            && (!self.desk || !call.reason.telephones())
    }
}

/// Whether it is assigned to this user, their team or their role, or agreed with them.
pub fn is_mine(call: &Call, user: &User) -> bool {
    let agreed_with = call.callback.as_ref().and_then(|callback| callback.owner.as_deref());
    let owners = call.owner.as_deref().into_iter().chain(agreed_with);
    owners.into_iter().any(|owner| user.is_meant_by(owner))
}

/// The skill that stands for the right to speak an order.
pub const ORDER_SKILL: &str = "order";

/// Whether this user can take the call at all: language and skill.
pub fn can_take(user: &User, call: &Call) -> bool {
    user.speaks(call.language.as_deref()) && call.skill.as_deref().is_none_or(|skill| has_skill(user, skill))
}

/// Whether this user has a skill; the right to speak orders counts as one.
pub fn has_skill(user: &User, skill: &str) -> bool {
    user.skills.contains(skill) || (skill == ORDER_SKILL && user.may(Power::SpeakOrder))
}

/// Before this instant an open call is not ready, whatever else holds.
pub fn earliest(call: &Call) -> Moment {
    call.callback.as_ref().map_or(call.ready_at, |callback| callback.from.max(call.ready_at))
}

/// Whether its agreed callback has passed unused.
pub fn is_missed(call: &Call, now: Moment) -> bool {
    let over = |callback: &Callback| callback.missed || callback.until < now;
    call.state == CallState::Open && call.callback.as_ref().is_some_and(over)
}

/// Every skill of this user, the right to speak orders among them.
pub fn skills_of(user: &User) -> BTreeSet<String> {
    let right = user.may(Power::SpeakOrder).then(|| ORDER_SKILL.to_owned());
    user.skills.iter().cloned().chain(right).collect()
}

/// Past its deadline and still to be settled.
pub fn is_overdue(call: &Call, now: Moment) -> bool {
    call.state == CallState::Open && call.due_at < now
}

/// The priority class that a record gives its calls: urgent in a vulnerable setting, high for household members and for
/// exposures of the last two days, else normal.
pub fn priority_of(record: &Record, today: NaiveDate) -> Priority {
    let recent = record.exposure.last.is_some_and(|last| (today - last).num_days() <= 2);
    match record.group {
        Group::Vulnerable | Group::CareStaff => Priority::Urgent,
        Group::Pupil | Group::General if record.kind == Kind::Case => Priority::High,
        Group::Pupil | Group::General if record.exposure.category == Some(Category::Household) || recent => {
            Priority::High
        }
        Group::Pupil | Group::General => Priority::Normal,
    }
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
