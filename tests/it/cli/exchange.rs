//! What comes in and goes out by the command line, and that the same office says the same twice.

use std::fs;

use serde_json::Value;

use super::{Office, keys};

#[test]
fn two_demo_offices_of_one_seed_say_the_same_byte_for_byte() {
    let (one, two) = (Office::demo(), Office::demo());
    for line in ["queue list", "queue stats", "order list", "batch list", "report queue"] {
        let line = format!("--format json {line}");
        assert_eq!(one.run(&line).fine(), two.run(&line).fine(), "{line}");
    }
    let show = format!("--format json person show {}", one.first());
    assert_eq!(one.run(&show).fine(), two.run(&show).fine());
    assert_eq!(one.run("--format json queue next").fine(), two.run("--format json queue next").fine());
}

#[test]
fn records_of_one_office_are_taken_into_an_empty_one_from_the_flat_list_too() {
    let (office, empty) = (Office::demo(), Office::empty());
    let exported = office.run("--format json export --to records").json();
    let file = std::path::Path::new(exported["dir"].as_str().unwrap()).join("records.csv");
    let import = format!("--format json import {}", file.display());
    let taken = empty.run(&import).json();
    assert_eq!((&taken["read"], &taken["refused"]), (&exported["records"], &0.into()));
    let warnings = taken["warnings"].as_array().unwrap();
    let doubtful: Vec<&Value> = warnings.iter().filter(|warning| warning["field"] != "last_name").collect();
    assert!(doubtful.is_empty(), "{doubtful:?}");
    let again = empty.run(&import).json();
    assert_eq!((&again["added"], &again["refused"]), (&0.into(), &0.into()));
    let text = fs::read_to_string(&file).unwrap();
    let id = text.lines().nth(1).unwrap().rsplit(',').next().unwrap();
    let found = empty.run(&format!("--format json person find {id}")).json();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn our_own_records_changed_by_hand_are_named_and_not_taken() {
    let office = Office::demo();
    let exported = office.run("--format json export --to records").json();
    let file = std::path::Path::new(exported["dir"].as_str().unwrap()).join("records.csv");
    let own = office.run(&format!("--format json import {}", file.display())).json();
    assert_eq!((&own["unchanged"], &own["warnings"]), (&own["read"], &serde_json::json!([])), "{own}");

    let text = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let headings: Vec<String> = lines[0].split(',').map(str::to_owned).collect();
    let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let mut cells: Vec<&str> = lines[2].split(',').collect();
    (cells[at("last_name")], cells[at("phone")]) = ("Vonhand", "+492214710999");
    lines[2] = cells.join(",");
    let edited = office.path("edited.csv");
    fs::write(&edited, lines.join("\n")).unwrap();
    let taken = office.run(&format!("--format json import {}", edited.display())).json();
    assert_eq!(taken["unchanged"], taken["read"], "{taken}");
    let named: Vec<_> = taken["warnings"].as_array().unwrap().iter().map(|it| (&it["line"], &it["column"])).collect();
    let expected = ["last_name", "phone"].map(|name| (Value::from(3), Value::from(at(name) + 1)));
    assert_eq!(named, expected.iter().map(|(line, column)| (line, column)).collect::<Vec<_>>(), "{taken}");
    assert!(taken["warnings"].to_string().contains("von Hand geändert"), "{taken}");
    let found = office.run("--format json person find vonhand");
    assert_eq!((found.code, found.out.trim()), (1, "[]"));
}

#[test]
fn a_dry_run_of_an_export_counts_the_same_and_seals_nothing() {
    let office = Office::demo();
    let counted = office.run("--format json export --to sormas --dry-run").json();
    assert_eq!(keys(&counted["held_back"]), ["from_sormas", "already_sent", "refused"]);
    assert!(counted["number"].is_null() && counted["dir"].is_null());
    assert_eq!(office.run("--format json batch list").json().as_array().unwrap().len(), 0);
    let sealed = office.run("--format json export --to sormas").json();
    assert_eq!((&sealed["records"], &sealed["held_back"]), (&counted["records"], &counted["held_back"]));
    assert_eq!(sealed["number"], 1);
    assert_eq!(sealed["held_back"]["already_sent"], 0);
    let contacts = std::path::Path::new(sealed["dir"].as_str().unwrap()).join("contacts.csv");
    assert!(fs::read_to_string(contacts).unwrap().contains("\"HOME\""));
}

#[test]
fn an_order_whose_last_day_is_past_has_ended_before_any_tick() {
    let office = Office::demo();
    let orders = office.run("--format json order list").json();
    let past = |order: &Value| order["to"].as_str().unwrap() < "2026-03-03";
    let stale = orders.as_array().unwrap().iter().find(|order| past(order) && order["state"] == "issued");
    assert_eq!(stale, None);
}

#[test]
fn the_completions_are_a_script() {
    assert!(Office::empty().run("completions bash").fine().contains("complete -F _rufliste"));
}

#[test]
fn nothing_to_call_is_null_and_exit_1() {
    let office = Office::empty();
    let ran = office.run("--format json queue next");
    assert_eq!((ran.code, ran.out.as_str()), (1, "null\n"));
}

#[test]
fn a_record_is_shown_with_everything_on_it() {
    let office = Office::demo();
    let list = "Nachname;Vorname;geb.;Telefon;Krankheit;letzter Kontakt;Quarantäne von;Quarantäne bis;\
                mündlich angeordnet am;Bemerkung;Haustier;E-Mail;KP-ID\n\
                Adlerhorst;Ute;31.02.1985;0221 4710005 (privat);Masern;28.02.2026;01.03.2026;14.03.2026;\
                02.03.2026;ruft zurück;Wellensittich;a@example.org;0042\n";
    let path = office.path("liste.csv");
    fs::write(&path, list).unwrap();
    office.run(&format!("import {}", path.display())).fine();
    let found = office.run("--format json person find adlerhorst 0042").json();
    let reference = found[0]["reference"].as_str().unwrap();
    let shown = office.run(&format!("person show {reference}")).fine();
    for part in [
        "0221 4710005",
        "privat",
        "Haustier",
        "Wellensittich",
        "31.02.1985",
        "kein gültiges Datum",
        "ruft zurück",
        "a@example.org",
        "0042",
        "14.03.2026",
        "in Kraft",
        "28.02.2026",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let office = Office::demo();
    let list = office.path("liste.csv");
    fs::write(&list, "Nachname;Vorname;Telefon\nAdler;Ute;0221 4710005\n;;0221\n").unwrap();
    let (demo, batches) = (office.path("other"), office.db.parent().unwrap().join("batches"));
    let lines = [
        "--help".to_owned(),
        "import --help".to_owned(),
        "queue list".to_owned(),
        "batch list".to_owned(),
        format!("import {}", list.display()),
        format!("--format json import {}", list.display()),
        "export --to records --dry-run".to_owned(),
        "--format json export --to records --dry-run".to_owned(),
        "export --to records".to_owned(),
        "export --to records".to_owned(),
        "--format csv batch list".to_owned(),
        "batch show records 1".to_owned(),
        "batch reissue records 1".to_owned(),
        format!("batch verify {}", batches.display()),
        format!("--format json batch verify {}", batches.display()),
        format!("batch verify {}", office.folder.path().display()),
        format!("demo --no-ui --contacts 10 --dir {}", demo.display()),
    ];
    for line in lines {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = office.run_into(&line, writer);
        assert!(ran.err.is_empty() && ran.code < 2, "{line}: {} {}", ran.code, ran.err);
    }
}

#[test]
fn what_is_wrong_with_a_batch_is_a_sentence_for_programs_too() {
    let office = Office::demo();
    let dir = office.run("--format json export --to records").json()["dir"].as_str().unwrap().to_owned();
    fs::remove_file(std::path::Path::new(&dir).join("records.csv")).unwrap();
    let ran = office.run(&format!("--format json --lang en batch verify {dir}"));
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &found["ok"]), (1, &false.into()));
    let what = found["problems"][0]["what"].as_str().unwrap();
    assert!(what.contains(' ') && !what.contains("batch-problem"), "{what}");
    let shown = office.run(&format!("--lang en batch verify {dir}")).out;
    assert!(shown.contains(what), "{shown}");
}

