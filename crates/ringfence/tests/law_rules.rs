//! Rule files with faults, and decisions under made-up rules with their reasons.

use std::collections::BTreeSet;

use ringfence::law::{Disposal, Fact, FactName, FaultCode, Outcome, Reform, Release, RuleBook};
use ringfence::word::Money;

use law_fixture::{close, day, item, kept, missing, pounds};
use law_project::{late, preset};

mod law_fixture;
mod law_project;

fn with_rule(rest: &str) -> String {
    format!(
        r#"
[book]
id = "made-up"
title = "For a test"
[[rule]]
id = "r"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = {{ assumption = "made up", by = "the test" }}
{rest}"#
    )
}

fn exception(label: &str, over: &str, when: &str, outcome: &str, amount: &str) -> String {
    let to = if outcome == "roll_over" {
        "to = \"same_line\""
    } else {
        ""
    };
    format!(
        r#"
[[rule.exception]]
label = "{label}"
over = "{over}"
in_force_from = 2015-04-01
when = {when}
outcome = "{outcome}"
{to}
amount = {amount}
cite = {{ assumption = "made up", by = "the test" }}
"#
    )
}

const ALWAYS: &str = "{ fact = \"item.amount\", recorded = true }";

fn book(exceptions: &[String]) -> RuleBook {
    RuleBook::read(&with_rule(&exceptions.concat())).expect("a book that loads")
}

#[test]
fn a_deficit_is_absorbed_unless_a_rule_for_deficits_says_otherwise() {
    let lone = book(&[exception("all", "base", ALWAYS, "roll_over", "\"all\"")]);
    let called = book(&[
        exception("all", "base", ALWAYS, "roll_over", "\"all\""),
        exception("call", "base", ALWAYS, "first_call", "\"1000\""),
    ]);
    for amount in ["1500", "-1500"] {
        let deficit = item("deficit", amount);
        for book in [RuleBook::empty(), preset("committee-2017"), lone.clone()] {
            let disposal = book.dispose(&deficit, close());
            assert_eq!(disposal.sum_of(Outcome::Absorb), pounds(amount), "{book:?}");
            assert_eq!(kept(&book, &deficit), Money::ZERO);
        }
        let sum = called.dispose(&deficit, close()).sum_of(Outcome::FirstCall);
        assert_eq!(sum.size(), pounds("1000"));
        assert_eq!(kept(&called, &deficit), Money::ZERO);
    }
    let free = item("free", "1500");
    assert_eq!(kept(&called, &free), pounds("1500"));
}

const FAULTY: &str = r#"[book]
id = "faulty"
title = "Six faults"
[[rule]]
id = "r"
question = "roll_over"
streams = ["cluster"]
colour = "red"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
[[rule.exception]]
label = "a"
over = "b"
in_force_from = 2015-04-01
when = { fact = "projct.approved", is = true }
outcome = "roll_over"
to = "project"
amount = { of = 5, in = 0, round = "down" }
cite = { instrument = "x", clause = "1" }
[[rule.exception]]
label = "b"
over = "a"
in_force_from = 2015-04-01
when = { fact = "item.amount", above = "much" }
outcome = "lapse"
amount = "all"
cite = { instrument = "x", clause = "2" }
"#;

#[test]
fn six_faults_are_all_told_with_line_and_key() {
    let faults = RuleBook::read(FAULTY).expect_err("six faults");
    let found: Vec<_> = faults
        .faults()
        .iter()
        .map(|fault| (fault.line.unwrap_or(0), fault.code, fault.key.as_str()))
        .collect();
    let expected = [
        (8, FaultCode::UnknownKey, "rule[0].colour"),
        (9, FaultCode::Uncited, "rule[0].value[0].cite"),
        (12, FaultCode::Circle, "rule[0].exception[0]"),
        (16, FaultCode::UnknownFact, "rule[0].exception[0].when.fact"),
        (19, FaultCode::BadShare, "rule[0].exception[0].amount"),
        (25, FaultCode::WrongType, "rule[0].exception[1].when.above"),
    ];
    assert_eq!(found, expected);
    let fact = &faults.faults()[3];
    assert_eq!(fact.nearest.as_deref(), Some("project.approved"));
    let circle = &faults.faults()[2].found;
    assert!(
        circle.contains("a over b") && circle.contains("b over a"),
        "{circle}"
    );
}

/// What must be among the faults of a file.
fn refused(text: &str, code: FaultCode) {
    let faults = RuleBook::read(text).expect_err(text);
    let codes: BTreeSet<_> = faults.faults().iter().map(|fault| fault.code).collect();
    assert!(
        codes.contains(&code),
        "{code:?} not among {codes:?} of {text}"
    );
}

