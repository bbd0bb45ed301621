//! `doctor`: what is wrong and what to do. Looks at everything and changes nothing.

mod municipalities;

use std::path::Path;

use crate::domain::user::Role;
use crate::failure::Failure;
use crate::keymap::load;
use crate::shell::clock::Clock;
use crate::shell::scratch::leftovers;
use crate::store::sqlite::{Finding, SqliteStore, Verdict};
use crate::store::{Queries, Store};
use crate::t;
use crate::text::{Lang, texts};

use super::Done;
use super::environment::open;
use super::keymap::sources;
use super::output::{Cell, Rows};
use super::session::{Surroundings, plan, rulebook};

/// Below this much free space writing may soon fail.
const LITTLE_SPACE: u64 = 256 << 20;

/// A line of the report.
struct Line {
    check: &'static str,
    verdict: Verdict,
    why: String,
    /// What the engine says in its own words, for programs.
    detail: String,
    fix: String,
}

impl Line {
    fn ok(check: &'static str, why: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Ok, why: why.into(), detail: String::new(), fix: String::new() }
    }

    fn warn(check: &'static str, why: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { verdict: Verdict::Warn, ..Self::fail(check, why, fix) }
    }

    fn fail(check: &'static str, why: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Fail, why: why.into(), detail: String::new(), fix: fix.into() }
    }

    fn of_failure(check: &'static str, failure: Failure) -> Self {
        let why = [Some(failure.what), failure.why].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self::fail(check, why.replace('\n', " · "), failure.hint.unwrap_or_default())
    }
}

/// Runs `doctor`.
pub(super) fn run(around: &Surroundings) -> Result<Done, Failure> {
    let lang = around.lang;
    let mut lines = Vec::new();
    match open(&around.config.db(), lang) {
        Ok(mut store) => {
            lines.push(Line::ok("database", around.config.db().display().to_string()));
            lines.extend(store.check(Clock::system().now()).iter().map(|finding| line(lang, finding)));
            lines.push(users(&mut store, around));
            lines.extend(municipalities::lines(&mut store, around));
            lines.extend(space(&around.config.db(), lang));
            lines.push(left(around));
        }
        Err(failure) => lines.push(Line::of_failure("database", failure)),
    }
    lines.push(of("plan", plan(&around.config, lang).map(|plan| plan.version)));
    lines.push(rules(around));
    lines.push(keymap(around));
    let is_well = lines.iter().all(|line| line.verdict != Verdict::Fail);
    print(around, lines)?;
    Ok(if is_well { Done::Fine } else { Done::NeedsAttention })
}

fn of(check: &'static str, result: Result<String, Failure>) -> Line {
    result.map_or_else(|failure| Line::of_failure(check, failure), |why| Line::ok(check, why))
}

fn rules(around: &Surroundings) -> Line {
    match rulebook(&around.config, around.lang) {
        Err(failure) => Line::of_failure("rulebook", failure),
        Ok(book) => {
            let editions: Vec<_> = book.books().iter().map(crate::domain::rulebook::Book::edition).collect();
            let why = t!(around.lang, "doctor-rulebooks", n = editions.len());
            Line { detail: editions.join(", "), ..Line::ok("rulebook", why) }
        }
    }
}

fn line(lang: Lang, finding: &Finding) -> Line {
    let fix = match (finding.verdict, finding.check) {
        (Verdict::Ok, _) => String::new(),
        (_, "place") => t!(lang, "db-permissions-hint"),
        (_, "log") => t!(lang, "doctor-fix-log"),
        (_, "lock") => t!(lang, "doctor-fix-lock"),
        _ => t!(lang, "doctor-fix-restore"),
    };
    let (texts, detail) = (texts(lang), finding.detail.clone());
    let key = match finding.verdict {
        Verdict::Ok => format!("doctor-well-{}", finding.check),
        Verdict::Warn | Verdict::Fail => format!("doctor-bad-{}", finding.check),
    };
    let (why, detail) = match (texts.has(&key), finding.verdict, finding.check) {
        (false, _, _) => (detail, String::new()),
        (true, Verdict::Ok, _) => (texts.get(&key), String::new()),
        // Who holds it, or how large it is, is no engine's word.
        (true, _, "lock" | "log") => (format!("{}: {detail}", texts.get(&key)), String::new()),
        (true, _, _) => (texts.get(&key), detail),
    };
    Line { check: finding.check, verdict: finding.verdict, why, detail, fix }
}

