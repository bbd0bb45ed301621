//! Processes that are stopped: an idle one delays nobody, one in the middle of a save is named and can be ended.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, kill_process};

use super::worker::{Work, Worker};
use crate::pty::station::{NOW, Station, json, json_at, logged, office, rufliste};

fn command(db: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rufliste"));
    command.arg("--db").arg(db).args(["--lang", "de"]).args(args).env("HOME", db.parent().unwrap());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(db: &Path, args: &[&str]) -> Output {
    command(db, args).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Whether anybody holds the lock of the writers.
fn is_locked(db: &Path) -> bool {
    let lock = std::fs::File::open(format!("{}.lock", db.display())).unwrap();
    flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_station_stopped_in_a_call_delays_nobody_and_loses_its_lease_on_time() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW, "--user", "berg", "--station", "3"], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.signal(19);
    let begun = Instant::now();
    let next = |now: &str, station: &str| {
        json_at(&db, now, &["queue", "next", "--user", "kowalski", "--station", station])["reference"].clone()
    };
    let other = next("2026-03-03T10:01", "1");
    assert!(other.is_string(), "the other contact is served: {other}");
    assert!(begun.elapsed() < Duration::from_secs(2), "nobody waits for a station that only lies there");
    assert!(next("2026-03-03T10:08", "2").is_null(), "the stopped one still has its lease");
    let late = next("2026-03-03T10:12", "2");
    assert!(late.is_string() && late != other, "its lease has run out: {late}");
    station.signal(18);
    station.types("3");
    station.sees("Inzwischen in Bearbeitung bei kowalski");
    assert_eq!(logged(&db), "");
}

#[test]
fn who_is_stopped_in_the_middle_of_a_save_is_named_after_two_seconds_and_can_be_ended() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    let (tell, _told) = channel();
    let mut stopped = Worker::start(&db, 0, Work::StopInSave, tell);
    wait_until("the worker to be in its save", || is_locked(&db));
    let begun = Instant::now();
    station.types("3");
    let who = format!("Speichern wartet auf berg, Platz 3 (Prozess {}), seit ", stopped.pid());
    let text = station.sees(&who);
    assert!(text.contains("rufliste doctor --unblock"), "{text}");
    assert!(begun.elapsed() < Duration::from_secs(8), "named after {:?}", begun.elapsed());
    assert!(text.contains("ERSTANRUF"), "{text}");

    let waiting = command(&db, &["--now", NOW, "queue", "next", "--station", "9"]).spawn().unwrap();
    let checks = run(&db, &["doctor"]);
    let who = format!("berg, Platz 3 (Prozess {}), seit ", stopped.pid());
    assert!(said(&checks).contains(&who), "{}", said(&checks));
    assert!(said(&checks).contains("doctor --unblock"), "{}", said(&checks));

    let unblocked = run(&db, &["doctor", "--unblock"]);
    assert_eq!(unblocked.status.code(), Some(0), "{}", said(&unblocked));
    assert!(said(&unblocked).contains(&format!("(Prozess {})", stopped.pid())), "{}", said(&unblocked));
    assert!(said(&unblocked).contains("wieder gespeichert"), "{}", said(&unblocked));
    assert!(!stopped.child.wait().unwrap().success());

    let told = said(&waiting.wait_with_output().unwrap());
    assert!(told.contains(&format!("Das Speichern wartet auf {who}")), "{told}");
    station.until("the save", |text| text.contains("nächster Versuch") || text.contains("Nichts wurde geändert"));
    if !station.text().contains("nächster Versuch") {
        station.types("3");
        station.sees("nächster Versuch");
    }
    station.loses("Speichern wartet");
    assert_eq!(logged(&db), "no_answer 1");
    let nothing = run(&db, &["--format", "json", "doctor", "--unblock"]);
    assert!(said(&nothing).contains("\"free\""), "{}", said(&nothing));
    rufliste(&db, &["--now", NOW, "audit", "verify"]);
}

