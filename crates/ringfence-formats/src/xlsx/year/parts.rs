//! The tables of a year that a workbook holds.

use std::borrow::Cow;
use std::collections::BTreeSet;

use ringfence::journal::Refusals;
use ringfence::noun::BodyId;
use ringfence::state::{Ledger, Selection};
use ringfence::view::{self, Asking, Cell, ColumnKind};
use ringfence::word::FinancialYear;

use super::workbook::YearBookFault;
use crate::Frame;

/// The columns of a statement that say what an entry moved.
const MOVED: [&str; 11] = [
    "entry",
    "effective",
    "recorded",
    "line",
    "what",
    "commitment",
    "hold",
    "project",
    "from",
    "to",
    "amount",
];

/// The tables of a year, of all bodies or of one and those below it.
pub(super) struct Parts {
    pub(super) positions: Frame,
    pub(super) schedule: Frame,
    pub(super) months: Frame,
    pub(super) posts: Frame,
    pub(super) orders: Frame,
    pub(super) findings: Frame,
    pub(super) year_end: Frame,
    pub(super) entries: Frame,
}

impl Parts {
    pub(super) fn of(
        ledger: &Ledger,
        year: FinancialYear,
        body: Option<&BodyId>,
    ) -> Result<Parts, YearBookFault> {
        let of = Selection {
            year: Some(year),
            ..Selection::default()
        };
        let within = body.map(|body| within(ledger, body)).transpose()?;
        let own = |table: view::Table| kept(Frame::from(table), within.as_ref());
        let positions = own(view::positions(ledger, &of)?);
        let orders = Asking {
            year: Some(year),
            ..Asking::of("cut_off")
        };
        let mut findings = own(view::findings(ledger, None)?);
        findings.rows.retain(|row| row.contains(&Cell::Year(year)));
        Ok(Parts {
            entries: entries(ledger, year, &positions)?,
            schedule: own(view::allocation_schedule(ledger, year, &of)?),
            months: own(view::months(ledger, &of, year)?),
            posts: own(view::posts(ledger, year, None)),
            orders: own(view::answer(ledger, &orders)?.table),
            year_end: own(view::decisions_of(ledger, year)),
            findings,
            positions,
        })
    }
}

/// A body and all below it.
fn within(ledger: &Ledger, body: &BodyId) -> Result<BTreeSet<String>, Refusals> {
    let of = Selection {
        body: Some(body.clone()),
        ..Selection::default()
    };
    view::positions(ledger, &of)?; // an unknown body is refused
    let bodies = view::bodies(ledger, &Selection::default());
    let said = |row: usize, column: &str| Some(bodies.find(row, column)?.text()?.to_owned());
    let mut within = BTreeSet::from([body.to_string()]);
    loop {
        let rows = 0..bodies.rows.len();
        let below = rows.filter(|row| said(*row, "parent").is_some_and(|it| within.contains(&it)));
        let below: BTreeSet<String> = below.filter_map(|row| said(row, "body")).collect();
        let before = within.len();
        within.extend(below);
        if within.len() == before {
            return Ok(within);
        }
    }
}

fn kept(mut frame: Frame, within: Option<&BTreeSet<String>>) -> Frame {
    let at = frame.columns.iter().position(|(name, _)| name == "body");
    if let Some((at, within)) = at.zip(within) {
        let is_within = |cell: &Cell| cell.text().is_some_and(|body| within.contains(body));
        frame.rows.retain(|row| row.get(at).is_some_and(is_within));
    }
    frame
}

/// What each entry moved on each line of the year: from which state to which.
fn entries(ledger: &Ledger, year: FinancialYear, of: &Frame) -> Result<Frame, Refusals> {
    let mut all = Frame {
        title: format!("Entries behind it, {year}"),
        ..Frame::default()
    };
    let column = |name: &str| of.columns.iter().position(|(it, _)| it == name);
    let Some((body, stream)) = column("body").zip(column("stream")) else {
        return Ok(all);
    };
    let places = of.rows.iter();
    let places: BTreeSet<(String, String)> = places
        .map(|row| (row[body].to_string(), row[stream].to_string()))
        .collect();
    for (body, stream) in &places {
        let place = Selection {
            body: body.parse().ok(),
            stream: stream.parse().ok(),
            ..Selection::default()
        };
        let statement = view::statement(ledger, &place, year)?;
        let moved = MOVED.map(|name| statement.find_column(name));
        let moved = moved.into_iter().flatten();
        let rows = statement.rows.iter();
        // The opening and the closing row are of no entry.
        let rows = rows.filter(|row| matches!(row.first(), Some(Cell::Number(_))));
        all.rows.extend(rows.map(|row| {
            let named = [body, stream].map(|it| Cell::Text(it.clone()));
            let cells = moved.clone().map(|at| row[at].clone());
            named.into_iter().chain(cells).collect()
        }));
    }
    all.columns = entry_columns();
    Ok(all)
}

fn entry_columns() -> Vec<(Cow<'static, str>, ColumnKind)> {
    let kind = |name: &str| match name {
        "entry" => ColumnKind::Number,
        "effective" | "recorded" => ColumnKind::Date,
        "amount" => ColumnKind::Money,
        _ => ColumnKind::Text,
    };
    let names = ["body", "stream"].into_iter().chain(MOVED);
    names.map(|name| (name.into(), kind(name))).collect()
}
