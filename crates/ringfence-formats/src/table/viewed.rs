//! A table of the core, for people.

use ringfence::view;
use ringfence::view::ColumnKind;

use super::{Align, Table};

impl From<&view::Table> for Table {
    /// Each cell as the core writes it; figures stand to the right.
    fn from(of: &view::Table) -> Table {
        let mut table = Table::new(&of.title);
        for column in &of.columns {
            let align = match column.kind {
                ColumnKind::Money | ColumnKind::Stated | ColumnKind::Number | ColumnKind::Wte => {
                    Align::Right
                }
                ColumnKind::Text | ColumnKind::Year | ColumnKind::Date | ColumnKind::Flag => {
                    Align::Left
                }
            };
            table.column(column.name.replace('_', " "), align);
        }
        for row in &of.rows {
            table.row(row.iter().map(ToString::to_string));
        }
        of.notes.iter().for_each(|note| table.note(note));
        table
    }
}
