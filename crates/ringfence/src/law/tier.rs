//! Tiers of a rule: clauses that compare one value with stated bounds. What lies between two of
//! them, and what two have that disagree, is warned of.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::FactName;
use super::ask::AskEffect;
use super::condition::{Comparison, Condition, Operator};
use super::dated::Dated;
use super::effect::Effect;
use super::english_value;
use super::expression::Expression;
use super::fault::Place;
use super::parameter::Parameter;
use super::read_rule::{AnyRule, Outline};
use super::rule::{Clause, Exception, Rule};
use super::span::{Span, gaps};
use super::tier_case::of_cases;
use super::warning::BookWarning;
use super::{FactType, Value};

/// A condition as a tier sees it: the value that it bounds, from where to where, and the rest.
#[derive(Clone, Debug)]
pub(super) struct Tier<'c> {
    pub(super) of: &'c Expression,
    pub(super) span: Span,
    pub(super) rest: Vec<&'c Condition>,
}

/// What a question says of two clauses that both take hold.
pub(super) trait Disagrees: Sized {
    /// Whether they disagree for certain.
    fn disagree(one: &Clause<Self>, other: &Clause<Self>) -> bool;

    /// The sum above which a clause takes hold of an ask, where it has one.
    fn up_to(&self) -> Option<&Expression>;
}

impl Disagrees for Effect {
    fn disagree(one: &Clause<Self>, other: &Clause<Self>) -> bool {
        let sorts = [one, other].map(|it| it.effect.outcome().map(|it| it.suits_a_deficit()));
        let of_one_sort = match sorts {
            [Some(one), Some(other)] => one == other,
            _ => true,
        };
        of_one_sort && (one.effect != other.effect || one.amount != other.amount)
    }

    fn up_to(&self) -> Option<&Expression> {
        None
    }
}

impl Disagrees for AskEffect {
    fn disagree(one: &Clause<Self>, other: &Clause<Self>) -> bool {
        one.effect.says != other.effect.says
    }

    fn up_to(&self) -> Option<&Expression> {
        self.up_to.as_ref()
    }
}

/// The warnings of the rules of a book, in the order of their lines.
pub(super) fn warnings(rules: &[Outline], parameters: &[Parameter]) -> Vec<BookWarning> {
    let mut all = Vec::new();
    for outline in rules {
        match &outline.rule {
            Some(AnyRule::RollOver(rule)) => of_rule(outline, rule, parameters, &mut all),
            Some(AnyRule::Ask(ask)) => of_rule(outline, &ask.rule, parameters, &mut all),
            Some(AnyRule::Duty(_) | AnyRule::Base(_)) | None => {}
        }
    }
    all.sort_by_key(|warning| warning.line);
    all
}

fn of_rule<E: Disagrees>(
    outline: &Outline,
    rule: &Rule<E>,
    parameters: &[Parameter],
    all: &mut Vec<BookWarning>,
) {
    of_cases(outline, rule, parameters, all);
    for on in days(rule, parameters) {
        let known = Known { parameters, on };
        let clauses: Vec<&Exception<E>> = rule.exceptions_on(on).collect();
        let tiers: Vec<Option<Tier<'_>>> = clauses.iter().map(|one| known.tier(one)).collect();
        let day = Day {
            outline,
            rule,
            on,
            clauses: &clauses,
            tiers: &tiers,
        };
        for warning in day.overlaps().into_iter().chain(day.gaps()) {
            let told = |it: &BookWarning| it.labels == warning.labels && it.found == warning.found;
            if !all.iter().any(told) {
                all.push(warning);
            }
        }
    }
}

/// The days on which something of a rule begins or ends.
fn days<E>(rule: &Rule<E>, parameters: &[Parameter]) -> BTreeSet<NaiveDate> {
    let clauses = rule.exceptions.iter().map(|it| &it.clause);
    let ends = clauses.clone().filter_map(|it| it.last_day()?.succ_opt());
    let values = parameters.iter().flat_map(|it| &it.values);
    let first = values.map(Dated::first_day);
    clauses
        .map(Dated::first_day)
        .chain(ends)
        .chain(first)
        .collect()
}

/// What is known on a day without any item.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) parameters: &'k [Parameter],
    pub(super) on: NaiveDate,
}

