//! What is wrong, and since when.

use ringfence::state::Ledger;
use ringfence::view::{self, Cell};
use ringfence_formats::{Align, Table};

use super::asked::words;
use crate::failure::Failure;
use crate::show::pounds;
use crate::tree::Tree;

/// What is found now, in the order of the library.
pub(super) fn found(ledger: &Ledger, tree: &Tree) -> Result<Table, Failure> {
    let findings = view::findings(ledger, None)?;
    let mut table = Table::new("What is found, and since when: all streams");
    table.columns(["finding", "body", "stream", "year", "since"], Align::Left);
    table.column("amount", Align::Right);
    table.column("by entry", Align::Right);
    for row in 0..findings.rows.len() {
        let told = |column| words(&findings, row, column);
        table.row([
            told("finding").replace('_', " "),
            tree.name_of(&told("body")).to_owned(),
            told("stream"),
            told("year"),
            told("since"),
            findings
                .find(row, "amount")
                .and_then(Cell::money)
                .map_or_else(String::new, pounds),
            told("entry"),
        ]);
    }
    table.note(
        "A fact, and any draft of a stream that only tracks, is recorded and found, not refused.",
    );
    Ok(table)
}
