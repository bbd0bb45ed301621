//! `audit show|verify`: the trail.

use serde_json::json;

use crate::domain::audit::Event;
use crate::domain::id::RecordId;
use crate::domain::user::Power;
use crate::failure::Failure;
use crate::store::StoreError;
use crate::store::sqlite::verify_chain;
use crate::t;
use crate::text::dates;

use super::Done;
use super::args::Audit;
use super::output::Cell;
use super::session::{Session, store_failure};

/// How many entities that differ are named at most.
const NAMED: usize = 20;

/// Runs `audit`.
pub(super) fn run(args: &Audit, mut session: Session) -> Result<Done, Failure> {
    session.require(Power::Audit)?;
    match args {
        Audit::Show { limit } => show(&mut session, *limit),
        Audit::Verify => verify(&mut session),
    }
}

fn show(session: &mut Session, limit: usize) -> Result<Done, Failure> {
    let events = session.read(|queries| newest(queries, limit))?;
    let (lang, zone, printer) = (session.lang, session.office.tz(), session.printer());
    let mut rows = printer.columns(&[
        ("seq", "column-seq"),
        ("at", "column-time"),
        ("user", "column-user"),
        ("station", "column-where"),
        ("kind", "column-what"),
        ("reference", "column-reference"),
        ("facts", "column-value"),
    ]);
    for (event, reference) in events {
        let draft = event.draft;
        let facts: Vec<String> = draft.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        rows.push(vec![
            Cell::new(event.seq.to_string(), event.seq),
            Cell::time(dates::moment(lang, draft.at, zone), draft.at),
            Cell::same(draft.user),
            Cell::same(draft.station),
            Cell::same(draft.kind),
            Cell::maybe(reference, Cell::same),
            Cell::new(facts.join(" "), json!(draft.facts)),
        ]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}

/// The newest events, the oldest of them first, each with the reference of the record that it is about.
fn newest(queries: &dyn crate::store::Queries, limit: usize) -> Result<Vec<(Event, Option<String>)>, StoreError> {
    let after = queries.head()?.seq.saturating_sub(u64::try_from(limit).unwrap_or(u64::MAX));
    let events = queries.events_after(after, limit)?;
    let with_reference = |event: Event| -> Result<_, StoreError> {
        let record = event.draft.record.map(|id| queries.record(RecordId(id))).transpose()?.flatten();
        Ok((event, record.map(|record| record.reference.to_string())))
    };
    events.into_iter().map(with_reference).collect()
}

fn verify(session: &mut Session) -> Result<Done, Failure> {
    let (broken_at, events) = session.read(|queries| Ok((verify_chain(queries)?, queries.head()?.seq)))?;
    let differing = session.store.unsealed_entities(NAMED).map_err(|error| store_failure(session.lang, &error))?;
    let (lang, printer) = (session.lang, session.printer());
    let is_whole = broken_at.is_none() && differing.is_empty();
    if printer.is_for_people() {
        if let Some(seq) = broken_at {
            printer.line(&t!(lang, "audit-broken", n = seq))?;
        }
        for entity in &differing {
            printer.line(&format!("{entity}: {}", t!(lang, "audit-broken-entity")))?;
        }
        if is_whole {
            printer.line(&t!(lang, "audit-verified", n = events))?;
        }
    } else {
        printer.value(&json!({
            "ok": is_whole,
            "events": events,
            "broken_at": broken_at,
            "differing": differing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))?;
    }
    Ok(if is_whole { Done::Fine } else { Done::NeedsAttention })
}
