//! Keys that are pressed one after the other, `g b`.

use super::key::{Key, UnreadableKey};
use std::fmt;
use std::str::FromStr;

/// One or more keys in the order in which they are pressed, written with
/// blanks between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence {
    first: Key,
    rest: Vec<Key>,
}

impl Sequence {
    /// The key that starts it.
    pub fn first(&self) -> Key {
        self.first
    }

    /// All its keys.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// The number of its keys, at least one.
    pub fn count(&self) -> usize {
        1 + self.rest.len()
    }

    /// Whether it starts with all of these keys, or is them.
    pub fn starts_with(&self, keys: &[Key]) -> bool {
        keys.len() <= self.count() && self.keys().zip(keys).all(|(mine, key)| mine == key.normal())
    }

    /// Whether the other one begins with this one and goes on.
    pub fn is_prefix_of(&self, other: &Sequence) -> bool {
        self.count() < other.count() && self.keys().zip(other.keys()).all(|(a, b)| a == b)
    }

    /// What stands on the key caps, in German or English: `g b`, `Strg-Z`.
    pub fn label(&self, german: bool) -> String {
        let labels: Vec<String> = self.keys().map(|key| key.label(german)).collect();
        labels.join(" ")
    }
}

impl From<Key> for Sequence {
    fn from(key: Key) -> Self {
        Self { first: key.normal(), rest: Vec::new() }
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.rest.iter().try_for_each(|key| write!(f, " {key}"))
    }
}

impl FromStr for Sequence {
    type Err = UnreadableKey;

    fn from_str(text: &str) -> Result<Self, UnreadableKey> {
        let mut words = text.split_whitespace().map(str::parse);
        let first = words.next().ok_or_else(|| UnreadableKey(String::from(text)))??;
        let rest = words.collect::<Result<_, _>>()?;
        Ok(Self { first, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(text: &str) -> Sequence {
        text.parse().unwrap()
    }

    #[test]
    fn a_sequence_is_read_back_as_it_was_written() {
        for text in ["n", "g b", "C-w Space F1", "- + -"] {
            assert_eq!(sequence(text).to_string(), text);
        }
        assert!("".parse::<Sequence>().is_err());
        assert!("g nope".parse::<Sequence>().is_err());
    }

    #[test]
    fn a_prefix_is_shorter_and_agrees() {
        assert!(sequence("g").is_prefix_of(&sequence("g b")));
        assert!(!sequence("g b").is_prefix_of(&sequence("g b")));
        assert!(!sequence("b").is_prefix_of(&sequence("g b")));
    }

    #[test]
    fn a_sequence_starts_with_what_was_pressed_so_far() {
        let (g, b) = (Key::char('g'), Key::char('b'));
        assert!(sequence("g b").starts_with(&[]));
        assert!(sequence("g b").starts_with(&[g]));
        assert!(sequence("g b").starts_with(&[g, b]));
        assert!(!sequence("g b").starts_with(&[g, b, b]));
        assert!(!sequence("g b").starts_with(&[b]));
    }
}
