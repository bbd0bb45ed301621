//! What only a file shared by several processes has to promise.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rufliste::domain::lease::keys_of;
use rufliste::domain::queue::{Filter, Ranking};
use rufliste::domain::user::User;
use rufliste::store::sqlite::{Draft, Drafts, OpenOptions, SqliteStore, Verdict, backup_to, restore};
use rufliste::store::{Store, StoreError};
use tempfile::TempDir;

use super::fixture::*;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn open(path: &Path) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(path, &OpenOptions::seeded(2))
}

fn refusal(result: Result<SqliteStore, StoreError>) -> &'static str {
    match result {
        Err(StoreError::Unusable { key, .. }) => key,
        Err(other) => panic!("{other}"),
        Ok(_) => "opened",
    }
}

/// An office with one person, whose store is closed again.
fn made(folder: &TempDir) -> PathBuf {
    let mut store = sqlite(folder.path());
    enter(&mut store, 0);
    store.path().to_owned()
}

fn enter(store: &mut SqliteStore, n: u32) {
    store
        .write(|txn| {
            let touches = vec![txn.put_person(&person(n, "Muster", "Erika"))?, txn.put_record(&record(n))?];
            txn.append_event(draft(n, "imported"), touches).map(drop)
        })
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
}

#[test]
fn a_created_office_opens_again_and_belongs_to_its_owner_alone() {
    let folder = folder();
    let path = made(&folder);
    let mut store = open(&path).unwrap();
    assert_eq!(store.read(|q| q.office()).unwrap(), office());
    assert_eq!(store.read(|q| q.person(person_id(0))).unwrap().unwrap().last_name, "Muster");
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
    }
}

#[test]
fn what_is_missing_or_there_already_is_refused() {
    let folder = folder();
    assert_eq!(refusal(open(&folder.path().join("none.db"))), "db-missing");
    let path = made(&folder);
    let admin: User = user("admin");
    let again = SqliteStore::create(&path, &office(), &admin, at(0), &OpenOptions::seeded(1));
    assert_eq!(refusal(again), "db-exists");
    assert!(open(&path).is_ok(), "what was there is untouched");
}

#[test]
fn a_foreign_file_is_refused_and_left_alone() {
    let folder = folder();
    let text = folder.path().join("letter.txt");
    fs::write(&text, "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
    fs::set_permissions(&text, PermissionsExt::from_mode(0o600)).unwrap();
    assert_eq!(refusal(open(&text)), "db-foreign");
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    fs::set_permissions(&other, PermissionsExt::from_mode(0o600)).unwrap();
    assert_eq!(refusal(open(&other)), "db-foreign");
    assert_eq!(refusal(open(folder.path())), "db-foreign");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no lock files are left behind");
}

#[test]
fn a_newer_schema_is_refused_at_start_and_at_the_next_write() {
    let folder = folder();
    let path = made(&folder);
    let mut running = open(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 999").unwrap();
    assert_eq!(refusal(open(&path)), "db-newer");
    let write = running.write(|txn| txn.next_token());
    assert!(matches!(write, Err(StoreError::Unusable { key: "db-newer", .. })));
}

#[test]
fn a_damaged_file_is_refused() {
    let folder = folder();
    let path = made(&folder);
    let whole = fs::read(&path).unwrap();
    let mut cases = vec![(whole[..100].to_vec(), "short"), (vec![], "empty"), (whole[..8192].to_vec(), "cut off")];
    let mut header = whole.clone();
    header[..16].fill(b'x');
    cases.push((header, "header overwritten"));
    for (bytes, what) in cases {
        fs::write(&path, bytes).unwrap();
        assert_eq!(refusal(open(&path)), "db-damaged", "{what}");
    }
    fs::write(&path, whole).unwrap();
    assert!(open(&path).is_ok());
}

#[test]
fn what_others_may_write_is_refused() {
    let folder = folder();
    let path = made(&folder);
    for mode in [0o620, 0o602] {
        fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        assert_eq!(refusal(open(&path)), "db-permissions", "{mode:o}");
    }
    fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    for (mode, expected) in [(0o777, "db-permissions"), (0o770, "db-permissions"), (0o1777, "opened")] {
        fs::set_permissions(folder.path(), PermissionsExt::from_mode(mode)).unwrap();
        assert_eq!(refusal(open(&path)), expected, "{mode:o}");
    }
}

#[test]
fn another_connection_notices_a_commit_and_only_then() {
    let folder = folder();
    let path = made(&folder);
    let (mut here, mut there) = (open(&path).unwrap(), open(&path).unwrap());
    let before = here.version().unwrap();
    assert_eq!(here.version().unwrap(), before);
    enter(&mut there, 1);
    assert_ne!(here.version().unwrap(), before);
    assert!(here.read(|q| q.person(person_id(1))).unwrap().is_some());
}

#[test]
fn a_panic_inside_a_write_loses_nothing_committed_and_keeps_nothing_else() {
    let folder = folder();
    let path = made(&folder);
    let mut store = open(&path).unwrap();
    let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|txn| -> Result<(), StoreError> {
            txn.put_person(&person(1, "Halb", "Da"))?;
            panic!("as if killed");
        })
    }));
    assert!(broken.is_err());
    enter(&mut store, 2);
    let mut other = open(&path).unwrap();
    assert!(other.read(|q| q.person(person_id(0))).unwrap().is_some());
    assert!(other.read(|q| q.person(person_id(1))).unwrap().is_none());
    assert!(other.read(|q| q.person(person_id(2))).unwrap().is_some());
}

