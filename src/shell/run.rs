//! The run loop.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{TimeDelta, Timelike};

use crate::domain::id::{CallId, Mint};
use crate::domain::office::Office;
use crate::domain::user::User;
use crate::keymap::Keymap;
use crate::store::Store;
use crate::store::sqlite::{Drafts, SqliteStore};
use crate::tui::desk::Start;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::msg::Msg;
use crate::tui::theme::Theme;
use crate::tui::update::update;
use crate::tui::view::view;

use super::desk::Station;
use super::dial::dial;
use super::inbox::Inbox;
use super::random::OsMint;
use super::terminal::Guard;
use super::writer::Job;
use super::{input, reader, signals, writer};

/// How long the workers get to release leases at the end.
const FAREWELL: Duration = Duration::from_secs(3);

/// Everything that the UI begins with.
pub struct Launch {
    /// Connection of the worker that reads.
    pub reading: SqliteStore,
    /// Connection of the worker that writes.
    pub writing: SqliteStore,
    /// Who works where, by which rules and clock.
    pub station: Station,
    /// The user as stored.
    pub user: User,
    /// The office.
    pub office: Office,
    /// Keys.
    pub keymap: Arc<Keymap>,
    /// Mistakes in the user's keymap, a line each.
    pub keymap_banner: Vec<String>,
    /// Colours.
    pub theme: Theme,
    /// Folder that batches are written to.
    pub export_dir: PathBuf,
    /// Command that dials, with `{number}`; none to copy the number to the local clipboard.
    pub dial_command: Option<String>,
    /// What is dialled before an outside number, if anything.
    pub outside_line: Option<String>,
    /// After how long without a key the screen is hidden.
    pub lock_after: Option<TimeDelta>,
}

/// How the UI ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Quit,
    /// The line was lost or the process was asked to end.
    Hangup,
}

/// Runs the UI until it ends.
///
/// # Errors
/// When there is no terminal or it can't be written to.
pub fn run(mut launch: Launch) -> io::Result<Ended> {
    let (inbox, messages) = channel();
    signals::start(inbox.clone())?;
    let mut guard = Guard::enter()?;
    let size = guard.terminal.size()?;
    let clock = launch.station.clock;
    let mut model = Model::new(start(&launch, (size.width, size.height)));
    let lost = lost_call(&mut launch);
    let kept = Drafts::of_desk(launch.writing.path(), &launch.user.name);
    let workers = Workers::start(launch, &inbox);
    input::start(inbox);
    workers.send_all(model.begin());
    if let Some(call) = lost {
        workers.send_all(update(&mut model, Msg::Resume(call)));
    }
    if let Some(draft) = kept {
        workers.send_all(update(&mut model, Msg::Kept(draft)));
    }
    let ended = turn(&mut guard, &mut model, &workers, &messages, clock)?;
    workers.leave(model.tokens(), ended == Ended::Hangup, &messages);
    drop(guard);
    Ok(ended)
}

fn start(launch: &Launch, size: (u16, u16)) -> Start {
    let seed = OsMint.bits();
    Start {
        lang: launch.station.lang,
        now: launch.station.now(),
        size,
        user: launch.user.clone(),
        office: launch.office.clone(),
        rules: launch.station.rules.clone(),
        keymap: launch.keymap.clone(),
        keymap_banner: launch.keymap_banner.clone(),
        theme: launch.theme,
        outside_line: launch.outside_line.clone(),
        seed: u64::from_be_bytes(*seed.first_chunk::<8>().unwrap_or(&[0; 8])),
        lock_after: launch.lock_after,
    }
}

/// The call that this user was in when the line went, as long as it is kept for them. A store that cannot say is asked
/// again soon enough, by the queue.
fn lost_call(launch: &mut Launch) -> Option<CallId> {
    let stations = launch.reading.read(|queries| queries.leases()).ok()?;
    let (user, now) = (&launch.user.name, launch.station.now());
    let mine = stations.into_iter().map(|row| row.lease).filter(|lease| lease.user == *user && lease.is_live(now));
    mine.filter(|lease| lease.lost_at.is_some()).max_by_key(|lease| lease.lost_at).map(|lease| lease.call)
}

/// Takes messages until the end: one, then all that wait, then one frame.
fn turn(
    guard: &mut Guard,
    model: &mut Model,
    workers: &Workers,
    messages: &Receiver<Inbox>,
    clock: super::clock::Clock,
) -> io::Result<Ended> {
    draw(guard, model)?;
    loop {
        let first = match messages.recv_timeout(patience(model, clock)) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Hangup),
        };
        workers.send_all(update(model, Msg::Now(clock.now())));
        if first.is_none() {
            workers.send_all(update(model, Msg::Quiet));
        }
        for message in first.into_iter().chain(std::iter::from_fn(|| messages.try_recv().ok())) {
            let effects = match message {
                Inbox::Msg(msg) => {
                    #[cfg(debug_assertions)]
                    panic_where_a_test_asks_for_it(&msg);
                    if let Msg::Resize(columns, rows) = msg {
                        guard.resize(columns, rows)?;
                    }
                    update(model, msg)
                }
                Inbox::Hangup | Inbox::Terminate => {
                    workers.send_all(update(model, Msg::Hangup));
                    return Ok(Ended::Hangup);
                }
                Inbox::Left => Vec::new(),
            };
            if effects.contains(&Effect::Quit) {
                workers.send_all(effects);
                return Ok(Ended::Quit);
            }
            if effects.contains(&Effect::Redraw) {
                guard.terminal.clear()?;
            }
            workers.send_all(effects);
        }
        draw(guard, model)?;
    }
}

