//! The promises, each with its check.

use super::breach::Kept;
use super::{Breach, Report, StoreMaker, append, begin, key, last, read, turn};

/// A promise and its check.
type Promise<M> = (&'static str, fn(&mut M) -> Kept);

/// Tries every promise on fresh stores: all are kept, or the ones that are not.
///
/// ```
/// use ringfence_testkit::conformance::{InMemory, hold};
///
/// let report = hold(&mut InMemory).expect("a store in memory keeps all of them");
/// assert!(report.to_string().contains("a batch is kept whole or not at all"));
/// ```
///
/// # Errors
/// Each promise that is broken, with what was expected and what was found.
pub fn hold<M: StoreMaker>(maker: &mut M) -> Result<Report, Vec<Breach>> {
    let (mut promises, mut breaches) = (Vec::new(), Vec::new());
    for (promise, keeps) in all::<M>() {
        promises.push(promise);
        if let Err(found) = keeps(maker) {
            breaches.push(Breach {
                promise,
                expected: found.expected,
                found: found.found,
            });
        }
    }
    if breaches.is_empty() {
        return Ok(Report { promises });
    }
    Err(breaches)
}

fn all<M: StoreMaker>() -> Vec<Promise<M>> {
    vec![
        (
            "nothing is there before a book begins",
            begin::before_it_begins,
        ),
        ("a book begins once", begin::begins_once),
        ("a header comes back as it was", begin::header_comes_back),
        (
            "an append moves the head to its last entry",
            append::head_moves,
        ),
        (
            "an append under another head is refused",
            append::only_under_the_head,
        ),
        (
            "of two writers at one head one appends",
            append::one_of_two_writers,
        ),
        ("a batch is kept whole or not at all", append::all_or_none),
        ("a batch comes back whole", append::whole_batches),
        (
            "a batch of nothing changes nothing",
            append::nothing_in_a_batch,
        ),
        (
            "a batch may have ten thousand entries",
            append::ten_thousand,
        ),
        (
            "a key finds its entry and no other",
            key::each_key_finds_its_entry,
        ),
        ("a key stands for one entry", key::one_entry_a_key),
        (
            "pages of any size add up to the journal",
            read::pages_of_any_size,
        ),
        ("what follows any number is read", read::after_any_number),
        ("entries come back byte for byte", read::byte_for_byte),
        ("words of every kind come back", read::words_of_every_kind),
        (
            "a cut after any write loses nothing",
            last::a_cut_after_every_write,
        ),
        ("a snapshot is a book in SQLite", last::a_snapshot_is_a_book),
        (
            "a kept state is the last one or none",
            last::the_last_state_that_was_kept,
        ),
        ("a turn is taken and given back", turn::turns),
        (
            "a refused draft leaves the turn to others",
            turn::a_refusal_leaves_the_turn,
        ),
    ]
}
