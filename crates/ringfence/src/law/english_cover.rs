//! Covers, in English.

use super::cap::Pot;
use super::cover::{Cover, Source, Wants};
use super::english::list;
use super::english_cap::sharing;
use super::english_effect::{happens, on_line};
use super::english_value::{in_words, value};
use super::explain_cover::{CoverReading, CoverRole, CoverShares, CoverSource, CoverWant, Covered};
use super::{Destination, Outcome};
use crate::word::Money;

pub(super) const COVERS: &str = "Covers";

fn among(per: Pot) -> &'static str {
    match per {
        Pot::Accountable => "among each accountable body and all that it answers for",
        _ => "within each body",
    }
}

fn source(of: &Source) -> String {
    let what = format!("what {}", happens(of.of));
    match &of.when {
        None => what,
        Some(when) => format!("{what} where {}", in_words(when)),
    }
}

/// What a cover says.
pub(super) fn clause(cover: &Cover) -> String {
    let wants = match &cover.wants {
        Wants::Deficits => "meets deficits".to_owned(),
        Wants::Lines(wanted) => format!("gives each line {} that it wants", value(wanted)),
    };
    let wants = match &cover.when {
        Some(when) => format!("{wants} where {}", in_words(when)),
        None => wants,
    };
    let sources: Vec<String> = cover.from.iter().map(source).collect();
    let (among, share) = (among(cover.per), sharing(&cover.share));
    format!(
        "{wants} {among}, from {}, {share}",
        sources.join("; then from ")
    )
}

/// What became of a part that a cover took or met.
pub(super) fn took(of: &Covered<'_>) -> String {
    let label = &of.cover.label;
    match (&of.to, of.outcome) {
        (Some(Destination::Line(line)), _) => {
            format!("rolls over{}: the cover {label}", on_line(line))
        }
        (_, Outcome::Absorb) => format!("is met by what others have left: the cover {label}"),
        _ => format!("lapses and meets deficits: the cover {label}"),
    }
}

/// What one item gives.
pub(super) fn gave(of: &CoverSource) -> String {
    let had = of.had.in_words();
    format!("of {had} that {}", happens(of.of))
}

fn sum(sum: Option<Money>) -> String {
    sum.map_or("not known".to_owned(), Money::in_words)
}

/// What a cover took of an item, or gave it.
pub(super) fn reading(of: &CoverReading) -> String {
    let own = match &of.role {
        CoverRole::Gives { of, had, gave, .. } => {
            let (had, gave) = (had.in_words(), gave.in_words());
            format!("of {had} of this that {} it takes {gave}", happens(*of))
        }
        CoverRole::Has { wanted, has } => {
            format!("of {} this has {}", wanted.in_words(), has.in_words())
        }
    };
    let (wanted, met) = (sum(of.wanted), sum(of.met));
    let (cover, pot, name) = (&of.cover, &of.pot, &of.name);
    format!("{cover} at {pot}: {met} of {wanted} wanted; {own} ({name})")
}

/// What kept a deficit from being met whole.
pub(super) fn bound(of: &CoverReading) -> String {
    let (met, wanted) = (sum(of.met), sum(of.wanted));
    format!(
        "the cover {} at {}: {met} left for {wanted} wanted",
        of.cover, of.pot
    )
}

/// What an answer says that was found without the other items.
pub(super) fn before_covers(answer: &str) -> String {
    let answer = answer.trim_end_matches('.');
    format!("{answer}, before the covers of the rule, which look at other items too.")
}

fn had(of: &CoverWant) -> String {
    format!("{} has {} of {}", of.who, sum(of.has), sum(of.wanted))
}

/// What a cover comes to, as a sentence.
pub(super) fn answer(of: &CoverShares) -> String {
    let (cover, pot) = (&of.cover, &of.pot);
    match (of.met, of.wanted) {
        (Some(met), Some(wanted)) if of.missing.is_empty() => {
            let (met, wanted) = (met.in_words(), wanted.in_words());
            let each: Vec<String> = of.wants.iter().map(had).collect();
            let each = list(&each);
            format!("The cover {cover} meets {met} of {wanted} that are wanted at {pot}: {each}.")
        }
        (Some(_), None) if of.missing.is_empty() => {
            format!("The cover {cover} meets nothing at {pot}: nobody has anything left to give.")
        }
        _ => {
            let missing = list(&of.missing);
            let what = format!("what the cover {cover} meets at {pot}");
            format!("Not decided: {what} needs evidence. Record {missing}.")
        }
    }
}
