//! What can be wrong with a keymap, and where.

use super::action::Action;
use super::focus::Focus;
use super::sequence::Sequence;
use std::fmt;

/// One mistake in one keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeymapError {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub fault: Fault,
}

impl KeymapError {
    /// Place and sentence, in German or English: `vim.toml:3:8: …`.
    pub fn message(&self, german: bool) -> String {
        format!("{}: {}", self.place, self.fault.sentence(german))
    }
}

impl fmt::Display for KeymapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(false))
    }
}

impl std::error::Error for KeymapError {}

/// A place in a file, shown as `file:line:column`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte of the text.
    pub(super) fn of(file: &str, text: &str, offset: usize) -> Self {
        let before = text.char_indices().take_while(|(index, _)| *index < offset).map(|(_, char)| char);
        let (line, column) = before.fold((1, 1), |(line, column), char| match char {
            '\n' => (line + 1, 1),
            _ => (line, column + 1),
        });
        Self { file: String::from(file), line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A mistake in a keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not TOML; the parser's own words, which are English.
    Syntax(String),
    /// There is no keymap of this name.
    UnknownKeymap(String),
    /// The keymap inherits from itself, if by way of others.
    InheritsItself(String),
    /// There is no such part of the screen; perhaps this one was meant.
    UnknownFocus(String, Option<&'static str>),
    /// There is no such action; perhaps this one was meant.
    UnknownAction(String, Option<&'static str>),
    /// The action cannot be used in this part of the screen (none: `[lists]`).
    NotHere(Action, Option<Focus>),
    /// Something else than the table, text or list of texts that belongs here.
    WrongShape(Shape),
    /// The text names no key.
    UnreadableKey(String),
    /// The key exists but is no good for this.
    RefusedKey(Sequence, Refused),
    /// The key means two things at once.
    BoundTwice {
        /// The key.
        keys: Sequence,
        /// What it is to mean here.
        action: Action,
        /// What it means already.
        other: Action,
        /// Where that is said.
        place: Place,
    },
    /// One key sequence begins with another, so that one of them cannot work.
    HiddenByPrefix {
        /// The sequence here.
        keys: Sequence,
        /// The other one.
        other_keys: Sequence,
        /// What the other one means.
        other: Action,
        /// Where that is said.
        place: Place,
    },
    /// An action that nobody can work without has no key here.
    EssentialWithoutKey(Action, Focus),
    /// An outcome digit is to mean something else.
    DigitRebound(u8, Action),
    /// An outcome lost its digit.
    DigitLost(u8),
}

/// What belongs in a place of a keymap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `inherits = "default"`
    Name,
    /// `[queue]`
    Table,
    /// `["n", "F2"]`
    Keys,
}

/// Why a key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// German keyboards need AltGr to write it.
    AltGr,
    /// It waits for a second key on German keyboards.
    DeadKey,
    /// Alt belongs to the terminal or the desktop.
    Alt,
    /// It needs Shift and an outcome digit.
    ShiftedDigit,
    /// Terminals send the same for this key.
    SameAs(&'static str),
    /// Terminals do not send it, or not all of them.
    NotSent,
    /// It would be written into the text field.
    WritesText,
}

impl Fault {
    /// A sentence for the user, in German or English.
    pub fn sentence(&self, german: bool) -> String {
        if german { self.sentence_de() } else { self.sentence_en() }
    }

    fn sentence_de(&self) -> String {
        match self {
            Fault::Syntax(words) => format!("kein gültiges TOML: {words}"),
            Fault::UnknownKeymap(name) => format!("es gibt keine Tastenbelegung {name:?}"),
            Fault::InheritsItself(name) => format!("die Tastenbelegung {name:?} erbt von sich selbst"),
            Fault::UnknownFocus(name, near) => {
                format!("unbekannter Bildschirmteil {name:?}{}", meant_de(*near))
            }
            Fault::UnknownAction(name, near) => {
                format!("unbekannter Befehl {name:?}{}", meant_de(*near))
            }
            Fault::NotHere(action, focus) => {
                format!("der Befehl {action} gehört nicht in [{}]", focus.map_or("lists", Focus::name))
            }
            Fault::WrongShape(Shape::Name) => String::from("hier gehört ein Name hin: inherits = \"default\""),
            Fault::WrongShape(Shape::Table) => String::from("hier gehört ein Bildschirmteil hin, zum Beispiel [queue]"),
            Fault::WrongShape(Shape::Keys) => String::from("hier gehört eine Liste von Tasten hin: [\"n\", \"F2\"]"),
            Fault::UnreadableKey(text) => format!("{text:?} ist keine Taste"),
            Fault::RefusedKey(keys, why) => format!("die Taste {keys} geht hier nicht: {}", why.de()),
            Fault::BoundTwice { keys, action, other, place } => {
                format!("{keys} soll {action} sein, ist aber schon {other} ({place})")
            }
            Fault::HiddenByPrefix { keys, other_keys, other, place } => {
                format!("{keys} und {other_keys} ({other}, {place}) beginnen gleich; nur eines davon kann gelten")
            }
            Fault::EssentialWithoutKey(action, focus) => {
                format!("der Befehl {action} braucht in [{focus}] eine Taste")
            }
            Fault::DigitRebound(digit, action) => {
                format!("die Ziffer {digit} ist ein Ergebnis und kann nicht {action} sein")
            }
            Fault::DigitLost(digit) => format!("outcome-{digit} muss die Ziffer {digit} behalten"),
        }
    }

    fn sentence_en(&self) -> String {
        match self {
            Fault::Syntax(words) => format!("not valid TOML: {words}"),
            Fault::UnknownKeymap(name) => format!("there is no keymap {name:?}"),
            Fault::InheritsItself(name) => format!("the keymap {name:?} inherits from itself"),
            Fault::UnknownFocus(name, near) => {
                format!("unknown part of the screen {name:?}{}", meant_en(*near))
            }
            Fault::UnknownAction(name, near) => {
                format!("unknown action {name:?}{}", meant_en(*near))
            }
            Fault::NotHere(action, focus) => {
                format!("the action {action} does not belong in [{}]", focus.map_or("lists", Focus::name))
            }
            Fault::WrongShape(Shape::Name) => String::from("a name belongs here: inherits = \"default\""),
            Fault::WrongShape(Shape::Table) => String::from("a part of the screen belongs here, such as [queue]"),
            Fault::WrongShape(Shape::Keys) => String::from("a list of keys belongs here: [\"n\", \"F2\"]"),
            Fault::UnreadableKey(text) => format!("{text:?} is not a key"),
            Fault::RefusedKey(keys, why) => format!("the key {keys} is no good here: {}", why.en()),
            Fault::BoundTwice { keys, action, other, place } => {
                format!("{keys} is to be {action} but is {other} already ({place})")
            }
            Fault::HiddenByPrefix { keys, other_keys, other, place } => {
                format!("{keys} and {other_keys} ({other}, {place}) begin alike; only one of them can work")
            }
            Fault::EssentialWithoutKey(action, focus) => {
                format!("the action {action} needs a key in [{focus}]")
            }
            Fault::DigitRebound(digit, action) => {
                format!("the digit {digit} is an outcome and cannot be {action}")
            }
            Fault::DigitLost(digit) => format!("outcome-{digit} must keep the digit {digit}"),
        }
    }
}

impl Refused {
    fn de(self) -> String {
        match self {
            Refused::AltGr => String::from("sie braucht AltGr"),
            Refused::DeadKey => String::from("sie wartet auf eine zweite Taste"),
            Refused::Alt => String::from("Alt gehört dem Terminal"),
            Refused::ShiftedDigit => String::from("sie liegt mit Umschalt auf einer Ergebnisziffer"),
            Refused::SameAs(key) => format!("das Terminal sendet dafür {key}"),
            Refused::NotSent => String::from("nicht jedes Terminal sendet sie"),
            Refused::WritesText => String::from("sie schreibt in das Textfeld"),
        }
    }

    fn en(self) -> String {
        match self {
            Refused::AltGr => String::from("German keyboards need AltGr for it"),
            Refused::DeadKey => String::from("it waits for a second key on German keyboards"),
            Refused::Alt => String::from("Alt belongs to the terminal"),
            Refused::ShiftedDigit => String::from("it is Shift and an outcome digit on German keyboards"),
            Refused::SameAs(key) => format!("terminals send {key} for it"),
            Refused::NotSent => String::from("not every terminal sends it"),
            Refused::WritesText => String::from("it writes into the text field"),
        }
    }
}

fn meant_de(near: Option<&str>) -> String {
    near.map_or_else(String::new, |name| format!("; gemeint ist vielleicht {name:?}"))
}

fn meant_en(near: Option<&str>) -> String {
    near.map_or_else(String::new, |name| format!("; perhaps {name:?} is meant"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "# grüße\nä = 1";
        let place = |offset| {
            let place = Place::of("f", text, offset);
            (place.line, place.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(text.find('ß').unwrap()), (1, 6));
        assert_eq!(place(text.find('=').unwrap()), (2, 3));
        assert_eq!(place(usize::MAX), (2, 6));
    }
}
