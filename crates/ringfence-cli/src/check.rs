//! `ringfence check`: load a folder, and say what is in it or what is wrong with it.

use std::collections::BTreeMap;
use std::path::Path;

use ringfence_formats::{Align, Table};

use crate::answer::Answer;
use crate::loaded::Loaded;

/// Loads a folder into a book in memory.
pub(crate) fn check(folder: &Path) -> Answer {
    match Loaded::from(folder) {
        Ok(loaded) => Answer::Well(summary(folder, &loaded)),
        Err(failure) => Answer::Faults(format!("{failure}\n")),
    }
}

fn summary(folder: &Path, loaded: &Loaded) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &loaded.seed.rows {
        *counts.entry(&*row.place.file).or_default() += 1;
    }
    let mut table = Table::new(format!("{}: every row is accepted", folder.display()));
    table.column("file", Align::Left);
    table.column("rows", Align::Right);
    for (file, count) in counts {
        table.row([file.to_owned(), count.to_string()]);
    }
    table.row(["all".to_owned(), loaded.seed.rows.len().to_string()]);
    let ledger = loaded.book.ledger();
    let closed = ledger.closed_years();
    if !closed.is_empty() {
        let closed: Vec<String> = closed.iter().map(ToString::to_string).collect();
        table.note(format!("closed: {}", closed.join(", ")));
    }
    match ledger.open_year() {
        Some(year) => table.note(format!("open: {year}")),
        None => table.note(
            "no year has opened yet: the first opens by itself with its first draft that is no \
             notice, total or mark",
        ),
    }
    table.note(format!("entries in the journal: {}", ledger.head().entry));
    table.to_string()
}
