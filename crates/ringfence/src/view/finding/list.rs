//! The table of findings.

use chrono::NaiveDate;

use super::{advised, expected, recurrent, shortfall};
use crate::journal::Refusals;
use crate::noun::{BodyId, Recurrence, StreamId, Wording};
use crate::state::Ledger;
use crate::view::{Cell, ColumnKind, Table};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 11] = [
    ("finding", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("since", ColumnKind::Date),
    ("amount", ColumnKind::Money),
    ("entry", ColumnKind::Number),
    ("other_entry", ColumnKind::Number),
    ("says", ColumnKind::Text),
];

/// What is found, in the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FindingKind {
    OverCommitted,
    InSuspense,
    AdvisedAgainst,
    CostBeyondRelease,
    UnfundedPromise,
    PassDownAboveBase,
    RestatedOnOneSide,
    CommitmentsAboveFunding,
    AnticipatedNotConfirmed,
    ContributionNotReceived,
}

impl Wording for FindingKind {
    const WORDS: &'static [(&'static str, FindingKind)] = &[
        ("over_committed", FindingKind::OverCommitted),
        ("in_suspense", FindingKind::InSuspense),
        ("advised_against", FindingKind::AdvisedAgainst),
        ("cost_beyond_release", FindingKind::CostBeyondRelease),
        ("unfunded_promise", FindingKind::UnfundedPromise),
        ("pass_down_above_base", FindingKind::PassDownAboveBase),
        (
            "virement_restated_on_one_side",
            FindingKind::RestatedOnOneSide,
        ),
        (
            "recurrent_commitments_above_funding",
            FindingKind::CommitmentsAboveFunding,
        ),
        (
            "anticipated_not_confirmed",
            FindingKind::AnticipatedNotConfirmed,
        ),
        (
            "contribution_not_received",
            FindingKind::ContributionNotReceived,
        ),
    ];
}

/// One thing found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: FindingKind,
    pub(crate) body: BodyId,
    pub(crate) stream: StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) vintage: FinancialYear,
    pub(crate) recurrence: Recurrence,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) pence: i64,
    pub(crate) entry: u64,
    pub(crate) other: Option<u64>,
    pub(crate) says: String,
}

/// What is wrong, by how much, since when, and which entries made it so: a row for each finding,
/// by its kind, then in the order of body, stream, year, vintage and recurrence.
///
/// - `over_committed`: what is available on a line is below nought, since the end of a day; with
///   `as_at`, `other_entry` is the later one that cured it, if any has.
/// - `in_suspense`: a cost waits in suspense until its stream is known; it is not listed as
///   over-committed, too.
/// - `advised_against`: an ask went beyond what there was on a stream that only advises; it stays
///   until the ask is reversed.
/// - `cost_beyond_release`: a line has spent more than was released to it.
/// - `unfunded_promise`: a promise stands on a year whose money was not meant for it.
/// - `pass_down_above_base`: full-year sums passed down exceed the giver's base; `entry` is the
///   pass-down that does, `other_entry` the giver's own latest notice.
/// - `virement_restated_on_one_side`: an opening notice (`other_entry`) has restated one side of
///   a recurrent virement (`entry`), the other side stands.
/// - `recurrent_commitments_above_funding`: in a future year recurrent commitments exceed the
///   recurrent base; `year` is the first such year.
/// - `anticipated_not_confirmed`: a sum was expected and its year closed (`other_entry`) before
///   all of it was confirmed; `entry` is where it was anticipated.
/// - `contribution_not_received`: the year closed (`other_entry`) before a partner's money had all
///   come, what was agreed or, where nothing was, expected; `entry` is where it was first said.
///
/// A shortfall that a fact leaves is always found, line by line: what one line has too much never
/// hides what another lacks. With `as_at` it is as things stood at the end of that day, by the
/// day on which each entry counts. As it was known at an earlier time it is asked of the ledger of
/// that time: [`Ledger::as_known`]. A line that a *not recorded* mark leaves unknown makes no
/// finding that rests on what is unknown.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::findings(&ledger, None)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `money_out_of_range`.
pub fn findings(ledger: &Ledger, as_at: Option<NaiveDate>) -> Result<Table, Refusals> {
    let title = match as_at {
        Some(day) => format!("Findings as at {day}"),
        None => "Findings".to_owned(),
    };
    let mut table = Table::new(title, &COLUMNS);
    let mut all = shortfall::found(ledger, as_at)?;
    all.extend(advised::found(ledger, as_at));
    all.extend(recurrent::found(ledger, as_at));
    all.extend(expected::found(ledger, as_at));
    all.extend(expected::contributions_found(ledger, as_at));
    all.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
    for finding in all {
        table.add(vec![
            Cell::words(finding.kind.word()),
            Cell::words(finding.body),
            Cell::words(finding.stream),
            Cell::Year(finding.year),
            Cell::Year(finding.vintage),
            Cell::words(finding.recurrence.word()),
            Cell::maybe(finding.since, Cell::Date),
            Cell::maybe(Money::from_pence(finding.pence).ok(), Cell::Money),
            Cell::Number(finding.entry),
            Cell::maybe(finding.other, Cell::Number),
            Cell::words(finding.says),
        ]);
    }
    Ok(table)
}

type Order<'f> = (
    FindingKind,
    &'f BodyId,
    &'f StreamId,
    FinancialYear,
    FinancialYear,
    Recurrence,
    u64,
);

fn order_of(it: &Finding) -> Order<'_> {
    let line = (it.year, it.vintage, it.recurrence);
    (
        it.kind, &it.body, &it.stream, line.0, line.1, line.2, it.entry,
    )
}

/// A sum as people read it.
pub(crate) fn pounds(pence: i64) -> String {
    Money::from_pence(pence).unwrap_or(Money::MAX).in_words()
}
