//! Answers of the shell. One that nobody waits for any more is dropped; a lease that comes with it is given back.

use super::act;
use super::ask::Ask;
use super::effect::{Effect, Generation};
use super::keep;
use super::model::Model;
use super::msg::{Reply, Served};
use super::people;
use super::screen::call::CallScreen;
use super::screen::ordering::Ordering;
use super::screen::record::RecordScreen;
use super::screen::{Kind, Screen};
use super::words;
use crate::domain::decide::{Command, Receipt, Refusal};
use crate::domain::id::{CallId, OrderId, RecordId};
use crate::domain::view::RecordSheet;
use crate::t;
use crate::text::dates;

/// An answer came.
pub fn reply(model: &mut Model, generation: Generation, reply: Reply, fx: &mut Vec<Effect>) {
    let Some(ask) = model.desk.asked.answered(generation) else {
        if let Reply::Served(served) = reply {
            model.desk.perform(Ask::Release, Command::Release { token: served.lease.token }, fx);
        }
        return;
    };
    let saved = !matches!(reply, Reply::Refused(_) | Reply::RefusedOne(..) | Reply::Failed(_));
    answer(model, &ask, reply, fx);
    keep::answered(&mut model.desk, generation, saved);
}

fn answer(model: &mut Model, ask: &Ask, reply: Reply, fx: &mut Vec<Effect>) {
    match reply {
        Reply::Served(served) => serve(model, ask, *served),
        Reply::NothingReady(at) => nothing_ready(model, at, fx),
        Reply::OutOfHours(opens) => {
            nothing_ready(model, Some(opens), fx);
            let when = dates::nearest_moment(model.desk.lang, opens, model.desk.now, model.desk.zone());
            model.desk.say(t!(model.desk.lang, "tui-out-of-hours", when = when));
        }
        Reply::Queue(rows, more) => model.queue.arrived(&mut model.desk, ask, rows, more, fx),
        Reply::Counts(counts, day) => {
            model.desk.counts = counts;
            model.desk.day = day;
        }
        Reply::Record(sheet) => record(model, ask, sheet),
        Reply::Why(why) => model.queue.why_arrived(why),
        Reply::Mates(sheets) => {
            if let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut) {
                call.mates_arrived(&mut model.desk, &sheets, fx);
            }
        }
        Reply::Done(receipt) => done(model, ask, &receipt, fx),
        Reply::DoneAll(receipts) => all_done(model, ask, &receipts, fx),
        Reply::Refused(refusal) => refused(model, ask, &refusal, fx),
        Reply::RefusedOne(at, refusal) => refused_one(model, ask, at, &refusal, fx),
        Reply::Exported(destination, number, records, folder) => {
            exported(model, &destination, number, records, &folder, fx);
        }
        Reply::Failed(text) => failed(model, ask, text),
        Reply::Room(state) => model.desk.room = *state,
        Reply::BulkDone(calls) => bulk_done(model, ask, calls, fx),
        Reply::Hits(_)
        | Reply::Candidates(_)
        | Reply::Decisions(_)
        | Reply::Orders(_)
        | Reply::Batches(..)
        | Reply::Board(_) => {
            for screen in &mut model.stack {
                screen.arrived(&reply);
            }
        }
    }
}

/// A call was claimed: it lies on top, in place of one that is settled.
fn serve(model: &mut Model, ask: &Ask, served: Served) {
    if let Ask::Turn(_) = ask
        && let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut)
    {
        return call.turn_to(&mut model.desk, served);
    }
    if let Ask::Back(_) = ask
        && let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut)
    {
        return call.went_back(&mut model.desk, served);
    }
    let incoming = matches!(ask, Ask::Open { incoming: Some(_) } | Ask::OpenAdded { incoming: true, .. });
    if let Some(at) =
        model.stack.iter().position(|screen| screen.as_call().is_some_and(|call| call.holds(&served.lease)))
    {
        return rings_back(model, at);
    }
    while model.stack.last().is_some_and(|top| top.as_call().is_none_or(|call| !call.is_open())) {
        model.stack.pop();
    }
    let now = model.desk.now;
    if let Some(open) = model.call_mut().filter(|call| call.is_open()) {
        open.park(now);
    }
    let undone = model.last_logged.take_if(|logged| logged.is(served.sheet.call.id) && !incoming && logged.is_undone());
    let call = if let Some(logged) = undone {
        logged.taken_back(&mut model.desk, served)
    } else {
        model.desk.message = None;
        CallScreen::new(&mut model.desk, served, incoming)
    };
    model.stack.push(Screen::Call(Box::new(call)));
}

