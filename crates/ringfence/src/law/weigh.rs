//! Weighing what is not known: it matters only where it changes the answer.

/// More unknowns than this are not weighed against each other: all of them are asked for.
pub(super) const UNKNOWNS_WEIGHED: usize = 10;

/// An answer, and the unknowns that change it.
pub(super) struct Weighed<A> {
    /// What is answered where each unknown is its first way.
    pub(super) first: A,
    /// The places of those that matter.
    pub(super) mattering: Vec<usize>,
}

/// Answers for each way, one bit an unknown, in which so many unknowns could turn out.
pub(super) fn weighed<A: PartialEq>(unknowns: usize, answer: impl Fn(usize) -> A) -> Weighed<A> {
    if unknowns > UNKNOWNS_WEIGHED {
        return Weighed {
            first: answer(0),
            mattering: (0..unknowns).collect(),
        };
    }
    let count = 1_usize << unknowns;
    let mut each: Vec<A> = (0..count).map(answer).collect();
    let differs = |way: usize, bit: usize| each[way] != each[way ^ (1 << bit)];
    let matters = |bit: &usize| (0..count).any(|way| differs(way, *bit));
    let mattering = (0..unknowns).filter(matters).collect();
    Weighed {
        first: each.swap_remove(0),
        mattering,
    }
}

/// Whether an unknown turns out the second way.
pub(super) fn is_second(way: usize, unknown: usize) -> bool {
    unknown < UNKNOWNS_WEIGHED && way & (1 << unknown) != 0
}
