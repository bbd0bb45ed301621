//! A list with a cursor: which row, and which page of rows is seen. Pages flip at the edge; nothing scrolls row by row.

use crate::keymap::Action;

/// The row under the cursor of a list that is wholly in memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Row.
    pub at: usize,
}

impl Cursor {
    /// Moves by an action among `len` rows shown `page` at a time; says whether the action moves at all.
    pub fn act(&mut self, action: Action, len: usize, page: usize) -> bool {
        let last = len.saturating_sub(1);
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page.max(1)),
            Action::PageDown => self.at.saturating_add(page.max(1)),
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Keeps it inside a list that became shorter.
    pub fn keep_inside(&mut self, len: usize) {
        self.at = self.at.min(len.saturating_sub(1));
    }

    /// The rows have changed: it stays on the same one, or where it was if that has gone.
    pub fn follow<T, K: PartialEq>(&mut self, before: &[T], after: &[T], key: impl Fn(&T) -> K) {
        if let Some(same) = before.get(self.at).map(&key) {
            self.at = after.iter().position(|row| key(row) == same).unwrap_or(self.at);
        }
        self.keep_inside(after.len());
    }

    /// First row of the page on which the cursor stands.
    pub fn page_start(&self, page: usize) -> usize {
        self.at - self.at % page.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_inside_and_pages_flip_at_the_edge() {
        let mut cursor = Cursor::default();
        for (action, at, start) in [
            (Action::Up, 0, 0),
            (Action::Down, 1, 0),
            (Action::PageDown, 4, 3),
            (Action::Last, 6, 6),
            (Action::Down, 6, 6),
            (Action::PageUp, 3, 3),
            (Action::First, 0, 0),
        ] {
            assert!(cursor.act(action, 7, 3));
            assert_eq!((cursor.at, cursor.page_start(3)), (at, start), "{action}");
        }
        assert!(!cursor.act(Action::Next, 7, 3));
    }

    #[test]
    fn an_empty_list_has_its_cursor_at_the_top() {
        let mut cursor = Cursor { at: 5 };
        cursor.keep_inside(0);
        assert!(cursor.act(Action::Down, 0, 0));
        assert_eq!(cursor.at, 0);
    }
}
