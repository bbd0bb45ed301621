//! Layered settings: built-in, configuration file, environment, command line; each value knows its source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A setting that there is: name in the file, name in the environment.
struct Key {
    name: &'static str,
    variable: &'static str,
    default: &'static str,
}

/// Every setting.
const KEYS: &[Key] = &[
    Key { name: "db", variable: "RUFLISTE_DB", default: "" },
    Key { name: "lang", variable: "RUFLISTE_LANG", default: "" },
    Key { name: "keymap", variable: "RUFLISTE_KEYMAP", default: "default" },
    Key { name: "theme", variable: "RUFLISTE_THEME", default: "dark" },
    Key { name: "export_dir", variable: "RUFLISTE_EXPORT_DIR", default: "" },
    Key { name: "dial_command", variable: "RUFLISTE_DIAL_COMMAND", default: "" },
    Key { name: "outside_line", variable: "RUFLISTE_OUTSIDE_LINE", default: "" },
    Key { name: "call_plan", variable: "RUFLISTE_CALL_PLAN", default: "" },
    Key { name: "rulebook", variable: "RUFLISTE_RULEBOOK", default: "" },
    Key { name: "scripts", variable: "RUFLISTE_SCRIPTS", default: "" },
];

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Compiled in.
    BuiltIn,
    /// The configuration file.
    File(PathBuf),
    /// An environment variable.
    Environment(&'static str),
    /// The command line.
    CommandLine,
}

/// A value with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Value; empty where unset.
    pub value: String,
    /// Source.
    pub source: Source,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    settings: BTreeMap<&'static str, Setting>,
    /// Folder of the configuration.
    pub folder: PathBuf,
    /// Folder of the data.
    pub data: PathBuf,
}

/// What is wrong with a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Where.
    pub place: Place,
    /// What.
    pub message: String,
}

/// Where a setting was made that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file.
    File {
        /// File.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// In this variable of the environment.
    Variable(&'static str),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File { file, line, column } => write!(f, "{}:{line}:{column}", file.display()),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

impl Config {
    /// Layers the text of the file (if there is one) and the environment over what is built in.
    /// `variable` reads the environment; station mode hands in one that finds nothing.
    ///
    /// # Errors
    /// A file that is no TOML, a key that there is not, a value that is no text or that its setting can't have.
    pub fn layered(
        folders: (PathBuf, PathBuf),
        file: Option<(&Path, &str)>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let mut settings = BTreeMap::new();
        for key in KEYS {
            settings.insert(key.name, Setting { value: key.default.to_owned(), source: Source::BuiltIn });
        }
        if let Some((path, text)) = file {
            for (name, value) in read(path, text)? {
                settings.insert(name, Setting { value, source: Source::File(path.to_owned()) });
            }
        }
        for key in KEYS {
            if let Some(value) = variable(key.variable).filter(|value| !value.is_empty()) {
                if let Err(message) = check(key.name, &value) {
                    return Err(ConfigError { place: Place::Variable(key.variable), message });
                }
                settings.insert(key.name, Setting { value, source: Source::Environment(key.variable) });
            }
        }
        Ok(Self { settings, folder: folders.0, data: folders.1 })
    }

    /// A value of the command line goes before all others.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.settings.insert(name, Setting { value, source: Source::CommandLine });
        }
        self
    }

    /// The value, if it is set.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(|setting| setting.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Every setting by name.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &Setting)> {
        self.settings.iter().map(|(name, setting)| (*name, setting))
    }

    /// The database file.
    pub fn db(&self) -> PathBuf {
        self.get("db").map_or_else(|| self.data.join("rufliste.db"), PathBuf::from)
    }

    /// What is dialled before an outside number; nothing else than keys of a telephone.
    pub fn outside_line(&self) -> Option<&str> {
        self.get("outside_line")
    }

    /// The folder that batches are written to.
    pub fn export_dir(&self) -> PathBuf {
        let beside_db = || self.db().parent().map_or_else(PathBuf::new, |folder| folder.join("batches"));
        self.get("export_dir").map_or_else(beside_db, PathBuf::from)
    }

    /// The folders in which commands work beside what they make: that of the database, and that of the batches.
    pub fn work_folders(&self) -> [PathBuf; 2] {
        [self.db().parent().map_or_else(PathBuf::new, Path::to_owned), self.export_dir()]
    }
}

