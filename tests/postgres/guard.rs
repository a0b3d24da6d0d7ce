//! What stands in a database's way of changing what was posted.

use ringfence_store::{Book, PostgresRole, PostgresStore, Store};

use crate::place::{Place, body, header, tool};

#[test]
fn any_tool_reads_the_journals_of_all_books() {
    let place = Place::new();
    drop(place.book(1));
    let other = PostgresStore::create(&place.url("b")).expect("another book");
    Book::create(other, header()).expect("it begins");
    let rows = place.tool().query(
        "SELECT book, effective, actor, key, event, act #>> '{add_body,id}', words \
         FROM ringfence.journal",
        &[],
    );
    let rows = rows.expect("it reads");
    assert_eq!(rows.len(), 1);
    let row: Vec<String> = (0..7).map(|at| rows[0].get(at)).collect();
    let wanted = [
        "a",
        "1900-01-01",
        "not-stated",
        "key-0",
        "body_added",
        "body-0",
        r#"{"name":"Government"}"#,
    ];
    assert_eq!(row, wanted);
    let books = PostgresStore::books(&place.whole());
    let books = books.expect("they are listed");
    let heads: Vec<_> = books
        .iter()
        .map(|it| (it.book.as_str(), it.head.entry))
        .collect();
    assert_eq!(heads, [("a", 1), ("b", 0)]);
    assert_eq!(books[1].head.hash, header().genesis());
}

/// What nobody may do.
const CHANGES: [&str; 19] = [
    "UPDATE ringfence.entry SET figures = '{}' WHERE number = 2",
    "DELETE FROM ringfence.entry WHERE number = 3",
    "TRUNCATE ringfence.entry",
    "DELETE FROM ringfence.words WHERE entry = 2",
    "UPDATE ringfence.words SET text = '{}' WHERE entry = 2",
    "TRUNCATE ringfence.words",
    "UPDATE ringfence.book SET header = '{}'",
    "DELETE FROM ringfence.book",
    "TRUNCATE ringfence.book",
    "UPDATE ringfence.head SET entry = 2",
    "UPDATE ringfence.head SET entry = entry + 1",
    "UPDATE ringfence.head SET hash = sha256(hash)",
    "UPDATE ringfence.head SET book = 'b'",
    "DELETE FROM ringfence.head",
    "TRUNCATE ringfence.head",
    "INSERT INTO ringfence.head SELECT 'b', 0, hash FROM ringfence.head",
    "INSERT INTO ringfence.words SELECT 'b', entry, text, salt FROM ringfence.words",
    "INSERT INTO ringfence.words SELECT book, 4, text, salt FROM ringfence.words LIMIT 1",
    "INSERT INTO ringfence.redaction VALUES ('a', 2, 3)",
];

#[test]
fn guards_refuse_every_change_by_any_tool() {
    let place = Place::new();
    drop(place.book(3));
    let mut tool = place.tool();
    let insert = "INSERT INTO ringfence.entry \
                  (book, number, header, figures, text_hash, previous, hash)";
    let changes = [
        format!(
            "{insert} SELECT book, 5, '{{}}', '{{}}', text_hash, hash, hash \
             FROM ringfence.entry WHERE number = 3"
        ),
        format!(
            "{insert} SELECT book, 4, '{{}}', '{{}}', text_hash, previous, hash \
             FROM ringfence.entry WHERE number = 3"
        ),
        format!(
            "{insert} SELECT 'b', 1, '{{}}', '{{}}', text_hash, previous, hash \
             FROM ringfence.entry WHERE number = 1"
        ),
        format!(
            "{insert} SELECT book, number + 3, '{{}}', '{{}}', text_hash, previous, hash \
             FROM ringfence.entry"
        ),
    ];
    let changes = changes.iter().map(String::as_str);
    for sql in CHANGES.into_iter().chain(changes) {
        let fault = tool.batch_execute(sql).expect_err(sql);
        let said = fault.as_db_error().expect("the server refuses").message();
        assert!(said.starts_with("ringfence: "), "{sql}: {said}");
    }
    let again = "ON CONFLICT (book, number) DO UPDATE SET figures = '{}'";
    let replaced = format!(
        "{insert} SELECT book, number, header, figures, text_hash, previous, hash \
         FROM ringfence.entry {again}"
    );
    tool.batch_execute(&replaced).expect_err("an entry stays");
    let store = PostgresStore::open(&place.url("a")).expect("it opens");
    assert_eq!(store.examine().expect("it reads"), Vec::<String>::new());
    assert_eq!(
        Book::open_verified(store)
            .expect("it holds")
            .ledger()
            .head()
            .entry,
        3
    );
}

