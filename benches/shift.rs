//! The figures of a shift, measured: `cargo bench --bench shift [-- import|claim|export] [N]`.
//!
//! Disks swing thirty-fold within minutes, so what depends on one is printed beside the disk's own figure of the same
//! run: a claim beside a bare durable commit, as medians and 99th percentiles.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::Connection;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let what = args.next().unwrap_or_else(|| "all".into());
    let rows: u32 = args.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::Builder::new().prefix("rufliste-bench").tempdir_in(".").expect("a folder to work in");
    let db = folder.path().join("office.db");
    if matches!(what.as_str(), "all" | "import") {
        import(folder.path(), &db, rows);
    } else {
        demo(folder.path(), rows);
    }
    let db = if db.exists() { db } else { folder.path().join("rufliste.db") };
    if matches!(what.as_str(), "all" | "claim") {
        claim(folder.path(), &db);
    }
    if matches!(what.as_str(), "all" | "export") {
        export(folder.path(), rows);
    }
}

fn rufliste(args: &[&str]) -> Duration {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_rufliste")).args(args).output().expect("the program runs");
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    begun.elapsed()
}

/// A German list of `rows` contacts, read into an empty office and once more into the full one.
fn import(folder: &Path, db: &Path, rows: u32) {
    let list = folder.join("liste.csv");
    fs::write(&list, list_of(rows)).expect("the list is written");
    let (db, list) = (db.to_str().expect("UTF-8"), list.to_str().expect("UTF-8"));
    rufliste(&["--db", db, "init", "--land", "NW"]);
    let empty = rufliste(&["--db", db, "import", list]);
    let again = rufliste(&["--db", db, "import", list]);
    let rate = |took: Duration| f64::from(rows) / took.as_secs_f64();
    println!(
        "import into an empty office   {rows} contacts  {:>8.2} s  {:>8.0} contacts/s",
        empty.as_secs_f64(),
        rate(empty)
    );
    println!(
        "the same list once more       {rows} contacts  {:>8.2} s  {:>8.0} contacts/s",
        again.as_secs_f64(),
        rate(again)
    );
}

fn list_of(rows: u32) -> String {
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
    let mut text = String::from("Name;Geburtsdatum;Geschlecht;Telefon;Straße;PLZ Ort;Letzter Kontakt;Krankheit\n");
    for n in 0..rows {
        let (first, last) = (FIRST[(n % 12) as usize], LAST[(n / 12 % 10) as usize]);
        let written = writeln!(
            text,
            "{last}{n}, {first};{:02}.{:02}.{};{};0221 4710{:03};Lindenallee {};50999 Lindental;20.11.2026;Masern",
            1 + n % 28,
            1 + n / 28 % 12,
            1940 + n % 80,
            if n % 2 == 0 { "w" } else { "m" },
            n % 1000,
            1 + n % 400,
        );
        written.expect("writing to memory");
    }
    text
}

fn demo(folder: &Path, rows: u32) {
    let dir = folder.to_str().expect("UTF-8");
    let took = rufliste(&["demo", "--no-ui", "--contacts", &rows.to_string(), "--dir", dir]);
    println!("demo office                   {rows} contacts  {:>8.2} s", took.as_secs_f64());
}

/// Claims and releases through the store, each beside a bare durable commit on the same disk.
fn claim(folder: &Path, db: &Path) {
    use rufliste::domain::decide::{Command as Decided, Rules};
    use rufliste::domain::id::SeededMint;
    use rufliste::domain::plan::Plan;
    use rufliste::domain::queue::Filter;
    use rufliste::domain::rulebook::Rulebook;
    use rufliste::store::Store;
    use rufliste::store::perform::{Actor, NotDone, perform, serve};
    use rufliste::store::sqlite::{OpenOptions, SqliteStore};

    let bare = Connection::open(folder.join("bare.db")).expect("a database");
    bare.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n INTEGER)")
        .expect("a table");
    let mut store = SqliteStore::open(db, &OpenOptions::seeded(1)).expect("the office opens");
    let user = store.read(|q| q.users()).expect("users").first().expect("a user").name.clone();
    let rules = Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in() };
    let mint = SeededMint::new(3, 0);
    let (mut claims, mut commits) = (Vec::new(), Vec::new());
    for n in 0..1000 {
        let begun = Instant::now();
        bare.execute("INSERT INTO t VALUES (?1)", [n]).expect("a commit");
        commits.push(begun.elapsed());
        let now = chrono::Utc::now();
        let actor = Actor { user: &user, station: "bench", now, rules: &rules, mint: &mint, action: None };
        let begun = Instant::now();
        let lease = store.write(|txn| serve(txn, &Filter::default(), &actor)).expect("a claim");
        claims.push(begun.elapsed());
        let Some(lease) = lease else {
            println!("claim: nothing is ready at this hour ({now}); {} measured", claims.len());
            break;
        };
        let release = Decided::Release { token: lease.token };
        let released: Result<_, NotDone> = store.write(|txn| perform(txn, &release, &actor));
        released.expect("a release");
    }
    println!(
        "bare durable commit           p50 {:>8.3} ms  p99 {:>8.3} ms",
        at(&mut commits, 50),
        at(&mut commits, 99)
    );
    println!("claim, durable                p50 {:>8.3} ms  p99 {:>8.3} ms", at(&mut claims, 50), at(&mut claims, 99));
}

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

/// Everything worked in a demo office, as the `records` edition.
fn export(folder: &Path, rows: u32) {
    let dir = folder.join("demo");
    fs::create_dir_all(&dir).expect("a folder");
    demo(&dir, rows);
    let db = dir.join("rufliste.db");
    let db = db.to_str().expect("UTF-8");
    let out = dir.join("batches");
    let took = rufliste(&["--db", db, "export", "--to", "records", "--out", out.to_str().expect("UTF-8")]);
    let lines: usize = fs::read_dir(&out)
        .expect("batches")
        .flatten()
        .filter_map(|batch| fs::read_to_string(batch.path().join("records.jsonl")).ok())
        .map(|text| text.lines().count())
        .sum();
    println!(
        "export --to records           {lines} records  {:>8.2} s  {:>8.0} records/s",
        took.as_secs_f64(),
        lines as f64 / took.as_secs_f64()
    );
}
