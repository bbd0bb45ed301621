//! People by command: added, captured, corrected, reached on other numbers.

use super::{Office, Ran};

const NEW: [&str; 10] = [
    "person",
    "add",
    "--last-name",
    "Yılmaz-Probe",
    "--first-name",
    "Emre",
    "--phone",
    "0221 4710990",
    "--disease",
    "measles",
];

fn run(office: &Office, args: &[&str]) -> Ran {
    let (first, more) = args.split_first().unwrap();
    office.run_with(first, more)
}

fn args<'a>(more: &[&'a str]) -> Vec<&'a str> {
    NEW.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_person_is_added_once_however_often_it_is_sent() {
    let office = Office::demo();
    let id = "019caea5-a8e4-7a04-a4e8-3e64b1c5e001";
    let wanted = args(&["--birth", "3.4.1985", "--day", "02.03.2026", "--id", id, "--format", "json"]);
    let wanted: Vec<&str> = wanted.iter().map(|arg| if *arg == "3.4.1985" { "1985-04-03" } else { arg }).collect();
    let first = run(&office, &wanted).json();
    let second = run(&office, &wanted).json();
    assert_eq!(first, second);
    assert_eq!((first["record"].as_str(), first["reason"].as_str()), (Some(id), Some("first_notification")));
    let found = run(&office, &["person", "find", "yilmaz-probe", "--format", "json"]).json();
    assert_eq!(found.as_array().unwrap().len(), 1);
    let refused = run(&office, &args(&["--birth", "1985-04-03"])).refused(3);
    assert!(refused.contains(first["reference"].as_str().unwrap()), "{refused}");
}

#[test]
fn contacts_are_captured_for_a_case_and_for_nobody_else() {
    let office = Office::demo();
    let case = run(&office, &args(&["--as", "case", "--day", "01.03.2026", "--format", "json"])).json();
    let case = case["reference"].as_str().unwrap().to_owned();
    let lines = ["Ayşe Probe; 0221 4710991; 1.3.; Haushalt", "0221 4710992 Can Probe gestern Schule"];
    let added = run(&office, &["person", "capture", &case, lines[0], lines[1], "--format", "json"]).json();
    assert_eq!(added.as_array().unwrap().len(), 2);
    let contact = added[0]["reference"].as_str().unwrap();
    let shown = run(&office, &["person", "show", contact]).fine();
    assert!(shown.contains("Probe, Ayşe"), "{shown}");
    run(&office, &["person", "capture", contact, "Ela Probe"]).refused(3);
}

#[test]
fn a_bad_line_between_good_ones_keeps_all_of_them_out() {
    let office = Office::demo();
    let case = run(&office, &args(&["--as", "case", "--day", "01.03.2026", "--format", "json"])).json();
    let case = case["reference"].as_str().unwrap().to_owned();
    let lines = ["Ayşe Probe 3.4.85", "; 0221 4710991", "Can Probe", "; 0221 4710992", "Probe, Ayşe 03.04.1985"];
    let command = [&["person", "capture", &case], &lines[..]].concat();
    let refused = run(&office, &command).refused(3);
    for wanted in ["\n2 ; 0221 4710991: ", "\n4 ; 0221 4710992: ", "\n5 Probe, Ayşe 03.04.1985: "] {
        assert!(refused.contains(wanted), "{refused}");
    }
    assert!(!refused.contains("Can Probe"), "{refused}");
    for name in ["ayse probe", "can probe"] {
        let found = run(&office, &["person", "find", name, "--format", "json"]);
        assert_eq!((found.code, found.out.trim()), (1, "[]"), "{name}");
    }
    let added = run(&office, &["person", "capture", &case, lines[0], lines[2], "--format", "json"]).json();
    assert_eq!(added.as_array().unwrap().len(), 2);
}

#[test]
fn a_person_is_corrected_and_what_is_wrong_is_refused() {
    let office = Office::demo();
    let new = run(&office, &args(&["--format", "json"])).json();
    let reference = new["reference"].as_str().unwrap();
    let done = run(&office, &["person", "edit", reference, "--first-name", "Emre-Can", "--languages", "tr"]);
    assert!(done.fine().contains("berichtigt: Vorname, Sprachen"));
    let same = run(&office, &["person", "edit", reference, "--languages", "tr", "--format", "json"]).json();
    assert_eq!(same["fields"].as_array().unwrap().len(), 0);
    run(&office, &["person", "edit", reference, "--sex", "frau"]).refused(3);
}

#[test]
fn numbers_are_added_corrected_retired_and_chosen() {
    let office = Office::demo();
    let new = run(&office, &args(&["--format", "json"])).json();
    let reference = new["reference"].as_str().unwrap();
    let change = |more: &[&str]| {
        let all: Vec<&str> = ["person", "number", reference]
            .into_iter()
            .chain(more.iter().copied())
            .chain(["--format", "json"])
            .collect();
        run(&office, &all)
    };
    assert_eq!(change(&["--add", "0152 28817386", "--owner", "Ayşe"]).json()["none_left"], false);
    change(&["--first", "0152 28817386"]).json();
    change(&["--correct", "0221 4710990", "--to", "0221 4710993"]).json();
    change(&["--retire", "0221 4710993"]).json();
    assert_eq!(change(&["--retire", "0152 28817386"]).json()["none_left"], true);
    assert_eq!(change(&["--first", "0221 4710993"]).json()["found"], "first_notification");
    change(&["--add", "keine"]).refused(3);
}

#[test]
fn who_lives_with_whom_is_said_by_reference() {
    let office = Office::demo();
    let (first, mut second) = (args(&["--format", "json"]), args(&["--format", "json"]));
    second[3] = "Weber-Probe";
    second[7] = "0221 4710994";
    let add = |wanted: &[&str]| run(&office, wanted).json()["reference"].as_str().unwrap().to_owned();
    let (anna, ben) = (add(&first), add(&second));
    let household = |more: &[&str]| {
        let all: Vec<&str> = ["person", "household", &ben].into_iter().chain(more.iter().copied()).collect();
        run(&office, &all)
    };
    household(&[]).refused(2);
    household(&["--join", &ben]).refused(3);
    assert_eq!(household(&["--join", &anna, "--format", "json"]).json()["others"], 1);
    let shown = run(&office, &["person", "show", &anna, "--format", "json"]).json();
    assert_eq!(shown["household"]["name"], "Yılmaz-Probe");
    assert!(household(&["--leave"]).fine().contains("aus dem Haushalt genommen"));
    assert_eq!(household(&["--leave", "--format", "json"]).json(), serde_json::json!({}), "nothing is done twice");
}
