//! A book in one SQLite file: its guards, its faults, its readers.

#[path = "part/folder.rs"]
mod folder;

use std::path::Path;
use std::time::Duration;

use folder::Folder;
use ringfence::journal::act::{AddBody, Redact};
use ringfence::journal::{Act, Draft, Header};
use ringfence::noun::BodyKind;
use ringfence_store::{
    Again, Applied, Book, PostError, SqliteOptions, SqliteStore, Step, Store, StoreError, Unsound,
};
use rusqlite::Connection;

fn body(number: u32) -> Draft {
    let body = AddBody {
        id: format!("body-{number}").parse().expect("a plain id"),
        kind: BodyKind::Government,
        parent: None,
        standing: None,
        from: None,
        until: None,
    };
    let key = format!("key-{number}").parse().expect("a plain key");
    Draft::of(Act::AddBody(body)).named("Government").keyed(key)
}

fn header() -> Header {
    Header::new("GBP").expect("a currency")
}

fn book_of(path: &Path, entries: u32) -> Book<SqliteStore> {
    let store = SqliteStore::create(path).expect("a new file");
    let mut book = Book::create(store, header()).expect("it begins");
    for number in 0..entries {
        book.post(&body(number)).expect("a body");
    }
    book
}

fn tool(path: &Path) -> Connection {
    Connection::open(path).expect("any tool opens it")
}

#[test]
fn a_book_opened_again_has_the_same_head() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let head = book_of(&path, 3).ledger().head();
    let book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it holds");
    assert_eq!(book.ledger().head(), head);
    assert_eq!(head.entry, 3);
}

#[test]
fn any_tool_reads_the_journal() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    drop(book_of(&path, 1));
    let row = tool(&path).query_row(
        "SELECT effective, actor, key, event, json_extract(act, '$.add_body.id'), words \
         FROM journal",
        [],
        |row| {
            let texts: [String; 6] = [
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ];
            Ok(texts)
        },
    );
    let wanted = [
        "1900-01-01",
        "not-stated",
        "key-0",
        "body_added",
        "body-0",
        r#"{"name":"Government"}"#,
    ];
    assert_eq!(row.expect("one row"), wanted.map(str::to_owned));
}

#[test]
fn guards_refuse_every_change_by_any_tool() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    drop(book_of(&path, 3));
    let tool = tool(&path);
    for sql in [
        "UPDATE entry SET figures = '{}' WHERE number = 2",
        "DELETE FROM entry WHERE number = 3",
        "UPDATE entry SET rowid = 9 WHERE number = 3",
        "UPDATE entry SET key = 'key-9' WHERE number = 3",
        "UPDATE OR REPLACE entry SET number = 2 WHERE number = 3",
        "UPDATE entry SET text = NULL, salt = NULL WHERE number = 2",
        "UPDATE entry SET text = '{}' WHERE number = 2",
        "UPDATE book SET header = '{}'",
        "DELETE FROM book",
        "INSERT OR REPLACE INTO book SELECT * FROM book",
        "INSERT OR REPLACE INTO entry \
         SELECT number, previous, hash, text_hash, key, header, '{}', salt, text FROM entry \
         WHERE number = 2",
        "INSERT OR REPLACE INTO entry \
         SELECT 4, hash, hash, text_hash, key, header, '{}', salt, text FROM entry \
         WHERE number = 3",
        "INSERT OR IGNORE INTO entry \
         SELECT 5, hash, hash, text_hash, NULL, '{}', '{}', salt, text FROM entry \
         WHERE number = 3",
        "INSERT INTO entry \
         SELECT 4, previous, hash, text_hash, NULL, '{}', '{}', salt, text FROM entry \
         WHERE number = 3",
        "INSERT INTO entry \
         SELECT NULL, hash, hash, text_hash, NULL, '{}', '{}', salt, text FROM entry \
         WHERE number = 3",
        "INSERT INTO entry \
         SELECT -1, hash, hash, text_hash, NULL, '{}', '{}', salt, text FROM entry \
         WHERE number = 3",
        "INSERT INTO entry \
         SELECT 1, genesis, genesis, genesis, NULL, '{}', '{}', zeroblob(16), '{}' FROM book",
        "INSERT INTO redaction (entry, redacted_by) VALUES (2, 3)",
    ] {
        let fault = tool.execute(sql, []).expect_err(sql).to_string();
        assert!(fault.starts_with("ringfence: "), "{sql}: {fault}");
    }
    Book::open_verified(SqliteStore::open(&path).expect("it opens")).expect("it holds");
}

