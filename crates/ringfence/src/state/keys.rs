//! The keys of entries, and what each stands for.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Receipt;
use super::index::At;
use super::kept_row::as_rows;
use super::table::Table;
use crate::journal::Key;
use crate::word::{Hash, is_id, quick_hash_of};

/// All keys of a ledger, each found by its text. A book may have one for each entry, so that
/// their texts stand in one run, without a place in memory for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    text: String,
    /// Where each ends in the text.
    ends: Vec<usize>,
    all: Vec<Keyed>,
    places: Table<Keyed>,
}

/// What a key stands for: its receipt, and the hashes of what was said in figures and in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed {
    pub(crate) receipt: Receipt,
    pub(crate) figures: Hash,
    /// Nothing where the words are gone: they can no longer be compared.
    pub(crate) words: Option<Hash>,
}

impl Keys {
    pub(crate) fn add(&mut self, key: &Key, stands_for: Keyed) {
        self.text.push_str(key.as_str());
        self.ends.push(self.text.len());
        self.all.push(stands_for);
        if self.places.is_full_with(self.all.len()) {
            self.place_all();
        } else {
            self.place(At::of_place(self.all.len() - 1), key.quick_hash());
        }
    }

    pub(crate) fn find(&self, key: &Key) -> Option<&Keyed> {
        let is_it = |at| self.text_of(at) == key.as_str();
        let at = self.places.find(key.quick_hash(), is_it)?;
        Some(&self.all[at.place()])
    }

    /// Forgets what was said in words in some entries.
    pub(crate) fn forget_words(&mut self, gone: impl Fn(u64) -> bool) {
        for keyed in self.all.iter_mut().filter(|it| gone(it.receipt.entry)) {
            keyed.words = None;
        }
    }

    fn text_of(&self, at: At<Keyed>) -> &str {
        text_at(&self.text, &self.ends, at.place())
    }

    fn place_all(&mut self) {
        self.places = Table::for_twice(self.all.len());
        for place in 0..self.all.len() {
            let at = At::of_place(place);
            self.place(at, quick_hash_of(self.text_of(at)));
        }
    }

    fn place(&mut self, at: At<Keyed>, hash: u64) {
        let (text, ends) = (&self.text, &self.ends);
        let own = text_at(text, ends, at.place());
        let is_it = |other: At<Keyed>| text_at(text, ends, other.place()) == own;
        self.places.place(at, hash, is_it);
    }
}

fn text_at<'t>(text: &'t str, ends: &[usize], place: usize) -> &'t str {
    let start = place.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start..ends[place]]
}

/// As they are kept: the texts in one run, the length of each, and what each stands for.
#[derive(Serialize)]
struct Written<'l> {
    text: &'l str,
    #[serde(serialize_with = "as_rows::serialize")]
    lengths: Vec<u8>,
    #[serde(serialize_with = "as_rows::serialize")]
    all: &'l [Keyed],
}

#[derive(Deserialize)]
struct Read {
    text: String,
    #[serde(deserialize_with = "as_rows::deserialize")]
    lengths: Vec<u8>,
    #[serde(deserialize_with = "as_rows::deserialize")]
    all: Vec<Keyed>,
}

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let places = 0..self.all.len();
        let length = |place| self.text_of(At::of_place(place)).len() as u8;
        let written = Written {
            text: &self.text,
            lengths: places.map(length).collect(),
            all: &self.all,
        };
        written.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Keys, D::Error> {
        let Read { text, lengths, all } = Read::deserialize(from)?;
        let mut end = 0;
        let mut ends = Vec::with_capacity(lengths.len());
        for length in lengths {
            let start = end;
            end += usize::from(length);
            let key = text.get(start..end).unwrap_or_default();
            if !is_id(key) {
                return Err(D::Error::custom("a key that is none"));
            }
            ends.push(end);
        }
        if end != text.len() || ends.len() != all.len() {
            return Err(D::Error::custom("a key without its receipt"));
        }
        let places = Table::default();
        let mut keys = Keys {
            text,
            ends,
            all,
            places,
        };
        keys.place_all();
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn key(number: u64) -> Key {
        let text = format!("sender-{number}");
        text.parse().expect("a plain id")
    }

    fn of_entry(entry: u64) -> Keyed {
        let (effective, recorded) = (NaiveDate::MIN, NaiveDate::MIN);
        let hash = Hash([7; 32]);
        let receipt = Receipt {
            entry,
            hash,
            effective,
            recorded,
        };
        Keyed {
            receipt,
            figures: hash,
            words: Some(hash),
        }
    }

    fn entry_of(keys: &Keys, number: u64) -> Option<u64> {
        keys.find(&key(number)).map(|it| it.receipt.entry)
    }

    #[test]
    fn each_key_stands_for_its_own_entry_and_so_once_it_is_read_again() {
        let mut keys = Keys::default();
        assert_eq!(entry_of(&keys, 1), None);
        for entry in 1..=3_000 {
            keys.add(&key(entry), of_entry(entry));
            assert_eq!(entry_of(&keys, entry + 1), None);
        }
        let bytes = postcard::to_allocvec(&keys).expect("plain data");
        let again: Keys = postcard::from_bytes(&bytes).expect("it was written");
        for keys in [keys, again] {
            let all = (1..=3_000).all(|entry| entry_of(&keys, entry) == Some(entry));
            assert!(all && entry_of(&keys, 3_001).is_none());
        }
    }

    #[test]
    fn texts_and_lengths_that_do_not_agree_are_refused() {
        let bytes = |text: &str, lengths: Vec<u8>, all: &[Keyed]| {
            let written = Written { text, lengths, all };
            postcard::to_allocvec(&written).expect("plain data")
        };
        let two = [of_entry(1), of_entry(2)];
        let read = |bytes: &[u8]| postcard::from_bytes::<Keys>(bytes).is_ok();
        assert!(read(&bytes("abc", vec![1, 2], &two)));
        assert!(!read(&bytes("abc", vec![1, 3], &two)));
        assert!(!read(&bytes("abc", vec![1, 1], &two)));
        assert!(!read(&bytes("abc", vec![3], &two)));
        assert!(!read(&bytes("abc", vec![0, 3], &two)));
        assert!(!read(&bytes("a c", vec![1, 2], &two)));
        assert!(!read(&bytes("aé", vec![2, 1], &two)));
    }
}
