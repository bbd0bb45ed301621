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
use toml::de::{DeString, DeTable, DeValue};

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
/// the lowest one falls out, the built-in keymap of its name or the default
/// takes its place. So there is always a keymap with every essential key.
pub fn load(name: &str, found: &[Source]) -> LoadedKeymap {
    let mut errors = Vec::new();
    let mut lines = Lines::new();
    for layer in layers(name, found).into_iter().rev() {
        let name = layer.name.clone();
        match layer.upon(&lines) {
            Ok(merged) => lines = merged,
            Err(mistakes) => errors.extend(mistakes),
        }
        if lines.is_empty() {
            lines = builtin_lines(&name);
        }
    }
    LoadedKeymap { map: keymap(&lines), banner: (!errors.is_empty()).then_some(errors) }
}

/// What a keymap says, by table and action.
pub(super) type Lines = BTreeMap<(Table, Action), Line>;

/// A table of a keymap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    /// `[lists]`, for every part of the screen with rows.
    Lists,
    /// One part of the screen.
    Of(Focus),
}

/// One line of a keymap: an action's keys.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) place: Place,
    pub(super) keys: Vec<(Sequence, Place)>,
}

/// The keys of every part of the screen, `[lists]` written out: a line of the
/// part's own stands before it, and text fields keep their characters.
pub(super) fn written_out(lines: &Lines) -> impl Iterator<Item = (Focus, Action, &Sequence, &Place)> {
    lines.iter().flat_map(move |((table, action), line)| {
        let parts: Vec<Focus> = match table {
            Table::Of(focus) => vec![*focus],
            Table::Lists => {
                Focus::LISTS.into_iter().filter(|focus| !lines.contains_key(&(Table::Of(*focus), *action))).collect()
            }
        };
        parts.into_iter().flat_map(move |focus| {
            line.keys
                .iter()
                .filter(move |(keys, _)| *table != Table::Lists || !(focus.takes_text() && keys.first().is_printable()))
                .map(move |(keys, place)| (focus, *action, keys, place))
        })
    })
}

fn keymap(lines: &Lines) -> Keymap {
    written_out(lines).map(|(focus, action, keys, _)| Binding { focus, action, keys: keys.clone() }).collect()
}

/// The built-in keymap of this name, else the default; tests prove them sound.
fn builtin_lines(name: &str) -> Lines {
    let name = builtin(name).map_or(DEFAULT, |_| name);
    layers(name, &[]).into_iter().rev().fold(Lines::new(), |mut lines, layer| {
        lines.extend(layer.lines);
        lines
    })
}

fn builtin_file(name: &str) -> String {
    format!("rufliste:{name}.toml")
}

/// The keymap of this name and all that it inherits, lowest last.
fn layers(name: &str, found: &[Source]) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut wanted = String::from(name);
    let mut asked_at = Place::of(&format!("{name}.toml"), "", 0);
    while let Some(layer) = next_layer(&wanted, found, &layers) {
        let below = layer.inherits.clone();
        layers.push(layer);
        match below {
            Some(below) => (wanted, asked_at) = below,
            None => return layers,
        }
    }
    let fault =
        if layers.iter().any(|layer| layer.name == wanted) { Fault::InheritsItself } else { Fault::UnknownKeymap };
    layers.push(Layer::missing(&wanted, asked_at, fault));
    layers
}

/// The file of this name, or the built-in keymap, unless it lies above already.
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

/// One keymap file as read, with its mistakes.
struct Layer {
    name: String,
    file: String,
    inherits: Option<(String, Place)>,
    lines: Lines,
    errors: Vec<KeymapError>,
}

