//! Users, their roles and rights. Who may do what is checked inside `decide`, nowhere else.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::disease::coded;
use super::handling::Owner;

coded! {
    /// What a user is.
    Role {
        /// Works calls.
        Tracer = "tracer",
        /// Leads the room.
        Supervisor = "supervisor",
        /// Sees the orders of one municipality.
        OrderOffice = "order_office",
        /// Reads the trail.
        Auditor = "auditor",
        /// Installs, backs up, keeps users.
        Admin = "admin",
    }
}

coded! {
    /// A right given to a person, apart from the role.
    Right {
        /// May speak a quarantine order.
        Order = "order",
    }
}

/// A user of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Login name, unique.
    pub name: String,
    /// Name as colleagues read it.
    #[serde(default)]
    pub display: String,
    /// Roles; a small office gives several to one person.
    pub roles: BTreeSet<Role>,
    /// Rights.
    #[serde(default)]
    pub rights: BTreeSet<Right>,
    /// Languages spoken besides German, ISO 639-1.
    #[serde(default)]
    pub languages: BTreeSet<String>,
    /// Skills.
    #[serde(default)]
    pub skills: BTreeSet<String>,
    /// Team.
    #[serde(default)]
    pub team: Option<String>,
    /// Municipality of an order office.
    #[serde(default)]
    pub municipality: Option<String>,
    /// Last day on which they may log in.
    #[serde(default)]
    pub expires_on: Option<NaiveDate>,
    /// Not allowed in any more.
    #[serde(default)]
    pub disabled: bool,
    /// Screen language: `de` or `en`.
    #[serde(default)]
    pub screen_language: Option<String>,
}

/// What somebody wants to do, as the table of roles in the design names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Work calls, log, enter and correct people.
    Work,
    /// Speak an order.
    SpeakOrder,
    /// Read any record.
    Read,
    /// Reassign, release, set priorities, lift, report.
    Lead,
    /// Export, letters, batches.
    Export,
    /// Read and verify the trail.
    Audit,
    /// Users, rules, retention, backup.
    Administer,
}

/// Which orders somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrdersSeen {
    /// All.
    All,
    /// Those of this municipality.
    Of(String),
    /// None.
    None,
}

impl OrdersSeen {
    /// Whether an order of this municipality is among them.
    pub fn has(&self, municipality: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Of(own) => municipality == Some(own),
            Self::None => false,
        }
    }
}

impl User {
    /// Whether this user may do that. A supervisor may work calls and speak orders; a tracer speaks them with the right `order`.
    pub fn may(&self, power: Power) -> bool {
        if self.disabled {
            return false;
        }
        let is = |role| self.roles.contains(&role);
        match power {
            Power::Work | Power::Read => is(Role::Tracer) || is(Role::Supervisor),
            Power::SpeakOrder => is(Role::Supervisor) || (is(Role::Tracer) && self.rights.contains(&Right::Order)),
            Power::Lead | Power::Export => is(Role::Supervisor),
            Power::Audit => is(Role::Auditor) || is(Role::Admin),
            Power::Administer => is(Role::Admin),
        }
    }

    /// Whether an owner of a call means this user: by name, as their team, as whoever leads.
    pub fn is_meant_by(&self, owner: &str) -> bool {
        self.team.as_deref() == Some(owner) || Owner::of(owner).is(self)
    }

    /// The orders that this user may see: an order office those of its own municipality and only those.
    pub fn orders_seen(&self) -> OrdersSeen {
        if self.may(Power::Read) {
            return OrdersSeen::All;
        }
        match &self.municipality {
            Some(own) if self.roles.contains(&Role::OrderOffice) && !self.disabled => OrdersSeen::Of(own.clone()),
            _ => OrdersSeen::None,
        }
    }

    /// Whether they can take a call that needs this language.
    pub fn speaks(&self, language: Option<&str>) -> bool {
        language.is_none_or(|language| language == "de" || self.languages.contains(language))
    }

    /// Name as colleagues read it.
    pub fn shown_name(&self) -> &str {
        if self.display.is_empty() { &self.name } else { &self.display }
    }
}
