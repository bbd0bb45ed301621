//! Whether an order was spoken is independent of the outcome: who was told the order and hangs up is under order. So a
//! call that ends before its end asks for it, and the order goes out before the attempt is logged.

use super::super::super::desk::Desk;
use super::super::super::effect::Effect;
use super::super::super::prompt::Confirm;
use super::super::super::words;
use super::order::OrderTable;
use super::{CallScreen, Stage};
use crate::domain::call::Outcome;
use crate::domain::id::OrderId;
use crate::domain::user::Power;
use crate::t;

/// What is known of orders when the call comes to its end.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    /// An order was given in this call, to whomever it is about.
    has_ordered: bool,
    /// The order that goes out first, and the outcome that follows it.
    following: Option<(OrderId, Outcome)>,
    /// What came of the order, or why there was none to ask for.
    remark: Option<String>,
}

impl Closing {
    /// Orders of the table are on their way.
    pub fn note(&mut self, table: &OrderTable) {
        self.has_ordered |= table.first_order().is_some();
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
        let in_force = self.sheet.orders.iter().any(|order| order.is_in_force(desk.today()));
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
        Some(if desk.user.may(Power::SpeakOrder) {
            Confirm::OrderSpoken(outcome, until)
        } else {
            Confirm::OrderProposed(outcome, until)
        })
    }

    fn table_of_one(&self, desk: &Desk) -> OrderTable {
        let mut table = OrderTable::new(self.talk.answers.clone(), self.shared_answers());
        table.add(desk, &self.sheet.record, &self.sheet.person, &self.sheet.orders);
        table
    }

    /// The order as proposed goes out, and then the outcome.
    pub fn log_with_order(&mut self, desk: &mut Desk, outcome: Outcome, fx: &mut Vec<Effect>) {
        if self.stage != Stage::Open {
            return;
        }
        let mut table = self.table_of_one(desk);
        table.give(desk, self.lease.token, fx);
        self.closing.following = table.first_order().map(|order| (order, outcome));
        if self.closing.following.is_some() {
            self.stage = Stage::Logging { next: false };
            desk.say(t!(desk.lang, "tui-saving"));
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
