//! What random books found: mostly what is not known, taken for more than it says. Each expectation
//! is worked out by hand, from the values that a missing fact could have.

use ringfence::law::{Disposal, Fact, FactName, Facts, FaultCode, Outcome, RuleBook};

use law_clause::with_exception;
use law_fixture::{close, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

fn book(keys: &str) -> RuleBook {
    RuleBook::read(&with_exception("", keys)).unwrap_or_else(|faults| panic!("{keys}: {faults}"))
}

fn free(unknown: FactName) -> Facts {
    let mut facts = item("free", "10000");
    facts
        .set(unknown, Fact::Unknown, &[3])
        .expect("a fact of the item");
    facts
}

#[test]
fn a_day_that_is_not_there_is_not_moved_by_what_is_not_known() {
    let moved = "{ day = { fact = \"commitment.placed_on\" }, \
                 plus = { years = { fact = \"line.age\" } } }";
    let book = book(&format!(
        "when = {{ value = {moved}, recorded = true }}\namount = \"all\""
    ));
    assert_eq!(kept(&book, &free(FactName::LineAge)), pounds("0"));
}

#[test]
fn what_may_be_absent_is_not_recorded_yet() {
    // A commitment's day where the project is approved, else none.
    let perhaps = "{ cases = [{ when = { fact = \"project.approved\", is = true }, \
                   value = { fact = \"year.first_day\" } }], \
                   otherwise = { fact = \"commitment.placed_on\" } }";
    let book = book(&format!(
        "when = {{ value = {perhaps}, recorded = true }}\namount = \"all\""
    ));
    let facts = free(FactName::ProjectApproved);
    assert_eq!(missing(&book, &facts), ["project.approved"]);
}

#[test]
fn a_year_as_late_as_nobody_knows_may_lie_beyond_the_last() {
    // Of the last year that exists the next is absent, of all others it is there.
    let next = "{ year = { fact = \"line.vintage\" }, plus = { years = 1 } }";
    // And so is a day as many years later as nobody counted.
    let later =
        "{ day = { fact = \"year.last_day\" }, plus = { years = { fact = \"line.hops\" } } }";
    for (moved, fact) in [(next, FactName::LineVintage), (later, FactName::LineHops)] {
        let book = book(&format!(
            "when = {{ value = {moved}, recorded = true }}\namount = \"all\""
        ));
        assert_eq!(missing(&book, &free(fact)), [fact.name()]);
    }
}

#[test]
fn a_sum_that_may_be_absent_is_compared_with_nothing_yet() {
    // Nought or more in any case that it is there; absent, the comparison is false.
    let perhaps = "{ cases = [{ when = { fact = \"project.approved\", is = true }, \
                   value = { fact = \"line.base\" } }], otherwise = { fact = \"item.amount\" } }";
    let book = book(&format!(
        "when = {{ value = {perhaps}, at_least = 0 }}\namount = \"all\""
    ));
    let facts = free(FactName::ProjectApproved);
    assert_eq!(missing(&book, &facts), ["project.approved"]);
}

#[test]
fn a_share_in_parts_that_nobody_counted_may_be_anything() {
    // In one part it is all of £10,000, in none nothing.
    let share = "{ of = 1, in = { fact = \"line.age\" }, round = \"down\" }";
    let book = book(&format!(
        "when = {{ fact = \"item.kind\", is = \"free\" }}\namount = {share}"
    ));
    assert_eq!(missing(&book, &free(FactName::LineAge)), ["line.age"]);
}

#[test]
fn no_sum_is_below_the_least_that_there_is() {
    let book = book(
        "when = { fact = \"line.base\", at_least = \"-9999999999999999.99\" }\namount = \"all\"",
    );
    let facts = free(FactName::LineBase);
    assert_eq!(kept(&book, &facts), pounds("10000"));
}

#[test]
fn the_whole_item_says_on_the_left_that_it_is_a_sum() {
    for left in [
        "\"all\"",
        "{ excess = \"all\", above = \"1\" }",
        "{ minus = [\"all\", \"tied\"] }",
        "{ excess = \"10000\", above = { fact = \"item.tied\" } }",
        "{ cases = [{ when = { fact = \"line.age\", is = 1 }, value = \"5\" }], \
         otherwise = \"all\" }",
    ] {
        let book = book(&format!(
            "when = {{ value = {left}, above = \"9000\" }}\namount = \"all\""
        ));
        assert_eq!(
            kept(&book, &item("free", "10000")),
            pounds("10000"),
            "{left}"
        );
    }
}

#[test]
fn a_fault_inside_what_is_compared_is_named_where_it_is() {
    let keys = "when = { value = { times = 2, each = { fact = \"line.spend\" } }, above = 1 }\n\
                amount = \"all\"";
    let faults = RuleBook::read(&with_exception("", keys)).expect_err("no such fact");
    let found = faults.faults().iter().map(|it| (it.code, it.key.as_str()));
    let key = "rule[0].exception[0].when.value.each.fact";
    assert_eq!(Vec::from_iter(found), [(FaultCode::UnknownFact, key)]);
    // What says no type at all is told so.
    let keys = "when = { value = { plus = [1, 2] }, above = 1 }\namount = \"all\"";
    let faults = RuleBook::read(&with_exception("", keys)).expect_err("of no type");
    let found = faults.faults().iter().map(|it| (it.code, it.key.as_str()));
    let key = "rule[0].exception[0].when.value";
    assert_eq!(Vec::from_iter(found), [(FaultCode::WrongType, key)]);
}

#[test]
fn what_a_label_stands_over_changes_with_its_value() {
    // On the day asked `upper` stands over `middle`, which stands over `kept` since October: it
    // goes before both, and there is no conflict.
    let over = |label: &str, over: &str, from: &str, outcome: &str| {
        format!(
            "[[rule.exception]]\nlabel = \"{label}\"\nover = \"{over}\"\n\
             in_force_from = {from}\noutcome = \"{outcome}\"\namount = \"all\"\n\
             when = {{ fact = \"item.kind\", is = \"free\" }}\n\
             cite = {{ assumption = \"made up\", by = \"the test\" }}\n"
        )
    };
    let never = over("middle", "base", "2015-04-01", "lapse");
    let middle = over("middle", "kept", "2016-10-01", "lapse").replace("\"free\"", "\"hold\"");
    let upper = over("upper", "middle", "2015-04-01", "revert");
    let kept = "when = { fact = \"item.kind\", is = \"free\" }\namount = \"all\"\n";
    let book = book(&[kept, &never, &middle, &upper].concat());
    let reverted = book.dispose(&item("free", "10000"), close());
    assert_eq!(
        reverted.sum_of(Outcome::Revert),
        pounds("10000"),
        "{reverted:?}"
    );
}

#[test]
fn clauses_that_agree_at_one_of_the_sums_that_there_may_be_are_no_conflict_yet() {
    // One keeps a penny, the other what is tied: a penny tied, and they agree; else they do not.
    let book = book(
        "when = { fact = \"item.kind\", is = \"earmark\" }\namount = \"0.01\"\n\
         [[rule.exception]]\nlabel = \"tied\"\nover = \"base\"\nin_force_from = 2015-04-01\n\
         when = { fact = \"item.kind\", is = \"earmark\" }\noutcome = \"roll_over\"\n\
         to = \"same_line\"\namount = \"tied\"\n\
         cite = { assumption = \"made up\", by = \"the test\" }",
    );
    let mut facts = item("earmark", "10000");
    facts
        .set(FactName::ItemTied, Fact::Unknown, &[3])
        .expect("a fact of the item");
    assert_eq!(missing(&book, &facts), ["item.tied"]);
    for (sum, agree) in [("0.01", true), ("0.02", false)] {
        facts
            .set(FactName::ItemTied, pounds(sum), &[3])
            .expect("a fact of the item");
        let disposal = book.dispose(&facts, close());
        assert_eq!(disposal.is_decided(), agree, "{sum} tied");
    }
}

#[test]
fn an_item_of_a_kind_or_a_stream_that_is_not_known_is_asked_for_it() {
    // It is kept where it is free, and would lapse as anything else; of another stream, too.
    let book = book("when = { fact = \"item.kind\", is = \"free\" }\namount = \"all\"");
    for unknown in [FactName::ItemKind, FactName::StreamId] {
        assert_eq!(missing(&book, &free(unknown)), [unknown.name()]);
    }
}

#[test]
fn a_fact_that_is_none_is_told_where_it_stands_and_not_the_type_of_what_stands_about_it() {
    // As a day the whole would have one fault, too: that it is none.
    let many = "{ excess = { least = [{ fact = \"nothing-of-the-kind\" }, 9223372036854775807] }, \
                above = 0 }";
    let keys = format!("when = {{ value = {many}, above = 0 }}\namount = \"all\"");
    let faults = RuleBook::read(&with_exception("", &keys)).expect_err("no such fact");
    let found = faults.faults().iter().map(|it| (it.code, it.key.as_str()));
    let key = "rule[0].exception[0].when.value.excess.least[0].fact";
    assert_eq!(Vec::from_iter(found), [(FaultCode::UnknownFact, key)]);
}

#[test]
fn what_is_taken_off_below_the_least_number_is_reckoned_as_that() {
    // 0 less the most less the most is below all numbers, and counts as the least: one more than
    // the most is left when it is taken off 0 less the most.
    let most = i64::MAX;
    let least = format!("{{ minus = [0, {most}, {most}] }}");
    let book = book(&format!(
        "when = {{ value = {{ minus = [{{ fact = \"line.age\" }}, {most}, {least}] }}, is = 1 }}\n\
         amount = \"all\""
    ));
    let mut facts = item("free", "10000");
    facts.set(FactName::LineAge, 0, &[]).expect("a number");
    assert_eq!(kept(&book, &facts), pounds("10000"));
}

#[test]
fn clauses_that_come_to_the_same_parts_agree_in_whatever_order() {
    // Of 12,345.68 in the parts 3, 2 and 3: 4,629.63, 3,086.42 and 4,629.63, the odd pence to the
    // second and the first. One clause takes a penny for the same line first; the rest, 12,345.67,
    // comes to 4,629.63, 3,086.42 and 4,629.62. The other takes nothing: all comes to the same.
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "roll_over"
to = [
  { weight = 3, to = { recurrence = "recurrent" } },
  { weight = 2, to = { stream = "other" } },
  { weight = 3, to = "same_line" },
]
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "nothing"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "lapse"
amount = "0"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "penny"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = "same_line"
amount = "PENNY"
cite = { assumption = "made up", by = "a test" }
"#;
    let answer = |penny: &str| {
        let book = RuleBook::read(&text.replace("PENNY", penny));
        let book = book.unwrap_or_else(|faults| panic!("{faults}"));
        book.dispose(&item("free", "12345.68"), close())
    };
    let agreed = answer("0.01");
    assert_eq!(agreed.sum_of(Outcome::RollOver), pounds("12345.68"));
    assert_eq!(agreed.parts().len(), 3);
    // Of 12,345.66 the parts are 4,629.62, 3,086.42 and 4,629.62: with two pence the last has one
    // more than before.
    assert!(matches!(answer("0.02"), Disposal::Conflict { .. }));
}

#[test]
fn how_much_goes_to_a_line_that_is_not_known_yet_matters_too() {
    // Attached, all stays. Not attached, a line that goes by the day of the approval has what the
    // age of the money leaves: whichever is recorded first, the others may still matter. So all
    // three are asked for at once.
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "roll_over"
cite = { assumption = "made up", by = "a test" }
[rule.value.to.stream]
otherwise = "other"
[[rule.value.to.stream.cases]]
when = { fact = "project.approved_on", is = 2016-05-01 }
value = "first"
[[rule.exception]]
label = "by-age"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "earmark" }
outcome = "roll_over"
to = "same_line"
amount = { least = [{ times = { fact = "line.age" }, each = "100" }, "900"] }
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "attached"
over = "by-age"
in_force_from = 2015-04-01
when = { fact = "item.attached", is = true }
outcome = "roll_over"
to = "same_line"
amount = "all"
cite = { assumption = "made up", by = "a test" }
"#;
    let book = RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}"));
    let mut facts = item("earmark", "1000");
    for name in [
        FactName::ItemAttached,
        FactName::LineAge,
        FactName::ProjectApprovedOn,
    ] {
        facts
            .set(name, Fact::Unknown, &[])
            .expect("a fact of the item");
    }
    let all = ["item.attached", "line.age", "project.approved_on"];
    assert_eq!(missing(&book, &facts), all);
    facts
        .set(FactName::ItemAttached, false, &[])
        .expect("a flag");
    // Which line receives comes before how much.
    assert_eq!(missing(&book, &facts), ["project.approved_on"]);
}

