//! The worker that writes: claims, outcomes, orders, exports, drafts. "Saved" is said only after the commit.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvError, Sender, TryRecvError};

use chrono::TimeDelta;

use crate::domain::bulk::{Bulk, Targets};
use crate::domain::decide::{Command, Receipt};
use crate::domain::id::{ActionId, CallId, RecordId};
use crate::domain::lease::Lease;
use crate::domain::queue::Filter;
use crate::domain::time::Moment;
use crate::store::bulk::perform_bulk;
use crate::store::perform::{NotDone, opens_at, perform, perform_each, serve};
use crate::store::sheet::call_sheet;
use crate::store::sqlite::{Draft, Drafts, SqliteStore};
use crate::store::tick::{Ticked, take_turn, tick};
use crate::store::{Store, StoreError};
use crate::tui::effect::{Effect, Generation};
use crate::tui::msg::{Msg, Reply, Served};

use super::desk::Station;
use super::export::export_next;
use super::inbox::Inbox;
use super::random::OsMint;
use super::reader::why;

/// A lease is renewed by keys at most this often.
const RENEW_EVERY: TimeDelta = TimeDelta::minutes(2);

/// Work for the writer.
#[derive(Debug)]
pub enum Job {
    /// A request of the UI.
    Effect(Effect),
    /// It may be this station's turn to do what time alone must change.
    Upkeep,
    /// The program ends: release, or keep for the same user where the line was lost.
    Leave {
        /// Leases held.
        tokens: Vec<i64>,
        /// The line was lost.
        line_lost: bool,
    },
}

/// Works until the channel closes or [`Job::Leave`] is done.
pub fn run(store: SqliteStore, station: Station, export_dir: PathBuf, jobs: &Receiver<Job>, inbox: &Sender<Inbox>) {
    let mut writer = Writer { store, drafts: None, station, export_dir, renewed: HashMap::new(), upkeep: false };
    while let Ok(job) = writer.next(jobs) {
        let message = match job {
            Job::Upkeep => writer.keep_up().then_some(Msg::Changed),
            Job::Effect(effect) => writer.effect(effect).map(|(generation, reply)| Msg::Reply(generation, reply)),
            Job::Leave { tokens, line_lost } => {
                writer.leave(&tokens, line_lost);
                let told = inbox.send(Inbox::Left);
                drop(told);
                return;
            }
        };
        if let Some(message) = message
            && inbox.send(Inbox::Msg(message)).is_err()
        {
            return;
        }
    }
}

struct Writer {
    store: SqliteStore,
    drafts: Option<Drafts>,
    station: Station,
    export_dir: PathBuf,
    renewed: HashMap<i64, Moment>,
    /// The upkeep goes on where nobody waits for something else.
    upkeep: bool,
}

impl Writer {
    /// What is to be done next; what somebody waits for goes before the upkeep.
    fn next(&self, jobs: &Receiver<Job>) -> Result<Job, RecvError> {
        if !self.upkeep {
            return jobs.recv();
        }
        match jobs.try_recv() {
            Ok(job) => Ok(job),
            Err(TryRecvError::Empty) => Ok(Job::Upkeep),
            Err(TryRecvError::Disconnected) => Err(RecvError),
        }
    }

    fn effect(&mut self, effect: Effect) -> Option<(Generation, Reply)> {
        match effect {
            Effect::ServeNext { generation, filter } => Some((generation, self.serve_next(&filter))),
            Effect::Open { generation, call } => Some((generation, self.open(&Command::Claim { call }, Some(call)))),
            Effect::TakeUp { generation, call } => Some((generation, self.open(&Command::TakeUp { call }, Some(call)))),
            Effect::TakeIncoming { generation, record } => {
                Some((generation, self.open(&Command::TakeIncoming { record }, None)))
            }
            Effect::Perform { generation, command } => Some((generation, self.perform(&command))),
            Effect::PerformAll { generation, commands } => Some((generation, self.perform_all(&commands))),
            Effect::PerformBulk { generation, targets, bulk } => Some((generation, self.perform_bulk(&targets, &bulk))),
            Effect::Export { generation, destination } => Some((generation, self.export(&destination))),
            Effect::LoadRecord { record, .. } => {
                let noted = self.perform(&Command::OpenRecord { record });
                drop(noted);
                None
            }
            Effect::LoadMates { records, .. } => {
                let opened = |record| Command::OpenRecord { record };
                let noted = self.perform_all(&records.into_iter().map(opened).collect::<Vec<_>>());
                drop(noted);
                None
            }
            Effect::KeepDraft { record, draft } => {
                self.keep_draft(record, &draft);
                None
            }
            Effect::DropDraft { record } => {
                self.drop_draft(record);
                None
            }
            Effect::Alive { token } => {
                self.renew(token);
                None
            }
            Effect::SetLanguage(lang) => {
                self.station.lang = lang;
                None
            }
            _ => None,
        }
    }

