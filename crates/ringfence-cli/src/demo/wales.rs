//! Wales: real figures, each with its source.

use std::collections::BTreeMap;

use ringfence::word::FinancialYear;
use ringfence_formats::Table;

use super::{duty, letter, standing, total};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{heading, printed};
use crate::tree::Tree;

pub(super) fn shown(wales: &Loaded) -> Result<String, Failure> {
    let tree = Tree::of(wales);
    let mut text = heading("Wales: real figures, each with its source");
    text.push_str(
        "Notices, published totals and statuses, and marks only: no year has opened, nothing is \
         spent here.\n\
         What a source does not say is shown as \"not recorded\", never as nought.\n",
    );
    let mut add = |table: &Table| {
        text.push('\n');
        text.push_str(&printed(table));
    };
    let powys = "Cluster money of Powys, year by year";
    add(&letter::letters(wales, &tree, powys, "cluster"));
    let fund = "Mental health service improvement fund, board by board";
    add(&letter::letters(
        wales,
        &tree,
        fund,
        "mental-health-improvement",
    ));
    let surplus = "Agreed surpluses, taken out of one year and provided again in the next";
    add(&letter::letters(wales, &tree, surplus, "board-allocation"));
    add(&total::totals(wales));
    add(&duty::duties(wales, &tree)?);
    let mut years: BTreeMap<_, Vec<FinancialYear>> = BTreeMap::new();
    for (stream, year) in standing::years_with_money(wales)? {
        years.entry(stream).or_default().push(year);
    }
    for (stream, years) in &years {
        add(&standing::positions(wales, &tree, stream, years)?);
    }
    Ok(text)
}
