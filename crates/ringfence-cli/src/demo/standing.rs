//! Where each pound stands, by board and cluster.

use std::collections::BTreeSet;

use ringfence::journal::Act;
use ringfence::journal::act::Unrecorded;
use ringfence::noun::{BodyId, Position, StreamId};
use ringfence::state::Selection;
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table};

use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{NOT_RECORDED, NOTHING, pounds};
use crate::tree::{Branch, Tree};

/// The streams and years in which any line stands, streams by name.
pub(super) fn years_with_money(
    loaded: &Loaded,
) -> Result<BTreeSet<(StreamId, FinancialYear)>, Failure> {
    let standings = loaded.book.ledger().positions(&Selection::default())?;
    Ok(standings
        .into_iter()
        .map(|it| (it.line.stream, it.year))
        .collect())
}

/// The position of each body in one stream and year, bodies below the one above them.
pub(super) fn positions(
    loaded: &Loaded,
    tree: &Tree,
    stream: &StreamId,
    year: FinancialYear,
) -> Result<Table, Failure> {
    let ledger = loaded.book.ledger();
    let mut table = Table::new(format!("Where each pound stands: {stream}, {year}"));
    table.column("body", Align::Left);
    let sums = [
        "given",
        "passed down",
        "vired",
        "deficit met",
        "lapsed",
        "authority",
        "spent",
        "committed",
        "held",
        "earmarked",
        "free",
        "released",
    ];
    table.columns(sums, Align::Right);
    let of = |branch: &Branch| Selection {
        body: Some(branch.id.clone()),
        stream: Some(stream.clone()),
        year: Some(year),
        ..Selection::default()
    };
    let holders: BTreeSet<BodyId> = ledger
        .positions(&Selection {
            stream: Some(stream.clone()),
            year: Some(year),
            ..Selection::default()
        })?
        .into_iter()
        .map(|standing| standing.line.body)
        .collect();
    for (branch, name) in tree.shown(|branch| holders.contains(&branch.id)) {
        let mark = mark_of(loaded, stream, &branch.id, year);
        let mut row = vec![name];
        row.extend(cells(&ledger.position(&of(branch))?, mark));
        table.row(row);
    }
    Ok(without_blank_columns(&table))
}

/// The same table without the columns of sums in which nothing stands.
pub(super) fn without_blank_columns(table: &Table) -> Table {
    table.with_columns_where(|cells| cells.iter().any(|cell| *cell != NOTHING))
}

/// The sums of a position; those that rest on spend that is not recorded are not known.
fn cells(at: &Position, mark: Option<&str>) -> [String; 12] {
    let known = |sum: Money| mark.map_or_else(|| pounds(sum), |_| NOT_RECORDED.to_owned());
    let vired = at.vired_in.checked_sub(at.vired_out).unwrap_or(Money::MAX);
    [
        pounds(at.allocated),
        pounds(at.passed_down),
        pounds(vired),
        pounds(at.deficit_met),
        pounds(at.lapsed),
        pounds(at.authority),
        known(at.spent),
        pounds(at.committed),
        pounds(at.held),
        pounds(at.earmarked),
        known(at.available),
        pounds(at.released),
    ]
}

/// The source's own words, where a mark says that it does not record a line's spend.
pub(super) fn mark_of<'a>(
    loaded: &'a Loaded,
    stream: &StreamId,
    body: &BodyId,
    year: FinancialYear,
) -> Option<&'a str> {
    let mut marks = loaded.acts(|act| match act {
        Act::MarkNotRecorded(mark) => Some(mark),
        _ => None,
    });
    let found = marks.find(|(_, mark)| {
        mark.what == Unrecorded::Spend
            && (&mark.stream, &mark.body, mark.year) == (stream, body, year)
    });
    found.map(|(draft, _)| draft.text.words.as_deref().unwrap_or(""))
}
