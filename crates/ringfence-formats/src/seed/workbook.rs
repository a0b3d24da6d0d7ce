//! The sheets of a workbook.

use std::collections::BTreeMap;
use std::path::Path;

use ringfence::word::nearest;

use super::{Place, SeedFault, SeedFile, SeedReader, Written};
use crate::grid::{Grid, GridCell, Shown, cell_name};

/// Sheets for people, however they are spelt; so is each whose name begins with `_`.
const FOR_PEOPLE: [&str; 6] = ["readme", "notes", "note", "contents", "cover", "guidance"];

impl SeedReader<'_> {
    /// Reads a workbook of Excel, a sheet for each kind of draft, named as the files of a folder
    /// without `.csv`. Sheets for people are passed by: `README`, `notes`, `contents`, `cover`,
    /// `guidance`, and each whose name begins with `_`; so are sheets without anything in them.
    pub fn workbook(&mut self, name: &str, folder: Option<&Path>, bytes: &[u8]) {
        let grids = match Grid::of_workbook(name, bytes) {
            Ok(grids) => grids,
            Err(fault) => return self.faults.push(SeedFault::NoGrid(fault)),
        };
        let mut are_read = false;
        for mut grid in grids {
            let sheet = grid.sheet.clone().unwrap_or_default();
            if is_for_people(&sheet) || grid.rows.is_empty() {
                continue;
            }
            are_read = true;
            let place = Place {
                sheet: Some(sheet.as_str().into()),
                ..Place::in_file(name)
            };
            let is_declared = |it| self.reading.written.contains(&it);
            let Some(kind) = SeedFile::of_kind(&sheet) else {
                self.faults.push(unknown_sheet(place, &sheet));
                continue;
            };
            if grid.shown == Shown::Hidden && !is_declared(Written::Hidden) {
                self.faults.push(SeedFault::Hidden { place });
                continue;
            }
            if is_declared(Written::MergedDown) {
                fill_merged(&mut grid);
            }
            self.grid(&grid, kind, folder);
        }
        if !are_read {
            let expected = super::reader::all_names().replace(".csv", "");
            let folder = Path::new(name).to_owned();
            self.faults
                .push(SeedFault::NothingToRead { folder, expected });
        }
    }
}

fn is_for_people(sheet: &str) -> bool {
    sheet.starts_with('_') || FOR_PEOPLE.contains(&sheet.trim().to_lowercase().as_str())
}

fn unknown_sheet(place: Place, sheet: &str) -> SeedFault {
    let nearest = nearest(sheet, SeedFile::kinds());
    let all = || ringfence::word::one_of(&SeedFile::kinds().collect::<Vec<_>>());
    let expected = nearest.map_or_else(all, |name| format!("{name}?"));
    SeedFault::UnknownSheet {
        place,
        expected,
        nearest,
    }
}

/// What stands in the first of merged cells holds for each of them, unless it is a number.
fn fill_merged(grid: &mut Grid) {
    let mut firsts = BTreeMap::new();
    for row in &mut grid.rows {
        for (at, cell) in row.cells.iter_mut().enumerate() {
            match cell {
                GridCell::Covered(first) => {
                    if let Some(first) = firsts.get(first) {
                        *cell = GridCell::clone(first);
                    }
                }
                // A sum that stands beside several rows is one sum, not one for each.
                GridCell::Blank | GridCell::Number(_) => {}
                other => {
                    firsts.insert(cell_name(row.row, at), other.clone());
                }
            }
        }
    }
}
