//! What actions do: questions and forms first, then the visible screen, then what works everywhere.

use super::ask::{Ask, Landing};
use super::effect::Effect;
use super::keep;
use super::model::Model;
use super::prompt::{Confirm, Purpose};
use super::room::{self, Matter};
use super::screen::call::CallScreen;
use super::screen::help::Help;
use super::screen::leaving::Leaving;
use super::screen::new::New;
use super::screen::palette::Palette;
use super::screen::search::Search;
use super::screen::{Kind, Screen, Turn};
use crate::domain::decide::Command;
use crate::domain::id::CallId;
use crate::keymap::Action;
use crate::t;

/// Does it.
pub fn act(model: &mut Model, action: Action, fx: &mut Vec<Effect>) {
    if model.locked {
        model.locked = action != Action::Unlock;
        return redraw_if(action, fx);
    }
    if let Some(confirm) = model.desk.confirm.take() {
        return answer(model, confirm, action, fx);
    }
    if model.desk.prompt.is_some() && in_form(model, action, fx) {
        return;
    }
    let had_form = model.desk.prompt.is_some();
    let turn = match model.stack.last_mut() {
        Some(screen) => screen.act(&mut model.desk, action, fx),
        None => model.queue.act(&mut model.desk, action, fx),
    };
    take_turn(model, turn, action, fx);
    if !had_form {
        keep::opened(&mut model.desk);
    }
}

/// Where the screen says to go.
pub fn take_turn(model: &mut Model, turn: Turn, action: Action, fx: &mut Vec<Effect>) {
    match turn {
        Turn::Done => {}
        Turn::Pass => everywhere(model, action, fx),
        Turn::Leave => leave(model, fx),
        Turn::Enter(screen) => model.stack.push(*screen),
        Turn::Instead(action) => {
            model.stack.pop();
            act(model, action, fx);
        }
        Turn::Serve => serve_next(model, fx),
    }
}

/// Back to the screen below, which is fetched again if it is the queue.
pub fn leave(model: &mut Model, fx: &mut Vec<Effect>) {
    model.desk.prompt = match model.stack.pop() {
        Some(Screen::Leaving(mut leaving)) => leaving.take_form(),
        _ => None,
    };
    if model.stack.is_empty() {
        model.queue.refresh(&mut model.desk, fx);
    }
    take_up_parked(model, fx);
}

/// The telephone rings. What is in progress can be parked once.
fn incoming(model: &mut Model) {
    if model.tokens().len() > 1 {
        model.desk.warn(t!(model.desk.lang, "tui-one-parked"));
    } else {
        model.stack.push(Screen::Search(Search::incoming()));
    }
}

/// Where the call on top is settled or gone, the parked one lies open again; says whether one does.
pub fn take_up_parked(model: &mut Model, fx: &mut Vec<Effect>) -> bool {
    if model.stack.iter().any(|screen| screen.as_call().is_some_and(|call| call.is_open() && !call.is_parked())) {
        return false;
    }
    let Some(at) = open_call(model) else { return false };
    let between = model.stack.iter().skip(at + 1).any(|screen| screen.as_call().is_none());
    if between {
        return false;
    }
    model.stack.truncate(at + 1);
    if let Some(Screen::Call(call)) = model.stack.last_mut() {
        call.unpark(&mut model.desk, fx);
    }
    true
}

fn redraw_if(action: Action, fx: &mut Vec<Effect>) {
    if action == Action::Redraw {
        fx.push(Effect::Redraw);
    }
}

