//! What the room does, by command.

use serde_json::Value;

use super::{Office, keys};

#[test]
fn calls_are_assigned_one_by_one_and_by_a_filter() {
    let office = Office::demo();
    let reference = office.first();
    office.run_with(&format!("--user haas queue assign {reference} yildiz --reason"), &["spricht Türkisch"]).fine();
    let calls = office.run(&format!("--format json queue show {reference}")).json();
    assert!(calls.as_array().unwrap().iter().any(|call| call["owner"] == "yildiz"), "{calls}");
    let changed = office
        .run_with("--format json --user haas queue assign all team:Nord --only follow_up --reason", &["Lage"])
        .json();
    assert!(changed["calls"].as_u64() > Some(0), "{changed}");
    office.run_with(&format!("--user haas queue priority {reference} urgent --reason"), &["Ausbruch"]).fine();
    office.run_with(&format!("--user berg queue withdraw {reference} --reason"), &["doppelt"]).refused(4);
    office.run_with(&format!("--user haas queue withdraw {reference} --reason"), &["doppelt"]).fine();
    let nobody = office.run_with(&format!("--user haas queue assign {reference} yildiz --reason"), &["x"]).refused(3);
    assert!(
        nobody.contains("Zu diesem Vorgang gibt es keinen Anruf") || nobody.contains("nicht mehr offen"),
        "{nobody}"
    );
    office.run("audit verify").fine();
}

#[test]
fn the_supervisors_list_is_worked_by_command() {
    let office = Office::demo();
    let list = office.run("--format json --user haas queue decisions").json();
    let entry = &list[0];
    assert_eq!(keys(entry), ["reference", "since", "why", "reason", "person", "by", "note", "owner", "decided"]);
    let reference = entry["reference"].as_str().unwrap();
    office.run("--user berg queue decisions").refused(4);
    office.run(&format!("--user haas queue take {reference}")).fine();
    office.run_with(&format!("--user haas queue decide {reference}"), &["Hausarzt fragen"]).fine();
    let taken = office.run("--format json --user haas queue decisions").json();
    assert_eq!((&taken[0]["owner"], &taken[0]["decided"]), (&"haas".into(), &"Hausarzt fragen".into()));
    office.run_with(&format!("--user haas queue return {reference} --to berg --reason"), &["weiter"]).fine();
    let left = office.run("--format json --user haas queue decisions").json();
    assert_eq!(left.as_array().unwrap().len() + 1, list.as_array().unwrap().len());
    let other = left[0]["reference"].as_str().unwrap();
    office.run_with(&format!("--user haas queue close {other} refused --reason"), &["Bescheid folgt"]).fine();
    let again = office.run_with(&format!("--user haas queue close {other} refused --reason"), &["x"]).refused(3);
    assert_eq!(again, "Dieser Anruf steht nicht auf der Liste der Teamleitung.\n");
}

#[test]
fn questions_and_reminders_go_their_way_by_command() {
    let office = Office::demo();
    let reference = office.first();
    let asked = office.run_with(&format!("--user berg queue ask {reference}"), &["Impfung von 1998?"]).fine();
    assert!(asked.contains("Teamleitung"), "{asked}");
    office.run_with(&format!("--user haas queue answer {reference}"), &["reicht"]).fine();
    let shown = office.run(&format!("person show {reference}")).fine();
    assert!(shown.contains("Antwort: reicht"), "{shown}");
    office.run(&format!("--user berg queue settle {reference}")).fine();
    let when = ["morgen 9", "Impfpass nachfordern"];
    let told = office.run_with(&format!("--user berg queue remind {reference}"), &when).fine();
    assert!(told.contains("morgen"), "{told}");
}

#[test]
fn stations_pauses_and_the_shifts_note_are_seen() {
    let office = Office::demo();
    office.run("--user berg queue next --station a").fine();
    office.run("--user yildiz queue pause Essen --station b").fine();
    let stations = office.run("--format json --user haas queue stations").json();
    let state = |at: usize| (stations[at]["user"].clone(), stations[at]["state"].clone(), stations[at]["why"].clone());
    assert_eq!(state(0), ("berg".into(), "calling".into(), Value::Null));
    assert_eq!(state(1), ("yildiz".into(), "paused".into(), "Essen".into()));
    office.run("--user yildiz queue resume --station b").fine();
    office.run_with("--user haas queue shift-note", &["Schule Nord zuerst"]).fine();
    assert!(office.run("--user berg queue shift-note").fine().contains("Schule Nord zuerst"));
    office.run_with("--user berg queue tell", &["Hallo"]).refused(4);
    office.run_with("--user haas queue tell", &["Um 12 Uhr Besprechung"]).fine();
}

