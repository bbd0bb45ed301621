//! The call plan as data, and the queue explained.

use super::Office;

/// The plan that is compiled in, changed.
fn plan(office: &Office, from: &str, to: &str) -> String {
    let text = rufliste::domain::plan::Plan::BUILT_IN.replace(from, to);
    let path = office.path("plan.toml");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn a_plan_is_tried_on_the_queue_beside_the_one_in_force() {
    let office = Office::demo();
    let before = office.run("--format json queue stats").json();
    let short = plan(&office, "tuesday = \"08:00-20:00\"", "tuesday = \"11:00-20:00\"");
    let tried = office.run_with("--format json plan try", &[&short]).json();
    let (old, new) = (&tried["in_force"], &tried["tried"]);
    assert_eq!(old["open"], before["open"]);
    assert_eq!(new["open"], before["open"]);
    assert!(old["now"].as_u64() > Some(5), "{old}");
    let by_desk = new["now"].as_u64().unwrap();
    assert!(by_desk < old["now"].as_u64().unwrap(), "{tried}");
    let eleven = new["by_hour"].as_array().unwrap().iter().find(|row| row["from"] == "2026-03-03T10:00:00Z").unwrap();
    assert!(eleven["calls"].as_u64().unwrap() >= old["now"].as_u64().unwrap() - by_desk);
    assert_eq!(office.run("--format json queue stats").json(), before, "nothing was changed");
    let shown = office.run_with("plan try", &[&short]).fine();
    assert!(shown.contains("jetzt anzurufen") && shown.contains("ab 11:00"), "{shown}");
}

#[test]
fn fewer_attempts_are_shown_as_exhausted() {
    let office = Office::demo();
    let few = plan(&office, "attempts_per_day = 3\nattempts_in_all = 9", "attempts_per_day = 1\nattempts_in_all = 1");
    let tried = office.run_with("--format json plan try", &[&few]).json();
    assert_eq!(tried["in_force"]["exhausted"]["letter"], serde_json::Value::Null);
    assert!(tried["tried"]["exhausted"]["letter"].as_u64() > Some(0), "{tried}");
}

#[test]
fn a_faulty_plan_is_not_tried_but_named_with_line_and_column() {
    let office = Office::demo();
    let faulty = plan(&office, "monday =", "mondaay =");
    let ran = office.run_with("plan try", &[&faulty]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(format!("{}{}", ran.out, ran.err).contains("plan.toml:"), "{}{}", ran.out, ran.err);
}

#[test]
fn the_queue_says_what_is_ready_and_what_comes_when() {
    let office = Office::demo();
    let stats = office.run("--format json queue stats").json();
    let later: u64 =
        stats["waiting_by_hour"].as_array().unwrap().iter().map(|row| row["calls"].as_u64().unwrap()).sum();
    assert_eq!(later, stats["waiting"].as_u64().unwrap());
    let shown = office.run("queue stats").fine();
    let line = format!("{} offen: {} bereit", stats["open"], stats["ready"]);
    assert!(shown.contains(&line), "{shown}");
}

#[test]
fn outside_the_calling_hours_no_telephone_call_is_served_and_why_says_so() {
    let mut office = Office::demo();
    let reference = office.first();
    office.now = Some("2026-03-03T21:30");
    // Whoever may speak orders has prepared ones to decide, which need no telephone.
    let next = office.run("--user yildiz queue next");
    assert_eq!(next.code, 1);
    assert!(next.out.contains("Außerhalb der Anrufzeiten") && next.out.contains("08:00"), "{}", next.out);
    let why = office.run(&format!("queue why {reference}")).fine();
    assert!(why.contains("außerhalb der Anrufzeiten, wieder ab morgen 08:00"), "{why}");
    office.run(&format!("call log {reference} no_answer")).fine();
}

#[test]
fn why_not_names_the_outcome_whose_delay_keeps_a_call() {
    let office = Office::demo();
    let reference = office.first();
    office.run(&format!("call log {reference} no_answer")).fine();
    let why = office.run(&format!("queue why {reference}")).fine();
    assert!(why.contains("letzter Versuch: keine Antwort, nächster ab 12:00"), "{why}");
}

#[test]
fn a_changed_plan_ranks_the_queue_anew_once() {
    let office = Office::demo();
    office.run("tick").fine();
    let other = plan(&office, "urgent = 24", "urgent = 48");
    let config = office.path("config.toml");
    std::fs::write(&config, format!("call_plan = {other:?}\n")).unwrap();
    let with = config.display().to_string();
    let tick = || office.run_with("--format json tick", &["--config", &with]).json();
    assert_eq!(tick()["reranked"], 1);
    assert_eq!(tick()["reranked"], 0);
}
