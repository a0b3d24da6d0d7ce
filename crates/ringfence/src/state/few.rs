//! A short list that needs no memory of its own.

/// A list that keeps up to `N` values in place and moves to the heap only beyond that, so that
/// an ordinary posting allocates nothing.
#[derive(Clone, Debug)]
pub(crate) struct Few<T, const N: usize> {
    here: [T; N],
    count: usize,
    beyond: Vec<T>,
}

impl<T: Copy + Default, const N: usize> Default for Few<T, N> {
    fn default() -> Few<T, N> {
        Few {
            here: [T::default(); N],
            count: 0,
            beyond: Vec::new(),
        }
    }
}

impl<T: Copy + Default, const N: usize> Few<T, N> {
    pub(crate) fn push(&mut self, value: T) {
        if self.count < N {
            self.here[self.count] = value;
        } else {
            if self.count == N {
                self.beyond.extend_from_slice(&self.here);
            }
            self.beyond.push(value);
        }
        self.count += 1;
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        if self.count <= N {
            &self.here[..self.count]
        } else {
            &self.beyond
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        if self.count <= N {
            &mut self.here[..self.count]
        } else {
            &mut self.beyond
        }
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.as_slice().iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_in_order_on_both_sides_of_the_edge() {
        let mut few = Few::<u8, 2>::default();
        for value in 1..=5 {
            few.push(value);
            assert_eq!(few.as_slice(), (1..=value).collect::<Vec<_>>());
        }
        few.as_mut_slice()[4] = 9;
        assert_eq!(few.iter().last(), Some(&9));
    }
}
