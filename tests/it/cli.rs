//! The program as scripts and administrators use it: the real binary on a demo office whose clock stands still.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bad_input;
mod exchange;
mod order_office;
mod people;
mod phone;
mod plan;
mod room;
mod shift;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Tuesday, in the middle of the morning's calls.
const NOW: &str = "2026-03-03T10:00";

/// An office in a folder of its own.
struct Office {
    folder: TempDir,
    db: PathBuf,
    now: Option<&'static str>,
}

/// What a run came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The output of a run that must have gone well.
    fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    fn json(self) -> Value {
        serde_json::from_str(&self.fine()).unwrap()
    }

    fn refused(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.out.is_empty(), "{}", self.out);
        self.err
    }
}

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rufliste"));
    command.env_clear().env("HOME", home).env("USER", "chef").env("LANG", "de_DE.UTF-8");
    command
}

impl Office {
    fn demo() -> Self {
        let folder = TempDir::new().unwrap();
        let dir = folder.path().join("office");
        let made = program(folder.path())
            .args(["demo", "--no-ui", "--contacts", "60", "--now", NOW, "--dir"])
            .arg(&dir)
            .output()
            .unwrap();
        Ran::of(&made).fine();
        Self { folder, db: dir.join("rufliste.db"), now: Some(NOW) }
    }

    fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let db = folder.path().join("new/rufliste.db");
        let office = Self { folder, db, now: None };
        office.run("init --office Kreisgesundheitsamt --district Musterkreis").fine();
        office
    }

    /// Runs a command line, parted at blanks, in an office whose clock stands still.
    fn run(&self, line: &str) -> Ran {
        self.run_with(line, &[])
    }

    fn run_with(&self, line: &str, more: &[&str]) -> Ran {
        let mut command = program(self.folder.path());
        command.arg("--db").arg(&self.db);
        if let Some(now) = self.now {
            command.args(["--now", now]);
        }
        Ran::of(&command.args(line.split(' ')).args(more).output().unwrap())
    }

    /// Runs it with standard output into this pipe.
    fn run_into(&self, line: &str, out: std::io::PipeWriter) -> Ran {
        let mut command = program(self.folder.path());
        command.arg("--db").arg(&self.db).args(["--now", NOW]).args(line.split(' ')).stdout(out);
        Ran::of(&command.output().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reference of the first call to be served.
    fn first(&self) -> String {
        let list = self.run("--format json queue list --limit 1").json();
        list[0]["reference"].as_str().unwrap().to_owned()
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_list_is_a_table_for_people_and_csv_for_programs() {
    let office = Office::demo();
    let head = |line: &str| office.run(line).fine().lines().next().unwrap().to_owned();
    let words = |line: &str| {
        head(line).split("  ").map(str::trim).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        words("queue list --limit 3"),
        "Vorgang|Anlass|ab|fällig|Priorität|Versuche|Name|Gemeinde|in Bearbeitung|fehlt im Dienst"
    );
    assert_eq!(
        words("--lang en queue list --limit 3"),
        "record|reason|from|due|priority|attempts|name|municipality|being worked by|missing on shift"
    );
    assert_eq!(
        head("--format csv queue list --limit 3"),
        "reference,reason,ready_at,due_at,priority,attempts,person,municipality,leased_by,lacking"
    );
    assert_eq!(office.run("queue list --limit 3").fine().lines().count(), 4);
}

#[test]
fn the_figures_of_the_queue_add_up() {
    let office = Office::demo();
    let stats = office.run("--format json queue stats").json();
    let names = ["open", "ready", "waiting", "leased", "done", "escalated", "withdrawn", "overdue"];
    assert_eq!(keys(&stats), [&names[..], &["rather", "waiting_by_hour", "stranded", "lacking"]].concat());
    let figure = |name: &str| stats[name].as_u64().unwrap();
    assert_eq!(figure("open"), figure("ready") + figure("waiting"));
    let list = office.run("--format json queue list --limit 1000").json();
    let list = list.as_array().unwrap();
    assert!(!list.is_empty() && list.len() as u64 <= figure("ready"));
    let columns = [
        "reference",
        "reason",
        "ready_at",
        "due_at",
        "priority",
        "attempts",
        "person",
        "municipality",
        "leased_by",
        "lacking",
    ];
    assert!(list.iter().all(|row| keys(row) == columns));
}

#[test]
fn a_station_gets_its_call_again_and_another_station_gets_another() {
    let office = Office::demo();
    let next = |station: &str| office.run(&format!("--format json queue next --station {station}")).json();
    let (first, again, other) = (next("a"), next("a"), next("b"));
    assert_eq!(keys(&first), ["reference", "reason", "person", "numbers", "lease"]);
    assert_eq!(keys(&first["lease"]), ["token", "expires_at"]);
    assert_eq!(first, again);
    assert_ne!(first["reference"], other["reference"]);
    let reference = first["reference"].as_str().unwrap();
    let why = office.run(&format!("--user haas queue why {reference}")).fine();
    assert!(why.contains("in Bearbeitung bei chef, Platz a"), "{why}");
    office.run(&format!("queue release {reference} --station a")).fine();
    assert_eq!(next("c")["reference"], first["reference"]);
}

#[test]
fn an_attempt_is_logged_under_its_lease_once() {
    let office = Office::demo();
    let served = office.run("--format json queue next --station a").json();
    let (reference, token) = (served["reference"].as_str().unwrap(), served["lease"]["token"].as_i64().unwrap());
    let line = format!("--format json call log {reference} no_answer --token {token} --station a");
    let logged = office.run(&line).json();
    assert_eq!(keys(&logged)[..3], ["attempt", "outcome", "next"]);
    assert_eq!(logged["outcome"], "no_answer");
    assert_eq!(keys(&logged["next"]), ["reason", "ready_at"]);
    let stale = office.run(&line).refused(3);
    assert!(stale.contains("Bearbeitung ist abgelaufen"), "{stale}");
}

#[test]
fn an_attempt_without_a_token_is_claimed_logged_and_released_in_one() {
    let office = Office::demo();
    let reference = office.first();
    let callback = ["--callback", "morgen 9"];
    let told = office.run_with(&format!("call log {reference} callback"), &callback).fine();
    assert!(told.contains("morgen 09:00"), "{told}");
    let stats = office.run("--format json queue stats").json();
    assert_eq!(stats["leased"], 0);
    let calls = office.run(&format!("--format json queue show {reference}")).json();
    let agreed = |call: &Value| call["callback_at"] == "2026-03-04T08:00:00Z";
    assert!(calls.as_array().unwrap().iter().any(agreed), "{calls}");
}

#[test]
fn what_an_outcome_needs_is_asked_for_and_nothing_is_saved() {
    let office = Office::demo();
    let reference = office.first();
    assert_eq!(
        office.run(&format!("call log {reference} callback")).refused(3),
        "Zu diesem Ergebnis gehört eine Zeit.\n"
    );
    let unknown = office.run(&format!("call log {reference} perhaps")).refused(2);
    assert!(unknown.starts_with("Unbekannter Wert: perhaps\nMöglich sind: complete,"), "{unknown}");
    let mistyped = office.run("call log 0000-0001 no_answer").refused(2);
    assert!(mistyped.starts_with("Die Vorgangsnummer ist vertippt"), "{mistyped}");
    let when = office.run(&format!("call log {reference} callback --callback gestern")).refused(2);
    assert!(when.contains("Zum Beispiel: 14:30"), "{when}");
}

#[test]
fn an_order_is_proposed_with_its_derivation_and_then_issued() {
    let office = Office::demo();
    let events = |office: &Office| office.run("--format json audit show --limit 1").json()[0]["seq"].clone();
    let before = events(&office);
    let list = office.run("--format json queue list --reason first_notification --limit 1").json();
    let reference = list[0]["reference"].as_str().unwrap();
    let facts = "--fact exposure.last=2026-03-01 --fact exposure.category=household --fact immunity=none";
    let line = format!("order issue {reference} {facts}");
    let proposal = office.run(&format!("{line} --dry-run")).fine();
    assert!(proposal.contains("Herleitung:") && proposal.contains("Probelauf"), "{proposal}");
    assert_eq!(events(&office), before, "a dry run writes nothing");
    let issued = office.run(&format!("--format json {line}")).json();
    let number = issued["number"].as_str().unwrap();
    let orders = office.run("--format json order list --in-force").json();
    let order = orders.as_array().unwrap().iter().find(|order| order["number"] == number).unwrap();
    for key in ["number", "reference", "kind", "from", "to", "state", "rule", "verbal_at", "municipality"] {
        assert!(order.get(key).is_some(), "{key}");
    }
    assert!(office.run(&line).refused(3).contains(number), "one order of a kind at a time");
    office.run_with(&format!("order lift {number} --reason"), &["negativer Test"]).fine();
    assert!(office.run(&format!("order show {number}")).fine().contains("aufgehoben"));
}

#[test]
fn roles_decide_who_may_do_what() {
    let office = Office::demo();
    insta::assert_snapshot!(office.run("--user berg report outcomes").refused(4), @r#"
    Dafür fehlt Ihnen die Berechtigung.
    Nötig ist die Rolle Teamleitung.
    "#);
    office.run("--user haas user role berg admin").refused(4);
    office.run("--user berg audit verify").refused(4);
    office.run("--user nobody queue list").refused(4);
    office.run("--user lorenz queue list").refused(4);
    let orders = office.run("--format json --user hohenfeld order list").json();
    let all = office.run("--format json order list").json();
    let municipality = |order: &Value| order["municipality"].clone();
    let own: Vec<Value> = orders.as_array().unwrap().iter().map(municipality).collect();
    assert!(own.windows(2).all(|pair| pair[0] == pair[1]), "an order office sees its own municipality only");
    assert!(own.len() < all.as_array().unwrap().len());
}

#[test]
fn whoever_may_not_speak_an_order_passes_it_on() {
    let office = Office::demo();
    let list = office.run("--format json queue list --reason first_notification --limit 1").json();
    let reference = list[0]["reference"].as_str().unwrap();
    let facts = "--fact exposure.last=2026-03-01 --fact exposure.category=household --fact immunity=none";
    let passed = office.run(&format!("--user yildiz order issue {reference} {facts}"));
    assert_eq!((passed.code, passed.out.as_str()), (1, "vorbereitet · an befugte Person weitergegeben\n"));
}

#[test]
fn opening_a_record_stands_in_the_trail() {
    let office = Office::demo();
    let reference = office.first();
    let shown = office.run(&format!("--user berg person show {reference}")).fine();
    assert!(shown.starts_with("Vorgang"), "{shown}");
    office.run_with(&format!("--user berg note {reference} --pin"), &["hört schwer"]).fine();
    let events = office.run("--format json audit show --limit 2").json();
    let event = |at: usize| (events[at]["user"].clone(), events[at]["kind"].clone(), events[at]["reference"].clone());
    let expected = |kind: &str| (Value::from("berg"), Value::from(kind), Value::from(reference.clone()));
    assert_eq!((event(0), event(1)), (expected("opened"), expected("note_added")));
    let found = office.run(&format!("--format json person find {reference}")).json();
    assert_eq!(found[0]["reference"], reference.as_str());
    assert!(office.run(&format!("person show {reference}")).fine().contains("hört schwer"));
}

#[test]
fn a_tick_does_its_work_once_and_leaves_everything_sound() {
    let mut office = Office::demo();
    office.now = Some("2026-03-20T10:00");
    let first = office.run("--format json tick").json();
    assert_eq!(keys(&first), ["promoted", "missed", "too_late", "orders_ended", "reranked"]);
    assert!(["missed", "too_late", "orders_ended"].iter().any(|name| first[name].as_u64() > Some(0)), "{first}");
    assert_eq!(office.run("tick").fine(), "Zeitdienst: nichts zu tun\n");
    assert_eq!(office.run("--format json order list --in-force").json(), {
        let orders = office.run("--format json order list").json();
        let issued = |order: &&Value| order["state"] == "issued";
        Value::from(orders.as_array().unwrap().iter().filter(issued).cloned().collect::<Vec<_>>())
    });
    let verified = office.run("--format json audit verify").json();
    assert_eq!((&verified["ok"], &verified["broken_at"]), (&Value::from(true), &Value::Null));
}

#[test]
fn doctor_looks_at_everything_and_says_what_to_do() {
    let office = Office::demo();
    let checks = office.run("--format json doctor").json();
    for check in checks.as_array().unwrap() {
        assert_eq!(keys(check), ["check", "state", "why", "fix"]);
        assert_ne!(check["state"], "fail", "{check}");
    }
    let mut gone = office.run("doctor --db /nowhere/rufliste.db");
    assert_eq!((gone.code, gone.err.as_str()), (1, ""));
    gone.out.truncate(gone.out.find("Anrufplan").unwrap());
    assert!(gone.out.contains("Fehler") && gone.out.contains("rufliste init"), "{}", gone.out);
}

#[test]
fn a_new_office_is_private_and_is_never_overwritten() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::empty();
    let mode = std::fs::metadata(office.db.parent().unwrap()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let users = office.run("--format json user list").json();
    assert_eq!((&users[0]["name"], &users[0]["roles"]), (&"chef".into(), &"tracer, supervisor, admin".into()));
    assert!(office.run("init").refused(3).starts_with("Hier gibt es schon eine Datenbank.\n"));
    let nothing = office.run("--format json queue next");
    assert_eq!((nothing.code, nothing.out.as_str()), (1, "null\n"));
    assert!(office.run("--now 2026-03-03 queue stats").refused(2).contains("nur in Übungsdatenbanken"));
}

#[test]
fn the_example_of_municipalities_is_taken_and_a_faulty_one_is_told_with_its_place() {
    let folder = TempDir::new().unwrap();
    let office = Office { db: folder.path().join("rufliste.db"), folder, now: None };
    let faulty = office.path("m.toml");
    std::fs::write(&faulty, "[[municipality]]\nkey = 5\n").unwrap();
    let told = office.run_with("init --municipalities", &[faulty.to_str().unwrap()]).refused(2);
    assert!(told.contains("m.toml:2:7"), "{told}");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/municipalities.toml");
    office.run_with("init --municipalities", &[example.to_str().unwrap()]).fine();
}

#[test]
fn users_are_added_changed_and_let_in_no_more() {
    let office = Office::empty();
    office.run("user add yildiz --role tracer --right order --language tr").fine();
    office.run("user set yildiz --team Nord --take order --expires 2030-01-31").fine();
    let users = office.run("--format json user list").json();
    let user = users.as_array().unwrap().iter().find(|user| user["name"] == "yildiz").unwrap();
    assert_eq!(
        (&user["team"], &user["rights"], &user["expires_on"]),
        (&"Nord".into(), &"".into(), &"2030-01-31".into())
    );
    assert!(office.run("user add yildiz").refused(3).starts_with("Diesen Benutzer gibt es schon."));
    office.run("user add Böse").refused(2);
    office.run("user disable yildiz").fine();
    office.run("--user yildiz queue stats").refused(4);
    assert!(office.run("user disable chef").refused(3).contains("muss bleiben"), "the last admin stays");
}

#[test]
fn data_files_are_checked_with_line_and_column() {
    let office = Office::empty();
    let file = |name: &str, text: &str| {
        let path = office.path(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let check = |what: &str, path: &str| office.run_with(&format!("--format json {what} check"), &[path]);
    for (what, name, text) in [
        ("keymap", "k.toml", "inherits = \"default\"\n[queue]\nno-such-action = \"x\"\n"),
        ("plan", "p.toml", "version = \"1\"\nunknown = 1\n"),
        ("rulebook", "r.toml", "id = \"x\"\nversion = \"1\"\nunknown = 1\n"),
    ] {
        let checked = check(what, &file(name, text));
        assert_eq!((checked.code, checked.err.as_str()), (1, ""), "{what}");
        let faults: Value = serde_json::from_str(&checked.out).unwrap();
        assert_eq!(keys(&faults[0]), ["file", "line", "column", "what"]);
        assert!(faults[0]["line"].as_u64() >= Some(1), "{faults}");
    }
    let plan = office.run("plan show").fine();
    assert_eq!(check("plan", &file("own.toml", &plan)).fine(), "[]\n");
    assert!(office.run("keymap show vim").fine().contains('|'));
    assert!(office.run("rulebook show").fine().contains("keine Rechtsberatung"));
}

#[test]
fn a_backup_is_restored_and_the_old_file_is_kept() {
    let office = Office::empty();
    let copy = office.path("copy.db");
    let copy = copy.to_str().unwrap();
    office.run_with("backup", &[copy]).fine();
    assert!(office.run_with("backup", &[copy]).refused(3).contains("nicht überschrieben"));
    office.run("user add later").fine();
    let told = office.run_with("restore", &[copy]).fine();
    assert!(told.contains("before-restore"), "{told}");
    assert!(!office.run("user list").fine().contains("later"));
    assert!(office.run("restore /nowhere/copy.db").refused(3).starts_with("Die Wiederherstellung war nicht möglich"));
}

#[test]
fn settings_are_shown_with_their_source() {
    let office = Office::empty();
    let settings = office.run("--format json config show").json();
    let db = settings.as_array().unwrap().iter().find(|setting| setting["name"] == "db").unwrap();
    assert_eq!(db["source"], "command_line");
    let paths = office.run("--format json config path").json();
    assert_eq!(paths["db"].as_str(), office.db.to_str());
}

#[test]
fn a_wrong_command_line_is_told_in_three_lines_and_exits_with_2() {
    let office = Office { folder: TempDir::new().unwrap(), db: "unused.db".into(), now: None };
    insta::assert_snapshot!(office.run("queue lst").refused(2), @r#"
    Die Befehlszeile stimmt nicht.
    Unbekannter Befehl: lst
    Möglich sind: list
    "#);
    insta::assert_snapshot!(office.run("--lang en note").refused(2), @r#"
    The command line is wrong.
    Missing: <REFERENCE>, <TEXT>
    Help: rufliste --help
    "#);
    insta::assert_snapshot!(office.run("queue stats").refused(3), @r#"
    Hier gibt es keine Datenbank.
    Nicht gefunden: unused.db
    Mit »rufliste init« anlegen oder mit --db einen anderen Ort angeben.
    "#);
}
