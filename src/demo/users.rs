//! The users of the demo: the one who started it, and colleagues with other roles, rights and languages.

use std::collections::BTreeSet;

use super::places::HOHENFELD;
use crate::domain::user::{Right, Role, User};

/// Tracers in whose names the demo was worked so far; they exist among [`users`].
pub(super) const TRACERS: &[&str] = &["berg", "yildiz", "kowalski", "melnyk"];
/// Those among them who may speak an order, and the supervisor.
pub(super) const SPEAKERS: &[&str] = &["berg", "kowalski", "haas"];
/// The supervisor.
pub(super) const SUPERVISOR: &str = "haas";

/// Everybody; the operating system's user may do anything. Colleagues of the same login name give way.
pub(super) fn users(os_user: &str) -> Vec<User> {
    let mut all = vec![User {
        rights: BTreeSet::from([Right::Order]),
        ..user(os_user, "", &[Role::Tracer, Role::Supervisor, Role::Admin])
    }];
    all.extend(colleagues().into_iter().filter(|colleague| colleague.name != os_user));
    all
}

fn colleagues() -> Vec<User> {
    let speaker = |user: User| User { rights: BTreeSet::from([Right::Order]), ..user };
    let knows = |user: User, languages: &[&str]| User { languages: owned(languages), ..user };
    let team = |user: User, team: &str| User { team: Some(team.to_owned()), ..user };
    let skilled = |user: User, skill: &str| User { skills: owned(&[skill]), ..user };
    vec![
        team(speaker(knows(user("berg", "Jana Berg", &[Role::Tracer]), &["en"])), "Nord"),
        team(knows(user("yildiz", "Selin Yıldız", &[Role::Tracer]), &["tr", "en"]), "Nord"),
        team(speaker(knows(user("kowalski", "Piotr Kowalski", &[Role::Tracer]), &["pl", "ru"])), "Süd"),
        team(knows(user("melnyk", "Iryna Melnyk", &[Role::Tracer]), &["uk", "ru", "en"]), "Süd"),
        skilled(knows(user("haddad", "Samira Haddad", &[Role::Tracer]), &["ar", "en"]), "medical"),
        speaker(user(SUPERVISOR, "Dr. Monika Haas", &[Role::Supervisor])),
        User {
            municipality: Some(HOHENFELD.to_owned()),
            ..user("hohenfeld", "Ordnungsamt Hohenfeld", &[Role::OrderOffice])
        },
        user("revision", "Rechnungsprüfung", &[Role::Auditor]),
        User { screen_language: Some("en".to_owned()), ..user("it", "Kreis-IT", &[Role::Admin]) },
        User { disabled: true, ..user("lorenz", "Tim Lorenz (ausgeschieden)", &[Role::Tracer]) },
    ]
}

fn user(name: &str, display: &str, roles: &[Role]) -> User {
    User {
        name: name.to_owned(),
        display: display.to_owned(),
        roles: roles.iter().copied().collect(),
        rights: BTreeSet::new(),
        languages: BTreeSet::new(),
        skills: BTreeSet::new(),
        team: None,
        municipality: None,
        expires_on: None,
        disabled: false,
        screen_language: None,
    }
}

fn owned(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::user::Power;

    #[test]
    fn the_user_of_the_operating_system_may_do_anything_and_is_there_once() {
        let all = users("berg");
        assert_eq!(all.iter().filter(|user| user.name == "berg").count(), 1);
        let me = all.first().unwrap();
        for power in [Power::Work, Power::SpeakOrder, Power::Lead, Power::Export, Power::Administer] {
            assert!(me.may(power), "{power:?}");
        }
    }

    #[test]
    fn whoever_spoke_an_order_in_the_demo_may_speak_one() {
        let all = users("me");
        for name in SPEAKERS {
            assert!(all.iter().any(|user| user.name == *name && user.may(Power::SpeakOrder)), "{name}");
        }
        for name in TRACERS {
            assert!(all.iter().any(|user| user.name == *name && user.may(Power::Work)), "{name}");
        }
    }
}
