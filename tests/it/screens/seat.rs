//! A seat at the screen: keys in, effects out, pictures to look at. The test plays the shell.

use std::fmt::Write;
use std::sync::Arc;

use chrono::TimeDelta;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use rufliste::domain::decide::{Command, LogAttempt};
use rufliste::domain::time::Moment;
use rufliste::domain::user::{Right, Role, User};
use rufliste::domain::view::{MyDay, QueueCounts, QueueRow};
use rufliste::keymap::Key;
use rufliste::text::Lang;
use rufliste::tui::desk::Start;
use rufliste::tui::effect::{Effect, Generation};
use rufliste::tui::model::Model;
use rufliste::tui::msg::{Msg, Reply, Served};
use rufliste::tui::theme::{Theme, Tone};
use rufliste::tui::update::update;
use rufliste::tui::view::view;

use super::people;
use crate::fixture::{at, office, rules, user};

pub struct Seat {
    pub model: Model,
    pub effects: Vec<Effect>,
    now: Moment,
}

pub fn tracer() -> User {
    user("berg", &[Role::Tracer], &[Right::Order])
}

pub fn supervisor() -> User {
    user("haas", &[Role::Supervisor], &[])
}

pub fn start(lang: Lang, size: (u16, u16), user: User) -> Start {
    Start {
        lang,
        now: at(9),
        size,
        user,
        office: office(),
        rules: Arc::new(rules()),
        keymap: Arc::new(rufliste::keymap::load("default", &[]).map),
        keymap_banner: Vec::new(),
        theme: Theme::Dark,
        outside_line: None,
        seed: 7,
        lock_after: None,
    }
}

impl Seat {
    /// An empty screen before anything was answered.
    pub fn new(lang: Lang, size: (u16, u16), user: User) -> Self {
        let mut model = Model::new(start(lang, size, user));
        let effects = model.begin();
        Self { model, effects, now: at(9) }
    }

    /// A tracer with a page of the queue on the screen.
    pub fn at_queue(lang: Lang, size: (u16, u16)) -> Self {
        let mut seat = Self::new(lang, size, tracer());
        seat.show_page(people::rows(u32::from(size.1) - 4), true);
        seat
    }

