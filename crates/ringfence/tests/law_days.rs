//! The month and the year of a day, and the days that several records cover together.

use ringfence::law::{Fact, FactName, Facts, Group, Record, RuleBook};
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

/// A delay from a day to another, put down to somebody; what is not said is not known.
fn delay(ends: [&str; 2], by: Option<&str>) -> Record {
    let mut record = Record::new(Group::Delay);
    let mut set = |name, fact: Fact| {
        record.set(name, fact, &[7]).expect("a fact of its type");
    };
    for (name, end) in [FactName::DelayStart, FactName::DelayEnd]
        .into_iter()
        .zip(ends)
    {
        match end {
            "" => {}
            "?" => set(name, Fact::Unknown),
            end => set(name, day(end).into()),
        }
    }
    set(
        FactName::DelayAttributableTo,
        by.map_or(Fact::Unknown, Fact::from),
    );
    record
}

fn delayed(all: &[([&str; 2], Option<&str>)]) -> Facts {
    let mut facts = item("earmark", "100");
    for (ends, by) in all {
        facts.add(delay(*ends, *by));
    }
    facts
}

/// Keeps all where the delays that are not put down to `own` cover days so many.
fn days_over(test: &str) -> RuleBook {
    book(&format!(
        "{{ value = {{ days_over = \"delay\", from = {{ fact = \"delay.start\" }}, \
         to = {{ fact = \"delay.end\" }}, \
         where = {{ fact = \"delay.attributable_to\", is_not = \"own\" }} }}, {test} }}"
    ))
}

const THEIRS: Option<&str> = Some("upland");

#[test]
fn records_cover_each_day_once() {
    // By hand, nights of June and July 2016.
    for (delays, days) in [
        (vec![], 0),
        (vec![["2016-06-01", "2016-07-01"]], 30),
        // One in another, the same again, touching, apart, and the later one first.
        (
            vec![["2016-06-01", "2016-07-01"], ["2016-06-10", "2016-06-20"]],
            30,
        ),
        (
            vec![["2016-06-01", "2016-07-01"], ["2016-06-01", "2016-07-01"]],
            30,
        ),
        (
            vec![["2016-06-01", "2016-07-01"], ["2016-07-01", "2016-07-31"]],
            60,
        ),
        (
            vec![["2016-06-01", "2016-07-01"], ["2016-07-02", "2016-07-31"]],
            59,
        ),
        (
            vec![["2016-06-16", "2016-07-31"], ["2016-06-01", "2016-07-01"]],
            60,
        ),
        // A long one over two that do not meet, and one that ends within another.
        (
            vec![
                ["2016-06-01", "2016-06-05"],
                ["2016-06-03", "2016-06-25"],
                ["2016-06-20", "2016-06-22"],
                ["2016-06-25", "2016-06-25"],
                ["2016-06-28", "2016-06-30"],
            ],
            26,
        ),
        // Without an end, without a beginning, and from back to front: none.
        (
            vec![
                ["2016-06-01", ""],
                ["", "2016-06-10"],
                ["2016-06-10", "2016-06-01"],
            ],
            0,
        ),
    ] {
        let theirs: Vec<_> = delays.iter().map(|ends| (*ends, THEIRS)).collect();
        let facts = delayed(&theirs);
        let exactly = kept(&days_over(&format!("is = {days}")), &facts);
        assert_eq!(exactly, pounds("100"), "{delays:?}");
    }
    let own = [(["2016-06-01", "2016-07-01"], Some("own"))];
    assert_eq!(kept(&days_over("is = 0"), &delayed(&own)), pounds("100"));
}

#[test]
fn what_records_may_cover_is_asked_for_where_it_matters() {
    let june = (["2016-06-01", "2016-07-01"], THEIRS);
    let perhaps = (["2016-06-16", "2016-07-31"], None);
    let open = (["2016-06-16", "?"], THEIRS);
    // 30 days for certain, 60 at most.
    let facts = delayed(&[june, perhaps]);
    assert_eq!(kept(&days_over("at_least = 30"), &facts), pounds("100"));
    assert_eq!(kept(&days_over("above = 60"), &facts), Money::ZERO);
    assert_eq!(
        missing(&days_over("above = 30"), &facts),
        ["delay.attributable_to"]
    );
    assert_eq!(
        missing(&days_over("at_least = 60"), &facts),
        ["delay.attributable_to"]
    );
    // 30 days for certain, and no end.
    let facts = delayed(&[june, open]);
    assert_eq!(kept(&days_over("at_least = 30"), &facts), pounds("100"));
    assert_eq!(missing(&days_over("above = 30"), &facts), ["delay.end"]);
    assert_eq!(missing(&days_over("above = 9999"), &facts), ["delay.end"]);
    // A day that is not known of a delay that does not count, or that has no beginning.
    let own = (["2016-06-16", "?"], Some("own"));
    let never = (["", "?"], THEIRS);
    let facts = delayed(&[june, own, never, perhaps]);
    assert_eq!(kept(&days_over("at_least = 30"), &facts), pounds("100"));
    assert_eq!(
        missing(&days_over("above = 30"), &facts),
        ["delay.attributable_to"]
    );
}

#[test]
fn the_days_of_each_record_are_shown() {
    let facts = delayed(&[
        (["2016-06-01", "2016-07-01"], THEIRS),
        (["2016-06-16", "2016-07-31"], THEIRS),
        (["2016-01-01", "2016-12-31"], Some("own")),
    ]);
    let why = days_over("at_least = 60").roll_over(&facts, close());
    let said = why
        .to_string()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for words in [
        "the days from delay.start to delay.end of each delay for which \
         delay.attributable_to is not own, each day once",
        "the days from delay.start to delay.end: 30",
        "the days from delay.start to delay.end: 45",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains(": 365"), "{said}");
}
