//! What was typed outside of a call and not saved outlives the line, in a real pseudo-terminal.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::pty::station::{NOW, Station, json, office, office_with, rufliste};

const F10: &str = "\u{1b}[21~";
const ESC: &str = "\u{1b}";
const F2: &str = "\u{1b}OQ";
const KILL: i32 = 9;
/// Longer than typed text may stand without being kept.
const KEPT: Duration = Duration::from_millis(1500);

struct Scene {
    _folder: tempfile::TempDir,
    db: PathBuf,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = office(folder.path());
        Self { _folder: folder, db }
    }

    /// With one case of measles whose contacts are asked for.
    fn with_case() -> Self {
        let scene = Self::new();
        let named = ["--last-name", "Muster", "--first-name", "Erika", "--birth", "1985-04-03"];
        let case = ["--phone", "0221 4710990", "--disease", "measles", "--as", "case", "--day", "2026-03-01"];
        rufliste(&scene.db, &[&["--now", NOW, "person", "add"], &named[..], &case[..]].concat());
        scene
    }

    fn station(&self) -> Station {
        let station = Station::open(&self.db, &["--now", NOW], &[]);
        station.sees("Oberkamp");
        station
    }
}

/// The line goes in one of three ways, and everything has ended.
fn lose(mut station: Station, signal: i32) {
    if signal == KILL {
        std::thread::sleep(KEPT);
    }
    station.signal(signal);
    station.ends();
}

fn open_record(station: &mut Station, name: &str) {
    station.press("s");
    station.sees("Name, Geburtsdatum, Ort");
    station.types(name);
    station.sees(&format!("{name},"));
    station.press("\r");
    station.until("the record", |text| text.contains("Vorgang ") && text.contains(&name.to_uppercase()));
}

/// Opens a form by this key and types into it.
fn write(station: &mut Station, key: &str, text: &str) {
    station.press(key);
    station.sees("F2 speichern");
    station.types(text);
    station.sees(text);
}

fn drafts(db: &Path) -> i64 {
    let path = PathBuf::from(format!("{}-drafts.db", db.display()));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let drafts = rusqlite::Connection::open(path).unwrap();
    drafts.query_row("SELECT count(*) FROM draft", [], |row| row.get(0)).unwrap()
}

#[test]
fn somebody_who_was_being_entered_is_there_again() {
    for signal in [1, 15, KILL] {
        let scene = Scene::new();
        let mut station = scene.station();
        write(&mut station, "+", "Neumann, Lea 3.4.85");
        station.press("\r");
        station.types("0221 4710999");
        station.sees("0221 4710999");
        lose(station, signal);

        let mut back = Station::open(&scene.db, &["--now", NOW], &[]);
        back.sees("NEU ERFASSEN");
        back.sees("Neumann, Lea 3.4.85");
        back.sees("Entwurf wiederhergestellt");
        back.types("8");
        back.sees("0221 47109998");
        back.types("\u{8}\r\r\rgestern\r\r");
        back.sees("ERSTANRUF");
        assert_eq!(json(&scene.db, &["person", "find", "neumann"]).as_array().unwrap().len(), 1);
        back.press(F10);
        back.sees("Beenden? j / n");
        back.press("j");
        back.ends();
        assert_eq!(drafts(&scene.db), 0, "saved, and so no draft");
    }
}

