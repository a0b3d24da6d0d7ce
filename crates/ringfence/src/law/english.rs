//! Every sentence of the law, in English: the one place to translate.

use chrono::NaiveDate;

use super::condition::{Comparison, GroupTest, Operator, Quantifier};
use super::english_value::{amount, value};
use super::explained::{ClauseReading, ParameterReading};
use super::expression::Expression;
use super::{Fact, Verdict};
use crate::word::{Citation, Money};

/// The headings of an explanation.
pub(super) const CLAUSES: &str = "Clauses";
pub(super) const FACTS: &str = "Facts read";
pub(super) const PARAMETERS: &str = "Parameters read";
pub(super) const ARITHMETIC: &str = "Arithmetic";
pub(super) const BOUND: &str = "What bound";
pub(super) const NEAREST_CHANGE: &str = "The nearest change";
pub(super) const ALL_OF: &str = "all of these hold";
pub(super) const ANY_OF: &str = "at least one of these holds";
pub(super) const NOT: &str = "this does not hold";
pub(super) const NOTHING_RECORDED: &str = "none is recorded";
pub(super) const IN_ALL: &str = "in all";
pub(super) const AND: &str = " and ";
pub(super) const OR: &str = " or ";

pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Is => "is",
        Operator::IsNot => "is not",
        Operator::Above => "is above",
        Operator::AtLeast => "is at least",
        Operator::Below => "is below",
        Operator::AtMost => "is at most",
        Operator::Before => "is before",
        Operator::OnOrAfter => "is on or after",
        Operator::After => "is after",
        Operator::OnOrBefore => "is on or before",
        Operator::OneOf => "is one of",
        Operator::NoneOf => "is none of",
        Operator::Recorded => "is recorded:",
    }
}

/// `project.approved is true`.
pub(super) fn comparison(one: &Comparison) -> String {
    let against: Vec<String> = one.against.iter().map(value).collect();
    let (left, against) = (value(&one.left), against.join(", "));
    match (one.operator, against.as_str()) {
        (Operator::Recorded, "true") => format!("{left} is recorded"),
        (Operator::Recorded, "false") => format!("{left} is not recorded"),
        (other, against) => format!("{left} {} {against}", operator(other)),
    }
}

/// `project.approved were true`, the comparison as it is not.
pub(super) fn supposed(one: &Comparison, verdict: Verdict) -> String {
    let against: Vec<String> = one.against.iter().map(value).collect();
    let against = against.join(", ");
    let (holds, left) = (verdict == Verdict::True, value(&one.left));
    match (one.operator, holds, against.as_str()) {
        (Operator::Is, false, "true") => format!("{left} were false"),
        (Operator::Is, false, "false") => format!("{left} were true"),
        (Operator::Is, true, _) | (Operator::IsNot, false, _) => {
            format!("{left} were {against}")
        }
        (Operator::Is, false, _) | (Operator::IsNot, true, _) => {
            format!("{left} were not {against}")
        }
        (Operator::Recorded, holds, text) => {
            let not = if holds == (text == "true") {
                ""
            } else {
                "not "
            };
            format!("{left} were {not}recorded")
        }
        (other, holds, _) => {
            let words = operator(other).trim_start_matches("is ");
            let not = if holds { "" } else { "not " };
            format!("{left} were {not}{words} {against}")
        }
    }
}

/// `any delay for which`.
pub(super) fn group_test(test: &GroupTest) -> String {
    match test.quantifier {
        Quantifier::Any => format!("there is a {} for which this holds", test.group),
        Quantifier::All => format!("for each {} this holds, and there is one", test.group),
    }
}

/// `a delay were recorded for which …`.
pub(super) fn supposed_record(test: &GroupTest, inner: &str) -> String {
    format!("a {} were recorded for which {inner}", test.group)
}

/// A condition turned round, in one line.
pub(super) fn not(inner: &str) -> String {
    format!("not ({inner})")
}

/// `delay 2`.
pub(super) fn record(test: &GroupTest, number: usize) -> String {
    format!("{} {number}", test.group)
}

/// What a fact is.
pub(super) fn fact(fact: &Fact) -> String {
    match fact {
        Fact::Known(value) => value.to_string(),
        Fact::Absent => "absent (there is none here)".to_owned(),
        Fact::Unknown => "unknown (recorded, its value missing)".to_owned(),
    }
}

/// `cap: £350,000,000.00, from 2016-04-01`.
pub(super) fn parameter(of: &ParameterReading) -> String {
    let id = &of.parameter;
    match (&of.value, of.in_force_from, &of.citation) {
        (Some(value), Some(from), Some(cite)) => {
            format!("{id}: {value}, from {from} ({})", source(cite))
        }
        _ => format!("{id}: none in force"),
    }
}

/// How many entries are named one by one; the JSON form has them all.
const SHOWN: usize = 12;

/// The entries that a fact came from.
pub(super) fn entries(numbers: &[u64]) -> String {
    let shown = numbers.iter().take(SHOWN);
    let mut texts: Vec<String> = shown.map(u64::to_string).collect();
    if numbers.len() > SHOWN {
        texts.push(format!("{} more", numbers.len() - SHOWN));
    }
    match texts.as_slice() {
        [] => String::new(),
        [one] => format!(", entry {one}"),
        several => format!(", entries {}", list(several)),
    }
}

/// How a clause stands.
pub(super) fn standing(clause: &ClauseReading) -> &'static str {
    match (clause.in_force, clause.decided, clause.verdict) {
        (false, _, _) => "not in force on that day",
        (true, true, _) => "decided",
        (true, false, Verdict::True) => "applies",
        (true, false, Verdict::False) => "does not apply",
        (true, false, Verdict::Unknown) => "unknown",
    }
}

/// A verdict as one word.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::True => "yes",
        Verdict::False => "no",
        Verdict::Unknown => "not known",
    }
}

/// What kept a clause from taking more.
pub(super) fn bound(limit: &Expression, taken: Money, whole: Money) -> String {
    if taken == whole {
        return format!("the item itself, {}", whole.in_words());
    }
    let (limit, taken, whole) = (amount(limit), taken.in_words(), whole.in_words());
    format!("{limit}: {taken} of {whole}")
}

/// Where an answer comes from.
pub(super) fn under(rule: Option<&str>, book: &str, on: NaiveDate) -> String {
    match rule {
        Some(rule) => format!("Rule {rule} of the book {book}, as in force on {on}."),
        None => format!("The book {book} has no rule for this stream on {on}."),
    }
}

/// The source of a clause, with what it says.
pub(super) fn source(cite: &Citation) -> String {
    match cite {
        Citation::Source {
            quote: Some(quote), ..
        } => format!("{cite}: \"{quote}\""),
        Citation::Source {
            paraphrase: Some(words),
            ..
        } => format!("{cite}, in our words: {words}"),
        _ => cite.to_string(),
    }
}
