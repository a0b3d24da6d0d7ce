//! The chapter "Write your own rule": what its last table tells people to write can be read.

use ringfence::law::RuleBook;

const PAGE: &str = include_str!("../docs/write_a_rule.md");

const BOOK: &str = r#"
[book]
id = "tried"
title = "Tried"

[[fact]]
id = "asked_on"
type = "date"
of = "line"
meaning = "when it was asked for"

[[fact]]
id = "agreed"
type = "money"
of = "line"
meaning = "how much was agreed"

[[parameter]]
id = "ceiling"
type = "money"

[[parameter.value]]
in_force_from = 2020-04-01
value = "5000"
cite = { assumption = "A ceiling.", by = "a test" }

[[rule]]
id = "tried"
question = "roll_over"
streams = "any"

[[rule.value]]
in_force_from = 2020-04-01
outcome = "lapse"
cite = { assumption = "What is left.", by = "a test" }

[[rule.exception]]
label = "tried"
over = "base"
in_force_from = 2020-04-01
cite = { assumption = "What is tried.", by = "a test" }
"#;

/// The lines of an exception around what a cell says to write.
fn around(written: &str) -> Option<String> {
    let key = |name: &str| written.starts_with(name);
    let when = "when = { fact = \"item.kind\", is = \"free\" }\n";
    let outcome = "outcome = \"roll_over\"\nto = \"same_line\"\n";
    let amount = "amount = \"all\"\n";
    let rest = match written {
        _ if written.contains('…') => return None,
        _ if key("amount =") => format!("{when}{outcome}{written}\n"),
        _ if key("to =") => format!("{when}outcome = \"roll_over\"\n{written}\n{amount}"),
        _ if key("{ fact") => format!("when = {written}\n{outcome}{amount}"),
        _ if key("{ parameter") => format!("{when}{outcome}amount = {written}\n"),
        _ => return None,
    };
    Some(format!("{BOOK}{rest}"))
}

#[test]
fn what_the_table_of_clauses_says_to_write_can_be_read() {
    let (_, table) = PAGE
        .split_once("| the clause says | write |")
        .expect("the table");
    let mut count = 0;
    for row in table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
    {
        let cell = row.split('|').nth(2).expect("two cells");
        for book in cell.split('`').skip(1).step_by(2).filter_map(around) {
            RuleBook::read(&book).unwrap_or_else(|faults| panic!("{row}\n{book}\n{faults}"));
            count += 1;
        }
    }
    assert!(count > 8, "{count}");
}
