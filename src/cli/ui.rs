//! Opens the terminal UI for a session.

use std::sync::Arc;

use crate::failure::{Failure, Kind};
use crate::keymap::{LoadedKeymap, Source, load};
use crate::shell::desk::Station;
use crate::shell::{Launch, run};
use crate::t;
use crate::text::Lang;
use crate::tui::theme::Theme;

use super::Done;
use super::args::ColorWhen;
use super::environment;
use super::session::Session;

/// Runs the terminal UI until the user leaves.
pub(super) fn open(mut session: Session) -> Result<Done, Failure> {
    let lang = session.lang;
    let user = session.me()?;
    let lang = match (session.config.get("lang"), user.screen_language.as_deref()) {
        (None, Some(own)) => own.parse().unwrap_or(lang),
        _ => lang,
    };
    let keymap = keymap(&session);
    let banner = keymap.banner.iter().flatten().map(|fault| fault.message(lang == Lang::De)).collect();
    let reading = environment::open(&session.path, lang)?;
    let launch = Launch {
        reading,
        station: Station {
            user: session.user.clone(),
            name: session.station.clone(),
            rules: Arc::new(session.rules.clone()),
            clock: session.clock.running(),
            zone: session.office.tz(),
            since: session.now(),
            lang,
        },
        user,
        keymap: Arc::new(keymap.map),
        keymap_banner: banner,
        theme: theme(&session),
        export_dir: session.config.export_dir(),
        dial_command: session.config.get("dial_command").map(str::to_owned),
        outside_line: session.config.outside_line().map(str::to_owned),
        lock_after: None,
        office: session.office,
        writing: session.store,
    };
    run(launch).map(|_| Done::Fine).map_err(|error| {
        Failure::new(Kind::Unchanged, t!(lang, "ui-no-terminal"))
            .because(error.to_string())
            .hint(t!(lang, "ui-no-terminal-hint"))
    })
}

/// The configured keymap: a file of that name in the configuration folder lies over the one that is built in.
fn keymap(session: &Session) -> LoadedKeymap {
    let name = session.config.get("keymap").unwrap_or("default").to_owned();
    let file = session.config.folder.join("keymaps").join(format!("{name}.toml"));
    let found = std::fs::read_to_string(&file).ok().map(|text| Source {
        name: name.clone(),
        file: file.display().to_string(),
        text,
    });
    load(&name, found.as_slice())
}

/// The configured colours; none at all where NO_COLOR is set or --color never is given.
fn theme(session: &Session) -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colourless = session.color == ColorWhen::Never || (no_color && session.color == ColorWhen::Auto);
    let name = if colourless { "mono" } else { session.config.get("theme").unwrap_or("dark") };
    Theme::named(name).unwrap_or_default()
}
