//! The house keeps its order: who may import whom, what the pure parts may not touch, how large files may grow.

use std::fs;
use std::path::{Path, PathBuf};

/// Layer, and the layers of ours that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("keymap", &[]),
    ("text", &["domain"]),
    ("demo", &["domain"]),
    ("config", &[]),
    ("failure", &[]),
    ("exchange", &["domain"]),
    ("store", &["domain"]),
    ("tui", &["domain", "keymap", "text"]),
    ("shell", &["domain", "keymap", "text", "tui", "store", "exchange", "failure"]),
    ("cli", &["domain", "keymap", "text", "tui", "store", "exchange", "shell", "config", "failure", "demo"]),
];

/// Crate, and where alone it may appear: in the code, tests aside.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/sqlite"]),
    ("crossterm", &["shell"]),
    ("clap", &["cli"]),
    ("ratatui", &["tui", "shell/screen", "shell/terminal.rs"]),
    ("rlibphonenumber", &["domain/phone.rs", "domain/phone"]),
    ("signal_hook", &["shell"]),
    ("directories", &["cli"]),
    ("fluent_bundle", &["text"]),
];

/// What the pure layers may not name: input and output, clock, randomness, environment, threads.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "getrandom",
    "println!",
    "eprintln!",
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            (name, product_code(&text))
        })
        .filter(|(name, _)| !name.contains("tests"))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The code without its tests and comments.
fn product_code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn layer(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or(name)
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let Some((_, allowed)) = LAYERS.iter().find(|(known, _)| *known == layer(&name)) else { continue };
        for (other, _) in LAYERS.iter().filter(|(other, _)| *other != layer(&name) && !allowed.contains(other)) {
            if code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};")) {
                wrong.push(format!("{name} imports {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_belongs_to_a_layer() {
    for (name, _) in sources() {
        let known = LAYERS.iter().any(|(known, _)| *known == layer(&name));
        assert!(known || matches!(name.as_str(), "lib.rs" | "main.rs"), "{name} belongs to no layer");
    }
}

#[test]
fn each_library_stays_in_its_room() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        for (library, rooms) in CRATES {
            let used = code.contains(&format!("{library}::"));
            if used && !rooms.iter().any(|room| name.starts_with(room)) {
                wrong.push(format!("{name} uses {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pure_layers_touch_neither_world_nor_clock() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        if !matches!(layer(&name), "domain" | "keymap" | "text" | "tui" | "exchange" | "demo") {
            continue;
        }
        for word in IMPURE.iter().filter(|word| code.contains(**word)) {
            wrong.push(format!("{name} names {word}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn main_reads_as_prose() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs")).unwrap();
    assert!(text.lines().count() < 40);
}

#[test]
fn no_file_holds_two_nouns() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, code)| (code.lines().count(), name))
        .filter(|(lines, _)| *lines > 500)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}
