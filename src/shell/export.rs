//! Writes batches to disk so that a kill or a full disk at any point leaves either no batch or a whole one:
//! temporary name, fsync, rename, fsync of the folder. The same batch always has the same bytes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::domain::audit::Hash;
use crate::domain::batch::Batch;
use crate::domain::office::Office;
use crate::exchange::out::edition::{Edition, HeldBack, edition};
use crate::exchange::out::manifest::{FileEntry, MANIFEST, Manifest, manifest_hash};
use crate::shell::scratch::{Scratch, sweep};
use crate::shell::spool::{Spool, Spooled};
use crate::store::perform::{Actor, NotDone};
use crate::store::seal::{each_member, seal, written};
use crate::store::{Queries, Store, StoreError};

/// Why a batch was not written; a sealed one is written by the next run.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such destination.
    #[error("no destination {0}")]
    NoDestination(String),
    /// Refused, or the store failed.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// The disk failed.
    #[error("{0}: {1}")]
    Disk(PathBuf, io::Error),
    /// A folder of this name holds something else.
    #[error("{0} holds other data")]
    Occupied(PathBuf),
    /// What would be written is not what was sealed.
    #[error("batch {0} differs from its manifest")]
    Differs(String),
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::NotDone(error.into())
    }
}

/// A written batch.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The batch.
    pub batch: Batch,
    /// Its folder.
    pub folder: PathBuf,
    /// What did not go into the receiver's own file.
    pub held_back: HeldBack,
}

/// Seals and writes every batch that waits for a destination (at most 10,000 records each), oldest first.
///
/// # Errors
/// [`ExportError`]; batches written before the error stay.
pub fn export_all(
    store: &mut impl Store,
    destination: &str,
    out: &Path,
    actor: &Actor<'_>,
) -> Result<Vec<Exported>, ExportError> {
    let mut done = Vec::new();
    while let Some(exported) = export_next(store, destination, out, actor)? {
        done.push(exported);
    }
    Ok(done)
}

/// Seals and writes the next batch; none if nothing waits.
///
/// # Errors
/// [`ExportError`].
pub fn export_next(
    store: &mut impl Store,
    destination: &str,
    out: &Path,
    actor: &Actor<'_>,
) -> Result<Option<Exported>, ExportError> {
    let office = store.read(|queries| queries.office())?;
    if edition(destination, &office).is_none() {
        return Err(ExportError::NoDestination(destination.to_owned()));
    }
    let Some(batch) = store.write(|txn| seal(txn, destination, actor))? else { return Ok(None) };
    let (folder, hash, held_back) = store.read(|queries| write_batch(queries, &batch, &office, out))?;
    let batch = store.write(|txn| written(txn, &batch, hash, actor))?;
    Ok(Some(Exported { batch, folder, held_back }))
}

/// Writes a batch again, byte for byte.
///
/// # Errors
/// [`ExportError::Differs`] if the bytes are not those of its manifest.
pub fn reissue(store: &mut impl Store, batch: &Batch, out: &Path) -> Result<PathBuf, ExportError> {
    let office = store.read(|queries| queries.office())?;
    let (folder, ..) = store.read(|queries| write_batch(queries, batch, &office, out))?;
    Ok(folder)
}

fn write_batch(
    queries: &dyn Queries,
    batch: &Batch,
    office: &Office,
    out: &Path,
) -> Result<(PathBuf, Hash, HeldBack), ExportError> {
    let mut edition =
        edition(&batch.destination, office).ok_or_else(|| ExportError::NoDestination(batch.destination.clone()))?;
    let folder = out.join(batch.folder());
    let disk = |error| ExportError::Disk(out.to_owned(), error);
    fs::create_dir_all(out).map_err(disk)?;
    sweep(out);
    let scratch = Scratch::for_batch(out, &batch.folder()).map_err(disk)?;
    let temporary = scratch.path();
    let files = write_files(queries, batch, edition.as_mut(), temporary);
    let hash = files.and_then(|files| write_manifest(batch, office, files, temporary).map_err(disk));
    let sealed = hash.and_then(|hash| match batch.manifest {
        Some(sealed) if sealed != hash => Err(ExportError::Differs(batch.folder())),
        Some(_) | None => Ok(hash),
    });
    let hash = sealed?;
    place(temporary, &folder, out)?;
    Ok((folder, hash, edition.held_back()))
}

fn write_files(
    queries: &dyn Queries,
    batch: &Batch,
    edition: &mut dyn Edition,
    folder: &Path,
) -> Result<Vec<FileEntry>, ExportError> {
    let disk = |error| ExportError::Disk(folder.to_owned(), error);
    let names = edition.files();
    let open = |name: &&str| File::create_new(folder.join(name)).and_then(Spool::new);
    let mut spools = names.iter().map(open).collect::<io::Result<Vec<_>>>().map_err(disk)?;
    let mut sinks: Vec<&mut dyn Write> = spools.iter_mut().map(|spool| spool as &mut dyn Write).collect();
    edition.begin(&mut sinks).map_err(disk)?;
    let mut failed = None;
    each_member(queries, batch, &mut |bytes| {
        edition.revision(bytes, &mut sinks).map_err(|error| {
            if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) {
                return StoreError::Corrupt(format!("a revision: {error}"));
            }
            let message = error.to_string();
            failed = Some(error);
            StoreError::Io(message)
        })
    })
    .map_err(|error| failed.take().map_or_else(|| ExportError::from(error), disk))?;
    let entry = |(name, spool): (&&str, Spool)| {
        spool.finish().map(|Spooled { size, sha256 }| FileEntry { name: (*name).to_owned(), size, sha256 })
    };
    names.iter().zip(spools).map(entry).collect::<io::Result<Vec<_>>>().map_err(disk)
}

fn write_manifest(batch: &Batch, office: &Office, files: Vec<FileEntry>, folder: &Path) -> io::Result<Hash> {
    let manifest = Manifest {
        format: 1,
        office: office.name.clone(),
        destination: batch.destination.clone(),
        number: batch.number,
        sealed_at: batch.sealed_at,
        sealed_by: batch.sealed_by.clone(),
        records: batch.records,
        files,
        previous_manifest: batch.previous.to_string(),
        audit_head: batch.head,
    };
    let bytes = manifest.to_bytes();
    let mut file = File::create_new(folder.join(MANIFEST))?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    Ok(manifest_hash(&bytes))
}

/// Gives the temporary folder its name. A folder that an interrupted run, or another process, has finished already is
/// kept if it is the same.
fn place(temporary: &Path, folder: &Path, out: &Path) -> Result<(), ExportError> {
    let disk = |error| ExportError::Disk(folder.to_owned(), error);
    sync_folder(temporary).map_err(disk)?;
    let renamed = if folder.exists() { Ok(false) } else { fs::rename(temporary, folder).map(|()| true) };
    if renamed.as_ref().is_ok_and(|renamed| *renamed) {
        return sync_folder(out).map_err(disk);
    }
    if folder.exists() {
        let manifest = |of: &Path| fs::read(of.join(MANIFEST));
        if manifest(folder).ok() != manifest(temporary).ok() || !is_whole(folder) {
            return Err(ExportError::Occupied(folder.to_owned()));
        }
        return Ok(());
    }
    renamed.map(drop).map_err(disk)
}

/// Whether every file that the manifest of a folder names is there in full.
fn is_whole(folder: &Path) -> bool {
    crate::shell::verify::verify_folder(folder).is_ok_and(|problems| problems.is_empty())
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
