//! The facts of the lines that a duty reads of the ledger itself.

use super::vocabulary::{FactEntry, one};
use super::vocabulary_sum::{MEANINGS, SUMS};
use super::{FactName, FactType, Group};
use FactName as F;
use FactType::{Money, Text, Year};
use Group::Ledger;

const KEPT: &str = "the ledger, as it stood before the year was closed; unknown where a source is \
                    marked as not recorded";
const SET_UP: &str = "set-up";

/// Which line it is.
const OF_LINE: [FactEntry; 6] = [
    one(
        (F::LedgerYear, "ledger.year"),
        Year,
        "year",
        "a year that the duty looks at",
        "the ledger",
    )
    .in_group(Ledger),
    one(
        (F::LedgerBody, "ledger.body"),
        Text,
        "id",
        "the body whose line it is: the one tested, or one that it answers for in that year",
        SET_UP,
    )
    .in_group(Ledger),
    one(
        (F::LedgerKind, "ledger.kind"),
        Text,
        "kind",
        "the kind of that body",
        SET_UP,
    )
    .in_group(Ledger),
    one(
        (F::LedgerStream, "ledger.stream"),
        Text,
        "id",
        "the stream",
        SET_UP,
    )
    .in_group(Ledger),
    one(
        (F::LedgerVintage, "ledger.vintage"),
        Year,
        "year",
        "the year in which its money was first given",
        "notices",
    )
    .in_group(Ledger),
    one(
        (F::LedgerRecurrence, "ledger.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether the line is recurrent",
        "notices",
    )
    .with_words(&["recurrent", "non-recurrent"])
    .in_group(Ledger),
];

/// Its sums, in the order of those of every scope.
pub(super) const SUMS_OF_LEDGER: [(FactName, &str); SUMS] = [
    (F::LedgerAllocated, "ledger.allocated"),
    (F::LedgerContributed, "ledger.contributed"),
    (F::LedgerPassedDown, "ledger.passed_down"),
    (F::LedgerViredIn, "ledger.vired_in"),
    (F::LedgerViredOut, "ledger.vired_out"),
    (F::LedgerRolledIn, "ledger.rolled_in"),
    (F::LedgerReProvided, "ledger.re_provided"),
    (F::LedgerFirstCall, "ledger.first_call"),
    (F::LedgerAuthority, "ledger.authority"),
    (F::LedgerAvailable, "ledger.available"),
    (F::LedgerEarmarked, "ledger.earmarked"),
    (F::LedgerHeld, "ledger.held"),
    (F::LedgerCommitted, "ledger.committed"),
    (F::LedgerSpent, "ledger.spent"),
    (F::LedgerUnspent, "ledger.unspent"),
    (F::LedgerReleased, "ledger.released"),
    (F::LedgerDrawn, "ledger.drawn"),
    (F::LedgerNetAllocated, "ledger.net_allocated"),
];

/// The lines of the years that a duty looks at.
pub(super) const OF_LEDGER: [FactEntry; OF_LINE.len() + SUMS] = {
    let mut all = [OF_LINE[0]; OF_LINE.len() + SUMS];
    let mut place = 0;
    while place < all.len() {
        all[place] = match place < OF_LINE.len() {
            true => OF_LINE[place],
            false => {
                let sum = place - OF_LINE.len();
                let (name, meaning) = (SUMS_OF_LEDGER[sum], MEANINGS[sum]);
                one(name, Money, "pounds", meaning, KEPT).in_group(Ledger)
            }
        };
        place += 1;
    }
    all
};