#[test]
fn who_works_since_when_and_what_waits_is_told_by_command() {
    let office = Office::demo();
    office.run("--user berg queue next --station a").fine();
    let stations = office.run("--format json --user haas queue stations").json();
    let columns = "user station state reference reason since why on_since seen_at quiet";
    assert_eq!(keys(&stations[0]).join(" "), columns);
    let list = office.run("--format json --user haas queue list --limit 1000").json();
    let all = office.run("--format json --user haas queue list --waiting --limit 1000").json();
    let (ready, all) = (list.as_array().unwrap().len(), all.as_array().unwrap().clone());
    let held = all.iter().find(|row| row["leased_by"] == "berg").unwrap();
    assert_eq!((&held["leased_at"], held["leased_since"].is_string()), (&"a".into(), true));
    let stats = office.run("--format json queue stats").json();
    assert!(all.len() > ready && all.len() as u64 <= stats["open"].as_u64().unwrap());
    assert!(all[ready..].iter().all(|row| row["waits"].is_string() || row["leased_by"].is_string()), "each says why");
    assert!(all[..ready].iter().all(|row| row["waits"].is_null()));
    let later = all.last().unwrap()["reference"].as_str().unwrap();
    office.run_with(&format!("--user haas queue priority {later} urgent --reason"), &["Lage"]).fine();
    let every = ["Lage"];
    let changed =
        office.run_with("--format json --user haas queue priority all high --waiting --reason", &every).json();
    assert_eq!(changed["calls"].as_u64(), Some(all.len() as u64));
}

#[test]
fn a_number_that_is_found_by_command_takes_its_person_off_the_list() {
    let office = Office::demo();
    let list = office.run("--format json --user berg queue research").json();
    assert_eq!(keys(&list[0]), ["reference", "since", "wanted", "person", "tried", "note", "leased_by"]);
    let tried = &list[0]["tried"][0];
    assert!(tried["state"] == "wrong" || tried["state"] == "dead", "{tried}");
    let reference = list[0]["reference"].as_str().unwrap();
    office.run_with(&format!("--user berg person number {reference} --add"), &["0152 28817386"]).fine();
    let left = office.run("--format json --user berg queue research").json();
    assert_eq!(left.as_array().unwrap().len() + 1, list.as_array().unwrap().len());
    let calls = office.run(&format!("--format json queue show {reference}")).json();
    let wanted = |call: &Value| call["state"] == "open" && call["reason"] == list[0]["wanted"];
    assert!(calls.as_array().unwrap().iter().any(wanted), "{calls}");
}

#[test]
fn twenty_lent_soldiers_are_added_at_once_or_not_at_all() {
    let office = Office::empty();
    let file = office.path("soldaten.csv");
    let row = |n: u32| format!("soldat{n};Soldat {n};tracer;order;en;Nord;2030-01-31\n");
    let heading = "name;display;roles;rights;languages;team;expires\n";
    let rows: String = (1..=20).map(row).collect();
    std::fs::write(&file, format!("{heading}{rows}{}", row(7))).unwrap();
    let path = file.to_str().unwrap();
    let faulty = office.run_with("user add --from", &[path]).refused(2);
    assert!(faulty.contains("soldaten.csv:22:1: Anmeldename steht zweimal in der Datei: soldat7"), "{faulty}");
    assert!(!office.run("user list").fine().contains("soldat"));
    std::fs::write(&file, format!("{heading}{rows}")).unwrap();
    assert!(office.run_with("user add --dry-run --from", &[path]).fine().contains("nichts wurde geändert"));
    assert!(!office.run("user list").fine().contains("soldat"));
    let added = office.run_with("--format json user add --from", &[path]).json();
    assert_eq!(added["added"].as_array().unwrap().len(), 20);
    let users = office.run("--format json user list").json();
    let last_day = |user: &Value| user["name"] == "soldat20" && user["expires_on"] == "2030-01-31";
    assert!(users.as_array().unwrap().iter().any(last_day), "{users}");
    office.run("--user soldat1 queue list").fine();
    office.run("user set soldat1 --expires 2020-01-31").fine();
    office.run("--user soldat1 queue list").refused(4);
}

#[test]
fn the_days_calls_are_printed_on_a4_pages() {
    let office = Office::demo();
    for line in ["queue list --print", "queue list --print --by municipality", "--lang en queue list --print"] {
        let printed = office.run(&format!("--user haas {line}")).fine();
        for page in printed.split('\u{c}') {
            let lines: Vec<&str> = page.trim_start_matches('\n').lines().collect();
            assert!(lines.len() <= 66, "{}", lines.len());
            assert!(lines.iter().all(|line| line.chars().count() <= 90), "{page}");
            assert!(page.contains("no_answer = "), "the codes stand at the foot");
        }
    }
    let printed = office.run("--user haas queue list --print").fine();
    assert!(printed.contains("Ergebnis ____") && printed.contains("berg"), "{printed}");
    office.run("--user berg queue list --print").refused(4);
    let reference = office.first();
    office.run(&format!("call log {reference} no_answer --at 2026-03-03T08:30")).fine();
    let shown = office.run(&format!("person show {reference}")).fine();
    assert!(shown.contains("nachgetragen"), "{shown}");
}

#[test]
fn man_pages_are_written_from_the_tree_of_commands() {
    let office = Office::empty();
    let dir = office.path("man");
    office.run_with("man", &[dir.to_str().unwrap()]).fine();
    let page = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    assert!(page("rufliste.1").contains("rufliste\\-queue(1)") || page("rufliste.1").contains("queue"));
    let queue = page("rufliste-queue-assign.1");
    for word in [".TH", "SYNOPSIS", "Give a call to a user or a team", "\\-\\-reason"] {
        assert!(queue.contains(word), "{word} in {queue}");
    }
}
