//! `ringfence rules facts`: the facts that a rule may read.

use ringfence::law::vocabulary;
use ringfence_formats::{Align, Table};

use crate::show::printed;

/// The whole vocabulary.
pub(super) fn facts() -> String {
    let mut table = Table::new("The facts that a rule may read");
    table.columns(
        ["fact", "several", "type", "unit", "meaning", "origin"],
        Align::Left,
    );
    for entry in vocabulary() {
        let several = entry.group.map_or("", |group| group.name());
        let unit = match entry.words {
            [] => entry.unit.to_owned(),
            words => words.join(", "),
        };
        table.row([
            entry.name(),
            several,
            entry.kind.expected(),
            unit.as_str(),
            entry.meaning,
            entry.origin,
        ]);
    }
    printed(&table)
}
