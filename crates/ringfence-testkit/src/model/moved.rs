//! Costs of April that go with the money that a close keeps.

use std::collections::BTreeMap;

use ringfence::noun::PromiseId;
use ringfence::word::FinancialYear;

use super::state::own_line;
use super::{Model, Move, Pence, Place};

impl Model {
    /// What the year ahead bears of every promise.
    pub(super) fn all_borne(&self) -> BTreeMap<(PromiseId, usize), Pence> {
        let mut all = BTreeMap::new();
        for place in self.promises.keys().flat_map(|id| self.borne(id)) {
            if let (Place::Committed(id, number), pence) = place {
                all.insert((id, number), pence);
            }
        }
        all
    }

    /// What a promise lacks, less the cost that the year ahead bears and that does not move:
    /// what is kept takes its cost along first.
    pub(super) fn still_lacking(
        &self,
        mut lacking: BTreeMap<(PromiseId, usize), Pence>,
        costs: &BTreeMap<(PromiseId, usize), Pence>,
    ) -> BTreeMap<(PromiseId, usize), Pence> {
        for (part, lacks) in &mut lacking {
            let kept = self.kept_again(part);
            let borne = costs.get(part).copied().unwrap_or(0);
            *lacks -= (borne - kept).max(0);
        }
        lacking.retain(|_, lacks| *lacks != 0);
        lacking
    }

    /// What was rolled over of a part of a promise that is being closed.
    fn kept_again(&self, (id, number): &(PromiseId, usize)) -> Pence {
        let promise = &self.promises[id];
        let part = &promise.parts[*number];
        let again = promise.parts.iter().enumerate().filter(|(_, it)| {
            let same = it.line == part.line && it.turn == part.turn;
            same && it.year == part.year.next()
        });
        let again = again.map(|(at, it)| {
            let place = Place::Committed(id.clone(), at);
            self.pence(&it.line, it.year, &place)
        });
        again.sum()
    }

    /// The cost that the year ahead bears goes with the money that is kept for it.
    pub(super) fn move_costs(
        &mut self,
        costs: BTreeMap<(PromiseId, usize), Pence>,
        next: FinancialYear,
    ) {
        for ((id, number), borne) in costs {
            let promise = &self.promises[&id];
            let part = promise.parts[number].clone();
            let again = promise
                .parts
                .iter()
                .position(|it| it.line == part.line && it.turn == part.turn && it.year == next);
            let moved = borne.min(self.kept_again(&(id.clone(), number)));
            let Some(at) = again.filter(|_| moved != 0) else {
                continue;
            };
            let own = own_line(
                &part.line.body,
                &part.line.stream,
                next,
                part.line.recurrence,
            );
            let key = (id.clone(), own.clone(), next);
            *self.moved.entry(key).or_default() += moved;
            self.shift(&[
                Move {
                    line: own,
                    year: next,
                    from: Place::Spent,
                    to: Place::Free,
                    pence: moved,
                },
                Move {
                    line: part.line,
                    year: next,
                    from: Place::Committed(id, at),
                    to: Place::Spent,
                    pence: moved,
                },
            ]);
        }
    }
}