#[test]
fn guards_refuse_every_first_entry_that_does_not_follow_the_header() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    drop(book_of(&path, 0));
    let tool = tool(&path);
    let first = |number: &str, previous: &str| {
        let hash = "zeroblob(32)";
        let sql = format!(
            "INSERT INTO entry SELECT {number}, {previous}, {hash}, {hash}, NULL, '{{}}', '{{}}', \
             zeroblob(16), '{{}}' FROM book"
        );
        tool.execute(&sql, [])
    };
    for (number, previous) in [
        ("1", "zeroblob(32)"),
        ("2", "genesis"),
        ("0", "genesis"),
        ("-1", "genesis"),
        ("NULL", "genesis"),
        ("9223372036854775807", "genesis"),
    ] {
        let fault = first(number, previous).expect_err(number).to_string();
        assert!(fault.starts_with("ringfence: "), "{number}: {fault}");
    }
    first("1", "genesis").expect("it follows");
}

/// Of an entry whose words may go, the guard of words alone holds nothing.
#[test]
fn guards_refuse_every_change_of_an_entry_whose_words_went() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut book = book_of(&path, 3);
    let mut redaction = Draft::of(Act::Redact(Redact { entries: vec![2] }));
    redaction.effective = "2025-05-01".parse().ok();
    redaction.text.reason = Some("asked for".into());
    book.post(&redaction).expect("they go");
    drop(book);
    let tool = tool(&path);
    for set in [
        "figures = '{}'",
        "header = '{}'",
        "key = 'key-9'",
        "hash = zeroblob(32)",
        "text_hash = zeroblob(32)",
        "previous = zeroblob(32)",
        "number = 9",
        "rowid = 9",
        "salt = zeroblob(16), text = '{}'",
    ] {
        let sql = format!("UPDATE entry SET {set} WHERE number = 2");
        let fault = tool.execute(&sql, []).expect_err(set).to_string();
        assert!(fault.starts_with("ringfence: "), "{set}: {fault}");
    }
    Book::open_verified(SqliteStore::open(&path).expect("it opens")).expect("it holds");
}

#[test]
fn a_guard_that_was_dropped_or_changed_is_found_at_opening() {
    for (sql, wanted) in [
        (
            "DROP TRIGGER entry_stays",
            "the trigger entry_stays is missing",
        ),
        ("DROP INDEX entry_key", "the index entry_key is missing"),
        (
            "DROP TRIGGER words_stay; CREATE TRIGGER words_stay BEFORE UPDATE ON entry \
             BEGIN SELECT 1; END",
            "the trigger words_stay was changed",
        ),
        (
            "CREATE TRIGGER mine AFTER INSERT ON entry BEGIN SELECT 1; END",
            "the trigger mine is not of ringfence",
        ),
    ] {
        let folder = Folder::new();
        let path = folder.file("a.ringfence");
        drop(book_of(&path, 1));
        tool(&path).execute_batch(sql).expect(sql);
        let fault = SqliteStore::open(&path).expect_err(sql).to_string();
        assert!(fault.contains(wanted), "{fault}");
    }
}

#[test]
fn what_is_not_a_book_is_told_so() {
    let folder = Folder::new();
    let none = folder.file("none");
    let (text, other) = (folder.file("text"), folder.file("other"));
    std::fs::write(&text, "a letter of the board, which is no database at all").expect("written");
    std::fs::write(folder.file("empty"), "").expect("written");
    tool(&other)
        .execute_batch("CREATE TABLE theirs (a)")
        .expect("made");
    let [older, newer] = [(2, "older"), (4, "newer")].map(|(form, name)| {
        let path = folder.file(name);
        drop(book_of(&path, 1));
        let tool = tool(&path);
        tool.pragma_update(None, "user_version", form).expect("set");
        tool.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
            .expect("all in one file");
        path
    });
    for (path, wanted) in [
        (none, "there is no such file"),
        (folder.file(""), "it is a folder"),
        (text.clone(), "it is no SQLite file"),
        (folder.file("empty"), "it is no SQLite file"),
        (other, "it is a SQLite file of another program"),
        (
            older,
            "its form is 2, and this version reads form 3; export its journal",
        ),
        (
            newer,
            "its form is 4, and this version reads form 3; open it with",
        ),
    ] {
        let fault = SqliteStore::open(&path).expect_err(wanted).to_string();
        assert!(fault.contains(wanted), "{fault}");
        assert!(fault.contains(&path.display().to_string()), "{fault}");
    }
    let fault = SqliteStore::create(&text)
        .expect_err("a file is there")
        .to_string();
    assert!(fault.contains("another file stands there"), "{fault}");
    let missing = folder.file("no/such/folder/a.ringfence");
    assert!(SqliteStore::create(&missing).is_err());
}

#[test]
fn a_book_is_created_once() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    drop(SqliteStore::create(&path).expect("a new file"));
    // Nothing has begun in it: whoever was cut off goes on.
    drop(book_of(&path, 1));
    assert!(matches!(
        SqliteStore::create(&path),
        Err(StoreError::AlreadyBegun)
    ));
}

