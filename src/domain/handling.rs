//! What the room did with a call besides telephoning: raised to the supervisor, decided, asked, answered; and whose it is.

use serde::{Deserialize, Serialize};

use super::order::OrderKind;
use super::time::Moment;
use super::user::{Power, User};

/// Said by somebody at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What; empty where the fact says enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// The stations of a call on its way through the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// It was put on the supervisor's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<Signed>,
    /// A supervisor has taken it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Signed>,
    /// A supervisor has decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Signed>,
    /// The question that it asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Signed>,
    /// The answer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Signed>,
    /// Handed on at the end of a shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<Signed>,
    /// Kinds of orders that were prepared for somebody who may speak them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepared: Vec<OrderKind>,
}

impl Handling {
    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whose a call is: a user's by login name, a team's, or that of whoever leads the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// One user.
    User(String),
    /// Everybody of a team.
    Team(String),
    /// Every supervisor.
    Leads,
}

const TEAM: &str = "team:";
const LEADS: &str = "role:supervisor";

impl Owner {
    /// As stored; no login name holds a colon.
    pub fn of(text: &str) -> Self {
        match text.strip_prefix(TEAM) {
            Some(team) => Self::Team(team.to_owned()),
            None if text == LEADS => Self::Leads,
            None => Self::User(text.to_owned()),
        }
    }

    /// Whether this user is meant.
    pub fn is(&self, user: &User) -> bool {
        match self {
            Self::User(name) => *name == user.name,
            Self::Team(team) => user.team.as_ref() == Some(team),
            Self::Leads => user.may(Power::Lead),
        }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::User(name) => f.write_str(name),
            Self::Team(team) => write!(f, "{TEAM}{team}"),
            Self::Leads => f.write_str(LEADS),
        }
    }
}

/// The names under which a user owns calls; a team also by its bare name.
pub fn names_of(user: &User) -> Vec<String> {
    let team = user.team.clone().map(|team| Owner::Team(team).to_string());
    let leads = user.may(Power::Lead).then(|| Owner::Leads.to_string());
    std::iter::once(user.name.clone()).chain(user.team.clone()).chain(team).chain(leads).collect()
}

/// A station that makes a pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Station.
    pub station: String,
    /// Who.
    pub user: String,
    /// Since when.
    pub since: Moment,
    /// Why.
    pub reason: String,
}

/// What a supervisor's doing means for the one whose call it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The call that they worked on was released.
    Released,
    /// Calls were assigned to them.
    Assigned,
    /// The call that they worked on was assigned to somebody else.
    Reassigned {
        /// To whom; to nobody if empty.
        to: String,
    },
    /// The call that they worked on was withdrawn.
    Withdrawn,
    /// Their question was answered.
    Answered,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::user::Role;

    fn user(name: &str, role: Role, team: Option<&str>) -> User {
        let team = team.map(serde_json::Value::from);
        serde_json::from_value(serde_json::json!({ "name": name, "roles": [role], "team": team })).unwrap()
    }

    #[test]
    fn an_owner_is_a_user_a_team_or_the_lead() {
        let (berg, haas) = (user("berg", Role::Tracer, Some("Nord")), user("haas", Role::Supervisor, None));
        assert_eq!(names_of(&berg), ["berg", "Nord", "team:Nord"]);
        assert_eq!(names_of(&haas), ["haas", "role:supervisor"]);
        for (text, of_berg, of_haas) in
            [("berg", true, false), ("team:Nord", true, false), ("team:Süd", false, false), (LEADS, false, true)]
        {
            let owner = Owner::of(text);
            assert_eq!((owner.is(&berg), owner.is(&haas)), (of_berg, of_haas), "{text}");
            assert_eq!(owner.to_string(), text);
        }
    }
}
