//! An extract of a general ledger: lines by cost centre and subjective code.

use std::collections::BTreeMap;
use std::path::Path;

use ringfence::word::Money;

use super::CostCode;
use super::amount::{CostSide, Signs, amount_in};
use super::code::code_in;
use super::fault::ActualsFault;
use super::files::{grids_of, headed_in, name_of};
use super::headed::{Headed, Wanted};
use crate::grid::says_total;
use crate::{Faults, Grid, GridCell, GridRow, Shown};

/// How an extract is written.
#[derive(Clone, Debug, Default)]
pub struct ExtractForm {
    /// How amounts below nought are written.
    pub signs: Signs,
    /// On which side of nought a cost stands.
    pub costs: CostSide,
    /// The sheet; left out, the one in sight that has the headings.
    pub sheet: Option<String>,
    /// Its own headings, by ours: `cost_centre`, `subjective`, `amount`.
    pub columns: BTreeMap<String, String>,
}

/// An extract of a general ledger, as it was read: its lines, and the subtotals between them.
///
/// ```
/// use ringfence_formats::{Extract, ExtractForm, Signs};
///
/// # let folder = std::env::temp_dir().join(format!("ringfence-extract-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let file = folder.join("m06.csv");
/// std::fs::write(&file, "Cost Centre,Subjective,Amount
/// 00123,5210,\"1,000.00\"
/// 00123,7100,(50.00)
/// Total,,950.00
/// ")?;
/// let form = ExtractForm { signs: Signs::Brackets, ..ExtractForm::default() };
/// let extract = Extract::read(&file, &form)?;
/// assert_eq!(extract.total().expect("a sum").to_string(), "950.00");
/// assert_eq!((extract.lines.len(), extract.totals[0].adds_up), (2, true));
///
/// let faults = Extract::read(&file, &ExtractForm::default()).unwrap_err();
/// # std::fs::remove_dir_all(&folder)?;
/// assert!(faults.to_string().starts_with("m06.csv, cell C3: found \"(50.00)\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extract {
    /// The name of its file.
    pub file: String,
    /// The sheet; of a CSV file, none.
    pub sheet: Option<String>,
    /// Its lines, in order.
    pub lines: Vec<ExtractLine>,
    /// The rows that say a total of others, and are no lines.
    pub totals: Vec<ExtractTotal>,
    /// The lines that nobody sees when the file is opened: they are read all the same.
    pub hidden: Vec<usize>,
    side: CostSide,
}

/// One line of an extract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractLine {
    /// As a spreadsheet counts.
    pub row: usize,
    /// What it is called.
    pub code: CostCode,
    /// Its amount, as it stands there.
    pub amount: Money,
}

/// A row that says a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtractTotal {
    /// As a spreadsheet counts.
    pub row: usize,
    /// What it says.
    pub amount: Money,
    /// Whether it is what lines above it add up to: since the total before, or in all.
    pub adds_up: bool,
}

const FIELDS: [&str; 3] = ["cost_centre", "subjective", "amount"];

impl Extract {
    /// Reads an extract from a CSV file or a workbook.
    ///
    /// A row that lacks a code, or whose code speaks of a total, is left out where one of its
    /// cells says *total*; without that it is a fault. What stands above the headings is passed
    /// by, and so are rows of words without an amount.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its cell.
    ///
    /// ```
    /// use ringfence_formats::{Extract, ExtractForm};
    ///
    /// let no = Extract::read("extract.pdf", &ExtractForm::default()).unwrap_err();
    /// assert!(no.to_string().starts_with("extract.pdf"));
    /// ```
    pub fn read(
        path: impl AsRef<Path>,
        form: &ExtractForm,
    ) -> Result<Extract, Faults<ActualsFault>> {
        let path = path.as_ref();
        let grids = grids_of(path).map_err(Faults::one)?;
        Extract::of(name_of(path), &grids, form)
    }

    /// Reads an extract from the sheets of a file.
    pub(super) fn of(
        file: String,
        grids: &[Grid],
        form: &ExtractForm,
    ) -> Result<Extract, Faults<ActualsFault>> {
        let wanted = wanted(form)?;
        let headed = headed_in(&file, grids, form.sheet.as_deref(), &wanted);
        let headed = headed.map_err(Faults::one)?;
        let mut faults = Faults::none();
        headed
            .twice(&wanted)
            .into_iter()
            .for_each(|it| faults.add(it));
        let sheet = headed.grid.sheet.clone();
        let mut extract = Extract {
            file,
            sheet,
            lines: Vec::new(),
            totals: Vec::new(),
            hidden: Vec::new(),
            side: form.costs,
        };
        for row in headed.rows() {
            match read_of(&headed, row, form) {
                Ok(Read::Line(line)) => {
                    let hidden = Some(line.row).filter(|_| row.shown == Shown::Hidden);
                    extract.hidden.extend(hidden);
                    extract.lines.push(line);
                }
                Ok(Read::Total(amount)) => extract.add_total(row.row, amount),
                Ok(Read::Words) => {}
                Err(found) => found.into_iter().for_each(|it| faults.add(it)),
            }
        }
        // So that no sum of lines, whatever their signs, is beyond what there is of money.
        if Money::total(extract.lines.iter().map(|it| it.amount.size())).is_none() {
            let file = extract.file.clone();
            faults.add(ActualsFault::OutOfRange { file });
        }
        faults.or(extract)
    }

