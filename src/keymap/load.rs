//! From TOML to a keymap, layer upon layer.

use super::action::Action;
use super::check::check;
use super::fault::{Fault, KeymapError, Place, Shape};
use super::focus::Focus;
use super::resolve::{Binding, Keymap};
use super::sequence::Sequence;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A keymap in force, and what had to be left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedKeymap {
    /// The keys that work.
    pub map: Keymap,
    /// The mistakes to show; every layer with one is left out whole.
    pub banner: Option<Vec<KeymapError>>,
}

/// A keymap file from the configuration folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The keymap's name, which is the file's without `.toml`.
    pub name: String,
    /// The file as messages show it.
    pub file: String,
    /// Its content.
    pub text: String,
}

/// The keymaps that are compiled in, by name.
pub const BUILTIN: [(&str, &str); 3] = [
    (DEFAULT, include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
    ("fkeys", include_str!("../../keymaps/fkeys.toml")),
];

const DEFAULT: &str = "default";

/// The text of a keymap that is compiled in.
pub fn builtin(name: &str) -> Option<&'static str> {
    BUILTIN.into_iter().find_map(|(other, text)| (other == name).then_some(text))
}

/// Puts a keymap into force: the file of this name or else the built-in one,
/// upon what it inherits.
///
/// A file may inherit the built-in keymap of its own name. A layer with a
/// mistake is left out whole and named in the banner, the others stay; where
/// the lowest one falls out, the built-in default takes its place. So there is
/// always a keymap with every essential key.
pub fn load(name: &str, found: &[Source]) -> LoadedKeymap {
    let mut errors = Vec::new();
    let mut lines = Lines::new();
    for layer in layers(name, found).into_iter().rev() {
        match layer.upon(&lines) {
            Ok(merged) => lines = merged,
            Err(mistakes) => errors.extend(mistakes),
        }
        if lines.is_empty() {
            lines = default_lines();
        }
    }
    LoadedKeymap { map: keymap(&lines), banner: (!errors.is_empty()).then_some(errors) }
}

/// What a keymap says, by part of the screen (none: `[lists]`) and action.
pub(super) type Lines = BTreeMap<(Option<Focus>, Action), Line>;

/// One line of a keymap: an action's keys.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) place: Place,
    pub(super) keys: Vec<(Sequence, Place)>,
}

/// The keys of every part of the screen, `[lists]` written out: a line of the
/// part's own stands before it, and text fields keep their characters.
pub(super) fn written_out(lines: &Lines) -> impl Iterator<Item = (Focus, Action, &Sequence, &Place)> {
    lines.iter().flat_map(move |((part, action), line)| {
        let parts: Vec<Focus> = match part {
            Some(focus) => vec![*focus],
            None => Focus::LISTS.into_iter().filter(|focus| !lines.contains_key(&(Some(*focus), *action))).collect(),
        };
        parts.into_iter().flat_map(move |focus| {
            line.keys
                .iter()
                .filter(move |(keys, _)| part.is_some() || !(focus.takes_text() && keys.first().is_printable()))
                .map(move |(keys, place)| (focus, *action, keys, place))
        })
    })
}

fn keymap(lines: &Lines) -> Keymap {
    written_out(lines).map(|(focus, action, keys, _)| Binding { focus, action, keys: keys.clone() }).collect()
}

fn default_lines() -> Lines {
    builtin(DEFAULT).map_or_else(Lines::new, |text| Layer::read(DEFAULT, &builtin_file(DEFAULT), text).lines)
}

fn builtin_file(name: &str) -> String {
    format!("built-in {name}.toml")
}

/// The keymap of this name and all that it inherits, lowest last.
fn layers(name: &str, found: &[Source]) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut wanted = String::from(name);
    while let Some(mut layer) = next_layer(&wanted, found, &layers) {
        let below = layer.inherits.clone();
        let missing = below.as_ref().and_then(|(below, place)| {
            let fault = if next_layer_exists(below, found, &layers, &layer) {
                return None;
            } else if layers.iter().any(|other| other.name == *below) || layer.name == *below {
                Fault::InheritsItself(below.clone())
            } else {
                Fault::UnknownKeymap(below.clone())
            };
            Some(KeymapError { place: place.clone(), fault })
        });
        let stops = missing.is_some() || below.is_none();
        layer.errors.extend(missing);
        layers.push(layer);
        match below {
            Some((below, _)) if !stops => wanted = below,
            _ => return layers,
        }
    }
    layers.push(Layer::unknown(name));
    layers
}

fn next_layer(name: &str, found: &[Source], above: &[Layer]) -> Option<Layer> {
    let unused = |file: &str| !above.iter().any(|layer| layer.file == file);
    found
        .iter()
        .find(|source| source.name == name && unused(&source.file))
        .map(|source| Layer::read(name, &source.file, &source.text))
        .or_else(|| {
            let file = builtin_file(name);
            builtin(name).filter(|_| unused(&file)).map(|text| Layer::read(name, &file, text))
        })
}

