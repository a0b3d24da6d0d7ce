//! Who gains at a year end.

use std::collections::BTreeMap;

use super::unrecorded::Unknown;
use super::{Cell, ColumnKind, Table};
use crate::law::Outcome;
use crate::noun::{BodyId, StreamId};
use crate::state::{Ledger, Plan, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 8] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("own_lapsed", ColumnKind::Money),
    ("fell_in", ColumnKind::Money),
    ("reverted", ColumnKind::Money),
    ("deficits_met", ColumnKind::Money),
    ("net", ColumnKind::Money),
    ("own_spent", ColumnKind::Money),
];

const OFFSET: &str = "What falls in offsets other spending of that body in the year. The book \
                      holds only its lines in the stream: own_spent is their cost.";

/// Who gained by the close of a year: per accountable body and stream what lapsed on its own
/// lines, what fell in from those it answers for, what reverted to it as the funder of any line,
/// the deficits it met, and the net.
///
/// `own_spent` is the cost of its own lines of that stream in that year, the one thing that the
/// book knows of what the gain offset; without such a line it has no answer. A year that is not
/// closed has no rows, and a note that says so.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let table = ringfence::view::who_benefits(&ledger, "2016-17".parse()?);
/// assert_eq!(table.notes, ["2016-17 is not closed."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn who_benefits(ledger: &Ledger, year: FinancialYear) -> Table {
    let mut table = Table::new(format!("Who benefits, {year}"), &COLUMNS);
    let Some(close) = ledger.close_read(year) else {
        table.note(format!("{year} is not closed."));
        return table;
    };
    let mut sums: BTreeMap<(BodyId, StreamId), [Vec<Money>; 4]> = BTreeMap::new();
    for part in close.decisions {
        let (line, amount) = (&part.line, part.amount);
        let accountable = ledger.accountable_read(&line.body, year);
        let own = usize::from(line.body != accountable);
        let sum = sums.entry((accountable, line.stream.clone())).or_default();
        if part.outcome == Outcome::Lapse.name() {
            sum[own].push(amount);
        } else if part.outcome == Outcome::Absorb.name() {
            sum[3].push(amount.negated());
        } else if part.outcome == Outcome::Revert.name() {
            let funder = ledger.funder_read(&line.stream, &line.body);
            let sum = sums.entry((funder, line.stream.clone())).or_default();
            sum[2].push(amount);
        }
    }
    for ((body, stream), [own, fell_in, reverted, met]) in sums {
        let net = own.iter().chain(&fell_in).chain(&reverted).copied();
        let net = Cell::sum(net.chain(met.iter().map(|sum| sum.negated())));
        let spent = own_spent(ledger, &body, &stream, year);
        let names = [Cell::words(body), Cell::words(stream)];
        let sums = [
            Cell::sum(own),
            Cell::sum(fell_in),
            Cell::sum(reverted),
            Cell::sum(met),
            net,
            spent,
        ];
        table.add(names.into_iter().chain(sums).collect());
    }
    table.note(OFFSET);
    table
}

/// Who would gain by a plan, before anything is closed: the same table as [`who_benefits`]. A
/// plan knows no cost, so `own_spent` has no answer.
pub fn who_would_benefit(plan: &Plan) -> Table {
    let title = format!(
        "Who would benefit, {}, under {}",
        plan.year(),
        plan.book().id()
    );
    let mut table = Table::new(title, &COLUMNS);
    for gain in plan.benefits() {
        table.add(vec![
            Cell::words(gain.body),
            Cell::words(gain.stream),
            Cell::Money(gain.own),
            Cell::Money(gain.fell_in),
            Cell::Money(gain.reverted),
            Cell::Money(gain.met),
            Cell::Money(gain.net),
            Cell::Nothing,
        ]);
    }
    if !plan.blockers().is_empty() {
        table.note("The plan still asks: what it cannot decide is left out.");
    }
    table
}

fn own_spent(ledger: &Ledger, body: &BodyId, stream: &StreamId, year: FinancialYear) -> Cell {
    let of = Selection {
        body: Some(body.clone()),
        stream: Some(stream.clone()),
        year: Some(year),
        ..Selection::default()
    };
    let lines = ledger.positions(&of).unwrap_or_default();
    let Some(first) = lines.first() else {
        return Cell::Nothing;
    };
    if Unknown::of_line(&ledger.marks_read(), &first.line, year).spend {
        return Cell::NotRecorded;
    }
    Cell::sum(lines.iter().map(|it| it.position.spent))
}