impl Layer {
    fn missing(name: &str, place: Place, fault: fn(String) -> Fault) -> Self {
        let fault = fault(String::from(name));
        Self {
            name: String::from(name),
            file: place.file.clone(),
            inherits: None,
            lines: Lines::new(),
            errors: vec![KeymapError { place, fault }],
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
            } else if let Some(named) = self.named(name) {
                match value.get_ref() {
                    DeValue::Table(table) => self.table(named, table),
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

    fn named(&mut self, name: &Spanned<DeString<'_>>) -> Option<Table> {
        if name.get_ref() == "lists" {
            return Some(Table::Lists);
        }
        let focus = name.get_ref().parse().ok();
        if focus.is_none() {
            let names = Focus::ALL.into_iter().map(Focus::name).chain(["lists"]);
            let near = nearest(name.get_ref(), names);
            self.wrong(&name.span(), Fault::UnknownFocus(name.get_ref().to_string(), near));
        }
        focus.map(Table::Of)
    }

    fn table(&mut self, named: Table, table: &DeTable<'_>) {
        for (name, value) in table {
            let Ok(action) = name.get_ref().parse::<Action>() else {
                let near = nearest(name.get_ref(), Action::ALL.iter().map(|a| a.name()));
                let fault = Fault::UnknownAction(name.get_ref().to_string(), near);
                self.wrong(&name.span(), fault);
                continue;
            };
            let (belongs, focus) = match named {
                Table::Of(focus) => (action.lives_in(focus), Some(focus)),
                Table::Lists => (action.homes() == Focus::LISTS, None),
            };
            if !belongs {
                self.wrong(&name.span(), Fault::NotHere(action, focus));
                continue;
            }
            let place = self.place(&name.span());
            let keys = self.keys(value);
            self.layer.lines.insert((named, action), Line { place, keys });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{Key, Resolution};

    fn source(name: &str, text: &str) -> Source {
        Source { name: String::from(name), file: format!("{name}.toml"), text: String::from(text) }
    }

    /// The banner of a file called `mine`.
    fn banner(text: &str) -> Vec<String> {
        load("mine", &[source("mine", text)]).banner.unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    fn press(loaded: &LoadedKeymap, focus: Focus, keys: &str) -> Resolution {
        let keys: Vec<Key> = keys.parse::<Sequence>().unwrap().keys().collect();
        loaded.map.resolve(focus.path(), &keys)
    }

    #[test]
    fn every_built_in_keymap_loads_without_a_mistake() {
        for (name, _) in BUILTIN {
            assert_eq!(load(name, &[]).banner, None, "{name}");
        }
    }

    #[test]
    fn every_essential_action_has_a_key_that_works_at_each_of_its_homes() {
        for (name, _) in BUILTIN {
            let map = load(name, &[]).map;
            for action in Action::ALL.iter().filter(|action| action.is_essential()) {
                for home in action.homes() {
                    assert!(crate::keymap::key_of(&map, home.path(), *action).is_some(), "{name}: {action} in {home}");
                }
            }
        }
    }

    #[test]
    fn every_action_has_a_key_in_the_built_in_keymaps() {
        for (name, _) in BUILTIN {
            let map = load(name, &[]).map;
            for action in Action::ALL {
                let bound = |focus: &Focus| map.in_focus(*focus).iter().any(|binding| binding.action == *action);
                assert!(action.homes().iter().all(bound), "{name}: {action}");
            }
        }
    }

    #[test]
    fn the_digits_stay_in_every_built_in_keymap() {
        for (name, _) in BUILTIN {
            let loaded = load(name, &[]);
            for digit in 0..=9 {
                for focus in [Focus::Call, Focus::Script] {
                    assert_eq!(
                        press(&loaded, focus, &digit.to_string()),
                        Resolution::Action(Action::of_digit(digit).unwrap()),
                        "{name} {focus} {digit}"
                    );
                }
                for focus in [Focus::Queue, Focus::Form, Focus::Order, Focus::Text] {
                    assert_eq!(press(&loaded, focus, &digit.to_string()), Resolution::None);
                }
            }
        }
    }

    #[test]
    fn a_file_says_only_what_differs() {
        let mine = source("mine", "inherits = \"fkeys\"\n[queue]\nfilter = [\"x\"]\n");
        let loaded = load("mine", &[mine]);
        assert_eq!(loaded.banner, None);
        assert_eq!(press(&loaded, Focus::Queue, "x"), Resolution::Action(Action::Filter));
        assert_eq!(press(&loaded, Focus::Queue, "f"), Resolution::None);
        assert_eq!(press(&loaded, Focus::Queue, "F2"), Resolution::Action(Action::Next));
    }

    #[test]
    fn a_file_may_stand_on_the_built_in_keymap_of_its_name() {
        let mine = source("vim", "inherits = \"vim\"\n[queue]\nfilter = [\"x\"]\n");
        let loaded = load("vim", &[mine]);
        assert_eq!(loaded.banner, None);
        assert_eq!(press(&loaded, Focus::Queue, "x"), Resolution::Action(Action::Filter));
        assert_eq!(press(&loaded, Focus::Queue, "j"), Resolution::Action(Action::Down));
    }

    #[test]
    fn a_line_of_its_own_stands_before_the_lists() {
        let mine = "inherits = \"default\"\n[lists]\nlast = [\"G\"]\n[queue]\nlast = [\"E\"]\n";
        let loaded = load("mine", &[source("mine", mine)]);
        assert_eq!(loaded.banner, None);
        assert_eq!(press(&loaded, Focus::Queue, "E"), Resolution::Action(Action::Last));
        assert_eq!(press(&loaded, Focus::Queue, "G"), Resolution::None);
        assert_eq!(press(&loaded, Focus::Orders, "G"), Resolution::Action(Action::Last));
        assert_eq!(press(&loaded, Focus::Search, "C-End"), Resolution::Action(Action::Last));
        assert_eq!(press(&loaded, Focus::Search, "G"), Resolution::None);
    }

    #[test]
    fn a_bad_layer_is_left_out_and_the_good_ones_stay() {
        let good = source("good", "inherits = \"default\"\n[queue]\nfilter = [\"x\"]\n");
        let bad = source("bad", "inherits = \"good\"\n[queue]\nmine = [\"q\"]\nwhy = [\"x\"]\n");
        let loaded = load("bad", &[bad, good]);
        let banner = loaded.banner.clone().unwrap();
        assert_eq!(
            banner.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["bad.toml:4:8: x is to be why but is filter already (good.toml:3:11)"]
        );
        assert_eq!(press(&loaded, Focus::Queue, "x"), Resolution::Action(Action::Filter));
        assert_eq!(press(&loaded, Focus::Queue, "m"), Resolution::Action(Action::Mine));
    }

    #[test]
    fn where_nothing_is_left_the_built_in_keymap_takes_over() {
        for (name, same_as) in [("mine", "default"), ("vim", "vim"), ("default", "default")] {
            let loaded = load(name, &[source(name, "[queue\n")]);
            assert_eq!(loaded.banner.as_ref().map(Vec::len), Some(1));
            assert_eq!(loaded.map, load(same_as, &[]).map, "{name}");
        }
    }

    #[test]
    fn a_keymap_that_is_not_there_is_named() {
        let nowhere = load("nowhere", &[]);
        assert_eq!(nowhere.map, load("default", &[]).map);
        assert_eq!(
            nowhere.banner.unwrap().first().unwrap().message(true),
            "nowhere.toml:1:1: es gibt keine Tastenbelegung \"nowhere\""
        );
        assert_eq!(banner("inherits = \"nowhere\""), ["mine.toml:1:12: there is no keymap \"nowhere\""]);
        assert_eq!(banner("\n  inherits = \"mine\""), ["mine.toml:2:14: the keymap \"mine\" inherits from itself"]);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_line_and_column() {
        let text = r#"inherits = "default"
toggle = 1
[quue]
[queue]
fliter = ["f"]
mine = "m"
why = ["y", 3]
dial = ["a"]
tick = ["Spacebar"]
  reminder = ["ü", "Strg-w"]
[lists]
mine = ["m"]
"#;
        insta::assert_snapshot!(banner(text).join("\n"), @r#"
        mine.toml:2:1: unknown part of the screen "toggle"
        mine.toml:3:2: unknown part of the screen "quue"; perhaps "queue" is meant
        mine.toml:5:1: unknown action "fliter"; perhaps "filter" is meant
        mine.toml:6:8: a list of keys belongs here: ["n", "F2"]
        mine.toml:7:13: a list of keys belongs here: ["n", "F2"]
        mine.toml:8:1: the action dial does not belong in [queue]
        mine.toml:9:9: "Spacebar" is not a key
        mine.toml:10:20: "Strg-w" is not a key
        mine.toml:12:1: the action mine does not belong in [lists]
        "#);
    }

    #[test]
    fn broken_toml_is_named_with_line_and_column() {
        insta::assert_snapshot!(banner("[queue]\nmine = [\"m\"\nwhy = [\"y\"]\n").join("\n"), @"mine.toml:3:1: not valid TOML: missing comma between array elements, expected `,`");
        insta::assert_snapshot!(banner("[queue]\nmine = [\"m\"]\nmine = [\"y\"]\n").join("\n"), @"mine.toml:3:1: not valid TOML: duplicate key");
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn no_text_leaves_a_station_without_keys(text: String) {
            let loaded = load("mine", &[source("mine", &text)]);
            proptest::prop_assert_eq!(
                press(&loaded, Focus::Queue, "n"),
                Resolution::Action(Action::Next)
            );
        }
    }
}
