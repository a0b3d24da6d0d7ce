//! Published totals, beside the sum of the parts that are known.

use std::collections::BTreeSet;

use ringfence::journal::Act;
use ringfence::noun::{Stated, StatedUnit, StreamId};
use ringfence::state::{Ledger, Selection};
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{Align, Table, exactly_in, stated_sum};

use crate::failure::Failure;
use crate::loaded::Loaded;

/// Each published total, the sum of its parts, and the difference with its label.
pub(super) fn totals(loaded: &Loaded) -> Result<Table, Failure> {
    let mut table = Table::new("Published totals, kept as they were published");
    table.columns(["total", "year"], Align::Left);
    table.columns(
        ["stated as", "published", "sum of the parts", "difference"],
        Align::Right,
    );
    table.column("what the difference is", Align::Left);
    let totals = loaded.acts(|act| match act {
        Act::PublishTotal(total) => Some(total),
        _ => None,
    });
    let mut sources = BTreeSet::new();
    for (draft, total) in totals {
        sources.extend(draft.text.source.as_deref());
        let parts = new_money(loaded.book.ledger(), &total.stream, total.year)?;
        let difference = total.amount.checked_sub(parts).unwrap_or(Money::MAX);
        let unit = total
            .stated
            .map_or(StatedUnit::Pounds, |stated| stated.unit);
        let sums = [total.amount, parts, difference];
        let places = sums.map(|sum| exactly_in(sum, unit).places);
        let places = places
            .into_iter()
            .chain(total.stated.map(|it| it.places))
            .max()
            .unwrap_or(0);
        let [published, parts, difference] =
            sums.map(|sum| stated_sum(sum, Some(Stated { unit, places })));
        table.row([
            draft
                .text
                .name
                .as_deref()
                .unwrap_or(total.id.as_str())
                .to_owned(),
            total.year.to_string(),
            stated_sum(total.amount, total.stated),
            published,
            parts,
            difference,
            total
                .difference
                .as_ref()
                .map_or("not known", |label| label.as_str())
                .to_owned(),
        ]);
    }
    sources
        .into_iter()
        .for_each(|source| table.note(format!("Source: {source}")));
    table.note("A total is compared, never money. A difference is kept and named, never repaired.");
    Ok(table)
}

/// What the source gave in a year: what all bodies were given, less what they passed down.
fn new_money(ledger: &Ledger, stream: &StreamId, year: FinancialYear) -> Result<Money, Failure> {
    let of = Selection {
        stream: Some(stream.clone()),
        year: Some(year),
        ..Selection::default()
    };
    let position = ledger.position(&of)?;
    Ok(position
        .allocated
        .checked_sub(position.passed_down)
        .unwrap_or(Money::MAX))
}
