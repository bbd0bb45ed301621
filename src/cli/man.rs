//! `man DIR`: the man pages, written from the tree of commands. They are English whatever the language of the screen.

use std::fs;
use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::failure::{Failure, Kind};
use crate::t;
use crate::text::Lang;

use super::Done;
use super::help::command;

/// Writes one page a command, `rufliste-queue-list.1`.
pub(super) fn run(dir: &Path, lang: Lang) -> Result<Done, Failure> {
    let mut root = command(Lang::En);
    root.build();
    let pages = pages(&root, "rufliste");
    let written =
        fs::create_dir_all(dir).and_then(|()| pages.iter().try_for_each(|(name, page)| write(dir, name, page)));
    written.map_err(|error| {
        let path = dir.display().to_string();
        Failure::new(Kind::Unchanged, t!(lang, "cli-file-unwritable", path = path)).because(error.to_string())
    })?;
    println!("{}", t!(lang, "man-written", n = pages.len(), dir = dir.display().to_string()));
    Ok(Done::Fine)
}

fn write(dir: &Path, name: &str, page: &io::Result<Vec<u8>>) -> io::Result<()> {
    match page {
        Ok(page) => fs::write(dir.join(format!("{name}.1")), page),
        Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
    }
}

/// The page of a command, and those of its subcommands.
fn pages(command: &Command, name: &str) -> Vec<(String, io::Result<Vec<u8>>)> {
    let mut page = Vec::new();
    // Built, each command bears its whole name for display.
    let printed = Man::new(command.clone()).render(&mut page).map(|()| page);
    let mut found = vec![(name.to_owned(), printed)];
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        found.extend(pages(sub, &format!("{name}-{}", sub.get_name())));
    }
    found
}
