//! From a key to what it does: text fields first, then the keymap along the focus path, then screen, then everywhere.

use chrono::TimeDelta;

use super::act;
use super::ask::Ask;
use super::effect::Effect;
use super::model::{ESC_WAITS, Model};
use super::prompt::{self, Purpose};
use super::screen::Screen;
use crate::keymap::{Action, Code, Focus, Key, Resolution};
use crate::t;

/// A printable key this soon after a lone Esc is the rest of a split escape sequence.
const SPLIT_ESCAPE: TimeDelta = TimeDelta::milliseconds(50);
/// So late `[` still goes on from a lone Esc; on a German keyboard nobody types it by accident.
const LATE_SEQUENCE: TimeDelta = TimeDelta::seconds(1);
/// So many keys at most are taken to be typed ahead.
const AHEAD: usize = 24;

/// A key was pressed.
pub fn key(model: &mut Model, key: Key, fx: &mut Vec<Effect>) {
    model.last_key = model.desk.now;
    if follows_esc(model, key) {
        model.esc_waits = model.esc_waits.filter(|_| !model.in_sequence);
        return;
    }
    if model.esc_waits.is_some() {
        go_back(model, fx);
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
    if key == Key::plain(Code::Esc) && puts_back(model) {
        model.esc_waits = Some(model.desk.now);
        model.desk.say(t!(model.desk.lang, "tui-going-back"));
        return;
    }
    if is_too_early(model, key) || types(model, key, fx) {
        return;
    }
    model.pending.push(key);
    match model.desk.keymap.resolve(&model.path(), &model.pending) {
        Resolution::Action(action) => {
            model.pending.clear();
            let ends = action == Action::Back && matches!(key.code, Code::F(_)) && is_call_begun(model);
            act::act(model, if ends { Action::PutBack } else { action }, fx);
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

/// Whether Esc would put back the call that lies open.
fn puts_back(model: &Model) -> bool {
    let plain = !model.locked && model.desk.prompt.is_none() && model.desk.confirm.is_none();
    plain && matches!(model.stack.last(), Some(Screen::Call(call)) if call.is_left_by_esc())
}

/// Whether a call lies open that is left with a reason only. A function key for going back asks for it: it is no torn
/// sequence, and whoever comes from systems where it means the end wants to leave.
fn is_call_begun(model: &Model) -> bool {
    let plain = !model.locked && model.desk.prompt.is_none() && model.desk.confirm.is_none();
    plain && matches!(model.stack.last(), Some(Screen::Call(call)) if call.is_left_with_reason())
}

/// Nothing followed a waiting Esc for long enough: it was meant.
pub fn quiet(model: &mut Model, fx: &mut Vec<Effect>) {
    if model.esc_waits.is_some_and(|pressed| model.desk.now - pressed >= ESC_WAITS) {
        go_back(model, fx);
    }
}

/// The Esc that waits puts the call back.
fn go_back(model: &mut Model, fx: &mut Vec<Effect>) {
    model.esc_waits = None;
    if puts_back(model) {
        act::act(model, Action::Back, fx);
    }
}

/// Printable keys that arrived at once: typed ahead while the line or the station stood still, or text from the clipboard
/// in a terminal that does not mark it. What cannot have been typed is dropped as a whole.
pub fn burst(model: &mut Model, keys: &[Key], fx: &mut Vec<Effect>) {
    if is_typing(model, keys) {
        for one in keys {
            key(model, one.normal(), fx);
        }
    } else {
        model.last_key = model.desk.now;
        model.desk.warn(t!(model.desk.lang, "tui-paste-dropped"));
    }
}

/// Whether somebody who knows the screen can have typed this ahead: each key does something where it arrives, and after an
/// outcome comes nothing but the next call. From a key that opens a text field on, the rest is text.
fn is_typing(model: &Model, keys: &[Key]) -> bool {
    let mut ahead = model.clone();
    let mut outcome = None;
    for (n, one) in keys.iter().map(|key| key.normal()).enumerate() {
        let awaits = ahead.desk.asked.awaits(Ask::is_for_a_call);
        let path = if awaits { vec![Focus::Script, Focus::Call, Focus::Global] } else { ahead.path() };
        if !awaits && takes_text(&ahead, &path) {
            return n < 2 || keys.len() <= AHEAD;
        }
        if n >= AHEAD {
            return false;
        }
        let next = ahead.desk.keymap.resolve(&[Focus::Global], &[one]) == Resolution::Action(Action::Next);
        let asks = path.first() == Some(&Focus::Confirm);
        if outcome.is_some_and(|digit| !next && !asks && digit != one) {
            return false;
        }
        let pending: Vec<Key> = ahead.pending.iter().copied().chain([one]).collect();
        match ahead.desk.keymap.resolve(&path, &pending) {
            Resolution::None => return false,
            Resolution::Pending(_) => {}
            Resolution::Action(action) => {
                let logs = action.digit().is_some() && action != Action::Outcome0;
                outcome = if logs { Some(one) } else { outcome.filter(|_| asks) };
            }
        }
        if !awaits {
            key(&mut ahead, one, &mut Vec::new());
        }
    }
    true
}

/// Whether keys write where they are pressed, or choose by letters.
fn takes_text(model: &Model, path: &[Focus]) -> bool {
    let writes = path.first().is_some_and(|focus| focus.takes_text() || *focus == Focus::Household);
    writes || (model.desk.prompt.is_some() && model.desk.confirm.is_none() && !model.locked)
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
    // `O` begins one as well, and is bound to nothing.
    model.in_sequence = passed < LATE_SEQUENCE && matches!(char, '[' | 'O');
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
