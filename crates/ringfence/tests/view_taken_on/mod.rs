//! What was taken on from another book says so wherever it is read.

use ringfence::state::Selection;
use ringfence::view;

use super::{Told, shows};

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
