//! Upkeep: whose turn it is to do what time alone must change, and by which weights the queue is ranked.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::CallId;
use super::queue::Ranking;
use super::time::Moment;

/// How long a turn lasts; a station that dies in it is followed by another one afterwards.
pub const TURN: TimeDelta = TimeDelta::seconds(90);

/// The upkeep of a database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upkeep {
    /// The station whose turn it is. A timer needs no turn: whatever it does twice is done once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<Keeper>,
    /// By what the queue is ranked; none before the first upkeep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranked: Option<Ranked>,
}

/// A station that does the upkeep of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeper {
    /// Station.
    pub station: String,
    /// When its turn ends unless it takes it again.
    pub until: Moment,
}

/// The weights that the queue's index goes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// [`Ranking::print`] of them.
    pub by: String,
    /// Since when: a station whose plan was read before leaves them alone.
    pub since: Moment,
    /// Calls up to this one are ranked anew; none when all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behind: Option<CallId>,
}

impl Upkeep {
    /// Whether this station may do the upkeep now: nobody's turn, or its own.
    pub fn is_free_for(&self, station: &str, now: Moment) -> bool {
        self.keeper.as_ref().is_none_or(|keeper| keeper.station == station || keeper.until <= now)
    }

    /// The upkeep with a turn of this station; none while another's lasts.
    #[must_use]
    pub fn taken_by(&self, station: &str, now: Moment) -> Option<Self> {
        let keeper = Keeper { station: station.to_owned(), until: now + TURN };
        self.is_free_for(station, now).then(|| Self { keeper: Some(keeper), ..self.clone() })
    }

    /// The upkeep that ranks every call anew by these weights, where they are others than those in force and were read
    /// later: a station that still works by an old plan never undoes a new one.
    #[must_use]
    pub fn ranked_by(&self, ranking: &Ranking, read_at: Moment, now: Moment) -> Option<Self> {
        let by = ranking.print();
        let stands = self.ranked.as_ref().is_some_and(|ranked| ranked.by == by || read_at < ranked.since);
        let ranked = Ranked { by, since: now, behind: Some(CallId(Uuid::nil())) };
        (!stands).then(|| Self { ranked: Some(ranked), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::Plan;
    use super::*;

    fn at(minute: i64) -> Moment {
        chrono::DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn a_turn_is_one_stations_until_it_ends() {
        let upkeep = Upkeep::default().taken_by("Platz 1", at(0)).unwrap();
        assert!(upkeep.is_free_for("Platz 1", at(1)));
        assert_eq!(upkeep.taken_by("Platz 2", at(1)), None);
        let next = upkeep.taken_by("Platz 2", at(3)).unwrap();
        assert!(!next.is_free_for("Platz 1", at(4)));
        assert!(next.is_free_for("Platz 1", at(5)));
    }

    #[test]
    fn a_plan_read_later_ranks_anew_and_one_read_before_never_undoes_it() {
        let old = Ranking::of(&Plan::built_in());
        let new = Ranking { hold: TimeDelta::minutes(45), ..old.clone() };
        let first = Upkeep::default().ranked_by(&old, at(0), at(0)).unwrap();
        assert_eq!(first.ranked_by(&old, at(9), at(9)), None);
        let second = first.ranked_by(&new, at(10), at(11)).unwrap();
        assert_eq!(second.ranked.as_ref().unwrap().behind, Some(CallId(Uuid::nil())));
        assert_eq!(second.ranked_by(&old, at(10), at(12)), None);
        assert!(second.ranked_by(&old, at(12), at(12)).is_some());
    }
}
