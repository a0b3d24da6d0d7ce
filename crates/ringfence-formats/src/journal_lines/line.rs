//! The two kinds of line, field by field.

use ringfence::journal::{Entry, Header, Salt};
use ringfence::word::Hash;
use serde::Serialize;

/// The form that is written and read.
pub(super) const FORM: &str = "ringfence/journal/v1";

/// The first line.
#[derive(Serialize)]
pub(super) struct BookLine {
    form: &'static str,
    header: String,
}

impl BookLine {
    pub(super) const KEYS: [&str; 2] = ["form", "header"];

    pub(super) fn of(header: &Header) -> BookLine {
        BookLine {
            form: FORM,
            header: header.json(),
        }
    }
}

/// The line of an entry.
#[derive(Serialize)]
pub(super) struct EntryLine<'e> {
    entry: u64,
    header: &'e str,
    figures: &'e str,
    text: Option<&'e str>,
    salt: Option<Salt>,
    text_hash: Hash,
    hash: Hash,
}

impl EntryLine<'_> {
    pub(super) const KEYS: [&'static str; 7] = [
        "entry",
        "header",
        "figures",
        "text",
        "salt",
        "text_hash",
        "hash",
    ];

    pub(super) fn of(entry: &Entry) -> EntryLine<'_> {
        EntryLine {
            entry: entry.number,
            header: &entry.header,
            figures: &entry.figures,
            text: entry.text.as_deref(),
            salt: entry.salt,
            text_hash: entry.text_hash,
            hash: entry.hash,
        }
    }
}
