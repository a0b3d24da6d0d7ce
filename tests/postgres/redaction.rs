//! Words that a redaction names: gone for good, whoever writes beside it.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use ringfence::journal::{Draft, Salt};
use ringfence_store::{Book, PostError, PostgresOptions, PostgresRole, PostgresStore, SqliteStore};
use ringfence_testkit::server::Server;

use crate::place::{Place, body, redaction};

/// A name that stands nowhere else.
const NAME: &str = "Quillfeather";

/// A salt that stands nowhere else.
const SALT: Salt = Salt([0xa7; 16]);

/// A body with that name and salt, and words that fill several pages.
fn named(number: u32) -> Draft {
    let mut draft = body(number).named(format!("Mrs {NAME}").as_str());
    draft.text.note = Some(format!("{NAME} said no. ").repeat(2_000).into());
    draft.salt = SALT;
    draft
}

/// In which tables, views and statistics a row holds the name, as text or as bytes, or the salt.
fn holding(place: &Place<'_>) -> Vec<String> {
    let mut tool = place.tool();
    let relations = "SELECT nspname || '.' || relname FROM pg_class \
                     JOIN pg_namespace AS it ON it.oid = relnamespace \
                     WHERE nspname = 'ringfence' AND relkind IN ('r', 'v') \
                     UNION ALL SELECT 'pg_stats' ORDER BY 1";
    let relations = tool.query(relations, &[]).expect("a list");
    let relations = relations.iter().map(|row| row.get::<_, String>(0));
    let hex = |bytes: &[u8]| bytes.iter().map(|it| format!("{it:02x}")).collect();
    let marks: [String; 3] = [NAME.to_owned(), hex(NAME.as_bytes()), hex(&SALT.0)];
    let mut found = Vec::new();
    for relation in relations {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {relation} AS it, unnest($1::text[]) AS mark \
             WHERE position(mark IN it::text) > 0)"
        );
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        if tool.query_one(&sql, &[&marks]).expect(&sql).get(0) {
            found.push(relation);
        }
    }
    found
}

/// Whether any file of a folder holds the name.
fn on_disk(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => on_disk(&path),
            false => is_in(&fs::read(&path).unwrap_or_default(), NAME.as_bytes()),
        }
    })
}

fn is_in(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

#[test]
fn words_that_go_leave_every_row_and_no_copy_has_them() {
    let place = Place::new();
    let mut book = place.book(2);
    assert_eq!(book.post(&named(2)).expect("a body").entry, 3);
    // Short enough for the statistics of a column, as is another one.
    for (number, name) in [(3, NAME), (4, "Harbour")] {
        book.post(&body(number).named(name)).expect("a body");
    }
    let published = book.checkpoint("aberwen").expect("one line");
    book.keep_state().expect("it is kept");
    place.tool().batch_execute("ANALYZE").expect("it may");
    let before = ["journal", "kept_state", "words"].map(|it| format!("ringfence.{it}"));
    assert_eq!(holding(&place), before);

    // Another process has read the words, and keeps its state after they went.
    let mut other = place.open(PostgresOptions::default());
    assert_eq!(book.post(&redaction(&[3, 4])).expect("they go").entry, 6);
    assert_eq!(holding(&place), Vec::<String>::new());
    other.keep_state().expect("it is kept");
    assert_eq!(holding(&place), Vec::<String>::new());
    assert_eq!(other.ledger().head(), book.ledger().head());

    for book in [&book, &other, &place.open(PostgresOptions::default())] {
        let verified = book.verify(Some(&published));
        assert!(verified.is_sound(), "{:?}", verified.faults);
        let entry = &book.entries().expect("it reads")[2];
        assert_eq!((&entry.text, entry.salt), (&None, None));
    }
    // The same figures under the same key: the receipt of the entry, and nothing twice.
    assert_eq!(book.post(&named(2)).expect("it is there").entry, 3);
    let again = book.post(&redaction(&[3])).expect_err("they went");
    let PostError::Refused(again) = again else {
        panic!("{again}")
    };
    assert_eq!(again.first().code(), "already_redacted");

    let to = crate::place::server().folder().join("redacted.ringfence");
    other.snapshot(&to).expect("a copy");
    let bytes = fs::read(&to).expect("it reads");
    assert!(!is_in(&bytes, NAME.as_bytes()) && !is_in(&bytes, &SALT.0));
    let copy = Book::open_verified(SqliteStore::open(&to).expect("it opens")).expect("it holds");
    assert_eq!(copy.ledger().head(), book.ledger().head());

    let sampled = "ALTER TABLE ringfence.words ALTER COLUMN text SET STATISTICS 10";
    place.tool().batch_execute(sampled).expect("an owner may");
    let faults = book.verify(None).faults;
    let [fault] = &faults[..] else {
        panic!("one fault: {faults:?}")
    };
    assert!(
        fault.to_string().contains("samples of words.text"),
        "{fault}"
    );
}

#[test]
fn a_table_of_redactions_that_says_otherwise_than_the_entries_is_found() {
    let place = Place::new();
    let mut book = place.book(3);
    book.post(&redaction(&[2, 3])).expect("they go");
    let away = "ALTER TABLE ringfence.redaction DISABLE TRIGGER USER";
    let back = "ALTER TABLE ringfence.redaction ENABLE TRIGGER USER";
    for (sql, wanted) in [
        (
            "DELETE FROM ringfence.redaction WHERE entry = 3",
            vec![
                "3 of the book a was redacted by entry 4: the table of redactions does not say so",
            ],
        ),
        (
            "INSERT INTO ringfence.redaction VALUES ('a', 3, 4), ('a', 1, 4)",
            vec![
                "1 of the book a was redacted, and its words are still there",
                "1 of the book a was redacted by entry 4: only the table of redactions says so",
            ],
        ),
    ] {
        let mut tool = place.tool();
        for sql in [away, sql, back] {
            tool.batch_execute(sql).expect(sql);
        }
        let faults = book.verify(None).faults;
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), wanted.len(), "{said:?}");
        for (said, wanted) in said.iter().zip(wanted) {
            assert!(said.ends_with(&format!("entry {wanted}")), "{said}");
        }
    }
}

