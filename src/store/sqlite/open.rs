//! Opening and creating: what is refused, and how a connection is set up.

use std::fs::Metadata;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::lock::{self, Gate};
use super::migrate::{APPLICATION_ID, apply, upgrade};
use super::{SqliteStore, begin, event, office, row};
use crate::domain::audit::{Draft, Hash};
use crate::domain::id::ActionId;
use crate::domain::office::Office;
use crate::domain::time::Moment;
use crate::domain::user::User;
use crate::store::{Result, StoreError};

/// Older versions can lose committed pages when several processes write (the WAL-reset bug, fixed in 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;
/// A database file has at least one page.
const SMALLEST: u64 = 512;
/// Statements kept prepared a connection: all that a station uses.
const STATEMENTS: usize = 200;

/// Source of salts: sixteen bytes that nobody can guess, or repeatable ones for a demo.
pub type Salt = Arc<dyn Fn() -> [u8; 16] + Send + Sync>;

/// How a database is opened.
#[derive(Clone)]
pub struct OpenOptions {
    /// Where the salt of each new entity comes from.
    pub salt: Salt,
    /// How long a writer waits for its turn.
    pub lock_wait: Duration,
}

impl OpenOptions {
    /// The usual waits, with this source of salts.
    pub fn new(salt: impl Fn() -> [u8; 16] + Send + Sync + 'static) -> Self {
        Self { salt: Arc::new(salt), lock_wait: Duration::from_secs(10) }
    }

    /// Repeatable salts, for demos and tests.
    pub fn seeded(seed: u64) -> Self {
        let next = AtomicU64::new(0);
        Self::new(move || {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let hash = Hash::of(&[b"salt", &seed.to_be_bytes(), &n.to_be_bytes()]);
            hash.0.first_chunk::<16>().copied().unwrap_or_default()
        })
    }
}

impl SqliteStore {
    /// Opens an office's database, bringing its schema up to date.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self> {
        expect_sqlite()?;
        let metadata = std::fs::metadata(path).map_err(|_| unusable("db-missing", path.display()))?;
        expect_private(path, &metadata)?;
        expect_local(path)?;
        if metadata.len() < SMALLEST {
            return Err(unusable("db-damaged", format!("{}: {} B", path.display(), metadata.len())));
        }
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        expect_ours(&conn, path, &metadata)?;
        let gate = Gate::open(path, options.lock_wait)?;
        set_up(&conn)?;
        upgrade(&conn, &gate)?;
        Ok(Self { conn, path: path.to_owned(), gate, options: options.clone() })
    }

    /// Creates the database of an office with its first user, and opens it.
    pub fn create(path: &Path, office: &Office, admin: &User, now: Moment, options: &OpenOptions) -> Result<Self> {
        expect_sqlite()?;
        let folder = folder_of(path);
        let metadata = std::fs::metadata(&folder).map_err(|_| unusable("db-missing", folder.display()))?;
        expect_private_folder(&folder, &metadata)?;
        expect_local(&folder)?;
        let mut create = std::fs::OpenOptions::new();
        create.write(true).create_new(true).mode(0o600);
        create.open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => unusable("db-exists", path.display()),
            _ => unusable("db-permissions", format!("{}: {error}", path.display())),
        })?;
        Self::fill(path, office, admin, now, options).inspect_err(|_| {
            // Half a database helps nobody; the error itself tells what went wrong.
            let _ = std::fs::remove_file(path);
        })
    }

    fn fill(path: &Path, office: &Office, admin: &User, now: Moment, options: &OpenOptions) -> Result<Self> {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let gate = Gate::open(path, options.lock_wait)?;
        set_up(&conn)?;
        let store = Self { conn, path: path.to_owned(), gate, options: options.clone() };
        {
            let _turn = store.gate.enter()?;
            let transaction = begin(&store.conn, TransactionBehavior::Immediate)?;
            apply(&store.conn, 0)?;
            store.conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
            office::put_office(&store.conn, office)?;
            let session = store.session(false);
            let touch = office::put_user(&session, admin)?;
            let draft = Draft {
                action: ActionId(uuid::Uuid::from_bytes(session.fresh_salt())),
                at: now,
                user: admin.name.clone(),
                station: String::new(),
                kind: "office_created".into(),
                record: None,
                facts: std::collections::BTreeMap::new(),
            };
            event::put(&session, draft, vec![touch])?;
            drop(session);
            transaction.commit()?;
        }
        sync_folder(path)?;
        Ok(store)
    }
}

/// Makes what happened to names in a file's folder durable.
pub(super) fn sync_folder(path: &Path) -> Result<()> {
    let folder = folder_of(path);
    let synced = std::fs::File::open(&folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| StoreError::Io(format!("{}: {error}", folder.display())))
}

pub(super) fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    // Otherwise STAT4 prepares statements anew for every bound value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

