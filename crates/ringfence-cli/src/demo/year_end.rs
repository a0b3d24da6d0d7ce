//! A closed year, as it was closed.

use ringfence::law::Outcome;
use ringfence::noun::StreamId;
use ringfence::state::{Decision, ItemKind, Plan};
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, SeedStep, Table};
use ringfence_store::{Book, MemoryStore};

use super::standing::without_blank_columns;
use crate::failure::Failure;
use crate::loaded::{Loaded, empty_book, step_of};
use crate::show::pounds;
use crate::tree::{Branch, Tree};

/// The plan by which a year was closed: made anew on a copy that ends right before the close.
pub(super) fn plan_of(loaded: &Loaded, year: FinancialYear) -> Result<Plan, Failure> {
    let mut before: Book<MemoryStore> = empty_book()?;
    let mut steps = Vec::new();
    for row in &loaded.seed.rows {
        match &row.step {
            SeedStep::Close {
                year: closed, book, ..
            } if *closed == year => {
                before.post_all(&steps)?;
                return Ok(before.ledger().plan_close(year, book)?);
            }
            step => steps.push(step_of(step)),
        }
    }
    Err(Failure::Lacking {
        folder: "aberwen".to_owned(),
        what: "the close of a year",
    })
}

/// What was unspent in a stream, what became of it, and to whom it fell.
pub(super) fn closed(plan: &Plan, tree: &Tree, stream: &StreamId) -> Table {
    let (year, next) = (plan.year(), plan.year().next());
    let book = plan.book().id();
    let title = format!("What became of what was unspent: {stream}, {year}, under {book}");
    let mut table = Table::new(title);
    table.column("body", Align::Left);
    let kinds = ["owed", "slippage", "earmarked", "held", "free", "overspent"];
    table.columns(kinds, Align::Right);
    table.columns(["kept", "lapsed", "met"], Align::Right);
    table.column("falls to", Align::Left);
    table.column(format!("unfunded in {next}"), Align::Right);
    let of_stream = |one: &Decision| one.line.stream == *stream;
    let has_items = |branch: &Branch| {
        let mut decisions = plan.decisions().iter();
        decisions.any(|one| of_stream(one) && one.line.body == branch.id)
    };
    for (branch, name) in tree.shown(has_items) {
        let chosen = |one: &Decision| of_stream(one) && one.line.body == branch.id;
        let first = plan.decisions().iter().find(|one| chosen(one));
        let falls_to = first.map_or("", |one| tree.name_of(one.accountable.as_str()));
        let of_kind = |kind: ItemKind| sum(plan, |one| chosen(one) && one.kind == kind);
        let orders = |one: &Decision| chosen(one) && one.kind == ItemKind::Commitment;
        table.row([
            name,
            pounds(of_kind(ItemKind::Commitment)),
            pounds(of_kind(ItemKind::Slippage)),
            pounds(of_kind(ItemKind::Earmark)),
            pounds(of_kind(ItemKind::Hold)),
            pounds(of_kind(ItemKind::Free)),
            pounds(of_kind(ItemKind::Deficit).negated()),
            pounds(plan.sum_of(Outcome::RollOver, chosen)),
            pounds(plan.sum_of(Outcome::Lapse, chosen)),
            pounds(plan.sum_of(Outcome::Absorb, chosen).negated()),
            falls_to.to_owned(),
            pounds(plan.sum_of(Outcome::Lapse, orders)),
        ]);
    }
    let mut table = without_blank_columns(&table);
    table.note("An order not received by 31 March is still owed: where its money lapsed, it");
    table.note(format!("stands unfunded on the money of {next}."));
    table
}

fn sum(plan: &Plan, chosen: impl Fn(&Decision) -> bool) -> Money {
    let sums = plan
        .decisions()
        .iter()
        .filter(|one| chosen(one))
        .map(|one| one.amount);
    Money::total(sums).unwrap_or(Money::MAX)
}
