//! What the questions read of an item of a year end: its project and what delayed it.

use std::sync::Arc;

use super::Ledger;
use super::trace_read::Origin;
use crate::law::RuleBook;
use crate::noun::{Line, Party, ProjectId, PromiseId, PurposeId};
use crate::word::FinancialYear;

/// A delay of a project that stands.
#[derive(Clone, Debug)]
pub(crate) struct DelayRead<'l> {
    pub(crate) entry: u64,
    pub(crate) cause: &'l PurposeId,
    /// Whom it is put down to; nothing where that is not recorded.
    pub(crate) party: Option<&'l Party>,
}

impl Ledger {
    /// The promise of an item, by the item's name.
    pub(crate) fn promise_of_item(&self, item: &str) -> Option<&PromiseId> {
        let id = item.strip_prefix("slippage:").unwrap_or(item);
        if id.contains([':', '/']) {
            return None;
        }
        let at = self.promises.find(&id.parse().ok()?)?;
        Some(&self.promises[at].id)
    }

    /// The project of an item, by the item's name.
    pub(crate) fn project_of_item(&self, item: &str) -> Option<&ProjectId> {
        if let Some(id) = item.strip_prefix("earmark:") {
            let at = self.projects.find(&id.parse().ok()?)?;
            return Some(&self.projects[at].id);
        }
        let at = self.promises.find(self.promise_of_item(item)?)?;
        let project = self.promises[at].project?;
        Some(&self.projects[project].id)
    }

    /// What the figures of an item rest on: its promise or its project, else its line.
    pub(crate) fn origins_of_item(
        &self,
        item: &str,
        line: &Line,
        year: FinancialYear,
    ) -> Vec<Origin> {
        let promise = || self.promise_of_item(item).cloned().map(Origin::Promise);
        let project = || self.project_of_item(item).cloned().map(Origin::Project);
        let found = if item.starts_with("earmark:") {
            project()
        } else {
            promise()
        };
        vec![found.unwrap_or_else(|| Origin::Line(line.clone(), year))]
    }

    /// The delays of a project that stand and touch a year, in the order of the journal.
    pub(crate) fn delays_read(
        &self,
        project: &ProjectId,
        year: FinancialYear,
    ) -> Vec<DelayRead<'_>> {
        let calendar = self.calendar();
        let (first, last) = (calendar.first_day(year), calendar.last_day(year));
        let Some(at) = self.projects.find(project) else {
            return Vec::new();
        };
        let all = self.projects[at].delays.iter().filter(|it| !it.withdrawn);
        let of_year = all.filter(|it| it.start <= last && it.end.is_none_or(|end| end >= first));
        let read = of_year.map(|it| DelayRead {
            entry: it.entry,
            cause: &it.cause,
            party: it.attributable_to.as_ref(),
        });
        read.collect()
    }

    /// The book that closed a year, as its close stands; nothing where it is not closed.
    pub(crate) fn closing_book(&self, year: FinancialYear) -> Option<Arc<RuleBook>> {
        let closed = self.closes.iter().rev().find(|it| it.year == year)?;
        let mut books = self.books.iter().rev().map(|adopted| &adopted.book);
        let found = books.find(|book| book.hash() == closed.book).cloned();
        Some(found.unwrap_or_else(|| Arc::new(RuleBook::empty())))
    }

    /// The entry that closed a year, as its close stands.
    pub(crate) fn closing_entry(&self, year: FinancialYear) -> Option<u64> {
        let closed = self.closes.iter().rev().find(|it| it.year == year);
        closed.map(|it| it.entry)
    }
}
