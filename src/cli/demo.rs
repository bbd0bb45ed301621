//! `demo`: a throw-away office with synthetic contacts, opened in the terminal UI.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::Days;
use serde_json::json;

use crate::demo::{Demo as Generator, DemoRow};
use crate::domain::audit::{Draft, Touch};
use crate::domain::calendar::is_callable;
use crate::domain::id::{ActionId, SeededMint};
use crate::domain::office::Office;
use crate::domain::plan::Plan;
use crate::domain::queue::Ranking;
use crate::domain::time::{Moment, date_of, instant_at_hour};
use crate::failure::{Failure, Kind};
use crate::shell::clock::Clock;
use crate::store::perform::{put_numbered, put_revision};
use crate::store::sqlite::{OpenOptions, SqliteStore};
use crate::store::{Store, StoreError, Txn};
use crate::t;
use crate::text::Lang;

use super::Done;
use super::args::{Demo, Format};
use super::environment::{bad_time, os_user, parse_time, unreadable};
use super::output::Printer;
use super::session::{Surroundings, rules, store_failure};

/// Name of the database in a demo's folder.
const FILE: &str = "rufliste.db";

/// Runs `demo`.
pub(super) fn run(args: &Demo, mut around: Surroundings) -> Result<Done, Failure> {
    let lang = around.lang;
    let zone = crate::domain::time::DEFAULT_ZONE;
    if around.global.now.is_none() {
        let plan = rules(&around.config, lang)?.plan;
        around.global.now = working_time(&plan, &Generator::office(args.seed), Clock::system().now());
    }
    let clock = match around.global.now.as_deref() {
        Some(text) => Clock::fixed(parse_time(text, zone).ok_or_else(|| bad_time(text, lang))?),
        None => Clock::system(),
    };
    let temporary = args.dir.is_none();
    let folder = folder(args.dir.as_deref(), lang)?;
    let path = folder.join(FILE);
    if path.exists() {
        let shown = folder.display().to_string();
        return Err(
            Failure::new(Kind::Unchanged, t!(lang, "demo-exists", path = shown)).hint(t!(lang, "demo-exists-hint"))
        );
    }
    let ranking = Ranking::of(&rules(&around.config, lang)?.plan);
    make(&path, args.seed, args.contacts, clock.now(), &ranking).map_err(|error| store_failure(lang, &error))?;
    if args.no_ui {
        return told(&path, args.contacts, around.printer());
    }
    around.config = around.config.with("db", Some(path.display().to_string()));
    let ended = super::ui::open(around.open()?);
    if temporary {
        let removed = fs::remove_dir_all(&folder);
        drop(removed);
    }
    ended
}

/// Ten o'clock of the last working day, where nobody may be called now: at night too a demo has something to show.
fn working_time(plan: &Plan, office: &Office, now: Moment) -> Option<String> {
    let (land, zone) = (office.land(), office.tz());
    let calls_at = |at: Moment| is_callable(at, &plan.hours, land, zone);
    let days = (0..30).filter_map(|back| date_of(now, zone).checked_sub_days(Days::new(back)));
    let tens = days.map(|day| instant_at_hour(day, 10, zone));
    let mut past = tens.filter(|at| *at <= now && calls_at(*at));
    past.next().filter(|_| !calls_at(now)).map(|at| at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string())
}

fn folder(wanted: Option<&Path>, lang: Lang) -> Result<PathBuf, Failure> {
    let folder = wanted
        .map_or_else(|| std::env::temp_dir().join(format!("rufliste-demo-{}", std::process::id())), Path::to_owned);
    private_folder(&folder).map_err(|error| unreadable(&folder, &error, lang))?;
    Ok(folder)
}

fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn told(path: &Path, contacts: u32, printer: Printer) -> Result<Done, Failure> {
    let lang = printer.lang;
    let shown = path.display().to_string();
    if printer.format == Format::Json {
        let value = json!({"contacts": contacts, "db": shown});
        printer.value(&value)?;
    } else {
        printer.line(&t!(lang, "demo-made", n = contacts, path = shown.clone()))?;
        printer.line(&t!(lang, "demo-open-hint", path = shown))?;
    }
    Ok(Done::Fine)
}

/// Makes the database of a demo office; the same seed, number and time make the same office.
fn make(path: &Path, seed: u64, contacts: u32, now: Moment, ranking: &Ranking) -> Result<(), StoreError> {
    let office = Generator::office(seed);
    let users = Generator::users(&os_user());
    let Some(first) = users.first() else { return Ok(()) };
    let mut store = SqliteStore::create(path, &office, first, now, &OpenOptions::seeded(seed))?;
    store.write_bulk(|txn| -> Result<(), StoreError> {
        let mut made = Vec::new();
        for user in users.iter().skip(1) {
            made.push(txn.put_user(user)?);
        }
        let mut generator = Generator::generate(seed, contacts, now);
        while let Some(rows) = generator.next() {
            let mut touches = std::mem::take(&mut made);
            for row in &rows {
                put(txn, row, now, ranking, &mut touches)?;
            }
            let mint = SeededMint::new(seed, generator.mint_counter());
            txn.append_event(event(&first.name, now, &mint), touches)?;
            txn.put_mint_counter(mint.counter())?;
        }
        if !made.is_empty() {
            let mint = SeededMint::new(seed, generator.mint_counter());
            txn.append_event(event(&first.name, now, &mint), made)?;
            txn.put_mint_counter(mint.counter())?;
        }
        Ok(())
    })?;
    promote_all(&mut store, now, ranking)
}

fn put(
    txn: &mut dyn Txn,
    row: &DemoRow,
    now: Moment,
    ranking: &Ranking,
    touches: &mut Vec<Touch>,
) -> Result<(), StoreError> {
    if let Some(household) = &row.household {
        touches.push(txn.put_household(household)?);
    }
    if let Some(institution) = &row.institution {
        touches.push(txn.put_institution(institution)?);
    }
    touches.push(txn.put_person(&row.person)?);
    touches.push(txn.put_record(&row.record)?);
    for call in &row.calls {
        touches.push(txn.put_call(call, now, ranking)?);
    }
    for attempt in &row.attempts {
        touches.push(txn.put_attempt(attempt)?);
    }
    for order in &row.orders {
        touches.push(put_numbered(txn, order)?);
    }
    for note in &row.notes {
        touches.push(txn.put_note(note)?);
    }
    if row.record.revision > 0 {
        let at = row.record.worked.as_ref().map_or(row.record.created_at, |worked| worked.at);
        put_revision(txn, row.record.clone(), at)?;
    }
    Ok(())
}

fn event(user: &str, now: Moment, mint: &SeededMint) -> Draft {
    Draft {
        action: ActionId::mint(now, mint),
        at: now,
        user: user.to_owned(),
        station: "demo".to_owned(),
        kind: "demo_made".to_owned(),
        record: None,
        facts: std::collections::BTreeMap::new(),
    }
}

fn promote_all(store: &mut SqliteStore, now: Moment, ranking: &Ranking) -> Result<(), StoreError> {
    while store.write(|txn| txn.promote(now, ranking, 5_000))? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(now: &str) -> Option<String> {
        working_time(&Plan::built_in(), &Generator::office(1), now.parse().unwrap())
    }

    #[test]
    fn a_demo_at_night_or_on_a_holiday_begins_on_the_last_working_day_at_ten() {
        assert_eq!(opens("2026-11-24T12:00:00Z"), None);
        assert_eq!(opens("2026-11-25T04:00:00Z"), Some("2026-11-24T10:00".into()));
        assert_eq!(opens("2026-11-24T20:30:00Z"), Some("2026-11-24T10:00".into()));
        assert_eq!(opens("2026-12-26T12:00:00Z"), Some("2026-12-24T10:00".into()));
    }
}
