//! Whether a keymap can be worked with.

use super::action::Action;
use super::fault::{Fault, KeymapError, Place, Refused};
use super::focus::Focus;
use super::key::{Code, Key};
use super::load::{Lines, written_out};
use super::sequence::Sequence;

/// Every mistake in a keymap whose newest layer is this file; the layers
/// below are sound, so each mistake is put down to the newest one.
pub(super) fn check(lines: &Lines, newest: &str) -> Vec<KeymapError> {
    let bound: Vec<Bound> =
        written_out(lines).map(|(focus, action, keys, place)| Bound { focus, action, keys, place }).collect();
    let mut errors: Vec<KeymapError> = Vec::new();
    let mut add = |error: KeymapError| {
        if !errors.contains(&error) {
            errors.push(error);
        }
    };
    bound.iter().filter_map(unusable).for_each(&mut add);
    for path in Focus::PATHS {
        clashes(&bound, path, newest).into_iter().for_each(&mut add);
    }
    lost_digits(&bound)
        .chain(missing_essentials(&bound))
        .map(|(part, action, fault)| KeymapError { place: place_of(lines, newest, part, action), fault })
        .for_each(add);
    errors
}

#[derive(Clone, Copy)]
struct Bound<'a> {
    focus: Focus,
    action: Action,
    keys: &'a Sequence,
    place: &'a Place,
}

/// A key that may not stand here at all.
fn unusable(bound: &Bound<'_>) -> Option<KeymapError> {
    let refused = bound
        .keys
        .keys()
        .find_map(|key| refused_everywhere(key).or_else(|| refused_here(key, bound.focus)))
        .or_else(|| (bound.focus.takes_text() && bound.keys.first().is_printable()).then_some(Refused::WritesText))
        .map(|why| Fault::RefusedKey(bound.keys.clone(), why));
    let rebound = bound
        .keys
        .first()
        .digit()
        .filter(|digit| bound.action.digit() != Some(*digit) || bound.keys.count() > 1)
        .map(|digit| Fault::DigitRebound(digit, bound.action));
    refused.or(rebound).map(|fault| KeymapError { place: bound.place.clone(), fault })
}

/// Characters that a German keyboard writes with AltGr.
const ALT_GR: &str = "@€[]{}\\|~µ²³";
/// Characters that wait for another one on a German keyboard.
const DEAD: &str = "^´`";
/// The outcome digits with Shift on a German keyboard.
const SHIFTED_DIGITS: &str = "!\"§$%&/()=";

fn refused_everywhere(key: Key) -> Option<Refused> {
    match key.code {
        _ if key.alt => Some(Refused::Alt),
        Code::Char(char) if ALT_GR.contains(char) => Some(Refused::AltGr),
        Code::Char(char) if DEAD.contains(char) => Some(Refused::DeadKey),
        Code::Char('i') if key.ctrl => Some(Refused::SameAs("Tab")),
        Code::Char('m' | 'j') if key.ctrl => Some(Refused::SameAs("Enter")),
        Code::Char('h') if key.ctrl => Some(Refused::SameAs("Backspace")),
        Code::Char(char) if key.ctrl && !char.is_ascii_lowercase() && char != ' ' => Some(Refused::NotSent),
        Code::Enter | Code::Esc | Code::Tab | Code::BackTab | Code::Backspace if key.ctrl || key.shift => {
            Some(Refused::NotSent)
        }
        _ => None,
    }
}

fn refused_here(key: Key, focus: Focus) -> Option<Refused> {
    let near_digits = matches!(focus, Focus::Global | Focus::Call | Focus::Script | Focus::Outcomes);
    match key.code {
        Code::Char(char) if near_digits && SHIFTED_DIGITS.contains(char) => Some(Refused::ShiftedDigit),
        _ => None,
    }
}

/// Keys on one path that stand in each other's way.
fn clashes(bound: &[Bound<'_>], path: &[Focus], newest: &str) -> Vec<KeymapError> {
    let depth = |focus: Focus| path.iter().position(|other| *other == focus);
    let keeper = path.iter().position(|focus| focus.keeps_characters());
    let on_path: Vec<(usize, Bound<'_>)> = bound
        .iter()
        .filter_map(|bound| Some((depth(bound.focus)?, *bound)))
        .filter(|(depth, bound)| !bound.keys.first().is_printable() || keeper.is_none_or(|keeper| *depth <= keeper))
        .collect();
    let mut errors = Vec::new();
    for (index, (depth_a, a)) in on_path.iter().enumerate() {
        for (depth_b, b) in on_path.iter().skip(index + 1) {
            let (inner, outer) = if depth_a <= depth_b { (a, b) } else { (b, a) };
            let hides_by_right = inner.focus != outer.focus && inner.focus.may_hide(outer.focus);
            if !hides_by_right {
                errors.extend(clash(a, b, newest));
            }
        }
    }
    errors
}

fn clash(a: &Bound<'_>, b: &Bound<'_>, newest: &str) -> Option<KeymapError> {
    let rank = |bound: &Bound<'_>| (bound.place.file == newest, bound.place.clone());
    let (old, new) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
    let fault = if old.keys == new.keys && old.action != new.action {
        Fault::BoundTwice { keys: new.keys.clone(), action: new.action, other: old.action, place: old.place.clone() }
    } else if old.keys.is_prefix_of(new.keys) || new.keys.is_prefix_of(old.keys) {
        Fault::HiddenByPrefix {
            keys: new.keys.clone(),
            other_keys: old.keys.clone(),
            other: old.action,
            place: old.place.clone(),
        }
    } else {
        return None;
    };
    Some(KeymapError { place: new.place.clone(), fault })
}

fn lost_digits<'a>(bound: &'a [Bound<'_>]) -> impl Iterator<Item = (Focus, Action, Fault)> + use<'a> {
    (0..=9).filter_map(|digit| {
        let action = Action::of_digit(digit)?;
        let has_keys = |bound: &&Bound<'_>| bound.action == action;
        let keeps = |bound: &Bound<'_>| bound.keys.first().digit() == Some(digit);
        let lost = bound.iter().any(|bound| has_keys(&bound)) && !bound.iter().filter(has_keys).any(keeps);
        lost.then_some((Focus::Call, action, Fault::DigitLost(digit)))
    })
}

fn missing_essentials<'a>(bound: &'a [Bound<'_>]) -> impl Iterator<Item = (Focus, Action, Fault)> + use<'a> {
    let essential = Action::ALL.iter().filter(|action| action.is_essential());
    essential.flat_map(move |action| {
        let missing = action
            .homes()
            .iter()
            .filter(move |home| !bound.iter().any(|bound| bound.action == *action && bound.focus == **home));
        missing.map(|home| (*home, *action, Fault::EssentialWithoutKey(*action, *home)))
    })
}

/// Where the newest layer says something about an action, else its beginning.
fn place_of(lines: &Lines, newest: &str, focus: Focus, action: Action) -> Place {
    [Some(focus), None]
        .into_iter()
        .filter_map(|part| lines.get(&(part, action)))
        .find(|line| line.place.file == newest)
        .map_or_else(|| Place::of(newest, "", 0), |line| line.place.clone())
}
