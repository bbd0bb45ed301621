//! What every command needs: settings, language, clock, rules, and the database opened as somebody.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::domain::decide::{Command, Receipt, Refusal, Rules};
use crate::domain::id::Mint;
use crate::domain::office::Office;
use crate::domain::plan::Plan;
use crate::domain::rulebook::Rulebook;
use crate::domain::script::{Script, Scripts};
use crate::domain::time::Moment;
use crate::domain::user::{Power, Right, Role, User};
use crate::failure::{Failure, Kind};
use crate::shell::clock::Clock;
use crate::shell::random::OsMint;
use crate::store::perform::{Actor, NotDone, perform};
use crate::store::sqlite::SqliteStore;
use crate::store::{Queries, Store, StoreError, Txn};
use crate::t;
use crate::text::{Lang, labels, say, texts};

use super::args::{Format, Global};
use super::environment;
use super::output::Printer;

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
    /// Say only errors.
    pub quiet: bool,
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
    /// Prints in the language and form that were asked for.
    pub fn printer(&self) -> Printer {
        Printer { lang: self.lang, format: self.global.format, quiet: self.global.quiet }
    }

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
            quiet: self.global.quiet,
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

/// What came of commands that are done together: their receipts, or every refusal with the place of its command.
pub type Tried = Result<Vec<Receipt>, Vec<(usize, Refusal)>>;

impl Session {
    /// Prints in the language and form that were asked for.
    pub fn printer(&self) -> Printer {
        Printer { lang: self.lang, format: self.format, quiet: self.quiet }
    }

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

    /// Carries out commands in one transaction if none of them is refused; else every refusal, with the place of its
    /// command, and nothing was changed.
    ///
    /// # Errors
    /// Failures, and what the user may not do at all, said in the user's language; nothing was changed then.
    pub fn try_all(&mut self, commands: &[Command]) -> Result<Tried, Failure> {
        let mut refused = Vec::new();
        let done = self.write(|txn, actor| {
            let mut receipts = Vec::with_capacity(commands.len());
            for (at, command) in commands.iter().enumerate() {
                match perform(txn, command, actor) {
                    Ok(receipt) => receipts.push(receipt),
                    Err(NotDone::Refused(Refusal::NotPermitted(power))) => {
                        return Err(NotDone::Refused(Refusal::NotPermitted(power)));
                    }
                    Err(NotDone::Refused(refusal)) => refused.push((at, refusal)),
                    Err(error) => return Err(error),
                }
            }
            // What was refused is said line by line; the transaction only has to fail.
            match refused.first() {
                Some((_, first)) => Err(NotDone::Refused(first.clone())),
                None => Ok(receipts),
            }
        });
        if refused.is_empty() { done.map(Ok) } else { Ok(Err(refused)) }
    }

    /// The user as stored, if they may do that.
    ///
    /// # Errors
    /// Not known to the office, or without the role or right.
    pub fn require(&mut self, power: Power) -> Result<User, Failure> {
        let user = self.me()?;
        let expired = user.expires_on.is_some_and(|last| last < self.today());
        if user.may(power) && !expired { Ok(user) } else { Err(not_permitted(self.lang, power)) }
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
    Ok(Rules { plan: plan(config, lang)?, rulebook: rulebook(config, lang)?, scripts: scripts(config, lang)? })
}

/// The call plan in force.
///
/// # Errors
/// Every fault with file, line and column.
pub fn plan(config: &Config, lang: Lang) -> Result<Plan, Failure> {
    let Some(path) = config.get("call_plan") else { return Ok(Plan::built_in()) };
    let text = environment::read_text(Path::new(path), lang)?;
    Plan::parse(path, &text).map_err(|faults| environment::faulty(path, &faults, lang))
}

/// The rulebook in force: what is built in, and the office's own file before it.
///
/// # Errors
/// Every fault with file, line and column.
pub fn rulebook(config: &Config, lang: Lang) -> Result<Rulebook, Failure> {
    let Some(path) = config.get("rulebook") else { return Ok(Rulebook::built_in()) };
    let text = environment::read_text(Path::new(path), lang)?;
    Rulebook::built_in().with_file(path, &text).map_err(|faults| environment::faulty(path, &faults, lang))
}

/// The scripts in force: what is built in, and before it each file of the office's own folder.
///
/// # Errors
/// Every fault with file, line and column.
pub fn scripts(config: &Config, lang: Lang) -> Result<Scripts, Failure> {
    let Some(folder) = config.get("scripts") else { return Ok(Scripts::built_in()) };
    let mut scripts = Scripts::built_in();
    for path in environment::toml_files(Path::new(folder), lang)? {
        let (name, text) = (path.display().to_string(), environment::read_text(&path, lang)?);
        let own = Script::parse(&name, &text).map_err(|faults| environment::faulty(&name, &faults, lang))?;
        scripts = scripts.with(own);
    }
    Ok(scripts)
}

/// A failure of the store, for people.
pub fn store_failure(lang: Lang, error: &StoreError) -> Failure {
    let (what, why, hint) = say::store_error(lang, error.key(), error.detail());
    Failure::new(Kind::Unchanged, what).because(why).hint(hint)
}

/// A refusal or a failure, for people.
pub fn not_done_failure(lang: Lang, not_done: &NotDone, now: Moment, zone: chrono_tz::Tz) -> Failure {
    match not_done {
        NotDone::Store(error) => store_failure(lang, error),
        NotDone::Refused(Refusal::NotPermitted(power)) => not_permitted(lang, *power),
        NotDone::Refused(refusal) => Failure::new(Kind::Unchanged, say::refusal(lang, refusal, now, zone)),
    }
}

/// What the user may not do, and what it takes.
fn not_permitted(lang: Lang, power: Power) -> Failure {
    let what = texts(lang).get(Refusal::NotPermitted(power).key());
    let role = |role| t!(lang, "cli-not-permitted-role", role = labels::role(lang, role));
    let needed = match power {
        Power::Work | Power::Read => role(Role::Tracer),
        Power::SpeakOrder => t!(lang, "cli-not-permitted-right", right = labels::right(lang, Right::Order)),
        Power::Lead | Power::Export => role(Role::Supervisor),
        Power::Audit => role(Role::Auditor),
        Power::Administer => role(Role::Admin),
    };
    Failure::new(Kind::Forbidden, what).hint(needed)
}
