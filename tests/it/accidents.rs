//! Accidents at the keyboard, in a real pseudo-terminal: none of them logs what nobody meant.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::pty::station::{NOW, Station, json, logged, office};

const CTRL_C: &str = "\u{3}";
const CTRL_Z: &str = "\u{1a}";
const ESC: &str = "\u{1b}";
const STOP: i32 = 19;
const CONTINUE: i32 = 18;
const F9: &str = "\u{1b}[20~";
const F10: &str = "\u{1b}[21~";

struct Scene {
    _folder: tempfile::TempDir,
    db: PathBuf,
    station: Station,
}

/// At the queue of an office with two contacts.
fn at_queue() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    Scene { _folder: folder, db, station }
}

/// In a call that was dialled.
fn in_call() -> Scene {
    let mut scene = at_queue();
    scene.station.press("n");
    scene.station.sees("ERSTANRUF");
    scene.station.press("a");
    scene.station.sees("gewählt");
    scene
}

/// Everything pressed so far has been dealt with: the language was changed twice, and that is seen.
fn settle(station: &mut Station) {
    station.press(F9);
    station.sees("F1 help");
    station.press(F9);
    station.sees("F1 Hilfe");
}

/// Nothing was logged, and the call is still in progress.
fn nothing_happened(db: &Path) {
    assert_eq!(logged(db), "");
    assert_eq!(json(db, &["queue", "stats"])["leased"], 1);
}

/// One digit logs once.
fn still_works(scene: &mut Scene) {
    scene.station.press("3");
    scene.station.sees("u zurück");
    assert_eq!(logged(&scene.db), "no_answer 1");
}

#[test]
fn a_paste_outside_a_text_field_is_dropped_with_a_notice() {
    let mut scene = in_call();
    scene.station.types("\u{1b}[200~1 9 v\u{1b}[201~");
    scene.station.sees("Eingefügter Text verworfen");
    settle(&mut scene.station);
    assert!(scene.station.text().contains("ERSTANRUF"));
    nothing_happened(&scene.db);
    still_works(&mut scene);
}

#[test]
fn a_paste_that_the_terminal_does_not_mark_is_dropped_as_well() {
    let mut scene = in_call();
    scene.station.types("1 9 v");
    scene.station.sees("Eingefügter Text verworfen");
    settle(&mut scene.station);
    nothing_happened(&scene.db);
    still_works(&mut scene);
}

#[test]
fn what_nobody_types_ahead_is_dropped_as_a_paste() {
    let pastes = [
        "bitte die Quarantaene der Familie klaeren",
        "annananananananannanananananananannanann",
        "02214710999",
        "4710999",
        "1\r2\r3\r4\r5\r",
        "an 3.4.85",
    ];
    for paste in pastes {
        let mut scene = in_call();
        scene.station.types(paste);
        scene.station.sees("Eingefügter Text verworfen");
        settle(&mut scene.station);
        nothing_happened(&scene.db);
        still_works(&mut scene);
    }
}

#[test]
fn keys_typed_ahead_of_a_station_that_stood_still_are_obeyed() {
    let mut scene = at_queue();
    scene.station.press("n");
    scene.station.sees("ERSTANRUF");
    let first = if scene.station.text().contains("OBERKAMP") { "OBERKAMP" } else { "STEINBRINK" };
    let other = if first == "OBERKAMP" { "STEINBRINK" } else { "OBERKAMP" };
    scene.station.signal(STOP);
    scene.station.types("aaxxxx3n");
    std::thread::sleep(Duration::from_millis(300));
    scene.station.signal(CONTINUE);
    scene.station.sees(other);
    assert_eq!(logged(&scene.db), "no_answer 1");
}

#[test]
fn what_is_typed_ahead_of_the_next_contact_never_lands_on_them() {
    let mut scene = at_queue();
    scene.station.press("n");
    scene.station.sees("ERSTANRUF");
    scene.station.signal(STOP);
    scene.station.types("3n3n3n");
    std::thread::sleep(Duration::from_millis(300));
    scene.station.signal(CONTINUE);
    scene.station.until("the next contact", |text| text.contains("ERSTANRUF") && !text.contains("nächster Versuch"));
    settle(&mut scene.station);
    assert_eq!(logged(&scene.db), "no_answer 1");
}

#[test]
fn a_paste_into_a_note_is_text_however_it_comes() {
    let mut scene = in_call();
    scene.station.press("v");
    scene.station.sees("TEXT");
    scene.station.types("1 9 v");
    scene.station.sees("1 9 v");
    scene.station.types("\u{1b}[200~, 3 Uhr\u{1b}[201~");
    scene.station.sees("1 9 v, 3 Uhr");
    nothing_happened(&scene.db);
}

