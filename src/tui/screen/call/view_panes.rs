//! What can fill the middle of the call screen besides the script's words.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::Position;
use super::super::super::widget::list::Cursor;
use super::super::super::widget::text::wrap;
use super::super::super::widget::{Paper, Pen};
use super::super::super::words;
use super::CallScreen;
use super::act::listed_outcomes;
use super::order::{LineState, OrderLine, OrderTable};
use crate::domain::script::StepKind;
use crate::domain::user::Power;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, labels};

/// Rows kept for the grounds of the order under the cursor.
const GROUNDS: usize = 6;

impl CallScreen {
    /// Which keys answer this kind of step.
    pub(super) fn hint(&self, desk: &Desk, kind: StepKind) -> String {
        let path = self.path();
        let key = |action| words::key(desk, &path, action);
        match kind {
            StepKind::Identity => {
                t!(desk.lang, "tui-hint-confirm", yes = key(Action::AnswerYes), no = key(Action::AnswerNo))
            }
            StepKind::YesNo => {
                t!(desk.lang, "tui-hint-yes-no", yes = key(Action::AnswerYes), no = key(Action::AnswerNo))
            }
            StepKind::Say => t!(desk.lang, "tui-hint-say", key = key(Action::ScriptNext)),
            StepKind::Date => t!(desk.lang, "tui-hint-date"),
            StepKind::Number => t!(desk.lang, "tui-hint-number"),
            StepKind::Choice => t!(desk.lang, "tui-hint-choice"),
            StepKind::People if self.talk.captures() => {
                t!(desk.lang, "tui-hint-people", key = key(Action::Capture))
            }
            StepKind::Text | StepKind::People => t!(desk.lang, "tui-hint-text"),
        }
    }

    /// The list that 0 opens: letters and outcomes, in two columns.
    pub(super) fn draw_listed(&self, desk: &Desk, cursor: Cursor, paper: &mut Paper<'_>) -> Option<Position> {
        let (lang, reason) = (desk.lang, self.sheet.call.reason);
        let listed = listed_outcomes();
        let rows = listed.len().div_ceil(2);
        let half = paper.width() / 2;
        paper.row(0).gap(1).put(&t!(lang, "call-outcome-more-title"), Tone::Accent);
        let mut place = None;
        for (at, (action, outcome)) in listed.iter().enumerate() {
            let row = u16::try_from(at % rows.max(1)).unwrap_or(0) + 1;
            let mut pen = paper.row(row);
            pen.to(if at < rows { 0 } else { half });
            pen.put(if at == cursor.at { " >" } else { "  " }, Tone::Key).gap(1);
            if at == cursor.at {
                place = Some(pen.position());
            }
            let key = words::key(desk, &[Focus::Outcomes, Focus::Global], *action);
            pen.put(&key, Tone::Key).gap(1).cell(&labels::outcome(lang, *outcome, reason), 30, Tone::Plain);
        }
        place
    }

    /// Extra fields, notes and earlier attempts, as many as fit.
    pub(super) fn draw_details(&self, desk: &Desk, paper: &mut Paper<'_>) -> Position {
        let lang = desk.lang;
        let when = |at| dates::relative_moment(lang, at, desk.now, desk.zone());
        let mut lines: Vec<(String, Tone)> = Vec::new();
        for field in &self.sheet.record.extra {
            lines.push((format!("{}: {}", field.name, field.value), Tone::Plain));
        }
        for note in &self.sheet.notes {
            lines.push((format!("{} {}: {}", when(note.at), note.by, note.text), Tone::Accent));
        }
        for attempt in self.sheet.attempts.iter().filter(|attempt| attempt.undone.is_none()) {
            let outcome = labels::outcome(lang, attempt.effective_outcome(), attempt.reason);
            let remark = if attempt.note.is_empty() { String::new() } else { format!(" – {}", attempt.note) };
            lines.push((format!("{} {} {outcome}{remark}", when(attempt.ended_at), attempt.tracer), Tone::Muted));
        }
        if lines.is_empty() {
            lines.push((t!(lang, "record-no-extra"), Tone::Muted));
        }
        let room = usize::from(paper.height());
        let hidden = lines.len().saturating_sub(room);
        for (y, (text, tone)) in (0..).zip(lines.iter().take(room)) {
            paper.row(y).gap(1).put(text, *tone);
        }
        if hidden > 0 {
            let key = words::key(desk, &[Focus::Call, Focus::Global], Action::History);
            let more = t!(lang, "tui-more-in-record", n = hidden + 1, key = key);
            paper.row(paper.height().saturating_sub(1)).gap(1).cell(&more, usize::MAX, Tone::Key);
        }
        paper.row(0).gap(1).position()
    }
}

