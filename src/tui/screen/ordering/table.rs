//! The table of proposed orders: what the rulebook says for each ticked person, what is missing, other dates, and the order.

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::{Prompt, Purpose};
use super::super::super::widget::list::Cursor;
use super::super::call::is_shared;
use super::facts::missing_of;
use super::line::{LineState, OrderLine};
use crate::domain::decide::{Command, Facts, Refusal};
use crate::domain::id::{OrderId, RecordId};
use crate::domain::order::{Order, OrderKind};
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::rulebook::{FactName, NoProposal};
use crate::domain::view::MateSheet;
use crate::keymap::Action;
use crate::t;

/// The table.
#[derive(Debug, Clone, Default)]
pub struct OrderTable {
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// The cursor.
    pub cursor: Cursor,
    answers: Facts,
    shared: Facts,
    /// How many people are still on their way into the table.
    awaited: usize,
    /// The orders are to go out as soon as everybody is here.
    hurry: bool,
}

impl OrderTable {
    /// An empty table; `answers` are what the script brought for the person on the telephone, who is added first,
    /// `shared` what holds for everybody who has no answer of their own.
    pub fn new(answers: Facts, shared: Facts) -> Self {
        Self { answers, shared, ..Self::default() }
    }

    /// So many people will arrive.
    pub const fn await_people(&mut self, count: usize) {
        self.awaited = count;
    }

    /// Whether people are still on their way.
    pub const fn awaits(&self) -> bool {
        self.awaited > 0
    }

    /// The others are here; orders that were given before now go out.
    pub fn arrived(&mut self, desk: &mut Desk, sheets: &[MateSheet], token: Option<i64>, fx: &mut Vec<Effect>) {
        for sheet in sheets {
            self.add(desk, &sheet.record, &sheet.person, &sheet.orders);
        }
        self.awaited = 0;
        if std::mem::take(&mut self.hurry) {
            self.give(desk, token, fx);
        }
    }

    /// Adds a person with what the rulebook proposes.
    pub fn add(&mut self, desk: &Desk, record: &Record, person: &Person, orders: &[Order]) {
        if self.lines.iter().any(|line| line.record.id == record.id) {
            return;
        }
        let mut answered = missing_of(&self.shared, record);
        if self.lines.is_empty() {
            answered.extend(self.answers.clone());
        }
        self.lines.push(OrderLine::new(desk, record, person, orders, answered));
    }

    /// The kinds that were prepared for the person on the telephone: a ban on working beside, or instead of, what the
    /// rules propose.
    pub fn prepared(&mut self, desk: &Desk, kinds: &[OrderKind]) {
        let Some(first) = self.lines.first() else { return };
        if kinds.contains(&OrderKind::WorkBan) && first.kind() != OrderKind::WorkBan {
            let ban = first.of_kind(desk, true);
            let beside = kinds.iter().any(|kind| *kind != OrderKind::WorkBan);
            if !beside {
                self.lines.remove(0);
            }
            self.lines.insert(usize::from(beside), ban);
        }
    }

    /// The kind of the line's order: what the rules propose, a ban on working in its place, both side by side, and from
    /// the beginning. What is ordered already stays.
    fn change_kind(&mut self, desk: &Desk) {
        let Some(line) = self.lines.get(self.cursor.at) else { return };
        let record = line.record.id;
        match (self.line_at(record, false), self.line_at(record, true)) {
            (Some((_, line)), None) if line.kind() == OrderKind::WorkBan => {}
            (Some((at, line)), None) => {
                let (ban, instead) = (line.of_kind(desk, true), line.is_undecided());
                if instead {
                    self.lines.remove(at);
                }
                self.cursor.at = at + usize::from(!instead);
                self.lines.insert(self.cursor.at, ban);
            }
            (None, Some((at, ban))) => {
                let line = ban.of_kind(desk, false);
                self.lines.insert(at, line);
                self.cursor.at = at;
            }
            (Some((at, line)), Some((of_ban, ban))) => {
                if ban.is_undecided() {
                    self.lines.remove(of_ban);
                    self.cursor.at = at;
                } else if line.is_undecided() {
                    self.lines.remove(at);
                    self.cursor.at = of_ban.saturating_sub(1);
                }
            }
            (None, None) => {}
        }
    }

    fn line_at(&self, record: RecordId, is_ban: bool) -> Option<(usize, &OrderLine)> {
        self.lines.iter().enumerate().find(|(_, line)| line.record.id == record && line.is_ban == is_ban)
    }

    /// Whether nothing is left to be decided here: every ticked order is on its way or done.
    pub fn is_settled(&self) -> bool {
        let sent = |line: &OrderLine| matches!(line.state, LineState::Sent(_) | LineState::Done(_));
        self.lines.iter().any(sent)
            && !self.lines.iter().any(|line| line.waits() && (line.binds() || line.missing().is_some()))
    }

