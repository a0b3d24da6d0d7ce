//! An empty reform changes nothing, and a book says the same however it is written.

use chrono::NaiveDate;
use ringfence::law::{Reform, RuleBook};

use crate::generate::Given;
use crate::tree;

/// Law 21: a reform without changes gives the same book; one that brings what no rule reads, and
/// the same book written as JSON or as TOML, give the same answers; a text has one hash.
pub fn never_an_empty_reform_changes_a_result(book: &RuleBook, given: &Given, on: NaiveDate) {
    let facts = given.facts();
    let said = book.dispose(&facts, on);
    let again = read(book.text());
    assert_eq!((again.hash(), again.text()), (book.hash(), book.text()));
    let reformed = reform(book, "").over(book);
    let reformed = reformed.unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(reformed.hash(), book.hash(), "{}", book.text());
    let brings = reform(book, UNREAD).over(book);
    let brings = brings.unwrap_or_else(|faults| panic!("{faults}\n{}", book.text()));
    assert_ne!(brings.hash(), book.hash());
    let mut alike = vec![again, brings];
    if let Some(tree) = tree::read(book.text()) {
        alike.extend([tree::to_json(&tree), tree::to_toml(&tree)].map(|text| read(&text)));
    }
    for other in alike {
        let then = other.dispose(&facts, on);
        assert_eq!(then, said, "{}\n{}", book.text(), other.text());
    }
}

const UNREAD: &str = "
[[parameter]]
id = \"read-by-nobody\"
type = \"whole\"
[[parameter.value]]
in_force_from = 2010-04-01
value = 1
cite = { assumption = \"Nobody reads it.\", by = \"the testkit\" }
";

fn reform(book: &RuleBook, brings: &str) -> Reform {
    let header = format!(
        "[reform]\nid = \"nothing-new\"\nname = \"Nothing\"\nreason = \"None.\"\n\
         author = \"the testkit\"\nover = \"{}\"\n",
        book.id()
    );
    let reform = Reform::read(&(header + brings));
    reform.unwrap_or_else(|faults| panic!("{faults}"))
}

fn read(text: &str) -> RuleBook {
    match text {
        "" => RuleBook::empty(),
        text => RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}\n{text}")),
    }
}
