//! Cost of an earlier year that a later one takes back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{AccrualId, ProjectId};
use ringfence::word::FinancialYear;

use super::date::{Code, Timing};
use super::pound::is_cost;
use super::state::{Entry, own_line};
use super::{Model, Move, Pence, Place};

impl Model {
    /// Whether an entry of a closed year is a cost and nothing else: received, or an invoice that
    /// settles nothing and ends no commitment for every year.
    pub(crate) fn is_cost_alone(&self, entry: &Entry) -> bool {
        let costs = entry.moves.iter().all(|it| {
            let cost = matches!(it.to, Place::Spent | Place::Accrued(..));
            cost && self.is_closed(it.year)
        });
        let alone = match entry.draft.as_ref().map(|it| &it.act) {
            Some(Act::Accrue(_)) => true,
            Some(Act::Spend(act)) => {
                let of = self
                    .commitment_of(act)
                    .and_then(|id| self.promises.get(&id));
                let ends = act.is_final && of.is_some_and(super::Promise::is_recurrent);
                let settles = |it: &Move| matches!(it.from, Place::Accrued(..));
                !ends && !entry.moves.iter().any(settles)
            }
            _ => false,
        };
        alone && costs && !entry.moves.is_empty()
    }

    /// The year in which a cost of a closed year is corrected: that of the day.
    pub(crate) fn may_correct_late(&mut self, day: NaiveDate) -> Result<FinancialYear, Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)?;
        Ok(year)
    }

    /// A cost of a closed year comes back on the own money of the year that corrects it.
    pub(crate) fn correct_late(
        &mut self,
        draft: &Draft,
        number: u64,
        year: FinancialYear,
    ) -> Result<(), Code> {
        let accrued = self.accruals.iter().find(|(_, it)| it.entry == number);
        let moves = match accrued.map(|(id, _)| id.clone()) {
            Some(id) => self.accrual_back(&id, year)?,
            None => self.invoice_back(number, year)?,
        };
        self.corrected.insert(number, self.next);
        self.corrected_late.insert(number);
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    fn accrual_back(&self, id: &AccrualId, year: FinancialYear) -> Result<Vec<Move>, Code> {
        let mut moves = Vec::new();
        let accrual = &self.accruals[id];
        for (number, (line, ..)) in accrual.parts.iter().enumerate() {
            let own = own_line(&line.body, &line.stream, year, line.recurrence);
            moves.push(Move {
                line: own,
                year,
                from: Place::Accrued(id.clone(), number),
                to: Place::Free,
                pence: self.part_left(id, number),
            });
        }
        let whole: Pence = self.entries[&accrual.entry]
            .moves
            .iter()
            .map(|it| it.pence)
            .sum();
        let left: Pence = moves.iter().map(|it| it.pence).sum();
        (left == whole)
            .then_some(moves)
            .ok_or("correction_rests_on")
    }

    fn invoice_back(&self, number: u64, year: FinancialYear) -> Result<Vec<Move>, Code> {
        if self.is_rested_on(number) {
            return Err("correction_rests_on");
        }
        let costs = self.entries[&number].moves.iter().enumerate();
        let back = costs.map(|(place, it)| Move {
            line: own_line(&it.line.body, &it.line.stream, year, it.line.recurrence),
            year,
            from: Place::Credited(number, place),
            to: Place::Free,
            pence: it.pence,
        });
        Ok(back.collect())
    }

    /// What an entry took of a project's approval as direct cost, less what came back: each in
    /// the year of its cost.
    pub(crate) fn direct_costs_for(
        &self,
        project: &ProjectId,
        entry: &Entry,
    ) -> BTreeMap<FinancialYear, Pence> {
        let mut sums = BTreeMap::new();
        let (Some(year), Some(draft)) = (entry.year, entry.draft.as_ref()) else {
            return sums;
        };
        let cost = match &draft.act {
            Act::Credit(it) => self.entry_said(it.entry, it.posted_as.as_ref()),
            Act::Recharge(it) => self.entry_said(it.entry, it.posted_as.as_ref()),
            _ => None,
        };
        let of_accrual = |it: &Move| match &it.from {
            Place::Accrued(id, number) => {
                let part = self.accruals[id].parts.get(*number);
                part.map(|(_, year, _)| *year)
            }
            _ => None,
        };
        let its_year = cost.and_then(|cost| self.entries[&cost].year);
        let whole = self.direct_cost_for(project, entry);
        let is_back =
            |it: &&Move| is_cost(&it.from) && matches!(it.to, Place::Free | Place::Earmarked(_));
        let gave = match (&draft.act, cost) {
            (Act::Recharge(_), Some(cost)) => self.entries[&cost]
                .draft
                .as_ref()
                .and_then(|it| self.project_of_direct(&it.act)),
            (act, _) => self.project_of_direct(act),
        };
        let mut own = whole;
        for it in entry.moves.iter().filter(is_back) {
            let back_in = its_year.or_else(|| of_accrual(it)).unwrap_or(year);
            if gave.as_ref() == Some(project) && back_in != year {
                own += it.pence;
                *sums.entry(back_in).or_default() -= it.pence;
            }
        }
        *sums.entry(year).or_default() += own;
        sums
    }
}