#[test]
fn a_contact_who_was_being_named_is_there_again() {
    for signal in [1, KILL] {
        let scene = Scene::with_case();
        let mut station = scene.station();
        open_record(&mut station, "Muster");
        write(&mut station, "k", "Probe, Ela 0221 4710888");
        lose(station, signal);

        let mut back = Station::open(&scene.db, &["--now", NOW], &[]);
        back.sees("Probe, Ela 0221 4710888");
        back.sees("KONTAKTE");
        back.press("\r");
        back.until("the contact", |text| text.contains("Probe, Ela") && !text.contains("> Probe"));
        assert_eq!(json(&scene.db, &["person", "find", "probe"]).as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_note_a_question_and_a_reminder_on_a_record_are_there_again() {
    for (key, text, title) in
        [("v", "ruft abends an", "Vermerk"), ("r", "wer ordnet an?", "Rückfrage"), ("w", "15 Uhr", "Wiedervorlage")]
    {
        for signal in [1, KILL] {
            let scene = Scene::new();
            let mut station = scene.station();
            open_record(&mut station, "Oberkamp");
            write(&mut station, key, text);
            lose(station, signal);

            let mut back = Station::open(&scene.db, &["--now", NOW], &[]);
            let seen = back.sees(text);
            assert!(seen.contains("OBERKAMP") && seen.contains(title), "{key}:\n{seen}");
            back.types(" ja");
            back.sees(&format!("{text} ja"));
            if key == "v" {
                back.press(F2);
                back.sees("gespeichert");
                back.press(F10);
                back.ends();
                assert_eq!(drafts(&scene.db), 0, "saved, and so no draft");
            }
        }
    }
}

#[test]
fn a_question_typed_in_a_call_comes_back_with_the_call() {
    let scene = Scene::new();
    let mut station = scene.station();
    station.press("n");
    station.sees("ERSTANRUF");
    station.press("a");
    station.sees("gewählt");
    write(&mut station, "r", "wer ordnet an?");
    lose(station, 1);
    let back = Station::open(&scene.db, &["--now", NOW], &[]);
    let text = back.sees("wer ordnet an?");
    assert!(text.contains("ERSTANRUF"), "{text}");
}

#[test]
fn quitting_over_open_text_asks_and_keeps_it() {
    let scene = Scene::new();
    let mut station = scene.station();
    open_record(&mut station, "Oberkamp");
    write(&mut station, "v", "ruft abends an");
    station.press(F10);
    station.sees("aufbewahrt");
    station.press("n");
    station.loses("Beenden?");
    station.sees("ruft abends an");
    station.press(F10);
    station.sees("Beenden? j / n");
    station.press("j");
    station.ends();
    assert!(station.is_restored());
    let back = Station::open(&scene.db, &["--now", NOW], &[]);
    back.sees("ruft abends an");
}

#[test]
fn a_form_left_by_esc_has_its_text_when_it_is_opened_again() {
    let scene = Scene::new();
    let mut station = scene.station();
    open_record(&mut station, "Oberkamp");
    write(&mut station, "v", "ruft abends an");
    station.press(ESC);
    station.loses("F2 speichern");
    std::thread::sleep(Duration::from_millis(80));
    station.press("v");
    station.sees("ruft abends an");
    // Cleared, it is given up.
    station.types("\u{15}");
    station.loses("ruft abends an");
    station.press(ESC);
    station.loses("F2 speichern");
    station.press(F10);
    station.ends();
    assert_eq!(drafts(&scene.db), 0);
}

#[test]
fn going_home_over_a_list_of_what_is_left_asks_about_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let row =
        |n| format!("Muster{n};Erika;03.04.1985;0221 471010{n};Allee {n};40991;Lindental;01.03.2026;eng;Masern\n");
    let db = office_with(folder.path(), NOW, &(1..3).map(row).collect::<String>());
    let mut station = Station::open(&db, &["--now", NOW, "--user", "berg"], &[]);
    station.sees("Muster1");
    station.press("w");
    station.sees("Wiedervorlage");
    station.types("16 Uhr\tImpfpass");
    station.press(F2);
    station.sees("✓ Wiedervorlage");
    open_record(&mut station, "Muster2");
    write(&mut station, "v", "ruft abends an");
    station.press(F10);
    let listed = station.sees("Feierabend");
    assert!(!listed.contains("F2 speichern"), "keys are the list's:\n{listed}");
    station.press(ESC);
    station.loses("Feierabend");
    station.sees("ruft abends an");
    station.press(F10);
    station.sees("Feierabend");
    station.press(F10);
    station.sees("Beenden? j / n");
    station.press("j");
    station.ends();
    let back = Station::open(&db, &["--now", NOW, "--user", "berg"], &[]);
    back.sees("ruft abends an");
}
