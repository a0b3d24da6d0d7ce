//! Caps over several items, in English.

use super::Outcome;
use super::cap::{Cap, Pot, Sharing};
use super::condition::Verdict;
use super::english::list;
use super::english_effect::happens;
use super::english_value::{in_words, value};
use super::explain_cap::{CapClaim, CapReading, CapShares};
use super::spread::Spread;
use crate::noun::Wording;
use crate::word::{Money, one_of};

pub(super) const CAPS: &str = "Caps";

fn pot(per: Pot) -> String {
    let words = match per {
        Pot::Line => "each line",
        Pot::Body => "each body",
        Pot::Accountable => "each accountable body and all that it answers for",
        Pot::Stream => "each stream",
        Pot::Nearest(kind) => {
            let kind = kind.word().replace('_', " ");
            return format!("each {kind} and all below it that is nearest to it");
        }
    };
    words.to_owned()
}

pub(super) fn sharing(share: &Sharing) -> String {
    match share {
        Sharing::ProRata => "pro rata".to_owned(),
        Sharing::FirstCome => "first come, first served".to_owned(),
        Sharing::Priority(by) => format!("by {}, the lower first", value(by)),
    }
}

/// What a cap says.
pub(super) fn clause(cap: &Cap) -> String {
    let kept: Vec<&str> = cap.outcomes.iter().map(|it| happens(*it)).collect();
    let kept = one_of(&kept);
    let counts = match cap.counts.as_slice() {
        [] => format!("what {kept}"),
        labels => format!("what {kept} by {}", list(labels)),
    };
    let counts = match &cap.when {
        None => counts,
        Some(when) => format!("{counts} where {}", in_words(when)),
    };
    let above = match cap.excess {
        Some(outcome) => format!("what is above {}", happens(outcome)),
        None => "what is above goes as the base case says".to_owned(),
    };
    let (amount, per, share) = (value(&cap.amount), pot(cap.per), sharing(&cap.share));
    format!("keeps at most {amount} of {counts}, for {per}, {share}; {above}")
}

/// What is above a cap.
pub(super) fn above(label: &str, outcome: Outcome) -> String {
    format!("{}: above the cap {label}", happens(outcome))
}

/// What stands for the answer where clauses disagree.
pub(super) fn one_answer(labels: &[String]) -> String {
    format!("one answer of the clauses {}", list(labels))
}

/// What is missing, and where it is.
pub(super) fn missing_of(fact: &str, place: &str) -> String {
    format!("{fact} of {place}")
}

fn sum(sum: Option<Money>) -> String {
    sum.map_or("not known".to_owned(), Money::in_words)
}

/// What a cap left an item.
pub(super) fn reading(of: &CapReading) -> String {
    if of.counts == Verdict::False {
        return format!("{} over {}: does not count this", of.cap, of.pot);
    }
    let odd = match of.odd_penny {
        true => ", an odd penny in it",
        false => "",
    };
    let unsure = match of.counts {
        Verdict::Unknown => "; whether it counts this is not known",
        _ => "",
    };
    format!(
        "{} over {}: {} for {} claimed; of {} this has {}{odd}{unsure} ({})",
        of.cap,
        of.pot,
        sum(of.amount),
        sum(of.claimed),
        sum(of.claim),
        sum(of.share),
        of.name
    )
}

/// What kept an item from having more.
pub(super) fn bound(of: &CapReading) -> String {
    format!(
        "the cap {} over {}, {} for {} claimed: {} of {}",
        of.cap,
        of.pot,
        sum(of.amount),
        sum(of.claimed),
        sum(of.share),
        sum(of.claim)
    )
}

/// How large a cap would have to be.
pub(super) fn change(of: &CapReading) -> Option<String> {
    let (full, claim) = (of.all_at?.in_words(), of.claim?.in_words());
    Some(format!(
        "if the cap {} over {} were {full} or more, it would leave all {claim} of this.",
        of.cap, of.pot
    ))
}

/// What an answer says that was found without the other items.
pub(super) fn before_caps(answer: &str) -> String {
    let answer = answer.trim_end_matches('.');
    format!("{answer}, before the caps of the rule, which stand over other items too.")
}

/// What a cap comes to, as a sentence.
pub(super) fn answer(of: &CapShares) -> String {
    let claims = of.claims.len();
    let items = if claims == 1 { "item" } else { "items" };
    match (of.kept, of.claimed) {
        (Some(kept), Some(claimed)) => format!(
            "The cap {} leaves {} {} of {} that {claims} {items} claim.",
            of.cap,
            of.pot,
            kept.in_words(),
            claimed.in_words()
        ),
        _ if of.missing.is_empty() => format!(
            "What the cap {} leaves {} of what {claims} {items} claim is not known in all; what \
             is known of it does not bind.",
            of.cap, of.pot
        ),
        _ => format!(
            "Not decided: what the cap {} leaves {} needs evidence. Record {}.",
            of.cap,
            of.pot,
            list(&of.missing)
        ),
    }
}

/// What an item has of a cap.
pub(super) fn share(of: &CapClaim) -> String {
    let odd = match of.odd_penny {
        true => ", an odd penny in it",
        false => "",
    };
    format!("of {} claimed{odd}", sum(of.claim))
}

/// What is claimed and not kept. Of a cap that is not known the least that it could be is told.
pub(super) fn beyond(limit: Spread) -> String {
    let least = Money::from_pence(limit.low)
        .unwrap_or(Money::MAX)
        .in_words();
    match limit.known() {
        Some(_) => format!("claimed above the cap of {least}"),
        None => format!("claimed above the cap, which is not known but is {least} at the least"),
    }
}
