//! A file that a thread of its own hashes, writes and makes durable, so that whoever fills it waits for no disk.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::{Digest, Sha256};

use crate::domain::audit::Hash;

/// Bytes handed over at once.
const PIECE: usize = 1 << 18;
/// Pieces that may wait for the disk; more, and the producer waits too.
const WAITING: usize = 8;
/// Bytes after which what was written is made durable already, so that little is left for the end.
const SYNC_EVERY: u64 = 1 << 24;

/// A file open for writing.
#[derive(Debug)]
pub struct Spool {
    piece: Vec<u8>,
    pieces: Option<SyncSender<Vec<u8>>>,
    thread: Option<JoinHandle<io::Result<Spooled>>>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spooled {
    /// Bytes.
    pub size: u64,
    /// Their SHA-256, hex.
    pub sha256: String,
}

impl Spool {
    /// Writes to `file`, which is empty.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn new(file: File) -> io::Result<Self> {
        let (pieces, arriving) = sync_channel(WAITING);
        let thread = thread::Builder::new().name("spool".to_owned()).spawn(move || spool(file, &arriving))?;
        Ok(Self { piece: Vec::with_capacity(PIECE), pieces: Some(pieces), thread: Some(thread) })
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    /// Those of the disk, also the ones that an earlier write met.
    pub fn finish(mut self) -> io::Result<Spooled> {
        // A hand-over fails only where the thread has ended, and then its own error says why.
        let handed_over = self.hand_over();
        let spooled = self.join()?;
        handed_over.map(|()| spooled)
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let ended = || io::Error::from(io::ErrorKind::BrokenPipe);
        self.pieces.as_ref().ok_or_else(ended)?.send(piece).map_err(|_| ended())
    }

    fn join(&mut self) -> io::Result<Spooled> {
        self.pieces = None;
        let lost = || io::Error::other("the writing thread is gone");
        self.thread.take().ok_or_else(lost)?.join().map_err(|_| lost())?
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE && self.hand_over().is_err() {
            return Err(self.join().err().unwrap_or_else(|| io::ErrorKind::BrokenPipe.into()));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn spool(mut file: File, pieces: &Receiver<Vec<u8>>) -> io::Result<Spooled> {
    let mut hash = Sha256::new();
    let (mut size, mut durable) = (0, 0);
    for piece in pieces {
        hash.update(&piece);
        file.write_all(&piece)?;
        size += piece.len() as u64;
        if size - durable >= SYNC_EVERY {
            file.sync_data()?;
            durable = size;
        }
    }
    file.sync_all()?;
    Ok(Spooled { size, sha256: Hash(hash.finalize().into()).to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_is_in_the_file_and_in_the_hash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut spool = Spool::new(File::create_new(&path).unwrap()).unwrap();
        let line = b"a line of a list\n".repeat(1000);
        for _ in 0..50 {
            spool.write_all(&line).unwrap();
        }
        let spooled = spool.finish().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(bytes, line.repeat(50));
        assert_eq!(spooled.size, bytes.len() as u64);
        assert_eq!(spooled.sha256, Hash(Sha256::digest(&bytes).into()).to_string());
    }

    #[test]
    fn a_full_disk_is_said_by_its_own_name() {
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let mut spool = Spool::new(full).unwrap();
        let filled = (0..1000).try_for_each(|_| spool.write_all(&vec![7; PIECE]));
        assert_eq!(filled.unwrap_err().kind(), io::ErrorKind::StorageFull);

        let mut small = Spool::new(File::options().write(true).open("/dev/full").unwrap()).unwrap();
        small.write_all(b"x").unwrap();
        assert_eq!(small.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
