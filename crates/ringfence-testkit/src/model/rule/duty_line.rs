//! The lines that a duty looks at: those that there are, and those of which nobody said anything.

use std::collections::BTreeMap;

use ringfence::law::{FactName, Group, Value, vocabulary};

use super::complete::every_text;
use super::duty::years_of;
use crate::generate::Tested;
use crate::tree::{self, Tree};

/// The facts of one line that a duty names, or that say which it is; nothing where one is missing.
pub(super) type Line = BTreeMap<FactName, Option<Value>>;

/// The lines of the years of a duty. Where there is none of a year, or of all streams that one
/// comparison names, there is one of which nothing else is known.
pub(super) fn lines_of(clause: &Tree, tested: &Tested) -> Vec<Line> {
    let mut words = Vec::new();
    every_text(clause, &mut words);
    if !words.contains(&"ledger") {
        return Vec::new();
    }
    let together = streams_named(clause);
    let mut all = Vec::new();
    for year in years_of(clause, tested) {
        let its = |line: &&Line| line.get(&FactName::LedgerYear) == Some(&Some(Value::Year(year)));
        let lines = tested.lines.iter().map(|it| &it.cells).filter(its);
        let lines: Vec<&Line> = lines.collect();
        let nothing_but = |known: &[(FactName, Value)]| {
            let of_group = vocabulary()
                .iter()
                .filter(|it| it.group == Some(Group::Ledger));
            let read = of_group.filter(|it| words.contains(&it.name()));
            let mut line: Line = read.map(|it| (it.fact, None)).collect();
            for (name, value) in known {
                line.insert(*name, Some(value.clone()));
            }
            line
        };
        let year = (FactName::LedgerYear, Value::Year(year));
        if lines.is_empty() {
            all.push(nothing_but(&[year]));
            continue;
        }
        let is_there = |stream: &String| {
            let stream = Some(Value::Text(stream.as_str().into()));
            lines
                .iter()
                .any(|it| it.get(&FactName::LedgerStream) == Some(&stream))
        };
        let missing = together
            .iter()
            .filter(|streams| !streams.iter().any(is_there));
        let silent = missing.map(|streams| {
            let stream = Value::Text(streams[0].as_str().into());
            nothing_but(&[year.clone(), (FactName::LedgerStream, stream)])
        });
        let silent: Vec<Line> = silent.collect();
        let read = |line: &Line| -> Line {
            let cells = line.iter().filter(|(name, _)| words.contains(&name.name()));
            cells.map(|(name, value)| (*name, value.clone())).collect()
        };
        all.extend(lines.into_iter().map(read));
        all.extend(silent);
    }
    all
}

/// The streams that stand in one comparison, comparison by comparison.
fn streams_named(clause: &Tree) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    tree::each_table(clause, &mut |table| {
        let inside = table.get("value").and_then(|value| value.get("fact"));
        let left = table.get("fact").or(inside).and_then(Tree::as_str);
        if left != Some("ledger.stream") {
            return;
        }
        let compared = ["is", "is_not", "one_of", "none_of"];
        for against in compared.iter().filter_map(|operator| table.get(*operator)) {
            let each = match against {
                Tree::Array(list) => list.iter().collect(),
                one => vec![one],
            };
            let streams = each.into_iter().filter_map(Tree::as_str).map(str::to_owned);
            let streams: Vec<String> = streams.collect();
            if !streams.is_empty() && !all.contains(&streams) {
                all.push(streams);
            }
        }
    });
    all
}

/// Each fact that is missing, line by line.
pub(super) fn missing_of_lines(lines: &[Line]) -> impl Iterator<Item = FactName> {
    let cells = lines.iter().flatten();
    cells
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| *name)
}
