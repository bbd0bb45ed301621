//! How a frame leaves the program: at once, so that no line shows half of it.

use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{PtySize, native_pty_system};

use crate::pty::station::{NOW, lines, office};

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const PATIENCE: Duration = Duration::from_secs(20);

/// Ends the station with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop((self.0.kill(), self.0.wait()));
    }
}

/// What one `write` wrote: a datagram.
fn next_write(out: &UnixDatagram) -> Option<Vec<u8>> {
    let mut bytes = vec![0u8; 1 << 18];
    let read = out.recv(&mut bytes).ok()?;
    bytes.truncate(read);
    Some(bytes)
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[test]
fn every_frame_goes_out_in_one_write() {
    let folder = tempfile::tempdir().unwrap();
    let db = office(folder.path());
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let terminal = pair.master.tty_name().unwrap();
    let open = || File::options().read(true).write(true).open(&terminal).unwrap();
    let (out, theirs) = UnixDatagram::pair().unwrap();
    out.set_read_timeout(Some(PATIENCE)).unwrap();
    // The terminal is where the keys come from; the screen goes where every write is seen by itself.
    let station = Command::new("setsid")
        .args(["--ctty", env!("CARGO_BIN_EXE_rufliste"), "--db", db.to_str().unwrap(), "--lang", "de", "--now", NOW])
        .env("TERM", "xterm-256color")
        .env("HOME", folder.path())
        .stdin(open())
        .stderr(open())
        .stdout(Stdio::from(OwnedFd::from(theirs)))
        .spawn()
        .unwrap();
    let station = Running(station);
    let mut keys = pair.master.take_writer().unwrap();
    let mut frames = Vec::new();
    let mut screen = vt100::Parser::new(lines(24), lines(80), 0);
    let mut read_until = |wanted: &str| {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "waited for {wanted}");
            let written = next_write(&out).expect("a frame");
            screen.process(&written);
            frames.push(written);
            if screen.screen().contents().contains(wanted) {
                return;
            }
        }
    };
    read_until("Oberkamp");
    for (key, wanted) in
        [("\u{1b}OP", "Tasten auf diesem"), ("\u{1b}", "Oberkamp"), ("n", "ERSTANRUF"), ("a", "gewählt"), ("v", "TEXT")]
    {
        std::thread::sleep(Duration::from_millis(80));
        keys.write_all(key.as_bytes()).unwrap();
        read_until(wanted);
    }
    drop(station);
    let frames: Vec<_> = frames.iter().filter(|bytes| holds(bytes, BEGIN) || holds(bytes, END)).collect();
    assert!(frames.len() >= 6, "{}", frames.len());
    // What is buffered by lines goes in pieces where a line is fed.
    assert!(frames.iter().any(|frame| frame.contains(&b'\n')), "no frame could have been torn");
    for frame in frames {
        assert!(frame.starts_with(BEGIN) && frame.ends_with(END), "{:?}", String::from_utf8_lossy(frame));
    }
}
