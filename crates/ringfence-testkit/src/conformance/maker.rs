//! How a suite comes by its stores.

use ringfence_store::{MemoryStore, SqliteStore, Store};

use super::Folder;

/// Makes the stores that are tested: empty ones, and the same ones opened again.
///
/// ```
/// use ringfence_testkit::conformance::{InFiles, StoreMaker};
///
/// let mut maker = InFiles::new();
/// let store = maker.fresh();
/// let path = store.path().to_owned();
/// assert_eq!(maker.again(store).path(), path); // closed, and opened from its file
/// ```
///
/// It panics where it cannot: what is tested is the store, not the place where it is made.
pub trait StoreMaker {
    /// What is made.
    type Store: Store;

    /// A store in which no book has begun.
    fn fresh(&mut self) -> Self::Store;

    /// Closes a store and opens it again; one that ends with the program goes on as it is.
    fn again(&mut self, store: Self::Store) -> Self::Store;

    /// A second writer at the same book, where it can have one.
    fn beside(&mut self, _store: &Self::Store) -> Option<Self::Store> {
        None
    }
}

/// Makes stores in memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct InMemory;

impl StoreMaker for InMemory {
    type Store = MemoryStore;

    fn fresh(&mut self) -> MemoryStore {
        MemoryStore::new()
    }

    fn again(&mut self, store: MemoryStore) -> MemoryStore {
        store
    }
}

/// Makes stores in SQLite files, in a folder that goes with it.
#[derive(Debug, Default)]
pub struct InFiles {
    folder: Folder,
}

impl InFiles {
    /// In a folder of its own among the temporary files.
    pub fn new() -> InFiles {
        InFiles::default()
    }
}

impl StoreMaker for InFiles {
    type Store = SqliteStore;

    fn fresh(&mut self) -> SqliteStore {
        SqliteStore::create(self.folder.free("ringfence")).expect("a name that is free")
    }

    fn again(&mut self, store: SqliteStore) -> SqliteStore {
        let path = store.path().to_owned();
        drop(store);
        SqliteStore::open(path).expect("a book that was closed opens again")
    }

    fn beside(&mut self, store: &SqliteStore) -> Option<SqliteStore> {
        Some(SqliteStore::open(store.path()).expect("a book that is there opens"))
    }
}
