//! What a duty says, in English.

use super::duty::{DutyClause, DutyStatus};
use super::english::list;
use super::english_value::{in_words, value};
use crate::word::{FinancialYear, Money};

/// `three-year-duty of upland, 2014-15 to 2016-17`.
pub(super) fn of(
    (rule, body): (&str, &str),
    (first, last): (FinancialYear, FinancialYear),
) -> String {
    match first == last {
        true => format!("{rule} of {body}, {last}"),
        false => format!("{rule} of {body}, {first} to {last}"),
    }
}

/// The answer as a sentence.
pub(super) fn answer(of: &str, status: &DutyStatus) -> String {
    match status {
        DutyStatus::Met => format!("{of}: met."),
        DutyStatus::NotMet { shortfall: None } => format!("{of}: not met."),
        DutyStatus::NotMet {
            shortfall: Some(sum),
        } => format!("{of}: not met, by {}.", sum.in_words()),
        DutyStatus::NeedsEvidence { missing } => {
            let missing = list(missing);
            format!("{of}: not decided, it needs evidence. Record {missing}.")
        }
        DutyStatus::NotYetDue => format!("{of}: not yet due."),
    }
}

/// What a value says.
pub(super) fn clause(of: &DutyClause) -> String {
    let years = match of.window {
        1 => "over one year".to_owned(),
        several => format!("over {several} years"),
    };
    format!("{years}, it is met where {}", in_words(&of.holds))
}

/// By how much it is missed.
pub(super) fn shortfall(of: &DutyClause) -> String {
    of.shortfall.as_ref().map(value).unwrap_or_default()
}

/// `a difference of £0.01 would meet it.`
pub(super) fn short_of(sum: Money) -> String {
    format!("a difference of {} would meet it.", sum.in_words())
}

/// `if outturn.result were nought it would be met.`
pub(super) fn change(supposed: &str, status: &DutyStatus) -> Option<String> {
    match status {
        DutyStatus::Met => Some(format!("if {supposed} it would be met.")),
        DutyStatus::NotMet { .. } => Some(format!("if {supposed} it would not be met.")),
        _ => None,
    }
}
