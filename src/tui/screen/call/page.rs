//! The script leafed through in pages.
//!
//! The rule: one Enter goes over everything on the page that needs no answer and stops at the next question that does.
//! - The identity stands alone: before it is confirmed nothing else of the talk is shown.
//! - A page that begins with what is only said is not at once in a field: digits log until an Enter goes into it, for
//!   somebody may hang up meanwhile.
//! - A page holds as many of the following steps as fit into the rows that are left; none is torn apart.
//! - A yes/no question ends its page: it is answered with yes or no, and what follows may depend on it. So does the
//!   capture of contacts.
//! - A question whose answer stands in the file shows it, and Enter leaves it so: nothing is stored that nobody said. Tab
//!   goes into its field. A question without an answer gets the field at once; Enter on an empty field leaves it open, and
//!   what was left open is listed at the end.

use std::ops::Range;

use super::super::super::desk::Desk;
use super::super::super::widget::text::{width, wrap};
use super::talk::{NotTaken, Talk};
use crate::domain::decide::Facts;
use crate::domain::record::{Category, Group, Immunity};
use crate::domain::script::{Step, StepKind};
use crate::domain::view::{CallSheet, Mate};

/// The room that the script has on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Rows, the one that counts the steps included.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

impl Talk {
    /// The steps of the page on which the talk stands.
    pub(super) fn page(&self, desk: &Desk, room: Room) -> Range<usize> {
        let steps = self.steps();
        let mut start = 0;
        loop {
            let end = self.page_end(desk, &steps, start, room);
            if self.at < end || end >= steps.len() {
                return start..end;
            }
            start = end;
        }
    }

    fn page_end(&self, desk: &Desk, steps: &[&Step], start: usize, room: Room) -> usize {
        let mut left = room.rows.saturating_sub(1);
        let mut end = start;
        for step in steps.iter().skip(start) {
            let rows = self.rows_of(desk, step, room);
            let stands_alone = step.kind == StepKind::Identity;
            if end > start && (rows > left || stands_alone) {
                break;
            }
            left = left.saturating_sub(rows);
            end += 1;
            if stands_alone || step.kind == StepKind::YesNo || self.is_captured(step.kind) {
                break;
            }
        }
        end.max((start + 1).min(steps.len()))
    }

    /// Rows of a step: what is said, and its field or its choices whether or not they are shown, so that no page changes
    /// while it is worked.
    fn rows_of(&self, desk: &Desk, step: &Step, room: Room) -> usize {
        let said = wrap(&self.words(desk, step), room.columns).len();
        said + match step.kind {
            StepKind::Choice => choice_rows(desk, step, room.columns).len(),
            StepKind::YesNo => usize::from(self.answer_to(step).is_some()),
            kind => usize::from(self.is_written(kind)),
        }
    }

    /// The next step of the page behind this one that needs an answer.
    pub(super) fn next_stop(&self, page: &Range<usize>, from: usize) -> Option<usize> {
        let steps = self.steps();
        let needs = |at: &usize| steps.get(*at).is_some_and(|step| self.needs_answer(step));
        (from..page.end).find(needs)
    }

    fn needs_answer(&self, step: &Step) -> bool {
        let open = self.answer_to(step).is_none();
        match step.kind {
            StepKind::Identity | StepKind::YesNo => open,
            kind if self.is_captured(kind) => true,
            kind => self.is_written(kind) && open && self.known_of(step).is_none(),
        }
    }

    /// Goes on to the next question that needs an answer: on this page, else on the next, which is shown in any case.
    pub(super) fn go_on(&mut self, desk: &Desk, room: Room) {
        let page = self.page(desk, room);
        if let Some(stop) = self.next_stop(&page, self.at + 1) {
            return self.go(stop);
        }
        self.at = page.end.min(self.steps().len());
        let next = self.page(desk, room);
        let kind_at = |at: usize| self.steps().get(at).map(|step| step.kind);
        let is_told = kind_at(self.at) == Some(StepKind::Say);
        let takes_text = |at: &usize| kind_at(*at).is_some_and(|kind| self.is_written(kind));
        let stop = self.next_stop(&next, self.at).filter(|at| !(is_told && takes_text(at)));
        self.go(stop.unwrap_or(self.at));
    }

