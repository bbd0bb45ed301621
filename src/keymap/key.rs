//! One key press, as keymaps write it and as people read it.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers, written `n`, `Space`, `C-z`, `F1`, `PageUp`.
///
/// Two presses are the same key when their [`Key::normal`] forms are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Whether Ctrl (Strg) was held.
    pub ctrl: bool,
    /// Whether Alt was held; no keymap may ask for it, a terminal may send it.
    pub alt: bool,
    /// Whether Shift was held; always false for characters in normal form.
    pub shift: bool,
}

impl Key {
    /// A key in normal form.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        Self { code, ctrl, alt, shift }.normal()
    }

    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// A character without modifiers.
    pub fn char(char: char) -> Self {
        Self::plain(Code::Char(char))
    }

    /// A letter with Ctrl held.
    pub fn ctrl(char: char) -> Self {
        Self::new(Code::Char(char), true, false, false)
    }

    /// The one form in which a key is compared and written.
    ///
    /// Terminals disagree about Shift with characters, and cannot tell Ctrl-Z
    /// from Ctrl-Shift-Z, so the character alone counts; Shift-Tab is
    /// [`Code::BackTab`].
    #[must_use]
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char(char) if self.ctrl => Self { code: Code::Char(char.to_ascii_lowercase()), shift: false, ..self },
            Code::Char(_) | Code::BackTab => Self { shift: false, ..self },
            Code::Tab if self.shift => Self { code: Code::BackTab, shift: false, ..self },
            _ => self,
        }
    }

    /// Whether the key writes a character into a text field.
    pub fn is_printable(self) -> bool {
        matches!(self.code, Code::Char(_)) && !self.ctrl && !self.alt
    }

    /// The outcome digit that the key is, if it is one.
    pub fn digit(self) -> Option<u8> {
        match self.code {
            Code::Char(char) if self.is_printable() => char.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
            _ => None,
        }
    }

    /// What stands on the key cap, in German or English: `Strg-Z`, `Ctrl-Z`.
    pub fn label(self, german: bool) -> String {
        let key = self.normal();
        let mut label = String::new();
        for (held, name) in [
            (key.ctrl, if german { "Strg-" } else { "Ctrl-" }),
            (key.alt, "Alt-"),
            (key.shift, if german { "Umschalt-" } else { "Shift-" }),
        ] {
            if held {
                label.push_str(name);
            }
        }
        label.push_str(&key.code.label(german, key.ctrl));
        label
    }
}

/// The key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as it is typed, Shift already applied.
    Char(char),
    /// Enter, also on the numeric keypad.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Delete to the left.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home (Pos1).
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    F(u8),
}

/// Every named key: the name in a keymap, the German and the English key cap.
const NAMES: [(Code, &str, &str, &str); 16] = [
    (Code::Char(' '), "Space", "Leertaste", "Space"),
    (Code::Enter, "Enter", "Enter", "Enter"),
    (Code::Esc, "Esc", "Esc", "Esc"),
    (Code::Tab, "Tab", "Tab", "Tab"),
    (Code::BackTab, "BackTab", "Umschalt-Tab", "Shift-Tab"),
    (Code::Backspace, "Backspace", "Rück", "Backspace"),
    (Code::Delete, "Delete", "Entf", "Del"),
    (Code::Insert, "Insert", "Einfg", "Ins"),
    (Code::Up, "Up", "Auf", "Up"),
    (Code::Down, "Down", "Ab", "Down"),
    (Code::Left, "Left", "Links", "Left"),
    (Code::Right, "Right", "Rechts", "Right"),
    (Code::Home, "Home", "Pos1", "Home"),
    (Code::End, "End", "Ende", "End"),
    (Code::PageUp, "PageUp", "BildAuf", "PgUp"),
    (Code::PageDown, "PageDown", "BildAb", "PgDn"),
];

/// The function keys that a keymap may name.
const FUNCTION_KEYS: std::ops::RangeInclusive<u8> = 1..=24;

impl Code {
    fn label(self, german: bool, ctrl: bool) -> String {
        match self {
            Code::Char(char) if ctrl => Code::Char(char.to_ascii_uppercase()).to_string(),
            _ => NAMES
                .iter()
                .find(|(code, ..)| *code == self)
                .map_or_else(|| self.to_string(), |(_, _, de, en)| String::from(if german { *de } else { *en })),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name, ..)) = NAMES.iter().find(|(code, ..)| code == self) {
            return f.write_str(name);
        }
        match self {
            Code::F(number) => write!(f, "F{number}"),
            Code::Char(char) if is_visible(*char) => write!(f, "{char}"),
            Code::Char(char) => write!(f, "U+{:04X}", u32::from(*char)),
            // Every other code is in NAMES, which a test proves.
            other => write!(f, "{other:?}"),
        }
    }
}

/// Whether a character can be shown as itself: invisible, combining and
/// direction-changing ones are written by number.
fn is_visible(char: char) -> bool {
    matches!(char, '\\' | '"' | '\'') || (!char.is_whitespace() && char.escape_debug().count() == 1)
}

