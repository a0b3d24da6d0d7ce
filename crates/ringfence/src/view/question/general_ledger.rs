//! Question 12: what of the spend the general ledger said, and what sits in suspense.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::state::{Ledger, Origin};
use crate::view::{Cell, positions};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 12,
    name: "general_ledger",
    title: "Spend and the general ledger",
    wording: "Does spend agree with the general ledger, and what sits in suspense, since when?",
    about: "A row for each body and stream with cost in the year, in that order.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("stream", "of which stream"),
        Derived::money("spent", "invoiced + accrued − prepaid"),
        Derived::money(
            "from_general_ledger",
            "what entries said that came from it (actual), less what was reversed of them",
        ),
        Derived::money("otherwise", "spent − from_general_ledger"),
        Derived::money(
            "suspense",
            "of a suspense stream, what waits for its line; else nought",
        ),
        Derived::date("suspense_since", "since when something has waited"),
        Derived::number("suspense_entry", "the entry that brought it"),
    ],
    adds_up: &["spent"],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let costs = ledger.ledger_costs(year, asking.as_at);
    let lines = positions(ledger, &asking.selection(year))?;
    let Some(sums) = lines.sums_by(&["body", "stream"]) else {
        return Ok(rows);
    };
    for row in 0..sums.rows.len() {
        let cell = |name: &str| sums.find(row, name).cloned().unwrap_or(Cell::Nothing);
        let names = [cell("body"), cell("stream")];
        let [body, stream] = &names;
        let ids = body
            .to_string()
            .parse()
            .ok()
            .zip(stream.to_string().parse().ok());
        let Some((body, stream)) = ids else { continue };
        let (spent, cost) = (cell("spent"), costs.get(&(&body, &stream)));
        let said = cost.map_or(0, |it| it.actual);
        if cost.is_none() && spent.money().is_some_and(Money::is_zero) {
            continue;
        }
        let waits = ledger.is_suspense_read(&stream);
        let since = waits.then(|| ledger.cost_since((&body, &stream), year, asking.as_at));
        let since = since.flatten();
        let said = Money::from_pence(said).ok();
        let other = spent
            .money()
            .zip(said)
            .and_then(|(spent, said)| spent.checked_sub(said));
        let mut cells = names.to_vec();
        cells.extend([
            spent.clone(),
            Cell::maybe(said, Cell::Money),
            match other {
                None => Cell::NotRecorded,
                Some(other) => Cell::Money(other),
            },
            if waits {
                spent
            } else {
                Cell::Money(Money::ZERO)
            },
            Cell::maybe(since, |(day, _)| Cell::Date(day)),
            Cell::maybe(since, |(_, entry)| Cell::Number(entry)),
        ]);
        rows.add(cells, vec![Origin::Lines(body, stream, year)]);
    }
    rows.note(
        "The extract of the general ledger is not read here: a cost says itself whether it \
               came from there.",
    );
    Ok(rows)
}
