//! The queue (Anrufliste): a tracer's home. Page by page; the cursor moves within the page, the page flips at the edge.

mod view;

use std::collections::BTreeSet;

pub use view::draw_marks;

use super::super::ask::{Ask, Landing};
use super::super::desk::Desk;
use super::super::effect::{Effect, PageStart};
use super::super::msg::Why;
use super::super::prompt::{Confirm, Prompt, Purpose};
use super::super::room::{BulkKind, Matter, bulk_form, form};
use super::super::widget::form::{Field, Form, Name};
use super::Turn;
use crate::domain::call::Reason;
use crate::domain::id::CallId;
use crate::domain::queue::Filter;
use crate::domain::time::Moment;
use crate::domain::view::QueueRow;
use crate::keymap::Action;
use crate::t;

/// The languages that filters and forms offer, ISO 639-1; German where none is needed.
pub const LANGUAGES: [&str; 18] =
    ["de", "tr", "ar", "uk", "ru", "pl", "ro", "en", "fa", "fr", "it", "es", "bg", "sr", "hr", "el", "pt", "ku"];

/// A page of the queue.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    rows: Vec<QueueRow>,
    at: usize,
    more: bool,
    has_before: bool,
    ahead: Option<(Vec<QueueRow>, bool)>,
    loaded: bool,
    wakes_at: Option<Moment>,
    why: Option<Why>,
    ticked: BTreeSet<CallId>,
}

impl Queue {
    /// Rows on a page.
    fn page(desk: &Desk) -> usize {
        desk.body_rows().saturating_sub(1).max(1)
    }

    /// Whether there is a row to show.
    pub const fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&QueueRow> {
        self.rows.get(self.at)
    }

    /// Takes all ticks away.
    pub fn untick(&mut self) {
        self.ticked.clear();
    }

    /// Ticks the row under the cursor, or takes its tick away; the cursor goes on.
    fn tick(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let Some(call) = self.selected().map(|row| row.call) else { return };
        if !self.ticked.remove(&call) {
            self.ticked.insert(call);
        }
        self.down(desk, fx);
    }

    /// A form for the ticked calls, else for the one under the cursor or all that the filter in force lets through.
    fn bulk(&self, desk: &mut Desk, kind: BulkKind) {
        let under = self.selected().map(|row| row.call);
        let filtered = self.ticked.is_empty() && !desk.filter.is_empty();
        let calls: Vec<CallId> =
            if self.ticked.is_empty() { under.into_iter().collect() } else { self.ticked.iter().copied().collect() };
        if !calls.is_empty() {
            desk.prompt = Some(bulk_form(desk, kind, calls, filtered));
        }
    }

    /// Asks for the first page.
    pub fn load_top(&mut self, desk: &mut Desk, landing: Landing, fx: &mut Vec<Effect>) {
        self.has_before = false;
        self.load(desk, PageStart::Top, landing, fx);
        self.ask_counts(desk, fx);
    }

    /// Asks for the figures of the header.
    pub fn ask_counts(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        fx.push(Effect::LoadCounts { generation: desk.ask(Ask::Counts) });
    }

    fn load(&mut self, desk: &mut Desk, from: PageStart, landing: Landing, fx: &mut Vec<Effect>) {
        self.ahead = None;
        desk.asked.forget(|ask| *ask == Ask::Ahead);
        let generation = desk.ask(Ask::Page(landing));
        fx.push(Effect::LoadQueue { generation, filter: desk.filter.clone(), from, limit: Self::page(desk) });
    }

    /// Asks for the same page again.
    pub fn refresh(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        match self.rows.first().filter(|_| self.has_before) {
            Some(first) => {
                let from = PageStart::At(first.place);
                self.load(desk, from, Landing::Same, fx);
                self.ask_counts(desk, fx);
            }
            None => self.load_top(desk, Landing::Same, fx),
        }
    }

    /// The terminal has another size: the page has another number of rows.
    pub fn resized(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let page = Self::page(desk);
        if self.loaded && (self.rows.len() > page || (self.more && self.rows.len() < page)) {
            self.refresh(desk, fx);
        }
    }

    /// A page arrived.
    pub fn arrived(&mut self, desk: &mut Desk, ask: &Ask, rows: Vec<QueueRow>, more: bool, fx: &mut Vec<Effect>) {
        match ask {
            Ask::Ahead => self.ahead = Some((rows, more)),
            Ask::Page(Landing::Last) if rows.len() < Self::page(desk) => {
                // The first page was reached from below: show it whole.
                self.load_top(desk, Landing::First, fx);
            }
            Ask::Page(landing) => self.show(desk, rows, more, *landing, fx),
            _ => {}
        }
    }

    fn show(&mut self, desk: &mut Desk, rows: Vec<QueueRow>, more: bool, landing: Landing, fx: &mut Vec<Effect>) {
        let same = self.selected().map(|row| row.call);
        self.loaded = true;
        self.at = match landing {
            Landing::First => 0,
            Landing::Last => rows.len().saturating_sub(1),
            Landing::Same => rows.iter().position(|row| Some(row.call) == same).unwrap_or(self.at),
        }
        .min(rows.len().saturating_sub(1));
        (self.rows, self.more) = (rows, more);
        self.look_ahead(desk, fx);
    }

    /// Fetches the next page before it is asked for, so that flipping waits for nothing.
    fn look_ahead(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        self.ahead = None;
        if let (true, Some(last)) = (self.more, self.rows.last()) {
            let (from, limit) = (PageStart::After(last.place), Self::page(desk));
            let generation = desk.ask(Ask::Ahead);
            fx.push(Effect::LoadQueue { generation, filter: desk.filter.clone(), from, limit });
        }
    }

