//! What was expected and what goes back to partners, as the book and the model see it.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::journal::act::Contribute;
use ringfence::noun::{ContributionState, Line};
use ringfence::state::{Ledger, Plan};
use ringfence::view::{Table, anticipated, findings};
use ringfence::word::Money;

use crate::model::{Expected, Model, Pence};

/// Each sum that was expected is seen with what came of it, and what never came is found.
pub(super) fn compare(ledger: &Ledger, model: &Model, after: &str) {
    let foretold = model.expected();
    let years: BTreeSet<_> = foretold.values().map(|it| it.year).collect();
    let mut seen = BTreeMap::new();
    for year in &years {
        let table = anticipated(ledger, *year);
        for row in 0..table.rows.len() {
            let state = text(&table, row, "state");
            if state == "corrected" {
                continue;
            }
            let found = Expected {
                year: *year,
                confirmed: sum(&table, row, "confirmed"),
                open: sum(&table, row, "open"),
                over: ledger.closed_years().contains(year),
            };
            let open = found.open.is_positive();
            let word = match (open, found.over) {
                (false, _) => "confirmed",
                (true, true) => "ended",
                (true, false) => "open",
            };
            assert_eq!(state, word, "after {after}");
            seen.insert(text(&table, row, "id"), found);
        }
    }
    assert_eq!(seen, foretold, "expected sums after {after}");
    if !ledger.closed_years().is_empty() && model.contributed().next().is_some() {
        never_brought(ledger, model, after);
    }
    if years
        .iter()
        .any(|year| ledger.closed_years().contains(year))
    {
        never_came(ledger, &foretold, after);
    }
}

/// What partners had not brought when their year closed is found.
fn never_brought(ledger: &Ledger, model: &Model, after: &str) {
    let found = amounts(ledger, "contribution_not_received");
    let ids: BTreeSet<_> = model.contributed().map(|it| &it.id).collect();
    let lacking = ids.into_iter().map(|id| {
        let said: Vec<&Contribute> = model.contributed().filter(|it| it.id == *id).collect();
        let over = ledger.closed_years().contains(&said[0].year);
        let last = |state| said.iter().rev().find(move |it| it.state == state);
        let due = last(ContributionState::Agreed).or(last(ContributionState::Expected));
        let came = said
            .iter()
            .filter(|it| it.state == ContributionState::Received);
        let came: Pence = came.map(|it| Pence::from(it.amount.pence())).sum();
        let due = due
            .filter(|_| over)
            .map_or(0, |it| it.amount.pence().into());
        (due - came).max(0)
    });
    let mut lacking: Vec<Pence> = lacking.filter(|lacks| *lacks > 0).collect();
    lacking.sort_unstable();
    let found: Vec<Pence> = found.iter().map(|it| it.pence().into()).collect();
    assert_eq!(found, lacking, "what partners did not bring, after {after}");
}

/// What findings of a kind come to, the least first.
fn amounts(ledger: &Ledger, kind: &str) -> Vec<Money> {
    let table = findings(ledger, None).expect("sums in range");
    let rows = (0..table.rows.len()).filter(|row| text(&table, *row, "finding") == kind);
    let mut found: Vec<Money> = rows.map(|row| sum(&table, row, "amount")).collect();
    found.sort();
    found
}

fn never_came(ledger: &Ledger, foretold: &BTreeMap<String, Expected>, after: &str) {
    let found = amounts(ledger, "anticipated_not_confirmed");
    let over = foretold
        .values()
        .filter(|it| it.over && it.open.is_positive());
    let mut expected: Vec<Money> = over.map(|it| it.open).collect();
    expected.sort();
    assert_eq!(found, expected, "what never came, after {after}");
}

/// What is open ends with its year, and is listed.
pub(super) fn compare_ended(plan: &Plan, model: &Model) {
    let listed = plan.ended().iter();
    let listed: BTreeMap<String, Money> = listed.map(|it| (it.id.to_string(), it.amount)).collect();
    let expected = model.expected().into_iter();
    let open = expected.filter(|(_, it)| it.year == plan.year() && it.open.is_positive());
    let open: BTreeMap<String, Money> = open.map(|(id, it)| (id, it.open)).collect();
    assert_eq!(listed, open, "what ends with {}", plan.year());
}

/// Each partner has its share of what is left.
pub(super) fn compare_gone_back(plan: &Plan, model: &Model) {
    let listed = plan.gone_back().iter();
    let listed = listed.map(|it| {
        let amount = i128::from(it.amount.pence());
        ((it.id.to_string(), it.line.clone()), amount)
    });
    let listed: BTreeMap<(String, Line), Pence> = listed.collect();
    let foretold = model.goes_back(plan.year());
    assert_eq!(
        listed,
        foretold,
        "what goes back at the end of {}",
        plan.year()
    );
}

fn text(table: &Table, row: usize, column: &str) -> String {
    table
        .find(row, column)
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn sum(table: &Table, row: usize, column: &str) -> Money {
    let cell = table
        .find(row, column)
        .and_then(ringfence::view::Cell::money);
    cell.expect("a sum of the table")
}
