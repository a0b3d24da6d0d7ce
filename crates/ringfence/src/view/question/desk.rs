//! What waited at whose desk: the stages of several cases together.

use std::collections::BTreeMap;

use super::answer::Rows;
use crate::state::Origin;
use crate::view::Cell;

/// The stages of a case, in their order.
const STAGES: [&str; 9] = [
    "available",
    "released",
    "step_approved",
    "approved",
    "earmarked",
    "held",
    "committed",
    "in_post",
    "first_cost",
];

/// So many cases have a middle that says something.
const ENOUGH: usize = 5;

/// Every stage that waited at a desk, by who held it and which stage it was.
#[derive(Default)]
pub(super) struct Desks(BTreeMap<(Option<String>, usize), Desk>);

#[derive(Default)]
struct Desk {
    days: Vec<u64>,
    waiting: usize,
    pound_days: Option<u64>,
    origins: Vec<Origin>,
}

/// One stage that waited.
pub(super) struct Waited<'s> {
    pub(super) holder: Option<&'s str>,
    pub(super) stage: &'s str,
    pub(super) days: u64,
    pub(super) came: Came,
    pub(super) pound_days: Option<u64>,
}

/// Whether what was waited for came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    Reached,
    NotYet,
}

impl Desks {
    pub(super) fn add(&mut self, it: &Waited<'_>, origin: &Origin) {
        let place = STAGES.iter().position(|stage| *stage == it.stage);
        let place = place.unwrap_or(STAGES.len());
        let desk = self.0.entry((it.holder.map(str::to_owned), place));
        let desk = desk.or_default();
        desk.days.push(it.days);
        desk.waiting += usize::from(it.came == Came::NotYet);
        if let Some(more) = it.pound_days {
            desk.pound_days = Some(desk.pound_days.unwrap_or(0).saturating_add(more));
        }
        // The stages of a case come one after the other.
        if desk.origins.last() != Some(origin) {
            desk.origins.push(origin.clone());
        }
    }

    /// A row for each holder and stage, in that order.
    pub(super) fn show(self, rows: &mut Rows) {
        for ((holder, place), mut desk) in self.0 {
            desk.days.sort_unstable();
            let count = desk.days.len();
            let total: u64 = desk.days.iter().sum();
            let middle = desk.days.get(count.saturating_sub(1) / 2);
            let middle = middle.filter(|_| ENOUGH <= count);
            let number = |count: usize| Cell::Number(count as u64);
            let mut cells = vec![Cell::words("holder"), Cell::Nothing, Cell::Nothing];
            cells.extend([
                Cell::Nothing,
                Cell::maybe(STAGES.get(place), Cell::words),
                Cell::maybe(holder, Cell::Text),
            ]);
            cells.extend([Cell::Nothing, Cell::Nothing]);
            cells.extend([Cell::Number(total), Cell::Nothing, Cell::Nothing]);
            cells.extend([Cell::maybe(desk.pound_days, Cell::Number), Cell::Nothing]);
            cells.extend([number(count - desk.waiting), number(desk.waiting)]);
            cells.extend([
                Cell::maybe(desk.days.last().copied(), Cell::Number),
                Cell::maybe(middle.copied(), Cell::Number),
            ]);
            rows.add(cells, desk.origins);
        }
    }
}
