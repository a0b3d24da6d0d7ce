//! What other rules would have done.

use ringfence::law::RuleBook;
use ringfence::state::Rules;
use ringfence::view;
use ringfence::word::Money;

use super::{a_year, shows, year};

#[test]
fn a_reform_is_compared_item_by_item_and_board_by_board() {
    let mut told = a_year();
    told.post(
        "record_delay",
        "project=triage|cause=procurement|attributable_to=upland|start=2016-09-01|\
         evidence=tender log|effective=2017-01-16",
    );
    let rules = |name| Rules::Book(RuleBook::preset(name).expect("as the test has it"));
    let (old, new) = (rules("wales-2016"), rules("bma-2017"));
    let years = [year("2016-17")];
    let of = told
        .ledger
        .compare(&told.entries, &old, &[new], &years)
        .expect("as the test has it");
    let table = view::compared(&of);
    // The delay keeps the order of 12,000 and the earmark of 30,000.
    assert_eq!(
        table.sum_of("difference"),
        Some("42000".parse().expect("as the test has it"))
    );
    shows(
        &table,
        &[("item", "licences")],
        &[("kept_by_reform", "£12,000.00")],
    );
    // By hand: 42,000 under the exception, and 403,000 lapse by the base case.
    let table = table.sums_by(&["reform", "reason"]).expect("two columns");
    assert_eq!(table.rows.len(), 2);
    for (reason, amount, kept) in [
        (
            "project-roll-over/delayed-project",
            "£42,000.00",
            "£42,000.00",
        ),
        ("project-roll-over/base", "£403,000.00", "£0.00"),
    ] {
        let sums = [("amount", amount), ("kept_by_reform", kept)];
        shows(&table, &[("reason", reason)], &sums);
    }
    let table = view::compared_by_board(&of);
    let upland = [
        ("amount", "£445,000.00"),
        ("kept_by_baseline", "£0.00"),
        ("kept_by_reform", "£42,000.00"),
        ("lapsed_by_reform", "£403,000.00"),
        ("difference", "£42,000.00"),
        ("difference_below", "£42,000.00"),
        ("gains", "those below"),
    ];
    shows(&table, &[("accountable", "upland")], &upland);
}

/// A book under which everything of a stream goes back to the funder.
const GOES_BACK: &str = r#"
book = { id = "goes-back", title = "Unspent money goes back" }
[[rule]]
id = "back"
title = "What becomes of unspent money?"
question = "roll_over"
streams = ["cluster"]
[[rule.value]]
in_force_from = 2016-04-01
outcome = "revert"
cite = { assumption = "It goes back.", by = "this test" }
"#;

#[test]
fn what_goes_back_to_the_funder_is_not_said_to_lapse() {
    let told = a_year();
    let old = Rules::Book(RuleBook::preset("wales-2016").expect("as the test has it"));
    let new = Rules::Book(RuleBook::read(GOES_BACK).expect("as the test has it"));
    let years = [year("2016-17")];
    let of = told.ledger.compare(&told.entries, &old, &[new], &years);
    // 12,000 owed, 30,000 tied and 100,000 free of North; 303,000 of the board's own.
    let table = view::compared_by_board(&of.expect("as the test has it"));
    let upland = [
        ("amount", "£445,000.00"),
        ("lapsed_by_baseline", "£445,000.00"),
        ("lapsed_by_reform", "£0.00"),
        ("reverted_by_reform", "£445,000.00"),
    ];
    shows(&table, &[("accountable", "upland")], &upland);
}

/// A book under which everything is given again, and a deficit is a first call.
const COMES_AGAIN: &str = r#"
book = { id = "comes-again", title = "Unspent money comes again" }
[[rule]]
id = "again"
question = "roll_over"
streams = ["cluster"]
[[rule.value]]
in_force_from = 2016-04-01
outcome = "re_provide"
cite = { assumption = "It comes again.", by = "this test" }
[[rule.exception]]
label = "deficit"
over = "base"
in_force_from = 2016-04-01
when = { fact = "item.kind", is = "deficit" }
outcome = "first_call"
amount = "all"
cite = { assumption = "Next year has less.", by = "this test" }
"#;

#[test]
fn what_is_given_again_or_called_on_is_compared_by_its_own_name() {
    let mut told = a_year();
    let given = "stream=cluster|body=harbour|purpose=access|year=2016-17|actual=true";
    let spent = format!("{given}|amount=1000|effective=2017-03-01");
    told.post("spend", &spent);
    let old = Rules::Book(RuleBook::preset("wales-2016").expect("as the test has it"));
    let new = Rules::Book(RuleBook::read(COMES_AGAIN).expect("as the test has it"));
    let years = [year("2016-17")];
    let of = told.ledger.compare(&told.entries, &old, &[new], &years);
    let of = of.expect("as the test has it");
    let again = Money::total(of.rows.iter().map(|row| row.re_provided_by_reform));
    let called = Money::total(of.rows.iter().map(|row| row.first_call_by_reform));
    // 12,000 owed, 30,000 tied and 100,000 free of North; 303,000 of the board's own; harbour has
    // nothing, and spent 1,000.
    assert_eq!(again, Some(Money::new(44_500_000)));
    assert_eq!(called, Some(Money::new(-100_000)));
    let absorbed = of.rows.iter().map(|row| row.absorbed_by_reform);
    assert_eq!(Money::total(absorbed), Some(Money::ZERO));
}

#[test]
fn money_that_only_the_baseline_still_has_does_not_lapse_a_second_time() {
    let mut told = a_year();
    told.close("2016-17", "wales-2016", "2017-03-31");
    let rules = |name| Rules::Book(RuleBook::preset(name).expect("as the test has it"));
    let (old, new) = (rules("committee-2017"), rules("wales-2016"));
    let years = [year("2016-17"), year("2017-18")];
    let of = told.ledger.compare(&told.entries, &old, &[new], &years);
    let of = of.expect("as the test has it");
    let given_first = of.rows.iter().filter(|row| row.line.vintage == years[0]);
    let sums = given_first.map(|row| [row.kept_by_baseline, row.amount, row.lapsed_by_reform]);
    let sums: Vec<[Money; 3]> = sums.collect();
    let total = |at: usize| Money::total(sums.iter().map(|sum| sum[at])).expect("within range");
    // The committee keeps 445,000 at both year ends. Under the other book it lapses at the first.
    let expected = ["890000.00", "445000.00", "445000.00"];
    assert_eq!([0, 1, 2].map(|at| total(at).to_string()), expected);
}
