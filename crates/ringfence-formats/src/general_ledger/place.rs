//! Where each line belongs on the day: by the map, else in suspense.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::noun::{BodyId, PurposeId, StreamId};
use ringfence::state::{Ledger, Selection};
use ringfence::view;
use ringfence::word::nearest;

use super::fault::ActualsFault;
use super::posted::Posted;
use super::{Actuals, CostCode, MapRow, Target};
use crate::Faults;

/// Where lines belong on the day of a period.
pub(super) struct Places<'a> {
    rows: BTreeMap<CostCode, &'a MapRow>,
    /// Where what no row covers waits; nothing where every line has a row.
    suspense: Option<Target>,
    /// The rows that some line used.
    pub(super) used: BTreeSet<usize>,
    /// The lines that no row covers.
    pub(super) unmapped: Vec<CostCode>,
}

impl<'a> Places<'a> {
    /// Finds the place of each line that is to have cost.
    pub(super) fn of(
        actuals: &Actuals<'a>,
        ledger: &Ledger,
        posted: &Posted,
        wanted: &BTreeMap<CostCode, i64>,
        faults: &mut Faults<ActualsFault>,
    ) -> Places<'a> {
        let day = actuals.day(ledger.header().first_month);
        let map = actuals.map;
        look_at_names(map, posted, faults);
        let (mut rows, mut unmapped) = (BTreeMap::new(), Vec::new());
        for (code, pence) in wanted {
            match map.find(code, day) {
                Some(row) => {
                    rows.insert(code.clone(), row);
                }
                None if *pence != 0 => unmapped.push(code.clone()),
                None => {}
            }
        }
        let used = rows.values().map(|row| row.row).collect();
        let suspense = match unmapped.as_slice() {
            [] => None,
            [first, more @ ..] => match suspense_of(actuals, ledger, posted) {
                Ok(target) => Some(target),
                Err((why, expected)) => {
                    let lines = first_of(first, more.len());
                    faults.add(ActualsFault::NoSuspense {
                        at: actuals.extract.at(first),
                        lines,
                        why,
                        expected,
                    });
                    None
                }
            },
        };
        Places {
            rows,
            suspense,
            used,
            unmapped,
        }
    }

    /// Where a line belongs.
    pub(super) fn target_of(&self, code: &CostCode) -> Option<&Target> {
        let mapped = self.rows.get(code).map(|row| &row.target);
        mapped.or(self.suspense.as_ref())
    }
}

fn first_of(first: &CostCode, more: usize) -> String {
    let first = format!(
        "cost centre {}, subjective {}",
        first.cost_centre, first.subjective
    );
    match more {
        0 => first,
        more => format!("{first}, and {more} more"),
    }
}

/// Names of the map that the ledger does not have.
fn look_at_names(map: &super::LedgerMap, posted: &Posted, faults: &mut Faults<ActualsFault>) {
    let mut look = |row: &MapRow, column: &'static str, found: &str, known: Vec<&str>| {
        if known.contains(&found) {
            return;
        }
        let near = nearest(found, known).map(|name| format!("{name}?"));
        let expected = near.unwrap_or_else(|| format!("a {column} that the ledger has"));
        faults.add(ActualsFault::UnknownName {
            file: map.file.clone(),
            row: row.row,
            column,
            found: found.to_owned(),
            expected,
        });
    };
    for row in &map.rows {
        let target = &row.target;
        let bodies = posted.bodies.iter().map(|id| id.as_str());
        look(row, "body", target.body.as_str(), bodies.collect());
        let streams = posted.streams.iter().map(|id| id.as_str());
        look(row, "stream", target.stream.as_str(), streams.collect());
        if let Some(project) = &target.project {
            let projects = posted.projects.iter().map(|id| id.as_str());
            look(row, "project", project.as_str(), projects.collect());
        }
    }
}

/// Where lines wait, or what is lacking and what would work.
fn suspense_of(
    actuals: &Actuals<'_>,
    ledger: &Ledger,
    posted: &Posted,
) -> Result<Target, (String, String)> {
    let (stream, purpose) = stream_of(actuals, posted)?;
    let body = body_of(actuals, ledger, posted)?;
    Ok(Target {
        body,
        stream,
        project: None,
        purpose,
        cost: None,
    })
}

fn stream_of(
    actuals: &Actuals<'_>,
    posted: &Posted,
) -> Result<(StreamId, PurposeId), (String, String)> {
    let names: Vec<&str> = posted.suspense.iter().map(|(id, _)| id.as_str()).collect();
    let asked = actuals.suspense.as_ref();
    let mut fit = posted
        .suspense
        .iter()
        .filter(|(id, _)| asked.is_none_or(|asked| asked == id));
    match (fit.next(), fit.next(), asked) {
        (Some(one), None, _) => Ok(one.clone()),
        (Some(_), Some(_), _) => Err((
            format!("several streams are marked suspense, {}", names.join(", ")),
            "one of them as suspense".to_owned(),
        )),
        (None, _, Some(asked)) => Err((
            format!("no stream {asked} is marked suspense"),
            "a stream that is, or a row for the line".to_owned(),
        )),
        (None, _, None) => Err((
            "the ledger has no stream that is marked suspense".to_owned(),
            "one, added with suspense=True, or a row for the line".to_owned(),
        )),
    }
}

/// The body whose suspense it is: the one that is named, or the one that answers for every body
/// of the map.
fn body_of(
    actuals: &Actuals<'_>,
    ledger: &Ledger,
    posted: &Posted,
) -> Result<BodyId, (String, String)> {
    let expected = || "the board whose general ledger it is, as body".to_owned();
    if let Some(body) = &actuals.body {
        return match posted.bodies.contains(body) {
            true => Ok(body.clone()),
            false => Err((format!("the ledger has no body {body}"), expected())),
        };
    }
    let day = actuals.day(ledger.header().first_month);
    let asked = Selection {
        as_at: Some(day),
        ..Selection::default()
    };
    let bodies = view::bodies(ledger, &asked);
    let mut answer = BTreeSet::new();
    let of_map: BTreeSet<&str> = actuals
        .map
        .rows
        .iter()
        .map(|row| row.target.body.as_str())
        .collect();
    for row in 0..bodies.rows.len() {
        let text = |column| bodies.find(row, column).and_then(view::Cell::text);
        if text("body").is_some_and(|body| of_map.contains(body)) {
            answer.extend(text("accountable").map(str::to_owned));
        }
    }
    let names: Vec<&str> = answer.iter().map(String::as_str).collect();
    match names.as_slice() {
        [one] => one
            .parse()
            .map_err(|_| ("no body answers".to_owned(), expected())),
        [] => Err(("the map names no body that answers".to_owned(), expected())),
        several => Err((
            format!("several bodies answer for the map, {}", several.join(", ")),
            expected(),
        )),
    }
}
