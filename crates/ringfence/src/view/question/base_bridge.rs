//! Question 16: next year's opening base, bridged from this year's.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::state::{Ledger, Origin};
use crate::view::base::{Base, BaseLine};
use crate::view::base_bridge;
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 16,
    name: "base_bridge",
    title: "Base bridge",
    wording: "What is next year's opening recurrent base, bridged from this year's: opening, \
              recurrent changes in the year, full-year effect, what ended?",
    about: "A row for each body and stream with recurrent money or recurrent commitments, in that \
            order. opening_base + notices + virements + passed_down + full_year_effect + ended + \
            taken_over = next_base.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("body", "whose base"),
        Derived::text("stream", "of which stream"),
        Derived::year("year", "the year that is bridged"),
        Derived::money(
            "opening_base",
            "what earlier years bring, or the line's opening notice",
        ),
        Derived::money(
            "notices",
            "recurrent notices of the year, what they give in it",
        ),
        Derived::money(
            "virements",
            "recurrent virements of the year; below nought where away",
        ),
        Derived::money(
            "passed_down",
            "recurrent pass-downs of the year; below nought",
        ),
        Derived::money(
            "full_year_effect",
            "what they come to in twelve months beyond the year",
        ),
        Derived::money("ended", "what was for a term that ended; below nought"),
        Derived::money("taken_over", "what bodies that ended left; together nought"),
        Derived::money(
            "next_base",
            "the sum of these: the opening base of the next year",
        ),
        Derived::money(
            "commitments_opening",
            "recurrent commitments of earlier years, a year",
        ),
        Derived::money(
            "commitments_new",
            "what the year began or changed, in the year",
        ),
        Derived::money(
            "commitments_full_year_effect",
            "twelve months of it beyond the year",
        ),
        Derived::money("commitments_ended", "what ended in the year; below nought"),
        Derived::money(
            "commitments_next",
            "recurrent commitments at the next opening, a year",
        ),
        Derived::money("above_commitments", "next_base − commitments_next"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let table = base_bridge(ledger, year, &of);
    let base = Base::known(ledger, &of);
    let promised = ledger.recurrent_read(of.as_at);
    let mut rows = Rows::default();
    for row in table.rows {
        let id = |place: usize| row[place].text().unwrap_or_default().to_owned();
        let (body, stream) = (id(0).parse(), id(1).parse());
        let mut origins = Vec::new();
        if let Some((body, stream)) = body.ok().zip(stream.ok()) {
            origins = notices(&base, (&body, &stream), year);
            let its = promised
                .iter()
                .filter(|it| (it.body, it.stream) == (&body, &stream));
            origins.extend(its.map(|it| Origin::Promise(it.id.clone())));
        }
        rows.add(row, origins);
    }
    table.notes.into_iter().for_each(|note| rows.note(note));
    Ok(rows)
}

/// The notices that make the base of a line in a year and after it.
fn notices(base: &Base<'_>, line: BaseLine<'_>, year: FinancialYear) -> Vec<Origin> {
    let mut entries = Vec::new();
    for part in base
        .received(line, year)
        .into_iter()
        .chain(base.passed_down(line, year))
    {
        entries.push(part.notice.entry);
    }
    entries.sort_unstable();
    entries.dedup();
    entries.into_iter().map(Origin::Entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Table;

    #[test]
    fn the_columns_are_those_of_the_table() {
        let ledger = Ledger::new(crate::journal::Header::new("GBP").unwrap());
        let year = "2016-17".parse().unwrap();
        let table: Table = base_bridge(&ledger, year, &crate::state::Selection::default());
        let columns: Vec<_> = QUESTION.columns.iter().map(Derived::column).collect();
        assert_eq!(columns, table.columns);
    }
}
