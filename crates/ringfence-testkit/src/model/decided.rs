//! What a close decides of an item, part by part, and what then moves.

use std::collections::BTreeMap;

use ringfence::law::Use;
use ringfence::noun::{Account, Line, PromiseId, Recurrence};
use ringfence::word::{FinancialYear, Money};

use super::give::{from_outside, released};
use super::item::kind_of;
use super::pound::{authority, cost, pence, pence_in};
use super::state::{Part, own_line};
use super::{Item, ItemKind, Model, Move, Pence, Place};

/// What becomes of an item: parts that add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Each with how much it is, without a sign.
    pub parts: Vec<(End, Money)>,
}

/// What becomes of a part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It stays usable in the next year.
    RolledOver {
        /// What it is kept for.
        keep: Keep,
        /// How much of it is released there.
        means: Means,
        /// Whether something new may be asked of it.
        asks: Asks,
    },
    /// Nobody has it any more; a body above is the better for it.
    Lapsed,
    /// The funder has it back.
    Reverted,
    /// The funder gives it again in the next year.
    ReProvided,
    /// Of a deficit: a body above bears it.
    Absorbed,
    /// Of a deficit: the next year's own money bears it.
    FirstCall,
}

/// What money that is rolled over is kept for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What it was for: free stays free.
    AsItStands,
    /// Its project, where it has one: what was free is then an earmark.
    ForItsProject,
    /// Whatever this line is for: it is free there.
    OnALine(Line),
}

/// How much of what is rolled over is released in the next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// No more than was released and not drawn.
    AsDrawn,
    /// All of it.
    Whole,
}

/// What may be asked of what is rolled over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Whatever its line is for.
    Anything,
    /// Nothing new: it is for what was owed before.
    NothingNew,
}

impl From<Use> for Asks {
    fn from(usage: Use) -> Asks {
        match usage {
            Use::OldObligations => Asks::NothingNew,
            Use::Any => Asks::Anything,
        }
    }
}

impl Decision {
    /// What each line has of what is rolled over from a line: as far as what is undrawn goes along,
    /// which it does on the same line only, and what is released whole.
    pub(super) fn released_on(&self, line: &Line) -> BTreeMap<Line, (Pence, Pence)> {
        let mut all: BTreeMap<Line, (Pence, Pence)> = BTreeMap::new();
        for (end, part) in &self.parts {
            let End::RolledOver { keep, means, .. } = end else {
                continue;
            };
            let to = match keep {
                Keep::OnALine(to) => to,
                Keep::AsItStands | Keep::ForItsProject => line,
            };
            let its = all.entry(to.clone()).or_default();
            match means {
                Means::Whole => its.1 += pence(*part),
                Means::AsDrawn if to == line => its.0 += pence(*part),
                Means::AsDrawn => {}
            }
        }
        all
    }
}

impl Model {
    /// Carries out what was decided of an item. What is rolled over takes first, and of the item
    /// what is tied to a project first, then in the order in which it was taken.
    pub(super) fn settle_item(
        &mut self,
        item: &Item,
        year: FinancialYear,
        decision: &Decision,
        lacking: &mut BTreeMap<(PromiseId, usize), Pence>,
    ) {
        let mut parts = decision.parts.clone();
        parts.sort_by_key(|(end, _)| !matches!(end, End::RolledOver { .. }));
        if item.kind == ItemKind::Deficit {
            for (end, part) in parts {
                self.meet(&item.line, year, &end, pence(part));
            }
            return;
        }
        let spot = self.pounds[&(year, item.line.clone())].clone();
        let of_item = |(place, _): &(Place, Pence)| kind_of(place).as_ref() == Some(&item.kind);
        let mut places: Vec<(Place, Pence)> = spot.into_iter().filter(of_item).collect();
        places.sort_by_key(|(place, _)| (!self.is_tied(place), self.turn_of(place)));
        for (end, part) in parts {
            let mut left = pence(part);
            for (place, there) in &mut places {
                let takes = left.min(*there);
                left -= takes;
                *there -= takes;
                if takes != 0 {
                    self.end_pounds((&item.line, year), place, takes, &end, lacking);
                }
            }
        }
    }

