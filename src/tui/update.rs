//! A message comes in, the state changes, requests go out. Dispatch only; the screens decide.

use super::act;
use super::effect::Effect;
use super::keep;
use super::keys;
use super::model::{DRAFT_AFTER, Model};
use super::msg::Msg;
use super::reply;
use super::screen::call::CallScreen;
use super::screen::{Kind, Screen};
use crate::domain::id::CallId;
use crate::domain::time::Moment;

/// Takes a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut fx = Vec::new();
    let (hangup, drawing) = (msg == Msg::Hangup, msg == Msg::Drawn);
    let before = visible_call(model);
    match msg {
        Msg::Key(key) => keys::key(model, key.normal(), &mut fx),
        Msg::Burst(keys) => keys::burst(model, &keys, &mut fx),
        Msg::Paste(text) => keys::paste(model, &text, &mut fx),
        Msg::Resize(columns, rows) => resize(model, columns, rows, &mut fx),
        Msg::Now(now) => time_passes(model, now),
        Msg::Quiet => keys::quiet(model, &mut fx),
        Msg::Drawn => drawn(model),
        Msg::Changed => refresh(model, &mut fx),
        Msg::Reply(generation, answer) => reply::reply(model, generation, answer, &mut fx),
        Msg::Told(unread) => model.desk.told(unread),
        Msg::Resume(call) => act::open(model, call, &mut fx),
        Msg::Kept(draft) => keep::take_up(model, &draft),
        Msg::Hangup => {}
    }
    if visible_call(model) != before {
        hide(model);
    }
    if !drawing {
        keep::go_back(model, &mut fx);
        let ends = hangup || fx.contains(&Effect::Quit);
        keep_drafts(model, ends, &mut fx);
    }
    fx
}

fn visible_call(model: &Model) -> Option<CallId> {
    model.stack.last().and_then(Screen::as_call).map(CallScreen::id)
}

/// Another call lies open now: keys count for it only once it was drawn.
fn hide(model: &mut Model) {
    if let Some(Screen::Call(call)) = model.stack.last_mut() {
        call.unsee();
    }
}

fn resize(model: &mut Model, columns: u16, rows: u16, fx: &mut Vec<Effect>) {
    model.desk.size = (columns, rows);
    model.queue.resized(&mut model.desk, fx);
}

fn time_passes(model: &mut Model, now: Moment) {
    model.desk.now = now;
    let idle = now - model.last_key;
    if model.lock_after.is_some_and(|limit| idle >= limit) {
        model.locked = true;
    }
}

fn drawn(model: &mut Model) {
    if let (false, Some(Screen::Call(call))) = (model.locked, model.stack.last_mut()) {
        call.drawn();
    }
}

/// Another process changed something: what is visible is fetched again.
fn refresh(model: &mut Model, fx: &mut Vec<Effect>) {
    model.desk.ask_room(fx);
    match model.stack.last_mut() {
        None => model.queue.refresh(&mut model.desk, fx),
        Some(screen) => screen.refresh(&mut model.desk, fx),
    }
}

/// Keeps what was typed: when its field is left, when it has stood for a while, when the line goes.
fn keep_drafts(model: &mut Model, now_or_never: bool, fx: &mut Vec<Effect>) {
    let writing = model.path().first().is_some_and(|focus| focus.takes_text());
    let waited = model.last_draft.is_none_or(|last| model.desk.now - last >= DRAFT_AFTER);
    model.draft_due = model.last_draft.map(|last| last + DRAFT_AFTER).filter(|_| writing && !waited && !now_or_never);
    if model.draft_due.is_some() {
        return;
    }
    let draft = keep::draft(model);
    if draft != model.kept {
        model.kept.clone_from(&draft);
        model.last_draft = Some(model.desk.now);
        fx.push(match draft {
            Some(draft) => Effect::KeepDraft { record: None, draft },
            None => Effect::DropDraft { record: None },
        });
    }
    let prompt = model.open_form().cloned();
    let calls = model.stack.iter_mut().rev().filter(|screen| screen.kind() == Kind::Call);
    for (depth, call) in calls.filter_map(Screen::as_call_mut).enumerate() {
        let prompt = prompt.as_ref().filter(|_| depth == 0);
        if let Some(draft) = call.take_draft(prompt) {
            fx.push(draft);
            model.last_draft = Some(model.desk.now);
        }
    }
}
