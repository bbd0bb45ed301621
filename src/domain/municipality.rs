//! Municipalities as data: official key, names, postcodes, the authority that is competent there and who writes its orders.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::data_error::{DataError, DataFile};
use super::fold::fold_loosely;
use super::order::IssuingMode;

/// A municipality and who issues orders there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Municipality {
    /// Official municipality key (AGS), eight digits.
    pub key: String,
    /// Name.
    pub name: String,
    /// Other spellings.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Postcodes; none: the name alone tells it.
    #[serde(default)]
    pub postcodes: Vec<String>,
    /// District, as SORMAS names it; empty: that of the office.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub district: String,
    /// Issuing authority, short, as in order numbers: `KOELN`.
    pub authority: String,
    /// Its name, as letters have it: `Stadt Köln, Gesundheitsamt`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority_name: String,
    /// Its address, for letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority_address: String,
    /// Who writes the order.
    pub mode: IssuingMode,
}

impl Municipality {
    /// A municipality without spellings, postcodes or the authority's particulars.
    pub fn new(key: &str, name: &str, authority: &str, mode: IssuingMode) -> Self {
        Self {
            key: key.to_owned(),
            name: name.to_owned(),
            spellings: Vec::new(),
            postcodes: Vec::new(),
            district: String::new(),
            authority: authority.to_owned(),
            authority_name: String::new(),
            authority_address: String::new(),
            mode,
        }
    }

    /// Whether this is its name or one of its spellings; case, umlauts and blanks do not matter.
    pub fn is_called(&self, place: &Spoken<'_>) -> bool {
        self.names().any(|name| name == place.text) || self.names().any(|name| folded(name) == place.folded)
    }

    /// Whether the postcode is one of its own, or none are known.
    pub fn has_postcode(&self, postcode: &str) -> bool {
        self.postcodes.is_empty() || self.postcodes.iter().any(|known| known == postcode)
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.spellings)
    }

    /// Whether an address could be in both, with the same name and postcode.
    fn is_like(&self, other: &Self) -> bool {
        let same_name = self.names().any(|name| other.is_called(&Spoken::new(name)));
        let same_postcode = self.postcodes.is_empty()
            || other.postcodes.is_empty()
            || self.postcodes.iter().any(|postcode| other.postcodes.contains(postcode));
        same_name && same_postcode
    }
}

/// A place as somebody wrote it, folded once for all municipalities.
#[derive(Debug)]
pub struct Spoken<'a> {
    text: &'a str,
    folded: String,
}

impl<'a> Spoken<'a> {
    /// The place of this text.
    pub fn new(text: &'a str) -> Self {
        Self { text, folded: folded(text) }
    }
}

