//! The sums of the vocabulary: eighteen of them, each of the line, of its stream at its body, at
//! all that its accountable body answers for, of the whole stream, and at the body above.

use super::vocabulary::{FactEntry, one};
use super::vocabulary_ledger::SUMS_OF_LEDGER;
use super::{FactName, FactType};
use FactName as F;

/// How many sums there are of each scope.
pub(super) const SUMS: usize = 18;

/// How many scopes there are.
pub(super) const SCOPES: usize = Scope::ALL.len();

/// What a sum is summed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The line of the item.
    Line,
    /// The lines of its stream at its body.
    Body,
    /// The lines of its stream at all bodies that its accountable body answers for.
    Accountable,
    /// All lines of its stream.
    Stream,
    /// The lines of its stream at the body above its body.
    Parent,
}

impl Scope {
    /// How many sums each has.
    pub(crate) const SUMS: usize = SUMS;

    /// Every scope.
    pub(crate) const ALL: [Scope; 5] = [
        Scope::Line,
        Scope::Body,
        Scope::Accountable,
        Scope::Stream,
        Scope::Parent,
    ];

    /// Its sums, in the order of [`MEANINGS`].
    pub(crate) fn facts(self) -> impl Iterator<Item = FactName> {
        let of_scope = OF_SCOPES[self as usize].1.iter();
        of_scope.map(|(fact, _)| *fact)
    }

    /// The same sums of the lines that a duty looks at.
    pub(crate) fn of_ledger() -> impl Iterator<Item = FactName> {
        SUMS_OF_LEDGER.iter().map(|(fact, _)| *fact)
    }
}

pub(super) const MEANINGS: [&str; SUMS] = [
    "given by letters, less what was taken back; what is passed down counts on each tier",
    "added by partners, as far as it is authority",
    "given to bodies below",
    "vired to it",
    "vired from it",
    "rolled over from the year before",
    "re-provided: given up below nought, given again above",
    "taken first for the deficit of the year before",
    "spending power in force",
    "free; below nought where it is over-committed",
    "tied to projects",
    "held",
    "committed, slippage of the year included",
    "cost of the year",
    "authority less cost",
    "released, where the stream requires release",
    "cost charged to what was released",
    "given by letters, less what was given to bodies below: over several tiers each pound once",
];

type OfScope = (&'static str, [(FactName, &'static str); SUMS]);

