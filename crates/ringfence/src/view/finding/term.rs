//! Floors that can no longer be reached, and caps that were exceeded.

use chrono::NaiveDate;

use super::list::{Finding, FindingKind};
use crate::journal::Refusals;
use crate::noun::{FloorState, Recurrence, TermKind};
use crate::state::{Ledger, TermRead};
use crate::view::term::read;
use crate::word::Money;

pub(crate) fn found(ledger: &Ledger, as_at: Option<NaiveDate>) -> Result<Vec<Finding>, Refusals> {
    let floors = read(ledger, TermKind::Floor, as_at)?.into_iter();
    let caps = read(ledger, TermKind::Cap, as_at)?.into_iter();
    let floors = floors.filter(|it| it.state == FloorState::Unreachable);
    let caps = caps.filter(|it| it.told.used() > it.due);
    let floors = floors.map(|it| finding(FindingKind::FloorUnreachable, &it));
    let caps = caps.map(|it| finding(FindingKind::CapExceeded, &it));
    Ok(floors.chain(caps).flatten().collect())
}

/// Nothing where a source is silent on what it rests on.
fn finding(kind: FindingKind, it: &TermRead<'_>) -> Option<Finding> {
    let (name, pence) = match kind {
        FindingKind::FloorUnreachable => ("floor", it.due - it.told.reach()),
        _ => ("cap", it.told.used() - it.due),
    };
    let sum = |pence: i128| Money::narrow(pence).unwrap_or(Money::MAX).in_words();
    let (id, due) = (it.id, sum(it.due));
    let says = match kind {
        FindingKind::FloorUnreachable => format!(
            "Of {due} that must be spent by {} ({name} {id}), {} is spent and no more than {} can \
             be: {} is out of reach.",
            it.by,
            sum(it.told.spent),
            sum(it.told.reach()),
            sum(pence),
        ),
        _ => format!(
            "{} is committed and spent, beyond {due} of {name} {id} by {}.",
            sum(it.told.used()),
            sum(pence),
        ),
    };
    let known = !it.not_recorded;
    known.then(|| Finding {
        kind,
        body: it.body.clone(),
        stream: it.stream.clone(),
        year: it.year,
        vintage: it.year,
        recurrence: Recurrence::NonRecurrent,
        since: it.last_safe.and_then(|day| day.succ_opt()),
        pence: i64::try_from(pence).unwrap_or(i64::MAX),
        entry: it.entry,
        other: None,
        says,
    })
}
