//! Documents are outputs: what the README says is compared with the program.

use std::fs;
use std::path::Path;

use rufliste::keymap::{load, table};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The text between two marks; written anew with `RUFLISTE_BLESS=1`.
fn section(name: &str, wanted: &str) {
    let text = readme();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = text.find(&begin).unwrap() + begin.len();
    let to = text.find(&end).unwrap();
    if std::env::var_os("RUFLISTE_BLESS").is_some() {
        let new = format!("{}{}{}", &text[..from], wanted, &text[to..]);
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"), new).unwrap();
        return;
    }
    assert_eq!(&text[from..to], wanted, "README section {name}: write it anew with RUFLISTE_BLESS=1");
}

#[test]
fn the_key_table_of_the_readme_is_the_keymap() {
    let keymap = load("default", &[]);
    assert!(keymap.banner.is_none());
    section("keys", &format!("{}\n", table(&keymap.map, false).trim_end()));
}

#[test]
fn the_readme_names_only_files_that_there_are() {
    for line in readme().lines() {
        for word in line.split(['`', '(', ')', '[', ']', ' ']) {
            let is_path =
                ["examples/", "keymaps/default.toml", "src/defaults/"].iter().any(|start| word.starts_with(start));
            if is_path {
                assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(word).exists(), "{word} is not there");
            }
        }
    }
}
