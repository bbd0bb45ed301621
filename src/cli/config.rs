//! `config show|path`: each setting with its source, and where things lie.

use crate::config::Source;
use crate::failure::Failure;
use crate::t;
use crate::text::Lang;

use super::Done;
use super::args::Config;
use super::output::Cell;
use super::session::Surroundings;

/// Runs `config`.
pub(super) fn run(args: &Config, around: &Surroundings) -> Result<Done, Failure> {
    match args {
        Config::Show => show(around)?,
        Config::Path => path(around)?,
    }
    Ok(Done::Fine)
}

fn show(around: &Surroundings) -> Result<(), Failure> {
    let printer = around.printer();
    let mut rows = printer.columns(&[("name", "column-what"), ("value", "column-value"), ("source", "column-source")]);
    for (name, setting) in around.config.all() {
        let (shown, code) = source(around.lang, &setting.source);
        rows.push(vec![Cell::same(name), Cell::same(setting.value.clone()), Cell::new(shown, code)]);
    }
    printer.rows(&rows)
}

fn source(lang: Lang, source: &Source) -> (String, String) {
    let place = |word: String, at: &str| format!("{word}: {at}");
    match source {
        Source::BuiltIn => (t!(lang, "config-source-default"), "built_in".to_owned()),
        Source::File(path) => {
            let path = path.display().to_string();
            (place(t!(lang, "config-source-file"), &path), place("file".to_owned(), &path))
        }
        Source::Environment(name) => {
            (place(t!(lang, "config-source-environment"), name), place("environment".to_owned(), name))
        }
        Source::CommandLine => (t!(lang, "config-source-flag"), "command_line".to_owned()),
    }
}

fn path(around: &Surroundings) -> Result<(), Failure> {
    let (printer, config) = (around.printer(), &around.config);
    let file = around.global.config.clone().unwrap_or_else(|| config.folder.join("config.toml"));
    let mut rows = printer.columns(&[
        ("config", "path-config"),
        ("file", "path-file"),
        ("data", "path-data"),
        ("db", "path-db"),
        ("export_dir", "path-export"),
    ]);
    let paths = [config.folder.clone(), file, config.data.clone(), config.db(), config.export_dir()];
    rows.push(paths.map(|path| Cell::same(path.display().to_string())).into());
    printer.card(&rows)
}
