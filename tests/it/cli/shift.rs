//! Calls that nobody at work can take, and what of the municipalities wants looking after.

use super::Office;

/// A call that needs this language.
fn in_language(office: &Office, language: &str) -> String {
    let new = "--format json person add --last-name Probe --first-name Lea --phone 0221-4710990 --disease measles";
    let reference = office.run(new).json()["reference"].as_str().unwrap().to_owned();
    office.run(&format!("person edit {reference} --languages {language}")).fine();
    reference
}

#[test]
fn a_call_that_nobody_on_shift_can_take_is_listed_counted_and_says_what_is_missing() {
    let office = Office::demo();
    let before = office.run("--format json queue stats").json()["stranded"].as_u64().unwrap();
    let reference = in_language(&office, "fa");
    let list = office.run("--format json queue list --limit 1000").json();
    let row = list.as_array().unwrap().iter().find(|row| row["reference"] == *reference).cloned();
    assert_eq!(row.unwrap()["lacking"], "fa", "whoever leads sees it, although nobody here speaks it");
    let stats = office.run("--format json queue stats").json();
    assert_eq!(stats["stranded"].as_u64(), Some(before + 1), "{stats}");
    assert!(stats["lacking"].as_str().unwrap().contains("fa 1"), "{stats}");
    assert!(office.run("queue stats").fine().contains("Persisch (Farsi, Dari) 1"));
    let why = office.run(&format!("--format json queue why {reference}")).json();
    assert_eq!(why[0]["lacking"], "fa", "{why}");
    let why = office.run(&format!("--lang en queue why {reference}")).fine();
    assert!(why.contains("missing on shift") && why.contains("Persian"), "{why}");
    office.run("user set berg --language fa").fine();
    let on_shift = office.run("--user berg --format json queue next").json();
    assert!(!on_shift.is_null());
    let stats = office.run("--format json queue stats").json();
    assert_eq!(stats["stranded"].as_u64(), Some(before), "somebody who speaks it is at work now: {stats}");
}

fn check(office: &Office, name: &str) -> serde_json::Value {
    let checks = office.run("--format json doctor").json();
    checks.as_array().unwrap().iter().find(|check| check["check"] == name).unwrap().clone()
}

#[test]
fn doctor_names_unclear_places_towns_without_authority_and_requests_without_an_answer() {
    let office = Office::demo();
    let unclear = |office: &Office| {
        let listed = office.run("--format json municipality unclear --limit 1000");
        serde_json::from_str::<serde_json::Value>(&listed.out).unwrap().as_array().unwrap().len()
    };
    let reference = office.first();
    let before = unclear(&office);
    office.run_with(&format!("person edit {reference} --stay"), &["Weg 1, 99999 Nirgendwo"]).fine();
    let places = check(&office, "places");
    assert_eq!((places["state"].as_str(), unclear(&office)), (Some("warn"), before + 1), "{places}");
    assert!(places["why"].as_str().unwrap().starts_with(&format!("{} Anschrift", before + 1)), "{places}");
    assert_eq!(places["fix"], "rufliste municipality unclear");
    assert_eq!(check(&office, "authorities")["state"], "ok");
    let towns = office.path("towns.toml");
    let gone = office.run("--format json order list --in-force").json();
    let gone = gone.as_array().unwrap().iter().find(|order| order["state"] == "requested").unwrap().clone();
    let other = "[[municipality]]\nkey = \"05888004\"\nname = \"Lindental\"\npostcodes = [\"43110\"]\n\
                 authority = \"LINDENTAL\"\nmode = \"own\"\n";
    std::fs::write(&towns, other).unwrap();
    office.run_with("municipality set", &[towns.to_str().unwrap()]);
    let authorities = check(&office, "authorities");
    assert_eq!(authorities["state"], "warn");
    assert!(authorities["why"].as_str().unwrap().contains(gone["municipality"].as_str().unwrap()), "{authorities}");
}

#[test]
fn a_request_without_a_file_number_is_named_after_some_days() {
    let mut office = Office::demo();
    let asked = office.run("--format json order list --state requested").json();
    assert!(!asked.as_array().unwrap().is_empty());
    let last = asked.as_array().unwrap().iter().map(|order| order["to"].as_str().unwrap()).max().unwrap();
    assert!(last > "2026-03-09", "{last}");
    office.now = Some("2026-03-08T10:00");
    let requests = check(&office, "requests");
    assert_eq!(requests["state"], "warn", "{requests}");
    assert!(requests["fix"].as_str().unwrap().contains("order list --state requested"), "{requests}");
    for order in office.run("--format json order list --state requested").json().as_array().unwrap() {
        office.run(&format!("order note {} --file-number 1/26", order["number"].as_str().unwrap())).fine();
    }
    assert_eq!(check(&office, "requests")["state"], "ok");
}
