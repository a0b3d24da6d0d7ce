//! Wales: real figures, each with its source.

use super::{letter, standing, total};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::heading;
use crate::tree::Tree;

pub(super) fn shown(wales: &Loaded) -> Result<String, Failure> {
    let tree = Tree::of(wales);
    let mut text = heading("Wales: real figures, each with its source");
    text.push_str(
        "Notices, published totals and marks only: no year is open, nothing is spent here.\n\
         What a source does not say is shown as \"not recorded\", never as nought.\n\n",
    );
    let (cluster, powys) = ("cluster", "powys");
    let of_powys = letter::letters(
        wales,
        &tree,
        "Cluster money of Powys, year by year",
        |notice| notice.stream.as_str() == cluster && notice.to.as_str() == powys,
    );
    text.push_str(&of_powys.to_string());
    text.push('\n');
    let fund = "Mental health service improvement fund, board by board";
    let shares = letter::letters(wales, &tree, fund, |notice| {
        notice.stream.as_str() == "mental-health-improvement"
    });
    text.push_str(&shares.to_string());
    text.push('\n');
    text.push_str(&total::totals(wales)?.to_string());
    for (stream, year) in standing::years_with_money(wales)? {
        let table = standing::positions(wales, &tree, &stream, year)?;
        if table.headings().count() > 1 {
            text.push('\n');
            text.push_str(&table.to_string());
        }
    }
    Ok(text)
}
