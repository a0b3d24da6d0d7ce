//! The facts of the vocabulary that are of what a draft asks for.

use super::vocabulary::{FactEntry, one};
use super::{FactName, FactType, Group};
use FactName as F;
use FactType::{Date, Money, Text, Whole};
use Group::Earlier;

const KINDS: &[&str] = &[
    "allocate", "vire", "release", "earmark", "hold", "commit", "spend", "approve",
];
const RECURRENCE: &[&str] = &["recurrent", "non-recurrent"];

/// The ask itself.
pub(super) const OF_ASK: [FactEntry; 10] = [
    one(
        (F::AskKind, "ask.kind"),
        Text,
        "one of its eight words",
        "what the draft asks for; it is there only where a draft is asked about",
        "draft",
    )
    .with_words(KINDS),
    one(
        (F::AskAmount, "ask.amount"),
        Money,
        "pounds",
        "how much it asks for: of a recurrent commitment its cost in a whole year, of an approval \
         the sum, once or of each year",
        "draft",
    ),
    one(
        (F::AskOn, "ask.on"),
        Date,
        "day",
        "the day from which it is to count",
        "draft",
    ),
    one(
        (F::AskPurpose, "ask.purpose"),
        Text,
        "id",
        "what it is for: its own purpose, else that of its commitment or project",
        "draft",
    ),
    one(
        (F::AskRecurrence, "ask.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether it is asked for every year",
        "draft",
    )
    .with_words(RECURRENCE),
    one(
        (F::AskBy, "ask.by"),
        Text,
        "name",
        "who decided it, as the draft says",
        "draft",
    ),
    one(
        (F::AskToBody, "ask.to_body"),
        Text,
        "id",
        "who receives what is passed down or vired; the body.… facts are of the giver",
        "draft",
    ),
    one(
        (F::AskToStream, "ask.to_stream"),
        Text,
        "id",
        "the stream that receives a virement; the stream.… facts are of the one that gives",
        "draft",
    ),
    one(
        (F::AskProposedBy, "ask.proposed_by"),
        Text,
        "id",
        "the body that proposed the project that is approved; the body.… facts are of the one that \
         approves",
        "journal",
    ),
    one(
        (F::AskPresent, "ask.present"),
        Whole,
        "members",
        "how many were present who may vote, as an approval says",
        "draft",
    ),
];

/// What was asked for before.
pub(super) const OF_EARLIER: [FactEntry; 2] = [
    one(
        (F::EarlierOn, "earlier.on"),
        Date,
        "day",
        "the day from which it counts",
        "entries of the year, of the same kind, body and stream, that stand",
    )
    .in_group(Earlier),
    one(
        (F::EarlierAmount, "earlier.amount"),
        Money,
        "pounds",
        "how much of the year's money it took; of an approval its sum",
        "entries of the year, of the same kind, body and stream, that stand",
    )
    .in_group(Earlier),
];
