//! The recurrent base of each line, in full-year sums, as the letters so far leave it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::law::RuleBook;
use crate::noun::{BodyId, Line, Recurrence, StreamId};
use crate::state::{BaseRead, HeldRead, Ledger, NoticeRead, Selection};
use crate::word::FinancialYear;

/// Whose recurrent money, of which stream.
pub(crate) type BaseLine<'l> = (&'l BodyId, &'l StreamId);

/// The recurrent notices, pass-downs and virements that stand on a day.
pub(crate) struct Base<'l> {
    ledger: &'l Ledger,
    /// The rule book in force, as known then.
    book: Arc<RuleBook>,
    read: BaseRead<'l>,
    pub(crate) notices: Vec<NoticeRead<'l>>,
}

/// How what earlier years brought to a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseStanding {
    /// They brought nothing.
    NothingBrought,
    /// No opening notice of its own has come yet.
    NotYetConfirmed,
    /// Its own opening notice restates it, or a rule counts it as confirmed.
    Confirmed,
}

/// What one notice adds to a line each year; below nought where a virement takes it away.
pub(crate) struct Part<'l> {
    pub(crate) notice: NoticeRead<'l>,
    pub(crate) full_year: i64,
    /// In the year that it names.
    pub(crate) in_year: i64,
    /// Whose own money it is, where it is passed down.
    giver: Option<&'l BodyId>,
    /// Who received it in the year before, and who gave it then, where that was another body.
    was: [Option<&'l BodyId>; 2],
}