    fn serve_next(&mut self, filter: &Filter) -> Reply {
        let now = self.station.now();
        let actor = self.station.actor(now, None);
        match self.store.write(|txn| serve(txn, filter, &actor)) {
            Ok(Some(lease)) => self.served(lease),
            Ok(None) => {
                let opens = self.store.read(|queries| -> Result<_, StoreError> {
                    Ok(opens_at(now, &self.station.rules, &queries.office()?))
                });
                if let Ok(Some(opens)) = opens {
                    return Reply::OutOfHours(opens);
                }
                let wakes = self.store.read(|queries| queries.next_wake());
                Reply::NothingReady(wakes.ok().flatten().filter(|at| *at > now))
            }
            Err(error) => self.not_done(error),
        }
    }

    /// Takes a lease; the screen shows the call that was asked for, also where the lease was taken for another.
    fn open(&mut self, command: &Command, call: Option<CallId>) -> Reply {
        let actor = self.station.actor(self.station.now(), None);
        match self.store.write(|txn| perform(txn, command, &actor)) {
            Ok(Receipt::Claimed(lease)) => self.served(Lease { call: call.unwrap_or(lease.call), ..lease }),
            Ok(receipt) => Reply::Done(receipt),
            Err(error) => self.not_done(error),
        }
    }

    fn served(&mut self, lease: Lease) -> Reply {
        let station = &self.station;
        let loaded = self.store.read(|queries| -> Result<_, StoreError> {
            let sheet =
                call_sheet(queries, lease.call)?.ok_or_else(|| StoreError::Corrupt("the call is gone".into()))?;
            let why = why(queries, station, lease.call)?;
            Ok((sheet, why))
        });
        match loaded {
            Ok((sheet, why)) => {
                let draft = self.draft_of(Some(sheet.record.id));
                Reply::Served(Box::new(Served { lease, sheet, draft, why }))
            }
            Err(error) => Reply::Failed(self.station.failed(&error)),
        }
    }

    /// After an error of the disk the action is looked up before anything is said: it can have been committed.
    fn perform(&mut self, command: &Command) -> Reply {
        let now = self.station.now();
        let action = ActionId::mint(now, &OsMint);
        let actor = self.station.actor(now, Some(action));
        let done = self.store.write(|txn| perform(txn, command, &actor));
        match done {
            Ok(receipt) => Reply::Done(receipt),
            Err(NotDone::Store(StoreError::Io(why))) => {
                match self.store.read(|queries| queries.is_action_known(action)) {
                    Ok(true) => {
                        Reply::Done(self.store.write(|txn| perform(txn, command, &actor)).unwrap_or(Receipt::Saved))
                    }
                    _ => Reply::Failed(self.station.failed(&StoreError::Io(why))),
                }
            }
            Err(error) => self.not_done(error),
        }
    }

