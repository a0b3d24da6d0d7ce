//! In which order rows are posted.

use std::collections::HashMap;

use chrono::NaiveDate;
use ringfence::journal::Act;
use ringfence::journal::act::AddBody;

use super::{SeedFile, SeedRow, SeedStep};

/// The rows in posting order: by day, those without any first; then by kind, closes last; then
/// parents before children; then as they stand in their file.
pub(super) fn in_posting_order(rows: Vec<SeedRow>) -> Vec<SeedRow> {
    let depths = depths(&rows);
    let mut keyed: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let depth = body_of(&row).map_or(0, |body| depths[body.id.as_str()]);
            ((day_of(&row), file_of(&row), depth, row.place.row), row)
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// The body that a row adds, if it adds one.
pub(super) fn body_of(row: &SeedRow) -> Option<&AddBody> {
    match &row.step {
        SeedStep::Post(draft) => match &draft.act {
            Act::AddBody(body) => Some(body),
            _ => None,
        },
        SeedStep::Close { .. } => None,
    }
}

fn day_of(row: &SeedRow) -> Option<NaiveDate> {
    match &row.step {
        SeedStep::Post(draft) => draft.recorded.or(draft.effective),
        SeedStep::Close { effective, .. } => Some(*effective),
    }
}

fn file_of(row: &SeedRow) -> SeedFile {
    match &row.step {
        SeedStep::Post(draft) => SeedFile::Drafts(draft.act.kind()),
        SeedStep::Close { .. } => SeedFile::Closes,
    }
}

/// How many of the listed bodies stand above each; bodies of a circle stand at the last place.
fn depths(rows: &[SeedRow]) -> HashMap<String, usize> {
    let parents = parents_of(rows);
    let mut depths: HashMap<String, usize> = HashMap::new();
    for id in parents.keys() {
        let mut path = Vec::new();
        let mut at = Some(*id);
        let mut above = 0;
        while let Some(body) = at {
            if let Some(known) = depths.get(body) {
                above = known + 1;
                break;
            }
            if path.len() > parents.len() {
                break;
            }
            path.push(body);
            at = parents.get(body).copied().flatten();
            at = at.filter(|parent| parents.contains_key(parent));
        }
        for (steps, body) in path.into_iter().rev().enumerate() {
            depths.entry(body.to_owned()).or_insert(above + steps);
        }
    }
    depths
}

/// The parent of each listed body; of a body listed twice the first row counts.
pub(super) fn parents_of(rows: &[SeedRow]) -> HashMap<&str, Option<&str>> {
    let mut parents = HashMap::new();
    for body in rows.iter().filter_map(body_of) {
        let parent = body.parent.as_ref().map(ringfence::noun::BodyId::as_str);
        parents.entry(body.id.as_str()).or_insert(parent);
    }
    parents
}
