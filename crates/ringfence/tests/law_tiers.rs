//! Gaps and overlaps of tiers: what a book is warned of, and what it is not.

use ringfence::law::{Reform, RuleBook};

/// A book on approvals: by nobody, and above that by tiers.
fn book(tiers: &str) -> RuleBook {
    let text = format!(
        r#"[book]
id = "tiers"
title = "Who approves an order"
[[rule]]
id = "orders"
question = "approval"
streams = "any"
drafts = ["commit"]
[[rule.value]]
in_force_from = 2025-04-01
outcome = "allow"
cite = {{ instrument = "Standing Orders", clause = "9" }}
{tiers}"#
    );
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{tiers}: {faults}"))
}

/// A tier of a label with its condition, and who approves.
fn tier(label: &str, when: &str, by: &str) -> String {
    format!(
        "[[rule.exception]]\nlabel = \"{label}\"\nover = \"base\"\nin_force_from = 2025-04-01\n\
         when = {when}\noutcome = \"approval\"\nby = \"{by}\"\n\
         cite = {{ instrument = \"Standing Orders\", clause = \"9\" }}\n"
    )
}

fn amount(bounds: &str) -> String {
    format!("{{ fact = \"ask.amount\", {bounds} }}")
}

fn two(low: &str, high: &str) -> String {
    tier("small", &amount(low), "upland") + &tier("large", &amount(high), "gov")
}

fn told(book: &RuleBook) -> Vec<String> {
    book.warnings().iter().map(ToString::to_string).collect()
}

#[track_caller]
fn silent(tiers: &str) {
    assert_eq!(told(&book(tiers)), [""; 0], "{tiers}");
}

#[test]
fn a_sum_between_two_tiers_is_a_gap() {
    let warned = book(&two("at_most = \"10000\"", "above = \"20000\""));
    assert_eq!(
        told(&warned),
        [
            "line 21, rule[0].exception[1]: found a gap between small and large: ask.amount from \
             £10,000.01 to £20,000.00 is in neither, expected at_most = \"20000.00\" in small, or \
             at_least = \"10000.01\" in large."
        ]
    );
    let [warning] = warned.warnings() else {
        panic!("one warning")
    };
    assert_eq!((warning.rule.as_str(), warning.line), ("orders", Some(21)));
    assert_eq!(warning.labels, ["small", "large"]);
    silent(&two("at_most = \"10000\"", "above = \"10000\""));
    silent(&two("at_most = \"10000\"", "at_least = \"10000.01\""));
}

#[test]
fn an_edge_that_both_leave_out_is_a_gap_of_one_penny() {
    let edge = book(&two("below = \"10000\"", "above = \"10000\""));
    assert_eq!(
        told(&edge),
        [
            "line 21, rule[0].exception[1]: found a gap between small and large: ask.amount of \
             £10,000.00 is in neither, expected at_most = \"10000.00\" in small, or at_least = \
             \"10000.00\" in large."
        ]
    );
    silent(&two("below = \"10000\"", "at_least = \"10000\""));
}

#[test]
fn a_sum_that_two_tiers_have_is_an_overlap_where_they_disagree() {
    let edge = two("at_most = \"10000\"", "at_least = \"10000\"");
    assert_eq!(
        told(&book(&edge)),
        [
            "line 21, rule[0].exception[1]: found small and large both for ask.amount of \
             £10,000.00, where they disagree, expected tiers that meet, such as above = \
             \"10000.00\" in large; or one of them over the other."
        ]
    );
    // Where one stands over the other, or both say the same, there is nothing to disagree on.
    let (small, large) = edge
        .split_once("label = \"large\"\nover = \"base\"")
        .expect("two");
    silent(&format!(
        "{small}label = \"large\"\nover = \"small\"{large}"
    ));
    silent(&edge.replace("\"gov\"", "\"upland\""));
    // A clause over one of them may keep them apart.
    let above = tier(
        "urgent",
        "{ fact = \"project.approved\", is = true }",
        "upland",
    );
    silent(&(edge + &above.replace("\"base\"", "\"large\"")));
}

