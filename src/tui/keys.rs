//! From a key to what it does: text fields first, then the keymap along the focus path, then screen, then everywhere.

use chrono::TimeDelta;

use super::act;
use super::effect::Effect;
use super::model::Model;
use super::prompt::{self, Purpose};
use super::screen::Screen;
use crate::keymap::{Action, Code, Focus, Key, Resolution};
use crate::t;

/// A printable key this soon after a lone Esc is the rest of a split escape sequence.
const SPLIT_ESCAPE: TimeDelta = TimeDelta::milliseconds(50);
/// So late `[` still goes on from a lone Esc; on a German keyboard nobody types it by accident.
const LATE_SEQUENCE: TimeDelta = TimeDelta::seconds(1);

/// A key was pressed.
pub fn key(model: &mut Model, key: Key, fx: &mut Vec<Effect>) {
    model.last_key = model.desk.now;
    if follows_esc(model, key) {
        return;
    }
    fx.extend(model.tokens().last().map(|token| Effect::Alive { token: *token }));
    if model.queue.close_why() && key.code == Code::Esc {
        return;
    }
    if key.code == Code::Esc && !model.locked && model.desk.notice().is_some() {
        model.desk.confirm_notice(fx);
        return;
    }
    if key.code == Code::Esc && goes_back_from_question(model) {
        return;
    }
    model.desk.message = None;
    if is_too_early(model, key) || types(model, key, fx) {
        return;
    }
    model.pending.push(key);
    match model.desk.keymap.resolve(&model.path(), &model.pending) {
        Resolution::Action(action) => {
            model.pending.clear();
            act::act(model, action, fx);
        }
        Resolution::Pending(_) => {}
        Resolution::None => {
            let lone = model.pending.len() == 1;
            model.pending.clear();
            if lone && key == Key::ctrl('c') {
                interrupt(model, fx);
            }
        }
    }
}

/// A question whose yes and no both log: going back from it logs nothing.
fn goes_back_from_question(model: &mut Model) -> bool {
    let asks = |confirm: &mut prompt::Confirm| confirm.outcome_either_way().is_some();
    !model.locked && model.desk.confirm.take_if(asks).is_some()
}

/// More printable keys at once than anybody types: text from the clipboard in a terminal that does not mark it. It goes
/// into a text field, or one that its first key opens, or nowhere.
pub fn burst(model: &mut Model, keys: &[Key], fx: &mut Vec<Effect>) {
    let path = model.path();
    let writes = path.first().is_some_and(|focus| focus.takes_text() || *focus == Focus::Household);
    let opens = keys.first().is_some_and(|first| match model.desk.keymap.resolve(&path, &[*first]) {
        Resolution::Action(action) => opens_text(action),
        Resolution::Pending(_) | Resolution::None => false,
    });
    if writes || opens {
        for one in keys {
            key(model, one.normal(), fx);
        }
    } else {
        model.last_key = model.desk.now;
        model.desk.warn(t!(model.desk.lang, "tui-paste-dropped"));
    }
}

const fn opens_text(action: Action) -> bool {
    use Action::{AddMate, AddNumber, Incoming, New, Note, Palette, PutBack, Question, Reminder, Search};
    matches!(action, AddMate | AddNumber | Incoming | New | Note | Palette | PutBack | Question | Reminder | Search)
}

/// Pasted text goes into a text field or nowhere.
pub fn paste(model: &mut Model, text: &str, fx: &mut Vec<Effect>) {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let takes = !model.locked && model.path().first().is_some_and(|focus| focus.takes_text());
    if !takes {
        model.desk.warn(t!(model.desk.lang, "tui-paste-dropped"));
        return;
    }
    for c in line.trim_end().chars() {
        types(model, Key::char(c), fx);
    }
}

/// The rest of an escape sequence that the line tore apart is no typing: everything printable right after a lone Esc, and
/// what `Esc [` began to its last character, however late it comes.
fn follows_esc(model: &mut Model, key: Key) -> bool {
    let now = model.desk.now;
    let Code::Char(char) = key.code else {
        model.last_esc = (key == Key::plain(Code::Esc)).then_some(now);
        model.in_sequence = false;
        return false;
    };
    let Some(before) = model.last_esc.filter(|_| key.is_printable()) else { return false };
    let passed = now - before;
    if model.in_sequence {
        let goes_on = passed < SPLIT_ESCAPE;
        model.in_sequence = goes_on && (char.is_ascii_digit() || char == ';');
        model.last_esc = model.in_sequence.then_some(now);
        return goes_on;
    }
    model.in_sequence = passed < LATE_SEQUENCE && char == '[';
    if model.in_sequence {
        model.last_esc = Some(now);
    }
    model.in_sequence || passed < SPLIT_ESCAPE
}

/// A call that has arrived but was not drawn yet takes no printable key: it was meant for the screen before.
fn is_too_early(model: &Model, key: Key) -> bool {
    let now = model.desk.now;
    let unseen = matches!(model.stack.last(), Some(Screen::Call(call)) if !call.is_seen() || call.is_settling(now));
    unseen && (key.is_printable() || key.code == Code::Enter)
}

/// Ctrl-C: leaves the program only where nothing is open.
fn interrupt(model: &mut Model, fx: &mut Vec<Effect>) {
    if model.tokens().is_empty() {
        act::act(model, Action::Quit, fx);
    } else {
        model.desk.warn(t!(model.desk.lang, "tui-no-interrupt"));
    }
}

/// A key that edits what is in focus.
fn types(model: &mut Model, key: Key, fx: &mut Vec<Effect>) -> bool {
    if model.locked || model.desk.confirm.is_some() {
        return false;
    }
    let (lang, office) = (model.desk.lang, model.desk.office.clone());
    if let Some(open) = &mut model.desk.prompt {
        let edited = open.form.key(key, |name, code| prompt::choice_label(lang, &office, name, code));
        if edited {
            open.form.error = None;
            let of_call = matches!(open.purpose, Purpose::Outcome(_) | Purpose::CallNote | Purpose::PutBack);
            if let (true, Some(call)) = (of_call, model.call_mut()) {
                call.touch();
            }
        }
        return edited;
    }
    match model.stack.last_mut() {
        Some(screen) => screen.types(&mut model.desk, key, fx),
        None => false,
    }
}