/// Only in debug builds: a test proves that a panic restores the terminal.
#[cfg(debug_assertions)]
#[allow(clippy::panic, clippy::manual_assert)]
fn panic_where_a_test_asks_for_it(msg: &Msg) {
    if matches!(msg, Msg::Key(_)) && std::env::var_os("RUFLISTE_PANIC_ON_KEY").is_some() {
        panic!("asked for by a test");
    }
}

fn draw(guard: &mut Guard, model: &mut Model) -> io::Result<()> {
    guard.terminal.draw(|frame| view(model, frame))?;
    let effects = update(model, Msg::Drawn);
    debug_assert!(effects.is_empty(), "drawing asks for nothing");
    Ok(())
}

/// The clock on screen shows minutes: nothing wakes the station between them but messages, and what the UI puts off.
fn patience(model: &Model, clock: super::clock::Clock) -> Duration {
    let second = u64::from(clock.now().second());
    let minute = Duration::from_secs(60u64.saturating_sub(second).max(1));
    let due = model.due_in().and_then(|left| left.to_std().ok());
    due.map_or(minute, |due| minute.min(due + Duration::from_millis(1)))
}

/// The two workers and what the loop does itself.
struct Workers {
    read: Sender<Effect>,
    write: Sender<Job>,
    dial_command: Option<String>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    fn start(launch: Launch, inbox: &Sender<Inbox>) -> Self {
        let (read, to_read) = channel();
        let (write, to_write) = channel();
        let Launch { reading, writing, station, export_dir, dial_command, .. } = launch;
        let (told, from_reader, promoting) = (inbox.clone(), station.clone(), write.clone());
        let reader = thread::spawn(move || reader::run(reading, from_reader, &to_read, &told, &promoting));
        let told = inbox.clone();
        let writer = thread::spawn(move || writer::run(writing, station, export_dir, &to_write, &told));
        Self { read, write, dial_command, threads: vec![reader, writer] }
    }

    fn send_all(&self, effects: Vec<Effect>) {
        for effect in effects {
            self.send(effect);
        }
    }

    /// A worker that has gone is noticed by its silence; nothing is lost by a message to it.
    fn send(&self, effect: Effect) {
        match effect {
            Effect::LoadRecord { .. } | Effect::LoadMates { .. } => {
                drop(self.write.send(Job::Effect(effect.clone())));
                drop(self.read.send(effect));
            }
            Effect::LoadQueue { .. }
            | Effect::LoadCounts { .. }
            | Effect::Search { .. }
            | Effect::Candidates { .. }
            | Effect::Reload { .. }
            | Effect::LoadOrders { .. }
            | Effect::LoadBatches { .. }
            | Effect::LoadWhy { .. }
            | Effect::LoadRoom { .. }
            | Effect::LoadDecisions { .. }
            | Effect::LoadBoard { .. } => drop(self.read.send(effect)),
            Effect::SetLanguage(_) => {
                drop(self.read.send(effect.clone()));
                drop(self.write.send(Job::Effect(effect)));
            }
            Effect::DialOut { number } => dial(self.dial_command.as_deref(), &number),
            Effect::Redraw | Effect::Quit => {}
            Effect::ServeNext { .. }
            | Effect::Open { .. }
            | Effect::TakeIncoming { .. }
            | Effect::TakeUp { .. }
            | Effect::Perform { .. }
            | Effect::PerformAll { .. }
            | Effect::PerformBulk { .. }
            | Effect::Export { .. }
            | Effect::KeepDraft { .. }
            | Effect::DropDraft { .. }
            | Effect::Alive { .. } => drop(self.write.send(Job::Effect(effect))),
        }
    }

    /// Lets the writer finish what it has and release what is held.
    fn leave(self, tokens: Vec<i64>, line_lost: bool, messages: &Receiver<Inbox>) {
        drop(self.write.send(Job::Leave { tokens, line_lost }));
        let begun = std::time::Instant::now();
        while let Some(left) = FAREWELL.checked_sub(begun.elapsed()) {
            match messages.recv_timeout(left) {
                Ok(Inbox::Left) | Err(_) => break,
                Ok(_) => {}
            }
        }
        drop(self.read);
        drop(self.threads);
    }
}