const OF_SCOPES: [OfScope; 5] = [
    (
        "the line",
        [
            (F::LineAllocated, "line.allocated"),
            (F::LineContributed, "line.contributed"),
            (F::LinePassedDown, "line.passed_down"),
            (F::LineViredIn, "line.vired_in"),
            (F::LineViredOut, "line.vired_out"),
            (F::LineRolledIn, "line.rolled_in"),
            (F::LineReProvided, "line.re_provided"),
            (F::LineFirstCall, "line.first_call"),
            (F::LineAuthority, "line.authority"),
            (F::LineAvailable, "line.available"),
            (F::LineEarmarked, "line.earmarked"),
            (F::LineHeld, "line.held"),
            (F::LineCommitted, "line.committed"),
            (F::LineSpent, "line.spent"),
            (F::LineUnspent, "line.unspent"),
            (F::LineReleased, "line.released"),
            (F::LineDrawn, "line.drawn"),
            (F::LineNetAllocated, "line.net_allocated"),
        ],
    ),
    (
        "all lines of the stream at the body",
        [
            (F::BodyAllocated, "body.allocated"),
            (F::BodyContributed, "body.contributed"),
            (F::BodyPassedDown, "body.passed_down"),
            (F::BodyViredIn, "body.vired_in"),
            (F::BodyViredOut, "body.vired_out"),
            (F::BodyRolledIn, "body.rolled_in"),
            (F::BodyReProvided, "body.re_provided"),
            (F::BodyFirstCall, "body.first_call"),
            (F::BodyAuthority, "body.authority"),
            (F::BodyAvailable, "body.available"),
            (F::BodyEarmarked, "body.earmarked"),
            (F::BodyHeld, "body.held"),
            (F::BodyCommitted, "body.committed"),
            (F::BodySpent, "body.spent"),
            (F::BodyUnspent, "body.unspent"),
            (F::BodyReleased, "body.released"),
            (F::BodyDrawn, "body.drawn"),
            (F::BodyNetAllocated, "body.net_allocated"),
        ],
    ),
    (
        "all lines of the stream at the bodies that its accountable body answers for",
        [
            (F::AccountableAllocated, "accountable.allocated"),
            (F::AccountableContributed, "accountable.contributed"),
            (F::AccountablePassedDown, "accountable.passed_down"),
            (F::AccountableViredIn, "accountable.vired_in"),
            (F::AccountableViredOut, "accountable.vired_out"),
            (F::AccountableRolledIn, "accountable.rolled_in"),
            (F::AccountableReProvided, "accountable.re_provided"),
            (F::AccountableFirstCall, "accountable.first_call"),
            (F::AccountableAuthority, "accountable.authority"),
            (F::AccountableAvailable, "accountable.available"),
            (F::AccountableEarmarked, "accountable.earmarked"),
            (F::AccountableHeld, "accountable.held"),
            (F::AccountableCommitted, "accountable.committed"),
            (F::AccountableSpent, "accountable.spent"),
            (F::AccountableUnspent, "accountable.unspent"),
            (F::AccountableReleased, "accountable.released"),
            (F::AccountableDrawn, "accountable.drawn"),
            (F::AccountableNetAllocated, "accountable.net_allocated"),
        ],
    ),
    (
        "all lines of the stream",
        [
            (F::StreamAllocated, "stream.allocated"),
            (F::StreamContributed, "stream.contributed"),
            (F::StreamPassedDown, "stream.passed_down"),
            (F::StreamViredIn, "stream.vired_in"),
            (F::StreamViredOut, "stream.vired_out"),
            (F::StreamRolledIn, "stream.rolled_in"),
            (F::StreamReProvided, "stream.re_provided"),
            (F::StreamFirstCall, "stream.first_call"),
            (F::StreamAuthority, "stream.authority"),
            (F::StreamAvailable, "stream.available"),
            (F::StreamEarmarked, "stream.earmarked"),
            (F::StreamHeld, "stream.held"),
            (F::StreamCommitted, "stream.committed"),
            (F::StreamSpent, "stream.spent"),
            (F::StreamUnspent, "stream.unspent"),
            (F::StreamReleased, "stream.released"),
            (F::StreamDrawn, "stream.drawn"),
            (F::StreamNetAllocated, "stream.net_allocated"),
        ],
    ),
    (
        "all lines of the stream at the body above; absent where there is none",
        [
            (F::ParentAllocated, "parent.allocated"),
            (F::ParentContributed, "parent.contributed"),
            (F::ParentPassedDown, "parent.passed_down"),
            (F::ParentViredIn, "parent.vired_in"),
            (F::ParentViredOut, "parent.vired_out"),
            (F::ParentRolledIn, "parent.rolled_in"),
            (F::ParentReProvided, "parent.re_provided"),
            (F::ParentFirstCall, "parent.first_call"),
            (F::ParentAuthority, "parent.authority"),
            (F::ParentAvailable, "parent.available"),
            (F::ParentEarmarked, "parent.earmarked"),
            (F::ParentHeld, "parent.held"),
            (F::ParentCommitted, "parent.committed"),
            (F::ParentSpent, "parent.spent"),
            (F::ParentUnspent, "parent.unspent"),
            (F::ParentReleased, "parent.released"),
            (F::ParentDrawn, "parent.drawn"),
            (F::ParentNetAllocated, "parent.net_allocated"),
        ],
    ),
];

/// The entries of all sums, in the order of their names.
pub(super) const fn entries() -> [FactEntry; SCOPES * SUMS] {
    let (_, [first, ..]) = OF_SCOPES[0];
    let mut all = [one(first, FactType::Money, "", "", ""); SCOPES * SUMS];
    let mut place = 0;
    while place < all.len() {
        let (origin, facts) = OF_SCOPES[place / SUMS];
        let (name, meaning) = (facts[place % SUMS], MEANINGS[place % SUMS]);
        all[place] = one(name, FactType::Money, "pounds", meaning, origin);
        place += 1;
    }
    all
}
