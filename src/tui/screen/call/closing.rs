//! Whether an order was spoken is independent of the outcome: who was told the order and hangs up is under order. So a
//! call that ends before its end asks for it, and the order goes out before the attempt is logged.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::super::ask::Ask;
use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::Confirm;
use super::super::super::words;
use super::super::ordering::OrderTable;
use super::{CallScreen, Pane, Stage};
use crate::domain::call::Outcome;
use crate::domain::decide::Receipt;
use crate::domain::id::{OrderId, RecordId};
use crate::domain::user::Power;
use crate::domain::view::MateSheet;
use crate::keymap::{Action, Focus};
use crate::t;

/// What is known of orders when the call comes to its end.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    /// For whom an order was given in this telephone call.
    ordered: BTreeSet<RecordId>,
    /// Orders on their way, and for whom.
    sent: BTreeMap<OrderId, RecordId>,
    /// The outcome that was chosen, and what the rulebook says for everybody ticked.
    table: Option<(Outcome, Box<OrderTable>)>,
    /// The order that goes out first, and the outcome that follows it.
    following: Option<(OrderId, Outcome)>,
    /// The outcome that follows as soon as the orders of the table go out.
    awaiting: Option<Outcome>,
    /// What came of the order, or why there was none to ask for.
    remark: Option<String>,
    /// Numbers of the orders that were issued in this telephone call, each in a transaction of its own.
    numbers: Vec<String>,
}

impl Closing {
    /// The table of orders was left: the outcome that was to follow is not logged.
    pub fn forget(&mut self) {
        self.awaiting = None;
        self.table = None;
    }

    /// An order was issued.
    pub fn issued(&mut self, receipt: &Receipt) {
        if let Receipt::Ordered { number, .. } = receipt {
            self.numbers.extend(number.clone());
        }
    }

    /// An order was issued or proposed: nobody is asked about it again.
    pub(super) fn done(&mut self, order: OrderId) {
        self.ordered.extend(self.sent.remove(&order));
    }

    /// What was ordered holds for the whole telephone call, whoever is on the screen.
    pub(super) fn carry_on(&mut self, other: &Self) {
        self.ordered.extend(other.ordered.iter().copied());
        let new = other.numbers.iter().filter(|number| !self.numbers.contains(number));
        self.numbers = self.numbers.iter().chain(new).cloned().collect();
    }

    /// What came of the order, or why there was none to ask for.
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }
}

impl CallScreen {
    /// An outcome that ends the talk before its end asks about the orders of everybody ticked, if any is proposed; any
    /// other is logged at once.
    pub(super) fn ask_about_orders(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        self.closing.remark = None;
        self.closing.forget();
        if !matches!(outcome, Outcome::Partial | Outcome::Refused) {
            return self.log(desk, outcome, fx);
        }
        let mut table = OrderTable::new(self.talk.answers.clone(), self.shared_answers());
        table.add(desk, &self.sheet.record, &self.sheet.person, &self.sheet.orders);
        let records: Vec<RecordId> = self.ticked_mates().iter().map(|(mate, _)| mate.record).collect();
        if !records.is_empty() {
            table.await_people(records.len());
            self.stage = Stage::Gathering;
            fx.push(Effect::LoadMates { generation: desk.ask(Ask::Mates), records });
        }
        self.closing.table = Some((outcome, Box::new(table)));
        if self.stage != Stage::Gathering {
            self.gathered(desk, &[], fx);
        }
    }

    /// Everybody ticked is known: the question, or the outcome at once where no order can follow.
    pub(super) fn gathered(&mut self, desk: &mut Desk, sheets: &[MateSheet], fx: &mut Vec<Effect>) {
        self.stage = Stage::Open;
        let Some((outcome, table)) = &mut self.closing.table else { return };
        let outcome = *outcome;
        table.arrived(desk, sheets, Some(self.lease.token), fx);
        for line in &mut table.lines {
            // Whoever has an order from this call, or of whom a fact is not known, is not asked about.
            line.ticked &= !self.closing.ordered.contains(&line.record.id) && line.missing().is_none();
        }
        if self.party.is_settled(self.sheet.record.id) {
            table
                .lines
                .iter_mut()
                .filter(|line| line.record.id == self.sheet.record.id)
                .for_each(|it| it.ticked = false);
        }
        let (lacking, days) = (lacking(desk, table), due(table));
        self.closing.remark = lacking;
        match days.split_first() {
            None => {
                self.closing.forget();
                self.log(desk, outcome, fx);
            }
            Some(_) => desk.confirm = Some(question(desk, outcome, days)),
        }
    }

    /// The others did not come: nothing is logged.
    pub(super) fn not_gathered(&mut self) {
        if self.stage == Stage::Gathering {
            self.stage = Stage::Open;
            self.closing.forget();
        }
    }

