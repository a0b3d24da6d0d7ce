//! Without a citation a rule does not load; here each rule book of the tree is looked through.

use toml::{Table, Value};

use crate::source::{Finding, Source};

/// The tables of a rule that state something, and so say where it stands.
const STATEMENTS: [&str; 2] = ["value", "exception"];

pub(crate) fn every_rule_names_its_source(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("seeds/rules/") || !source.path.ends_with(".toml") {
        return Vec::new();
    }
    let lines: Vec<_> = source.lines.iter().map(|line| line.raw.as_str()).collect();
    let book: Table = match lines.join("\n").parse() {
        Ok(book) => book,
        Err(error) => return vec![Finding::new(&source.path, 1, format!("no TOML: {error}"))],
    };
    let mut found = Vec::new();
    for rule in tables(&book, "rule") {
        let id = rule
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or("a rule without an id");
        let line = lines
            .iter()
            .position(|line| line.contains(&format!("\"{id}\"")));
        let line = line.map_or(1, |at| at + 1);
        if tables(rule, "value").is_empty() {
            let what = format!("{id} has no base case: write a [[rule.value]]");
            found.push(Finding::new(&source.path, line, what));
        }
        for statement in STATEMENTS {
            for (at, stated) in tables(rule, statement).into_iter().enumerate() {
                let cite = stated.get("cite").and_then(Value::as_table);
                if cite.is_none_or(Table::is_empty) {
                    let what = format!("{id}: {statement} {} has no cite", at + 1);
                    found.push(Finding::new(&source.path, line, what));
                }
            }
        }
    }
    found
}

fn tables<'a>(of: &'a Table, name: &str) -> Vec<&'a Table> {
    let list = of.get(name).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect()
}
