//! The palette: every action by name with its key; letters narrow the list, Enter does it.

use std::ops::Range;

use super::super::desk::Desk;
use super::super::theme::Tone;
use super::super::widget::Paper;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::text::{width, wrap};
use super::super::widget::text_field::TextField;
use super::super::words;
use super::{Turn, draw_title};
use crate::domain::fold::fold_loosely;
use crate::keymap::{Action, Focus, Key, help_lines};
use crate::t;

/// How wide the columns of the list are: name and key.
#[derive(Debug, Clone, Copy)]
struct Columns {
    label: usize,
    key: usize,
}

impl Columns {
    /// Where the sentence begins.
    const fn help(self) -> usize {
        self.label + self.key + 5
    }
}

/// The actions for a focus path.
#[derive(Debug, Clone)]
pub struct Palette {
    below: Vec<Focus>,
    typed: TextField,
    cursor: Cursor,
}

impl Palette {
    /// The palette over the screen with this focus path.
    pub fn new(below: Vec<Focus>) -> Self {
        Self { below, typed: TextField::default(), cursor: Cursor::default() }
    }

    /// A key that narrows the list.
    pub fn types(&mut self, key: Key) -> bool {
        let typed = self.typed.key(key);
        if typed {
            self.cursor = Cursor::default();
        }
        typed
    }

    /// The actions that work below and whose name or sentence holds what was typed.
    fn found(&self, desk: &Desk) -> Vec<Action> {
        let typed = fold_loosely(&self.typed.text());
        let german = desk.german();
        let fits = |action: Action| {
            let text = format!("{} {} {}", action.label(german), action.name(), action.help(german));
            typed.split_whitespace().all(|word| fold_loosely(&text).contains(word))
        };
        let lines = help_lines(&desk.keymap, &self.below, german);
        let moves = |action: Action| action.homes() == Focus::LISTS;
        let mut found: Vec<Action> = Vec::new();
        for action in lines.iter().map(|line| line.action).filter(|action| !moves(*action) && fits(*action)) {
            if !found.contains(&action) {
                found.push(action);
            }
        }
        found
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &Desk, action: Action) -> Turn {
        let found = self.found(desk);
        match action {
            Action::Open => found.get(self.cursor.at).map_or(Turn::Done, |chosen| Turn::Instead(*chosen)),
            _ if self.cursor.act(action, found.len(), self.page(desk, &found).len()) => Turn::Done,
            _ => Turn::Pass,
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let (lang, german) = (desk.lang, desk.german());
        draw_title(desk, header, &t!(lang, "screen-palette"));
        let mut pen = body.row(0);
        pen.gap(1).put(&t!(lang, "palette-prompt"), Tone::Muted).gap(1);
        let cursor = self.typed.draw(&mut pen);
        let found = self.found(desk);
        if found.is_empty() {
            body.row(2).gap(3).put(&t!(lang, "palette-none"), Tone::Muted);
        }
        let mut y = 2;
        let (page, columns) = (self.page(desk, &found), self.columns(desk, &found));
        for (at, action) in found.iter().enumerate().skip(page.start).take(page.len()) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            pen.cell(action.label(german), columns.label, Tone::Title).gap(1);
            pen.cell(&words::key(desk, &self.below, *action), columns.key, Tone::Key);
            for line in sentence(desk, *action, columns) {
                body.row(y).gap(u16::try_from(columns.help()).unwrap_or(0)).put(&line, Tone::Plain);
                y += 1;
            }
        }
        Some(cursor)
    }

    fn columns(&self, desk: &Desk, found: &[Action]) -> Columns {
        let label = found.iter().map(|action| width(action.label(desk.german()))).max();
        let key = found.iter().map(|action| width(&words::key(desk, &self.below, *action))).max();
        Columns { label: label.unwrap_or(0).max(22), key: key.unwrap_or(0).max(8) }
    }

    /// The actions of the page on which the cursor stands.
    fn page(&self, desk: &Desk, found: &[Action]) -> Range<usize> {
        let rows = desk.body_rows().saturating_sub(2).max(1);
        let columns = self.columns(desk, found);
        let (mut start, mut used) = (0, 0);
        for (at, action) in found.iter().enumerate() {
            let height = sentence(desk, *action, columns).len();
            if used + height > rows {
                if at > self.cursor.at {
                    return start..at;
                }
                (start, used) = (at, 0);
            }
            used += height;
        }
        start..found.len()
    }
}

/// What an action does, on as many lines as it takes.
fn sentence(desk: &Desk, action: Action, columns: Columns) -> Vec<String> {
    wrap(action.help(desk.german()), usize::from(desk.size.0).saturating_sub(columns.help()))
}
