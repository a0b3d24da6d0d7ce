//! Working out what a year leaves behind, line by line.

use chrono::NaiveDate;

use super::item::{Item, ItemKind, Piece};
use crate::journal::ActKind;
use crate::journal::act::PartnerLine;
use crate::noun::{Account, PromiseKind, Recurrence};
use crate::state::Ledger;
use crate::state::cell::{Cell, CellKey};
use crate::state::index::{At, Index};
use crate::state::moves::Move;
use crate::state::record::{Part, Project, Promise};
use crate::word::FinancialYear;

/// What a year leaves behind: the items of each line, the movements that lay them bare, and
/// what commitments lack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Working {
    pub(crate) items: Vec<Item>,
    /// Slippage back to where it came from; what a shortfall takes.
    pub(crate) moves: Vec<Move>,
    /// Promises whose money is not there, whatever the rule.
    pub(crate) unfunded: Vec<Unfunded>,
    /// What goes back to partners.
    pub(crate) gone_back: Vec<PartnerLine>,
}

/// What a part of a promise lacks at the year end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unfunded {
    pub(crate) promise: At<Promise>,
    /// Its place in the order taken.
    pub(crate) turn: usize,
    pub(crate) cell: CellKey,
    pub(crate) amount: i64,
}

/// A part of a promise, with its place in the order taken.
type InTurn = (At<Promise>, usize, Part);

/// The open parts of promises and the earmarks, by cell.
struct Kept {
    parts: Index<At<Cell>, Vec<InTurn>>,
    earmarks: Index<At<Cell>, Vec<(At<Project>, i64)>>,
}

impl Ledger {
    /// Works out what a year leaves behind, in the order of body, stream, vintage and recurrence
    /// by name.
    pub(crate) fn work_out(&self, year: FinancialYear) -> Working {
        let kept = self.kept_in(year);
        let mut cells: Vec<(At<Cell>, &Cell)> = self
            .cells
            .iter()
            .filter(|(_, cell)| cell.key.year == year)
            .collect();
        cells.sort_by_cached_key(|(_, cell)| self.line_of(&cell.key));
        let mut working = Working::default();
        let mut lines = Vec::with_capacity(cells.len());
        for (at, cell) in cells {
            let mut line = LineEnd::of(self, at, cell, &kept);
            line.take_the_shortfall(self, &mut working);
            lines.push(line);
        }
        let pooled = |a: &LineEnd<'_>, b: &LineEnd<'_>| {
            (a.cell.key.pot(), a.cell.key.vintage) == (b.cell.key.pot(), b.cell.key.vintage)
        };
        for pool in lines.chunk_by_mut(pooled) {
            self.give_back(pool, &mut working);
        }
        for line in lines {
            line.leave(&mut working);
        }
        working
    }

    fn kept_in(&self, year: FinancialYear) -> Kept {
        let mut kept = Kept {
            parts: Index::default(),
            earmarks: Index::default(),
        };
        for (at, promise) in self.promises.iter() {
            let turns = promise.parts.iter().enumerate();
            for (turn, part) in turns.filter(|(_, part)| part.open > 0) {
                if self.cells[part.cell].key.year == year {
                    let of_cell = kept.parts.entry(part.cell).or_default();
                    of_cell.push((at, turn, *part));
                }
            }
        }
        for (at, project) in self.projects.iter() {
            for earmarked in project.earmarks.iter().filter(|it| it.amount > 0) {
                let cell = earmarked.cell;
                if self.cells[cell].key.year == year {
                    kept.earmarks
                        .entry(cell)
                        .or_default()
                        .push((at, earmarked.amount));
                }
            }
        }
        kept
    }
}

/// One line at the year end.
pub(super) struct LineEnd<'l> {
    pub(super) cell: &'l Cell,
    pub(super) free: i64,
    items: Vec<Item>,
}

