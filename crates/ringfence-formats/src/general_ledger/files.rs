//! Opening an extract or a map.

use std::path::Path;

use super::fault::ActualsFault;
use super::headed::{Headed, Wanted, no_heading};
use crate::{Encoding, Grid};

/// The name of a file, as people say it.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The sheets of a file, hidden ones left out; a CSV file is one sheet.
pub(super) fn grids_of(path: &Path) -> Result<Vec<Grid>, ActualsFault> {
    Ok(Grid::open(path, Encoding::default())?)
}

/// The one sheet that has the headings, or the one that is named.
pub(super) fn headed_in<'g>(
    file: &str,
    grids: &'g [Grid],
    sheet: Option<&str>,
    wanted: &[Wanted],
) -> Result<Headed<'g>, ActualsFault> {
    let is_named = |it: &&Grid| sheet.is_none_or(|name| it.sheet.as_deref() == Some(name));
    let named: Vec<&Grid> = grids.iter().filter(is_named).collect();
    let names = |of: &[&Grid]| {
        let names = of.iter().filter_map(|it| it.sheet.as_deref());
        names.collect::<Vec<_>>().join(", ")
    };
    if let (Some(sheet), true) = (sheet, named.is_empty()) {
        let all: Vec<&Grid> = grids.iter().collect();
        return Err(ActualsFault::Sheet {
            file: file.to_owned(),
            found: format!("no sheet {sheet:?} in sight"),
            expected: format!("one of {}", names(&all)),
        });
    }
    let mut headed: Vec<Headed<'g>> = named
        .iter()
        .filter_map(|grid| Headed::find(grid, wanted))
        .collect();
    match (headed.pop(), headed.first()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(no_heading(file, named.first().copied(), wanted)),
        (Some(last), Some(_)) => {
            let all: Vec<&Grid> = headed.iter().chain([&last]).map(|it| it.grid).collect();
            Err(ActualsFault::Sheet {
                file: file.to_owned(),
                found: format!("the headings on several sheets, {}", names(&all)),
                expected: "the name of one of them as sheet".to_owned(),
            })
        }
    }
}
