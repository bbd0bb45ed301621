//! The state of the UI: the desk, the queue at the bottom, and the screens that lie on it.

use std::sync::Arc;

use chrono::TimeDelta;

use super::ask::Landing;
use super::desk::{Desk, Start};
use super::effect::Effect;
use super::prompt::Prompt;
use super::screen::call::CallScreen;
use super::screen::queue::Queue;
use super::screen::{Kind, Screen};
use crate::domain::time::Moment;
use crate::domain::user::{OrdersSeen, Power, User};
use crate::keymap::{Action, Binding, Focus, Key, Keymap};

/// How long typed text may stand before it is kept as a draft although its field was not left.
pub(super) const DRAFT_AFTER: TimeDelta = TimeDelta::seconds(1);

/// How long an Esc that puts a call back waits: the line may have torn it from a function key.
pub(super) const ESC_WAITS: TimeDelta = TimeDelta::milliseconds(500);

/// The whole state.
#[derive(Debug, Clone)]
pub struct Model {
    /// What every screen works with.
    pub desk: Desk,
    /// The queue: always at the bottom.
    pub queue: Queue,
    /// Screens on top of it, the visible one last.
    pub stack: Vec<Screen>,
    /// Keys of an unfinished sequence.
    pub pending: Vec<Key>,
    /// Nothing is shown until somebody asks for it.
    pub locked: bool,
    pub(super) quit_when_saved: bool,
    pub(super) last_key: Moment,
    pub(super) last_esc: Option<Moment>,
    /// Since when an Esc waits that puts a call back.
    pub(super) esc_waits: Option<Moment>,
    /// A torn escape sequence is coming in.
    pub(super) in_sequence: bool,
    pub(super) last_draft: Option<Moment>,
    /// When what was typed since then is to be kept.
    pub(super) draft_due: Option<Moment>,
    /// The draft of the desk as it was kept last.
    pub(super) kept: Option<String>,
    /// The call that was logged last, for when its outcome is taken back.
    pub(super) last_logged: Option<Box<CallScreen>>,
    pub(super) lock_after: Option<TimeDelta>,
}

impl Model {
    /// The state at the beginning. [`Model::begin`] then says what to load.
    pub fn new(start: Start) -> Self {
        let keymap = Arc::new(working_keys(&start.keymap, &start.user));
        let (last_key, lock_after) = (start.now, start.lock_after);
        Self {
            desk: Desk::new(start, keymap),
            queue: Queue::default(),
            stack: Vec::new(),
            pending: Vec::new(),
            locked: false,
            quit_when_saved: false,
            last_key,
            last_esc: None,
            esc_waits: None,
            in_sequence: false,
            last_draft: None,
            draft_due: None,
            kept: None,
            last_logged: None,
            lock_after,
        }
    }

    /// The first requests.
    pub fn begin(&mut self) -> Vec<Effect> {
        let mut fx = Vec::new();
        if matches!(self.desk.user.orders_seen(), OrdersSeen::Of(_)) {
            // An order office has no queue: it sees the orders of its municipality and nothing else.
            self.stack.extend(Screen::of(Kind::Orders, &mut self.desk, &mut fx));
            return fx;
        }
        self.desk.ask_room(&mut fx);
        self.queue.load_top(&mut self.desk, Landing::First, &mut fx);
        fx
    }

    /// After how long something is due although nothing arrives.
    pub fn due_in(&self) -> Option<TimeDelta> {
        let esc = self.esc_waits.map(|pressed| pressed + ESC_WAITS);
        let due = self.draft_due.into_iter().chain(esc).min()?;
        Some((due - self.desk.now).max(TimeDelta::zero()))
    }

    /// The form that is open, also below the list of what is left.
    pub fn open_form(&self) -> Option<&Prompt> {
        self.desk.prompt.as_ref().or_else(|| self.stack.iter().rev().find_map(Screen::form_below))
    }

    /// Where the next key is pressed, innermost part of the screen first.
    pub fn path(&self) -> Vec<Focus> {
        if self.locked {
            return vec![Focus::Locked];
        }
        if self.desk.confirm.is_some() {
            return vec![Focus::Confirm];
        }
        match &self.desk.prompt {
            Some(prompt) if prompt.form.takes_text() => vec![Focus::Text, Focus::Form, Focus::Global],
            Some(_) => vec![Focus::Form, Focus::Global],
            None => self.screen_path(),
        }
    }

    /// The path of the visible screen, without forms and questions over it.
    pub fn screen_path(&self) -> Vec<Focus> {
        self.stack.last().map_or_else(|| vec![Focus::Queue, Focus::Global], Screen::path)
    }

    /// The path of the screen under a help or palette.
    pub fn path_below(&self) -> Vec<Focus> {
        let below = self.stack.iter().rev().find(|screen| !matches!(screen.kind(), Kind::Help | Kind::Palette));
        below.map_or_else(|| vec![Focus::Queue, Focus::Global], Screen::path)
    }

    /// The call in progress: the topmost one.
    pub fn call(&self) -> Option<&CallScreen> {
        self.stack.iter().rev().find_map(Screen::as_call)
    }

    /// The call in progress, to change it.
    pub fn call_mut(&mut self) -> Option<&mut CallScreen> {
        self.stack.iter_mut().rev().find_map(Screen::as_call_mut)
    }

    /// Tokens of the leases that are held, the newest last.
    pub fn tokens(&self) -> Vec<i64> {
        self.stack.iter().filter_map(Screen::as_call).filter_map(CallScreen::token).collect()
    }
}

/// The keys that do something for this user: what is not there, or not theirs, is neither offered nor bound.
fn working_keys(keymap: &Keymap, user: &User) -> Keymap {
    let bindings = Focus::ALL.into_iter().flat_map(|focus| keymap.in_focus(focus));
    bindings.filter(|binding| works(binding, user)).cloned().collect()
}

fn works(binding: &Binding, user: &User) -> bool {
    let here = binding.focus;
    match binding.action {
        Action::Documents | Action::HandOver | Action::Reports => false,
        Action::Tick if here == Focus::Queue => user.may(Power::Lead),
        Action::Tick => matches!(here, Focus::Household | Focus::Form | Focus::Order | Focus::Decisions),
        Action::Assign
        | Action::Priority
        | Action::Withdraw
        | Action::TellAll
        | Action::ShiftNote
        | Action::GoDecisions
        | Action::TakeDecision
        | Action::Decide
        | Action::ReturnCall
        | Action::CloseCall
        | Action::Release
        | Action::GoBoard
        | Action::LiftOrder => user.may(Power::Lead),
        Action::Filter => here != Focus::Batches,
        Action::Export => here == Focus::Batches && user.may(Power::Export),
        Action::GoBatches => user.may(Power::Export),
        Action::Next
        | Action::New
        | Action::Capture
        | Action::Person
        | Action::Numbers
        | Action::AddNumber
        | Action::AddMate
        | Action::RemoveMate
        | Action::RetireNumber
        | Action::ChooseNumber
        | Action::Incoming
        | Action::StartCall
        | Action::Mine
        | Action::Undo
        | Action::Reopen
        | Action::NoteDelivery
        | Action::Pause
        | Action::Reminder
        | Action::Question => user.may(Power::Work),
        Action::Search => user.may(Power::Read),
        _ => true,
    }
}
