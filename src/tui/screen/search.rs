//! Search: anyone by any part, while it is typed. Also how a call that comes in finds its person.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::table::{Width, widths};
use super::super::widget::text_field::TextField;
use super::super::widget::{Paper, Pen};
use super::{Turn, draw_title};
use crate::domain::call::CallState;
use crate::domain::decide::Command;
use crate::domain::id::RecordId;
use crate::domain::view::SearchHit;
use crate::keymap::{Action, Key};
use crate::t;
use crate::text::{dates, labels};

const COLUMNS: [Width; 5] = [Width::Fixed(10), Width::Rest(3), Width::Fixed(11), Width::Rest(2), Width::Fixed(16)];

/// What becomes of the person who is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Purpose {
    /// Their record opens.
    #[default]
    Open,
    /// They ring: their call opens.
    Incoming,
    /// They live in the household of this record's person.
    Joins(RecordId),
}

/// The search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    purpose: Purpose,
    typed: TextField,
    hits: Vec<SearchHit>,
    answered: bool,
    cursor: Cursor,
}

impl Search {
    /// Somebody rings: who is it?
    pub fn incoming() -> Self {
        Self { purpose: Purpose::Incoming, ..Self::default() }
    }

    /// Who lives with the person of this record?
    pub fn joining(record: RecordId) -> Self {
        Self { purpose: Purpose::Joins(record), ..Self::default() }
    }

    /// Whether somebody rings, and what is typed.
    pub fn typed(&self) -> (bool, String) {
        (self.purpose == Purpose::Incoming, self.typed.text())
    }

    /// A key that changes what is searched for.
    pub fn types(&mut self, desk: &mut Desk, key: Key, fx: &mut Vec<Effect>) -> bool {
        let before = self.typed.text();
        if !self.typed.key(key) {
            return false;
        }
        let query = self.typed.text();
        if query != before {
            self.cursor = Cursor::default();
            self.ask(desk, query, fx);
        }
        true
    }

    fn ask(&mut self, desk: &mut Desk, query: String, fx: &mut Vec<Effect>) {
        if query.trim().is_empty() {
            desk.asked.forget(|ask| *ask == Ask::Hits);
            self.hits.clear();
            self.answered = false;
            return;
        }
        fx.push(Effect::Search { generation: desk.ask(Ask::Hits), query, limit: rows(desk) });
    }

    /// Hits arrived.
    pub fn arrived(&mut self, hits: &[SearchHit]) {
        self.hits = hits.to_vec();
        self.answered = true;
        self.cursor.keep_inside(hits.len());
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::Open => return self.open(desk, fx),
            _ if self.cursor.act(action, self.hits.len(), rows(desk)) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// The record; for somebody who rings their call.
    fn open(&self, desk: &mut Desk, fx: &mut Vec<Effect>) -> Turn {
        let Some(hit) = self.hits.get(self.cursor.at) else { return Turn::Done };
        let record = hit.record;
        match self.purpose {
            Purpose::Open => fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record }),
            Purpose::Incoming if desk.asked.awaits(Ask::is_for_a_call) => {}
            Purpose::Incoming => {
                desk.say(t!(desk.lang, "tui-serving"));
                let generation = desk.ask(Ask::Open { incoming: Some(record) });
                fx.push(Effect::TakeIncoming { generation, record });
            }
            Purpose::Joins(other) => {
                desk.perform(Ask::Household(other), Command::JoinHousehold { record, other }, fx);
                return Turn::Leave;
            }
        }
        Turn::Done
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        let (title, prompt, hint) = match self.purpose {
            Purpose::Incoming => (t!(lang, "screen-incoming"), t!(lang, "incoming-prompt"), t!(lang, "incoming-hint")),
            Purpose::Joins(_) => {
                (t!(lang, "screen-joining"), t!(lang, "tui-joining-prompt"), t!(lang, "incoming-hint"))
            }
            Purpose::Open => (t!(lang, "screen-search"), t!(lang, "search-prompt"), t!(lang, "search-hint")),
        };
        draw_title(desk, header, &title);
        let mut pen = body.row(0);
        pen.gap(1).put(&prompt, Tone::Muted).gap(1);
        let cursor = self.typed.draw(&mut pen);
        if self.typed.is_blank() {
            body.row(2).gap(3).put(&hint, Tone::Muted);
        } else if self.hits.is_empty() && self.answered {
            body.row(2).gap(3).put(&t!(lang, "search-none"), Tone::Muted);
        }
        let widths = widths(&COLUMNS, body.width().saturating_sub(4));
        let start = self.cursor.page_start(rows(desk));
        for (y, (at, hit)) in (2u16..).zip(self.hits.iter().enumerate().skip(start).take(rows(desk))) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            draw_hit(desk, hit, &mut pen, &widths);
        }
        Some(cursor)
    }
}

/// A hit behind a mark of three columns.
pub(super) fn draw_hit_row(desk: &Desk, hit: &SearchHit, pen: &mut Pen<'_>) {
    let columns = u16::try_from(pen.room()).unwrap_or(u16::MAX);
    draw_hit(desk, hit, pen, &widths(&COLUMNS, columns.saturating_sub(1)));
}

fn draw_hit(desk: &Desk, hit: &SearchHit, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let birth = hit.birth.map_or(String::new(), |birth| dates::date_numeric(lang, birth));
    let state = match hit.call {
        Some((_, reason, CallState::Open)) => labels::reason(lang, reason),
        Some((_, _, state)) => labels::call_state(lang, state),
        None => labels::kind(lang, hit.kind),
    };
    let texts = [hit.reference.to_string(), hit.name.clone(), birth, hit.place_name.clone(), state];
    for (at, (text, width)) in texts.iter().zip(widths).enumerate() {
        pen.cell(text, *width, if at == 1 { Tone::Title } else { Tone::Plain }).gap(1);
    }
}

fn rows(desk: &Desk) -> usize {
    desk.body_rows().saturating_sub(2).max(1)
}
