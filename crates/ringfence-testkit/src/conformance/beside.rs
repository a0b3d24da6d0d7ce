//! Random histories in a store, beside the same ones in memory.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use ringfence::journal::Refusals;
use ringfence::law::RuleBook;
use ringfence::noun::{Line, Position};
use ringfence::state::{Known, Ledger, Receipt};
use ringfence::word::{FinancialYear, Hash};
use ringfence_store::{Batch, Book, MemoryStore, SqliteStore, Step, Store};

use super::chance::Chance;
use super::{Breach, Folder, StoreMaker};
use crate::generate::{Country, History, any_history};
use crate::law::{Seen, Tally, Watch, bytes_of, positions, walk};
use crate::model::Model;

/// Walks so many random histories through books of a store, each beside a book in memory, and
/// says what they reached.
///
/// ```
/// use ringfence_testkit::conformance::{InMemory, histories};
///
/// let tally = histories(&mut InMemory, 1).expect("memory is as memory");
/// assert_eq!(tally.histories, 1);
/// ```
///
/// # Errors
/// The smallest history found after which the two differ.
pub fn histories<M: StoreMaker>(maker: &mut M, cases: u32) -> Result<Tally, Breach> {
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    });
    let books = ["wales-2016", "bma-2017", "committee-2017"];
    let mut books: Vec<RuleBook> = books
        .iter()
        .map(|name| RuleBook::preset(name).expect("a book that is shipped"))
        .collect();
    books.push(RuleBook::empty());
    let (maker, sum) = (RefCell::new(maker), RefCell::new(Tally::default()));
    let outcome = runner.run(&(any_history(), any::<u64>()), |(history, seed)| {
        let maker: &mut M = &mut maker.borrow_mut();
        let tally = always_as_in_memory(maker, &history, &books, seed);
        sum.borrow_mut().add(&tally);
        Ok(())
    });
    let promise = "a history is kept as in memory";
    match outcome {
        Ok(()) => Ok(sum.into_inner()),
        Err(TestError::Fail(found, (history, seed))) => Err(Breach {
            promise,
            expected: format!("the same, of seed {seed}, at each step of {history:?}"),
            found: found.message().to_owned(),
        }),
        Err(TestError::Abort(why)) => Err(Breach {
            promise,
            expected: "histories that can be walked".to_owned(),
            found: why.message().to_owned(),
        }),
    }
}

/// Laws 24 and 25, of any store: verdicts, receipts, entries and positions are those of a book in
/// memory, however the drafts are gathered into batches and wherever the store is opened again,
/// from its journal or from a state that was kept; a snapshot from any place plus the rest comes
/// to the same, without the words that redactions took since; and what was known at some place is
/// known of it ever after. The seed says where.
pub fn always_as_in_memory<M: StoreMaker>(
    maker: &mut M,
    history: &History,
    books: &[RuleBook],
    seed: u64,
) -> Tally {
    let header = Country::header();
    let book = Book::create(maker.fresh(), header).expect("an empty store begins");
    let mut beside = Beside {
        maker,
        book: Some(book),
        waiting: Vec::new(),
        read: 0,
        chance: Chance::of(seed),
        folder: Folder::new(),
        snapshots: Vec::new(),
        known: Vec::new(),
        last: None,
    };
    let tally = walk(history, books, &mut [&mut beside]);
    beside.ends();
    tally
}

/// Where money stands.
type Positions = BTreeMap<(FinancialYear, Line), Position>;

/// Where a step went, or why it did not.
type Said = Result<(u64, Hash), Refusals>;

fn place(receipt: Receipt) -> (u64, Hash) {
    (receipt.entry, receipt.hash)
}

/// A book of the store, which follows the one in memory.
struct Beside<'m, M: StoreMaker> {
    maker: &'m mut M,
    book: Option<Book<M::Store>>,
    /// Steps that are not posted yet, with what was said of them in memory.
    waiting: Vec<(Step, Said)>,
    /// How many entries were compared.
    read: u64,
    chance: Chance,
    folder: Folder,
    snapshots: Vec<PathBuf>,
    /// What was known after some entries.
    known: Vec<(Known, Positions)>,
    /// The ledger in memory, where it stands, and its store.
    last: Option<(Ledger, MemoryStore)>,
}

impl<M: StoreMaker> Watch for Beside<'_, M> {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let (step, said) = match seen {
            Seen::Draft { draft, verdict, .. } => {
                let step = Step::Post(Box::new(draft.clone()));
                (step, verdict.map(place).map_err(Clone::clone))
            }
            Seen::Close { plan, closing, .. } => {
                let head = book.ledger().head();
                let step = Step::Close {
                    year: plan.year(),
                    closing: closing.clone(),
                    book: (*book.ledger().rule_book()).clone(),
                };
                (step, Ok((head.entry, head.hash)))
            }
            Seen::Planned { .. } => return,
        };
        self.waiting.push((step, said));
        self.last = Some((book.ledger().clone(), book.store().clone()));
        if self.chance.once_in(3) {
            self.post();
            match self.chance.below(12) {
                0 => self.snapshot(),
                1 | 2 => self.open_again(),
                3 => self.keep_state(),
                _ => {}
            }
        }
    }
}