    /// The store failed: what was asked for does not come.
    pub fn failed(&mut self, ask: &Ask) {
        if matches!(ask, Ask::Page(_)) {
            self.loaded = true;
        }
    }

    /// When the next call wakes, as far as known.
    pub const fn wakes_at(&mut self, at: Option<Moment>) {
        self.wakes_at = at;
    }

    /// Why the call stands where it stands.
    pub fn why_arrived(&mut self, why: Why) {
        self.why = Some(why);
    }

    /// Closes the explanation; says whether there was one.
    pub fn close_why(&mut self) -> bool {
        self.why.take().is_some()
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::Up => self.up(desk, fx),
            Action::Down => self.down(desk, fx),
            Action::PageUp => self.page_before(desk, Landing::First, fx),
            Action::PageDown => self.page_after(desk, fx),
            Action::First => self.load_top(desk, Landing::First, fx),
            Action::Last if self.more => {
                self.has_before = true;
                self.load(desk, PageStart::End, Landing::Last, fx);
            }
            Action::Last => self.at = self.rows.len().saturating_sub(1),
            Action::Open => self.open(desk, fx),
            Action::Filter => desk.prompt = Some(filter_form(desk)),
            Action::Mine => {
                desk.filter.mine = !desk.filter.mine;
                self.load_top(desk, Landing::First, fx);
            }
            Action::Why => {
                if let Some(call) = self.selected().map(|row| row.call) {
                    fx.push(Effect::LoadWhy { generation: desk.ask(Ask::Why), call });
                }
            }
            Action::Release if self.ticked.is_empty() && desk.filter.is_empty() => self.release(desk),
            Action::Release => self.bulk(desk, BulkKind::Release),
            Action::Assign => self.bulk(desk, BulkKind::Assign),
            Action::Priority => self.bulk(desk, BulkKind::Priority),
            Action::Withdraw => self.bulk(desk, BulkKind::Withdraw),
            Action::Tick => self.tick(desk, fx),
            Action::Reminder => {
                if let Some(record) = self.selected().map(|row| row.record) {
                    desk.prompt = Some(form(desk, Matter::Remind(record)));
                }
            }
            Action::Back if !self.ticked.is_empty() => self.untick(),
            Action::Back if !desk.filter.is_empty() => self.set_filter(desk, Filter::default(), fx),
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    fn up(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        match self.at.checked_sub(1) {
            Some(at) => self.at = at,
            None => self.page_before(desk, Landing::Last, fx),
        }
    }

    fn down(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        if self.at + 1 < self.rows.len() {
            self.at += 1;
        } else {
            self.page_after(desk, fx);
        }
    }

    fn page_before(&mut self, desk: &mut Desk, landing: Landing, fx: &mut Vec<Effect>) {
        match self.rows.first().map(|first| first.place).filter(|_| self.has_before) {
            Some(place) => self.load(desk, PageStart::Before(place), landing, fx),
            None => self.at = 0,
        }
    }

    fn page_after(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        if !self.more {
            self.at = self.rows.len().saturating_sub(1);
            return;
        }
        self.has_before = true;
        match (self.ahead.take(), self.rows.last().map(|last| last.place)) {
            (Some((rows, more)), _) if !rows.is_empty() => self.show(desk, rows, more, Landing::First, fx),
            (_, Some(place)) => self.load(desk, PageStart::After(place), Landing::First, fx),
            _ => {}
        }
    }

    fn open(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let on_its_way = desk.asked.awaits(|ask| matches!(ask, Ask::Serve | Ask::Open { .. }));
        let Some(row) = self.selected().filter(|_| !on_its_way) else { return };
        fx.push(Effect::Open { generation: desk.ask(Ask::Open { incoming: None }), call: row.call });
        desk.say(t!(desk.lang, "tui-serving"));
    }

    fn release(&mut self, desk: &mut Desk) {
        match self.selected().and_then(|row| Some((row.call, row.leased_by.clone()?))) {
            Some((call, (user, _))) => desk.confirm = Some(Confirm::ForceRelease(call, user)),
            None => desk.say(t!(desk.lang, "tui-nobody-holds-it")),
        }
    }

    fn set_filter(&mut self, desk: &mut Desk, filter: Filter, fx: &mut Vec<Effect>) {
        desk.filter = filter;
        self.load_top(desk, Landing::First, fx);
    }

    /// The filter form was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: &Prompt, fx: &mut Vec<Effect>) {
        if prompt.purpose != Purpose::Filter {
            return;
        }
        let form = &prompt.form;
        let filter = Filter {
            reason: form.given(&Name::CallReason).and_then(|code| Reason::from_code(&code)),
            municipality: form.given(&Name::Municipality),
            language: form.given(&Name::Language),
            institution: desk.filter.institution,
            mine: form.given(&Name::Mine).is_some(),
            desk: false,
        };
        self.set_filter(desk, filter, fx);
    }
}

fn filter_form(desk: &Desk) -> Prompt {
    let any = || std::iter::once(String::new());
    let filter = &desk.filter;
    let reasons = any().chain(Reason::ALL.iter().map(|reason| reason.code().to_owned())).collect();
    let languages = any().chain(LANGUAGES.map(str::to_owned)).collect();
    let municipalities = any().chain(desk.office.municipalities.iter().map(|found| found.key.clone())).collect();
    let fields = vec![
        Field::choice(Name::CallReason, reasons, filter.reason.map_or("", Reason::code)),
        Field::choice(Name::Language, languages, filter.language.as_deref().unwrap_or("")),
        Field::choice(Name::Municipality, municipalities, filter.municipality.as_deref().unwrap_or("")),
        Field::tick(Name::Mine, filter.mine),
    ];
    Prompt { purpose: Purpose::Filter, form: Form::new(fields) }
}