/// The program itself, stopped while it imports.
#[test]
fn an_import_stopped_in_the_middle_of_a_save_is_named_and_ended() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let row = |n: u32| {
        format!("Muster{n};Erika;03.04.1985;0221 47{n:05};Lindenallee {n};40991;Lindental;02.03.2026;eng;Masern")
    };
    let heading = "Name;Vorname;Geburtsdatum;Telefon;Straße;PLZ;Ort;Letzter Kontakt;Kategorie;Krankheit";
    let rows: Vec<String> = std::iter::once(heading.to_owned()).chain((0..4_000).map(row)).collect();
    let list = folder.path().join("viele.csv");
    std::fs::write(&list, rows.join("\n")).unwrap();
    let args = ["--now", NOW, "--user", "berg", "--station", "7", "import", list.to_str().unwrap()];
    let mut import = command(&db, &args).spawn().unwrap();
    stop_in_a_save(&mut import, &db);

    let asked = Instant::now();
    let waited = run(&db, &["--now", NOW, "queue", "next", "--station", "9"]);
    assert_eq!(waited.status.code(), Some(3), "{}", said(&waited));
    let who = format!("berg, Platz 7 (Prozess {})", import.id());
    assert!(String::from_utf8_lossy(&waited.stderr).contains(&who), "{}", said(&waited));
    assert!(asked.elapsed() < Duration::from_secs(15));
    let unblocked = run(&db, &["--format", "json", "doctor", "--unblock"]);
    let told: serde_json::Value = serde_json::from_slice(&unblocked.stdout).unwrap();
    assert_eq!(told["state"], "ended", "{told}");
    assert_eq!((&told["holder"]["pid"], &told["holder"]["user"]), (&import.id().into(), &"berg".into()), "{told}");
    assert!(!import.wait().unwrap().success());
    assert!(json(&db, &["queue", "next", "--station", "9"])["reference"].is_string());
    rufliste(&db, &["--now", NOW, "audit", "verify"]);
}

fn stop_in_a_save(child: &mut Child, db: &Path) {
    let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    loop {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be stopped");
        std::thread::sleep(Duration::from_millis(7));
        kill_process(pid, Signal::STOP).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        if is_locked(db) {
            return;
        }
        kill_process(pid, Signal::CONT).unwrap();
    }
}

#[test]
fn who_is_stopped_while_waiting_to_save_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let (tell, _told) = channel();
    let stopped = Worker::start(&db, 0, Work::StopInSave, tell);
    wait_until("the worker to be in its save", || is_locked(&db));
    let mut next = command(&db, &["--now", NOW, "queue", "next", "--station", "8"]).spawn().unwrap();
    wait_until("the next one to queue", || {
        std::fs::read(format!("{}.queue", db.display())).unwrap().first().is_some_and(|given| *given > 0)
    });
    let pid = Pid::from_raw(i32::try_from(next.id()).unwrap()).unwrap();
    kill_process(pid, Signal::STOP).unwrap();
    stopped.kill();
    let begun = Instant::now();
    let served = run(&db, &["--now", NOW, "queue", "next", "--station", "9"]);
    assert_eq!(served.status.code(), Some(0), "{}", said(&served));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    kill_process(pid, Signal::CONT).unwrap();
    assert!(next.wait().unwrap().success(), "and saves when it goes on");
}

#[test]
fn nobody_is_ended_who_lets_go_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let (tell, _told) = channel();
    let mut stopped = Worker::start(&db, 0, Work::StopInSave, tell);
    wait_until("the worker to be in its save", || is_locked(&db));
    let unblock = command(&db, &["--format", "json", "doctor", "--unblock"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(600));
    stopped.signal(Signal::CONT);
    let told = said(&unblock.wait_with_output().unwrap());
    assert!(told.contains("\"moving\"") || told.contains("\"free\""), "{told}");
    assert!(stopped.child.wait().unwrap().success(), "it has saved and ended by itself");
}
