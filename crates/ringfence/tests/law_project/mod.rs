//! Late projects and the books that come with the library, for the tests of the law.

use ringfence::law::{Fact, FactName, Facts, Group, Record, RuleBook};

use crate::law_fixture::{day, item, pounds};

pub(crate) fn preset(name: &str) -> RuleBook {
    RuleBook::preset(name).expect("a preset that loads")
}

/// An item of an approved project that is late.
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