#[test]
fn clauses_of_which_one_names_a_line_that_is_not_known_are_not_in_conflict_yet() {
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "stated"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = { body = "upland" }
amount = "all"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "found"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = { body = { fact = "parent.id" } }
amount = "all"
cite = { assumption = "made up", by = "a test" }
"#;
    let book = RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}"));
    let of_parent = |parent: Fact| {
        let mut facts = item("free", "100");
        facts.set(FactName::ParentId, parent, &[]).expect("a fact");
        facts
    };
    // Upland above the line: both name one line. Another: they disagree.
    assert_eq!(missing(&book, &of_parent(Fact::Unknown)), ["parent.id"]);
    let upland = of_parent(Fact::from("upland"));
    assert_eq!(kept(&book, &upland), pounds("100"));
    // No body above: nothing that is recorded could bring them together.
    for parent in [Fact::from("lowland"), Fact::Absent] {
        let disposal = book.dispose(&of_parent(parent), close());
        let labels = ["stated", "found"].map(str::to_owned).to_vec();
        assert_eq!(disposal, Disposal::Conflict { labels });
    }
}

#[test]
fn a_clause_that_asks_of_nought_names_no_line_that_is_not_known() {
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "asks"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "needs_evidence"
asks = "the report of the visit"
amount = "all"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "keeps"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = "same_line"
amount = "all"
cite = { assumption = "made up", by = "a test" }
"#;
    let book = RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}"));
    for amount in ["100", "0"] {
        let labels = ["asks", "keeps"].map(str::to_owned).to_vec();
        let disposal = book.dispose(&item("free", amount), close());
        assert_eq!(disposal, Disposal::Conflict { labels }, "{amount}");
    }
}

