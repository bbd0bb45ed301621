//! What both workers share: who works here, for which office, by which rules and clock.

use std::sync::Arc;

use chrono_tz::Tz;

use crate::domain::decide::Rules;
use crate::domain::id::ActionId;
use crate::domain::time::Moment;
use crate::store::StoreError;
use crate::store::perform::Actor;
use crate::text::{Lang, say};

use super::clock::Clock;
use super::random::OsMint;

/// A station at work.
#[derive(Debug, Clone)]
pub struct Station {
    /// Login name.
    pub user: String,
    /// Station name.
    pub name: String,
    /// Rules.
    pub rules: Arc<Rules>,
    /// Clock.
    pub clock: Clock,
    /// Zone of the office.
    pub zone: Tz,
    /// When it began to work, by the rules as they were then.
    pub since: Moment,
    /// Language at the start; the UI may switch.
    pub lang: Lang,
}

impl Station {
    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Who acts, with this action id.
    pub fn actor(&self, now: Moment, action: Option<ActionId>) -> Actor<'_> {
        Actor { user: &self.user, station: &self.name, now, rules: &self.rules, mint: &OsMint, action }
    }

    /// A failure of the store in one line.
    pub fn failed(&self, error: &StoreError) -> String {
        let (what, _, what_to_do) = say::store_error(self.lang, error.key(), error.detail());
        format!("{what} {what_to_do}")
    }
}
