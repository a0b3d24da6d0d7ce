//! What the model knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use ringfence::journal::act::{AddBody, AddStream, Propose, Term};
use ringfence::journal::{Act, Draft, Key};
use ringfence::noun::{
    AccrualId, BodyId, Line, Position, PrepaymentId, ProjectId, PromiseId, PromiseKind, PurposeId,
    Recurrence, ReleaseRule, StreamId,
};
use ringfence::word::{Calendar, FinancialYear};

use super::base::BaseSide;
use super::cost::Accrual;
use super::date::Code;
use super::mainstream::Went;
use super::moved::Along;
use super::pound::{Pounds, carry_out, pence_in, position};
use super::prepay::Prepayment;
use super::reopen::Turn;
use super::{Move, Origin, Pence, Place};

/// The slow obvious ledger.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) calendar: Calendar,
    pub(crate) first_day: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) bodies: BTreeMap<BodyId, AddBody>,
    pub(crate) streams: BTreeMap<StreamId, AddStream>,
    pub(crate) projects: BTreeMap<ProjectId, Propose>,
    pub(crate) promises: BTreeMap<PromiseId, Promise>,
    pub(crate) accruals: BTreeMap<AccrualId, Accrual>,
    /// What closes moved of the cost of invoices.
    pub(crate) along: Vec<Along>,
    pub(crate) prepayments: BTreeMap<PrepaymentId, Prepayment>,
    /// What went to core money, by the entry that moved it.
    pub(crate) went: BTreeMap<u64, Vec<Went>>,
    pub(crate) totals: BTreeMap<String, Act>,
    pub(crate) pounds: BTreeMap<(FinancialYear, Line), Pounds>,
    pub(crate) entries: BTreeMap<u64, Arc<Entry>>,
    pub(crate) corrected: BTreeMap<u64, u64>,
    /// Those of a closed year: what that says of them stays.
    pub(crate) corrected_late: BTreeSet<u64>,
    pub(crate) keys: BTreeMap<Key, (u64, Draft)>,
    /// The entries whose words are gone.
    pub(crate) redacted: BTreeSet<u64>,
    /// What each year brought in as it opened.
    pub(crate) brought: BTreeMap<FinancialYear, Vec<BaseSide>>,
    /// What was said against entries that were taken all the same.
    pub(crate) advised: Vec<(u64, Code)>,
    /// The book that a close adopted, to the letter.
    pub(crate) adopted: Option<String>,
    pub(crate) next: u64,
    pub(crate) open: Option<FinancialYear>,
    /// The year after the open one, where somebody opened that, too.
    pub(crate) ahead: Option<FinancialYear>,
    pub(crate) closed: BTreeSet<FinancialYear>,
    /// Each year that stands closed, in order.
    pub(crate) turns: Vec<Turn>,
    /// The years that were opened again, and when.
    pub(crate) reopened: Vec<(FinancialYear, NaiveDate)>,
    pub(crate) signed: BTreeSet<FinancialYear>,
    /// The lines of which nothing new may be asked.
    pub(crate) for_old: BTreeSet<(FinancialYear, Line)>,
}

/// A commitment or a hold.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Which of the two.
    pub kind: PromiseKind,
    /// Whose.
    pub body: BodyId,
    /// Of which stream.
    pub stream: StreamId,
    /// For which project.
    pub project: Option<ProjectId>,
    /// What for.
    pub purpose: PurposeId,
    /// Where it is a commitment: for how much and how long.
    pub term: Option<Term>,
    /// The year that it was asked of.
    pub year: FinancialYear,
    /// The number of its entry.
    pub entry: u64,
    /// Its parts, each with its turn.
    pub parts: Vec<Part>,
}

/// A part of a promise: on which line, in which year, and where its money came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line.
    pub line: Line,
    /// The year.
    pub year: FinancialYear,
    /// Where it goes back to.
    pub origin: Origin,
    /// When it is spent, among the parts of its year: the one taken first is spent first.
    pub turn: usize,
}

/// What was posted, and the moves it made.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) draft: Option<Draft>,
    pub(crate) year: Option<FinancialYear>,
    pub(crate) moves: Vec<Move>,
    /// What follows from it for the year ahead: restated, not reversed with it.
    pub(crate) restated: Vec<Move>,
}

impl Entry {
    /// Whether it opens a closed year again.
    pub(crate) fn reopens(&self) -> bool {
        let draft = self.draft.as_ref();
        draft.is_some_and(|it| matches!(it.act, Act::Reopen(_)))
    }
}

impl Promise {
    /// Whether it is a commitment for every year.
    pub fn is_recurrent(&self) -> bool {
        matches!(self.term, Some(Term::Recurrent { .. }))
    }
}

impl Model {
    /// An empty book.
    pub fn new(calendar: Calendar, first_day: NaiveDate) -> Model {
        Model {
            calendar,
            first_day,
            recorded: first_day,
            bodies: BTreeMap::new(),
            streams: BTreeMap::new(),
            projects: BTreeMap::new(),
            promises: BTreeMap::new(),
            accruals: BTreeMap::new(),
            along: Vec::new(),
            prepayments: BTreeMap::new(),
            went: BTreeMap::new(),
            totals: BTreeMap::new(),
            pounds: BTreeMap::new(),
            entries: BTreeMap::new(),
            corrected: BTreeMap::new(),
            corrected_late: BTreeSet::new(),
            keys: BTreeMap::new(),
            redacted: BTreeSet::new(),
            brought: BTreeMap::new(),
            advised: Vec::new(),
            adopted: None,
            next: 1,
            open: None,
            ahead: None,
            closed: BTreeSet::new(),
            turns: Vec::new(),
            reopened: Vec::new(),
            signed: BTreeSet::new(),
            for_old: BTreeSet::new(),
        }
    }

