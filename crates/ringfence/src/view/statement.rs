//! What happened on a line in a year, movement by movement.

use std::collections::BTreeMap;

use super::unrecorded::Unknown;
use super::{Cell, ColumnKind, Table};
use crate::journal::{ActKind, Refusals};
use crate::noun::{Account, Line, Wording};
use crate::state::{Known, Ledger, MovementRead, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 15] = [
    ("entry", ColumnKind::Number),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("kind", ColumnKind::Text),
    ("what", ColumnKind::Text),
    ("line", ColumnKind::Text),
    ("commitment", ColumnKind::Text),
    ("hold", ColumnKind::Text),
    ("project", ColumnKind::Text),
    ("unfunded", ColumnKind::Flag),
    ("from", ColumnKind::Text),
    ("to", ColumnKind::Text),
    ("amount", ColumnKind::Money),
    ("available", ColumnKind::Money),
    ("authority", ColumnKind::Money),
];

/// What happened on a line in a year: an opening row, each movement, a closing row, with what is
/// available and the authority after each.
///
/// Movements stand in the order of the day on which they count, then of the journal. A line
/// begins each year at nought: base, rolled-over money and promises that the year's opening
/// brings are its first movements. Where the selection holds several lines the running figures
/// are of all together. An amount stands as it was posted: below nought where a notice takes
/// back. With `as_at` later movements are left out. Running figures that rest on what is not
/// recorded are *not recorded*.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let table = ringfence::view::statement(&ledger, &Selection::default(), "2016-17".parse()?)?;
/// let what: Vec<_> = table.cells_of("what").map(ToString::to_string).collect();
/// assert_eq!(what, ["opening", "closing"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn statement(ledger: &Ledger, of: &Selection, year: FinancialYear) -> Result<Table, Refusals> {
    let of = Selection {
        year: Some(year),
        ..of.clone()
    };
    let last_known = ledger.last_known(&of);
    let marks = ledger.marks_known(last_known);
    let mut unknown = Unknown::default();
    let lines: Vec<Line> = ledger
        .positions(&of)?
        .into_iter()
        .map(|it| it.line)
        .collect();
    let mut movements = Vec::new();
    for line in &lines {
        let own = Unknown::of_line(&marks, line, year);
        unknown.allocation |= own.allocation;
        unknown.spend |= own.spend;
        movements.extend(
            ledger
                .movements_read(line, year)
                .into_iter()
                .filter(|it| of.as_at.is_none_or(|day| it.effective <= day))
                .filter(|it| last_known.is_none_or(|last| it.entry <= last))
                .map(|moved| (line, moved)),
        );
    }
    movements.sort_by_key(|(_, moved)| (moved.effective, moved.entry));
    let mut running = Running {
        unknown,
        ..Running::default()
    };
    let mut table = Table::new(title(&of, year), &COLUMNS);
    let reversals = ledger.reversals_read();
    table.add(running.end("opening"));
    for (line, moved) in &movements {
        running.take(moved);
        table.add(running.row(line, moved, &reversals));
    }
    table.add(running.end("closing"));
    Ok(table)
}

fn title(of: &Selection, year: FinancialYear) -> String {
    let mut title = "Statement".to_owned();
    let parts = [
        of.body.as_ref().map(ToString::to_string),
        of.stream.as_ref().map(ToString::to_string),
        of.parts.then(|| "with its parts".to_owned()),
        of.vintage.map(|vintage| format!("vintage {vintage}")),
        of.recurrence.map(|it| it.word().to_owned()),
        Some(year.to_string()),
        of.as_at.map(|day| format!("as at {day}")),
        of.as_known.map(|known| match known {
            Known::ByEntry(entry) => format!("as known after entry {entry}"),
            Known::ByDay(day) => format!("as known on {day}"),
        }),
    ];
    for part in parts.into_iter().flatten() {
        title.push_str(", ");
        title.push_str(&part);
    }
    title
}

/// What is available and the authority so far.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    available: i64,
    authority: i64,
    unknown: Unknown,
}

impl Running {
    fn take(&mut self, moved: &MovementRead<'_>) {
        let sign = |account: Account, of: fn(Account) -> bool| i64::from(of(account));
        let net = |of: fn(Account) -> bool| {
            (sign(moved.to, of) - sign(moved.from, of)).saturating_mul(moved.amount)
        };
        let free = |account| account == Account::Available;
        self.available = self.available.saturating_add(net(free));
        self.authority = self.authority.saturating_add(net(is_state));
    }

    fn figures(&self) -> [Cell; 2] {
        let pounds = |pence| Money::from_pence(pence).unwrap_or(Money::MAX);
        [
            self.unknown.both(pounds(self.available)),
            self.unknown.given(pounds(self.authority)),
        ]
    }

    fn end(&self, what: &str) -> Vec<Cell> {
        let mut cells = vec![Cell::Nothing; COLUMNS.len() - 2];
        cells[4] = Cell::words(what);
        cells.extend(self.figures());
        cells
    }

