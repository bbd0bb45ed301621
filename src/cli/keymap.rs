//! `keymap list|show|check`: the keys, as they are in force and as a file would have them.

use std::path::Path;

use crate::config::Config;
use crate::failure::{Failure, Kind};
use crate::keymap::{BUILTIN, KeymapError, LoadedKeymap, Source, load, table};
use crate::t;
use crate::text::Lang;

use super::Done;
use super::args::Keymap;
use super::check::{Fault, report};
use super::environment::read_text;
use super::output::Cell;
use super::session::Surroundings;

/// Runs `keymap`.
pub(super) fn run(args: Keymap, around: &Surroundings) -> Result<Done, Failure> {
    match args {
        Keymap::List => list(around),
        Keymap::Show { name } => show(name, around),
        Keymap::Check { file } => check(&file, around),
    }
}

/// The keymap files of the configuration folder; a folder that is not there holds none.
pub(super) fn sources(config: &Config, lang: Lang) -> Result<Vec<Source>, Failure> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(config.folder.join("keymaps")).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(source(&path, lang)?);
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn source(path: &Path, lang: Lang) -> Result<Source, Failure> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Source { name, file: path.display().to_string(), text: read_text(path, lang)? })
}

fn list(around: &Surroundings) -> Result<Done, Failure> {
    let printer = around.printer();
    let mut rows = printer.columns(&[("name", "column-name"), ("source", "column-source")]);
    for (name, _) in BUILTIN {
        rows.push(vec![Cell::same(name), Cell::new(t!(around.lang, "config-source-default"), "built_in")]);
    }
    for source in sources(&around.config, around.lang)? {
        rows.push(vec![Cell::same(source.name), Cell::same(source.file)]);
    }
    printer.rows(&rows)?;
    Ok(Done::Fine)
}

fn show(name: Option<String>, around: &Surroundings) -> Result<Done, Failure> {
    let name = name.unwrap_or_else(|| around.config.get("keymap").unwrap_or("default").to_owned());
    let loaded = load(&name, &sources(&around.config, around.lang)?);
    around.printer().text(table(&loaded.map, around.lang == Lang::De).trim_end())?;
    match loaded.banner.as_deref() {
        None => Ok(Done::Fine),
        Some(mistakes) => Err(faulty(&name, mistakes, around.lang)),
    }
}

fn faulty(name: &str, mistakes: &[KeymapError], lang: Lang) -> Failure {
    let lines: Vec<String> = mistakes.iter().map(|mistake| mistake.message(lang == Lang::De)).collect();
    Failure::new(Kind::Attention, t!(lang, "keymap-faulty", name = name, n = mistakes.len())).because(lines.join("\n"))
}

fn check(file: &Path, around: &Surroundings) -> Result<Done, Failure> {
    let lang = around.lang;
    let source = source(file, lang)?;
    let name = source.name.clone();
    let mut sources = sources(&around.config, lang)?;
    sources.retain(|other| other.name != name);
    sources.insert(0, source);
    let LoadedKeymap { banner, .. } = load(&name, &sources);
    let found: Vec<Fault> = banner.unwrap_or_default().into_iter().map(|mistake| fault(mistake, lang)).collect();
    let n = found.len();
    let (well, summary) = (t!(lang, "keymap-ok", name = &name), t!(lang, "keymap-faulty", name = &name, n = n));
    report(around.printer(), found, &well, &summary)
}

fn fault(mistake: KeymapError, lang: Lang) -> Fault {
    let what = mistake.fault.sentence(lang == Lang::De);
    Fault { file: mistake.place.file, line: mistake.place.line, column: mistake.place.column, what }
}
