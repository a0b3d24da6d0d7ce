//! A year that was opened before the one before it is closed.

use super::Ledger;
use super::base::Carried;
use super::cell::CellKey;
use super::index::At;
use super::moves::Move;
use super::record::{Given, Part, Promise};
use super::succession::Grounds;
use crate::journal::Act;
use crate::journal::act::Term;
use crate::noun::{Account, PromiseKind, Recurrence};
use crate::word::FinancialYear;

impl Ledger {
    /// A year opens: after a close, or ahead of one. The opening that a close posts for a year
    /// that is open already changes nothing here.
    pub(crate) fn settle_opening(&mut self, year: FinancialYear) {
        match self.open_year {
            Some(open) if open == year => return,
            Some(_) => self.ahead = Some(year),
            None => self.open_year = Some(year),
        }
        self.carried.extend(self.base_now(year));
    }

    /// What the year before says of the base is brought forward at once; a line whose opening
    /// notice stands is left as that notice found it.
    pub(crate) fn follow_ahead(&mut self, act: &Act) {
        let Some(ahead) = self.ahead else { return };
        let restates = matches!(
            act,
            Act::Allocate(_) | Act::TakeOn(_) | Act::Vire(_) | Act::Correct(_)
        );
        if !restates {
            return;
        }
        self.carry_to(ahead);
    }

    /// What the notices and the ends of bodies now bring to a year.
    pub(crate) fn base_now(&self, year: FinancialYear) -> Vec<Carried> {
        let (notices, ends) = (&self.notices, &self.endings(None, None));
        self.base_for(Grounds { notices, ends }, year)
    }

    /// What is brought forward to a year is what the notices now bring.
    pub(crate) fn carry_to(&mut self, ahead: FinancialYear) {
        let stays =
            |it: &Carried| it.year != ahead || self.opening_of(it.stream, it.body, ahead).is_some();
        let mut carried: Vec<Carried> = self.carried.iter().copied().filter(stays).collect();
        carried.extend(self.base_now(ahead));
        self.carried = carried;
    }

    /// The movements by which the base of the year ahead comes to what the notices now bring:
    /// nothing on a line whose opening notice stands.
    pub(crate) fn base_restated(&self, notices: &[Given]) -> Vec<Move> {
        let ends = &self.endings(None, None);
        let restated = |ahead| self.base_restated_in(ahead, Grounds { notices, ends });
        self.ahead.map_or_else(Vec::new, restated)
    }

    /// The same of a year that is about to stand ahead.
    pub(crate) fn base_restated_in(&self, ahead: FinancialYear, on: Grounds<'_, '_>) -> Vec<Move> {
        let notices = on.notices;
        let is_stated = |line: &Carried| {
            notices.iter().any(|it| {
                let of_line = (it.stream, it.to, it.year) == (line.stream, line.body, ahead);
                it.opening && !it.withdrawn && of_line
            })
        };
        let base = self.base_for(on, ahead);
        let mut moves = Vec::new();
        let stood = self.carried.iter().filter(|it| it.year == ahead);
        for gone in stood.filter(|it| !base.contains(it) && !is_stated(it)) {
            let back = self.base_moves(notices, gone).into_iter();
            moves.extend(back.map(Move::reversed));
        }
        for new in base.iter().filter(|it| !self.carried.contains(it)) {
            moves.extend(self.base_moves(notices, new));
        }
        moves
    }

    /// A recurrent commitment's part of a year, on the year's own base.
    pub(crate) fn instalment(&self, at: At<Promise>, year: FinancialYear) -> Move {
        let of = &self.promises[at];
        let (body, stream) = (of.body, of.stream);
        self.instalment_of((at, self.agreed_of(at).term), (body, stream), year)
    }

