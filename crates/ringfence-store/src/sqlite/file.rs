//! What stands at the head of a file, before SQLite touches it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::fault::{not_a_book, unopened};
use crate::StoreError;

/// What says that a SQLite file is a book of ringfence: `rfbk` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x7266_626b;

/// The form of the tables that this version writes.
pub(super) const FORM: i32 = 3;

/// Where the two stand in the head of a file, and the mode in which it is written.
const FORM_AT: usize = 60;
const APPLICATION_AT: usize = 68;
const MODE_AT: usize = 18;

/// Whether a file of a book is written through a log beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A log beside it: the form in which a book is worked on.
    Log,
    /// All in one file: the form of a snapshot.
    OneFile,
}

/// Looks at the head of a file: it must be a book of a form that this version reads.
pub(super) fn looked_at(path: &Path) -> Result<Mode, StoreError> {
    if path.is_dir() {
        return Err(not_a_book(path, "it is a folder", "name a file in it"));
    }
    let mut file = File::open(path).map_err(|fault| match fault.kind() {
        ErrorKind::NotFound => not_a_book(path, "there is no such file", "create the book first"),
        _ => unopened("open", path, fault),
    })?;
    let mut head = [0; 100];
    let is_whole = file.read_exact(&mut head);
    if is_whole.is_err() || !head.starts_with(b"SQLite format 3\0") {
        let wanted = "a book is a SQLite file that ringfence created";
        return Err(not_a_book(path, "it is no SQLite file", wanted));
    }
    let number =
        |at: usize| i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    if number(APPLICATION_AT) != APPLICATION_ID {
        let wanted = "a book is a SQLite file that ringfence created";
        return Err(not_a_book(
            path,
            "it is a SQLite file of another program",
            wanted,
        ));
    }
    let form = number(FORM_AT);
    if form != FORM {
        let found = format!("its form is {form}, and this version reads form {FORM}");
        let wanted = match form < FORM {
            true => "export its journal with the version of ringfence that wrote it, and import it",
            false => "open it with the version of ringfence that wrote it, or a newer one",
        };
        return Err(not_a_book(path, &found, wanted));
    }
    Ok(if head[MODE_AT] == 2 {
        Mode::Log
    } else {
        Mode::OneFile
    })
}
