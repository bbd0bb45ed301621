//! A disk that cannot save: the screen says so, what was typed stays, and the same key saves once it can.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pty::station::{NOW, Station, json, logged, office, rufliste};

/// In a call with something typed.
fn in_call(station: &mut Station) {
    station.sees("Oberkamp");
    station.types("n");
    station.sees("ERSTANRUF");
    station.types("v");
    station.sees("TEXT");
    station.types("Mutter sagt, abends");
    station.sees("Mutter sagt, abends");
    close(station);
}

/// Closes the note, whose text stays with the call.
fn close(station: &mut Station) {
    station.types("\r");
    station.loses("TEXT");
}

/// The outcome is not saved, which is said; what was typed is on the screen.
fn is_not_saved(station: &mut Station, db: &Path) {
    station.types("3");
    let text = station.sees("nicht gespeichert");
    assert!(text.contains("ERSTANRUF") && !text.contains("nächster Versuch"), "{text}");
    station.types("v");
    station.sees("Mutter sagt, abends");
    close(station);
    assert_eq!(logged(db), "");
}

/// The same key saves now, with what was typed.
fn is_saved(station: &mut Station, db: &Path) {
    station.types("3");
    station.sees("nächster Versuch");
    station.signal(9);
    station.ends();
    assert_eq!(logged(db), "no_answer 1");
    let dump = rufliste(db, &["--now", NOW, "report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]);
    assert!(!dump.is_empty());
    let conn = rusqlite::Connection::open(db).unwrap();
    let note = conn.query_row("SELECT json_extract(doc, '$.note') FROM attempt", [], |row| row.get::<_, String>(0));
    assert_eq!(note.unwrap(), "Mutter sagt, abends");
    drop(conn);
    rufliste(db, &["--now", NOW, "audit", "verify"]);
}

#[test]
fn an_outcome_that_could_not_be_written_is_not_called_saved() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open_that_may_run_out_of_space(&db, &["--now", NOW]);
    in_call(&mut station);
    station.may_grow(false);
    is_not_saved(&mut station, &db);
    is_not_saved(&mut station, &db);
    station.may_grow(true);
    is_saved(&mut station, &db);
}

#[test]
fn a_person_who_could_not_be_written_stays_in_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let mut station = Station::open_that_may_run_out_of_space(&db, &["--now", NOW]);
    station.sees("Oberkamp");
    station.types("+");
    station.sees("NEU ERFASSEN");
    station.may_grow(false);
    station.types("Neumann, Lea 3.4.85\r0221 4710999\r\r\rgestern\r\r");
    let text = station.sees("nicht gespeichert");
    assert!(text.contains("Neumann, Lea") && text.contains("NEU ERFASSEN"), "{text}");
    assert_eq!(json(&db, &["person", "find", "neumann"]).as_array().unwrap().len(), 0);
    station.may_grow(true);
    station.types("\r");
    station.sees("NEUMANN, Lea");
    assert_eq!(json(&db, &["person", "find", "neumann"]).as_array().unwrap().len(), 1);
}

/// A small disk of its own, unmounted when dropped.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// None where nothing may be mounted.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|ran| ran.status.success());
        mounted.then(|| Self { folder })
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("ballast")
    }

    /// Until nothing fits any more.
    fn fill(&self) {
        use std::io::Write;
        let mut file = fs::File::create(self.ballast()).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }

    fn free(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.folder.path()).output());
    }
}

#[test]
fn a_full_disk_loses_nothing_and_saves_once_there_is_space() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: no small disk may be mounted here");
        return;
    };
    let db = office(disk.folder.path());
    let mut station = Station::open(&db, &["--now", NOW], &[]);
    in_call(&mut station);
    disk.fill();
    is_not_saved(&mut station, &db);
    is_not_saved(&mut station, &db);
    disk.free();
    is_saved(&mut station, &db);
}
