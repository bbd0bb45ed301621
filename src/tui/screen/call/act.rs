//! What the keys of the call screen do.

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::{Confirm, Prompt, Purpose};
use super::super::super::room::{Matter, form};
use super::super::super::widget::form::Name;
use super::super::super::widget::list::Cursor;
use super::super::super::words;
use super::super::capture::Capture;
use super::super::numbers::Numbers;
use super::super::ordering::OrderTable;
use super::super::{Screen, Turn, person};
use super::talk::NotTaken;
use super::{CallScreen, Pane, Stage, is_dialable};
use crate::domain::call::{Direction, Outcome};
use crate::domain::decide::Command;
use crate::domain::id::RecordId;
use crate::domain::record::Kind;
use crate::keymap::Action;
use crate::t;

impl CallScreen {
    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        if let Some(turn) = self.act_anytime(desk, action, fx) {
            return turn;
        }
        match self.stage {
            Stage::Open => self.act_open(desk, action, fx),
            Stage::Logging { .. } | Stage::Gathering | Stage::PuttingBack | Stage::Turning => self.wait(action),
            Stage::Logged(_) | Stage::Lost => after(desk, action),
        }
    }

    /// What only looks.
    fn act_anytime(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Option<Turn> {
        match action {
            Action::Person => desk.prompt = Some(person::form(self.sheet.record.id, &self.sheet.person)),
            Action::History => show_record(desk, self.sheet.record.id, fx),
            Action::Numbers => {
                let numbers = Numbers::new(&self.sheet.record, &self.sheet.person);
                return Some(Turn::Enter(Box::new(Screen::Numbers(Box::new(numbers)))));
            }
            Action::Capture if self.sheet.record.kind == Kind::Case => {
                let capture = Capture::new(desk, &self.sheet.record, &self.sheet.contacts);
                return Some(Turn::Enter(Box::new(Screen::Capture(Box::new(capture)))));
            }
            Action::Capture => desk.say(t!(desk.lang, "tui-capture-only-cases")),
            Action::IndexCase => match self.sheet.record.index.record {
                Some(record) => show_record(desk, record, fx),
                None => desk.say(self.index_words(desk)),
            },
            Action::ExtraFields | Action::Details if matches!(self.pane, Pane::Script | Pane::Details) => {
                self.pane = if matches!(self.pane, Pane::Details) { Pane::Script } else { Pane::Details };
            }
            _ => return None,
        }
        Some(Turn::Done)
    }

    fn act_open(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match &mut self.pane {
            Pane::Outcomes(_) => return self.act_in_outcomes(desk, action, fx),
            Pane::Household(_) => return self.act_in_household(desk, action),
            Pane::Orders(table) if !table.is_settled() => return self.act_in_orders(desk, action, fx),
            Pane::Orders(_) if matches!(action, Action::Open | Action::Back | Action::ScriptNext) => {
                self.pane = Pane::Script;
                return Turn::Done;
            }
            Pane::Script | Pane::Details | Pane::Orders(_) => {}
        }
        if let Some(outcome) = self.outcome_of(desk, action) {
            self.choose(desk, outcome, fx);
            return Turn::Done;
        }
        match action {
            Action::Outcome0 => self.pane = Pane::Outcomes(Cursor::default()),
            Action::Dial => self.dial(desk, fx),
            Action::NextNumber => self.turn_number(1),
            Action::PrevNumber => self.turn_number(self.phones().len().saturating_sub(1)),
            Action::Note => desk.prompt = Some(self.form_for(desk, &Purpose::CallNote)),
            Action::Question => desk.prompt = Some(form(desk, Matter::Ask(self.sheet.record.id))),
            Action::Reminder => desk.prompt = Some(form(desk, Matter::Remind(self.sheet.record.id))),
            Action::PutBack => desk.prompt = Some(self.form_for(desk, &Purpose::PutBack)),
            Action::Household => self.open_household(desk),
            Action::Quarantine => self.open_orders(desk, fx),
            Action::AnswerYes => self.answer(desk, true),
            Action::AnswerNo => self.answer(desk, false),
            Action::ScriptNext | Action::Open | Action::Save => self.step_on(desk),
            Action::ScriptBack | Action::NextField | Action::PrevField => self.turn_field(desk, action),
            Action::Back => return self.step_back(desk, fx),
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// While an answer of the store is awaited nothing changes; the next call may be asked for ahead.
    fn wait(&mut self, action: Action) -> Turn {
        match (&mut self.stage, action) {
            (Stage::Logging { next }, Action::Next) => *next = true,
            (_, Action::Next | Action::Back) => {}
            _ => return pass_if_global(action),
        }
        Turn::Done
    }

    fn dial(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let Some(number) = self.phone().filter(|phone| is_dialable(phone)).and_then(|phone| phone.e164.clone()) else {
            desk.warn(t!(desk.lang, "call-no-number"));
            return;
        };
        let shown = self.phone().map(|phone| phone.shown.clone()).unwrap_or_default();
        if !self.dialled {
            self.started_at = desk.now;
        }
        self.dialled = true;
        desk.say(t!(desk.lang, "call-dialled", number = shown));
        desk.perform(Ask::Dial, Command::Dial { token: self.lease.token, number: Some(number.clone()) }, fx);
        fx.push(Effect::DialOut { number: words::dialled(&number, desk.outside_line.as_deref()) });
    }

    /// Whether somebody was dialled from here; who rings by mistake is simply left.
    fn is_dialled(&self) -> bool {
        self.dialled && self.direction == Direction::Outgoing
    }

    /// On to another number that may be dialled.
    fn turn_number(&mut self, by: usize) {
        let len = self.phones().len();
        for _ in 0..len {
            self.number = (self.number + by) % len.max(1);
            if self.phone().is_some_and(is_dialable) {
                return;
            }
        }
    }

    fn answer(&mut self, desk: &mut Desk, yes: bool) {
        let room = self.script_room(desk);
        let taken = self.talk.answer(yes, desk, room);
        self.dirty = true;
        complain(desk, taken);
    }

    fn turn_field(&mut self, desk: &mut Desk, action: Action) {
        let room = self.script_room(desk);
        let taken = match action {
            Action::NextField => self.talk.next_field(desk, room),
            Action::PrevField => self.talk.previous_field(desk, room),
            _ => self.talk.back(desk),
        };
        self.dirty = true;
        complain(desk, taken);
    }

    fn step_on(&mut self, desk: &mut Desk) {
        let room = self.script_room(desk);
        let taken = self.talk.next(desk, room);
        self.dirty = true;
        complain(desk, taken);
    }

    /// One step back: out of a field, out of a pane; and off a call that nothing was done on.
    fn step_back(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) -> Turn {
        if matches!(self.pane, Pane::Details) {
            self.pane = Pane::Script;
        } else if self.talk.is_writing() {
            self.talk.stop_writing();
            self.dirty = true;
        } else if self.left_open() > 0 {
            desk.confirm = Some(Confirm::LeaveRest(self.left_open()));
        } else if self.is_begun() {
            desk.warn(t!(desk.lang, "tui-call-still-open"));
        } else {
            desk.perform(Ask::Release, Command::Release { token: self.lease.token }, fx);
            if self.direction == Direction::Incoming {
                self.dirty = false;
                fx.push(Effect::DropDraft { record: Some(self.sheet.record.id) });
            }
            desk.say(t!(desk.lang, "receipt-released"));
            return Turn::Leave;
        }
        Turn::Done
    }

    /// Whether Esc leaves the call and puts it back: nothing was begun that it could step out of.
    pub fn is_left_by_esc(&self) -> bool {
        self.is_at_outermost() && !self.is_begun()
    }

    /// Whether going back has nothing left to step out of but the call, which was begun.
    pub fn is_left_with_reason(&self) -> bool {
        self.is_at_outermost() && self.is_begun()
    }

    fn is_at_outermost(&self) -> bool {
        let in_script = self.stage == Stage::Open && matches!(self.pane, Pane::Script) && !self.talk.is_writing();
        in_script && self.left_open() == 0
    }

    /// Whether something would be lost if the call were simply left.
    fn is_begun(&self) -> bool {
        self.is_dialled() || !self.talk.answers.is_empty() || !self.note.is_empty() || self.shelf.is_some()
    }

    fn act_in_outcomes(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        let listed = listed_outcomes();
        if let Some(outcome) = self.outcome_of(desk, action).filter(|_| action.listed_outcome().is_some()) {
            self.choose(desk, outcome, fx);
            return Turn::Done;
        }
        let Pane::Outcomes(cursor) = &mut self.pane else { return Turn::Pass };
        match action {
            Action::Back => self.pane = Pane::Script,
            Action::Open => {
                if let Some((_, outcome)) = listed.get(cursor.at).copied() {
                    self.choose(desk, outcome, fx);
                }
            }
            _ if cursor.act(action, listed.len(), listed.len()) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// The table of orders: this person at once, the ticked mates as their records arrive.
    fn open_orders(&mut self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let mut table = OrderTable::new(self.talk.answers.clone(), self.shared_answers());
        table.add(desk, &self.sheet.record, &self.sheet.person, &self.sheet.orders);
        table.prepared(desk, &self.sheet.call.handling.prepared);
        let records = self.ticked_records();
        if !records.is_empty() {
            table.await_people(records.len());
            fx.push(Effect::LoadMates { generation: desk.ask(Ask::Mates), records });
        }
        self.closing.forget();
        self.talk.stop_writing();
        desk.prompt = table.ask_for_missing();
        self.pane = Pane::Orders(Box::new(table));
    }

    fn act_in_orders(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        let Pane::Orders(table) = &mut self.pane else { return Turn::Pass };
        match action {
            Action::Back => {
                self.pane = Pane::Script;
                self.closing.forget();
            }
            Action::GiveOrders | Action::Open => {
                table.give(desk, Some(self.lease.token), fx);
                self.orders_sent(desk);
            }
            _ if table.act(desk, action) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// A form over the call was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: Prompt, action: Action, fx: &mut Vec<Effect>) {
        self.dirty = true;
        match prompt.purpose.clone() {
            Purpose::Outcome(outcome) => self.outcome_saved(desk, outcome, prompt, fx),
            Purpose::PutBack => self.put_back(desk, prompt, fx),
            Purpose::CallNote => self.note_saved(desk, &prompt, action, fx),
            Purpose::Person(record) => person::saved(desk, record, (&self.sheet.person, &self.sheet.mates), prompt, fx),
            Purpose::OrderFacts(_) | Purpose::OrderDates(_) => {
                if let Pane::Orders(table) = &mut self.pane {
                    table.saved(desk, prompt);
                }
            }
            _ => {}
        }
    }

    fn put_back(&mut self, desk: &mut Desk, mut prompt: Prompt, fx: &mut Vec<Effect>) {
        let Some(reason) = prompt.form.given(&Name::Why) else {
            prompt.form.fail(&Name::Why, t!(desk.lang, "refusal-reason-required"));
            desk.prompt = Some(prompt);
            return;
        };
        self.shelf = Some(prompt);
        self.stage = Stage::PuttingBack;
        let command = Command::PutBack { token: self.lease.token, reason };
        desk.perform(Ask::PutBack(self.sheet.call.id), command, fx);
    }

    /// Enter keeps the remark for the attempt; saving writes it as a note at once.
    fn note_saved(&mut self, desk: &mut Desk, prompt: &Prompt, action: Action, fx: &mut Vec<Effect>) {
        self.note = prompt.form.answer(&Name::Note);
        if action == Action::Save && !self.note.is_empty() {
            let text = std::mem::take(&mut self.note);
            let command = Command::AddNote { record: self.sheet.record.id, text, pinned: false };
            desk.perform(Ask::Note, command, fx);
        }
    }

    /// A form was closed without saving: what was typed stays with the call.
    pub fn shelve(&mut self, prompt: Prompt) {
        match prompt.purpose {
            Purpose::CallNote => self.note = prompt.form.answer(&Name::Note),
            Purpose::Outcome(_) | Purpose::PutBack => {
                let typed = prompt.form.answers().iter().any(|answer| !answer.is_empty());
                self.shelf = typed.then_some(prompt);
            }
            _ => return,
        }
        self.dirty = true;
    }
}

/// The outcomes in the list that 0 opens, in the order of the action table.
pub(super) fn listed_outcomes() -> Vec<(Action, Outcome)> {
    let of = |action: &Action| Some((*action, Outcome::from_code(&action.listed_outcome()?)?));
    Action::ALL.iter().filter_map(of).collect()
}

fn show_record(desk: &mut Desk, record: RecordId, fx: &mut Vec<Effect>) {
    fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
}

/// After the outcome only the next call, and looking elsewhere.
fn after(desk: &mut Desk, action: Action) -> Turn {
    match action {
        Action::Back => Turn::Leave,
        action if action.digit().is_some() => {
            desk.say(t!(desk.lang, "tui-logged-already"));
            Turn::Done
        }
        _ => pass_if_global(action),
    }
}

fn pass_if_global(action: Action) -> Turn {
    if action.homes() == [crate::keymap::Focus::Global] { Turn::Pass } else { Turn::Done }
}

fn complain(desk: &mut Desk, taken: Result<(), NotTaken>) {
    let lang = desk.lang;
    match taken {
        Ok(()) => {}
        Err(NotTaken::Identity) => desk.warn(t!(lang, "tui-identity-first")),
        Err(NotTaken::Date) => desk.warn(t!(lang, "tui-not-a-date")),
        Err(NotTaken::Number) => desk.warn(t!(lang, "tui-not-a-number")),
        Err(NotTaken::Choice) => desk.warn(t!(lang, "tui-not-a-choice")),
    }
}
