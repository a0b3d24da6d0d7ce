//! What the tables read of the ledger: plain names and sums, no dense numbers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Ledger;
use super::cell::CellKey;
use super::index::At;
use super::record::{Agreed, Given, Promise};
use crate::journal::ActKind;
use crate::journal::act::{DecisionLine, Term, Unrecorded};
use crate::law::RuleBook;
use crate::noun::{
    Account, BodyId, Line, PostId, ProjectId, PromiseId, Recurrence, ReleaseRule, Stated, StreamId,
    TotalId,
};
use crate::word::{FinancialYear, Money, Profile};

/// A notice, a pass-down or a recurrent virement, with its names.
#[derive(Clone, Debug)]
pub(crate) struct NoticeRead<'l> {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    pub(crate) stream: &'l StreamId,
    pub(crate) giver: &'l BodyId,
    /// Whether it is new money: nobody's own line gives it.
    pub(crate) is_new: bool,
    pub(crate) to: &'l BodyId,
    pub(crate) year: FinancialYear,
    pub(crate) amount: Money,
    pub(crate) full_year: Money,
    pub(crate) recurrence: Recurrence,
    pub(crate) opening: bool,
    pub(crate) stated: Option<Stated>,
    pub(crate) notice: &'l str,
    pub(crate) dated: Option<&'l str>,
    pub(crate) source: Option<&'l str>,
    pub(crate) note: Option<&'l str>,
    /// The stream that receives, where it is a virement.
    pub(crate) virement: Option<&'l StreamId>,
    /// Whether it is one side of a re-provision.
    pub(crate) re_provided: bool,
    pub(crate) corrected_by: Option<u64>,
}

/// One movement of a line, with its names.
#[derive(Clone, Debug)]
pub(crate) struct MovementRead<'l> {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) kind: ActKind,
    pub(crate) from: Account,
    pub(crate) to: Account,
    pub(crate) amount: i64,
    pub(crate) project: Option<&'l ProjectId>,
    pub(crate) promise: Option<&'l PromiseId>,
    pub(crate) hold: Option<&'l PromiseId>,
    pub(crate) unfunded: bool,
}

/// A recurrent commitment, with its names.
#[derive(Clone, Debug)]
pub(crate) struct RecurrentRead<'l> {
    pub(crate) entry: u64,
    pub(crate) id: &'l PromiseId,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) placed_on: NaiveDate,
    pub(crate) start: NaiveDate,
    /// Its last day, where it is for a fixed term.
    pub(crate) ends_on: Option<NaiveDate>,
    /// What it costs a year, day by day.
    pub(crate) costs: Vec<(Profile, Money)>,
    /// Its last day, where it was agreed with one.
    pub(crate) end: Option<NaiveDate>,
    /// Since when nothing of it will come any more.
    pub(crate) over_since: Option<NaiveDate>,
    /// The post that it pays for.
    pub(crate) post: Option<&'l PostId>,
    pub(crate) project: Option<&'l ProjectId>,
}

/// A *not recorded* mark, with its names.
#[derive(Clone, Debug)]
pub(crate) struct MarkRead<'l> {
    pub(crate) entry: u64,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) what: Unrecorded,
    pub(crate) words: &'l str,
    pub(crate) corrected_by: Option<u64>,
}

/// A published total, with its names.
#[derive(Clone, Debug)]
pub(crate) struct TotalRead<'l> {
    pub(crate) entry: u64,
    pub(crate) id: &'l TotalId,
    pub(crate) name: &'l str,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) amount: Money,
    pub(crate) stated: Option<Stated>,
    pub(crate) difference: Option<&'l str>,
    pub(crate) source: &'l str,
    pub(crate) corrected_by: Option<u64>,
}

/// What a close left behind.
pub(crate) struct CloseRead<'l> {
    pub(crate) book: String,
    pub(crate) decisions: &'l [DecisionLine],
}

