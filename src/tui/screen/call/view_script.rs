//! The page of the script on the screen: what is said, what is asked, what is known already.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::text::wrap;
use super::super::super::widget::{Paper, Position};
use super::super::super::words;
use super::CallScreen;
use super::page::choice_rows;
use crate::domain::call::Direction;
use crate::domain::script::{Step, StepKind};
use crate::t;

/// Something on the page: its rows, and whether the answer in focus is written behind it.
struct Block {
    rows: Vec<String>,
    tone: Tone,
    focus: bool,
    field: usize,
}

impl Block {
    const fn text(rows: Vec<String>, tone: Tone) -> Self {
        Self { rows, tone, focus: false, field: 0 }
    }
}

impl CallScreen {
    /// Draws the page; says where the cursor stands.
    pub(super) fn draw_script(&self, desk: &Desk, paper: &mut Paper<'_>) -> Position {
        let lang = desk.lang;
        let Some(focused) = self.talk.current() else { return self.draw_end(desk, paper) };
        let page = self.talk.page(desk, self.script_room(desk));
        let (_, steps) = self.talk.place();
        let number = if page.len() > 1 { format!("{}–{}", page.start + 1, page.end) } else { page.end.to_string() };
        let mut pen = paper.row(0);
        pen.gap(1).put(&t!(lang, "call-step", step = number, steps = steps), Tone::Accent);
        pen.right(&format!("{} ", self.hint(desk, focused.kind)), Tone::Key);
        let blocks = self.blocks(desk, page, usize::from(paper.width().saturating_sub(2)));
        let needed: usize = blocks.iter().map(|block| block.rows.len() + block.field).sum();
        let mut spare = usize::from(paper.height()).saturating_sub(needed + 1);
        let mut cursor = paper.row(0).gap(1).position();
        let mut y = 1;
        for block in &blocks {
            // Blocks stand apart as far as there is room.
            y += u16::from(spare > 0);
            spare = spare.saturating_sub(1);
            if block.focus {
                paper.row(y).put(">", Tone::Key);
            }
            for row in &block.rows {
                paper.row(y).gap(1).put(row, block.tone);
                y += 1;
            }
            if block.field > 0 {
                cursor = self.draw_answer(desk, paper, y);
                y += u16::try_from(block.field).unwrap_or(0);
            }
        }
        cursor
    }

    fn blocks(&self, desk: &Desk, page: std::ops::Range<usize>, columns: usize) -> Vec<Block> {
        // Who rings is not greeted as somebody who is called, and no mailbox answers.
        let neutral = !self.talk.is_identified() && self.direction != Direction::Incoming;
        let several = page.len() > 1;
        let mut blocks: Vec<Block> = Vec::new();
        let opening = self.talk.opening(desk).filter(|_| neutral);
        blocks.extend(opening.map(|opening| Block::text(wrap(&opening, columns), Tone::Plain)));
        let (at, steps) = (self.talk.place().0 - 1, self.talk.steps());
        for (n, step) in steps.iter().enumerate().skip(page.start).take(page.len()) {
            blocks.push(self.block(desk, step, (n == at, several), columns));
        }
        let message = self.talk.message(desk).filter(|_| neutral);
        let message = message.map(|message| format!("{} {message}", t!(desk.lang, "call-mailbox-text")));
        blocks.extend(message.map(|message| Block::text(wrap(&message, columns), Tone::Muted)));
        blocks
    }

    /// A step: what is said, with the answer that was given or that the file knows. In focus it has the field.
    fn block(&self, desk: &Desk, step: &Step, (focus, several): (bool, bool), columns: usize) -> Block {
        let said = self.talk.words(desk, step);
        let writes = focus && self.talk.is_writing();
        let field = if writes { field_rows(desk, step, columns) } else { 0 };
        let answer = self.answer_words(desk, step).filter(|_| !writes);
        let mut rows = wrap(&said, columns);
        let tone = if focus || !several {
            Tone::Title
        } else if answer.is_some() {
            Tone::Muted
        } else {
            Tone::Plain
        };
        let is_open = !writes && answer.is_none() && self.talk.is_written(step.kind);
        rows.extend(answer.or(is_open.then(|| "= –".to_owned())));
        Block { rows, tone, focus: focus && several, field }
    }

