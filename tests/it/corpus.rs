//! Small files of every kind that offices send, good and bad, each with what must come of it beside it.
//! People in them are invented, telephone numbers reserved for media.
//! `RUFLISTE_BLESS=1` writes the expectations anew; read the difference before you keep it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::redundant_closure_for_method_calls)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rufliste::domain::intake::{IncomingRow, RowReject};
use rufliste::exchange::{ReadOptions, RejectsWriter, read_file};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/corpus").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .collect();
    files.sort();
    files
}

/// What came of a file, as the expectation beside it says it.
fn outcome(path: &Path) -> String {
    let mut text = String::new();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut reader = match read_file(&name, File::open(path).unwrap(), &ReadOptions::new(today())) {
        Ok(reader) => reader,
        Err(error) => {
            let _ = writeln!(text, "refused file: {} at {}:{}", error.key, error.line, error.column);
            return text;
        }
    };
    let rows: Vec<Result<IncomingRow, RowReject>> = reader.by_ref().collect();
    let plan = reader.plan();
    let refused: Vec<&RowReject> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
    let taken: Vec<&IncomingRow> = rows.iter().filter_map(|row| row.as_ref().ok()).collect();
    let _ = writeln!(
        text,
        "{} {:?} {:?} header {}",
        plan.context.profile.name,
        plan.dialect.encoding,
        char::from(plan.dialect.separator),
        plan.header_line
    );
    assert_eq!(plan.rows, rows.len() as u64, "{name}: the check and the reading count alike");
    let _ = writeln!(text, "rows {} taken {} refused {}", rows.len(), taken.len(), refused.len());
    for reject in refused {
        let _ = writeln!(text, "refused {}:{} {} {}", reject.line, reject.column, reject.reason_key, reject.detail);
    }
    for warning in taken.iter().flat_map(|row| &row.warnings) {
        let shown: String = warning.text.escape_debug().take(60).collect();
        let _ = writeln!(
            text,
            "warning {}:{} {} {} «{shown}»",
            warning.line, warning.column, warning.field, warning.reason_key
        );
    }
    for row in taken.iter().take(8) {
        text.push_str(&fields(row));
    }
    text
}

/// The fields of a row that hold something, one a line.
fn fields(row: &IncomingRow) -> String {
    let mut text = String::new();
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "  {name}: {}", value.escape_debug());
        }
    };
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let code = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
    say("line", row.line.to_string());
    say("kind", row.kind.to_string());
    say("name", format!("{} | {}", row.last_name, row.first_name));
    say("birth", date(row.birth));
    say("sex", code(row.sex.map(|value| value.code())));
    say("languages", row.languages.join(" "));
    for phone in &row.phones {
        let e164 = phone.e164.as_deref().unwrap_or("–");
        say("phone", [e164, &phone.shown, &phone.label, &phone.owner].join(" | "));
    }
    say("email", row.email.clone().unwrap_or_default());
    let address = &row.address;
    if !address.is_empty() {
        say("address", [&*address.street, &address.postcode, &address.place, &address.detail].join(" | "));
    }
    say("guardians", row.guardians.join(" | "));
    say("disease", code(row.disease.map(|value| value.code())));
    say("reported", date(row.reported_on));
    say("exposure", [date(row.exposure.first), date(row.exposure.last)].join(" ").trim().to_owned());
    say("category", code(row.exposure.category.map(|value| value.code())));
    say("setting", row.exposure.setting.clone().unwrap_or_default());
    say("onset", date(row.infection.onset));
    say("specimen", date(row.infection.specimen));
    say("finding", row.infection.finding.clone().unwrap_or_default());
    say("index", row.index.external.clone().unwrap_or_default());
    say("index words", row.index.words.clone().unwrap_or_default());
    say("index tested", date(row.index.tested_on));
    say("classification", code(row.classification.map(|value| value.code())));
    say("follow-up until", date(row.follow_up_until));
    let quarantine = &row.quarantine;
    say("quarantine", [date(quarantine.from), date(quarantine.to)].join(" ").trim().to_owned());
    say("spoken", date(quarantine.verbally_on));
    say("written", date(quarantine.written_on));
    say("closed", code(row.closed.map(|value| value.code())));
    for id in &row.external_ids {
        say("id", format!("{} {}", id.system, id.value));
    }
    say("municipality", row.municipality.clone().unwrap_or_default());
    say("institution", row.institution.clone().unwrap_or_default());
    say("group", code(row.group.map(|value| value.code())));
    say("immunity", code(row.immunity.map(|value| value.code())));
    say("note", row.note.clone().unwrap_or_default());
    say("priority", code(row.priority.map(|value| value.code())));
    for extra in &row.extra {
        say("extra", format!("{} = {}", extra.name, extra.value.chars().take(60).collect::<String>()));
    }
    for doubt in &row.doubts {
        say("doubt", format!("{} {} «{}»", doubt.field, doubt.why, doubt.text));
    }
    text
}

fn compare(folder: &str) {
    let mut wrong = Vec::new();
    for path in files(folder) {
        let found = outcome(&path);
        let beside = path.with_extension("expect");
        if std::env::var_os("RUFLISTE_BLESS").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected {
            wrong.push(format!("== {}\n-- expected\n{expected}-- found\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_good_file_is_taken_in_as_the_expectation_beside_it_says() {
    compare("good");
}

#[test]
fn every_bad_file_is_refused_or_doubted_as_the_expectation_beside_it_says() {
    compare("bad");
}

#[test]
fn the_corpus_is_not_small() {
    assert!(files("good").len() + files("bad").len() >= 60);
}

#[test]
fn the_rejects_of_every_file_can_be_read_again_and_are_refused_again() {
    for path in files("good").into_iter().chain(files("bad")) {
        let options = ReadOptions::new(today());
        let Ok(mut reader) = read_file("x.csv", File::open(&path).unwrap(), &options) else { continue };
        let refused: Vec<RowReject> = reader.by_ref().filter_map(Result::err).collect();
        let mut writer = RejectsWriter::new(Vec::new(), reader.plan()).unwrap();
        for reject in &refused {
            writer.write(reject, "Grund; mit Umlaut: ü").unwrap();
        }
        let bytes = writer.finish().unwrap();
        let again = read_file("rejects.csv", std::io::Cursor::new(bytes), &options)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let keys = |rows: Vec<Result<IncomingRow, RowReject>>| -> Vec<&'static str> {
            rows.into_iter().map(|row| row.map_or_else(|reject| reject.reason_key, |_| "taken")).collect()
        };
        let before: Vec<&str> = refused.iter().map(|reject| reject.reason_key).collect();
        assert_eq!(keys(again.collect()), before, "{}", path.display());
    }
}

#[test]
fn no_prefix_of_any_file_makes_the_reader_panic() {
    for path in files("good").into_iter().chain(files("bad")) {
        let bytes = fs::read(&path).unwrap();
        let step = (bytes.len() / 8).max(1);
        for end in (0..bytes.len().min(20_000)).step_by(step) {
            let cut = std::io::Cursor::new(bytes[..end].to_vec());
            if let Ok(reader) = read_file("x.csv", cut, &ReadOptions::new(today())) {
                let _ = reader.count();
            }
        }
    }
}