    /// A tracer with a served and drawn first notification.
    pub fn at_call(lang: Lang, size: (u16, u16)) -> Self {
        let mut seat = Self::at_queue(lang, size);
        seat.press("n");
        seat.serve(people::served(3, rufliste::domain::call::Reason::FirstNotification));
        seat.send(Msg::Drawn);
        seat
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.model, msg);
        self.effects.extend(effects);
        self
    }

    /// Presses keys, named as keymaps name them, a second apart, each drawn before the next.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.key(key.parse().unwrap_or_else(|_| panic!("{key}")));
            self.send(Msg::Drawn);
        }
        self
    }

    /// Types text.
    pub fn write(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| self.key(Key::char(c)));
        self
    }

    pub fn key(&mut self, key: Key) {
        self.wait(TimeDelta::seconds(1));
        self.send(Msg::Key(key));
    }

    pub fn wait(&mut self, span: TimeDelta) -> &mut Self {
        self.now += span;
        let now = self.now;
        self.send(Msg::Now(now))
    }

    /// Nothing is pressed for a while.
    pub fn quiet(&mut self) -> &mut Self {
        self.wait(TimeDelta::seconds(1)).send(Msg::Quiet)
    }

    /// What was asked for last, drafts aside.
    pub fn last_request(&self) -> Option<&Effect> {
        let is_draft = |effect: &&Effect| matches!(effect, Effect::KeepDraft { .. } | Effect::DropDraft { .. });
        self.effects.iter().rfind(|effect| !is_draft(effect))
    }

    /// Answers the newest request that `wants` it.
    pub fn answer(&mut self, wants: impl Fn(&Effect) -> bool, reply: Reply) -> &mut Self {
        let generation = self.effects.iter().rev().find(|effect| wants(effect)).and_then(generation);
        let generation = generation.expect("nobody asked for that");
        self.send(Msg::Reply(generation, reply))
    }

    pub fn show_page(&mut self, rows: Vec<QueueRow>, more: bool) {
        let counts =
            QueueCounts { open: 1240, ready: 87, waiting: 1153, done: 310, overdue: 3, ..QueueCounts::default() };
        let day = MyDay { attempts: 12, reached: 7, complete: 5, orders: 2 };
        self.answer(|effect| matches!(effect, Effect::LoadCounts { .. }), Reply::Counts(counts, day));
        self.answer(|effect| matches!(effect, Effect::LoadQueue { .. }), Reply::Queue(rows, more));
    }

    pub fn serve(&mut self, served: Served) -> &mut Self {
        let wants = |effect: &Effect| {
            matches!(
                effect,
                Effect::ServeNext { .. } | Effect::Open { .. } | Effect::TakeIncoming { .. } | Effect::TakeUp { .. }
            )
        };
        self.answer(wants, Reply::Served(Box::new(served)))
    }

    /// Answers the newest command, or the newest several at once.
    pub fn command_answered(&mut self, reply: Reply) -> &mut Self {
        self.answer(|effect| matches!(effect, Effect::Perform { .. } | Effect::PerformAll { .. }), reply)
    }

    /// Commands that were asked for, oldest first.
    pub fn commands(&self) -> Vec<&Command> {
        let commands = self.effects.iter().map(|effect| match effect {
            Effect::Perform { command, .. } => std::slice::from_ref(command),
            Effect::PerformAll { commands, .. } => commands,
            _ => &[],
        });
        commands.flatten().collect()
    }

    /// Telephone calls that were logged, oldest first: of several people the first one.
    pub fn logged(&self) -> Vec<&LogAttempt> {
        self.logged_for_all().into_iter().filter(|log| !log.joint).collect()
    }

    /// Attempts that were logged, oldest first, each person's.
    pub fn logged_for_all(&self) -> Vec<&LogAttempt> {
        self.commands()
            .into_iter()
            .filter_map(|command| if let Command::Log(log) = command { Some(&**log) } else { None })
            .collect()
    }

    /// Drafts that were kept, oldest first.
    pub fn drafts(&self) -> Vec<&str> {
        let effects = self.effects.iter();
        effects
            .filter_map(|effect| if let Effect::KeepDraft { draft, .. } = effect { Some(draft.as_str()) } else { None })
            .collect()
    }

    fn draw(&self) -> (Buffer, (u16, u16)) {
        let (width, height) = self.model.desk.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let cursor = terminal.backend_mut().get_cursor_position().unwrap();
        (terminal.backend().buffer().clone(), (cursor.x, cursor.y))
    }

    /// The screen as text; the cursor's cell is given below it.
    pub fn picture(&self) -> String {
        let (buffer, cursor) = self.draw();
        let mut picture = text_of(&buffer);
        let _ = write!(picture, "cursor {},{}", cursor.0, cursor.1);
        picture
    }

    /// One line of the screen.
    pub fn line(&self, y: usize) -> String {
        text_of(&self.draw().0).lines().nth(y).unwrap_or("").to_owned()
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> (u16, u16) {
        self.draw().1
    }

    /// Every cell that the screen shows.
    pub fn cells(&self) -> Vec<String> {
        self.draw().0.content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    /// The layer of styles: a letter a cell, a dot for plain text.
    pub fn styles(&self) -> String {
        let (buffer, _) = self.draw();
        let mut picture = String::new();
        for row in buffer.content.chunks(usize::from(buffer.area.width)) {
            let line: String = row.iter().map(|cell| letter(cell.fg, cell.modifier)).collect();
            let _ = writeln!(picture, "{}", line.trim_end());
        }
        picture.trim_end().to_owned()
    }
}

fn letter(fg: ratatui::style::Color, modifier: ratatui::style::Modifier) -> char {
    let letters = [
        (Tone::Title, 'T'),
        (Tone::Muted, 'm'),
        (Tone::Due, 'd'),
        (Tone::Overdue, 'O'),
        (Tone::Good, 'g'),
        (Tone::Key, 'k'),
        (Tone::Accent, 'a'),
        (Tone::Selected, 'S'),
        (Tone::Field, 'f'),
    ];
    let same = |tone: Tone| {
        let style = Theme::Dark.style(tone);
        style.fg.unwrap_or(ratatui::style::Color::Reset) == fg && style.add_modifier == modifier
    };
    letters.into_iter().find(|(tone, _)| same(*tone)).map_or(' ', |(_, letter)| letter)
}

fn text_of(buffer: &Buffer) -> String {
    let mut picture = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let mut line = String::new();
        let mut skip = 0;
        for cell in row {
            if skip == 0 {
                line.push_str(cell.symbol());
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        let _ = writeln!(picture, "{}", line.trim_end());
    }
    picture
}

fn generation(effect: &Effect) -> Option<Generation> {
    match effect {
        Effect::ServeNext { generation, .. }
        | Effect::Open { generation, .. }
        | Effect::TakeIncoming { generation, .. }
        | Effect::TakeUp { generation, .. }
        | Effect::LoadQueue { generation, .. }
        | Effect::LoadCounts { generation }
        | Effect::LoadRecord { generation, .. }
        | Effect::Search { generation, .. }
        | Effect::Candidates { generation, .. }
        | Effect::Reload { generation, .. }
        | Effect::LoadOrders { generation, .. }
        | Effect::LoadBatches { generation }
        | Effect::LoadWhy { generation, .. }
        | Effect::LoadBoard { generation }
        | Effect::LoadRoom { generation }
        | Effect::LoadDecisions { generation }
        | Effect::PerformBulk { generation, .. }
        | Effect::Perform { generation, .. }
        | Effect::PerformAll { generation, .. }
        | Effect::LoadMates { generation, .. }
        | Effect::Export { generation, .. } => Some(*generation),
        _ => None,
    }
}
