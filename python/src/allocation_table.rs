//! Allocation tables as boards receive them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::noun::StatedUnit;
use ringfence_formats::{AllocationLayout, AllocationTable, Along, Encoding, Grid};

use crate::asked::Asked;
use crate::error;
use crate::sheet::Sheet;

/// What is said of a table beside its closed words.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Said {
    fixed: String,
    heading_row: Option<usize>,
    names: BTreeMap<String, String>,
    totals: Vec<String>,
    subtotals: Vec<String>,
    left_out: Vec<String>,
    silent: Vec<String>,
    every: BTreeMap<String, String>,
}

/// Notices, published totals, what is not recorded, and differences.
type Sheets = (Sheet, Sheet, Sheet, Sheet);

/// Reads a table of a file as somebody says that it is laid out.
#[pyfunction]
pub(crate) fn read_allocation_table(
    path: PathBuf,
    sheet: Option<String>,
    words: &Bound<'_, PyDict>,
    said: Said,
) -> PyResult<Sheets> {
    let py = words.py();
    let (encoding, layout) = layout(words, said)?;
    let grid = py.detach(|| Grid::open_one(&path, sheet.as_deref(), encoding));
    let grid = grid.map_err(|no| error::file(py, &[no]))?;
    let table = py.detach(|| AllocationTable::read(&grid, &layout));
    let table = table.map_err(|no| error::file(py, no.all()))?;
    let rest = (table.not_recorded.into(), table.differences.into());
    Ok((table.notices.into(), table.totals.into(), rest.0, rest.1))
}

fn layout(words: &Bound<'_, PyDict>, said: Said) -> PyResult<(Encoding, AllocationLayout)> {
    let mut asked = Asked::of(words)?;
    let sides = [asked.word("down"), asked.word("across")];
    let [down, across] = sides.map(|it| it.unwrap_or(Along::Bodies));
    let unit = asked.word("unit").unwrap_or(StatedUnit::Pounds);
    let layout = AllocationLayout {
        heading_row: said.heading_row,
        names: said.names,
        totals: said.totals,
        subtotals: said.subtotals,
        left_out: said.left_out,
        silent: said.silent,
        brackets: asked.word("brackets").unwrap_or_default(),
        said: said.every,
        ..AllocationLayout::new(down, across, said.fixed, unit)
    };
    let encoding = asked.word("encoding").unwrap_or_default();
    asked.settle(words.py(), (encoding, layout))
}
