//! The words of the glossary, and the names by which a program meets them.

use std::collections::BTreeSet;
use std::path::Path;

use ringfence::journal::ActKind;
use ringfence::law::Outcome;
use ringfence::noun::{
    Account, BaseRule, BodyKind, ContributionRule, ContributionState, ControlMode, Counts,
    FloorState, Recurrence, Standing, StreamKind, Wording,
};
use ringfence::state::ItemKind;

/// What the page says of a word that has no name in the code yet.
const LATER: &str = "of a later step";

/// One row of the table: a word, and the names by which a program meets it.
pub(crate) struct Row {
    pub(crate) word: String,
    pub(crate) names: Vec<String>,
    pub(crate) is_later: bool,
}

/// The rows of the glossary's table.
pub(crate) fn rows(page: &str) -> Vec<Row> {
    let table = page.lines().filter(|line| line.starts_with("| ")).skip(1);
    table.map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    assert_eq!(cells.len(), 4, "{line}");
    let quoted = cells[3].split('`').skip(1).step_by(2);
    Row {
        word: cells[0].to_owned(),
        names: quoted.map(str::to_owned).collect(),
        is_later: cells[3].contains(LATER),
    }
}

/// Every name that a program meets: acts, events, fields, accounts, words of closed lists,
/// outcomes, items and columns of views.
pub(crate) fn names(views: &Path) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    for (word, kind) in ActKind::WORDS {
        all.insert((*word).to_owned());
        all.insert(kind.event_word().to_owned());
        all.extend(kind.fields().iter().map(|it| (*it).to_owned()));
    }
    all.extend(ActKind::common_fields().iter().map(|it| (*it).to_owned()));
    all.extend(words::<Account>());
    all.extend(words::<ItemKind>());
    all.extend(words::<Recurrence>());
    all.extend(words::<BodyKind>());
    all.extend(words::<Standing>());
    all.extend(words::<ControlMode>());
    all.extend(words::<BaseRule>());
    all.extend(words::<StreamKind>());
    all.extend(words::<ContributionRule>());
    all.extend(words::<ContributionState>());
    all.extend(words::<Counts>());
    all.extend(words::<FloorState>());
    all.extend(Outcome::ALL.iter().map(|it| it.name().to_owned()));
    columns_under(views, &mut all);
    all
}

fn words<T: Wording>() -> impl Iterator<Item = String> {
    T::WORDS.iter().map(|(word, _)| (*word).to_owned())
}

/// The columns that views declare, and the views themselves.
fn columns_under(folder: &Path, all: &mut BTreeSet<String>) {
    for file in std::fs::read_dir(folder).expect("the views") {
        let path = file.expect("a view").path();
        if path.is_dir() {
            columns_under(&path, all);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a view");
        for line in source.lines().map(str::trim) {
            let column = line.strip_prefix("(\"");
            let column = column.and_then(|rest| rest.split_once("\", ColumnKind::"));
            all.extend(column.map(|(name, _)| name.to_owned()));
            let figure = line.strip_prefix('"').and_then(|it| it.strip_suffix("\","));
            all.extend(figure.map(str::to_owned));
            let view = line.strip_prefix("pub fn ");
            let view = view.and_then(|rest| rest.split_once('('));
            all.extend(view.map(|(name, _)| name.to_owned()));
        }
    }
}
