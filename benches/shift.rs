//! The figures of a shift, measured: `cargo bench --bench shift [-- import|claim|export|busy|stations] [N]`.
//!
//! Disks swing thirty-fold within minutes, so what depends on one is printed beside the disk's own figure of the same
//! run: a claim beside a bare durable commit, as medians and 99th percentiles. Every part is cut off after [`LIMIT`].

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::single_match_else,
    reason = "a measurement that fails has nobody to tell but its caller"
)]
#![allow(clippy::zombie_processes, reason = "the program ends with its measurement")]

#[path = "shift/stations.rs"]
mod stations;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rufliste::domain::decide::{Command as Decided, Rules};
use rufliste::domain::id::SeededMint;
use rufliste::domain::plan::Plan;
use rufliste::domain::queue::Filter;
use rufliste::domain::rulebook::Rulebook;
use rufliste::domain::script::Scripts;
use rufliste::domain::user::Power;
use rufliste::store::Store;
use rufliste::store::perform::{Actor, NotDone, perform, serve};
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rusqlite::Connection;

/// When a command is given up.
const LIMIT: Duration = Duration::from_secs(60);
/// When the shift in the demo office takes place: a Tuesday morning at which many calls are ready.
const NOW: &str = "2026-11-24T09:30:00Z";

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench").peekable();
    if args.next_if_eq("--station").is_some() {
        return stations::station(&args.collect::<Vec<_>>());
    }
    let what = args.next().unwrap_or_else(|| "all".into());
    let rows: u32 = args.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let is_wanted = |part: &str| what == "all" || what == part;
    let folder = tempfile::Builder::new().prefix("rufliste-bench").tempdir_in(".").expect("a folder to work in");
    let folder = folder.path();
    if is_wanted("import") {
        import(folder, rows);
    }
    if what == "import" {
        return;
    }
    let db = demo(&folder.join("demo"), rows);
    if is_wanted("claim") {
        claim(folder, &db);
    }
    if is_wanted("export") {
        export(&folder.join("batches"), &db);
    }
    if is_wanted("busy") {
        busy(folder, &db, rows);
    }
    if is_wanted("stations") {
        stations::run(folder, &db);
    }
}

fn rufliste(args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rufliste"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program runs")
}

