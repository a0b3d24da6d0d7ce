//! A store that cannot tell whether it appended: it is asked, and nothing is said twice, though no
//! draft here has a key by which that would show by itself.

#[path = "part/draft.rs"]
mod draft;

use std::cell::Cell;

use draft::draft;
use ringfence::journal::{Draft, Entry, Header, Key};
use ringfence::law::RuleBook;
use ringfence::state::Closing;
use ringfence::word::Hash;
use ringfence_store::{
    Again, Applied, Batch, Book, Failure, MemoryStore, PostError, Step, Store, StoreError,
    StoreHead,
};

/// What the next append comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// It is kept, and answered.
    Sure,
    /// It is kept, though a little later: whoever has the turn sees it. Nobody answers.
    Kept,
    /// It is not kept, and nobody answers.
    Lost,
    /// It is kept, nobody answers, and nobody can be asked.
    KeptAndGone,
}

/// A store in memory whose answers are lost on the way.
struct Unsure {
    store: MemoryStore,
    /// What is kept as soon as somebody has the turn.
    under_way: Option<(Hash, Batch)>,
    next: Next,
    gone: Cell<bool>,
    appends: u32,
    /// How often entries were read.
    reads: Cell<u32>,
}

impl Unsure {
    fn is_there(&self) -> Result<(), StoreError> {
        if self.gone.get() {
            Err(lost(Applied::No))
        } else {
            Ok(())
        }
    }
}

fn lost(applied: Applied) -> StoreError {
    let failure = Failure {
        what: "append to a store far away".to_owned(),
        applied,
        again: Again::AsItStands,
        source: "the wire was cut".into(),
    };
    failure.into()
}

impl Store for Unsure {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        self.store.header()
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        self.store.begin(header)
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        self.is_there()?;
        self.store.head()
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        self.is_there()?;
        match self.under_way.take() {
            Some((expected, batch)) => self.store.append(expected, &batch),
            None => Ok(()),
        }
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        self.take_turn()?;
        self.appends += 1;
        match std::mem::replace(&mut self.next, Next::Sure) {
            Next::Sure => return self.store.append(expected, batch),
            Next::Lost => {}
            Next::Kept => self.under_way = Some((expected, batch.clone())),
            Next::KeptAndGone => {
                self.under_way = Some((expected, batch.clone()));
                self.gone.set(true);
            }
        }
        Err(lost(Applied::Perhaps))
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        self.is_there()?;
        self.reads.set(self.reads.get() + 1);
        self.store.entries_after(number, at_most)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        self.store.entry_of(key)
    }
}

fn spend(pounds: u32) -> Draft {
    let fields = format!("stream=s | body=wg | purpose=access | year=2016-17 | amount={pounds}");
    draft("spend", &format!("{fields} | effective=2016-05-01"))
}

fn steps(all: impl IntoIterator<Item = Draft>) -> Vec<Step> {
    let steps = all.into_iter().map(|draft| Step::Post(Box::new(draft)));
    steps.collect()
}

/// £100 for wg in 2016-17: three entries.
fn begun() -> Book<Unsure> {
    let store = Unsure {
        store: MemoryStore::new(),
        under_way: None,
        next: Next::Sure,
        gone: Cell::new(false),
        appends: 0,
        reads: Cell::new(0),
    };
    let mut book = Book::create(store, Header::new("GBP").expect("a header")).expect("it begins");
    let given = "stream=s | to=wg | year=2016-17 | amount=100 | recurrence=non-recurrent";
    let beginning = steps([
        draft("add_body", "id=wg | kind=government"),
        draft("add_stream", "id=s | purposes=access"),
        draft("allocate", &format!("{given} | effective=2016-04-01")),
    ]);
    book.post_all(&beginning).expect("a legal beginning");
    answering(book, Next::Sure)
}

/// The same book, of which the next append comes to something else.
fn answering(book: Book<Unsure>, next: Next) -> Book<Unsure> {
    let mut store = book.into_store();
    (store.next, store.appends) = (next, 0);
    Book::open_verified(store).expect("its journal holds")
}

