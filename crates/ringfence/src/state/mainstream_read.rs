//! What the table of mainstreamings reads: plain names, days and sums.

use chrono::NaiveDate;

use super::index::At;
use super::mainstream::Gone;
use super::moves::Move;
use super::record::{Given, Promise};
use super::{Ledger, Selection};
use crate::noun::{Account, BodyId, EvaluationId, ProjectId, PromiseId, StreamId};
use crate::word::{FinancialYear, Money};

/// A line that a sum leaves or reaches.
#[derive(Clone, Copy)]
pub(crate) struct Place<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    /// Which commitment of it; nothing where authority moved.
    pub(crate) commitment: Option<&'l PromiseId>,
}

/// One commitment that went to core money, or authority that moved and is none.
pub(crate) struct MainstreamedRead<'l> {
    pub(crate) project: Option<&'l ProjectId>,
    pub(crate) from: NaiveDate,
    pub(crate) year: FinancialYear,
    pub(crate) freed: Place<'l>,
    pub(crate) core: Place<'l>,
    pub(crate) freed_in_year: Money,
    pub(crate) freed_full_year: Money,
    pub(crate) core_in_year: Money,
    pub(crate) core_full_year: Money,
    pub(crate) evaluation: Option<&'l EvaluationId>,
    pub(crate) entry: u64,
}

impl Ledger {
    /// What went to core money in a year, else ever, by its entries; then recurrent virements out
    /// of a line that pays, or paid, for projects every year, to another stream.
    pub(crate) fn mainstreamed_read(&self, of: &Selection) -> Vec<MainstreamedRead<'_>> {
        let last_known = self.last_known(of);
        let counts = |entry: u64| self.counted(entry, of.as_at, last_known);
        let mut all = Vec::new();
        for (entry, it) in self.mainstreamed.iter().filter(|(it, _)| counts(**it)) {
            let moves = self.moves_of(*entry);
            let project = &self.projects[it.project].id;
            let each = it.gone.iter();
            all.extend(each.map(|gone| self.gone_read((*entry, &moves), project, gone)));
        }
        let notices = self.notices.iter().filter(|it| counts(it.entry));
        all.extend(notices.filter_map(|it| self.authority_moved(it)));
        all.retain(|it| {
            let same = |wanted: &Option<BodyId>, [one, other]: [&BodyId; 2]| {
                let found = wanted.as_ref();
                found.is_none_or(|id| id == one || id == other)
            };
            let streams = [it.freed.stream, it.core.stream];
            let stream = of.stream.as_ref();
            of.year.is_none_or(|year| year == it.year)
                && same(&of.body, [it.freed.body, it.core.body])
                && stream.is_none_or(|id| streams.contains(&id))
        });
        all
    }

    fn gone_read<'l>(
        &'l self,
        (entry, moves): (u64, &[Move]),
        project: &'l ProjectId,
        gone: &Gone,
    ) -> MainstreamedRead<'l> {
        let from = self.effective_of(entry);
        let year = self.year_of_cost(None, from);
        let of = |promise: At<Promise>| {
            let its = moves
                .iter()
                .filter(move |it| it.promise == Some(promise) && it.cell.year == year);
            let sum: i64 = its.map(|it| it.change_of(Account::Committed).abs()).sum();
            Money::from_pence(sum).unwrap_or(Money::MAX)
        };
        MainstreamedRead {
            project: Some(project),
            from,
            year,
            freed: self.place_read(gone.promise),
            core: self.place_read(gone.core),
            freed_in_year: of(gone.promise),
            freed_full_year: gone.annual,
            core_in_year: of(gone.core),
            core_full_year: gone.annual,
            evaluation: self.mainstreamed[&entry].evaluation.as_ref(),
            entry,
        }
    }

    fn place_read(&self, promise: At<Promise>) -> Place<'_> {
        let of = &self.promises[promise];
        Place {
            body: &self.bodies[of.body].id,
            stream: &self.streams[of.stream].id,
            commitment: Some(&of.id),
        }
    }

    /// A recurrent virement to another stream, off a line with recurrent commitments of a project.
    fn authority_moved<'l>(&'l self, it: &'l Given) -> Option<MainstreamedRead<'l>> {
        let (to_stream, from) = (it.virement?, it.from?);
        let pays = |promise: &Promise| {
            let own = (promise.body, promise.stream) == (from, it.stream);
            own && promise.project.is_some()
        };
        let mut recurrent = self
            .projects
            .iter()
            .flat_map(|(_, project)| &project.recurrent);
        let paid = recurrent.any(|at| pays(&self.promises[*at]));
        let line = |body, stream| Place {
            body: &self.bodies[body].id,
            stream: &self.streams[stream].id,
            commitment: None,
        };
        (paid && to_stream != it.stream).then(|| MainstreamedRead {
            project: None,
            from: it.effective,
            year: it.year,
            freed: line(from, it.stream),
            core: line(it.to, to_stream),
            freed_in_year: Money::ZERO,
            freed_full_year: Money::ZERO,
            core_in_year: it.amount,
            core_full_year: it.full_year,
            evaluation: None,
            entry: it.entry,
        })
    }
}
