//! Small numbers that say what a random book is.

/// A row of numbers that is read once. Where it has ended each choice is the first, which is the
/// simplest: a shorter row says a simpler book.
pub(crate) struct Tape<'t> {
    numbers: &'t [u16],
    at: usize,
}

impl Tape<'_> {
    pub(crate) fn of(numbers: &[u16]) -> Tape<'_> {
        Tape { numbers, at: 0 }
    }

    /// A number below another.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % count.max(1)
    }

    /// True one time in so many; false where the tape has ended.
    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) + 1 == count
    }

    /// One of several.
    pub(crate) fn pick<T: Clone>(&mut self, each: &[T]) -> T {
        each[self.below(each.len())].clone()
    }
}
