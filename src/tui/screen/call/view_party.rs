//! The list of the others in the telephone call: who they are, who is ticked, who is another office's.

use super::super::super::desk::Desk;
use super::super::super::theme::Tone;
use super::super::super::widget::list::Cursor;
use super::super::super::widget::{Paper, Pen, Position};
use super::super::super::words;
use super::CallScreen;
use super::party::{is_outside, stays_elsewhere};
use crate::domain::view::Mate;
use crate::t;
use crate::text::labels;

impl CallScreen {
    /// The mark in front of a mate, and how it is meant.
    pub(super) fn tick_of(&self, mate: &Mate) -> (&'static str, Tone) {
        if self.party.is_settled(mate.record) {
            ("[✓]", Tone::Good)
        } else if !self.is_in_call(mate) {
            (" – ", Tone::Muted)
        } else if self.party.is_ticked(mate.record) {
            ("[x]", Tone::Accent)
        } else {
            ("[ ]", Tone::Accent)
        }
    }

    /// Who is in the telephone call.
    pub(super) fn draw_household(&self, desk: &Desk, cursor: Cursor, paper: &mut Paper<'_>) -> Position {
        let listed = self.listed_mates(&desk.office);
        let home = self.home_municipality();
        let mut place = self.draw_list_title(desk, &listed, &mut paper.row(0));
        let page = usize::from(paper.height().saturating_sub(1)).max(1);
        let start = cursor.page_start(page);
        if listed.is_empty() {
            paper.row(1).gap(3).put(&t!(desk.lang, "tui-in-call-none"), Tone::Muted);
        }
        for (y, (at, mate)) in (1..).zip(listed.iter().enumerate().skip(start).take(page)) {
            let mut pen = paper.row(y);
            pen.put(if at == cursor.at { " > " } else { "   " }, Tone::Key);
            if at == cursor.at && self.party.find.is_blank() {
                place = pen.position();
            }
            self.draw_mate(desk, mate, home, &mut pen);
        }
        place
    }

    /// Whose list it is, how many there are and are ticked, and what is searched for; the cursor stands behind that.
    fn draw_list_title(&self, desk: &Desk, listed: &[&Mate], pen: &mut Pen<'_>) -> Position {
        let lang = desk.lang;
        let home = self.sheet.institution.as_ref().map(|home| home.name.clone());
        let home = home.or_else(|| self.sheet.household.as_ref().map(|home| home.name.clone()));
        let title = home.unwrap_or_else(|| t!(lang, "call-household"));
        let open = listed.iter().filter(|mate| self.is_in_call(mate)).count();
        let ticked = listed.iter().filter(|mate| self.is_in_call(mate) && self.party.is_ticked(mate.record)).count();
        pen.gap(1).cell(&title, 26, Tone::Accent).gap(1).put(&t!(lang, "tui-in-call", n = open), Tone::Plain);
        pen.put(" · ", Tone::Muted).put(&t!(lang, "tui-in-call-ticked", n = ticked), Tone::Plain);
        if self.party.elsewhere {
            pen.put(" · ", Tone::Muted).put(&t!(lang, "tui-in-call-elsewhere"), Tone::Due);
        }
        if !self.party.find.is_blank() {
            let text = self.party.find.text();
            pen.gap(2).put(&t!(lang, "tui-in-call-find", text = text), Tone::Key);
        }
        pen.position()
    }

    fn draw_mate(&self, desk: &Desk, mate: &Mate, home: Option<&str>, pen: &mut Pen<'_>) {
        let lang = desk.lang;
        let (tick, tone) = self.tick_of(mate);
        pen.put(tick, tone).gap(1).cell(&mate.name, 26, Tone::Plain).gap(1);
        pen.cell(&words::age(mate.birth, desk.today()), 3, Tone::Plain).gap(1);
        let state = match mate.call {
            None => t!(lang, "tui-no-call-now"),
            Some(_) if !self.is_in_call(mate) && !self.party.is_settled(mate.record) => t!(lang, "tui-own-number"),
            Some((_, reason)) => match mate.call_at.filter(|at| *at > desk.now) {
                Some(at) => format!("{} {}", labels::reason(lang, reason), words::short_moment(desk, at)),
                None => labels::reason(lang, reason),
            },
        };
        pen.cell(&state, 18, Tone::Muted).gap(1);
        if is_outside(&desk.office, mate) {
            pen.put(&t!(lang, "tui-elsewhere", place = &mate.place), Tone::Due);
        } else if stays_elsewhere(mate, home) {
            pen.put(&mate.place, Tone::Plain);
        } else if mate.same_household {
            pen.put(&mate.reference.to_string(), Tone::Muted);
        } else if home.is_none() {
            pen.put(&t!(lang, "tui-same-number"), Tone::Muted);
        }
    }
}
