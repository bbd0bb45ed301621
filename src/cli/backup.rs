//! `backup FILE` and `restore FILE`: a verified copy, and putting one in the place of the database.

use std::path::Path;

use chrono::Utc;

use crate::domain::user::Power;
use crate::failure::{Failure, Kind};
use crate::store::sqlite::{backup_to, restore as restore_from};
use crate::t;

use super::Done;
use super::session::{Session, Surroundings, store_failure};

/// Runs `backup`.
pub(super) fn backup(file: &Path, mut session: Session) -> Result<Done, Failure> {
    let lang = session.lang;
    session.require(Power::Administer)?;
    let path = file.display().to_string();
    if file.exists() {
        return Err(Failure::new(Kind::Unchanged, t!(lang, "backup-exists", path = path)));
    }
    backup_to(&session.path, file).map_err(|error| {
        let cause = store_failure(lang, &error);
        Failure { what: t!(lang, "backup-failed"), why: cause.why.or(Some(cause.what)), ..cause }
    })?;
    let bytes = std::fs::metadata(file).map_or(0, |meta| meta.len());
    session.printer().line(&t!(lang, "backup-done", path = path, size = size(bytes)))?;
    Ok(Done::Fine)
}

fn size(bytes: u64) -> String {
    const KIB: u64 = 1024;
    match bytes {
        0..1_048_576 => format!("{} KiB", bytes.div_ceil(KIB)),
        _ => format!("{} MiB", bytes.div_ceil(KIB * KIB)),
    }
}

/// Runs `restore`. Whoever may replace the file may do this: the database may be too damaged to ask it for users.
pub(super) fn restore(file: &Path, around: &Surroundings) -> Result<Done, Failure> {
    let (lang, printer, now) = (around.lang, around.printer(), Utc::now());
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    let restored = restore_from(file, &around.config.db(), now, &stamp).map_err(|error| {
        let cause = store_failure(lang, &error);
        Failure { what: t!(lang, "restore-failed"), why: cause.why.or(Some(cause.what)), ..cause }
    })?;
    let when = t!(lang, "restore-head", n = restored.head.seq);
    printer.line(&t!(lang, "restore-done", path = file.display().to_string(), when = when))?;
    if let Some(kept) = restored.kept {
        printer.line(&t!(lang, "restore-old-kept", path = kept.display().to_string()))?;
    }
    Ok(Done::Fine)
}