impl<'k> Known<'k> {
    /// A clause as a tier, where it bounds one value for certain.
    fn tier<E: Disagrees>(self, of: &'k Exception<E>) -> Option<Tier<'k>> {
        let Some(up_to) = of.clause.effect.up_to() else {
            return self.tier_of(&of.when);
        };
        let above = Span::of(Operator::Above, self.stated(up_to)?)?;
        let mut rest = Vec::new();
        flatten(&of.when, &mut rest);
        let mut span = Some(above);
        rest.retain(|part| {
            let bound = self.bound(part).filter(|(of, _)| **of == ASKED);
            span = bound.map_or(span, |(_, its)| span?.shared(its));
            bound.is_none()
        });
        let of = &ASKED;
        span.map(|span| Tier { of, span, rest })
    }

    /// The same of a condition.
    pub(super) fn tier_of(self, when: &'k Condition) -> Option<Tier<'k>> {
        let mut rest = Vec::new();
        flatten(when, &mut rest);
        let (of, _) = rest.iter().find_map(|part| self.bound(part))?;
        let mut span = Some(Span::whole(self.bound_kind(&rest, of)?));
        rest.retain(|part| match self.bound(part) {
            Some((its, bound)) if its == of => {
                span = span.and_then(|span| span.shared(bound));
                false
            }
            _ => true,
        });
        span.map(|span| Tier { of, span, rest })
    }

    fn bound_kind(self, parts: &[&'k Condition], of: &Expression) -> Option<FactType> {
        let mut bounds = parts.iter().filter_map(|part| self.bound(part));
        bounds
            .find(|(its, _)| *its == of)
            .map(|(_, span)| span.kind)
    }

    /// The value that a condition bounds, and how.
    fn bound(self, condition: &'k Condition) -> Option<(&'k Expression, Span)> {
        let Condition::Compare(Comparison {
            left,
            operator,
            against,
            ..
        }) = condition
        else {
            return None;
        };
        let [against] = against.as_slice() else {
            return None;
        };
        let span = Span::of(*operator, self.stated(against)?)?;
        Some((left, span))
    }

    /// A value that is stated, here or in a parameter.
    fn stated(self, of: &'k Expression) -> Option<&'k Value> {
        match of {
            Expression::Literal(value) => Some(value),
            Expression::Parameter(reference) if reference.on.is_none() => {
                let parameter = self.parameters.get(reference.place)?;
                parameter.value_on(self.on).map(|it| &it.value)
            }
            _ => None,
        }
    }
}

const ASKED: Expression = Expression::Fact(FactName::AskAmount);

/// The parts that must all hold.
fn flatten<'c>(condition: &'c Condition, parts: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(each) => each.iter().for_each(|part| flatten(part, parts)),
        part => parts.push(part),
    }
}

impl Tier<'_> {
    /// Whether both bound one value, and ask the same beside it.
    pub(super) fn is_beside(&self, other: &Tier<'_>) -> bool {
        let within = |one: &Tier<'_>, other: &Tier<'_>| {
            one.rest.iter().all(|part| other.rest.contains(part))
        };
        self.of == other.of && within(self, other) && within(other, self)
    }
}

/// The clauses of a rule that are in force on a day, each as a tier where it is one.
struct Day<'d, E> {
    outline: &'d Outline,
    rule: &'d Rule<E>,
    on: NaiveDate,
    clauses: &'d [&'d Exception<E>],
    tiers: &'d [Option<Tier<'d>>],
}

