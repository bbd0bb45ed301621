//! Help: the keys that work on the screen below, from the live keymap.

use super::super::desk::Desk;
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::text::{fit, width, wrap};
use super::super::widget::{Paper, Rich};
use super::super::words;
use super::{Turn, draw_title};
use crate::keymap::{Action, Focus, help_lines};
use crate::t;

/// The help for a focus path.
#[derive(Debug, Clone)]
pub struct Help {
    below: Vec<Focus>,
    cursor: Cursor,
}

impl Help {
    /// Help about the screen with this focus path.
    pub fn new(below: Vec<Focus>) -> Self {
        Self { below, cursor: Cursor::default() }
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &Desk, action: Action) -> Turn {
        match action {
            Action::Help | Action::Open => Turn::Leave,
            Action::Palette => Turn::Done,
            _ if self.cursor.act(action, self.lines(desk).len(), desk.body_rows()) => Turn::Done,
            _ => Turn::Pass,
        }
    }

    fn lines(&self, desk: &Desk) -> Vec<Rich> {
        let german = desk.german();
        let mut lines = Vec::new();
        let mut part = None;
        let all = help_lines(&desk.keymap, &self.below, german);
        let columns = all.iter().map(|line| width(&line.keys)).max().unwrap_or(0).clamp(14, 30);
        let room = usize::from(desk.size.0).saturating_sub(columns + 6);
        for line in all {
            if part != Some(line.focus) {
                part = Some(line.focus);
                lines.push(vec![(format!(" {}", line.focus.title(german)), Tone::Accent)]);
            }
            let mut keys = fit(&line.keys, columns);
            for help in wrap(line.help, room) {
                lines.push(vec![(format!("   {keys} "), Tone::Key), (help, Tone::Plain)]);
                keys = fit("", columns);
            }
        }
        lines
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        draw_title(desk, header, &t!(desk.lang, "help-title"));
        let (lines, page) = (self.lines(desk), usize::from(body.height()));
        let start = self.cursor.page_start(page);
        if lines.len() > page {
            let key = words::key(desk, &[Focus::Help, Focus::Global], Action::PageDown);
            let (first, last, all) = (start + 1, (start + page).min(lines.len()), lines.len());
            let shown = t!(desk.lang, "tui-lines-shown", first = first, last = last, all = all, key = key);
            let mut pen = header.row(0);
            pen.to(u16::try_from(width(&t!(desk.lang, "help-title"))).unwrap_or(0) + 4).put(&shown, Tone::Muted);
        }
        let mut cursor = None;
        for (y, (at, line)) in (0u16..).zip(lines.iter().enumerate().skip(start).take(page)) {
            body.rich(y, line);
            if at == self.cursor.at {
                cursor = Some(body.row(y).position());
            }
        }
        cursor
    }
}
