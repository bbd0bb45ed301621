//! (being built)

use serde::Deserialize;

/// A text in both languages of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in German, or else in English.
    pub fn get(&self, german: bool) -> &str {
        if german { &self.de } else { &self.en }
    }
}
