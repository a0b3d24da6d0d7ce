//! The map from a general ledger to the lines of this one: dated, and kept as a file.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use chrono::NaiveDate;
use ringfence::noun::{BodyId, CostKind, ProjectId, PurposeId, StreamId};
use ringfence::word::nearest;

use super::CostCode;
use super::code::code_in;
use super::fault::ActualsFault;
use super::files::{grids_of, headed_in, name_of};
use super::headed::{Headed, Wanted, cell_fault};
use crate::{Faults, Grid, GridCell, GridRow};

/// Where a cost belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Whose cost it is.
    pub body: BodyId,
    /// Of which stream.
    pub stream: StreamId,
    /// For which project, if any.
    pub project: Option<ProjectId>,
    /// For what.
    pub purpose: PurposeId,
    /// What kind of cost it is, where that is said.
    pub cost: Option<CostKind>,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.body, self.stream)?;
        if let Some(project) = &self.project {
            write!(f, ", project {project}")?;
        }
        write!(f, ", {}", self.purpose)
    }
}

/// A map from cost centres and subjective codes to lines, dated, and kept as a file.
///
/// Its columns are `cost_centre`, `subjective`, `body`, `stream`, `project`, `purpose`, `cost`,
/// `from` and `until`. A subjective code is one code, a range of codes of the same length such as
/// `5200-5299`, or blank for all of the cost centre. `from` and `until` are the first and the last
/// day of the row; blank, it holds before or after. On any day each line has one row, or none.
///
/// ```
/// use ringfence_formats::{CostCode, LedgerMap};
///
/// # let folder = std::env::temp_dir().join(format!("ringfence-map-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let file = folder.join("map.csv");
/// std::fs::write(&file, "cost_centre,subjective,body,stream,purpose,until
/// 00123,5200-5299,north,cluster,access,2016-09-30
/// ")?;
/// let map = LedgerMap::read(&file)?;
/// # std::fs::remove_dir_all(&folder)?;
/// let nurses = CostCode { cost_centre: "00123".into(), subjective: "5210".into() };
/// let row = map.find(&nurses, "2016-09-30".parse()?).expect("its last day");
/// assert_eq!((row.row, row.target.to_string().as_str()), (2, "north/cluster, access"));
/// assert!(map.find(&nurses, "2016-10-01".parse()?).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct LedgerMap {
    /// The name of its file.
    pub file: String,
    /// Its rows, in order.
    pub rows: Vec<MapRow>,
}

/// One row of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapRow {
    /// As a spreadsheet counts.
    pub row: usize,
    /// The cost centre.
    pub cost_centre: String,
    subjective: Codes,
    /// Where its cost belongs.
    pub target: Target,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// Which subjective codes a row covers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Codes {
    All,
    One(String),
    /// Both ends, which are digits of the same length.
    Range(String, String),
}

const COLUMNS: [&str; 9] = [
    "cost_centre",
    "subjective",
    "body",
    "stream",
    "project",
    "purpose",
    "cost",
    "from",
    "until",
];

const NEEDED: [&str; 4] = ["cost_centre", "body", "stream", "purpose"];

const DAY: &str = "a day that exists, such as 2016-04-05, or nothing";

impl LedgerMap {
    /// Reads a map from a CSV file or a workbook.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its cell; and rows that overlap.
    ///
    /// ```
    /// use ringfence_formats::LedgerMap;
    ///
    /// assert!(LedgerMap::read("no/such/map.csv").is_err());
    /// ```
    pub fn read(path: impl AsRef<Path>) -> Result<LedgerMap, Faults<ActualsFault>> {
        let path = path.as_ref();
        let grids = grids_of(path).map_err(Faults::one)?;
        LedgerMap::of(name_of(path), &grids)
    }

    /// Reads a map from the sheets of a file.
    pub(super) fn of(file: String, grids: &[Grid]) -> Result<LedgerMap, Faults<ActualsFault>> {
        let wanted = COLUMNS.map(|name| Wanted {
            heading: name.to_owned(),
            needed: NEEDED.contains(&name),
        });
        let headed = headed_in(&file, grids, None, &wanted).map_err(Faults::one)?;
        let mut faults = Faults::none();
        let unknown = unknown_columns(&headed).into_iter();
        for fault in headed.twice(&wanted).into_iter().chain(unknown) {
            faults.add(fault);
        }
        let rows = headed.rows().iter();
        let rows = rows.filter_map(|row| row_of(&headed, row, &mut faults));
        let map = LedgerMap {
            rows: rows.collect(),
            file,
        };
        for fault in map.overlaps() {
            faults.add(fault);
        }
        faults.or(map)
    }

    /// The row that covers a line on a day.
    pub fn find(&self, code: &CostCode, day: NaiveDate) -> Option<&MapRow> {
        let mut rows = self.rows.iter();
        rows.find(|row| row.holds_on(day) && row.covers(code))
    }

    fn overlaps(&self) -> Vec<ActualsFault> {
        let mut by_centre: BTreeMap<&str, Vec<&MapRow>> = BTreeMap::new();
        let mut found = Vec::new();
        for other in &self.rows {
            let earlier = by_centre.entry(&other.cost_centre).or_default();
            let meets = earlier.iter().filter(|one| one.meets(other));
            found.extend(meets.map(|one| ActualsFault::RowsOverlap {
                file: self.file.clone(),
                one: one.row,
                other: other.row,
                cost_centre: other.cost_centre.clone(),
                both: format!("for {} and for {}", one.subjective, other.subjective),
            }));
            earlier.push(other);
        }
        found
    }
}

impl MapRow {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn covers(&self, code: &CostCode) -> bool {
        self.cost_centre == code.cost_centre && self.subjective.has(&code.subjective)
    }