fn users(store: &mut SqliteStore, around: &Surroundings) -> Line {
    let lang = around.lang;
    let users = store.read(|queries: &dyn Queries| queries.users());
    let users = match users {
        Ok(users) => users,
        Err(error) => return Line::of_failure("users", super::session::store_failure(lang, &error)),
    };
    if users.iter().any(|user| user.roles.contains(&Role::Admin) && !user.disabled) {
        return Line::ok("users", users.len().to_string());
    }
    Line::fail("users", t!(lang, "doctor-why-users"), t!(lang, "doctor-fix-users"))
}

fn space(database: &Path, lang: Lang) -> Option<Line> {
    let free = rustix::fs::statvfs(database).ok().map(|fs| fs.f_bavail.saturating_mul(fs.f_frsize))?;
    let shown = format!("{} MiB", free >> 20);
    if free >= LITTLE_SPACE {
        return Some(Line::ok("space", shown));
    }
    let (why, fix) = (t!(lang, "doctor-why-space-low", free = shown), t!(lang, "doctor-fix-space"));
    Some(Line { check: "space", verdict: Verdict::Warn, why, detail: String::new(), fix })
}

/// What killed processes have left: folders with personal data.
fn left(around: &Surroundings) -> Line {
    let lang = around.lang;
    let found: Vec<_> = around.config.work_folders().iter().flat_map(|folder| leftovers(folder)).collect();
    if found.is_empty() {
        return Line::ok("leftovers", t!(lang, "doctor-well-leftovers"));
    }
    let folders: Vec<String> = found.iter().map(|folder| folder.display().to_string()).collect();
    let why = t!(lang, "doctor-why-leftovers", folders = folders.join(", "));
    let fix = t!(lang, "doctor-fix-leftovers");
    Line { check: "leftovers", verdict: Verdict::Warn, why, detail: String::new(), fix }
}

fn keymap(around: &Surroundings) -> Line {
    let (lang, name) = (around.lang, around.config.get("keymap").unwrap_or("default"));
    let sources = match sources(&around.config, lang) {
        Ok(sources) => sources,
        Err(failure) => return Line::of_failure("keymap", failure),
    };
    match load(name, &sources).banner.unwrap_or_default().first() {
        None => Line::ok("keymap", name),
        Some(mistake) => {
            let fix = t!(lang, "doctor-fix-file", file = &mistake.place.file);
            Line {
                check: "keymap",
                verdict: Verdict::Warn,
                why: mistake.message(lang == Lang::De),
                detail: String::new(),
                fix,
            }
        }
    }
}

fn print(around: &Surroundings, lines: Vec<Line>) -> Result<(), Failure> {
    let (lang, printer) = (around.lang, around.printer());
    let problems = lines.iter().filter(|line| line.verdict != Verdict::Ok).count();
    let mut rows: Rows = printer.columns(&[
        ("check", "column-check"),
        ("state", "column-state"),
        ("why", "column-why"),
        ("fix", "column-fix"),
    ]);
    for line in lines {
        let code = match line.verdict {
            Verdict::Ok => "ok",
            Verdict::Warn => "warn",
            Verdict::Fail => "fail",
        };
        rows.push(vec![
            Cell::new(texts(lang).get(&format!("doctor-check-{}", line.check)), line.check),
            Cell::new(texts(lang).get(&format!("doctor-state-{code}")), code),
            Cell::new(
                line.why.clone(),
                if line.detail.is_empty() { line.why } else { format!("{}: {}", line.why, line.detail) },
            ),
            Cell::same(line.fix),
        ]);
    }
    printer.rows(&rows)?;
    if !printer.is_for_people() {
        return Ok(());
    }
    printer.line(&if problems == 0 { t!(lang, "doctor-all-well") } else { t!(lang, "doctor-problems", n = problems) })
}
