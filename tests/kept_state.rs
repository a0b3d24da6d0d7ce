//! The state of a ledger as bytes: the ledgers of the seeds come back the same, and bytes that
//! nobody wrote give an error or a ledger, never a panic.

use std::fs;
use std::path::Path;

use ringfence::journal::Header;
use ringfence::state::{Closing, Ledger, Selection};
use ringfence::word::Hash;
use ringfence_formats::{SeedFolder, SeedStep};
use ringfence_store::{Book, MemoryStore, Step};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

struct State<'l>(&'l Ledger);

impl Serialize for State<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_state(to)
    }
}

#[derive(Debug)]
struct Again(Ledger);

impl<'de> Deserialize<'de> for Again {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Again, D::Error> {
        Ledger::read_state(from).map(Again)
    }
}

fn bytes_of(ledger: &Ledger) -> Vec<u8> {
    postcard::to_allocvec(&State(ledger)).expect("a ledger is plain data")
}

fn read(bytes: &[u8]) -> Result<Ledger, postcard::Error> {
    postcard::from_bytes(bytes).map(|Again(ledger)| ledger)
}

fn seed(folder: &str) -> Ledger {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = SeedFolder::read(root.join("seeds").join(folder)).expect("a seed without faults");
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty book");
    let steps = seed.rows.iter().map(|row| match &row.step {
        SeedStep::Post(draft) => Step::Post(draft.clone()),
        SeedStep::Close {
            year,
            effective,
            book,
        } => Step::Close {
            year: *year,
            book: (**book).clone(),
            closing: Closing::on(*effective),
        },
    });
    let steps: Vec<Step> = steps.collect();
    book.post_all(&steps).expect("a seed that posts");
    book.ledger().clone()
}

#[test]
fn the_ledgers_of_the_seeds_come_back_from_their_bytes() {
    for folder in ["aberwen", "wales"] {
        let ledger = seed(folder);
        let bytes = bytes_of(&ledger);
        let again = read(&bytes).expect("it was written");
        assert_eq!(again.head(), ledger.head());
        assert!(bytes_of(&again) == bytes, "{folder}: a state has one form");
        let of = |ledger: &Ledger| ledger.positions(&Selection::default()).expect("positions");
        assert_eq!(of(&again), of(&ledger), "{folder}");
    }
}

/// The number stands first. It is raised where the same entries come to other bytes than those
/// that were recorded.
#[test]
fn another_form_of_a_state_has_another_number() {
    let ledger = seed("aberwen");
    let bytes = bytes_of(&ledger);
    let head = format!("head {}", ledger.head().hash);
    let form = format!("form {} {}", bytes[0], Hash::of(&[&bytes]));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept_state/form.txt");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = kept.lines();
    let (head_was, form_was) = (lines.next(), lines.next().unwrap_or_default());
    if head_was == Some(head.as_str()) && form_was != form {
        let number = |form: &str| form.split(' ').nth(1).map(str::to_owned);
        assert_ne!(
            number(form_was),
            number(&form),
            "the same entries come to other bytes: raise FORM in state/kept_state.rs"
        );
    }
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.with_file_name("")).expect("a folder");
        fs::write(&path, format!("{head}\n{form}\n")).expect("a page is written");
    } else {
        assert_eq!(kept, format!("{head}\n{form}\n"), "record it by make bless");
    }
    let mut other = bytes;
    other[0] += 1;
    assert!(read(&other).is_err(), "another form is refused");
}

#[test]
fn bytes_cut_short_are_refused_wherever_they_end() {
    let bytes = bytes_of(&seed("aberwen"));
    let places = (0..bytes.len()).step_by(bytes.len().div_ceil(1_000));
    for end in places.chain([bytes.len() - 1]) {
        assert!(
            read(&bytes[..end]).is_err(),
            "cut at {end} of {}",
            bytes.len()
        );
    }
}

#[test]
fn a_thousand_flipped_bits_give_an_error_or_a_ledger() {
    let bytes = bytes_of(&seed("aberwen"));
    let mut drawn: u64 = 20_261_127;
    let mut below = |edge: usize| {
        // The constants of Knuth's MMIX.
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005);
        drawn = drawn.wrapping_add(1_442_695_040_888_963_407);
        (drawn >> 33) as usize % edge
    };
    let mut refused = 0;
    for _ in 0..1_000 {
        let mut flipped = bytes.clone();
        flipped[below(bytes.len())] ^= 1 << below(8);
        match read(&flipped) {
            // What a question says of it is as false as its bytes; it is answered all the same.
            Ok(ledger) => drop(ledger.positions(&Selection::default())),
            Err(_) => refused += 1,
        }
    }
    assert!(
        refused > 200,
        "numbers that lead nowhere are found: {refused}"
    );
}
