//! Cases of a value as tiers: an edge that two of them leave out, and one that is never reached.

use super::english_value;
use super::expression::{Cases, Expression};
use super::parameter::Parameter;
use super::read_rule::Outline;
use super::rule::{Clause, Rule};
use super::span::gaps;
use super::tier::{Disagrees, Known, Tier, place_of};
use super::warning::BookWarning;

/// Adds the warnings of the cases in the values of a rule.
pub(super) fn of_cases<E: Disagrees>(
    outline: &Outline,
    rule: &Rule<E>,
    parameters: &[Parameter],
    all: &mut Vec<BookWarning>,
) {
    let base = rule.base.iter().map(|clause| ("base", clause));
    let others = rule.exceptions.iter();
    let others = others.map(|one| (one.label.as_str(), &one.clause));
    for (label, clause) in base.chain(others) {
        let on = clause.in_force_from;
        let known = Known { parameters, on };
        let at = || BookWarning::at(&place_of(outline, label, on), &rule.id, &[label]);
        let mut tables = Vec::new();
        values(clause).for_each(|value| tables_in(value, &mut tables));
        for table in tables {
            all.extend(of_table(table, known).map(|(found, expected)| BookWarning {
                found,
                expected,
                ..at()
            }));
        }
    }
}

fn values<E: Disagrees>(clause: &Clause<E>) -> impl Iterator<Item = &Expression> {
    std::iter::once(&clause.amount).chain(clause.effect.up_to())
}

/// The tables of cases in a value, however deep.
fn tables_in<'c>(value: &'c Expression, tables: &mut Vec<&'c Cases>) {
    if let Expression::Cases(cases) = value {
        tables.push(cases);
        cases
            .each
            .iter()
            .for_each(|(_, value)| tables_in(value, tables));
        tables_in(&cases.otherwise, tables);
    }
    value
        .parts()
        .into_iter()
        .for_each(|part| tables_in(part, tables));
}

/// What was found in a table of cases, and what is expected.
fn of_table<'k>(
    table: &'k Cases,
    known: Known<'k>,
) -> impl Iterator<Item = (String, String)> + use<'k> {
    let tiers = table.each.iter().map(|(when, _)| known.tier_of(when));
    let tiers: Vec<Tier<'k>> = tiers.map_while(|tier| tier).collect();
    let whole = tiers.len() == table.each.len();
    let beside = tiers.iter().all(|tier| tier.is_beside(&tiers[0]));
    let edges = if whole && beside {
        edges(&tiers)
    } else {
        Vec::new()
    };
    let lost = if beside { lost(&tiers) } else { Vec::new() };
    edges.into_iter().chain(lost)
}

/// Single values between two cases: what lies further apart is what `otherwise` is for.
fn edges(tiers: &[Tier<'_>]) -> Vec<(String, String)> {
    let missed = gaps(tiers.iter().map(|tier| tier.span).collect());
    let edges = missed.into_iter().filter(|gap| gap.is_one());
    edges
        .filter_map(|gap| {
            let value = english_value::value(tiers[0].of);
            let found = format!("cases that leave out {value} {}", gap.in_words());
            let (ends, begins) = (gap.ends()?, gap.begins()?);
            Some((
                found,
                format!("{ends} in the case below, or {begins} in the one above"),
            ))
        })
        .collect()
}

/// Cases whose values those before have already.
fn lost(tiers: &[Tier<'_>]) -> Vec<(String, String)> {
    let mut lost = Vec::new();
    for (place, tier) in tiers.iter().enumerate() {
        let within = |other: &Tier<'_>| other.span.shared(tier.span) == Some(tier.span);
        if tiers[..place].iter().any(within) {
            let value = english_value::value(tier.of);
            let number = place + 1;
            let values = tier.span.in_words();
            let found = format!("case {number}, {value} {values}, after one that has all of that");
            lost.push((found, "the narrower case first".to_owned()));
        }
    }
    lost
}
