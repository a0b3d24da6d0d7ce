//! An allocation table, read.

use std::borrow::Cow;

use ringfence::noun::{Stated, Wording};
use ringfence::view::{Cell, ColumnKind};
use ringfence::word::Money;

use super::check::{Compared, compared_in};
use super::fault::AllocationFault;
use super::figure::Figure;
use super::found::{Found, found_in, place_in};
use super::heading::Meaning;
use super::layout::{AllocationLayout, Along};
use super::side::Line;
use crate::{Faults, Frame, Grid, cell_name};

/// An allocation table, read: its figures as rows of notices, and its totals beside the sums of
/// their parts.
///
/// The frames of rows have the columns of a seed's files, so that they are loaded as these are.
///
/// ```
/// use ringfence::noun::StatedUnit;
/// use ringfence_formats::{AllocationLayout, AllocationTable, Along, Encoding, Grid};
///
/// let text = "£000,2015-16,2016-17\nupland,272,453\nseaward,100,120\nTotal,372,574\n";
/// let grid = Grid::of_csv("letter.csv", text.as_bytes(), Encoding::Utf8)?;
/// let layout =
///     AllocationLayout::new(Along::Bodies, Along::Years, "cluster", StatedUnit::Thousands);
/// let table = AllocationTable::read(&grid, &layout)?;
/// assert_eq!(table.notices.rows[0][3].to_string(), "£272,000.00");
/// assert_eq!(table.totals.rows.len(), 2);
/// let difference = table.differences.rows[1].last().map(ToString::to_string);
/// assert_eq!(difference.as_deref(), Some("£1,000.00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationTable {
    /// A notice for each figure of a part, with the columns of `notices.csv`.
    pub notices: Frame,
    /// A published total for each sum over all bodies, with the columns of `totals.csv`.
    pub totals: Frame,
    /// A mark for each figure that the source does not record, with the columns of
    /// `not_recorded.csv`.
    pub not_recorded: Frame,
    /// Each total as the source states it, what its parts come to, and the difference.
    pub differences: Frame,
}

impl AllocationTable {
    /// Reads a grid as somebody says that it is laid out.
    ///
    /// A row in which one cell alone is filled is a title, a footnote or the heading of a part; it
    /// stands among the notes, and a footnote also with the notices that bear its mark.
    ///
    /// # Errors
    /// Each cell that is no figure in the declared unit, each year that is none, names that stand
    /// there twice, figures under no name; and sides that do not leave one thing to be fixed.
    ///
    /// ```
    /// use ringfence::noun::StatedUnit;
    /// use ringfence_formats::{AllocationLayout, AllocationTable, Along, Encoding, Grid};
    ///
    /// let grid = Grid::of_csv("t.csv", b",2016-17\nupland,n/a\n", Encoding::Utf8)?;
    /// let layout =
    ///     AllocationLayout::new(Along::Bodies, Along::Years, "cluster", StatedUnit::Pounds);
    /// let no = AllocationTable::read(&grid, &layout).unwrap_err();
    /// assert_eq!(no.all()[0].place, "t.csv, cell B2");
    /// # Ok::<(), ringfence_formats::GridFault>(())
    /// ```
    pub fn read(
        grid: &Grid,
        layout: &AllocationLayout,
    ) -> Result<AllocationTable, Faults<AllocationFault>> {
        let mut faults = Faults::none();
        if let Some(fault) = unfit(grid, layout) {
            faults.add(fault);
            return Err(faults);
        }
        let found = found_in(grid, layout, &mut faults);
        let (compared, beyond) = compared_in(&found);
        for (row, column) in beyond {
            let at = format!("cell {}", name_of(&found, row, column));
            faults.add(AllocationFault {
                place: place_in(grid, &at),
                found: "parts whose sum is out of the range of money".to_owned(),
                expected: "figures in the unit that was declared".to_owned(),
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Maker {
            grid,
            layout,
            found: &found,
        }
        .table(&compared))
    }
}

fn unfit(grid: &Grid, layout: &AllocationLayout) -> Option<AllocationFault> {
    let fault = |found: String, expected: &str| AllocationFault {
        place: grid.file.clone(),
        found,
        expected: expected.to_owned(),
    };
    match layout.third() {
        None => Some(fault(
            "the same along both sides".to_owned(),
            "two of bodies, streams and years, and the third fixed",
        )),
        Some(Along::Years)
            if layout
                .fixed
                .parse::<ringfence::word::FinancialYear>()
                .is_err() =>
        {
            let found = format!("the year {:?} for all figures", layout.fixed);
            Some(fault(found, "a year such as 2016-17"))
        }
        Some(_) => None,
    }
}

fn name_of(found: &Found, row: usize, column: usize) -> String {
    cell_name(found.down[row].at, found.across[column].at)
}

struct Maker<'a> {
    grid: &'a Grid,
    layout: &'a AllocationLayout,
    found: &'a Found,
}

impl Maker<'_> {
    fn table(&self, compared: &[Compared]) -> AllocationTable {
        let notices = self.notices();
        AllocationTable {
            notices,
            totals: self.totals(),
            not_recorded: self.not_recorded(),
            differences: self.differences(compared),
        }
    }

