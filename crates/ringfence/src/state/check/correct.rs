//! Reversing an entry.

use super::super::cell::CellKey;
use super::super::index::At;
use super::super::record::{Part, Project, Promise};
use super::Case;
use crate::journal::act::Correct;
use crate::journal::{ActKind, NotCorrectable, OutsideYear, Rejection, Resting};
use crate::noun::{Account, Wording};
use crate::state::moves::Move;
use crate::word::{FinancialYear, Money};

impl Case<'_, '_> {
    /// Whether an entry is of a kind that is reversed by itself, and was not yet.
    pub(crate) fn look_at_the_entry(&mut self, entry: u64) {
        let kind = self.ledger.entries[entry as usize - 1].kind;
        let works = match kind {
            ActKind::AddBody | ActKind::AddStream | ActKind::Propose => {
                Some("what was named stays named; name another")
            }
            ActKind::AdoptBook => Some("adopt another book"),
            ActKind::Correct => Some("post the original again"),
            ActKind::Redact => Some("words that are gone do not come back"),
            ActKind::CloseYear => Some("reopen the year, or correct it in an open year"),
            ActKind::OpenYear => Some("correct it in the open year"),
            ActKind::Reopen => Some("close the year again"),
            ActKind::Sign => Some("correct what is wrong in an open year"),
            _ => None,
        };
        if let Some(works) = works {
            let kind = kind.event_word();
            let no = NotCorrectable { entry, kind, works };
            self.refuse(Rejection::EntryNotCorrectable(no));
        } else {
            self.look_whether_closed(entry);
            self.look_whether_later(entry);
        }
        if let Some(by) = self.ledger.corrected.get(&entry) {
            self.refuse(Rejection::EntryAlreadyCorrected { entry, by: *by });
        }
    }

    /// A cost of a closed year is corrected in an open one; whatever else it posted stays.
    fn look_whether_closed(&mut self, entry: u64) {
        match self.closed_year_of(entry) {
            None => {}
            Some(_) if self.ledger.corrected_late(entry).is_some() => {
                let year = self.ledger.year_of_cost(None, self.effective);
                self.look_at_the_year(year);
            }
            Some(year) => self.refuse(Rejection::YearAlreadyClosed { year }),
        }
    }

    /// A closed year that an entry is of.
    fn closed_year_of(&self, entry: u64) -> Option<FinancialYear> {
        let last_closed = self.ledger.last_closed;
        let closed = |year: &FinancialYear| last_closed.is_some_and(|last| *year <= last);
        let moves = self.ledger.moves_of(entry);
        // An end that moved nothing was of the year that was closed next.
        let ends = moves.is_empty() && !self.ledger.promises_ended_by(entry).is_empty();
        let next = self.ledger.closes.iter().find(|it| it.entry > entry);
        let of_end = next.filter(|_| ends).map(|it| it.year);
        let expected = self.year_anticipated_by(entry);
        let added = self.ledger.contribution_of(entry).map(|it| it.year);
        let years = moves.iter().map(|moved| moved.cell.year);
        let profiled = self.ledger.year_profiled_by(entry);
        let years = years.chain(of_end).chain(expected).chain(added);
        let forecast = self.ledger.year_forecast_by(entry);
        let years = years.chain(profiled).chain(forecast);
        let of_term = self.ledger.term_of(entry).map(|it| it.year);
        let years = years.chain(of_term);
        let years = years.chain(self.ledger.year_of_what_is_said_of_a_body(entry));
        let years = years.chain(self.ledger.year_of_an_end_of_a_project(entry));
        let years = years.chain(self.ledger.year_of_shares(entry));
        let change = self.ledger.changed_by(entry);
        let changed = change.map(|it| self.ledger.year_of_cost(None, it.from));
        let mut years = years.chain(changed);
        years.find(closed)
    }

    /// What is taken back counts no earlier than it was posted to count.
    fn look_whether_later(&mut self, entry: u64) {
        let (effective, first) = (self.effective, self.ledger.effective_of(entry));
        let calendar = self.ledger.calendar();
        if let Some(year) = calendar.year_of(first).filter(|_| effective < first) {
            let last = calendar.last_day(year);
            self.refuse(Rejection::EffectiveOutsideYear(OutsideYear {
                effective,
                year,
                first,
                last,
            }));
        }
    }

    pub(crate) fn look_at_correction(&mut self, correct: &Correct) {
        let Some(entry) = self.ledger.entry_named(correct) else {
            return;
        };
        let ledger = self.ledger;
        if self.is_followed(entry) {
            return;
        }
        if ledger.entries[entry as usize - 1].kind == ActKind::Approve {
            self.look_at_what_was_approved(entry);
            return;
        }
        if let Some(of) = ledger.contribution_of(entry) {
            self.look_at_what_was_contributed(of, entry);
            return;
        }
        if ledger.entries[entry as usize - 1].kind == ActKind::EndBody {
            self.take_back_an_end(entry);
            return;
        }
        self.look_at_what_confirms(entry);
        self.look_at_what_a_plan_holds(entry);
        if self.is_met(entry) {
            return;
        }
        if ledger.corrected_late(entry).is_some() {
            self.take_off_later(entry);
            return;
        }
        if self.is_moved(entry) || self.is_changed_later(entry) {
            return;
        }
        let moves = ledger.moves_of(entry);
        let notice = ledger.notices.iter().find(|it| it.entry == entry);
        // What a notice brought forward is not reversed but restated.
        let is_own =
            |moved: &&Move| notice.is_none_or(|it| it.re_provided || it.year == moved.cell.year);
        for moved in moves.iter().rev().filter(is_own) {
            self.moves.push(moved.reversed());
        }
        let kind = ledger.entries[entry as usize - 1].kind;
        if kind == ActKind::Mainstream {
            for part in self.parts_ahead_to_reverse(entry, &moves) {
                self.moves.push(part);
            }
        } else if let Some(part) = self.part_ahead_to_reverse(entry, &moves) {
            self.moves.push(part);
        }
        let is_fact = matches!(kind, ActKind::Allocate | ActKind::ReProvide);
        if !self.rests_on(entry, is_fact) {
            self.correct_ahead(correct);
            self.recall_release();
        }
    }

