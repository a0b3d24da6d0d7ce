//! Journals as JSON Lines: out and back the same bytes, and every fault told with its line.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use ringfence::journal::{ActKind, Draft, Entry, FieldValue, Header, Salt};
use ringfence::law::RuleBook;
use ringfence::state::Ledger;
use ringfence_formats::journal_lines::{self, JournalFault, JournalFaultKind, JournalFaults};
use ringfence_store::{Book, Checkpoint, MemoryStore};
use ringfence_testkit::generate::{History, any_history_with_facts};
use ringfence_testkit::law::{Seen, Watch, walk};
use ringfence_testkit::model::Model;

/// What a small book of Aberwen is asked: names with marks that JSON escapes, letters with accents,
/// a batch without words, and one cost. The salts are numbered, so that the file stays as it is.
const DRAFTS: [(ActKind, &str); 6] = [
    (
        ActKind::AddBody,
        "id=gov|kind=government|name=Government of Aberwen",
    ),
    (
        ActKind::AddBody,
        "id=upland|kind=health_board|parent=gov|name=Upland \"Ucheldir\" Health Board",
    ),
    (
        ActKind::AddStream,
        "id=winter|purposes=beds;home-visits|name=Gofal y Gaeaf \\ Winter Care (tŷ)",
    ),
    (
        ActKind::Allocate,
        "stream=winter|to=upland|year=2025-26|amount=250000|effective=2025-05-06|\
         notice=letter of May|key=letter-of-may|actor=finance",
    ),
    (
        ActKind::Commit,
        "id=ward-6|stream=winter|body=upland|purpose=beds|year=2025-26|amount=40000|\
         effective=2025-10-01",
    ),
    (
        ActKind::Spend,
        "commitment=ward-6|amount=20000|effective=2025-11-28|recorded=2025-12-01",
    ),
];

fn aberwen() -> Book<MemoryStore> {
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    for (place, (kind, fields)) in DRAFTS.iter().enumerate() {
        let pairs = fields.split('|').filter_map(|field| field.split_once('='));
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let pairs: Vec<_> = pairs
            .map(|(name, value)| (name.to_owned(), text(value)))
            .collect();
        let mut draft = Draft::read(*kind, &pairs).expect("a draft without faults");
        draft.salt = Salt([place as u8 + 1; 16]);
        book.post(&draft).expect("a yes");
    }
    book
}

fn entries_of(book: &Book<MemoryStore>) -> Vec<Entry> {
    book.entries().expect("a store in memory")
}

fn written(header: &Header, entries: &[Entry]) -> String {
    let mut out = Vec::new();
    journal_lines::write(header, entries, &mut out).expect("memory has room");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// The export of the small book.
fn export() -> String {
    let book = aberwen();
    written(book.ledger().header(), &entries_of(&book))
}

fn faults(text: &str) -> JournalFaults {
    journal_lines::read(text.as_bytes()).expect_err("a file with faults")
}

/// The faults as line and key.
fn places(text: &str) -> Vec<(u64, String)> {
    let faults = faults(text);
    let place = |it: &JournalFault| (it.line, it.key.clone().unwrap_or_default());
    faults.all().iter().map(place).collect()
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/journal")
        .join(name)
}

/// Compares with the file that is kept, or keeps it where `BLESS=1`.
fn keep(name: &str, text: &str) {
    let path = golden(name);
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, text).expect("a file of the tests");
        return;
    }
    let kept = fs::read_to_string(&path).expect("a file of the tests");
    assert!(
        kept == text,
        "{name} differs: run `make bless`, read the difference"
    );
}

/// The kept file was verified once by hand, with `printf`, `xxd -r -p` and `sha256sum` alone: the
/// genesis is the hash of `ringfence/book/v1`, the length of the header in eight bytes, and the
/// header; each text hash that of salt and words; each hash that of `ringfence/entry/v1` and, each
/// under its length in eight bytes, the hash before, header, figures and text hash. All six came
/// out as they stand in the file, and the last one in base64 as it stands in the checkpoint.
#[test]
fn the_journal_of_aberwen_is_written_as_it_was_and_reads() {
    let book = aberwen();
    keep("aberwen.jsonl", &export());
    let head = book.ledger().head();
    let seen = Checkpoint::new("aberwen.example/health", head.entry, head.hash);
    keep("aberwen.checkpoint", &seen.expect("an origin").to_string());

    let file = fs::File::open(golden("aberwen.jsonl")).expect("a file of the tests");
    let read = journal_lines::read(std::io::BufReader::new(file));
    let (header, entries) = read.expect("no faults");
    assert_eq!(entries, entries_of(&book));
    let again = Ledger::replay(header, &entries).expect("it holds");
    assert_eq!(again.head(), book.ledger().head());
    let by_hand = "235b913b0a22b0399106d3e6d4a24f0ba656f05ff7a643387baf64958492ee77";
    assert_eq!(again.head().hash.to_string(), by_hand);
}

