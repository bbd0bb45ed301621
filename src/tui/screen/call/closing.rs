//! Whether an order was spoken is independent of the outcome: who was told the order and hangs up is under order. So a
//! call that ends before its end asks for it, and the order goes out before the attempt is logged.

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
use crate::domain::order::{Order, OrderKind};
use crate::domain::user::Power;
use crate::keymap::{Action, Focus};
use crate::t;

/// What is known of orders when the call comes to its end.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    /// An order was given in this call, to whomever it is about.
    has_ordered: bool,
    /// The order that goes out first, and the outcome that follows it.
    following: Option<(OrderId, Outcome)>,
    /// The outcome that follows as soon as the orders of the table go out.
    awaiting: Option<Outcome>,
    /// What came of the order, or why there was none to ask for.
    remark: Option<String>,
    /// Numbers of the orders that were issued in this call, each in a transaction of its own.
    numbers: Vec<String>,
}

impl Closing {
    /// The table of orders was left: the outcome that was to follow is not logged.
    pub const fn forget(&mut self) {
        self.awaiting = None;
    }

    /// An order was issued.
    pub fn issued(&mut self, receipt: &Receipt) {
        if let Receipt::Ordered { number, .. } = receipt {
            self.numbers.extend(number.clone());
        }
    }

    /// What came of the order, or why there was none to ask for.
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }
}

impl CallScreen {
    /// The question that this outcome asks about the order; none where no order can follow or one is given.
    pub(super) fn order_question(&mut self, desk: &Desk, outcome: Outcome) -> Option<Confirm> {
        self.closing.remark = None;
        self.closing.forget();
        let quarantined = |order: &&Order| order.kind != OrderKind::WorkBan && order.is_in_force(desk.today());
        let in_force = self.sheet.orders.iter().any(|order| quarantined(&order));
        if !matches!(outcome, Outcome::Partial | Outcome::Refused) || self.closing.has_ordered || in_force {
            return None;
        }
        let table = self.table_of_one(desk);
        let line = table.lines.first()?;
        if let Some(missing) = line.missing() {
            let names: Vec<String> = missing.iter().map(|name| words::fact_label(desk.lang, name.code())).collect();
            self.closing.remark = Some(t!(desk.lang, "tui-no-order-missing", what = names.join(", ")));
            return None;
        }
        let (_, until) = line.days().filter(|_| line.binds())?;
        let people = self.ticked_mates().len() + 1;
        Some(if desk.user.may(Power::SpeakOrder) {
            Confirm::OrderSpoken(outcome, until, people)
        } else {
            Confirm::OrderProposed(outcome, until, people)
        })
    }

    fn table_of_one(&self, desk: &Desk) -> OrderTable {
        let mut table = OrderTable::new(self.talk.answers.clone(), self.shared_answers());
        table.add(desk, &self.sheet.record, &self.sheet.person, &self.sheet.orders);
        table
    }

    /// The orders as proposed go out, and then the outcome. With several people ticked they go the way of the table: for
    /// everybody for whom one is proposed, asking for what is missing.
    pub fn log_with_order(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        if self.stage != Stage::Open {
            return;
        }
        let mut table = self.table_of_one(desk);
        let records: Vec<RecordId> = self.ticked_mates().iter().map(|(mate, _)| mate.record).collect();
        self.closing.awaiting = Some(outcome);
        if records.is_empty() {
            table.give(desk, Some(self.lease.token), fx);
            self.follow(desk, table.first_order());
            return self.closing.forget();
        }
        table.await_people(records.len());
        fx.push(Effect::LoadMates { generation: desk.ask(Ask::Mates), records });
        table.give(desk, Some(self.lease.token), fx);
        self.pane = Pane::Orders(Box::new(table));
    }

    /// Orders of the table are on their way; an outcome that waits for them follows when they are issued.
    pub(super) fn orders_sent(&mut self, desk: &mut Desk) {
        let Pane::Orders(table) = &self.pane else { return };
        let first = table.first_order();
        self.closing.has_ordered |= first.is_some();
        self.follow(desk, first);
    }

    fn follow(&mut self, desk: &mut Desk, first: Option<OrderId>) {
        let Some(order) = first else { return };
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
            self.log_after(desk, *order, &all, fx);
        }
    }

    /// The order went out: now the outcome that waits for it.
    pub(super) fn log_after(&mut self, desk: &mut Desk, order: OrderId, receipt: &str, fx: &mut Vec<Effect>) {
        let Some((_, outcome)) = self.closing.following.take_if(|(following, _)| *following == order) else { return };
        self.closing.has_ordered = true;
        self.closing.remark = Some(receipt.to_owned());
        self.log(desk, outcome, fx);
    }

    /// The order did not go out: nothing is logged, and the call is open as before.
    pub(super) fn not_ordered(&mut self, order: OrderId) {
        if self.closing.following.take_if(|(following, _)| *following == order).is_some() {
            self.stage = Stage::Open;
        }
    }
}
