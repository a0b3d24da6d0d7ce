//! A journal in.

use std::io::{BufRead, Read};

use ringfence::journal::{Entry, Header, Salt};
use ringfence::word::Hash;
use serde::Deserialize;
use serde_json::Value;

use super::fault::{JournalFault, JournalFaultKind, JournalFaults};
use super::field::{Fields, Pairs};
use super::line::{BookLine, EntryLine, FORM};

/// Reads a journal, or says everything that is wrong with the file: up to a hundred faults, and
/// how many more there are. A byte-order mark and line ends of Windows are left aside.
///
/// ```
/// use ringfence_formats::journal_lines;
///
/// let text = "{\"form\":\"ringfence/journal/v9\",\"header\":null}\n{\"entry\":0}\n";
/// let faults = journal_lines::read(text.as_bytes()).expect_err("neither line is one of ours");
/// let lines: Vec<u64> = faults.all().iter().map(|fault| fault.line).collect();
/// assert_eq!((lines[0], lines.last()), (1, Some(&2))); // all of them, at once
/// ```
///
/// # Errors
/// Every fault, with its line and key.
pub fn read(mut from: impl BufRead) -> Result<(Header, Vec<Entry>), JournalFaults> {
    let mut faults = JournalFaults::none();
    let (mut header, mut entries) = (None, Vec::new());
    let mut line = 0;
    loop {
        line += 1;
        let kind = match next_line(&mut from) {
            Ok(bytes) if bytes.is_empty() && line == 1 => JournalFaultKind::EmptyFile,
            Ok(bytes) if bytes.is_empty() => break,
            Ok(bytes) if line == 1 => {
                header = in_line(line, &bytes, &BookLine::KEYS, book_of, &mut faults);
                continue;
            }
            Ok(bytes) => {
                let entry = in_line(line, &bytes, &EntryLine::KEYS, entry_of, &mut faults);
                entries.extend(entry);
                continue;
            }
            Err(kind) => kind,
        };
        faults.add(JournalFault::of_line(line, kind));
        break;
    }
    match header {
        Some(header) if faults.is_empty() => Ok((header, entries)),
        _ => Err(faults),
    }
}

/// A line may have so many bytes: the close of a very large year has some millions.
const LONGEST_LINE: u64 = 1 << 30;

/// The bytes of the next line with its end; none at the end of the file.
fn next_line(from: &mut impl BufRead) -> Result<Vec<u8>, JournalFaultKind> {
    let mut bytes = Vec::new();
    let mut limited = from.take(LONGEST_LINE);
    limited
        .read_until(b'\n', &mut bytes)
        .map_err(JournalFaultKind::Unreadable)?;
    if bytes.len() as u64 == LONGEST_LINE {
        let most = LONGEST_LINE;
        return Err(JournalFaultKind::TooLong { most });
    }
    Ok(bytes)
}

/// Reads a line by its keys, or tells what is wrong with it.
fn in_line<Of>(
    line: u64,
    bytes: &[u8],
    keys: &[&str],
    read: impl FnOnce(&mut Fields<'_>) -> Option<Of>,
    faults: &mut JournalFaults,
) -> Option<Of> {
    match pairs_of(line, bytes) {
        Ok(pairs) => read(&mut Fields::new(line, pairs, keys, faults)),
        Err(kind) => {
            faults.add(JournalFault::of_line(line, kind));
            None
        }
    }
}

fn pairs_of(line: u64, bytes: &[u8]) -> Result<Pairs, JournalFaultKind> {
    let is_whole = bytes.ends_with(b"\n");
    let bytes = match line {
        1 => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        _ => bytes,
    };
    // A cut may go through a letter: what reads up to there is then looked at.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) if !is_whole && fault.error_len().is_none() => {
            return Err(JournalFaultKind::CutOff);
        }
        Err(fault) => {
            let after = fault.valid_up_to();
            return Err(JournalFaultKind::NotUtf8 { after });
        }
    };
    let text = text.trim_end_matches(['\r', '\n']);
    serde_json::from_str(text).map_err(|fault| {
        if fault.is_eof() && !is_whole {
            return JournalFaultKind::CutOff;
        }
        let reason = fault.to_string();
        // Each line is a text of its own to that reader: its line 1 would mislead.
        let reason = reason.replace("at line 1 column", "at character");
        JournalFaultKind::NotAnObject { reason }
    })
}

fn book_of(fields: &mut Fields<'_>) -> Option<Header> {
    let form = fields.take("form", "the name of the form", string_of);
    let header = fields.take("header", HEADER, |it| {
        let text = it.as_str()?;
        let header: Header = serde_json::from_str(text).ok()?;
        // The genesis hashes what is written: another spelling would be another book.
        let is_kept = header.json() == text && Header::new(&header.currency).is_ok();
        is_kept.then_some(header)
    });
    let form = form?;
    if &*form != FORM {
        let found = super::field::in_words(&Value::from(&*form));
        let expected = FORM;
        fields.fault("form", JournalFaultKind::OtherForm { found, expected });
        return None;
    }
    header
}

const HEADER: &str = "the book's header as it was written, such as \
     {\"currency\":\"GBP\",\"first_month\":4,\"first_day\":\"1900-01-01\"}";
const WORDS: &str = "the words as they were written, or null once they are redacted";
const SALT: &str = "32 digits of lower-case hexadecimal, or null once the words are redacted";
const HASH: &str = "64 digits of lower-case hexadecimal";

fn entry_of(fields: &mut Fields<'_>) -> Option<Entry> {
    let number = fields.take("entry", "the number of the entry, from 1", |it| {
        it.as_u64().filter(|number| *number > 0)
    });
    let header = fields.take("header", "the header of the entry, a text", string_of);
    let figures = fields.take("figures", "its figures, a text", string_of);
    let text = fields.take("text", WORDS, |it| or_null(it, string_of));
    let salt = fields.take("salt", SALT, |it| {
        or_null(it, |it| Salt::deserialize(it).ok())
    });
    let text_hash = fields.take("text_hash", HASH, hash_of);
    let hash = fields.take("hash", HASH, hash_of);
    let (text, salt) = (text?, salt?);
    let found = match (&text, &salt) {
        (Some(_), None) => "text without salt",
        (None, Some(_)) => "salt without text",
        _ => {
            return Some(Entry {
                number: number?,
                header: header?,
                figures: figures?,
                text,
                salt,
                text_hash: text_hash?,
                hash: hash?,
            });
        }
    };
    fields.fault("salt", JournalFaultKind::HalfRedacted { found });
    None
}

fn string_of(value: &Value) -> Option<Box<str>> {
    value.as_str().map(Into::into)
}

fn hash_of(value: &Value) -> Option<Hash> {
    Hash::from_hex(value.as_str()?)
}

/// Nothing where it is null, else what it reads as.
fn or_null<Of>(value: &Value, read: impl FnOnce(&Value) -> Option<Of>) -> Option<Option<Of>> {
    match value {
        Value::Null => Some(None),
        other => read(other).map(Some),
    }
}
