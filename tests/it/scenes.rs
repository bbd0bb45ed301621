//! Scenes of the office's day at a real terminal, with what came of them and how many keys they took.

use std::path::Path;
use std::time::Duration;

use crate::pty::station::{NOW, Station, json, json_at, logged, office, office_with, rufliste};

const DONE: &str = "u zurück";
const F10: &str = "\u{1b}[21~";

/// Asks for the next call, until its screen is there and takes keys.
fn next(station: &mut Station) {
    station.press("n");
    station.until("the next call", |text| text.contains("Schritt 1/") && !text.contains(DONE));
}

/// Presses a digit until its outcome is saved.
fn outcome(station: &mut Station, digit: &str) {
    station.press(digit);
    station.sees(DONE);
}

/// People who live alone, each with a number of their own.
fn strangers(count: usize) -> String {
    let row = |n| {
        format!(
            "Muster{n:02};Erika;03.04.1985;0221 4710{:03};Allee {};40991;Lindental;01.03.2026;eng;Masern;nein\n",
            n + 100,
            n + 1
        )
    };
    (0..count).map(row).collect()
}

fn references(db: &Path) -> Vec<String> {
    let list = json(db, &["queue", "list", "--limit", "500"]);
    let list = list.as_array().unwrap().iter();
    list.map(|row| row["reference"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn nobody_answers_and_each_contact_takes_two_keys() {
    let folder = tempfile::tempdir().unwrap();
    let db = office_with(folder.path(), NOW, &strangers(5));
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    for _ in 0..5 {
        next(&mut station);
        outcome(&mut station, "3");
    }
    assert_eq!((logged(&db).as_str(), station.pressed), ("no_answer 5", 10));
}

#[test]
fn a_family_of_four_with_orders_takes_twelve_keys() {
    let folder = tempfile::tempdir().unwrap();
    let member = |(name, birth): (&str, &str)| {
        format!("Yılmaz;{name};{birth};0221 4710123;Lindenallee 7;40991;Lindental;02.03.2026;Haushalt;Masern;nein\n")
    };
    let family = [("Ayşe", "06.05.1988"), ("Can", "01.02.1985"), ("Emre", "03.04.2016"), ("Ela", "07.08.2012")];
    let db = office_with(folder.path(), NOW, &family.map(member).concat());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Yılmaz");
    next(&mut station);
    station.press("a");
    station.sees("gewählt");
    station.press("j");
    let told = station.sees("Schritt 2–");
    assert!(told.contains("= 02.03.2026 (bekannt)") && told.contains("= Haushalt (bekannt)"), "{told}");
    station.press("\r");
    station.until("the question how they are", |text| text.contains("Wie geht es Ihnen?") && text.contains("  j / n"));
    station.press("n");
    let told = station.until("the choice of a group", |text| text.contains("Ziffer oder Buchstabe"));
    assert!(told.contains("weder geimpft noch genesen (bekannt)"), "{told}");
    station.press("\r");
    station.until("the question about supplies", |text| text.contains("versorgt") && text.contains("  j / n"));
    station.press("j");
    station.sees("Telefonseelsorge");
    station.press("\r");
    station.sees("Leitfaden beendet");
    station.press("q");
    station.until("four proposals", |text| text.matches("Anordnung Di 03.03.").count() == 4);
    station.press("\r");
    station.sees("4 Anordnungen");
    outcome(&mut station, "1");
    station.press("n");
    station.sees("Nichts bereit");
    assert!(station.pressed <= 12, "{} keys", station.pressed);
    assert_eq!(logged(&db), "complete 4");
    let orders = json(&db, &["order", "list", "--in-force"]);
    let numbers: std::collections::BTreeSet<&str> =
        orders.as_array().unwrap().iter().map(|order| order["number"].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), 4, "{orders}");
}

#[test]
fn thirty_five_follow_ups_of_people_who_are_well_take_two_keys_each() {
    let folder = tempfile::tempdir().unwrap();
    let before = "2026-03-02T10:00";
    let db = office_with(folder.path(), before, &strangers(35));
    for reference in references(&db) {
        json_at(&db, before, &["order", "issue", &reference]);
        json_at(&db, before, &["call", "log", &reference, "complete", "--reason", "first_notification"]);
    }
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    for _ in 0..35 {
        next(&mut station);
        outcome(&mut station, "1");
    }
    assert!(station.pressed <= 75, "{} keys", station.pressed);
    assert_eq!((logged(&db).as_str(), station.pressed), ("complete 35", 70));
    let stats = json(&db, &["queue", "stats"]);
    assert_eq!((&stats["ready"], &stats["waiting"]), (&0.into(), &35.into()), "each is called again: {stats}");
}

#[test]
fn a_caller_who_is_not_in_the_system_is_entered_and_logged() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    station.press("e");
    station.sees("Wer ruft an?");
    station.types("neumann");
    station.sees("nichts gefunden");
    station.press("\u{1b}[2~");
    station.sees("NEU ERFASSEN");
    station.types(", Lea 3.4.85\r0221 4710999\r\r\rgestern\r\r");
    station.sees("EINGEHEND");
    station.sees("NEUMANN, Lea");
    outcome(&mut station, "1");
    assert_eq!(logged(&db), "complete 1");
    let found = json(&db, &["person", "find", "neumann"]);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    let shown = json(&db, &["person", "show", found[0]["reference"].as_str().unwrap()]);
    assert_eq!(shown["attempts"][0]["direction"], "incoming", "{shown}");
}

/// Somebody hears the order and hangs up.
fn refuser(answer: &str) -> (tempfile::TempDir, std::path::PathBuf, Station) {
    let folder = tempfile::tempdir().unwrap();
    let db = office_with(folder.path(), NOW, &strangers(1));
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("a");
    station.sees("gewählt");
    station.press("j");
    station.sees("Schritt 2–");
    station.press("9");
    station.sees("TEXT");
    station.types("legt auf\r");
    station.sees("mitgeteilt? j / n");
    outcome(&mut station, answer);
    (folder, db, station)
}

#[test]
fn who_hangs_up_after_hearing_the_order_is_under_order() {
    let (_folder, db, mut station) = refuser("j");
    assert_eq!(logged(&db), "refused 1");
    let orders = json(&db, &["order", "list", "--in-force"]);
    assert_eq!(orders.as_array().unwrap().len(), 1, "{orders}");
    assert!(!orders[0]["verbal_at"].is_null(), "{orders}");
    station.press("n");
    station.sees("Nichts bereit");
    let calls = json(&db, &["queue", "show", orders[0]["reference"].as_str().unwrap()]);
    let first = |call: &&serde_json::Value| call["reason"] == "first_notification" && call["state"] == "open";
    assert_eq!(calls.as_array().unwrap().iter().filter(first).count(), 0, "no second first call: {calls}");
}

#[test]
fn who_hangs_up_before_hearing_the_order_is_under_none() {
    let (_folder, db, mut station) = refuser("n");
    assert_eq!(logged(&db), "refused 1");
    assert_eq!(json(&db, &["order", "list"]).as_array().unwrap().len(), 0);
    station.press("n");
    station.sees("Nichts bereit");
    assert_eq!(json(&db, &["queue", "stats"])["escalated"], 1, "the supervisor decides");
}

#[test]
fn quitting_with_everything_open_forgets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = office_with(folder.path(), NOW, &strangers(2));
    let mut station = Station::open(&db, &["--now", NOW, "--user", "berg"], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("7");
    station.sees("Rückruf vereinbart");
    station.types("15 Uhr\t ");
    station.press("\u{1b}OQ");
    station.until("the callback", |text| text.contains("Rückruf") && text.contains(DONE));
    next(&mut station);
    station.press("w");
    station.sees("Wiedervorlage");
    station.types("16 Uhr\tImpfpass");
    station.press("\u{1b}OQ");
    station.until("the reminder", |text| text.contains("✓ Wiedervorlage"));
    outcome(&mut station, "3");
    station.press(F10);
    let left = station.sees("Feierabend");
    assert_eq!(left.matches("Muster").count(), 2, "{left}");
    station.press("t");
    station.ends();
    assert!(station.is_restored());
    for reference in references(&db) {
        let calls = json(&db, &["queue", "show", &reference]);
        let own = |call: &&serde_json::Value| call["owner"] == "berg" && call["state"] == "open";
        assert_eq!(calls.as_array().unwrap().iter().filter(own).count(), 0, "{calls}");
    }
    let stats = json(&db, &["queue", "stats"]);
    assert_eq!((&stats["open"], &stats["leased"]), (&3.into(), &0.into()), "nothing is lost: {stats}");
    assert!(rufliste(&db, &["--now", NOW, "audit", "verify"]).len() > 1);
}

#[test]
fn the_telephone_rings_in_mid_call_and_the_call_goes_on_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Oberkamp");
    next(&mut station);
    let typed = if station.text().contains("OBERKAMP") { "steinb" } else { "oberk" };
    station.press("a");
    station.sees("gewählt");
    station.press("j");
    station.sees("Schritt 2–");
    let before = station.loses("Vielen Dank.");
    let talk = |text: &str| text.lines().skip(1).take(20).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    station.pressed = 0;
    station.press("e");
    station.sees("Wer ruft an?");
    station.types(typed);
    station.sees("Lindental");
    station.press("\r");
    station.until("who rings", |text| text.contains("EINGEHEND") && text.contains("geparkt"));
    station.press("1");
    station.sees("geparkter Anruf · u zurück");
    assert_eq!(talk(&station.text()), talk(&before));
    assert_eq!(station.pressed, 3, "besides the letters of the name");
    assert_eq!(logged(&db), "complete 1");
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 1, "the first call goes on");
}

