//! Other people's names for ours.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::word::nearest;

use super::{Place, SeedFault, SeedFaults};
use crate::grid::{Encoding, Grid, GridCell};

/// Other people's names for ours, column by column, each from one day until another.
///
/// It is read from a CSV file with the columns `column`, `theirs`, `ours`, and where they are
/// needed `from` and `until`, the last day. A name counts on the day of the row in which it
/// stands. In a column that the file names, a name of ours stands for itself, and so does an id;
/// anything else that is not in the file is refused, never guessed.
///
/// ```
/// use ringfence_formats::Aliases;
///
/// let file = "column,theirs,ours\nbody,North Cluster,north\nbody,N. Cluster,north\n";
/// let aliases = Aliases::read("aliases.csv", file.as_bytes())?;
/// assert_eq!(aliases.columns().collect::<Vec<_>>(), ["body"]);
/// # Ok::<(), ringfence_formats::SeedFaults>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    columns: BTreeMap<String, BTreeMap<String, Vec<Alias>>>,
}

#[derive(Clone, Debug)]
struct Alias {
    ours: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Alias {
    fn holds_on(&self, day: Option<NaiveDate>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| from <= day)
                    && self.until.is_none_or(|until| day <= until)
            }
            None => self.from.is_none() && self.until.is_none(),
        }
    }

    fn meets(&self, other: &Alias) -> bool {
        let begins_by = |one: &Alias, other: &Alias| {
            one.from
                .zip(other.until)
                .is_none_or(|(from, until)| from <= until)
        };
        begins_by(self, other) && begins_by(other, self)
    }
}

/// What a name stands for.
pub(super) enum Known<'a> {
    /// This name of ours, where it is another.
    Ours(&'a str),
    /// Itself.
    Itself,
    /// Nothing: what would work.
    Nothing(String),
}

impl Aliases {
    /// Reads an alias file.
    ///
    /// # Errors
    /// Every row that does not read, and each that says of a name on a day what another denies.
    ///
    /// ```
    /// use ringfence_formats::Aliases;
    ///
    /// let file = "column,theirs,ours\nbody,N. Cluster,north\nbody,N. Cluster,south\n";
    /// let faults = Aliases::read("aliases.csv", file.as_bytes()).unwrap_err();
    /// assert!(faults.to_string().starts_with("aliases.csv, row 3"));
    /// ```
    pub fn read(file: &str, bytes: &[u8]) -> Result<Aliases, SeedFaults> {
        let grid = Grid::of_csv(file, bytes, Encoding::Utf8);
        let grid = grid.map_err(|fault| SeedFaults::of(vec![SeedFault::NoGrid(fault)]))?;
        let mut reader = AliasReader::of(&grid);
        for row in grid.rows.iter().skip(1) {
            reader.row(row.row, &row.cells);
        }
        match reader.faults.is_empty() {
            true => Ok(reader.aliases),
            false => Err(SeedFaults::of(reader.faults)),
        }
    }

    /// The columns of which it knows names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// Whether it knows names of a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// What a name of a column stands for on a day.
    pub(super) fn known(&self, column: &str, name: &str, day: Option<NaiveDate>) -> Known<'_> {
        let Some(names) = self.columns.get(column) else {
            return Known::Itself;
        };
        let all = || names.values().flatten();
        match names.get(name) {
            Some(said) => match said.iter().find(|alias| alias.holds_on(day)) {
                Some(alias) => Known::Ours(&alias.ours),
                None => Known::Nothing(not_that_day(name, said, day)),
            },
            None if name.parse::<ringfence::noun::BodyId>().is_ok() => Known::Itself,
            None if all().any(|alias| alias.ours == name) => Known::Itself,
            None => {
                let theirs = names.keys().map(String::as_str);
                let near = nearest(name, theirs.chain(all().map(|alias| &*alias.ours)));
                let or = "a name of the alias file, or an id";
                let expected = near.map(|near| format!("{or}: did you mean {near:?}?"));
                Known::Nothing(expected.unwrap_or_else(|| format!("{or}: add it to the file")))
            }
        }
    }
}

fn not_that_day(name: &str, said: &[Alias], day: Option<NaiveDate>) -> String {
    let span = |alias: &Alias| match (alias.from, alias.until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "on any day".to_owned(),
    };
    let spans: Vec<String> = said.iter().map(span).collect();
    let spans = spans.join(" and ");
    match day {
        Some(day) => format!("a name that holds on {day}: the alias file has {name:?} {spans}"),
        None => format!("a day in the row: the alias file has {name:?} {spans}"),
    }
}

const COLUMNS: [&str; 5] = ["column", "theirs", "ours", "from", "until"];

struct AliasReader<'g> {
    file: &'g str,
    places: [Option<usize>; 5],
    aliases: Aliases,
    faults: Vec<SeedFault>,
}