/// A book of one base case with these keys.
fn with_base(keys: &str) -> String {
    format!(
        "[book]\nid = \"b\"\ntitle = \"b\"\n[[rule]]\nid = \"r\"\nquestion = \"roll_over\"\n\
         streams = \"any\"\n[[rule.value]]\nin_force_from = 2015-04-01\n{keys}\n\
         cite = {{ instrument = \"x\", clause = \"1\" }}\n"
    )
}

#[test]
fn only_what_is_rolled_over_is_released_and_the_reasons_say_so() {
    let kept = "outcome = \"roll_over\"\nto = \"same_line\"\nrelease = ";
    refused(
        &with_base("outcome = \"lapse\"\nrelease = \"whole\""),
        FaultCode::UnknownKey,
    );
    refused(
        &with_base(&format!("{kept}\"half\"")),
        FaultCode::UnknownWord,
    );
    for (word, release, says) in [
        (
            "undrawn",
            Release::Undrawn,
            "£100.00 rolls over on the same line, usable from 2017-04-01.",
        ),
        (
            "whole",
            Release::Whole,
            "£100.00 rolls over on the same line, usable from 2017-04-01, released whole.",
        ),
    ] {
        let book = RuleBook::read(&with_base(&format!("{kept}\"{word}\""))).expect("a book");
        let why = book.roll_over(&item("free", "100"), close());
        assert_eq!(why.result.parts()[0].release, release);
        assert_eq!(why.answer, says);
    }
}