#[test]
fn a_redacted_entry_goes_out_without_words_and_comes_back() {
    let book = aberwen();
    let mut entries = entries_of(&book);
    (entries[3].text, entries[3].salt) = (None, None);
    let text = written(book.ledger().header(), &entries);
    assert!(text.contains(r#""text":null,"salt":null,"text_hash":""#));
    let (_, again) = journal_lines::read(text.as_bytes()).expect("no faults");
    assert_eq!(again, entries);
}

#[test]
fn a_mark_before_and_line_ends_of_windows_change_nothing() {
    let text = export();
    let (header, entries) = journal_lines::read(text.as_bytes()).expect("no faults");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for other in [windows, text.trim_end().to_owned()] {
        let (as_header, as_entries) = journal_lines::read(other.as_bytes()).expect("no faults");
        assert_eq!((&as_header, &as_entries), (&header, &entries));
    }
    // A mark elsewhere is none.
    let inside = text.replacen('\n', "\n\u{feff}", 1);
    assert_eq!(places(&inside), [(2, String::new())]);
}

#[test]
fn an_empty_file_and_a_cut_one_are_told_apart() {
    let text = export();
    let kinds = |text: &str| {
        let faults = faults(text);
        assert_eq!(faults.all().len(), 1, "{faults}");
        let fault = &faults.all()[0];
        match fault.kind {
            JournalFaultKind::EmptyFile => (fault.line, "empty"),
            JournalFaultKind::CutOff => (fault.line, "cut"),
            JournalFaultKind::NotAnObject { .. } => (fault.line, "no object"),
            _ => (fault.line, "another"),
        }
    };
    assert_eq!(kinds(""), (1, "empty"));
    assert_eq!(kinds("\n"), (1, "no object"));
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        if cut == 0 || ends.contains(&cut) || ends.contains(&(cut - 1)) {
            continue; // after a whole line only a checkpoint tells
        }
        let line = 1 + ends.iter().filter(|end| **end < cut).count() as u64;
        assert_eq!(kinds(&text[..cut]), (line, "cut"), "cut after {cut} bytes");
    }
    // Through the two bytes of a letter with an accent.
    let letter = text.find('ŷ').expect("a letter with an accent") + 1;
    let cut = journal_lines::read(&text.as_bytes()[..letter]).expect_err("it is cut");
    assert!(matches!(cut.all()[0].kind, JournalFaultKind::CutOff));
}

#[test]
fn every_fault_is_told_with_its_line_and_key() {
    let text = export();
    let lines: Vec<&str> = text.lines().collect();
    let mut wrong = lines.clone();
    let header = lines[0].replace("/v1", "/v2").replace("GBP", "pounds");
    wrong[0] = &header;
    let number = lines[1].replace("\"entry\":1,\"header\"", "\"entry\":\"1\",\"header\"");
    wrong[1] = &number;
    let unknown = lines[2].replace("\"salt\"", "\"Salt\"");
    wrong[2] = &unknown;
    let twice = lines[3].replacen("{\"entry\":3,", "{\"entry\":3,\"hash\":null,\"hash\":7,", 1);
    wrong[3] = &twice;
    wrong[4] = "[]";
    let half = lines[5].replace("05050505050505050505050505050505", "?");
    let half = half.replace("\"?\"", "null");
    wrong[5] = &half;
    let upper = lines[6].replace("\"salt\":\"06", "\"salt\":\"0A");
    wrong[6] = &upper;
    let expected = [
        (1, "header"),
        (1, "form"),
        (2, "entry"),
        (3, "Salt"),
        (3, "salt"),
        (4, "hash"),
        (4, "hash"),
        (4, "hash"),
        (5, ""),
        (6, "salt"),
        (7, "salt"),
    ];
    let expected = expected.map(|(line, key)| (line, key.to_owned()));
    assert_eq!(places(&wrong.join("\n")), expected);

    let said = faults(&wrong.join("\n")).to_string();
    let second = "line 2, key \"entry\": found \"1\"; expected the number of the entry, from 1";
    assert_eq!(said.lines().nth(2), Some(second));
    let form = "line 1, key \"form\": found \"ringfence/journal/v2\"; expected \
                \"ringfence/journal/v1\": a later version may read it";
    assert_eq!(said.lines().nth(1), Some(form));
}

#[test]
fn another_spelling_of_the_header_is_refused() {
    // It would have another genesis, and the first entry would not follow.
    let text = export();
    let spaced = text.replacen(r#"\"currency\":\"GBP\""#, r#"\"currency\": \"GBP\""#, 1);
    assert_ne!(spaced, text);
    assert_eq!(places(&spaced), [(1, "header".to_owned())]);
}

#[test]
fn the_first_hundred_faults_are_told_and_the_rest_counted() {
    let text = "{}\n".repeat(60); // two keys are missing in the first line, seven in the others
    let faults = faults(&text);
    assert_eq!((faults.all().len(), faults.more()), (100, 2 + 59 * 7 - 100));
    assert!(faults.to_string().ends_with("\nand 315 more"));
}

#[test]
fn huge_numbers_depth_and_no_text_are_faults() {
    let text = export();
    let first = text.lines().next().expect("a first line");
    let deep = "[".repeat(200_000);
    let number = "9".repeat(400_000);
    for line in [
        deep.clone(),
        format!("{{\"entry\":{deep}"),
        format!("{{\"entry\":{number}}}"),
        format!("{{\"entry\":1e{number}}}"),
        format!("{{\"entry\":-1{}", "}"),
        format!("{{\"{number}\":1}}"),
        "\u{0}".to_owned(),
    ] {
        let faults = faults(&format!("{first}\n{line}\n"));
        assert!(faults.all().iter().all(|fault| fault.line == 2));
        assert!(faults.to_string().len() < 3_000, "cut short");
    }
    let mut bytes = first.as_bytes().to_vec();
    bytes.extend(b"\n{\"entry\":\"\xff\"}\n");
    let faults = journal_lines::read(bytes.as_slice()).expect_err("not UTF-8");
    let found = &faults.all()[0].kind;
    assert!(
        matches!(found, JournalFaultKind::NotUtf8 { after: 10 }),
        "{found}"
    );
}

/// Keeps the book as it stands at the end of a walk.
#[derive(Default)]
struct Last(Option<Book<MemoryStore>>);

impl Watch for Last {
    fn see(&mut self, _: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        self.0 = Some(book.clone());
    }
}

fn book_of(history: &History) -> Book<MemoryStore> {
    let mut last = Last::default();
    walk(history, &[RuleBook::empty()], &mut [&mut last]);
    last.0.expect("the country is set up")
}

fn config() -> ProptestConfig {
    let said = std::env::var("CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: said.unwrap_or(24),
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// Law 29, of journals; any entries may have been redacted.
    #[test]
    fn always_what_goes_out_comes_back(
        history in any_history_with_facts(),
        redacted in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let book = book_of(&history);
        let mut entries = entries_of(&book);
        let replayed = Ledger::replay(book.ledger().header().clone(), &entries);
        prop_assert_eq!(replayed.expect("it holds").head(), book.ledger().head());
        for index in redacted {
            let entry = index.index(entries.len());
            (entries[entry].text, entries[entry].salt) = (None, None);
        }
        let text = written(book.ledger().header(), &entries);
        let (header, again) = journal_lines::read(text.as_bytes()).expect("no faults");
        prop_assert_eq!(&header, book.ledger().header());
        prop_assert_eq!(&again, &entries);
        prop_assert_eq!(written(&header, &again), text);
    }

    /// Law 28, of journals: bytes put in, cut out or changed give a journal or faults.
    #[test]
    fn never_bytes_panic(
        at in any::<prop::sample::Index>(),
        out in 0..40_usize,
        put in prop::collection::vec(any::<u8>(), 0..12),
        alone in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut bytes = export().into_bytes();
        let from = at.index(bytes.len());
        let to = (from + out).min(bytes.len());
        bytes.splice(from..to, put);
        for bytes in [bytes, alone] {
            match journal_lines::read(bytes.as_slice()) {
                Ok((header, entries)) => {
                    let _ = Ledger::replay(header, &entries);
                }
                Err(faults) => prop_assert!(!faults.to_string().is_empty()),
            }
        }
    }
}
