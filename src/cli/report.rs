//! `report queue|outcomes`: figures for the evening and for programs.

use crate::domain::call::Reason;
use crate::domain::time::{end_of_day, instant_at_hour};
use crate::domain::user::Power;
use crate::domain::view::OutcomeCounts;
use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::{dates, labels, numbers};

use super::Done;
use super::args::Report;
use super::lookup;
use super::output::Cell;
use super::session::Session;

/// Runs `report`.
pub(super) fn run(args: &Report, mut session: Session) -> Result<Done, Failure> {
    session.require(Power::Lead)?;
    match args.name.as_str() {
        "queue" => queue(&mut session)?,
        "outcomes" => outcomes(args, &mut session)?,
        other => {
            return Err(Failure::new(Kind::Usage, t!(session.lang, "report-unknown", name = other))
                .hint(t!(session.lang, "report-unknown-hint")));
        }
    }
    Ok(Done::Fine)
}

fn queue(session: &mut Session) -> Result<(), Failure> {
    let (lang, now, printer) = (session.lang, session.now(), session.printer());
    let mut counts = session.read(|queries| queries.reason_counts(now))?;
    counts.sort_by_key(|(reason, _)| *reason);
    let mut rows = printer.columns(&[
        ("reason", "column-reason"),
        ("open", "stats-open"),
        ("ready", "stats-ready"),
        ("waiting", "stats-waiting"),
        ("overdue", "stats-overdue"),
    ]);
    for (reason, counts) in counts {
        let mut row = vec![Cell::new(labels::reason(lang, reason), reason.code())];
        row.extend([counts.open, counts.ready, counts.waiting, counts.overdue].map(|count| Cell::count(lang, count)));
        rows.push(row);
    }
    printer.rows(&rows)
}

fn outcomes(args: &Report, session: &mut Session) -> Result<(), Failure> {
    let (lang, zone, today) = (session.lang, session.office.tz(), session.today());
    let day = |text: &Option<String>| text.as_deref().map(|text| lookup::date(lang, text)).transpose();
    let (from, to) = (day(&args.from)?, day(&args.to)?);
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(to.min(today));
    let counts =
        session.read(|queries| queries.outcome_counts(instant_at_hour(from, 0, zone), end_of_day(to, zone)))?;
    let printer = session.printer();
    if printer.is_for_people() {
        let (from, until) = (dates::date_numeric(lang, from), dates::date_numeric(lang, to));
        printer.line(&t!(lang, "report-period", from = from, until = until))?;
    }
    print_outcomes(session, counts)
}

fn print_outcomes(session: &Session, mut counts: OutcomeCounts) -> Result<(), Failure> {
    let (lang, printer) = (session.lang, session.printer());
    counts.sort_by_key(|(reason, outcome, _)| (*reason, *outcome));
    let total = |reason: Reason| counts.iter().filter(|row| row.0 == reason).map(|row| row.2).sum::<u64>();
    let mut rows = printer.columns(&[
        ("reason", "column-reason"),
        ("outcome", "column-outcome"),
        ("count", "column-count"),
        ("share", "column-share"),
    ]);
    for (reason, outcome, count) in &counts {
        let all = total(*reason);
        let share = if all == 0 { 0.0 } else { *count as f64 / all as f64 };
        rows.push(vec![
            Cell::new(labels::reason(lang, *reason), reason.code()),
            Cell::new(labels::outcome(lang, *outcome, *reason), outcome.code()),
            Cell::count(lang, *count),
            Cell::new(numbers::percent(lang, *count, all), (share * 1000.0).round() / 1000.0),
        ]);
    }
    if rows.is_empty() && printer.is_for_people() {
        return printer.line(&t!(lang, "report-no-data"));
    }
    printer.rows(&rows)
}
