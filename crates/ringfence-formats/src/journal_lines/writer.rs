//! A journal out.

use std::borrow::Borrow;
use std::io::{self, BufWriter, Write};

use ringfence::journal::{Entry, Header};

use super::line::{BookLine, EntryLine};

/// Writes a journal, one line after the other: the same journal always gives the same bytes.
///
/// ```
/// use ringfence::journal::{Entry, Header};
/// use ringfence_formats::journal_lines;
///
/// let nothing: [Entry; 0] = [];
/// let mut full_disk = [0; 10];
/// let no = journal_lines::write(&Header::new("GBP")?, nothing, full_disk.as_mut_slice());
/// assert!(no.is_err());
/// # Ok::<(), ringfence::journal::HeaderError>(())
/// ```
///
/// # Errors
/// Where it cannot be written; the file then ends early, which a reader may not see: throw it
/// away.
pub fn write<E: Borrow<Entry>>(
    header: &Header,
    entries: impl IntoIterator<Item = E>,
    to: impl Write,
) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    serde_json::to_writer(&mut to, &BookLine::of(header))?;
    to.write_all(b"\n")?;
    for entry in entries {
        serde_json::to_writer(&mut to, &EntryLine::of(entry.borrow()))?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