    /// Whether something rests on an entry: what is taken back leaves too little somewhere.
    fn rests_on(&mut self, entry: u64, is_fact: bool) -> bool {
        let ledger = self.ledger;
        let touched: Vec<Move> = self.moves.iter().copied().collect();
        for moved in touched.iter().filter(|moved| moved.amount != 0) {
            let left = match moved.from {
                Account::Available if is_fact => continue,
                // Nobody asks for money where costs only wait.
                Account::Available if ledger.streams[moved.cell.stream].suspense => continue,
                Account::Available => self.left_in_cell(moved.cell, moved.from, &touched),
                Account::Released => {
                    let left = self.left_in_cell(moved.cell, moved.from, &touched);
                    left - self.drawn_in_cell(moved.cell, &touched)
                }
                Account::Earmarked | Account::Held | Account::Committed => {
                    self.left_of(moved, &touched)
                }
                _ => continue,
            };
            if left < 0 {
                self.refuse(Rejection::CorrectionRestsOn(Resting {
                    entry,
                    state: moved.from.word(),
                    place: ledger.place(moved.cell.body, moved.cell.stream, Some(moved.cell.year)),
                    first: None,
                    short: Money::from_pence(-left).unwrap_or(Money::MAX),
                }));
                return true;
            }
        }
        false
    }

    fn left_in_cell(&self, key: CellKey, account: Account, moves: &[Move]) -> i64 {
        let stood = self
            .ledger
            .cells
            .find(&key)
            .map_or(0, |at| self.ledger.cells[at].balance(account));
        let of_cell = moves.iter().filter(|moved| moved.cell == key);
        stood + of_cell.map(|moved| moved.change_of(account)).sum::<i64>()
    }

    /// What is still spent of what is released: release is never taken back from under a cost.
    fn drawn_in_cell(&self, key: CellKey, moves: &[Move]) -> i64 {
        let Some(at) = self.ledger.cells.find(&key) else {
            return 0;
        };
        let cell = &self.ledger.cells[at];
        let of_cell = moves.iter().filter(|moved| moved.cell == key);
        let spent = cell.spent() + of_cell.map(Move::cost).sum::<i64>();
        cell.released().min(spent.max(0))
    }

    /// What would be left of the earmark or promise that a reversal takes from.
    fn left_of(&self, moved: &Move, moves: &[Move]) -> i64 {
        let cell = self.left_in_cell(moved.cell, moved.from, moves);
        let same = |other: &&Move| {
            other.cell == moved.cell
                && other.project == moved.project
                && other.promise == moved.promise
        };
        let change: i64 = moves
            .iter()
            .filter(same)
            .map(|other| other.change_of(moved.from))
            .sum();
        let stood = match (moved.from, moved.promise, moved.project) {
            (Account::Earmarked, _, Some(project)) => self.earmark_at(project, moved.cell),
            (Account::Held | Account::Committed, Some(promise), origin) => {
                self.part_at(promise, moved.cell, origin)
            }
            _ => return cell,
        };
        cell.min(stood + change)
    }

    fn earmark_at(&self, project: At<Project>, key: CellKey) -> i64 {
        let cell = self.ledger.cells.find(&key);
        cell.map_or(0, |at| self.ledger.earmarked_for(project, at))
    }

    fn part_at(&self, promise: At<Promise>, key: CellKey, origin: Option<At<Project>>) -> i64 {
        let Some(cell) = self.ledger.cells.find(&key) else {
            return 0;
        };
        let of = &self.ledger.promises[promise];
        let parts = of.parts.iter().enumerate();
        let of_line = parts.filter(|(_, part)| part.cell == cell && part.origin == origin);
        let open =
            |(place, part): (usize, &Part)| part.open - self.ledger.borne_ahead(promise, place);
        of_line.map(open).sum()
    }

    /// An accrual stays while an invoice that settles it stands, a cost while something is taken
    /// off it, a prepayment while it is used.
    fn is_met(&mut self, entry: u64) -> bool {
        let ledger = self.ledger;
        let accrual = ledger.accrual_of(entry).map(|at| &ledger.accruals[at]);
        let met = accrual.and_then(|it| {
            let settled = it.settled.iter().map(|it| it.amount).sum();
            Some((it.settled.first()?.entry, settled))
        });
        let Some((first, sum)) = met.or_else(|| ledger.rests_on_cost(entry)) else {
            return false;
        };
        let first_move = ledger.moves_of(entry).into_iter().next();
        let place = first_move.map_or_else(String::new, |moved| {
            ledger.place(moved.cell.body, moved.cell.stream, Some(moved.cell.year))
        });
        let state = match ledger.entries[entry as usize - 1].kind {
            ActKind::Accrue => Account::Accrued,
            ActKind::Prepay => Account::Prepaid,
            _ => Account::Invoiced,
        };
        self.refuse(Rejection::CorrectionRestsOn(Resting {
            entry,
            state: state.word(),
            place,
            first: Some(first),
            short: Money::from_pence(sum).unwrap_or(Money::MAX),
        }));
        true
    }
}