fn next_layer_exists(name: &str, found: &[Source], above: &[Layer], last: &Layer) -> bool {
    let unused = |file: &str| last.file != file && !above.iter().any(|layer| layer.file == file);
    found.iter().any(|source| source.name == name && unused(&source.file))
        || (builtin(name).is_some() && unused(&builtin_file(name)))
}

/// One keymap file as read, with its mistakes.
struct Layer {
    name: String,
    file: String,
    inherits: Option<(String, Place)>,
    lines: Lines,
    errors: Vec<KeymapError>,
}

impl Layer {
    fn unknown(name: &str) -> Self {
        let file = format!("{name}.toml");
        Self {
            name: String::from(name),
            inherits: None,
            lines: Lines::new(),
            errors: vec![KeymapError {
                place: Place::of(&file, "", 0),
                fault: Fault::UnknownKeymap(String::from(name)),
            }],
            file,
        }
    }

    fn read(name: &str, file: &str, text: &str) -> Self {
        let mut reader = Reader {
            file,
            text,
            layer: Self {
                name: String::from(name),
                file: String::from(file),
                inherits: None,
                lines: Lines::new(),
                errors: Vec::new(),
            },
        };
        match DeTable::parse(text) {
            Ok(document) => reader.document(document.get_ref()),
            Err(error) => {
                let span = error.span().unwrap_or_default();
                reader.wrong(&span, Fault::Syntax(String::from(error.message())));
            }
        }
        reader.layer
    }

    /// The lines below with this layer's over them, or what is wrong with it.
    fn upon(self, below: &Lines) -> Result<Lines, Vec<KeymapError>> {
        let mut errors = self.errors;
        if errors.is_empty() {
            let mut merged = below.clone();
            merged.extend(self.lines);
            errors = check(&merged, &self.file);
            if errors.is_empty() {
                return Ok(merged);
            }
        }
        errors.sort_by(|a, b| a.place.cmp(&b.place));
        Err(errors)
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    layer: Layer,
}

impl Reader<'_> {
    fn document(&mut self, document: &DeTable<'_>) {
        for (name, value) in document {
            if name.get_ref() == "inherits" {
                self.inherits(value);
            } else if let Some(part) = self.part(name) {
                match value.get_ref() {
                    DeValue::Table(table) => self.table(part, table),
                    _ => self.wrong(&name.span(), Fault::WrongShape(Shape::Table)),
                }
            }
        }
    }

    fn inherits(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref().as_str() {
            Some(name) => {
                self.layer.inherits = Some((String::from(name), self.place(&value.span())));
            }
            None => self.wrong(&value.span(), Fault::WrongShape(Shape::Name)),
        }
    }

    fn part(&mut self, name: &Spanned<std::borrow::Cow<'_, str>>) -> Option<Option<Focus>> {
        if name.get_ref() == "lists" {
            return Some(None);
        }
        let focus = name.get_ref().parse().ok();
        if focus.is_none() {
            let names = Focus::ALL.into_iter().map(Focus::name).chain(["lists"]);
            let near = nearest(name.get_ref(), names);
            self.wrong(&name.span(), Fault::UnknownFocus(name.get_ref().to_string(), near));
        }
        focus.map(Some)
    }

    fn table(&mut self, part: Option<Focus>, table: &DeTable<'_>) {
        for (name, value) in table {
            let Ok(action) = name.get_ref().parse::<Action>() else {
                let near = nearest(name.get_ref(), Action::ALL.iter().map(|a| a.name()));
                let fault = Fault::UnknownAction(name.get_ref().to_string(), near);
                self.wrong(&name.span(), fault);
                continue;
            };
            let belongs = match part {
                Some(focus) => action.lives_in(focus),
                None => action.homes() == Focus::LISTS,
            };
            if !belongs {
                self.wrong(&name.span(), Fault::NotHere(action, part));
                continue;
            }
            let place = self.place(&name.span());
            let keys = self.keys(value);
            self.layer.lines.insert((part, action), Line { place, keys });
        }
    }

    fn keys(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(Sequence, Place)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(&value.span(), Fault::WrongShape(Shape::Keys));
            return Vec::new();
        };
        let mut keys = Vec::new();
        for item in items {
            match item.get_ref().as_str().map(str::parse) {
                Some(Ok(sequence)) => keys.push((sequence, self.place(&item.span()))),
                Some(Err(super::key::UnreadableKey(text))) => {
                    self.wrong(&item.span(), Fault::UnreadableKey(text));
                }
                None => self.wrong(&item.span(), Fault::WrongShape(Shape::Keys)),
            }
        }
        keys
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::of(self.file, self.text, span.start)
    }

    fn wrong(&mut self, span: &Range<usize>, fault: Fault) {
        let place = self.place(span);
        self.layer.errors.push(KeymapError { place, fault });
    }
}

/// The name that was probably meant.
fn nearest(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    names
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, other)| other)
}
