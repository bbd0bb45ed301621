//! What can fill the middle of the call screen besides the script's words.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::Paper;
use super::super::super::widget::Position;
use super::super::super::widget::list::Cursor;
use super::super::super::words;
use super::CallScreen;
use super::act::listed_outcomes;
use crate::domain::script::StepKind;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, labels};

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
