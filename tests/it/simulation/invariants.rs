//! The invariants of the domain, held against a ledger of its own: what was said to be done, and what must be so.

use std::collections::{BTreeMap, BTreeSet};

use rufliste::domain::audit::{Event, Hash, Head, commitment, follows};
use rufliste::domain::batch::{Batch, BatchState, Snapshot, municipality_of};
use rufliste::domain::call::{Attempt, Call, CallState, Outcome};
use rufliste::domain::decide::{Command, LogAttempt};
use rufliste::domain::id::{ActionId, AttemptId, CallId, OrderId, RecordId};
use rufliste::domain::lease::{Lease, LeaseKey};
use rufliste::domain::order::Order;
use rufliste::domain::time::{DEFAULT_ZONE, Moment, date_of};
use rufliste::store::memory::MemoryStore;
use rufliste::store::seal::each_member;
use rufliste::store::{Queries, Store, StoreError};
use uuid::Uuid;

use super::watch::{LeaseChange, Seen};

/// A broken invariant: its number in the domain's list (0: the order of service) and how it is broken.
#[derive(Debug)]
pub struct Breach {
    pub invariant: u8,
    pub what: String,
}

pub type Held = Result<(), Breach>;

fn holds(is_so: bool, invariant: u8, what: impl FnOnce() -> String) -> Held {
    if is_so { Ok(()) } else { Err(Breach { invariant, what: what() }) }
}

/// What an index of the store refused, which should never have come so far.
pub fn refused_by_the_store(error: &StoreError) -> Breach {
    let invariant = match error {
        StoreError::Taken("lease key" | "open call") => 1,
        StoreError::Taken("revision") => 3,
        StoreError::Taken("order number") => 4,
        _ => 6,
    };
    Breach { invariant, what: format!("the store refuses what was decided: {error}") }
}

/// What personal texts of the simulation begin with or contain; nothing of it belongs into an event.
const PERSONAL: [&str; 4] = ["Muster", "+49", "Bemerkung", "Lindenallee"];

/// Everything that was promised.
#[derive(Default)]
pub struct Ledger {
    head: Head,
    actions: BTreeSet<ActionId>,
    commitments: BTreeMap<Uuid, Hash>,
    /// Attempts that the screen said were saved.
    said: BTreeMap<AttemptId, (CallId, Outcome)>,
    attempts: BTreeSet<AttemptId>,
    leases: BTreeMap<i64, Lease>,
    keys: BTreeMap<i64, BTreeSet<LeaseKey>>,
    locks: BTreeMap<LeaseKey, BTreeSet<i64>>,
    numbers: BTreeMap<String, OrderId>,
    amended: BTreeMap<OrderId, OrderId>,
    revisions: Vec<(RecordId, u32)>,
    marks: BTreeSet<(String, u64)>,
    delivered: BTreeMap<String, BTreeSet<(RecordId, u32)>>,
    manifests: BTreeMap<(String, u32), Hash>,
    /// What the clock that goes furthest ahead has shown.
    latest: Moment,
}

impl Ledger {
    pub fn counts(&self) -> (usize, u64, usize, usize) {
        (self.said.len(), self.head.seq, self.numbers.len(), self.manifests.len())
    }

    /// What there is before the day begins.
    pub fn begin(&mut self, store: &mut MemoryStore) -> Held {
        let events =
            store.read(|queries| queries.events_after(0, usize::MAX)).unwrap_or_else(|error| panic!("{error}"));
        for event in events {
            self.event(&event)?;
            self.commitments.extend(event.touches.iter().map(|touch| (touch.entity, touch.commitment)));
        }
        Ok(())
    }

    /// Before a command is carried out: whether it may change anything at all, by the leases there are.
    pub fn may(&self, command: &Command, user: &str, now: Moment) -> Held {
        let (token, call) = match command {
            Command::Log(log) => (log.token, Some(log.call)),
            Command::IssueOrder(order) => (order.token, None),
            Command::Dial { token, .. }
            | Command::Renew { token }
            | Command::Release { token }
            | Command::PutBack { token, .. }
            | Command::LoseLine { token } => (Some(*token), None),
            _ => (None, None),
        };
        let Some(token) = token else {
            let Some(call) = call else { return Ok(()) };
            let others = self.live(&LeaseKey::Call(call), now).find(|lease| lease.user != user);
            return holds(others.is_none(), 1, || format!("{user} writes on a call that is under lease {others:?}"));
        };
        let own = self.leases.get(&token).filter(|lease| lease.user == user && now < lease.expires_at);
        holds(own.is_some(), 1, || format!("{user} writes with token {token}, which is not theirs any more"))?;
        let covered = own.zip(call).is_none_or(|(lease, call)| lease.covers.contains(&call));
        holds(covered, 1, || format!("{user} writes on a call that token {token} does not cover"))
    }

