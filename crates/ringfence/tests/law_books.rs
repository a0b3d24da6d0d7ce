//! The books and reforms that come with the library, and the page on how to write them.

use std::error::Error;

use ringfence::law::{Destination, Fact, FactName, FaultCode, Outcome, Reform, RuleBook};
use ringfence::word::Money;

use law_clause::with_exception;
use law_fixture::{close, day, item, kept, missing, pounds};
use law_project::{late, preset};

mod law_clause;
mod law_fixture;
mod law_project;

type Outcomes = Result<(), Box<dyn Error>>;

#[test]
fn the_year_end_of_the_tour_comes_out_as_stated() {
    // The figures are those of the second tour of the plan: £50,000, nothing, £118,000.
    let tour = |to: Fact| {
        [
            late("commitment", "20000", "20000", to.clone(), Fact::Absent),
            late("earmark", "30000", "30000", to, Fact::Absent),
            item("free", "68000"),
        ]
    };
    let all = |name: &str, to: &str| {
        let each = tour(to.into()).map(|facts| kept(&preset(name), &facts));
        Money::total(each).expect("a small sum")
    };
    assert_eq!(all("bma-2017", "powys"), pounds("50000"));
    assert_eq!(all("bma-2017", "nobody"), pounds("50000"));
    assert_eq!(all("bma-2017", "north-powys"), Money::ZERO);
    assert_eq!(all("bma-2017-attached", "powys"), pounds("50000"));
    assert_eq!(all("committee-2017", "powys"), pounds("118000"));
    assert_eq!(all("wales-2016", "powys"), Money::ZERO);

    let [ordered, earmark, free] = tour(Fact::Unknown);
    for book in ["bma-2017", "bma-2017-attached"].map(preset) {
        assert_eq!(missing(&book, &ordered), ["delay.attributable_to"]);
        assert_eq!(missing(&book, &earmark), ["delay.attributable_to"]);
        assert_eq!(kept(&book, &free), Money::ZERO);
    }
    assert_eq!(kept(&preset("wales-2016"), &ordered), Money::ZERO);
}

#[test]
fn a_delay_that_ended_before_the_year_is_no_reason() {
    let book = preset("bma-2017");
    let ended = |end: Fact| late("earmark", "30000", "30000", "powys".into(), end);
    assert_eq!(kept(&book, &ended(day("2016-03-31").into())), Money::ZERO);
    assert_eq!(
        kept(&book, &ended(day("2016-04-01").into())),
        pounds("30000")
    );
    assert_eq!(missing(&book, &ended(Fact::Unknown)), ["delay.end"]);
    let own = late(
        "earmark",
        "30000",
        "30000",
        "north-powys".into(),
        Fact::Unknown,
    );
    assert_eq!(
        kept(&book, &own),
        Money::ZERO,
        "whenever it ended, it was the cluster's"
    );
}

#[test]
fn what_is_tied_goes_to_the_project_and_the_rest_takes_the_rule_below() {
    let facts = late("commitment", "20000", "12000", "powys".into(), Fact::Absent);
    let disposal = preset("bma-2017").dispose(&facts, close());
    let [first, rest] = disposal.parts() else {
        panic!("two parts: {disposal:?}")
    };
    assert_eq!(
        (first.outcome, first.amount),
        (Outcome::RollOver, pounds("12000"))
    );
    assert_eq!(first.to, Some(Destination::Project));
    assert_eq!(first.available_from, Some(day("2017-04-01")));
    assert_eq!(
        (rest.outcome, rest.amount),
        (Outcome::Lapse, pounds("8000"))
    );
    assert_eq!(kept(&preset("bma-2017-attached"), &facts), pounds("20000"));
}

#[test]
fn the_books_begin_on_the_first_day_of_cluster_money() {
    let facts = late("earmark", "100", "100", "powys".into(), Fact::Absent);
    for (name, sum) in [
        ("wales-2016", "0"),
        ("bma-2017", "100"),
        ("bma-2017-attached", "100"),
        ("committee-2017", "100"),
    ] {
        let on = |text: &str| preset(name).roll_over(&facts, day(text));
        let (before, first) = (on("2015-03-31"), on("2015-04-01"));
        assert_eq!(
            before.result.sum_of(Outcome::Lapse),
            pounds("100"),
            "{name}"
        );
        assert_eq!(before.citation(), None, "{name}: no rule yet");
        assert_eq!(
            first.result.sum_of(Outcome::RollOver),
            pounds(sum),
            "{name}"
        );
        assert!(first.citation().is_some(), "{name}");
    }
}

