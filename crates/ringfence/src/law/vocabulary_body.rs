//! The facts of the groups that bodies have: the notices to one, and who is answered for with it.

use super::vocabulary::{FactEntry, one};
use super::{FactName, FactType, Group};
use FactName as F;
use FactType::{Date, Money, Text};
use Group::{Given, Member};

const LETTERS: &str = "notices of the year to the body, of the stream, virements apart";
const ANSWERED: &str = "all lines of the stream at that body";

const fn sum(fact: (FactName, &'static str), meaning: &'static str) -> FactEntry {
    one(fact, Money, "pounds", meaning, ANSWERED).in_group(Member)
}

/// The notices to the body, and the bodies that its accountable body answers for.
pub(super) const OF_BODIES: [FactEntry; 13] = [
    one(
        (F::GivenEffective, "given.effective"),
        Date,
        "day",
        "the day from which it counts; unknown of what was taken on",
        LETTERS,
    )
    .in_group(Given),
    one(
        (F::GivenAmount, "given.amount"),
        Money,
        "pounds",
        "its sum",
        LETTERS,
    )
    .in_group(Given),
    one(
        (F::GivenRecurrence, "given.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether it is recurrent",
        LETTERS,
    )
    .with_words(&["recurrent", "non-recurrent"])
    .in_group(Given),
    one(
        (F::MemberId, "member.id"),
        Text,
        "id",
        "a body with lines of the stream that the accountable body answers for, or that body",
        "set-up",
    )
    .in_group(Member),
    one(
        (F::MemberKind, "member.kind"),
        Text,
        "kind",
        "the kind of that body",
        "set-up",
    )
    .in_group(Member),
    one(
        (F::MemberParent, "member.parent"),
        Text,
        "id",
        "the body above it",
        "set-up",
    )
    .in_group(Member),
    sum(
        (F::MemberAllocated, "member.allocated"),
        "given to it by letters, less what was taken back",
    ),
    sum(
        (F::MemberNetAllocated, "member.net_allocated"),
        "given to it by letters, less what was given to bodies below",
    ),
    sum(
        (F::MemberAuthority, "member.authority"),
        "spending power in force",
    ),
    sum(
        (F::MemberAvailable, "member.available"),
        "free; below nought where it is over-committed",
    ),
    sum(
        (F::MemberCommitted, "member.committed"),
        "committed, slippage of the year included",
    ),
    sum((F::MemberSpent, "member.spent"), "cost of the year"),
    sum((F::MemberUnspent, "member.unspent"), "authority less cost"),
];
