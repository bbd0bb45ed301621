//! From the keys pressed to the action meant.

use super::action::Action;
use super::focus::Focus;
use super::key::Key;
use super::sequence::Sequence;
use std::collections::BTreeMap;

/// The keys that work, by part of the screen.
///
/// The bindings of one part hold no key that begins another, so looking one up
/// is a walk over them; there is no clock in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: BTreeMap<Focus, Vec<Binding>>,
}

/// An action's key in one part of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it works.
    pub focus: Focus,
    /// What it does.
    pub action: Action,
    /// What to press.
    pub keys: Sequence,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// This action.
    Action(Action),
    /// Not enough yet: the keys that go on, and where each leads.
    Pending(Vec<(Key, Action)>),
    /// Nothing; what was pending is to be dropped.
    None,
}

impl Keymap {
    /// What `pending`, with the newest key last, means on a focus path, which
    /// is listed innermost first.
    ///
    /// Printable keys mean nothing while a text field is innermost, and go no
    /// further out than a dialogue ([`Focus::keeps_characters`]).
    pub fn resolve(&self, path: &[Focus], pending: &[Key]) -> Resolution {
        let Some(first) = pending.first() else {
            return Resolution::None;
        };
        let mut seen: Vec<&Sequence> = Vec::new();
        let mut open = Vec::new();
        for binding in self.reached(path, *first) {
            if !binding.keys.starts_with(pending) || seen.contains(&&binding.keys) {
                continue;
            }
            match binding.keys.keys().nth(pending.len()) {
                Some(next) => {
                    seen.push(&binding.keys);
                    open.push((next, binding.action));
                }
                None if open.is_empty() => return Resolution::Action(binding.action),
                None => {}
            }
        }
        if open.is_empty() { Resolution::None } else { Resolution::Pending(open) }
    }

    /// The bindings of one part of the screen, in the order of the action
    /// table, an action's first key first.
    pub fn in_focus(&self, focus: Focus) -> &[Binding] {
        self.bindings.get(&focus).map_or(&[], Vec::as_slice)
    }

    fn reached(&self, path: &[Focus], first: Key) -> impl Iterator<Item = &Binding> {
        let printable = first.normal().is_printable();
        let keeper = path.iter().position(|focus| printable && focus.keeps_characters());
        let reach = match path.first() {
            Some(focus) if printable && focus.takes_text() => 0,
            _ => keeper.map_or(path.len(), |keeper| keeper + 1),
        };
        path.iter().take(reach).flat_map(|focus| self.in_focus(*focus))
    }
}

