//! What people read: German and English messages, labels of codes, dates and numbers, and the times that people say.
//! Pure: no clock, no environment, no terminal. The messages stand in `src/defaults/*.ftl` and are compiled in.

pub mod dates;
pub mod labels;
mod lang;
mod messages;
pub mod numbers;
pub mod people;
pub mod say;
pub mod when;

pub use lang::{Lang, LangError};
pub use messages::{Arg, Texts, texts};
pub use numbers::{decimal, integer};
pub use when::{WhenError, Window};

/// The text of a message: `t!(lang, "key")`, `t!(lang, "key", name = value, …)`.
///
/// A test reads every use of it in the sources: the key must be a literal that both languages have, and the names must
/// be the message's variables. Build a key at run time with [`Texts::get`] only where a test of its own covers all keys.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:expr $(,)?) => {
        $crate::text::texts($lang).get($key)
    };
    ($lang:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::texts($lang).format($key, &[$((stringify!($name), $crate::text::Arg::from($value))),+])
    };
}

#[cfg(test)]
mod parity_tests;
#[cfg(test)]
#[allow(clippy::string_slice)] // at places that a search of the same text found
mod source_tests;
