//! The month and the year of a day.

use ringfence::law::{Fact, FactName, Facts, RuleBook};
use ringfence::word::{FinancialYear, Money};

use law_clause::with_exception;
use law_fixture::{close, day, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

/// An order of £100 that was placed on a day.
fn placed(on: impl Into<Fact>) -> Facts {
    let mut facts = item("commitment", "100");
    let year: FinancialYear = "2016-17".parse().expect("a year of the test");
    facts.set(FactName::YearItself, year, &[]).expect("a year");
    facts
        .set(FactName::CommitmentPlacedOn, on, &[3])
        .expect("a day");
    facts
}

fn book(when: &str) -> RuleBook {
    let text = with_exception("", &format!("when = {when}\namount = \"all\""));
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{when}: {faults}"))
}

fn of(head: &str, test: &str) -> RuleBook {
    book(&format!(
        "{{ value = {{ {head} = {{ fact = \"commitment.placed_on\" }} }}, {test} }}"
    ))
}

fn holds(head: &str, test: &str, on: &str) -> bool {
    kept(&of(head, test), &placed(day(on))) == pounds("100")
}

#[test]
fn a_day_lies_in_its_month() {
    let last_quarter = "one_of = [1, 2, 3]";
    for (on, lies) in [
        ("2016-12-31", false),
        ("2017-01-01", true),
        ("2017-03-31", true),
        ("2017-04-01", false),
    ] {
        assert_eq!(holds("month_of", last_quarter, on), lies, "{on}");
    }
    assert!(holds("month_of", "is = 12", "2016-12-31"));
    assert!(holds("month_of", "is = 2", "2016-02-29"));
}

#[test]
fn a_day_lies_in_the_year_that_begins_as_the_one_asked() {
    let earlier = "before = { fact = \"year.itself\" }";
    for (on, lies) in [
        ("2016-03-31", true),
        ("2016-04-01", false),
        ("2015-04-01", true),
        ("2017-04-01", false),
    ] {
        assert_eq!(holds("year_of", earlier, on), lies, "{on}");
    }
    assert!(holds("year_of", "is = \"2016-17\"", "2017-03-31"));
    assert!(holds("year_of", "is = \"2017-18\"", "2017-04-01"));
    // Where years begin in October, the last day of September is of the year before.
    let mut facts = placed(day("2016-09-30"));
    facts
        .set(FactName::YearFirstDay, day("2016-10-01"), &[])
        .expect("a day");
    assert_eq!(kept(&of("year_of", earlier), &facts), pounds("100"));
    // Before the first year that there is lies none.
    assert!(!holds("year_of", earlier, "1900-03-31"));
    assert!(holds("year_of", earlier, "1900-04-01"));
}

#[test]
fn what_is_absent_has_no_month_and_no_year() {
    for (head, test) in [
        ("month_of", "at_least = 1"),
        ("month_of", "below = 1"),
        ("year_of", "before = \"2990-91\""),
    ] {
        let kept = kept(&of(head, test), &item("commitment", "100"));
        assert_eq!(kept, Money::ZERO, "{head} {test}");
    }
}

#[test]
fn a_day_that_is_not_known_is_asked_for_where_its_month_matters() {
    let unknown = placed(Fact::Unknown);
    assert_eq!(
        kept(&of("month_of", "at_least = 1"), &unknown),
        pounds("100")
    );
    assert_eq!(kept(&of("month_of", "above = 12"), &unknown), Money::ZERO);
    for (head, test) in [
        ("month_of", "at_least = 2"),
        ("month_of", "is = 12"),
        ("year_of", "is = \"2016-17\""),
    ] {
        assert_eq!(
            missing(&of(head, test), &unknown),
            ["commitment.placed_on"],
            "{head} {test}"
        );
    }
}

#[test]
fn the_month_that_was_read_is_shown() {
    let why = of("month_of", "is = 3").roll_over(&placed(day("2017-03-31")), close());
    let said = why
        .to_string()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(said.contains("the month of commitment.placed_on"), "{said}");
}
