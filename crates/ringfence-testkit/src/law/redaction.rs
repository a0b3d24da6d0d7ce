//! Laws of words that were taken away.

use chrono::NaiveDate;
use ringfence::journal::{Draft, Entry, JournalError};
use ringfence::law::RuleBook;
use ringfence::state::{Checked, Ledger, Selection};
use ringfence::view;
use ringfence::word::Hash;
use ringfence_store::{Book, MemoryStore};

use super::known::{Rows, without_what_is_said};
use super::walk::in_words;
use super::{Seen, Tally, Watch, walk};
use crate::generate::{Country, History};
use crate::model::Model;

/// Laws 24 to 26 of a redaction: it changes no figure; the ledger after it is the one that a
/// journal without those words gives, to the last of its parts; and a key goes on comparing
/// figures.
pub fn always_a_redaction_takes_words_alone(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut WordsAlone])
}

pub(super) struct WordsAlone;

impl Watch for WordsAlone {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        match seen {
            Seen::Draft {
                draft,
                before,
                verdict: Ok(receipt),
                ..
            } if !draft.act.redacts().is_empty() => {
                if receipt.entry <= before.head().entry {
                    return;
                }
                let on = before.head().recorded;
                assert_eq!(
                    figures(before, on),
                    figures(book.ledger(), on),
                    "{}",
                    in_words(draft)
                );
                is_replayed_without_words(book, model);
                keys_compare_figures(book, model);
            }
            Seen::Close { .. } if !model.redacted.is_empty() => {
                is_replayed_without_words(book, model);
            }
            _ => {}
        }
    }
}

/// What stands on a day and what is found on it: that the days go on is none of the redaction's
/// doing. In its words a finding calls a letter by its name, and that goes.
fn figures(ledger: &Ledger, on: NaiveDate) -> [Rows; 2] {
    let of = Selection {
        as_at: Some(on),
        ..Selection::default()
    };
    let positions = view::positions(ledger, &of).expect("sums in range").rows;
    let findings = view::findings(ledger, Some(on)).expect("sums in range");
    [positions, without_what_is_said(findings)]
}

/// Law 25: as if the words had never been there, in every part that a ledger has.
fn is_replayed_without_words(book: &Book<MemoryStore>, model: &Model) {
    let mut entries = book.entries().expect("it reads");
    for entry in entries.iter_mut() {
        if model.redacted.contains(&entry.number) {
            (entry.text, entry.salt) = (None, None);
        }
    }
    let live = book.ledger();
    let again = Ledger::replay_whole(live.header().clone(), &entries);
    let again = again.expect("words are missing only where an entry redacts them");
    let said = format!("{live:?}");
    assert_eq!(
        said,
        format!("{again:?}"),
        "live (left), without words (right)"
    );
    for gone in &model.redacted {
        let words = format!(" of entry {gone}.");
        assert!(!said.contains(&words), "words{words}");
    }
}

/// Law 26: what was posted under a key and has no words any more is known by its figures.
fn keys_compare_figures(book: &Book<MemoryStore>, model: &Model) {
    for (number, before) in model.keys.values() {
        if !model.redacted.contains(number) {
            continue;
        }
        let mut again = before.clone();
        again.text.note = Some("other words".into());
        match book.ledger().check(&again) {
            Ok(Checked::Unchanged(receipt)) => assert_eq!(receipt.entry, *number),
            other => panic!("{other:?} for {}", in_words(&again)),
        }
        // What is set up without a day counts from the first.
        let day = before.effective.unwrap_or(Country::first_day());
        let other = Draft {
            effective: day.succ_opt(),
            ..before.clone()
        };
        let refused = book.ledger().check(&other).expect_err("other figures");
        let codes = [refused.first()].into_iter().chain(refused.others());
        let mut codes = codes.map(|it| it.code());
        assert!(
            codes.any(|code| code == "key_conflict"),
            "{}",
            in_words(&other)
        );
    }
}

/// Law 27, of a journal at hand: each single bit of an entry that changed is found, and so is one
/// that is missing, doubled or in another's place; words that are missing are, where no entry
/// redacts them. Each is found at the first entry that is not what or where it was. Entries cut
/// off at the end are not: only a head that somebody kept shows these.
pub fn always_a_changed_byte_breaks_the_chain(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut Broken::default()])
}

#[derive(Default)]
pub(super) struct Broken {
    steps: u32,
}

impl Watch for Broken {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        self.steps += 1;
        let due = matches!(seen, Seen::Close { .. }) || self.steps.is_multiple_of(50);
        if !due {
            return;
        }
        let mut entries = book.entries().expect("it reads");
        for entry in entries.iter_mut() {
            if model.redacted.contains(&entry.number) {
                (entry.text, entry.salt) = (None, None);
            }
        }
        let ledger = book.ledger();
        // Any entry but the last, as the head has it.
        let hash = ledger.head().hash.to_string();
        let mix = |sum: usize, byte: u8| (sum * 31 + usize::from(byte)) % 1_000_003;
        let drawn = hash.bytes().fold(0, mix);
        let place = drawn % (entries.len() - 1);
        every_bit_counts(&entries, place, ledger);
        every_place_counts(&entries, place, ledger);
    }
}