fn set_up(conn: &Connection) -> Result<()> {
    // A hundred stations share the system's page cache; what each keeps besides counts.
    // trusted_schema and the rest hold for this connection only; the journal mode is kept in the file.
    Ok(conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -256;
         PRAGMA wal_autocheckpoint = 1000;
         PRAGMA journal_size_limit = 16777216;",
    )?)
}

fn unusable(key: &'static str, detail: impl std::fmt::Display) -> StoreError {
    StoreError::Unusable { key, detail: detail.to_string() }
}

fn expect_sqlite() -> Result<()> {
    match rusqlite::version_number() {
        version if version < OLDEST_SQLITE => Err(unusable("db-sqlite-old", rusqlite::version())),
        _ => Ok(()),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A database belongs to one account: nobody else may write the file or swap it.
pub(super) fn expect_private(path: &Path, metadata: &Metadata) -> Result<()> {
    if !metadata.is_file() {
        return Err(unusable("db-foreign", format!("{} is no file", path.display())));
    }
    if metadata.mode() & 0o022 != 0 {
        return Err(unusable("db-permissions", format!("{}: {:04o}", path.display(), metadata.mode() & 0o7777)));
    }
    let folder = folder_of(path);
    let metadata = std::fs::metadata(&folder).map_err(|_| unusable("db-missing", folder.display()))?;
    expect_private_folder(&folder, &metadata)
}

fn expect_private_folder(folder: &Path, metadata: &Metadata) -> Result<()> {
    let mode = metadata.mode();
    if mode & 0o022 != 0 && mode & 0o1000 == 0 {
        return Err(unusable("db-permissions", format!("{}: {:04o}", folder.display(), mode & 0o7777)));
    }
    Ok(())
}

/// Locks of SQLite do not hold across a network.
#[cfg(target_os = "linux")]
pub(super) fn expect_local(path: &Path) -> Result<()> {
    let found =
        rustix::fs::statfs(path).map_err(|error| unusable("db-missing", format!("{}: {error}", path.display())))?;
    let name = match u64::from(found.f_type as u32) {
        FUSE => is_fuse_of_a_network(path).then_some("FUSE"),
        magic => network_name(magic),
    };
    name.map_or(Ok(()), |name| Err(unusable("db-network", format!("{}: {name}", path.display()))))
}

/// FUSE serves local encryption and remote folders alike; the mount's type tells which.
#[cfg(target_os = "linux")]
const FUSE: u64 = 0x6573_5546;

#[cfg(target_os = "linux")]
fn is_fuse_of_a_network(path: &Path) -> bool {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((fields.next()?, fields.next()?))
        })
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| point.len());
    let remote = ["sshfs", "rclone", "gluster", "s3fs", "davfs", "curlftpfs", "smb", "nfs"];
    mount.is_some_and(|(_, kind)| remote.iter().any(|name| kind.contains(name)))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn expect_local(_path: &Path) -> Result<()> {
    Ok(())
}

/// The file system of this magic number (statfs(2)), if it is a network's.
#[cfg(target_os = "linux")]
const fn network_name(magic: u64) -> Option<&'static str> {
    match magic {
        0x6969 => Some("NFS"),
        0x517B => Some("SMB"),
        0xFF53_4D42 => Some("CIFS"),
        0xFE53_4D42 => Some("SMB2"),
        0x0102_1997 => Some("9p"),
        0x5346_414F => Some("AFS"),
        0x00C3_6400 => Some("Ceph"),
        0x7461_636F => Some("OCFS2"),
        0x0116_1970 => Some("GFS2"),
        _ => None,
    }
}

pub(super) fn expect_ours(conn: &Connection, path: &Path, metadata: &Metadata) -> Result<()> {
    let read = |pragma: &str| conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let id = read("PRAGMA application_id").map_err(|error| match error.sqlite_error_code() {
        // Only a database of ours has a lock file beside it.
        Some(ErrorCode::NotADatabase) if !lock::path_of(path).exists() => unusable("db-foreign", path.display()),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => unusable("db-damaged", path.display()),
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
            unusable("db-permissions", path.display())
        }
        _ => StoreError::from(error),
    })?;
    if id != i64::from(APPLICATION_ID) {
        return Err(unusable("db-foreign", format!("{}: application_id {id:#x}", path.display())));
    }
    let size = read("PRAGMA page_count")? * read("PRAGMA page_size")?;
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let has_wal = std::fs::metadata(wal).is_ok_and(|wal| wal.len() > 0);
    if !has_wal && i64::try_from(metadata.len()).is_ok_and(|len| len < size) {
        return Err(unusable("db-damaged", format!("{}: {} < {size} B", path.display(), metadata.len())));
    }
    let tables = row::value::<i64>(conn, "SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'event')", []);
    match tables {
        Ok(Some(2)) => Ok(()),
        _ => Err(unusable("db-damaged", format!("{}: tables are missing", path.display()))),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn file_systems_of_a_network_are_known_by_their_magic_number() {
        assert_eq!(network_name(0x6969), Some("NFS"));
        assert_eq!(network_name(0xEF53), None, "ext4 is local");
    }
}
