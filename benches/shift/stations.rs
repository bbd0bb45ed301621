//! Two hundred stations, each a process of its own, save on one database: at the pace of a busy room, and without pause.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rufliste::domain::call::{Direction, Outcome};
use rufliste::domain::decide::{Command as Decided, LogAttempt, Rules};
use rufliste::domain::id::{AttemptId, SeededMint};
use rufliste::domain::lease::Lease;
use rufliste::domain::plan::Plan;
use rufliste::domain::queue::Filter;
use rufliste::domain::rulebook::Rulebook;
use rufliste::domain::script::Scripts;
use rufliste::domain::user::{Power, User};
use rufliste::store::perform::{Actor, NotDone, perform, serve};
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rufliste::store::{Store, StoreError};
use rusqlite::Connection;

use super::{NOW, at};

/// Stations, as many as the largest offices have.
const STATIONS: usize = 200;
/// Saves a second of all together.
const PACE: usize = 40;
/// How long each part lasts.
const LASTS: Duration = Duration::from_secs(30);
/// How long the processes may take to start.
const START: Duration = Duration::from_secs(12);

/// Both parts as a table.
pub fn run(folder: &Path, db: &Path) {
    hire(db);
    println!();
    println!(
        "{:<34}{:>8}{:>10}{:>10}{:>10}{:>10}",
        "200 processes, durable", "saves", "p50 ms", "p99 ms", "max ms", "busy"
    );
    for (what, every) in [
        (format!("{PACE} saves/s in total"), Duration::from_millis((STATIONS * 1000 / PACE) as u64)),
        ("without pause".to_owned(), Duration::ZERO),
    ] {
        let (stations, mut bare) = beside_bare_commits(folder, || part(db, every));
        let mut all: Vec<Duration> = stations.iter().flat_map(|station| station.took.iter().copied()).collect();
        let busy: usize = stations.iter().map(|station| station.busy).sum();
        row(&what, &mut all, Some(busy));
        row("  beside it: a bare commit", &mut bare, None);
        if every.is_zero() {
            let saves = || stations.iter().map(|station| station.took.len());
            let (worst, best) = (saves().min().unwrap_or(0), saves().max().unwrap_or(0));
            println!(
                "  worst and best station          {worst:>8}{best:>10}  worst/best {:.2}",
                worst as f64 / best.max(1) as f64
            );
            println!("  saves a second                  {:>8.0}", all.len() as f64 / LASTS.as_secs_f64());
        }
    }
}

fn row(what: &str, times: &mut [Duration], busy: Option<usize>) {
    let busy = busy.map(|busy| busy.to_string()).unwrap_or_default();
    let (n, p50, p99, max) = (times.len(), at(times, 50), at(times, 99), at(times, 100));
    println!("{what:<34}{n:>8}{p50:>10.2}{p99:>10.2}{max:>10.2}{busy:>10}");
}

/// A user for each station.
fn hire(db: &Path) {
    let mut store = SqliteStore::open(db, &OpenOptions::seeded(1)).expect("the office opens");
    let users = store.read(|queries| queries.users()).expect("users");
    let tracer = users.into_iter().find(|user| user.may(Power::Work)).expect("a tracer");
    let put = |txn: &mut dyn rufliste::store::Txn| -> Result<(), StoreError> {
        (0..STATIONS).try_for_each(|n| txn.put_user(&User { name: name(n), ..tracer.clone() }).map(drop))
    };
    store.write(put).expect("users are put");
}

fn name(n: usize) -> String {
    format!("station{n}")
}

/// What a station measured.
struct Measured {
    took: Vec<Duration>,
    busy: usize,
}

