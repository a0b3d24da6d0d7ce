//! What a clause does, in English.

use super::decide::Unsuited;
use super::effect::{Destination, Effect, Happens, LineOf, NamedLine, Receiver, Whither};
use super::english::list;
use super::english_value::{amount, value};
use super::expression::Expression;
use super::{Disposal, DisposalPart, Outcome, Release, Use};
use crate::noun::Wording;
use crate::word::Money;

fn line(body: Option<String>, stream: Option<String>, recurrence: Option<&str>) -> String {
    let of = body.map_or_else(String::new, |body| format!(" of {body}"));
    let stream = stream.map_or_else(String::new, |stream| format!(" of the stream {stream}"));
    match recurrence {
        Some(word) => format!("the {word} line{stream}{of}"),
        None => format!("the line{stream}{of}"),
    }
}

fn line_of(of: &LineOf) -> String {
    let [body, stream] = [&of.body, &of.stream].map(|it| it.as_ref().map(value));
    line(body, stream, of.recurrence.map(Wording::word))
}

fn named_line(of: &NamedLine) -> String {
    let body = of.body.as_ref().map(ToString::to_string);
    let stream = of.stream.as_ref().map(ToString::to_string);
    line(body, stream, of.recurrence.map(Wording::word))
}

fn whither(of: &Whither) -> String {
    match of {
        Whither::Project => "for the same project".to_owned(),
        Whither::SameLine => "on the same line".to_owned(),
        Whither::Line(line) => format!("on {}", line_of(line)),
    }
}

fn receivers(to: &[Receiver]) -> String {
    match to {
        [] => String::new(),
        [only] => format!(" {}", whither(&only.place)),
        several => {
            let total: u64 = several.iter().map(|it| it.weight).sum();
            let part = |it: &Receiver| format!("{} in {total} {}", it.weight, whither(&it.place));
            format!(", {}", list(&several.iter().map(part).collect::<Vec<_>>()))
        }
    }
}

/// On a line that receives something.
pub(super) fn on_line(line: &NamedLine) -> String {
    format!(" on {}", named_line(line))
}

fn destination(to: Option<&Destination>) -> String {
    match to {
        Some(Destination::Project) => " for the same project".to_owned(),
        Some(Destination::SameLine) => " on the same line".to_owned(),
        Some(Destination::Line(line)) => on_line(line),
        None => String::new(),
    }
}

fn release(release: Release) -> &'static str {
    match release {
        Release::Undrawn => "",
        Release::Whole => ", released whole",
    }
}

fn usage(usage: Use) -> &'static str {
    match usage {
        Use::Any => "",
        Use::OldObligations => ", for old obligations only",
    }
}

/// The outcome as a verb in the third person.
pub(super) fn happens(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::RollOver => "rolls over",
        Outcome::Lapse => "lapses",
        Outcome::Revert => "reverts to the funder",
        Outcome::ReProvide => "is provided again next year",
        Outcome::FirstCall => "is a first call on next year",
        Outcome::Absorb => "is absorbed by the accountable body",
    }
}

/// The outcome after `would`.
fn would(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::RollOver => "roll over",
        Outcome::Lapse => "lapse",
        Outcome::Revert => "revert to the funder",
        Outcome::ReProvide => "be provided again next year",
        Outcome::FirstCall => "be a first call on next year",
        Outcome::Absorb => "be absorbed by the accountable body",
    }
}

fn verb(effect: &Effect) -> String {
    match &effect.happens {
        Happens::Outcome(outcome) => happens(*outcome).to_owned(),
        Happens::Asks(asked) => format!("needs evidence, {asked}"),
    }
}

/// What a clause does: `rolls over for the same project: all of the item`.
pub(super) fn clause(effect: &Effect, of: &Expression) -> String {
    let from = effect
        .available_from
        .map(|day| format!(", usable from {day}"));
    let to = receivers(&effect.to);
    let from = from.unwrap_or_default();
    let (released, used) = (release(effect.release), usage(effect.usage));
    format!("{}{to}{from}{released}{used}: {}", verb(effect), amount(of))
}

/// What the base case does.
pub(super) fn base(effect: &Effect) -> String {
    let (released, used) = (release(effect.release), usage(effect.usage));
    let to = receivers(&effect.to);
    format!("{}{to}{released}{used}: whatever is left", verb(effect))
}

/// Why an item cannot come to what a clause does.
pub(super) fn unsuited(why: Unsuited) -> String {
    match why {
        Unsuited::Deficit(outcome) => {
            format!("the item is a deficit, which does not {}", would(outcome))
        }
        Unsuited::NoDeficit(outcome) => {
            format!(
                "the item is no deficit, and only a deficit can {}",
                would(outcome)
            )
        }
        Unsuited::Promised => {
            "an order or a hold stays where it is, and does not go to another line".to_owned()
        }
    }
}

/// What a clause does that keeps for a project what has none.
pub(super) const NO_PROJECT: &str = "the item has no project: what is kept stays on the same line";

/// What happens where no rule says it.
pub(super) fn unset(outcome: Outcome, rule: Option<&str>) -> String {
    let why = match rule {
        None => "no rule covers this stream".to_owned(),
        Some(rule) => format!("the rule {rule} says nothing of it on that day"),
    };
    let means = match outcome {
        Outcome::Absorb => "a deficit without a rule is absorbed",
        _ => "unset means lapse",
    };
    format!("{why}: {means}")
}

fn part(part: &DisposalPart) -> String {
    let to = destination(part.to.as_ref());
    let from = part
        .available_from
        .map(|day| format!(", usable from {day}"))
        .unwrap_or_default();
    format!(
        "{} {}{to}{from}{}{}",
        part.amount.in_words(),
        happens(part.outcome),
        release(part.release),
        usage(part.usage)
    )
}

/// The answer as a sentence.
pub(super) fn answer(disposal: &Disposal) -> String {
    match disposal {
        Disposal::Decided { parts } => {
            format!("{}.", list(&parts.iter().map(part).collect::<Vec<_>>()))
        }
        Disposal::NeedsEvidence { missing } => {
            let name = list(missing);
            format!("Not decided: it needs evidence. Record {name}.")
        }
        Disposal::Conflict { labels } => {
            let names = list(labels);
            format!("Not decided: the clauses {names} all apply, and they disagree.")
        }
    }
}

/// What is said of an order of which so much is not kept.
pub(super) fn still_owed(without: Money) -> String {
    let sum = without.in_words();
    format!(
        "The order itself stands: what it has not cost yet is owed next year, and no money is kept \
         for {sum} of it."
    )
}

/// `if project.approved were true this would roll over £20,000.00.`
pub(super) fn change(supposed: &str, disposal: &Disposal) -> String {
    let each = |part: &DisposalPart| {
        format!(
            "{} {}{}{}{}",
            would(part.outcome),
            part.amount.in_words(),
            destination(part.to.as_ref()),
            release(part.release),
            usage(part.usage)
        )
    };
    let parts: Vec<String> = disposal.parts().iter().map(each).collect();
    format!("if {supposed} this would {}.", list(&parts))
}