impl<'l> LineEnd<'l> {
    fn of(ledger: &Ledger, at: At<Cell>, cell: &'l Cell, kept: &Kept) -> LineEnd<'l> {
        let mut line = LineEnd {
            cell,
            free: cell.available(),
            items: Vec::new(),
        };
        let empty = |kind, project, promise| Item {
            kind,
            at,
            cell: cell.key,
            project,
            promise,
            pieces: Vec::new(),
        };
        for (promise, turn, part) in kept.parts.get(&at).into_iter().flatten() {
            let of = &ledger.promises[*promise];
            let (kind, state) = match (of.kind, of.recurrence, part.origin) {
                (PromiseKind::Hold, _, _) => (ItemKind::Hold, Account::Held),
                (_, Recurrence::NonRecurrent, _) => (ItemKind::Commitment, Account::Committed),
                (_, Recurrence::Recurrent, Some(_)) => (ItemKind::Slippage, Account::Earmarked),
                (_, Recurrence::Recurrent, None) => (ItemKind::Slippage, Account::Available),
            };
            let piece = Piece {
                state,
                origin: part.origin,
                turn: *turn,
                amount: part.open,
            };
            let same = |item: &&mut Item| item.kind == kind && item.promise == Some(*promise);
            match line.items.iter_mut().find(same) {
                Some(item) => item.pieces.push(piece),
                None => {
                    let mut item = empty(kind, of.project, Some(*promise));
                    item.pieces.push(piece);
                    line.items.push(item);
                }
            }
        }
        for (project, amount) in kept.earmarks.get(&at).into_iter().flatten() {
            let mut item = empty(ItemKind::Earmark, Some(*project), None);
            let (state, origin) = (Account::Earmarked, Some(*project));
            item.pieces.push(Piece {
                state,
                origin,
                turn: 0,
                amount: *amount,
            });
            line.items.push(item);
        }
        for item in &mut line.items {
            item.pieces.sort_by_key(|piece| piece.origin.is_none());
        }
        line.items
            .sort_by(|a, b| order_of(ledger, a).cmp(&order_of(ledger, b)));
        line
    }

    /// A shortfall takes slippage that is free, then earmarks, holds and commitments, each the
    /// latest first; what a commitment so lacks is unfunded.
    fn take_the_shortfall(&mut self, ledger: &Ledger, working: &mut Working) {
        self.lay_slippage_bare(working);
        let mut short = -self.free;
        if short <= 0 {
            return;
        }
        let order = [
            ItemKind::Slippage,
            ItemKind::Earmark,
            ItemKind::Hold,
            ItemKind::Commitment,
        ];
        for kind in order {
            let mut places: Vec<usize> = (0..self.items.len())
                .filter(|at| self.items[*at].kind == kind)
                .collect();
            places.sort_by_cached_key(|at| {
                let item = &self.items[*at];
                (
                    std::cmp::Reverse(latest_of(ledger, item)),
                    order_of(ledger, item).1,
                )
            });
            for at in places {
                short -= take_from(&mut self.items[at], short, working);
            }
        }
        self.free = -short;
    }

    /// Months that passed without cost are no longer committed.
    fn lay_slippage_bare(&self, working: &mut Working) {
        for item in self
            .items
            .iter()
            .filter(|item| item.kind == ItemKind::Slippage)
        {
            let Some(promise) = item.promise else {
                continue;
            };
            for piece in &item.pieces {
                let back = Move::between(item.cell, Account::Committed, piece.state, piece.amount);
                working
                    .moves
                    .push(back.of_project(piece.origin).of_promise(promise));
            }
        }
    }

    fn leave(self, working: &mut Working) {
        let at = self.items.first().map(|item| item.at);
        let LineEnd { cell, free, items } = self;
        working
            .items
            .extend(items.into_iter().filter(|item| item.amount() > 0));
        if free == 0 {
            return;
        }
        let kind = if free > 0 {
            ItemKind::Free
        } else {
            ItemKind::Deficit
        };
        working.items.push(Item {
            kind,
            at: at.unwrap_or_default(),
            cell: cell.key,
            project: None,
            promise: None,
            pieces: vec![Piece {
                state: Account::Available,
                origin: None,
                turn: 0,
                amount: free,
            }],
        });
    }
}

/// Takes from an item what a shortfall wants, the last piece first; says how much.
fn take_from(item: &mut Item, short: i64, working: &mut Working) -> i64 {
    let mut left = short;
    for piece in item.pieces.iter_mut().rev() {
        let taken = piece.amount.min(left);
        if taken == 0 {
            continue;
        }
        piece.amount -= taken;
        left -= taken;
        if piece.state != Account::Available {
            let back = Move::between(item.cell, piece.state, Account::Available, taken);
            let mut back = back.of_project(piece.origin);
            if item.kind != ItemKind::Slippage {
                back.promise = item.promise;
            }
            working.moves.push(back);
        }
        if let (ItemKind::Commitment, Some(promise)) = (item.kind, item.promise) {
            let (cell, turn, amount) = (item.cell, piece.turn, taken);
            working.unfunded.push(Unfunded {
                promise,
                turn,
                cell,
                amount,
            });
        }
    }
    item.pieces.retain(|piece| piece.amount != 0);
    short - left
}

/// When an item's money was last kept for it.
fn latest_of(ledger: &Ledger, item: &Item) -> Option<NaiveDate> {
    came(ledger, item).map(|(day, _)| day)
}

/// When an item's money was last kept for it, and by which entry; what was rolled over was there
/// before any.
pub(super) fn came(ledger: &Ledger, item: &Item) -> Option<(NaiveDate, u64)> {
    match (item.promise, item.project) {
        (Some(promise), _) => {
            let entry = ledger.agreed_of(promise).entry;
            Some((ledger.effective_of(entry), entry))
        }
        (None, Some(project)) => Some(last_tied(ledger, item, project)),
        (None, None) => None,
    }
}

/// When money was last tied to a project, ties that were reversed apart; what was rolled over was
/// there on the first day.
fn last_tied(ledger: &Ledger, item: &Item, project: At<Project>) -> (NaiveDate, u64) {
    let history = ledger.cells.history(item.at).into_iter();
    let ties = history.filter(|moved| {
        let what = ledger.cells.as_move(moved);
        let tie = (what.from, what.to) == (Account::Available, Account::Earmarked);
        tie && what.project == Some(project)
    });
    let entries = ties.map(|moved| u64::from(moved.entry));
    // What a reopening puts back was tied before.
    let ties = |entry: &u64| {
        let reopens = ledger.entries[*entry as usize - 1].kind == ActKind::Reopen;
        !reopens && !ledger.corrected.contains_key(entry)
    };
    let standing = entries.filter(ties);
    let first = ledger.calendar().first_day(item.cell.year);
    standing.fold((first, 0), |latest, entry| {
        latest.max((ledger.effective_of(entry), entry))
    })
}

fn order_of<'l>(ledger: &'l Ledger, item: &Item) -> (ItemKind, &'l str) {
    let id = match (item.promise, item.project) {
        (Some(promise), _) => ledger.promises[promise].id.as_str(),
        (None, Some(project)) => ledger.projects[project].id.as_str(),
        (None, None) => "",
    };
    (item.kind, id)
}
