//! What was taken on from another book says so wherever it is read.

use ringfence::law::RuleBook;
use ringfence::noun::BodyId;
use ringfence::state::{Rules, Selection};
use ringfence::view;
use ringfence::word::Money;

use super::{Told, a_year, shows, year};

const LINE: &str = "stream=core|body=north|year=2018-19|source=the board's ledger";
const DAY: &str = "effective=2018-09-01";

fn taken_on() -> Told {
    let mut told = Told::begun();
    told.post("add_stream", "id=core|purposes=access");
    told.post(
        "take_on",
        &format!("{LINE}|vintage=2016-17|authority=60|invoiced=20|released=30|{DAY}"),
    );
    told.post(
        "spend",
        "stream=core|body=north|purpose=access|amount=5|effective=2018-09-03",
    );
    told
}

/// £60 of 2016-17, £20 of it invoiced and £30 released; then £5 more is spent.
#[test]
fn a_statement_begins_with_what_was_taken_on() {
    let told = taken_on();
    let year = "2018-19".parse().expect("as the test has it");
    let table = view::statement(&told.ledger, &Selection::default(), year);
    let table = table.expect("as the test has it");
    let what: Vec<_> = table.cells_of("what").map(ToString::to_string).collect();
    let day = "taken on at 2018-09-01";
    let (invoiced, released) = (format!("{day} as invoiced"), format!("{day} as released"));
    assert_eq!(
        what,
        ["opening", day, &invoiced, &released, "spent", "closing"]
    );
    let free: Vec<_> = table
        .cells_of("available")
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        free,
        ["£0.00", "£60.00", "£40.00", "£40.00", "£35.00", "£35.00"]
    );
}

#[test]
fn a_position_says_from_when_its_balances_are() {
    let told = taken_on();
    let table = view::positions(&told.ledger, &Selection::default()).expect("as the test has it");
    let marked = [
        ("base", "taken on at 2018-09-01"),
        ("hops", "2"),
        ("rolled_in", "£60.00"),
        ("spent", "£25.00"),
    ];
    shows(&table, &[("body", "north")], &marked);
}

/// North kept £142,000 of 2016-17 under the committee's rule (12,000 owed, 30,000 tied, 100,000
/// free), and £1,000 of that year was taken on in 2017-18, when the book in force had let all
/// lapse: the committee keeps 142,000 at the first year end and 143,000 at the second.
#[test]
fn what_was_taken_on_stands_beside_what_another_rule_would_have_kept() {
    let mut told = a_year();
    told.close("2016-17", "wales-2016", "2017-03-31");
    told.post(
        "take_on",
        "stream=cluster|body=north|year=2017-18|vintage=2016-17|recurrence=recurrent|\
         authority=1000|source=a sheet|effective=2017-06-01",
    );
    let rules = |name| Rules::Book(RuleBook::preset(name).expect("as the test has it"));
    let (old, new) = (rules("committee-2017"), rules("wales-2016"));
    let years = [year("2016-17"), year("2017-18")];
    let of = told.ledger.compare(&told.entries, &old, &[new], &years);
    let of = of.expect("as the test has it");
    let north: BodyId = "north".parse().expect("as the test has it");
    let its = of.rows.iter().filter(|row| row.line.body == north);
    let its = its.filter(|row| row.line.vintage == years[0]);
    let kept = Money::total(its.map(|row| row.kept_by_baseline)).expect("within range");
    assert_eq!(kept.to_string(), "285000.00");
}