#[test]
fn never_junk_panics() {
    // A fixed generator (xorshift64*), so that the run is the same everywhere.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |bound: usize| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    };
    let sources = RuleBook::presets().map(|name| preset(name).text().to_owned());
    let sources: Vec<String> = sources.chain([FAULTY.to_owned()]).collect();
    let pieces = [
        "{", "}", "[", "]", "\"", "'", "=", "\n", ",", "0", "é", "all", "\\", "1e9", "-",
    ];
    for round in 0..3_000 {
        let mut text: Vec<char> = sources[round % sources.len()].chars().collect();
        for _ in 0..=next(4) {
            let at = next(text.len());
            let until = (at + next(9)).min(text.len());
            let piece = pieces[next(pieces.len())];
            text.splice(at..until, piece.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(faults) = RuleBook::read(&text) {
            assert!(
                !faults.faults().is_empty(),
                "a refusal without a fault: {text}"
            );
        }
        let _ = Reform::read(&text);
        let junk: Vec<u8> = (0..next(200)).map(|_| next(256) as u8).collect();
        assert!(RuleBook::read(&String::from_utf8_lossy(&junk)).is_err());
    }
    let deep = "{\"a\":".repeat(5_000);
    assert!(RuleBook::read(&deep).is_err());
    assert!(RuleBook::read(&format!("a = {}", "[".repeat(50_000))).is_err());
    let nested = "{ not = ".repeat(3_000);
    assert!(RuleBook::read(&with_rule(&exception("a", "base", &nested, "lapse", "1"))).is_err());
}

#[test]
fn a_value_counts_from_its_day_and_gives_way_to_the_next() {
    let later =
        exception("a", "base", ALWAYS, "roll_over", "\"30\"").replace("2015-04-01", "2016-06-15");
    let last = exception("a", "base", ALWAYS, "revert", "\"all\"")
        .replace("2015-04-01", "2017-06-15\nin_force_until = 2018-06-14");
    let book = book(&[later, last]);
    let facts = item("free", "100");
    for (on, outcome, sum) in [
        ("2015-03-31", Outcome::Lapse, "100"),
        ("2016-06-14", Outcome::RollOver, "0"),
        ("2016-06-15", Outcome::RollOver, "30"),
        ("2017-06-14", Outcome::RollOver, "30"),
        ("2017-06-15", Outcome::Revert, "100"),
        ("2018-06-14", Outcome::Revert, "100"),
        ("2018-06-15", Outcome::Lapse, "100"),
    ] {
        assert_eq!(
            book.dispose(&facts, day(on)).sum_of(outcome),
            pounds(sum),
            "{on}"
        );
        assert!(book.roll_over(&facts, day(on)).arithmetic.adds_up());
    }
    let unset = book.roll_over(&facts, day("2015-03-31"));
    assert_eq!(unset.citation(), None);
    assert!(unset.to_string().contains("unset means lapse"), "{unset}");
}

#[test]
fn two_that_apply_and_disagree_are_a_conflict_unless_one_stands_over_the_other() {
    let keep = exception("keep", "base", ALWAYS, "roll_over", "\"all\"");
    let back = exception("back", "base", ALWAYS, "revert", "\"all\"");
    let above = exception("back", "keep", ALWAYS, "revert", "\"40\"");
    let same = exception("same", "base", ALWAYS, "roll_over", "\"100\"");
    let facts = item("free", "100");
    let disagree = book(&[keep.clone(), back]).roll_over(&facts, close());
    let labels = ["keep", "back"].map(str::to_owned).to_vec();
    assert_eq!(disagree.result, Disposal::Conflict { labels });
    assert_eq!(disagree.citation(), None);
    let settled = book(&[keep.clone(), above]);
    assert_eq!(
        kept(&settled, &facts),
        pounds("60"),
        "the rest takes the rule below"
    );
    assert_eq!(
        kept(&book(&[keep, same]), &facts),
        pounds("100"),
        "they agree"
    );
}

#[test]
fn an_unknown_that_does_not_matter_asks_for_nothing() {
    let unknown = "{ fact = \"project.approved\", is = true }";
    let mut facts = item("free", "100");
    facts
        .set(FactName::ProjectApproved, Fact::Unknown, &[3])
        .expect("unknown");
    let matters = exception("a", "base", unknown, "roll_over", "\"all\"");
    assert_eq!(
        missing(&book(std::slice::from_ref(&matters)), &facts),
        ["project.approved"]
    );
    let same = exception("a", "base", unknown, "lapse", "\"all\"");
    assert_eq!(kept(&book(&[same]), &facts), Money::ZERO);
    let over = exception("b", "a", ALWAYS, "roll_over", "\"all\"");
    assert_eq!(kept(&book(&[matters.clone(), over]), &facts), pounds("100"));
    let nothing = exception("a", "base", unknown, "roll_over", "\"0\"");
    assert_eq!(kept(&book(&[nothing]), &facts), Money::ZERO);

    let mut tied = item("earmark", "100");
    tied.set(FactName::ItemTied, Fact::Unknown, &[3])
        .expect("unknown");
    let least = exception(
        "a",
        "base",
        ALWAYS,
        "roll_over",
        "{ least = [\"tied\", \"0\"] }",
    );
    assert_eq!(kept(&book(&[least]), &tied), Money::ZERO);
    let plain = exception("a", "base", ALWAYS, "roll_over", "\"tied\"");
    assert_eq!(missing(&book(&[plain]), &tied), ["item.tied"]);
    tied.set(FactName::ItemAmount, Fact::Unknown, &[])
        .expect("unknown");
    assert_eq!(missing(&RuleBook::empty(), &tied), ["item.amount"]);
}

#[test]
fn amounts_are_taken_to_the_penny() {
    // By hand: 7 in 100 of £1.99 is 13.93 pence.
    for (amount, sum) in [
        ("{ of = 7, in = 100, round = \"down\" }", "0.13"),
        ("{ of = 7, in = 100, round = \"up\" }", "0.14"),
        (
            "{ greatest = [\"0.50\", { of = 1, in = 2, round = \"half_even\" }] }",
            "1.00",
        ),
        ("{ least = [\"5\", \"all\"] }", "1.99"),
        ("1", "1.00"),
    ] {
        let book = book(&[exception("a", "base", ALWAYS, "roll_over", amount)]);
        assert_eq!(kept(&book, &item("free", "1.99")), pounds(sum), "{amount}");
        assert_eq!(kept(&book, &item("free", "0")), Money::ZERO);
    }
}

#[test]
fn reasons_name_source_facts_bound_and_the_nearest_change() {
    let book = preset("bma-2017");
    let facts = late("commitment", "20000", "12000", "powys".into(), Fact::Absent);
    let why = book.roll_over(&facts, close());
    assert!(
        why.citation()
            .is_some_and(|cite| cite.to_string().contains("BMA Cymru Wales"))
    );
    assert_eq!(why.book_hash, book.hash());
    let read = why
        .facts
        .iter()
        .find(|read| read.fact == FactName::DelayAttributableTo);
    assert_eq!(
        read.map(|read| (read.entries.as_slice(), read.record)),
        Some((&[8][..], Some(1)))
    );
    assert!(
        why.bound
            .as_deref()
            .is_some_and(|text| text.contains("£12,000.00"))
    );
    assert_eq!(why.to_string(), book.roll_over(&facts, close()).to_string());

    let mut refused = late("earmark", "20000", "20000", "powys".into(), Fact::Absent);
    refused
        .set(FactName::ProjectApproved, false, &[])
        .expect("a flag");
    let why = book.roll_over(&refused, close());
    let change = "if project.approved were true this would roll over £20,000.00 \
                  for the same project.";
    assert_eq!(why.nearest_change.as_deref(), Some(change));
    let clause = why
        .clauses
        .iter()
        .find(|clause| clause.label == "delayed-project");
    assert_eq!(
        clause.map(|clause| clause.verdict.known()),
        Some(Some(false))
    );

    let unknown = late("earmark", "20000", "20000", Fact::Unknown, Fact::Absent);
    let why = book.roll_over(&unknown, close());
    let verdicts: Vec<_> = why
        .clauses
        .iter()
        .map(|clause| clause.verdict.known())
        .collect();
    assert_eq!(verdicts, [Some(true), None]);
    let json = serde_json::to_value(&why).expect("JSON");
    assert_eq!(json["clauses"][1]["verdict"], serde_json::Value::Null);
    assert_eq!(json["result"]["missing"][0], "delay.attributable_to");
    assert!(why.to_markdown().contains("### Clauses"));
}

#[test]
fn the_nearest_change_turns_the_same_comparison_wherever_it_stands() {
    let approved = "{ fact = \"project.approved\", is = true }";
    let book = book(&[
        exception("a", "base", approved, "roll_over", "\"40\""),
        exception("b", "a", approved, "roll_over", "\"all\""),
    ]);
    let why = book.roll_over(&item("free", "100"), close());
    let change = "if project.approved were true this would roll over £100.00 on the same line.";
    assert_eq!(why.nearest_change.as_deref(), Some(change));
}

#[test]
fn what_nobody_can_change_is_no_nearest_change() {
    let kind = "{ fact = \"item.kind\", is = \"commitment\" }";
    let elsewhere = "{ fact = \"body.id\", is = \"south-powys\" }";
    let later = "{ fact = \"year.first_day\", on_or_after = 2018-04-01 }";
    let change = |when: &str| {
        let book = book(&[exception("a", "base", when, "roll_over", "\"all\"")]);
        let why = book.roll_over(&item("free", "100"), close());
        assert_eq!(why.result.sum_of(Outcome::RollOver), Money::ZERO, "{when}");
        why.nearest_change
    };
    for fixed in [kind, elsewhere, later] {
        assert_eq!(change(fixed), None, "{fixed}");
        // What somebody can change is told, wherever it stands beside it.
        let approved = "{ fact = \"project.approved\", is = true }";
        let either = format!("{{ any = [{fixed}, {approved}] }}");
        let told = "if project.approved were true this would roll over £100.00 on the same line.";
        assert_eq!(change(&either).as_deref(), Some(told), "{fixed}");
    }
    // A comparison of the two is one that somebody can change; so is how long one waits.
    let told = |when: &str| change(when).is_some();
    assert!(told(
        "{ fact = \"project.id\", is = { fact = \"body.id\" } }"
    ));
    assert!(told(
        "{ fact = \"year.known_to\", on_or_after = 2017-05-01 }"
    ));
}

#[test]
fn always_any_set_of_verdicts_adds_up_and_is_told_twice_the_same() {
    // Every combination of true, false and unknown over three conditions of three exceptions.
    let on = |fact: &str| format!("{{ fact = \"{fact}\", is = true }}");
    let book = book(&[
        exception("a", "base", &on("project.approved"), "roll_over", "\"40\""),
        exception("b", "a", &on("item.attached"), "revert", "\"tied\""),
        exception(
            "c",
            "base",
            "{ fact = \"line.hops\", is = 1 }",
            "roll_over",
            "\"40\"",
        ),
    ]);
    let states = [Fact::Absent, Fact::Unknown, true.into(), false.into()];
    let hops = [Fact::Absent, Fact::Unknown, 1.into(), 2.into()];
    let sums = [
        Fact::Absent,
        Fact::Unknown,
        pounds("33.33").into(),
        pounds("500").into(),
    ];
    for place in 0..256 {
        let mut facts = item("earmark", "99.99");
        let of = |list: &[Fact; 4], digit: u32| list[place / 4_usize.pow(digit) % 4].clone();
        facts
            .set(FactName::ProjectApproved, of(&states, 0), &[])
            .expect("a flag");
        facts
            .set(FactName::ItemAttached, of(&states, 1), &[])
            .expect("a flag");
        facts
            .set(FactName::LineHops, of(&hops, 2), &[])
            .expect("a number");
        facts
            .set(FactName::ItemTied, of(&sums, 3), &[])
            .expect("a sum");
        let why = book.roll_over(&facts, close());
        assert_eq!(why.result, book.dispose(&facts, close()), "{place}");
        assert!(why.arithmetic.adds_up(), "{place}: {why}");
        let total = Money::total(why.result.parts().iter().map(|part| part.amount));
        assert!(
            !why.result.is_decided() || total == Some(pounds("99.99")),
            "{place}: {why}"
        );
    }
}