fn everywhere(model: &mut Model, action: Action, fx: &mut Vec<Effect>) {
    match action {
        Action::Next => next(model, fx),
        Action::Search => model.stack.push(Screen::Search(Search::default())),
        Action::New => new(model, fx),
        Action::Incoming => incoming(model),
        Action::Undo => model.desk.perform(Ask::Undo, Command::Undo, fx),
        Action::Help => model.stack.push(Screen::Help(Help::new(model.path_below()))),
        Action::Palette => model.stack.push(Screen::Palette(Palette::new(model.path_below()))),
        Action::Back if !model.stack.is_empty() => leave(model, fx),
        Action::GoQueue => go_home(model, fx),
        Action::GoOrders => go(model, Kind::Orders, fx),
        Action::GoBatches => go(model, Kind::Batches, fx),
        Action::GoBoard => go(model, Kind::Board, fx),
        Action::GoDecisions => go(model, Kind::Decisions, fx),
        Action::Pause => pause(model, fx),
        Action::TellAll => model.desk.prompt = Some(room::form(&model.desk, Matter::TellAll)),
        Action::ShiftNote => model.desk.prompt = Some(room::form(&model.desk, Matter::ShiftNote)),
        Action::ToggleLanguage => {
            model.desk.lang = model.desk.lang.other();
            fx.push(Effect::SetLanguage(model.desk.lang));
        }
        Action::Redraw => fx.push(Effect::Redraw),
        Action::Lock => model.locked = true,
        Action::Quit => quit(model, fx),
        _ => {}
    }
}

/// A person who is not in the system yet; what was searched for in vain is the beginning of the name.
fn new(model: &mut Model, fx: &mut Vec<Effect>) {
    if let Some(at) = model.stack.iter().position(|screen| screen.kind() == Kind::New) {
        let covered = model.stack.iter().skip(at).any(|screen| screen.kind() == Kind::Call);
        if !covered {
            return model.stack.truncate(at + 1);
        }
    }
    let (incoming, name) = match model.stack.last() {
        Some(Screen::Search(search)) => search.typed(),
        _ => (false, String::new()),
    };
    let screen = New::begin(&mut model.desk, incoming, &name, fx);
    model.stack.push(Screen::New(Box::new(screen)));
}

/// Asks for the next call, unless one is open here or on its way.
pub fn next(model: &mut Model, fx: &mut Vec<Effect>) {
    if let Some(left) = model.call().map(CallScreen::left_open).filter(|left| *left > 0) {
        model.desk.confirm = Some(Confirm::LeaveRest(left));
        return;
    }
    if model.call().is_some_and(|call| call.is_open() && !call.is_parked()) {
        model.desk.warn(t!(model.desk.lang, "tui-call-still-open"));
        return;
    }
    if let Some(parked) = open_call(model) {
        model.stack.truncate(parked + 1);
        take_up_parked(model, fx);
        model.desk.say(t!(model.desk.lang, "tui-back-to-parked"));
    } else {
        serve_next(model, fx);
    }
}

/// Those of the telephone call who are left without an outcome go back into the queue.
fn leave_rest(model: &mut Model, fx: &mut Vec<Effect>) {
    if let Some(token) = model.call().and_then(CallScreen::token) {
        model.desk.perform(Ask::Release, Command::Release { token }, fx);
    }
    if let Some(at) = model.stack.iter().rposition(|screen| screen.kind() == Kind::Call) {
        model.stack.remove(at);
    }
    next(model, fx);
}

/// Asks for the next call.
pub fn serve_next(model: &mut Model, fx: &mut Vec<Effect>) {
    if model.desk.asked.awaits(Ask::is_for_a_call) {
        return;
    }
    model.desk.say(t!(model.desk.lang, "tui-serving"));
    let (generation, filter) = (model.desk.ask(Ask::Serve), model.desk.filter.clone());
    fx.push(Effect::ServeNext { generation, filter });
}

/// Asks for this call, unless one is on its way.
pub fn open(model: &mut Model, call: CallId, fx: &mut Vec<Effect>) {
    if model.desk.asked.awaits(Ask::is_for_a_call) {
        return;
    }
    model.desk.say(t!(model.desk.lang, "tui-serving"));
    fx.push(Effect::Open { generation: model.desk.ask(Ask::Open { incoming: None }), call });
}

/// Where in the stack the topmost open call lies.
fn open_call(model: &Model) -> Option<usize> {
    model.stack.iter().rposition(|screen| screen.as_call().is_some_and(CallScreen::is_open))
}

