//! A seed folder, read as a whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use ringfence::word::{nearest, one_of};

use super::circle::circles_in;
use super::order::in_posting_order;
use super::row::rows_in;
use super::{Seed, SeedFault, SeedFaults, SeedFile};

/// A folder of CSV files, one for each kind of draft, from which a ledger is filled.
///
/// Each file may be left out; columns are named as the draft's fields. Notes for people
/// (`.md`, `.txt`) and rule books (`.toml`) may stand beside them; hidden files are passed by.
///
/// ```
/// use ringfence_formats::{SeedFault, SeedFolder};
///
/// let faults = SeedFolder::read("no/such/folder").unwrap_err();
/// assert!(matches!(faults.all(), [SeedFault::NotAFolder { .. }]));
/// ```
///
/// It posts nothing: the steps go to a book, which may still refuse some of them.
#[derive(Debug)]
pub enum SeedFolder {}

impl SeedFolder {
    /// Reads a folder into drafts in posting order.
    ///
    /// ```
    /// use ringfence_formats::SeedFolder;
    ///
    /// let no = SeedFolder::read("no/such/folder").expect_err("nothing stands there");
    /// assert!(no.to_string().contains("no/such/folder"), "{no}");
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it, at once: each fault with its file, row and column.
    pub fn read(path: impl AsRef<Path>) -> Result<Seed, SeedFaults> {
        let folder = path.as_ref();
        if !folder.is_dir() {
            let folder = folder.to_owned();
            return Err(SeedFaults::of(vec![SeedFault::NotAFolder { folder }]));
        }
        let (files, mut faults) = files_in(folder);
        if files.is_empty() && faults.is_empty() {
            let folder = folder.to_owned();
            let expected = one_of(&SeedFile::names().collect::<Vec<_>>());
            return Err(SeedFaults::of(vec![SeedFault::NothingToRead {
                folder,
                expected,
            }]));
        }
        let mut rows = Vec::new();
        for (name, file) in files {
            match fs::read(folder.join(name)) {
                Ok(bytes) => rows.extend(rows_in(folder, name, file, &bytes, &mut faults)),
                Err(source) => {
                    let path = folder.join(name);
                    faults.push(SeedFault::Unreadable { path, source });
                }
            }
        }
        faults.extend(circles_in(&rows));
        if faults.is_empty() {
            let rows = in_posting_order(rows);
            return Ok(Seed { rows });
        }
        Err(SeedFaults::of(faults))
    }
}

/// The files of a seed in a folder, in the order of the kinds, and what should not be there.
fn files_in(folder: &Path) -> (Vec<(&'static str, SeedFile)>, Vec<SeedFault>) {
    let mut files = Vec::new();
    let mut faults = Vec::new();
    let unreadable = |source| SeedFault::Unreadable {
        path: PathBuf::from(folder),
        source,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(source) => return (files, vec![unreadable(source)]),
    };
    for entry in entries {
        let name = match entry {
            Ok(entry) => entry.file_name().to_string_lossy().into_owned(),
            Err(source) => {
                faults.push(unreadable(source));
                continue;
            }
        };
        match SeedFile::names().find(|known| *known == name) {
            Some(known) => files.extend(SeedFile::named(known).map(|file| (known, file))),
            None if stands_beside(&name) => {}
            None => faults.push(unknown_file(name)),
        }
    }
    files.sort_by_key(|(_, file)| *file);
    (files, faults)
}

/// Whether a file may stand beside those of a seed: notes, rule books, hidden files.
fn stands_beside(name: &str) -> bool {
    name.starts_with('.')
        || [".md", ".txt", ".toml"]
            .iter()
            .any(|end| name.ends_with(end))
}

fn unknown_file(file: String) -> SeedFault {
    let nearest = nearest(&file, SeedFile::names());
    let all = || one_of(&SeedFile::names().collect::<Vec<_>>());
    let expected = nearest.map_or_else(all, |name| format!("{name}?"));
    SeedFault::UnknownFile {
        file,
        expected,
        nearest,
    }
}
