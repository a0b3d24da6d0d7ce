//! One open year under several rule books, side by side.

use std::collections::BTreeSet;

use ringfence::law::{Outcome, RuleBook};
use ringfence::noun::StreamId;
use ringfence::state::{Decision, Ledger, Plan};
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table};

use crate::failure::Failure;
use crate::show::pounds;
use crate::tree::{Branch, Tree};

/// The rule books that are compared.
const BOOKS: [&str; 4] = [
    "wales-2016",
    "bma-2017",
    "bma-2017-attached",
    "committee-2017",
];

/// A plan and the name of its rule book.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) name: &'static str,
    pub(super) plan: Plan,
}

/// Plans a year under each rule book; the ledger does not change.
pub(super) fn plans(ledger: &Ledger, year: FinancialYear) -> Result<Vec<Planned>, Failure> {
    let planned = BOOKS.map(|name| {
        let book = RuleBook::preset(name)?;
        Ok(Planned {
            name,
            plan: ledger.plan_close(year, &book)?,
        })
    });
    planned.into_iter().collect()
}

/// What each body keeps of a stream.
pub(super) fn kept(plans: &[Planned], tree: &Tree, stream: &StreamId) -> Table {
    let title = format!("Kept for the next year: {stream}");
    by_body(plans, tree, stream, Outcome::RollOver, title)
}

/// What each body loses of a stream.
pub(super) fn lapsed(plans: &[Planned], tree: &Tree, stream: &StreamId) -> Table {
    let title = format!("Lapsed: {stream}");
    let mut table = by_body(plans, tree, stream, Outcome::Lapse, title);
    table.note("Kept and lapsed together are what is unspent. Behaviour is held fixed: nobody");
    table.note("spends more or less because the rule is another.");
    table
}

fn by_body(
    plans: &[Planned],
    tree: &Tree,
    stream: &StreamId,
    outcome: Outcome,
    title: String,
) -> Table {
    let mut table = Table::new(title);
    table.column("body", Align::Left);
    table.columns(plans.iter().map(|it| it.name), Align::Right);
    let of_stream = |decision: &Decision| decision.line.stream == *stream;
    let has_items = |branch: &&Branch| {
        let mut decisions = plans.iter().flat_map(|it| it.plan.decisions());
        decisions.any(|decision| of_stream(decision) && decision.line.body == branch.id)
    };
    for branch in tree.bodies.iter().filter(has_items) {
        let own = |it: &Planned| {
            let of_body = |one: &Decision| of_stream(one) && one.line.body == branch.id;
            pounds(it.plan.sum_of(outcome, of_body))
        };
        let mut row = vec![branch.shown()];
        row.extend(plans.iter().map(own));
        table.row(row);
    }
    let mut row = vec!["all".to_owned()];
    row.extend(
        plans
            .iter()
            .map(|it| pounds(it.plan.sum_of(outcome, of_stream))),
    );
    table.row(row);
    table
}

/// Who gains by what lapses, over all streams.
pub(super) fn gains(plans: &[Planned], tree: &Tree) -> Table {
    let mut table = Table::new("Who gains by what lapses: all streams");
    table.columns(["who answers", "from"], Align::Left);
    table.columns(plans.iter().map(|it| it.name), Align::Right);
    let bodies: BTreeSet<_> = plans
        .iter()
        .flat_map(|it| it.plan.benefits())
        .map(|benefit| benefit.body)
        .collect();
    for branch in tree
        .bodies
        .iter()
        .filter(|branch| bodies.contains(&branch.id))
    {
        let sum = |it: &Planned, part: fn(&ringfence::state::Benefit) -> Money| {
            let benefits = it.plan.benefits();
            let own = benefits
                .iter()
                .filter(|benefit| benefit.body == branch.id)
                .map(part);
            pounds(Money::total(own).unwrap_or(Money::MAX))
        };
        let mut own = vec![
            tree.name_of(branch.id.as_str()).to_owned(),
            "its own lines".to_owned(),
        ];
        own.extend(plans.iter().map(|it| sum(it, |benefit| benefit.own)));
        table.row(own);
        let mut below = vec![String::new(), "bodies it answers for".to_owned()];
        below.extend(plans.iter().map(|it| sum(it, |benefit| benefit.fell_in)));
        table.row(below);
    }
    table
}
