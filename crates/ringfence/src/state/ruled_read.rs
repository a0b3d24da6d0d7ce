//! Who decided what was asked, and which clauses it was held to, as the journal has it.

use std::collections::{BTreeMap, BTreeSet};

use super::Ledger;
use super::check::HeldTo;
use crate::journal::{ActorId, Entry, EntryHeader, JournalError, Text};

/// Who decided, and by which clauses.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuledRead {
    /// Who decided, as its words say; else who posted it, where that is stated.
    pub(crate) by: Option<String>,
    /// What it was held to by the book in force then.
    pub(crate) held: HeldTo,
}

impl Ledger {
    /// Who decided some entries, and what the rules in force said of each as it was asked: the
    /// journal is followed once, as far as the last of them, where any book has rules for drafts.
    ///
    /// # Errors
    /// Where the entries are not this ledger's, or one of them was changed.
    pub(crate) fn ruled_read(
        &self,
        entries: &[Entry],
        wanted: &BTreeSet<u64>,
    ) -> Result<BTreeMap<u64, RuledRead>, JournalError> {
        self.is_its_journal(entries)?;
        let mut all: BTreeMap<u64, RuledRead> = BTreeMap::new();
        for entry in wanted {
            let found = &entries[*entry as usize - 1];
            let read = RuledRead {
                by: decided_by(found)?,
                held: HeldTo::default(),
            };
            all.insert(*entry, read);
        }
        if !self.books.iter().any(|it| it.book.has_asks()) {
            return Ok(all);
        }
        let mut then = Ledger::new(self.header.clone());
        let last = wanted.last().copied().unwrap_or(0);
        for entry in &entries[..last as usize] {
            let header = entry.verify(then.head.entry + 1, then.head.hash)?;
            let event = then.event_of(entry, &header)?;
            if let Some(read) = all.get_mut(&header.entry) {
                read.held = then.held_to(&event);
            }
            then.apply(&event, entry.hash)?;
        }
        Ok(all)
    }
}

/// Who decided an entry, as far as it says.
fn decided_by(entry: &Entry) -> Result<Option<String>, JournalError> {
    let unreadable = |part: &'static str| {
        move |fault: serde_json::Error| JournalError::Unreadable {
            entry: entry.number,
            part,
            reason: fault.to_string(),
        }
    };
    let header: EntryHeader = serde_json::from_str(&entry.header).map_err(unreadable("header"))?;
    let text: Option<Text> = match &entry.text {
        Some(text) => Some(serde_json::from_str(text).map_err(unreadable("text"))?),
        None => None,
    };
    let said = text.and_then(|text| text.by);
    let said = said.map(|by| by.trim().to_owned());
    let posted = (header.actor != ActorId::not_stated()).then(|| header.actor.to_string());
    Ok(said.filter(|by| !by.is_empty()).or(posted))
}