#[test]
fn tiers_are_one_rules_clauses_that_ask_the_same_beside_their_value() {
    let with = |bounds: &str, more: &str| {
        format!("{{ all = [{{ fact = \"ask.amount\", {bounds} }}, {more}] }}")
    };
    let pay = "{ fact = \"ask.kind\", is = \"commit\" }";
    let other = "{ fact = \"ask.kind\", is = \"hold\" }";
    let pair = |low: &str, high: &str| {
        let low = with("at_most = \"10000\"", low);
        let high = with("above = \"20000\"", high);
        tier("small", &low, "upland") + &tier("large", &high, "gov")
    };
    assert_eq!(book(&pair(pay, pay)).warnings().len(), 1);
    silent(&pair(pay, other));
    // Another clause has what lies between, on a condition of its own.
    let between = "{ all = [{ fact = \"ask.amount\", above = \"10000\" }, \
                   { fact = \"ask.amount\", at_most = \"20000\" }, \
                   { fact = \"project.approved\", is = true }] }";
    silent(&(two("at_most = \"10000\"", "above = \"20000\"") + &tier("mid", between, "upland")));
    let three = two("at_most = \"10000\"", "above = \"20000\"")
        + &tier(
            "mid",
            "{ all = [{ fact = \"ask.amount\", above = \"10000\" }, \
             { fact = \"ask.amount\", at_most = \"20000\" }] }",
            "board",
        );
    silent(&three);
}

#[test]
fn tiers_by_up_to_and_by_parameters_are_tiers_of_their_day() {
    let up_to = |label: &str, sum: &str| {
        tier(label, "{ fact = \"ask.kind\", is = \"commit\" }", label)
            .replace("outcome =", &format!("up_to = \"{sum}\"\noutcome ="))
    };
    let both = up_to("upland", "1000") + &up_to("gov", "5000");
    assert_eq!(
        told(&book(&both)),
        [
            "line 22, rule[0].exception[1]: found upland and gov both for ask.amount from \
             £5,000.01 on, where they disagree, expected tiers that meet; or one of them over the \
             other."
        ]
    );
    let parameter = |day: &str, value: &str| {
        format!(
            "[[parameter.value]]\nin_force_from = {day}\nvalue = \"{value}\"\n\
             cite = {{ assumption = \"made up\", by = \"a test\" }}\n"
        )
    };
    let ceiling = |later: &str| {
        two("at_most = \"10000\"", "above = { parameter = \"ceiling\" }")
            + "[[parameter]]\nid = \"ceiling\"\ntype = \"money\"\n"
            + &parameter("2025-04-01", "10000")
            + &parameter("2026-04-01", later)
    };
    silent(&ceiling("10000"));
    assert_eq!(book(&ceiling("12000")).warnings().len(), 1);
    // A tier that ended before the other began is no tier beside it.
    let ended = two("at_most = \"10000\"", "at_least = \"10000\"");
    let ended = ended.replacen("when", "in_force_until = 2026-03-31\nwhen", 1);
    let (small, large) = ended.split_once("label = \"large\"").expect("two");
    let large = large.replace("2025-04-01", "2026-04-01");
    silent(&format!("{small}label = \"large\"{large}"));
}

/// A roll-over rule with such keys in its exceptions.
fn rolls(exceptions: &[(&str, &str, &str)]) -> RuleBook {
    let mut text = "[book]\nid = \"tiers\"\ntitle = \"By age\"\n[[rule]]\nid = \"age\"\n\
                    question = \"roll_over\"\nstreams = \"any\"\n[[rule.value]]\n\
                    in_force_from = 2025-04-01\noutcome = \"lapse\"\n\
                    cite = { instrument = \"Circular\", clause = \"1\" }\n"
        .to_owned();
    for (label, when, keys) in exceptions {
        text.push_str(&format!(
            "[[rule.exception]]\nlabel = \"{label}\"\nover = \"base\"\n\
             in_force_from = 2025-04-01\nwhen = {when}\n{keys}\n\
             cite = {{ instrument = \"Circular\", clause = \"2\" }}\n"
        ));
    }
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{text}: {faults}"))
}

const KEPT: &str = "outcome = \"roll_over\"\nto = \"same_line\"\namount = \"all\"";
const BACK: &str = "outcome = \"revert\"\namount = \"all\"";

