//! Whether a keymap can be worked with.

use super::action::Action;
use super::fault::{Fault, KeymapError, Place, Refused};
use super::focus::Focus;
use super::key::{Code, Key};
use super::load::{Lines, Table, written_out};
use super::sequence::Sequence;

/// Every mistake in a keymap whose newest layer is this file; the layers
/// below are sound, so each mistake is put down to the newest one.
pub(super) fn check(lines: &Lines, newest: &str) -> Vec<KeymapError> {
    let bound: Vec<Bound> =
        written_out(lines).map(|(focus, action, keys, place)| Bound { focus, action, keys, place }).collect();
    let mut errors: Vec<KeymapError> = Vec::new();
    let mut add = |error: KeymapError| {
        if !errors.iter().any(|other| says_the_same(other, &error)) {
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

/// Whether two mistakes are one to the reader: an action without a key in all
/// lists is missing once.
fn says_the_same(a: &KeymapError, b: &KeymapError) -> bool {
    match (&a.fault, &b.fault) {
        (Fault::EssentialWithoutKey(one, _), Fault::EssentialWithoutKey(other, _)) => {
            a.place == b.place && one == other
        }
        _ => a == b,
    }
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
    let same = a.keys == b.keys && a.action != b.action;
    if !same && !a.keys.is_prefix_of(b.keys) && !b.keys.is_prefix_of(a.keys) {
        return None;
    }
    let age = |bound: &Bound<'_>| (bound.place.file == newest, bound.place.clone());
    let (old, new) = if age(a) <= age(b) { (a, b) } else { (b, a) };
    let fault = if same {
        Fault::BoundTwice { keys: new.keys.clone(), action: new.action, other: old.action, place: old.place.clone() }
    } else {
        Fault::HiddenByPrefix {
            keys: new.keys.clone(),
            other_keys: old.keys.clone(),
            other: old.action,
            place: old.place.clone(),
        }
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
    [Table::Of(focus), Table::Lists]
        .into_iter()
        .filter_map(|table| lines.get(&(table, action)))
        .find(|line| line.place.file == newest)
        .map_or_else(|| Place::of(newest, "", 0), |line| line.place.clone())
}

#[cfg(test)]
mod tests {
    use crate::keymap::{Source, load};

    /// The banner of a keymap that changes these lines of the default.
    fn banner(lines: &str) -> String {
        let source = Source {
            name: String::from("mine"),
            file: String::from("mine.toml"),
            text: format!("inherits = \"default\"\n{lines}"),
        };
        let errors = load("mine", &[source]).banner.unwrap_or_default();
        let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    #[test]
    fn a_key_bound_twice_in_one_part_is_refused() {
        insta::assert_snapshot!(banner("[queue]\nfilter = [\"x\", \"m\"]\n"), @"mine.toml:3:16: m is to be filter but is mine already (rufliste:default.toml:50:9)");
        insta::assert_snapshot!(banner("[queue]\nfilter = [\"x\"]\nwhy = [\"x\"]\n"), @"mine.toml:4:8: x is to be why but is filter already (mine.toml:3:11)");
    }

    #[test]
    fn a_screen_takes_no_key_from_everywhere() {
        insta::assert_snapshot!(banner("[queue]\nfilter = [\"s\"]\n"), @"mine.toml:3:11: s is to be filter but is search already (rufliste:default.toml:15:11)");
        insta::assert_snapshot!(banner("[global]\nlock = [\"q\"]\n"), @r#"
        mine.toml:3:9: q is to be lock but is quarantine already (rufliste:default.toml:77:15)
        mine.toml:3:9: q is to be lock but is record-orders already (rufliste:default.toml:130:18)
        "#);
    }

    #[test]
    fn a_script_step_takes_keys_from_everywhere_but_none_from_the_call() {
        assert_eq!(banner("[script]\nanswer-no = [\"n\", \"s\"]\n"), "");
        insta::assert_snapshot!(banner("[script]\nanswer-no = [\"q\"]\n"), @"mine.toml:3:14: q is to be answer-no but is quarantine already (rufliste:default.toml:77:15)");
    }

    #[test]
    fn a_dialogue_may_use_any_letter() {
        assert_eq!(banner("[order]\ncorrect = [\"s\"]\n"), "");
    }

    #[test]
    fn a_prefix_that_hides_a_key_is_refused() {
        insta::assert_snapshot!(banner("[global]\nlock = [\"g\"]\n"), @"
        mine.toml:3:9: g and g l (queue, rufliste:default.toml:26:10) begin alike; only one of them can work
        mine.toml:3:9: g and g o (orders, rufliste:default.toml:27:11) begin alike; only one of them can work
        mine.toml:3:9: g and g d (batches, rufliste:default.toml:28:12) begin alike; only one of them can work
        mine.toml:3:9: g and g b (board, rufliste:default.toml:29:10) begin alike; only one of them can work
        mine.toml:3:9: g and g t (decisions, rufliste:default.toml:30:14) begin alike; only one of them can work
        mine.toml:3:9: g and g p (pause, rufliste:default.toml:31:10) begin alike; only one of them can work
        ");
        insta::assert_snapshot!(banner("[queue]\nfilter = [\"n f\"]\n"), @"mine.toml:3:11: n f and n (next, rufliste:default.toml:14:9) begin alike; only one of them can work");
    }

    #[test]
    fn the_same_action_may_have_its_key_twice() {
        assert_eq!(banner("[queue]\nsearch = [\"s\", \"/\"]\n"), "");
    }

    #[test]
    fn an_essential_action_without_a_key_is_refused() {
        insta::assert_snapshot!(banner("[global]\n  next = []\n[lists]\nup = []\n"), @"
        mine.toml:3:3: the action next needs a key in [global]
        mine.toml:5:1: the action up needs a key in [queue]
        ");
    }

    #[test]
    fn a_keymap_that_inherits_nothing_must_say_everything() {
        let source = Source {
            name: String::from("bare"),
            file: String::from("bare.toml"),
            text: String::from("[global]\nnext = [\"n\"]\n"),
        };
        let errors = load("bare", &[source]).banner.unwrap();
        assert_eq!(errors.first().unwrap().to_string(), "bare.toml:1:1: the action answer-yes needs a key in [script]");
    }

    #[test]
    fn mistakes_are_told_in_german_as_well() {
        let text = r#"inherits = "fkeys"
[queue]
filter = ["m", "€"]
mine = []
[call]
outcome-1 = []
dial = ["q", "C-m"]
[board]
reports = ["5"]
[global]
next = ["g"]
"#;
        let source = Source { name: String::from("mine"), file: String::from("mine.toml"), text: String::from(text) };
        let errors = load("mine", &[source]).banner.unwrap();
        let lines: Vec<_> = errors.iter().map(|error| error.message(true)).collect();
        insta::assert_snapshot!(lines.join("\n"), @"
        mine.toml:3:16: die Taste € geht hier nicht: sie braucht AltGr
        mine.toml:6:1: der Befehl outcome-1 braucht in [call] eine Taste
        mine.toml:7:9: q soll dial sein, ist aber schon quarantine (rufliste:default.toml:77:15)
        mine.toml:7:14: die Taste C-m geht hier nicht: das Terminal sendet dafür Enter
        mine.toml:9:12: die Ziffer 5 ist ein Ergebnis und kann nicht reports sein
        mine.toml:11:9: g und g l (queue, rufliste:default.toml:26:10) beginnen gleich; nur eines davon kann gelten
        mine.toml:11:9: g und g o (orders, rufliste:default.toml:27:11) beginnen gleich; nur eines davon kann gelten
        mine.toml:11:9: g und g d (batches, rufliste:default.toml:28:12) beginnen gleich; nur eines davon kann gelten
        mine.toml:11:9: g und g b (board, rufliste:default.toml:29:10) beginnen gleich; nur eines davon kann gelten
        mine.toml:11:9: g und g t (decisions, rufliste:default.toml:30:14) beginnen gleich; nur eines davon kann gelten
        mine.toml:11:9: g und g p (pause, rufliste:default.toml:31:10) beginnen gleich; nur eines davon kann gelten
        ");
    }

    #[test]
    fn the_digits_are_outcomes_everywhere() {
        insta::assert_snapshot!(
            banner("[call]\noutcome-3 = [\"F3\"]\n[queue]\nmine = [\"3\"]\n[board]\nreports = [\"R\", \"1 1\"]\n"),
            @"
        mine.toml:3:1: outcome-3 must keep the digit 3
        mine.toml:5:9: the digit 3 is an outcome and cannot be mine
        mine.toml:7:17: the digit 1 is an outcome and cannot be reports
        "
        );
        assert_eq!(banner("[call]\noutcome-3 = [\"3\", \"F3\"]\n"), "");
    }

    #[test]
    fn keys_that_german_keyboards_or_terminals_cannot_send_are_refused() {
        let keys = r#"[queue]
mine = ["@", "[", "]", "{", "}", "\\", "|", "~", "^", "´", "`", "€"]
why = ["A-x", "C-i", "C-m", "C-h", "C-1", "S-Enter", "g @"]
[call]
dial = ["/", "=", "%"]
[search]
up = ["Up", "k"]
"#;
        insta::assert_snapshot!(banner(keys), @r"
        mine.toml:3:9: the key @ is no good here: German keyboards need AltGr for it
        mine.toml:3:14: the key [ is no good here: German keyboards need AltGr for it
        mine.toml:3:19: the key ] is no good here: German keyboards need AltGr for it
        mine.toml:3:24: the key { is no good here: German keyboards need AltGr for it
        mine.toml:3:29: the key } is no good here: German keyboards need AltGr for it
        mine.toml:3:34: the key \ is no good here: German keyboards need AltGr for it
        mine.toml:3:40: the key | is no good here: German keyboards need AltGr for it
        mine.toml:3:45: the key ~ is no good here: German keyboards need AltGr for it
        mine.toml:3:50: the key ^ is no good here: it waits for a second key on German keyboards
        mine.toml:3:55: the key ´ is no good here: it waits for a second key on German keyboards
        mine.toml:3:60: the key ` is no good here: it waits for a second key on German keyboards
        mine.toml:3:65: the key € is no good here: German keyboards need AltGr for it
        mine.toml:4:8: the key A-x is no good here: Alt belongs to the terminal
        mine.toml:4:15: the key C-i is no good here: terminals send Tab for it
        mine.toml:4:22: the key C-m is no good here: terminals send Enter for it
        mine.toml:4:29: the key C-h is no good here: terminals send Backspace for it
        mine.toml:4:36: the key C-1 is no good here: not every terminal sends it
        mine.toml:4:43: the key S-Enter is no good here: not every terminal sends it
        mine.toml:4:54: the key g @ is no good here: German keyboards need AltGr for it
        mine.toml:6:9: the key / is no good here: it is Shift and an outcome digit on German keyboards
        mine.toml:6:14: the key = is no good here: it is Shift and an outcome digit on German keyboards
        mine.toml:6:19: the key % is no good here: it is Shift and an outcome digit on German keyboards
        mine.toml:8:13: the key k is no good here: it writes into the text field
        ");
    }
}