    fn notices(&self) -> Frame {
        let said = self.layout.said.iter().filter(|(name, _)| *name != "note");
        let (names, words): (Vec<_>, Vec<_>) = said.unzip();
        let mut columns = vec![
            ("stream", ColumnKind::Text),
            ("to", ColumnKind::Text),
            ("year", ColumnKind::Year),
            ("amount", ColumnKind::Money),
            ("stated_unit", ColumnKind::Text),
            ("stated_places", ColumnKind::Number),
        ];
        columns.extend(names.iter().map(|name| (name.as_str(), ColumnKind::Text)));
        columns.push(("note", ColumnKind::Text));
        let mut frame = self.frame("Notices", &columns);
        for (row, column, line) in self.parts() {
            let Figure::Sum { amount, stated } = self.found.figures[row][column].0 else {
                continue;
            };
            let mut cells = vec![Cell::Text(line.stream), Cell::Text(line.body)];
            cells.push(line.year.map_or(Cell::Nothing, Cell::Year));
            cells.extend(sum(amount, stated));
            cells.extend(words.iter().map(|word| Cell::Text((*word).clone())));
            cells.push(Cell::Text(self.note(row, column)));
            frame.rows.push(cells);
        }
        frame
    }

    fn totals(&self) -> Frame {
        let columns = [
            ("id", ColumnKind::Text),
            ("stream", ColumnKind::Text),
            ("year", ColumnKind::Year),
            ("amount", ColumnKind::Money),
            ("stated_unit", ColumnKind::Text),
            ("stated_places", ColumnKind::Number),
            ("source", ColumnKind::Text),
            ("note", ColumnKind::Text),
        ];
        let mut frame = self.frame("Published totals", &columns);
        for (row, column, line) in self.over_all_bodies() {
            let Figure::Sum { amount, stated } = self.found.figures[row][column].0 else {
                continue;
            };
            let year = line.year.map_or(String::new(), |year| year.to_string());
            let id = format!("total-{}-{year}", line.stream);
            let mut cells = vec![Cell::Text(id), Cell::Text(line.stream)];
            cells.push(line.year.map_or(Cell::Nothing, Cell::Year));
            cells.extend(sum(amount, stated));
            cells.extend([self.source(), Cell::Text(self.note(row, column))]);
            frame.rows.push(cells);
        }
        frame
    }

    fn not_recorded(&self) -> Frame {
        let columns = [
            ("stream", ColumnKind::Text),
            ("body", ColumnKind::Text),
            ("year", ColumnKind::Year),
            ("what", ColumnKind::Text),
            ("words", ColumnKind::Text),
            ("source", ColumnKind::Text),
        ];
        let mut frame = self.frame("Not recorded", &columns);
        for (row, column, line) in self.parts() {
            let Figure::Silent(words) = &self.found.figures[row][column].0 else {
                continue;
            };
            let year = line.year.map_or(Cell::Nothing, Cell::Year);
            let what = Cell::Text("allocation".to_owned());
            let words = Cell::Text(words.clone());
            let ids = [Cell::Text(line.stream), Cell::Text(line.body)];
            frame.rows.push(
                ids.into_iter()
                    .chain([year, what, words, self.source()])
                    .collect(),
            );
        }
        frame
    }