#[test]
fn what_a_colleague_works_on_is_shown_and_logged_once() {
    let folder = tempfile::tempdir().unwrap();
    let db = office_with(folder.path(), NOW, &strangers(1));
    let mut first = Station::open(&db, &["--now", NOW, "--user", "berg", "--station", "3"], &[]);
    first.sees("Muster");
    next(&mut first);
    let mut second = Station::open(&db, &["--now", NOW, "--user", "kowalski", "--station", "1"], &[]);
    second.sees("Anrufliste");
    second.press("e");
    second.sees("Wer ruft an?");
    second.types("muster00");
    second.sees("Lindental");
    second.press("\r");
    second.sees("In Bearbeitung bei berg");
    first.sees("ruft gerade an");
    outcome(&mut first, "1");
    assert_eq!(logged(&db), "complete 1");
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 0);
}

#[test]
fn a_nursing_home_of_sixty_is_done_in_one_telephone_call() {
    let folder = tempfile::tempdir().unwrap();
    let row = |n| {
        let name = format!("Muster{n:02};Erika;03.04.{}", 1930 + n % 30);
        format!("{name};0221 4710999;;;;01.03.2026;eng;Masern;ja;Haus Abendfrieden\n")
    };
    let db = office_with(folder.path(), NOW, &(0..60).map(row).collect::<String>());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("a");
    station.sees("gewählt");
    station.press("h");
    station.sees("in diesem Anruf");
    station.press("+");
    station.sees("angekreuzt: 59");
    station.press("\r");
    station.loses("angekreuzt: 59");
    outcome(&mut station, "1");
    assert_eq!((logged(&db).as_str(), station.pressed), ("complete 60", 6));
    let stats = json(&db, &["queue", "stats"]);
    assert_eq!((&stats["done"], &stats["leased"]), (&60.into(), &0.into()), "{stats}");
}