#[test]
fn whole_numbers_days_and_years_have_no_halves() {
    let hops = |bound: &str| format!("{{ fact = \"line.hops\", {bound} }}");
    let of = |low: &str, high: &str| rolls(&[("new", low, KEPT), ("old", high, BACK)]);
    assert_eq!(told(&of(&hops("is = 0"), &hops("at_least = 1"))), [""; 0]);
    assert_eq!(told(&of(&hops("below = 1"), &hops("above = 0"))), [""; 0]);
    let gap = of(&hops("is = 0"), &hops("above = 1"));
    assert!(
        told(&gap)[0].contains("line.hops of 1 is in neither"),
        "{:?}",
        told(&gap)
    );
    let placed = |bound: &str| format!("{{ fact = \"commitment.placed_on\", {bound} }}");
    let days = of(
        &placed("before = 2026-02-28"),
        &placed("after = 2026-02-28"),
    );
    assert!(
        told(&days)[0].ends_with(
            "commitment.placed_on of 2026-02-28 is in neither, expected on_or_before = 2026-02-28 \
             in new, or on_or_after = 2026-02-28 in old."
        ),
        "{:?}",
        told(&days)
    );
    let vintage = |bound: &str| format!("{{ fact = \"line.vintage\", {bound} }}");
    let years = of(
        &vintage("before = \"2025-26\""),
        &vintage("after = \"2024-25\""),
    );
    assert_eq!(told(&years), [""; 0]);
    // What comes to a deficit and what comes to all else never meet.
    let sums = "{ fact = \"item.amount\", above = \"-5\" }";
    let called = "outcome = \"first_call\"\namount = \"all\"";
    assert_eq!(
        told(&rolls(&[("kept", sums, KEPT), ("called", sums, called)])),
        [""; 0]
    );
}

#[test]
fn cases_are_warned_of_an_edge_and_of_a_case_that_is_never_reached() {
    let of = |cases: &str| {
        let keys = format!(
            "outcome = \"roll_over\"\nto = \"same_line\"\n\
             amount = {{ cases = [{cases}], otherwise = \"0\" }}"
        );
        rolls(&[("kept", "{ fact = \"item.kind\", is = \"free\" }", &keys)])
    };
    let case = |bound: &str| {
        format!("{{ when = {{ fact = \"line.allocated\", {bound} }}, value = \"5\" }}")
    };
    let edge = [case("below = \"100\""), case("above = \"100\"")].join(", ");
    assert_eq!(
        told(&of(&edge)),
        [
            "line 12, rule[0].exception[0]: found cases that leave out line.allocated of £100.00, \
             expected at_most = \"100.00\" in the case below, or at_least = \"100.00\" in the one \
             above."
        ]
    );
    // What lies between them is for `otherwise`.
    let apart = [case("below = \"100\""), case("above = \"200\"")].join(", ");
    assert_eq!(told(&of(&apart)), [""; 0]);
    let lost = [case("below = \"200\""), case("below = \"100\"")].join(", ");
    assert_eq!(
        told(&of(&lost)),
        [
            "line 12, rule[0].exception[0]: found case 2, line.allocated up to £99.99, after one \
             that has all of that, expected the narrower case first."
        ]
    );
    let steps = [case("below = \"100\""), case("below = \"200\"")].join(", ");
    assert_eq!(told(&of(&steps)), [""; 0]);
}

#[test]
fn no_book_that_comes_with_the_library_is_warned() {
    for name in RuleBook::presets() {
        let book = RuleBook::preset(name).expect("a preset");
        assert_eq!(told(&book), [""; 0], "{name}");
    }
}

#[test]
fn the_warning_of_a_reformed_book_names_no_line_of_a_text_that_nobody_wrote() {
    let well = book(&two("at_most = \"10000\"", "above = \"10000\""));
    let reform = Reform::read(
        r#"[reform]
id = "apart"
name = "Apart"
reason = "To see"
author = "a test"
over = "tiers"
[[change]]
do = "replace"
rule = "orders"
label = "large"
over = "base"
in_force_from = 2026-04-01
when = { fact = "ask.amount", above = "20000" }
outcome = "approval"
by = "gov"
cite = { assumption = "made up", by = "a test" }
"#,
    );
    let reformed = reform.expect("a reform").over(&well).expect("it fits");
    let [warning] = reformed.warnings() else {
        panic!("{:?}", told(&reformed))
    };
    assert_eq!(warning.line, None);
    assert_eq!(warning.labels, ["small", "large"]);
}