const fn is_dialled(key: char) -> bool {
    matches!(key, '0'..='9' | '*' | '#')
}

/// Refuses a value that the setting can't have, wherever it comes from.
fn check(name: &str, value: &str) -> Result<(), String> {
    if name == "outside_line" && !value.chars().all(is_dialled) {
        return Err(format!("`{name}` must be digits (or * or #)"));
    }
    Ok(())
}

fn read(path: &Path, text: &str) -> Result<Vec<(&'static str, String)>, ConfigError> {
    let at = |offset: usize, message: String| {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        ConfigError { place: Place::File { file: path.to_owned(), line, column }, message }
    };
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        at(start, error.message().to_owned())
    })?;
    let mut found = Vec::new();
    for (name, value) in table {
        let offset = text.find(&name).unwrap_or(0);
        let key = KEYS.iter().find(|key| key.name == name).ok_or_else(|| {
            let known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
            at(offset, format!("unknown setting `{name}` (known: {})", known.join(", ")))
        })?;
        let value = value.as_str().ok_or_else(|| at(offset, format!("`{name}` must be a text in quotes")))?;
        check(key.name, value).map_err(|message| at(offset, message))?;
        found.push((key.name, value.to_owned()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> (PathBuf, PathBuf) {
        ("conf".into(), "data".into())
    }

    #[test]
    fn each_layer_goes_before_the_one_below_and_is_named() {
        let text = "lang = \"en\"\nkeymap = \"vim\"\n";
        let environment = |name: &str| (name == "RUFLISTE_KEYMAP").then(|| "fkeys".to_owned());
        let config = Config::layered(folders(), Some((Path::new("c.toml"), text)), &environment)
            .unwrap()
            .with("theme", Some("light".into()));
        let source = |name| config.settings.get(name).unwrap().source.clone();
        assert_eq!(
            (config.get("lang"), config.get("keymap"), config.get("theme")),
            (Some("en"), Some("fkeys"), Some("light"))
        );
        assert_eq!(source("lang"), Source::File("c.toml".into()));
        assert_eq!(source("keymap"), Source::Environment("RUFLISTE_KEYMAP"));
        assert_eq!(source("theme"), Source::CommandLine);
        assert_eq!(source("db"), Source::BuiltIn);
    }

    #[test]
    fn an_outside_line_is_what_a_telephone_has_keys_for() {
        let read = |text: &str| Config::layered(folders(), Some((Path::new("c.toml"), text)), &|_| None);
        assert_eq!(read("").unwrap().outside_line(), None);
        assert_eq!(read("outside_line = \"0\"\n").unwrap().outside_line(), Some("0"));
        let error = read("lang = \"de\"\noutside_line = \"0 dann\"\n").unwrap_err();
        assert_eq!(error.place.to_string(), "c.toml:2:1");
        let variable = |name: &str| (name == "RUFLISTE_OUTSIDE_LINE").then(|| "0 dann".to_owned());
        let in_variable = Config::layered(folders(), None, &variable).unwrap_err();
        assert_eq!(in_variable.place, Place::Variable("RUFLISTE_OUTSIDE_LINE"));
        assert_eq!(in_variable.message, error.message);
    }

    #[test]
    fn a_wrong_key_is_named_with_line_and_column() {
        let error =
            Config::layered(folders(), Some((Path::new("c.toml"), "lang = \"de\"\n  coulour = \"x\"\n")), &|_| None)
                .unwrap_err();
        assert_eq!(error.place.to_string(), "c.toml:2:3");
        assert!(error.message.contains("coulour"));
    }
}