#[test]
fn two_writers_take_turns_and_both_know_all() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut one = book_of(&path, 1);
    let mut other = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it holds");
    one.post(&body(1)).expect("the first");
    let receipt = other.post(&body(2)).expect("the second, read on first");
    assert_eq!(receipt.entry, 3);
    // The same draft under the same key by the other writer: its receipt, and nothing twice.
    assert_eq!(one.post(&body(2)).expect("it is there").entry, 3);
    assert_eq!(one.catch_up().expect("it reads"), 0);
    assert_eq!(one.ledger().head(), other.ledger().head());
}

#[test]
fn steps_that_are_posted_together_are_one_append() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut book = book_of(&path, 1);
    let steps = |numbers: [u32; 3]| numbers.map(|it| Step::Post(Box::new(body(it))));
    let mut clash = steps([1, 0, 2]);
    if let Step::Post(draft) = &mut clash[1] {
        draft.text.name = Some("Another name".into());
    }
    let refused = book.post_all(&clash).expect_err("one key, two contents");
    assert!(matches!(refused, PostError::StepsRefused(it) if it.len() == 1 && it[0].step == 1));
    assert_eq!(book.store().head().expect("it reads").entry, 1);
    let each = book.post_each(&clash).expect("the store works");
    let entries: Vec<_> = each
        .iter()
        .map(|it| it.as_ref().map(|it| it.entry).ok())
        .collect();
    assert_eq!(entries, [Some(2), None, Some(3)]);
    assert_eq!(book.store().head().expect("it reads").entry, 3);
}

#[test]
fn a_writer_that_keeps_its_turn_is_waited_for_and_then_named() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut one = book_of(&path, 1);
    let options = SqliteOptions {
        patience: Duration::from_millis(20),
        ..SqliteOptions::default()
    };
    let other = SqliteStore::open_with(&path, options).expect("it opens");
    let mut other = Book::open(other).expect("it holds");
    let mut holder = tool(&path);
    let held = holder.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate);
    let held = held.expect("another tool writes");
    let Err(PostError::Store(fault)) = other.post(&body(1)) else {
        panic!("somebody else has the turn")
    };
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::No, Again::AsItStands)
    );
    drop(held);
    assert_eq!(other.post(&body(1)).expect("now it is free").entry, 2);
    assert_eq!(one.post(&body(2)).expect("and read on").entry, 3);
}

#[test]
fn a_full_disk_leaves_all_as_it_was() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    drop(book_of(&path, 1));
    let options = SqliteOptions {
        pages_at_most: Some(40),
        ..SqliteOptions::default()
    };
    let store = SqliteStore::open_with(&path, options).expect("it opens");
    let mut book = Book::open(store).expect("it holds");
    let fault = (1..2_000).find_map(|number| match book.post(&body(number)) {
        Err(PostError::Store(fault)) => Some(fault),
        _ => None,
    });
    let fault = fault.expect("forty pages are soon full");
    assert!(fault.to_string().contains("full"), "{fault}");
    assert_eq!(
        (fault.applied(), fault.again()),
        (Applied::No, Again::OnceMended)
    );
    let head = book.ledger().head();
    drop(book);
    let mut book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it holds");
    assert_eq!(book.ledger().head(), head);
    book.post(&body(9_999)).expect("there is room again");
}

