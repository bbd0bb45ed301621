//! Text from data, made fit for a terminal: what could steer it is shown instead of sent, and widths are measured right.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Combining marks that one character may carry.
const MARKS: usize = 4;

/// Whether a character is invisible or steers the terminal or the direction of writing.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The text with every such character as a visible mark: `^[` for escape, `<202E>` for an override of direction,
/// `¶` for a line break. A combining mark without a letter stands on a circle.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    // Marks on the letter before; none where there is no letter to stand on.
    let mut marks = None;
    for c in text.chars() {
        if steers(c) {
            push_mark(&mut shown, c);
            marks = None;
        } else if c.width() == Some(0) {
            let standing = marks.unwrap_or_else(|| {
                shown.push('\u{25cc}');
                0
            });
            if standing < MARKS {
                shown.push(c);
            }
            marks = Some(standing + 1);
        } else {
            shown.push(c);
            marks = Some(0);
        }
    }
    Cow::Owned(shown)
}

fn push_mark(shown: &mut String, c: char) {
    match c {
        '\n' => shown.push('¶'),
        '\t' => shown.push(' '),
        '\r' => {}
        '\0'..='\u{1f}' => {
            shown.push('^');
            shown.push(char::from_u32(u32::from(c) + 0x40).unwrap_or('?'));
        }
        _ => {
            // Writing to a String cannot fail.
            let _ = write!(shown, "<{:02X}>", u32::from(c));
        }
    }
}

/// Columns that the text takes as shown.
pub fn width(text: &str) -> usize {
    safe(text).width()
}

/// At most so many columns, with an ellipsis where something was cut.
pub fn clip(text: &str, columns: usize) -> String {
    let text = safe(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut cut = prefix(&text, columns.saturating_sub(1));
    if columns > 0 {
        cut.push('…');
    }
    cut
}

/// Exactly so many columns: cut or filled with blanks.
pub fn fit(text: &str, columns: usize) -> String {
    let mut fitted = clip(text, columns);
    let missing = columns.saturating_sub(fitted.width());
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// Exactly so many columns, the text at the right.
pub fn fit_right(text: &str, columns: usize) -> String {
    let clipped = clip(text, columns);
    let missing = columns.saturating_sub(clipped.width());
    let mut fitted = " ".repeat(missing);
    fitted.push_str(&clipped);
    fitted
}

fn prefix(text: &str, columns: usize) -> String {
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += grapheme.width();
        used <= columns
    };
    text.graphemes(true).take_while(fits).collect()
}

/// Broken into lines at blanks; a word that is too long is broken anywhere.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in safe(paragraph).split_whitespace() {
            let joined = line.width() + usize::from(!line.is_empty()) + word.width();
            if joined > columns && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while line.width() > columns {
                let head = match prefix(&line, columns) {
                    head if head.is_empty() => line.graphemes(true).next().unwrap_or("").to_owned(),
                    head => head,
                };
                let rest = line.strip_prefix(head.as_str()).unwrap_or("").to_owned();
                line = rest;
                lines.push(head);
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead_of_sent() {
        assert_eq!(safe("a\u{1b}[31mb"), "a^[[31mb");
        assert_eq!(safe("abc\u{202e}txt"), "abc<202E>txt");
        assert_eq!(safe("zero\u{200d}width\u{feff}"), "zero<200D>width<FEFF>");
        assert_eq!(safe("one\ntwo\tthree\r"), "one¶two three");
        assert_eq!(safe("\u{9b}0m"), "<9B>0m");
        assert_eq!(safe("Müller-Lüdenscheidt"), "Müller-Lüdenscheidt");
    }

    #[test]
    fn marks_stay_on_their_letter_and_never_pile_up() {
        assert_eq!(safe("e\u{301}"), "e\u{301}");
        assert_eq!(safe("\u{301}x"), "\u{25cc}\u{301}x");
        assert!(safe(&format!("e{}", "\u{301}".repeat(40))).chars().count() <= 1 + MARKS);
    }

    #[test]
    fn wide_letters_count_two_columns() {
        assert_eq!(width("漢字"), 4);
        assert_eq!(clip("漢字漢字", 5), "漢字…");
        assert_eq!(fit("漢", 4), "漢  ");
        assert_eq!(fit_right("7", 3), "  7");
    }

    #[test]
    fn lines_are_broken_at_blanks() {
        assert_eq!(wrap("eins zwei drei", 9), ["eins zwei", "drei"]);
        assert_eq!(wrap("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
    }

    proptest! {
        #[test]
        fn safe_text_steers_nothing_and_fits_its_columns(text: String, columns in 0usize..40) {
            prop_assert!(!safe(&text).chars().any(steers));
            prop_assert!(clip(&text, columns).width() <= columns.max(1));
            // A letter that is wider than the line stands alone; the pen cuts it.
            let fits = |line: &String| line.width() <= columns.max(2) || line.graphemes(true).count() == 1;
            prop_assert!(wrap(&text, columns).iter().all(fits));
        }
    }
}