/// The person whose call lies open rings: it goes on as one that came in.
fn rings_back(model: &mut Model, at: usize) {
    model.stack.truncate(at + 1);
    model.desk.message = None;
    if let Some(call) = model.call_mut() {
        call.rings_back();
    }
}

fn nothing_ready(model: &mut Model, at: Option<crate::domain::time::Moment>, fx: &mut Vec<Effect>) {
    if model.call().is_some_and(|call| !call.is_open()) {
        model.stack.retain(|screen| screen.kind() != Kind::Call);
    }
    let (lang, now, zone) = (model.desk.lang, model.desk.now, model.desk.zone());
    model.queue.wakes_at(at);
    let text = match at {
        Some(at) => t!(lang, "tui-nothing-ready-until", when = dates::nearest_moment(lang, at, now, zone)),
        None => t!(lang, "tui-nothing-ready"),
    };
    act::refresh_queue(model, fx);
    model.desk.say(text);
}

fn record(model: &mut Model, ask: &Ask, sheet: Box<RecordSheet>) {
    let id: RecordId = sheet.record.id;
    if let Ask::Renew(_) = ask {
        for screen in &mut model.stack {
            screen.renew(&model.desk, &sheet);
        }
        return;
    }
    let shown = model.stack.iter_mut().rev().find_map(Screen::as_record_mut);
    match shown.filter(|screen| screen.id() == id) {
        Some(screen) => screen.renew(sheet),
        None => model.stack.push(Screen::Record(Box::new(RecordScreen::new(sheet)))),
    }
}

/// One thing was done to several calls; after handing on what was left, the program ends.
fn bulk_done(model: &mut Model, ask: &Ask, calls: usize, fx: &mut Vec<Effect>) {
    model.desk.room.left.clear();
    model.desk.ask_room(fx);
    if *ask == Ask::PassOn {
        act::quit(model, fx);
        return;
    }
    model.queue.untick();
    refresh_visible(model, fx);
    model.desk.say_done(t!(model.desk.lang, "room-calls-changed", n = calls));
}

fn refresh_visible(model: &mut Model, fx: &mut Vec<Effect>) {
    match model.stack.last_mut() {
        Some(screen) => screen.refresh(&mut model.desk, fx),
        None => model.queue.refresh(&mut model.desk, fx),
    }
}

fn done(model: &mut Model, ask: &Ask, receipt: &Receipt, fx: &mut Vec<Effect>) {
    let text = words::receipt(&model.desk, receipt);
    match ask {
        Ask::Log(call) => logged(model, *call, std::slice::from_ref(receipt), fx),
        Ask::Add { incoming } => people::added(model, *incoming, receipt, text, fx),
        Ask::Capture(case) => people::captured(model, *case, text, fx),
        Ask::Person(record) | Ask::Household(record) => people::changed(model, *record, receipt, text, fx),
        Ask::PutBack(call) => {
            model.stack.retain(|screen| !screen.as_call().is_some_and(|screen| screen.is(*call)));
            act::take_up_parked(model, fx);
            model.queue.refresh(&mut model.desk, fx);
            model.desk.say_done(text);
        }
        Ask::Order(order) => {
            model.desk.say_done(text.clone());
            if let Some(table) = ordering(model, *order) {
                table.ordered(*order, &text);
                let record = table.record();
                super::screen::reload(&mut model.desk, record, fx);
            } else if let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut) {
                call.issued(receipt);
                call.ordered(&mut model.desk, *order, &text, fx);
            }
            model.queue.ask_counts(&mut model.desk, fx);
        }
        Ask::Dial => {
            if let (Receipt::Claimed(lease) | Receipt::Renewed(lease), Some(call)) = (receipt, model.call_mut()) {
                call.renew(lease);
            }
        }
        Ask::Settle(call) => {
            model.stack.retain(|screen| !screen.as_call().is_some_and(|screen| screen.is(*call)));
            model.queue.refresh(&mut model.desk, fx);
            model.desk.ask_room(fx);
            model.desk.say_done(text);
        }
        Ask::Room => {
            model.desk.ask_room(fx);
            refresh_visible(model, fx);
            model.desk.say_done(text);
        }
        Ask::Undo => undone(model, receipt, text, fx),
        Ask::Open { incoming: Some(record) } => {
            let record = *record;
            model.desk.warn(text);
            fx.push(Effect::LoadRecord { generation: model.desk.ask(Ask::Record(record)), record });
        }
        Ask::Unpark(call) => {
            let screen = model.stack.iter_mut().filter_map(Screen::as_call_mut).find(|screen| screen.is(*call));
            if let (Receipt::Renewed(lease), Some(screen)) = (receipt, screen) {
                screen.renew(lease);
            }
        }
        Ask::Release | Ask::Facts | Ask::Confirmed => {}
        _ => {
            model.desk.say_done(text);
            if let Some(screen) = model.stack.last_mut() {
                screen.refresh(&mut model.desk, fx);
            } else {
                model.queue.refresh(&mut model.desk, fx);
            }
        }
    }
}

