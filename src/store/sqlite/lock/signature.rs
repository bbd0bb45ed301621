//! What the holder of the lock file has written into it, and what the kernel says of who holds it.

use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use chrono::Utc;

use crate::domain::holder::Holder;

/// Of fixed width, so that a shorter signature overwrites a longer one without a second call.
const WIDTH: usize = 320;
/// Characters of a name that are kept.
const NAME: usize = 40;

/// Signs for this process. That it fails is no reason not to save: the kernel knows the holder all the same.
pub(super) fn sign(file: &File, user: &str, station: &str) {
    let holder = Holder {
        pid: std::process::id(),
        started: started_at(std::process::id()),
        user: short(user),
        station: short(station),
        since: Some(Utc::now()),
    };
    let mut line = serde_json::to_vec(&holder).unwrap_or_default();
    line.resize(WIDTH.max(line.len()), b' ');
    let signed = file.write_all_at(&line, 0);
    drop(signed);
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

/// Who holds the lock file now. Where the kernel tells, its word counts: somebody who was stopped between the lock and
/// the signature stands there under the name of the one before.
pub(super) fn holder(path: &Path) -> Option<Holder> {
    let signed = fs::read(path).ok().and_then(|text| read(&text));
    match (kernel(path), signed) {
        (Some(pids), Some(signed)) if pids.contains(&signed.pid) && signed.started == started_at(signed.pid) => {
            Some(signed)
        }
        (Some(pids), _) => {
            let pid = *pids.first()?;
            Some(Holder { pid, started: started_at(pid), user: String::new(), station: String::new(), since: None })
        }
        (None, signed) => signed,
    }
}

/// Whether the kernel says that this very process holds the lock file.
pub(super) fn holds(path: &Path, holder: &Holder) -> bool {
    kernel(path).is_some_and(|pids| pids.contains(&holder.pid)) && started_at(holder.pid) == holder.started
}

fn read(text: &[u8]) -> Option<Holder> {
    let end = text.iter().rposition(|byte| *byte == b'}')?;
    serde_json::from_slice(text.get(..=end)?).ok()
}

/// The processes that hold the lock of this file by `/proc/locks`; none where there is no such list.
/// Some file systems show another device there than `stat` does: then who has the file open decides.
fn kernel(path: &Path) -> Option<Vec<u32>> {
    let list = fs::read_to_string("/proc/locks").ok()?;
    let file = fs::metadata(path).ok()?;
    let holders = list.lines().filter_map(|line| flock_of(line, file.ino()));
    let device = (rustix::fs::major(file.dev()), rustix::fs::minor(file.dev()));
    let holders = holders.filter(|(pid, on)| *on == device || has_open(*pid, path));
    Some(holders.map(|(pid, _)| pid).collect())
}

/// Process and device of an exclusive lock on a file of this number: `1: FLOCK  ADVISORY  WRITE 4711 fe:00:613 0 EOF`.
fn flock_of(line: &str, inode: u64) -> Option<(u32, (u32, u32))> {
    let mut words = line.split_whitespace().skip(1);
    if (words.next()?, words.next()?, words.next()?) != ("FLOCK", "ADVISORY", "WRITE") {
        return None;
    }
    let pid = words.next()?.parse().ok()?;
    let mut place = words.next()?.split(':');
    let mut number = || u32::from_str_radix(place.next()?, 16).ok();
    let device = (number()?, number()?);
    (place.next()?.parse() == Ok(inode)).then_some((pid, device))
}

fn has_open(pid: u32, path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let files = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    files.into_iter().any(|file| fs::read_link(file.path()).is_ok_and(|open| open == path))
}

/// Start of a process in clock ticks since boot (field 22 of `/proc/<pid>/stat`); 0 where that can't be told, and for
/// one that has ended and only waits to be noticed.
pub(super) fn started_at(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let mut words = after_name.split_whitespace();
    match words.next() {
        None | Some("Z" | "X") => 0,
        Some(_) => words.nth(18).and_then(|ticks| ticks.parse().ok()).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_list_names_who_holds_a_file_and_not_who_waits() {
        let held = "12: FLOCK  ADVISORY  WRITE 4711 fe:00:613 0 EOF";
        assert_eq!(flock_of(held, 613), Some((4711, (0xfe, 0))));
        assert_eq!(flock_of(held, 614), None);
        assert_eq!(flock_of("12: -> FLOCK  ADVISORY  WRITE 4712 fe:00:613 0 EOF", 613), None);
        assert_eq!(flock_of("12: POSIX  ADVISORY  WRITE 4712 fe:00:613 0 EOF", 613), None);
    }

    #[test]
    fn a_short_name_overwrites_a_long_one() {
        let file = tempfile::NamedTempFile::new().unwrap();
        sign(file.as_file(), &"ä".repeat(90), "Platz mit einem langen Namen \n\u{1b}[2J");
        sign(file.as_file(), "berg", "3");
        let signed = read(&fs::read(file.path()).unwrap()).unwrap();
        assert_eq!((signed.user.as_str(), signed.station.as_str(), signed.pid), ("berg", "3", std::process::id()));
        assert!(signed.started > 0 || !cfg!(target_os = "linux"));
        assert_eq!(holder(file.path()), None, "nobody holds it");
    }
}