fn folded(place: &str) -> String {
    fold_loosely(&place.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Reads a file of municipalities.
///
/// # Errors
/// Every fault, with line and column.
pub fn parse(file: &DataFile<'_>) -> Result<Vec<Municipality>, Vec<DataError>> {
    let raw: Raw = file.parse().map_err(|error| vec![error])?;
    let mut faults: Vec<(Range<usize>, String)> = raw.municipality.iter().flat_map(RawTown::faults).collect();
    faults.extend(contradictions(&raw.municipality));
    if faults.is_empty() {
        return Ok(raw.municipality.into_iter().map(RawTown::build).collect());
    }
    faults.sort_by_key(|(span, _)| span.start);
    Err(faults.into_iter().map(|(span, message)| file.error_at(&span, message)).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    municipality: Vec<RawTown>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTown {
    key: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    spellings: Vec<Spanned<String>>,
    #[serde(default)]
    postcodes: Vec<Spanned<String>>,
    #[serde(default)]
    district: String,
    authority: Spanned<String>,
    #[serde(default)]
    authority_name: String,
    #[serde(default)]
    authority_address: String,
    mode: Spanned<IssuingMode>,
}

impl RawTown {
    fn faults(&self) -> Vec<(Range<usize>, String)> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, at: &Spanned<String>, what: &str| {
            if !holds {
                faults.push((at.span(), format!("{:?} {what}", at.as_ref())));
            }
        };
        must(is_digits(self.key.as_ref(), 8), &self.key, "is no official key: eight digits");
        for name in std::iter::once(&self.name).chain(&self.spellings) {
            must(!name.as_ref().trim().is_empty(), name, "is no name");
        }
        for postcode in &self.postcodes {
            must(is_digits(postcode.as_ref(), 5), postcode, "is no postcode: five digits");
        }
        let short = self.authority.as_ref();
        let is_short = !short.is_empty()
            && short.chars().count() <= 12
            && short.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
        must(is_short, &self.authority, "is no short name of an authority: A to Z, digits and -, at most 12");
        faults
    }

    fn build(self) -> Municipality {
        let texts = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
        Municipality {
            key: self.key.into_inner(),
            name: self.name.into_inner(),
            spellings: texts(self.spellings),
            postcodes: texts(self.postcodes),
            district: self.district,
            authority: self.authority.into_inner(),
            authority_name: self.authority_name,
            authority_address: self.authority_address,
            mode: self.mode.into_inner(),
        }
    }

    fn copy(&self) -> Municipality {
        let texts = |list: &[Spanned<String>]| list.iter().map(|text| text.as_ref().clone()).collect();
        Municipality {
            spellings: texts(&self.spellings),
            postcodes: texts(&self.postcodes),
            authority_name: self.authority_name.clone(),
            authority_address: self.authority_address.clone(),
            ..Municipality::new(self.key.as_ref(), self.name.as_ref(), self.authority.as_ref(), *self.mode.as_ref())
        }
    }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What two municipalities can't both say: the same key, the same name and postcode, or one authority in two ways.
fn contradictions(towns: &[RawTown]) -> Vec<(Range<usize>, String)> {
    let mut faults = Vec::new();
    let mut authorities: BTreeMap<&str, Municipality> = BTreeMap::new();
    for (at, raw) in towns.iter().enumerate() {
        let town = raw.copy();
        for earlier in towns.iter().take(at) {
            let other = earlier.copy();
            if other.key == town.key {
                faults.push((raw.key.span(), format!("{:?} is the key of {} already", town.key, other.name)));
            } else if other.is_like(&town) {
                let what = format!("{} and {} can't be told apart by name and postcode", town.name, other.name);
                faults.push((raw.name.span(), what));
            }
        }
        let known = authorities.entry(raw.authority.as_ref()).or_insert_with(|| town.clone());
        if known.mode != town.mode {
            let what = format!("authority {} has another mode in {}", town.authority, known.name);
            faults.push((raw.mode.span(), what));
        } else if (&known.authority_name, &known.authority_address) != (&town.authority_name, &town.authority_address) {
            let what = format!("authority {} has another name or address in {}", town.authority, known.name);
            faults.push((raw.authority.span(), what));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
[[municipality]]
key = "05362012"
name = "Brühl"
spellings = ["Bruehl"]
postcodes = ["50321"]
authority = "BRUEHL"
authority_name = "Stadt Brühl, Ordnungsamt"
authority_address = "Uhlstraße 3, 50321 Brühl"
district = "LK Rhein-Erft-Kreis"
mode = "request"
"#;

    fn faults(text: &str) -> Vec<String> {
        let faults = parse(&DataFile { name: "towns.toml", text }).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_municipality_is_read_with_everything_that_a_letter_needs() {
        let towns = parse(&DataFile { name: "towns.toml", text: GOOD }).unwrap();
        assert_eq!(towns[0].authority_name, "Stadt Brühl, Ordnungsamt");
        assert_eq!((towns[0].mode, towns[0].district.as_str()), (IssuingMode::Request, "LK Rhein-Erft-Kreis"));
    }

    #[test]
    fn faults_are_named_with_line_and_column() {
        let text = GOOD.replace("05362012", "5362012").replace("[\"50321\"]", "[\"50321\", \"5032\"]");
        let text = text.replace("\"BRUEHL\"", "\"Brühl\"");
        assert_eq!(
            faults(&text),
            [
                "towns.toml:3:7: \"5362012\" is no official key: eight digits",
                "towns.toml:6:23: \"5032\" is no postcode: five digits",
                "towns.toml:7:13: \"Brühl\" is no short name of an authority: A to Z, digits and -, at most 12",
            ]
        );
        assert!(faults(&GOOD.replace("\"request\"", "\"ask\""))[0].starts_with("towns.toml:11:8: "));
        assert!(faults(&GOOD.replace("mode", "modus"))[0].starts_with("towns.toml:11:1: unknown field `modus`"));
    }

    #[test]
    fn what_contradicts_is_refused() {
        let twice = format!("{GOOD}{GOOD}");
        assert_eq!(faults(&twice), ["towns.toml:14:7: \"05362012\" is the key of Brühl already"]);
        let alike = format!("{GOOD}{}", GOOD.replace("05362012", "05362013"));
        assert_eq!(faults(&alike), ["towns.toml:15:8: Brühl and Brühl can't be told apart by name and postcode"]);
        let other = GOOD.replace("05362012", "05362013").replace("Brühl\"\ns", "Horst\"\ns").replace("Bruehl", "Horst");
        let own = other.replace("request", "own");
        assert_eq!(faults(&format!("{GOOD}{own}")), ["towns.toml:22:8: authority BRUEHL has another mode in Brühl"]);
    }

    #[test]
    fn the_examples_and_the_demo_are_in_order() {
        let example = include_str!("../../examples/municipalities.toml");
        let demo = include_str!("../defaults/demo/municipalities.toml");
        for text in [example, demo] {
            assert!(!parse(&DataFile { name: "m.toml", text }).unwrap().is_empty());
        }
    }
}
