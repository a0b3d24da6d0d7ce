//! The parts of a promise.

use serde::{Deserialize, Serialize};

use super::record::Part;

/// The parts of a promise, in the order in which they were taken. Nearly every promise has one,
/// which stands in place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) enum Parts {
    #[default]
    None,
    One(Part),
    Several(Box<[Part]>),
}

impl Parts {
    pub(crate) fn push(&mut self, part: Part) {
        *self = match std::mem::take(self) {
            Parts::None => Parts::One(part),
            Parts::One(first) => Parts::Several(Box::new([first, part])),
            Parts::Several(all) => {
                let mut all = all.into_vec();
                all.push(part);
                Parts::Several(all.into_boxed_slice())
            }
        };
    }

    /// Keeps the first parts, so many.
    pub(crate) fn truncate(&mut self, count: usize) {
        let mut kept = Parts::default();
        for part in self.iter().take(count) {
            kept.push(*part);
        }
        *self = kept;
    }

    pub(crate) fn as_slice(&self) -> &[Part] {
        match self {
            Parts::None => &[],
            Parts::One(part) => std::slice::from_ref(part),
            Parts::Several(all) => all,
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [Part] {
        match self {
            Parts::None => &mut [],
            Parts::One(part) => std::slice::from_mut(part),
            Parts::Several(all) => all,
        }
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Part> {
        self.as_slice().iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_in_order_however_many_there_are() {
        let mut parts = Parts::default();
        let mut opens = Vec::new();
        for open in 1..=4 {
            parts.push(Part {
                open,
                ..Part::default()
            });
            opens.push(open);
            let stood: Vec<i64> = parts.iter().map(|part| part.open).collect();
            assert_eq!(stood, opens);
        }
        parts.as_mut_slice()[3].open = 9;
        assert_eq!(parts.iter().last().map(|part| part.open), Some(9));
        for count in (0..4).rev() {
            parts.truncate(count);
            assert_eq!(parts.iter().count(), count);
        }
    }
}