impl FromIterator<Binding> for Keymap {
    fn from_iter<I: IntoIterator<Item = Binding>>(bindings: I) -> Self {
        let mut map = Self::default();
        for binding in bindings {
            map.bindings.entry(binding.focus).or_default().push(binding);
        }
        for bindings in map.bindings.values_mut() {
            bindings.sort_by_key(|binding| binding.action);
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{Code, load};

    fn press(path: &[Focus], keys: &str) -> Resolution {
        let keys: Vec<Key> = keys.parse::<Sequence>().unwrap().keys().collect();
        load("default", &[]).map.resolve(path, &keys)
    }

    fn action(action: Action) -> Resolution {
        Resolution::Action(action)
    }

    #[test]
    fn a_key_is_looked_up_from_the_inside_out() {
        let call = Focus::Call.path();
        let script = Focus::Script.path();
        assert_eq!(press(call, "n"), action(Action::Next));
        assert_eq!(press(script, "n"), action(Action::AnswerNo));
        assert_eq!(press(script, "q"), action(Action::Quarantine));
        assert_eq!(press(script, "3"), action(Action::Outcome3));
        assert_eq!(press(script, "F10"), action(Action::Quit));
        assert_eq!(press(call, "Down"), action(Action::NextNumber));
        assert_eq!(press(Focus::Queue.path(), "Down"), action(Action::Down));
        assert_eq!(press(call, "j"), Resolution::None);
    }

    #[test]
    fn search_has_its_alias_everywhere_but_in_the_call() {
        for focus in [Focus::Queue, Focus::Record, Focus::Orders, Focus::Batches, Focus::Board] {
            assert_eq!(press(focus.path(), "/"), action(Action::Search));
        }
        assert_eq!(press(Focus::Call.path(), "/"), Resolution::None);
        assert_eq!(press(Focus::Call.path(), "s"), action(Action::Search));
    }

    #[test]
    fn letters_go_no_further_than_a_dialogue() {
        assert_eq!(press(Focus::Outcomes.path(), "n"), action(Action::OutcomeNotAContact));
        for focus in Focus::ALL.into_iter().filter(|focus| focus.keeps_characters()) {
            for letter in ["s", "e", "L", "+", "3", "g b"] {
                if (focus, letter) == (Focus::Household, "+") {
                    continue;
                }
                let own = (focus, letter) == (Focus::Numbers, "+");
                let wanted = if own { action(Action::AddNumber) } else { Resolution::None };
                assert_eq!(press(focus.path(), letter), wanted, "{focus} {letter}");
            }
        }
        assert_eq!(press(Focus::Outcomes.path(), "Esc"), action(Action::Back));
    }

    #[test]
    fn a_text_field_keeps_every_character_and_passes_on_the_rest() {
        let note = &[Focus::Text, Focus::Call, Focus::Global];
        assert_eq!(press(note, "q"), Resolution::None);
        assert_eq!(press(note, "Space"), Resolution::None);
        assert_eq!(press(note, "Tab"), action(Action::NextField));
        assert_eq!(press(note, "F2"), action(Action::Save));
    }

    #[test]
    fn nothing_reaches_behind_a_question_or_a_lock() {
        for focus in [Focus::Confirm, Focus::Locked] {
            assert_eq!(press(focus.path(), "F10"), Resolution::None);
            assert_eq!(press(focus.path(), "F5"), action(Action::Redraw));
        }
        assert_eq!(press(Focus::Confirm.path(), "Esc"), action(Action::No));
    }

    #[test]
    fn a_prefix_shows_where_its_keys_lead() {
        let lead = |key, action| (Key::char(key), action);
        assert_eq!(
            press(Focus::Queue.path(), "g"),
            Resolution::Pending(vec![
                lead('l', Action::GoQueue),
                lead('o', Action::GoOrders),
                lead('d', Action::GoBatches),
                lead('b', Action::GoBoard),
                lead('t', Action::GoDecisions),
                lead('n', Action::GoResearch),
                lead('p', Action::Pause),
            ])
        );
        assert_eq!(press(Focus::Queue.path(), "g b"), action(Action::GoBoard));
        assert_eq!(press(Focus::Queue.path(), "g x"), Resolution::None);
        assert_eq!(press(Focus::Queue.path(), "g b b"), Resolution::None);
    }

    #[test]
    fn a_prefix_gathers_the_keys_of_the_whole_path() {
        let map = load("vim", &[]).map;
        let Resolution::Pending(leads) = map.resolve(Focus::Queue.path(), &[Key::char('g')]) else {
            panic!("g is a prefix");
        };
        assert_eq!(leads.first(), Some(&(Key::char('g'), Action::First)));
        assert!(leads.contains(&(Key::char('b'), Action::GoBoard)));
    }

    #[test]
    fn no_keys_mean_nothing_and_shift_on_a_character_changes_nothing() {
        let map = load("default", &[]).map;
        assert_eq!(map.resolve(Focus::Queue.path(), &[]), Resolution::None);
        let shifted = Key { code: Code::Char('+'), ctrl: false, alt: false, shift: true };
        assert_eq!(map.resolve(Focus::Queue.path(), &[shifted]), action(Action::New));
    }
}
