//! A batch as what is written of it.

use postgres::Error;
use ringfence::journal::Entry;
use ringfence::word::Hash;

use super::connection::Session;
use crate::{Batch, Redacted};

/// How many entries go in one statement: one answer of the server for all of them, and no message
/// so large that either side must keep it whole for long.
const TOGETHER: usize = 5_000;

/// A batch that is written to a book.
pub(super) struct Insert {
    schema: String,
    book: String,
    previous: Hash,
    entries: Vec<Entry>,
    redacted: Vec<Redacted>,
}

impl Insert {
    pub(super) fn of(schema: &str, book: &str, previous: Hash, batch: &Batch) -> Insert {
        Insert {
            schema: schema.to_owned(),
            book: book.to_owned(),
            previous,
            entries: batch.entries().to_vec(),
            redacted: batch.redacted().to_vec(),
        }
    }

    /// Writes it; the head moves with it, by the guard of the entries.
    pub(super) fn write(&self, session: &mut Session) -> Result<(), Error> {
        let mut previous = self.previous;
        for entries in self.entries.chunks(TOGETHER) {
            self.write_entries(session, previous, entries)?;
            self.write_words(session, entries)?;
            previous = entries.last().map_or(previous, |last| last.hash);
        }
        for it in &self.redacted {
            self.redact(session, it)?;
        }
        Ok(())
    }

    fn write_entries(
        &self,
        session: &mut Session,
        previous: Hash,
        entries: &[Entry],
    ) -> Result<(), Error> {
        let statement = session.prepared(&format!(
            "INSERT INTO \"{}\".entry (book, number, header, figures, text_hash, previous, hash) \
             SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[], \
             $6::bytea[], $7::bytea[])",
            self.schema
        ))?;
        let numbers: Vec<i64> = entries.iter().map(|it| it.number as i64).collect();
        let headers: Vec<&str> = entries.iter().map(|it| &*it.header).collect();
        let figures: Vec<&str> = entries.iter().map(|it| &*it.figures).collect();
        let text_hashes: Vec<&[u8]> = entries.iter().map(|it| &it.text_hash.0[..]).collect();
        let hashes: Vec<&[u8]> = entries.iter().map(|it| &it.hash.0[..]).collect();
        let mut before: Vec<&[u8]> = vec![&previous.0[..]];
        before.extend(&hashes[..hashes.len() - 1]);
        session.client.execute(
            &statement,
            &[
                &self.book,
                &numbers,
                &headers,
                &figures,
                &text_hashes,
                &before,
                &hashes,
            ],
        )?;
        Ok(())
    }

    fn write_words(&self, session: &mut Session, entries: &[Entry]) -> Result<(), Error> {
        let (mut numbers, mut texts, mut salts) = (Vec::new(), Vec::new(), Vec::new());
        for it in entries {
            if let (Some(text), Some(salt)) = (&it.text, &it.salt) {
                numbers.push(it.number as i64);
                texts.push(&**text);
                salts.push(&salt.0[..]);
            }
        }
        if numbers.is_empty() {
            return Ok(());
        }
        let statement = session.prepared(&format!(
            "INSERT INTO \"{}\".words (book, entry, text, salt) \
             SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bytea[])",
            self.schema
        ))?;
        let values: [&(dyn postgres::types::ToSql + Sync); 4] =
            [&self.book, &numbers, &texts, &salts];
        session.client.execute(&statement, &values)?;
        Ok(())
    }

    fn redact(&self, session: &mut Session, it: &Redacted) -> Result<(), Error> {
        let Insert { schema, book, .. } = self;
        let (entry, by) = (it.entry as i64, it.by as i64);
        session.client.execute(
            &format!("INSERT INTO \"{schema}\".redaction VALUES ($1, $2, $3)"),
            &[book, &entry, &by],
        )?;
        session.client.execute(
            &format!("DELETE FROM \"{schema}\".words WHERE book = $1 AND entry = $2"),
            &[book, &entry],
        )?;
        let sql = format!("DELETE FROM \"{schema}\".kept_state WHERE book = $1");
        session.client.execute(&sql, &[book])?;
        Ok(())
    }
}
