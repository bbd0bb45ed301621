//! A station: the real binary in a pseudo-terminal of 80 by 24, its keys counted, its screen read.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rufliste");
/// How long a screen may take to show what is waited for on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// Tuesday morning: calling hours, in term.
pub(crate) const NOW: &str = "2026-03-03T10:00";

pub(crate) fn lines(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap()
}

/// A station in a pseudo-terminal.
pub(crate) struct Station {
    child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    pub(crate) screen: Arc<Mutex<vt100::Parser>>,
    pub(crate) raw: Arc<Mutex<Vec<u8>>>,
    /// Keys pressed so far, by [`Station::press`].
    pub(crate) pressed: usize,
}

impl Station {
    pub(crate) fn open(db: &Path, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--db", db.to_str().unwrap(), "--lang", "de"]);
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("HOME", db.parent().unwrap());
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(lines(24), lines(80), 0)));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (shown, kept) = (screen.clone(), raw.clone());
        std::thread::spawn(move || {
            let mut buffer = [0u8; 8192];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 {
                    return;
                }
                kept.lock().unwrap().extend_from_slice(&buffer[..read]);
                shown.lock().unwrap().process(&buffer[..read]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, master: pair.master, keys, screen, raw, pressed: 0 }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen shows this.
    pub(crate) fn sees(&self, wanted: &str) -> String {
        self.until(&format!("{wanted:?}"), |text| text.contains(wanted))
    }

    pub(crate) fn until(&self, what: &str, is_there: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let text = self.text();
            if is_there(&text) {
                return text;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {what}, the screen shows:\n{text}");
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub(crate) fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Presses one key, and counts it.
    pub(crate) fn press(&mut self, key: &str) {
        self.pressed += 1;
        self.types(key);
    }

    /// Waits until the screen no longer shows this.
    pub(crate) fn loses(&self, unwanted: &str) -> String {
        self.until(&format!("{unwanted:?} to go"), |text| !text.contains(unwanted))
    }

    /// Quits, also where what is left of the day is listed first.
    pub(crate) fn quits(&mut self) {
        let begun = Instant::now();
        let mut listed = false;
        self.types("\u{1b}[21~");
        while self.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "the program does not end:\n{}", self.text());
            if !listed && self.text().contains("Feierabend") {
                listed = true;
                self.types("\u{1b}[21~");
            }
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub(crate) fn ends(&mut self) {
        let begun = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "the program does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    pub(crate) fn signal(&self, signal: i32) {
        let pid = self.child.process_id().unwrap();
        let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
        let signal = match signal {
            1 => rustix::process::Signal::HUP,
            9 => rustix::process::Signal::KILL,
            18 => rustix::process::Signal::CONT,
            19 => rustix::process::Signal::STOP,
            _ => rustix::process::Signal::TERM,
        };
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Whether the alternate screen was left and the cursor shown again, after everything else. The last bytes may
    /// still be on their way when the process has ended.
    pub(crate) fn is_restored(&self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let raw = String::from_utf8_lossy(&self.raw.lock().unwrap()).into_owned();
            let entered = raw.rfind("\x1b[?1049h");
            if raw.rfind("\x1b[?1049l") > entered && raw.rfind("\x1b[?25h") > entered {
                return true;
            }
            std::thread::sleep(Duration::from_millis(15));
        }
        false
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        drop(self.child.kill());
        let _ = &self.master;
    }
}

pub(crate) fn rufliste(db: &Path, args: &[&str]) -> String {
    let output = Command::new(PROGRAM)
        .args(["--db", db.to_str().unwrap(), "--lang", "de"])
        .args(args)
        .env("HOME", db.parent().unwrap())
        .output()
        .unwrap();
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{args:?} {code:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// An empty office that is a demo, so that the clock may be set, with two contacts of measles.
pub(crate) fn office(folder: &Path) -> PathBuf {
    office_with(
        folder,
        NOW,
        "Oberkamp;Zübeyde;03.04.1985;0221 4710123;Lindenallee 3;40991;Lindental;02.03.2026;Haushalt;Masern\n\
         Steinbrink;Jürgen;12.11.1970;0221 4710456;Am Markt 7;40991;Lindental;01.03.2026;eng;Masern\n",
    )
}

/// Such an office with these contacts, taken in at this time.
pub(crate) fn office_with(folder: &Path, now: &str, rows: &str) -> PathBuf {
    let dir = folder.to_str().unwrap();
    rufliste(&folder.join("x.db"), &["demo", "--no-ui", "--contacts", "0", "--dir", dir, "--now", now]);
    let db = folder.join("rufliste.db");
    let list = folder.join("liste.csv");
    // A row may end early: what is not written is not known.
    let heading =
        "Name;Vorname;Geburtsdatum;Telefon;Straße;PLZ;Ort;Letzter Kontakt;Kategorie;Krankheit;Impfstatus;Einrichtung\n";
    std::fs::write(&list, format!("{heading}{rows}")).unwrap();
    let summary = rufliste(&db, &["--now", now, "import", list.to_str().unwrap(), "--format", "json"]);
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["added"], rows.lines().count(), "{summary}");
    db
}

pub(crate) fn json(db: &Path, args: &[&str]) -> serde_json::Value {
    json_at(db, NOW, args)
}

/// What a command answers at this time.
pub(crate) fn json_at(db: &Path, now: &str, args: &[&str]) -> serde_json::Value {
    let mut all = vec!["--now", now, "--format", "json"];
    all.extend_from_slice(args);
    serde_json::from_str(&rufliste(db, &all)).unwrap()
}

/// How often each outcome was logged on the day: `complete 2, no_answer 1`.
pub(crate) fn logged(db: &Path) -> String {
    let rows = json(db, &["report", "outcomes", "--from", "2026-03-03", "--to", "2026-03-03"]);
    let rows = rows.as_array().unwrap().iter();
    let mut counts: Vec<String> =
        rows.map(|row| format!("{} {}", row["outcome"].as_str().unwrap(), row["count"])).collect();
    counts.sort();
    counts.join(", ")
}
