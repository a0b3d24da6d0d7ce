//! What a line lacks: authority, release, or money that was meant for its promises.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::list::{Finding, FindingKind, pounds};
use crate::journal::Refusals;
use crate::noun::Account;
use crate::state::{Ledger, MovementRead, Selection, Standing};
use crate::view::unrecorded::Unknown;

/// A balance below nought: since the end of which day, by which entry, and how much.
struct Below {
    since: NaiveDate,
    entry: u64,
    pence: i64,
}

pub(crate) fn found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Result<Vec<Finding>, Refusals> {
    let of = Selection {
        as_at,
        ..Selection::default()
    };
    let marks = ledger.marks_read();
    let mut all = Vec::new();
    for standing in ledger.positions(&of)? {
        let mut movements = ledger.movements_read(&standing.line, standing.year);
        movements.sort_by_key(|moved| (moved.effective, moved.entry));
        let by_then = |moved: &MovementRead<'_>| as_at.is_none_or(|day| moved.effective <= day);
        let then = movements.partition_point(by_then);
        let (movements, later) = movements.split_at(then);
        let unknown = Unknown::of_line(&marks, &standing.line, standing.year);
        if ledger.is_suspense_read(&standing.line.stream) {
            all.extend(in_suspense(&standing, movements));
        } else if unknown.leaves_available() {
            all.extend(over_committed(&standing, movements, later));
        }
        if !unknown.spend && ledger.needs_release_read(&standing.line.stream) {
            all.extend(beyond_release(&standing, movements));
        }
        all.extend(unfunded(&standing, movements));
    }
    Ok(all)
}

fn over_committed(
    at: &Standing,
    movements: &[MovementRead<'_>],
    later: &[MovementRead<'_>],
) -> Option<Finding> {
    let available = |moved: &MovementRead<'_>| net(moved, &[Account::Available]);
    let below = below_since(movements, available)?;
    let (line, year, since) = (&at.line, at.year, below.since);
    let cured = cured_by(below.pence, later, available);
    let cure = cured.map_or_else(String::new, |(entry, day)| {
        format!("; entry {entry} cured it on {day}")
    });
    let says = format!(
        "{line} in {year} is over-committed by {} since {since}, by entry {}{cure}.",
        pounds(-below.pence),
        below.entry
    );
    let found = finding(FindingKind::OverCommitted, at, &below, says);
    let other = cured.map(|(entry, _)| entry);
    Some(Finding { other, ..found })
}

/// The last entry of the first later day at whose end a balance is no longer below nought, of
/// those that add to it.
fn cured_by(
    mut stands: i64,
    later: &[MovementRead<'_>],
    change: impl Fn(&MovementRead<'_>) -> i64,
) -> Option<(u64, NaiveDate)> {
    for day in later.chunk_by(|a, b| a.effective == b.effective) {
        stands = stands.saturating_add(day.iter().map(&change).sum());
        if stands >= 0 {
            let last = day.iter().rev().find(|moved| change(moved) > 0);
            return last.map(|moved| (moved.entry, moved.effective));
        }
    }
    None
}

fn in_suspense(at: &Standing, movements: &[MovementRead<'_>]) -> Option<Finding> {
    let costs = [Account::Invoiced, Account::Accrued, Account::Prepaid];
    let below = below_since(movements, |moved| -net(moved, &costs))?;
    let says = format!(
        "{} in {} holds costs of {} since {}, by entry {}: move each to its stream, or reverse it.",
        at.line,
        at.year,
        pounds(-below.pence),
        below.since,
        below.entry
    );
    Some(finding(FindingKind::InSuspense, at, &below, says))
}

fn beyond_release(at: &Standing, movements: &[MovementRead<'_>]) -> Option<Finding> {
    let costs = [Account::Invoiced, Account::Accrued, Account::Prepaid];
    let undrawn = |moved: &MovementRead<'_>| net(moved, &[Account::Released]) - net(moved, &costs);
    let below = below_since(movements, undrawn)?;
    let (line, year, since) = (&at.line, at.year, below.since);
    let says = format!(
        "{line} in {year} has spent {} more than was released since {since}, by entry {}; the \
         next release covers it first.",
        pounds(-below.pence),
        below.entry
    );
    Some(finding(FindingKind::CostBeyondRelease, at, &below, says))
}

/// Promises that stand on money of a year that was not meant for them.
fn unfunded(at: &Standing, movements: &[MovementRead<'_>]) -> Vec<Finding> {
    let mut owed: BTreeMap<&str, Below> = BTreeMap::new();
    for moved in movements.iter().filter(|moved| moved.unfunded) {
        let Some(promise) = moved.promise else {
            continue;
        };
        let below = owed.entry(promise.as_str()).or_insert(Below {
            since: moved.effective,
            entry: moved.entry,
            pence: 0,
        });
        below.pence -= net(moved, &[Account::Committed]);
    }
    let open_of = |id: &str| -> i64 {
        let of = movements.iter().filter(|moved| {
            moved.promise.is_some_and(|it| it.as_str() == id) && moved.project.is_none()
        });
        of.map(|moved| net(moved, &[Account::Committed])).sum()
    };
    let mut all = Vec::new();
    for (id, mut below) in owed {
        below.pence = below.pence.max(-open_of(id));
        if below.pence < 0 {
            let (line, year) = (&at.line, at.year);
            let says = format!(
                "{id} stands on {line} in {year} with {} whose money of the year before was not \
                 kept.",
                pounds(-below.pence)
            );
            all.push(finding(FindingKind::UnfundedPromise, at, &below, says));
        }
    }
    all
}

fn finding(kind: FindingKind, at: &Standing, below: &Below, says: String) -> Finding {
    Finding {
        kind,
        body: at.line.body.clone(),
        stream: at.line.stream.clone(),
        year: at.year,
        vintage: at.line.vintage,
        recurrence: at.line.recurrence,
        since: Some(below.since),
        pence: -below.pence,
        entry: below.entry,
        other: None,
        says,
    }
}

/// Since the end of which day a balance has been below nought without a break, and the last
/// entry of that day that lessened it.
fn below_since(
    movements: &[MovementRead<'_>],
    change: impl Fn(&MovementRead<'_>) -> i64,
) -> Option<Below> {
    let mut below: Option<Below> = None;
    let mut stands: i64 = 0;
    for day in movements.chunk_by(|a, b| a.effective == b.effective) {
        stands = stands.saturating_add(day.iter().map(&change).sum());
        if stands >= 0 {
            below = None;
        } else if below.is_none() {
            let last = day.iter().rev().find(|moved| change(moved) < 0);
            below = last.map(|moved| Below {
                since: moved.effective,
                entry: moved.entry,
                pence: stands,
            });
        }
    }
    below.map(|it| Below {
        pence: stands,
        ..it
    })
}

fn net(moved: &MovementRead<'_>, accounts: &[Account]) -> i64 {
    let into = i64::from(accounts.contains(&moved.to));
    let out = i64::from(accounts.contains(&moved.from));
    (into - out).saturating_mul(moved.amount)
}
