//! The environment of a run: folders, variables, the operating system's user, terminal and host.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use directories::ProjectDirs;

use crate::config::Config;
use crate::domain::data_error::DataError;
use crate::domain::id::Mint;
use crate::domain::office::Office;
use crate::failure::{Failure, Kind};
use crate::shell::clock::Clock;
use crate::shell::random::OsMint;
use crate::store::sqlite::{OpenOptions, SqliteStore};
use crate::t;
use crate::text::Lang;

use super::args::Global;
use super::session::{Surroundings, store_failure};

/// Reads settings and language.
///
/// # Errors
/// A faulty configuration file.
pub fn surroundings(global: Global) -> Result<Surroundings, Failure> {
    let first_guess = language(global.lang.as_deref(), None);
    let config = config(&global, first_guess)?;
    let lang = language(global.lang.as_deref(), config.get("lang"));
    Ok(Surroundings { global, config, lang })
}

fn language(option: Option<&str>, setting: Option<&str>) -> Lang {
    let variable = |name| env::var(name).ok();
    let from_system = [variable("LC_ALL"), variable("LC_MESSAGES"), variable("LANG")];
    let chosen = [option, setting].into_iter();
    Lang::from_environment(chosen.chain(from_system.iter().map(Option::as_deref)))
}

/// The language in which help is given and a wrong command line is told: what is asked for by `--lang`, else by the
/// environment. The configuration is read only once the command line is understood.
pub fn language_before_parsing() -> Lang {
    let mut arguments = env::args();
    let mut option = None;
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--lang") {
            Some("") => option = arguments.next(),
            Some(value) => option = value.strip_prefix('=').map(str::to_owned).or(option),
            None => {}
        }
    }
    language(option.as_deref(), env::var("RUFLISTE_LANG").ok().as_deref())
}

fn config(global: &Global, lang: Lang) -> Result<Config, Failure> {
    let folders = folders();
    let path = global.config.clone().unwrap_or_else(|| folders.0.join("config.toml"));
    let text = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound && global.config.is_none() => None,
        Err(error) => return Err(unreadable(&path, &error, lang)),
    };
    let file = text.as_deref().map(|text| (path.as_path(), text));
    // Behind a forced command (`--user`) nothing that a client sends is believed.
    let variable = |name: &str| env::var(name).ok().filter(|_| global.user.is_none());
    let config = Config::layered(folders, file, &variable).map_err(|error| {
        Failure::new(Kind::Usage, t!(lang, "config-faulty", place = error.place.to_string())).because(error.message)
    })?;
    Ok(config.with("db", global.db.as_ref().map(|path| path.display().to_string())))
}

/// Folders of configuration and data.
fn folders() -> (PathBuf, PathBuf) {
    ProjectDirs::from("", "", "rufliste").map_or_else(
        || (PathBuf::from(".rufliste"), PathBuf::from(".rufliste")),
        |dirs| (dirs.config_dir().to_owned(), dirs.data_dir().to_owned()),
    )
}

/// How databases are opened: salts from the operating system.
pub fn options() -> OpenOptions {
    OpenOptions::new(|| OsMint.bits())
}

/// Opens a database.
///
/// # Errors
/// Everything that makes it unusable, as a sentence.
pub fn open(path: &Path, lang: Lang) -> Result<SqliteStore, Failure> {
    SqliteStore::open(path, &options()).map_err(|error| store_failure(lang, &error))
}

/// Login name: `--user` is believed only from the owner of the database; otherwise the operating system's user.
///
/// # Errors
/// `--user` from anybody else.
pub fn user(path: &Path, wanted: Option<&str>, lang: Lang) -> Result<String, Failure> {
    let Some(wanted) = wanted else { return Ok(os_user()) };
    if owns(path) {
        return Ok(wanted.to_owned());
    }
    Err(Failure::new(Kind::Forbidden, t!(lang, "user-not-believed")).hint(t!(lang, "user-not-believed-hint")))
}

#[cfg(unix)]
fn owns(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(true, |meta| meta.uid() == rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn owns(_path: &Path) -> bool {
    true
}

/// The operating system's user by the environment's name of the login; the number where there is none.
pub fn os_user() -> String {
    ["USER", "LOGNAME"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| format!("uid{}", uid()))
}

#[cfg(unix)]
fn uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn uid() -> u32 {
    0
}

/// A station of its own for this process: host, terminal, process.
pub fn station() -> String {
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = host.trim();
    let terminal = fs::read_link("/proc/self/fd/0").ok().and_then(|path| path.to_str().map(str::to_owned));
    let terminal = terminal.and_then(|path| path.strip_prefix("/dev/").map(str::to_owned)).unwrap_or_default();
    let parts = [host, terminal.as_str(), &std::process::id().to_string()].join(":");
    parts.trim_matches(':').to_owned()
}

/// The clock; `--now` only in demo databases.
///
/// # Errors
/// A time that is none, or an office that is no demo.
pub fn clock(now: Option<&str>, office: &Office, lang: Lang) -> Result<Clock, Failure> {
    let Some(now) = now else { return Ok(Clock::system()) };
    if !office.demo {
        return Err(Failure::new(Kind::Usage, t!(lang, "now-only-in-demo")));
    }
    let at = parse_time(now, office.tz()).ok_or_else(|| bad_time(now, lang))?;
    Ok(Clock::fixed(at))
}

/// An ISO time: with offset, or local to the office, or a date alone (its first instant).
pub fn parse_time(text: &str, zone: chrono_tz::Tz) -> Option<DateTime<Utc>> {
    use crate::domain::time::instant_of;
    use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc));
    }
    let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    if let Some(local) = local {
        return Some(instant_of(local.date(), local.time(), zone));
    }
    text.parse::<NaiveDate>().ok().map(|date| instant_of(date, NaiveTime::MIN, zone))
}

/// A time on the command line that is none.
pub fn bad_time(text: &str, lang: Lang) -> Failure {
    Failure::new(Kind::Usage, t!(lang, "time-not-understood", text = text)).hint(t!(lang, "time-not-understood-hint"))
}

/// Reads a text file.
///
/// # Errors
/// The TOML files of a folder, by name.
///
/// # Errors
/// The folder can't be read.
pub fn toml_files(folder: &Path, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut files: Vec<PathBuf> = entries
        .map_err(|error| unreadable(folder, &error, lang))?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort_unstable();
    Ok(files)
}

/// A file that can't be read.
pub fn read_text(path: &Path, lang: Lang) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error, lang))
}

/// A file that can't be read.
pub fn unreadable(path: &Path, error: &io::Error, lang: Lang) -> Failure {
    Failure::new(Kind::Unchanged, t!(lang, "file-unreadable", file = path.display().to_string()))
        .because(error.to_string())
}

/// Faults of a data file, each with line and column.
pub fn faulty(path: &str, faults: &[DataError], lang: Lang) -> Failure {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Failure::new(Kind::Usage, t!(lang, "data-faulty", file = path)).because(lines.join("\n"))
}

/// A user whom the office does not know.
pub fn unknown_user(name: &str, lang: Lang) -> Failure {
    Failure::new(Kind::Forbidden, t!(lang, "user-unknown", name = name)).hint(t!(
        lang,
        "user-unknown-hint",
        name = name
    ))
}