impl<E: Disagrees> Day<'_, E> {
    /// Two tiers that both have a value, where they disagree and neither stands over the other.
    fn overlaps(&self) -> Vec<BookWarning> {
        let mut found = Vec::new();
        for (place, one) in self.tiers() {
            for (other_place, other) in self.tiers().filter(|(other, _)| *other > place) {
                let shared = one.span.shared(other.span).filter(|_| one.is_beside(other));
                let Some(shared) = shared else { continue };
                let clauses = [place, other_place].map(|it| self.clauses[it]);
                let [first, second] = clauses.map(|it| it.label.as_str());
                let disagree = E::disagree(&clauses[0].clause, &clauses[1].clause);
                if !disagree || self.is_settled_above(clauses, shared) {
                    continue;
                }
                let (low, high) = match one.span.low <= other.span.low {
                    true => (first, second),
                    false => (second, first),
                };
                found.push(self.overlap(one, shared, [low, high], second));
            }
        }
        found
    }

    fn overlap(&self, of: &Tier<'_>, shared: Span, labels: [&str; 2], at: &str) -> BookWarning {
        let [low, high] = labels;
        let (value, both) = (english_value::value(of.of), shared.in_words());
        let apart = match shared.follows() {
            Some(follows) => format!("tiers that meet, such as {follows} in {high}"),
            None => "tiers that meet".to_owned(),
        };
        BookWarning {
            found: format!("{low} and {high} both for {value} {both}, where they disagree"),
            expected: format!("{apart}; or one of them over the other"),
            ..BookWarning::at(&self.place_of(at), &self.outline_id(), &labels)
        }
    }

    /// What lies between tiers that ask the same beside their value, and in none of them.
    fn gaps(&self) -> Vec<BookWarning> {
        let mut found = Vec::new();
        for (place, one) in self.tiers() {
            let beside = || self.tiers().filter(|(_, other)| one.is_beside(other));
            if beside().any(|(other, _)| other < place) {
                continue;
            }
            for gap in gaps(beside().map(|(_, tier)| tier.span).collect()) {
                if self.has_another(one, gap) {
                    continue;
                }
                let ending = beside().filter(|(_, it)| it.span.high < gap.low);
                let low = ending.max_by_key(|(_, it)| it.span.high);
                let beginning = beside().filter(|(_, it)| it.span.low > gap.high);
                let high = beginning.min_by_key(|(_, it)| it.span.low);
                if let (Some((low, _)), Some((high, _))) = (low, high) {
                    let labels = [low, high].map(|it| self.clauses[it].label.as_str());
                    found.push(self.gap(one, gap, labels));
                }
            }
        }
        found
    }

    fn gap(&self, of: &Tier<'_>, gap: Span, labels: [&str; 2]) -> BookWarning {
        let [low, high] = labels;
        let (value, missed) = (english_value::value(of.of), gap.in_words());
        let [ends, begins] = [gap.ends(), gap.begins()].map(Option::unwrap_or_default);
        BookWarning {
            found: format!("a gap between {low} and {high}: {value} {missed} is in neither"),
            expected: format!("{ends} in {low}, or {begins} in {high}"),
            ..BookWarning::at(&self.place_of(high), &self.outline_id(), &labels)
        }
    }

    fn tiers(&self) -> impl Iterator<Item = (usize, &Tier<'_>)> {
        let each = self.tiers.iter().enumerate();
        each.filter_map(|(place, tier)| Some((place, tier.as_ref()?)))
    }

    /// Whether a clause that is no tier beside these bounds the value, too, and may have the gap.
    fn has_another(&self, of: &Tier<'_>, gap: Span) -> bool {
        let others = self.clauses.iter().zip(self.tiers);
        let mut others = others.filter(|(_, tier)| match tier {
            Some(tier) => !of.is_beside(tier),
            None => true,
        });
        others.any(|(clause, tier)| match tier {
            Some(tier) if tier.of == of.of => tier.span.shared(gap).is_some(),
            _ => reads(&clause.when, of.of) || clause.clause.effect.up_to().is_some(),
        })
    }

    /// Whether a clause stands over one of the two, which the other may be, so that they may never
    /// meet.
    fn is_settled_above(&self, two: [&Exception<E>; 2], shared: Span) -> bool {
        let each = self.clauses.iter().zip(self.tiers);
        let mut above = each.filter(|(one, _)| {
            let over = |of: &&Exception<E>| self.stands_over(&one.label, &of.label);
            two.iter().any(over)
        });
        above.any(|(_, tier)| match tier {
            Some(tier) => tier.span.shared(shared).is_some(),
            None => true,
        })
    }

    /// Whether one label stands over another, directly or by those between.
    fn stands_over(&self, above: &str, below: &str) -> bool {
        let mut at = above;
        for _ in 0..=self.rule.exceptions.len() {
            match self.rule.parent_of(at, self.on) {
                Some(parent) if parent == below => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    /// Where the value of a label stands that is in force.
    fn place_of(&self, label: &str) -> Place {
        place_of(self.outline, label, self.on)
    }

    fn outline_id(&self) -> String {
        self.rule.id.clone()
    }
}

/// Where the value of a label stands that is in force on a day.
pub(super) fn place_of(outline: &Outline, label: &str, on: NaiveDate) -> Place {
    let named = outline.labels.iter().filter(|it| it.label == label);
    let begun = named.filter(|it| it.from.is_some_and(|from| from <= on));
    let latest = begun.max_by_key(|it| it.from);
    latest.map_or_else(|| outline.place.clone(), |it| it.place.clone())
}

/// Whether a condition reads a value on the left of a comparison, however deep.
fn reads(condition: &Condition, value: &Expression) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|it| reads(it, value)),
        Condition::Not(inner) => reads(inner, value),
        Condition::Compare(one) => one.left == *value,
        Condition::Over(test) => reads(&test.inner, value),
    }
}
