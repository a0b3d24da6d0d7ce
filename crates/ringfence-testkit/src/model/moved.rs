//! Costs of April that go with the money that a close keeps.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::noun::{AccrualId, Line, PromiseId, Recurrence};
use ringfence::word::FinancialYear;

use super::pound::pence_in;
use super::reopen::Turn;
use super::state::{Entry, own_line};
use super::{Model, Move, Origin, Pence, Place};

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

    /// The cost that the year ahead bears goes with the money that is kept for it, the oldest
    /// first. What was taken off it since is not owed any more, and goes back.
    pub(super) fn move_costs(
        &mut self,
        costs: BTreeMap<(PromiseId, usize), Pence>,
        next: FinancialYear,
    ) {
        let mut in_turn: Vec<_> = costs.into_iter().collect();
        in_turn
            .sort_by_key(|((id, number), _)| (id.clone(), self.promises[id].parts[*number].turn));
        for ((id, number), borne) in in_turn {
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
            let kept = Kept {
                from: Place::Committed(id.clone(), at),
                line: part.line.clone(),
                origin: part.origin.clone(),
                year: next,
            };
            let mut left = moved;
            for cost in self.costs_standing(&id, part.line.recurrence, next) {
                let goes = cost.pence.min(left);
                left -= goes;
                if goes != 0 {
                    self.move_cost(&kept, &cost, goes);
                }
            }
            let (to, from) = (kept.origin.place(), kept.from);
            let (line, year) = (kept.line, kept.year);
            self.shift(&[Move {
                line,
                year,
                from,
                to,
                pence: left,
            }]);
        }
    }

    /// What an order costs on the own line of a year and was not taken off, the oldest first.
    fn costs_standing(
        &self,
        id: &PromiseId,
        recurrence: Recurrence,
        year: FinancialYear,
    ) -> Vec<Cost> {
        let promise = &self.promises[id];
        let own = own_line(&promise.body, &promise.stream, year, recurrence);
        let mut costs = Vec::new();
        for (number, entry) in self.standing() {
            if self.cost_of_promise(entry).as_ref() != Some(id) {
                continue;
            }
            match entry.draft.as_ref().map(|it| &it.act) {
                Some(Act::Accrue(act)) => {
                    let parts = self.accruals[&act.id].parts.iter().enumerate();
                    let here = parts.filter(|(_, (line, of, origin))| {
                        (line, *of, origin) == (&own, year, &Origin::Free)
                    });
                    costs.extend(here.map(|(part, _)| Cost {
                        of: CostOf::Accrual(act.id.clone(), part),
                        line: own.clone(),
                        pence: self.part_left(&act.id, part),
                    }));
                }
                _ => costs.extend(self.invoiced_here(number, entry, &own, year)),
            }
        }
        costs
    }

    fn invoiced_here(
        &self,
        number: u64,
        entry: &Entry,
        own: &Line,
        year: FinancialYear,
    ) -> Vec<Cost> {
        let invoiced = entry.moves.iter().filter(|it| it.to == Place::Spent);
        let left = self.cost_parts_left(number);
        let each = invoiced.zip(left).enumerate();
        let here = each.filter(|(_, (it, _))| {
            let charged = match &it.from {
                Place::Free => true,
                Place::Accrued(id, part) => {
                    let (_, its_year, origin) = &self.accruals[id].parts[*part];
                    (*its_year, origin) == (year, &Origin::Free)
                }
                _ => false,
            };
            charged && (&it.line, it.year) == (own, year)
        });
        here.map(|(part, (_, pence))| Cost {
            of: CostOf::Invoice(number, part),
            line: own.clone(),
            pence,
        })
        .collect()
    }

    fn move_cost(&mut self, kept: &Kept, cost: &Cost, pence: Pence) {
        let (line, year) = (kept.line.clone(), kept.year);
        let (stood, stands) = match &cost.of {
            CostOf::Accrual(id, part) => {
                let accrual = self.accruals.get_mut(id).expect("an accrual that stands");
                accrual
                    .parts
                    .push((line.clone(), year, kept.origin.clone()));
                let new = accrual.parts.len() - 1;
                (
                    Place::Accrued(id.clone(), *part),
                    Place::Accrued(id.clone(), new),
                )
            }
            CostOf::Invoice(entry, part) => {
                self.along.push(Along {
                    entry: *entry,
                    part: *part,
                    line: line.clone(),
                    year,
                    origin: kept.origin.clone(),
                    pence,
                });
                (Place::Spent, Place::Spent)
            }
        };
        self.shift(&[
            Move {
                line: cost.line.clone(),
                year,
                from: stood,
                to: Place::Free,
                pence,
            },
            Move {
                line,
                year,
                from: kept.from.clone(),
                to: stands,
                pence,
            },
        ]);
    }

    /// Whether a close moved the cost of an entry.
    pub(crate) fn is_moved(&self, number: u64) -> bool {
        self.moved_to(number).next().is_some()
    }

    /// The lines to which a close moved the cost of an entry, and their years.
    pub(super) fn moved_to(&self, number: u64) -> impl Iterator<Item = (&Line, FinancialYear)> {
        let taken = self.entries[&number].moves.len();
        let accruals = self.accruals.values().filter(move |it| it.entry == number);
        let accrued = accruals.flat_map(move |it| it.parts.iter().skip(taken));
        let accrued = accrued.map(|(line, year, _)| (line, *year));
        let invoiced = self.along.iter().filter(move |it| it.entry == number);
        accrued.chain(invoiced.map(|it| (&it.line, it.year)))
    }

    /// Whether something met what a close moved, or took it off.
    pub(super) fn rests_on_moved_costs(&self, turn: &Turn) -> bool {
        let accrued = self.accruals.iter().any(|(id, it)| {
            let before = turn.accruals.get(id).copied().unwrap_or(it.parts.len());
            (before..it.parts.len()).any(|part| {
                let (line, year, _) = &it.parts[part];
                let place = Place::Accrued(id.clone(), part);
                let stood = pence_in(&turn.opened[&(*year, line.clone())], &place);
                stood != self.part_left(id, part)
            })
        });
        let since = self.along.iter().skip(turn.along.len());
        let mut of_entries: BTreeMap<u64, Vec<Pence>> = BTreeMap::new();
        for it in since {
            of_entries.entry(it.entry).or_default().push(it.pence);
        }
        let invoiced = of_entries.into_iter().any(|(entry, stood)| {
            let left = self.cost_parts_left(entry);
            left[left.len() - stood.len()..] != stood
        });
        accrued || invoiced
    }
}

/// The money that a close kept of a part of an order.
struct Kept {
    from: Place,
    line: Line,
    origin: Origin,
    year: FinancialYear,
}

/// A cost that an order has on its own line.
struct Cost {
    of: CostOf,
    line: Line,
    pence: Pence,
}

/// The so-manieth part of an accrual, or of the invoice of an entry.
enum CostOf {
    Accrual(AccrualId, usize),
    Invoice(u64, usize),
}

/// So much of a part of an invoice stands on kept money.
#[derive(Clone, Debug)]
pub(crate) struct Along {
    pub(crate) entry: u64,
    pub(crate) part: usize,
    pub(crate) line: Line,
    pub(crate) year: FinancialYear,
    pub(crate) origin: Origin,
    pub(crate) pence: Pence,
}
