//! Why a clause does not apply whatever its condition says, or does less than it says.

use ringfence::law::{FactName, Facts, RuleBook, Verdict};

use law_clause::with_exception;
use law_fixture::{close, item};

mod law_clause;
mod law_fixture;

#[test]
fn a_clause_that_cannot_apply_says_why() {
    let said = |book: &RuleBook, facts: &Facts, label: &str| {
        let why = book.roll_over(facts, close());
        let clause = why.clauses.iter().find(|clause| clause.label == label);
        let clause = clause.expect("a clause of the book");
        let text = why.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(note) = &clause.note {
            assert!(text.contains(note.as_str()), "{note} in {text}");
        }
        (clause.verdict, clause.note.clone())
    };
    let keeps = |to: &str| {
        let keys = "when = { fact = \"item.amount\", recorded = true }\namount = \"all\"\n";
        let text = with_exception("", keys).replace("to = \"same_line\"", to);
        RuleBook::read(&text).expect("a book")
    };
    let plain = keeps("to = \"same_line\"");
    let (verdict, note) = said(&plain, &item("deficit", "-5"), "base");
    assert_eq!(verdict, Verdict::False);
    assert_eq!(note.as_deref(), Some("the item is a deficit, which does not lapse"));
    assert_eq!(said(&plain, &item("free", "5"), "base").1, None);
    let absorbs = text_that_absorbs();
    let (_, note) = said(&absorbs, &item("free", "5"), "base");
    let only = "the item is no deficit, and only a deficit can be absorbed by the accountable body";
    assert_eq!(note.as_deref(), Some(only));
    let elsewhere = keeps("to = { stream = \"core\" }");
    let (verdict, note) = said(&elsewhere, &item("commitment", "5"), "kept");
    assert_eq!(verdict, Verdict::False);
    assert!(note.is_some_and(|note| note.contains("stays where it is")));
    assert_eq!(said(&elsewhere, &item("free", "5"), "kept"), (Verdict::True, None));
    let project = keeps("to = \"project\"");
    let (verdict, note) = said(&project, &item("free", "5"), "kept");
    assert_eq!(verdict, Verdict::True);
    assert!(note.is_some_and(|note| note.contains("no project")));
    let mut tied = item("earmark", "5");
    tied.set(FactName::ProjectId, "triage", &[1]).expect("a text");
    assert_eq!(said(&project, &tied, "kept").1, None);
}

fn text_that_absorbs() -> RuleBook {
    let keys = "when = { fact = \"item.kind\", is = \"hold\" }\namount = \"all\"\n";
    let text = with_exception("", keys).replace("outcome = \"lapse\"", "outcome = \"absorb\"");
    RuleBook::read(&text).expect("a book")
}