#[test]
fn each_of_several_files_has_its_own_rejects() {
    let office = Office::empty();
    let (one, other, rejects) = (office.path("januar.csv"), office.path("februar.csv"), office.path("nein.csv"));
    fs::write(&one, "Nachname;Vorname;Telefon\nAdler;Ute;0221 4710005\n;;0221 4710006\n").unwrap();
    fs::write(&other, "Telefon;Nachname\n0221 4710007;\n").unwrap();
    let line = format!("--format json import {} {} --rejects {}", one.display(), other.display(), rejects.display());
    let ran = office.run(&line);
    let taken: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &taken["added"], &taken["refused"]), (1, &1.into(), &2.into()));
    assert!(!rejects.exists());
    let text = |name: &str| fs::read_to_string(office.path(name)).unwrap();
    assert!(text("nein.januar.csv").contains("4710006") && text("nein.februar.csv").contains("4710007"));
}

/// A process number that is nobody's: larger than the kernel gives out.
const NOBODY: &str = "2147483646";

#[test]
fn what_a_killed_run_has_left_is_named_and_removed_by_the_next() {
    let office = Office::demo();
    let home = office.db.parent().unwrap();
    let batches = home.join("batches");
    let leave = || {
        let left = [home.join(format!(".dry-run-{NOBODY}")), batches.join(format!(".sormas-000001.{NOBODY}.tmp"))];
        for folder in &left {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("contacts.csv"), "Adler").unwrap();
        }
        left
    };
    let strange = home.join(".other.tmp");
    fs::create_dir(&strange).unwrap();
    let left = leave();
    let checks = office.run("--format json doctor").json();
    let named = checks.as_array().unwrap().iter().find(|check| check["check"] == "leftovers").unwrap();
    assert_eq!(named["state"], "warn");
    assert!(left.iter().all(|folder| named["why"].as_str().unwrap().contains(folder.to_str().unwrap())), "{named}");
    assert!(named["fix"].as_str().unwrap().contains("rufliste tick"));
    office.run("tick").fine();
    assert!(!left[0].exists() && !left[1].exists());
    let [_, batch] = leave();
    office.run("export --to records").fine();
    assert!(!batch.exists());
    let [copy, _] = leave();
    office.run("export --to records --dry-run").fine();
    assert!(!copy.exists() && strange.exists());
    let checks = office.run("--format json doctor").json();
    assert!(checks.as_array().unwrap().iter().any(|check| check["check"] == "leftovers" && check["state"] == "warn"));
}

