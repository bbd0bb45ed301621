//! The real binary in a real pseudo-terminal: one whole shift, a lost line in a call, a panic.

pub(crate) mod station;

use std::path::Path;
use std::time::Duration;

use portable_pty::PtySize;

use self::station::{NOW, Station, json, lines, office, rufliste};

#[test]
fn a_whole_shift_from_the_list_to_the_batch() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    let first = station.until("a name", |text| text.contains("OBERKAMP") || text.contains("STEINBRINK"));
    station.types("3");
    station.sees("keine Antwort");
    station.types("n");
    let other = if first.contains("OBERKAMP") { "STEINBRINK" } else { "OBERKAMP" };
    station.sees(other);
    station.types("j");
    station.types("q");
    station.sees("Immunstatus");
    station.types("k\r");
    station.sees("Tag 0");
    station.types("\r");
    station.sees("Anordnung");
    station.types("1");
    station.sees("erledigt");
    station.types("\u{1b}[21~");
    station.ends();
    assert!(station.is_restored());

    let orders = json(&db, &["order", "list"]);
    assert_eq!(orders.as_array().unwrap().len(), 1, "{orders}");
    let exported = json(&db, &["export", "--to", "sormas"]);
    assert_eq!((&exported["records"], &exported["number"]), (&2.into(), &1.into()), "{exported}");
    let out = exported["dir"].as_str().unwrap().to_owned();
    let verified = json(&db, &["batch", "verify", &out]);
    assert_eq!(verified["ok"], true, "{verified}");
    assert_eq!(json(&db, &["export", "--to", "sormas"])["number"], serde_json::Value::Null);
    let contacts = std::fs::read_to_string(Path::new(&out).join("contacts.csv")).unwrap();
    assert!(contacts.contains("\"HOME\"") && contacts.contains("\"MEASLES\""), "{contacts}");
}

#[test]
fn a_station_does_what_time_alone_must_change_where_no_timer_runs() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let first = json(&db, &["queue", "list"])[0]["reference"].as_str().unwrap().to_owned();
    json(&db, &["call", "log", &first, "callback", "--callback", "11:00"]);
    let missed = |db: &Path| json(db, &["audit", "show"]).to_string().contains("callback_missed");
    assert!(!missed(&db));
    let mut station = Station::open(&db, &["--now", "2026-03-03T16:00"], &[]);
    station.sees("Oberkamp");
    let begun = std::time::Instant::now();
    while !missed(&db) {
        assert!(begun.elapsed() < Duration::from_secs(20), "nobody keeps up");
        std::thread::sleep(Duration::from_millis(200));
    }
    station.types("\u{1b}[21~");
    station.ends();
}

#[test]
fn somebody_who_is_not_in_the_system_is_entered_and_called() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("+");
    station.sees("NEU ERFASSEN");
    station.types("oberk");
    station.until("a candidate", |text| text.contains("NEU ERFASSEN") && text.contains("Oberkamp,"));
    station.types("\u{15}Neumann, Lea 3.4.85\r0221 4710999\r\r\rgestern\r\r");
    station.sees("ERSTANRUF");
    station.sees("NEUMANN, Lea");
    station.types("t");
    station.sees("RUFNUMMERN");
    station.types("+0152 28817386\rMutter\r\r");
    station.sees("0152 28 81 73 86");
    station.types("\u{1b}");
    station.sees("ERSTANRUF");
    let found = json(&db, &["person", "find", "neumann"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["reason"], "first_notification");
}

#[test]
fn a_line_lost_in_a_started_call_brings_its_tracer_back_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    let called = if station.text().contains("OBERKAMP") { "OBERKAMP" } else { "STEINBRINK" };
    station.types("a");
    station.until("dialling", |_| json(&db, &["queue", "stats"])["leased"] == 1);
    station.types("v");
    station.sees("TEXT");
    station.types("Mutter sagt, abends");
    station.sees("Mutter sagt, abends");
    station.signal(1);
    station.ends();
    assert!(station.is_restored());
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 1, "kept for the same user");

    let mut back = Station::open(&db, &["--now", NOW], &[]);
    back.sees(called);
    back.sees("Mutter sagt, abends");
    let text = back.sees("TEXT");
    assert!(text.contains("ERSTANRUF"), "{text}");
    back.types(" ist er da");
    back.sees("Mutter sagt, abends ist er da");
}

