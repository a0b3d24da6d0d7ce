//! Dense numbers for names, and the quick index that finds them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::sync::Arc;

/// A hash map that is only ever an index: nobody walks it, so that its order never leaks.
pub(crate) type Index<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// A quick hash of short keys; keys are the book's own, so that nobody gains by collisions.
#[derive(Clone, Copy, Default)]
pub(crate) struct QuickHasher(u64);

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(MIX);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u16(&mut self, value: u16) {
        self.mix(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// The dense number of a thing in its list. It counts from 1 inside, so that an optional one
/// takes no more room.
pub(crate) struct At<T> {
    number: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> At<T> {
    pub(crate) fn of_place(place: usize) -> At<T> {
        let number = u32::try_from(place + 1).ok().and_then(NonZeroU32::new);
        At {
            number: number.expect("fewer than 2^32 of a kind"),
            of: PhantomData,
        }
    }

    pub(crate) fn place(self) -> usize {
        self.number.get() as usize - 1
    }
}

impl<T> Clone for At<T> {
    fn clone(&self) -> At<T> {
        *self
    }
}

impl<T> Copy for At<T> {}

impl<T> Default for At<T> {
    fn default() -> At<T> {
        At {
            number: NonZeroU32::MIN,
            of: PhantomData,
        }
    }
}

impl<T> PartialEq for At<T> {
    fn eq(&self, other: &At<T>) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for At<T> {}

impl<T> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &At<T>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for At<T> {
    fn cmp(&self, other: &At<T>) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> std::hash::Hash for At<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.number.get());
    }
}

impl<T> std::fmt::Debug for At<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.number)
    }
}

/// A list of named things, each found by its id.
#[derive(Clone, Debug)]
pub(crate) struct Register<T> {
    all: Vec<T>,
    by_id: Index<Arc<str>, At<T>>,
}

impl<T> Default for Register<T> {
    fn default() -> Register<T> {
        Register {
            all: Vec::new(),
            by_id: Index::default(),
        }
    }
}

impl<T> Register<T> {
    pub(crate) fn add(&mut self, id: Arc<str>, thing: T) -> At<T> {
        let at = At::of_place(self.all.len());
        self.all.push(thing);
        self.by_id.insert(id, at);
        at
    }

    pub(crate) fn find(&self, id: &str) -> Option<At<T>> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (At<T>, &T)> {
        self.all
            .iter()
            .enumerate()
            .map(|(place, thing)| (At::of_place(place), thing))
    }

    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.all.iter_mut()
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

impl<T> std::ops::Index<At<T>> for Register<T> {
    type Output = T;

    fn index(&self, at: At<T>) -> &T {
        &self.all[at.place()]
    }
}

impl<T> std::ops::IndexMut<At<T>> for Register<T> {
    fn index_mut(&mut self, at: At<T>) -> &mut T {
        &mut self.all[at.place()]
    }
}