/// Runs every station; `every` is the time between two saves of one.
fn part(db: &Path, every: Duration) -> Vec<Measured> {
    let begin = now_ms() + START.as_millis() as u64;
    let stations: Vec<Child> = (0..STATIONS)
        .map(|n| {
            let mut command = Command::new(std::env::current_exe().expect("this program"));
            command.arg("--station").arg(db);
            command.args([n.to_string(), begin.to_string(), every.as_millis().to_string()]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("a station starts")
        })
        .collect();
    stations.into_iter().map(measured).collect()
}

fn measured(mut station: Child) -> Measured {
    let lines = BufReader::new(station.stdout.take().expect("a pipe")).lines();
    let mut found = Measured { took: Vec::new(), busy: 0 };
    for line in lines.map_while(Result::ok) {
        match line.parse() {
            Ok(micros) => found.took.push(Duration::from_micros(micros)),
            Err(_) => found.busy += 1,
        }
    }
    assert!(station.wait().expect("a child of ours").success(), "a station failed");
    found
}

/// How long a bare durable commit takes in a database of its own on the same disk meanwhile.
fn beside_bare_commits(folder: &Path, work: impl FnOnce() -> Vec<Measured>) -> (Vec<Measured>, Vec<Duration>) {
    let bare = Connection::open(folder.join("beside.db")).expect("a database");
    bare.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t (n INTEGER)")
        .expect("a table");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let commits = scope.spawn({
            let over = &over;
            move || {
                let mut took = Vec::new();
                thread::sleep(START);
                while !over.load(Ordering::Relaxed) {
                    let begun = Instant::now();
                    bare.execute("INSERT INTO t VALUES (1)", []).expect("a commit");
                    took.push(begun.elapsed());
                    thread::sleep(Duration::from_millis(25));
                }
                took
            }
        });
        let done = work();
        over.store(true, Ordering::Relaxed);
        (done, commits.join().expect("commits"))
    })
}

fn now_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// The process of one station: claims and logs in turn, and prints how long each save took, or that it was busy.
pub fn station(args: &[String]) {
    let [db, n, opens_at, every] = args else { panic!("a station needs four arguments") };
    let (n, opens_at): (usize, u64) = (n.parse().expect("a number"), opens_at.parse().expect("a time"));
    let every = Duration::from_millis(every.parse().expect("a time"));
    let mut tracer = Tracer::open(&PathBuf::from(db), n);
    // Spread evenly over the pause between two saves.
    let phase = every.mul_f64(n as f64 / STATIONS as f64);
    thread::sleep(Duration::from_millis(opens_at.saturating_sub(now_ms())) + phase);
    let (begun, mut told) = (Instant::now(), String::new());
    let mut next = begun;
    while begun.elapsed() < LASTS.saturating_sub(phase) {
        let started = Instant::now();
        match tracer.save() {
            Some(true) => writeln!(told, "{}", started.elapsed().as_micros()).expect("writing to memory"),
            Some(false) => told.push_str("busy\n"),
            None => break,
        }
        next += every;
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    print!("{told}");
}

struct Tracer {
    store: SqliteStore,
    name: String,
    rules: Rules,
    mint: SeededMint,
    now: chrono::DateTime<chrono::Utc>,
    lease: Option<Lease>,
}

impl Tracer {
    fn open(db: &Path, n: usize) -> Self {
        let mut store = SqliteStore::open(db, &OpenOptions::seeded(n as u64)).expect("the office opens");
        store.introduce(&name(n), &n.to_string());
        let rules = Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in(), scripts: Scripts::built_in() };
        let now = NOW.parse().expect("a time");
        let mint = SeededMint::new(now_ms() * 1000 + n as u64, 0);
        Self { store, name: name(n), rules, mint, now, lease: None }
    }

    /// One save: whether it was done; none where nothing is ready any more.
    fn save(&mut self) -> Option<bool> {
        let Self { store, name, rules, mint, now, lease } = self;
        let actor = Actor { user: name, station: name, now: *now, rules, mint, action: None };
        let done = match lease.as_ref() {
            None => store.write(|txn| serve(txn, &Filter::default(), &actor)).map(|served| {
                *lease = served;
                lease.is_some()
            }),
            Some(held) => {
                let attempt = Decided::Log(Box::new(no_answer(AttemptId::mint(*now, mint), held, *now)));
                store.write(|txn| perform(txn, &attempt, &actor)).map(|_| {
                    *lease = None;
                    true
                })
            }
        };
        match done {
            Ok(true) => Some(true),
            Ok(false) => None,
            Err(NotDone::Store(StoreError::Busy(_) | StoreError::Blocked(_))) => Some(false),
            Err(error) => panic!("{error}"),
        }
    }
}

fn no_answer(id: AttemptId, lease: &Lease, now: chrono::DateTime<chrono::Utc>) -> LogAttempt {
    LogAttempt {
        id,
        call: lease.call,
        token: Some(lease.token),
        outcome: Outcome::NoAnswer,
        direction: Direction::Outgoing,
        number: None,
        note: String::new(),
        window: None,
        own_callback: false,
        language: None,
        office: None,
        spoken_with: None,
        spoken_name: None,
        started_at: now,
        happened_at: None,
        facts: std::collections::BTreeMap::new(),
        shared: std::collections::BTreeMap::new(),
        joint: false,
        keeps_lease: false,
    }
}
