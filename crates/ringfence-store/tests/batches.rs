//! A batch is judged on a ledger of its own, which is moved along from batch to batch: after each
//! of them the book is the one that its journal gives.

#[path = "part/draft.rs"]
mod draft;

use draft::draft;
use ringfence::journal::Header;
use ringfence::state::Ledger;
use ringfence_store::{Book, MemoryStore, PostError, Step};
use serde::{Serialize, Serializer};

type Kept = Book<MemoryStore>;

fn step(kind: &str, fields: &str) -> Step {
    Step::Post(Box::new(draft(kind, fields)))
}

fn spend(pounds: u32) -> Step {
    let fields = format!("stream=s|body=powys|purpose=access|year=2016-17|amount={pounds}");
    step("spend", &format!("{fields}|effective=2016-05-01"))
}

/// £100 for powys, once, in 2016-17.
fn begun() -> Kept {
    let header = Header::new("GBP").expect("a header");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    let given = "stream=s|to=powys|year=2016-17|amount=100|recurrence=non-recurrent";
    let given = format!("{given}|effective=2016-04-01");
    let steps = [
        step("add_body", "id=wg|kind=government"),
        step("add_body", "id=powys|kind=health_board|parent=wg"),
        step("add_stream", "id=s|purposes=access"),
        step("allocate", &given),
    ];
    book.post_all(&steps).expect("a legal beginning");
    book
}

struct Written<'l>(&'l Ledger);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_state(to)
    }
}

fn state(book: &Kept) -> Vec<u8> {
    postcard::to_allocvec(&Written(book.ledger())).expect("a state that can be written")
}

/// The book is at an entry, and is what its journal gives.
#[track_caller]
fn stands_at(book: &Kept, entry: u64) {
    assert_eq!(book.ledger().head().entry, entry);
    let again = Book::open_verified(book.store().clone()).expect("a whole journal");
    assert!(
        state(book) == state(&again),
        "another ledger than its journal gives"
    );
}

#[test]
fn what_is_posted_between_batches_counts_in_the_next_one() {
    let mut book = begun();
    stands_at(&book, 4);
    // £100 - £60: the second £60 is too much, and £30 is not.
    let each = book.post_each(&[spend(60), spend(60), spend(30)]);
    let each = each.expect("a store that works");
    assert_eq!(
        each.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [true, false, true]
    );
    stands_at(&book, 6);
    let Step::Post(three) = spend(3) else {
        panic!("a draft")
    };
    book.post(&three).expect("£10 is left");
    // £7 is left: the £3 that came alone count.
    let each = book.post_each(&[spend(8), spend(4)]);
    let each = each.expect("a store that works");
    assert_eq!(
        each.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [false, true]
    );
    stands_at(&book, 8);
    // Alone as well: a stream, whose hash the ledger keeps, a correction, and words that go.
    for (kind, fields) in [
        ("add_stream", "id=t|purposes=access"),
        (
            "correct",
            "entry=5|reason=typed in twice|effective=2016-05-02",
        ),
        ("redact", "entries=8|reason=asked for|effective=2016-05-03"),
    ] {
        book.post(&draft(kind, fields)).expect("a legal draft");
    }
    stands_at(&book, 11);
    // £3 are left, and the £60 of the fifth entry are back.
    let each = book.post_each(&[spend(64), spend(63)]);
    let each = each.expect("a store that works");
    assert_eq!(
        each.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [false, true]
    );
    stands_at(&book, 12);
}

#[test]
fn a_batch_that_was_refused_leaves_nothing_for_the_next_one() {
    let mut book = begun();
    book.post_each(&[spend(10)]).expect("a store that works");
    let Err(PostError::StepsRefused(refused)) = book.post_all(&[spend(80), spend(20)]) else {
        panic!("£90 is left")
    };
    assert_eq!(refused.len(), 1);
    stands_at(&book, 5);
    let none = book
        .post_each(&[spend(91), spend(92)])
        .expect("a store that works");
    assert!(none.iter().all(Result::is_err));
    book.post_all(&[spend(80), spend(10)]).expect("£90 is left");
    stands_at(&book, 7);
}
