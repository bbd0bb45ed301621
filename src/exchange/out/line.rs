//! A stored revision as the flat list needs it: the texts of its JSON, borrowed where they stand and not understood again.
//! Codes, dates and ids are written to the list as they were stored.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A text of the JSON; empty where it is missing or null.
#[derive(Debug, Default, Clone)]
pub(super) struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    /// The text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// An instant to the second: `2026-03-03T09:00:00Z`.
    pub(super) fn second(&self) -> String {
        self.0.get(..19).map(|second| format!("{second}Z")).unwrap_or_default()
    }

    /// This text, or the other where this one is empty.
    pub(super) fn or<'t>(&'t self, other: &'t Self) -> &'t str {
        if self.0.is_empty() { &other.0 } else { &self.0 }
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or null")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Text::default())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

macro_rules! part {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(default)]
        pub(super) struct $name<'a> {
            $(#[serde(borrow)] pub(super) $field: $kind,)+
        }
    };
}

part! {
    /// A revision.
    Line {
        record: RecordPart<'a>,
        person: PersonPart<'a>,
        household: Option<NamedPart<'a>>,
        institution: Option<NamedPart<'a>>,
        attempts: Vec<AttemptPart<'a>>,
        orders: Vec<OrderPart<'a>>,
    }
}

/// The record.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct RecordPart<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) reference: Text<'a>,
    pub(super) revision: u32,
    #[serde(borrow)]
    pub(super) kind: Text<'a>,
    #[serde(borrow)]
    pub(super) disease: Text<'a>,
    #[serde(borrow)]
    pub(super) group: Text<'a>,
    #[serde(borrow)]
    pub(super) immunity: Text<'a>,
    #[serde(borrow)]
    pub(super) classification: Text<'a>,
    #[serde(borrow)]
    pub(super) reported_on: Text<'a>,
    #[serde(borrow)]
    pub(super) follow_up_until: Text<'a>,
    #[serde(borrow)]
    pub(super) closing: Text<'a>,
    #[serde(borrow)]
    pub(super) pinned_note: Text<'a>,
    #[serde(borrow)]
    pub(super) exposure: ExposurePart<'a>,
    #[serde(borrow)]
    pub(super) infection: InfectionPart<'a>,
    #[serde(borrow)]
    pub(super) index: IndexPart<'a>,
    #[serde(borrow)]
    pub(super) worked: Option<WorkedPart<'a>>,
}

part! {
    /// Exposure facts.
    ExposurePart { first: Text<'a>, last: Text<'a>, category: Text<'a>, setting: Text<'a> }
}
part! {
    /// Facts of a case.
    InfectionPart { onset: Text<'a>, specimen: Text<'a> }
}
part! {
    /// The index case.
    IndexPart { external: Text<'a>, words: Text<'a> }
}
part! {
    /// What made it worked.
    WorkedPart { at: Text<'a>, why: Text<'a> }
}
part! {
    /// The person.
    PersonPart {
        last_name: Text<'a>,
        first_name: Text<'a>,
        birth: Text<'a>,
        sex: Text<'a>,
        languages: Vec<Text<'a>>,
        phones: Vec<PhonePart<'a>>,
        addresses: Vec<AddressPart<'a>>,
        email: Text<'a>,
    }
}
part! {
    /// A number.
    PhonePart { e164: Text<'a>, raw: Text<'a> }
}
part! {
    /// An address.
    AddressPart { kind: Text<'a>, street: Text<'a>, postcode: Text<'a>, place: Text<'a>, municipality: Text<'a> }
}
part! {
    /// A household or an institution.
    NamedPart { name: Text<'a> }
}
part! {
    /// An order.
    OrderPart {
        number: Text<'a>,
        kind: Text<'a>,
        from: Text<'a>,
        to: Text<'a>,
        state: Text<'a>,
        verbal_at: Text<'a>,
        authority: Text<'a>,
        result: Text<'a>,
        foreign_number: Text<'a>,
    }
}
part! {
    /// An outcome set right later.
    CorrectionPart { outcome: Text<'a> }
}

/// An attempt.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct AttemptPart<'a> {
    #[serde(borrow)]
    pub(super) ended_at: Text<'a>,
    #[serde(borrow)]
    pub(super) outcome: Text<'a>,
    pub(super) counted: bool,
    pub(super) undone: Option<serde::de::IgnoredAny>,
    #[serde(borrow)]
    pub(super) correction: Option<CorrectionPart<'a>>,
}

impl PersonPart<'_> {
    /// Where they stay: the stay address, else the registered one.
    pub(super) fn stays_at(&self) -> Option<&AddressPart<'_>> {
        let of = |kind: &str| self.addresses.iter().find(|address| address.kind.as_str() == kind);
        of("stay").or_else(|| of("registered"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_null_is_empty_and_escapes_are_read() {
        let text = r#"{"record":{"kind":"case","closing":null,"worked":{"at":"2026-03-03T09:00:00.250Z","why":"closed"}},
            "person":{"last_name":"O\u0027Neill \"Q\"","phones":[{"e164":null,"raw":"0221 4710"}]}}"#;
        let line: Line<'_> = serde_json::from_str(text).unwrap();
        assert_eq!((line.record.kind.as_str(), line.record.closing.as_str()), ("case", ""));
        assert_eq!(line.record.worked.unwrap().at.second(), "2026-03-03T09:00:00Z");
        assert_eq!(line.person.last_name.as_str(), "O'Neill \"Q\"");
        assert_eq!(line.person.phones[0].e164.or(&line.person.phones[0].raw), "0221 4710");
        assert!(line.person.stays_at().is_none());
    }
}