/// Logs an outcome for another office, which asks once more.
fn for_another_office(station: &mut Station, letter: &str, name: &str, office: &str) {
    // What follows an Esc at once counts as the rest of a torn sequence.
    std::thread::sleep(Duration::from_millis(80));
    station.press("0");
    station.sees("Weitere Ergebnisse");
    station.press(letter);
    station.sees("TEXT");
    station.types(&format!("{office}\r"));
    station.until("the question", |text| text.contains(name) && text.contains("sicher? j / n"));
    outcome(station, "j");
}

#[test]
fn an_outcome_is_taken_back_while_the_call_goes_on_with_the_rest_of_the_family() {
    let folder = tempfile::tempdir().unwrap();
    let member =
        |name| format!("Muster;{name};03.04.1985;0221 4710123;Allee 7;43110;Lindental;02.03.2026;eng;Masern;nein\n");
    let db = office_with(folder.path(), NOW, &["Ada", "Bo", "Cem"].map(member).concat());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("q");
    station.until("three proposals", |text| text.matches("Anordnung Di 03.03.").count() == 3);
    station.press("\r");
    station.sees("3 Anordnungen");
    let first = station.text().lines().nth(1).unwrap().to_owned();
    station.press("\r");
    station.press("h");
    station.sees("angekreuzt: 2");
    station.press("-");
    station.sees("angekreuzt: 0");
    station.press("\r");
    station.press("1");
    station.until("the next of them", |text| text.contains("erledigt") && !text.contains(&first));
    station.press("u");
    let back = station.until("the first again", |text| text.contains("zurückgenommen") && text.contains(&first));
    assert!(back.contains("3 Anordnungen bleiben") && !back.contains("EINGEHEND"), "{back}");
    assert_eq!(json(&db, &["queue", "stats"])["leased"], 3, "the telephone call goes on");
    station.press("h");
    station.sees("in diesem Anruf: 2 · angekreuzt: 0");
    station.press("+");
    station.sees("angekreuzt: 2");
    station.press("\r");
    outcome(&mut station, "1");
    assert_eq!(logged(&db), "complete 3");
}