#[test]
fn a_line_lost_while_only_looking_frees_the_call_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.signal(1);
    station.ends();
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 0);
}

#[test]
fn a_call_that_comes_in_parks_the_one_in_progress_and_gives_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    let (called, typed) = if station.text().contains("OBERKAMP") {
        ("OBERKAMP", "steinbring 12.11")
    } else {
        ("STEINBRINK", "obercamp 3.4")
    };
    station.types("a");
    station.sees("gewählt");
    station.types("j");
    station.sees("Schritt 2–");
    let before = station.loses("Vielen Dank.");
    let talk = |text: &str| text.lines().skip(1).take(20).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    station.types("e");
    station.sees("Wer ruft an?");
    station.types(typed);
    station.sees("Lindental");
    station.types("\r");
    let ringing = station.sees("EINGEHEND");
    assert!(!ringing.contains(called) && ringing.contains("geparkt"), "{ringing}");
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 2, "both are held");
    station.types("2");
    station.sees("weiter: geparkter Anruf");
    assert_eq!(talk(&station.text()), talk(&before));
    std::thread::sleep(Duration::from_millis(900));
    station.types("3");
    station.sees("nächster Versuch");
    // Whether the partial call counts as left is known a moment later.
    station.quits();
    let outcomes = json(&db, &["report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]).to_string();
    assert!(outcomes.contains("partial") && outcomes.contains("no_answer"), "{outcomes}");
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 0);
}

#[test]
fn who_holds_the_record_is_told_on_their_own_screen() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut first = Station::open(&db, &["--now", NOW, "--user", "berg", "--station", "3"], &[]);
    first.sees("Oberkamp");
    first.types("n");
    first.sees("ERSTANRUF");
    let typed = if first.text().contains("OBERKAMP") { "oberkamp" } else { "steinbrink" };
    let mut second = Station::open(&db, &["--now", NOW, "--user", "kowalski", "--station", "1"], &[]);
    second.sees("Oberkamp");
    second.types("e");
    second.sees("Wer ruft an?");
    second.types(typed);
    second.sees("Lindental");
    second.types("\r");
    second.sees("Dort steht jetzt ein Hinweis");
    second.sees("In Bearbeitung bei berg");
    first.sees("ruft gerade an, Platz 1.");
    first.types("\u{1b}");
    first.until("the line to go", |text| !text.contains("ruft gerade an"));
    first.sees("ERSTANRUF");
}

#[test]
fn an_outcome_is_taken_back_and_the_call_lies_open_again() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.types("3");
    station.sees("u zurück");
    station.types("u");
    station.sees("zurückgenommen");
    station.sees("ERSTANRUF");
    let outcomes = json(&db, &["report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]).to_string();
    assert!(!outcomes.contains("no_answer"), "{outcomes}");
    station.types("4");
    station.sees("besetzt");
    station.types("\u{1b}[21~");
    station.ends();
    assert!(rufliste(&db, &["--now", NOW, "audit", "verify"]).len() > 1);
}

#[test]
fn what_the_screen_called_saved_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.types("3");
    station.sees("nächster Versuch");
    station.signal(9);
    station.ends();
    let outcomes = json(&db, &["report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]);
    assert!(outcomes.to_string().contains("no_answer"), "{outcomes}");
    assert!(rufliste(&db, &["--now", NOW, "audit", "verify"]).len() > 1);
}

#[test]
fn a_terminal_too_small_gets_a_readable_notice() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.master.resize(PtySize { rows: 10, cols: 40, pixel_width: 0, pixel_height: 0 }).unwrap();
    station.screen.lock().unwrap().screen_mut().set_size(lines(10), lines(40));
    station.sees("zu klein");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_and_says_nothing_personal() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[("RUFLISTE_PANIC_ON_KEY", "1")]);
    station.sees("Oberkamp");
    station.types("n");
    station.ends();
    std::thread::sleep(Duration::from_millis(200));
    assert!(station.is_restored());
    let raw = String::from_utf8_lossy(&station.raw.lock().unwrap()).into_owned();
    let after = &raw[raw.rfind("\x1b[?1049l").unwrap()..];
    assert!(after.contains("internal error at"), "{after:?}");
    assert!(!after.contains("Oberkamp"));
}
