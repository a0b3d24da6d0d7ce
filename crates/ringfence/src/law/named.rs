//! The bodies and streams that a book names: whether a ledger has them it cannot know.

use super::effect::{Effect, LineOf, Whither};
use super::expression::Expression;
use super::fault::Place;
use super::read_rule::{AnyRule, Outline};
use super::rule::{Rule, Streams};
use super::{FactName, Value};

/// A body or stream that a book names.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) of: NamedOf,
    pub(crate) id: String,
    /// The id of the rule, and the label of the clause where one names it.
    pub(crate) rule: String,
    pub(crate) label: Option<String>,
    pub(super) place: Place,
}

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedOf {
    Body,
    Stream,
}

/// All that the rules of a book name, in the order of the file.
pub(super) fn named(rules: &[Outline]) -> Vec<Named> {
    let mut all = Vec::new();
    for outline in rules {
        let rule = outline.id.clone().unwrap_or_default();
        let mut add = |of, id: &str, (place, key): (&Place, &str), label: Option<&str>| {
            let mut place = place.clone();
            place.key.push_str(key);
            all.push(Named {
                of,
                id: id.to_owned(),
                rule: rule.clone(),
                label: label.map(str::to_owned),
                place,
            });
        };
        if let Some(Streams::These(ids)) = &outline.streams {
            let at = (&outline.place, ".streams");
            ids.iter().for_each(|id| add(NamedOf::Stream, id, at, None));
        }
        match &outline.rule {
            Some(AnyRule::RollOver(rule)) => {
                for (place, label, of, id) in receivers(outline, rule) {
                    add(of, id, (place, ".to"), Some(label));
                }
            }
            Some(AnyRule::Duty(duty)) => {
                let at = (&outline.place, ".bodies");
                duty.named().for_each(|id| add(NamedOf::Body, id, at, None));
                let lines = [
                    (NamedOf::Stream, FactName::LedgerStream),
                    (NamedOf::Body, FactName::LedgerBody),
                ];
                for (of, fact) in lines {
                    let ids = duty.named_of_lines(fact).into_iter();
                    ids.for_each(|id| add(of, &id, (&outline.place, ".value"), None));
                }
            }
            Some(AnyRule::Ask(_) | AnyRule::Base(_)) | None => {}
        }
    }
    all
}

/// The bodies and streams that receive what is rolled over, where their ids are stated.
fn receivers<'o>(
    outline: &'o Outline,
    rule: &'o Rule<Effect>,
) -> Vec<(&'o Place, &'o str, NamedOf, &'o str)> {
    let base = rule.base.iter().map(|clause| ("base", clause));
    let others = rule.exceptions.iter();
    let others = others.map(|one| (one.label.as_str(), &one.clause));
    let mut all = Vec::new();
    for (label, clause) in base.chain(others) {
        let is_it = |it: &&_| {
            let it: &super::read_rule::OutlineLabel = it;
            it.label == label && it.from == Some(clause.in_force_from)
        };
        let place = outline.labels.iter().find(is_it);
        let place = place.map_or(&outline.place, |it| &it.place);
        for receiver in &clause.effect.to {
            let Whither::Line(line) = &receiver.place else {
                continue;
            };
            let LineOf { body, stream, .. } = line.as_ref();
            let ids = [(NamedOf::Body, body), (NamedOf::Stream, stream)];
            for (of, value) in ids {
                if let Some(Expression::Literal(Value::Text(id))) = value {
                    all.push((place, label, of, &**id));
                }
            }
        }
    }
    all
}
