//! The facts of the groups that bodies have: the notices to one, what was forecast of it, and who
//! is answered for with it.

use super::vocabulary::{FactEntry, one};
use super::{FactName, FactType, Group};
use FactName as F;
use FactType::{Date, Money, Text};
use Group::{Forecast, Given, Member, Next};

const LETTERS: &str = "notices of the year to the body, of the stream, virements apart";
const LETTERS_AHEAD: &str =
    "notices of the next year to the body, of the stream, recorded so far, virements apart";
const FORESEEN: &str =
    "forecasts of the body, stream and year that stand and were made by the year's last day";
const ANSWERED: &str = "all lines of the stream at that body";

const fn sum(fact: (FactName, &'static str), meaning: &'static str) -> FactEntry {
    one(fact, Money, "pounds", meaning, ANSWERED).in_group(Member)
}

/// The notices to the body, what was forecast of it, and the bodies that its accountable body
/// answers for.
pub(super) const OF_BODIES: [FactEntry; 20] = [
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
        (F::NextEffective, "next.effective"),
        Date,
        "day",
        "the day from which it counts; unknown of what was taken on",
        LETTERS_AHEAD,
    )
    .in_group(Next),
    one(
        (F::NextAmount, "next.amount"),
        Money,
        "pounds",
        "its sum",
        LETTERS_AHEAD,
    )
    .in_group(Next),
    one(
        (F::NextRecurrence, "next.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether it is recurrent",
        LETTERS_AHEAD,
    )
    .with_words(&["recurrent", "non-recurrent"])
    .in_group(Next),
    one(
        (F::ForecastOn, "forecast.on"),
        Date,
        "day",
        "the day from which it counts",
        FORESEEN,
    )
    .in_group(Forecast),
    one(
        (F::ForecastRole, "forecast.role"),
        Text,
        "id",
        "whose it is",
        FORESEEN,
    )
    .in_group(Forecast),
    one(
        (F::ForecastAmount, "forecast.amount"),
        Money,
        "pounds",
        "what will have been spent by the last day of the year, as it says",
        FORESEEN,
    )
    .in_group(Forecast),
    one(
        (F::ForecastSupersededOn, "forecast.superseded_on"),
        Date,
        "day",
        "the day of the next of the same role; absent of its last",
        FORESEEN,
    )
    .in_group(Forecast),
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