#[test]
fn a_function_key_that_the_line_tears_apart_logs_nothing() {
    for gap in [0, 20, 45, 120, 400] {
        let mut scene = in_call();
        scene.station.types(ESC);
        std::thread::sleep(Duration::from_millis(gap));
        scene.station.types("[15~");
        settle(&mut scene.station);
        let text = scene.station.text();
        assert!(text.contains("ERSTANRUF") && !text.contains("Quarantäne bis"), "{gap} ms:\n{text}");
        nothing_happened(&scene.db);
        still_works(&mut scene);
    }
}

#[test]
fn a_torn_function_key_puts_no_call_back() {
    for (gap, rest) in [(0, "[15~"), (45, "[15~"), (120, "[15~"), (250, "[15~"), (250, "OR")] {
        let mut scene = at_queue();
        scene.station.press("n");
        scene.station.sees("ERSTANRUF");
        scene.station.types(ESC);
        std::thread::sleep(Duration::from_millis(gap));
        scene.station.types(rest);
        std::thread::sleep(Duration::from_millis(700));
        settle(&mut scene.station);
        let text = scene.station.text();
        assert!(text.contains("ERSTANRUF"), "{gap} ms:\n{text}");
        nothing_happened(&scene.db);
        still_works(&mut scene);
    }
}

#[test]
fn an_esc_that_nothing_follows_puts_an_undialled_call_back() {
    let mut scene = at_queue();
    for more in ["", "\u{1b}[B"] {
        scene.station.press("n");
        scene.station.sees("ERSTANRUF");
        scene.station.press(ESC);
        std::thread::sleep(Duration::from_millis(80));
        scene.station.types(more);
        scene.station.sees("Anrufliste");
        scene.station.until("the lease to go", |_| json(&scene.db, &["queue", "stats"])["leased"] == 0);
    }
    assert_eq!(logged(&scene.db), "");
}

#[test]
fn a_digit_pressed_twice_logs_once() {
    let mut scene = in_call();
    scene.station.types("33");
    scene.station.sees("u zurück");
    scene.station.types("3");
    settle(&mut scene.station);
    assert_eq!(logged(&scene.db), "no_answer 1");
}

#[test]
fn ctrl_z_takes_back() {
    let mut scene = in_call();
    still_works(&mut scene);
    scene.station.press(CTRL_Z);
    scene.station.sees("zurückgenommen");
    scene.station.sees("ERSTANRUF");
    nothing_happened(&scene.db);
}

#[test]
fn ctrl_c_ends_no_call_and_loses_no_text() {
    let mut scene = in_call();
    scene.station.press(CTRL_C);
    scene.station.sees("Strg-C beendet keinen Anruf");
    nothing_happened(&scene.db);
    scene.station.press("v");
    scene.station.sees("TEXT");
    scene.station.types("abends");
    scene.station.sees("abends");
    scene.station.press(CTRL_C);
    settle(&mut scene.station);
    assert!(scene.station.text().contains("abends"), "{}", scene.station.text());
    scene.station.press(F10);
    scene.station.sees("Beenden? j / n");
    scene.station.press("n");
    scene.station.sees("abends");
    nothing_happened(&scene.db);
}

#[test]
fn ctrl_c_with_nothing_open_quits() {
    let mut scene = at_queue();
    scene.station.press(CTRL_C);
    scene.station.ends();
    assert!(scene.station.is_restored());
}

#[test]
fn ctrl_c_asks_before_a_person_who_is_being_typed_is_lost() {
    let mut scene = at_queue();
    scene.station.press("+");
    scene.station.sees("NEU ERFASSEN");
    scene.station.types("Neumann, Lea");
    scene.station.sees("Neumann, Lea");
    scene.station.press(CTRL_C);
    scene.station.sees("Beenden? j / n");
    scene.station.press("n");
    scene.station.loses("Beenden?");
    scene.station.sees("Neumann, Lea");
}

#[test]
fn a_seven_for_a_slash_opens_at_most_a_form() {
    let mut scene = at_queue();
    scene.station.press("7");
    settle(&mut scene.station);
    scene.station.sees("Oberkamp");
    assert_eq!(logged(&scene.db), "");
    let mut scene = in_call();
    scene.station.press("7");
    scene.station.sees("Rückruf vereinbart");
    scene.station.press(ESC);
    scene.station.loses("Rückruf vereinbart");
    settle(&mut scene.station);
    nothing_happened(&scene.db);
    still_works(&mut scene);
}

#[test]
fn a_keypad_without_num_lock_logs_nothing() {
    let mut scene = in_call();
    // 7 8 9 4 5 6 1 2 3 0 and the comma.
    for key in ["[H", "[A", "[5~", "[D", "[E", "[C", "[F", "[B", "[6~", "[2~", "[3~"] {
        scene.station.press(&format!("{ESC}{key}"));
    }
    settle(&mut scene.station);
    nothing_happened(&scene.db);
    assert!(scene.station.text().contains("ERSTANRUF"));
    still_works(&mut scene);
}
