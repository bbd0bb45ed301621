//! The board (Übersicht): whether the queue is under control, what came of today's calls, who works on what.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::msg::Board;
use super::super::prompt::Confirm;
use super::super::room::{BulkKind, bulk_form};
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::bar::bar;
use super::super::widget::list::Cursor;
use super::super::widget::{Paper, Rich};
use super::{Turn, draw_title};
use crate::domain::call::Outcome;
use crate::domain::id::{CallId, RecordId};
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, integer, labels, say};

/// The board.
#[derive(Debug, Clone, Default)]
pub struct BoardScreen {
    figures: Option<Box<Board>>,
    cursor: Cursor,
}

/// What a line of the board can be acted on.
#[derive(Debug, Clone)]
enum Target {
    Nothing,
    Record(RecordId),
    Lease(CallId, String),
    Decisions,
}

impl BoardScreen {
    /// Figures arrived.
    pub fn arrived(&mut self, figures: &Board) {
        self.figures = Some(Box::new(figures.clone()));
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        let lines = self.lines(desk);
        let target = lines.get(self.cursor.at).map_or(Target::Nothing, |(_, target)| target.clone());
        match (action, target) {
            (Action::Open, Target::Record(record)) => {
                fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
            }
            (Action::Open, Target::Decisions) => return Turn::Instead(Action::GoDecisions),
            (Action::Release, Target::Lease(call, holder)) => desk.confirm = Some(Confirm::ForceRelease(call, holder)),
            (Action::Assign, Target::Lease(call, _)) => {
                desk.prompt = Some(bulk_form(desk, BulkKind::Assign, vec![call], false));
            }
            (Action::Assign | Action::Release, _) => desk.say(t!(desk.lang, "tui-nobody-holds-it")),
            _ if self.cursor.act(action, lines.len(), usize::MAX) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    fn lines(&self, desk: &Desk) -> Vec<(Rich, Target)> {
        let Some(figures) = &self.figures else { return Vec::new() };
        let mut lines = Vec::new();
        if let Some(note) = &desk.room.room.note {
            let when = dates::relative_moment(desk.lang, note.at, desk.now, desk.zone());
            title(t!(desk.lang, "tui-form-shift-note"), &mut lines);
            lines.push((vec![(format!(" {} ({}, {when})", note.text, note.by), Tone::Plain)], Target::Nothing));
        }
        reasons(desk, figures, &mut lines);
        stranded(desk, figures, &mut lines);
        outcomes(desk, figures, &mut lines);
        stations(desk, figures, &mut lines);
        escalated(desk, figures, &mut lines);
        lines
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        draw_title(desk, header, &t!(desk.lang, "screen-board"));
        let lines = self.lines(desk);
        if lines.is_empty() {
            body.row(1).gap(2).put(&t!(desk.lang, "queue-loading"), Tone::Muted);
        }
        let page = usize::from(body.height()).max(1);
        let start = self.cursor.page_start(page);
        let mut cursor = None;
        for (y, (at, (line, _))) in (0u16..).zip(lines.iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { ">" } else { " " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            for (text, tone) in line {
                pen.put(text, *tone);
            }
        }
        cursor
    }
}

type Lines = Vec<(Rich, Target)>;

fn title(text: String, lines: &mut Lines) {
    if !lines.is_empty() {
        lines.push((Vec::new(), Target::Nothing));
    }
    lines.push((vec![(text, Tone::Accent)], Target::Nothing));
}

fn number(desk: &Desk, n: u64) -> String {
    format!("{:>7}", integer(desk.lang, i64::try_from(n).unwrap_or(i64::MAX)))
}

fn cell(text: &str, columns: usize) -> String {
    super::super::widget::text::fit(text, columns)
}

fn reasons(desk: &Desk, figures: &Board, lines: &mut Lines) {
    let lang = desk.lang;
    title(t!(lang, "board-queue-by-reason"), lines);
    let most = figures.reasons.iter().map(|(_, counts)| counts.open).max().unwrap_or(0);
    for (reason, counts) in &figures.reasons {
        let late = if counts.overdue > 0 { Tone::Overdue } else { Tone::Muted };
        let line = vec![
            (format!(" {} ", cell(&labels::reason(lang, *reason), 18)), Tone::Plain),
            (format!("{} {} ", number(desk, counts.ready), t!(lang, "state-ready")), Tone::Plain),
            (format!("{} {} ", number(desk, counts.overdue), t!(lang, "state-overdue")), late),
            (bar(counts.open, most, 20), Tone::Key),
        ];
        lines.push((line, Target::Nothing));
    }
}

/// Ready calls that nobody at work can take, and what is missing for them.
fn stranded(desk: &Desk, figures: &Board, lines: &mut Lines) {
    let lang = desk.lang;
    let all: u64 = figures.stranded.iter().map(|(_, count)| count).sum();
    if all == 0 {
        return;
    }
    let needs: Vec<String> =
        figures.stranded.iter().map(|(need, count)| format!("{} {count}", say::need(lang, need))).collect();
    let text = t!(lang, "board-stranded", n = all, needs = needs.join(", "));
    lines.push((vec![(format!(" ! {text}"), Tone::Danger)], Target::Nothing));
}

fn outcomes(desk: &Desk, figures: &Board, lines: &mut Lines) {
    let lang = desk.lang;
    title(t!(lang, "board-outcomes"), lines);
    let mut sums: Vec<(Outcome, crate::domain::call::Reason, u64)> = Vec::new();
    for (reason, outcome, n) in &figures.outcomes {
        match sums.iter_mut().find(|(known, _, _)| known == outcome) {
            Some((_, _, sum)) => *sum += n,
            None => sums.push((*outcome, *reason, *n)),
        }
    }
    sums.sort_by_key(|(outcome, _, n)| (std::cmp::Reverse(*n), *outcome));
    let most = sums.first().map_or(0, |(_, _, n)| *n);
    for (outcome, reason, n) in sums {
        let line = vec![
            (format!(" {} ", cell(&labels::outcome(lang, outcome, reason), 30)), Tone::Plain),
            (format!("{} ", number(desk, n)), Tone::Plain),
            (bar(n, most, 30), Tone::Key),
        ];
        lines.push((line, Target::Nothing));
    }
}

fn stations(desk: &Desk, figures: &Board, lines: &mut Lines) {
    let lang = desk.lang;
    title(t!(lang, "board-stations"), lines);
    for station in &figures.stations {
        let lease = &station.lease;
        let since = dates::duration_words(lang, desk.now - lease.since);
        let line = vec![
            (format!(" {} {} ", cell(&lease.user, 14), cell(&lease.station, 12)), Tone::Plain),
            (format!("{} {} ", station.reference, cell(&labels::reason(lang, station.reason), 18)), Tone::Title),
            (since, Tone::Muted),
        ];
        lines.push((line, Target::Lease(lease.call, lease.user.clone())));
    }
    for pause in &desk.room.room.pauses {
        let since = dates::duration_words(lang, desk.now - pause.since);
        let line = vec![
            (format!(" {} {} ", cell(&pause.user, 14), cell(&pause.station, 12)), Tone::Plain),
            (format!("{}: {} ", t!(lang, "station-paused"), pause.reason), Tone::Due),
            (since, Tone::Muted),
        ];
        lines.push((line, Target::Nothing));
    }
}

fn escalated(desk: &Desk, figures: &Board, lines: &mut Lines) {
    let lang = desk.lang;
    title(t!(lang, "screen-decisions"), lines);
    if let Some((_, target)) = lines.last_mut() {
        *target = Target::Decisions;
    }
    for (record, row) in &figures.escalated {
        let line = vec![
            (format!(" {} ", row.reference), Tone::Title),
            (format!("{} {} ", cell(&row.name, 26), cell(&labels::reason(lang, row.reason), 18)), Tone::Plain),
            (row.last_outcome.map_or(String::new(), |outcome| labels::outcome(lang, outcome, row.reason)), Tone::Due),
        ];
        lines.push((line, Target::Record(*record)));
    }
}
