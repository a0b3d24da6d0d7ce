//! What an item may give to a cover, and which lines have it.

use super::want::Want;
use crate::law::{CoverGift, Outcome};
use crate::word::Money;

/// What one item may give.
pub(super) struct Gift {
    pub(super) place: usize,
    pub(super) source: usize,
    pub(super) of: Outcome,
    pub(super) had: i64,
    pub(super) gave: i64,
    pub(super) to: Vec<CoverGift>,
}

/// Which line has what of which item: the sources one after another, the lines one after another.
pub(super) fn give(gifts: &mut [Gift], wants: &[Want], has: &[i64]) {
    let lines = wants.iter().zip(has);
    let lines = lines.filter_map(|(want, has)| want.line.as_ref().map(|line| (line, *has)));
    let mut lines = lines.filter(|(_, has)| *has > 0);
    let mut next = lines.next();
    for gift in gifts {
        let mut left = gift.gave;
        while let Some((line, has)) = next.filter(|_| left > 0) {
            let part = left.min(has);
            gift.to.push(CoverGift {
                body: line.0.clone(),
                stream: line.1.clone(),
                amount: pounds(part),
            });
            left -= part;
            next = match has - part {
                0 => lines.next(),
                rest => Some((line, rest)),
            };
        }
    }
}

pub(super) fn pounds(pence: i64) -> Money {
    Money::from_pence(pence).unwrap_or(Money::MAX)
}
