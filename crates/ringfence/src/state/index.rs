//! Dense numbers for names, and the quick index that finds them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::table::Table;
use crate::word::{Id, mixed};

/// A hash map that is only ever an index: nobody walks it, so that its order never leaks.
pub(crate) type Index<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// A quick hash of dense numbers and of ids, which bring a hash of their own.
#[derive(Clone, Copy, Default)]
pub(crate) struct QuickHasher(u64);

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = mixed(self.0 ^ word);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
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
        self.0
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

impl<T> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.number.serialize(to)
    }
}

impl<'de, T> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<At<T>, D::Error> {
        let number = NonZeroU32::deserialize(from)?;
        Ok(At {
            number,
            of: PhantomData,
        })
    }
}

/// A named thing, which knows its id.
pub(crate) trait Named {
    /// What its id is marked as.
    type Of;

    fn id(&self) -> &Id<Self::Of>;
}

/// A list of named things, each found by its id.
#[derive(Clone, Debug)]
pub(crate) struct Register<T> {
    all: Vec<T>,
    places: Table<T>,
}

impl<T> Default for Register<T> {
    fn default() -> Register<T> {
        Register {
            all: Vec::new(),
            places: Table::default(),
        }
    }
}

impl<T: Named> Register<T> {
    pub(crate) fn of(all: Vec<T>) -> Register<T> {
        let places = Table::default();
        let mut register = Register { all, places };
        register.place_all();
        register
    }

    pub(crate) fn add(&mut self, thing: T) -> At<T> {
        let at = At::of_place(self.all.len());
        self.all.push(thing);
        if self.places.is_full_with(self.all.len()) {
            self.place_all();
        } else {
            self.place(at);
        }
        at
    }

    fn place_all(&mut self) {
        self.places = Table::for_twice(self.all.len());
        for place in 0..self.all.len() {
            self.place(At::of_place(place));
        }
    }

    /// Gives a thing its place, unless its id has one.
    fn place(&mut self, at: At<T>) {
        let (all, id) = (&self.all, self.all[at.place()].id());
        let hash = id.quick_hash();
        self.places.place(at, hash, |at| all[at.place()].id() == id);
    }

    pub(crate) fn find(&self, id: &Id<T::Of>) -> Option<At<T>> {
        self.places.find(id.quick_hash(), |at| self[at].id() == id)
    }
}

impl<T> Register<T> {
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

/// The things alone: where they stand is found again as they are read.
impl<T: Serialize> Serialize for Register<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(to)
    }
}

impl<'de, T: Named + Deserialize<'de>> Deserialize<'de> for Register<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Register<T>, D::Error> {
        Vec::deserialize(from).map(Register::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing(Id<()>);

    impl Named for Thing {
        type Of = ();

        fn id(&self) -> &Id<()> {
            &self.0
        }
    }

    fn id(number: usize) -> Id<()> {
        format!("thing-{number}").parse().expect("a plain id")
    }

    #[test]
    fn each_of_many_things_is_found_by_its_id_and_no_other_is() {
        let mut register = Register::default();
        assert!(register.find(&id(0)).is_none());
        for number in 0..10_000 {
            let at = register.add(Thing(id(number)));
            assert_eq!(at.place(), number);
            assert!(register.find(&id(number + 1)).is_none());
        }
        for number in 0..10_000 {
            assert_eq!(register.find(&id(number)).map(At::place), Some(number));
        }
    }
}
