//! What there is to decide at a year end.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::noun::{Line, ProjectId, PromiseId, Wording};
use ringfence::word::{FinancialYear, Money};

use super::pound::{Pounds, money, pence_in};
use super::{Model, Move, Origin, Pence, Place};

/// One item on one line: money that somebody must decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id, without the `@…` that tells its lines apart.
    pub id: String,
    /// What it is.
    pub kind: ItemKind,
    /// Where it stands.
    pub line: Line,
    /// How much money stands behind it; of a deficit, how much is missing.
    pub amount: Money,
    /// How much of it is, or was taken from, a project's earmark.
    pub tied: Money,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// An open one-off commitment.
    Commitment(PromiseId),
    /// A hold.
    Hold(PromiseId),
    /// An earmark.
    Earmark(ProjectId),
    /// Months of a recurrent commitment that passed without cost.
    Slippage(PromiseId),
    /// A free balance.
    Free,
    /// Cost above authority.
    Deficit,
}

impl Model {
    /// Every item of a year, as it would close today, with money behind it.
    pub fn items(&self, year: FinancialYear) -> Vec<Item> {
        let mut settled = self.clone();
        settled.settle(year);
        settled.standing_items(year)
    }

    /// What stands behind each item, once slippage left the promises, shortfalls are taken and
    /// partners have their shares. Answers with what commitments lack.
    pub(crate) fn settle(&mut self, year: FinancialYear) -> BTreeMap<(PromiseId, usize), Pence> {
        let lacking = self.lay_bare(year);
        self.give_back(year);
        lacking
    }

    pub(crate) fn lay_bare(&mut self, year: FinancialYear) -> BTreeMap<(PromiseId, usize), Pence> {
        self.slip(year);
        let mut lacking = BTreeMap::new();
        let lines: Vec<Line> = self
            .pounds
            .keys()
            .filter(|(its, _)| *its == year)
            .map(|(_, line)| line.clone())
            .collect();
        for line in lines {
            for place in self.first_to_give_way(&line, year) {
                let free = self.pence(&line, year, &Place::Free);
                let there = self.pence(&line, year, &place);
                let gives = there.min(-free);
                if gives <= 0 {
                    continue;
                }
                if let Place::Committed(id, number) = &place {
                    lacking.insert((id.clone(), *number), gives);
                }
                self.shift(&[Move {
                    line: line.clone(),
                    year,
                    from: place,
                    to: Place::Free,
                    pence: gives,
                }]);
            }
        }
        lacking
    }

    /// Open months of recurrent commitments are no longer committed: they are slippage.
    fn slip(&mut self, year: FinancialYear) {
        let recurrent = self.promises.iter().filter(|(_, it)| it.is_recurrent());
        let ids: Vec<PromiseId> = recurrent.map(|(id, _)| id.clone()).collect();
        for id in ids {
            for (part, place, pence) in self.parts_of(&id, year) {
                if let Place::Committed(_, number) = &place {
                    let to = Place::Slipped(id.clone(), *number);
                    let (line, from) = (part.line, place.clone());
                    self.shift(&[Move {
                        line,
                        year,
                        from,
                        to,
                        pence,
                    }]);
                }
            }
        }
    }

    /// The places of a line in the order in which a shortfall takes from them: slippage,
    /// earmarks, holds, commitments; of each the latest first, and of it the last part, free
    /// before tied.
    fn first_to_give_way(&self, line: &Line, year: FinancialYear) -> Vec<Place> {
        let spot = (year, line.clone());
        let pounds = self.pounds.get(&spot).cloned().unwrap_or_default();
        let mut places = Vec::new();
        for place in pounds.into_keys() {
            let (rank, day, name) = match &place {
                Place::Slipped(id, _) => (0, self.placed_on(id), id.to_string()),
                Place::Earmarked(project) => (
                    1,
                    self.earmarked_on(project, line, year),
                    project.to_string(),
                ),
                Place::Held(id, _) => (2, self.placed_on(id), id.to_string()),
                Place::Committed(id, _) => (3, self.placed_on(id), id.to_string()),
                _ => continue,
            };
            // Of a promise, what was free gives way before what came from an earmark.
            let (tied, turn) = (self.is_tied(&place), Reverse(self.turn_of(&place)));
            places.push((rank, Reverse(day), name, tied, turn, place));
        }
        places.sort();
        let in_order = places.into_iter();
        in_order.map(|(.., place)| place).collect()
    }

