//! Shares that are rounded to a whole sum: once, from the exact share.

use ringfence::law::{Fact, FactName, Facts, RuleBook};
use ringfence::word::Money;

use law_clause::with_exception;
use law_fixture::{close, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

const STEP: &str = r#"
[[parameter]]
id = "step"
type = "money"
[[parameter.value]]
in_force_from = 2015-04-01
value = "STATED"
cite = { assumption = "made up", by = "the test" }
"#;

/// £10,000 are free on a line that has spent so much.
fn spent(sum: &str) -> Facts {
    let mut facts = item("free", "10000");
    facts
        .set(FactName::LineSpent, pounds(sum), &[3])
        .expect("a sum");
    facts
}

/// Keeps so many in so many of what was spent, and no less than nothing.
fn share(of: &str, keys: &str) -> String {
    format!("{{ {of}, {keys}, from = {{ fact = \"line.spent\" }} }}")
}

fn book(lists: &str, amount: &str) -> RuleBook {
    let text = with_exception(
        lists,
        &format!("when = {{ fact = \"item.kind\", is = \"free\" }}\namount = {amount}"),
    );
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{amount}: {faults}"))
}

/// What is kept of a share: its fraction, how it is rounded, to what, and the sum that it is of.
fn kept_of([of, round, step, from]: [&str; 4]) -> Money {
    let keys = format!("round = \"{round}\", to_whole = {step}");
    kept(&book("", &share(of, &keys)), &spent(from))
}

#[test]
fn a_share_is_rounded_once_to_a_whole_sum() {
    let twentieth = "of = 5, in = 100";
    for (share, sum) in [
        // By hand: a twentieth of 39,999.99 is 1,999.9995; of 40,000 2,000; of 40,000.20 2,000.01.
        ([twentieth, "down", "\"1000\"", "39999.99"], "1000"),
        ([twentieth, "down", "\"1000\"", "40000"], "2000"),
        ([twentieth, "up", "1000", "40000"], "2000"),
        ([twentieth, "up", "1000", "40000.20"], "3000"),
        // A seventh of 3.49 is 0.49857…: to the penny first it would be 0.50, and then 1.
        (["of = 1, in = 7", "half_up", "\"1\"", "3.49"], "0"),
        (["of = 1, in = 7", "half_up", "\"1\"", "3.50"], "1"),
    ] {
        assert_eq!(kept_of(share), pounds(sum), "{share:?}");
    }
}

#[test]
fn a_half_goes_to_the_even_multiple_and_any_sum_is_a_whole_of_itself() {
    let (half, all) = ("of = 1, in = 2", "of = 1, in = 1");
    for (share, sum) in [
        // By hand: a half of one hundred is nought times a hundred, of three it is two times.
        ([half, "half_even", "\"100\"", "100"], "0"),
        ([half, "half_even", "\"100\"", "300"], "200"),
        ([half, "half_even", "\"100\"", "100.02"], "100"),
        // A sum that is no share; to less than a pound.
        ([all, "down", "\"1\"", "12.99"], "12"),
        ([all, "down", "\"0.05\"", "12.99"], "12.95"),
        ([all, "down", "\"0.01\"", "12.99"], "12.99"),
    ] {
        assert_eq!(kept_of(share), pounds(sum), "{share:?}");
    }
}

#[test]
fn a_share_of_less_than_nothing_is_rounded_as_one_of_more() {
    // By hand: a half of −1,001 is −500.50; nearer nought −500, further −501. £1,000 are added.
    for (round, sum) in [
        ("down", "500"),
        ("up", "499"),
        ("half_up", "499"),
        ("half_even", "500"),
    ] {
        let part = format!(
            "{{ of = 1, in = 2, round = \"{round}\", to_whole = \"1\", from = {{ minus = \
             [\"0\", {{ fact = \"line.spent\" }}] }} }}"
        );
        let amount = format!("{{ plus = [\"1000\", {part}] }}");
        let kept = kept(&book("", &amount), &spent("1001"));
        assert_eq!(kept, pounds(sum), "{round}");
    }
}

#[test]
fn a_whole_multiple_of_nothing_is_nothing() {
    let amount = share(
        "of = 1, in = 2",
        "round = \"up\", to_whole = { parameter = \"step\" }",
    );
    // By hand: a half of 2,500 is 1,250.
    for (step, sum) in [("500", "1500"), ("0.01", "1250"), ("0", "0"), ("-500", "0")] {
        let book = book(&STEP.replace("STATED", step), &amount);
        assert_eq!(kept(&book, &spent("2500")), pounds(sum), "{step}");
    }
    let stated = |step: &str| {
        let amount = share(
            "of = 1, in = 2",
            &format!("round = \"up\", to_whole = {step}"),
        );
        RuleBook::read(&with_exception(
            "",
            &format!("when = {{ fact = \"item.kind\", is = \"free\" }}\namount = {amount}"),
        ))
    };
    assert!(stated("\"0.01\"").is_ok());
    for step in ["\"0\"", "0", "\"-1\"", "-1", "0.5", "\"0.001\""] {
        assert!(stated(step).is_err(), "{step}");
    }
}

#[test]
fn a_step_that_is_not_known_asks_only_where_it_could_matter() {
    let mut facts = spent("2500");
    facts
        .set(FactName::LineAllocated, Fact::Unknown, &[7])
        .expect("unknown");
    let of = |round: &str| {
        share(
            "of = 1, in = 2",
            &format!("round = \"{round}\", to_whole = {{ fact = \"line.allocated\" }}"),
        )
    };
    assert_eq!(missing(&book("", &of("down")), &facts), ["line.allocated"]);
    // By hand: a half is 1,250, and no multiple below it is more; a larger one up may be.
    let with_a_floor = |round: &str| format!("{{ greatest = [\"1250\", {}] }}", of(round));
    assert_eq!(
        kept(&book("", &with_a_floor("down")), &facts),
        pounds("1250")
    );
    assert_eq!(
        missing(&book("", &with_a_floor("up")), &facts),
        ["line.allocated"]
    );
    let nothing = spent("0");
    assert_eq!(kept(&book("", &of("up")), &nothing), Money::ZERO);
}

#[test]
fn what_it_is_rounded_to_is_said() {
    for (round, words) in [
        ("down", "rounded down to a multiple of £1,000.00"),
        (
            "half_even",
            "rounded to the nearest multiple of £1,000.00, a half to the even one",
        ),
    ] {
        let keys = format!("round = \"{round}\", to_whole = \"1000\"");
        let book = book("", &share("of = 5, in = 100", &keys));
        let said = book.roll_over(&spent("50000"), close()).to_string();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(words), "{said}");
    }
}