impl FromStr for Code {
    type Err = UnreadableKey;

    fn from_str(text: &str) -> Result<Self, UnreadableKey> {
        let unreadable = || UnreadableKey(String::from(text));
        if let Some((code, ..)) = NAMES.iter().find(|(_, name, ..)| name.eq_ignore_ascii_case(text)) {
            return Ok(*code);
        }
        let mut chars = text.chars();
        match (chars.next(), chars.as_str()) {
            (Some(char), "") if is_visible(char) => Ok(Code::Char(char)),
            (Some('F' | 'f'), number) => {
                number.parse().ok().filter(|number| FUNCTION_KEYS.contains(number)).map(Code::F).ok_or_else(unreadable)
            }
            (Some('U' | 'u'), number) => number
                .strip_prefix('+')
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .and_then(char::from_u32)
                .map(Code::Char)
                .ok_or_else(unreadable),
            _ => Err(unreadable()),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.normal();
        for (held, prefix) in [(key.ctrl, "C-"), (key.alt, "A-"), (key.shift, "S-")] {
            if held {
                f.write_str(prefix)?;
            }
        }
        write!(f, "{}", key.code)
    }
}

impl FromStr for Key {
    type Err = UnreadableKey;

    fn from_str(text: &str) -> Result<Self, UnreadableKey> {
        let mut key = Key { code: Code::Esc, ctrl: false, alt: false, shift: false };
        let mut rest = text;
        while let Some((modifier, after)) = split_modifier(rest) {
            let held = match modifier {
                'C' => &mut key.ctrl,
                'A' => &mut key.alt,
                _ => &mut key.shift,
            };
            if *held {
                return Err(UnreadableKey(String::from(text)));
            }
            *held = true;
            rest = after;
        }
        key.code = rest.parse().map_err(|UnreadableKey(_)| UnreadableKey(String::from(text)))?;
        Ok(key.normal())
    }
}

fn split_modifier(text: &str) -> Option<(char, &str)> {
    ['C', 'A', 'S'].into_iter().find_map(|modifier| {
        let after = text.strip_prefix(modifier)?.strip_prefix('-')?;
        (!after.is_empty()).then_some((modifier, after))
    })
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key")]
pub struct UnreadableKey(
    /// The text.
    pub String,
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_code() -> impl Strategy<Value = Code> {
        prop_oneof![
            any::<char>().prop_map(Code::Char),
            (b' '..=b'~').prop_map(|byte| Code::Char(char::from(byte))),
            FUNCTION_KEYS.prop_map(Code::F),
            proptest::sample::select(NAMES.map(|(code, ..)| code).to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn a_key_is_read_back_as_it_was_written(
            code in any_code(), ctrl: bool, alt: bool, shift: bool,
        ) {
            let key = Key { code, ctrl, alt, shift };
            prop_assert_eq!(key.to_string().parse(), Ok(key.normal()));
        }

        #[test]
        fn the_normal_form_is_its_own_normal_form(
            code in any_code(), ctrl: bool, alt: bool, shift: bool,
        ) {
            let key = Key::new(code, ctrl, alt, shift);
            prop_assert_eq!(key.normal(), key);
        }

        #[test]
        fn reading_never_panics_and_writing_never_shows_a_control_character(text: String) {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert!(!key.to_string().chars().any(char::is_control));
            }
        }
    }

    #[test]
    fn keys_are_written_as_keymaps_write_them() {
        for text in [
            "n", "L", "+", "-", "C-z", "C--", "Space", "F1", "F24", "PageUp", "BackTab", "S-Up", "C-A-S-F5", ".", "ä",
            "U+202E", "C", "S",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn shift_counts_for_named_keys_only() {
        assert_eq!("S-N".parse::<Key>(), Ok(Key::char('N')));
        assert_eq!("S-Tab".parse::<Key>(), Ok(Key::plain(Code::BackTab)));
        assert_eq!("C-Z".parse::<Key>(), Ok(Key::ctrl('z')));
        assert_ne!("S-F5".parse::<Key>(), Ok(Key::plain(Code::F(5))));
    }

    #[test]
    fn what_names_no_key_is_refused_with_its_text() {
        for text in ["", " ", "C-", "C-C-x", "F0", "F25", "nn", "Ctrl-z", "U+", "U+D800", "\t"] {
            assert_eq!(text.parse::<Key>(), Err(UnreadableKey(String::from(text))), "{text:?}");
        }
    }

    #[test]
    fn labels_are_what_stands_on_the_keyboard() {
        let labels = |text: &str| {
            let key: Key = text.parse().unwrap();
            [key.label(true), key.label(false)]
        };
        assert_eq!(labels("C-z"), ["Strg-Z", "Ctrl-Z"]);
        assert_eq!(labels("Space"), ["Leertaste", "Space"]);
        assert_eq!(labels("PageUp"), ["BildAuf", "PgUp"]);
        assert_eq!(labels("S-F5"), ["Umschalt-F5", "Shift-F5"]);
        assert_eq!(labels("n"), ["n", "n"]);
    }
}
