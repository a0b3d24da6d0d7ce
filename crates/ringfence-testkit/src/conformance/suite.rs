//! The promises, each with its check.

use super::breach::{Kept, KeptByTwo, Tried};
use super::{Breach, Report, StoreMaker, append, begin, key, last, read, redaction, turn};

/// A promise and its check.
struct Promise<M> {
    says: &'static str,
    check: Check<M>,
}

/// What a promise is tried with.
enum Check<M> {
    OneWriter(fn(&mut M) -> Kept),
    TwoWriters(fn(&mut M) -> KeptByTwo),
}

/// Tries every promise on fresh stores: all are kept, or the ones that are not.
///
/// ```
/// use ringfence_testkit::conformance::{InMemory, hold};
///
/// let report = hold(&mut InMemory).expect("a store in memory keeps all of them");
/// assert!(report.to_string().contains("a batch is kept whole or not at all"));
/// // It has one writer: what is promised of two is not tried, and the report says so.
/// assert!(report.not_tried.contains(&"of two writers at one head one appends"));
/// ```
///
/// # Errors
/// Each promise that is broken, with what was expected and what was found.
pub fn hold<M: StoreMaker>(maker: &mut M) -> Result<Report, Vec<Breach>> {
    let (mut promises, mut not_tried, mut breaches) = (Vec::new(), Vec::new(), Vec::new());
    for Promise { says, check } in all::<M>() {
        let kept = match check {
            Check::OneWriter(keeps) => keeps(maker).map(|()| Tried::Yes),
            Check::TwoWriters(keeps) => keeps(maker),
        };
        match kept {
            Ok(Tried::Yes) => promises.push(says),
            Ok(Tried::No) => not_tried.push(says),
            Err(found) => breaches.push(Breach {
                promise: says,
                expected: found.expected,
                found: found.found,
            }),
        }
    }
    if breaches.is_empty() {
        return Ok(Report {
            promises,
            not_tried,
        });
    }
    Err(breaches)
}

/// A promise that one writer can try.
fn one<M>(says: &'static str, keeps: fn(&mut M) -> Kept) -> Promise<M> {
    let check = Check::OneWriter(keeps);
    Promise { says, check }
}

/// A promise that needs a second one.
fn two<M>(says: &'static str, keeps: fn(&mut M) -> KeptByTwo) -> Promise<M> {
    let check = Check::TwoWriters(keeps);
    Promise { says, check }
}

fn all<M: StoreMaker>() -> Vec<Promise<M>> {
    let mut all = of_entries();
    all.extend(of_what_lasts());
    all.extend(of_words());
    all
}

fn of_entries<M: StoreMaker>() -> Vec<Promise<M>> {
    vec![
        one(
            "nothing is there before a book begins",
            begin::before_it_begins,
        ),
        one("a book begins once", begin::begins_once),
        one("a header comes back as it was", begin::header_comes_back),
        one(
            "an append moves the head to its last entry",
            append::head_moves,
        ),
        one(
            "an append under another head is refused",
            append::only_under_the_head,
        ),
        two(
            "of two writers at one head one appends",
            append::one_of_two_writers,
        ),
        one("a batch is kept whole or not at all", append::all_or_none),
        one("a batch comes back whole", append::whole_batches),
        one(
            "a batch of nothing changes nothing",
            append::nothing_in_a_batch,
        ),
        one(
            "a batch may have ten thousand entries",
            append::ten_thousand,
        ),
        one(
            "a key finds its entry and no other",
            key::each_key_finds_its_entry,
        ),
        one("a key stands for one entry", key::one_entry_a_key),
        one(
            "pages of any size add up to the journal",
            read::pages_of_any_size,
        ),
        one("what follows any number is read", read::after_any_number),
        one("entries come back byte for byte", read::byte_for_byte),
        one("words of every kind come back", read::words_of_every_kind),
    ]
}

fn of_what_lasts<M: StoreMaker>() -> Vec<Promise<M>> {
    vec![
        one(
            "a cut after any write loses nothing",
            last::a_cut_after_every_write,
        ),
        one("a snapshot is a book in SQLite", last::a_snapshot_is_a_book),
        one(
            "a kept state is the last one or none",
            last::the_last_state_that_was_kept,
        ),
        one("a turn is taken and given back", turn::turns),
        one(
            "a refused draft gives the turn back",
            turn::a_refusal_gives_the_turn_back,
        ),
        two(
            "a refused draft leaves the turn to others",
            turn::a_refusal_leaves_the_turn_to_others,
        ),
    ]
}

fn of_words<M: StoreMaker>() -> Vec<Promise<M>> {
    vec![
        one(
            "the words that a redaction names are gone",
            redaction::words_go,
        ),
        one(
            "the salt of words that are gone is gone",
            redaction::salt_goes,
        ),
        one(
            "a redaction takes no other words",
            redaction::other_words_stay,
        ),
        one(
            "a redaction leaves figures, keys and chain as they are",
            redaction::figures_stay,
        ),
        two(
            "words that are gone are read by no other writer",
            redaction::no_writer_reads_them,
        ),
        one(
            "a redaction under another head takes nothing",
            redaction::only_under_the_head,
        ),
        one(
            "a redaction in a batch that is refused takes nothing",
            redaction::all_or_none,
        ),
        one(
            "words that are gone are in no kept state",
            redaction::no_state_holds_them,
        ),
        one(
            "words that are gone are in no snapshot",
            redaction::no_snapshot_holds_them,
        ),
        one(
            "a journal without some of its words is kept",
            redaction::is_kept_without_words,
        ),
    ]
}
