//! Many processes claim and log the same queue while some of them are killed at random moments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use rufliste::domain::audit::Draft;
use rufliste::domain::id::{ActionId, AttemptId, CallId, SeededMint};
use rufliste::domain::queue::Ranking;
use rufliste::domain::user::Role;
use rufliste::store::sqlite::{OpenOptions, SqliteStore, Verdict};
use rufliste::store::{Store, StoreError};

use super::Dice;
use super::worker::{Told, Tracer, Work, Worker, name};
use crate::fixture::{Room, at, office, rules, user};

const PROCESSES: usize = 64;

/// An office with so many calls, each on a number of its own, and a tracer for each process that will ever run.
fn filled(folder: &Path, calls: usize, tracers: usize) -> PathBuf {
    let path = folder.join("rufliste.db");
    let admin = user("it", &[Role::Admin], &[]);
    let mut store = SqliteStore::create(&path, &office(), &admin, at(8), &OpenOptions::seeded(1)).unwrap();
    let mut room = Room::new();
    let people: Vec<_> = (0..calls).map(|_| room.invented(None)).collect();
    let ranking = Ranking::of(&rules().plan);
    let put = |txn: &mut dyn rufliste::store::Txn| -> Result<(), StoreError> {
        // All of it sealed by one event, as everything is that the office holds.
        let mut touches = Vec::new();
        for n in 0..tracers {
            touches.push(txn.put_user(&user(&name(n), &[Role::Tracer], &[]))?);
        }
        for (person, record, call) in &people {
            touches.push(txn.put_person(person)?);
            touches.push(txn.put_record(record)?);
            touches.push(txn.put_call(call, at(9), &ranking)?);
        }
        let draft = Draft {
            action: ActionId::mint(at(9), &SeededMint::new(5, 0)),
            at: at(9),
            user: "it".into(),
            station: String::new(),
            kind: "imported".into(),
            record: None,
            facts: BTreeMap::new(),
        };
        txn.append_event(draft, touches)?;
        Ok(())
    };
    store.write_bulk(put).unwrap();
    path
}

/// The room while it works.
struct Shift<'a> {
    db: &'a Path,
    workers: BTreeMap<usize, Worker>,
    tell: Sender<(usize, String)>,
    told: Receiver<(usize, String)>,
    started: usize,
    claimed: BTreeMap<CallId, BTreeSet<i64>>,
    tokens: BTreeSet<i64>,
    logged: BTreeMap<AttemptId, CallId>,
}

impl<'a> Shift<'a> {
    fn begin(db: &'a Path) -> Self {
        let (tell, told) = channel();
        let mut shift = Self {
            db,
            workers: BTreeMap::new(),
            tell,
            told,
            started: 0,
            claimed: BTreeMap::new(),
            tokens: BTreeSet::new(),
            logged: BTreeMap::new(),
        };
        for _ in 0..PROCESSES {
            shift.start();
        }
        shift
    }

    fn start(&mut self) {
        let n = self.started;
        self.started += 1;
        self.workers.insert(n, Worker::start(self.db, n, Work::Shift, self.tell.clone()));
    }

    /// Takes one line; says whether anybody still works.
    fn listen(&mut self) -> bool {
        let (n, line) = self.told.recv_timeout(Duration::from_secs(120)).expect("somebody works");
        self.note(n, &line);
        !self.workers.is_empty()
    }

    fn note(&mut self, n: usize, line: &str) {
        match Told::of(line) {
            Told::Claimed(call, token) => {
                self.claimed.entry(call).or_default().insert(token);
                assert!(self.tokens.insert(token), "token {token} was given twice");
            }
            Told::Logged(call, attempt) => {
                self.logged.insert(attempt, call);
            }
            Told::Done | Told::Spoken => {}
            Told::Gone => {
                if let Some(mut worker) = self.workers.remove(&n) {
                    assert!(worker.child.wait().unwrap().success(), "worker {n} failed");
                }
            }
        }
    }

    /// Kills one at a moment that nobody chose, and puts another in its place.
    fn kill(&mut self, dice: &mut Dice) {
        let at = dice.below(self.workers.len());
        let n = *self.workers.keys().nth(at).unwrap();
        std::thread::sleep(Duration::from_micros(dice.below(4_000) as u64));
        if let Some(worker) = self.workers.remove(&n) {
            worker.kill();
            self.start();
        }
    }
}

