//! The table behind a list of things that are found by a name.

use super::index::At;

/// A table of at least eight places for seven things. Each place holds a part of the hash of a
/// name and the number of its thing, so that a look-up reads one place and the thing. Where a
/// place is taken the next one is tried.
#[derive(Debug)]
pub(crate) struct Table<T>(Vec<Option<Place<T>>>);

/// Where a thing stands, and a part of the hash of its name.
#[derive(Debug)]
struct Place<T> {
    at: At<T>,
    tag: u32,
}

impl<T> Clone for Place<T> {
    fn clone(&self) -> Place<T> {
        *self
    }
}

impl<T> Copy for Place<T> {}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Table<T> {
        Table(self.0.clone())
    }
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table(Vec::new())
    }
}

impl<T> Table<T> {
    /// A table for so many things, and for as many again.
    pub(crate) fn for_twice(things: usize) -> Table<T> {
        Table(vec![None; (things * 2).next_power_of_two()])
    }

    /// Whether so many things are more than it has places for.
    pub(crate) fn is_full_with(&self, things: usize) -> bool {
        things * 8 > self.0.len() * 7
    }

    /// Gives a thing its place, unless one of the same name has one.
    pub(crate) fn place(&mut self, at: At<T>, hash: u64, is_it: impl Fn(At<T>) -> bool) {
        let tag = tag_of(hash);
        if let Err(free) = self.search(hash, is_it) {
            self.0[free] = Some(Place { at, tag });
        }
    }

    /// The thing whose name has this hash and is the one meant.
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(At<T>) -> bool) -> Option<At<T>> {
        if self.0.is_empty() {
            return None;
        }
        self.search(hash, is_it).ok()
    }

    /// The thing, or the free place that it would have.
    fn search(&self, hash: u64, is_it: impl Fn(At<T>) -> bool) -> Result<At<T>, usize> {
        let last = self.0.len() - 1;
        let mut number = hash as usize & last;
        while let Some(place) = self.0[number] {
            if place.tag == tag_of(hash) && is_it(place.at) {
                return Ok(place.at);
            }
            number = (number + 1) & last;
        }
        Err(number)
    }
}

/// The upper half of a hash; the lower one says where to look.
fn tag_of(hash: u64) -> u32 {
    (hash >> 32) as u32
}