    /// All or none; as [`Self::perform`] otherwise.
    fn perform_all(&mut self, commands: &[Command]) -> Reply {
        let now = self.station.now();
        let action = ActionId::mint(now, &OsMint);
        let actor = self.station.actor(now, Some(action));
        let mut done = 0;
        match self.store.write(|txn| perform_each(txn, commands, &actor, &mut done)) {
            Ok(receipts) => Reply::DoneAll(receipts),
            Err(NotDone::Refused(refusal)) => Reply::RefusedOne(done, refusal),
            Err(NotDone::Store(StoreError::Io(why))) => {
                match self.store.read(|queries| queries.is_action_known(action)) {
                    Ok(true) => match self.store.write(|txn| perform_each(txn, commands, &actor, &mut 0)) {
                        Ok(receipts) => Reply::DoneAll(receipts),
                        Err(_) => Reply::DoneAll(vec![Receipt::Saved; commands.len()]),
                    },
                    _ => Reply::Failed(self.station.failed(&StoreError::Io(why))),
                }
            }
            Err(error) => self.not_done(error),
        }
    }

    fn perform_bulk(&mut self, targets: &Targets, bulk: &Bulk) -> Reply {
        let actor = self.station.actor(self.station.now(), None);
        match self.store.write(|txn| perform_bulk(txn, targets, bulk, &actor)) {
            Ok(calls) => Reply::BulkDone(calls),
            Err(error) => self.not_done(error),
        }
    }

    fn not_done(&self, error: NotDone) -> Reply {
        match error {
            NotDone::Refused(refusal) => Reply::Refused(refusal),
            NotDone::Store(error) => Reply::Failed(self.station.failed(&error)),
        }
    }

    fn export(&mut self, destination: &str) -> Reply {
        let actor = self.station.actor(self.station.now(), None);
        match export_next(&mut self.store, destination, &self.export_dir, &actor) {
            Ok(Some(exported)) => {
                let folder = exported.folder.display().to_string();
                Reply::Exported(destination.to_owned(), Some(exported.batch.number), exported.batch.records, folder)
            }
            Ok(None) => Reply::Exported(destination.to_owned(), None, 0, String::new()),
            Err(super::export::ExportError::NotDone(error)) => self.not_done(error),
            Err(error) => Reply::Failed(error.to_string()),
        }
    }

    fn renew(&mut self, token: i64) {
        let now = self.station.now();
        if self.renewed.get(&token).is_some_and(|last| now - *last < RENEW_EVERY) {
            return;
        }
        self.renewed.insert(token, now);
        let renewed = self.perform(&Command::Renew { token });
        drop(renewed);
    }

    /// One short transaction of the upkeep, if it is this station's turn; true if anything changed.
    fn keep_up(&mut self) -> bool {
        let now = self.station.now();
        let actor = self.station.actor(now, None);
        let done = self.store.write(|txn| {
            if take_turn(txn, actor.station, now)? {
                tick(txn, &actor, self.station.since)
            } else {
                Ok(Ticked::default())
            }
        });
        self.upkeep = done.is_ok_and(|done| !done.is_nothing());
        self.upkeep
    }

    fn leave(&mut self, tokens: &[i64], line_lost: bool) {
        let pauses = self.store.read(|queries| queries.pauses()).unwrap_or_default();
        if pauses.iter().any(|pause| pause.station == self.station.name) {
            let resumed = self.perform(&Command::Resume);
            drop(resumed);
        }
        for token in tokens {
            let command =
                if line_lost { Command::LoseLine { token: *token } } else { Command::Release { token: *token } };
            let left = self.perform(&command);
            drop(left);
        }
    }

    /// The drafts file is opened when it is first needed.
    fn drafts(&mut self) -> Option<&Drafts> {
        if self.drafts.is_none() {
            self.drafts = Drafts::open(self.store.path()).ok();
        }
        self.drafts.as_ref()
    }

    fn draft_of(&mut self, record: Option<RecordId>) -> Option<String> {
        let user = self.station.user.clone();
        let draft = self.drafts()?.of(&user, record).ok().flatten()?;
        Some(draft.json)
    }

    fn keep_draft(&mut self, record: Option<RecordId>, json: &str) {
        let draft = Draft {
            user: self.station.user.clone(),
            station: self.station.name.clone(),
            record,
            at: self.station.now(),
            json: json.to_owned(),
        };
        drop(self.drafts().map(|drafts| drafts.put(&draft)));
    }

    fn drop_draft(&mut self, record: Option<RecordId>) {
        let user = self.station.user.clone();
        drop(self.drafts().map(|drafts| drafts.remove(&user, record)));
    }
}