    /// To the next field of the page, and behind the last one out of the fields, so that keys act again.
    pub(super) fn next_field(&mut self, desk: &Desk, room: Room) -> Result<(), NotTaken> {
        self.take_typed(desk)?;
        let page = self.page(desk, room);
        let from = if self.is_writing() { self.at + 1 } else { self.at };
        self.enter_field(self.fields(&page).find(|at| *at >= from).or_else(|| self.first_field(&page)));
        Ok(())
    }

    /// To the field before.
    pub(super) fn previous_field(&mut self, desk: &Desk, room: Room) -> Result<(), NotTaken> {
        self.take_typed(desk)?;
        let page = self.page(desk, room);
        let to = if self.is_writing() { self.at } else { self.at + 1 };
        let found = self.fields(&page).filter(|at| *at < to).last();
        self.enter_field(found);
        Ok(())
    }

    fn fields(&self, page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
        let steps = self.steps();
        let written: Vec<usize> =
            page.clone().filter(|at| steps.get(*at).is_some_and(|step| self.is_written(step.kind))).collect();
        written.into_iter()
    }

    /// Where no field is written into, the first one; out of the last one nothing.
    fn first_field(&self, page: &Range<usize>) -> Option<usize> {
        self.fields(page).next().filter(|_| !self.is_writing())
    }

    fn enter_field(&mut self, at: Option<usize>) {
        match at {
            Some(at) => self.go(at),
            None => self.stop_writing(),
        }
    }
}

/// The choices of a step in rows: `1 ja   2 nein`.
pub(super) fn choice_rows(desk: &Desk, step: &Step, columns: usize) -> Vec<Vec<(usize, String)>> {
    let mut rows: Vec<Vec<(usize, String)>> = Vec::new();
    let mut used = 0;
    for (number, choice) in (1..).zip(&step.choices) {
        let label = choice.label(desk.german()).to_owned();
        let needed = width(&label) + CHOICE_GAP;
        if used + needed > columns || rows.is_empty() {
            rows.push(Vec::new());
            used = 0;
        }
        used += needed;
        if let Some(row) = rows.last_mut() {
            row.push((number, label));
        }
    }
    rows
}

/// Columns of a choice besides its label: mark, number, and what parts it from the next.
pub(super) const CHOICE_GAP: usize = 5;

/// What the file says already, by the fields that scripts fill. How somebody is today is never known from it.
pub(super) fn known(sheet: &CallSheet) -> Facts {
    let (record, exposure) = (&sheet.record, &sheet.record.exposure);
    let category = exposure.category.filter(|category| *category != Category::Unknown);
    // Who was exposed in their household was so there.
    let at_home = (category == Some(Category::Household)).then(|| Category::Household.code().to_owned());
    let people = mates_named(&sheet.mates);
    let facts = [
        ("exposure.last", exposure.last.map(|date| date.to_string())),
        ("exposure.setting", exposure.setting.clone().or(at_home)),
        ("exposure.category", category.map(|category| category.code().to_owned())),
        ("immunity", Some(record.immunity).filter(|it| *it != Immunity::Unknown).map(|it| it.code().to_owned())),
        ("group", Some(record.group).filter(|group| *group != Group::General).map(|group| group.code().to_owned())),
        ("onset", record.infection.onset.map(|date| date.to_string())),
        ("specimen", record.infection.specimen.map(|date| date.to_string())),
        ("people", Some(people).filter(|people| !people.is_empty())),
    ];
    facts.into_iter().filter_map(|(field, known)| Some((field.to_owned(), known?))).collect()
}

/// Who lives in the household, by name.
fn mates_named(mates: &[Mate]) -> String {
    let mut names: Vec<&str> = mates.iter().filter(|mate| mate.same_household).map(|mate| mate.name.as_str()).collect();
    names.dedup();
    names.join(" · ")
}
