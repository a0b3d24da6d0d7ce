//! What is kept: one entry, its bytes and its place in the chain.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Act, ActorId, Key, Pen, Salt};
use crate::word::Hash;

/// One entry of a journal, as it is kept: three pieces of JSON, hashed as they stand and never
/// written anew, and its place in the chain.
///
/// Figures are all that the fold needs; only the words and their salt may ever be redacted, and
/// the chain still holds, since it covers the hash of the words.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::{ActKind, Entry};
/// # use ringfence::state::Checked;
///
/// let ledger = aberwen();
/// let beds = draft(ActKind::Spend, "commitment=ward-6 | amount=20000 | effective=2025-11-28");
/// # let Checked::Append(event) = ledger.check(&beds)? else { panic!("it is new") };
/// let entry: Entry = ledger.entry_of(&event);
/// assert_eq!(entry.number, 6);
/// let header = entry.verify(6, ledger.head().hash)?; // against the entry before
/// assert_eq!(header.effective.to_string(), "2025-11-28");
///
/// let figures = entry.figures.replace("20000.00", "2000.00").into();
/// let forged = Entry { figures, ..entry };
/// assert!(forged.verify(6, ledger.head().hash).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is never edited and never removed: a [`Correct`](crate::journal::act::Correct) reverses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// Number, dates, actor, key and rule book: see [`EntryHeader`].
    pub header: Box<str>,
    /// The event: its act and the movements that follow from it.
    pub figures: Box<str>,
    /// The words; nothing once they are redacted.
    pub text: Option<Box<str>>,
    /// What keeps the hash of the words from being guessed; goes with them.
    pub salt: Option<Salt>,
    /// The hash of salt and words, which stays.
    pub text_hash: Hash,
    /// The hash over all of it and the entry before.
    pub hash: Hash,
}

/// The header of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryHeader {
    /// Its number.
    pub entry: u64,
    /// When it counts.
    pub effective: NaiveDate,
    /// When it was learned.
    pub recorded: NaiveDate,
    /// Who said it.
    pub actor: ActorId,
    /// The sender's key, if any.
    pub key: Option<Key>,
    /// The hash of the rule book in force.
    pub book: Hash,
}

/// Why a journal does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    /// An entry that does not follow the one before.
    #[error("entry {entry} does not follow entry {}", entry.saturating_sub(1))]
    OutOfOrder {
        /// Its place, from 1.
        entry: u64,
    },
    /// Bytes that are not the ones that were hashed.
    #[error("entry {entry} is not what was written: its {part} does not match its hash")]
    Changed {
        /// The entry.
        entry: u64,
        /// Which part.
        part: &'static str,
    },
    /// Bytes that cannot be read.
    #[error("entry {entry}, {part}: {reason}")]
    Unreadable {
        /// The entry.
        entry: u64,
        /// Which part.
        part: &'static str,
        /// What is wrong, as the reader says it.
        reason: String,
    },
    /// Words that are missing without a redaction.
    #[error("entry {entry}: its words are missing, and no later entry redacts them")]
    WordsMissing {
        /// The entry.
        entry: u64,
    },
    /// An entry that contradicts those before it.
    #[error("entry {entry} contradicts the journal before it: {what}")]
    Contradiction {
        /// The entry.
        entry: u64,
        /// What it contradicts.
        what: String,
    },
}

impl Entry {
    /// Seals the pieces of an entry onto the one before.
    pub fn sealed(
        header: &EntryHeader,
        figures: Box<str>,
        text: Box<str>,
        salt: Salt,
        previous: Hash,
    ) -> Entry {
        let number = header.entry;
        let header = Pen::new().written(header);
        let text_hash = text_hash_of(salt, &text);
        let hash = chained(previous, &header, &figures, text_hash);
        let (text, salt) = (Some(text), Some(salt));
        Entry {
            number,
            header,
            figures,
            text,
            salt,
            text_hash,
            hash,
        }
    }