    /// The same of one that is not yet there.
    pub(crate) fn instalment_of(
        &self,
        (promise, term): (At<Promise>, Term),
        (body, stream): (At<super::record::Body>, At<super::record::Stream>),
        year: FinancialYear,
    ) -> Move {
        let sum = self.year_cost(promise, term, year).pence();
        let recurrence = Recurrence::Recurrent;
        let key = CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence,
        };
        let (from, to) = (Account::Available, Account::Committed);
        Move::between(key, from, to, sum).of_promise(promise)
    }

    /// The open parts of a promise in a year, in the order taken, less what the year ahead bears
    /// of them.
    pub(crate) fn open_parts(
        &self,
        at: At<Promise>,
        year: FinancialYear,
    ) -> impl DoubleEndedIterator<Item = (CellKey, Part)> + '_ {
        let open = move |(place, part): (usize, &Part)| {
            let key = self.cells[part.cell].key;
            let open = part.open - self.borne_ahead(at, place);
            (key.year == year && open > 0).then_some((key, Part { open, ..*part }))
        };
        let parts = self.promises[at].parts.iter().enumerate();
        parts.filter(|(_, part)| part.open > 0).filter_map(open)
    }

    /// What the year ahead bears of an open part of a one-off commitment: its cost stands on
    /// that year's own line, and counts to the parts in the order taken.
    pub(crate) fn borne_ahead(&self, at: At<Promise>, place: usize) -> i64 {
        let of = &self.promises[at];
        let Some(ahead) = self.ahead.filter(|_| is_one_off(of)) else {
            return 0;
        };
        let key = |part: &Part| self.cells[part.cell].key;
        let parts = of.parts.as_slice();
        let (this, part) = (key(&parts[place]), &parts[place]);
        if this.year == ahead {
            return 0;
        }
        let own = own_line(this, ahead);
        let borne = self.charged.get(&(at, own)).copied().unwrap_or(0);
        let before = parts[..place].iter().filter(|it| {
            let key = key(it);
            key.year != ahead && key.recurrence == this.recurrence
        });
        let before: i64 = before.map(|it| it.open).sum();
        (borne - before).clamp(0, part.open)
    }

    /// Keeps what costs of promises take from what is free; once, or taken back.
    pub(crate) fn charge(&mut self, moves: &[Move], times: i64) {
        for moved in moves {
            if let Some(of) = self.charged_by(moved) {
                *self.charged.entry(of).or_insert(0) += times * moved.amount;
            }
        }
    }

    /// What a close moves to the money kept for a promise is not charged to its line any more.
    pub(super) fn take_off_moved_costs(&mut self, moves: &[Move]) {
        let back: Vec<Move> = moves.iter().map(|moved| moved.reversed()).collect();
        self.charge(&back, -1);
    }

    /// The promise and the line that a movement charges with a cost.
    fn charged_by(&self, moved: &Move) -> Option<(At<Promise>, CellKey)> {
        let is_cost = matches!(moved.to, Account::Invoiced | Account::Accrued);
        let promise = moved
            .promise
            .filter(|_| is_cost && moved.from == Account::Available)?;
        Some((promise, moved.cell))
    }

    /// Whether a part of a promise was ever posted in a year.
    pub(crate) fn stands_in(&self, of: &Promise, year: FinancialYear) -> bool {
        let mut years = of.parts.iter().map(|part| self.cells[part.cell].key.year);
        years.any(|its| its == year)
    }

    /// The year before one that was opened ahead.
    pub(crate) fn year_behind(&self, year: FinancialYear) -> Option<FinancialYear> {
        self.open_year.filter(|_| self.ahead == Some(year))
    }

    /// Whether nothing of a commitment is open in a year, and nothing will be.
    pub(crate) fn is_finished(&self, at: At<Promise>, year: FinancialYear) -> bool {
        let of = &self.promises[at];
        let behind = self.year_behind(year).filter(|_| is_one_off(of));
        let is_open = |year| self.open_parts(at, year).next().is_some();
        let open = is_open(year) || behind.is_some_and(is_open);
        !open && (of.recurrence == Recurrence::NonRecurrent || self.has_ended(at, year))
    }

    /// Whether a recurrent commitment was ended or went to core money, or its last day lies before
    /// a year.
    pub(crate) fn has_ended(&self, at: At<Promise>, year: FinancialYear) -> bool {
        let last = match self.agreed_of(at).term {
            Term::Recurrent { end, .. } => end,
            Term::NonRecurrent { .. } => None,
        };
        let over = last.is_some_and(|last| last < self.calendar().first_day(year));
        self.promises[at].ended || over || self.is_gone(at)
    }
}

/// The line of a year's own money beside a line of the year before.
pub(crate) fn own_line(key: CellKey, year: FinancialYear) -> CellKey {
    CellKey {
        year,
        vintage: year,
        ..key
    }
}

/// Whether it is a commitment whose open parts are owed, not months of a year.
fn is_one_off(of: &Promise) -> bool {
    of.kind == PromiseKind::Commitment && of.recurrence == Recurrence::NonRecurrent
}