/// A home of sixty, and twenty-five who work there: ten live in the town of the home, eight in another municipality of
/// the county, whose order office is asked, seven outside the county. All are reached on the switchboard.
fn home_with_staff() -> String {
    let row = |n: usize| {
        let (street, postcode, place) = match n {
            0..60 => ("Am Park 1".to_owned(), "43110", "Lindental"),
            60..70 => (format!("Allee {n}"), "43112", "Lindental"),
            70..78 => (format!("Auweg {n}"), "43121", "Hohenfeld"),
            _ => (format!("Ring {n}"), "44999", "Fernstadt"),
        };
        let address = format!("0221 4710999;{street};{postcode};{place}");
        format!("Muster{n:02};Erika;03.04.{};{address};01.03.2026;eng;Masern;nein;Haus Abendfrieden\n", 1930 + n % 60)
    };
    (0..85).map(row).collect()
}

#[test]
fn a_home_of_sixty_and_its_staff_get_their_orders_from_whoever_is_competent() {
    let folder = tempfile::tempdir().unwrap();
    let db = office_with(folder.path(), NOW, &home_with_staff());
    let outside = json(&db, &["queue", "list", "--outside", "--institution", "Haus Abendfrieden"]);
    let places: Vec<&str> =
        outside.as_array().unwrap().iter().map(|row| row["municipality"].as_str().unwrap()).collect();
    assert_eq!(places, ["Fernstadt"; 7], "{outside}");
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("a");
    station.sees("gewählt");
    station.press("h");
    station.sees("in diesem Anruf: 84");
    station.press("+");
    station.sees("angekreuzt: 84");
    station.press("\t");
    let listed = station.sees("in diesem Anruf: 7");
    assert_eq!(listed.matches("abgeben an: Fernstadt").count(), 7, "{listed}");
    station.press("-");
    station.sees("angekreuzt: 0");
    station.press("\r");
    station.sees("angekreuzt: 78");
    station.press("q");
    station.sees("1 / 78");
    station.press("\r");
    station.sees("78 Anordnungen");
    station.press("1");
    station.until("one of those outside", |text| text.contains("78 erledigt") && text.contains("Fernstadt"));
    assert_eq!(logged(&db), "complete 78");
    station.press("0");
    station.sees("anderes Amt");
    station.press("z");
    station.sees("TEXT");
    station.types("Fernstadt\r");
    station.sees("sicher? j / n");
    station.press("j");
    station.until("the end", |text| text.contains(DONE));
    assert_eq!((logged(&db).as_str(), station.pressed), ("complete 78, hand_over 7", 13));
    let orders = json(&db, &["order", "list"]);
    let mut by_authority: std::collections::BTreeMap<(String, String), usize> = std::collections::BTreeMap::new();
    for order in orders.as_array().unwrap() {
        let authority = order["number"].as_str().unwrap().split_once("-2026-").unwrap().0.to_owned();
        *by_authority.entry((authority, order["state"].as_str().unwrap().to_owned())).or_default() += 1;
    }
    let issued = |authority: &str, state: &str| by_authority.get(&(authority.into(), state.into())).copied();
    assert_eq!(
        (issued("LINDENTAL", "issued"), issued("HOHENFELD", "requested")),
        (Some(70), Some(8)),
        "{by_authority:?}"
    );
    assert_eq!(by_authority.len(), 2, "{by_authority:?}");
    assert_eq!(json(&db, &["queue", "list", "--outside"]).as_array().unwrap().len(), 0, "handed over");
}

