//! The order in which writers have their turns: tickets, as at a counter. A file beside the database counts the tickets
//! given out and the last one served; nobody sleeps in the kernel's queue, which whoever runs already would overtake.
//!
//! The queue keeps order and nothing else: that only one writes is up to the lock file. So a ticket whose holder was
//! killed or stopped costs those behind it a few milliseconds, once.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{lock_now, open, unlock};
use crate::store::Result;

/// Where in the file the two numbers stand.
const GIVEN: u64 = 0;
const SERVED: u64 = 8;
/// For each one before somebody: how long nobody must have been served before they try out of turn.
const PATIENCE: Duration = Duration::from_millis(10);
/// So long at most.
const LONGEST_PATIENCE: Duration = Duration::from_millis(200);
/// How long a turn is taken to be as long as none was seen.
const TURN: Duration = Duration::from_millis(2);
/// How often it is looked at least and at most.
const OFTEN: Duration = Duration::from_micros(300);
const SELDOM: Duration = Duration::from_millis(50);

/// The queue of one database.
pub(super) struct Queue {
    file: File,
}

impl Queue {
    pub(super) fn open(path: &Path) -> Result<Self> {
        Ok(Self { file: open(path)? })
    }

    /// Whether everybody who came was served.
    pub(super) fn is_empty(&self) -> bool {
        self.number(GIVEN) <= self.number(SERVED)
    }

    /// A place at the end.
    pub(super) fn join(&self) -> Place {
        let is_ours = (0..20).any(|_| {
            let locked = lock_now(&self.file).unwrap_or(false);
            if !locked {
                std::thread::sleep(OFTEN);
            }
            locked
        });
        let ticket = self.number(GIVEN).saturating_add(1);
        // Whoever was stopped while they took theirs has the number twice: then two are equal.
        if is_ours {
            self.put(GIVEN, ticket);
            unlock(&self.file);
        }
        Place { ticket, served: self.number(SERVED), since: Instant::now(), turn: TURN }
    }

    /// The last ticket that had its turn.
    pub(super) fn served(&self) -> u64 {
        self.number(SERVED)
    }

    /// Notes that this place has its turn; only for who holds the lock.
    pub(super) fn serve(&self, place: &Place) {
        if place.ticket > self.number(SERVED) {
            self.put(SERVED, place.ticket);
        }
    }

    /// A number that can't be read is 0: then there is no order, but still one at a time.
    fn number(&self, at: u64) -> u64 {
        let mut bytes = [0; 8];
        self.file.read_exact_at(&mut bytes, at).map_or(0, |()| u64::from_le_bytes(bytes))
    }

    fn put(&self, at: u64, number: u64) {
        let put = self.file.write_all_at(&number.to_le_bytes(), at);
        drop(put);
    }
}

/// A place in the queue and what was seen from it.
pub(super) struct Place {
    ticket: u64,
    served: u64,
    since: Instant,
    turn: Duration,
}

impl Place {
    /// Takes note of how far the queue is; whether it is one's turn, or nobody's for so long that those before must be gone.
    pub(super) fn may_try(&mut self, served: u64, now: Instant) -> bool {
        let turns = served.saturating_sub(self.served);
        if turns > 0 {
            let each = (now - self.since) / u32::try_from(turns).unwrap_or(u32::MAX);
            self.turn = (self.turn + each.min(Duration::from_secs(1))) / 2;
        }
        if served != self.served {
            (self.served, self.since) = (served, now);
        }
        now - self.since >= (PATIENCE * self.before()).min(LONGEST_PATIENCE)
    }

    /// How long nothing needs to be looked at: longer for who stands far behind, and where nothing moves.
    pub(super) fn rest(&self, now: Instant) -> Duration {
        let far = self.turn.mul_f64(0.8) * self.before();
        far.max((now - self.since) / 8).clamp(OFTEN, SELDOM)
    }

    /// Tickets before this one that were not served; none for one that was passed over.
    fn before(&self) -> u32 {
        let ahead = self.ticket.saturating_sub(self.served).saturating_sub(1);
        u32::try_from(ahead).unwrap_or(u32::MAX).min(10_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> (tempfile::TempDir, Queue) {
        let folder = tempfile::tempdir().unwrap();
        let queue = Queue::open(&folder.path().join("x.queue")).unwrap();
        (folder, queue)
    }

    #[test]
    fn who_came_first_tries_first() {
        let (_folder, queue) = queue();
        assert!(queue.is_empty());
        let (mut first, mut second) = (queue.join(), queue.join());
        assert!(!queue.is_empty());
        let now = Instant::now();
        assert!(first.may_try(queue.served(), now));
        assert!(!second.may_try(queue.served(), second.since));
        queue.serve(&first);
        assert!(second.may_try(queue.served(), now));
        queue.serve(&second);
        assert!(queue.is_empty());
    }

    #[test]
    fn those_behind_pass_over_one_who_does_not_come() {
        let (_folder, queue) = queue();
        let (mut gone, mut second) = (queue.join(), queue.join());
        let later = second.since + PATIENCE;
        assert!(second.may_try(queue.served(), later));
        queue.serve(&second);
        assert!(gone.may_try(queue.served(), later), "passed over, it need not wait again");
        queue.serve(&gone);
        assert!(queue.is_empty());
    }

    #[test]
    fn a_crowd_that_was_killed_costs_no_more_than_the_longest_patience() {
        let (_folder, queue) = queue();
        let crowd: Vec<Place> = (0..500).map(|_| queue.join()).collect();
        drop(crowd);
        let mut next = queue.join();
        assert!(!next.may_try(queue.served(), next.since));
        assert!(next.may_try(queue.served(), next.since + LONGEST_PATIENCE));
    }

    #[test]
    fn who_stands_far_behind_looks_seldom() {
        let (_folder, queue) = queue();
        let places: Vec<Place> = (0..30).map(|_| queue.join()).collect();
        let rest = |at: usize| places[at].rest(places[at].since);
        assert_eq!(rest(0), OFTEN);
        assert!(rest(5) > rest(1) && rest(29) == TURN.mul_f64(0.8) * 29);
        assert_eq!(places[0].rest(places[0].since + Duration::from_secs(9)), SELDOM);
    }
}