    fn end_pounds(
        &mut self,
        (line, year): (&Line, FinancialYear),
        place: &Place,
        takes: Pence,
        end: &End,
        lacking: &mut BTreeMap<(PromiseId, usize), Pence>,
    ) {
        let gone = match end {
            End::RolledOver { keep, asks, .. } => {
                if *asks == Asks::NothingNew {
                    let to = match keep {
                        Keep::OnALine(to) => to,
                        Keep::AsItStands | Keep::ForItsProject => line,
                    };
                    self.for_old.insert((year.next(), to.clone()));
                }
                return self.roll((line, year), place, takes, keep);
            }
            End::Reverted => Account::Reverted,
            End::ReProvided => Account::ReProvided,
            End::Lapsed | End::Absorbed | End::FirstCall => Account::Lapsed,
        };
        self.outside(line, year, gone, place.clone(), takes);
        if *end == End::ReProvided {
            let next = year.next();
            let once = Recurrence::NonRecurrent;
            let anew = own_line(&line.body, &line.stream, next, once);
            self.shift(&[from_outside(&anew, next, Account::ReProvided, takes)]);
        }
        if let Place::Committed(id, number) = place {
            *lacking.entry((id.clone(), *number)).or_default() += takes;
        }
    }

    /// Fills a deficit; where the next year bears it, it is the less for it.
    fn meet(&mut self, line: &Line, year: FinancialYear, end: &End, lacks: Pence) {
        self.outside(line, year, Account::DeficitMet, Place::Free, -lacks);
        if *end == End::FirstCall {
            let next = year.next();
            let own = own_line(&line.body, &line.stream, next, line.recurrence);
            self.outside(&own, next, Account::FirstCall, Place::Free, lacks);
        }
    }

    fn outside(
        &mut self,
        line: &Line,
        year: FinancialYear,
        account: Account,
        from: Place,
        pence: Pence,
    ) {
        self.shift(&[Move {
            line: line.clone(),
            year,
            from,
            to: Place::Outside(account),
            pence,
        }]);
    }

    /// A first call leaves nothing released beyond the authority that is left, what is drawn
    /// apart.
    pub(super) fn recall_for_first_calls(&mut self, items: &[Item], next: FinancialYear) {
        for item in items.iter().filter(|it| it.kind == ItemKind::Deficit) {
            let Line {
                body,
                stream,
                recurrence,
                ..
            } = &item.line;
            let own = own_line(body, stream, next, *recurrence);
            let Some(pounds) = self.pounds.get(&(next, own.clone())) else {
                continue;
            };
            let called = pence_in(pounds, &Place::Outside(Account::FirstCall)) > 0;
            let stays = authority(pounds).max(cost(pounds)).max(0);
            let above = pence_in(pounds, &Place::Released) - stays;
            if called && above > 0 && self.needs_release(stream) {
                self.shift(&[released(&own, next, -above)]);
            }
        }
    }

    /// The next year: on the same line what it was it stays, on another it is free.
    fn roll(
        &mut self,
        (line, year): (&Line, FinancialYear),
        place: &Place,
        kept: Pence,
        keep: &Keep,
    ) {
        self.outside(line, year, Account::RolledOut, place.clone(), kept);
        let next = year.next();
        if let Keep::OnALine(to) = keep {
            return self.outside(to, next, Account::RolledIn, Place::Free, -kept);
        }
        let to = match place {
            Place::Held(id, number) => {
                Place::Held(id.clone(), self.part_again(id, *number, line, next))
            }
            Place::Committed(id, number) => {
                Place::Committed(id.clone(), self.part_again(id, *number, line, next))
            }
            Place::Slipped(id, number) => {
                let promise = &self.promises[id];
                match (keep, &promise.project) {
                    (Keep::ForItsProject, Some(project)) => Place::Earmarked(project.clone()),
                    _ => promise.parts[*number].origin.place(),
                }
            }
            other => other.clone(),
        };
        self.outside(line, next, Account::RolledIn, to, -kept);
    }

    /// The same part in the next year, however many clauses keep of it: it keeps its turn.
    fn part_again(
        &mut self,
        id: &PromiseId,
        number: usize,
        line: &Line,
        year: FinancialYear,
    ) -> usize {
        let promise = self.promises.get_mut(id).expect("a promise with money");
        let (line, part) = (line.clone(), promise.parts[number].clone());
        let again = Part { line, year, ..part };
        let known = promise.parts.iter().position(|it| *it == again);
        known.unwrap_or_else(|| {
            promise.parts.push(again);
            promise.parts.len() - 1
        })
    }
}