    /// What its lines add up to, as they stand there; nothing where it is more than there is of
    /// money.
    pub fn total(&self) -> Option<Money> {
        Money::total(self.lines.iter().map(|it| it.amount))
    }

    /// Its lines by their codes, as pence of cost.
    pub(super) fn costs(&self) -> BTreeMap<&CostCode, i64> {
        let mut costs = BTreeMap::new();
        for line in &self.lines {
            let pence = match self.side {
                CostSide::Positive => line.amount.pence(),
                CostSide::Negative => line.amount.negated().pence(),
            };
            *costs.entry(&line.code).or_insert(0) += pence;
        }
        costs
    }

    /// The first row of each line.
    pub(super) fn first_rows(&self) -> BTreeMap<&CostCode, usize> {
        let mut rows = BTreeMap::new();
        for line in &self.lines {
            rows.entry(&line.code).or_insert(line.row);
        }
        rows
    }

    /// Where a line stands: the file, and its rows where it has any.
    pub(super) fn at(&self, code: &CostCode) -> String {
        let lines = self.lines.iter().filter(|it| it.code == *code);
        let rows: Vec<String> = lines.map(|it| it.row.to_string()).collect();
        match rows.as_slice() {
            [] => self.file.clone(),
            [row] => format!("{}, row {row}", self.file),
            rows => format!("{}, rows {}", self.file, rows.join(", ")),
        }
    }

    fn add_total(&mut self, row: usize, amount: Money) {
        let before = self.totals.last().map_or(0, |it| it.row);
        let since = self.lines.iter().filter(|it| it.row > before);
        let since = Money::total(since.map(|it| it.amount));
        let adds_up = since == Some(amount) || self.total() == Some(amount);
        self.totals.push(ExtractTotal {
            row,
            amount,
            adds_up,
        });
    }
}

/// What a row is.
enum Read {
    Line(ExtractLine),
    Total(Money),
    Words,
}

fn wanted(form: &ExtractForm) -> Result<Vec<Wanted>, Faults<ActualsFault>> {
    let unknown = form
        .columns
        .keys()
        .find(|it| !FIELDS.contains(&it.as_str()));
    if let Some(found) = unknown {
        let (found, expected) = (found.clone(), "cost_centre, subjective or amount");
        return Err(Faults::one(ActualsFault::UnknownField { found, expected }));
    }
    let heading = |name: &str| {
        form.columns
            .get(name)
            .map_or(name, String::as_str)
            .to_owned()
    };
    let wanted = FIELDS.map(|name| Wanted {
        heading: heading(name),
        needed: true,
    });
    Ok(wanted.into())
}

fn read_of(
    headed: &Headed<'_>,
    row: &GridRow,
    form: &ExtractForm,
) -> Result<Read, Vec<ActualsFault>> {
    let says_total = |cell: &GridCell| cell.text().is_some_and(says_total);
    let amount = headed.cell(row, 2);
    let codes = [0, 1].map(|at| code_in(headed.cell(row, at)));
    let speaks = [0, 1].iter().any(|at| says_total(headed.cell(row, *at)));
    let lacks = codes.contains(&Ok(None));
    if lacks && amount.is_blank() {
        return Ok(Read::Words);
    }
    let read = amount_in(amount, form.signs);
    let is_total = speaks || (lacks && row.cells.iter().any(says_total));
    if let (true, Ok(amount)) = (is_total, &read) {
        return Ok(Read::Total(*amount));
    }
    let mut faults = Vec::new();
    for (at, code) in codes.iter().enumerate().filter(|_| !is_total) {
        let expected = match code {
            Ok(Some(_)) => continue,
            Ok(None) => "a code in each row, or the word total in a row that is none",
            Err(()) => "a code: save the column as text",
        };
        faults.push(headed.fault(row, at, expected));
    }
    if let Err(expected) = read {
        faults.push(headed.fault(row, 2, expected));
    }
    match (codes, read) {
        ([Ok(Some(cost_centre)), Ok(Some(subjective))], Ok(amount)) => {
            let code = CostCode {
                cost_centre,
                subjective,
            };
            let row = row.row;
            Ok(Read::Line(ExtractLine { row, code, amount }))
        }
        _ => Err(faults),
    }
}
