//! An order of which not all is kept is owed all the same, and its explanation says so.

use chrono::NaiveDate;
use ringfence::law::{Disposal, Explained, Fact, FactName, Facts, RuleBook};
use ringfence::word::Money;

use law_clause::with_exception;

mod law_clause;

/// An item of £100.
fn item(kind: &str) -> Facts {
    let mut facts = Facts::new();
    let mut set = |name, fact: Fact| {
        facts.set(name, fact, &[1]).expect("a fact of its type");
    };
    set(FactName::ItemKind, kind.into());
    set(FactName::ItemAmount, Money::new(10_000).into());
    set(FactName::StreamId, "cluster".into());
    facts
}

fn close() -> NaiveDate {
    "2017-03-31".parse().expect("a day of the test")
}

/// What becomes of £100, of which a clause takes a part.
fn why(kind: &str, keys: &str) -> Explained<Disposal> {
    let text = with_exception(
        "",
        &format!("when = {{ fact = \"item.amount\", above = 0 }}\n{keys}"),
    );
    let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{keys}: {faults}"));
    book.roll_over(&item(kind), close())
}

const OWED: &str = "The order itself stands: what it has not cost yet is owed next year, and no \
                    money is kept for ";

#[test]
fn an_order_of_which_not_all_is_kept_is_said_to_be_owed() {
    for (amount, sum) in [
        ("0", "£100.00"),
        ("\"60\"", "£40.00"),
        ("\"99.99\"", "£0.01"),
    ] {
        let why = why("commitment", &format!("amount = {amount}"));
        let wanted = format!("{OWED}{sum} of it.");
        assert!(why.answer.ends_with(&wanted), "{}", why.answer);
        let json = serde_json::to_value(&why).expect("it is written");
        assert_eq!(json["answer"], why.answer.as_str());
        let text = why
            .to_string()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(text.contains(&wanted), "{text}");
        assert!(why.to_markdown().contains(&wanted));
    }
}

#[test]
fn nothing_is_owed_of_what_is_kept_whole_or_is_no_order() {
    for (kind, amount) in [
        ("commitment", "\"all\""),
        ("commitment", "\"100\""),
        ("hold", "\"60\""),
        ("earmark", "0"),
        ("free", "\"60\""),
    ] {
        let why = why(kind, &format!("amount = {amount}"));
        assert!(
            !why.answer.contains("order"),
            "{kind} {amount}: {}",
            why.answer
        );
    }
}

#[test]
fn of_an_order_that_is_not_decided_nothing_is_said() {
    let text = with_exception(
        "",
        "when = { fact = \"commitment.placed_on\", after = 2016-06-30 }\namount = \"all\"",
    );
    let book = RuleBook::read(&text).expect("a book");
    let mut facts = item("commitment");
    facts
        .set(FactName::CommitmentPlacedOn, Fact::Unknown, &[3])
        .expect("unknown");
    let why = book.roll_over(&facts, close());
    assert!(
        !why.result.is_decided() && !why.answer.contains("order"),
        "{}",
        why.answer
    );
}
