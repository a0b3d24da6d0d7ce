//! What is no fault and should be known.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::word::Money;

use super::actuals::later_periods;
use super::place::Places;
use super::posted::{Origin, Posted};
use super::{Actuals, CostCode, Reach};

pub(super) fn notes_of(
    actuals: &Actuals<'_>,
    posted: &Posted,
    wanted: &BTreeMap<CostCode, i64>,
    places: &Places<'_>,
    day: NaiveDate,
) -> Vec<String> {
    let mut notes = unmapped(actuals, wanted, places);
    notes.extend(other_sources(actuals, posted, wanted));
    let map = actuals.map;
    let holds = map.rows.iter().filter(|row| row.holds_on(day));
    for row in holds.filter(|row| !places.used.contains(&row.row)) {
        notes.push(format!("{}, row {}: no line used it", map.file, row.row));
    }
    notes.extend(of_the_extract(actuals));
    let later = later_periods(actuals, posted);
    if actuals.reach == Reach::YearToDate && !later.is_empty() {
        let later: Vec<String> = later.iter().map(ToString::to_string).collect();
        let later = later.join(", ");
        notes.push(format!(
            "{later}: posted already; load them again, as the sum before them moved"
        ));
    }
    notes
}

/// Lines of the period that another source posted, where this one posts for the first time: its
/// name may be mistyped.
fn other_sources(
    actuals: &Actuals<'_>,
    posted: &Posted,
    wanted: &BTreeMap<CostCode, i64>,
) -> Vec<String> {
    if !posted.times.is_empty() {
        return Vec::new();
    }
    let note = |(other, lines): (&String, &BTreeMap<Origin, u64>)| {
        let same = lines.keys().filter(|line| {
            line.period == actuals.period && wanted.get(&line.code).is_some_and(|it| *it != 0)
        });
        let (same, source, period) = (same.count(), &actuals.source, actuals.period);
        let lines = if same == 1 { "line" } else { "lines" };
        (same > 0).then(|| {
            format!(
                "source {source:?}: nothing was posted from it before, and {same} {lines} of \
                 {period} from {other:?}: if both are one general ledger the cost is counted \
                 twice now, so reverse what was posted here, and load it as {other:?}"
            )
        })
    };
    posted.others.iter().filter_map(note).collect()
}

/// Lines that wait, and what they are nearly called.
fn unmapped(
    actuals: &Actuals<'_>,
    wanted: &BTreeMap<CostCode, i64>,
    places: &Places<'_>,
) -> Vec<String> {
    let note = |code: &CostCode| {
        let pence = wanted.get(code).copied().unwrap_or(0);
        let sum = Money::from_pence(pence).unwrap_or(Money::ZERO).in_words();
        let near = actuals.map.rows.iter().find(|row| row.nearly_covers(code));
        let near = near.map_or_else(String::new, |row| {
            format!(
                "; row {} covers {}, with other noughts at the front: save the column as text",
                row.row, row.cost_centre
            )
        });
        format!(
            "cost centre {}, subjective {}: {sum} waits in suspense, as no row of {} covers \
             it{near}",
            code.cost_centre, code.subjective, actuals.map.file
        )
    };
    places.unmapped.iter().map(note).collect()
}

/// Totals that are no lines, and lines that people do not see.
fn of_the_extract(actuals: &Actuals<'_>) -> Vec<String> {
    let extract = actuals.extract;
    let mut notes = Vec::new();
    for total in &extract.totals {
        let sum = total.amount.in_words();
        let what = match total.adds_up {
            true => "which the lines above it add up to",
            false => "which the lines above it do not add up to",
        };
        let (file, row) = (&extract.file, total.row);
        notes.push(format!(
            "{file}, row {row}: left out, as a total of {sum}, {what}"
        ));
    }
    for row in &extract.hidden {
        notes.push(format!(
            "{}, row {row}: read, though it is hidden",
            extract.file
        ));
    }
    notes
}