#[test]
fn the_name_of_a_line_is_asked_for_though_it_may_receive_nothing() {
    // Of a project that nobody approved in May the line has no name. It may have £10, or nothing:
    // once it is known which, the day of the approval may matter still.
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "keeps"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "earmark" }
outcome = "roll_over"
amount = { least = [{ times = { fact = "line.age" }, each = "10" }, "10"] }
cite = { assumption = "made up", by = "a test" }
[rule.exception.to.stream]
otherwise = { fact = "parent.id" }
[[rule.exception.to.stream.cases]]
when = { fact = "project.approved_on", is = 2016-05-01 }
value = "first"
"#;
    let book = RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}"));
    let mut facts = item("earmark", "1000");
    for name in [FactName::LineAge, FactName::ProjectApprovedOn] {
        facts.set(name, Fact::Unknown, &[]).expect("a fact");
    }
    assert_eq!(missing(&book, &facts), ["line.age", "project.approved_on"]);
    facts.set(FactName::LineAge, 0, &[]).expect("a number");
    assert_eq!(kept(&book, &facts), pounds("0"));
    facts.set(FactName::LineAge, 1, &[]).expect("a number");
    assert_eq!(missing(&book, &facts), ["project.approved_on"]);
}

#[test]
fn clauses_that_leave_the_rest_to_one_that_asks_agree_whichever_line_receives() {
    // Of the £1,000 the one takes nothing, the other a half to a line that is not known yet. The
    // rest of both is asked about: nothing is decided of either before there is a report.
    let text = r#"
[book]
id = "tried"
title = "Tried"
[[rule]]
id = "tried"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "needs_evidence"
asks = "the report"
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "nothing"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = "same_line"
amount = 0
cite = { assumption = "made up", by = "a test" }
[[rule.exception]]
label = "half"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.kind", is = "free" }
outcome = "roll_over"
to = { body = { fact = "parent.id" } }
amount = { of = 1, in = 2, round = "down" }
cite = { assumption = "made up", by = "a test" }
"#;
    let book = RuleBook::read(text).unwrap_or_else(|faults| panic!("{faults}"));
    for parent in [Fact::Unknown, Fact::from("upland")] {
        let mut facts = item("free", "1000");
        facts.set(FactName::ParentId, parent, &[]).expect("a fact");
        assert_eq!(missing(&book, &facts), ["the report"]);
    }
}