impl Ledger {
    /// All notices, pass-downs and recurrent virements, in the order of the journal.
    pub(crate) fn notices_read(&self) -> Vec<NoticeRead<'_>> {
        self.notices.iter().map(|it| self.notice_read(it)).collect()
    }

    pub(crate) fn notice_read<'l>(&'l self, given: &'l Given) -> NoticeRead<'l> {
        let giver = given.from;
        let source = giver.unwrap_or_else(|| self.source_of(given.stream, given.to));
        NoticeRead {
            entry: given.entry,
            effective: given.effective,
            stream: &self.streams[given.stream].id,
            giver: &self.bodies[source].id,
            is_new: giver.is_none(),
            to: &self.bodies[given.to].id,
            year: given.year,
            amount: given.amount,
            full_year: given.full_year,
            recurrence: given.recurrence,
            opening: given.opening,
            stated: given.stated,
            notice: &given.notice,
            dated: given.dated.as_deref(),
            source: given.source.as_deref(),
            note: given.note.as_deref(),
            virement: given.virement.map(|at| &self.streams[at].id),
            re_provided: given.re_provided,
            corrected_by: self.corrected.get(&given.entry).copied(),
        }
    }

    pub(crate) fn key_of(&self, line: &Line, year: FinancialYear) -> Option<CellKey> {
        Some(CellKey {
            body: self.bodies.find(&line.body)?,
            stream: self.streams.find(&line.stream)?,
            year,
            vintage: line.vintage,
            recurrence: line.recurrence,
        })
    }

    /// Every movement of a line in a year, in the order of the journal.
    pub(crate) fn movements_read(&self, line: &Line, year: FinancialYear) -> Vec<MovementRead<'_>> {
        let key = self.key_of(line, year);
        let Some(at) = key.and_then(|key| self.cells.find(&key)) else {
            return Vec::new();
        };
        let history = self.cells.history(at).into_iter();
        history
            .map(|moved| {
                let entry = u64::from(moved.entry);
                self.movement_read(entry, &self.cells.as_move(moved))
            })
            .collect()
    }

    /// A movement of an entry, with its names.
    pub(crate) fn movement_read(&self, entry: u64, moved: &super::moves::Move) -> MovementRead<'_> {
        let posted = self.entries[entry as usize - 1];
        MovementRead {
            entry,
            effective: posted.effective,
            recorded: posted.recorded,
            kind: posted.kind,
            from: moved.from,
            to: moved.to,
            amount: moved.amount,
            project: moved.project.map(|at| &self.projects[at].id),
            promise: moved.promise.map(|at| &self.promises[at].id),
            hold: moved.hold.map(|at| &self.promises[at].id),
            unfunded: moved.unfunded,
        }
    }

    /// Which entry each correction reverses.
    pub(crate) fn reversals_read(&self) -> BTreeMap<u64, u64> {
        self.corrected
            .iter()
            .map(|(entry, by)| (*by, *entry))
            .collect()
    }

    /// All recurrent commitments, in the order of the journal, with what was known on a day of
    /// their cost.
    pub(crate) fn recurrent_read(&self, as_at: Option<NaiveDate>) -> Vec<RecurrentRead<'_>> {
        let over_since = |at: At<Promise>, end: Option<NaiveDate>| {
            let entry = self.agreed_of(at).entry;
            let by = self.ends.iter().rev().find(|(_, ended)| *ended == at);
            let by = by.map(|(entry, _)| *entry);
            let by = by.or_else(|| self.corrected.get(&entry).copied());
            let day = by.map(|entry| self.effective_of(entry)).or(end);
            let ended = self.promises[at].ended;
            ended.then_some(day.unwrap_or_else(|| self.effective_of(entry)))
        };
        let mut all = Vec::new();
        for (at, promise) in self.promises.iter() {
            let Agreed { entry, term } = *self.agreed_of(at);
            let Term::Recurrent { start, end, .. } = term else {
                continue;
            };
            all.push(RecurrentRead {
                entry,
                id: &promise.id,
                body: &self.bodies[promise.body].id,
                stream: &self.streams[promise.stream].id,
                placed_on: self.effective_of(entry),
                start,
                ends_on: end,
                costs: self.stretches(at, term, |entry| self.counts_on(entry, as_at)),
                end,
                over_since: over_since(at, end),
                post: self.post_of.get(&at).map(|at| &self.posts[*at].id),
                project: promise.project.map(|at| &self.projects[at].id),
            });
        }
        all
    }

    /// What a sum a year, from a day until another, comes to in a year.
    pub(crate) fn year_sum_read(&self, of: &RecurrentRead<'_>, year: FinancialYear) -> Money {
        Profile::year_sum_of(&of.costs, year, self.calendar())
    }

    /// The same from a day on.
    pub(crate) fn year_sum_from_read(
        &self,
        of: &RecurrentRead<'_>,
        (year, from): (FinancialYear, NaiveDate),
    ) -> Money {
        let rest = of.costs.iter();
        let rest = rest.filter_map(|(it, sum)| Some((it.part(from, NaiveDate::MAX)?, *sum)));
        let rest: Vec<(Profile, Money)> = rest.collect();
        Profile::year_sum_of(&rest, year, self.calendar())
    }

    /// All *not recorded* marks, in the order of the journal.
    pub(crate) fn marks_read(&self) -> Vec<MarkRead<'_>> {
        self.marks_known(None)
    }

    /// The marks that were made by then, as they stood then.
    pub(crate) fn marks_known(&self, last_known: Option<u64>) -> Vec<MarkRead<'_>> {
        let is_known = |entry: &u64| last_known.is_none_or(|last| *entry <= last);
        let marks = self.marks.iter().filter(|mark| is_known(&mark.entry));
        marks
            .map(|mark| MarkRead {
                entry: mark.entry,
                body: &self.bodies[mark.body].id,
                stream: &self.streams[mark.stream].id,
                year: mark.year,
                what: mark.what,
                words: &mark.words,
                corrected_by: self.corrected.get(&mark.entry).copied().filter(is_known),
            })
            .collect()
    }

    /// All published totals, in the order of the journal.
    pub(crate) fn totals_read(&self) -> Vec<TotalRead<'_>> {
        let totals = self.totals.iter();
        totals
            .map(|(_, total)| TotalRead {
                entry: total.entry,
                id: &total.id,
                name: &total.name,
                stream: &self.streams[total.stream].id,
                year: total.year,
                amount: total.amount,
                stated: total.stated,
                difference: total.difference.as_ref().map(|word| word.as_str()),
                source: &total.source,
                corrected_by: self.corrected.get(&total.entry).copied(),
            })
            .collect()
    }

    /// What the close of a year left behind.
    pub(crate) fn close_read(&self, year: FinancialYear) -> Option<CloseRead<'_>> {
        let closed = self.closes.iter().rev().find(|it| it.year == year)?;
        let books = self.books.iter().map(|adopted| &adopted.book);
        let book = books.rev().find(|book| book.hash() == closed.book);
        let empty = || RuleBook::empty().id().to_owned();
        Some(CloseRead {
            book: book.map_or_else(empty, |book| book.id().to_owned()),
            decisions: &closed.decisions,
        })
    }

    /// What a body is called.
    pub(crate) fn body_name_read(&self, id: &BodyId) -> &str {
        let at = self.bodies.find(id);
        at.map_or("", |at| &self.bodies[at].name)
    }

    /// Whether a body is another or stands below it.
    pub(crate) fn is_within_read(&self, body: &BodyId, whole: &BodyId) -> bool {
        let both = self.bodies.find(body).zip(self.bodies.find(whole));
        both.is_some_and(|(body, whole)| body == whole || self.is_below(body, whole))
    }

    /// Whether a stream's money must be released before it is spent.
    pub(crate) fn needs_release_read(&self, id: &StreamId) -> bool {
        let at = self.streams.find(id);
        at.is_some_and(|at| self.streams[at].release == ReleaseRule::Required)
    }

    /// Whether costs wait on a stream until theirs is known.
    pub(crate) fn is_suspense_read(&self, id: &StreamId) -> bool {
        let at = self.streams.find(id);
        at.is_some_and(|at| self.streams[at].suspense)
    }

    /// The year that takes entries, else the first that anything names.
    pub(crate) fn current_year_read(&self, as_at: Option<NaiveDate>) -> Option<FinancialYear> {
        let named = self.notices.iter().map(|given| given.year).min();
        let last = self.last_closed.map(FinancialYear::next);
        as_at
            .and_then(|day| self.calendar().year_of(day))
            .or(self.open_year)
            .or(last)
            .or(named)
    }
}
