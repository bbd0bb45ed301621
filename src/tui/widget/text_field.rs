//! A line of text that is being written.

use ratatui::layout::Position;
use unicode_segmentation::UnicodeSegmentation;

use super::super::theme::Tone;
use super::pen::Pen;
use super::text::{steers, width};
use crate::keymap::{Code, Key};

/// Characters at most.
const LONGEST: usize = 4000;

/// Text, with the cursor between its two halves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    before: String,
    after: String,
}

impl TextField {
    /// A field with this text, the cursor at its end.
    pub fn with(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// The text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether nothing but blanks stands in it.
    pub fn is_blank(&self) -> bool {
        self.before.trim().is_empty() && self.after.trim().is_empty()
    }

    /// Writes at the cursor; line breaks and tabs become blanks, what else steers a terminal is left out.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.before.chars().count() + self.after.chars().count());
        let blanks = text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c });
        self.before.extend(blanks.filter(|c| !steers(*c)).take(room));
    }

    /// Takes a key, if it edits.
    pub fn key(&mut self, key: Key) -> bool {
        match key.code {
            Code::Char(c) if key.is_printable() => self.insert(c.encode_utf8(&mut [0; 4])),
            Code::Char('w') if key.ctrl => self.delete_word(),
            Code::Char('u') if key.ctrl => self.before.clear(),
            Code::Backspace => {
                take_last(&mut self.before);
            }
            Code::Delete => {
                take_first(&mut self.after);
            }
            Code::Left => self.left(),
            Code::Right => self.right(),
            Code::Home if !key.ctrl => self.after.insert_str(0, &std::mem::take(&mut self.before)),
            Code::End if !key.ctrl => self.before.push_str(&std::mem::take(&mut self.after)),
            _ => return false,
        }
        true
    }

    fn left(&mut self) {
        let moved = take_last(&mut self.before);
        self.after.insert_str(0, &moved);
    }

    fn right(&mut self) {
        let moved = take_first(&mut self.after);
        self.before.push_str(&moved);
    }

    fn delete_word(&mut self) {
        let kept = self.before.trim_end();
        let kept = kept.rfind(' ').and_then(|at| kept.get(..=at)).unwrap_or("").len();
        self.before.truncate(kept);
    }

    /// Draws it in the rest of the row, scrolled so that the cursor is seen; says where the cursor stands.
    pub fn draw(&self, pen: &mut Pen<'_>) -> Position {
        let room = pen.room().saturating_sub(1);
        let mut seen = self.before.as_str();
        while width(seen) > room {
            let Some(rest) = seen.graphemes(true).next().and_then(|first| seen.strip_prefix(first)) else { break };
            seen = rest;
        }
        pen.put(seen, Tone::Field);
        let cursor = pen.position();
        pen.put(&self.after, Tone::Field);
        cursor
    }
}

fn take_last(text: &mut String) -> String {
    let last = text.graphemes(true).next_back().unwrap_or("").to_owned();
    text.truncate(text.len() - last.len());
    last
}

fn take_first(text: &mut String) -> String {
    let first = text.graphemes(true).next().unwrap_or("").to_owned();
    *text = text.strip_prefix(first.as_str()).unwrap_or("").to_owned();
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[&str]) -> TextField {
        let mut field = TextField::default();
        for key in keys {
            assert!(field.key(key.parse().unwrap()), "{key}");
        }
        field
    }

    #[test]
    fn keys_edit_where_the_cursor_stands() {
        let field = typed(&["a", "c", "Left", "b", "End", "d", "Home", "Delete"]);
        assert_eq!(field.text(), "bcd");
        assert_eq!(typed(&["e", "i", "n", "s", "Space", "z", "C-w"]).text(), "eins ");
        assert_eq!(typed(&["x", "y", "C-u"]).text(), "");
    }

    #[test]
    fn a_letter_with_its_marks_is_deleted_at_once() {
        let mut field = TextField::with("ae\u{301}");
        field.key(Key::plain(Code::Backspace));
        assert_eq!(field.text(), "a");
    }

    #[test]
    fn pasted_lines_become_one_line_that_steers_nothing() {
        assert_eq!(TextField::with("a\nb\u{1b}[0m\u{202e}c").text(), "a b[0mc");
        assert_eq!(TextField::with(&"x".repeat(9000)).text().len(), LONGEST);
    }

    #[test]
    fn what_does_not_edit_is_left_to_the_keymap() {
        let mut field = TextField::default();
        for key in ["Enter", "Esc", "Tab", "Up", "F2", "C-s", "C-Home"] {
            assert!(!field.key(key.parse().unwrap()), "{key}");
        }
    }
}