impl<M: StoreMaker> Beside<'_, M> {
    fn book(&mut self) -> &mut Book<M::Store> {
        self.book.as_mut().expect("it is open between steps")
    }

    /// Posts what waits, in one of the ways to post, and compares what is said and kept.
    fn post(&mut self) {
        let (steps, said): (Vec<Step>, Vec<_>) = self.waiting.drain(..).unzip();
        let way = self.chance.below(3);
        let Beside { book, .. } = self;
        let book = book.as_mut().expect("it is open between steps");
        match way {
            0 if said.iter().all(Result::is_ok) => {
                let did = book.post_all(&steps).expect("steps that all hold");
                let did: Vec<_> = did.into_iter().map(place).collect();
                let said: Vec<_> = said.into_iter().flatten().collect();
                assert_eq!(said, did, "receipts in memory (left) and in the store");
            }
            1 => {
                for (step, said) in steps.iter().zip(said) {
                    let did = book.post_each(std::slice::from_ref(step));
                    let did = did.expect("a store that works").remove(0).map(place);
                    assert_eq!(said, did, "in memory (left) and in the store: {step:?}");
                }
            }
            _ => {
                let did = book.post_each(&steps).expect("a store that works");
                for (step, (said, did)) in steps.iter().zip(said.into_iter().zip(did)) {
                    let did = did.map(place);
                    assert_eq!(said, did, "in memory (left) and in the store: {step:?}");
                }
            }
        }
        self.compare_entries();
    }

    /// The entries since the last look are the same, byte for byte.
    fn compare_entries(&mut self) {
        let read = self.read;
        let Some((ledger, memory)) = &self.last else {
            return;
        };
        let wanted = memory.entries_after(read, usize::MAX).expect("it reads");
        let book = self.book.as_ref().expect("it is open between steps");
        let found = book.store().entries_after(read, wanted.len() + 1);
        let found = found.expect("a store that works");
        assert_eq!(wanted, found, "entries in memory (left) and in the store");
        assert_eq!(ledger.head(), book.ledger().head());
        self.read = ledger.head().entry;
    }

    fn open_again(&mut self) {
        let store = self.book.take().map(Book::into_store);
        let store = self.maker.again(store.expect("it is open between steps"));
        let book = match self.chance.once_in(2) {
            true => Book::open_from_state(store),
            false => Book::open(store),
        };
        self.book = Some(book.expect("what was written can be read"));
        self.compare_positions();
        self.remember();
    }

    fn keep_state(&mut self) {
        self.book().keep_state().expect("a store that works");
    }

    fn compare_positions(&mut self) {
        if let (Some((ledger, _)), Some(book)) = (&self.last, &self.book) {
            assert_eq!(ledger.head(), book.ledger().head());
            assert_eq!(positions(ledger), positions(book.ledger()));
        }
    }

    fn snapshot(&mut self) {
        let to = self.folder.free("ringfence");
        self.book().snapshot(&to).expect("a name that is free");
        self.snapshots.push(to);
        self.remember();
    }

    fn remember(&mut self) {
        if let Some((ledger, _)) = &self.last {
            let after = Known::ByEntry(ledger.head().entry);
            self.known.push((after, positions(ledger)));
        }
    }

    /// Posts the rest, opens the book again, and brings each snapshot to the same end.
    fn ends(&mut self) {
        self.post();
        self.compare_positions();
        self.open_again();
        let all = self.book().entries().expect("a store that works");
        let (ledger, memory) = self.last.as_ref().expect("a history begins");
        let wanted = memory.entries_after(0, usize::MAX).expect("it reads");
        assert_eq!(wanted, all, "all entries in memory (left) and in the store");
        let book = self.book.as_ref().expect("it is open between steps");
        is_at_the_end(ledger, book);
        for (known, then) in &self.known {
            let again = book.as_known(*known).expect("the book's own journal");
            assert_eq!(*then, positions(&again), "as known {known:?}");
        }
        for from in &self.snapshots {
            let copy = SqliteStore::open(from).expect("a snapshot opens");
            let copy = Book::open_verified(copy).expect("a snapshot holds");
            let head = copy.ledger().head();
            let rest = all.iter().skip(head.entry as usize).cloned().collect();
            let rest = Batch::of(rest).expect("entries that were read before");
            let mut store = copy.into_store();
            store.append(head.hash, &rest).expect("the rest follows");
            let copy = Book::open_verified(store).expect("a snapshot and the rest");
            is_at_the_end(ledger, &copy);
            let copied = copy.entries().expect("a file that works");
            assert_eq!(
                all, copied,
                "all entries (left) and the snapshot with the rest"
            );
        }
    }
}

/// A book stands as the one in memory, in every part of its state, and nothing is against it.
fn is_at_the_end<S: Store>(ledger: &Ledger, book: &Book<S>) {
    assert_eq!(ledger.head(), book.ledger().head());
    assert_eq!(positions(ledger), positions(book.ledger()));
    assert!(bytes_of(ledger) == bytes_of(book.ledger()), "another state");
    let faults = book.verify(None).faults;
    assert!(faults.is_empty(), "{faults:?}");
}
