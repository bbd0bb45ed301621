//! What calls need of who takes them, and what of that nobody at work has.

use super::call::Call;
use super::queue::has_skill;
use super::user::{Power, User};

/// The language and the skill that a call needs; none of both where anybody can take it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// ISO 639-1; none for German.
    pub language: Option<String>,
    /// Skill.
    pub skill: Option<String>,
}

impl Need {
    /// What this call needs.
    pub fn of(call: &Call) -> Self {
        Self::new(call.language.as_deref(), call.skill.as_deref())
    }

    /// A language and a skill; German is none.
    pub fn new(language: Option<&str>, skill: Option<&str>) -> Self {
        let language = language.filter(|language| *language != "de").map(str::to_owned);
        Self { language, skill: skill.map(str::to_owned) }
    }

    /// Whether nothing is needed.
    pub const fn is_empty(&self) -> bool {
        self.language.is_none() && self.skill.is_none()
    }

    /// What of it nobody of these people has; where each half is there but nobody has both, both. None where somebody
    /// can take the call, or anybody could.
    pub fn lacking(&self, shift: &[User]) -> Option<Self> {
        let able = |user: &&User| user.may(Power::Work);
        let speaks = |user: &User| user.speaks(self.language.as_deref());
        let skilled = |user: &User| self.skill.as_deref().is_none_or(|skill| has_skill(user, skill));
        let anybody = |fits: &dyn Fn(&User) -> bool| shift.iter().filter(able).any(fits);
        if self.is_empty() || anybody(&|user| speaks(user) && skilled(user)) {
            return None;
        }
        let language_is_there = self.language.is_none() || anybody(&speaks);
        let skill_is_there = self.skill.is_none() || anybody(&skilled);
        Some(match (language_is_there, skill_is_there) {
            (false, true) => Self { skill: None, ..self.clone() },
            (true, false) => Self { language: None, ..self.clone() },
            (false, false) | (true, true) => self.clone(),
        })
    }

    /// The codes, for programs: `ar`, `order`, `ar order`.
    pub fn codes(&self) -> String {
        self.language.iter().chain(&self.skill).cloned().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::queue::ORDER_SKILL;
    use super::super::user::{Right, Role};
    use super::*;

    fn user(name: &str, roles: &[Role], languages: &[&str], skills: &[&str]) -> User {
        let set = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<BTreeSet<_>>();
        let user = serde_json::json!({
            "name": name, "roles": roles, "languages": set(languages), "skills": set(skills)
        });
        serde_json::from_value(user).unwrap()
    }

    fn lacking(language: Option<&str>, skill: Option<&str>, shift: &[User]) -> Option<String> {
        Need::new(language, skill).lacking(shift).map(|need| need.codes())
    }

    #[test]
    fn what_nobody_has_is_named_and_nothing_else() {
        let shift = [user("berg", &[Role::Tracer], &["tr"], &[]), user("klein", &[Role::Tracer], &[], &["children"])];
        for (language, skill, expected) in [
            (None, None, None),
            (Some("de"), None, None),
            (Some("tr"), None, None),
            (Some("ar"), None, Some("ar")),
            (None, Some("children"), None),
            (None, Some("prison"), Some("prison")),
            (Some("ar"), Some("children"), Some("ar")),
            (Some("tr"), Some("prison"), Some("prison")),
            (Some("ar"), Some("prison"), Some("ar prison")),
            (Some("tr"), Some("children"), Some("tr children")),
        ] {
            assert_eq!(lacking(language, skill, &shift).as_deref(), expected, "{language:?} {skill:?}");
        }
    }

    #[test]
    fn who_may_not_work_takes_nothing_and_the_right_to_order_is_a_skill() {
        let admin = user("it", &[Role::Admin], &["ar"], &[]);
        assert_eq!(lacking(Some("ar"), None, &[admin]).as_deref(), Some("ar"));
        let mut tracer = user("berg", &[Role::Tracer], &[], &[]);
        assert_eq!(lacking(None, Some(ORDER_SKILL), &[tracer.clone()]).as_deref(), Some("order"));
        tracer.rights.insert(Right::Order);
        assert_eq!(lacking(None, Some(ORDER_SKILL), &[tracer]), None);
        assert_eq!(lacking(None, Some(ORDER_SKILL), &[user("haas", &[Role::Supervisor], &[], &[])]), None);
    }

    #[test]
    fn with_nobody_at_work_only_what_needs_somebody_special_is_lacking() {
        assert_eq!(lacking(None, None, &[]), None);
        assert_eq!(lacking(Some("tr"), None, &[]).as_deref(), Some("tr"));
        assert_eq!(lacking(Some("tr"), Some("order"), &[]).as_deref(), Some("tr order"));
    }
}
