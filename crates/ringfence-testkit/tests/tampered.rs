//! Law 27 on books in SQLite, one of which has lost words to redactions: whatever is changed behind
//! their back is found, and the first entry that is broken is named. `CASES` says how many changes
//! are tried.

use std::path::{Path, PathBuf};
use std::process::id;

use ringfence::journal::act::Redact;
use ringfence::journal::{Act, Draft, Header};
use ringfence_store::{Book, Checkpoint, SqliteStore, Store};
use ringfence_testkit::generate::{Country, opening_drafts};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

const CASES: u32 = 150;

/// Where something is changed, and the entry that must be named; none where the header is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Cell(&'static str, &'static str, u64),
    Header(&'static str),
}

/// A run of numbers that look drawn, and are the same each time.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

fn cases() -> u32 {
    let said = std::env::var("CASES").ok();
    said.and_then(|text| text.parse().ok()).unwrap_or(CASES)
}

/// Which book is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    All,
    /// Redactions took some: of entries before and after them, and of one of them.
    Some,
}

/// A folder of one test, with a book in it that nobody works on.
struct Kept {
    folder: PathBuf,
    published: Checkpoint,
    entries: u64,
    words: Words,
    /// Whose words are gone, by which entry, and what they were, with their salt.
    gone: Vec<(u64, u64, String, [u8; 16])>,
}

