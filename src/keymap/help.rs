//! What tells people the keys: footer, help and key table.

use super::action::Action;
use super::focus::Focus;
use super::key::Key;
use super::resolve::{Keymap, Resolution};
use super::sequence::Sequence;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The columns between two entries of a footer.
const GAP: usize = 2;

/// The keys to show at the foot of a screen, in German or English: as many as
/// fit into `width` columns, the most needed first, help always last.
///
/// Each entry takes its key, a blank and its label; two columns part entries.
pub fn footer(map: &Keymap, path: &[Focus], german: bool, width: usize) -> Vec<(String, &'static str)> {
    let entry = |action: Action| {
        let key = key_of(map, path, action)?.label(german);
        Some((key, action.label(german)))
    };
    let columns = |(key, label): &(String, &str)| key.width() + 1 + label.width();
    let help = entry(Action::Help).filter(|entry| columns(entry) <= width);
    let mut left = width.saturating_sub(help.as_ref().map_or(0, |entry| columns(entry) + GAP));

    let mut ranked: Vec<(u8, Action)> =
        Action::ALL.iter().filter_map(|action| Some((action.footer_rank()?, *action))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);

    let mut shown = Vec::new();
    for entry in ranked.into_iter().filter_map(|(_, action)| entry(action)) {
        let needed = columns(&entry) + if shown.is_empty() { 0 } else { GAP };
        if needed > left {
            break;
        }
        left -= needed;
        shown.push(entry);
    }
    shown.extend(help);
    shown
}

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The part of the screen under whose title it stands.
    pub focus: Focus,
    /// The action.
    pub action: Action,
    /// Its keys as people read them, `F1, ?`.
    pub keys: String,
    /// A word for it.
    pub label: &'static str,
    /// A sentence about it.
    pub help: &'static str,
}

/// Every key that works on a focus path, innermost part first, in German or
/// English.
pub fn help_lines(map: &Keymap, path: &[Focus], german: bool) -> Vec<HelpLine> {
    let line = |focus: Focus, action: Action| HelpLine {
        focus,
        action,
        keys: labels(&keys_of(map, path, action), german),
        label: action.label(german),
        help: action.help(german),
    };
    path.iter()
        .flat_map(|focus| {
            Action::ALL
                .iter()
                .filter(|action| title_of(map, path, **action) == Some(*focus))
                .map(|action| line(*focus, *action))
        })
        .collect()
}

/// The key to show for an action on a focus path: the first that works there,
/// single keys before sequences.
pub fn key_of<'a>(map: &'a Keymap, path: &[Focus], action: Action) -> Option<&'a Sequence> {
    keys_of(map, path, action).into_iter().next()
}

/// Every key that works for an action on a focus path, the one to show first.
pub fn keys_of<'a>(map: &'a Keymap, path: &[Focus], action: Action) -> Vec<&'a Sequence> {
    let mut found: Vec<_> = path
        .iter()
        .flat_map(|focus| map.in_focus(*focus))
        .filter(|binding| binding.action == action)
        .filter(|binding| {
            let keys: Vec<Key> = binding.keys.keys().collect();
            map.resolve(path, &keys) == Resolution::Action(action)
        })
        .collect();
    found.sort_by_key(|binding| (binding.keys.count(), !action.homes().contains(&binding.focus)));
    let mut keys: Vec<&Sequence> = Vec::new();
    for binding in found {
        if !keys.contains(&&binding.keys) {
            keys.push(&binding.keys);
        }
    }
    keys
}

/// All keys of a keymap as Markdown, a table for each part of the screen, in
/// German or English.
///
/// What moves the cursor is printed once for all lists, and again only where
/// its keys differ.
pub fn table(map: &Keymap, german: bool) -> String {
    let (lists, head) =
        if german { ("Listen", "| Taste | Befehl | Wirkung |") } else { ("Lists", "| Key | Action | What it does |") };
    let usual = |action: Action| bound_in(map, Focus::Queue, action);
    let moves = |action: &Action| action.homes() == Focus::LISTS;

    let mut sections = Vec::new();
    for focus in Focus::ALL {
        let rows: Vec<_> = Action::ALL
            .iter()
            .filter(|action| !moves(action) || bound_in(map, focus, **action) != usual(**action))
            .map(|action| (*action, bound_in(map, focus, *action)))
            .collect();
        sections.push((focus.title(german), rows));
        if focus == Focus::Global {
            let rows = Action::ALL.iter().filter(|action| moves(action));
            sections.push((lists, rows.map(|action| (*action, usual(*action))).collect()));
        }
    }

    let mut text = String::new();
    for (title, mut rows) in sections {
        rows.retain(|(_, keys)| !keys.is_empty());
        if rows.is_empty() {
            continue;
        }
        let blank = if text.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{blank}### {title}\n\n{head}\n|---|---|---|\n");
        for (action, keys) in rows {
            let keys: Vec<_> = keys.iter().map(|keys| format!("`{}`", keys.label(german))).collect();
            let _ = writeln!(text, "| {} | `{action}` | {} |", keys.join(" "), action.help(german));
        }
    }
    text
}

fn bound_in(map: &Keymap, focus: Focus, action: Action) -> Vec<&Sequence> {
    map.in_focus(focus).iter().filter(|binding| binding.action == action).map(|binding| &binding.keys).collect()
}

/// The part of a path under which help lists an action: its home if the path
/// has one, else where its key stands.
fn title_of(map: &Keymap, path: &[Focus], action: Action) -> Option<Focus> {
    keys_of(map, path, action).first()?;
    let home = path.iter().find(|focus| action.homes().contains(focus));
    home.or_else(|| path.iter().find(|focus| !bound_in(map, **focus, action).is_empty())).copied()
}

fn labels(keys: &[&Sequence], german: bool) -> String {
    let labels: Vec<String> = keys.iter().map(|keys| keys.label(german)).collect();
    labels.join(", ")
}
