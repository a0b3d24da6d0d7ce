//! Several writers of one book, and several books.

use std::thread;
use std::time::Duration;

use ringfence::journal::Entry;
use ringfence_store::{
    Again, Applied, Batch, Book, PostError, PostgresOptions, PostgresStore, Step, Store, StoreError,
};

use crate::place::{Place, body, header};

#[test]
fn a_book_opened_again_has_the_same_head_and_bytes() {
    let place = Place::new();
    let mut book = place.book(3);
    let mut odd = body(3);
    odd.text.name = Some("Tŷ\u{1}\"\\ 'a' $$ \u{10ffff}".into());
    book.post(&odd).expect("any words");
    let again = place.open(PostgresOptions::default());
    assert_eq!(again.ledger().head(), book.ledger().head());
    assert_eq!(again.ledger().head().entry, 4);
    let page = again.store().entries_after(1, 2).expect("it reads");
    assert_eq!(page, book.entries().expect("it reads")[1..3]);
}

#[test]
fn a_book_is_created_once() {
    let place = Place::new();
    drop(PostgresStore::create(&place.url("a")).expect("tables"));
    // Nothing has begun in it: whoever was cut off goes on.
    let mut late = PostgresStore::create(&place.url("a")).expect("tables");
    assert!(matches!(late.head(), Err(StoreError::NotBegun)));
    assert!(matches!(late.take_turn(), Err(StoreError::NotBegun)));
    drop(place.book(1));
    assert!(matches!(
        late.begin(&header()),
        Err(StoreError::AlreadyBegun)
    ));
    let fault = PostgresStore::create(&place.url("a")).expect_err("it is there");
    assert!(matches!(fault, StoreError::AlreadyBegun));
}

#[test]
fn two_writers_take_turns_and_both_know_all() {
    let place = Place::new();
    let mut one = place.book(1);
    let mut other = place.open(PostgresOptions::default());
    one.post(&body(1)).expect("the first");
    let receipt = other.post(&body(2)).expect("the second, read on first");
    assert_eq!(receipt.entry, 3);
    // The same draft under the same key by the other writer: its receipt, and nothing twice.
    assert_eq!(one.post(&body(2)).expect("it is there").entry, 3);
    assert_eq!(one.catch_up().expect("it reads"), 0);
    assert_eq!(one.ledger().head(), other.ledger().head());
}

#[test]
fn many_writers_at_once_leave_one_chain() {
    let place = Place::new();
    drop(place.book(0));
    thread::scope(|scope| {
        for writer in 0..4 {
            let place = &place;
            scope.spawn(move || {
                let mut book = place.open(PostgresOptions::default());
                for number in 0..25 {
                    book.post(&body(writer * 100 + number))
                        .expect("room for all");
                }
            });
        }
    });
    let book = place.open(PostgresOptions::default());
    assert_eq!(book.ledger().head().entry, 100);
}

#[test]
fn a_late_append_and_a_taken_key_change_nothing() {
    let place = Place::new();
    let mut book = place.book(2);
    let entries = book.entries().expect("it reads");
    let (first, head) = (entries[0].clone(), book.ledger().head().hash);
    let mut store = PostgresStore::open(&place.url("a")).expect("it opens");
    let genesis = header().genesis();
    let late = store.append(genesis, &Batch::of(vec![first.clone()]).expect("an entry"));
    assert!(matches!(late, Err(StoreError::HeadMoved { .. })));
    // An entry after the last one that has the key of the first.
    let again = Entry { number: 3, ..first };
    let batch = Batch::of(vec![again.clone()]).expect("an entry");
    let Err(StoreError::KeyTaken { key, entry }) = store.append(head, &batch) else {
        panic!("the key is taken")
    };
    assert_eq!((key.as_str(), entry), ("key-0", 1));
    let twice = [again.clone(), Entry { number: 4, ..again }];
    let fault = store.append(head, &Batch::of(twice.to_vec()).expect("entries"));
    assert!(matches!(fault, Err(StoreError::KeyTaken { .. })));
    assert_eq!(store.head().expect("it reads").entry, 2);
    assert_eq!(book.post(&body(2)).expect("nobody keeps the turn").entry, 3);
}

#[test]
fn steps_that_are_posted_together_are_one_append() {
    let place = Place::new();
    let mut book = place.book(1);
    let steps = |numbers: [u32; 3]| numbers.map(|it| Step::Post(Box::new(body(it))));
    let mut clash = steps([1, 0, 2]);
    if let Step::Post(draft) = &mut clash[1] {
        draft.text.name = Some("Another name".into());
    }
    let refused = book.post_all(&clash).expect_err("one key, two contents");
    assert!(matches!(refused, PostError::StepsRefused(it) if it.len() == 1 && it[0].step == 1));
    let each = book.post_each(&clash).expect("the store works");
    let entries: Vec<_> = each
        .iter()
        .map(|it| it.as_ref().map(|it| it.entry).ok())
        .collect();
    assert_eq!(entries, [Some(2), None, Some(3)]);
    // More than go in one statement.
    let many: Vec<_> = (10..6_010)
        .map(|it| Step::Post(Box::new(body(it))))
        .collect();
    assert_eq!(book.post_all(&many).expect("all of them").len(), 6_000);
    assert_eq!(
        place.open(PostgresOptions::default()).ledger().head(),
        book.ledger().head()
    );
}

