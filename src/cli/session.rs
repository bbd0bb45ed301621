//! What every command needs: settings, language, clock, rules, and the database opened as somebody.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::domain::decide::{Command, Receipt, Rules};
use crate::domain::id::Mint;
use crate::domain::office::Office;
use crate::domain::plan::Plan;
use crate::domain::rulebook::Rulebook;
use crate::domain::time::Moment;
use crate::domain::user::User;
use crate::failure::{Failure, Kind};
use crate::shell::clock::Clock;
use crate::shell::random::OsMint;
use crate::store::perform::{Actor, NotDone, perform};
use crate::store::sqlite::SqliteStore;
use crate::store::{Queries, Store, StoreError, Txn};
use crate::text::{Lang, say};

use super::args::{Format, Global};
use super::environment;

/// Settings and language of a run, before any database is open.
pub struct Surroundings {
    /// Global options.
    pub global: Global,
    /// Settings.
    pub config: Config,
    /// Language.
    pub lang: Lang,
}

/// An open database and who uses it.
pub struct Session {
    /// The database.
    pub store: SqliteStore,
    /// Where it lies.
    pub path: PathBuf,
    /// Settings.
    pub config: Config,
    /// Language.
    pub lang: Lang,
    /// Form of the output.
    pub format: Format,
    /// When to use colours.
    pub color: super::args::ColorWhen,
    /// Login name.
    pub user: String,
    /// Station.
    pub station: String,
    /// Clock.
    pub clock: Clock,
    /// Rules in force.
    pub rules: Rules,
    /// The office.
    pub office: Office,
    /// Randomness.
    pub mint: OsMint,
}

impl Surroundings {
    /// Opens the configured database as the configured user.
    ///
    /// # Errors
    /// A database that may not be opened, an unknown user, `--now` outside a demo, faulty rules.
    pub fn open(self) -> Result<Session, Failure> {
        let path = self.config.db();
        let user = environment::user(&path, self.global.user.as_deref(), self.lang)?;
        let mut store = environment::open(&path, self.lang)?;
        let office = store.read(|queries| queries.office()).map_err(|error| store_failure(self.lang, &error))?;
        let clock = environment::clock(self.global.now.as_deref(), &office, self.lang)?;
        let station = self.global.station.clone().unwrap_or_else(environment::station);
        let rules = rules(&self.config, self.lang)?;
        Ok(Session {
            store,
            path,
            config: self.config,
            lang: self.lang,
            format: self.global.format,
            color: self.global.color,
            user,
            station,
            clock,
            rules,
            office,
            mint: OsMint,
        })
    }
}

impl Session {
    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Today in the office.
    pub fn today(&self) -> chrono::NaiveDate {
        crate::domain::time::date_of(self.now(), self.office.tz())
    }

    /// Reads a consistent state.
    ///
    /// # Errors
    /// Those of the store, said in the user's language.
    pub fn read<T>(&mut self, work: impl FnOnce(&dyn Queries) -> Result<T, StoreError>) -> Result<T, Failure> {
        let lang = self.lang;
        self.store.read(work).map_err(|error| store_failure(lang, &error))
    }

    /// Changes the state in one transaction; `work` gets who acts.
    ///
    /// # Errors
    /// Refusals and failures, said in the user's language; nothing was changed then.
    pub fn write<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Txn, &Actor<'_>) -> Result<T, NotDone>,
    ) -> Result<T, Failure> {
        let lang = self.lang;
        let zone = self.office.tz();
        let now = self.now();
        let actor = Actor {
            user: &self.user,
            station: &self.station,
            now,
            rules: &self.rules,
            mint: &self.mint as &dyn Mint,
            action: None,
        };
        self.store.write(|txn| work(txn, &actor)).map_err(|not_done| not_done_failure(lang, &not_done, now, zone))
    }

    /// Carries out a command of the domain.
    ///
    /// # Errors
    /// Refusals and failures, said in the user's language; nothing was changed then.
    pub fn perform(&mut self, command: &Command) -> Result<Receipt, Failure> {
        self.write(|txn, actor| perform(txn, command, actor))
    }

    /// The user as stored.
    ///
    /// # Errors
    /// Not known to the office.
    pub fn me(&mut self) -> Result<User, Failure> {
        let name = self.user.clone();
        let lang = self.lang;
        self.read(|queries| queries.user(&name))?
            .filter(|user| !user.disabled)
            .ok_or_else(|| environment::unknown_user(&name, lang))
    }
}

/// Rules in force: the configured files, else those built in.
///
/// # Errors
/// Every fault with file, line and column.
pub fn rules(config: &Config, lang: Lang) -> Result<Rules, Failure> {
    let plan = match config.get("call_plan") {
        Some(path) => {
            let text = environment::read_text(Path::new(path), lang)?;
            Plan::parse(path, &text).map_err(|faults| environment::faulty(path, &faults, lang))?
        }
        None => Plan::built_in(),
    };
    let rulebook = match config.get("rulebook") {
        Some(folder) => rulebook(Path::new(folder), lang)?,
        None => Rulebook::built_in(),
    };
    Ok(Rules { plan, rulebook })
}

/// The rulebook of a folder: every TOML file in it is a book.
fn rulebook(folder: &Path, lang: Lang) -> Result<Rulebook, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| environment::unreadable(folder, &error, lang))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let mut files = Vec::new();
    for path in &paths {
        files.push((path.display().to_string(), environment::read_text(path, lang)?));
    }
    let named: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let shown = folder.display().to_string();
    Rulebook::parse(&named).map_err(|faults| environment::faulty(&shown, &faults, lang))
}

/// A failure of the store, for people.
pub fn store_failure(lang: Lang, error: &StoreError) -> Failure {
    let (what, why, hint) = say::store_error(lang, error);
    Failure::new(Kind::Unchanged, what).because(why).hint(hint)
}

/// A refusal or a failure, for people.
pub fn not_done_failure(lang: Lang, not_done: &NotDone, now: Moment, zone: chrono_tz::Tz) -> Failure {
    match not_done {
        NotDone::Store(error) => store_failure(lang, error),
        NotDone::Refused(refusal) => {
            let kind = match refusal {
                crate::domain::decide::Refusal::NotPermitted(_) => Kind::Forbidden,
                _ => Kind::Unchanged,
            };
            Failure::new(kind, say::refusal(lang, refusal, now, zone))
        }
    }
}
