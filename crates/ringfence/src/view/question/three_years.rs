//! Question 18: allocation, spend and variance for three years, at once.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::state::{Ledger, Origin, Selection};
use crate::view::{Cell, Table, positions};
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 18,
    name: "three_years",
    title: "Three years",
    wording: "What was given, what was spent and what is the variance, for three years at once?",
    about: "For each body and stream a row for each of the three years that end with the year \
            asked for, and one, without a year, for the three together; years in which nothing \
            was given or spent are left out.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("stream", "of which stream"),
        Derived::year("year", "the year; without an answer, the three together"),
        Derived::money("allocated", "given by the source or the body above"),
        Derived::money("contributed", "added by partners"),
        Derived::money("passed_down", "given to bodies below"),
        Derived::money("vired", "vired in less vired out"),
        Derived::money(
            "from_last_year",
            "rolled in and re-provided, less a first call of the year before; below nought where \
             the year's own money is provided again in the next",
        ),
        Derived::money(
            "given",
            "allocated + contributed − passed_down + vired + from_last_year: the spending power \
             of the year, whatever its close then did with the rest",
        ),
        Derived::money("spent", "invoiced + accrued − prepaid"),
        Derived::money("variance", "given − spent: above nought an under-spend"),
    ],
    adds_up: &["allocated", "contributed", "passed_down", "spent"],
    rows,
};

/// The sums of a body and stream: of each year, and of all together.
type Places = BTreeMap<(String, String), Vec<(Option<FinancialYear>, [Cell; 8])>>;

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut places = Places::new();
    let mut notes = Vec::new();
    let years = [year.previous().previous(), year.previous(), year];
    for (place, of_year) in years.iter().enumerate() {
        if years[..place].contains(of_year) {
            continue;
        }
        let of = Selection {
            year: Some(*of_year),
            ..asking.selection(year)
        };
        let table = positions(ledger, &of)?;
        gather(&table, *of_year, &mut places);
        let silent = table
            .notes
            .into_iter()
            .filter(|it| it.starts_with("Not recorded"));
        notes.extend(silent);
    }
    let mut rows = Rows::default();
    for ((body, stream), mut of_place) in places {
        let together = of_place
            .iter()
            .skip(1)
            .fold(of_place[0].1.clone(), |mut sum, (_, more)| {
                sum.iter_mut()
                    .zip(more)
                    .for_each(|(sum, more)| sum.add(more));
                sum
            });
        let named: Vec<FinancialYear> = of_place.iter().filter_map(|(year, _)| *year).collect();
        of_place.push((None, together));
        for (of_year, figures) in of_place {
            let mut cells = vec![Cell::words(&body), Cell::words(&stream)];
            cells.push(Cell::maybe(of_year, Cell::Year));
            cells.extend(figures);
            let lines = named
                .iter()
                .filter(|it| of_year.is_none_or(|year| year == **it));
            let origin = |year: &FinancialYear| {
                Some(Origin::Lines(
                    body.parse().ok()?,
                    stream.parse().ok()?,
                    *year,
                ))
            };
            rows.add(cells, lines.filter_map(origin).collect());
        }
    }
    notes.into_iter().for_each(|note| rows.note(note));
    Ok(rows)
}

/// The sums of a year, by body and stream.
fn gather(positions: &Table, year: FinancialYear, places: &mut Places) {
    let Some(sums) = positions.sums_by(&["body", "stream"]) else {
        return;
    };
    for row in 0..sums.rows.len() {
        let cell = |name: &str| sums.find(row, name).cloned().unwrap_or(Cell::Nothing);
        let less = |name: &str| negated(&cell(name));
        let together = |cells: [Cell; 3]| {
            let [mut sum, more, last] = cells;
            sum.add(&more);
            sum.add(&last);
            sum
        };
        let mut vired = cell("vired_in");
        vired.add(&less("vired_out"));
        let before = together([cell("rolled_in"), cell("re_provided"), less("first_call")]);
        let mut given = together([cell("allocated"), cell("contributed"), less("passed_down")]);
        given.add(&vired);
        given.add(&before);
        let mut variance = given.clone();
        variance.add(&less("spent"));
        let (body, stream) = (cell("body").to_string(), cell("stream").to_string());
        let figures = [
            cell("allocated"),
            cell("contributed"),
            cell("passed_down"),
            vired,
            before,
            given,
            cell("spent"),
            variance,
        ];
        let is_nought = |cell: &Cell| cell.money().is_some_and(crate::word::Money::is_zero);
        if !figures.iter().all(is_nought) {
            places
                .entry((body, stream))
                .or_default()
                .push((Some(year), figures));
        }
    }
}

fn negated(cell: &Cell) -> Cell {
    match cell {
        Cell::Money(sum) => Cell::Money(sum.negated()),
        other => other.clone(),
    }
}