    /// Whether it is but for noughts at the front what a line is called.
    pub(super) fn nearly_covers(&self, code: &CostCode) -> bool {
        let subjective = match &self.subjective {
            Codes::One(own) => own.clone(),
            _ => code.subjective.clone(),
        };
        let own = CostCode {
            cost_centre: self.cost_centre.clone(),
            subjective,
        };
        own.is_but_for_noughts(code)
    }

    fn meets(&self, other: &MapRow) -> bool {
        let begins_by = |from: Option<NaiveDate>, until: Option<NaiveDate>| match (from, until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        let days = begins_by(self.from, other.until) && begins_by(other.from, self.until);
        days && self.subjective.meets(&other.subjective)
    }
}

impl Codes {
    fn read(text: Option<String>) -> Result<Codes, ()> {
        let Some(text) = text else {
            return Ok(Codes::All);
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        match text.split_once(['-', '–']) {
            Some((first, last)) if digits(first.trim()) && digits(last.trim()) => {
                let (first, last) = (first.trim().to_owned(), last.trim().to_owned());
                let ordered = first.len() == last.len() && first <= last;
                ordered.then_some(Codes::Range(first, last)).ok_or(())
            }
            _ => Ok(Codes::One(text)),
        }
    }

    fn has(&self, code: &str) -> bool {
        match self {
            Codes::All => true,
            Codes::One(own) => own == code,
            Codes::Range(first, last) => {
                let plain = code.bytes().all(|byte| byte.is_ascii_digit());
                let within = first.as_str() <= code && code <= last.as_str();
                plain && code.len() == first.len() && within
            }
        }
    }

    fn meets(&self, other: &Codes) -> bool {
        match (self, other) {
            (Codes::All, _) | (_, Codes::All) => true,
            (Codes::One(code), codes) | (codes, Codes::One(code)) => codes.has(code),
            (Codes::Range(one, to), Codes::Range(other, until)) => {
                one.len() == other.len() && one <= until && other <= to
            }
        }
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Codes::All => f.write_str("all subjective codes"),
            Codes::One(code) => f.write_str(code),
            Codes::Range(first, last) => write!(f, "{first}-{last}"),
        }
    }
}

/// Headings that a map does not have.
fn unknown_columns(headed: &Headed<'_>) -> Vec<ActualsFault> {
    let row = headed.heading();
    let known = |at: &usize| headed.columns.contains(&Some(*at));
    let places = (0..row.cells.len()).filter(|at| !known(at) && !row.cell(*at).is_blank());
    let fault = |at: usize| {
        let said = row.cell(at).to_string();
        let near = nearest(&said, COLUMNS).map(|name| format!("{name}?"));
        let expected = near.unwrap_or_else(|| COLUMNS.join(", "));
        cell_fault(headed.grid, row, at, &expected)
    };
    places.map(fault).collect()
}

/// The cells of one row; what does not read is added to the faults.
struct RowReader<'r, 'g> {
    headed: &'r Headed<'g>,
    row: &'r GridRow,
    faults: &'r mut Faults<ActualsFault>,
}

impl RowReader<'_, '_> {
    fn no(&mut self, wanted: usize, expected: &str) {
        let fault = self.headed.fault(self.row, wanted, expected);
        self.faults.add(fault);
    }

    fn code(&mut self, wanted: usize) -> Option<String> {
        let read = code_in(self.headed.cell(self.row, wanted));
        read.unwrap_or_else(|()| {
            self.no(wanted, "a code: save the column as text");
            None
        })
    }

    fn id<T: std::str::FromStr>(&mut self, wanted: usize, expected: &str) -> Option<T> {
        let text = self.code(wanted)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.no(wanted, expected);
        }
        read
    }

    fn needed<T: std::str::FromStr>(&mut self, wanted: usize, expected: &str) -> Option<T> {
        if self.headed.cell(self.row, wanted).is_blank() {
            self.no(wanted, expected);
            return None;
        }
        self.id(wanted, expected)
    }

    fn day(&mut self, wanted: usize) -> Option<NaiveDate> {
        let cell = self.headed.cell(self.row, wanted);
        let read = match cell {
            _ if cell.is_blank() => return None,
            GridCell::Day(day) => Some(*day),
            GridCell::Text(text) => {
                let day = text.trim().parse::<NaiveDate>().ok();
                day.filter(|day| day.to_string() == text.trim())
            }
            _ => None,
        };
        if read.is_none() {
            self.no(wanted, DAY);
        }
        read
    }

    fn subjective(&mut self) -> Option<Codes> {
        let read = Codes::read(self.code(1));
        if read.is_err() {
            let expected = "a code, a range of codes of one length such as 5200-5299, or nothing";
            self.no(1, expected);
        }
        read.ok()
    }
}

fn row_of(headed: &Headed<'_>, row: &GridRow, faults: &mut Faults<ActualsFault>) -> Option<MapRow> {
    let mut from = RowReader {
        headed,
        row,
        faults,
    };
    let cost_centre = from.needed(0, "a cost centre");
    let subjective = from.subjective();
    let body = from.needed(2, "the id of a body");
    let stream = from.needed(3, "the id of a stream");
    let project = from.id(4, "the id of a project, or nothing");
    let purpose = from.needed(5, "a purpose of the stream");
    let cost = from.id(6, "a kind of cost such as pay, or nothing");
    let (first, last) = (from.day(7), from.day(8));
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        from.no(8, "a day on or after from");
    }
    let target = Target {
        body: body?,
        stream: stream?,
        project,
        purpose: purpose?,
        cost,
    };
    Some(MapRow {
        row: row.row,
        cost_centre: cost_centre?,
        subjective: subjective?,
        target,
        from: first,
        until: last,
    })
}