impl Kept {
    fn new(name: &str, words: Words) -> Kept {
        let name = format!("ringfence-tampered-{name}-{words:?}-{}", id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder of its own");
        let store = SqliteStore::create(folder.join("book")).expect("a new file");
        let header = Header::new("GBP")
            .expect("a currency")
            .from_day(Country::first_day());
        let mut book = Book::create(store, header).expect("it begins");
        let mut gone = Vec::new();
        for draft in drafts(words) {
            let number = book.ledger().head().entry + 1;
            for entry in draft.act.redacts() {
                let page = book.store().entries_after(entry - 1, 1);
                let its = page.expect("it reads").remove(0);
                let (text, salt) = (its.text.expect("words"), its.salt.expect("a salt"));
                gone.push((*entry, number, text.into(), salt.0));
            }
            book.post(&draft).expect("a legal draft");
        }
        let published = book.checkpoint("aberwen").expect("one line");
        let entries = book.ledger().head().entry;
        drop(book);
        Kept {
            folder,
            published,
            entries,
            words,
            gone,
        }
    }

    fn has_words(&self, entry: u64) -> bool {
        self.gone.iter().all(|it| it.0 != entry)
    }

    /// Words are missing where the redaction was cut off; else the end is.
    fn said_of_a_cut_after(&self, last: u64) -> String {
        let cut = |it: &&(u64, u64, _, _)| it.0 <= last && last < it.1;
        let wordless = self.gone.iter().filter(cut).map(|it| it.0).min();
        match wordless {
            Some(entry) => format!("entry {entry}: its words are missing"),
            None => format!("{last} of {} entries", self.entries),
        }
    }

    fn book(&self) -> PathBuf {
        self.folder.join("book")
    }

    /// A copy of the file, which nobody works on.
    fn copy(&self) -> PathBuf {
        let copy = self.folder.join("copy");
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.folder.join(format!("copy{end}")));
        }
        std::fs::copy(self.book(), &copy).expect("a copy");
        copy
    }

    /// What opening and verifying a file say; nothing where both say that all is well.
    fn said(&self, path: &Path) -> Option<String> {
        let opened = SqliteStore::open(path).and_then(Book::open_verified);
        match opened {
            Err(fault) => Some(fault.to_string()),
            Ok(book) => {
                let found = book.verify(Some(&self.published));
                let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
                (!faults.is_empty()).then(|| faults.join("\n"))
            }
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The country, each draft with a name and a salt; and with redactions, where some words go.
fn drafts(words: Words) -> Vec<Draft> {
    let mut drafts = opening_drafts();
    if words == Words::Some {
        // The last redacts the reason of the first, and words before and after it.
        for (place, entries) in [(4, vec![2, 4]), (9, vec![3, 8]), (14, vec![5, 6, 13, 14])] {
            drafts.insert(place, redaction(entries));
        }
    }
    for (place, draft) in drafts.iter_mut().enumerate() {
        draft.text.note = Some(format!("a note of entry {place}").into());
        draft.salt.0[0] = u8::try_from(place).expect("a few");
        draft.key = Some(format!("key-{place}").parse().expect("a plain key"));
    }
    drafts
}

fn redaction(entries: Vec<u64>) -> Draft {
    let mut draft = Draft::of(Act::Redact(Redact { entries }));
    draft.effective = Some(Country::first_day());
    draft.text.reason = Some("asked for".into());
    draft
}

/// Does something to a file with its guards away, and puts them back as they were.
fn unguarded(path: &Path, act: impl FnOnce(&Connection)) {
    let tool = Connection::open(path).expect("any tool opens it");
    tool.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
        .expect("set");
    let mut guards = tool
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .expect("it reads");
    let guards: Vec<(String, String)> = guards
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("it reads")
        .collect::<Result<_, _>>()
        .expect("texts");
    for (name, _) in &guards {
        tool.execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("it goes");
    }
    act(&tool);
    for (_, sql) in &guards {
        tool.execute_batch(sql).expect("it comes back");
    }
}

/// Flips one bit of one value: of a text one that leaves it a text.
fn flip(value: Value, drawn: &mut Drawn) -> Value {
    match value {
        Value::Blob(mut bytes) => {
            let bit = drawn.below(bytes.len() as u64 * 8) as usize;
            bytes[bit / 8] ^= 1 << (bit % 8);
            Value::Blob(bytes)
        }
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            loop {
                let bit = drawn.below(bytes.len() as u64 * 8) as usize;
                bytes[bit / 8] ^= 1 << (bit % 8);
                match String::from_utf8(bytes) {
                    Ok(text) => return Value::Text(text),
                    Err(no) => bytes = no.into_bytes(),
                }
                bytes[bit / 8] ^= 1 << (bit % 8);
            }
        }
        Value::Integer(number) => Value::Integer(number ^ (1 << drawn.below(63))),
        other => other,
    }
}

fn place(drawn: &mut Drawn, kept: &Kept) -> Place {
    let entry = 1 + drawn.below(kept.entries);
    let mut part = drawn.below(11);
    if let (7 | 8, false) = (part, kept.has_words(entry)) {
        // What stands of them: that they are gone.
        part += 10;
    }
    match part {
        17 => Place::Cell("redaction", "entry", entry),
        18 => Place::Cell("redaction", "redacted_by", entry),
        0 | 1 => Place::Cell("entry", "header", entry),
        2 | 3 => Place::Cell("entry", "figures", entry),
        4 => Place::Cell("entry", "text_hash", entry),
        5 => Place::Cell("entry", "hash", entry),
        6 => Place::Cell("entry", "previous", entry),
        7 => Place::Cell("entry", "text", entry),
        8 => Place::Cell("entry", "salt", entry),
        9 => Place::Cell("entry", "key", entry),
        _ => Place::Header(["header", "genesis"][drawn.below(2) as usize]),
    }
}

#[test]
fn always_a_changed_bit_of_a_row_is_found_and_its_entry_named() {
    bits_of_rows(&Kept::new("bits", Words::All));
    bits_of_rows(&Kept::new("bits", Words::Some));
}

fn bits_of_rows(kept: &Kept) {
    assert_eq!(kept.said(&kept.copy()), None, "what nobody touched holds");
    let mut drawn = Drawn(0x5eed);
    for _ in 0..cases() {
        let (place, path) = (place(&mut drawn, kept), kept.copy());
        let mut refused = false;
        unguarded(&path, |tool| {
            let (table, column, key, entry) = match place {
                Place::Cell(table @ "redaction", column, entry) => (table, column, "entry", entry),
                Place::Cell(table, column, entry) => (table, column, "number", entry),
                Place::Header(column) => ("book", column, "one", 1),
            };
            let read = format!("SELECT {column} FROM {table} WHERE {key} = ?1");
            let value: Value = tool
                .query_row(&read, [entry], |row| row.get(0))
                .expect("a value");
            // A redaction may come to stand for another entry that has one: that one is lost then.
            let instead = match table {
                "redaction" => "OR REPLACE",
                _ => "",
            };
            let write = format!("UPDATE {instead} {table} SET {column} = ?1 WHERE {key} = ?2");
            let flipped = flip(value, &mut drawn);
            match tool.execute(&write, params![flipped, entry]) {
                Ok(_) => {}
                // A key that is there.
                Err(no) if is_of_the_index(&no.to_string()) => refused = true,
                Err(no) => panic!("{place:?}: {no}"),
            }
        });
        if refused {
            continue;
        }
        let said = kept
            .said(&path)
            .unwrap_or_else(|| panic!("{place:?} is not found"));
        if let Place::Cell(_, _, entry) = place {
            assert!(is_named(&said, entry), "{place:?}: {said}");
        }
    }
}

#[test]
fn always_a_changed_bit_of_the_file_is_found_or_changes_nothing() {
    bits_of_files(&Kept::new("file", Words::All));
    bits_of_files(&Kept::new("file", Words::Some));
}

fn bits_of_files(kept: &Kept) {
    let whole = Book::open(SqliteStore::open(kept.book()).expect("it opens")).expect("it holds");
    let (entries, header) = (
        whole.entries().expect("it reads"),
        whole.ledger().header().clone(),
    );
    drop(whole);
    let mut drawn = Drawn(0xf11e);
    let mut silent = 0;
    let cases = cases();
    for _ in 0..cases {
        let path = kept.copy();
        let mut bytes = std::fs::read(&path).expect("it reads");
        let bit = drawn.below(bytes.len() as u64 * 8) as usize;
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, &bytes).expect("it is changed");
        if kept.said(&path).is_none() {
            // A bit that nothing rests on: what stands in the file is what was written.
            silent += 1;
            let store = SqliteStore::open(&path).expect("it opens");
            assert_eq!(
                store.header().expect("it reads").as_ref(),
                Some(&header),
                "bit {bit}"
            );
            let again = store.entries_after(0, usize::MAX).expect("it reads");
            assert_eq!(again, entries, "bit {bit}");
        }
    }
    println!("{cases} bits of the file, {silent} of them on which nothing rests");
}

