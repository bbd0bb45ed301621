//! The script of a call while it is spoken: at which step, what was answered, what is being typed.

use chrono::NaiveDate;

use super::super::super::desk::Desk;
use super::super::super::widget::text_field::TextField;
use super::super::super::words;
use super::page::{self, Room};
use crate::domain::call::Reason;
use crate::domain::decide::Facts;
use crate::domain::person::Person;
use crate::domain::script::{Placeholders, Script, Step, StepKind, visible_steps};
use crate::domain::time::date_of;
use crate::domain::view::CallSheet;
use crate::keymap::{Code, Key};
use crate::text::dates;

/// The talk.
#[derive(Debug, Clone, Default)]
pub struct Talk {
    script: Option<Script>,
    /// The step in focus.
    pub(super) at: usize,
    /// Field name to answer.
    pub answers: Facts,
    /// Field name to what the file says already.
    known: Facts,
    field: TextField,
    writing: bool,
    office: String,
    phone: String,
    name: String,
    tracer: String,
    until: Option<NaiveDate>,
    captures: bool,
}

/// Why an answer was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// Who is on the telephone must be settled first.
    Identity,
    /// Not a date.
    Date,
    /// Not a number.
    Number,
    /// None of the choices.
    Choice,
}

impl Talk {
    /// The talk of a call, at its first step.
    pub fn new(sheet: &CallSheet, desk: &Desk) -> Self {
        let today = date_of(desk.now, desk.zone());
        Self {
            script: desk.rules.scripts.of(sheet.call.reason).cloned(),
            office: desk.office.name.clone(),
            phone: desk.office.phone.clone(),
            name: speak_with(&sheet.person, today).unwrap_or_else(|| full_name(&sheet.person)),
            known: page::known(sheet),
            captures: sheet.call.reason == Reason::IndexInterview,
            tracer: desk.user.shown_name().to_owned(),
            until: sheet.orders.iter().find(|order| order.is_in_force(today)).map(|order| order.to),
            ..Self::default()
        }
    }

    /// The person is called otherwise, or somebody else speaks for them.
    pub fn rename(&mut self, person: &Person, desk: &Desk) {
        self.name = speak_with(person, desk.today()).unwrap_or_else(|| full_name(person));
    }

    /// The file says something else now.
    pub fn learn(&mut self, sheet: &CallSheet) {
        self.known = page::known(sheet);
    }

    /// What the file says already where a step asks for it.
    pub fn known_of(&self, step: &Step) -> Option<&str> {
        self.known.get(step.field.as_ref()?).map(String::as_str)
    }

    /// Whether people who are named become contacts, so that no field is written into.
    pub const fn captures(&self) -> bool {
        self.captures
    }

    /// The steps to go through, as the answers so far have it.
    pub fn steps(&self) -> Vec<&Step> {
        self.script.as_ref().map_or_else(Vec::new, |script| visible_steps(script, &self.answers))
    }

    /// The step that is being spoken; none behind the last.
    pub fn current(&self) -> Option<&Step> {
        self.steps().get(self.at).copied()
    }