#[test]
fn a_name_a_town_a_number_another_office_and_a_call_that_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let row = "Muster00;Erika;03.04.1985;0221 4710100;Allee 1;43110;Lindental;01.03.2026;eng;Masern;nein\n";
    let db = office_with(folder.path(), NOW, row);
    let reference = references(&db).remove(0);
    let first = json(&db, &["order", "issue", &reference]);
    assert_eq!(first["number"], "LINDENTAL-2026-000001", "{first}");
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    station.sees("Muster");
    next(&mut station);
    station.press("p");
    station.sees("TEXT");
    station.types("\u{15}Obermeier");
    station.press("\u{1b}OQ");
    station.sees("OBERMEIER, Erika");

    // To another town: who is competent there, and what becomes of the order of which nothing is out.
    moves_to(&mut station, "Am Hang 3, 43121 Hohenfeld");
    let said = station.sees("zuständig: HOHENFELD auf Ersuchen");
    assert!(said.contains("jetzt Hohenfeld"), "{said}");
    assert!(words(&said).contains("LINDENTAL-2026-000001 geht dorthin, noch ist nichts heraus"), "{said}");
    let order = json(&db, &["order", "list", "--in-force"])[0].clone();
    assert_eq!((&order["number"], &order["state"]), (&"HOHENFELD-2026-000001".into(), &"requested".into()));
    // The order office has written: the next move leaves it there, and says so.
    json(&db, &["order", "note", "HOHENFELD-2026-000001", "--file-number", "17/26", "--written", "03.03.2026"]);
    moves_to(&mut station, "Markt 1, 43131 Rosenhorst");
    let said = station.sees("zuständig: ROSENHORST auf Ersuchen");
    let stays = "Schreiben zu HOHENFELD-2026-000001 ist schon heraus und bleibt bei HOHENFELD";
    assert!(words(&said).contains(stays), "{said}");
    station.sees("Schreiben ist bereits heraus: HOHENFELD");
    station.press("l");
    station.until("the record", |text| text.contains("Vorgang "));
    let mut record = station.text();
    while !record.contains("Schreiben ist bereits heraus: HOHENFELD") {
        station.press("q");
        record = station.sees("HOHENFELD-2026-000001");
    }
    station.press("\u{1b}");
    station.sees("Schritt 1/");
    std::thread::sleep(Duration::from_millis(80));

    station.press("t");
    station.sees("RUFNUMMERN");
    station.press("+");
    station.sees("neue Rufnummer");
    station.types("0152 28817386\r\r\r");
    station.sees("0152 28 81 73 86");
    station.press("\u{1b}");
    station.sees("Schritt 1/");
    for_another_office(&mut station, "b", "dort schon in Bearbeitung", "Köln");
    assert_eq!(logged(&db), "handled_elsewhere 1");
    assert_eq!(json(&db, &["queue", "stats"])["ready"], 0);

    reopens(&mut station, "Köln gibt ab");
    let calls = json(&db, &["queue", "show", &reference]);
    assert!(calls.as_array().unwrap().iter().any(|call| call["state"] == "open"), "{calls}");
    station.press("c");
    station.until("the call", |text| text.contains("Schritt 1/") && text.contains("OBERMEIER"));
    for_another_office(&mut station, "z", "an anderes Amt abgeben", "Bonn");
    assert_eq!(logged(&db), "hand_over 1, handled_elsewhere 1");
    let shown = json(&db, &["person", "show", &reference]);
    assert_eq!(shown["person"]["last_name"], "Obermeier", "{shown}");
    assert_eq!(shown["person"]["phones"].as_array().unwrap().len(), 2, "{shown}");
}

/// Corrects where the person on the call stays.
fn moves_to(station: &mut Station, address: &str) {
    std::thread::sleep(Duration::from_millis(80));
    station.press("p");
    station.sees("TEXT");
    for _ in 0..6 {
        station.press("\t");
    }
    station.types(&format!("\u{15}{address}"));
    station.press("\u{1b}OQ");
}

/// Finds the person and opens their call again.
fn reopens(station: &mut Station, why: &str) {
    station.press("s");
    station.sees("Name, Geburtsdatum, Ort");
    station.types("obermeier");
    station.sees("Rosenhorst");
    station.press("\r");
    station.until("the record", |text| text.contains("Vorgang ") && text.contains("OBERMEIER"));
    station.press("o");
    station.sees("Wieder öffnen");
    station.types(&format!("{why}\r"));
    station.sees("wieder geöffnet");
}

/// What is on the screen without its line ends.
fn words(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}
