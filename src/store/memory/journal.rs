//! How to put back what a transaction has changed: a write costs what it changes, not what there is.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use super::State;

type Back = Box<dyn FnOnce(&mut State) + Send + Sync>;

/// One entry a change, the newest last.
#[derive(Default)]
pub(super) struct Journal(Vec<Back>);

impl Journal {
    pub(super) fn note(&mut self, back: impl FnOnce(&mut State) + Send + Sync + 'static) {
        self.0.push(Box::new(back));
    }

    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// A copy of a store is made between transactions.
impl Clone for Journal {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} changes", self.0.len())
    }
}

/// What only grows, as it was.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    events: usize,
    outbox: usize,
    messages: usize,
    token: i64,
    entered: u64,
    mint_counter: u64,
}

impl State {
    pub(super) fn mark(&self) -> Mark {
        Mark {
            events: self.events.len(),
            outbox: self.outbox.len(),
            messages: self.messages.len(),
            token: self.token,
            entered: self.entered,
            mint_counter: self.mint_counter,
        }
    }

    pub(super) fn roll_back(&mut self, before: Mark) {
        for back in std::mem::take(&mut self.journal.0).into_iter().rev() {
            back(self);
        }
        self.events.truncate(before.events);
        self.outbox.truncate(before.outbox);
        self.messages.truncate(before.messages);
        self.token = before.token;
        self.entered = before.entered;
        self.mint_counter = before.mint_counter;
    }

    pub(super) fn set<K, V>(&mut self, table: fn(&mut Self) -> &mut BTreeMap<K, V>, key: K, value: V)
    where
        K: Ord + Clone + Send + Sync + 'static,
        V: Send + Sync + 'static,
    {
        let before = table(self).insert(key.clone(), value);
        self.put_back(table, key, before);
    }

    pub(super) fn unset<K, V, Q>(&mut self, table: fn(&mut Self) -> &mut BTreeMap<K, V>, key: &Q)
    where
        K: Ord + Borrow<Q> + Send + Sync + 'static,
        V: Send + Sync + 'static,
        Q: Ord + ?Sized,
    {
        if let Some((key, before)) = table(self).remove_entry(key) {
            self.put_back(table, key, Some(before));
        }
    }

    fn put_back<K, V>(&mut self, table: fn(&mut Self) -> &mut BTreeMap<K, V>, key: K, before: Option<V>)
    where
        K: Ord + Send + Sync + 'static,
        V: Send + Sync + 'static,
    {
        self.journal.note(move |state| {
            match before {
                Some(value) => table(state).insert(key, value),
                None => table(state).remove(&key),
            };
        });
    }
}
