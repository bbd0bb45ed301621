//! A day from seven to eight: who acts when, what they did, and the first invariant that breaks.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Debug;

use chrono::TimeDelta;
use rufliste::domain::call::Call;
use rufliste::domain::decide::{Command, Receipt, Rules};
use rufliste::domain::id::{CallId, RecordId, SeededMint};
use rufliste::domain::lease::Lease;
use rufliste::domain::queue::Filter;
use rufliste::domain::record::Record;
use rufliste::domain::time::Moment;
use rufliste::store::memory::MemoryStore;
use rufliste::store::perform::{Actor, NotDone, perform_all, serve};
use rufliste::store::{Queries, StoreError, Txn};

use uuid::Uuid;

use super::dice::Dice;
use super::faults::{Fault, Planted};
use super::invariants::{Breach, Held, Ledger, refused_by_the_store};
use super::office::{Office, Task};
use super::station::Station;
use super::town::{founded, tracer};
use super::watch::{Kind, Seen, transact};
use crate::fixture::{Room, at};

/// Steps between two looks at everything.
const LOOK: u64 = 4_000;
/// How many records somebody has just had in hand.
const RECENT: usize = 12;
/// How large a day is.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub stations: usize,
    pub people: usize,
    /// How much longer everything takes than in a busy room.
    pub slowness: i32,
}

/// Who acts, at which station, by which clock.
#[derive(Debug, Clone)]
pub struct Who {
    pub user: String,
    pub station: String,
    pub skew: TimeDelta,
}

impl Who {
    pub fn at_desk(user: &str) -> Self {
        Self { user: user.to_owned(), station: user.to_owned(), skew: TimeDelta::zero() }
    }
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Station(usize),
    Office(Task),
}

pub struct Day {
    pub room: Room<MemoryStore>,
    pub dice: Dice,
    pub ledger: Ledger,
    /// How far the office's clock is off.
    pub jump: TimeDelta,
    /// Calls and records to think of.
    pub calls: Vec<CallId>,
    pub records: Vec<RecordId>,
    known: BTreeSet<Uuid>,
    recent: VecDeque<RecordId>,
    /// Who rang last.
    pub rang: Option<RecordId>,
    pub mint: SeededMint,
    pub breach: Option<Breach>,
    pub rules: Rules,
    pub plan_read_at: Moment,
    now: Moment,
    planted: Planted,
    /// What was done, from a step on.
    pub trail: Vec<String>,
    told_from: u64,
    pub steps: u64,
    pub refused: u64,
}

impl Day {
    fn new(seed: u64, scale: Scale, fault: Option<Fault>, told_from: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut room = founded(&mut dice, scale.stations, scale.people);
        let (calls, records) = room.read(|queries| {
            let people = queries.people_after(None, usize::MAX)?;
            let records: Vec<RecordId> = people
                .iter()
                .map(|person| Ok(queries.records_of(person.id)?[0].id))
                .collect::<Result<_, StoreError>>()?;
            let calls: Vec<CallId> =
                records.iter().map(|record| Ok(queries.calls_of(*record)?[0].id)).collect::<Result<_, StoreError>>()?;
            Ok((calls, records))
        });
        let now = room.now;
        let mut day = Self {
            rules: crate::fixture::rules(),
            plan_read_at: room.now,
            room,
            dice,
            ledger: Ledger::default(),
            jump: TimeDelta::zero(),
            known: calls.iter().map(|id| id.0).chain(records.iter().map(|id| id.0)).collect(),
            calls,
            records,
            recent: VecDeque::new(),
            rang: None,
            mint: SeededMint::new(seed, 0),
            breach: None,
            now,
            planted: Planted::new(fault),
            trail: Vec::new(),
            told_from,
            steps: 0,
            refused: 0,
        };
        let begun = day.ledger.begin(&mut day.room.store);
        day.note(begun);
        day
    }

    /// The whole day, or as far as the first breach; the trail tells the steps from this one on.
    pub fn run(seed: u64, scale: Scale, fault: Option<Fault>, told_from: u64) -> Self {
        let mut day = Self::new(seed, scale, fault, told_from);
        let mut agenda: BTreeMap<(Moment, u64), Turn> = BTreeMap::new();
        let mut stations: Vec<Station> = (0..scale.stations).map(|n| Station::new(tracer(n), &mut day.dice)).collect();
        let mut office = Office::default();
        let turns = (0..scale.stations).map(Turn::Station).chain(Task::ALL.into_iter().map(Turn::Office));
        for (n, turn) in (0u64..).zip(turns) {
            let start = day.now + TimeDelta::seconds(day.dice.between(0, 3_600));
            agenda.insert((start, n), turn);
        }
        while let Some(((now, n), turn)) = agenda.pop_first() {
            if now >= at(20) || day.breach.is_some() {
                break;
            }
            day.now = now;
            let pause = match turn {
                Turn::Station(n) => stations[n].step(&mut day, scale.slowness),
                Turn::Office(task) => office.step(task, &mut day),
            };
            agenda.insert((now + pause.max(TimeDelta::seconds(1)), n), turn);
        }
        if day.breach.is_none() {
            let whole = day.ledger.whole(&mut day.room.store, day.now);
            day.note(whole);
        }
        day
    }

    pub fn by_clock_of(&self, who: &Who) -> Moment {
        self.now + self.jump + who.skew
    }

