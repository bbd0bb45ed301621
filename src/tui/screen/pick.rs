//! Which of several orders of a person is meant.

use chrono::NaiveDate;

use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Prompt, Purpose};
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::list::Cursor;
use super::super::widget::{Paper, Pen};
use super::super::words;
use super::delivery::{delivery_form, delivery_saved};
use super::orders::written;
use super::{Turn, draw_title, lift_form, lift_saved};
use crate::domain::id::RecordId;
use crate::domain::order::Order;
use crate::domain::view::RecordSheet;
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels};

/// What is to be done with the order that is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Note what came back about it.
    Delivery,
    /// Lift it.
    Lift,
}

impl Deed {
    /// The orders that it can be done with, in the order of the record.
    fn fitting(self, orders: &[Order], today: NaiveDate) -> impl Iterator<Item = &Order> {
        orders.iter().filter(move |order| match self {
            Self::Delivery => order.has_letter(),
            Self::Lift => order.is_in_force(today),
        })
    }

    fn form(self, order: &Order) -> Prompt {
        match self {
            Self::Delivery => delivery_form(order),
            Self::Lift => lift_form(order.id),
        }
    }
}

/// The orders to pick from.
#[derive(Debug, Clone)]
pub struct Pick {
    record: RecordId,
    name: String,
    deed: Deed,
    orders: Vec<Order>,
    cursor: Cursor,
}

impl Pick {
    /// Asks for what the deed needs where one order fits; where several do, they are listed.
    pub fn begin(desk: &mut Desk, deed: Deed, sheet: &RecordSheet) -> Option<Self> {
        let orders: Vec<Order> = deed.fitting(&sheet.orders, desk.today()).cloned().collect();
        match orders.as_slice() {
            [] => desk.say(t!(desk.lang, "record-no-orders")),
            [order] => desk.prompt = Some(deed.form(order)),
            _ => {
                let (record, name) = (sheet.record.id, words::spoken_name(&sheet.person));
                return Some(Self { record, name, deed, orders, cursor: Cursor::default() });
            }
        }
        None
    }

    /// Whose orders they are.
    pub const fn record(&self) -> RecordId {
        self.record
    }

    /// The record as it is now; the cursor stays with its order.
    pub fn renew(&mut self, desk: &Desk, sheet: &RecordSheet) {
        if sheet.record.id != self.record {
            return;
        }
        let marked = self.orders.get(self.cursor.at).map(|order| order.id);
        self.orders = self.deed.fitting(&sheet.orders, desk.today()).cloned().collect();
        let same = self.orders.iter().position(|order| Some(order.id) == marked);
        self.cursor.at = same.unwrap_or(self.cursor.at);
        self.cursor.keep_inside(self.orders.len());
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action) -> Turn {
        match (action, self.orders.get(self.cursor.at)) {
            (Action::Open, Some(order)) => desk.prompt = Some(self.deed.form(order)),
            (Action::Open, None) => return Turn::Leave,
            _ if self.cursor.act(action, self.orders.len(), desk.body_rows()) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    /// A form was saved.
    pub fn saved(desk: &mut Desk, prompt: Prompt, fx: &mut Vec<Effect>) {
        match prompt.purpose {
            Purpose::Lift(order) => lift_saved(desk, order, prompt, fx),
            Purpose::Delivery(..) => delivery_saved(desk, prompt, fx),
            _ => {}
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let title = match self.deed {
            Deed::Delivery => t!(desk.lang, "pick-delivery", who = &self.name),
            Deed::Lift => t!(desk.lang, "pick-lift", who = &self.name),
        };
        draw_title(desk, header, &title);
        let page = usize::from(body.height()).max(1);
        let start = self.cursor.page_start(page);
        let mut cursor = None;
        for (y, (at, order)) in (0u16..).zip(self.orders.iter().enumerate().skip(start).take(page)) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            draw_row(desk, order, &mut pen);
        }
        cursor
    }
}

fn draw_row(desk: &Desk, order: &Order, pen: &mut Pen<'_>) {
    let lang = desk.lang;
    let number = order.number.clone().unwrap_or_else(|| labels::rule_result(lang, order.result));
    let days = format!("{} – {}", dates::date_short(lang, order.from), dates::date_short(lang, order.to));
    let (letter, tone) = written(desk, order);
    pen.cell(&number, 24, Tone::Title).gap(1).cell(&labels::order_kind(lang, order.kind), 17, Tone::Plain).gap(1);
    pen.cell(&days, 21, Tone::Plain).gap(1).put(&letter, tone);
}
