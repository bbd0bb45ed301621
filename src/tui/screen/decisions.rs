//! The supervisor's list: what waits for a decision, since when, why, who put it there, what happened.

use std::collections::BTreeSet;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::room::{BulkKind, Matter, bulk_form, form};
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::table::{Width, widths};
use super::super::widget::text::wrap;
use super::super::widget::{Paper, Pen};
use super::{Turn, draw_title};
use crate::domain::decide::Command;
use crate::domain::id::CallId;
use crate::domain::view::Raised;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels, say};

const COLUMNS: [Width; 5] = [Width::Fixed(15), Width::Fixed(22), Width::Rest(1), Width::Fixed(10), Width::Fixed(9)];
/// Rows under the list that tell what happened.
const DETAILS: u16 = 5;

/// The list.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    rows: Vec<Raised>,
    loaded: bool,
    cursor: Cursor,
    ticked: BTreeSet<CallId>,
}

impl Decisions {
    /// Asks for the list.
    pub fn load(desk: &mut Desk, fx: &mut Vec<Effect>) {
        fx.push(Effect::LoadDecisions { generation: desk.ask(Ask::Decisions) });
    }

    /// The list arrived; ticks stay with what is still there.
    pub fn arrived(&mut self, rows: &[Raised]) {
        self.rows = rows.to_vec();
        self.loaded = true;
        self.cursor.keep_inside(rows.len());
        self.ticked.retain(|call| rows.iter().any(|row| row.call.id == *call));
    }

    /// The ticked calls, else the one under the cursor.
    fn meant(&self) -> Vec<CallId> {
        if self.ticked.is_empty() {
            return self.rows.get(self.cursor.at).map(|row| row.call.id).into_iter().collect();
        }
        self.rows.iter().map(|row| row.call.id).filter(|call| self.ticked.contains(call)).collect()
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        if self.cursor.act(action, self.rows.len(), Self::page(desk)) {
            return Turn::Done;
        }
        let Some(row) = self.rows.get(self.cursor.at) else { return Turn::Pass };
        let (call, record) = (row.call.id, row.record);
        let bulk = |kind| Some(bulk_form(desk, kind, self.meant(), false));
        match action {
            Action::Open => fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record }),
            Action::Tick => {
                if !self.ticked.remove(&call) {
                    self.ticked.insert(call);
                }
            }
            Action::TakeDecision => desk.perform(Ask::Room, Command::TakeDecision { call }, fx),
            Action::Decide => desk.prompt = Some(form(desk, Matter::Decide(call))),
            Action::ReturnCall => desk.prompt = Some(form(desk, Matter::Return(call))),
            Action::CloseCall => desk.prompt = Some(form(desk, Matter::Close(call))),
            Action::Assign => desk.prompt = bulk(BulkKind::Assign),
            Action::Release => desk.prompt = bulk(BulkKind::Release),
            Action::Priority => desk.prompt = bulk(BulkKind::Priority),
            Action::Withdraw => desk.prompt = bulk(BulkKind::Withdraw),
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
        let count = self.rows.len();
        let title = t!(lang, "screen-decisions");
        draw_title(desk, header, &if count > 0 { format!("{title}  {count}") } else { title });
        if self.rows.is_empty() {
            let text = if self.loaded { t!(lang, "decisions-empty") } else { t!(lang, "queue-loading") };
            body.row(1).gap(2).put(&text, Tone::Muted);
            return Some(body.row(1).gap(2).position());
        }
        let widths = widths(&COLUMNS, body.width().saturating_sub(4));
        draw_headings(desk, &mut body.row(0), &widths);
        let page = Self::page(desk);
        let mut cursor = None;
        let start = self.cursor.page_start(page);
        for (y, (at, row)) in (1u16..).zip(self.rows.iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(y);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            pen.put(if at == self.cursor.at { ">" } else { " " }, Tone::Key);
            pen.put(if self.ticked.contains(&row.call.id) { "x" } else { " " }, Tone::Accent).gap(1);
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
        t!(lang, "column-why"),
        t!(lang, "column-name"),
        t!(lang, "column-owner"),
        t!(lang, "column-reference"),
    ];
    pen.gap(3);
    for (text, width) in texts.iter().zip(widths) {
        pen.cell(text, *width, Tone::Muted).gap(1);
    }
}

fn draw_row(desk: &Desk, raised: &Raised, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let owner = raised.call.owner.as_deref().map_or(String::new(), |owner| say::owner(lang, owner));
    let decided = raised.call.handling.decided.is_some();
    let cells = [
        (dates::relative_moment(lang, raised.since, desk.now, desk.zone()), Tone::Plain),
        (labels::escalation(lang, &raised.code, raised.row.reason), if decided { Tone::Muted } else { Tone::Due }),
        (raised.row.name.clone(), Tone::Title),
        (owner, Tone::Accent),
        (raised.row.reference.to_string(), Tone::Plain),
    ];
    for ((text, tone), width) in cells.iter().zip(widths) {
        pen.cell(text, *width, *tone).gap(1);
    }
}

/// What happened: reason and priority, who put it there and in which words, what was decided.
fn draw_details(desk: &Desk, raised: &Raised, paper: &mut Paper<'_>) {
    let lang = desk.lang;
    let columns = usize::from(paper.width().saturating_sub(4));
    paper.rule(0);
    let what = [
        labels::reason(lang, raised.row.reason),
        labels::priority(lang, raised.row.priority),
        raised.row.last_outcome.map_or(String::new(), |outcome| labels::outcome(lang, outcome, raised.row.reason)),
        t!(lang, "plural-attempts", n = raised.row.attempts),
    ];
    let prepared = raised.call.handling.prepared.iter().map(|kind| labels::order_kind(lang, *kind));
    let what = what.into_iter().chain(prepared).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut lines = vec![(what, Tone::Plain)];
    let said = if raised.text.is_empty() { raised.by.clone() } else { format!("{}: {}", raised.by, raised.text) };
    lines.extend(wrap(&said, columns).into_iter().take(2).map(|line| (line, Tone::Plain)));
    if let Some(decided) = &raised.call.handling.decided {
        let text = t!(lang, "decisions-decided", who = &decided.by, text = &decided.text);
        lines.extend(wrap(&text, columns).into_iter().map(|line| (line, Tone::Good)));
    }
    for (y, (line, tone)) in (1..paper.height()).zip(lines) {
        paper.row(y).gap(2).put(&line, tone);
    }
}
