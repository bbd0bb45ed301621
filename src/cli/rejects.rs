//! Where the rows go that an import can't take: one file for each file read, as each has headings of its own.

use std::path::{Path, PathBuf};

/// A place for the rejects of every file, no two alike: beside the file, or as `wanted` says. Where several files are read,
/// `nein.csv` stands for `nein.januar.csv` and `nein.februar.csv`.
pub(super) fn places(files: &[PathBuf], wanted: Option<&Path>) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = Vec::with_capacity(files.len());
    for file in files {
        let stem = text(file.file_stem());
        let of_stem = |stem: &str| match wanted {
            None => file.with_file_name(format!("{stem}.rejects.csv")),
            Some(wanted) if files.len() == 1 => wanted.to_owned(),
            Some(wanted) => {
                let kind = wanted.extension().map_or_else(String::new, |kind| format!(".{}", text(Some(kind))));
                wanted.with_file_name(format!("{}.{stem}{kind}", text(wanted.file_stem())))
            }
        };
        let numbered = (2..=files.len()).map(|n| of_stem(&format!("{stem}-{n}")));
        let free = std::iter::once(of_stem(&stem)).chain(numbered).find(|place| !places.contains(place));
        places.push(free.unwrap_or_else(|| of_stem(&stem)));
    }
    places
}

fn text(part: Option<&std::ffi::OsStr>) -> String {
    part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[&str], wanted: Option<&str>) -> Vec<String> {
        let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
        places(&files, wanted.map(Path::new)).iter().map(|place| place.display().to_string()).collect()
    }

    #[test]
    fn every_file_has_a_place_of_its_own() {
        assert_eq!(shown(&["a/liste.csv"], None), ["a/liste.rejects.csv"]);
        assert_eq!(shown(&["a/liste.csv"], Some("nein.csv")), ["nein.csv"]);
        assert_eq!(shown(&["jan.csv", "feb.csv"], Some("x/nein.csv")), ["x/nein.jan.csv", "x/nein.feb.csv"]);
        assert_eq!(shown(&["jan/l.csv", "feb/l.csv"], Some("nein")), ["nein.l", "nein.l-2"]);
        assert_eq!(shown(&["l.csv", "l.txt"], None), ["l.rejects.csv", "l-2.rejects.csv"]);
    }
}
