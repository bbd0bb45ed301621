//! What every screen works with: language, time, user, office, rules, keys, the line of messages, what is being waited for.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::ask::{Ask, Asked};
use super::effect::{Effect, Generation};
use super::keep::Kept;
use super::prompt::{Confirm, Prompt};
use super::room::RoomState;
use super::theme::{Theme, Tone};
use crate::domain::call::Priority;
use crate::domain::decide::{Command, Rules};
use crate::domain::disease::Disease;
use crate::domain::handling::Pause;
use crate::domain::id::{AttemptId, OrderId, RecordId, SeededMint};
use crate::domain::message::Unread;
use crate::domain::office::Office;
use crate::domain::queue::Filter;
use crate::domain::time::{Moment, date_of};
use crate::domain::user::User;
use crate::domain::view::{MyDay, QueueCounts};
use crate::keymap::Keymap;
use crate::text::Lang;

/// What the shell knows when the UI begins.
#[derive(Debug, Clone)]
pub struct Start {
    /// Language of the screen.
    pub lang: Lang,
    /// Time.
    pub now: Moment,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Who works here.
    pub user: User,
    /// For whom.
    pub office: Office,
    /// By which rules.
    pub rules: Arc<Rules>,
    /// With which keys.
    pub keymap: Arc<Keymap>,
    /// Mistakes in the user's keymap, a line each.
    pub keymap_banner: Vec<String>,
    /// Colours.
    pub theme: Theme,
    /// What is dialled before an outside number, if anything.
    pub outside_line: Option<String>,
    /// Seed of the ids that this station makes: never the same for two stations or two starts.
    pub seed: u64,
    /// After how long without a key the screen is hidden; never if none.
    pub lock_after: Option<TimeDelta>,
}

/// A line that tells the user something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// Everything that is not one screen's own.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Language of the screen.
    pub lang: Lang,
    /// Time, as last told.
    pub now: Moment,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Who.
    pub user: User,
    /// Office.
    pub office: Office,
    /// Rules.
    pub rules: Arc<Rules>,
    /// The keys that do something for this user.
    pub keymap: Arc<Keymap>,
    /// Colours.
    pub theme: Theme,
    /// What is dialled before an outside number, if anything.
    pub outside_line: Option<String>,
    /// Filter of the queue; also restricts what is served.
    pub filter: Filter,
    /// The queue's figures.
    pub counts: QueueCounts,
    /// My figures.
    pub day: MyDay,
    /// The room.
    pub room: RoomState,
    /// The line above the footer.
    pub message: Option<Message>,
    /// Messages from others, oldest first: each stays until it is confirmed.
    pub notices: VecDeque<Unread>,
    /// A form over the foot of the screen.
    pub prompt: Option<Prompt>,
    /// A question that asks once more.
    pub confirm: Option<Confirm>,
    /// What was typed and left, and is kept.
    pub(super) kept: Kept,
    /// The disease that was entered last.
    pub last_disease: Option<Disease>,
    /// What is being waited for.
    pub asked: Asked,
    zone: Tz,
    seed: u64,
    minted: u64,
}

impl Desk {
    /// A desk at the beginning of a shift.
    pub fn new(start: Start, keymap: Arc<Keymap>) -> Self {
        let message = start.keymap_banner.first().map(|text| Message { text: text.clone(), tone: Tone::Danger });
        Self {
            lang: start.lang,
            now: start.now,
            size: start.size,
            zone: start.office.tz(),
            user: start.user,
            office: start.office,
            rules: start.rules,
            keymap,
            theme: start.theme,
            outside_line: start.outside_line,
            filter: Filter::default(),
            counts: QueueCounts::default(),
            day: MyDay::default(),
            room: RoomState::default(),
            message,
            notices: VecDeque::new(),
            prompt: None,
            confirm: None,
            kept: Kept::default(),
            last_disease: None,
            asked: Asked::default(),
            seed: start.seed,
            minted: 0,
        }
    }

