//! Bodies that would stand below themselves.

use std::collections::{HashMap, HashSet};

use super::order::{body_of, parents_of};
use super::{Place, SeedRow};

/// Each circle of parents, and its first row.
pub(super) fn circles_in(rows: &[SeedRow]) -> Vec<(Place, Vec<String>)> {
    let parents = parents_of(rows);
    let mut seen: HashSet<&str> = HashSet::new();
    let mut circles = Vec::new();
    for row in rows {
        let Some(body) = body_of(row) else { continue };
        if let Some(circle) = circle_from(body.id.as_str(), &parents, &mut seen) {
            let place = row_of(rows, circle[0]).unwrap_or(row).place.clone();
            let circle = circle.into_iter().map(str::to_owned).collect();
            circles.push((place, circle));
        }
    }
    circles
}

/// Climbs from a body; where it meets itself, the circle in which it does, its first row first.
fn circle_from<'a>(
    from: &'a str,
    parents: &HashMap<&'a str, Option<&'a str>>,
    seen: &mut HashSet<&'a str>,
) -> Option<Vec<&'a str>> {
    let mut path: Vec<&str> = Vec::new();
    let mut steps: HashMap<&str, usize> = HashMap::new();
    let mut at = from;
    while seen.insert(at) {
        steps.insert(at, path.len());
        path.push(at);
        at = parents.get(at).copied().flatten()?;
    }
    let begins = *steps.get(at)?;
    let mut circle = path.split_off(begins);
    circle.push(at);
    Some(circle)
}

fn row_of<'a>(rows: &'a [SeedRow], id: &str) -> Option<&'a SeedRow> {
    let is_it = |row: &&SeedRow| body_of(row).is_some_and(|body| body.id.as_str() == id);
    rows.iter().find(is_it)
}
