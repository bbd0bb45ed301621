//! The numbers that are searched for (Nummernsuche): for whom, since when, and what was tried.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::theme::Tone;
use super::super::widget::list::Cursor;
use super::super::widget::table::{Width, widths};
use super::super::widget::text::wrap;
use super::super::widget::{Paper, Pen, Position};
use super::{Turn, draw_title};
use crate::domain::person::{Phone, PhoneState};
use crate::domain::view::Searched;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels};

const COLUMNS: [Width; 5] = [Width::Fixed(15), Width::Fixed(16), Width::Rest(1), Width::Rest(1), Width::Fixed(9)];
/// Rows under the list that tell what was tried.
const DETAILS: u16 = 6;

/// The list.
#[derive(Debug, Clone, Default)]
pub struct Research {
    rows: Vec<Searched>,
    loaded: bool,
    cursor: Cursor,
}

impl Research {
    /// Asks for the list.
    pub fn load(desk: &mut Desk, fx: &mut Vec<Effect>) {
        fx.push(Effect::LoadResearch { generation: desk.ask(Ask::Research) });
    }

    /// The list arrived; the cursor stays on the same person.
    pub fn arrived(&mut self, rows: &[Searched]) {
        self.cursor.follow(&self.rows, rows, |row| row.row.call);
        self.rows = rows.to_vec();
        self.loaded = true;
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        if self.cursor.act(action, self.rows.len(), Self::page(desk)) {
            return Turn::Done;
        }
        let Some(row) = self.rows.get(self.cursor.at).map(|searched| &searched.row) else { return Turn::Pass };
        let record = row.record;
        match action {
            Action::Open => fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record }),
            Action::Numbers => fx.push(Effect::LoadRecord { generation: desk.ask(Ask::NumbersOf(record)), record }),
            Action::StartCall => {
                fx.push(Effect::Open { generation: desk.ask(Ask::Open { incoming: None }), call: row.call });
                desk.say(t!(desk.lang, "tui-serving"));
            }
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    fn page(desk: &Desk) -> usize {
        desk.body_rows().saturating_sub(usize::from(DETAILS) + 1).max(1)
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        let title = t!(lang, "screen-research");
        let count = self.rows.len();
        draw_title(desk, header, &if count > 0 { format!("{title}  {count}") } else { title });
        if self.rows.is_empty() {
            let text = if self.loaded { t!(lang, "research-empty") } else { t!(lang, "queue-loading") };
            body.row(1).gap(2).put(&text, Tone::Muted);
            return Some(body.row(1).gap(2).position());
        }
        let widths = widths(&COLUMNS, body.width().saturating_sub(4));
        draw_headings(desk, &mut body.row(0), &widths);
        let page = Self::page(desk);
        let start = self.cursor.page_start(page);
        let mut cursor = None;
        for (y, (at, row)) in (1u16..).zip(self.rows.iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(y);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            pen.put(if at == self.cursor.at { ">" } else { " " }, Tone::Key).gap(2);
            draw_row(desk, row, &mut pen, &widths);
        }
        if let Some(row) = self.rows.get(self.cursor.at) {
            let (width, top) = (body.width(), body.height().saturating_sub(DETAILS));
            draw_details(desk, row, &mut body.part(0, top, width, DETAILS));
        }
        cursor
    }
}

fn draw_headings(desk: &Desk, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let texts = [
        t!(lang, "column-since"),
        t!(lang, "research-wanted"),
        t!(lang, "column-name"),
        t!(lang, "research-last"),
        t!(lang, "column-reference"),
    ];
    pen.gap(3);
    for (text, width) in texts.iter().zip(widths) {
        pen.cell(text, *width, Tone::Muted).gap(1);
    }
}

fn draw_row(desk: &Desk, searched: &Searched, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let holder = searched.row.leased_by.as_ref().map(|holder| format!("@{}", holder.user));
    let last = searched.tried.first().map_or_else(|| t!(lang, "call-no-number"), |phone| what_came(desk, phone));
    let cells = [
        (dates::relative_moment(lang, searched.since, desk.now, desk.zone()), Tone::Plain),
        (labels::reason(lang, searched.wanted), Tone::Plain),
        (searched.row.name.clone(), Tone::Title),
        (holder.unwrap_or(last), Tone::Due),
        (searched.row.reference.to_string(), Tone::Plain),
    ];
    for ((text, tone), width) in cells.iter().zip(widths) {
        pen.cell(text, *width, *tone).gap(1);
    }
}

/// What is known of a number: that it is wrong or dead, else what came of the last try.
fn what_came(desk: &Desk, phone: &Phone) -> String {
    if phone.state == PhoneState::Usable && phone.e164.is_some() {
        let outcome = phone
            .last_outcome
            .map(|outcome| labels::outcome(desk.lang, outcome, crate::domain::call::Reason::FirstNotification));
        outcome.unwrap_or_else(|| t!(desk.lang, "call-number-never"))
    } else {
        labels::phone_state(desk.lang, phone.state)
    }
}

/// Every number that there was, and the last remark.
fn draw_details(desk: &Desk, searched: &Searched, paper: &mut Paper<'_>) {
    let lang = desk.lang;
    let columns = usize::from(paper.width().saturating_sub(4));
    paper.rule(0);
    let mut lines: Vec<(String, Tone)> = Vec::new();
    if searched.tried.is_empty() {
        lines.push((t!(lang, "research-never"), Tone::Muted));
    }
    for phone in searched.tried.iter().take(3) {
        let when = phone.last_at.map(|at| dates::relative_moment(lang, at, desk.now, desk.zone())).unwrap_or_default();
        let whose = [phone.owner.as_str(), phone.label.as_str()].into_iter().find(|text| !text.is_empty());
        let parts = [phone.shown.as_str(), whose.unwrap_or(""), &what_came(desk, phone), &when].map(str::to_owned);
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push((parts.join(" · "), Tone::Plain));
    }
    if let Some(note) = &searched.note {
        let text = format!("{}: {}", note.by, note.text);
        lines.extend(wrap(&text, columns).into_iter().take(2).map(|line| (line, Tone::Muted)));
    }
    for (y, (line, tone)) in (1..paper.height()).zip(lines) {
        paper.row(y).gap(2).put(&line, tone);
    }
}
