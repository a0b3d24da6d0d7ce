//! Where each pound stands, by board and cluster.

use std::collections::BTreeSet;

use ringfence::noun::StreamId;
use ringfence::state::Selection;
use ringfence::view;
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table};

use super::asked::shown;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::NOTHING;
use crate::tree::Tree;

/// What authority is made of, then what it is used for: as it is shown, and the columns of the
/// library that it adds and takes off.
const SUMS: [(&str, &[&str], &[&str]); 15] = [
    ("given", &["allocated"], &[]),
    ("passed down", &["passed_down"], &[]),
    ("vired", &["vired_in"], &["vired_out"]),
    ("re-provided", &["re_provided"], &[]),
    ("deficit met", &["deficit_met"], &[]),
    ("lapsed", &["lapsed"], &[]),
    ("authority", &["authority"], &[]),
    ("spent", &["spent"], &[]),
    ("of it accrued", &["accrued"], &[]),
    ("less prepaid", &["prepaid"], &[]),
    ("committed", &["committed"], &[]),
    ("held", &["held"], &[]),
    ("earmarked", &["earmarked"], &[]),
    ("free", &["available"], &[]),
    ("released", &["released"], &[]),
];

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

/// The position of each body in one stream and some years, bodies below the one above them. What
/// rests on spend that is not recorded is not known.
pub(super) fn positions(
    loaded: &Loaded,
    tree: &Tree,
    stream: &StreamId,
    years: &[FinancialYear],
) -> Result<Table, Failure> {
    let asked = match years {
        [year] => format!("{stream}, {year}"),
        _ => stream.to_string(),
    };
    let mut table = Table::new(format!("Where each pound stands: {asked}"));
    if years.len() > 1 {
        table.column("year", Align::Left);
    }
    table.column("body", Align::Left);
    table.columns(SUMS.map(|(name, _, _)| name), Align::Right);
    for year in years {
        let of = |body| Selection {
            body,
            stream: Some(stream.clone()),
            year: Some(*year),
            ..Selection::default()
        };
        let all = view::positions(loaded.book.ledger(), &of(None))?;
        let holders: BTreeSet<&str> = all.cells_of("body").filter_map(view::Cell::text).collect();
        for (branch, name) in tree.shown(|branch| holders.contains(branch.id.as_str())) {
            let lines = view::positions(loaded.book.ledger(), &of(Some(branch.id.clone())))?;
            let year = (years.len() > 1).then(|| year.to_string());
            let sums = SUMS.map(|(_, plus, less)| shown(sum(&lines, plus, less)));
            table.row(year.into_iter().chain([name]).chain(sums));
        }
    }
    let mut table = without_blank_columns(&table);
    note_sums(&mut table);
    Ok(table)
}

fn sum(lines: &view::Table, plus: &[&str], less: &[&str]) -> Option<Money> {
    let plus = plus.iter().map(|column| lines.sum_of(column));
    let less = less
        .iter()
        .map(|column| lines.sum_of(column).map(Money::negated));
    let parts: Option<Vec<Money>> = plus.chain(less).collect();
    Money::total(parts?)
}

/// The same table without the columns of sums in which nothing stands.
pub(super) fn without_blank_columns(table: &Table) -> Table {
    table.with_columns_where(|cells| cells.iter().any(|cell| *cell != NOTHING))
}

/// How the sums that are shown go together.
fn note_sums(table: &mut Table) {
    let signs = [
        ("given", ""),
        ("passed down", " − "),
        ("vired", " + "),
        ("re-provided", " + "),
        ("deficit met", " + "),
        ("lapsed", " − "),
        ("authority", " = "),
        ("spent", " = "),
        ("committed", " + "),
        ("held", " + "),
        ("earmarked", " + "),
        ("free", " + "),
    ];
    let headings: BTreeSet<&str> = table.headings().collect();
    let parts = signs.iter().filter(|(name, _)| headings.contains(name));
    let sums: String = parts.map(|(name, sign)| format!("{sign}{name}")).collect();
    table.note(sums);
}
