//! What stands in the place of a store that was let go.

use ringfence::journal::{Entry, Header, Key};
use ringfence::word::Hash;
use ringfence_store::{Again, Applied, Batch, Failure, Store, StoreError, StoreHead};

/// Keeps nothing: what was read before can still be asked, and nothing is posted.
pub(crate) struct LetGo;

fn gone() -> StoreError {
    Failure {
        what: "reach the book".to_owned(),
        applied: Applied::No,
        again: Again::OnceMended,
        source: "it was let go at the end of its `with`; open it again".into(),
    }
    .into()
}

impl Store for LetGo {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        Err(gone())
    }

    fn begin(&mut self, _: &Header) -> Result<(), StoreError> {
        Err(gone())
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        Err(gone())
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        Err(gone())
    }

    fn append(&mut self, _: Hash, _: &Batch) -> Result<(), StoreError> {
        Err(gone())
    }

    fn entries_after(&self, _: u64, _: usize) -> Result<Vec<Entry>, StoreError> {
        Err(gone())
    }

    fn entry_of(&self, _: &Key) -> Result<Option<u64>, StoreError> {
        Err(gone())
    }
}