fn processes_are_killed(calls: usize, kills: usize) {
    let folder = tempfile::tempdir().unwrap();
    let db = filled(folder.path(), calls, PROCESSES + kills + 1);
    let mut dice = Dice::new();
    let mut shift = Shift::begin(&db);
    let (mut killed, begun) = (0, Instant::now());
    while shift.listen() {
        // The last kill comes well before the last call.
        let due = (shift.logged.len() * (kills + 1) / (calls * 9 / 10)).min(kills);
        while killed < due && !shift.workers.is_empty() {
            shift.kill(&mut dice);
            killed += 1;
        }
    }
    while let Ok((n, line)) = shift.told.try_recv() {
        shift.note(n, &line);
    }
    let took = begun.elapsed();
    assert_eq!(killed, kills);
    for (call, tokens) in &shift.claimed {
        assert_eq!(tokens.len(), 1, "{call:?} was claimed by several at once: {tokens:?}");
    }
    no_call_has_two_leases(&db);
    let left = sweep(&db, PROCESSES + kills, &mut shift.logged);
    let acknowledged = shift.logged.len() - left;
    println!("{calls} calls, {kills} kills, {took:?}: {acknowledged} acknowledged, {left} left by the killed");
    everything_is_there(&db, calls, &shift.logged);
}

fn no_call_has_two_leases(db: &Path) {
    let mut store = SqliteStore::open(db, &OpenOptions::seeded(1)).unwrap();
    let leases = store.read(|queries| queries.leases()).unwrap();
    let live = leases.iter().map(|row| &row.lease).filter(|lease| lease.is_live(at(9)));
    let covered: Vec<CallId> = live.flat_map(|lease| lease.covers.iter().copied()).collect();
    let unique: BTreeSet<_> = covered.iter().collect();
    assert_eq!(covered.len(), unique.len());
}

/// Once the leases of the killed have run out, their calls are served to another.
fn sweep(db: &Path, n: usize, logged: &mut BTreeMap<AttemptId, CallId>) -> usize {
    let mut tracer = Tracer::open(db, n, at(9) + TimeDelta::minutes(11));
    let mut left = 0;
    while let Some(lease) = tracer.claim() {
        let attempt = tracer.log(&lease);
        logged.insert(attempt, lease.call);
        left += 1;
    }
    left
}

fn everything_is_there(db: &Path, calls: usize, acknowledged: &BTreeMap<AttemptId, CallId>) {
    let mut store = SqliteStore::open(db, &OpenOptions::seeded(1)).unwrap();
    let worked: BTreeSet<_> = acknowledged.values().collect();
    store
        .read(|queries| {
            for (attempt, call) in acknowledged {
                let found = queries.attempt(*attempt)?;
                assert_eq!(found.map(|attempt| attempt.call), Some(*call), "an acknowledged attempt is missing");
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let calls = i64::try_from(calls).unwrap();
    let count = |sql: &str| {
        let conn = rusqlite::Connection::open(db).unwrap();
        conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM call"), calls);
    assert_eq!(count("SELECT count(*) FROM attempt"), calls, "each call was tried once");
    assert_eq!(count("SELECT count(DISTINCT json_extract(doc, '$.call')) FROM attempt"), calls);
    assert!(i64::try_from(worked.len()).unwrap() <= calls);
    for finding in store.check(at(9)) {
        assert_eq!(finding.verdict, Verdict::Ok, "{finding:?}");
    }
    let verified = Command::new(env!("CARGO_BIN_EXE_rufliste"))
        .arg("--db")
        .arg(db)
        .args(["--user", "it", "--now", "2026-03-03T12:00", "audit", "verify"])
        .output()
        .unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn sixty_four_processes_lose_nothing_to_fifty_kills() {
    processes_are_killed(3_000, 50);
}

#[test]
#[ignore = "long: 50,000 calls, 500 kills"]
fn sixty_four_processes_lose_nothing_to_five_hundred_kills() {
    processes_are_killed(50_000, 500);
}
