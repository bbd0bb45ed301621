//! What a claim costs in a long queue: `cargo bench --bench claims [-- waiting|morning|rare] [N]`.
//!
//! Three mixes: nearly everything waits; everything became ready this minute; a few calls of a rare language stand among
//! all the others. Each claim is followed by an outcome, so that the queue moves, and is printed beside a bare durable commit
//! of the same run.

#![allow(clippy::expect_used, clippy::panic, reason = "a measurement that fails has nobody to tell but its caller")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use rufliste::domain::audit::Draft;
use rufliste::domain::call::{Call, Direction, Outcome};
use rufliste::domain::decide::{Command, LogAttempt, Rules};
use rufliste::domain::id::{ActionId, AttemptId, Reference, SeededMint};
use rufliste::domain::office::Office;
use rufliste::domain::person::Person;
use rufliste::domain::plan::Plan;
use rufliste::domain::queue::{Filter, Ranking};
use rufliste::domain::record::Record;
use rufliste::domain::rulebook::Rulebook;
use rufliste::domain::script::Scripts;
use rufliste::domain::user::User;
use rufliste::store::perform::{Actor, NotDone, perform, serve};
use rufliste::store::sqlite::{OpenOptions, SqliteStore};
use rufliste::store::{Store, StoreError};
use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

/// So many claims are measured in each mix.
const CLAIMS: usize = 500;
/// The language of the few.
const RARE: &str = "ti";
/// One call in so many is of the rare language.
const RARITY: u32 = 2_000;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let what = args.next().unwrap_or_else(|| "all".into());
    let calls: u32 = args.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    for mix in [Mix::Waiting, Mix::Morning, Mix::Rare] {
        if what == "all" || what == mix.name() {
            let folder =
                tempfile::Builder::new().prefix("rufliste-bench").tempdir_in(".").expect("a folder to work in");
            measure(mix, calls, folder.path());
        }
    }
}

/// What stands in the queue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mix {
    /// One in twenty is ready, the rest waits until tomorrow.
    Waiting,
    /// All became ready five seconds ago, and nobody has looked since.
    Morning,
    /// All are ready; a few need a language that only this tracer speaks, and nothing else is asked for.
    Rare,
}

impl Mix {
    const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Morning => "morning",
            Self::Rare => "rare",
        }
    }

    fn ready_at(self, n: u32) -> DateTime<Utc> {
        match self {
            Self::Waiting if !n.is_multiple_of(20) => now() + TimeDelta::days(1),
            Self::Morning => now() - TimeDelta::seconds(5),
            Self::Waiting | Self::Rare => now() - TimeDelta::minutes(i64::from(n % 600)),
        }
    }

    fn filter(self) -> Filter {
        Filter { language: (self == Self::Rare).then(|| RARE.to_owned()), ..Filter::default() }
    }
}

/// Five seconds past eight on a Tuesday in Berlin.
fn now() -> DateTime<Utc> {
    "2026-11-24T07:00:05Z".parse().expect("a time")
}

fn measure(mix: Mix, calls: u32, folder: &Path) {
    let begun = Instant::now();
    let path = folder.join("office.db");
    let mut store = filled(mix, calls, &path);
    println!("{:<10}{calls:>9} calls made in {:.0} s", mix.name(), begun.elapsed().as_secs_f64());
    let bare = Connection::open(folder.join("bare.db")).expect("a database");
    bare.execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n INTEGER)")
        .expect("a table");
    let rules = Rules { plan: Plan::built_in(), rulebook: Rulebook::built_in(), scripts: Scripts::built_in() };
    let mint = SeededMint::new(3, 0);
    let (mut commits, mut claims, mut saves) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..CLAIMS {
        commits.push(timed(|| bare.execute("INSERT INTO t VALUES (1)", []).expect("a commit")).0);
        let actor = Actor { user: "anna", station: "bench", now: now(), rules: &rules, mint: &mint, action: None };
        let (took, lease) = timed(|| store.write(|txn| serve(txn, &mix.filter(), &actor)).expect("a claim"));
        let Some(lease) = lease else { break };
        claims.push(took);
        let attempt = Command::Log(Box::new(no_answer(&lease, &mint)));
        let logged = timed(|| store.write(|txn| perform(txn, &attempt, &actor)));
        logged.1.unwrap_or_else(|error: NotDone| panic!("{error}"));
        saves.push(logged.0);
    }
    spread("  bare durable commit", &mut commits);
    spread("  claim, durable", &mut claims);
    spread("  outcome, durable", &mut saves);
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

