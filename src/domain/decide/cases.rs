//! What tests of decisions begin with: who commands, and what the store would have loaded.

use super::super::call::Reason;
use super::super::id::{ActionId, CallId, OrderId, RecordId, SeededMint};
use super::super::office::Office;
use super::super::plan::Plan;
use super::super::rulebook::Rulebook;
use super::super::sample;
use super::super::script::Scripts;
use super::super::user::{Power, Role, User};
use super::{Command, Ctx, Decision, Refusal, Rules, WorkingSet, decide};

pub(super) fn the_call() -> CallId {
    sample::call(Reason::FirstNotification).id
}

pub(super) fn the_record() -> RecordId {
    sample::record().id
}

pub(super) fn the_order() -> OrderId {
    sample::order("2026-03-20").id
}

pub(super) fn user(name: &str, role: Role) -> User {
    serde_json::from_value(serde_json::json!({ "name": name, "roles": [role] })).unwrap()
}

/// Who commands, and the working set.
pub(super) struct Case {
    pub user: User,
    pub set: WorkingSet,
}

impl Case {
    /// A contact with an open first notification and an order in force.
    pub fn of(role: Role) -> Self {
        let set = WorkingSet {
            call: Some(sample::call(Reason::FirstNotification)),
            record: Some(sample::record()),
            person: Some(sample::person()),
            orders: vec![sample::order("2026-03-20")],
            ..WorkingSet::default()
        };
        Self { user: user("berg", role), set }
    }

    /// Nothing of what the command names exists.
    pub fn of_nothing(role: Role) -> Self {
        Self { user: user("berg", role), set: WorkingSet::default() }
    }

    pub fn with(mut self, change: impl FnOnce(&mut WorkingSet)) -> Self {
        change(&mut self.set);
        self
    }

    fn decide(&self, command: &Command) -> Result<Decision, Refusal> {
        let office: Office = serde_json::from_value(serde_json::json!({
            "name": "Gesundheitsamt Lindental", "land": "NW", "district": "LK Lindental", "phone": "0221 4710100",
            "zone": "Europe/Berlin", "municipalities": []
        }))
        .unwrap();
        let rules = Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in(), scripts: Scripts::built_in() };
        let mint = SeededMint::new(1, 0);
        let ctx = Ctx {
            now: sample::now(),
            user: &self.user,
            station: "3",
            office: &office,
            rules: &rules,
            mint: &mint,
            action: ActionId::mint(sample::now(), &mint),
            german: true,
        };
        decide(&self.set, command, &ctx)
    }

    /// What is decided.
    pub fn decision(&self, command: &Command) -> Decision {
        self.decide(command).unwrap()
    }

    /// Why it is refused.
    pub fn refusal(&self, command: &Command) -> Refusal {
        self.decide(command).unwrap_err()
    }
}

/// The two laws of every command: who lacks the power is refused whatever else is wrong, and what is not there is not
/// found.
pub(super) fn assert_guarded(command: &Command, power: Power, role: Role) {
    let strangers = [Role::Tracer, Role::Supervisor, Role::OrderOffice, Role::Auditor, Role::Admin];
    let strangers = strangers.into_iter().filter(|role| !user("x", *role).may(power));
    for stranger in strangers {
        assert_eq!(Case::of(stranger).refusal(command), Refusal::NotPermitted(power), "{stranger}: {command:?}");
        assert_eq!(Case::of_nothing(stranger).refusal(command), Refusal::NotPermitted(power), "{stranger}");
    }
    let mut gone = Case::of(role);
    gone.user.expires_on = Some(sample::day("2026-03-14"));
    assert_eq!(gone.refusal(command), Refusal::NotPermitted(power), "after the last day: {command:?}");
    gone.user.expires_on = None;
    gone.user.disabled = true;
    assert_eq!(gone.refusal(command), Refusal::NotPermitted(power), "disabled: {command:?}");
}

pub(super) fn assert_not_found(command: &Command, role: Role) {
    assert_eq!(Case::of_nothing(role).refusal(command), Refusal::NotFound, "{command:?}");
}
