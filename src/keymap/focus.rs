//! Where on the screen a key is pressed.

use std::fmt;
use std::str::FromStr;

/// A part of the screen with keys of its own, from the whole application
/// down to one dialogue.
///
/// A *focus path* lists the parts under the cursor, innermost first, for
/// example script, call, global; see [`Focus::path`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Focus {
    /// Everywhere.
    Global,
    /// The call list, a tracer's home.
    Queue,
    /// The call screen.
    Call,
    /// A script step on the call screen that waits for yes or no.
    Script,
    /// The list of rarer outcomes, which 0 opens.
    Outcomes,
    /// The list of the others in the telephone call, a text field over its rows.
    Household,
    /// A form: fields, choices, boxes.
    Form,
    /// A text field that is being written in.
    Text,
    /// A person's record.
    Record,
    /// The list of orders.
    Orders,
    /// The table of proposed orders before they are given.
    Order,
    /// The list of batches.
    Batches,
    /// The supervisor's board.
    Board,
    /// The supervisor's list.
    Decisions,
    /// What is left when going home.
    Leaving,
    /// The search, a text field over its results.
    Search,
    /// The telephone numbers of a person.
    Numbers,
    /// A list of which one is chosen.
    Choice,
    /// A question that asks once more.
    Confirm,
    /// The locked screen.
    Locked,
    /// The palette, a text field over the actions by name.
    Palette,
    /// The help.
    Help,
}

impl Focus {
    /// Every focus, in the order of the help.
    pub const ALL: [Focus; 22] = [
        Focus::Global,
        Focus::Queue,
        Focus::Call,
        Focus::Script,
        Focus::Outcomes,
        Focus::Household,
        Focus::Form,
        Focus::Text,
        Focus::Record,
        Focus::Orders,
        Focus::Order,
        Focus::Batches,
        Focus::Board,
        Focus::Decisions,
        Focus::Leaving,
        Focus::Search,
        Focus::Numbers,
        Focus::Choice,
        Focus::Confirm,
        Focus::Locked,
        Focus::Palette,
        Focus::Help,
    ];

    /// The focuses with a cursor that walks over rows; the table `[lists]` of
    /// a keymap binds keys in all of them.
    pub const LISTS: [Focus; 16] = [
        Focus::Queue,
        Focus::Outcomes,
        Focus::Household,
        Focus::Form,
        Focus::Record,
        Focus::Orders,
        Focus::Order,
        Focus::Batches,
        Focus::Board,
        Focus::Decisions,
        Focus::Leaving,
        Focus::Search,
        Focus::Numbers,
        Focus::Choice,
        Focus::Palette,
        Focus::Help,
    ];

    /// Every focus path on which a keymap is checked, innermost first.
    pub const PATHS: [&[Focus]; 23] = [
        &[Focus::Global],
        &[Focus::Queue, Focus::Global],
        &[Focus::Call, Focus::Global],
        &[Focus::Script, Focus::Call, Focus::Global],
        &[Focus::Outcomes, Focus::Global],
        &[Focus::Household, Focus::Global],
        &[Focus::Form, Focus::Global],
        &[Focus::Text, Focus::Form, Focus::Global],
        &[Focus::Text, Focus::Call, Focus::Global],
        &[Focus::Record, Focus::Global],
        &[Focus::Orders, Focus::Global],
        &[Focus::Order, Focus::Global],
        &[Focus::Batches, Focus::Global],
        &[Focus::Board, Focus::Global],
        &[Focus::Decisions, Focus::Global],
        &[Focus::Leaving],
        &[Focus::Search, Focus::Global],
        &[Focus::Numbers, Focus::Global],
        &[Focus::Choice, Focus::Global],
        &[Focus::Confirm],
        &[Focus::Locked],
        &[Focus::Palette, Focus::Global],
        &[Focus::Help, Focus::Global],
    ];

