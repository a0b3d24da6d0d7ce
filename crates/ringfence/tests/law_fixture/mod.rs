//! Items of one cluster at one year end, for the tests of the law.

use chrono::NaiveDate;
use ringfence::law::{Disposal, Fact, FactName, Facts, Outcome, RuleBook};
use ringfence::word::Money;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the test")
}

pub(crate) fn close() -> NaiveDate {
    day("2017-03-31")
}

pub(crate) fn pounds(text: &str) -> Money {
    text.parse().expect("a sum of the test")
}

/// An item of the cluster north-powys at the close of 2016-17.
pub(crate) fn item(kind: &str, amount: &str) -> Facts {
    let mut facts = Facts::new();
    let mut set = |name, fact: Fact| {
        facts.set(name, fact, &[1]).expect("a fact of its type");
    };
    set(FactName::ItemKind, kind.into());
    set(FactName::ItemAmount, pounds(amount).into());
    set(FactName::BodyId, "north-powys".into());
    set(FactName::StreamId, "cluster".into());
    set(FactName::LineAge, 0.into());
    set(FactName::YearFirstDay, day("2016-04-01").into());
    set(FactName::YearLastDay, close().into());
    facts
}

/// What is kept of an item, after trying that both ways of asking agree and that it adds up.
pub(crate) fn kept(book: &RuleBook, facts: &Facts) -> Money {
    let why = book.roll_over(facts, close());
    assert_eq!(why.result, book.dispose(facts, close()));
    assert!(why.arithmetic.adds_up(), "{why}");
    assert!(why.result.is_decided(), "{why}");
    let parts = why.result.parts().iter().map(|part| part.amount);
    assert_eq!(Money::total(parts), Some(why.arithmetic.whole), "{why}");
    why.result.sum_of(Outcome::RollOver)
}

pub(crate) fn missing(book: &RuleBook, facts: &Facts) -> Vec<String> {
    match book.dispose(facts, close()) {
        Disposal::NeedsEvidence { missing } => missing,
        other => panic!("decided: {other:?}"),
    }
}
