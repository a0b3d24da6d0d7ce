//! Entries to append: each follows the one before, as a ledger seals them.

use ringfence::journal::act::AddBody;
use ringfence::journal::{Act, Draft, Entry, EntryHeader, Header, Key, Salt};
use ringfence::noun::BodyKind;
use ringfence::state::{Checked, Ledger};
use ringfence::word::{Calendar, Hash};
use ringfence_store::{Batch, Store};

use super::StoreMaker;
use super::breach::{Found, done};
use crate::generate::id;

/// Writes the entries of one book.
pub(super) struct Pen {
    ledger: Ledger,
}

impl Pen {
    pub(super) fn new() -> Pen {
        Pen {
            ledger: Ledger::new(header()),
        }
    }

    /// The hash on which the next entry stands.
    pub(super) fn head(&self) -> Hash {
        self.ledger.head().hash
    }

    /// The next entry, of a draft that holds.
    pub(super) fn of(&mut self, draft: &Draft) -> Entry {
        let Ok(Checked::Append(event)) = self.ledger.check(draft) else {
            panic!("a draft of this suite holds: {draft:?}")
        };
        let entry = self.ledger.entry_of(&event);
        let applied = self.ledger.apply(&event, entry.hash);
        applied.expect("what was checked can be applied");
        entry
    }

    /// The next entry: a body with a key, a name and a salt of its own.
    pub(super) fn next(&mut self) -> Entry {
        let number = self.ledger.head().entry + 1;
        self.of(&body(number).keyed(key(number)))
    }

    /// The next so many.
    pub(super) fn some(&mut self, count: u64) -> Vec<Entry> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// The body of an entry, without a key.
pub(super) fn body(number: u64) -> Draft {
    let act = AddBody {
        id: id(&format!("body-{number}")),
        kind: BodyKind::Government,
        parent: None,
        standing: None,
        from: None,
        until: None,
    };
    let mut draft = Draft::of(Act::AddBody(act)).named(&format!("Government {number}"));
    let mut salt = [0xa5; 16];
    salt[..8].copy_from_slice(&number.to_le_bytes());
    draft.salt = Salt(salt);
    draft
}

/// The key of an entry.
pub(super) fn key(number: u64) -> Key {
    id(&format!("key-{number}"))
}

/// A header none of whose fields is the usual one.
pub(super) fn header() -> Header {
    let day = chrono::NaiveDate::from_ymd_opt(2003, 10, 31).expect("a day that exists");
    let mut header = Header::new("EUR").expect("a currency").from_day(day);
    header.first_month = Calendar::beginning_in_month(7).expect("a month");
    header
}

/// The same entry under another key, and so with another hash.
pub(super) fn under(entry: &Entry, key: Key, previous: Hash) -> Entry {
    let header: Result<EntryHeader, _> = serde_json::from_str(&entry.header);
    let mut header = header.expect("a ledger seals what can be read");
    header.key = Some(key);
    let text = entry.text.clone().expect("it has words");
    let salt = entry.salt.expect("it has a salt");
    Entry::sealed(&header, entry.figures.clone(), text, salt, previous)
}

/// A batch of entries.
pub(super) fn batch(entries: &[Entry]) -> Batch {
    Batch::of(entries.to_vec()).expect("entries of this suite can be read")
}

/// A store in which a book has begun, and its pen.
pub(super) fn begun<M: StoreMaker>(maker: &mut M) -> Result<(M::Store, Pen), Found> {
    let mut store = maker.fresh();
    done("an empty store begins a book", store.begin(&header()))?;
    Ok((store, Pen::new()))
}

/// A store with so many entries, their pen, and the entries.
pub(super) fn filled<M: StoreMaker>(
    maker: &mut M,
    count: u64,
) -> Result<(M::Store, Pen, Vec<Entry>), Found> {
    let (mut store, mut pen) = begun(maker)?;
    let (head, entries) = (pen.head(), pen.some(count));
    let appended = store.append(head, &batch(&entries));
    done(
        "entries that follow the header are appended to it",
        appended,
    )?;
    Ok((store, pen, entries))
}
