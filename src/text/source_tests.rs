//! Every message that the sources ask for by a literal key exists in both languages, with just those variables.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::messages::{ENGLISH, GERMAN};
use super::parity_tests::variables;

/// Families of keys that travel as data (in a doubt, a refusal, a notice): any literal that begins so is a key.
const FAMILIES: [&str; 8] = ["doubt-", "refusal-", "reject-", "receipt-", "notice-", "warning-", "file-", "takeover-"];

/// One use of a message in the sources; `names` where the values stand beside it.
#[derive(Debug, PartialEq)]
struct Use {
    key: String,
    names: Option<BTreeSet<String>>,
}

fn uses_in(source: &str) -> Vec<Use> {
    let source: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let mut found = Vec::new();
    for (at, _) in source.match_indices("t!(") {
        let is_ours = !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let arguments = arguments_of(&source[at + 3..]);
        if let (true, Some(key)) = (is_ours, arguments.get(1).and_then(|argument| literal(argument))) {
            let names = arguments.iter().skip(2).filter_map(|argument| argument.split_once('='));
            let names = names.map(|(name, _)| name.trim().to_owned()).collect();
            found.push(Use { key, names: Some(names) });
        }
    }
    for method in [".get(", ".format("] {
        for (at, _) in source.match_indices(method) {
            let receiver = source[..at].trim_end();
            let is_ours = receiver.ends_with("texts") || is_call_of_texts(receiver);
            let key = arguments_of(&source[at + method.len()..]).first().and_then(|argument| literal(argument));
            if let (true, Some(key)) = (is_ours, key) {
                found.push(Use { key, names: None });
            }
        }
    }
    for (at, _) in source.match_indices('"') {
        let text = source[at + 1..].split('"').next().unwrap_or("");
        if FAMILIES.iter().any(|family| text.starts_with(family) && text.len() > family.len()) && is_key(text) {
            found.push(Use { key: text.to_owned(), names: None });
        }
    }
    found
}

/// Whether this text ends with `texts(…)`.
fn is_call_of_texts(receiver: &str) -> bool {
    let Some(inner) = receiver.strip_suffix(')') else { return false };
    inner.rfind("texts(").is_some_and(|at| !inner[at + 6..].contains(')'))
}

fn is_key(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

fn literal(argument: &str) -> Option<String> {
    let text = argument.trim().strip_prefix('"')?.strip_suffix('"')?;
    is_key(text).then(|| text.to_owned())
}

/// The arguments of a call, from behind its bracket on, parted at the commas of the outermost level.
fn arguments_of(rest: &str) -> Vec<String> {
    let (mut arguments, mut depth, mut in_text, mut escaped) = (vec![String::new()], 0, false, false);
    for c in rest.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(c);
    }
    arguments
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_message_that_the_sources_ask_for_exists_with_just_those_variables() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let (german, english) = (variables(GERMAN), variables(ENGLISH));
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("text/source_tests.rs")) {
        for Use { key, names } in uses_in(&std::fs::read_to_string(file).unwrap()) {
            let place = file.display();
            match (german.get(&key), english.contains_key(&key)) {
                _ if key.starts_with("no-such-") => {}
                (Some(wanted), true) => {
                    if let Some(given) = names.filter(|given| given != wanted) {
                        problems.push(format!("{place}: {key} wants {wanted:?}, is given {given:?}"));
                    }
                }
                _ => problems.push(format!("{place}: no message {key:?} in both languages")),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_scan_finds_keys_in_every_form_that_the_sources_use() {
    let source = r#"
        // t!(lang, "in-a-comment")
        let a = t!(model.lang, "one-key");
        let b = t!(lang(x, y), "two-keys", name = f(a, b), count = 3 + 4,);
        let c = texts(lang).get("three") + &texts.format("four", &[("n", 1.into())]) + map.get("five");
        let d = assert!(x, "six"); let e = Doubt { why: "doubt-future".to_owned() };
    "#;
    let found = uses_in(source);
    let keys: Vec<&str> = found.iter().map(|used| used.key.as_str()).collect();
    assert_eq!(keys, ["one-key", "two-keys", "three", "four", "doubt-future"]);
    assert_eq!(found[1].names, Some(["name", "count"].map(str::to_owned).into()));
}