#[test]
fn a_guard_that_was_dropped_or_changed_is_found_at_opening() {
    let place = Place::new();
    drop(place.book(1));
    for (sql, back, wanted) in [
        (
            "ALTER TRIGGER entry_stays ON ringfence.entry RENAME TO mine",
            "ALTER TRIGGER mine ON ringfence.entry RENAME TO entry_stays",
            "the trigger entry_stays is missing, the trigger mine is not of ringfence",
        ),
        (
            "ALTER TABLE ringfence.entry DISABLE TRIGGER entry_is_kept",
            "ALTER TABLE ringfence.entry ENABLE TRIGGER entry_is_kept",
            "the trigger entry_is_kept is switched off",
        ),
        (
            "ALTER TABLE ringfence.entry RENAME CONSTRAINT entry_key TO other",
            "ALTER TABLE ringfence.entry RENAME CONSTRAINT other TO entry_key",
            "the index entry_key is missing",
        ),
        (
            "CREATE OR REPLACE TRIGGER words_stay BEFORE UPDATE OF salt ON ringfence.words \
             FOR EACH ROW EXECUTE FUNCTION ringfence.words_stay()",
            "CREATE OR REPLACE TRIGGER words_stay BEFORE UPDATE ON ringfence.words \
             FOR EACH ROW EXECUTE FUNCTION ringfence.words_stay()",
            "the trigger words_stay was changed",
        ),
        (
            "CREATE OR REPLACE FUNCTION ringfence.words_are_kept() RETURNS trigger \
             LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
            "SELECT 1",
            "the function words_are_kept was changed",
        ),
    ] {
        place.tool().batch_execute(sql).expect(sql);
        let fault = PostgresStore::open(&place.url("a"))
            .expect_err(sql)
            .to_string();
        assert!(fault.contains(wanted), "{fault}");
        place.tool().batch_execute(back).expect(back);
    }
}

#[test]
fn a_writers_role_posts_and_can_do_no_more() {
    let place = Place::new();
    drop(place.book(1));
    for role in ["writer", "reader", "nobody_here"] {
        let make = format!("CREATE ROLE {role}_{} LOGIN", place.database);
        place.tool().batch_execute(&make).expect("a role");
    }
    let [writer, reader, stranger] =
        ["writer", "reader", "nobody_here"].map(|it| format!("{it}_{}", place.database));
    PostgresStore::grant(&place.url("a"), &writer, PostgresRole::Writer).expect("granted");
    PostgresStore::grant(&place.url("a"), &reader, PostgresRole::Reader).expect("granted");

    let store = PostgresStore::open(&place.url_as(&writer, "a")).expect("it opens");
    let mut book = Book::open(store).expect("it holds");
    assert_eq!(book.post(&body(1)).expect("it may post").entry, 2);
    let own = PostgresStore::create(&place.url_as(&writer, "own")).expect("it may begin one");
    let mut own = Book::create(own, header()).expect("it begins");
    assert_eq!(own.post(&body(1)).expect("it may post").entry, 1);

    let mut tool = tool(&place.url_as(&writer, "a"));
    for sql in [
        "UPDATE ringfence.entry SET figures = '{}'",
        "DELETE FROM ringfence.entry",
        "TRUNCATE ringfence.words",
        "UPDATE ringfence.words SET text = '{}'",
        "UPDATE ringfence.book SET header = '{}'",
        "UPDATE ringfence.head SET book = 'c'",
        "DELETE FROM ringfence.redaction",
        "DROP TRIGGER entry_stays ON ringfence.entry",
        "ALTER TABLE ringfence.entry DISABLE TRIGGER ALL",
        "CREATE TABLE ringfence.mine (a int)",
        "DELETE FROM ringfence.words",
        "UPDATE ringfence.head SET entry = 0",
    ] {
        let fault = tool.batch_execute(sql).expect_err(sql);
        let said = fault
            .as_db_error()
            .expect("the server refuses")
            .message()
            .to_owned();
        let refused = ["permission denied", "must be owner", "ringfence: "];
        assert!(
            refused.iter().any(|it| said.starts_with(it)),
            "{sql}: {said}"
        );
    }

    let store = PostgresStore::open(&place.url_as(&reader, "a")).expect("it opens");
    let mut book = Book::open(store).expect("it reads");
    assert_eq!(book.ledger().head().entry, 2);
    let fault = book
        .post(&body(2))
        .expect_err("it may not post")
        .to_string();
    let wanted = format!("the role {reader} may not: as the owner of the tables");
    assert!(fault.contains(&wanted), "{fault}");
    let fault = PostgresStore::open(&place.url_as(&stranger, "a")).expect_err("a stranger");
    let wanted = format!("the role {stranger} may not look into the schema ringfence");
    assert!(fault.to_string().contains(&wanted), "{fault}");
}
