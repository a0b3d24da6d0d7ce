//! Who gains by what lapses, and who meets what was overspent.

use ringfence::view;
use ringfence::word::Money;
use ringfence_formats::{Align, Table};

use super::asked::{shown, sum};
use crate::show::NOTHING;
use crate::tree::Tree;

/// What falls to each accountable body, over all streams, under each rule book: its name, and the
/// table of who benefits or would.
pub(super) fn gains(by_book: &[(String, view::Table)], tree: &Tree) -> Table {
    let title = "Who gains by what lapses, and meets what was overspent: all streams";
    let mut table = Table::new(title);
    table.columns(["who answers", "from"], Align::Left);
    table.columns(by_book.iter().map(|(name, _)| name.as_str()), Align::Right);
    for branch in &tree.bodies {
        let mut name = tree.name_of(branch.id.as_str());
        for (from, column, taken) in PARTS {
            let of = [("body", branch.id.as_str())];
            let sums = by_book.iter().map(|(_, gains)| sum(gains, column, &of));
            let signed = sums.map(|sum| if taken { sum.map(Money::negated) } else { sum });
            let sums: Vec<String> = signed.map(shown).collect();
            if sums.iter().any(|sum| sum != NOTHING) {
                table.row([name.to_owned(), from.to_owned()].into_iter().chain(sums));
                name = "";
            }
        }
    }
    table
}

/// What is shown, the column of the library, and whether it is taken off.
const PARTS: [(&str, &str, bool); 5] = [
    ("its own lines", "own_lapsed", false),
    ("bodies it answers for", "fell_in", false),
    ("what goes back to it", "reverted", false),
    ("overspends that it meets", "deficits_met", true),
    ("all told", "net", false),
];