impl<'g> AliasReader<'g> {
    fn of(grid: &'g Grid) -> AliasReader<'g> {
        let first = grid.rows.first().filter(|first| first.row == 1);
        let heading = first.map_or(&[][..], |first| &first.cells);
        let place = |name: &str| heading.iter().position(|cell| cell.text() == Some(name));
        let mut reader = AliasReader {
            file: &grid.file,
            places: COLUMNS.map(place),
            aliases: Aliases::default(),
            faults: Vec::new(),
        };
        for (name, _) in COLUMNS
            .iter()
            .zip(reader.places)
            .filter(|(_, at)| at.is_none())
            .take(3)
        {
            if ["column", "theirs", "ours"].contains(name) {
                let expected = "the columns column, theirs, ours, and from and until at will";
                let fault = reader.fault(1, name, "no such column", expected.to_owned());
                reader.faults.push(fault);
            }
        }
        reader
    }

    fn fault(&self, row: usize, column: &str, found: &str, expected: String) -> SeedFault {
        SeedFault::BadValue {
            place: Place {
                row: Some(row),
                ..Place::in_file(self.file)
            },
            column: column.to_owned(),
            found: found.to_owned(),
            expected,
        }
    }

    fn row(&mut self, row: usize, cells: &[GridCell]) {
        let text = |at: usize| {
            let cell = self.places[at].and_then(|place| cells.get(place));
            cell.map(ToString::to_string)
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let [column, theirs, ours, from, until] = [0, 1, 2, 3, 4].map(text);
        let mut faults = Vec::new();
        for (name, said) in [("column", &column), ("theirs", &theirs), ("ours", &ours)] {
            if said.is_empty() && self.faults.iter().all(|it| it.cell().1 != Some(name)) {
                faults.push(self.fault(row, name, "nothing", "a name".to_owned()));
            }
        }
        let mut day = |name: &str, said: &str| match said.parse::<NaiveDate>() {
            Ok(day) => Some(day),
            Err(_) if said.is_empty() => None,
            Err(_) => {
                let expected = "a day that exists, such as 2016-04-05".to_owned();
                faults.push(self.fault(row, name, &format!("{said:?}"), expected));
                None
            }
        };
        let (from, until) = (day("from", &from), day("until", &until));
        let alias = Alias { ours, from, until };
        let of_column = self.aliases.columns.entry(column).or_default();
        let said = of_column.entry(theirs).or_default();
        let denied = said
            .iter()
            .find(|it| it.ours != alias.ours && it.meets(&alias));
        if let Some(other) = denied {
            let expected = format!("one name for each day: another row has {:?}", other.ours);
            let (found, file) = (format!("{:?}", alias.ours), self.file);
            faults.push(SeedFault::BadValue {
                place: Place {
                    row: Some(row),
                    ..Place::in_file(file)
                },
                column: "ours".to_owned(),
                found,
                expected,
            });
        }
        said.push(alias);
        self.faults.extend(faults);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "column,theirs,ours,from,until\n\
                        body,North Cluster,north,,\n\
                        body,N. Cluster,north,,2016-12-31\n\
                        body,N. Cluster,north-east,2017-01-01,\n\
                        body,Harbour,harbour,,\n";

    fn said(name: &str, day: Option<&str>) -> String {
        let aliases = Aliases::read("a.csv", FILE.as_bytes()).expect("aliases");
        let day = day.map(|day| day.parse().expect("a day"));
        match aliases.known("body", name, day) {
            Known::Ours(ours) => ours.to_owned(),
            Known::Itself => "itself".to_owned(),
            Known::Nothing(expected) => expected,
        }
    }

    #[test]
    fn a_name_is_ours_on_the_days_on_which_the_file_has_it() {
        assert_eq!(said("North Cluster", None), "north");
        assert_eq!(said("N. Cluster", Some("2016-12-31")), "north");
        assert_eq!(said("N. Cluster", Some("2017-01-01")), "north-east");
        assert_eq!(said("harbour", None), "itself");
        assert_eq!(said("upland", None), "itself");
        assert_eq!(
            said("N. Cluster", None),
            "a day in the row: the alias file has \"N. Cluster\" until 2016-12-31 and from \
             2017-01-01"
        );
    }

    #[test]
    fn a_name_that_is_not_in_the_file_is_told_the_nearest_and_never_guessed() {
        assert_eq!(
            said("North Clustre", None),
            "a name of the alias file, or an id: did you mean \"North Cluster\"?"
        );
        assert_eq!(
            said("Somewhere Else Altogether", None),
            "a name of the alias file, or an id: add it to the file"
        );
    }

    #[test]
    fn rows_that_deny_each_other_or_do_not_read_are_told_all_at_once() {
        let file = "column,theirs,ours,from,until\n\
                    body,N,north,,2016-12-31\n\
                    body,N,south,2016-12-31,\n\
                    body,,east,,\n\
                    body,W,west,2016-02-30,\n";
        let faults = Aliases::read("a.csv", file.as_bytes()).expect_err("faults");
        let lines: Vec<String> = faults.all().iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "a.csv, row 3, column ours: found \"south\"; expected one name for each day: \
                 another row has \"north\"",
                "a.csv, row 4, column theirs: found nothing; expected a name",
                "a.csv, row 5, column from: found \"2016-02-30\"; expected a day that exists, \
                 such as 2016-04-05",
            ]
        );
        let faults = Aliases::read("a.csv", b"column,ours\nbody,x\n").expect_err("a fault");
        assert_eq!(faults.all().len(), 1, "{faults}");
    }
}
