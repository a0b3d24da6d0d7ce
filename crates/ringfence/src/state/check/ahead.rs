//! Opening a year ahead of a close, and what two open years ask of each other.

use super::super::ahead::own_line;
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::{Given, Promise};
use super::Case;
use super::spend::given_back;
use crate::journal::act::{Commit, Correct, OpenYear, Term};
use crate::journal::{ActKind, Mismatch, OutsideYear, Rejection, Resting};
use crate::noun::{Account, Recurrence, Wording};
use crate::word::{FinancialYear, Money};

impl Case<'_, '_> {
    /// A year opens on its first day, and only the one after the open year.
    pub(crate) fn look_at_the_year_to_open(&mut self, open: &OpenYear) {
        let (ledger, year) = (self.ledger, open.year);
        if ledger.last_closed.is_some_and(|closed| year <= closed) {
            self.refuse(Rejection::YearAlreadyClosed { year });
            return;
        }
        let next = ledger.open_year.map(FinancialYear::next);
        let next = next.filter(|next| ledger.ahead.is_none() && ledger.open_year != Some(*next));
        if next != Some(year) {
            let close = ledger.open_year.filter(|_| next.is_none());
            self.refuse(Rejection::YearNotNext { year, next, close });
        }
        let (first, effective) = (ledger.calendar().first_day(year), self.effective);
        if effective != first {
            self.refuse(Rejection::EffectiveOutsideYear(OutsideYear {
                effective,
                year,
                first,
                last: first,
            }));
        }
    }

    /// Base and recurrent commitments come forward; open promises stay where they are until the
    /// close.
    pub(crate) fn look_at_the_opening_of(&mut self, year: FinancialYear) {
        let ledger = self.ledger;
        let base = ledger.base_opening(year).into_iter();
        for moved in base.chain(ledger.recurrent_commitments(year)) {
            self.moves.push(moved);
        }
    }

    /// Which year a draft gives back in: where a one-off promise is open; of a recurrent one,
    /// the year of the day.
    pub(crate) fn year_of_what_is_given_back(&self) -> Option<FinancialYear> {
        let ledger = self.ledger;
        let (Some(ahead), Some(at)) = (ledger.ahead, self.named.promise) else {
            return ledger.open_year;
        };
        let is_ahead = match ledger.promises[at].recurrence {
            Recurrence::NonRecurrent => ledger.open_parts(at, ahead).next().is_some(),
            Recurrence::Recurrent => ledger.calendar().first_day(ahead) <= self.effective,
        };
        ledger.open_year.filter(|_| !is_ahead).or(Some(ahead))
    }

    /// A cost of a promise that stands in the year behind is of this year's own line, until the
    /// close says what becomes of the money kept for it. Says what is left.
    pub(crate) fn bear_ahead(
        &mut self,
        promise: At<Promise>,
        mut left: i64,
        (year, account): (FinancialYear, Account),
        is_final: bool,
    ) -> i64 {
        let ledger = self.ledger;
        let one_off = ledger.promises[promise].recurrence == Recurrence::NonRecurrent;
        let Some(behind) = ledger.year_behind(year).filter(|_| one_off) else {
            return left;
        };
        for (cell, part) in ledger.open_parts(promise, behind) {
            let amount = part.open.min(left);
            if amount > 0 {
                let own = own_line(cell, year);
                let cost = Move::between(own, Account::Available, account, amount);
                self.moves.push(cost.of_promise(promise));
                left -= amount;
            }
            if is_final && part.open > amount {
                let rest = part.open - amount;
                self.moves.push(given_back((cell, part), rest, promise));
            }
        }
        left
    }

    /// A recurrent commitment that ends takes its part of the year ahead with it.
    pub(crate) fn give_back_ahead(&mut self, promise: At<Promise>, year: FinancialYear) {
        let ledger = self.ledger;
        let recurs = ledger.promises[promise].recurrence == Recurrence::Recurrent;
        let ahead = ledger.ahead.filter(|ahead| recurs && *ahead != year);
        let Some(ahead) = ahead else { return };
        for (cell, part) in ledger.open_parts(promise, ahead).rev() {
            self.moves
                .push(given_back((cell, part), part.open, promise));
        }
    }

