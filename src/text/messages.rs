//! The messages of one language: Fluent, without isolation marks, numbers grouped as the language writes them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Lang, numbers};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The German messages, as compiled in.
pub(super) const GERMAN: &str = include_str!("../defaults/de.ftl");
/// The English messages, as compiled in.
pub(super) const ENGLISH: &str = include_str!("../defaults/en.ftl");

/// The messages of a language; made once a process, at the first use.
pub fn texts(lang: Lang) -> &'static Texts {
    static OF_GERMAN: OnceLock<Texts> = OnceLock::new();
    static OF_ENGLISH: OnceLock<Texts> = OnceLock::new();
    match lang {
        Lang::De => OF_GERMAN.get_or_init(|| Texts::new(lang, GERMAN)),
        Lang::En => OF_ENGLISH.get_or_init(|| Texts::new(lang, ENGLISH)),
    }
}

/// The messages of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// A value for a variable of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Text(Cow<'a, str>),
    /// A number: selects the plural and is written with the language's thousands separator. A year is no number: give
    /// it as text.
    Number(i64),
}

impl Texts {
    fn new(lang: Lang, source: &str) -> Self {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
        let mut bundle = FluentBundle::new_concurrent(lang.code().parse().into_iter().collect());
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::De => |value, _| grouped(Lang::De, value),
            Lang::En => |value, _| grouped(Lang::En, value),
        }));
        bundle.add_resource_overriding(resource);
        Self { lang, bundle }
    }

    /// Whether there is a message of this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The message of this key; a missing one shows as `⟦key⟧`.
    pub fn get(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The message of this key with its variables filled; a missing one shows as `⟦key⟧`, a missing value as `{$name}`.
    pub fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg);
        }
        let mut shown_in_the_text = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut shown_in_the_text).into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Texts").field(&self.lang).finish()
    }
}

fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::integer(lang, number.value as i64)),
        _ => None,
    }
}

impl<'a> From<&'a Arg<'_>> for FluentValue<'a> {
    fn from(arg: &'a Arg<'_>) -> Self {
        match arg {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Arg::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<char> for Arg<'_> {
    fn from(letter: char) -> Self {
        Self::Text(Cow::Owned(letter.to_string()))
    }
}

macro_rules! numbers_as_args {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
numbers_as_args!(i64, i32, i16, u64, u32, u16, u8, usize);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::t;

    #[test]
    fn a_missing_key_is_seen_on_screen() {
        assert_eq!(texts(Lang::De).get("no-such-key"), "⟦no-such-key⟧");
        assert!(!texts(Lang::En).has("no-such-key"));
    }

    #[test]
    fn numbers_choose_the_plural_and_are_grouped_as_the_language_writes_them() {
        assert_eq!(t!(Lang::De, "header-today", calls = 12, reached = 7), "12 Anrufe heute · 7 erreicht");
        assert_eq!(t!(Lang::De, "header-today", calls = 1, reached = 0), "1 Anruf heute · 0 erreicht");
        assert_eq!(t!(Lang::En, "header-today", calls = 12_345, reached = 7), "12,345 calls today · 7 reached");
        assert_eq!(t!(Lang::De, "header-today", calls = 12_345, reached = 7), "12.345 Anrufe heute · 7 erreicht");
    }

    #[test]
    fn words_are_put_in_without_isolation_marks() {
        let receipt = t!(Lang::De, "receipt-next-attempt", outcome = "keine Antwort", when = "17:00", key = 'u');
        assert_eq!(receipt, "keine Antwort · nächster Versuch 17:00 · u zurück");
    }

    #[test]
    fn texts_may_be_read_by_several_threads() {
        std::thread::scope(|scope| {
            for lang in Lang::ALL {
                scope.spawn(move || assert!(texts(lang).has("app-title")));
            }
        });
    }
}