#[test]
fn four_stations_lose_no_update() {
    let folder = folder();
    let path = made(&folder);
    let stations: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut store = open(&path).unwrap();
                (0..25).map(|_| store.write(|txn| txn.next_token()).unwrap()).collect::<Vec<i64>>()
            })
        })
        .collect();
    let mut tokens: Vec<i64> = stations.into_iter().flat_map(|station| station.join().unwrap()).collect();
    tokens.sort_unstable();
    assert_eq!(tokens, (1..=100).collect::<Vec<i64>>());
}

#[test]
fn a_writer_that_waits_too_long_is_told_who_writes() {
    let folder = folder();
    let path = made(&folder);
    let mut holder = open(&path).unwrap();
    let options = OpenOptions { lock_wait: Duration::from_millis(80), ..OpenOptions::seeded(3) };
    let mut waiting = SqliteStore::open(&path, &options).unwrap();
    holder
        .write(|txn| {
            txn.next_token()?;
            let started = Instant::now();
            let busy = waiting.write(|txn| txn.next_token());
            let Err(StoreError::Busy(detail)) = busy else { panic!("{busy:?}") };
            assert!(detail.contains(&std::process::id().to_string()), "{detail}");
            assert!(started.elapsed() < Duration::from_secs(5));
            assert!(waiting.read(|q| q.office()).is_ok(), "readers never wait");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(waiting.write(|txn| txn.next_token()).unwrap(), 2, "a lock given up late blocks nobody");
}

#[test]
fn a_backup_of_a_database_in_use_is_whole_and_restores() {
    let folder = folder();
    let path = made(&folder);
    let mut store = open(&path).unwrap();
    enter(&mut store, 1);
    let copy = folder.path().join("backup.db");
    let head = backup_to(&path, &copy).unwrap();
    assert_eq!(head, store.read(|q| q.head()).unwrap());
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    enter(&mut store, 2);
    let refused = restore(&copy, &path, at(0), "1");
    assert!(matches!(refused, Err(StoreError::Busy(_))), "a station has it open: {refused:?}");
    drop(store);
    let restored = restore(&copy, &path, at(0), "20261124").unwrap();
    assert_eq!(restored.head, head);
    let kept = restored.kept.unwrap();
    assert!(kept.to_string_lossy().ends_with("office.db.before-restore-20261124"));
    assert!(open(&path).unwrap().read(|q| q.person(person_id(2))).unwrap().is_none());
    assert!(open(&kept).unwrap().read(|q| q.person(person_id(2))).unwrap().is_some());
}

#[test]
fn a_restore_waits_for_live_leases_and_refuses_a_broken_backup() {
    let folder = folder();
    let path = made(&folder);
    let copy = folder.path().join("backup.db");
    backup_to(&path, &copy).unwrap();
    let mut store = open(&path).unwrap();
    store
        .write(|txn| {
            txn.put_call(&call(0), at(0), &Ranking::default())?;
            txn.put_lease(&lease(1, &[0], "1"), &keys_of(&call(0)))
        })
        .unwrap();
    drop(store);
    assert!(matches!(restore(&copy, &path, at(5), "1"), Err(StoreError::Busy(_))));
    let forged = rusqlite::Connection::open(&copy).unwrap();
    forged.execute("UPDATE event SET user = 'somebody' WHERE seq = 1", []).unwrap();
    drop(forged);
    assert!(matches!(restore(&copy, &path, at(50), "2"), Err(StoreError::Corrupt(_))));
    assert!(open(&path).unwrap().read(|q| q.person(person_id(0))).unwrap().is_some(), "the old one still stands");
}

#[test]
fn a_changed_document_or_event_is_found_by_the_checks() {
    let folder = folder();
    let path = made(&folder);
    let verdicts = |store: &SqliteStore| -> Vec<&'static str> {
        store.check(at(0)).into_iter().filter(|found| found.verdict != Verdict::Ok).map(|found| found.check).collect()
    };
    let store = open(&path).unwrap();
    assert!(verdicts(&store).is_empty(), "{:?}", store.check(at(0)));
    let forger = rusqlite::Connection::open(&path).unwrap();
    forger.execute("UPDATE person SET doc = replace(doc, 'Erika', 'Erich')", []).unwrap();
    assert_eq!(verdicts(&store), ["entities"]);
    assert_eq!(store.unsealed_entities(10).unwrap(), [person_id(0).0]);
    forger.execute("UPDATE event SET kind = 'opened' WHERE seq = 2", []).unwrap();
    assert_eq!(verdicts(&store), ["chain", "entities"]);
    forger.execute("DELETE FROM haystack", []).unwrap();
    assert_eq!(verdicts(&store), ["search", "chain", "entities"]);
}

#[test]
fn drafts_survive_and_go_one_a_user_and_record() {
    let folder = folder();
    let path = made(&folder);
    let typed = |json: &str| Draft {
        user: "berg".into(),
        station: "1".into(),
        record: Some(record_id(0)),
        at: at(1),
        json: json.into(),
    };
    Drafts::open(&path).unwrap().put(&typed("{\"note\":\"ha\"}")).unwrap();
    let drafts = Drafts::open(&path).unwrap();
    drafts.put(&typed("{\"note\":\"hat\"}")).unwrap();
    assert_eq!(drafts.of("berg", Some(record_id(0))).unwrap(), Some(typed("{\"note\":\"hat\"}")));
    assert_eq!(drafts.of("wolf", Some(record_id(0))).unwrap(), None);
    assert_eq!(drafts.of_user("berg").unwrap().len(), 1);
    let desk = Draft { record: None, ..typed("{\"line\":\"Ela\"}") };
    drafts.put(&desk).unwrap();
    assert_eq!(drafts.of("berg", None).unwrap(), Some(desk));
    assert_eq!(Drafts::of_desk(&path, "berg").as_deref(), Some("{\"line\":\"Ela\"}"));
    assert_eq!(Drafts::of_desk(&path, "wolf"), None);
    drafts.remove("berg", None).unwrap();
    assert_eq!(Drafts::of_desk(&path, "berg"), None);
    drafts.remove("berg", Some(record_id(0))).unwrap();
    assert_eq!(drafts.of("berg", Some(record_id(0))).unwrap(), None);
}

#[test]
fn a_bulk_load_is_as_if_entered_one_by_one() {
    let folder = folder();
    let mut store = sqlite(folder.path());
    assert!(store.is_without_people().unwrap());
    let failed: Result<(), StoreError> = store.write_bulk(|txn| {
        txn.put_person(&person(9, "Weg", "Wieder"))?;
        Err(StoreError::Io("as if".into()))
    });
    assert!(failed.is_err());
    store
        .write_bulk(|txn| {
            for n in 0..50 {
                let touches = vec![
                    txn.put_person(&person(n, "Müller", "Erika"))?,
                    txn.put_record(&record(n))?,
                    txn.put_call(&call(n), at(0), &Ranking::default())?,
                ];
                txn.append_event(draft(n, "imported"), touches)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert!(store.check(at(0)).iter().all(|found| found.verdict == Verdict::Ok), "{:?}", store.check(at(0)));
    let berg = user("berg");
    let (page, hits) = store
        .read(|q| {
            Ok::<_, StoreError>((
                q.queue_page(&berg, &Filter::default(), None, 60, at(0))?,
                q.search("mull", today(), 60)?,
            ))
        })
        .unwrap();
    assert_eq!((page.len(), hits.len()), (50, 50));
    let again = store.write_bulk(|_| Ok::<_, StoreError>(()));
    assert!(matches!(again, Err(StoreError::Busy(_))), "only into an empty office");
}
