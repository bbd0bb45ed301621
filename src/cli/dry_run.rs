//! `--dry-run`: the same work, on a private copy that is thrown away.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::shell::scratch::{Scratch, sweep};
use crate::store::sqlite::backup_to;

use super::environment::{open, unreadable};
use super::session::{Session, store_failure};

/// A private copy of the database on which a dry run works; removed at the end.
pub(super) struct DryRun {
    /// Its folder.
    pub(super) folder: PathBuf,
    _scratch: Scratch,
}

impl DryRun {
    /// Makes the copy, on which the session works from now on; removes the copies of runs that were killed.
    pub(super) fn start(session: &mut Session) -> Result<Self, Failure> {
        let lang = session.lang;
        let beside = session.path.parent().map_or_else(PathBuf::new, Path::to_owned);
        sweep(&beside);
        let scratch = Scratch::for_dry_run(&beside).map_err(|error| unreadable(&beside, &error, lang))?;
        let folder = scratch.path().to_owned();
        let copy = folder.join("copy.db");
        backup_to(&session.path, &copy).map_err(|error| store_failure(lang, &error))?;
        session.store = open(&copy, lang)?;
        Ok(Self { folder, _scratch: scratch })
    }
}
