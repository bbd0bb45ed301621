//! A lease: a station's time-limited, fenced right to work a call and everything that shares its household or number.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::call::Call;
use super::id::CallId;
use super::time::Moment;

/// How long a lease lasts from the last key while only looking.
pub const LOOKING: TimeDelta = TimeDelta::minutes(10);
/// How long it lasts at most from the last key once dialling has started.
pub const TALKING: TimeDelta = TimeDelta::minutes(60);
/// How long a started call is kept without a sign from its station, which gives one in its ordinary wake-ups: a process
/// that was stopped loses it.
pub const STARTED: TimeDelta = TimeDelta::minutes(10);
/// How long before its end the holder is warned.
pub const WARNING: TimeDelta = TimeDelta::minutes(2);
/// How long a started call is kept for the same user after the line was lost.
pub const LOST_LINE: TimeDelta = TimeDelta::minutes(3);
/// After how long a started call whose lease ran out is served to others.
pub const UNFINISHED: TimeDelta = TimeDelta::minutes(15);

/// A live right to work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Fencing token: larger than every earlier one.
    pub token: i64,
    /// The call it was taken for.
    pub call: CallId,
    /// Every call it covers, the first one included.
    pub covers: Vec<CallId>,
    /// Whose.
    pub user: String,
    /// Where.
    pub station: String,
    /// Since when.
    pub since: Moment,
    /// Until when, unless renewed.
    pub expires_at: Moment,
    /// When dialling started.
    #[serde(default)]
    pub dialled_at: Option<Moment>,
    /// When the line to its terminal was lost.
    #[serde(default)]
    pub lost_at: Option<Moment>,
    /// Set aside while its station takes an incoming call.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parked: bool,
}

impl Lease {
    /// Whether it still holds.
    pub fn is_live(&self, now: Moment) -> bool {
        now < self.expires_at
    }

    /// Whether it keeps this user out: live and somebody else's, or a started call of somebody else's that ran out
    /// less than [`UNFINISHED`] ago and is offered to them first.
    pub fn keeps_out(&self, user: &str, now: Moment) -> bool {
        self.user != user && (self.is_live(now) || self.is_unfinished(now))
    }

    /// Whether it is a started call that ran out less than [`UNFINISHED`] ago.
    pub fn is_unfinished(&self, now: Moment) -> bool {
        self.dialled_at.is_some() && !self.is_live(now) && now < self.expires_at + UNFINISHED
    }

    /// The same lease set aside: held like a started call, whether or not dialling had started.
    #[must_use]
    pub fn parked(&self, now: Moment) -> Self {
        Self { parked: true, expires_at: now + STARTED, ..self.clone() }
    }

    /// Whether it is held until its outcome, not only while somebody looks.
    pub const fn is_started(&self) -> bool {
        self.dialled_at.is_some() || self.parked
    }

    /// Until when a started call is kept now, if the last key was pressed then; what is only looked at is kept by keys.
    pub fn kept_up(&self, last_key: Moment, now: Moment) -> Moment {
        let kept = (now + STARTED).min(last_key + TALKING);
        if self.is_started() { kept.max(self.expires_at) } else { self.expires_at }
    }

    /// When it ends if no key is pressed any more.
    pub fn ends_at(&self, last_key: Moment) -> Moment {
        if self.is_started() { (last_key + TALKING).max(self.expires_at) } else { self.expires_at }
    }

    /// The same lease after its end was brought about from elsewhere: it says whose call it was, and nothing more. It lives
    /// by no clock, also not by that of a station that was stopped or goes slow.
    #[must_use]
    pub fn lapsed(&self) -> Self {
        Self { expires_at: Moment::UNIX_EPOCH, dialled_at: None, lost_at: None, ..self.clone() }
    }

    /// The same lease at work again.
    #[must_use]
    pub fn resumed(&self, now: Moment) -> Self {
        Self { parked: false, lost_at: None, expires_at: now + self.term(), ..self.clone() }
    }

    /// How long a key press keeps it; a started call is kept up beyond that (see [`Lease::kept_up`]).
    pub const fn term(&self) -> TimeDelta {
        if self.dialled_at.is_some() { STARTED } else { LOOKING }
    }
}

/// What a lease locks: the call, its household, its numbers. Two leases never share a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeaseKey {
    /// A call.
    Call(CallId),
    /// A household.
    Household(super::id::HouseholdId),
    /// A telephone number, E.164.
    Number(String),
}

/// Every key that serving this call locks.
pub fn keys_of(call: &Call) -> Vec<LeaseKey> {
    let mut keys = vec![LeaseKey::Call(call.id)];
    keys.extend(call.household.map(LeaseKey::Household));
    keys.extend(call.numbers.iter().cloned().map(LeaseKey::Number));
    keys
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn at(minute: i64) -> Moment {
        DateTime::from_timestamp_millis(0).unwrap() + TimeDelta::minutes(minute)
    }

    fn lease(dialled: bool) -> Lease {
        Lease {
            token: 1,
            call: CallId(Uuid::nil()),
            covers: vec![CallId(Uuid::nil())],
            user: "berg".into(),
            station: "1".into(),
            since: at(0),
            expires_at: at(10),
            dialled_at: dialled.then_some(at(1)),
            lost_at: None,
            parked: false,
        }
    }

    #[test]
    fn a_lease_holds_up_to_its_end_and_not_at_it() {
        let looked_at = lease(false);
        assert!(looked_at.is_live(at(9)) && !looked_at.is_live(at(10)));
        assert!(looked_at.keeps_out("neu", at(9)) && !looked_at.keeps_out("neu", at(10)));
        assert!(!looked_at.keeps_out("berg", at(9)), "nobody is kept out of their own");
    }

    #[test]
    fn a_started_call_is_unfinished_from_its_end_for_a_quarter_of_an_hour() {
        let started = lease(true);
        let unfinished = [9, 10, 24, 25].map(|minute| started.is_unfinished(at(minute)));
        assert_eq!(unfinished, [false, true, true, false]);
        let kept_out = [9, 10, 24, 25].map(|minute| started.keeps_out("neu", at(minute)));
        assert_eq!(kept_out, [true, true, true, false]);
        assert!(!started.keeps_out("berg", at(12)));
        assert!(!lease(false).is_unfinished(at(12)), "it was only looked at");
    }

    #[test]
    fn a_parked_lease_is_held_like_a_started_call_and_goes_on_as_what_it_was() {
        let lost = Lease { lost_at: Some(at(2)), ..lease(false) };
        let parked = lost.parked(at(5));
        assert_eq!((parked.parked, parked.expires_at, parked.lost_at), (true, at(15), Some(at(2))));
        let resumed = parked.resumed(at(12));
        assert_eq!((resumed.parked, resumed.expires_at, resumed.lost_at), (false, at(22), None));
        assert_eq!((lease(false).term(), lease(true).term()), (LOOKING, STARTED));
    }

    #[test]
    fn a_started_call_is_kept_up_for_an_hour_from_the_last_key_and_one_looked_at_is_not() {
        let started = lease(true);
        assert_eq!(started.kept_up(at(5), at(40)), at(50));
        assert_eq!(started.kept_up(at(5), at(60)), at(65));
        assert_eq!(started.kept_up(at(5), at(64)), at(65));
        assert_eq!(started.ends_at(at(5)), at(65));
        let looked_at = lease(false);
        assert_eq!(looked_at.kept_up(at(5), at(7)), looked_at.expires_at);
    }
}
