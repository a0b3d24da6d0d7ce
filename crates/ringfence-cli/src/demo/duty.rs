//! What was published of the duties of boards, beside what their figures say.

use ringfence::law::RuleBook;
use ringfence::state::Selection;
use ringfence::view;
use ringfence::word::FinancialYear;
use ringfence_formats::{Align, Table};

use super::asked::words;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::tree::Tree;

/// The books that are asked, each with the years whose duties a source speaks of.
const ASKED: [(&str, &[u16]); 2] = [
    ("w7-three-year-duty", &[2016, 2017, 2018]),
    ("w11-control-totals", &[2018]),
];

/// Each duty of which something was published: what the figures say, and what the source says.
pub(super) fn duties(loaded: &Loaded, tree: &Tree) -> Result<Table, Failure> {
    let mut table = Table::new("Duties of boards, as published beside the figures");
    table.columns(["board", "duty", "years", "by the figures"], Align::Left);
    table.column("short by", Align::Right);
    table.columns(["published", "in its words"], Align::Left);
    for (name, years) in ASKED {
        let book = RuleBook::preset(name).expect("a book of the library");
        for year in years
            .iter()
            .filter_map(|first| FinancialYear::starting(*first))
        {
            let all = Selection::default();
            let duties = view::duties(loaded.book.ledger(), &book, &all, year)?;
            for row in 0..duties.rows.len() {
                let told = |column| words(&duties, row, column);
                if told("published").is_empty() {
                    continue;
                }
                let years = match told("since") == told("year") {
                    true => told("year"),
                    false => format!("{} to {}", told("since"), told("year")),
                };
                table.row([
                    tree.name_of(&told("body")).to_owned(),
                    told("duty"),
                    years,
                    told("status").replace('_', " "),
                    told("shortfall"),
                    told("published").replace('_', " "),
                    told("words"),
                ]);
            }
        }
    }
    table.note("What was published decides nothing, and no figure is made from it.");
    Ok(table)
}