/// The book is at an entry, after so many appends, and so is its journal.
#[track_caller]
fn stands_at(book: &Book<Unsure>, entry: u64, appends: u32) {
    assert_eq!(book.ledger().head().entry, entry);
    assert_eq!(book.store().head().expect("it reads").entry, entry);
    assert_eq!(book.store().appends, appends);
    let verified = book.verify(None);
    assert!(verified.is_sound(), "{:?}", verified.faults);
}

/// Kept: one append, and the question. Lost: two appends, and one entry.
const BOTH: [(Next, u32); 2] = [(Next::Kept, 1), (Next::Lost, 2)];

#[test]
fn a_posting_is_kept_once() {
    for (next, appends) in BOTH {
        let mut book = answering(begun(), next);
        let receipt = book.post(&spend(60)).expect("it has asked");
        assert_eq!(receipt.entry, 4, "{next:?}");
        stands_at(&book, 4, appends);
        // £40 are left, as of one spend.
        assert!(book.check(&spend(41)).is_err());
        assert!(book.check(&spend(40)).is_ok());
    }
}

#[test]
fn a_batch_is_kept_once() {
    for (next, appends) in BOTH {
        let mut book = answering(begun(), next);
        let receipts = book.post_all(&steps([spend(10), spend(20)]));
        assert_eq!(receipts.expect("it has asked").len(), 2);
        stands_at(&book, 5, appends);
        let mut book = answering(book, next);
        let each = book.post_each(&steps([spend(71), spend(30)]));
        let each = each.expect("it has asked");
        assert_eq!(
            (each[0].is_ok(), each[1].is_ok()),
            (false, true),
            "{next:?}"
        );
        stands_at(&book, 6, appends);
        // What was judged on is where the book is.
        let each = book.post_each(&steps([spend(41), spend(40)]));
        let each = each.expect("a store that answers");
        assert_eq!(
            (each[0].is_ok(), each[1].is_ok()),
            (false, true),
            "{next:?}"
        );
        stands_at(&book, 7, appends + 1);
    }
}

#[test]
fn a_year_is_closed_once() {
    for (next, appends) in BOTH {
        let mut book = answering(begun(), next);
        let year = "2016-17".parse().expect("a year");
        let plan = book.ledger().plan_close(year, &RuleBook::empty());
        let plan = plan.expect("a plan");
        let on = Closing::on("2017-03-31".parse().expect("a day"));
        let receipts = book.close(&plan, &on).expect("it has asked");
        stands_at(&book, 3 + receipts.len() as u64, appends);
        let again = book.ledger().plan_close(year, &RuleBook::empty());
        again.expect_err("it is closed");
    }
}

#[test]
fn where_nobody_can_be_asked_it_is_said_and_nothing_moves() {
    let mut book = answering(begun(), Next::KeptAndGone);
    let Err(PostError::Store(fault)) = book.post(&spend(60)) else {
        panic!("nobody answered")
    };
    assert_eq!(fault.applied(), Applied::Perhaps);
    assert_eq!(book.ledger().head().entry, 3);
    // Until it is there again nothing is posted; then what was kept is followed.
    let Err(PostError::Store(fault)) = book.post(&spend(50)) else {
        panic!("nobody is there")
    };
    assert_eq!(fault.applied(), Applied::No);
    book.store().gone.set(false);
    let no = book.post(&spend(41)).expect_err("£40 are left");
    assert!(matches!(no, PostError::Refused(_)), "{no}");
    assert!(book.check(&spend(40)).is_ok());
    stands_at(&book, 4, 1);
}

/// What is posted alone moves the ledger on which batches are judged: it need not be read again.
#[test]
fn what_was_posted_between_batches_is_not_read_again() {
    let mut book = answering(begun(), Next::Sure);
    let batch = |book: &mut Book<Unsure>, pounds| {
        let each = book.post_each(&steps([spend(pounds)]));
        each.expect("a store that answers")
            .remove(0)
            .expect("there is money");
    };
    batch(&mut book, 10);
    book.post(&spend(20)).expect("there is money");
    book.post(&draft("add_stream", "id=t | purposes=access"))
        .expect("it is new");
    book.store().reads.set(0);
    batch(&mut book, 30);
    assert_eq!(book.store().reads.get(), 0);
    stands_at(&book, 7, 4);
}