#[test]
fn three_years_are_counted_from_the_vintage() {
    let book = preset("committee-2017");
    for (age, sum) in [(0, "68000"), (1, "68000"), (2, "0"), (3, "0")] {
        let mut facts = item("free", "68000");
        facts.set(FactName::LineAge, age, &[]).expect("a number");
        assert_eq!(kept(&book, &facts), pounds(sum), "age {age}");
    }
}

#[test]
fn a_text_of_toml_and_of_json_say_the_same() {
    let toml = preset("bma-2017");
    let reformed = preset("bma-2017-attached");
    assert!(reformed.text().starts_with('{'));
    assert_eq!(
        RuleBook::read(reformed.text()).map(|book| book.hash()),
        Ok(reformed.hash())
    );
    let facts = late("earmark", "30000", "30000", "powys".into(), Fact::Absent);
    assert_eq!(
        toml.dispose(&facts, close()),
        reformed.dispose(&facts, close())
    );
    let json = serde_json::to_string(&toml).expect("a text");
    assert_eq!(
        serde_json::from_str::<RuleBook>(&json).expect("a book"),
        toml
    );
}

fn reform(changes: &str) -> Result<Reform, ringfence::law::BookFaults> {
    Reform::read(&format!(
        r#"
[reform]
id = "reformed"
name = "A reform"
reason = "To see what it would do"
author = "the test"
over = "bma-2017"
{changes}"#
    ))
}

#[test]
fn never_an_empty_reform_changes_a_result() -> Outcomes {
    let before = preset("bma-2017");
    let after = reform("")?.over(&before)?;
    assert_eq!((after.hash(), after.text()), (before.hash(), before.text()));
    Ok(())
}

#[test]
fn a_reform_replaces_and_removes_from_its_day_on() -> Outcomes {
    let base = preset("bma-2017");
    let facts = late("earmark", "30000", "30000", "powys".into(), Fact::Absent);
    let removed = reform(
        r#"
[[change]]
do = "remove"
rule = "project-roll-over"
label = "delayed-project"
in_force_from = 2017-01-01
"#,
    )?
    .over(&base)?;
    let kept_on = |book: &RuleBook, on| book.dispose(&facts, day(on)).sum_of(Outcome::RollOver);
    assert_eq!(kept_on(&removed, "2016-12-31"), pounds("30000"));
    assert_eq!(kept_on(&removed, "2017-01-01"), Money::ZERO);

    let replaced = reform(
        r#"
[[change]]
do = "replace"
rule = "project-roll-over"
label = "base"
in_force_from = 2017-01-01
outcome = "revert"
cite = { instrument = "The reform", clause = "1" }
"#,
    )?
    .over(&base)?;
    let free = item("free", "100");
    assert_eq!(
        replaced
            .dispose(&free, day("2016-12-31"))
            .sum_of(Outcome::Lapse),
        pounds("100")
    );
    let why = replaced.roll_over(&free, day("2017-01-01"));
    assert_eq!(why.result.sum_of(Outcome::Revert), pounds("100"));
    assert_eq!(
        why.citation().map(ToString::to_string).as_deref(),
        Some("The reform, 1")
    );
    assert_eq!(why.book, "reformed");
    Ok(())
}

#[test]
fn a_reform_of_what_is_not_there_is_refused_with_the_nearest() -> Outcomes {
    let remove = |rule: &str, label: &str| {
        format!(
            "[[change]]\ndo = \"remove\"\nrule = \"{rule}\"\nlabel = \"{label}\"\n\
             in_force_from = 2017-01-01\n"
        )
    };
    let both = remove("project-rollover", "base") + &remove("project-roll-over", "delayed-projct");
    let faults = reform(&both)?
        .over(&preset("bma-2017"))
        .expect_err("two names");
    let nearest: Vec<_> = faults
        .faults()
        .iter()
        .filter_map(|fault| fault.nearest.as_deref())
        .collect();
    assert_eq!(nearest, ["project-roll-over", "delayed-project"]);
    assert!(
        reform("")?.over(&RuleBook::empty()).is_err(),
        "another book"
    );
    let uncited = "[[change]]\ndo = \"add\"\nrule = \"r\"\nlabel = \"a\"\n\
                   in_force_from = 2017-01-01\n";
    let faults = reform(uncited).expect_err("no source");
    assert_eq!(faults.faults()[0].code, FaultCode::Uncited);
    Ok(())
}

