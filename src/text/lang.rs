//! The language of the screen.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// German, where nothing else is asked for.
    #[default]
    De,
    /// English.
    En,
}

/// The text names no language that the program speaks.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown language {0:?}: de or en")]
pub struct LangError(String);

impl Lang {
    /// Both, German first.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// ISO 639-1 code, as settings store it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The other one, for switching at run time.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::De => Self::En,
            Self::En => Self::De,
        }
    }

    /// The first value that names a language of ours, else German. Values in order of rank: `--lang`, the user's
    /// setting, `LC_ALL`, `LC_MESSAGES`, `LANG`. Empty, `C` and `POSIX` (also `C.UTF-8`) count as unset.
    pub fn from_environment<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        values.into_iter().flatten().find_map(of_locale).unwrap_or_default()
    }
}

/// The language of a locale name such as `de`, `de_DE.UTF-8`, `en-GB`.
fn of_locale(locale: &str) -> Option<Lang> {
    locale.trim().split(['_', '.', '@', '-']).next().and_then(|language| language.parse().ok())
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.code() == wanted).ok_or_else(|| LangError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_reads_back_as_it_was_written() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
        }
        assert!("fr".parse::<Lang>().is_err());
    }

    #[test]
    fn the_first_value_that_names_a_known_language_wins() {
        let table: [(&[Option<&str>], Lang); 9] = [
            (&[], Lang::De),
            (&[None, None, None], Lang::De),
            (&[Some("en"), Some("de"), Some("de_DE.UTF-8")], Lang::En),
            (&[None, Some("en"), Some("de_DE.UTF-8")], Lang::En),
            (&[None, None, Some(""), Some("C"), Some("en_GB.UTF-8")], Lang::En),
            (&[None, None, Some("C.UTF-8"), Some("POSIX"), None], Lang::De),
            (&[None, None, Some("de_DE@euro"), None, Some("en_US")], Lang::De),
            (&[None, None, Some("fr_FR.UTF-8")], Lang::De),
            (&[Some("EN-GB")], Lang::En),
        ];
        for (values, expected) in table {
            assert_eq!(Lang::from_environment(values.iter().copied()), expected, "{values:?}");
        }
    }
}