impl Part<'_> {
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
    pub(crate) fn standing(ledger: &'l Ledger, as_at: Option<NaiveDate>) -> Base<'l> {
        let of = Selection {
            as_at,
            ..Selection::default()
        };
        Base::known(ledger, &of)
    }

    /// The same, as a selection asks for it.
    pub(crate) fn known(ledger: &'l Ledger, of: &Selection) -> Base<'l> {
        let read = ledger.base_read(of.as_at, ledger.last_known(of));
        let notices = read.notices();
        Base {
            ledger,
            book: ledger.book_known(of),
            read,
            notices,
        }
    }

    /// The last year that any of them names.
    pub(crate) fn last_year(&self) -> Option<FinancialYear> {
        self.notices.iter().map(|it| it.year).max()
    }

    /// The bodies that pass recurrent money down, with the stream.
    pub(crate) fn givers(&self) -> BTreeSet<BaseLine<'l>> {
        let down = self.notices.iter().filter(|it| is_passed_down(it));
        down.flat_map(|it| self.line_and_heirs(it.giver, it.stream))
            .collect()
    }

    /// What a line receives each year, as far as it is in force in a year.
    pub(crate) fn received(&self, line: BaseLine<'_>, year: FinancialYear) -> Vec<Part<'l>> {
        let parts = self.read.in_force(line, year).into_iter();
        parts.map(part).collect()
    }

    /// What a line passes down each year, as far as it is in force in a year, the oldest first.
    pub(crate) fn passed_down(&self, giver: BaseLine<'_>, year: FinancialYear) -> Vec<Part<'l>> {
        let receivers = self.receivers_of(giver).into_iter();
        let mut parts: Vec<Part<'l>> = receivers
            .flat_map(|line| self.received(line, year))
            .filter(|it| is_given_by(it, giver))
            .collect();
        parts.sort_by_key(|it| (it.notice.effective, it.notice.entry));
        parts
    }

    /// Every body and stream that receives or passes down.
    pub(crate) fn lines(&self) -> BTreeSet<BaseLine<'l>> {
        let sides = self.notices.iter().flat_map(|it| {
            let takes = (it.to, it.virement.unwrap_or(it.stream));
            let gives = (!it.is_new).then_some((it.giver, it.stream));
            [Some(takes), gives]
        });
        let lines = sides.flatten();
        lines
            .flat_map(|(body, stream)| self.line_and_heirs(body, stream))
            .collect()
    }

    /// What earlier years bring to a line, whether or not a year restates it.
    pub(crate) fn brought(&self, line: BaseLine<'_>, year: FinancialYear) -> Vec<Part<'l>> {
        let parts = self.read.brought(line, year).into_iter();
        parts.map(part).collect()
    }

    /// What of that a line passes down.
    pub(crate) fn brought_down(&self, giver: BaseLine<'_>, year: FinancialYear) -> Vec<Part<'l>> {
        let receivers = self.receivers_of(giver).into_iter();
        let parts = receivers.flat_map(|line| self.brought(line, year));
        parts.filter(|it| is_given_by(it, giver)).collect()
    }

    fn receivers_of(&self, giver: BaseLine<'_>) -> BTreeSet<BaseLine<'l>> {
        let (body, stream) = giver;
        let givers = self.read.forebears(body);
        let given = self
            .notices
            .iter()
            .filter(|it| is_passed_down(it) && it.stream == stream && givers.contains(&it.giver));
        given
            .flat_map(|it| self.line_and_heirs(it.to, it.stream))
            .collect()
    }

    /// A line, and those of all who take over from its body.
    fn line_and_heirs(
        &self,
        body: &BodyId,
        stream: &'l StreamId,
    ) -> impl Iterator<Item = BaseLine<'l>> + use<'l> {
        let heirs = self.read.heirs(body).into_iter();
        heirs.map(move |heir| (heir, stream))
    }

    /// What a line has in a year that another body had in the one before, less what others now
    /// have of it.
    pub(crate) fn taken_over(&self, line: BaseLine<'_>, year: FinancialYear) -> i64 {
        let (body, stream) = line;
        let mut sum = self.came_over(line, year, |_| true);
        for heir in self.read.heirs(body) {
            if heir != body {
                sum -= self.came_over((heir, stream), year, |was| was == body);
            }
        }
        sum
    }

    /// What came to a line from such as had it in the year before.
    fn came_over(
        &self,
        line: BaseLine<'_>,
        year: FinancialYear,
        from: impl Fn(&BodyId) -> bool,
    ) -> i64 {
        let sum = |parts: Vec<Part<'l>>, side: usize| -> i64 {
            let came = parts.iter().filter(|it| it.was[side].is_some_and(&from));
            came.map(|it| it.full_year).sum()
        };
        sum(self.brought(line, year), 0) - sum(self.brought_down(line, year), 1)
    }

    /// The recurrent funding of a line in a year: what it receives less what it passes down.
    pub(crate) fn funding(&self, line: BaseLine<'_>, year: FinancialYear) -> i64 {
        let sum =
            |parts: Vec<Part<'l>>| -> i64 { parts.iter().map(|it| it.in_the_year(year)).sum() };
        sum(self.received(line, year)) - sum(self.passed_down(line, year))
    }

    /// The same in twelve months.
    pub(crate) fn full_year(&self, line: BaseLine<'_>, year: FinancialYear) -> i64 {
        let sum = |parts: Vec<Part<'l>>| -> i64 { parts.iter().map(|it| it.full_year).sum() };
        sum(self.received(line, year)) - sum(self.passed_down(line, year))
    }

    /// How what earlier years brought to a line stands in a year.
    pub(crate) fn standing_of(&self, line: &Line, year: FinancialYear) -> BaseStanding {
        let of = (&line.body, &line.stream);
        let is_own = line.recurrence == Recurrence::Recurrent && line.vintage == year;
        if !is_own || !self.brings(of, year) {
            return BaseStanding::NothingBrought;
        }
        match self.is_confirmed(of, year, &self.book) {
            true => BaseStanding::Confirmed,
            false => BaseStanding::NotYetConfirmed,
        }
    }

    /// Whether earlier years bring anything to a line.
    pub(crate) fn brings(&self, line: BaseLine<'_>, year: FinancialYear) -> bool {
        self.read.brings(line, year)
    }

    /// Whether the base of a line counts as confirmed in a year under a book.
    pub(crate) fn is_confirmed(
        &self,
        line: BaseLine<'_>,
        year: FinancialYear,
        book: &RuleBook,
    ) -> bool {
        let on = (&self.read, self.notices.as_slice());
        self.ledger.is_confirmed(line, on, (book, year))
    }

    /// The first opening notice of a line after a year.
    pub(crate) fn opening_after(
        &self,
        line: BaseLine<'_>,
        year: FinancialYear,
    ) -> Option<&NoticeRead<'l>> {
        let of_line =
            |it: &&NoticeRead<'l>| it.opening && (it.to, it.stream) == line && it.year > year;
        let openings = self.notices.iter().filter(of_line);
        openings.min_by_key(|it| (it.year, it.entry))
    }
}

fn is_given_by(part: &Part<'_>, (body, stream): BaseLine<'_>) -> bool {
    part.giver == Some(body) && part.notice.stream == stream
}

fn is_passed_down(notice: &NoticeRead<'_>) -> bool {
    !notice.is_new && notice.virement.is_none()
}

fn part(held: HeldRead<'_>) -> Part<'_> {
    Part {
        full_year: held.full_year,
        in_year: held.notice.amount.pence() * held.sign,
        giver: held.giver,
        was: held.was,
        notice: held.notice,
    }
}
