//! Incoming calls, taking back and reopening by command.

use super::Office;

#[test]
fn somebody_who_rings_is_taken_and_told_of_where_another_works_on_them() {
    let office = Office::demo();
    let reference = office.first();
    let taken = office.run(&format!("--format json call incoming {reference} --station a")).json();
    let fence = taken["lease"]["token"].as_i64().unwrap();
    assert_eq!(taken["reference"], reference.as_str());
    let held = office.run(&format!("--user haas --format json call incoming {reference} --station b"));
    assert_eq!(held.code, 1, "{}", held.err);
    let held: serde_json::Value = serde_json::from_str(&held.out).unwrap();
    assert_eq!((&held["held_by"]["user"], &held["held_by"]["station"]), (&"chef".into(), &"a".into()));
    let said = office.run(&format!("--user haas call incoming {reference} --station b"));
    assert!(said.out.contains("In Bearbeitung bei chef, Platz a, seit 10:00"), "{}", said.out);
    let line = format!("--format json call log {reference} complete --incoming --token {fence} --station a");
    assert_eq!(office.run(&line).json()["outcome"], "complete");
}

#[test]
fn an_outcome_is_taken_back_by_command_and_a_closed_call_reopened() {
    let office = Office::demo();
    let reference = office.first();
    office.run(&format!("call log {reference} not_a_contact --station a")).fine();
    let undone = office.run("call undo --station a").fine();
    assert!(undone.starts_with(&format!("zurückgenommen: {reference}")), "{undone}");
    let nothing = office.run("call undo --station a").refused(3);
    assert!(nothing.starts_with("Es gibt nichts zurückzunehmen."), "{nothing}");

    office.run(&format!("call log {reference} not_a_contact --station a")).fine();
    let calls = office.run(&format!("--format json queue show {reference}")).json();
    assert!(calls.as_array().unwrap().iter().all(|call| call["state"] != "open"), "{calls}");
    let reason = ["--reason", "war doch Kontakt"];
    let reopened = office.run_with(&format!("queue reopen {reference}"), &reason).fine();
    assert_eq!(reopened, format!("{reference} wieder geöffnet\n"));
    let calls = office.run(&format!("--format json queue show {reference}")).json();
    assert!(calls.as_array().unwrap().iter().any(|call| call["state"] == "open"), "{calls}");
    let refused = office.run_with(&format!("queue reopen {reference}"), &reason);
    assert_ne!(refused.code, 0);
    assert!(office.run("audit verify").fine().len() > 1);
}