    /// The usual path from this focus outwards, innermost first.
    ///
    /// A text field stands in a form here; the note field of the call screen
    /// has the path text, call, global.
    pub fn path(self) -> &'static [Focus] {
        Self::PATHS.into_iter().find(|path| path.first() == Some(&self)).unwrap_or(&[Focus::Global])
    }

    /// The public name in a keymap.
    pub fn name(self) -> &'static str {
        match self {
            Focus::Global => "global",
            Focus::Queue => "queue",
            Focus::Call => "call",
            Focus::Script => "script",
            Focus::Outcomes => "outcomes",
            Focus::Household => "household",
            Focus::Form => "form",
            Focus::Text => "text",
            Focus::Record => "record",
            Focus::Orders => "orders",
            Focus::Order => "order",
            Focus::Batches => "batches",
            Focus::Board => "board",
            Focus::Decisions => "decisions",
            Focus::Leaving => "leaving",
            Focus::Search => "search",
            Focus::Numbers => "numbers",
            Focus::Choice => "choice",
            Focus::Confirm => "confirm",
            Focus::Locked => "locked",
            Focus::Palette => "palette",
            Focus::Help => "help",
        }
    }

    /// The heading in help and key table, in German or English.
    pub fn title(self, german: bool) -> &'static str {
        let (de, en) = match self {
            Focus::Global => ("Überall", "Everywhere"),
            Focus::Queue => ("Anrufliste", "Call list"),
            Focus::Call => ("Anruf", "Call"),
            Focus::Script => ("Gesprächsleitfaden", "Script"),
            Focus::Outcomes => ("Weitere Ergebnisse (0)", "More outcomes (0)"),
            Focus::Household => ("Haushalt und Einrichtung", "Household and institution"),
            Focus::Form => ("Formular", "Form"),
            Focus::Text => ("Textfeld", "Text field"),
            Focus::Record => ("Vorgang", "Record"),
            Focus::Orders => ("Anordnungen", "Orders"),
            Focus::Order => ("Anordnung vorschlagen", "Order proposal"),
            Focus::Batches => ("Datenlieferungen", "Batches"),
            Focus::Board => ("Übersicht", "Board"),
            Focus::Decisions => ("Liste der Teamleitung", "Supervisor's list"),
            Focus::Leaving => ("Feierabend", "Going home"),
            Focus::Search => ("Suche", "Search"),
            Focus::Numbers => ("Rufnummern", "Telephone numbers"),
            Focus::Choice => ("Auswahl", "Choice"),
            Focus::Confirm => ("Nachfrage", "Confirmation"),
            Focus::Locked => ("Gesperrt", "Locked"),
            Focus::Palette => ("Befehle", "Commands"),
            Focus::Help => ("Hilfe", "Help"),
        };
        if german { de } else { en }
    }

    /// Whether characters are written into a text field, so that no printable
    /// key acts while this is the innermost focus.
    pub fn takes_text(self) -> bool {
        matches!(self, Focus::Text | Focus::Search | Focus::Palette)
    }

    /// Whether printable keys go no further out than this focus: a slip in a
    /// dialogue must not fetch the next call behind it.
    pub fn keeps_characters(self) -> bool {
        match self {
            Focus::Outcomes
            | Focus::Household
            | Focus::Form
            | Focus::Text
            | Focus::Order
            | Focus::Leaving
            | Focus::Search
            | Focus::Numbers
            | Focus::Choice
            | Focus::Confirm
            | Focus::Locked
            | Focus::Palette
            | Focus::Help => true,
            Focus::Global
            | Focus::Queue
            | Focus::Call
            | Focus::Script
            | Focus::Record
            | Focus::Orders
            | Focus::Batches
            | Focus::Board
            | Focus::Decisions => false,
        }
    }

    /// Whether a key bound here may mean something else further out.
    ///
    /// Dialogues answer first. A script step may take a key from everywhere
    /// (`n` is no) but none from the call around it. Screens may take none.
    pub fn may_hide(self, outer: Focus) -> bool {
        self.keeps_characters() || (self == Focus::Script && outer == Focus::Global)
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Focus {
    type Err = UnknownFocus;

    fn from_str(text: &str) -> Result<Self, UnknownFocus> {
        Self::ALL.into_iter().find(|focus| focus.name() == text).ok_or_else(|| UnknownFocus(String::from(text)))
    }
}

/// A text that names no focus.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a part of the screen")]
pub struct UnknownFocus(
    /// The text.
    pub String,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_focus_has_a_path_that_starts_with_it() {
        for focus in Focus::ALL {
            assert_eq!(focus.path().first(), Some(&focus));
            assert_eq!(focus.name().parse(), Ok(focus));
        }
    }

    #[test]
    fn what_takes_text_keeps_its_characters() {
        for focus in Focus::ALL {
            assert!(!focus.takes_text() || focus.keeps_characters());
        }
    }
}