    /// The numbers of the entries whose words it takes away, in order; mostly none, and then its
    /// figures are not read.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{ActKind, Entry, JournalError};
    ///
    /// let entries = entries();
    /// assert!(entries[4].redacts()?.is_empty()); // the ward's order
    /// # let (ledger, reason) = (aberwen(), "reason=asked for under data protection law");
    /// # let redact = &format!("entries=5;4 | {reason} | effective=2025-12-01");
    /// # let redact = draft(ActKind::Redact, redact);
    /// # let checked = ledger.check(&redact)?;
    /// # let ringfence::state::Checked::Append(event) = checked else { panic!("it is new") };
    /// # let entry = ledger.entry_of(&event);
    /// assert_eq!(entry.redacts()?, [4, 5]); // a redaction of both
    ///
    /// let cut = Entry { figures: entry.figures[..40].into(), ..entry };
    /// assert!(matches!(cut.redacts(), Err(JournalError::Unreadable { part: "figures", .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where it is a redaction that cannot be read.
    pub fn redacts(&self) -> Result<Vec<u64>, JournalError> {
        #[derive(Deserialize)]
        struct Looked {
            act: Act,
        }
        if !self.figures.starts_with(r#"{"event":"redacted","#) {
            return Ok(Vec::new());
        }
        let looked: Result<Looked, _> = serde_json::from_str(&self.figures);
        let looked = looked.map_err(|fault| JournalError::Unreadable {
            entry: self.number,
            part: "figures",
            reason: fault.to_string(),
        })?;
        Ok(looked.act.redacts().to_vec())
    }

    /// Verifies an entry against the one before and gives its header.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::JournalError;
    ///
    /// let entries = entries();
    /// let order = &entries[4];
    /// assert_eq!(order.verify(5, entries[3].hash)?.effective.to_string(), "2025-10-01");
    /// let no = order.verify(4, entries[2].hash).expect_err("the letter before it was left out");
    /// assert_eq!(no, JournalError::Changed { entry: 4, part: "chain" });
    /// # Ok::<(), JournalError>(())
    /// ```
    ///
    /// # Errors
    /// Where a byte of it differs from what was sealed, or it does not follow.
    pub fn verify(&self, number: u64, previous: Hash) -> Result<EntryHeader, JournalError> {
        if let (Some(salt), Some(text)) = (self.salt, &self.text)
            && text_hash_of(salt, text) != self.text_hash
        {
            return Err(JournalError::Changed {
                entry: number,
                part: "text",
            });
        }
        if chained(previous, &self.header, &self.figures, self.text_hash) != self.hash {
            return Err(JournalError::Changed {
                entry: number,
                part: "chain",
            });
        }
        if self.text.is_some() != self.salt.is_some() {
            return Err(JournalError::Changed {
                entry: number,
                part: "salt",
            });
        }
        let unreadable = |fault: serde_json::Error| JournalError::Unreadable {
            entry: number,
            part: "header",
            reason: fault.to_string(),
        };
        let header: EntryHeader = serde_json::from_str(&self.header).map_err(unreadable)?;
        if header.entry != number || self.number != number {
            return Err(JournalError::OutOfOrder { entry: number });
        }
        Ok(header)
    }
}

fn text_hash_of(salt: Salt, text: &str) -> Hash {
    Hash::of(&[&salt.0, text.as_bytes()])
}

/// The hash of an entry: a tag, then each part under its length, so that bytes cannot be read in
/// two ways.
fn chained(previous: Hash, header: &str, figures: &str, text: Hash) -> Hash {
    let size = |part: &str| (part.len() as u64).to_be_bytes();
    let whole = 32_u64.to_be_bytes();
    Hash::of(&[
        b"ringfence/entry/v1",
        &whole,
        &previous.0,
        &size(header),
        header.as_bytes(),
        &size(figures),
        figures.as_bytes(),
        &whole,
        &text.0,
    ])
}