/// The entry at which a journal is found not to hold; nothing where it holds.
fn found_at(ledger: &Ledger, entries: &[Entry]) -> Option<u64> {
    match Ledger::replay_whole(ledger.header().clone(), entries) {
        Ok(_) => None,
        Err(
            JournalError::OutOfOrder { entry }
            | JournalError::Changed { entry, .. }
            | JournalError::Unreadable { entry, .. }
            | JournalError::Contradiction { entry, .. }
            | JournalError::WordsMissing { entry },
        ) => Some(entry),
    }
}

fn every_bit_counts(entries: &[Entry], place: usize, ledger: &Ledger) {
    let entry = &entries[place];
    let genesis = || ledger.header().genesis();
    let previous = place
        .checked_sub(1)
        .map_or_else(genesis, |it| entries[it].hash);
    let number = entry.number;
    entry
        .verify(number, previous)
        .expect("it is as it was written");
    let broken = |changed: Entry, what: &str| {
        let verified = changed.verify(number, previous);
        assert!(verified.is_err(), "{what} of entry {number}: {changed:?}");
    };
    for header in each_bit_of_text(&entry.header) {
        broken(
            Entry {
                header,
                ..entry.clone()
            },
            "header",
        );
    }
    for figures in each_bit_of_text(&entry.figures) {
        broken(
            Entry {
                figures,
                ..entry.clone()
            },
            "figures",
        );
    }
    for text in entry.text.as_deref().into_iter().flat_map(each_bit_of_text) {
        let text = Some(text);
        broken(
            Entry {
                text,
                ..entry.clone()
            },
            "text",
        );
    }
    every_bit_of_its_place_counts(entry, previous);
    // One of them in the whole journal: nothing hides what verifying the entry says.
    let mut changed = entries.to_vec();
    let figures = each_bit_of_text(&entry.figures).last();
    changed[place].figures = figures.expect("figures are not empty");
    assert_eq!(found_at(ledger, &changed), Some(number), "changed figures");
}

fn every_bit_of_its_place_counts(entry: &Entry, previous: Hash) {
    let broken = |changed: Entry, what: &str| {
        let verified = changed.verify(entry.number, previous);
        assert!(verified.is_err(), "{what}: {changed:?}");
    };
    if let Some(salt) = entry.salt {
        for (byte, bit) in bits(salt.0.len()) {
            let mut salt = salt;
            salt.0[byte] ^= bit;
            let salt = Some(salt);
            broken(
                Entry {
                    salt,
                    ..entry.clone()
                },
                "salt",
            );
        }
    }
    for (byte, bit) in bits(entry.hash.0.len()) {
        let mut changed = entry.clone();
        changed.hash.0[byte] ^= bit;
        broken(changed, "hash");
        let mut changed = entry.clone();
        changed.text_hash.0[byte] ^= bit;
        broken(changed, "hash of the text");
    }
    for bit in 0..u64::BITS {
        let number = entry.number ^ (1 << bit);
        broken(
            Entry {
                number,
                ..entry.clone()
            },
            "number",
        );
    }
}

fn bits(bytes: usize) -> impl Iterator<Item = (usize, u8)> {
    (0..bytes).flat_map(|byte| (0..8).map(move |bit| (byte, 1 << bit)))
}

/// A text with one bit changed, as long as it is a text at all: what is none, nobody can read.
fn each_bit_of_text(text: &str) -> impl Iterator<Item = Box<str>> {
    bits(text.len()).filter_map(|(byte, bit)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[byte] ^= bit;
        String::from_utf8(bytes).ok().map(String::into_boxed_str)
    })
}

fn every_place_counts(entries: &[Entry], place: usize, ledger: &Ledger) {
    let number = entries[place].number;
    let found = |change: &dyn Fn(&mut Vec<Entry>)| {
        let mut changed = entries.to_vec();
        change(&mut changed);
        found_at(ledger, &changed)
    };
    assert_eq!(found(&|_| {}), None, "it is as it was written");
    let dropped = found(&|all| drop(all.remove(place)));
    assert_eq!(dropped, Some(number), "entry {number} dropped");
    let swapped = found(&|all| all.swap(place, place + 1));
    assert_eq!(swapped, Some(number), "entry {number} and the next swapped");
    let doubled = found(&|all| all.insert(place, all[place].clone()));
    assert_eq!(doubled, Some(number + 1), "entry {number} doubled");
    let moved = found(&|all| all.insert(place, all[all.len() - 1].clone()));
    assert_eq!(
        moved,
        Some(number),
        "the last entry put before entry {number}"
    );
    if entries[place].text.is_some() {
        let wordless = found(&|all| (all[place].text, all[place].salt) = (None, None));
        assert_eq!(
            wordless,
            Some(number),
            "the words of entry {number} missing"
        );
        let textless = found(&|all| all[place].text = None);
        assert_eq!(textless, Some(number), "the text of entry {number} missing");
        let saltless = found(&|all| all[place].salt = None);
        assert_eq!(saltless, Some(number), "the salt of entry {number} missing");
    }
    // What is cut off at the end, the chain does not show; a head that was kept does.
    let mut cut = entries.to_vec();
    cut.pop();
    let shorter = Ledger::replay(ledger.header().clone(), &cut).expect("a chain all the same");
    assert_ne!(shorter.head(), ledger.head());
}