    /// Time zone of the office.
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// Today in the office.
    pub fn today(&self) -> NaiveDate {
        date_of(self.now, self.zone)
    }

    /// Whether the screen speaks German.
    pub fn german(&self) -> bool {
        self.lang == Lang::De
    }

    /// Rows between header and message line.
    pub fn body_rows(&self) -> usize {
        usize::from(self.size.1.saturating_sub(3))
    }

    /// Notes a request; its number.
    pub fn ask(&mut self, ask: Ask) -> Generation {
        self.asked.ask(ask)
    }

    /// Asks for a command to be carried out.
    pub fn perform(&mut self, ask: Ask, command: Command, fx: &mut Vec<Effect>) {
        let generation = self.ask(ask);
        fx.push(Effect::Perform { generation, command });
    }

    /// Asks for several commands to be carried out, all or none.
    pub fn perform_all(&mut self, ask: Ask, commands: Vec<Command>, fx: &mut Vec<Effect>) {
        let generation = self.ask(ask);
        fx.push(Effect::PerformAll { generation, commands });
    }

    /// The pause that somebody makes here.
    pub fn own_pause(&self) -> Option<&Pause> {
        self.room.room.pauses.iter().find(|pause| pause.user == self.user.name)
    }

    /// Asks what the room looks like.
    pub fn ask_room(&mut self, fx: &mut Vec<Effect>) {
        fx.push(Effect::LoadRoom { generation: self.ask(Ask::RoomState) });
    }

    /// Says something in passing.
    pub fn say(&mut self, text: String) {
        self.message = Some(Message { text, tone: Tone::Plain });
    }

    /// Says that something was done.
    pub fn say_done(&mut self, text: String) {
        self.message = Some(Message { text, tone: Tone::Good });
    }

    /// Says why something was not done.
    pub fn warn(&mut self, text: String) {
        self.message = Some(Message { text, tone: Tone::Danger });
    }

    /// Messages have come: the line is cleared for them.
    pub fn told(&mut self, unread: Vec<Unread>) {
        let last = self.notices.back().map_or(0, |last| last.n);
        self.notices.extend(unread.into_iter().filter(|unread| unread.n > last));
        self.message = None;
    }

    /// The message that is shown was read; says whether there was one.
    pub fn confirm_notice(&mut self, fx: &mut Vec<Effect>) -> bool {
        let Some(unread) = self.notices.pop_front() else { return false };
        self.perform(Ask::Confirmed, Command::ConfirmMessage { n: unread.n }, fx);
        true
    }

    /// The message that is shown now: not over what was just said or asked.
    pub fn notice(&self) -> Option<&Unread> {
        self.notices.front().filter(|_| self.message.is_none() && self.confirm.is_none())
    }

    /// Adds a sentence to what is being said.
    pub fn say_more(&mut self, text: &str) {
        if let Some(message) = &mut self.message
            && !message.text.contains(text)
        {
            message.text = format!("{} · {text}", message.text);
        }
    }

    /// A new id for an attempt.
    pub fn mint_attempt(&mut self) -> AttemptId {
        let (now, mint) = (self.now, self.mint());
        AttemptId::mint(now, &mint)
    }

    /// A new id for an order.
    pub fn mint_order(&mut self) -> OrderId {
        let (now, mint) = (self.now, self.mint());
        OrderId::mint(now, &mint)
    }

    /// A new id for a record.
    pub fn mint_record(&mut self) -> RecordId {
        let (now, mint) = (self.now, self.mint());
        RecordId::mint(now, &mint)
    }

    fn mint(&mut self) -> SeededMint {
        self.minted += 1;
        SeededMint::new(self.seed, self.minted)
    }
}

/// How a deadline stands: past, within the next two hours, or later.
pub fn urgency(due_at: Moment, now: Moment, priority: Priority) -> Tone {
    if due_at < now {
        Tone::Overdue
    } else if due_at - now < TimeDelta::hours(2) || priority == Priority::Urgent {
        Tone::Due
    } else {
        Tone::Plain
    }
}
