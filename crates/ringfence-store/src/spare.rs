//! A second ledger, so that a batch costs what it changes and not what the book is.

use ringfence::state::{Event, Head, Ledger};

use crate::book::PAGE;
use crate::{Batch, Store};

/// A ledger beside that of a book, at the same entry or a little behind: steps are judged on it,
/// one upon the other, and nobody sees it until the store has them. It is made with the first
/// batch, by a copy, and is moved along from then on.
#[derive(Debug, Default)]
pub(crate) struct Spare(Option<Ledger>);

/// A copy of a book makes its own.
impl Clone for Spare {
    fn clone(&self) -> Spare {
        Spare(None)
    }
}

impl Spare {
    /// Takes it, where the ledger of the book is.
    pub(crate) fn taken(&mut self, ledger: &Ledger, store: &impl Store) -> Ledger {
        let behind = self.0.take().and_then(|it| followed(it, ledger, store));
        behind.unwrap_or_else(|| ledger.clone())
    }

    /// Moves it by what was posted, where it is where the ledger of the book was before: to read
    /// the same from the store would take many times as long.
    pub(crate) fn move_along(&mut self, before: Head, events: &[Event<'_>], batch: &Batch) {
        let Some(mut spare) = self.0.take_if(|it| it.head() == before) else {
            return;
        };
        let mut moves = events.iter().zip(batch.entries());
        if moves.all(|(event, entry)| spare.apply(event, entry.hash).is_ok()) {
            self.0 = Some(spare);
        }
    }

    /// Puts one back that is where the ledger of the book is, or is moved along next.
    pub(crate) fn put_back(&mut self, ledger: Ledger) {
        self.0 = Some(ledger);
    }
}

/// Brings it on by what was posted since; nothing where that is more than a copy is worth, or the
/// store does not say the same.
fn followed(mut spare: Ledger, ledger: &Ledger, store: &impl Store) -> Option<Ledger> {
    let (from, to) = (spare.head(), ledger.head());
    let lacking = usize::try_from(to.entry.checked_sub(from.entry)?).ok()?;
    if lacking > PAGE {
        return None;
    }
    if lacking > 0 {
        for entry in store.entries_after(from.entry, lacking).ok()? {
            spare.follow(&entry).ok()?;
        }
    }
    (spare.head() == to).then_some(spare)
}
