//! What follows where a person was added or changed: where the screen goes, and what on it is no longer true.

use super::ask::Ask;
use super::effect::Effect;
use super::model::Model;
use super::screen::{Kind, Screen, reload};
use super::words;
use crate::domain::decide::{Receipt, Refusal};
use crate::domain::id::RecordId;

/// A person was added: their call lies open at once, or their record where a call is open here already.
pub fn added(model: &mut Model, incoming: bool, receipt: &Receipt, text: String, fx: &mut Vec<Effect>) {
    let Receipt::Added { record, call, .. } = receipt else { return };
    model.desk.kept.new = None;
    model.stack.retain(|screen| screen.kind() != Kind::New);
    model.desk.say_done(text);
    if incoming {
        // They are on the line: a call in progress is parked for them.
        let generation = model.desk.ask(Ask::OpenAdded { record: *record, incoming });
        return fx.push(Effect::TakeIncoming { generation, record: *record });
    }
    let in_a_call = model.call().is_some_and(super::screen::call::CallScreen::is_open);
    match call.filter(|(_, reason)| reason.telephones() && !in_a_call) {
        Some((call, _)) => {
            let generation = model.desk.ask(Ask::OpenAdded { record: *record, incoming });
            fx.push(Effect::Open { generation, call });
        }
        None => open_record(model, *record, fx),
    }
}

/// The record of somebody who was added.
pub fn open_record(model: &mut Model, record: RecordId, fx: &mut Vec<Effect>) {
    fx.push(Effect::LoadRecord { generation: model.desk.ask(Ask::Record(record)), record });
}

/// A contact was captured: the list grows.
pub fn captured(model: &mut Model, case: RecordId, text: String, fx: &mut Vec<Effect>) {
    for screen in &mut model.stack {
        if let Screen::Capture(capture) = screen {
            capture.added();
        }
    }
    model.desk.say_done(text);
    reload(&mut model.desk, case, fx);
}

/// A person or their numbers were changed: what shows them is fetched again; a search for a number that was found is over.
pub fn changed(model: &mut Model, record: RecordId, receipt: &Receipt, text: String, fx: &mut Vec<Effect>) {
    if let Receipt::Renumbered { found: Some(_), .. } = receipt {
        for call in model.stack.iter_mut().filter_map(Screen::as_call_mut) {
            call.found_number(record, &text);
        }
    }
    if let Receipt::Housed(housed) = receipt
        && let Some(lease) = &housed.lease
    {
        model.stack.iter_mut().filter_map(Screen::as_call_mut).for_each(|call| call.renew(lease));
    }
    model.desk.say_done(text);
    reload(&mut model.desk, record, fx);
}

/// Several things were changed of a person in one step.
pub fn all_changed(model: &mut Model, record: RecordId, receipts: &[Receipt], fx: &mut Vec<Effect>) {
    let texts: Vec<String> = receipts.iter().map(|receipt| words::receipt(&model.desk, receipt)).collect();
    for receipt in receipts {
        changed(model, record, receipt, texts.join(" · "), fx);
    }
}

/// Somebody was not added: why stands where it was typed.
pub fn refused(model: &mut Model, refusal: Option<&Refusal>, why: &str) {
    let lang = model.desk.lang;
    for screen in &mut model.stack {
        match screen {
            Screen::New(new) => new.refused(&model.desk, refusal, why),
            Screen::Capture(capture) => capture.refused(lang, refusal, why),
            _ => {}
        }
    }
    model.desk.message = None;
}