#[test]
fn words_that_went_leave_the_files_of_a_server_when_its_owner_says_so() {
    let server = Server::start().unwrap_or_else(|fault| panic!("{fault}"));
    let place = Place::on(&server);
    let mut book = place.book(2);
    // Too short to be compressed, and long enough that no later row takes all its place.
    let mut draft = named(2);
    draft.text.note = Some(NAME.repeat(100).into());
    book.post(&draft).expect("a body");
    book.keep_state().expect("it is kept");
    let tables = server.folder().join("data/base");
    let mut tool = place.tool();
    tool.batch_execute("CHECKPOINT").expect("it may");
    assert!(on_disk(&tables));
    book.post(&redaction(&[3])).expect("they go");
    let sql = "VACUUM FULL ringfence.words; VACUUM FULL ringfence.kept_state; CHECKPOINT";
    for sql in sql.split(';') {
        tool.batch_execute(sql).expect(sql);
    }
    assert!(!on_disk(&tables));
    assert!(
        place
            .open(PostgresOptions::default())
            .verify(None)
            .is_sound()
    );
}

#[test]
fn a_writers_role_may_let_words_go_and_only_by_a_redaction() {
    let place = Place::new();
    let mut book = place.book(1);
    book.post(&named(1)).expect("a body");
    book.keep_state().expect("it is kept");
    let role = format!("redactor_{}", place.database);
    let make = format!("CREATE ROLE {role} LOGIN");
    place.tool().batch_execute(&make).expect("a role");
    PostgresStore::grant(&place.url("a"), &role, PostgresRole::Writer).expect("granted");
    let store = PostgresStore::open(&place.url_as(&role, "a")).expect("it opens");
    let mut book = Book::open(store).expect("it holds");
    book.post(&redaction(&[2])).expect("it may");
    assert_eq!(holding(&place), Vec::<String>::new());
    let mut tool = crate::place::tool(&place.url_as(&role, "a"));
    for sql in [
        "DELETE FROM ringfence.words WHERE entry = 1",
        "INSERT INTO ringfence.redaction VALUES ('a', 1, 3)",
        "INSERT INTO ringfence.words VALUES ('a', 2, '{}', '\\x00112233445566778899aabbccddeeff')",
    ] {
        let fault = tool.batch_execute(sql).expect_err(sql);
        let said = fault.as_db_error().expect("the server refuses").message();
        assert!(said.starts_with("ringfence: "), "{sql}: {said}");
    }
    assert!(book.verify(None).is_sound());
}

#[test]
fn words_go_beside_writers_and_readers() {
    const BODIES: u32 = 40;
    let place = Place::new();
    drop(place.book(0));
    let is_done = AtomicBool::new(false);
    let redactors = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                let book = place.open(PostgresOptions::default());
                let verified = book.verify(None);
                assert!(verified.is_sound(), "{:?}", verified.faults);
            }
        });
        scope.spawn(|| {
            let mut book = place.open(PostgresOptions::default());
            for number in 0..BODIES {
                book.post(&named(number)).expect("a body");
            }
        });
        // Two who both let every word go: each is let go once.
        let redactors = [0, 1].map(|_| scope.spawn(|| let_all_go(&place, BODIES)));
        let counts = redactors.map(|it| it.join().expect("no panic"));
        is_done.store(true, Ordering::Relaxed);
        reader.join().expect("no panic");
        counts
    });
    assert_eq!(redactors.iter().sum::<u32>(), BODIES);
    let book = place.open(PostgresOptions::default());
    assert_eq!(book.ledger().head().entry, u64::from(BODIES) * 2);
    assert!(book.verify(None).is_sound());
    assert_eq!(holding(&place), Vec::<String>::new());
}

/// Lets the words of each body go as soon as it is there: how many did this one.
fn let_all_go(place: &Place<'_>, bodies: u32) -> u32 {
    let mut book = place.open(PostgresOptions::default());
    let (mut looked_at, mut seen, mut gone) = (0, 0, 0);
    while seen < bodies {
        book.catch_up().expect("it reads on");
        let entries = book.entries().expect("it reads");
        for entry in &entries[looked_at..] {
            if entry.redacts().expect("it reads").is_empty() {
                seen += 1;
                match book.post(&redaction(&[entry.number])) {
                    Ok(_) => gone += 1,
                    Err(PostError::Refused(no)) if no.first().code() == "already_redacted" => {}
                    Err(fault) => panic!("{fault}"),
                }
            }
            looked_at += 1;
        }
    }
    gone
}
