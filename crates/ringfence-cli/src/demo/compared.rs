//! One open year under several rule books, side by side.

use ringfence::law::{Outcome, RuleBook};
use ringfence::noun::StreamId;
use ringfence::state::{Decision, Ledger, Plan};
use ringfence::word::FinancialYear;
use ringfence_formats::{Align, Table};

use crate::failure::Failure;
use crate::show::pounds;
use crate::tree::{Branch, Tree};

/// The rule books that are compared.
pub(super) const BOOKS: [&str; 4] = [
    "wales-2016",
    "bma-2017",
    "bma-2017-attached",
    "committee-2017",
];

/// A plan and the name of its rule book.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) name: String,
    pub(super) plan: Plan,
}

impl Planned {
    pub(super) fn of(plan: Plan) -> Planned {
        Planned {
            name: plan.book().id().to_owned(),
            plan,
        }
    }
}

/// Plans a year under each rule book; the ledger does not change.
pub(super) fn plans(ledger: &Ledger, year: FinancialYear) -> Result<Vec<Planned>, Failure> {
    let planned = BOOKS.map(|name| {
        let book = RuleBook::preset(name)?;
        Ok(Planned::of(ledger.plan_close(year, &book)?))
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
    table.columns(plans.iter().map(|it| it.name.as_str()), Align::Right);
    let of_stream = |decision: &Decision| decision.line.stream == *stream;
    let has_items = |branch: &Branch| {
        let mut decisions = plans.iter().flat_map(|it| it.plan.decisions());
        decisions.any(|decision| of_stream(decision) && decision.line.body == branch.id)
    };
    for (branch, name) in tree.shown(has_items) {
        let own = |it: &Planned| {
            let of_body = |one: &Decision| of_stream(one) && one.line.body == branch.id;
            pounds(it.plan.sum_of(outcome, of_body))
        };
        let mut row = vec![name];
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
