//! `ringfence rules check`: what is in files of rules, what is wrong with them, and what is likely
//! not meant.

use std::path::{Path, PathBuf};

use ringfence::law::RuleBook;
use ringfence::state::Rules;
use ringfence_formats::{Align, Table};

use super::named::rules_in;
use crate::answer::Answer;
use crate::loaded::Loaded;
use crate::show::printed;

/// Reads every file, and says what all of them hold and are warned of, or what is wrong with any.
/// Where a folder is given, what they name is looked for in its ledger.
pub(super) fn check(files: &[PathBuf], folder: Option<&Path>) -> Answer {
    let loaded = match folder.map(Loaded::from).transpose() {
        Ok(loaded) => loaded,
        Err(failure) => return Answer::Faults(format!("{failure}\n")),
    };
    let read = files.iter().map(|file| (file, rules_in(file)));
    let (mut table, mut faults) = (Table::new("Every file is in order"), String::new());
    let mut warnings = String::new();
    table.columns(["file", "what", "id", "title"], Align::Left);
    table.columns(["assumptions"], Align::Right);
    for (file, rules) in read {
        let rules = match rules {
            Ok(rules) => rules,
            Err(failure) => {
                faults.push_str(&format!("{failure}\n"));
                continue;
            }
        };
        let (what, title) = match &rules {
            Rules::Book(book) => ("book".to_owned(), book.title().to_owned()),
            Rules::Reformed { reform, over } => {
                (format!("reform of {}", over.id()), reform.name().to_owned())
            }
        };
        let book = rules.book();
        let assumptions = book.as_ref().map_or(0, |book| book.assumptions().len());
        if let Ok(book) = &book {
            warnings.push_str(&warned(file, book, loaded.as_ref()));
        }
        let (file, id) = (file.display().to_string(), rules.name().to_owned());
        table.row([file, what, id, title, assumptions.to_string()]);
    }
    if faults.is_empty() {
        Answer::Well(printed(&table) + &warnings)
    } else {
        Answer::Faults(faults)
    }
}

/// What a book of a file is warned of, alone and beside a ledger.
fn warned(file: &Path, book: &RuleBook, loaded: Option<&Loaded>) -> String {
    let beside = loaded.map(|loaded| loaded.book.ledger().warnings_of(book));
    let all = book.warnings().iter().chain(beside.iter().flatten());
    let lines = all.map(|warning| format!("{}: warning: {warning}\n", file.display()));
    lines.collect()
}