/// Several commands were done.
fn all_done(model: &mut Model, ask: &Ask, receipts: &[Receipt], fx: &mut Vec<Effect>) {
    match ask {
        Ask::Log(call) => logged(model, *call, receipts, fx),
        Ask::OrdersFor(orders) => {
            let text = t!(model.desk.lang, "tui-receipt-orders", n = receipts.len());
            model.desk.say_done(text);
            if let Some(table) = orders.first().and_then(|order| ordering(model, *order)) {
                let record = table.record();
                let texts: Vec<String> = receipts.iter().map(|receipt| words::receipt(&model.desk, receipt)).collect();
                if let Some(table) = orders.first().and_then(|order| ordering(model, *order)) {
                    orders.iter().zip(&texts).for_each(|(order, text)| table.ordered(*order, text));
                }
                super::screen::reload(&mut model.desk, record, fx);
            } else if let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut) {
                call.all_ordered(&mut model.desk, orders, receipts, fx);
            }
            model.queue.ask_counts(&mut model.desk, fx);
        }
        Ask::Person(record) => people::all_changed(model, *record, receipts, fx),
        _ => {
            if let Some(last) = receipts.last() {
                done(model, ask, last, fx);
            }
        }
    }
}

/// The table of a record that gave this order.
fn ordering(model: &mut Model, order: OrderId) -> Option<&mut Ordering> {
    model.stack.iter_mut().rev().filter_map(Screen::as_ordering_mut).find(|table| table.gave(order))
}

fn logged(model: &mut Model, call: CallId, receipts: &[Receipt], fx: &mut Vec<Effect>) {
    if let Some(screen) = model.stack.iter_mut().filter_map(Screen::as_call_mut).find(|screen| screen.is(call)) {
        model.desk.message = None;
        let next = screen.logged(&mut model.desk, receipts, fx);
        if let Some(text) = screen.receipt().map(str::to_owned) {
            model.last_logged = Some(Box::new(screen.clone()));
            after_logging(model, &text, next, fx);
        }
    }
    model.queue.ask_counts(&mut model.desk, fx);
}

/// One of several commands was refused: none was done.
fn refused_one(model: &mut Model, ask: &Ask, at: usize, refusal: &Refusal, fx: &mut Vec<Effect>) {
    let text = words::refusal(&model.desk, refusal);
    model.desk.warn(text.clone());
    model.quit_when_saved = false;
    if let Ask::OrdersFor(orders) = ask
        && let Some(table) = orders.first().and_then(|order| ordering(model, *order))
    {
        return table.one_refused(orders, at, &text, refusal);
    }
    let call = model.stack.iter_mut().rev().find_map(Screen::as_call_mut);
    match (ask, call) {
        (Ask::Log(_), Some(call)) => call.refused_one(&mut model.desk, at, refusal, fx),
        (Ask::OrdersFor(orders), Some(call)) => call.one_order_refused(orders, at, &text, refusal),
        _ => refused(model, ask, refusal, fx),
    }
}

