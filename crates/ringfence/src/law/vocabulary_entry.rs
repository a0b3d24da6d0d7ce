//! The facts of the vocabulary that stand on the item, and those of its groups of records.

use super::vocabulary::{FactEntry, one};
use super::{FactName, FactType, Group};
use FactName as F;
use FactType::{Date, Flag, Money, Text, Whole, Year};
use Group::{Approval, Delay, Notice, Outturn, Slippage};

const ITEMS: &[&str] = &[
    "commitment",
    "hold",
    "earmark",
    "slippage",
    "free",
    "deficit",
];
const STREAM_KINDS: &[&str] = &["revenue", "capital"];
const RECURRENCE: &[&str] = &["recurrent", "non-recurrent"];

/// The item, its body, stream and line.
pub(super) const OF_LINE: [FactEntry; 19] = [
    one(
        (F::ItemId, "item.id"),
        Text,
        "id",
        "its name: the commitment's or hold's own id, else such as earmark:ward-6",
        "position",
    ),
    one(
        (F::ItemKind, "item.kind"),
        Text,
        "one of its six words",
        "what kind of item it is",
        "position",
    )
    .with_words(ITEMS),
    one(
        (F::ItemAmount, "item.amount"),
        Money,
        "pounds",
        "the sum to be decided",
        "position",
    ),
    one(
        (F::ItemTied, "item.tied"),
        Money,
        "pounds",
        "the part that is, or was taken from, the project's earmark",
        "earmarks and drafts",
    ),
    one(
        (F::ItemAttached, "item.attached"),
        Flag,
        "",
        "the commitment or hold names a project",
        "drafts",
    ),
    one(
        (F::BodyId, "body.id"),
        Text,
        "id",
        "the body that holds the line",
        "set-up",
    ),
    one(
        (F::BodyKind, "body.kind"),
        Text,
        "kind",
        "the kind of that body",
        "set-up",
    ),
    one(
        (F::BodyAccountable, "body.accountable"),
        Text,
        "id",
        "the body that answers for it in law",
        "set-up",
    ),
    one(
        (F::StreamId, "stream.id"),
        Text,
        "id",
        "the stream of the money",
        "set-up",
    ),
    one(
        (F::StreamKind, "stream.kind"),
        Text,
        "revenue or capital",
        "the kind of the stream",
        "set-up",
    )
    .with_words(STREAM_KINDS),
    one(
        (F::StreamAvailability, "stream.availability"),
        Text,
        "word",
        "how long its money is meant to be usable",
        "set-up",
    ),
    one(
        (F::LineVintage, "line.vintage"),
        Year,
        "year",
        "the year in which the money was first given",
        "line",
    ),
    one(
        (F::LineRecurrence, "line.recurrence"),
        Text,
        "recurrent or non-recurrent",
        "whether the line is recurrent",
        "line",
    )
    .with_words(RECURRENCE),
    one(
        (F::LineAge, "line.age"),
        Whole,
        "years",
        "whole years since the vintage: 0 in its own year",
        "line",
    ),
    one(
        (F::LineHops, "line.hops"),
        Whole,
        "times",
        "how often the money has been rolled over",
        "closes",
    ),
    one(
        (F::LineBase, "line.base"),
        Money,
        "pounds",
        "what recurs of it in the next year; nought once an opening notice of that year says so, \
         which is a next.amount then",
        "notices",
    ),
    one(
        (F::LineLastSpentOn, "line.last_spent_on"),
        Date,
        "day",
        "day of its last cost of the year, or of one that a close moved there; absent where none",
        "spends",
    ),
    one(
        (F::ParentId, "parent.id"),
        Text,
        "id",
        "the body above the one that holds the line; absent where there is none",
        "set-up",
    ),
    one(
        (F::ParentKind, "parent.kind"),
        Text,
        "kind",
        "the kind of that body",
        "set-up",
    ),
];

/// The records of groups.
pub(super) const OF_GROUPS: [FactEntry; 18] = [
    one(
        (F::DelayCause, "delay.cause"),
        Text,
        "word",
        "why the delay happened",
        "recorded delays",
    )
    .in_group(Delay),
    one(
        (F::DelayAttributableTo, "delay.attributable_to"),
        Text,
        "id, or nobody",
        "whom the delay is attributed to",
        "recorded delays",
    )
    .in_group(Delay),
    one(
        (F::DelayStart, "delay.start"),
        Date,
        "day",
        "its first day",
        "recorded delays",
    )
    .in_group(Delay),
    one(
        (F::DelayEnd, "delay.end"),
        Date,
        "day",
        "its last day; absent while it lasts",
        "recorded delays",
    )
    .in_group(Delay),
    one(
        (F::DelayEvidence, "delay.evidence"),
        Flag,
        "",
        "evidence is recorded",
        "recorded delays",
    )
    .in_group(Delay),
    one(
        (F::SlippageCause, "slippage.cause"),
        Text,
        "word",
        "why the post stood vacant; unknown where it started late and nobody said why",
        "vacancies of the post",
    )
    .in_group(Slippage),
    one(
        (F::SlippageAttributableTo, "slippage.attributable_to"),
        Text,
        "id, or nobody",
        "whom the vacancy is attributed to",
        "vacancies of the post",
    )
    .in_group(Slippage),
    one(
        (F::SlippageStart, "slippage.start"),
        Date,
        "day",
        "its first day, within the year",
        "vacancies of the post",
    )
    .in_group(Slippage),
    one(
        (F::SlippageEnd, "slippage.end"),
        Date,
        "day",
        "its last day, within the year",
        "vacancies of the post",
    )
    .in_group(Slippage),
    one(
        (F::SlippageEvidence, "slippage.evidence"),
        Flag,
        "",
        "evidence is recorded",
        "vacancies of the post",
    )
    .in_group(Slippage),
    one(
        (F::ApprovalOn, "approval.on"),
        Date,
        "day",
        "the day of the step",
        "approvals",
    )
    .in_group(Approval),
    one(
        (F::ApprovalBy, "approval.by"),
        Text,
        "name",
        "who gave it",
        "approvals",
    )
    .in_group(Approval),
    one(
        (F::NoticeEffective, "notice.effective"),
        Date,
        "day",
        "the day from which it counts",
        "notices",
    )
    .in_group(Notice),
    one(
        (F::NoticeAmount, "notice.amount"),
        Money,
        "pounds",
        "its sum",
        "notices",
    )
    .in_group(Notice),
    one(
        (F::OutturnYear, "outturn.year"),
        Year,
        "year",
        "a year that a duty looks at",
        "recorded outturns",
    )
    .in_group(Outturn),
    one(
        (F::OutturnLimit, "outturn.limit"),
        Money,
        "pounds",
        "allotments and other receipts of the whole body; unknown where no source states them",
        "recorded outturns",
    )
    .in_group(Outturn),
    one(
        (F::OutturnCost, "outturn.cost"),
        Money,
        "pounds",
        "its cost of the year; unknown where no source states it",
        "recorded outturns",
    )
    .in_group(Outturn),
    one(
        (F::OutturnResult, "outturn.result"),
        Money,
        "pounds",
        "limit less cost, or as it was stated: below nought where the year was over-spent",
        "recorded outturns",
    )
    .in_group(Outturn),
];