#[test]
fn books_of_one_database_do_not_mix() {
    let place = Place::new();
    let mut one = place.book(2);
    let other = PostgresStore::create(&place.url("b")).expect("another book");
    let mut other = Book::create(other, header()).expect("it begins");
    // The same key and the same body, each in its own book; one turn does not wait for the other.
    one.store().head().expect("it reads");
    assert_eq!(other.post(&body(0)).expect("its own").entry, 1);
    assert_eq!(one.post(&body(2)).expect("its own").entry, 3);
    assert_eq!(other.entries().expect("it reads").len(), 1);
    let elsewhere = format!("{}&schema=elsewhere", place.url("a"));
    let third = PostgresStore::create(&elsewhere).expect("another schema");
    let mut third = Book::create(third, header()).expect("it begins");
    assert_eq!(third.post(&body(0)).expect("its own").entry, 1);
    assert_eq!(one.store().head().expect("it reads").entry, 3);
    drop(third);
    let third = PostgresStore::open(&elsewhere).expect("its guards stand");
    assert_eq!(third.head().expect("it reads").entry, 1);
}

#[test]
fn a_hung_writer_is_waited_for_named_and_ended_by_the_server() {
    let place = Place::new();
    let hung = PostgresOptions {
        turn_within: Duration::from_millis(700),
        ..PostgresOptions::default()
    };
    let mut hung = place.book_with(1, hung);
    let impatient = PostgresOptions {
        patience: Duration::from_millis(100),
        ..PostgresOptions::default()
    };
    let mut other = place.open(impatient);
    let mut patient = place.open(PostgresOptions::default());
    let mut store = PostgresStore::open_with(
        &place.url("a"),
        PostgresOptions {
            turn_within: Duration::from_millis(700),
            ..PostgresOptions::default()
        },
    )
    .expect("it opens");
    store.take_turn().expect("it is free");
    let Err(PostError::Store(fault)) = other.post(&body(1)) else {
        panic!("somebody else has the turn")
    };
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::No, Again::AsItStands)
    );
    assert!(
        fault.to_string().contains("another writer keeps its turn"),
        "{fault}"
    );
    assert_eq!(
        patient
            .post(&body(1))
            .expect("once the server has ended it")
            .entry,
        2
    );
    // The hung one has lost its turn: what it says now is judged against the head anew.
    let entry = patient.entries().expect("it reads")[1].clone();
    let late = store.append(
        header().genesis(),
        &Batch::of(vec![entry]).expect("an entry"),
    );
    let late = late.expect_err("its turn is over").to_string();
    assert!(
        late.contains("nothing has changed") || late.contains("moved on"),
        "{late}"
    );
    assert_eq!(hung.post(&body(2)).expect("it goes on").entry, 3);
    assert_eq!(other.post(&body(3)).expect("and this one").entry, 4);
}

#[test]
fn it_is_used_from_inside_a_runtime() {
    let place = Place::new();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build();
    let head = runtime.expect("a runtime").block_on(async {
        let book = tokio::spawn(async move { place.book(2).ledger().head().entry });
        book.await.expect("no panic on a thread of the runtime")
    });
    assert_eq!(head, 2);
}

#[test]
fn an_address_opens_it_as_it_opens_a_file() {
    let place = Place::new();
    let store = ringfence_store::create_at(place.url("a")).expect("a new book");
    let mut book = Book::create(store, header()).expect("it begins");
    book.post(&body(0)).expect("a body");
    let store = ringfence_store::open_at(place.url("a")).expect("it opens");
    assert_eq!(store.head().expect("it reads").entry, 1);
}

#[test]
fn a_snapshot_of_it_is_a_file_with_all_that_was_there() {
    let place = Place::new();
    let book = place.book(3);
    let to = crate::place::server().folder().join("snapshot.ringfence");
    book.snapshot(&to).expect("a copy");
    let copy = ringfence_store::SqliteStore::open(&to).expect("it opens");
    assert_eq!(
        Book::open(copy).expect("it holds").ledger().head(),
        book.ledger().head()
    );
}

#[test]
fn a_kept_state_comes_back_and_the_later_one_stays() {
    let place = Place::new();
    let mut store = place.book(1).into_store();
    assert_eq!(store.kept_state().expect("it reads"), None);
    for bytes in [vec![1, 0, 255], vec![2]] {
        let head = store.head().expect("it reads");
        let hash = header().genesis();
        let state = ringfence_store::KeptState { head, hash, bytes };
        store.keep_state(&state).expect("it is kept");
        assert_eq!(store.kept_state().expect("it reads"), Some(state));
    }
    let kept = store.kept_head().expect("it reads");
    assert_eq!(kept, Some(store.head().expect("it reads")));
}
