//! The state of a ledger, kept beside its journal so that a large book opens at once.

use ringfence::state::Ledger;
use ringfence::word::Hash;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Again, Applied, Failure, KeptState, Store, StoreError, StoreHead};

struct Written<'l>(&'l Ledger);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_state(to)
    }
}

struct Read(Ledger);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Read, D::Error> {
        Ledger::read_state(from).map(Read)
    }
}

/// The ledger of a kept state, where it stands in the store's journal and is whole; nothing where
/// it is of no use, such as one of another version: then every entry is followed.
pub(crate) fn read<S: Store + ?Sized>(
    store: &S,
    kept: &KeptState,
) -> Result<Option<Ledger>, StoreError> {
    if hash_of(&kept.bytes) != kept.hash {
        return Ok(None);
    }
    let Ok(Read(ledger)) = postcard::from_bytes(&kept.bytes) else {
        return Ok(None);
    };
    let (head, header) = (StoreHead::from(ledger.head()), store.header()?);
    let stands = head == kept.head && header.as_ref() == Some(ledger.header());
    let after = head.entry.saturating_sub(1);
    let entry = store.entries_after(after, 1)?;
    let is_there = entry.first().is_some_and(|entry| entry.hash == head.hash);
    Ok((stands && is_there).then_some(ledger))
}

/// A ledger's state.
pub(crate) fn of(ledger: &Ledger) -> Result<KeptState, StoreError> {
    let (head, bytes) = (StoreHead::from(ledger.head()), bytes_of(ledger)?);
    let hash = hash_of(&bytes);
    Ok(KeptState { head, hash, bytes })
}

/// Whether a kept state is what a ledger comes to that has followed as far: the same entries
/// always give the same bytes.
pub(crate) fn is_of(kept: &KeptState, ledger: &Ledger) -> Result<bool, StoreError> {
    let stands = kept.head == StoreHead::from(ledger.head());
    let whole = hash_of(&kept.bytes) == kept.hash;
    Ok(stands && whole && bytes_of(ledger)? == kept.bytes)
}

fn bytes_of(ledger: &Ledger) -> Result<Vec<u8>, StoreError> {
    let bytes = postcard::to_allocvec(&Written(ledger));
    bytes.map_err(|fault| {
        let failure = Failure {
            what: "write the state of the ledger".to_owned(),
            applied: Applied::No,
            again: Again::OnceMended,
            source: Box::new(fault),
        };
        failure.into()
    })
}

/// A tag, and the bytes.
fn hash_of(bytes: &[u8]) -> Hash {
    Hash::of(&[b"ringfence/state/v1", bytes])
}
