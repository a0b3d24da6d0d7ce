//! A seed folder, read as a whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use ringfence::word::nearest;

use super::reader::all_names;
use super::{Reading, Seed, SeedFault, SeedFaults, SeedFile, SeedReader};

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
        let reading = Reading::default();
        let mut reader = SeedReader::new(&reading);
        reader.folder(path.as_ref());
        let (seed, faults) = reader.finish();
        match faults.is_empty() {
            true => Ok(seed),
            false => Err(faults),
        }
    }
}

impl SeedReader<'_> {
    /// Reads a folder of CSV files, as [`SeedFolder`] does.
    pub fn folder(&mut self, folder: &Path) {
        if !folder.is_dir() {
            let folder = folder.to_owned();
            return self.faults.push(SeedFault::NotAFolder { folder });
        }
        let (files, faults) = files_in(folder);
        if files.is_empty() && faults.is_empty() {
            let (folder, expected) = (folder.to_owned(), all_names());
            return self
                .faults
                .push(SeedFault::NothingToRead { folder, expected });
        }
        self.faults.extend(faults);
        for (name, kind) in files {
            if let Some(bytes) = self.bytes_of(&folder.join(name)) {
                self.csv(name, kind, Some(folder), &bytes);
            }
        }
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

pub(super) fn unknown_file(file: String) -> SeedFault {
    let nearest = nearest(&file, SeedFile::names());
    let expected = nearest.map_or_else(all_names, |name| format!("{name}?"));
    SeedFault::UnknownFile {
        file,
        expected,
        nearest,
    }
}
