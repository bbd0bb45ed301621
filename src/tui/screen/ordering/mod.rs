//! Orders for somebody whose record lies open: the table of the call screen, without a call.

mod facts;
mod line;
mod table;
mod view;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::Prompt;
use super::super::widget::{Paper, Position};
use super::super::words;
use super::{Turn, draw_title};
use crate::domain::decide::{Facts, Refusal};
use crate::domain::id::{OrderId, RecordId};
use crate::domain::view::RecordSheet;
use crate::keymap::Action;
use crate::t;
pub use table::OrderTable;
pub(super) use view::draw_orders;

/// Orders for the person of a record.
#[derive(Debug, Clone)]
pub struct Ordering {
    record: RecordId,
    title: String,
    table: OrderTable,
}

impl Ordering {
    /// The screen, with what the rulebook proposes.
    pub fn new(desk: &mut Desk, sheet: &RecordSheet) -> Self {
        let mut table = OrderTable::new(Facts::new(), Facts::new());
        table.add(desk, &sheet.record, &sheet.person, &sheet.orders);
        desk.prompt = table.ask_for_missing();
        let title = format!("{}  {}", sheet.record.reference, words::spoken_name(&sheet.person));
        Self { record: sheet.record.id, title, table }
    }

    /// The record.
    pub const fn record(&self) -> RecordId {
        self.record
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::GiveOrders | Action::Open if self.table.is_settled() => return Turn::Leave,
            Action::GiveOrders | Action::Open => self.table.give(desk, None, fx),
            _ if self.table.act(desk, action) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// A form of the table was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: Prompt) {
        self.table.saved(desk, prompt);
    }

    /// Whether this order was given here.
    pub fn gave(&self, order: OrderId) -> bool {
        self.table.has_sent(order)
    }

    /// An order was issued or proposed.
    pub fn ordered(&mut self, order: OrderId, receipt: &str) {
        self.table.done(order, receipt);
    }

    /// An order was refused.
    pub fn refused(&mut self, order: OrderId, why: &str, refusal: &Refusal) {
        self.table.refused(order, why, refusal);
    }

    /// One of several orders was refused, and so none went out.
    pub fn one_refused(&mut self, orders: &[OrderId], at: usize, why: &str, refusal: &Refusal) {
        for (n, order) in orders.iter().enumerate() {
            if n == at {
                self.table.refused(*order, why, refusal);
            } else {
                self.table.failed(*order);
            }
        }
    }

    /// The store failed: nothing was ordered.
    pub fn failed(&mut self, ask: &Ask) {
        match ask {
            Ask::Order(order) => self.table.failed(*order),
            Ask::OrdersFor(orders) => orders.iter().for_each(|order| self.table.failed(*order)),
            _ => {}
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        draw_title(desk, header, &t!(desk.lang, "screen-ordering", who = &self.title));
        draw_orders(desk, &self.table, body)
    }
}
