//! How the call screen looks: who, numbers and why above; the script in the middle; the outcomes and their digits below.

use super::super::super::desk::{Desk, urgency};
use super::super::super::theme::Tone;
use super::super::super::widget::Position;
use super::super::super::widget::text::{clip, width};
use super::super::super::widget::{Paper, Pen};
use super::super::super::words;
use super::super::ordering::draw_orders;
use super::page::Room;
use super::talk::speak_with;
use super::{CallScreen, Pane, Stage, is_dialable};
use crate::domain::call::{Direction, Reason};
use crate::domain::person::Phone;
use crate::domain::record::Kind;
use crate::domain::view::Mate;
use crate::keymap::{Action, Focus};
use crate::t;
use crate::text::{dates, labels};

/// Numbers shown at once.
const NUMBERS: u16 = 3;
/// Others of the telephone call who are named; more are counted.
const NAMED_MATES: usize = 6;
/// Rows of the outcomes, their rule included.
const OUTCOMES: u16 = 3;

impl CallScreen {
    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        self.draw_header(desk, header);
        let settled = !self.is_open();
        let height = body.height();
        let mut y = {
            let mut top = body.part(0, 0, body.width(), height);
            if settled {
                top.grey();
            }
            self.draw_who(desk, &mut top)
        };
        body.rule(y);
        y = y.saturating_add(1);
        let below = if settled { 0 } else { OUTCOMES };
        let middle = height.saturating_sub(y).saturating_sub(below);
        let columns = body.width();
        let cursor = self.draw_middle(desk, &mut body.part(0, y, columns, middle));
        if !settled && desk.prompt.is_none() {
            let start = height.saturating_sub(OUTCOMES).max(y);
            self.draw_outcomes(desk, &mut body.part(0, start, columns, OUTCOMES));
        }
        cursor
    }

    /// The room that the script has between who is called and the outcomes.
    pub(super) fn script_room(&self, desk: &Desk) -> Room {
        let columns = usize::from(desk.size.0);
        let facts = in_lines(&self.facts(desk), columns.saturating_sub(1)).len();
        let numbers = self.phones().len().clamp(1, usize::from(NUMBERS));
        let above = 1 + self.warnings(desk).len() + numbers + facts + usize::from(!self.sheet.mates.is_empty());
        let rows = desk.body_rows().saturating_sub(above + 1 + usize::from(OUTCOMES));
        Room { rows, columns: columns.saturating_sub(2) }
    }

    fn draw_header(&self, desk: &Desk, header: &mut Paper<'_>) {
        let (lang, call) = (desk.lang, &self.sheet.call);
        let mut pen = header.row(0);
        pen.gap(1);
        if self.direction == Direction::Incoming {
            pen.put(&t!(lang, "call-incoming"), Tone::Accent).gap(2);
        }
        pen.put(&labels::reason(lang, call.reason).to_uppercase(), Tone::Title).gap(2);
        pen.put(&self.reference(), Tone::Title).gap(2);
        let when = dates::nearest_moment(lang, call.due_at, desk.now, desk.zone());
        let overdue = call.due_at < desk.now;
        let due =
            if overdue { t!(lang, "state-overdue-since", since = when) } else { t!(lang, "call-due", when = when) };
        pen.put(&due, urgency(call.due_at, desk.now, call.priority)).gap(2);
        let clock = dates::elapsed(desk.now - self.started_at);
        let room = pen.room().saturating_sub(clock.len() + 2);
        if room > 12 {
            let why = t!(lang, "why-short", why = &self.why.stands);
            pen.put(&clip(&why, room), Tone::Muted);
        }
        let running = if self.dialled { Tone::Accent } else { Tone::Plain };
        pen.right(&format!("{clock} "), running);
    }

    /// Who is called, on which numbers, why; the rows it took.
    fn draw_who(&self, desk: &Desk, paper: &mut Paper<'_>) -> u16 {
        self.draw_name(desk, &mut paper.row(0));
        let mut y = 1;
        for (mark, text, tone) in self.warnings(desk) {
            let text = format!("{mark} {text}");
            paper.row(y).gap(1).put(text.trim_start(), tone);
            y += 1;
        }
        y = self.draw_numbers(desk, paper, y);
        for line in in_lines(&self.facts(desk), usize::from(paper.width().saturating_sub(1))) {
            paper.row(y).gap(1).text(&line);
            y += 1;
        }
        if !self.sheet.mates.is_empty() {
            self.draw_mates(desk, &mut paper.row(y));
            y += 1;
        }
        y
    }

    fn draw_name(&self, desk: &Desk, pen: &mut Pen<'_>) {
        let (lang, person, today) = (desk.lang, &self.sheet.person, desk.today());
        pen.gap(1).put(&words::spoken_name(person), Tone::Title);
        if let Some(age) = person.age(today) {
            pen.text(", ").text(&t!(lang, "call-age", age = age));
        }
        if let Some(birth) = person.birth {
            pen.gap(2).text("*").text(&dates::date_numeric(lang, birth));
        }
        if let Some(language) = person.foreign_language() {
            pen.gap(2).put(&labels::language_name(lang, language), Tone::Accent);
        }
        if let Some(address) = person.stays_at() {
            pen.gap(2).text(&address.place);
        }
        let speak = match speak_with(person, today) {
            Some(names) if person.is_minor(today) => Some(t!(lang, "call-speak-to", who = names)),
            Some(name) => Some(t!(lang, "call-speak-representative", name = name)),
            None => person.is_minor(today).then(|| t!(lang, "call-speak-guardian")),
        };
        if let Some(speak) = speak {
            pen.gap(2).put(&speak, Tone::Due);
        }
    }

    /// Lines that must not be overlooked: pinned note, task, unclear values, an order in force.
    fn warnings(&self, desk: &Desk) -> Vec<(&'static str, String, Tone)> {
        let (lang, record) = (desk.lang, &self.sheet.record);
        let pinned = record.pinned_note.clone().map(|note| ("!", note, Tone::Danger));
        let task = self.task(desk).map(|task| ("!", task, Tone::Accent));
        let doubts: Vec<String> = record.doubts.iter().map(|doubt| words::doubt(lang, doubt)).collect();
        let doubts = (!doubts.is_empty()).then(|| ("", doubts.join(" · "), Tone::Due));
        let order = self.sheet.orders.iter().find(|order| order.is_in_force(desk.today()));
        let order = order.map(|order| {
            let number = order.number.clone().unwrap_or_else(|| labels::rule_result(lang, order.result));
            let until = dates::date_short(lang, order.to);
            ("=", t!(lang, "call-order-in-force", number = number, until = until), Tone::Good)
        });
        let prepared = &self.sheet.call.handling.prepared;
        let kinds: Vec<String> = prepared.iter().map(|kind| labels::order_kind(lang, *kind)).collect();
        let prepared =
            (!kinds.is_empty()).then(|| ("!", t!(lang, "call-order-prepared", kinds = kinds.join(", ")), Tone::Accent));
        let out = |order| words::out_elsewhere(desk, order, &self.sheet.person);
        let out = self.sheet.orders.iter().find_map(out).map(|text| ("!", text, Tone::Due));
        pinned.into_iter().chain(task).chain(prepared).chain(doubts).chain(order).chain(out).collect()
    }

    /// What is asked or to be done; of a search for a number, for which call it is wanted.
    fn task(&self, desk: &Desk) -> Option<String> {
        let task = self.sheet.call.task.clone()?;
        let wanted = Reason::from_code(&task).filter(|_| self.sheet.call.reason == Reason::Research);
        Some(
            wanted
                .map_or(task, |reason| t!(desk.lang, "call-number-wanted", reason = labels::reason(desk.lang, reason))),
        )
    }

    fn draw_numbers(&self, desk: &Desk, paper: &mut Paper<'_>, mut y: u16) -> u16 {
        if self.phones().is_empty() {
            paper.row(y).gap(1).put(&t!(desk.lang, "call-no-number"), Tone::Danger);
            return y + 1;
        }
        let first = self.number.saturating_sub(usize::from(NUMBERS) - 1);
        for (at, phone) in self.phones().iter().enumerate().skip(first).take(usize::from(NUMBERS)) {
            self.draw_number(desk, &mut paper.row(y), at, phone);
            y += 1;
        }
        let hidden = self.phones().len().saturating_sub(usize::from(NUMBERS));
        if hidden > 0 {
            paper.row(y - 1).right(&format!("+{hidden} "), Tone::Muted);
        }
        y
    }

    fn draw_number(&self, desk: &Desk, pen: &mut Pen<'_>, at: usize, phone: &Phone) {
        let (lang, chosen) = (desk.lang, at == self.number);
        let tone = match (is_dialable(phone), chosen) {
            (false, _) => Tone::Muted,
            (true, true) => Tone::Title,
            (true, false) => Tone::Plain,
        };
        let whose = [phone.owner.as_str(), phone.label.as_str()].into_iter().find(|text| !text.is_empty());
        let history = match (is_dialable(phone), phone.last_at) {
            (false, _) => labels::phone_state(lang, phone.state),
            (true, Some(at)) => {
                let when = dates::relative_moment(lang, at, desk.now, desk.zone());
                let outcome = phone.last_outcome.map(|outcome| labels::outcome(lang, outcome, self.sheet.call.reason));
                t!(lang, "call-number-last", when = when, outcome = outcome.unwrap_or_default())
            }
            (true, None) => t!(lang, "call-number-never"),
        };
        let number = words::in_pairs(phone, desk.outside_line.as_deref());
        pen.put(if chosen { " > " } else { "   " }, Tone::Key).cell(&number, width(&number).max(22), tone).gap(1);
        pen.cell(whose.unwrap_or(""), 20, tone).gap(1).put(&history, Tone::Muted);
    }

    /// The facts that rules count from, the most important first.
    fn facts(&self, desk: &Desk) -> Vec<String> {
        let (lang, record) = (desk.lang, &self.sheet.record);
        let date = |date| dates::date_short(lang, date);
        let mut parts = vec![labels::disease(lang, record.disease)];
        match record.kind {
            Kind::Contact => {
                let exposure = &record.exposure;
                let category =
                    exposure.category.map_or_else(|| t!(lang, "word-unknown"), |c| labels::category(lang, c));
                let when = exposure.last.map_or_else(|| t!(lang, "word-unknown"), date);
                parts.push(t!(lang, "call-contact-line", category = category, when = when));
                parts.push(self.index_words(desk));
                parts.extend(exposure.setting.as_deref().map(|setting| labels::setting(lang, setting)));
            }
            Kind::Case => {
                parts.push(labels::kind(lang, record.kind));
                let onset = record.infection.onset.map(|on| format!("{} {}", t!(lang, "record-field-onset"), date(on)));
                let taken =
                    record.infection.specimen.map(|on| format!("{} {}", t!(lang, "record-field-specimen"), date(on)));
                parts.extend(onset);
                parts.extend(taken);
            }
        }
        parts
    }

    /// What is known of the index case.
    pub(super) fn index_words(&self, desk: &Desk) -> String {
        let index = &self.sheet.record.index;
        let reference = self.sheet.index_reference.map(|reference| reference.to_string());
        let known = reference.or_else(|| index.external.clone()).or_else(|| index.words.clone());
        known
            .map_or_else(|| t!(desk.lang, "call-index-unknown"), |known| t!(desk.lang, "call-index", reference = known))
    }

    /// Who is in the telephone call: by name while they fit, else how many.
    fn draw_mates(&self, desk: &Desk, pen: &mut Pen<'_>) {
        let lang = desk.lang;
        let home = self.sheet.institution.as_ref().map(|home| home.name.clone());
        pen.gap(1).text(&home.unwrap_or_else(|| t!(lang, "call-household"))).text(":");
        let settled = self.sheet.mates.iter().filter(|mate| self.party.is_settled(mate.record)).count();
        let mates: Vec<&Mate> = self.sheet.mates.iter().filter(|mate| self.is_of_call(mate)).collect();
        if mates.len() > NAMED_MATES {
            let own = usize::from(!self.party.is_settled(self.sheet.record.id));
            let (all, ticked) = (self.open_mates().count() + own, self.ticked_mates().len() + own);
            pen.gap(1).text(&t!(lang, "tui-in-call", n = all)).text(" · ");
            pen.text(&t!(lang, "tui-in-call-ticked", n = ticked));
            if settled > 0 {
                pen.text(" · ").put(&t!(lang, "tui-in-call-done", n = settled), Tone::Good);
            }
            return;
        }
        let own = self.party.is_settled(self.sheet.record.id);
        let (tick, tone) = if own { ("[✓]", Tone::Good) } else { ("[x]", Tone::Accent) };
        pen.gap(1).put(tick, tone).gap(1).text(&self.sheet.person.first_name);
        for mate in mates {
            let given = mate.name.split_once(", ").map_or(mate.name.as_str(), |(_, given)| given);
            let (tick, tone) = self.tick_of(mate);
            pen.gap(2).put(tick, tone).gap(1).text(given);
        }
    }

    /// Whether a mate is named beside the person: of the household, or with a part in this telephone call.
    fn is_of_call(&self, mate: &Mate) -> bool {
        mate.same_household || self.is_in_call(mate) || self.party.is_settled(mate.record)
    }

    fn draw_middle(&self, desk: &Desk, paper: &mut Paper<'_>) -> Option<Position> {
        match (&self.stage, &self.pane) {
            (Stage::Logged(receipt), _) => Some(self.draw_receipt(desk, receipt, paper)),
            (Stage::Lost, _) => Some(self.draw_receipt(desk, &t!(desk.lang, "refusal-lease-lost"), paper)),
            (_, Pane::Script) => Some(self.draw_script(desk, paper)),
            (_, Pane::Outcomes(cursor)) => self.draw_listed(desk, *cursor, paper),
            (_, Pane::Household(cursor)) => Some(self.draw_household(desk, *cursor, paper)),
            (_, Pane::Details) => Some(self.draw_details(desk, paper)),
            (_, Pane::Orders(table)) => draw_orders(desk, table, paper),
        }
    }

    fn draw_receipt(&self, desk: &Desk, receipt: &str, paper: &mut Paper<'_>) -> Position {
        let tone = if matches!(self.stage, Stage::Lost) { Tone::Danger } else { Tone::Good };
        let mark = if matches!(self.stage, Stage::Lost) { "!" } else { "✓" };
        let mut pen = paper.row(1);
        pen.gap(1).put(mark, tone).gap(1).put(receipt, tone);
        if let Some(hint) = words::undo_hint(desk, self.logged_at) {
            pen.put(" · ", Tone::Muted).put(&hint, Tone::Key);
        }
        if let Some(remark) = self.closing.remark() {
            paper.row(2).gap(3).put(remark, Tone::Due);
        }
        let key = words::key(desk, &[Focus::Call, Focus::Global], Action::Next);
        let mut pen = paper.row(if self.closing.remark().is_some() { 4 } else { 3 });
        pen.gap(3).put(&key, Tone::Key).gap(1);
        let cursor = pen.position();
        pen.text(&t!(desk.lang, "tui-next-call"));
        cursor
    }

    /// The outcomes under their digits; while digits log nothing they are grey.
    fn draw_outcomes(&self, desk: &Desk, paper: &mut Paper<'_>) {
        let typing = self.path().first().is_some_and(|focus| focus.keeps_characters()) || desk.prompt.is_some();
        paper.rule(0);
        let tone = if typing { Tone::Muted } else { Tone::Accent };
        paper.row(0).put("── ", Tone::Muted).put(&t!(desk.lang, "column-outcome"), tone).text(" ");
        if typing {
            paper.grey();
        }
        let labels: Vec<(u8, String)> =
            (1..=10).map(|digit| (digit % 10, self.digit_label(desk, digit % 10))).collect();
        let (upper, lower) = labels.split_at(5);
        let mut column = 1;
        let starts: Vec<u16> = upper
            .iter()
            .zip(lower)
            .map(|((_, a), (_, b))| {
                let start = column;
                column += u16::try_from(width(a).max(width(b))).unwrap_or(u16::MAX).saturating_add(2);
                start
            })
            .collect();
        let gap = paper.width().saturating_sub(column) / 5;
        for (row, labels) in (1u16..).zip([upper, lower]) {
            for (n, ((digit, label), start)) in (0u16..).zip(labels.iter().zip(&starts)) {
                let mut pen = paper.row(row);
                pen.to(start + n * gap).put(&digit.to_string(), Tone::Key).gap(1).text(label);
            }
        }
    }

    fn digit_label(&self, desk: &Desk, digit: u8) -> String {
        match Action::of_digit(digit).and_then(|action| self.outcome_of(desk, action)) {
            Some(outcome) => labels::outcome_short(desk.lang, outcome, self.sheet.call.reason),
            None => t!(desk.lang, "call-outcome-more"),
        }
    }
}

/// Parts side by side on as many lines as they need, none of them torn apart.
fn in_lines(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + width(part) + 3 <= columns => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}