    /// The orders as proposed go out, for everybody for whom one is, and then the outcome.
    pub fn log_with_order(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        let Some((_, mut table)) = self.closing.table.take().filter(|_| self.stage == Stage::Open) else { return };
        self.closing.awaiting = Some(outcome);
        table.give(desk, Some(self.lease.token), fx);
        self.follow(desk, &table);
        if table.lines.len() > 1 {
            self.pane = Pane::Orders(table);
        }
    }

    /// Orders of the table are on their way; an outcome that waits for them follows when they are issued.
    pub(super) fn orders_sent(&mut self, desk: &mut Desk) {
        let Pane::Orders(table) = &self.pane else { return };
        let table = table.clone();
        self.follow(desk, &table);
    }

    fn follow(&mut self, desk: &mut Desk, table: &OrderTable) {
        self.closing.sent.extend(table.sent());
        let Some((order, _)) = table.sent().next() else { return };
        let Some(outcome) = self.closing.awaiting.take() else { return };
        self.closing.following = Some((order, outcome));
        self.stage = Stage::Logging { next: false };
        desk.say(t!(desk.lang, "tui-saving"));
    }

    /// That orders issued in this call stay although its outcome was taken back; nothing where there are none.
    pub fn orders_that_stay(&self, desk: &Desk) -> Option<String> {
        let number = self.closing.numbers.first()?;
        let key = words::key(desk, &[Focus::Record, Focus::Global], Action::LiftOrder);
        let (lang, n) = (desk.lang, self.closing.numbers.len());
        Some(if key.is_empty() {
            t!(lang, "tui-orders-stay", n = n, number = number)
        } else {
            t!(lang, "tui-orders-stay-lift", n = n, number = number, key = key)
        })
    }

    /// An order was issued in this call.
    pub fn issued(&mut self, receipt: &Receipt) {
        self.closing.issued(receipt);
    }

    /// Orders for several people were issued or proposed, or none of them was.
    pub fn all_ordered(&mut self, desk: &mut Desk, orders: &[OrderId], receipts: &[Receipt], fx: &mut Vec<Effect>) {
        let all = t!(desk.lang, "tui-receipt-orders", n = receipts.len());
        for (order, receipt) in orders.iter().zip(receipts) {
            let text = words::receipt(desk, receipt);
            if let Pane::Orders(table) = &mut self.pane {
                table.done(*order, &text);
            }
            self.issued(receipt);
            self.closing.done(*order);
            self.log_after(desk, *order, &all, fx);
        }
    }

    /// The order went out: now the outcome that waits for it.
    pub(super) fn log_after(&mut self, desk: &mut Desk, order: OrderId, receipt: &str, fx: &mut Vec<Effect>) {
        let Some((_, outcome)) = self.closing.following.take_if(|(following, _)| *following == order) else { return };
        let lacking = self.closing.remark.take().map(|lacking| format!(" · {lacking}")).unwrap_or_default();
        self.closing.remark = Some(format!("{receipt}{lacking}"));
        self.log(desk, outcome, fx);
    }

    /// The order did not go out: nothing is logged, and the call is open as before.
    pub(super) fn not_ordered(&mut self, order: OrderId) {
        if self.closing.following.take_if(|(following, _)| *following == order).is_some() {
            self.stage = Stage::Open;
        }
    }
}

/// The last days of the orders that are proposed, each once for everybody for whom it is.
fn due(table: &OrderTable) -> Vec<NaiveDate> {
    table.lines.iter().filter(|line| line.ticked && line.binds()).filter_map(|line| Some(line.days()?.1)).collect()
}

/// Of whom a fact is not known that their order needs.
fn lacking(desk: &Desk, table: &OrderTable) -> Option<String> {
    let (of, missing) = table.lines.iter().find_map(|line| Some((line, line.missing()?)))?;
    let names: Vec<String> = missing.iter().map(|name| words::fact_label(desk.lang, name.code())).collect();
    let what = names.join(", ");
    Some(if table.lines.len() == 1 {
        t!(desk.lang, "tui-no-order-missing", what = what)
    } else {
        let n = table.lines.iter().filter(|line| line.missing().is_some()).count();
        t!(desk.lang, "tui-no-order-missing-for", n = n, name = &of.name, what = what)
    })
}

fn question(desk: &Desk, outcome: Outcome, mut days: Vec<NaiveDate>) -> Confirm {
    let people = days.len();
    days.sort_unstable();
    days.dedup();
    if desk.user.may(Power::SpeakOrder) {
        Confirm::OrderSpoken(outcome, days, people)
    } else {
        Confirm::OrderProposed(outcome, days, people)
    }
}
