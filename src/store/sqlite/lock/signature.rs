//! What the holder of the lock file has written into it, and what the kernel says of who holds it.

use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use std::time::Duration;

use chrono::{TimeDelta, Utc};

use crate::domain::holder::Holder;
use crate::domain::time::Moment;

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
    if let Some(signed) = signed.as_ref().filter(|signed| holds(path, signed)) {
        return Some(signed.clone());
    }
    match listed(path) {
        Some(pids) => Some(unknown(*pids.first()?)),
        None => signed,
    }
}

/// Since when the last one to sign has written.
pub(super) fn since(path: &Path) -> Option<Moment> {
    read(&fs::read(path).ok()?)?.since
}

/// Who has held the lock file for this long. Where many save one after the other nobody is to blame.
pub(super) fn holder_since(path: &Path, limit: Duration) -> Option<Holder> {
    let limit = TimeDelta::from_std(limit).unwrap_or_default();
    let is_long = |since: Option<Moment>| since.is_none_or(|since| Utc::now() - since >= limit);
    // The kernel is asked only where nobody has signed for long.
    is_long(since(path)).then(|| holder(path)).flatten().filter(|holder| is_long(holder.since))
}

fn unknown(pid: u32) -> Holder {
    Holder { pid, started: started_at(pid), user: String::new(), station: String::new(), since: None }
}

/// Whether the kernel says that this very process holds the lock file.
pub(super) fn holds(path: &Path, holder: &Holder) -> bool {
    let (pid, is_listed) = (holder.pid, || listed(path).is_some_and(|pids| pids.contains(&holder.pid)));
    started_at(pid) == holder.started && has_locked(pid, path).unwrap_or_else(is_listed)
}

/// Whether a process has locked this file, by what the kernel says of the files that it has open; none where that is kept
/// from us.
fn has_locked(pid: u32, path: &Path) -> Option<bool> {
    let path = path.canonicalize().ok()?;
    let files = fs::read_dir(format!("/proc/{pid}/fd")).ok()?.flatten();
    let ours = files.filter(|file| fs::read_link(file.path()).is_ok_and(|open| open == path));
    let locked = |file: fs::DirEntry| {
        let info = Path::new("/proc").join(pid.to_string()).join("fdinfo").join(file.file_name());
        fs::read_to_string(info).is_ok_and(|info| info.lines().any(|line| line.starts_with("lock:") && is_flock(line)))
    };
    Some(ours.into_iter().any(locked))
}

fn is_flock(line: &str) -> bool {
    line.contains(" FLOCK ") && line.contains(" WRITE ")
}

fn read(text: &[u8]) -> Option<Holder> {
    let end = text.iter().rposition(|byte| *byte == b'}')?;
    serde_json::from_slice(text.get(..=end)?).ok()
}

/// The processes that hold the lock of this file by `/proc/locks`; none where there is no such list. It is read in pieces
/// and can miss one where others come and go. Some file systems show another device there than `stat` does: then who has
/// the file open decides.
fn listed(path: &Path) -> Option<Vec<u32>> {
    let file = fs::metadata(path).ok()?;
    let device = (rustix::fs::major(file.dev()), rustix::fs::minor(file.dev()));
    let mut found = None;
    for _ in 0..3 {
        let list = fs::read_to_string("/proc/locks").ok()?;
        let holders = list.lines().filter_map(|line| flock_of(line, file.ino()));
        let holders = holders.filter(|(pid, on)| *on == device || has_locked(*pid, path) == Some(true));
        let pids: Vec<u32> = holders.map(|(pid, _)| pid).collect();
        if !pids.is_empty() {
            return Some(pids);
        }
        found = Some(pids);
    }
    found
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

/// Start of a process in clock ticks since boot (field 22 of `/proc/<pid>/stat`); 0 where that can't be told, and for
/// one that has ended and only waits to be noticed.
pub(super) fn started_at(pid: u32) -> u64 {
    let words = stat(pid);
    match words.first().map(String::as_str) {
        None | Some("Z" | "X") => 0,
        Some(_) => words.get(19).and_then(|ticks| ticks.parse().ok()).unwrap_or(0),
    }
}

/// The fields of `/proc/<pid>/stat` behind the name, which may hold blanks.
fn stat(pid: u32) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name.split_whitespace().map(str::to_owned).collect()
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
