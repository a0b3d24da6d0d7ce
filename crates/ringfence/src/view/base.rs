//! The recurrent base of each line, in full-year sums, as the letters so far leave it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::noun::{BodyId, Line, Recurrence, StreamId};
use crate::state::NoticeRead;
use crate::word::{FinancialYear, Money};

/// Whose recurrent money, of which stream.
pub(crate) type BaseLine<'l> = (&'l BodyId, &'l StreamId);

/// The recurrent notices, pass-downs and virements that stand on a day.
pub(crate) struct Base<'l> {
    pub(crate) notices: Vec<NoticeRead<'l>>,
}

/// How what earlier years brought to a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseStanding {
    /// They brought nothing.
    NothingBrought,
    /// No opening notice of its own has come yet.
    NotYetConfirmed,
    /// Its own opening notice restates it.
    Confirmed,
}

/// What one notice adds to a line each year; below nought where a virement takes it away.
pub(crate) struct Part<'b, 'l> {
    pub(crate) notice: &'b NoticeRead<'l>,
    pub(crate) full_year: i64,
    /// In the year that it names.
    pub(crate) in_year: i64,
}

impl Part<'_, '_> {
    /// What it comes to in a year: in the notice's own year the sum for that year.
    fn in_the_year(&self, year: FinancialYear) -> i64 {
        if self.notice.year == year {
            self.in_year
        } else {
            self.full_year
        }
    }
}

impl<'l> Base<'l> {
    pub(crate) fn standing(notices: Vec<NoticeRead<'l>>, as_at: Option<NaiveDate>) -> Base<'l> {
        let mut notices = notices;
        notices.retain(|it| {
            let came = as_at.is_none_or(|day| it.effective <= day);
            let gone = match (it.corrected_on, as_at) {
                (Some(corrected), Some(day)) => corrected <= day,
                (corrected, _) => corrected.is_some(),
            };
            it.recurrence == Recurrence::Recurrent && came && !gone
        });
        Base { notices }
    }

    /// The last year that any of them names.
    pub(crate) fn last_year(&self) -> Option<FinancialYear> {
        self.notices.iter().map(|it| it.year).max()
    }

    /// The bodies that pass recurrent money down, with the stream.
    pub(crate) fn givers(&self) -> BTreeSet<BaseLine<'l>> {
        let down = self.notices.iter().filter(|it| is_passed_down(it));
        down.map(|it| (it.giver, it.stream)).collect()
    }

    /// What a line receives each year, as far as it is in force in a year.
    pub(crate) fn received(&self, line: BaseLine<'_>, year: FinancialYear) -> Vec<Part<'_, 'l>> {
        let mut parts = Vec::new();
        for notice in &self.notices {
            match notice.virement {
                None if (notice.to, notice.stream) == line => parts.push(part(notice, 1)),
                None => {}
                Some(to_stream) => {
                    if (notice.giver, notice.stream) == line {
                        parts.push(part(notice, -1));
                    }
                    if (notice.to, to_stream) == line {
                        parts.push(part(notice, 1));
                    }
                }
            }
        }
        let opened = parts
            .iter()
            .filter(|it| is_opening(it.notice) && it.notice.year <= year);
        let from = opened.map(|it| it.notice.year).max();
        parts.retain(|it| it.notice.year <= year && from.is_none_or(|from| from <= it.notice.year));
        parts
    }

    /// What a line passes down each year, as far as it is in force in a year, the oldest first.
    pub(crate) fn passed_down(
        &self,
        giver: BaseLine<'_>,
        year: FinancialYear,
    ) -> Vec<Part<'_, 'l>> {
        let by = |it: &&NoticeRead<'l>| is_passed_down(it) && (it.giver, it.stream) == giver;
        let receivers: BTreeSet<BaseLine<'l>> = self
            .notices
            .iter()
            .filter(by)
            .map(|it| (it.to, it.stream))
            .collect();
        let mut parts: Vec<Part<'_, 'l>> = receivers
            .into_iter()
            .flat_map(|line| self.received(line, year))
            .filter(|it| by(&it.notice))
            .collect();
        parts.sort_by_key(|it| (it.notice.effective, it.notice.entry));
        parts
    }

    /// The recurrent funding of a line in a year: what it receives less what it passes down.
    pub(crate) fn funding(&self, line: BaseLine<'_>, year: FinancialYear) -> i64 {
        let sum =
            |parts: Vec<Part<'_, 'l>>| -> i64 { parts.iter().map(|it| it.in_the_year(year)).sum() };
        sum(self.received(line, year)) - sum(self.passed_down(line, year))
    }

    /// How what earlier years brought to a line stands in a year.
    pub(crate) fn standing_of(&self, line: &Line, year: FinancialYear) -> BaseStanding {
        let of = (&line.body, &line.stream);
        let brought = self.received(of, year.previous());
        let is_own = line.recurrence == Recurrence::Recurrent && line.vintage == year;
        if !is_own || brought.iter().all(|it| it.full_year == 0) {
            return BaseStanding::NothingBrought;
        }
        match self.opening_after(of, year.previous()) {
            Some(opening) if opening.year == year => BaseStanding::Confirmed,
            _ => BaseStanding::NotYetConfirmed,
        }
    }

    /// The first opening notice of a line after a year.
    pub(crate) fn opening_after(
        &self,
        line: BaseLine<'_>,
        year: FinancialYear,
    ) -> Option<&NoticeRead<'l>> {
        let of_line =
            |it: &&NoticeRead<'l>| is_opening(it) && (it.to, it.stream) == line && it.year > year;
        let openings = self.notices.iter().filter(of_line);
        openings.min_by_key(|it| (it.year, it.entry))
    }
}

fn is_opening(notice: &NoticeRead<'_>) -> bool {
    notice.opening && notice.virement.is_none()
}

fn is_passed_down(notice: &NoticeRead<'_>) -> bool {
    !notice.is_new && notice.virement.is_none()
}

fn part<'b, 'l>(notice: &'b NoticeRead<'l>, sign: i64) -> Part<'b, 'l> {
    let pence = |sum: Money| sum.pence() * sign;
    Part {
        notice,
        full_year: pence(notice.full_year),
        in_year: pence(notice.amount),
    }
}
