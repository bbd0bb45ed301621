//! A process of its own that works with the program's store: this test binary, started again. What it has committed it
//! tells its parent by a pipe (standard error), a line each, after the commit.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::time::Duration;

use rufliste::domain::call::{Direction, Outcome};
use rufliste::domain::decide::{Command as Do, LogAttempt};
use rufliste::domain::id::{AttemptId, CallId, SeededMint};
use rufliste::domain::lease::Lease;
use rufliste::domain::queue::Filter;
use rufliste::domain::time::Moment;
use rufliste::store::perform::{Actor, NotDone, perform, serve};
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rufliste::store::{Store, StoreError};
use rustix::process::{Pid, Signal, getpid, kill_process};

use crate::fixture::{at, rules};

/// What a worker does.
#[derive(Clone, Copy)]
pub(super) enum Work {
    /// Claims and logs until nothing is ready.
    Shift,
    /// Stops itself in the middle of a save.
    StopInSave,
}

impl Work {
    const fn name(self) -> &'static str {
        match self {
            Self::Shift => "shift",
            Self::StopInSave => "stop",
        }
    }
}

/// A worker process; killed when dropped.
pub(super) struct Worker {
    pub(super) child: Child,
}

impl Worker {
    /// Starts one; each line that it tells is sent on with its number, and its end as an empty one.
    pub(super) fn start(db: &Path, n: usize, work: Work, told: Sender<(usize, String)>) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "processes::worker::works", "--ignored", "--nocapture", "--test-threads=1"])
            .env("RUFLISTE_WORKER", work.name())
            .env("RUFLISTE_WORKER_N", n.to_string())
            .env("RUFLISTE_WORKER_DB", db)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            // A panic begins with an empty line.
            for line in lines.lines().map_while(Result::ok).filter(|line| !line.is_empty()) {
                drop(told.send((n, line)));
            }
            drop(told.send((n, String::new())));
        });
        Self { child }
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Kills it at once.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The user of a worker: each has one of its own.
pub(super) fn name(n: usize) -> String {
    format!("tracer{n}")
}

/// Somebody who claims and logs.
pub(super) struct Tracer {
    store: SqliteStore,
    mint: SeededMint,
    name: String,
    now: Moment,
    rules: rufliste::domain::decide::Rules,
}

impl Tracer {
    pub(super) fn open(db: &Path, n: usize, now: Moment) -> Self {
        // Sixty-four without pause on a slow machine wait longer than a station would.
        let options = OpenOptions { lock_wait: Duration::from_secs(90), ..OpenOptions::seeded(n as u64 + 2) };
        let mut store = SqliteStore::open(db, &options).unwrap();
        store.introduce(&name(n), &n.to_string());
        Self { store, mint: SeededMint::new(1_000 + n as u64, 0), name: name(n), now, rules: rules() }
    }

    pub(super) fn claim(&mut self) -> Option<Lease> {
        let Self { store, mint, name, now, rules } = self;
        let actor = Actor { user: name, station: name, now: *now, rules, mint, action: None };
        store.write(|txn| serve(txn, &Filter::default(), &actor)).unwrap()
    }

    pub(super) fn log(&mut self, lease: &Lease) -> AttemptId {
        let Self { store, mint, name, now, rules } = self;
        let attempt = no_answer(AttemptId::mint(*now, mint), lease, *now);
        let (id, command) = (attempt.id, Do::Log(Box::new(attempt)));
        let actor = Actor { user: name, station: name, now: *now, rules, mint, action: None };
        let done = store.write(|txn| perform(txn, &command, &actor));
        done.unwrap_or_else(|error: NotDone| panic!("{error}"));
        id
    }
}

fn no_answer(id: AttemptId, lease: &Lease, now: Moment) -> LogAttempt {
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
        facts: BTreeMap::new(),
        shared: BTreeMap::new(),
        joint: false,
        keeps_lease: false,
    }
}

/// What a worker tells.
#[derive(Debug)]
pub(super) enum Told {
    Claimed(CallId, i64),
    Logged(CallId, AttemptId),
    /// Nothing is ready for it any more.
    Done,
    /// It has ended.
    Gone,
    /// Something else: it fails, and says why.
    Spoken,
}

impl Told {
    pub(super) fn of(line: &str) -> Self {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["claim", call, token] => Self::Claimed(CallId(call.parse().unwrap()), token.parse().unwrap()),
            ["log", call, attempt] => Self::Logged(CallId(call.parse().unwrap()), AttemptId(attempt.parse().unwrap())),
            ["done"] => Self::Done,
            [""] => Self::Gone,
            _ => {
                println!("a worker says: {line}");
                Self::Spoken
            }
        }
    }
}

/// One write of the whole line: a kill cannot cut it.
fn tell(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
#[ignore = "a process that other tests start"]
fn works() {
    let Ok(work) = std::env::var("RUFLISTE_WORKER") else { return };
    let db = PathBuf::from(std::env::var_os("RUFLISTE_WORKER_DB").unwrap());
    let n = std::env::var("RUFLISTE_WORKER_N").unwrap().parse().unwrap();
    if work == Work::StopInSave.name() {
        return stop_in_save(&db);
    }
    let mut tracer = Tracer::open(&db, n, at(9));
    while let Some(lease) = tracer.claim() {
        tell(&format!("claim {} {}", lease.call.0, lease.token));
        let attempt = tracer.log(&lease);
        tell(&format!("log {} {}", lease.call.0, attempt.0));
    }
    tell("done");
}

/// Stops inside the transaction, as a station does whose terminal freezes at the wrong moment.
fn stop_in_save(db: &Path) {
    let mut store = SqliteStore::open(db, &OpenOptions::seeded(5)).unwrap();
    store.introduce("berg", "3");
    let saved = store.write(|txn| {
        txn.next_token()?;
        kill_process(getpid(), Signal::STOP).map_err(|error| StoreError::Io(error.to_string()))?;
        txn.next_token()
    });
    tell(&format!("saved {}", saved.unwrap()));
}