    /// An action inside the table; says whether it was one of the table's.
    pub fn act(&mut self, desk: &mut Desk, action: Action) -> bool {
        let at = self.cursor.at;
        match (action, self.lines.get_mut(at)) {
            (Action::Tick, Some(line)) => line.ticked = !line.ticked,
            (Action::Correct, Some(line)) => desk.prompt = line.dates_form(at).or_else(|| line.facts_form(at)),
            (Action::OrderKind, Some(_)) => self.change_kind(desk),
            _ => return self.cursor.act(action, self.lines.len(), self.lines.len()),
        }
        true
    }

    /// Asks for what is missing for the first person, if anything is.
    pub fn ask_for_missing(&self) -> Option<Prompt> {
        self.lines.first()?.facts_form(0)
    }

    /// Orders for every ticked person; what is missing for one is asked for first.
    pub fn give(&mut self, desk: &mut Desk, token: Option<i64>, fx: &mut Vec<Effect>) {
        if self.awaits() {
            self.hurry = true;
            desk.say(t!(desk.lang, "tui-serving"));
            return;
        }
        let lacks = |line: &OrderLine| line.missing().is_some() || line.lacks_days();
        if let Some((at, line)) = self.lines.iter().enumerate().find(|(_, line)| line.waits() && lacks(line)) {
            desk.prompt = line.facts_form(at).or_else(|| line.dates_form(at));
            self.cursor.at = at;
            return;
        }
        let due = self.lines.iter_mut().filter(|line| line.waits() && line.binds());
        let mut sent: Vec<(OrderId, Command)> = due.filter_map(|line| line.send(desk, token)).collect();
        match sent.len() {
            0 => desk.say(t!(desk.lang, "tui-nothing-to-order")),
            1 => {
                for (order, command) in sent.drain(..) {
                    desk.perform(Ask::Order(order), command, fx);
                }
            }
            _ => {
                let (orders, commands) = sent.into_iter().unzip();
                desk.perform_all(Ask::OrdersFor(orders), commands, fx);
            }
        }
    }

    /// A form of the table was saved.
    pub fn saved(&mut self, desk: &mut Desk, mut prompt: Prompt) {
        let (Purpose::OrderFacts(at) | Purpose::OrderDates(at)) = prompt.purpose else { return };
        let Some(line) = self.lines.get_mut(at) else { return };
        let saved = match prompt.purpose {
            Purpose::OrderDates(_) => line.dates_saved(desk, &prompt.form),
            _ => line.facts_saved(desk, &prompt.form),
        };
        match saved {
            Err((name, why)) => {
                prompt.form.fail(&name, why);
                desk.prompt = Some(prompt);
            }
            Ok(()) => self.share_asked(desk, at),
        }
    }

    /// How somebody was exposed holds for everybody in the telephone call of whom that is not known.
    fn share_asked(&mut self, desk: &Desk, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        let (record, told) = (line.record.id, line.asked.clone());
        let shared = line.asked.iter().filter(|(field, _)| is_shared(field));
        let shared: Facts = shared.map(|(field, answer)| (field.clone(), answer.clone())).collect();
        for other in self.lines.iter_mut().filter(|other| other.missing().is_some()) {
            if other.record.id == record {
                other.asked.extend(told.clone());
            }
            for (field, answer) in missing_of(&shared, &other.record) {
                other.asked.entry(field).or_insert(answer);
            }
            other.propose(desk);
        }
        self.shared.extend(shared);
    }

    /// The orders that are on their way, and for whom.
    pub fn sent(&self) -> impl Iterator<Item = (OrderId, RecordId)> + '_ {
        let sent = |line: &OrderLine| match line.state {
            LineState::Sent(order) => Some((order, line.record.id)),
            LineState::Open | LineState::Done(_) | LineState::Refused(_) => None,
        };
        self.lines.iter().filter_map(sent)
    }

    /// Whether this order is on its way from here.
    pub fn has_sent(&self, order: OrderId) -> bool {
        self.lines.iter().any(|line| line.state == LineState::Sent(order))
    }

    fn line_of(&mut self, order: OrderId) -> Option<&mut OrderLine> {
        self.lines.iter_mut().find(|line| line.state == LineState::Sent(order))
    }

    /// An order was issued or proposed.
    pub fn done(&mut self, order: OrderId, receipt: &str) {
        if let Some(line) = self.line_of(order) {
            line.state = LineState::Done(receipt.to_owned());
        }
    }

    /// An order was refused; facts that are missing can be given and the order tried again.
    pub fn refused(&mut self, order: OrderId, why: &str, refusal: &Refusal) {
        let Some(line) = self.line_of(order) else { return };
        line.state = LineState::Refused(why.to_owned());
        if let Refusal::FactsMissing(names) = refusal {
            let names: Vec<_> = names.iter().filter_map(|name| FactName::from_code(name)).collect();
            if !names.is_empty() {
                line.proposal = Err(NoProposal::Missing(names));
            }
        }
    }

    /// The store failed: nothing was ordered.
    pub fn failed(&mut self, order: OrderId) {
        if let Some(line) = self.line_of(order) {
            line.state = LineState::Open;
        }
    }
}
