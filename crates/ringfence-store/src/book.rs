//! A ledger joined to the store that keeps its journal.

use ringfence::journal::{Draft, Header, Refusals};
use ringfence::state::{Checked, Closing, Event, Known, Ledger, Plan, Receipt};
use ringfence::word::FinancialYear;
use thiserror::Error;

use crate::{Step, StepRefused, Store, StoreError};

/// A ledger joined to the store that keeps its journal: what a program posts to.
///
/// It holds no rule. It checks, appends, then applies, in that order: what is refused, or could
/// not be kept, has changed nothing.
///
/// ```
/// use ringfence::journal::{Act, Draft, Header};
/// use ringfence_store::{Book, MemoryStore};
///
/// # let gov = ringfence::journal::act::AddBody {
/// #     id: "gov".parse()?,
/// #     kind: ringfence::noun::BodyKind::Government,
/// #     parent: None,
/// #     standing: None,
/// #     from: None,
/// #     until: None,
/// # };
/// # let gov = Draft::of(Act::AddBody(gov)).named("Government of Aberwen");
/// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
/// let receipt = book.post(&gov)?; // the government of Aberwen
/// assert_eq!(book.ledger().head().hash, receipt.hash);
///
/// // Opened again, every entry is verified, and the ledger is the same.
/// let again = Book::open(book.clone().into_store())?;
/// assert_eq!(again.ledger().head(), book.ledger().head());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It answers no question about money: that is its [`ledger`](Book::ledger).
#[derive(Clone, Debug)]
pub struct Book<S> {
    ledger: Ledger,
    store: S,
}

/// Why nothing was posted.
#[derive(Debug, Error)]
pub enum PostError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// Some of several steps were refused, and none was posted.
    #[error("{} of the steps were refused, none was posted", .0.len())]
    StepsRefused(Vec<StepRefused>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Store> Book<S> {
    /// Begins a book in an empty store.
    ///
    /// # Errors
    /// Where the store holds a book already, or fails.
    pub fn create(mut store: S, header: Header) -> Result<Book<S>, StoreError> {
        store.begin(&header)?;
        Ok(Book {
            ledger: Ledger::new(header),
            store,
        })
    }

    /// Opens the book that a store holds: every entry is verified and followed.
    ///
    /// # Errors
    /// Where the store holds no book, fails, or holds a journal that was changed.
    pub fn open(store: S) -> Result<Book<S>, StoreError> {
        let header = store.header()?.ok_or(StoreError::NotBegun)?;
        let ledger = Ledger::replay(header, &store.entries_after(0)?)?;
        Ok(Book { ledger, store })
    }

    /// The ledger now.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The ledger as it was known after an entry, or at the end of a day: whatever is asked of it
    /// has the answer that it had then. The journal is followed up to there.
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did.
    pub fn as_known(&self, known: Known) -> Result<Ledger, StoreError> {
        Ok(self.ledger.as_known(&self.store.entries_after(0)?, known)?)
    }

    /// The ledger as it was known just before a year was closed; nothing where it is not closed.
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did.
    pub fn before_close(&self, year: FinancialYear) -> Result<Option<Ledger>, StoreError> {
        let entries = self.store.entries_after(0)?;
        Ok(self.ledger.before_close(&entries, year)?)
    }

    /// The store.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Gives the store back.
    pub fn into_store(self) -> S {
        self.store
    }

    /// Says what posting a draft would do, and changes nothing.
    ///
    /// # Errors
    /// Every reason against it, in order of precedence.
    pub fn check<'d>(&self, draft: &'d Draft) -> Result<Checked<'d>, Refusals> {
        self.ledger.check(draft)
    }

    /// Posts a draft: checks it, appends its entry, and moves the ledger.
    ///
    /// # Errors
    /// Every reason against it; or the store's fault. Nothing has changed then.
    pub fn post(&mut self, draft: &Draft) -> Result<Receipt, PostError> {
        match self.ledger.check(draft)? {
            Checked::Unchanged(receipt) => Ok(receipt),
            Checked::Append(event) => Ok(self.append(&[event])?[0]),
        }
    }

    /// Posts several steps, all or none.
    ///
    /// # Errors
    /// Every step that was refused, with its reasons; or the store's fault. Nothing has changed
    /// then.
    pub fn post_all(&mut self, steps: &[Step]) -> Result<Vec<Receipt>, PostError> {
        let mut ledger = self.ledger.clone();
        let (mut entries, mut receipts, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        for (place, step) in steps.iter().enumerate() {
            match events_of(&ledger, step) {
                Ok(Stepped::Unchanged(receipt)) => receipts.push(receipt),
                Ok(Stepped::Append(events)) => {
                    let sealed = ledger.entries_of(&events);
                    let mut last = None;
                    for (event, entry) in events.iter().zip(&sealed) {
                        last = Some(ledger.apply(event, entry.hash).map_err(StoreError::from)?);
                    }
                    receipts.extend(last);
                    entries.extend(sealed);
                }
                Err(refusals) => refused.push(StepRefused {
                    step: place,
                    refusals,
                }),
            }
        }
        if !refused.is_empty() {
            return Err(PostError::StepsRefused(refused));
        }
        self.store.append(self.ledger.head().hash, entries)?;
        self.ledger = ledger;
        Ok(receipts)
    }

    /// Closes a year as planned and opens the next: adoption, close and opening in one append.
    ///
    /// # Errors
    /// `year_already_closed`, `plan_stale`, `plan_blocked`, `other_book_adopted`; or the store's
    /// fault. Nothing has changed then.
    pub fn close(&mut self, plan: &Plan, closing: &Closing) -> Result<Vec<Receipt>, PostError> {
        let events = self.ledger.check_close(plan, closing)?;
        Ok(self.append(&events)?)
    }

    fn append(&mut self, events: &[Event<'_>]) -> Result<Vec<Receipt>, StoreError> {
        let entries = self.ledger.entries_of(events);
        let hashes: Vec<_> = entries.iter().map(|entry| entry.hash).collect();
        self.store.append(self.ledger.head().hash, entries)?;
        let mut receipts = Vec::with_capacity(events.len());
        for (event, hash) in events.iter().zip(hashes) {
            receipts.push(self.ledger.apply(event, hash)?);
        }
        Ok(receipts)
    }
}

enum Stepped<'d> {
    Unchanged(Receipt),
    Append(Vec<Event<'d>>),
}

fn events_of<'d>(ledger: &Ledger, step: &'d Step) -> Result<Stepped<'d>, Refusals> {
    match step {
        Step::Post(draft) => match ledger.check(draft)? {
            Checked::Unchanged(receipt) => Ok(Stepped::Unchanged(receipt)),
            Checked::Append(event) => Ok(Stepped::Append(vec![event])),
        },
        Step::Close {
            year,
            closing,
            book,
        } => {
            let plan = ledger.plan_close(*year, book)?;
            Ok(Stepped::Append(ledger.check_close(&plan, closing)?))
        }
    }
}
