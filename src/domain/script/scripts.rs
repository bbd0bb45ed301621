//! The scripts in force: the office's own where it has one, else what is built in.

use super::super::call::Reason;
use super::Script;

/// A script for each reason that has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scripts(Vec<Script>);

impl Scripts {
    /// The scripts that are compiled in.
    pub fn built_in() -> Self {
        Self(Reason::ALL.iter().filter_map(|reason| Script::built_in(*reason)).collect())
    }

    /// These, with another script in the place of the one for its reason.
    #[must_use]
    pub fn with(mut self, own: Script) -> Self {
        self.0.retain(|script| script.reason != own.reason);
        self.0.push(own);
        self
    }

    /// The script for a reason.
    pub fn of(&self, reason: Reason) -> Option<&Script> {
        self.0.iter().find(|script| script.reason == reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_script_takes_the_place_of_its_reason_alone() {
        let own = Script { version: "own".into(), ..Script::built_in(Reason::FollowUp).unwrap() };
        let scripts = Scripts::built_in().with(own.clone());
        assert_eq!(scripts.of(Reason::FollowUp), Some(&own));
        assert_eq!(scripts.of(Reason::IndexInterview), Script::built_in(Reason::IndexInterview).as_ref());
        assert_eq!(scripts.of(Reason::Research), None);
    }
}