    /// Number of the step, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.steps().len())
    }

    /// Questions that were passed without an answer, and of which the file knows none.
    pub fn left_open(&self) -> Vec<&Step> {
        let steps = self.steps().into_iter().take(self.at);
        steps
            .filter(|step| step.field.is_some() && !self.is_captured(step.kind))
            .filter(|step| self.answer_to(step).is_none() && self.known_of(step).is_none())
            .collect()
    }

    /// Whether the person has said who they are; only then may more than neutral words be shown.
    pub fn is_identified(&self) -> bool {
        let asks = self.script.as_ref().and_then(|script| script.steps.first());
        asks.is_none_or(|step| step.kind != StepKind::Identity || self.answer_to(step) == Some("yes"))
    }

    /// Whether an answer is being typed.
    pub const fn is_writing(&self) -> bool {
        self.writing
    }

    /// Whether there is a script at all.
    pub const fn has_script(&self) -> bool {
        self.script.is_some()
    }

    /// The field that is being typed into.
    pub const fn field(&self) -> &TextField {
        &self.field
    }

    /// The answer to a step so far.
    pub fn answer_to(&self, step: &Step) -> Option<&str> {
        self.answers.get(step.field.as_ref()?).map(String::as_str)
    }

    /// What is said first.
    pub fn opening(&self, desk: &Desk) -> Option<String> {
        Some(self.fill(desk, self.script.as_ref()?.opening.get(desk.german())))
    }

    /// What may be said on a mailbox or to a third party.
    pub fn message(&self, desk: &Desk) -> Option<String> {
        Some(self.fill(desk, self.script.as_ref()?.message.get(desk.german())))
    }

    /// What is said at a step.
    pub fn words(&self, desk: &Desk, step: &Step) -> String {
        self.fill(desk, step.text.get(desk.german()))
    }

    fn fill(&self, desk: &Desk, text: &str) -> String {
        let until = self.until.map_or_else(|| "…".to_owned(), |date| dates::date_short(desk.lang, date));
        let values = Placeholders {
            office: &self.office,
            phone: &self.phone,
            name: &self.name,
            tracer: &self.tracer,
            until: &until,
        };
        values.fill(text)
    }

    /// A key that edits the answer.
    pub fn types(&mut self, key: Key) -> bool {
        match self.current().map(|step| step.kind) {
            Some(StepKind::Choice) => self.chooses(key),
            _ => self.field.key(key),
        }
    }

    /// A digit or the first letter of a choice, in either language.
    fn chooses(&mut self, key: Key) -> bool {
        let Code::Char(c) = key.code else { return key.code == Code::Backspace };
        if !key.is_printable() {
            return false;
        }
        let chosen = self.current().and_then(|step| {
            let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).and_then(|n| n.checked_sub(1));
            let starts = |label: &str| label.to_lowercase().starts_with(c.to_ascii_lowercase());
            let by_letter = || step.choices.iter().find(|choice| starts(&choice.de) || starts(&choice.en));
            let found = digit.map_or_else(by_letter, |at| step.choices.get(at));
            found.map(|choice| choice.value.clone())
        });
        if let Some(value) = chosen {
            self.field = TextField::with(&value);
        }
        true
    }

    /// Answers a yes/no step and goes on; a no to the first question stays there.
    pub fn answer(&mut self, yes: bool, desk: &Desk, room: Room) -> Result<(), NotTaken> {
        let Some(step) = self.current() else { return Ok(()) };
        let (kind, field) = (step.kind, step.field.clone());
        let answer = if yes { "yes" } else { "no" }.to_owned();
        match (kind, field) {
            (StepKind::Identity | StepKind::YesNo, Some(field)) => {
                self.answers.insert(field, answer);
            }
            (StepKind::Say, _) if !yes => return Ok(()),
            _ => {}
        }
        if kind == StepKind::Identity && !yes {
            return Err(NotTaken::Identity);
        }
        self.go_on(desk, room);
        Ok(())
    }

    /// Takes what was typed and goes on to what needs an answer next; nothing typed is no answer.
    pub fn next(&mut self, desk: &Desk, room: Room) -> Result<(), NotTaken> {
        let Some(step) = self.current() else { return Ok(()) };
        if step.kind == StepKind::Identity && self.answer_to(step) != Some("yes") {
            return Err(NotTaken::Identity);
        }
        self.take_typed(desk)?;
        self.go_on(desk, room);
        Ok(())
    }

    /// What is being typed becomes the answer.
    pub(super) fn take_typed(&mut self, desk: &Desk) -> Result<(), NotTaken> {
        if self.writing { self.take(desk.today()) } else { Ok(()) }
    }

    /// Back to the question before.
    pub fn back(&mut self, desk: &Desk) -> Result<(), NotTaken> {
        self.take_typed(desk)?;
        let steps = self.steps();
        let asks = |at: &usize| steps.get(*at).is_some_and(|step| step.kind != StepKind::Say);
        let before = (0..self.at).rev().find(asks);
        self.go(before.unwrap_or(0));
        Ok(())
    }

    /// Out of the field; what stands in it stays there.
    pub const fn stop_writing(&mut self) {
        self.writing = false;
    }

    fn take(&mut self, today: NaiveDate) -> Result<(), NotTaken> {
        let typed = self.field.text().trim().to_owned();
        let Some((step, field)) = self.current().and_then(|step| Some((step, step.field.clone()?))) else {
            return Ok(());
        };
        if typed.is_empty() {
            self.answers.remove(&field);
            return Ok(());
        }
        let answer = match step.kind {
            StepKind::Date => words::date(&typed, today).ok_or(NotTaken::Date)?.to_string(),
            StepKind::Number => {
                typed.replace(',', ".").parse::<f64>().map_err(|_| NotTaken::Number)?;
                typed
            }
            StepKind::Choice => {
                let known = step.choices.iter().any(|choice| choice.value == typed);
                known.then_some(typed).ok_or(NotTaken::Choice)?
            }
            StepKind::Identity | StepKind::Say | StepKind::YesNo | StepKind::Text | StepKind::People => typed,
        };
        self.answers.insert(field, answer);
        Ok(())
    }

    /// To this step.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at.min(self.steps().len());
        let typed = self.current().filter(|step| self.is_written(step.kind));
        let known = typed.map(|step| self.answer_to(step).unwrap_or("").to_owned());
        self.writing = known.is_some();
        self.field = TextField::with(&known.unwrap_or_default());
    }

    /// Whether people are captured at such a step, on a screen of their own.
    pub(super) fn is_captured(&self, kind: StepKind) -> bool {
        kind == StepKind::People && self.captures
    }

    /// Whether the answer to such a step is typed.
    pub(super) const fn is_written(&self, kind: StepKind) -> bool {
        match kind {
            StepKind::People => !self.captures,
            StepKind::Date | StepKind::Number | StepKind::Choice | StepKind::Text => true,
            StepKind::Identity | StepKind::Say | StepKind::YesNo => false,
        }
    }

    /// Where the talk stands, for a draft: id of the step, what is typed there, and whether it was being typed.
    pub fn bookmark(&self) -> (Option<String>, String, bool) {
        (self.current().map(|step| step.id.clone()), self.field.text(), self.writing)
    }

    /// Goes back to where a draft was written.
    pub fn resume(&mut self, step: Option<&str>, typed: &str, writing: bool) {
        let at = match step {
            Some(id) => self.steps().iter().position(|step| step.id == id),
            None => Some(self.steps().len()).filter(|_| self.is_identified()),
        };
        self.go(at.unwrap_or(0));
        if self.writing {
            self.field = TextField::with(typed);
            self.writing = writing;
        }
    }
}

/// Whom to speak with where it is not the person: guardians of a minor, a legal representative.
pub fn speak_with(person: &Person, today: NaiveDate) -> Option<String> {
    if person.is_minor(today) {
        return Some(person.guardians.join(", ")).filter(|names| !names.is_empty());
    }
    person.legal_representative.clone()
}

fn full_name(person: &Person) -> String {
    format!("{} {}", person.first_name, person.last_name).trim().to_owned()
}
