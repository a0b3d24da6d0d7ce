//! The entries that made the figures of a row.

use crate::noun::{Account, Wording};
use crate::state::{Ledger, MovementRead, Origin, TracedRead, Until};
use crate::view::statement::what;
use crate::view::{Cell, ColumnKind, Table};
use crate::word::Money;

const COLUMNS: [(&str, ColumnKind); 14] = [
    ("entry", ColumnKind::Number),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("kind", ColumnKind::Text),
    ("what", ColumnKind::Text),
    ("line", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("commitment", ColumnKind::Text),
    ("hold", ColumnKind::Text),
    ("project", ColumnKind::Text),
    ("from", ColumnKind::Text),
    ("to", ColumnKind::Text),
    ("amount", ColumnKind::Money),
    ("words", ColumnKind::Text),
];

/// What stands for a figure: accounts, each with the sign in which it counts.
pub(super) type Accounts = Vec<(Account, i64)>;

/// The movements that a figure of one row is made of, where they are not all that it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) column: &'static str,
    pub(crate) accounts: Accounts,
    pub(crate) origins: Vec<Origin>,
}

/// What stands for a figure of a position.
pub(super) fn figure(name: &str) -> Option<Accounts> {
    let states = [
        Account::Available,
        Account::Earmarked,
        Account::Held,
        Account::Committed,
    ];
    let cost = [Account::Invoiced, Account::Accrued, Account::Prepaid];
    let plus = |all: &[Account]| all.iter().map(|it| (*it, 1)).collect();
    Some(match name {
        "authority" => plus(&[&states[..], &cost[..]].concat()),
        "spent" => plus(&cost),
        "allocated" | "contributed" | "vired_in" | "rolled_in" | "re_provided" | "deficit_met"
        | "prepaid" => vec![(Account::from_word(name)?, -1)],
        "release_given" => return None,
        _ => vec![(Account::from_word(name)?, 1)],
    })
}

/// The movements and entries that some origins stand for; of a figure, those that moved it.
pub(super) fn trace(
    ledger: &Ledger,
    title: String,
    (origins, until): (&[Origin], Until),
    figure: Option<(&str, Accounts)>,
) -> Table {
    let title = match &figure {
        Some((column, _)) => format!("{title}: {column}"),
        None => title,
    };
    let accounts = figure.map(|(_, accounts)| accounts);
    let mut table = Table::new(title, &COLUMNS);
    let reversals = ledger.reversals_read();
    for traced in ledger.traced_read(origins, until) {
        let amount = match (&traced.moved, &accounts) {
            (None, Some(_)) => continue,
            (None, None) => None,
            (Some((_, _, moved)), None) => Some(moved.amount),
            (Some((_, _, moved)), Some(accounts)) => match change(moved, accounts) {
                0 => continue,
                change => Some(change),
            },
        };
        let says = traced
            .moved
            .as_ref()
            .map(|(_, _, moved)| what(moved, &reversals));
        table.add(row(ledger, &traced, says.unwrap_or(Cell::Nothing), amount));
    }
    table
}

fn change(moved: &MovementRead<'_>, accounts: &[(Account, i64)]) -> i64 {
    let sign = |account: Account| -> i64 {
        let of = accounts.iter().filter(|(one, _)| *one == account);
        of.map(|(_, sign)| sign).sum()
    };
    (sign(moved.to) - sign(moved.from)).saturating_mul(moved.amount)
}

fn row(ledger: &Ledger, of: &TracedRead<'_>, says: Cell, amount: Option<i64>) -> Vec<Cell> {
    let moved = of.moved.as_ref();
    let read = moved.map(|(_, _, read)| read);
    let id = |id: Option<&dyn std::fmt::Display>| Cell::maybe(id, Cell::words);
    vec![
        Cell::Number(of.entry),
        Cell::Date(of.effective),
        Cell::Date(of.recorded),
        Cell::words(of.kind.event_word()),
        says,
        Cell::maybe(moved, |(line, ..)| Cell::words(line)),
        Cell::maybe(moved, |(_, year, _)| Cell::Year(*year)),
        id(read.and_then(|it| it.promise.map(|it| it as _))),
        id(read.and_then(|it| it.hold.map(|it| it as _))),
        id(read.and_then(|it| it.project.map(|it| it as _))),
        Cell::maybe(read, |it| Cell::words(it.from.word())),
        Cell::maybe(read, |it| Cell::words(it.to.word())),
        Cell::maybe(
            amount.and_then(|it| Money::from_pence(it).ok()),
            Cell::Money,
        ),
        Cell::maybe(ledger.words_read(of.entry), Cell::said),
    ]
}
