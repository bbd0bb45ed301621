//! The form for what the writing authority sent back about an order.

use chrono::NaiveDate;

use super::super::ask::Ask;
use super::super::desk::Desk;
use super::super::effect::Effect;
use super::super::prompt::{Prompt, Purpose};
use super::super::widget::form::{Field, Form, Name};
use super::super::words;
use crate::domain::decide::{Command, DeliveryNews};
use crate::domain::order::Order;
use crate::t;
use crate::text::dates;

/// File number, date of the letter, date of delivery: as they stand now.
pub(super) fn delivery_form(order: &Order) -> Prompt {
    let shown = |day: Option<NaiveDate>| day.map(dates::date_iso).unwrap_or_default();
    let fields = vec![
        Field::text(Name::FileNumber, order.foreign_number.as_deref().unwrap_or("")),
        Field::text(Name::WrittenOn, &shown(order.letter.written_on)),
        Field::text(Name::DeliveredOn, &shown(order.letter.delivered_on)),
    ];
    let number = order.number.clone().unwrap_or_else(|| "–".to_owned());
    Prompt { purpose: Purpose::Delivery(order.id, number), form: Form::new(fields) }
}

/// The form was saved; a date that is none is asked for again.
pub(super) fn delivery_saved(desk: &mut Desk, mut prompt: Prompt, fx: &mut Vec<Effect>) {
    let Purpose::Delivery(order, _) = prompt.purpose else { return };
    let date = |name: Name| match prompt.form.given(&name) {
        None => Ok(None),
        Some(text) => words::date(&text, desk.today()).map(Some).ok_or(name),
    };
    let dates = date(Name::WrittenOn).and_then(|written| Ok((written, date(Name::DeliveredOn)?)));
    match dates {
        Ok((written_on, delivered_on)) => {
            let news = DeliveryNews { file_number: prompt.form.given(&Name::FileNumber), written_on, delivered_on };
            desk.perform(Ask::Delivery, Command::NoteDelivery { order, news, replace: true }, fx);
        }
        Err(name) => {
            prompt.form.fail(&name, t!(desk.lang, "tui-not-a-date"));
            desk.prompt = Some(prompt);
        }
    }
}
