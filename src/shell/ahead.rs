//! An iterator that a thread of its own runs ahead of whoever consumes it.

use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::vec;

/// Items handed over at once.
const PIECE: usize = 256;
/// Pieces that may wait; more, and the thread waits.
const WAITING: usize = 8;

/// What a thread has produced, in its order.
#[derive(Debug)]
pub struct Ahead<T> {
    piece: vec::IntoIter<T>,
    pieces: Receiver<Vec<T>>,
}

impl<T: Send + 'static> Ahead<T> {
    /// Runs `items` in a thread; it ends with them, or once nobody wants any more.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn of(mut items: impl Iterator<Item = T> + Send + 'static) -> io::Result<Self> {
        let (full, pieces) = sync_channel(WAITING);
        thread::Builder::new().name("ahead".to_owned()).spawn(move || {
            loop {
                let piece: Vec<T> = items.by_ref().take(PIECE).collect();
                if piece.is_empty() || full.send(piece).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { piece: Vec::new().into_iter(), pieces })
    }
}

impl<T> Iterator for Ahead<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if let Some(item) = self.piece.next() {
            return Some(item);
        }
        self.piece = self.pieces.recv().ok()?.into_iter();
        self.piece.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_comes_once_and_in_order() {
        for count in [0, 1, PIECE, PIECE + 1, PIECE * (WAITING + 3)] {
            assert!(Ahead::of(0..count).unwrap().eq(0..count), "{count}");
        }
    }

    #[test]
    fn a_thread_ends_when_nobody_wants_any_more() {
        let (ended, end) = std::sync::mpsc::channel::<()>();
        let mut ahead = Ahead::of((0..).inspect(move |_: &u64| assert!(ended.send(()).is_ok()))).unwrap();
        assert_eq!(ahead.next(), Some(0));
        drop(ahead);
        while end.recv().is_ok() {}
    }
}