fn go_home(model: &mut Model, fx: &mut Vec<Effect>) {
    if let Some(at) = open_call(model) {
        model.stack.truncate(at + 1);
        take_up_parked(model, fx);
        model.desk.warn(t!(model.desk.lang, "tui-call-still-open"));
    } else {
        model.stack.clear();
        model.queue.refresh(&mut model.desk, fx);
    }
}

fn go(model: &mut Model, kind: Kind, fx: &mut Vec<Effect>) {
    if let Some(at) = model.stack.iter().position(|screen| screen.kind() == kind) {
        let open_above = model.stack.iter().skip(at).any(|screen| screen.kind() == Kind::Call);
        if !open_above {
            model.stack.truncate(at + 1);
            return;
        }
    }
    model.stack.extend(Screen::of(kind, &mut model.desk, fx));
}

/// Leaves the program: what of one's own would be forgotten is listed first, and a second time it is left anyway.
pub fn quit(model: &mut Model, fx: &mut Vec<Effect>) {
    let listed = model.stack.last().is_some_and(|top| top.kind() == Kind::Leaving);
    let saving = model.call().is_some_and(CallScreen::is_being_logged);
    if listed || saving || model.desk.room.left.is_empty() {
        unlist(model);
        return leave_program(model, fx);
    }
    let form = model.desk.prompt.take();
    model.stack.push(Screen::Leaving(Leaving::over(form)));
}

/// The list of what is left goes, and the form below it lies open again.
fn unlist(model: &mut Model) {
    for screen in &mut model.stack {
        if let Screen::Leaving(leaving) = screen {
            model.desk.prompt = leaving.take_form().or_else(|| model.desk.prompt.take());
        }
    }
    model.stack.retain(|screen| screen.kind() != Kind::Leaving);
}

/// Leaves, and asks once where something is open. What is being saved is waited for.
fn leave_program(model: &mut Model, fx: &mut Vec<Effect>) {
    if model.call().is_some_and(CallScreen::is_being_logged) {
        model.quit_when_saved = true;
        return;
    }
    let in_call = |purpose: &Purpose| matches!(purpose, Purpose::Outcome(_) | Purpose::CallNote | Purpose::PutBack);
    let keeps = |purpose: &Purpose| keep::keeps(purpose) || (in_call(purpose) && model.call().is_some());
    let open = model.desk.prompt.as_ref().filter(|open| open.form.has_text());
    let typed = open.is_some() || model.stack.iter().any(Screen::holds_text);
    if open.is_some_and(|open| !keeps(&open.purpose)) {
        model.desk.confirm = Some(Confirm::QuitLosing);
    } else if !model.tokens().is_empty() {
        model.desk.confirm = Some(Confirm::Quit);
    } else if typed {
        model.desk.confirm = Some(Confirm::QuitKeeping);
    } else {
        fx.push(Effect::Quit);
    }
}

/// Makes a pause, or comes back from it.
fn pause(model: &mut Model, fx: &mut Vec<Effect>) {
    if open_call(model).is_some() {
        model.desk.warn(t!(model.desk.lang, "tui-call-still-open"));
    } else if model.desk.own_pause().is_some() {
        model.desk.perform(Ask::Room, Command::Resume, fx);
    } else {
        model.desk.prompt = Some(room::form(&model.desk, Matter::Pause));
    }
}

fn answer(model: &mut Model, confirm: Confirm, action: Action, fx: &mut Vec<Effect>) {
    match action {
        Action::Yes => confirmed(model, confirm, fx),
        Action::No if confirm.outcome_either_way().is_some() => {
            if let (Some(outcome), Some(Screen::Call(call))) = (confirm.outcome_either_way(), model.stack.last_mut()) {
                call.log_confirmed(&mut model.desk, outcome, fx);
            }
        }
        Action::No if matches!(confirm, Confirm::Moves(..)) => correct_person(model, confirm, false, fx),
        Action::No => model.desk.say(t!(model.desk.lang, "tui-nothing-done")),
        _ => {
            model.desk.confirm = Some(confirm);
            redraw_if(action, fx);
        }
    }
}

