//! `user add|list|role|set|disable`: who works here and what they may do.

mod roster;

use std::collections::BTreeSet;

use crate::domain::decide::Command;
use crate::domain::user::{Power, Right, Role, User as UserData};
use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::{dates, labels};

use super::Done;
use super::args::{User, UserSet};
use super::lookup::{code, date, joined, municipality_key};
use super::output::Cell;
use super::session::Session;

/// Runs `user`.
pub(super) fn run(args: User, mut session: Session) -> Result<Done, Failure> {
    let lang = session.lang;
    match args {
        User::List => list(&mut session)?,
        User::Add { from: Some(file), dry_run, .. } => return roster::add(&mut session, &file, dry_run),
        User::Add { name: None, .. } => return Ok(Done::Fine),
        User::Add { name: Some(name), display, roles, rights, languages, .. } => {
            check_name(&session, &name)?;
            if session.read(|queries| queries.user(&name))?.is_some() {
                return Err(Failure::new(Kind::Unchanged, t!(lang, "refusal-user-exists")));
            }
            let (roles, rights) = (codes(&session, &roles, Role::ALL)?, codes(&session, &rights, Right::ALL)?);
            let user = UserData { display, rights, languages: set(languages), ..new_user(&name, roles) };
            session.perform(&Command::PutUser(Box::new(user)))?;
            session.printer().line(&t!(lang, "user-added", name = name))?;
        }
        User::Role { name, roles } => {
            let roles = codes(&session, &roles, Role::ALL)?;
            change(&mut session, &name, |user| user.roles = roles)?;
        }
        User::Set(args) => {
            let edit = Edit::of(&session, args)?;
            let name = edit.args.name.clone();
            change(&mut session, &name, |user| edit.apply(user))?;
        }
        User::Disable { name } => {
            put(&mut session, &name, |user| user.disabled = true)?;
            session.printer().line(&t!(lang, "user-disabled-done", name = name))?;
        }
    }
    Ok(Done::Fine)
}

/// A user with these roles and nothing else.
pub(in crate::cli) fn new_user(name: &str, roles: BTreeSet<Role>) -> UserData {
    UserData {
        name: name.to_owned(),
        display: String::new(),
        roles,
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

fn list(session: &mut Session) -> Result<(), Failure> {
    if !session.me()?.may(Power::Lead) {
        session.require(Power::Administer)?;
    }
    let (lang, printer) = (session.lang, session.printer());
    let mut rows = printer.columns(&[
        ("name", "column-user"),
        ("display", "column-display"),
        ("roles", "column-roles"),
        ("rights", "column-rights"),
        ("languages", "column-languages"),
        ("skills", "column-skills"),
        ("team", "column-team"),
        ("expires_on", "column-expires"),
        ("disabled", "column-state"),
    ]);
    for user in session.read(|queries| queries.users())? {
        let state = if user.disabled { t!(lang, "user-disabled") } else { t!(lang, "user-active") };
        rows.push(vec![
            Cell::same(user.name),
            Cell::same(user.display),
            Cell::new(
                joined(&user.roles, |role| labels::role(lang, role)),
                joined(&user.roles, |role| role.to_string()),
            ),
            Cell::new(
                joined(&user.rights, |right| labels::right(lang, right)),
                joined(&user.rights, |right| right.to_string()),
            ),
            Cell::same(words(&user.languages)),
            Cell::same(words(&user.skills)),
            Cell::maybe(user.team, Cell::same),
            Cell::maybe(user.expires_on, |day| Cell::new(dates::date_numeric(lang, day), day.to_string())),
            Cell::new(state, user.disabled),
        ]);
    }
    printer.rows(&rows)
}

fn words(set: &BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn set(words: Vec<String>) -> BTreeSet<String> {
    words.into_iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
}

fn codes<T: Copy + Ord + std::fmt::Display>(
    session: &Session,
    texts: &[String],
    all: &[T],
) -> Result<BTreeSet<T>, Failure> {
    texts.iter().map(|text| code(session.lang, text, all)).collect()
}

/// Whether it can be a login name.
fn is_login_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    name.chars().all(fits) && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.len() <= 32
}

fn check_name(session: &Session, name: &str) -> Result<(), Failure> {
    if is_login_name(name) {
        return Ok(());
    }
    Err(Failure::new(Kind::Usage, t!(session.lang, "user-name-bad", name = name)))
}

fn change(session: &mut Session, name: &str, edit: impl FnOnce(&mut UserData)) -> Result<(), Failure> {
    put(session, name, edit)?;
    session.printer().line(&t!(session.lang, "user-changed", name = name))
}

fn put(session: &mut Session, name: &str, edit: impl FnOnce(&mut UserData)) -> Result<(), Failure> {
    session.require(Power::Administer)?;
    let known = session.read(|queries| queries.user(name))?;
    let mut user =
        known.ok_or_else(|| Failure::new(Kind::Unchanged, t!(session.lang, "cli-user-unknown", name = name)))?;
    edit(&mut user);
    session.perform(&Command::PutUser(Box::new(user)))?;
    Ok(())
}

/// `user set`, understood.
struct Edit {
    args: UserSet,
    give: BTreeSet<Right>,
    take: BTreeSet<Right>,
    expires: Option<chrono::NaiveDate>,
}

impl Edit {
    fn of(session: &Session, mut args: UserSet) -> Result<Self, Failure> {
        let municipality = args.municipality.take();
        args.municipality = municipality.map(|text| municipality_key(session, &text)).transpose()?;
        let (give, take) = (codes(session, &args.give, Right::ALL)?, codes(session, &args.take, Right::ALL)?);
        let expires = args.expires.as_deref().map(|text| date(session.lang, text)).transpose()?;
        Ok(Self { args, give, take, expires })
    }

    fn apply(self, user: &mut UserData) {
        user.rights.extend(self.give);
        user.rights.retain(|right| !self.take.contains(right));
        user.expires_on = self.expires.or(user.expires_on);
        user.municipality = self.args.municipality.or_else(|| user.municipality.take());
        user.team = self.args.team.or_else(|| user.team.take()).filter(|team| !team.is_empty());
        user.disabled &= !self.args.enable;
        if let Some(display) = self.args.display {
            user.display = display;
        }
        if let Some(languages) = self.args.languages {
            user.languages = set(languages);
        }
        if let Some(skills) = self.args.skills {
            user.skills = set(skills);
        }
    }
}
