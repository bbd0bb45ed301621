//! `init`: a new database with its office and first user.

use std::collections::BTreeSet;
use std::fs::DirBuilder;
use std::path::Path;

use crate::domain::calendar::Land;
use crate::domain::data_error::DataFile;
use crate::domain::municipality::{Municipality, parse};
use crate::domain::office::Office;
use crate::domain::time::DEFAULT_ZONE;
use crate::domain::user::{Role, User};
use crate::failure::{Failure, Kind};
use crate::shell::clock::Clock;
use crate::store::sqlite::SqliteStore;
use crate::t;
use crate::text::{Lang, labels};

use super::Done;
use super::args::Init;
use super::environment::{faulty, options, os_user, read_text};
use super::lookup::joined;
use super::session::{Surroundings, store_failure};
use super::user::new_user;

/// Runs `init`.
pub(super) fn run(args: &Init, around: &Surroundings) -> Result<Done, Failure> {
    let (lang, path, printer) = (around.lang, around.config.db(), around.printer());
    let office = office(args, lang)?;
    let admin = admin(args, around);
    make_folder(&path, lang)?;
    SqliteStore::create(&path, &office, &admin, Clock::system().now(), &options())
        .map_err(|error| store_failure(lang, &error))?;
    printer.line(&t!(lang, "cli-office-created", path = path.display().to_string()))?;
    let roles = joined(&admin.roles, |role| labels::role(lang, role));
    printer.line(&t!(lang, "init-user", name = &admin.name, roles = roles))?;
    let works = admin.roles.contains(&Role::Tracer);
    printer.line(&if works { t!(lang, "init-next") } else { t!(lang, "init-next-admin", name = &admin.name) })?;
    Ok(Done::Fine)
}

fn office(args: &Init, lang: Lang) -> Result<Office, Failure> {
    let code = args.land.to_uppercase();
    if Land::from_code(&code).is_none() {
        return Err(Failure::new(Kind::Usage, t!(lang, "init-land-unknown", land = &args.land))
            .hint(t!(lang, "init-land-hint")));
    }
    let municipalities = args.municipalities.as_deref().map(|file| municipalities(file, lang)).transpose()?;
    Ok(Office {
        name: args.office.clone(),
        land: code,
        district: args.district.clone(),
        phone: args.phone.clone(),
        zone: DEFAULT_ZONE.name().to_owned(),
        demo: false,
        seed: None,
        municipalities: municipalities.unwrap_or_default(),
    })
}

/// The account that makes the office works in it as well; an admin named for somebody else keeps users and no more.
fn admin(args: &Init, around: &Surroundings) -> User {
    let own = around.global.user.clone().unwrap_or_else(os_user);
    let name = args.admin.clone().unwrap_or_else(|| own.clone());
    let roles = if name == own {
        BTreeSet::from([Role::Admin, Role::Supervisor, Role::Tracer])
    } else {
        BTreeSet::from([Role::Admin])
    };
    new_user(&name, roles)
}

/// The municipalities of a file.
///
/// # Errors
/// Every fault with file, line and column.
pub(super) fn municipalities(file: &Path, lang: Lang) -> Result<Vec<Municipality>, Failure> {
    let (name, text) = (file.display().to_string(), read_text(file, lang)?);
    parse(&DataFile { name: &name, text: &text }).map_err(|faults| faulty(&name, &faults, lang))
}

fn make_folder(path: &Path, lang: Lang) -> Result<(), Failure> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) else {
        return Ok(());
    };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Failure::new(Kind::Unchanged, t!(lang, "init-folder", folder = folder.display().to_string()))
            .because(error.to_string())
    })
}