    fn differences(&self, compared: &[Compared]) -> Frame {
        let columns = [
            ("cell", ColumnKind::Text),
            ("row", ColumnKind::Text),
            ("column", ColumnKind::Text),
            ("adds_up", ColumnKind::Text),
            ("stated", ColumnKind::Stated),
            ("parts", ColumnKind::Money),
            ("difference", ColumnKind::Money),
        ];
        let mut frame = self.frame("Totals beside the sums of their parts", &columns);
        for it in compared {
            let text = |text: &str| Cell::Text(text.to_owned());
            let (amount, stated) = (it.amount, it.stated);
            let difference = it.parts.and_then(|parts| amount.checked_sub(parts));
            let money = |it: Option<Money>| it.map_or(Cell::NotRecorded, Cell::Money);
            frame.rows.push(vec![
                Cell::Text(name_of(self.found, it.row, it.column)),
                text(&self.found.down[it.row].words),
                text(&self.found.across[it.column].words),
                text(it.along),
                Cell::Stated { amount, stated },
                money(it.parts),
                money(difference),
            ]);
        }
        frame
    }

    /// The places of all figures of parts, and what each is of.
    fn parts(&self) -> impl Iterator<Item = (usize, usize, Line)> {
        self.places().filter_map(|(row, column)| {
            let (down, across) = (&self.found.down[row], &self.found.across[column]);
            let (Meaning::Part(down), Meaning::Part(across)) = (&down.meaning, &across.meaning)
            else {
                return None;
            };
            Some((row, column, Line::of(self.layout, down, across)))
        })
    }

    /// The places of sums over all bodies, and what each is of.
    fn over_all_bodies(&self) -> impl Iterator<Item = (usize, usize, Line)> {
        self.places().filter_map(|(row, column)| {
            let sides = [
                (self.layout.down, &self.found.down[row].meaning),
                (self.layout.across, &self.found.across[column].meaning),
            ];
            let ids = sides.map(|(along, meaning)| match (along, meaning) {
                (Along::Bodies, Meaning::Total) => Some(""),
                (Along::Streams | Along::Years, Meaning::Part(id)) => Some(id.as_str()),
                _ => None,
            });
            let [Some(down), Some(across)] = ids else {
                return None;
            };
            let is_over = self.layout.third() != Some(Along::Bodies);
            is_over.then(|| (row, column, Line::of(self.layout, down, across)))
        })
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.found.across.len();
        (0..self.found.down.len()).flat_map(move |row| (0..columns).map(move |it| (row, it)))
    }

    /// Where a figure stands, and its footnotes.
    fn note(&self, row: usize, column: usize) -> String {
        let said = self.layout.said.get("note").cloned();
        let at = place_in(
            self.grid,
            &format!("cell {}", name_of(self.found, row, column)),
        );
        let (down, across) = (&self.found.down[row], &self.found.across[column]);
        let own = &self.found.figures[row][column].1;
        let marks = down.marks.iter().chain(&across.marks).chain(own);
        let notes = marks.map(|mark| {
            let is_it = |words: &&String| words.starts_with(mark.as_str());
            let words = self.found.words.iter().find(is_it);
            words.unwrap_or(mark).clone()
        });
        let all: Vec<_> = said.into_iter().chain([at]).chain(notes).collect();
        all.join("; ")
    }

    fn source(&self) -> Cell {
        let said = self.layout.said.get("source").cloned();
        said.map_or(Cell::Nothing, Cell::Text)
    }

    fn frame(&self, title: &str, columns: &[(&str, ColumnKind)]) -> Frame {
        let columns = columns.iter();
        let columns = columns.map(|(name, kind)| (Cow::Owned((*name).to_owned()), *kind));
        Frame {
            title: format!("{title} of {}", self.grid.file),
            columns: columns.collect(),
            rows: Vec::new(),
            notes: self.found.words.clone(),
        }
    }
}

fn sum(amount: Money, stated: Stated) -> [Cell; 3] {
    [
        Cell::Money(amount),
        Cell::Text(stated.unit.word().to_owned()),
        Cell::Number(stated.places.into()),
    ]
}