/// What was asked for while the outcome was being saved.
fn after_logging(model: &mut Model, receipt: &str, next: bool, fx: &mut Vec<Effect>) {
    if act::take_up_parked(model, fx) {
        let mut said = t!(model.desk.lang, "tui-back-to-parked-after", receipt = receipt);
        if let Some(hint) = words::undo_hint(&model.desk, Some(model.desk.now)) {
            said = format!("{said} · {hint}");
        }
        model.desk.say_done(said);
        model.quit_when_saved = false;
    } else if std::mem::take(&mut model.quit_when_saved) {
        act::quit(model, fx);
    } else if next {
        act::next(model, fx);
    }
}

/// An outcome was taken back: its call lies open again, and what is in progress is parked for it.
fn undone(model: &mut Model, receipt: &Receipt, text: String, fx: &mut Vec<Effect>) {
    model.queue.ask_counts(&mut model.desk, fx);
    let Receipt::Undone { call, lease, .. } = receipt else { return model.desk.say_done(text) };
    if let Some(lease) = lease
        && let Some(screen) = model.stack.iter_mut().filter_map(Screen::as_call_mut).find(|call| call.goes_on(lease))
    {
        let stay = screen.goes_back(lease, &model.desk, fx);
        model.desk.say_done(stay.map_or(text.clone(), |stay| format!("{text} · {stay}")));
        fx.push(Effect::Open { generation: model.desk.ask(Ask::Back(*call)), call: *call });
        return;
    }
    let logged = model.last_logged.as_mut().filter(|logged| logged.is(*call));
    let stay = logged.and_then(|logged| {
        logged.undone();
        logged.orders_that_stay(&model.desk)
    });
    model.desk.say_done(stay.map_or(text.clone(), |stay| format!("{text} · {stay}")));
    fx.push(Effect::TakeUp { generation: model.desk.ask(Ask::Open { incoming: None }), call: *call });
}

fn refused(model: &mut Model, ask: &Ask, refusal: &Refusal, fx: &mut Vec<Effect>) {
    let text = words::refusal(&model.desk, refusal);
    model.desk.warn(text.clone());
    model.quit_when_saved = false;
    match ask {
        Ask::Add { .. } | Ask::Capture(_) => people::refused(model, Some(refusal), &text),
        Ask::OpenAdded { record, .. } => people::open_record(model, *record, fx),
        Ask::Log(_) | Ask::PutBack(_) | Ask::Dial | Ask::Unpark(_) => {
            if let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut) {
                call.refused(&mut model.desk, refusal, fx);
            }
        }
        Ask::Order(order) => {
            if let Some(table) = ordering(model, *order) {
                table.refused(*order, &text, refusal);
            } else if let Some(call) = model.call_mut() {
                call.order_refused(*order, &text, refusal);
            }
        }
        Ask::Turn(_) | Ask::Back(_) => {
            if let Some(call) = model.stack.iter_mut().rev().find_map(Screen::as_call_mut) {
                call.not_turned();
            }
        }
        Ask::Serve | Ask::Open { .. } if model.stack.is_empty() => model.queue.refresh(&mut model.desk, fx),
        _ => {}
    }
}

fn failed(model: &mut Model, ask: &Ask, text: String) {
    model.quit_when_saved = false;
    if matches!(ask, Ask::Add { .. } | Ask::Capture(_)) {
        people::refused(model, None, &text);
    }
    if let Some(table) = model.stack.iter_mut().rev().find_map(Screen::as_ordering_mut) {
        table.failed(ask);
    }
    if let Some(call) = model.call_mut() {
        call.failed(ask);
    }
    model.queue.failed(ask);
    model.desk.warn(text);
}

fn exported(
    model: &mut Model,
    destination: &str,
    number: Option<u32>,
    records: u64,
    folder: &str,
    fx: &mut Vec<Effect>,
) {
    let lang = model.desk.lang;
    match number {
        Some(number) => model.desk.say_done(t!(
            lang,
            "tui-exported",
            destination = destination,
            number = number,
            records = records,
            folder = folder
        )),
        None => model.desk.say(t!(lang, "tui-nothing-to-export", destination = destination)),
    }
    let message = model.desk.message.take();
    if let Some(screen) = model.stack.last_mut() {
        screen.refresh(&mut model.desk, fx);
    }
    model.desk.message = message;
}
