//! Two stations at work: what one does is seen at the other, and what was taken from one is not lost.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::station::{NOW, Station, json, office, rufliste};

/// Two seconds are promised; a loaded machine that also draws twenty other terminals gets a little more.
const SOON: Duration = Duration::from_millis(3500);

fn held(db: &std::path::Path) -> Option<(String, String)> {
    let rows = json(db, &["--user", "haas", "queue", "list"]);
    let row = rows.as_array()?.iter().find(|row| row["leased_by"] != Value::Null)?.clone();
    Some((row["reference"].as_str()?.to_owned(), row["leased_by"].as_str()?.to_owned()))
}

#[test]
fn what_a_colleague_does_is_seen_soon_in_the_list_on_the_record_and_on_the_board() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut lead = Station::open(&db, &["--now", NOW, "--user", "haas", "--station", "leit"], &[]);
    lead.sees("Oberkamp");
    let mut tracer = Station::open(&db, &["--now", NOW, "--user", "berg", "--station", "3"], &[]);
    tracer.sees("Oberkamp");
    let begun = Instant::now();
    tracer.types("n");
    tracer.sees("ERSTANRUF");
    lead.sees("@berg");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    let (reference, _) = held(&db).unwrap();
    lead.types("s");
    lead.types(&reference);
    lead.sees(&format!("> {reference}"));
    lead.types("\r");
    lead.sees("Geburtsdatum");
    lead.sees("In Bearbeitung bei berg, Platz 3, seit");
    rufliste(&db, &["--now", NOW, "--user", "kowalski", "note", &reference, "hört schwer", "--pin"]);
    let begun = Instant::now();
    lead.sees("hört schwer");
    tracer.sees("hört schwer");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    lead.types("gb");
    lead.sees("Plätze");
    let text = lead.sees("angemeldet seit");
    assert!(text.contains("berg "), "{text}");
    tracer.types("\u{1b}");
    tracer.sees("Anrufliste");
    let begun = Instant::now();
    tracer.types("\u{1b}[21~");
    lead.until("berg to go", |text| !text.contains("berg "));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn what_was_typed_on_a_call_that_was_taken_away_is_kept_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW, "--user", "berg", "--station", "3"], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.types("v");
    station.sees("TEXT");
    station.types("Mutter sagt, abends\u{1b}");
    station.sees("ERGEBNIS");
    let (reference, _) = held(&db).unwrap();
    rufliste(&db, &["--now", NOW, "--user", "haas", "queue", "release", &reference]);
    let taken = json(&db, &["--user", "kowalski", "queue", "next", "--station", "9"]);
    assert_eq!(taken["reference"].as_str(), Some(reference.as_str()), "the first in the queue again");
    std::thread::sleep(Duration::from_millis(300));
    station.types("3");
    let text = station.sees("kowalski");
    assert!(text.contains("Entwurf"), "{text}");
    let outcomes = json(&db, &["report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]).to_string();
    assert!(!outcomes.contains("no_answer"), "nothing was logged under the stale token: {outcomes}");
    rufliste(&db, &["--now", NOW, "--user", "kowalski", "queue", "release", &reference, "--station", "9"]);
    station.types("\u{1b}OS");
    station.sees("Entwurf wieder");
    station.types("v");
    station.sees("Mutter sagt, abends");
}