    /// The last day on which money of a line was earmarked for a project in a year; what was
    /// rolled over was there on its first day.
    fn earmarked_on(&self, project: &ProjectId, line: &Line, year: FinancialYear) -> NaiveDate {
        let place = Place::Earmarked(project.clone());
        let ties = |it: &Move| {
            let here = it.line == *line && it.year == year;
            here && it.to == place && it.from == Place::Free && it.pence > 0
        };
        let tied = self
            .standing()
            .filter(|(_, entry)| entry.moves.iter().any(ties) && !entry.reopens());
        let days = tied.filter_map(|(_, entry)| entry.draft.as_ref()?.effective);
        days.max().unwrap_or(self.calendar.first_day(year))
    }

    pub(super) fn placed_on(&self, id: &PromiseId) -> NaiveDate {
        let entry = self.entries.get(&self.promises[id].entry);
        let draft = entry.and_then(|it| it.draft.as_ref());
        draft.and_then(|it| it.effective).unwrap_or(self.first_day)
    }

    /// Items of a settled year, by line and kind.
    fn standing_items(&self, year: FinancialYear) -> Vec<Item> {
        let mut items = Vec::new();
        for ((its, line), pounds) in &self.pounds {
            if *its == year {
                items.extend(self.items_of_line(line, pounds));
            }
        }
        items
    }

    fn items_of_line(&self, line: &Line, pounds: &Pounds) -> Vec<Item> {
        let mut sums: BTreeMap<ItemKind, (Pence, Pence)> = BTreeMap::new();
        for (place, pence) in pounds {
            let Some(kind) = kind_of(place) else { continue };
            let tied = if self.is_tied(place) { *pence } else { 0 };
            let sum = sums.entry(kind).or_default();
            *sum = (sum.0 + pence, sum.1 + tied);
        }
        let free = pence_in(pounds, &Place::Free);
        sums.insert(ItemKind::Free, (free.max(0), 0));
        sums.insert(ItemKind::Deficit, ((-free).max(0), 0));
        let with_money = sums.into_iter().filter(|(_, (sum, _))| *sum != 0);
        with_money
            .map(|(kind, (sum, tied))| Item {
                id: kind.id(line),
                kind,
                line: line.clone(),
                amount: money(sum),
                tied: money(tied),
            })
            .collect()
    }

    /// The turn of a promise's part; nought where a place is none.
    pub(crate) fn turn_of(&self, place: &Place) -> usize {
        match place {
            Place::Held(id, number) | Place::Committed(id, number) | Place::Slipped(id, number) => {
                self.promises[id].parts[*number].turn
            }
            _ => 0,
        }
    }

    /// Whether money is, or was taken from, an earmark.
    pub(crate) fn is_tied(&self, place: &Place) -> bool {
        match place {
            Place::Earmarked(_) => true,
            Place::Held(id, number) | Place::Committed(id, number) | Place::Slipped(id, number) => {
                self.promises[id].parts[*number].origin != Origin::Free
            }
            _ => false,
        }
    }
}

/// Of which item a place is.
pub(crate) fn kind_of(place: &Place) -> Option<ItemKind> {
    match place {
        Place::Earmarked(project) => Some(ItemKind::Earmark(project.clone())),
        Place::Held(id, _) => Some(ItemKind::Hold(id.clone())),
        Place::Committed(id, _) => Some(ItemKind::Commitment(id.clone())),
        Place::Slipped(id, _) => Some(ItemKind::Slippage(id.clone())),
        Place::Free => Some(ItemKind::Free),
        _ => None,
    }
}

impl ItemKind {
    fn id(&self, line: &Line) -> String {
        let (body, stream, vintage) = (&line.body, &line.stream, line.vintage);
        let place = format!("{body}/{stream}/{vintage}/{}", line.recurrence.word());
        match self {
            ItemKind::Commitment(id) | ItemKind::Hold(id) => id.to_string(),
            ItemKind::Earmark(project) => format!("earmark:{project}"),
            ItemKind::Slippage(id) => format!("slippage:{id}"),
            ItemKind::Free => format!("free:{place}"),
            ItemKind::Deficit => format!("deficit:{place}"),
        }
    }
}