fn no_answer(lease: &rufliste::domain::lease::Lease, mint: &SeededMint) -> LogAttempt {
    LogAttempt {
        id: AttemptId::mint(now(), mint),
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
        started_at: now(),
        happened_at: None,
        facts: BTreeMap::new(),
        shared: BTreeMap::new(),
        joint: false,
        keeps_lease: false,
    }
}

fn filled(mix: Mix, calls: u32, path: &Path) -> SqliteStore {
    let office: Office = from(json!({
        "name": "Gesundheitsamt", "land": "NW", "district": "Kreis", "phone": "", "zone": "Europe/Berlin", "demo": true,
        "municipalities": [],
    }));
    let anna: User = from(json!({
        "name": "anna", "display": "", "roles": ["tracer"], "rights": [], "languages": ["de", RARE], "skills": [],
    }));
    let before = now() - TimeDelta::days(1);
    let mut store = SqliteStore::create(path, &office, &anna, before, &OpenOptions::seeded(1)).expect("an office");
    let ranking = Ranking::of(&Plan::built_in());
    let made = store.write_bulk(|txn| {
        let mut touches = Vec::new();
        for n in 0..calls {
            let (person, record, call) = contact(mix, n);
            touches.push(txn.put_person(&person)?);
            touches.push(txn.put_record(&record)?);
            touches.push(txn.put_call(&call, before, &ranking)?);
        }
        let draft = Draft {
            action: ActionId::mint(before, &SeededMint::new(9, 0)),
            at: before,
            user: "anna".into(),
            station: "bench".into(),
            kind: "made".into(),
            record: None,
            facts: BTreeMap::new(),
        };
        txn.append_event(draft, touches)?;
        Ok::<_, StoreError>(())
    });
    made.expect("the calls are made");
    if mix != Mix::Morning {
        while store
            .write(|txn| txn.promote(now(), &ranking, 5_000))
            .unwrap_or_else(|error: StoreError| panic!("{error}"))
            > 0
        {}
    }
    store
}

fn from<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("an entity")
}

fn contact(mix: Mix, n: u32) -> (Person, Record, Call) {
    let id = |kind: u128| Uuid::from_u128((kind << 96) | u128::from(n));
    let ready = mix.ready_at(n);
    let language = (mix == Mix::Rare && n.is_multiple_of(RARITY)).then_some(RARE);
    let number = format!("+4922147{n:07}");
    let person = from(json!({
        "id": id(1), "last_name": format!("Muster{n}"), "first_name": "Erika", "birth": "1985-04-03", "sex": "female",
        "languages": [], "phones": [{"e164": number, "raw": number, "shown": number, "state": "usable"}], "addresses": [],
        "guardians": [], "external_ids": [],
    }));
    let record = from(json!({
        "id": id(2), "reference": Reference::new(u64::from(n) + 1), "kind": "contact", "person": id(1), "disease": "measles",
        "created_at": ready, "source": "list", "exposure": {}, "infection": {}, "index": {}, "group": "general",
        "immunity": "unknown", "classification": "unconfirmed", "extra": [], "external_ids": [], "revision": 0,
    }));
    let priority = ["normal", "high", "urgent", "low"].get(n as usize % 4).copied().unwrap_or("normal");
    let call = from(json!({
        "id": id(3), "record": id(2), "person": id(1), "reason": "first_notification", "state": "open",
        "priority": priority, "created_at": ready, "ready_at": ready, "due_at": ready + TimeDelta::hours(24),
        "language": language, "numbers": [number],
    }));
    (person, record, call)
}

fn spread(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| {
        let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let (n, p50, p99, max) = (times.len(), at(50), at(99), at(100));
    println!("{what:<30}{n:>8} times    p50 {p50:>8.3} ms  p99 {p99:>8.3} ms  max {max:>8.3} ms");
}
