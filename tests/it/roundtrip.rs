//! Data in and out again: nothing is lost, nothing is doubled, and the same batch always has the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rufliste::domain::id::SeededMint;
use rufliste::domain::time::{DEFAULT_ZONE, instant_at_hour};
use rufliste::store::perform::Actor;
use rufliste::store::seal::seal;
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rufliste::store::{Queries, Store};
use rufliste::text::{Lang, texts};
use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2026-03-03T10:00";

const LIST: &str = "Nachname;Vorname;Geburtsdatum;Telefon;Straße;PLZ;Ort;Letzter Kontakt\n\
    Muster;Erika;01.04.1985;0221 4710100;Lindenallee 1;50999;Lindental;02.03.2026\n\
    Muster;Max;05.06.2014;0221 4710100;Lindenallee 1;50999;Lindental;02.03.2026\n\
    Beispiel;Bernd;07.08.1970;0221 4710101;Ulmenweg 2;50998;Hohenfeld;01.03.2026\n";

struct Office {
    folder: TempDir,
    db: PathBuf,
}

impl Office {
    fn with(contacts: &str, seed: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("office");
        let office = Self { db: dir.join("rufliste.db"), folder };
        let mut demo = office.program();
        demo.args(["demo", "--no-ui", "--contacts", contacts, "--seed", seed, "--now", NOW]).arg("--dir").arg(&dir);
        json_or_nothing(&demo.output().unwrap());
        office
    }

    fn demo() -> Self {
        Self::with("300", "1")
    }

    fn empty() -> Self {
        Self::with("0", "99")
    }

    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rufliste"));
        command.env_clear().env("HOME", self.folder.path()).env("USER", "chef").env("LANG", "de_DE.UTF-8");
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = self.program();
        command.arg("--db").arg(&self.db).args(["--now", NOW, "--format", "json"]).args(words).output().unwrap()
    }

    fn json(&self, words: &[&str]) -> Value {
        json_or_nothing(&self.run(words))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// Seals and writes what waits; the folder of the last batch.
    fn export(&self, destination: &str, out: &str) -> PathBuf {
        let out = self.path(out).display().to_string();
        let told = self.json(&["export", "--to", destination, "--out", &out]);
        PathBuf::from(told["dir"].as_str().unwrap())
    }

    fn store(&self) -> SqliteStore {
        SqliteStore::open(&self.db, &OpenOptions::seeded(3)).unwrap()
    }

    fn head(&self) -> rufliste::domain::audit::Head {
        self.store().read(|queries: &dyn Queries| queries.head()).unwrap()
    }
}

fn json_or_nothing(output: &Output) -> Value {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}{}", text(&output.stdout), text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
}

fn counts(told: &Value) -> [u64; 5] {
    ["read", "added", "changed", "unchanged", "refused"].map(|key| told[key].as_u64().unwrap())
}

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn records_taken_over_into_an_empty_office_come_out_again_byte_for_byte() {
    let office = Office::demo();
    let first = office.export("records", "out");
    let lines = read(&first, "records.jsonl");
    assert!(lines.len() > 10_000, "the demo has worked records");

    let heir = Office::empty();
    let records = first.join("records.jsonl").display().to_string();
    let told = heir.json(&["import", &records]);
    assert_eq!(counts(&told)[0], lines.split_inclusive(|byte| *byte == b'\n').count() as u64);
    let second = heir.export("records", "out");
    assert!(read(&second, "records.jsonl") == lines);
    assert!(read(&second, "records.csv") == read(&first, "records.csv"));
    assert_eq!(heir.run(&["audit", "verify"]).status.code(), Some(0));
    assert_eq!(heir.run(&["tick"]).status.code(), Some(0));
    let again = heir.json(&["import", &records]);
    assert_eq!((&again["unchanged"], &again["read"]), (&told["read"], &told["read"]), "twice is once");
    let mixed = heir.path("mixed.jsonl");
    fs::write(&mixed, [lines.as_slice(), b"{}\n"].concat()).unwrap();
    let mixed = mixed.display().to_string();
    assert_eq!(heir.run(&["import", &mixed]).status.code(), Some(3), "only into an empty office");
}

#[test]
fn a_file_taken_in_twice_is_taken_in_once() {
    let office = Office::empty();
    let list = office.file("liste.csv", LIST);
    assert_eq!(counts(&office.json(&["import", &list])), [3, 3, 0, 0, 0]);
    let head = office.head();
    assert_eq!(counts(&office.json(&["import", &list])), [3, 0, 0, 3, 0]);
    assert_eq!(office.head(), head, "nothing happened, so nothing is told");
}

#[test]
fn a_file_that_contradicts_itself_is_taken_in_once_as_well() {
    let office = Office::empty();
    let twice = format!("{LIST}Beispiel;Bernd;07.08.1970;0221 4710101;Ulmenweg 2;50998;Hohenfeld;28.02.2026\n");
    let list = office.file("liste.csv", &twice);
    assert_eq!(counts(&office.json(&["import", &list])), [4, 3, 1, 0, 0]);
    assert_eq!(counts(&office.json(&["import", &list])), [4, 0, 0, 4, 0]);
}

