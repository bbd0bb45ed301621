//! Many stations at once: each call is claimed once, whoever asks, from threads and from processes of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::thread;

use rufliste::domain::call::{Direction, Outcome};
use rufliste::domain::decide::{Command as Do, LogAttempt};
use rufliste::domain::id::{AttemptId, CallId, SeededMint};
use rufliste::domain::queue::Filter;
use rufliste::domain::user::Role;
use rufliste::store::Store;
use rufliste::store::perform::{Actor, NotDone, perform, serve};
use rufliste::store::sqlite::{OpenOptions, SqliteStore};

use crate::fixture::{Room, at, office, rules, user};

const STATIONS: usize = 8;

/// An office with this many contacts, each on a number of its own.
fn filled(folder: &Path, contacts: usize) -> std::path::PathBuf {
    let path = folder.join("rufliste.db");
    let store = SqliteStore::create(&path, &office(), &user("it", &[Role::Admin], &[]), at(9), &OpenOptions::seeded(1));
    let mut room = Room::over(store.unwrap());
    for n in 0..STATIONS {
        let tracer = user(&format!("tracer{n}"), &[Role::Tracer], &[]);
        room.perform("it", &Do::PutUser(Box::new(tracer))).unwrap();
    }
    for _ in 0..contacts {
        room.contact();
    }
    path
}

/// Claims and logs until nothing is left; the calls that were claimed.
fn work(path: &Path, n: usize) -> Vec<CallId> {
    let mut store = SqliteStore::open(path, &OpenOptions::seeded(n as u64 + 2)).unwrap();
    let (mint, rules, name) = (SeededMint::new(1_000 + n as u64, 0), rules(), format!("tracer{n}"));
    let actor = Actor { user: &name, station: &name, now: at(9), rules: &rules, mint: &mint, action: None };
    let mut claimed = Vec::new();
    while let Some(lease) = store.write(|txn| serve(txn, &Filter::default(), &actor)).unwrap() {
        claimed.push(lease.call);
        let attempt = LogAttempt {
            id: AttemptId::mint(at(9), &mint),
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
            started_at: at(9),
            happened_at: None,
            facts: BTreeMap::new(),
            shared: BTreeMap::new(),
            joint: false,
            keeps_lease: false,
        };
        let done = store.write(|txn| perform(txn, &Do::Log(Box::new(attempt)), &actor));
        done.unwrap_or_else(|error: NotDone| panic!("{error}"));
    }
    claimed
}

fn every_call_is_claimed_once(contacts: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), contacts);
    let claimed: Vec<CallId> = thread::scope(|scope| {
        let path = &path;
        let stations: Vec<_> = (0..STATIONS).map(|n| scope.spawn(move || work(path, n))).collect();
        stations.into_iter().flat_map(|station| station.join().unwrap()).collect()
    });
    let unique: BTreeSet<_> = claimed.iter().collect();
    assert_eq!((claimed.len(), unique.len()), (contacts, contacts));
    let mut store = SqliteStore::open(&path, &OpenOptions::seeded(1)).unwrap();
    for call in claimed {
        let call = store.read(|queries| queries.call(call)).unwrap().unwrap();
        assert_eq!(store.read(|queries| queries.attempts_of(call.record)).unwrap().len(), 1);
    }
}

#[test]
fn eight_stations_claim_every_call_once() {
    every_call_is_claimed_once(120);
}

#[test]
#[ignore = "long: two thousand calls"]
fn eight_stations_claim_two_thousand_calls_once() {
    every_call_is_claimed_once(2_000);
}

/// Every station is a process of its own, started eight at a time.
fn processes_claim_different_calls(rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), STATIONS * rounds);
    let claim = |n: usize, round: usize| {
        let ran = Command::new(env!("CARGO_BIN_EXE_rufliste"))
            .env_clear()
            .env("HOME", folder.path())
            .arg("--db")
            .arg(&path)
            .args(["--user", &format!("tracer{n}"), "--now", "2026-03-03T09:00", "--format", "json"])
            .args(["queue", "next", "--station", &format!("{n}-{round}")])
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        (told["reference"].as_str().unwrap().to_owned(), told["lease"]["token"].as_i64().unwrap())
    };
    let claimed: Vec<(String, i64)> = thread::scope(|scope| {
        let claim = &claim;
        let one = |n| scope.spawn(move || (0..rounds).map(|round| claim(n, round)).collect::<Vec<_>>());
        let stations: Vec<_> = (0..STATIONS).map(one).collect();
        stations.into_iter().flat_map(|station| station.join().unwrap()).collect()
    });
    let references: BTreeSet<_> = claimed.iter().map(|(reference, _)| reference).collect();
    let tokens: BTreeSet<_> = claimed.iter().map(|(_, token)| token).collect();
    assert_eq!((references.len(), tokens.len()), (STATIONS * rounds, STATIONS * rounds));
}

#[test]
fn eight_processes_claim_different_calls() {
    processes_claim_different_calls(2);
}

#[test]
#[ignore = "long: two thousand processes"]
fn eight_processes_claim_two_thousand_different_calls() {
    processes_claim_different_calls(250);
}
