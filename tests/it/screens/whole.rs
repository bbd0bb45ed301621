//! Nothing that explains a key is clipped: the footers, the help and the palette, in both languages and every keymap.

use std::sync::Arc;

use rufliste::domain::call::Reason;
use rufliste::domain::user::{Right, Role, User};
use rufliste::keymap::{Focus, help_lines, key_of};
use rufliste::text::Lang;
use rufliste::tui::model::Model;
use rufliste::tui::screen::Screen;
use rufliste::tui::screen::help::Help;
use rufliste::tui::screen::palette::Palette;

use super::people;
use super::seat::{Seat, start, tracer};
use crate::fixture::user;

const SMALL: (u16, u16) = (80, 24);
const KEYMAPS: [(&str, u16); 3] = [("default", 60), ("vim", 120), ("fkeys", 120)];

fn almighty() -> User {
    user("haas", &[Role::Tracer, Role::Supervisor, Role::Auditor, Role::Admin], &[Right::Order])
}

/// As wide as the smallest terminal; high, so that little is leafed through.
fn seat(lang: Lang, keymap: &str, rows: u16) -> Seat {
    let size = (SMALL.0, rows);
    let mut seat = Seat::new(lang, size, almighty());
    let keys = Arc::new(rufliste::keymap::load(keymap, &[]).map);
    seat.model = Model::new(rufliste::tui::desk::Start { keymap: keys, ..start(lang, size, almighty()) });
    seat
}

fn paths() -> Vec<Vec<Focus>> {
    let mut paths: Vec<Vec<Focus>> = Focus::ALL.iter().map(|focus| vec![*focus, Focus::Global]).collect();
    paths.push(vec![Focus::Script, Focus::Call, Focus::Global]);
    paths.push(vec![Focus::Text, Focus::Form, Focus::Global]);
    paths
}

/// All rows of the visible list, and what stands in them from a column on, joined.
fn leafed_through(seat: &mut Seat, from: usize) -> (String, String) {
    let body = usize::from(seat.model.desk.size.1) - 3;
    let (mut all, mut right) = (String::new(), String::new());
    loop {
        let picture = seat.picture();
        let shown: Vec<&str> = picture.lines().skip(1).take(body).collect();
        for line in &shown {
            all.push_str(line);
            all.push('\n');
            right.extend(line.chars().skip(from));
            right.push(' ');
        }
        seat.press("PageDown");
        let after = seat.picture();
        if after.lines().skip(1).take(body).collect::<Vec<_>>() == shown {
            return (all, right.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

#[test]
fn the_help_shows_every_key_and_every_sentence_in_full() {
    for lang in [Lang::De, Lang::En] {
        for (keymap, rows) in KEYMAPS {
            let mut seat = seat(lang, keymap, rows);
            for path in paths() {
                seat.model.stack = vec![Screen::Help(Help::new(path.clone()))];
                let lines = help_lines(&seat.model.desk.keymap, &path, lang == Lang::De);
                let keys = lines.iter().map(|line| line.keys.chars().count()).max().unwrap_or(0).max(14);
                let (all, sentences) = leafed_through(&mut seat, keys + 4);
                for line in lines {
                    assert!(all.contains(&format!("   {} ", line.keys)), "{keymap} {path:?}: {}\n{all}", line.keys);
                    assert!(sentences.contains(line.help), "{keymap} {path:?}: {}\n{all}", line.help);
                }
            }
        }
    }
}

#[test]
fn the_palette_shows_every_name_key_and_sentence_in_full() {
    for lang in [Lang::De, Lang::En] {
        let german = lang == Lang::De;
        for (keymap, rows) in KEYMAPS {
            let mut seat = seat(lang, keymap, rows);
            for path in paths() {
                seat.model.stack = vec![Screen::Palette(Palette::new(path.clone()))];
                let keys = seat.model.desk.keymap.clone();
                let key = |action| key_of(&keys, &path, action).map(|key| key.label(german)).unwrap_or_default();
                let mut lines = help_lines(&keys, &path, german);
                lines.retain(|line| line.action.homes() != Focus::LISTS);
                let names = lines.iter().map(|line| line.label.chars().count()).max().unwrap_or(0).max(22);
                let widest = lines.iter().map(|line| key(line.action).chars().count()).max().unwrap_or(0).max(8);
                let (all, sentences) = leafed_through(&mut seat, names + widest + 5);
                for line in lines {
                    let row = format!(" {:<names$} {} ", line.label, key(line.action));
                    assert!(all.replace('\n', " \n").contains(&row), "{keymap} {path:?}: {row}\n{all}");
                    assert!(sentences.contains(line.help), "{keymap} {path:?}: {}\n{all}", line.help);
                }
            }
        }
    }
}

/// What the footer shows, entry by entry.
fn entries(seat: &Seat) -> Vec<String> {
    let footer = seat.line(usize::from(seat.model.desk.size.1) - 1);
    footer.split("  ").map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
}

#[test]
fn no_footer_is_cut_off_at_eighty_columns() {
    let keys = [
        "",
        "F1",
        ".",
        "s",
        "e",
        "+",
        "+ Tab Tab Tab Tab Tab",
        "f",
        "f Tab",
        "w",
        "w Tab Tab",
        "g p",
        "g o",
        "g d",
        "g b",
        "g t",
    ];
    let in_call = [
        "",
        "0",
        "7",
        "7 Tab",
        "8",
        "9",
        "v",
        "r",
        "r Tab",
        "w",
        "w Tab Tab",
        "-",
        "q",
        "h",
        "d",
        "x",
        "p",
        "p Tab Tab Tab",
        "t",
        "t +",
        "j",
        "j Enter Enter",
        "3",
    ];
    for lang in [Lang::De, Lang::En] {
        let mut pictures = Vec::new();
        for keys in keys {
            for user in [tracer(), almighty()] {
                let make = |size| {
                    let mut seat = Seat::new(lang, size, user.clone());
                    seat.show_page(people::rows(u32::from(size.1) - 4), true);
                    seat.press(keys);
                    seat
                };
                pictures.push((keys, make(SMALL), make((240, 24))));
            }
        }
        for keys in in_call {
            let make = |size| {
                let mut seat = Seat::new(lang, size, tracer());
                seat.show_page(people::rows(u32::from(size.1) - 4), true);
                seat.press("n").serve(people::served(3, Reason::FirstNotification));
                seat.send(rufliste::tui::msg::Msg::Drawn).press(keys);
                seat
            };
            pictures.push((keys, make(SMALL), make((240, 24))));
        }
        for (keys, small, large) in pictures {
            let (shown, whole) = (entries(&small), entries(&large));
            assert!(!shown.is_empty(), "{keys}");
            for entry in &shown {
                assert!(whole.contains(entry), "{keys}: {entry} of {whole:?}\n{}", small.picture());
            }
        }
    }
}
