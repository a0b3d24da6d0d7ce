//! Items of one cluster at one year end, for the tests of the law.

use chrono::NaiveDate;
use ringfence::law::{Disposal, Fact, FactName, Facts, Group, Outcome, Record, RuleBook};
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

pub(crate) fn preset(name: &str) -> RuleBook {
    RuleBook::preset(name).expect("a preset that loads")
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

/// The same for an approved project that is late.
pub(crate) fn late(
    kind: &str,
    amount: &str,
    tied: &str,
    attributable_to: Fact,
    end: Fact,
) -> Facts {
    let mut facts = item(kind, amount);
    facts
        .set(FactName::ItemTied, pounds(tied), &[5])
        .expect("a sum");
    facts
        .set(FactName::ItemAttached, kind == "commitment", &[6])
        .expect("a flag");
    facts
        .set(FactName::ProjectApproved, true, &[4])
        .expect("a flag");
    let mut delay = Record::new(Group::Delay);
    delay
        .set(FactName::DelayAttributableTo, attributable_to, &[8])
        .expect("a text");
    delay
        .set(FactName::DelayStart, day("2016-09-01"), &[8])
        .expect("a day");
    delay.set(FactName::DelayEnd, end, &[8]).expect("a day");
    facts.add(delay);
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
