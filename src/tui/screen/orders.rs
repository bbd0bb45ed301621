//! Orders (Anordnungen): in force, ending today, spoken but not written, by municipality.

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Prompt, Purpose};
use super::super::theme::Tone;
use super::super::widget::Position;
use super::super::widget::form::{Field, Form, Name};
use super::super::widget::list::Cursor;
use super::super::widget::table::{Width, widths};
use super::super::widget::{Paper, Pen};
use super::delivery::{delivery_form, delivery_saved};
use super::{Turn, draw_title, lift_form, lift_saved};
use crate::domain::order::{Order, OrderState};
use crate::domain::user::OrdersSeen;
use crate::domain::view::{OrderFilter, OrderRow};
use crate::keymap::Action;
use crate::t;
use crate::text::{dates, labels};

const NARROW: [Width; 5] = [Width::Fixed(23), Width::Rest(1), Width::Fixed(9), Width::Fixed(9), Width::Fixed(11)];
const WIDE: [Width; 6] =
    [Width::Fixed(26), Width::Rest(2), Width::Fixed(10), Width::Fixed(10), Width::Fixed(12), Width::Rest(1)];

/// The list of orders.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    list: Option<String>,
    municipality: Option<String>,
    rows: Vec<OrderRow>,
    loaded: bool,
    cursor: Cursor,
}

impl Orders {
    /// Asks for the list.
    pub fn load(&self, desk: &mut Desk, fx: &mut Vec<Effect>) {
        let today = desk.today();
        let list = self.list.as_deref().unwrap_or("in-force");
        let filter = OrderFilter {
            in_force_on: matches!(list, "in-force" | "requested").then_some(today),
            ending_on: (list == "ending").then_some(today),
            without_letter: list == "no-letter",
            state: (list == "requested").then_some(OrderState::Requested),
            municipality: match desk.user.orders_seen() {
                OrdersSeen::Of(own) => Some(own),
                OrdersSeen::All | OrdersSeen::None => self.municipality.clone(),
            },
        };
        fx.push(Effect::LoadOrders { generation: desk.ask(Ask::Orders), filter });
    }

    /// The list arrived.
    pub fn arrived(&mut self, rows: &[OrderRow]) {
        self.rows = rows.to_vec();
        self.loaded = true;
        self.cursor.keep_inside(rows.len());
    }

    /// Does what an action means here.
    pub fn act(&mut self, desk: &mut Desk, action: Action, fx: &mut Vec<Effect>) -> Turn {
        match action {
            Action::Filter => desk.prompt = Some(self.form(desk)),
            Action::Open => {
                if let Some(record) = self.rows.get(self.cursor.at).map(|row| row.order.record) {
                    fx.push(Effect::LoadRecord { generation: desk.ask(Ask::Record(record)), record });
                }
            }
            Action::NoteDelivery => match self.rows.get(self.cursor.at).map(|row| &row.order) {
                Some(order) if order.has_letter() => desk.prompt = Some(delivery_form(order)),
                Some(_) => desk.say(t!(desk.lang, "refusal-no-letter")),
                None => desk.say(t!(desk.lang, "orders-empty")),
            },
            Action::LiftOrder => {
                let row = self.rows.get(self.cursor.at).filter(|row| row.order.is_in_force(desk.today()));
                match row.map(|row| row.order.id) {
                    Some(order) => desk.prompt = Some(lift_form(order)),
                    None => desk.say(t!(desk.lang, "refusal-order-not-in-force")),
                }
            }
            _ if self.cursor.act(action, self.rows.len(), rows(desk)) => {}
            _ => return Turn::Pass,
        }
        Turn::Done
    }

    fn form(&self, desk: &Desk) -> Prompt {
        let lists = ["in-force", "ending", "requested", "no-letter", ""].map(str::to_owned).to_vec();
        let keys = desk.office.municipalities.iter().map(|municipality| municipality.key.clone());
        let municipalities = std::iter::once(String::new()).chain(keys).collect();
        let fields = vec![
            Field::choice(Name::Orders, lists, self.list.as_deref().unwrap_or("in-force")),
            Field::choice(Name::Municipality, municipalities, self.municipality.as_deref().unwrap_or("")),
        ];
        Prompt { purpose: Purpose::OrderFilter, form: Form::new(fields) }
    }

