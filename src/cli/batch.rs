//! `batch list|show|verify|reissue`.

use std::path::Path;

use serde_json::json;

use crate::domain::batch::Batch as BatchData;
use crate::failure::{Failure, Kind};
use crate::shell::export::reissue;
use crate::shell::verify::verify;
use crate::t;
use crate::text::{dates, texts};

use super::Done;
use super::args::{Batch, Format};
use super::environment::unreadable;
use super::export::failure;
use super::output::{Cell, Printer, Rows, printable};
use super::session::{Session, Surroundings};

/// Runs `batch`.
pub(super) fn run(args: Batch, around: Surroundings) -> Result<Done, Failure> {
    match args {
        Batch::List { to } => list(to.as_deref(), around.open()?),
        Batch::Show { destination, number } => show(&destination, number, around.open()?),
        Batch::Verify { dir } => check(&dir, around.printer()),
        Batch::Reissue { destination, number, out } => {
            let mut session = around.open()?;
            let batch = find(&mut session, &destination, number)?;
            let out = out.unwrap_or_else(|| session.config.export_dir());
            let folder = reissue(&mut session.store, &batch, &out)
                .map_err(|error| failure(session.lang, &error, session.clock.now(), session.office.tz()))?;
            session.printer().text(&folder.display().to_string())?;
            Ok(Done::Fine)
        }
    }
}

fn list(to: Option<&str>, mut session: Session) -> Result<Done, Failure> {
    let batches = session.read(|queries| queries.batches(to))?;
    if batches.is_empty() && session.format == Format::Table {
        session.printer().line(&t!(session.lang, "batches-none"))?;
        return Ok(Done::Fine);
    }
    session.printer().rows(&rows(&batches, &session))?;
    Ok(Done::Fine)
}

fn show(destination: &str, number: u32, mut session: Session) -> Result<Done, Failure> {
    let batch = find(&mut session, destination, number)?;
    session.printer().rows(&rows(std::slice::from_ref(&batch), &session))?;
    Ok(Done::Fine)
}

fn find(session: &mut Session, destination: &str, number: u32) -> Result<BatchData, Failure> {
    let batches = session.read(|queries| queries.batches(Some(destination)))?;
    batches.into_iter().find(|batch| batch.number == number).ok_or_else(|| {
        let name = format!("{destination}-{number}");
        Failure::new(Kind::Usage, t!(session.lang, "batch-not-found", batch = name))
            .hint(t!(session.lang, "batch-not-found-hint"))
    })
}

fn rows(batches: &[BatchData], session: &Session) -> Rows {
    let (lang, zone) = (session.lang, session.office.tz());
    let heading = |key: &'static str, column: &str| (key, texts(lang).get(column));
    let mut rows = Rows::new(vec![
        heading("destination", "column-destination"),
        heading("number", "column-number"),
        heading("state", "column-state"),
        heading("records", "column-records"),
        heading("sealed_at", "column-sealed"),
        heading("sealed_by", "column-who"),
        heading("manifest", "column-sha"),
    ]);
    for batch in batches {
        let manifest = batch.manifest.map(|hash| hash.to_string());
        rows.push(vec![
            Cell::same(batch.destination.clone()),
            Cell::number(batch.number),
            Cell::new(texts(lang).get(&format!("batch-state-{}", batch.state)), batch.state.code()),
            Cell::number(i64::try_from(batch.records).unwrap_or(i64::MAX)),
            Cell::new(
                dates::moment(lang, batch.sealed_at, zone),
                batch.sealed_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            ),
            Cell::same(batch.sealed_by.clone()),
            manifest.map_or_else(Cell::none, |hash| Cell::new(hash.chars().take(12).collect::<String>(), hash)),
        ]);
    }
    rows
}

fn check(dir: &Path, printer: Printer) -> Result<Done, Failure> {
    let lang = printer.lang;
    let problems = verify(dir).map_err(|error| unreadable(dir, &error, lang))?;
    let done = if problems.is_empty() { Done::Fine } else { Done::NeedsAttention };
    let said = |what: &str| texts(lang).get(what);
    if printer.format == Format::Json {
        let named = problems.iter().map(|problem| json!({"file": problem.file, "what": said(problem.what)}));
        printer.value(&json!({"ok": problems.is_empty(), "problems": named.collect::<Vec<_>>()}))?;
        return Ok(done);
    }
    for problem in &problems {
        printer.text(&printable(&format!("{}: {}", problem.file, said(problem.what))))?;
    }
    if problems.is_empty() {
        printer.line(&t!(lang, "verify-ok"))?;
    }
    Ok(done)
}