#[test]
fn a_reform_may_bring_a_rule_to_the_empty_book() -> Outcomes {
    let reform = Reform::read(
        r#"
[reform]
id = "first"
name = "A first rule"
reason = "There was none"
author = "the test"
over = "empty"
[[rule]]
id = "keep"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "roll_over"
to = "same_line"
cite = { assumption = "made up", by = "the test" }
"#,
    )?;
    assert_eq!(
        kept(&reform.over(&RuleBook::empty())?, &item("free", "7")),
        pounds("7")
    );
    Ok(())
}

#[test]
fn presets_load_and_a_misspelt_one_is_told_the_nearest() {
    for name in RuleBook::presets() {
        let book = preset(name);
        assert_eq!(book.id(), name);
        assert!(!book.text().contains("quote"), "paraphrase only");
    }
    assert_eq!(preset("wales-2016").assumptions().len(), 1);
    assert_eq!(preset("committee-2017").assumptions().len(), 3);
    let error = RuleBook::preset("bma2017").expect_err("no such preset");
    assert!(
        error.to_string().contains("did you mean \"bma-2017\"?"),
        "{error}"
    );
    assert!(RuleBook::preset("zzz").is_err());
}

const PAGE: &str = include_str!("../docs/rules.md");

#[test]
fn the_examples_of_the_page_on_rules_load() -> Outcomes {
    let examples: Vec<&str> = PAGE
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(example, _)| example))
        .collect();
    let (fragments, whole): (Vec<&str>, Vec<&str>) = examples
        .into_iter()
        .partition(|example| example.starts_with("amount") || example.starts_with("when"));
    let (declared, whole): (Vec<&str>, Vec<&str>) = whole
        .into_iter()
        .partition(|example| example.starts_with("[[fact]]"));
    let over_items = ["[[rule.cap]]", "[[rule.cover]]"];
    let (over_items, whole): (Vec<&str>, Vec<&str>) = whole
        .into_iter()
        .partition(|example| over_items.iter().any(|table| example.contains(table)));
    let declared = declared.concat();
    let header = "[book]\nid = \"tried\"\ntitle = \"Tried\"\n";
    let (of_duties, whole): (Vec<&str>, Vec<&str>) = whole
        .into_iter()
        .partition(|example| example.starts_with("[[rule]]") || example.starts_with("[book.o"));
    let of_duties = of_duties.join("\n");
    assert_eq!(
        RuleBook::read(&format!("{header}{of_duties}"))?
            .duty_ids()
            .count(),
        2
    );
    assert!(!fragments.is_empty());
    for fragment in fragments {
        let other = match fragment.starts_with("amount") {
            true => "when = { fact = \"item.kind\", is = \"free\" }",
            false => "amount = \"all\"",
        };
        RuleBook::read(&with_exception(&declared, &format!("{fragment}\n{other}")))?;
    }
    let [book, asks, reform] = whole.as_slice() else {
        panic!("three examples")
    };
    assert_eq!(over_items.len(), 2);
    RuleBook::read(&[&[*book], over_items.as_slice()].concat().concat())?;
    RuleBook::read(asks)?;
    let book = RuleBook::read(book)?;
    let reformed = Reform::read(reform)?.over(&book)?;
    let mut facts = item("free", "100000");
    facts.set(FactName::StreamId, "winter-care", &[])?;
    facts.set(FactName::LineAllocated, pounds("100000"), &[])?;
    for (hops, before, after) in [(0, "5000", "10000"), (1, "0", "10000")] {
        facts.set(FactName::LineHops, hops, &[])?;
        assert_eq!(
            [&book, &reformed].map(|book| {
                book.dispose(&facts, day("2025-04-01"))
                    .sum_of(Outcome::RollOver)
            }),
            [before, after].map(pounds),
        );
    }
    Ok(())
}

#[test]
fn a_year_end_of_many_items_is_decided_quickly() {
    // 64 clusters, 5 streams, 100 commitments each: the count proves that all were decided.
    let book = preset("bma-2017");
    let mut kept = Vec::new();
    for number in 0..32_000_i64 {
        let to = if number % 2 == 0 {
            "powys"
        } else {
            "north-powys"
        };
        let facts = late("commitment", "1", "1", to.into(), Fact::Absent);
        kept.push(book.dispose(&facts, close()).sum_of(Outcome::RollOver));
    }
    assert_eq!(Money::total(kept), Some(pounds("16000")));
}