    fn live<'a>(&'a self, key: &LeaseKey, now: Moment) -> impl Iterator<Item = &'a Lease> {
        let tokens = self.locks.get(key).into_iter().flatten();
        tokens.filter_map(|token| self.leases.get(token)).filter(move |lease| now < lease.expires_at)
    }

    /// After a transaction: everything that it touched.
    pub fn after(&mut self, store: &mut MemoryStore, seen: &Seen, commands: &[Command], now: Moment) -> Held {
        self.latest = self.latest.max(now);
        self.attempts(seen, commands)?;
        self.acknowledged(store, commands)?;
        store.read(|queries| Ok::<_, StoreError>(self.held(queries, seen, now))).unwrap()
    }

    fn held(&mut self, queries: &dyn Queries, seen: &Seen, now: Moment) -> Held {
        for change in &seen.leases {
            self.lease_changed(queries, change, now)?;
        }
        for order in &seen.orders {
            self.order(queries, order, now)?;
        }
        self.trail(queries, seen)?;
        for call in seen.calls.iter().filter(|call| call.state == CallState::Open) {
            one_open_call(queries, call)?;
        }
        self.revisions.extend(&seen.revisions);
        let end = queries.outbox_end().unwrap();
        holds(self.revisions.len() as u64 == end, 3, || format!("{} revisions, {end} stored", self.revisions.len()))?;
        self.marks.extend(seen.marks.iter().cloned());
        seen.batches.iter().try_for_each(|batch| self.batch(queries, batch))
    }

    /// 1: a lease that is taken shares no call with another, and no household and no number with another station's.
    fn lease_changed(&mut self, queries: &dyn Queries, change: &LeaseChange, now: Moment) -> Held {
        let lease = match change {
            LeaseChange::Taken(lease) | LeaseChange::Renewed(lease) => lease,
            LeaseChange::Ended(token) => {
                self.unlock(*token);
                return Ok(());
            }
        };
        let is_new = !self.leases.contains_key(&lease.token);
        let mut keys: BTreeSet<LeaseKey> = lease.covers.iter().map(|call| LeaseKey::Call(*call)).collect();
        if is_new {
            let call = queries.call(lease.call).unwrap().unwrap();
            keys.extend(call.household.map(LeaseKey::Household));
            keys.extend(call.numbers.into_iter().map(LeaseKey::Number));
        } else {
            let locked = self.keys.get(&lease.token).into_iter().flatten();
            keys.extend(locked.filter(|key| !matches!(key, LeaseKey::Call(_))).cloned());
        }
        self.unlock(lease.token);
        for key in &keys {
            let shared = |other: &&Lease| {
                let at_home = other.station == lease.station && !matches!(key, LeaseKey::Call(_));
                other.token != lease.token && !at_home
            };
            let other = self.live(key, now).find(shared);
            holds(other.is_none() || !is_new, 1, || format!("{key:?} is under {lease:?} and under {other:?}"))?;
        }
        for key in &keys {
            self.locks.entry(key.clone()).or_default().insert(lease.token);
        }
        self.keys.insert(lease.token, keys);
        self.leases.insert(lease.token, lease.clone());
        Ok(())
    }

    fn unlock(&mut self, token: i64) {
        self.leases.remove(&token);
        for key in self.keys.remove(&token).into_iter().flatten() {
            self.locks.entry(key).or_default().remove(&token);
        }
    }

    /// 2: an attempt comes from a command that logs it, once.
    fn attempts(&mut self, seen: &Seen, commands: &[Command]) -> Held {
        let logged: BTreeSet<AttemptId> = commands.iter().filter_map(log_of).map(|log| log.id).collect();
        for attempt in seen.attempts.iter().filter(|attempt| !self.attempts.contains(&attempt.id)) {
            holds(logged.contains(&attempt.id), 2, || format!("attempt {} was logged by nobody", attempt.id))?;
        }
        let made = |attempt: &&Attempt| logged.contains(&attempt.id);
        let ids: Vec<AttemptId> = seen.attempts.iter().filter(made).map(|attempt| attempt.id).collect();
        let once = ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        holds(once && ids.iter().all(|id| !self.attempts.contains(id)), 2, || format!("recorded twice: {ids:?}"))?;
        self.attempts.extend(ids);
        Ok(())
    }

    /// 2: what was acknowledged is there.
    fn acknowledged(&mut self, store: &mut MemoryStore, commands: &[Command]) -> Held {
        for log in commands.iter().filter_map(log_of) {
            self.said.insert(log.id, (log.call, log.outcome));
            let known: Option<Attempt> = store.read(|queries| queries.attempt(log.id)).unwrap();
            let is_there = known.is_some_and(|known| (known.call, known.outcome) == (log.call, log.outcome));
            holds(is_there, 2, || format!("attempt {} was said to be saved and is not", log.id))?;
        }
        Ok(())
    }

    /// 4 and 5: numbers are given once; one order of a kind binds a person; each is amended once.
    fn order(&mut self, queries: &dyn Queries, order: &Order, now: Moment) -> Held {
        for number in order.number.iter().chain(&order.former_numbers) {
            let of = *self.numbers.entry(number.clone()).or_insert(order.id);
            holds(of == order.id, 4, || format!("order number {number} was given twice"))?;
        }
        if let Some(before) = order.amends {
            let by = *self.amended.entry(before).or_insert(order.id);
            holds(by == order.id && before != order.id, 5, || format!("order {before} is amended twice"))?;
        }
        let today = date_of(now, DEFAULT_ZONE);
        let all = queries.orders_of(order.person).unwrap();
        let in_force = all.iter().filter(|other| other.kind == order.kind && other.is_in_force(today)).count();
        holds(in_force <= 1, 5, || format!("{in_force} orders of kind {} are in force", order.kind))
    }

    /// 6 and 8: the events of the transaction tell exactly what it touched, follow in the chain, and name nobody.
    fn trail(&mut self, queries: &dyn Queries, seen: &Seen) -> Held {
        let mut told = BTreeSet::new();
        for event in queries.events_after(self.head.seq, usize::MAX).unwrap() {
            self.event(&event)?;
            for touch in &event.touches {
                told.insert(touch.entity);
                self.commitments.insert(touch.entity, touch.commitment);
            }
        }
        let touched: BTreeSet<Uuid> = seen.touched.iter().copied().collect();
        holds(told == touched, 6, || format!("changed {touched:?}, told {told:?}"))?;
        told.into_iter().try_for_each(|entity| self.committed(queries, entity))
    }

    fn event(&mut self, event: &Event) -> Held {
        holds(follows(self.head, event), 6, || format!("the chain breaks at {}", event.seq))?;
        holds(self.actions.insert(event.draft.action), 6, || format!("action of event {} is not new", event.seq))?;
        let personal = |text: &String| PERSONAL.iter().any(|mark| text.contains(mark));
        let named = event.draft.facts.values().find(|text| personal(text));
        holds(named.is_none(), 8, || format!("{} tells {named:?}", event.draft.kind))?;
        self.head = event.head();
        Ok(())
    }

    fn committed(&self, queries: &dyn Queries, entity: Uuid) -> Held {
        let (document, salt) = queries.sealed_document(entity).unwrap().unwrap_or_default();
        let is_so = self.commitments.get(&entity) == Some(&commitment(&salt, &document));
        holds(is_so, 6, || format!("the last commitment of {entity} is not that of its stored state"))
    }

    /// 3 and 4: batches are numbered without gaps and chained, and each revision is in exactly one.
    fn batch(&mut self, queries: &dyn Queries, batch: &Batch) -> Held {
        let name = &batch.destination;
        let numbers: Vec<u32> = queries.batches(Some(name)).unwrap().iter().map(|batch| batch.number).collect();
        let gapless = numbers.iter().copied().eq(1..=numbers.len() as u32);
        holds(gapless, 4, || format!("batches of {name} are numbered {numbers:?}"))?;
        let before = self.manifests.get(&(name.clone(), batch.number.saturating_sub(1))).copied().unwrap_or_default();
        holds(batch.previous == before, 3, || format!("{} does not follow the batch before", batch.folder()))?;
        let Some(manifest) = batch.manifest.filter(|_| batch.state == BatchState::Written) else { return Ok(()) };
        self.manifests.insert((name.clone(), batch.number), manifest);
        let mut members = Vec::new();
        let read = each_member(queries, batch, &mut |bytes| {
            let snapshot: Snapshot = serde_json::from_slice(bytes).unwrap();
            members.push((snapshot.record.id, snapshot.record.revision));
            Ok(())
        });
        read.unwrap();
        holds(members.len() as u64 == batch.records, 3, || {
            format!("{} has {} members", batch.folder(), members.len())
        })?;
        let delivered = self.delivered.entry(name.clone()).or_default();
        for member in members {
            holds(delivered.insert(member), 3, || format!("{member:?} is in two batches of {name}"))?;
        }
        let is_due = |place: u64| {
            municipality_of(name).is_none_or(|municipality| self.marks.contains(&(municipality.to_owned(), place)))
        };
        let due = (1..=batch.last).filter(|place| is_due(*place)).count();
        holds(delivered.len() == due, 3, || format!("{name}: {due} revisions are due, {} delivered", delivered.len()))
    }

    /// A call that was served: open, ready, and one that its tracer can take.
    pub fn served(&self, store: &mut MemoryStore, lease: &Lease, now: Moment) -> Held {
        let found = store.read(|queries| Ok::<_, StoreError>((queries.call(lease.call)?, queries.user(&lease.user)?)));
        let (Some(call), Some(user)) = found.unwrap() else { panic!("a lease without a call or a user") };
        holds(call.state == CallState::Open, 0, || format!("a call is served that is {}", call.state))?;
        if lease.since != now {
            return Ok(());
        }
        let earliest = call.callback.as_ref().map_or(call.ready_at, |callback| callback.from.max(call.ready_at));
        // What a clock ahead has promoted is ready for everybody.
        holds(earliest <= self.latest, 0, || format!("served at {now}, ready at {earliest}"))?;
        holds(user.speaks(call.language.as_deref()), 0, || format!("served to somebody without {:?}", call.language))?;
        let others = call.owner.as_deref().filter(|owner| !user.is_meant_by(owner));
        holds(others.is_none(), 0, || format!("served past its owner {others:?}"))
    }

    /// Everything, from the beginning.
    pub fn whole(&self, store: &mut MemoryStore, now: Moment) -> Held {
        store.read(|queries| Ok::<_, StoreError>(self.all(queries, now))).unwrap()
    }

    fn all(&self, queries: &dyn Queries, now: Moment) -> Held {
        let mut head = Head::default();
        for event in queries.events_after(0, usize::MAX).unwrap() {
            holds(follows(head, &event), 6, || format!("the chain breaks at {}", event.seq))?;
            head = event.head();
        }
        holds(head == self.head, 6, || "the trail has another head".to_owned())?;
        self.commitments.keys().try_for_each(|entity| self.committed(queries, *entity))?;
        for (id, (call, outcome)) in &self.said {
            let known = queries.attempt(*id).unwrap();
            let is_there = known.is_some_and(|known| (known.call, known.outcome) == (*call, *outcome));
            holds(is_there, 2, || format!("attempt {id} was said to be saved and is lost"))?;
        }
        let stored: BTreeSet<i64> = queries.leases().unwrap().iter().map(|row| row.lease.token).collect();
        holds(stored.iter().eq(self.leases.keys()), 1, || format!("leases {stored:?}, known {:?}", self.leases))?;
        let counts = queries.queue_counts(now).unwrap();
        holds(counts.open == counts.ready + counts.waiting, 0, || format!("the queue does not add up: {counts:?}"))
    }
}

fn log_of(command: &Command) -> Option<&LogAttempt> {
    if let Command::Log(log) = command { Some(log) } else { None }
}

fn one_open_call(queries: &dyn Queries, call: &Call) -> Held {
    let open = |other: &&Call| other.state == CallState::Open && other.reason == call.reason;
    let calls = queries.calls_of(call.record).unwrap();
    let count = calls.iter().filter(open).count();
    holds(count <= 1, 1, || format!("{count} calls are open for one record and {}", call.reason))
}