#[test]
fn a_run_at_work_keeps_its_folder_until_it_is_killed() {
    let office = Office::demo();
    let home = office.db.parent().unwrap();
    let pipe = office.path("liste.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = super::program(office.folder.path());
    command.arg("--db").arg(&office.db).args(["--now", super::NOW, "import", "--dry-run"]).arg(&pipe);
    let mut waiting = command.spawn().unwrap();
    let folder = home.join(format!(".dry-run-{}", waiting.id()));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !folder.join("copy.db").exists() && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    office.run("tick").fine();
    assert!(folder.exists(), "its process lives");
    waiting.kill().unwrap();
    waiting.wait().unwrap();
    assert!(folder.exists());
    office.run("tick").fine();
    assert!(!folder.exists());
}

#[test]
fn the_records_of_an_office_change_nothing_in_it() {
    let office = Office::demo();
    let list = office.run("--format json queue list --limit 1").json();
    let reference = list[0]["reference"].as_str().unwrap();
    office.run_with("note", &[reference, "hört schwer"]).fine();
    let first = office.run("--format json export --to records").json();
    for name in ["records.jsonl", "records.csv"] {
        let file = std::path::Path::new(first["dir"].as_str().unwrap()).join(name);
        let taken = office.run(&format!("--format json import {}", file.display())).json();
        let counted = ["read", "added", "changed", "unchanged", "refused"].map(|key| taken[key].as_u64().unwrap());
        assert_eq!(counted, [counted[0], 0, 0, counted[0], 0], "{name}");
        assert!(counted[0] > 0);
    }
    let next = office.run("--format json export --to records").json();
    assert_eq!(next["records"], 0);
}
