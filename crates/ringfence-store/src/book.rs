//! A ledger joined to the store that keeps its journal.

use ringfence::journal::{Entry, Header, JournalError};
use ringfence::state::{Known, Ledger};
use ringfence::word::FinancialYear;

use crate::spare::Spare;
use crate::{AnyStore, Batch, MemoryStore, Store, StoreError, kept_state};

/// Books of fewer entries are verified whenever they are opened; larger ones on request.
pub const VERIFIED_BELOW: u64 = 100_000;

impl Book<MemoryStore> {
    /// A book in memory of a journal that somebody else kept: every entry is verified.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence::journal::JournalError;
    /// use ringfence_store::{Book, StoreError};
    ///
    /// let book = aberwen()?;
    /// let (header, mut entries) = (book.ledger().header().clone(), book.entries()?);
    /// assert_eq!(Book::verified(header.clone(), entries.clone())?.ledger().head().entry, 1);
    ///
    /// entries[0].text = Some("{\"name\":\"Government of Seaward\"}".into());
    /// let Err(StoreError::Journal(no)) = Book::verified(header, entries) else { panic!("a no") };
    /// assert_eq!(no, JournalError::Changed { entry: 1, part: "text" });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// At the first entry that was changed or does not follow.
    pub fn verified(header: Header, entries: Vec<Entry>) -> Result<Book<MemoryStore>, StoreError> {
        let ledger = Ledger::replay_whole(header.clone(), &entries)?;
        let mut store = MemoryStore::new();
        store.begin(&header)?;
        store.append(header.genesis(), &Batch::of(entries)?)?;
        Ok(Book::of(ledger, store))
    }
}

/// How many entries are read at a time.
pub(crate) const PAGE: usize = 10_000;

/// A ledger joined to the store that keeps its journal: what a program posts to.
///
/// It holds no rule. It checks, appends, then applies, in that order: what is refused, or could
/// not be kept, has changed nothing.
///
/// ```
#[doc = include_str!("../docs/gov.txt")]
/// use ringfence::journal::Header;
/// use ringfence_store::{Book, MemoryStore};
///
/// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
/// let receipt = book.post(&gov()?)?; // the government of Aberwen
/// assert_eq!(book.ledger().head().hash, receipt.hash);
///
/// // Opened again, every entry is verified, and the ledger is the same.
/// let again = Book::open(book.clone().into_store())?;
/// assert_eq!(again.ledger().head(), book.ledger().head());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It answers no question about money: that is its [`ledger`](Book::ledger). Beside other writers
/// it reads on before each posting; who only reads calls [`catch_up`](Book::catch_up).
#[derive(Clone, Debug)]
pub struct Book<S> {
    pub(crate) ledger: Ledger,
    pub(crate) store: S,
    /// Why the ledger could not follow the store; nothing more is posted then.
    pub(crate) fault: Option<JournalError>,
    /// What steps are judged on.
    pub(crate) spare: Spare,
    /// Whether this book itself has appended, or has tried to.
    pub(crate) appended: bool,
}

impl<S: Store> Book<S> {
    /// Begins a book in an empty store.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence::journal::Header;
    /// use ringfence_store::{Book, StoreError};
    ///
    /// let store = aberwen()?.into_store(); // a book stands there
    /// let no = Book::create(store, Header::new("GBP")?);
    /// assert!(matches!(no, Err(StoreError::AlreadyBegun)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store holds a book already, or fails.
    pub fn create(mut store: S, header: Header) -> Result<Book<S>, StoreError> {
        store.begin(&header)?;
        Ok(Book::of(Ledger::new(header), store))
    }

    /// Opens the book that a store holds. Below [`VERIFIED_BELOW`] entries every one is verified
    /// and followed; a larger one opens [from its state](Book::open_from_state).
    ///
    /// ```
    /// use ringfence_store::{Book, MemoryStore, StoreError};
    ///
    /// assert!(matches!(Book::open(MemoryStore::new()), Err(StoreError::NotBegun)));
    /// ```
    ///
    /// # Errors
    /// Where the store holds no book, fails, or holds a journal that was changed.
    pub fn open(store: S) -> Result<Book<S>, StoreError> {
        match store.head()?.entry < VERIFIED_BELOW {
            true => Book::open_verified(store),
            false => Book::open_from_state(store),
        }
    }

    /// Opens the book that a store holds from the state that was kept, and what came after it;
    /// where none was kept, or it is of no use, every entry is verified and followed.
    ///
    /// The state is as good as whoever can write to the store: [`verify`](Book::verify) makes it
    /// anew from the journal and compares.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{Book, MemoryStore, StoreError};
    ///
    /// let book = Book::open_from_state(aberwen()?.into_store())?; // without one: from the journal
    /// assert_eq!(book.ledger().head().entry, 1);
    /// assert!(matches!(Book::open_from_state(MemoryStore::new()), Err(StoreError::NotBegun)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store holds no book, fails, or holds a journal that was changed.
    pub fn open_from_state(store: S) -> Result<Book<S>, StoreError> {
        let kept = store.kept_state()?;
        let ledger = match &kept {
            Some(kept) => kept_state::read(&store, kept)?,
            None => None,
        };
        drop(kept);
        let Some(ledger) = ledger else {
            return Book::open_verified(store);
        };
        let mut book = Book::of(ledger, store);
        book.catch_up()?;
        Ok(book)
    }

