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
