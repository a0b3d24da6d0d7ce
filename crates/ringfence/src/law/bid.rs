//! What clauses bring to the outcomes that caps count, and what a cap takes of it.

use super::Outcome;
use super::claim::CapSeat;
use super::decide::Taken;

/// What one clause brings to an outcome; or what of that is above a cap, and comes to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bid {
    /// The place of the clause among the exceptions in force; nothing for the base case.
    pub(super) standing: Option<usize>,
    pub(super) outcome: Outcome,
    /// In pence.
    pub(super) size: i64,
    /// The place of the cap above which it is.
    pub(super) above: Option<usize>,
}

/// What clauses bring to outcomes, from the uppermost down.
pub(super) fn bids_of(taken: &[Taken<'_>]) -> Vec<Bid> {
    let bid = |one: &Taken<'_>| {
        Some(Bid {
            standing: one.standing,
            outcome: one.effect?.outcome()?,
            size: one.size.pence(),
            above: None,
        })
    };
    taken.iter().filter_map(bid).collect()
}

/// How much a cap counts of them.
pub(super) fn counted(bids: &[Bid], cap: &CapSeat<'_>) -> i64 {
    let counted = bids.iter().filter(|bid| cap.counts(bid));
    counted.map(|bid| bid.size).sum()
}

/// How much they bring in all.
pub(super) fn sum_of(bids: &[Bid]) -> i64 {
    bids.iter().map(|bid| bid.size).sum()
}

/// Takes what is above a cap from what it counts, the lowest clause first. What is taken comes to
/// another outcome, which a later cap may count.
pub(super) fn cut(bids: &mut Vec<Bid>, cap: &CapSeat<'_>, above: i64) {
    let mut left = above;
    for at in (0..bids.len()).rev() {
        let bid = &mut bids[at];
        let less = left.min(bid.size);
        if less == 0 || !cap.counts(bid) {
            continue;
        }
        bid.size -= less;
        left -= less;
        let lost = Bid {
            outcome: cap.excess,
            size: less,
            above: Some(cap.place),
            ..*bid
        };
        bids.insert(at + 1, lost);
    }
}

/// What is left of them where a cap takes all or nothing of each that it counts, the lowest first.
/// What another cap would count of them lies between these, however much this one takes.
pub(super) fn cuts(bids: &[Bid], cap: &CapSeat<'_>) -> Vec<Vec<Bid>> {
    let counted = bids.iter().rev().filter(|bid| cap.counts(bid));
    let sums = counted.scan(0, |sum, bid| {
        *sum += bid.size;
        Some(*sum)
    });
    let cut = |above| {
        let mut left = bids.to_vec();
        cut(&mut left, cap, above);
        left.retain(|bid| bid.size > 0);
        left
    };
    std::iter::once(0).chain(sums).map(cut).collect()
}
