//! What other rule books would have kept, had they been in force from the start.

use ringfence::law::RuleBook;
use ringfence::noun::StreamId;
use ringfence::state::{ComparisonRow, Rules};
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table};
use ringfence_store::PostError;

use super::compared::BOOKS;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{NOTHING, pounds};
use crate::tree::Tree;

/// What each body would have kept at the end of each year, under each book.
pub(super) fn kept(
    aberwen: &Loaded,
    tree: &Tree,
    stream: &StreamId,
    years: &[FinancialYear],
) -> Result<Table, Failure> {
    let [baseline, reforms @ ..] = BOOKS;
    let rules = |name: &str| Ok::<Rules, Failure>(Rules::Book(RuleBook::preset(name)?));
    let reforms = reforms
        .into_iter()
        .chain(["five-per-cent"])
        .map(rules)
        .collect::<Result<Vec<Rules>, Failure>>()?;
    let entries = aberwen.book.entries().map_err(PostError::from)?;
    let ledger = aberwen.book.ledger();
    let compared = ledger.compare(&entries, &rules(baseline)?, &reforms, years)?;
    let mut table = Table::new(format!("Kept at the end of each year: {stream}"));
    table.columns(["year", "body"], Align::Left);
    table.column(baseline, Align::Right);
    table.columns(compared.reforms.iter().map(String::as_str), Align::Right);
    for year in years {
        let in_year = |row: &&ComparisonRow| row.year == *year && row.line.stream == *stream;
        let rows: Vec<&ComparisonRow> = compared.rows.iter().filter(in_year).collect();
        let mut begun = year.to_string();
        for branch in &tree.bodies {
            let own = rows.iter().filter(|row| row.line.body == branch.id);
            let sums = sums_of(&own.copied().collect::<Vec<_>>(), &compared.reforms);
            if sums.iter().any(|sum| sum != NOTHING) {
                let name = tree.name_of(branch.id.as_str()).to_owned();
                table.row([std::mem::take(&mut begun), name].into_iter().chain(sums));
            }
        }
        let all = sums_of(&rows, &compared.reforms);
        table.row([begun, "all".to_owned()].into_iter().chain(all));
    }
    table.note("Each close is made anew under the book; later entries stand as they were posted,");
    table.note("so money that was kept may show as unspent again a year later.");
    table.note("five-per-cent is invented, to compare with.");
    Ok(table)
}

/// What the baseline keeps, then each reform.
fn sums_of(rows: &[&ComparisonRow], reforms: &[String]) -> Vec<String> {
    let kept = |reform: &String, part: fn(&ComparisonRow) -> Money| {
        let own = rows
            .iter()
            .filter(|row| row.reform == *reform)
            .map(|row| part(row));
        pounds(Money::total(own).unwrap_or(Money::MAX))
    };
    let baseline = reforms
        .first()
        .map(|reform| kept(reform, |row| row.kept_by_baseline));
    let each = reforms
        .iter()
        .map(|reform| kept(reform, |row| row.kept_by_reform));
    baseline.into_iter().chain(each).collect()
}
