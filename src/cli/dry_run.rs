//! `--dry-run`: the same work, on a private copy that is thrown away.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::store::sqlite::backup_to;

use super::environment::{open, unreadable};
use super::session::{Session, store_failure};

/// A private copy of the database on which a dry run works; removed at the end.
pub(super) struct DryRun {
    /// Its folder.
    pub(super) folder: PathBuf,
}

impl DryRun {
    /// Makes the copy, on which the session works from now on.
    pub(super) fn start(session: &mut Session) -> Result<Self, Failure> {
        let lang = session.lang;
        let beside = session.path.parent().map_or_else(PathBuf::new, Path::to_owned);
        let folder = beside.join(format!(".dry-run-{}", std::process::id()));
        let made = make_private(&folder);
        made.map_err(|error| unreadable(&folder, &error, lang))?;
        let guard = Self { folder: folder.clone() };
        let copy = folder.join("copy.db");
        backup_to(&session.path, &copy).map_err(|error| store_failure(lang, &error))?;
        session.store = open(&copy, lang)?;
        Ok(guard)
    }
}

impl Drop for DryRun {
    fn drop(&mut self) {
        let removed = fs::remove_dir_all(&self.folder);
        drop(removed);
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}
