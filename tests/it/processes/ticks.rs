//! `tick`, killed anywhere, run twice at once, not run for days: the same outcome.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Dice, long};
use crate::pty::station::{json_at, rufliste};

const MADE: &str = "2026-11-24T10:00";
const LATER: &str = "2026-12-08T10:00";
const TABLES: [&str; 14] = [
    "person",
    "household",
    "institution",
    "record",
    "call",
    "call_number",
    "attempt",
    "orders",
    "note",
    "lease",
    "lease_key",
    "pause",
    "batch",
    "message",
];

/// An office in which nobody has run a tick for two weeks.
fn neglected(folder: &Path) -> PathBuf {
    let contacts = if long() { "3000" } else { "500" };
    let dir = folder.to_str().unwrap();
    rufliste(&folder.join("x.db"), &["demo", "--no-ui", "--contacts", contacts, "--dir", dir, "--now", MADE]);
    folder.join("rufliste.db")
}

fn copy(db: &Path, name: &str) -> PathBuf {
    let wal = format!("{}-wal", db.display());
    assert!(!Path::new(&wal).exists(), "whole in its one file");
    let copy = db.with_file_name(name);
    std::fs::copy(db, &copy).unwrap();
    copy
}

fn start(db: &Path) -> Child {
    let mut tick = Command::new(env!("CARGO_BIN_EXE_rufliste"));
    tick.arg("--db").arg(db).args(["--now", LATER, "--format", "json", "tick"]).env("HOME", db.parent().unwrap());
    tick.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Everything that is stored but the trail, without salts and running numbers, sorted.
fn state(db: &Path) -> Vec<String> {
    let conn = rusqlite::Connection::open(db).unwrap();
    let mut all = Vec::new();
    for table in TABLES {
        let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = names.iter().enumerate().filter(|(_, name)| !matches!(name.as_str(), "salt" | "n"));
            let cells =
                cells.map(|(at, name)| format!("{name}={:?}", row.get::<_, rusqlite::types::Value>(at).unwrap()));
            all.push(format!("{table} {}", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    all.sort();
    all
}

/// The same without instants: a tick that came late has noted later when it did what it did.
fn state_without_instants(db: &Path) -> Vec<String> {
    let is_instant = |word: &str| {
        let bytes = word.as_bytes();
        bytes.len() > 16 && bytes[4] == b'-' && bytes[10] == b'T' && word.matches(':').count() >= 2
    };
    let mut all: Vec<String> = state(db)
        .iter()
        .map(|row| row.split('"').map(|word| if is_instant(word) { "…" } else { word }).collect::<Vec<_>>().join("\""))
        .collect();
    all.sort();
    all
}

fn assert_same(found: &[String], wanted: &[String]) {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|row| those.binary_search(row).is_err()).take(3).cloned().collect()
    };
    assert!(found == wanted, "found {:#?}\ninstead of {:#?}", only(found, wanted), only(wanted, found));
}

fn verifies(db: &Path) {
    assert_eq!(json_at(db, LATER, &["audit", "verify"])["ok"], true);
}

#[test]
fn a_tick_killed_anywhere_and_run_again_does_what_one_tick_does() {
    let folder = tempfile::tempdir().unwrap();
    let db = neglected(folder.path());
    let whole = copy(&db, "whole.db");
    let begun = Instant::now();
    let done = json_at(&whole, LATER, &["tick"]);
    let took = usize::try_from(begun.elapsed().as_micros()).unwrap();
    let much = |name: &str| done[name].as_u64().unwrap();
    assert!(much("too_late") > 10 && much("orders_ended") > 100, "more than one transaction's worth: {done}");
    let (wanted, mut dice, mut cut) = (state(&whole), Dice::new(), 0);
    for round in 0..if long() { 40 } else { 4 } {
        let db = copy(&db, &format!("killed{round}.db"));
        for part in [16, 8, 4, 1] {
            let mut tick = start(&db);
            std::thread::sleep(Duration::from_micros(dice.below(took / part) as u64));
            cut += usize::from(tick.try_wait().unwrap().is_none());
            tick.kill().unwrap();
            tick.wait().unwrap();
        }
        json_at(&db, LATER, &["tick"]);
        assert_same(&state(&db), &wanted);
        verifies(&db);
        let again = json_at(&db, LATER, &["tick"]);
        assert!(again.as_object().unwrap().values().all(|count| *count == 0), "nothing is left: {again}");
    }
    assert!(cut > 0, "at least one was killed at work");
    println!("{cut} ticks killed at work");
}

#[test]
fn two_ticks_at_once_do_what_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let db = neglected(folder.path());
    let whole = copy(&db, "whole.db");
    json_at(&whole, LATER, &["tick"]);
    let ticks: Vec<Child> = (0..2).map(|_| start(&db)).collect();
    for mut tick in ticks {
        assert!(tick.wait().unwrap().success());
    }
    assert_same(&state(&db), &state(&whole));
    verifies(&db);
}

#[test]
fn a_tick_that_was_not_run_for_two_weeks_catches_up() {
    let folder = tempfile::tempdir().unwrap();
    let db = neglected(folder.path());
    let whole = copy(&db, "whole.db");
    json_at(&whole, LATER, &["tick"]);
    for day in 24..31 {
        json_at(&db, &format!("2026-11-{day}T18:00"), &["tick"]);
    }
    for day in 1..8 {
        json_at(&db, &format!("2026-12-0{day}T18:00"), &["tick"]);
    }
    json_at(&db, LATER, &["tick"]);
    assert_same(&state_without_instants(&db), &state_without_instants(&whole));
    verifies(&db);
}
