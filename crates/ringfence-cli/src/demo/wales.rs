//! Wales: real figures, each with its source.

use super::{letter, standing, total};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::heading;
use crate::tree::Tree;

pub(super) fn shown(wales: &Loaded) -> Result<String, Failure> {
    let tree = Tree::of(wales);
    let mut text = heading("Wales: real figures, each with its source");
    text.push_str(
        "Notices, published totals and marks only: no year is open, nothing is spent here.\n\
         What a source does not say is shown as \"not recorded\", never as nought.\n\n",
    );
    text.push_str(&letter::letters(wales, &tree, "cluster", "powys")?.to_string());
    text.push('\n');
    text.push_str(&total::totals(wales)?.to_string());
    for (stream, year) in standing::years_with_money(wales)? {
        text.push('\n');
        text.push_str(&standing::positions(wales, &tree, &stream, year)?.to_string());
    }
    Ok(text)
}