    /// The answer that was given, or what the file says.
    fn answer_words(&self, desk: &Desk, step: &Step) -> Option<String> {
        let lang = desk.lang;
        let words = |answer: &str| match step.choices.iter().find(|choice| choice.value == answer) {
            Some(choice) => choice.label(desk.german()).to_owned(),
            None => words::answer(lang, step.field.as_deref().unwrap_or(""), answer),
        };
        if let Some(answer) = self.talk.answer_to(step) {
            return Some(format!("= {}", words(answer)));
        }
        self.talk.known_of(step).map(|known| format!("= {} {}", words(known), t!(lang, "tui-script-known")))
    }

    /// The field of the step, or its choices; says where the cursor stands.
    fn draw_answer(&self, desk: &Desk, paper: &mut Paper<'_>, y: u16) -> Position {
        match self.talk.current() {
            Some(step) if step.kind == StepKind::Choice => self.draw_choices(desk, step, paper, y),
            _ => {
                let mut pen = paper.row(y.min(paper.height().saturating_sub(1)));
                pen.put(" > ", Tone::Key);
                let cursor = self.talk.field().draw(&mut pen);
                let known = self.talk.current().filter(|_| self.talk.field().is_blank());
                if let Some(known) = known.and_then(|step| self.answer_words(desk, step)) {
                    pen.gap(2).put(&known, Tone::Muted);
                }
                cursor
            }
        }
    }

    fn draw_choices(&self, desk: &Desk, step: &Step, paper: &mut Paper<'_>, y: u16) -> Position {
        let typed = self.talk.field().text();
        let known = self.talk.known_of(step).filter(|_| typed.is_empty()).unwrap_or_default();
        let chosen = if known.is_empty() { typed.as_str() } else { known };
        let mut cursor = paper.row(y).gap(1).position();
        let columns = usize::from(paper.width().saturating_sub(2));
        for (row, choices) in (y..).zip(choice_rows(desk, step, columns)) {
            let mut pen = paper.row(row);
            for (number, label) in choices {
                let is_chosen = step.choices.get(number - 1).is_some_and(|choice| choice.value == chosen);
                pen.put(if is_chosen { " >" } else { "  " }, Tone::Key);
                if is_chosen {
                    cursor = pen.position();
                }
                let tone = if is_chosen { Tone::Title } else { Tone::Plain };
                pen.put(&format!("{number} "), Tone::Key).put(&label, tone).gap(1);
            }
        }
        cursor
    }

    /// Behind the last step: what was left open, and the remark.
    fn draw_end(&self, desk: &Desk, paper: &mut Paper<'_>) -> Position {
        let lang = desk.lang;
        let mut pen = paper.row(0);
        pen.gap(1);
        let cursor = pen.position();
        if self.talk.has_script() {
            pen.put(&t!(lang, "call-script-done"), Tone::Accent);
        }
        let mut y = 1;
        let open: Vec<String> = self.talk.left_open().iter().map(|step| open_label(desk, step)).collect();
        if !open.is_empty() {
            let text = t!(lang, "tui-script-left-open", what = open.join(" · "));
            for row in wrap(&text, usize::from(paper.width().saturating_sub(2))) {
                paper.row(y).gap(1).put(&row, Tone::Due);
                y += 1;
            }
        }
        if !self.note.is_empty() {
            paper.row(y).gap(1).put(&t!(lang, "call-note"), Tone::Muted).text(": ").text(&self.note);
        }
        cursor
    }
}

fn field_rows(desk: &Desk, step: &Step, columns: usize) -> usize {
    if step.kind == StepKind::Choice { choice_rows(desk, step, columns).len() } else { 1 }
}

fn open_label(desk: &Desk, step: &Step) -> String {
    words::fact_label(desk.lang, step.field.as_deref().unwrap_or(&step.id))
}
