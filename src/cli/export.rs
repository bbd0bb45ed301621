//! `export`: seals and writes what waits for a destination.

use serde_json::json;

use crate::exchange::out::edition::{HeldBack, destination, destinations};
use crate::failure::{Failure, Kind};
use crate::shell::export::{ExportError, Exported, export_next};
use crate::store::perform::Actor;
use crate::t;
use crate::text::Lang;

use super::Done;
use super::args::{Export, Format};
use super::dry_run::DryRun;
use super::session::{Session, not_done_failure};

/// Runs `export`.
pub(super) fn run(args: &Export, mut session: Session) -> Result<Done, Failure> {
    let Some(to) = destination(&args.to, &session.office) else {
        let known = destinations(&session.office).join(", ");
        return Err(Failure::new(
            Kind::Usage,
            t!(session.lang, "export-no-destination", destination = args.to.as_str()),
        )
        .hint(t!(session.lang, "export-destinations", known = known)));
    };
    let copy = if args.dry_run { Some(DryRun::start(&mut session)?) } else { None };
    let out = match &copy {
        Some(copy) => copy.folder.clone(),
        None => args.out.clone().unwrap_or_else(|| session.config.export_dir()),
    };
    let actor = Actor {
        user: &session.user,
        station: &session.station,
        now: session.clock.now(),
        rules: &session.rules,
        mint: &session.mint,
        action: None,
    };
    let mut written = Vec::new();
    loop {
        match export_next(&mut session.store, &to, &out, &actor) {
            Ok(Some(exported)) => written.push(exported),
            Ok(None) => break,
            Err(error) => return Err(failure(session.lang, &error, session.clock.now(), session.office.tz())),
        }
    }
    drop(copy);
    if args.dry_run { report_waiting(&session, &to, &written) } else { report(&session, &to, &written) }
}

fn report_waiting(session: &Session, destination: &str, written: &[Exported]) -> Result<Done, Failure> {
    let (records, held_back) = sums(written);
    if session.format == Format::Json {
        session.printer().value(&json!({
            "destination": destination,
            "number": null,
            "records": records,
            "dir": null,
            "batches": [],
            "held_back": object(held_back),
        }))?;
        return Ok(Done::Fine);
    }
    session.printer().line(&t!(session.lang, "export-would", destination = destination, n = records))?;
    print_held_back(session, held_back)?;
    Ok(Done::Fine)
}

/// Records of these batches, and what of them the receiver's own file does not hold.
fn sums(written: &[Exported]) -> (u64, HeldBack) {
    let records = written.iter().map(|exported| exported.batch.records).sum();
    let held_back = written.iter().fold(HeldBack::default(), |sum, exported| HeldBack {
        from_sormas: sum.from_sormas + exported.held_back.from_sormas,
        already_sent: sum.already_sent + exported.held_back.already_sent,
        refused: sum.refused + exported.held_back.refused,
    });
    (records, held_back)
}

fn object(held_back: HeldBack) -> serde_json::Value {
    let HeldBack { from_sormas, already_sent, refused } = held_back;
    json!({"from_sormas": from_sormas, "already_sent": already_sent, "refused": refused})
}

fn report(session: &Session, destination: &str, written: &[Exported]) -> Result<Done, Failure> {
    let (records, held_back) = sums(written);
    if session.format == Format::Json {
        let last = written.last();
        session.printer().value(&json!({
            "destination": destination,
            "number": last.map(|exported| exported.batch.number),
            "records": records,
            "dir": last.map(|exported| exported.folder.display().to_string()),
            "batches": written.iter().map(|exported| json!({
                "number": exported.batch.number,
                "records": exported.batch.records,
                "dir": exported.folder.display().to_string(),
            })).collect::<Vec<_>>(),
            "held_back": object(held_back),
        }))?;
        return Ok(Done::Fine);
    }
    let lang = session.lang;
    if written.is_empty() {
        session.printer().line(&t!(lang, "export-nothing", destination = destination))?;
    }
    for exported in written {
        let dir = exported.folder.display().to_string();
        let number = exported.batch.number.to_string();
        let n = exported.batch.records;
        let text = t!(lang, "export-sealed", number = number, destination = destination, n = n, path = dir);
        session.printer().line(&text)?;
    }
    print_held_back(session, held_back)?;
    Ok(Done::Fine)
}

fn print_held_back(session: &Session, held_back: HeldBack) -> Result<(), Failure> {
    let lines = [
        ("export-held-from-sormas", held_back.from_sormas),
        ("export-held-already-sent", held_back.already_sent),
        ("export-held-refused", held_back.refused),
    ];
    let texts = crate::text::texts(session.lang);
    let held = lines.into_iter().filter(|(_, count)| *count > 0);
    held.map(|(key, count)| texts.format(key, &[("n", count.into())]))
        .try_for_each(|line| session.printer().line(&line))
}

/// A failed export, for people.
pub(super) fn failure(
    lang: Lang,
    error: &ExportError,
    now: crate::domain::time::Moment,
    zone: chrono_tz::Tz,
) -> Failure {
    match error {
        ExportError::NotDone(not_done) => not_done_failure(lang, not_done, now, zone),
        ExportError::NoDestination(name) => {
            Failure::new(Kind::Usage, t!(lang, "export-no-destination", destination = name.as_str()))
        }
        ExportError::Disk(path, error) => {
            let file = path.display().to_string();
            Failure::new(Kind::Unchanged, t!(lang, "export-disk", file = file))
                .because(error.to_string())
                .hint(t!(lang, "export-disk-hint"))
        }
        ExportError::Occupied(path) => {
            let file = path.display().to_string();
            Failure::new(Kind::Unchanged, t!(lang, "export-occupied", file = file))
                .hint(t!(lang, "export-occupied-hint"))
        }
        ExportError::Differs(batch) => {
            Failure::new(Kind::Unchanged, t!(lang, "export-differs", batch = batch.as_str()))
                .hint(t!(lang, "export-differs-hint"))
        }
    }
}
