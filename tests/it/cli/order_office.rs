//! Municipalities, requests to their order offices and what comes back, by the command line.

use std::fs;

use super::Office;

/// An order that its municipality was asked for and has not written.
fn requested(office: &Office) -> serde_json::Value {
    let list = office.run("--format json order list --state requested").json();
    let all = list.as_array().unwrap();
    assert!(all.iter().all(|order| order["state"] == "requested"), "{list}");
    all[0].clone()
}

#[test]
fn an_order_office_is_asked_by_a_list_that_comes_back_filled_in() {
    let office = Office::demo();
    let order = requested(&office);
    let number = order["number"].as_str().unwrap();
    let (key, authority) = (order["municipality"].as_str().unwrap(), order["authority"].as_str().unwrap());
    assert!(number.starts_with(authority) && order["result"] == "order", "{order}");
    let out = office.path("out");
    let exported =
        office.run_with(&format!("--format json export --to orders-{key} --out"), &[out.to_str().unwrap()]).json();
    assert_eq!(exported["destination"], format!("orders-{key}"));
    let dir = std::path::Path::new(exported["dir"].as_str().unwrap());
    let text = fs::read_to_string(dir.join("orders.csv")).unwrap();
    let line = text.lines().find(|line| line.starts_with(number)).unwrap().to_owned();
    assert!(line.ends_with(";;;") && line.contains("requested"), "{line}");
    assert!(!text.contains("LINDENTAL-"), "orders of other authorities are none of its business");
    office.run_with("batch verify", &[out.to_str().unwrap()]).fine();

    let answer = office.path("antwort.csv");
    let filled = format!("{};32.2-0017/26;2026-03-02;", line.strip_suffix(";;;").unwrap());
    fs::write(&answer, format!("{}\n{filled}\nX-1999-000001;;;;;\n", text.lines().next().unwrap())).unwrap();
    let note = format!("--format json order note --from {}", answer.display());
    let noted = office.run(&note).json();
    assert_eq!((&noted["read"], &noted["noted"], &noted["unchanged"]), (&2.into(), &1.into(), &1.into()));
    let again = office.run(&note).json();
    assert_eq!((&again["noted"], &again["unchanged"]), (&0.into(), &2.into()));
    let shown = office.run(&format!("--format json order show {number}")).json();
    assert_eq!((&shown["state"], &shown["file_number"]), (&"issued".into(), &"32.2-0017/26".into()));
    assert_eq!((&shown["written_on"], &shown["delivered_on"]), (&"2026-03-02".into(), &serde_json::Value::Null));
}

#[test]
fn what_comes_back_is_typed_and_rows_that_do_not_fit_are_named() {
    let office = Office::demo();
    let order = requested(&office);
    let number = order["number"].as_str().unwrap();
    let typed =
        office.run(&format!("order note {number} --file-number 17/26 --written 02.03.2026 --delivered 03.03.2026"));
    assert_eq!(typed.fine(), format!("Anordnung {number}: Rückmeldung eingetragen\n"));
    let empty = office.run(&format!("order note {number}")).refused(2);
    assert!(empty.contains("Aktenzeichen"), "{empty}");
    let list = office.path("antwort.csv");
    fs::write(
        &list,
        format!("Nummer;Aktenzeichen;zugestellt am\n{number};18/26;\nX-2026-000001;1;\n{number};;99.99.2026\n"),
    )
    .unwrap();
    let ran = office.run(&format!("--format json order note --from {}", list.display()));
    assert_eq!(ran.code, 1, "{}", ran.err);
    let noted: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let places: Vec<_> =
        noted["rejects"].as_array().unwrap().iter().map(|row| (&row["line"], &row["column"])).collect();
    assert_eq!(places, [(&2.into(), &0.into()), (&3.into(), &0.into()), (&4.into(), &3.into())]);
    assert!(noted["rejects"][0]["reason"].as_str().unwrap().contains("17/26"));
}

#[test]
fn municipalities_are_checked_with_line_and_column_and_derive_every_address_again() {
    let office = Office::demo();
    let file = office.path("gemeinden.toml");
    fs::write(&file, "[[municipality]]\nkey = \"1\"\nname = \"A\"\nauthority = \"A\"\nmode = \"own\"\n").unwrap();
    let checked = office.run_with("municipality check", &[file.to_str().unwrap()]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("gemeinden.toml:2:7: "), "{}", checked.out);
    let refused = office.run_with("municipality set", &[file.to_str().unwrap()]);
    assert_eq!(refused.code, 2, "{}", refused.err);

    let without_hohenfeld: String = include_str!("../../../src/defaults/demo/municipalities.toml")
        .split("[[municipality]]")
        .filter(|part| !part.contains("HOHENFELD"))
        .collect::<Vec<_>>()
        .join("[[municipality]]");
    fs::write(&file, without_hohenfeld).unwrap();
    let set = office.run_with("--format json municipality set", &[file.to_str().unwrap()]);
    assert_eq!(set.code, 1, "{}", set.err);
    let set: serde_json::Value = serde_json::from_str(&set.out).unwrap();
    assert!(set["changed"].as_u64().unwrap() > 0 && set["unclear"].as_u64() >= set["changed"].as_u64(), "{set}");
    let unclear = office.run("--format json municipality unclear");
    assert_eq!(unclear.code, 1);
    assert!(unclear.out.contains("Hohenfeld"), "{}", unclear.out);
    let again = office.run_with("--format json municipality set", &[file.to_str().unwrap()]);
    assert!(again.out.contains("\"changed\": 0"), "{}", again.out);
}

#[test]
fn a_ban_on_working_is_ordered_by_kind() {
    let office = Office::demo();
    let reference = office.first();
    let line = format!("--format json order issue {reference} --kind work_ban --to 2026-04-01 --dry-run");
    let ran = office.run_with(&line, &["--fact", "exposure.category=close", "--fact", "immunity=none"]);
    let proposal = ran.json();
    assert_eq!((&proposal["kind"], &proposal["result"]), (&"work_ban".into(), &"order".into()));
    assert!(proposal["legal_basis"].as_str().unwrap().starts_with("§ 31 IfSG"));
}