#[test]
fn a_corrected_file_changes_what_it_corrects_and_adds_nobody() {
    let office = Office::empty();
    office.json(&["import", &office.file("liste.csv", LIST)]);
    let corrected = office.file("neu.csv", &LIST.replace("01.03.2026", "02.03.2026"));
    assert_eq!(counts(&office.json(&["import", &corrected])), [3, 0, 1, 2, 0]);
    assert_eq!(counts(&office.json(&["import", &corrected])), [3, 0, 0, 3, 0]);
}

#[test]
fn corrected_rejects_are_taken_in_and_keep_what_is_refused_still() {
    let office = Office::empty();
    let faulty = format!("{LIST};;01.01.1990;0221 4710102;;;;\n;;01.01.1991;0221 4710103;;;;\n");
    let list = office.file("liste.csv", &faulty);
    assert_eq!(counts(&office.json(&["import", &list])), [5, 3, 0, 0, 2]);
    let rejects = office.path("liste.rejects.csv");
    let text = fs::read_to_string(&rejects).unwrap();
    assert_eq!(text.lines().count(), 3);
    fs::write(&rejects, text.replacen(";;01.01.1990", "Neu;Nina;01.01.1990", 1)).unwrap();
    let shown = rejects.display().to_string();
    let told = office.json(&["import", &shown, "--rejects", &shown]);
    assert_eq!(counts(&told), [2, 1, 0, 0, 1], "read to its end, although the rejects go to the same name");
    assert_eq!(fs::read_to_string(&rejects).unwrap().lines().count(), 2);
}

#[test]
fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let office = Office::empty();
    let list = office.file("liste.csv", &format!("{LIST};;01.01.1990;0221 4710102;;;;\n"));
    let head = office.head();
    let would = office.json(&["import", &list, "--dry-run"]);
    assert_eq!(office.head(), head);
    assert!(!office.path("liste.rejects.csv").exists());
    let left = fs::read_dir(office.db.parent().unwrap()).unwrap().filter_map(Result::ok);
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().contains("dry-run")));
    assert_eq!(office.json(&["import", &list]), would);
}

#[test]
fn a_batch_that_was_sealed_and_not_written_is_finished_by_the_next_run() {
    let office = Office::demo();
    let (mint, rules) = (SeededMint::new(4, 0), crate::fixture::rules());
    let now = instant_at_hour(crate::fixture::today(), 9, DEFAULT_ZONE);
    let actor = Actor { user: "chef", station: "chef", now, rules: &rules, mint: &mint, action: None };
    let sealed = office.store().write(|txn| seal(txn, "records", &actor)).unwrap().unwrap();
    let written = office.export("records", "out");
    let batches = office.store().read(|queries: &dyn Queries| queries.batches(Some("records"))).unwrap();
    assert_eq!(batches.len(), 1, "the same batch, no second one");
    assert_eq!((batches[0].sealed_at, batches[0].last), (sealed.sealed_at, sealed.last));
    let manifest = read(&written, "manifest.json");

    // Killed between the rename and the note in the database: the folder stands already.
    let mut unwritten = sealed.clone();
    unwritten.manifest = None;
    office.store().write(|txn| txn.put_batch(&unwritten)).unwrap();
    assert_eq!(office.export("records", "out"), written);
    assert_eq!(read(&written, "manifest.json"), manifest);

    office.json(&["batch", "reissue", "records", "1", "--out", &office.path("again").display().to_string()]);
    let again = office.path("again").join(written.file_name().unwrap());
    for name in ["manifest.json", "records.jsonl", "records.csv"] {
        assert!(read(&again, name) == read(&written, name), "{name}");
    }
}

#[test]
fn verification_finds_a_flipped_byte_a_missing_file_and_a_gap() {
    let office = Office::demo();
    let first = office.export("records", "out");
    let out = office.path("out").display().to_string();
    let found = |what: &str| {
        let told = office.json(&["batch", "verify", &out]);
        let problems = told["problems"].as_array().unwrap();
        assert_eq!(told["ok"].as_bool(), Some(problems.is_empty()));
        let said = [Lang::De, Lang::En].map(|lang| texts(lang).get(what));
        problems.iter().any(|problem| said.iter().any(|said| problem["what"] == said.as_str()))
    };
    assert!(office.json(&["batch", "verify", &out])["ok"] == true);

    let csv = first.join("records.csv");
    let sound = fs::read(&csv).unwrap();
    let mut flipped = sound.clone();
    flipped[40] ^= 1;
    fs::write(&csv, &flipped).unwrap();
    assert!(found("batch-problem-changed"));
    fs::remove_file(&csv).unwrap();
    assert!(found("batch-problem-missing"));
    fs::write(&csv, &sound).unwrap();

    for _ in 0..2 {
        let list = office.json(&["queue", "list", "--limit", "1"]);
        let reference = list[0]["reference"].as_str().unwrap().to_owned();
        office.json(&["call", "log", &reference, "refused", "--note", "möchte nicht"]);
        office.export("records", "out");
    }
    assert!(office.json(&["batch", "verify", &out])["ok"] == true);
    fs::rename(office.path("out/records-000002"), office.path("aside")).unwrap();
    assert!(found("batch-problem-gap"));
}
