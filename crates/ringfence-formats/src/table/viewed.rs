//! A table of the core, for people.

use ringfence::view::{self, Cell, ColumnKind};

use super::{Align, Table};

impl Table {
    /// A table of the core whose cells are written as somebody likes them; figures stand to the
    /// right, and its notes beneath.
    ///
    /// ```
    /// use ringfence::journal::Header;
    /// use ringfence::state::{Ledger, Selection};
    /// use ringfence_formats::Table;
    ///
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// let plans = ringfence::view::plans(&ledger, &Selection::default());
    /// let table = Table::of_view(&plans, |cell| cell.to_string().to_uppercase());
    /// assert_eq!(table, Table::from(&plans)); // there is no cell
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_view(of: &view::Table, written: impl Fn(&Cell) -> String) -> Table {
        let mut table = Table::new(&of.title);
        for column in &of.columns {
            let align = match column.kind {
                ColumnKind::Money | ColumnKind::Stated | ColumnKind::Number | ColumnKind::Wte => {
                    Align::Right
                }
                ColumnKind::Text
                | ColumnKind::Verbatim
                | ColumnKind::Year
                | ColumnKind::Date
                | ColumnKind::Flag => Align::Left,
            };
            table.column(column.name.replace('_', " "), align);
        }
        for row in &of.rows {
            table.row(row.iter().map(&written));
        }
        of.notes.iter().for_each(|note| table.note(note));
        table
    }
}

impl From<&view::Table> for Table {
    /// Each cell as the core writes it.
    fn from(of: &view::Table) -> Table {
        Table::of_view(of, ToString::to_string)
    }
}