    /// A recurrent commitment's part of the year ahead is a fact.
    pub(crate) fn commit_ahead(&mut self, commit: &Commit, new: At<Promise>, year: FinancialYear) {
        let ahead = self.ledger.ahead.filter(|ahead| *ahead != year);
        if let (Some(ahead), Term::Recurrent { .. }) = (ahead, commit.term) {
            let line = (self.body(), self.stream());
            let part = self.ledger.instalment_of((new, commit.term), line, ahead);
            self.push_unless_nought(part);
        }
    }

    /// What the year before says of the base is restated in the year ahead.
    pub(crate) fn restate_ahead(&mut self, say: impl FnOnce(&mut Vec<Given>)) {
        if self.ledger.ahead.is_none() {
            return;
        }
        let mut notices = self.ledger.notices.clone();
        say(&mut notices);
        for moved in self.ledger.base_restated(&notices) {
            self.moves.push(moved);
        }
    }

    /// A correction restates the year ahead, too: the base, and what recurrent commitments cost
    /// in it.
    pub(crate) fn correct_ahead(&mut self, correct: &Correct) {
        let ledger = self.ledger;
        let (Some(ahead), Some(entry)) = (ledger.ahead, ledger.entry_named(correct)) else {
            return;
        };
        self.restate_ahead(|notices| {
            for given in notices.iter_mut().filter(|it| it.entry == entry) {
                given.withdrawn = true;
            }
        });
        let gone = ledger.mainstreamed.get(&entry).into_iter();
        for of in gone.flat_map(|it| &it.gone) {
            self.goes_on_ahead(entry, of.promise, ahead);
        }
        for (_, at) in ledger.promises_ended_by(entry) {
            let of = &ledger.promises[*at];
            if ledger.reopened_by(*at, entry) && !ledger.stands_in(of, ahead) {
                self.push_unless_nought(ledger.instalment(*at, ahead));
            }
        }
    }

    /// The part of the year ahead that falls with a recurrent commitment, where its opening
    /// posted it.
    pub(crate) fn instalment_to_reverse(&self, entry: u64, moves: &[Move]) -> Option<Move> {
        let ledger = self.ledger;
        let ahead = ledger.ahead?;
        let at = moves.first().and_then(|moved| moved.promise)?;
        let of = &ledger.promises[at];
        let is_new = ledger.entries[entry as usize - 1].kind == ActKind::Commit;
        let posted = moves.iter().any(|moved| moved.cell.year == ahead);
        let recurs = of.recurrence == Recurrence::Recurrent;
        let falls = is_new && recurs && !posted && ledger.stands_in(of, ahead);
        falls.then(|| ledger.instalment(at, ahead).reversed())
    }

    /// Whether a cost moved at a close with the money that was kept: the close rests on it.
    pub(crate) fn is_moved(&mut self, entry: u64) -> bool {
        let ledger = self.ledger;
        let Some(along) = ledger.along.get(&entry) else {
            return false;
        };
        let state = match ledger.entries[entry as usize - 1].kind {
            ActKind::Accrue => Account::Accrued,
            _ => Account::Invoiced,
        };
        let sum = along.iter().map(|it| it.amount).sum();
        let key = along[0].cell;
        self.refuse(Rejection::CorrectionRestsOn(Resting {
            entry,
            state: state.word(),
            place: ledger.place(key.body, key.stream, Some(key.year)),
            first: None,
            short: Money::from_pence(sum).unwrap_or(Money::MAX),
        }));
        true
    }

    /// Nothing is settled, taken off or used in a year before its cost's.
    pub(crate) fn not_before_the_cost(&mut self, cost: Option<FinancialYear>) {
        if let (Some(year), Some(cost)) = (self.year, cost)
            && year < cost
        {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "year",
                found: year.to_string(),
                expected: cost.to_string(),
                of: self.draft.act.kind().word().to_owned(),
            }));
        }
    }

    fn push_unless_nought(&mut self, moved: Move) {
        if moved.amount > 0 {
            self.moves.push(moved);
        }
    }
}
