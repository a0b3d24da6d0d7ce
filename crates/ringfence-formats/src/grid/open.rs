//! Grids of a file by its name.

use std::path::Path;

use super::{Encoding, Grid, GridFault};

impl Grid {
    /// The sheets of a file that are in sight: a CSV file is one, an Excel workbook (feature
    /// `xlsx`) has several.
    ///
    /// # Errors
    /// A file that cannot be read, or is neither a CSV file nor an Excel workbook.
    ///
    /// ```
    /// use ringfence_formats::{Encoding, Grid};
    ///
    /// let no = Grid::open("letter.pdf", Encoding::Utf8).unwrap_err();
    /// assert!(no.to_string().starts_with("letter.pdf: found "));
    /// ```
    pub fn open(path: impl AsRef<Path>, encoding: Encoding) -> Result<Vec<Grid>, GridFault> {
        let path = path.as_ref();
        let name = path.file_name().unwrap_or(path.as_os_str());
        let file = name.to_string_lossy().into_owned();
        let form = path
            .extension()
            .map(|it| it.to_string_lossy().to_lowercase());
        let read = || {
            std::fs::read(path).map_err(|why| GridFault::Unreadable {
                file: path.display().to_string(),
                why: why.to_string(),
            })
        };
        match form.as_deref() {
            Some("csv") => Ok(vec![Grid::of_csv(&file, &read()?, encoding)?]),
            #[cfg(feature = "xlsx")]
            Some("xlsx" | "xlsm") => {
                let mut grids = Grid::of_workbook(&file, &read()?)?;
                grids.retain(|it| it.shown == super::Shown::InSight);
                Ok(grids)
            }
            _ => Err(GridFault::OtherForm { file }),
        }
    }

    /// The one sheet of a file, or the one that is named.
    ///
    /// # Errors
    /// As of [`open`](Grid::open); no sheet of that name, or several and none named.
    ///
    /// ```
    /// use ringfence_formats::{Encoding, Grid};
    ///
    /// assert!(Grid::open_one("no/such.csv", None, Encoding::Utf8).is_err());
    /// ```
    pub fn open_one(
        path: impl AsRef<Path>,
        sheet: Option<&str>,
        encoding: Encoding,
    ) -> Result<Grid, GridFault> {
        let path = path.as_ref();
        let mut grids = Grid::open(path, encoding)?;
        let names: Vec<_> = grids.iter().filter_map(|it| it.sheet.clone()).collect();
        let is_named = |it: &Grid| sheet.is_none_or(|name| it.sheet.as_deref() == Some(name));
        grids.retain(is_named);
        let found = match (sheet, grids.len()) {
            (_, 1) => return Ok(grids.remove(0)),
            (Some(name), _) => format!("no sheet {name:?} in sight"),
            (None, 0) => "no sheet in sight".to_owned(),
            (None, _) => "several sheets".to_owned(),
        };
        Err(GridFault::Sheet {
            file: path.display().to_string(),
            found,
            expected: ringfence::word::one_of(
                &names.iter().map(String::as_str).collect::<Vec<_>>(),
            ),
        })
    }
}
