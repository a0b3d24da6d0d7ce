//! The page of the facts that rules may read.

use std::fmt::Write;

use ringfence::law::{FactEntry, vocabulary};

const OPENING: &str = "
# Facts

Every fact that a rule may read: the vocabulary is closed, and [`vocabulary`] gives this list. A
sum of `body`, `accountable`, `stream` or `parent` is of the stream of the item only. What is in
pounds is as on the last day of the year, before its close. The facts of a group stand on each of
its records.
This part is generated; `make bless` records it anew.
";

/// The facts, those that begin with one word under it.
pub(crate) fn page() -> String {
    let first = |entry: &FactEntry| entry.name().split('.').next().unwrap_or_default();
    let mut heads: Vec<&str> = Vec::new();
    for head in vocabulary().iter().map(first) {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    let mut page = OPENING.trim_start().to_owned();
    for head in heads {
        let of_head = || vocabulary().iter().filter(|entry| first(entry) == head);
        let is_group = of_head().any(|entry| entry.group.is_some());
        let group = if is_group { " (a group)" } else { "" };
        let rows = "| fact | type | unit | meaning | from |\n|---|---|---|---|---|";
        write!(page, "\n## {head}{group}\n\n{rows}\n").expect("a text takes what is written");
        of_head().for_each(|entry| page.push_str(&row(entry)));
    }
    page
}

fn row(entry: &FactEntry) -> String {
    let kind = format!("{:?}", entry.kind).to_lowercase();
    let (name, unit, meaning, origin) = (entry.name(), entry.unit, entry.meaning, entry.origin);
    let words = match entry.words {
        [] => String::new(),
        words => format!(": `{}`", words.join("`, `")),
    };
    format!("| `{name}` | {kind} | {unit} | {meaning}{words} | {origin} |\n")
}
