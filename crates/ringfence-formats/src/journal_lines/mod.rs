//! A whole journal as a text that anybody can keep, read and verify: JSON Lines.
//!
//! The first line is the book's header, each further line one entry. Header, figures and words
//! stand there as strings, byte for byte as they are kept, so that the hashes are of what stands
//! there; hashes and salt are hexadecimal. Words and salt are `null` once they are redacted.
//!
//! ```text
//! {"form":"ringfence/journal/v1","header":"{\"currency\":\"GBP\",…}"}
//! {"entry":1,"header":"{…}","figures":"{…}","text":"{…}","salt":"…","text_hash":"…","hash":"…"}
//! ```
//!
//! Nothing is verified here: `Ledger::replay` does that. Nor can a file show that whole lines are
//! missing at its end: a checkpoint of `ringfence-store` does.
//!
//! ```
//! use ringfence::journal::{ActKind, Draft, FieldValue, Header};
//! use ringfence::state::{Checked, Ledger};
//! use ringfence_formats::journal_lines;
//!
//! let ledger = Ledger::new(Header::new("GBP")?);
//! let winter = [("id", "winter"), ("purposes", "beds;home-visits")];
//! let winter = winter.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.to_owned())));
//! let winter = Draft::read(ActKind::AddStream, &winter).expect("the stream Winter Care");
//! # let Checked::Append(event) = ledger.check(&winter)? else { panic!("it is new") };
//! let entries = [ledger.entry_of(&event)];
//!
//! let mut file = Vec::new();
//! journal_lines::write(ledger.header(), &entries, &mut file)?;
//! let (header, again) = journal_lines::read(file.as_slice())?;
//! assert_eq!(again, entries);
//! assert_eq!(Ledger::replay(header, &again)?.head().hash, entries[0].hash);
//!
//! let cut = journal_lines::read(&file[..200]).expect_err("its end is gone");
//! assert_eq!(cut.all()[0].line, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fault;
mod field;
mod line;
mod reader;
mod writer;

pub use fault::{JournalFault, JournalFaultKind, JournalFaults};
pub use reader::read;
pub use writer::write;