#[test]
fn a_snapshot_is_one_file_with_all_that_was_there() {
    let folder = Folder::new();
    let (path, to) = (
        folder.file("a.ringfence"),
        folder.file("snapshot.ringfence"),
    );
    let mut book = book_of(&path, 3);
    book.snapshot(&to).expect("a copy");
    book.post(&body(3)).expect("the book goes on");
    let fault = book
        .snapshot(&to)
        .expect_err("it is there already")
        .to_string();
    assert!(fault.contains("another file stands there"), "{fault}");
    let beside: Vec<_> = std::fs::read_dir(folder.file(""))
        .expect("it reads")
        .map(|it| {
            it.expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .filter(|name| name.starts_with("snapshot"))
        .collect();
    assert_eq!(beside, ["snapshot.ringfence"]);
    let copy = Book::open(SqliteStore::open(&to).expect("it opens")).expect("it holds");
    assert_eq!(copy.ledger().head().entry, 3);
    assert_eq!(
        copy.entries().expect("it reads"),
        book.entries().expect("it reads")[..3]
    );
}

#[test]
fn a_kept_state_opens_a_book_and_is_found_out_where_it_is_false() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut book = book_of(&path, 3);
    book.keep_state().expect("it is kept");
    book.post(&body(3)).expect("the book goes on");
    let head = book.ledger().head();
    drop(book);
    let opened = || {
        let store = SqliteStore::open(&path).expect("it opens");
        Book::open_from_state(store).expect("it holds")
    };
    let book = opened();
    assert_eq!(book.ledger().head(), head);
    assert!(book.verify(None).is_sound());
    drop(book);
    // A byte of it differs: the journal is followed, and verifying says so.
    tool(&path)
        .execute(
            "UPDATE kept_state SET bytes = CAST(bytes || x'00' AS BLOB)",
            [],
        )
        .expect("a state may be thrown away");
    let book = opened();
    assert_eq!(book.ledger().head(), head);
    let found = book.verify(None);
    assert!(
        matches!(found.faults[..], [Unsound::KeptState { entry: 3 }]),
        "{found:?}"
    );
    // So it does of a whole state that is another book's.
    let other = folder.file("b.ringfence");
    let mut another = book_of(&other, 0);
    for number in 10..13 {
        another.post(&body(number)).expect("a body");
    }
    another.keep_state().expect("it is kept");
    let its = another
        .store()
        .kept_state()
        .expect("it reads")
        .expect("it has one");
    tool(&path)
        .execute(
            "UPDATE kept_state SET entry = ?1, head = ?2, hash = ?3, bytes = ?4",
            rusqlite::params![its.head.entry, its.head.hash.0, its.hash.0, its.bytes],
        )
        .expect("a state may be thrown away");
    let book = opened();
    assert_eq!(book.ledger().head(), head);
    assert!(!book.verify(None).is_sound());
}

/// Takes an entry away as a tool does that takes its guard away before and puts it back.
fn lose(path: &Path, entry: u32) {
    let tool = tool(path);
    tool.pragma_update(None, "foreign_keys", "OFF")
        .expect("another tool");
    let sql = "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_kept'";
    let guard: String = tool
        .query_row(sql, [], |it| it.get(0))
        .expect("it is there");
    let lost = format!("DELETE FROM entry WHERE number = {entry}");
    tool.execute_batch(&format!("DROP TRIGGER entry_is_kept; {lost}; {guard}"))
        .expect("with its guard put back");
}

#[test]
fn a_journal_that_lost_its_end_is_found_by_a_checkpoint() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let book = book_of(&path, 3);
    let published = book.checkpoint("upland").expect("one line");
    drop(book);
    lose(&path, 3);
    let book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it follows");
    assert!(book.verify(None).is_sound());
    let found = book.verify(Some(&published));
    let [fault] = &found.faults[..] else {
        panic!("one fault: {found:?}")
    };
    assert!(
        fault.to_string().contains("it has 2 of 3 entries"),
        "{fault}"
    );
}

#[test]
fn a_journal_that_lost_its_end_is_found_by_who_followed_it_and_by_its_state() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut book = book_of(&path, 3);
    book.keep_state().expect("it is kept");
    let head = book.ledger().head();
    assert!(book.verify(None).is_sound());
    lose(&path, 3);
    let found = book.verify(None);
    let [
        Unsound::Elsewhere { followed, expected },
        Unsound::KeptState { entry: 3 },
    ] = found.faults[..]
    else {
        panic!("two faults: {found:?}")
    };
    assert_eq!((followed, expected), (3, head.hash));
    assert_eq!(found.head.entry, 2);
    drop(book);
    // Who opens it now followed two entries: the state is what is left of the third.
    let book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it follows");
    let found = book.verify(None);
    let [Unsound::KeptState { entry: 3 }] = found.faults[..] else {
        panic!("one fault: {found:?}")
    };
}

#[test]
fn words_that_go_leave_the_file_and_its_log_even_where_a_reader_stood_in_the_way() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let options = SqliteOptions {
        patience: Duration::from_millis(20),
        ..SqliteOptions::default()
    };
    drop(book_of(&path, 1));
    let store = SqliteStore::open_with(&path, options).expect("it opens");
    let mut book = Book::open(store).expect("it holds");
    book.post(&body(1).named("Mrs Quillfeather"))
        .expect("a body");
    let holds_the_name = || {
        let log = std::fs::read(folder.file("a.ringfence-wal")).unwrap_or_default();
        let file = std::fs::read(&path).expect("it reads");
        [file, log]
            .iter()
            .any(|it| it.windows(12).any(|part| part == b"Quillfeather"))
    };
    assert!(holds_the_name());
    let mut tool = tool(&path);
    let reading = tool.transaction().expect("a reader");
    let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
    let entries = reading.query_row("SELECT count(*) FROM entry", [], count);
    assert_eq!(entries, Ok(2));
    let mut redact = Draft::of(Act::Redact(Redact { entries: vec![2] }));
    redact.effective = "2025-05-01".parse().ok();
    redact.text.reason = Some("asked for by her".into());
    assert_eq!(book.post(&redact).expect("it is appended").entry, 3);
    drop(reading);
    book.post(&body(4)).expect("the book goes on");
    assert!(!holds_the_name());
    assert!(book.verify(None).is_sound());
}