/// How long a command takes.
fn time(args: &[&str]) -> Duration {
    let begun = Instant::now();
    let mut child = rufliste(args);
    while begun.elapsed() < LIMIT {
        if let Some(status) = child.try_wait().expect("a child of ours") {
            expect_done(args, status);
            return begun.elapsed();
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("a child of ours");
    panic!("{args:?} took longer than {LIMIT:?}");
}

/// 1 is what an import with warnings ends with.
fn expect_done(args: &[&str], status: ExitStatus) {
    assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status}");
}

fn say(what: &str, rows: usize, unit: &str, took: Duration) {
    let seconds = took.as_secs_f64();
    println!("{what:<30}{rows:>8} {unit:<9}{seconds:>8.2} s {:>9.0} {unit}/s", rows as f64 / seconds);
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A German list read into an empty office and once more into the full one.
fn import(folder: &Path, rows: u32) {
    let (db, list) = (folder.join("office.db"), folder.join("liste.csv"));
    fs::write(&list, list_of(rows, chrono::Utc::now())).expect("the list is written");
    let (db, list) = (utf8(&db), utf8(&list));
    time(&["--db", db, "init", "--land", "NW"]);
    say("import into an empty office", rows as usize, "contacts", time(&["--db", db, "import", list]));
    say("the same list once more", rows as usize, "contacts", time(&["--db", db, "import", list]));
}

/// A German list of `rows` contacts, last met four days before `now`.
fn list_of(rows: u32, now: chrono::DateTime<chrono::Utc>) -> String {
    const FIRST: [&str; 12] = [
        "Anna",
        "Ben",
        "Charlotte",
        "Emre",
        "Fatma",
        "Jürgen",
        "Käthe",
        "Oleksandr",
        "Zübeyde",
        "Piotr",
        "Ida",
        "Noah",
    ];
    const LAST: [&str; 10] = [
        "Oberkamp",
        "Lindenhorst",
        "Yılmazer",
        "Steinbrink",
        "Bergmann",
        "Weißloh",
        "Hohenfeld",
        "Kirchhoff",
        "Nowak",
        "Öztürker",
    ];
    const AREA: [&str; 5] = ["0221 4710", "030 23125", "069 90009", "040 66969", "089 99998"];
    let met = (now - chrono::TimeDelta::days(4)).format("%d.%m.%Y");
    let mut text = String::from("Name;Geburtsdatum;Geschlecht;Telefon;Straße;PLZ Ort;Letzter Kontakt;Krankheit\n");
    for n in 0..rows {
        let home = n / 2; // two live at each address and answer one number
        let (first, last) = (FIRST[(n % 12) as usize], LAST[(n / 12 % 10) as usize]);
        let written = writeln!(
            text,
            "{last}{n}, {first};{:02}.{:02}.{};{};{} {:03};Lindenallee {};50999 Lindental;{met};Masern",
            1 + n % 28,
            1 + n / 28 % 12,
            1940 + n % 80,
            if n % 2 == 0 { "w" } else { "m" },
            AREA[(home / 1000 % 5) as usize],
            home % 1000,
            1 + home,
        );
        written.expect("writing to memory");
    }
    text
}

fn demo(dir: &Path, rows: u32) -> PathBuf {
    let took = time(&["--now", NOW, "demo", "--no-ui", "--contacts", &rows.to_string(), "--dir", utf8(dir)]);
    say("demo office", rows as usize, "contacts", took);
    dir.join("rufliste.db")
}

/// A station that claims and releases.
struct Station {
    store: SqliteStore,
    user: String,
    rules: Rules,
    mint: SeededMint,
    now: chrono::DateTime<chrono::Utc>,
}

impl Station {
    fn open(db: &Path) -> Self {
        let mut store = SqliteStore::open(db, &OpenOptions::seeded(1)).expect("the office opens");
        let users = store.read(|queries| queries.users()).expect("users");
        let user = users.iter().find(|user| user.may(Power::Work)).expect("a tracer").name.clone();
        let rules = Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in(), scripts: Scripts::built_in() };
        let now = NOW.parse().expect("a time");
        Self { store, user, rules, mint: SeededMint::new(3, 0), now }
    }

    /// Claims the next call and puts it back; how long the claim took.
    fn claim(&mut self) -> Option<Duration> {
        let Self { store, user, rules, mint, now } = self;
        let actor = Actor { user, station: "bench", now: *now, rules, mint, action: None };
        let begun = Instant::now();
        let lease = store.write(|txn| serve(txn, &Filter::default(), &actor)).expect("a claim")?;
        let took = begun.elapsed();
        let release = Decided::Release { token: lease.token };
        let released: Result<_, NotDone> = store.write(|txn| perform(txn, &release, &actor));
        released.expect("a release");
        Some(took)
    }
}

/// Claims and releases through the store, each beside a bare durable commit on the same disk.
fn claim(folder: &Path, db: &Path) {
    let bare = Connection::open(folder.join("bare.db")).expect("a database");
    bare.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n INTEGER)")
        .expect("a table");
    let mut station = Station::open(db);
    let (mut claims, mut commits) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    while claims.len() < 1000 && begun.elapsed() < LIMIT {
        let commit = Instant::now();
        bare.execute("INSERT INTO t VALUES (?1)", [1]).expect("a commit");
        commits.push(commit.elapsed());
        let Some(took) = station.claim() else {
            println!("claim: nothing is ready at this hour ({NOW})");
            break;
        };
        claims.push(took);
    }
    spread("bare durable commit", &mut commits);
    spread("claim, durable", &mut claims);
}

fn spread(what: &str, times: &mut [Duration]) {
    let (n, p50, p99, max) = (times.len(), at(times, 50), at(times, 99), at(times, 100));
    println!("{what:<30}{n:>8} times    p50 {p50:>8.3} ms  p99 {p99:>8.3} ms  max {max:>8.3} ms");
}

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

/// Everything worked in a demo office, as the `records` edition.
fn export(out: &Path, db: &Path) {
    let took = time(&["--db", utf8(db), "--now", NOW, "export", "--to", "records", "--out", utf8(out)]);
    let lines = fs::read_dir(out)
        .expect("batches")
        .flatten()
        .filter_map(|batch| fs::read_to_string(batch.path().join("records.jsonl")).ok())
        .map(|text| text.lines().count())
        .sum();
    say("export --to records", lines, "records", took);
}

/// A list read into an office where a station claims all the while: what an import costs who works beside it.
fn busy(folder: &Path, db: &Path, rows: u32) {
    let mut station = Station::open(db);
    let list = folder.join("mehr.csv");
    fs::write(&list, list_of(rows, station.now)).expect("the list is written");
    let args = ["--db", utf8(db), "--now", NOW, "import", utf8(&list)];
    let begun = Instant::now();
    let mut import = rufliste(&args);
    let mut claims = Vec::new();
    let status = loop {
        if let Some(status) = import.try_wait().expect("a child of ours") {
            break Some(status);
        }
        if begun.elapsed() > LIMIT {
            break None;
        }
        claims.extend(station.claim());
        thread::sleep(Duration::from_millis(20));
    };
    let took = begun.elapsed();
    match status {
        Some(status) => {
            expect_done(&args, status);
            say("import into a working office", rows as usize, "contacts", took);
        }
        None => {
            import.kill().expect("a child of ours");
            println!("import into a working office: not done within {LIMIT:?}");
        }
    }
    spread("claim beside an import", &mut claims);
}