#[test]
fn always_a_row_that_goes_comes_or_changes_places_is_found() {
    rows(&Kept::new("rows", Words::All));
    rows(&Kept::new("rows", Words::Some));
}

fn rows(kept: &Kept) {
    let mut drawn = Drawn(0x4015);
    let last = kept.entries;
    for case in 0..cases() {
        let path = kept.copy();
        let (one, other) = (1 + drawn.below(last - 1), 1 + drawn.below(last));
        let (first, second) = (one.min(other), one.max(other));
        let act = case % 5;
        unguarded(&path, |tool| {
            let run = |sql: &str| tool.execute_batch(sql).expect(sql);
            match act {
                // An entry goes, from the middle or from the end.
                0 => run(&format!("DELETE FROM entry WHERE number = {one}")),
                1 => run(&format!("DELETE FROM entry WHERE number > {one}")),
                // Two change places.
                2 => run(&format!(
                    "UPDATE entry SET number = -number WHERE number = {first}; \
                     UPDATE entry SET number = {first} WHERE number = {second}; \
                     UPDATE entry SET number = {second} WHERE number = -{first}"
                )),
                // One comes in again at the end, or replaces another.
                3 => run(&format!(
                    "DROP INDEX entry_key; INSERT INTO entry \
                     SELECT {last} + 1, previous, hash, text_hash, key, header, figures, salt, \
                     text FROM entry WHERE number = {one}"
                )),
                _ => run(&format!(
                    "INSERT OR REPLACE INTO entry SELECT number, previous, hash, text_hash, key, \
                     header, figures || ' ', salt, text FROM entry WHERE number = {one}"
                )),
            }
        });
        if act == 2 && first == second {
            continue;
        }
        let said = kept
            .said(&path)
            .unwrap_or_else(|| panic!("act {act} at {one} is not found"));
        match act {
            0 | 4 => assert!(is_named(&said, one), "act {act}, entry {one}: {said}"),
            1 => {
                let wanted = kept.said_of_a_cut_after(one);
                assert!(said.contains(&wanted), "{wanted}: {said}");
            }
            2 => assert!(is_named(&said, first), "entry {first}: {said}"),
            _ => {}
        }
    }
}