    /// Opens the book that a store holds: every entry is verified and followed, however many.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{Book, MemoryStore, StoreError};
    ///
    /// assert_eq!(Book::open_verified(aberwen()?.into_store())?.ledger().head().entry, 1);
    /// assert!(matches!(Book::open_verified(MemoryStore::new()), Err(StoreError::NotBegun)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store holds no book, fails, or holds a journal that was changed.
    pub fn open_verified(store: S) -> Result<Book<S>, StoreError> {
        let header = store.header()?.ok_or(StoreError::NotBegun)?;
        let mut book = Book::of(Ledger::new(header), store);
        book.catch_up()?;
        while let Some(entry) = book.ledger.words_missing() {
            // A redaction that came while the pages were read stands after them.
            if book.catch_up()? == 0 {
                return Err(JournalError::WordsMissing { entry }.into());
            }
        }
        Ok(book)
    }

    fn of(ledger: Ledger, store: S) -> Book<S> {
        Book {
            ledger,
            store,
            fault: None,
            spare: Spare::default(),
            appended: false,
        }
    }

    /// Follows what others have appended since; how many entries that were.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{MemoryStore, Store, StoreError};
    ///
    /// let mut book = aberwen()?;
    /// assert_eq!(book.catch_up()?, 0); // nobody else posts to it
    ///
    /// let mut emptied = MemoryStore::new();
    /// emptied.begin(book.ledger().header())?;
    /// book.moved_to(emptied);
    /// let no = book.catch_up().expect_err("its entry is gone");
    /// assert!(matches!(no, StoreError::WentBack { followed: 1, found: 0 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did: then nothing more is posted.
    pub fn catch_up(&mut self) -> Result<u64, StoreError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone().into());
        }
        let (before, there) = (self.ledger.head(), self.store.head()?);
        if there.hash == before.hash {
            return Ok(0);
        }
        while self.ledger.head().entry < there.entry {
            let newer = self.store.entries_after(self.ledger.head().entry, PAGE)?;
            if newer.is_empty() {
                break;
            }
            self.follow(&newer)?;
        }
        let (followed, found) = (self.ledger.head().entry, there.entry);
        if followed == before.entry || followed < found {
            return Err(StoreError::WentBack { followed, found });
        }
        Ok(followed - before.entry)
    }

    fn follow(&mut self, newer: &[Entry]) -> Result<(), StoreError> {
        for entry in newer {
            if let Err(fault) = self.ledger.follow(entry) {
                self.fault = Some(fault.clone());
                return Err(fault.into());
            }
        }
        Ok(())
    }

    /// Keeps a book in another store, where none has begun: all of its journal, or nothing.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{MemoryStore, StoreError};
    ///
    /// assert_eq!(aberwen()?.kept_in(MemoryStore::new())?.ledger().head().entry, 1);
    /// let no = aberwen()?.kept_in(aberwen()?.into_store());
    /// assert!(matches!(no, Err(StoreError::AlreadyBegun)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where a store fails, or the other one holds a book already.
    pub fn kept_in<T: Store>(self, mut other: T) -> Result<Book<T>, StoreError> {
        let batch = Batch::of(self.entries()?)?;
        let header = self.ledger.header();
        other.begin(header)?;
        other.append(header.genesis(), &batch)?;
        Ok(Book::of(self.ledger, other))
    }

    /// The same book over a store of any kind.
    pub fn into_any(self) -> Book<AnyStore>
    where
        S: Send + 'static,
    {
        Book {
            ledger: self.ledger,
            store: Box::new(self.store),
            fault: self.fault,
            spare: self.spare,
            appended: self.appended,
        }
    }

    /// The ledger now.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The entries up to the ledger's head, as the store holds them.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// let book = aberwen()?;
    /// let [gov] = book.entries()?.try_into().expect("one entry");
    /// assert_eq!((gov.number, gov.hash), (1, book.ledger().head().hash));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let head = self.ledger.head().entry;
        let mut entries: Vec<Entry> = Vec::new();
        while (entries.len() as u64) < head {
            let after = entries.len() as u64;
            let left = usize::try_from(head - after).unwrap_or(PAGE).min(PAGE);
            let newer = self.store.entries_after(after, left)?;
            if newer.is_empty() {
                let (followed, found) = (head, after);
                return Err(StoreError::WentBack { followed, found });
            }
            entries.extend(newer);
        }
        Ok(entries)
    }

    /// The ledger as it was known after an entry, or at the end of a day: whatever is asked of it
    /// has the answer that it had then. The journal is followed up to there.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence::state::Known;
    ///
    /// let before_all = aberwen()?.as_known(Known::ByEntry(0))?;
    /// assert_eq!(before_all.head().entry, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did.
    pub fn as_known(&self, known: Known) -> Result<Ledger, StoreError> {
        Ok(self.ledger.as_known(&self.entries()?, known)?)
    }

    /// The ledger as it was known just before a year was closed; nothing where it is not closed.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// assert!(aberwen()?.before_close("2025-26".parse()?)?.is_none()); // nobody has closed it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did.
    pub fn before_close(&self, year: FinancialYear) -> Result<Option<Ledger>, StoreError> {
        Ok(self.ledger.before_close(&self.entries()?, year)?)
    }

    /// The store.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Puts another store in the place of this one, which is given back. What is posted next is
    /// appended there: it must hold the same journal, or refuse.
    pub fn moved_to(&mut self, store: S) -> S {
        std::mem::replace(&mut self.store, store)
    }

    /// Gives the store back.
    pub fn into_store(self) -> S {
        self.store
    }
}

/// The header of a book as its store keeps it. Its bytes are what the first entry stands on: not
/// a letter may differ.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub(crate) fn header_of(text: &str) -> Result<Header, String> {
    let header: Header = serde_json::from_str(text).map_err(|fault| fault.to_string())?;
    match header.json() == text {
        true => Ok(header),
        false => Err(format!("found {text}, expected {}", header.json())),
    }
}