/// The table of proposed orders; with many people the page of it on which the cursor stands.
pub(super) fn draw_orders(desk: &Desk, table: &OrderTable, paper: &mut Paper<'_>) -> Option<Position> {
    let lang = desk.lang;
    let page = usize::from(paper.height()).saturating_sub(GROUNDS).max(1);
    let mut pen = paper.row(0);
    pen.gap(1).put(&t!(lang, "call-quarantine-title"), Tone::Accent);
    if !desk.user.may(Power::SpeakOrder) {
        pen.gap(2).put(&t!(lang, "tui-order-without-right"), Tone::Due);
    }
    let all = table.lines.len();
    if all > page {
        pen.right(&format!("{} / {all} ", table.cursor.at + 1), Tone::Muted);
    } else if table.awaits() {
        pen.right("… ", Tone::Muted);
    }
    let start = if all > page { table.cursor.page_start(page) } else { 0 };
    let mut y = 1;
    let mut place = None;
    for (at, line) in table.lines.iter().enumerate().skip(start).take(page.max(4)) {
        let mut pen = paper.row(y);
        pen.put(if at == table.cursor.at { " > " } else { "   " }, Tone::Key);
        if at == table.cursor.at {
            place = Some(pen.position());
        }
        draw_order_line(desk, line, &mut pen);
        y = draw_grounds(desk, line, paper, y + 1, at == table.cursor.at);
    }
    place
}

fn draw_order_line(desk: &Desk, line: &OrderLine, pen: &mut Pen<'_>) {
    let lang = desk.lang;
    pen.put(if line.ticked { "[x]" } else { "[ ]" }, Tone::Accent).gap(1).cell(&line.name, 24, Tone::Title).gap(1);
    match (&line.state, &line.proposal, line.days()) {
        (LineState::Done(receipt), ..) => {
            pen.put("✓ ", Tone::Good).put(receipt, Tone::Good);
        }
        (LineState::Sent(_), ..) => {
            pen.put(&t!(lang, "tui-saving"), Tone::Muted);
        }
        (_, Ok(proposal), Some((from, to))) => {
            let (from, to) = (dates::date_short(lang, from), dates::date_short(lang, to));
            pen.put(&labels::rule_result(lang, proposal.result), Tone::Plain).gap(1);
            if proposal.binds() {
                pen.put(&format!("{from} – {to}"), Tone::Title);
            }
            if line.dates.is_some() {
                pen.gap(1).put(&t!(lang, "tui-changed"), Tone::Due);
            } else {
                pen.gap(1).put(&proposal.rule, Tone::Muted);
            }
        }
        _ => match line.missing() {
            Some(names) => {
                let names: Vec<String> = names.iter().map(|name| words::fact_label(lang, name.code())).collect();
                pen.put(&t!(lang, "call-order-missing", what = names.join(", ")), Tone::Danger);
            }
            None => {
                pen.put(&t!(lang, "call-quarantine-none"), Tone::Muted);
            }
        },
    }
}

/// Why: the derivation, an order in force, a refusal; the row behind them.
fn draw_grounds(desk: &Desk, line: &OrderLine, paper: &mut Paper<'_>, mut y: u16, whole: bool) -> u16 {
    let lang = desk.lang;
    let columns = usize::from(paper.width().saturating_sub(8));
    let mut grounds: Vec<(String, Tone)> = Vec::new();
    if let LineState::Refused(why) = &line.state {
        grounds.push((format!("! {why}"), Tone::Danger));
    }
    if let Some(place) = &line.outside {
        grounds.push((t!(lang, "tui-elsewhere", place = place), Tone::Due));
    }
    if let Some((number, until)) = &line.in_force {
        let number = number.clone().unwrap_or_else(|| "–".to_owned());
        let until = dates::date_short(lang, *until);
        grounds.push((t!(lang, "call-order-in-force", number = number, until = until), Tone::Due));
    }
    if let (true, Ok(proposal)) = (whole, &line.proposal) {
        grounds.push((crate::domain::rulebook::derivation(proposal, desk.german()), Tone::Muted));
        grounds.extend(proposal.remark.as_ref().map(|remark| (remark.get(desk.german()).to_owned(), Tone::Accent)));
    }
    if let (true, Some((_, _, why))) = (whole, &line.dates) {
        grounds.push((format!("{}: {why}", t!(lang, "tui-field-why")), Tone::Due));
    }
    for (text, tone) in grounds {
        for piece in wrap(&text, columns) {
            paper.row(y).gap(7).put(&piece, tone);
            y += 1;
        }
    }
    y
}
