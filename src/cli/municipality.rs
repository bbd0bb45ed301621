//! `municipality list|check|set|unclear`: who is competent where.

use std::path::Path;

use crate::domain::decide::Command;
use crate::domain::office::Place;
use crate::domain::user::Power;
use crate::failure::Failure;
use crate::store::places::{STEP, derive};
use crate::t;
use crate::text::labels;

use super::Done;
use super::args::Municipality;
use super::check::{Fault, report};
use super::environment::read_text;
use super::init::municipalities;
use super::output::Cell;
use super::session::{Session, Surroundings};

/// Runs `municipality`.
pub(super) fn run(args: Municipality, around: Surroundings) -> Result<Done, Failure> {
    match args {
        Municipality::List => list(&around.open()?),
        Municipality::Check { file } => check(&file, &around),
        Municipality::Set { file } => {
            let towns = municipalities(&file, around.lang)?;
            set(&mut around.open()?, towns)
        }
        Municipality::Unclear { limit } => unclear(&mut around.open()?, limit),
    }
}

fn list(session: &Session) -> Result<Done, Failure> {
    let (lang, printer) = (session.lang, session.printer());
    let mut rows = printer.columns(&[
        ("key", "column-ags"),
        ("name", "column-municipality"),
        ("spellings", "column-spellings"),
        ("postcodes", "column-postcodes"),
        ("authority", "column-authority"),
        ("authority_name", "column-authority-name"),
        ("authority_address", "column-authority-address"),
        ("mode", "column-mode"),
    ]);
    for town in &session.office.municipalities {
        rows.push(vec![
            Cell::same(town.key.clone()),
            Cell::same(town.name.clone()),
            Cell::same(town.spellings.join(", ")),
            Cell::same(town.postcodes.join(", ")),
            Cell::same(town.authority.clone()),
            Cell::same(town.authority_name.clone()),
            Cell::same(town.authority_address.clone()),
            Cell::new(labels::issuing_mode(lang, town.mode), town.mode.code()),
        ]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}

fn check(file: &Path, around: &Surroundings) -> Result<Done, Failure> {
    let (name, text) = (file.display().to_string(), read_text(file, around.lang)?);
    let parsed = crate::domain::municipality::parse(&crate::domain::data_error::DataFile { name: &name, text: &text });
    let well = t!(around.lang, "municipality-ok", n = parsed.as_ref().map_or(0, Vec::len));
    let found: Vec<Fault> = parsed.err().unwrap_or_default().into_iter().map(Fault::from).collect();
    let faulty = t!(around.lang, "municipality-faulty", n = found.len());
    report(around.printer(), found, &well, &faulty)
}

/// Takes the data in, then derives every address again in short transactions. Interrupted, it is simply run again.
fn set(session: &mut Session, towns: Vec<crate::domain::municipality::Municipality>) -> Result<Done, Failure> {
    let count = towns.len();
    session.perform(&Command::PutMunicipalities(towns))?;
    let (mut after, mut changed) = (None, 0);
    loop {
        let step = session.write(|txn, actor| derive(txn, after, STEP, actor))?;
        changed += step.changed;
        if step.last.is_none() {
            break;
        }
        after = step.last;
    }
    let unclear = session.read(|queries| queries.people_unplaced(usize::MAX >> 1))?.len();
    let printer = session.printer();
    if printer.is_for_people() {
        printer.line(&t!(session.lang, "municipality-set", n = count, changed = changed, unclear = unclear))?;
    } else {
        printer.value(&serde_json::json!({"municipalities": count, "changed": changed, "unclear": unclear}))?;
    }
    Ok(if unclear == 0 { Done::Fine } else { Done::NeedsAttention })
}

fn unclear(session: &mut Session, limit: usize) -> Result<Done, Failure> {
    session.require(Power::Read)?;
    let (lang, printer) = (session.lang, session.printer());
    let found = session.read(|queries| queries.people_unplaced(limit))?;
    let mut rows = printer.columns(&[
        ("reference", "column-reference"),
        ("person", "column-name"),
        ("street", "column-street"),
        ("postcode", "column-postcode"),
        ("place", "column-place"),
        ("candidates", "column-candidates"),
    ]);
    for row in &found {
        let keys = match session.office.place(&row.address) {
            Place::Ambiguous(keys) => keys,
            Place::Known(key) => vec![key],
            Place::Unknown => Vec::new(),
        };
        let names: Vec<String> = keys.iter().map(|key| super::lookup::municipality(session, key)).collect();
        let shown = if names.is_empty() { t!(lang, "place-unknown") } else { names.join(", ") };
        rows.push(vec![
            Cell::same(row.reference.to_string()),
            Cell::same(row.name.clone()),
            Cell::same(row.address.street.clone()),
            Cell::same(row.address.postcode.clone()),
            Cell::same(row.address.place.clone()),
            Cell::new(shown, keys.join(" ")),
        ]);
    }
    printer.rows(&rows)?;
    Ok(if found.is_empty() { Done::Fine } else { Done::NeedsAttention })
}
