//! What one person recorded last of a fact of a book's own.

use ringfence::law::{Fact, Facts, Letter, RuleBook};

use law_clause::with_exception;
use law_fixture::{close, day, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

const DECLARED: &str = r#"
[[fact]]
id = "agreed"
type = "flag"
of = "line"
meaning = "what is left may be kept"
[[fact]]
id = "officer"
type = "text"
of = "body"
meaning = "who may agree"
"#;

/// Kept where `by` agreed, as far as is recorded by the year's end.
fn book(by: &str) -> RuleBook {
    let read = format!("{{ fact = \"own.agreed\", by = {by} }}");
    let when = format!("when = {{ value = {read}, is = true }}\namount = \"all\"");
    let text = with_exception(DECLARED, &when);
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// £100 free; the treasurer agreed on 20 March, the head said no on 25 March.
fn said() -> Facts {
    let mut facts = item("free", "100");
    let letter = |on, by: &str| Letter::of(day(on)).by(by);
    facts.record("own.agreed", letter("2017-03-20", "treasurer"), true, &[7]);
    facts.record("own.agreed", letter("2017-03-25", "head"), false, &[9]);
    facts
}

#[test]
fn the_explanation_says_whose_record_was_read() {
    let why = book("\"treasurer\"").roll_over(&said(), close());
    let own: Vec<_> = why.own.iter().map(|it| it.said_by.as_deref()).collect();
    assert_eq!(own, [Some("treasurer")]);
    assert_eq!(why.own[0].entries, [7]);
    let text = why.to_string();
    let line = "own.agreed (what is left may be kept), as said by treasurer";
    assert!(text.contains(line), "{text}");
    let line = "own.agreed as said by treasurer is true: yes";
    assert!(text.contains(line), "{text}");
}

#[test]
fn whose_record_it_is_may_be_read_too() {
    let book = book("{ fact = \"own.officer\" }");
    let all = pounds("100");
    for (officer, sum) in [
        ("treasurer", all),
        ("head", pounds("0")),
        ("clerk", pounds("0")),
    ] {
        let mut facts = said();
        facts.record("own.officer", day("2016-04-01"), officer, &[3]);
        assert_eq!(kept(&book, &facts), sum, "{officer}");
    }
    // Nobody said who may agree: of nobody is nothing recorded.
    assert_eq!(kept(&book, &said()), pounds("0"));
}

#[test]
fn a_person_that_is_not_known_may_have_said_what_anybody_said() {
    let book = book("{ fact = \"own.officer\" }");
    let mut facts = said();
    facts.record("own.officer", day("2016-04-01"), Fact::Unknown, &[3]);
    let asked = missing(&book, &facts);
    assert!(asked.contains(&"own.officer".to_owned()), "{asked:?}");
    // Where nobody said anything, it does not matter who may.
    let mut facts = item("free", "100");
    facts.record("own.officer", day("2016-04-01"), Fact::Unknown, &[3]);
    assert_eq!(kept(&book, &facts), pounds("0"));
}

#[test]
fn a_record_without_its_value_is_asked_for_where_it_is_that_persons() {
    let mut facts = said();
    let letter = Letter::of(day("2017-03-28")).by("head");
    facts.record("own.agreed", letter, Fact::Unknown, &[11]);
    assert_eq!(missing(&book("\"head\""), &facts), ["own.agreed"]);
    assert_eq!(kept(&book("\"treasurer\""), &facts), pounds("100"));
}

#[test]
fn a_record_whose_name_is_gone_may_be_that_persons() {
    let mut facts = said();
    let letter = Letter::of(day("2017-03-28")).by_somebody();
    facts.record("own.agreed", letter, false, &[11]);
    // The treasurer agreed before; it may be the treasurer who said no since.
    assert_eq!(missing(&book("\"treasurer\""), &facts), ["own.agreed"]);
    // Who said it is unknown, and what is said is not.
    let when = "when = { fact = \"own.agreed\", is = true }\namount = \"all\"";
    let text = with_exception(DECLARED, when);
    let anybody = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(kept(&anybody, &facts), pounds("0"));
}
