//! Rule books that a cell names: a preset, or a TOML file in the folder.

use std::path::{Component, Path, PathBuf};

use ringfence::law::RuleBook;

use super::{Place, SeedFault};

/// A rule book and its text, from the cell that names it.
pub(super) fn book_named(
    folder: Option<&Path>,
    cell: &str,
    place: &Place,
) -> Result<RuleBook, Vec<SeedFault>> {
    let name = cell.trim();
    if let Ok(book) = RuleBook::preset(name) {
        return Ok(book);
    }
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let path = folder.map(|folder| folder.join(name));
    let is_file = |path: &PathBuf| inside && name.ends_with(".toml") && path.is_file();
    let Some(path) = path.filter(is_file) else {
        return Err(vec![SeedFault::BadValue {
            place: place.clone(),
            column: "book".to_owned(),
            found: format!("{cell:?}"),
            expected: expected_books(name),
        }]);
    };
    let text = std::fs::read_to_string(&path)
        .map_err(|source| vec![SeedFault::Unreadable { path, source }])?;
    RuleBook::read(&text).map_err(|found| {
        let one = |fault: String| SeedFault::BookInvalid {
            place: place.clone(),
            book: name.to_owned(),
            fault,
        };
        let each = found.faults().iter().map(ToString::to_string);
        each.map(one).collect()
    })
}

fn expected_books(name: &str) -> String {
    let near = ringfence::word::nearest(name, RuleBook::presets());
    near.map_or_else(
        || "a preset such as wales-2016, or a TOML file in the folder".to_owned(),
        |preset| format!("{preset}?"),
    )
}
