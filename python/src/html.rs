//! Tables as HTML, for notebooks.

use pyo3::prelude::*;
use ringfence_formats::{Align, Table};

/// Writes texts as an HTML table; a column says whether it holds figures.
#[pyfunction]
pub(crate) fn html(
    title: &str,
    columns: Vec<(String, bool)>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
) -> String {
    let mut table = Table::new(title);
    for (name, figures) in columns {
        let align = if figures { Align::Right } else { Align::Left };
        table.column(name, align);
    }
    rows.into_iter().for_each(|row| table.row(row));
    notes.into_iter().for_each(|note| table.note(note));
    table.to_html()
}