    /// A form was saved.
    pub fn saved(&mut self, desk: &mut Desk, prompt: Prompt, fx: &mut Vec<Effect>) {
        match prompt.purpose {
            Purpose::Lift(order) => lift_saved(desk, order, prompt, fx),
            Purpose::Delivery(..) => delivery_saved(desk, prompt, fx),
            Purpose::OrderFilter => {
                self.list = Some(prompt.form.answer(&Name::Orders));
                self.municipality = prompt.form.given(&Name::Municipality);
                self.load(desk, fx);
            }
            _ => {}
        }
    }

    /// Draws it; says where the cursor stands.
    pub fn draw(&self, desk: &Desk, header: &mut Paper<'_>, body: &mut Paper<'_>) -> Option<Position> {
        let lang = desk.lang;
        let list = match self.list.as_deref().unwrap_or("in-force") {
            "in-force" => t!(lang, "tui-orders-in-force"),
            "ending" => t!(lang, "tui-orders-ending"),
            "requested" => t!(lang, "tui-orders-requested"),
            "no-letter" => t!(lang, "tui-orders-no-letter"),
            _ => t!(lang, "tui-any"),
        };
        draw_title(desk, header, &format!("{}: {list}", t!(lang, "screen-orders")));
        if self.rows.is_empty() {
            let text = if self.loaded { t!(lang, "orders-empty") } else { t!(lang, "queue-loading") };
            body.row(1).gap(2).put(&text, Tone::Muted);
            return Some(body.row(1).gap(2).position());
        }
        let columns: &[Width] = if body.width() >= 100 { &WIDE } else { &NARROW };
        let widths = widths(columns, body.width().saturating_sub(4));
        draw_headings(desk, &mut body.row(0), &widths);
        let start = self.cursor.page_start(rows(desk));
        let mut cursor = None;
        for (y, (at, row)) in (1u16..).zip(self.rows.iter().enumerate().skip(start).take(rows(desk))) {
            let mut pen = body.row(y);
            pen.put(if at == self.cursor.at { " > " } else { "   " }, Tone::Key);
            if at == self.cursor.at {
                cursor = Some(pen.position());
            }
            draw_row(desk, row, &mut pen, &widths);
        }
        cursor
    }
}

fn draw_headings(desk: &Desk, pen: &mut Pen<'_>, widths: &[usize]) {
    let lang = desk.lang;
    let texts = [
        t!(lang, "column-number"),
        t!(lang, "column-name"),
        t!(lang, "column-from"),
        t!(lang, "column-until"),
        t!(lang, "column-written"),
        t!(lang, "column-municipality"),
    ];
    pen.gap(3);
    for (text, width) in texts.iter().zip(widths) {
        pen.cell(text, *width, Tone::Muted).gap(1);
    }
}

fn draw_row(desk: &Desk, row: &OrderRow, pen: &mut Pen<'_>, widths: &[usize]) {
    let (lang, order) = (desk.lang, &row.order);
    let ends_today = order.to == desk.today();
    let municipality = order.municipality.as_deref().and_then(|key| desk.office.municipality(key));
    let cells = [
        (order.number.clone().unwrap_or_else(|| labels::rule_result(lang, order.result)), Tone::Plain),
        (row.name.clone(), Tone::Title),
        (dates::date_short(lang, order.from), Tone::Plain),
        (dates::date_short(lang, order.to), if ends_today { Tone::Due } else { Tone::Plain }),
        written(desk, order),
        (municipality.map_or(String::new(), |found| found.name.clone()), Tone::Plain),
    ];
    for ((text, tone), width) in cells.iter().zip(widths) {
        pen.cell(text, *width, *tone).gap(1);
    }
}

/// How it stands with the letter: its date, asked for, due, or none that would belong to it.
pub(super) fn written(desk: &Desk, order: &Order) -> (String, Tone) {
    let lang = desk.lang;
    match order.written_on(desk.zone()) {
        Some(day) => (dates::relative_date(lang, day, desk.today()), Tone::Muted),
        None if !order.has_letter() => (t!(lang, "tui-orders-no-letter-due"), Tone::Muted),
        None if order.state == OrderState::Requested => (labels::order_state(lang, order.state), Tone::Accent),
        None if order.is_written() => (t!(lang, "word-yes"), Tone::Muted),
        None => (t!(lang, "tui-not-written"), Tone::Due),
    }
}

fn rows(desk: &Desk) -> usize {
    desk.body_rows().saturating_sub(1).max(1)
}