fn confirmed(model: &mut Model, confirm: Confirm, fx: &mut Vec<Effect>) {
    match confirm {
        Confirm::Quit | Confirm::QuitKeeping | Confirm::QuitLosing => fx.push(Effect::Quit),
        Confirm::Outcome(outcome) => {
            if let Some(Screen::Call(call)) = model.stack.last_mut() {
                call.log_confirmed(&mut model.desk, outcome, fx);
            }
        }
        Confirm::OrderSpoken(outcome, ..) | Confirm::OrderProposed(outcome, ..) => {
            if let Some(Screen::Call(call)) = model.stack.last_mut() {
                call.log_with_order(&mut model.desk, outcome, fx);
            }
        }
        Confirm::LeaveRest(_) => leave_rest(model, fx),
        Confirm::LeaveHousehold(record, at, _) => {
            model.desk.perform(Ask::Household(at), Command::LeaveHousehold { record }, fx);
        }
        Confirm::Moves(..) => correct_person(model, confirm, true, fx),
        Confirm::Export(destination) => {
            model.desk.say(t!(model.desk.lang, "tui-exporting", destination = &destination));
            let generation = model.desk.ask(Ask::Export);
            fx.push(Effect::Export { generation, destination });
        }
        Confirm::ForceRelease(call, _) => {
            model.desk.perform(Ask::ForceRelease, Command::ForceRelease { call, reason: String::new() }, fx);
        }
    }
}

/// Corrects a person; who has moved away leaves the household in the same step.
fn correct_person(model: &mut Model, confirm: Confirm, leaves: bool, fx: &mut Vec<Effect>) {
    let Confirm::Moves(record, fields, _) = confirm else { return };
    let correct = Command::CorrectPerson { record, fields };
    if leaves {
        model.desk.perform_all(Ask::Person(record), vec![Command::LeaveHousehold { record }, correct], fx);
    } else {
        model.desk.perform(Ask::Person(record), correct, fx);
    }
}

/// An action while a form is open; says whether the form took it.
fn in_form(model: &mut Model, action: Action, fx: &mut Vec<Effect>) -> bool {
    let Some(open) = &mut model.desk.prompt else { return false };
    match action {
        Action::NextField => open.form.cycle(),
        Action::Down => {
            open.form.advance();
        }
        Action::PrevField | Action::Up => open.form.previous(),
        Action::Tick => open.form.tick(),
        Action::Open if open.form.advance() => {}
        Action::Open | Action::Save => save(model, action, fx),
        Action::Back => close_form(model),
        Action::Redraw | Action::ToggleLanguage | Action::Lock | Action::Quit => return false,
        _ => {}
    }
    true
}

/// Closes a form; what was typed into a form of the call stays with the call, on a record with the desk.
fn close_form(model: &mut Model) {
    let Some(open) = model.desk.prompt.take() else { return };
    keep::closed(&mut model.desk, &open);
    if let Some(Screen::Call(call)) = model.stack.last_mut() {
        call.shelve(open);
    }
}

fn save(model: &mut Model, action: Action, fx: &mut Vec<Effect>) {
    let Some(open) = model.desk.prompt.take() else { return };
    let (sent, number) = (open.clone(), model.desk.asked.next_number());
    if let Some(open) = room::saved(&mut model.desk, open, fx) {
        match model.stack.last_mut() {
            Some(screen) => screen.saved(&mut model.desk, open, action, fx),
            None => model.queue.saved(&mut model.desk, &open, fx),
        }
    }
    if model.desk.asked.next_number() > number {
        keep::sent(&mut model.desk, &sent, number);
    }
}

/// After a lease of ours was found to be gone, or its work is done: the queue is looked at again.
pub fn refresh_queue(model: &mut Model, fx: &mut Vec<Effect>) {
    model.queue.load_top(&mut model.desk, Landing::First, fx);
}