    /// Carries these commands out in one transaction; none if they were refused.
    pub fn perform(&mut self, who: &Who, commands: &[Command]) -> Option<Vec<Receipt>> {
        let kind = match commands {
            [Command::Claim { .. }] => Kind::Claim,
            commands if commands.iter().any(|command| matches!(command, Command::Log(_))) => Kind::Log,
            _ => Kind::Other,
        };
        self.act(who, kind, commands, |txn, actor| perform_all(txn, commands, actor))
    }

    /// As [`Self::perform`], one command.
    #[allow(clippy::needless_pass_by_value)] // it is made on the spot
    pub fn one(&mut self, who: &Who, command: Command) -> Option<Receipt> {
        self.perform(who, std::slice::from_ref(&command)).and_then(|mut receipts| receipts.pop())
    }

    pub fn serve(&mut self, who: &Who, filter: &Filter) -> Option<Lease> {
        let lease = self.act(who, Kind::Claim, &[], |txn, actor| serve(txn, filter, actor)).flatten()?;
        let now = self.by_clock_of(who);
        let served = self.ledger.served(&mut self.room.store, &lease, now);
        self.note(served);
        Some(lease)
    }

    /// Anything else in one transaction.
    pub fn other<T: Debug>(
        &mut self,
        who: &Who,
        work: impl FnOnce(&mut dyn Txn, &Actor<'_>) -> Result<T, NotDone>,
    ) -> Option<T> {
        self.act(who, Kind::Other, &[], work)
    }

    fn act<T: Debug>(
        &mut self,
        who: &Who,
        kind: Kind,
        commands: &[Command],
        work: impl FnOnce(&mut dyn Txn, &Actor<'_>) -> Result<T, NotDone>,
    ) -> Option<T> {
        if self.breach.is_some() {
            return None;
        }
        let now = self.by_clock_of(who);
        let may: Vec<Held> = commands.iter().map(|command| self.ledger.may(command, &who.user, now)).collect();
        let mut seen = Seen::default();
        let actor =
            Actor { user: &who.user, station: &who.station, now, rules: &self.rules, mint: &self.mint, action: None };
        let done = transact(&mut self.room.store, &mut self.planted, &mut seen, kind, |txn| work(txn, &actor));
        self.trace(who, commands, &done);
        self.steps += 1;
        match done {
            Ok(done) => {
                let changed = !seen.touched.is_empty() || !seen.leases.is_empty();
                let held = if changed { may.into_iter().collect() } else { Ok(()) };
                self.note(held);
                let after = self.ledger.after(&mut self.room.store, &seen, commands, now);
                self.note(after);
                self.remember(&seen);
                if self.steps.is_multiple_of(LOOK) && self.breach.is_none() {
                    let whole = self.ledger.whole(&mut self.room.store, now);
                    self.note(whole);
                }
                Some(done)
            }
            Err(NotDone::Refused(_)) => {
                self.refused += 1;
                None
            }
            Err(NotDone::Store(error)) => {
                self.note(Err(refused_by_the_store(&error)));
                None
            }
        }
    }

    fn remember(&mut self, seen: &Seen) {
        let Self { known, calls, records, recent, .. } = self;
        recent.extend(&seen.records);
        recent.drain(..recent.len().saturating_sub(RECENT));
        calls.extend(seen.calls.iter().map(|call| call.id).filter(|id| known.insert(id.0)));
        records.extend(seen.records.iter().filter(|id| known.insert(id.0)));
    }

    /// The first breach is the one that counts.
    pub fn note(&mut self, held: Held) {
        if let (Err(breach), None) = (held, &self.breach) {
            self.breach = Some(breach);
        }
    }

    fn trace<T: Debug>(&mut self, who: &Who, commands: &[Command], done: &Result<T, NotDone>) {
        if self.steps < self.told_from {
            return;
        }
        let (Who { user, station, .. }, step, now) = (who, self.steps, self.now.format("%H:%M:%S"));
        let came = match done {
            Ok(done) => format!("{done:?}"),
            Err(error) => format!("{error:?}"),
        };
        self.trail.push(format!("{step:6} {now} {user}@{station} {commands:?} -> {came}"));
    }

    pub fn read<T>(&mut self, work: impl FnOnce(&dyn Queries) -> Result<T, StoreError>) -> T {
        self.room.read(work)
    }

    pub fn call(&mut self, id: CallId) -> Call {
        self.read(|queries| queries.call(id)).unwrap()
    }

    pub fn record(&mut self, id: RecordId) -> Record {
        self.read(|queries| queries.record(id)).unwrap()
    }

    /// A call: often one that somebody has just had in hand.
    pub fn some_call(&mut self) -> Call {
        let record = self.dice.permille(400).then(|| self.some_record());
        let of_record = record.map(|record| self.read(|queries| queries.calls_of(record))).unwrap_or_default();
        let id = if of_record.is_empty() { *self.dice.pick(&self.calls) } else { self.dice.pick(&of_record).id };
        self.call(id)
    }

    /// A record: often one that somebody has just had in hand.
    pub fn some_record(&mut self) -> RecordId {
        let is_recent = !self.recent.is_empty() && self.dice.permille(500);
        *if is_recent { self.dice.pick(self.recent.make_contiguous()) } else { self.dice.pick(&self.records) }
    }
}