    /// Says which number the next entry has, where another ledger has given numbers between.
    pub fn number_next(&mut self, next: u64) {
        while self.next < next {
            self.write(None, None, Vec::new());
        }
    }

    /// The year that is open, if any.
    pub fn open_year(&self) -> Option<FinancialYear> {
        self.open
    }

    /// The number of the next entry.
    pub fn next_entry(&self) -> u64 {
        self.next
    }

    /// Every line of every year, and where its money stands.
    pub fn positions(&self) -> BTreeMap<(FinancialYear, Line), Position> {
        let all = self.pounds.iter();
        all.map(|(spot, pounds)| (spot.clone(), position(pounds)))
            .collect()
    }

    /// What is owed on a commitment, or held by a hold, in a year.
    pub fn open_of(&self, id: &PromiseId, year: FinancialYear) -> Pence {
        let parts = self.parts_of(id, year);
        parts.iter().map(|(_, _, pence)| *pence).sum()
    }

    /// Every commitment and hold.
    pub fn promises(&self) -> &BTreeMap<PromiseId, Promise> {
        &self.promises
    }

    /// The parts of a promise in a year in the order taken: its line, its place, its pence.
    pub(crate) fn parts_of(
        &self,
        id: &PromiseId,
        year: FinancialYear,
    ) -> Vec<(Part, Place, Pence)> {
        let Some(promise) = self.promises.get(id) else {
            return Vec::new();
        };
        let numbered = promise.parts.iter().enumerate();
        let of_year = numbered.filter(|(_, part)| part.year == year);
        let mut of_year: Vec<_> = of_year.collect();
        of_year.sort_by_key(|(_, part)| part.turn);
        let in_turn = of_year.into_iter();
        in_turn
            .map(|(number, part)| {
                let place = match promise.kind {
                    PromiseKind::Commitment => Place::Committed(id.clone(), number),
                    PromiseKind::Hold => Place::Held(id.clone(), number),
                };
                let pence = self.pence(&part.line, year, &place);
                (part.clone(), place, pence)
            })
            .collect()
    }

    /// How many pence stand in a place.
    pub(crate) fn pence(&self, line: &Line, year: FinancialYear, place: &Place) -> Pence {
        let spot = self.pounds.get(&(year, line.clone()));
        spot.map_or(0, |pounds| pence_in(pounds, place))
    }

    /// The lines of a body and stream in a year, in the order in which money is taken.
    pub(crate) fn lines(&self, body: &BodyId, stream: &StreamId, year: FinancialYear) -> Vec<Line> {
        let of_year = self.pounds.keys().filter(|(its, _)| *its == year);
        let mut lines: Vec<Line> = of_year
            .map(|(_, line)| line.clone())
            .filter(|line| line.body == *body && line.stream == *stream)
            .collect();
        lines.sort_by_key(|line| (line.vintage, line.recurrence));
        lines
    }

    /// Those of which something new may be asked.
    pub(crate) fn askable(
        &self,
        body: &BodyId,
        stream: &StreamId,
        year: FinancialYear,
    ) -> Vec<Line> {
        let mut lines = self.lines(body, stream, year);
        lines.retain(|line| !self.is_for_old(line, year));
        lines
    }

    /// Whether nothing new may be asked of a line.
    pub(crate) fn is_for_old(&self, line: &Line, year: FinancialYear) -> bool {
        self.for_old.contains(&(year, line.clone()))
    }

    /// The entries that still stand, oldest first.
    pub(crate) fn standing(&self) -> impl Iterator<Item = (u64, &Entry)> {
        let all = self.entries.iter().map(|(number, it)| (*number, &**it));
        all.filter(|(number, _)| !self.corrected.contains_key(number))
    }

    /// Acts that still stand, oldest first, each with its number and year.
    pub(crate) fn acts(&self) -> impl Iterator<Item = (u64, Option<FinancialYear>, &Act)> {
        self.standing()
            .filter_map(|(number, it)| Some((number, it.year, &it.draft.as_ref()?.act)))
    }

    /// Whether a stream's money is spent only once it is released.
    pub(crate) fn needs_release(&self, stream: &StreamId) -> bool {
        let found = self.streams.get(stream);
        found.is_some_and(|it| it.release == ReleaseRule::Required)
    }

    /// The bodies above a body, nearest first.
    pub(crate) fn above(&self, body: &BodyId) -> Vec<BodyId> {
        let mut all = Vec::new();
        let mut at = self.bodies.get(body).and_then(|it| it.parent.clone());
        while let Some(parent) = at {
            at = self.bodies.get(&parent).and_then(|it| it.parent.clone());
            all.push(parent);
        }
        all
    }

    /// Moves pence; every change of the model's money is here.
    pub(crate) fn shift(&mut self, moves: &[Move]) {
        for it in moves {
            let spot = (it.year, it.line.clone());
            carry_out(it, self.pounds.entry(spot).or_default());
        }
    }

    /// Writes an entry down.
    pub(crate) fn write(
        &mut self,
        draft: Option<&Draft>,
        year: Option<FinancialYear>,
        moves: Vec<Move>,
    ) {
        self.shift(&moves);
        let draft = draft.cloned();
        let entry = Entry {
            draft,
            year,
            moves,
            restated: Vec::new(),
        };
        self.entries.insert(self.next, Arc::new(entry));
        self.next += 1;
    }
}

/// The line of new money of a year.
pub(crate) fn own_line(
    body: &BodyId,
    stream: &StreamId,
    vintage: FinancialYear,
    recurrence: Recurrence,
) -> Line {
    Line {
        body: body.clone(),
        stream: stream.clone(),
        vintage,
        recurrence,
    }
}
