//! Sentences about what a draft asks for.

use super::ask::{Answer, AskEffect, Says};
use super::english;
use super::english_value::value;
use crate::word::Money;

pub(super) const MAY_BE: &str = "may be";
pub(super) const MAY_NOT_BE: &str = "may not be";
pub(super) const ADVISED: &str = "may be, and is advised against";
pub(super) const APPROVED: &str = "may be once it is approved";

/// The answer as a sentence.
pub(super) fn answer(of: &Answer, amount: Money) -> String {
    let amount = amount.in_words();
    match of {
        Answer::Allowed => format!("{amount} may be asked for."),
        Answer::Refused { up_to } if up_to.is_zero() => {
            format!("{amount} may not be asked for.")
        }
        Answer::Refused { up_to } => {
            let up_to = up_to.in_words();
            format!("{amount} may not be asked for: no more than {up_to} may.")
        }
        Answer::Advised { up_to } => {
            let up_to = up_to.in_words();
            format!("{amount} may be asked for; no more than {up_to} is advised.")
        }
        Answer::NeedsApproval { by } => {
            format!(
                "{amount} may be asked for with the approval of {}.",
                one_of(by)
            )
        }
        Answer::NeedsEvidence { missing } => {
            format!(
                "It is not known whether it may be: record {}.",
                english::list(missing)
            )
        }
        Answer::Conflict { labels } => {
            format!("The clauses {} disagree.", english::list(labels))
        }
    }
}

/// What a clause does, in words.
pub(super) fn clause(of: &AskEffect) -> String {
    let above = of.up_to.as_ref().map(value);
    let above = above.map_or(String::new(), |sum| format!(" above {sum}"));
    match &of.says {
        Says::Allow => "allows what is asked".to_owned(),
        Says::Refuse => format!("refuses what is asked{above}"),
        Says::Advise => format!("advises against what is asked{above}"),
        Says::Approval(by) => {
            let by: Vec<String> = by.iter().map(value).collect();
            format!("needs the approval of {}{above}", one_of(&by))
        }
        Says::Asks(what) => format!("needs evidence{above}: {what}"),
    }
}

pub(super) fn change(supposed: &str, then: &Answer, amount: Money) -> String {
    format!("if {supposed}: {}", answer(then, amount))
}

pub(super) fn bound(label: &str) -> String {
    format!("clause {label}")
}

pub(super) fn one_of(names: &[String]) -> String {
    names.join(" or ")
}