    fn row(
        &self,
        line: &Line,
        moved: &MovementRead<'_>,
        reversals: &BTreeMap<u64, u64>,
    ) -> Vec<Cell> {
        let mut cells = vec![
            Cell::Number(moved.entry),
            Cell::Date(moved.effective),
            Cell::Date(moved.recorded),
            Cell::words(moved.kind.event_word()),
            what(moved, reversals),
            Cell::words(line),
            Cell::maybe(moved.promise, Cell::words),
            Cell::maybe(moved.hold, Cell::words),
            Cell::maybe(moved.project, Cell::words),
            Cell::Flag(moved.unfunded),
            Cell::words(moved.from.word()),
            Cell::words(moved.to.word()),
            Cell::maybe(Money::from_pence(moved.amount).ok(), Cell::Money),
        ];
        cells.extend(self.figures());
        cells
    }
}

/// Whether authority stands in an account.
fn is_state(account: Account) -> bool {
    matches!(
        account,
        Account::Available
            | Account::Earmarked
            | Account::Held
            | Account::Committed
            | Account::Invoiced
            | Account::Accrued
            | Account::Prepaid
    )
}

fn reversed(entry: Option<&u64>) -> Cell {
    Cell::maybe(entry, |entry| {
        Cell::words(format!("reversal of entry {entry}"))
    })
}

/// What a movement is, in words.
pub(super) fn what(moved: &MovementRead<'_>, reversals: &BTreeMap<u64, u64>) -> Cell {
    match moved.kind {
        ActKind::Correct => return reversed(reversals.get(&moved.entry)),
        ActKind::TakeOn => return taken_on(moved),
        _ => {}
    }
    Cell::words(match (moved.kind, moved.from, moved.to) {
        (ActKind::EndBody, ..) => "base of a body that ended, taken over",
        (ActKind::Reopen, ..) => "what the close moved, reversed",
        (ActKind::OpenYear, Account::Allocated, _) => "base brought forward",
        (ActKind::OpenYear, _, Account::PassedDown) => "base passed down again",
        (ActKind::OpenYear, _, Account::Committed) if moved.unfunded => {
            "still owed, unfunded from last year"
        }
        (ActKind::OpenYear, Account::Available, Account::Committed) => {
            "the year's part of a recurrent commitment"
        }
        (ActKind::OpenYear, Account::Invoiced, _) | (ActKind::OpenYear, _, Account::Invoiced) => {
            "cost moved to the money kept for it"
        }
        (ActKind::CloseYear, Account::Committed, Account::Earmarked | Account::Available) => {
            "slippage, or taken by a shortfall"
        }
        (_, Account::Allocated, _) if moved.amount < 0 => "taken back by notice",
        (_, Account::Allocated, _) => "given",
        (_, Account::Contributed, _) => "contributed",
        (_, _, Account::PassedDown) => "passed down",
        (_, Account::ViredIn, _) => "vired in",
        (_, Account::ViredOut, _) => "virement out restated",
        (_, _, Account::ViredIn) => "virement in restated",
        (_, _, Account::ViredOut) => "vired out",
        (_, Account::RolledIn, _) => "rolled over from last year",
        (_, _, Account::RolledOut) => "rolled over to next year",
        (_, _, Account::Lapsed) => "lapsed",
        (_, _, Account::Reverted) => "reverted to the funder or partner",
        (_, Account::ReProvided, _) => "re-provided",
        (_, _, Account::ReProvided) => "given up, to be re-provided",
        (_, Account::DeficitMet, _) => "over-spend met by the accountable body",
        (_, _, Account::FirstCall) => "last year's over-spend met first",
        (_, Account::ReleaseGiven, _) => "released",
        (_, Account::Released, _) => "release recalled",
        (_, _, Account::Earmarked) if moved.from == Account::Available => "earmarked",
        (_, _, Account::Held) => "held",
        (_, Account::Held, Account::Committed) => "hold made firm",
        (_, _, Account::Committed) => "committed",
        (_, Account::Accrued, Account::Invoiced) => "accrual settled by its invoice",
        (_, Account::Accrued, _) => "accrued more than the invoice says",
        (_, _, Account::Invoiced) => "spent",
        (_, _, Account::Accrued) => "accrued",
        (_, Account::Prepaid, _) => "prepaid",
        (_, _, Account::Prepaid) => "prepayment used",
        (_, Account::Committed, _) => "decommitted",
        (_, Account::Held, _) => "hold given up",
        (_, Account::Invoiced, _) => "credited",
        _ => "moved",
    })
}

/// The day of the balances, and which of them where it is not authority.
fn taken_on(moved: &MovementRead<'_>) -> Cell {
    let day = moved.effective;
    Cell::words(match moved.to {
        Account::Available => format!("taken on at {day}"),
        state => format!("taken on at {day} as {}", state.word()),
    })
}
