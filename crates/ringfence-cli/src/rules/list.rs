//! `ringfence rules list`: the books and reforms that come with the library.

use ringfence::law::Preset;
use ringfence_formats::{Align, Table};

use crate::show::printed;

/// All of them, by place.
pub(super) fn list() -> String {
    let mut table = Table::new("The rules that come with the library");
    table.columns(["name", "place", "title"], Align::Left);
    for preset in Preset::all() {
        table.row([preset.name(), preset.place(), preset.title()]);
    }
    printed(&table)
}
