//! Which figures rest on what is not recorded.

use crate::journal::Refusals;
use crate::journal::act::Unrecorded;
use crate::noun::{BodyId, Line, Position, StreamId};
use crate::state::{Known, Ledger, MarkRead, Selection};
use crate::word::{FinancialYear, Money};

use super::{Cell, positions};

/// What is not known of a line in a year.
///
/// An allocation that is not recorded leaves allocated, authority and available unknown, on the
/// line of the year's own vintage only: what is given in a year never falls on an older one.
/// Spend that is not recorded leaves spent, invoiced, accrued, prepaid, drawn and available
/// unknown, on every line of the body and stream, since it may have fallen on any; and earmarked
/// and committed where there is any, since spend takes from both. A hold is not touched by spend,
/// authority rests on what is given, and the giver's own figures stay as they are recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) allocation: bool,
    pub(crate) spend: bool,
}

impl Unknown {
    /// What marks that stand leave unknown of a line.
    pub(crate) fn of_line(marks: &[MarkRead<'_>], line: &Line, year: FinancialYear) -> Unknown {
        let of_pot = marks.iter().filter(|mark| {
            let pot = (mark.body, mark.stream, mark.year);
            mark.corrected_by.is_none() && pot == (&line.body, &line.stream, year)
        });
        let mut unknown = Unknown::default();
        for mark in of_pot {
            match mark.what {
                Unrecorded::Allocation => unknown.allocation |= line.vintage == year,
                Unrecorded::Spend => unknown.spend = true,
            }
        }
        unknown
    }

    /// Whether what is available is known.
    pub(crate) fn leaves_available(self) -> bool {
        !self.allocation && !self.spend
    }

    /// A figure that rests on what was given.
    pub(crate) fn given(self, figure: Money) -> Cell {
        shown(figure, !self.allocation)
    }

    /// A figure that rests on what was spent.
    pub(crate) fn spent(self, figure: Money) -> Cell {
        shown(figure, !self.spend)
    }

    /// A figure that rests on both.
    pub(crate) fn both(self, figure: Money) -> Cell {
        shown(figure, self.leaves_available())
    }

    /// A state that spend takes from, where there is any of it.
    pub(crate) fn drained(self, figure: Money) -> Cell {
        shown(figure, !self.spend || figure.is_zero())
    }

    /// The figures of a position, in the order of its fields.
    pub(crate) fn figures(self, of: &Position) -> Vec<Cell> {
        let Position {
            allocated,
            contributed,
            passed_down,
            vired_in,
            vired_out,
            rolled_in,
            re_provided,
            rolled_out,
            lapsed,
            reverted,
            deficit_met,
            first_call,
            authority,
            available,
            earmarked,
            held,
            committed,
            invoiced,
            accrued,
            prepaid,
            spent,
            released,
            drawn,
        } = *of;
        let mut cells = vec![self.given(allocated)];
        let recorded = [
            contributed,
            passed_down,
            vired_in,
            vired_out,
            rolled_in,
            re_provided,
            rolled_out,
            lapsed,
            reverted,
            deficit_met,
            first_call,
        ];
        cells.extend(recorded.map(Cell::Money));
        cells.extend([
            self.given(authority),
            self.both(available),
            self.drained(earmarked),
            Cell::Money(held),
            self.drained(committed),
        ]);
        cells.extend([invoiced, accrued, prepaid, spent].map(|it| self.spent(it)));
        cells.extend([Cell::Money(released), self.spent(drawn)]);
        cells
    }
}

impl Ledger {
    /// The figures of a selection's position that rest on what is not recorded, by name, in the
    /// order of its fields: [`Ledger::position`] sums what is recorded, and these are not known.
    ///
    /// A mark does not say whether money recurs: where the selection asks for a recurrence that no
    /// line has, what is not known of the others is not known of it.
    ///
    /// ```
    /// use ringfence::journal::Header;
    /// use ringfence::state::{Ledger, Selection};
    ///
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// assert!(ledger.not_recorded_of(&Selection::default())?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_body`, `unknown_stream`, `money_out_of_range`.
    pub fn not_recorded_of(&self, of: &Selection) -> Result<Vec<&'static str>, Refusals> {
        let marks = self.marks_known(self.last_known(of));
        let mut stand = marks.iter().filter(|mark| mark.corrected_by.is_none());
        if !stand.any(|mark| is_of(self, of, mark)) {
            return Ok(Vec::new());
        }
        let mut table = positions(self, of)?;
        if table.rows.is_empty() {
            let all = Selection {
                recurrence: None,
                ..of.clone()
            };
            table = positions(self, &all)?;
        }
        let names = table.columns.iter().map(|column| column.name);
        let hidden = |name: &&str| table.cells_of(name).any(|it| *it == Cell::NotRecorded);
        Ok(names.filter(hidden).collect())
    }
}

/// Whether a mark speaks of a place that a selection holds.
fn is_of(ledger: &Ledger, of: &Selection, mark: &MarkRead<'_>) -> bool {
    of.body.as_ref().is_none_or(|body| body == mark.body)
        && ledger.is_chosen_stream(of, mark.stream)
        && of.year.is_none_or(|year| year == mark.year)
}

fn shown(figure: Money, known: bool) -> Cell {
    if known {
        Cell::Money(figure)
    } else {
        Cell::NotRecorded
    }
}

/// A body, stream and year that a mark speaks of though nothing was posted to it.
pub(crate) struct Bare<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) unknown: Unknown,
}

/// The places that only marks speak of, sorted.
pub(crate) fn bare_places<'l>(
    ledger: &Ledger,
    marks: &[MarkRead<'l>],
    as_known: Option<Known>,
    chosen: impl Fn(&MarkRead<'l>) -> bool,
) -> Vec<Bare<'l>> {
    let mut all: Vec<Bare<'l>> = Vec::new();
    for mark in marks
        .iter()
        .filter(|it| it.corrected_by.is_none() && chosen(it))
    {
        let (body, stream, year) = (mark.body, mark.stream, mark.year);
        if has_lines(ledger, mark, as_known) {
            continue;
        }
        let (allocation, spend) = match mark.what {
            Unrecorded::Allocation => (true, false),
            Unrecorded::Spend => (false, true),
        };
        let same = |it: &&mut Bare<'l>| (it.body, it.stream, it.year) == (body, stream, year);
        match all.iter_mut().find(same) {
            Some(bare) => {
                bare.unknown.allocation |= allocation;
                bare.unknown.spend |= spend;
            }
            None => all.push(Bare {
                body,
                stream,
                year,
                unknown: Unknown { allocation, spend },
            }),
        }
    }
    all.sort_by_key(|bare| (bare.body, bare.stream, bare.year));
    all
}

/// Whether a line shows what a mark says: of the year's own vintage for an allocation, any for
/// spend.
fn has_lines(ledger: &Ledger, mark: &MarkRead<'_>, as_known: Option<Known>) -> bool {
    let of = Selection {
        body: Some(mark.body.clone()),
        stream: Some(mark.stream.clone()),
        year: Some(mark.year),
        vintage: (mark.what == Unrecorded::Allocation).then_some(mark.year),
        as_known,
        ..Selection::default()
    };
    ledger.positions(&of).is_ok_and(|lines| !lines.is_empty())
}