#[test]
fn always_words_that_come_back_or_go_without_a_redaction_are_found() {
    let kept = Kept::new("words", Words::Some);
    let whole: Vec<u64> = (1..=kept.entries)
        .filter(|it| kept.has_words(*it))
        .collect();
    let mut drawn = Drawn(0x3a1d);
    for case in 0..cases() {
        let path = kept.copy();
        let gone = &kept.gone[drawn.below(kept.gone.len() as u64) as usize];
        let (went, by, text, salt) = gone;
        let there = whole[drawn.below(whole.len() as u64) as usize];
        let act = case % 7;
        let entry = if act < 4 { *went } else { there };
        unguarded(&path, |tool| {
            let run = |sql: &str| tool.execute_batch(sql).expect(sql);
            let back = |text: &str, salt: &[u8; 16]| {
                let sql = "UPDATE entry SET text = ?2, salt = ?3 WHERE number = ?1";
                tool.execute(sql, params![went, text, salt]).expect(sql);
            };
            let no_words =
                format!("UPDATE entry SET text = NULL, salt = NULL WHERE number = {there}");
            match act {
                // The words that went come back, and nothing says that they had gone.
                0 => back(text, salt),
                1 => {
                    back(text, salt);
                    run(&format!("DELETE FROM redaction WHERE entry = {went}"));
                }
                // Other words come in their place, or nothing says that they went.
                2 => back(&format!("{text} "), salt),
                3 => run(&format!("DELETE FROM redaction WHERE entry = {went}")),
                // Words go without a redaction, or under one that does not name them.
                4 => run(&no_words),
                5 => run(&format!(
                    "{no_words}; INSERT INTO redaction VALUES ({there}, {by})"
                )),
                _ => run(&format!(
                    "UPDATE entry SET text = text || ' ' WHERE number = {there}"
                )),
            }
        });
        let said = kept.said(&path);
        let said = said.unwrap_or_else(|| panic!("act {act} at {entry} is not found"));
        assert!(is_named(&said, entry), "act {act}, entry {entry}: {said}");
    }
}

#[test]
fn always_a_file_or_log_that_is_cut_is_found() {
    cuts(Kept::new("cut", Words::All));
    cuts(Kept::new("cut", Words::Some));
}

fn cuts(kept: Kept) {
    // A book that is worked on: its last entries stand in the log beside it.
    let live = kept.copy();
    let store = SqliteStore::open(&live).expect("it opens");
    let mut book = Book::open(store).expect("it holds");
    for number in 0..20 {
        if kept.words == Words::Some && number == 7 {
            book.post(&redaction(vec![7, kept.entries + 2]))
                .expect("words that are there");
        }
        let mut draft = drafts(kept.words)[0].clone();
        if let ringfence::journal::Act::AddBody(body) = &mut draft.act {
            body.id = format!("late-{number}").parse().expect("a plain id");
        }
        draft.key = Some(format!("late-{number}").parse().expect("a plain key"));
        book.post(&draft).expect("a body");
    }
    let published = book.checkpoint("aberwen").expect("one line");
    let (main, log) = (
        std::fs::read(&live).expect("it reads"),
        std::fs::read(kept.folder.join("copy-wal")).expect("it has a log"),
    );
    drop(book);
    let kept = Kept {
        published,
        entries: kept.entries,
        folder: kept.folder.join("cut"),
        words: kept.words,
        gone: Vec::new(),
    };
    std::fs::create_dir_all(&kept.folder).expect("a folder");
    let path = kept.folder.join("copy");
    let mut drawn = Drawn(0xc07);
    for case in 0..cases() {
        for end in ["copy-wal", "copy-shm"] {
            let _ = std::fs::remove_file(kept.folder.join(end));
        }
        let (mut main, mut log) = (main.clone(), log.clone());
        match case % 3 {
            0 => main.truncate(drawn.below(main.len() as u64) as usize),
            1 => log.truncate(drawn.below(log.len() as u64 - 24) as usize),
            _ => {
                let bit = drawn.below(log.len() as u64 * 8) as usize;
                log[bit / 8] ^= 1 << (bit % 8);
            }
        }
        std::fs::write(&path, &main).expect("written");
        std::fs::write(kept.folder.join("copy-wal"), &log).expect("written");
        let said = kept.said(&path);
        if case % 3 == 1 {
            assert!(said.is_some(), "a log that was cut is not found");
        }
        if said.is_none() {
            // Nothing that counts was cut or changed: all of it is there.
            let book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it holds");
            assert_eq!(book.ledger().head().hash, kept.published.head());
        }
    }
}

fn is_of_the_index(fault: &str) -> bool {
    fault.contains("UNIQUE constraint failed: entry.key")
}

/// Whether an entry is named, and not only one whose number begins like its own.
fn is_named(said: &str, entry: u64) -> bool {
    let name = format!("entry {entry}");
    let mut after = said.split(&name).skip(1);
    after.any(|rest| !rest.starts_with(|it: char| it.is_ascii_digit()))
}
