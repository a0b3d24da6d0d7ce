//! A change of what a recurrent commitment costs.

use super::super::funds::Lines;
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::Promise;
use super::Case;
use crate::journal::act::{ChangeCost, Term};
use crate::journal::{ActKind, Mismatch, Rejection, Resting};
use crate::noun::{Account, Recurrence, Wording};
use crate::word::{FinancialYear, Money, Profile};

impl Case<'_, '_> {
    /// It is promised every year, and goes on on the day.
    pub(crate) fn look_whether_its_cost_may_change(&mut self) {
        let Some(at) = self.named.promise else {
            return;
        };
        let of = &self.ledger.promises[at];
        match self.ledger.agreed_of(at).term {
            Term::NonRecurrent { .. } => self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "recurrence",
                found: Recurrence::Recurrent.word().to_owned(),
                expected: Recurrence::NonRecurrent.word().to_owned(),
                of: format!("{} {}", of.kind.word(), of.id),
            })),
            Term::Recurrent { end, .. } => {
                let counts = |entry| self.ledger.counts_still(entry);
                let gone = self.ledger.gone_from(at, counts);
                let gone = gone.is_some_and(|from| from <= self.effective);
                if of.ended || gone || end.is_some_and(|end| end < self.effective) {
                    let id = of.id.to_string();
                    self.refuse(Rejection::CommitmentFinished { id });
                }
            }
        }
    }

    /// What the year costs more is asked, what it costs less is given back; of the year ahead
    /// both are facts.
    pub(crate) fn look_at_the_change(&mut self, change: &ChangeCost) {
        let (Some(promise), Some(year)) = (self.named.promise, self.year) else {
            return;
        };
        let ledger = self.ledger;
        let term = ledger.agreed_of(promise).term;
        let new = ledger.stretches_with(promise, term, (self.effective, change.annual));
        let costs = |year| Profile::year_sum_of(&new, year, ledger.calendar()).pence();
        let more = |year| costs(year) - ledger.year_cost(promise, term, year).pence();
        let ahead = ledger.ahead.filter(|ahead| *ahead != year);
        if self.change_the_year(promise, year, more(year))
            && let Some(ahead) = ahead
        {
            self.change_ahead(promise, ahead, more(ahead));
        }
        let before = ledger.annual_now(promise);
        let later = ledger.last_change(promise);
        let is_last = later.is_none_or(|later| later <= self.effective);
        let raised = change
            .annual
            .checked_sub(before)
            .filter(|it| it.is_positive());
        if let (Some(project), Some(raised), true) = (self.named.project, raised, is_last) {
            self.hold_annual_to_approval(project, raised);
        }
    }

    /// Says whether there was enough.
    fn change_the_year(&mut self, promise: At<Promise>, year: FinancialYear, more: i64) -> bool {
        let of = &self.ledger.promises[promise];
        if more < 0 {
            self.give_back(promise, year, Some(-more), Account::Committed);
        }
        if more <= 0 {
            return true;
        }
        let pot = (of.body, of.stream, year);
        let no = Rejection::CommitmentExceedsAvailable;
        let takings = self.ask(&pot, Lines::Base, of.project, more, no);
        if let Some(takings) = &takings {
            self.keep_for(promise, takings, Account::Committed);
        }
        takings.is_some()
    }

    fn change_ahead(&mut self, promise: At<Promise>, ahead: FinancialYear, more: i64) {
        if more < 0 {
            self.give_back(promise, ahead, Some(-more), Account::Committed);
        } else if more > 0 {
            let part = self.part_of_year(promise, ahead, more);
            self.moves.push(part);
        }
    }

    /// So much more of a year's own base.
    fn part_of_year(&self, promise: At<Promise>, year: FinancialYear, more: i64) -> Move {
        let instalment = self.ledger.instalment(promise, year);
        Move {
            amount: more,
            ..instalment
        }
    }

    /// A commitment, and a change of its cost, stay while a later change stands.
    pub(crate) fn is_changed_later(&mut self, entry: u64) -> bool {
        let ledger = self.ledger;
        let kind = ledger.entries[entry as usize - 1].kind;
        let promise = match kind {
            ActKind::Mainstream => return self.is_changed_since(entry),
            ActKind::ChangeCost => ledger.changed_by(entry).map(|it| it.promise),
            ActKind::Commit => ledger.promise_made_by(entry),
            _ => None,
        };
        let Some(promise) = promise else { return false };
        let changes = ledger.changed.get(&promise).into_iter().flatten();
        let mut later = changes.filter(|it| **it > entry && ledger.counts_still(**it));
        let Some(first) = later.next() else {
            return false;
        };
        let of = &ledger.promises[promise];
        self.refuse(Rejection::CorrectionRestsOn(Resting {
            entry,
            state: Account::Committed.word(),
            place: ledger.place(of.body, of.stream, None),
            first: Some(*first),
            short: ledger.annual_of(*first, promise).annual,
        }));
        true
    }

    /// What the opening of the year ahead posted by a commitment, or a change, that is reversed.
    pub(crate) fn part_ahead_to_reverse(&self, entry: u64, moves: &[Move]) -> Option<Move> {
        let part = self.instalment_to_reverse(entry, moves);
        part.or_else(|| self.change_to_restate(entry, moves))
    }

    fn change_to_restate(&self, entry: u64, moves: &[Move]) -> Option<Move> {
        let ledger = self.ledger;
        let (ahead, change) = (ledger.ahead?, ledger.changed_by(entry)?);
        let opened_since = |it: &super::super::ledger::Posted| it.kind == ActKind::OpenYear;
        let posted = moves.iter().any(|moved| moved.cell.year == ahead);
        let by_opening = ledger.entries[entry as usize..].iter().any(opened_since);
        if posted || !by_opening || ledger.year_of_cost(None, change.from) == ahead {
            return None;
        }
        // Of one that ended before the year opened nothing stands there.
        if !ledger.stands_in(&ledger.promises[change.promise], ahead) {
            return None;
        }
        let (promise, term) = (change.promise, ledger.agreed_of(change.promise).term);
        let others = |it: u64| it != entry && ledger.counts_still(it);
        let without = ledger.stretches(promise, term, others);
        let without: Money = Profile::year_sum_of(&without, ahead, ledger.calendar());
        let more = without.pence() - ledger.year_cost(promise, term, ahead).pence();
        match more {
            0 => None,
            1.. => Some(self.part_of_year(promise, ahead, more)),
            _ => Some(self.part_of_year(promise, ahead, -more).reversed()),
        }
    }
}
