//! Question 19: what to mainstream or to stop, what that frees and what it costs core.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::noun::{BodyId, ProjectId, StreamId, Wording};
use crate::state::{KeptRead, Ledger, Origin, RecurrentRead, Selection};
use crate::view::base::Base;
use crate::view::finding::live;
use crate::view::{Cell, ColumnKind};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 19,
    name: "mainstream_or_stop",
    title: "To mainstream or to stop",
    wording: "Which projects cost something every year, what would mainstreaming or stopping each \
              free, what would it cost core and has core room, and what would stopping leave to \
              be paid?",
    about: "A row for each project with recurrent commitments that run, or with money kept for it \
            in the year, in the order of body, stream and project. From the next day (from) on is \
            what could be ended; nothing is. Core is the line of the board that answers, on the \
            stream with the most room of those that are another one, carry a base and may pay for \
            the project's purpose.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("body", "whose project: the line on which it costs"),
        Derived::text("stream", "of which stream"),
        Derived::text("project", "the project"),
        Derived::text("state", "how far it has come"),
        Derived::text(
            "verdict",
            "what its last evaluation came to; whoever evaluates says it",
        ),
        Derived::date(
            "from",
            "the day after that of the answer, and no earlier than the year's first",
        ),
        Derived::money(
            "annual",
            "what its recurrent commitments cost in twelve months: what mainstreaming or stopping \
             frees in a full year",
        ),
        Derived::money(
            "rest_of_year",
            "what of this year's cost falls on that day or after it: what either frees in the year",
        ),
        Derived::text("core_body", "the board that answers for the body"),
        Derived::text("core_stream", "the stream that could pay"),
        Derived::money("core_base", "what it has every year, in twelve months"),
        Derived::money(
            "core_promised",
            "its recurrent commitments, in twelve months",
        ),
        Derived::money("core_room", "core_base − core_promised"),
        Derived::new("fits", ColumnKind::Flag, "whether annual ≤ core_room"),
        Derived::money("short", "annual − core_room, where that is above nought"),
        Derived::money(
            "earmarked",
            "tied to it in the year: back to the line if it stops",
        ),
        Derived::money(
            "held",
            "kept for its requests: back to the line if it stops",
        ),
        Derived::money(
            "ordered",
            "ordered once for it and not yet a cost, and what is open of recurrent commitments \
             where none runs any more: owed if it stops",
        ),
        Derived::money(
            "fixed_term",
            "what its commitments with a last day cost from then until that day, over the years: \
             owed if it stops, unless they can be ended before",
        ),
        Derived::text("posts", "the posts that it pays for"),
    ],
    adds_up: &[],
    rows,
};

/// What a project costs on one line.
#[derive(Default)]
struct Costs<'l> {
    recurrent: Vec<&'l RecurrentRead<'l>>,
    kept: Option<&'l KeptRead<'l>>,
}

type Place<'l> = (&'l BodyId, &'l StreamId, &'l ProjectId);

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let base = Base::known(ledger, &of);
    let (running, kept) = (live(ledger, asking.as_at), ledger.kept_read(&of, year));
    let mut projects: BTreeMap<Place<'_>, Costs<'_>> = BTreeMap::new();
    for it in &running {
        if let Some(project) = it.project {
            let costs = projects.entry((it.body, it.stream, project)).or_default();
            costs.recurrent.push(it);
        }
    }
    for it in &kept {
        let costs = projects
            .entry((it.body, it.stream, it.project))
            .or_default();
        costs.kept = Some(it);
    }
    let today = ledger.day_asked(&of);
    let next = today.succ_opt().unwrap_or(today);
    let boards = projects
        .keys()
        .map(|(body, ..)| ledger.accountable_read(body, year));
    let looked = Looked {
        ledger,
        of: &of,
        cores: cores(ledger, (&base, &running), boards.collect(), year),
        year,
        from: next.max(ledger.calendar().first_day(year)),
    };
    let mut rows = Rows::default();
    for (place, costs) in &projects {
        let (body, stream, project) = *place;
        if asking.is_about(body, stream) {
            let promises = costs.recurrent.iter();
            let promises = promises.map(|it| Origin::Promise(it.id.clone()));
            let all = [Origin::Project(project.clone())]
                .into_iter()
                .chain(promises);
            rows.add(looked.row(*place, costs), all.collect());
        }
    }
    Ok(rows)
}

/// What is looked at, and from which day.
struct Looked<'l> {
    ledger: &'l Ledger,
    of: &'l Selection,
    cores: BTreeMap<(BodyId, &'l StreamId), Core<'l>>,
    year: FinancialYear,
    from: NaiveDate,
}

/// A line that could pay: what it has every year, and what of it is promised.
#[derive(Clone, Copy)]
struct Core<'l> {
    stream: &'l StreamId,
    base: i64,
    promised: i64,
}

/// Every line of some boards that has something every year.
fn cores<'l>(
    ledger: &Ledger,
    (base, running): (&Base<'l>, &[RecurrentRead<'_>]),
    boards: BTreeSet<BodyId>,
    year: FinancialYear,
) -> BTreeMap<(BodyId, &'l StreamId), Core<'l>> {
    let last = ledger.calendar().last_day(year);
    let mut promised: BTreeMap<(&BodyId, &StreamId), i64> = BTreeMap::new();
    for it in running {
        *promised.entry((it.body, it.stream)).or_default() += it.annual_on(last).pence();
    }
    let mut all = BTreeMap::new();
    let lines = base.lines().into_iter();
    for (body, stream) in lines.filter(|(body, _)| boards.contains(body)) {
        let core = Core {
            stream,
            base: base.full_year((body, stream), year),
            promised: promised.get(&(body, stream)).copied().unwrap_or(0),
        };
        if core.base > 0 {
            all.insert((body.clone(), stream), core);
        }
    }
    all
}

impl Core<'_> {
    fn room(&self) -> i64 {
        self.base - self.promised
    }
}

impl<'l> Looked<'l> {
    fn row(&self, (body, stream, project): Place<'l>, costs: &Costs<'l>) -> Vec<Cell> {
        let last = self.ledger.calendar().last_day(self.year);
        let board = self.ledger.accountable_read(body, self.year);
        let on = self.from.min(last);
        let annual: i64 = costs
            .recurrent
            .iter()
            .map(|it| it.annual_on(on).pence())
            .sum();
        let rest: i64 = costs
            .recurrent
            .iter()
            .map(|it| self.cost_from_then(it, self.year))
            .sum();
        let fixed = costs.recurrent.iter().filter_map(|it| Some((it, it.end?)));
        let fixed: i64 = fixed.map(|(it, end)| self.until(it, end)).sum();
        let core = self.core_of(&board, (stream, project));
        let short = core.as_ref().map(|it| annual - it.room());
        let kept = costs.kept;
        let ended = kept.filter(|_| costs.recurrent.is_empty());
        let ended = ended.map_or(0, |it| it.recurrent);
        let come = self.ledger.come_read(project, self.of);
        let verdict = come.and_then(|(_, verdict)| verdict);
        let mut posts: Vec<&str> = costs
            .recurrent
            .iter()
            .filter_map(|it| it.post.map(|post| post.as_str()))
            .collect();
        posts.sort_unstable();
        posts.dedup();
        vec![
            Cell::words(body),
            Cell::words(stream),
            Cell::words(project),
            Cell::maybe(come, |(state, _)| Cell::words(state.word())),
            Cell::maybe(verdict, |it| Cell::words(it.word())),
            Cell::Date(self.from),
            sum(annual),
            sum(rest),
            Cell::words(board),
            Cell::maybe(core.as_ref(), |it| Cell::words(it.stream)),
            Cell::maybe(core.as_ref(), |it| sum(it.base)),
            Cell::maybe(core.as_ref(), |it| sum(it.promised)),
            Cell::maybe(core.as_ref(), |it| sum(it.room())),
            Cell::maybe(short, |short| Cell::Flag(short <= 0)),
            Cell::maybe(short.filter(|short| *short > 0), sum),
            sum(kept.map_or(0, |it| it.earmarked)),
            sum(kept.map_or(0, |it| it.held)),
            sum(kept.map_or(0, |it| it.ordered) + ended),
            sum(fixed),
            Cell::said(&posts.join("; ")),
        ]
    }

    /// What a commitment costs in a year from the day on.
    fn cost_from_then(&self, it: &RecurrentRead<'_>, year: FinancialYear) -> i64 {
        self.ledger
            .year_sum_from_read(it, (year, self.from))
            .pence()
    }

    /// What a commitment with a last day costs from the day on.
    fn until(&self, it: &RecurrentRead<'_>, end: NaiveDate) -> i64 {
        let calendar = self.ledger.calendar();
        let last = calendar.nearest_year(end).max(self.year);
        let years = std::iter::successors(Some(self.year), |year| {
            let next = year.next();
            (*year < next && next <= last).then_some(next)
        });
        years.map(|year| self.cost_from_then(it, year)).sum()
    }

    /// The line of a board with the most room, of those that may pay for a project.
    fn core_of(&self, board: &BodyId, (own, project): (&StreamId, &ProjectId)) -> Option<Core<'l>> {
        let streams = self.ledger.streams_for_read(project).into_iter();
        let others = streams.filter(|it| *it != own);
        let cores = others.filter_map(|it| self.cores.get(&(board.clone(), it)).copied());
        cores.max_by(|a, b| a.room().cmp(&b.room()).then_with(|| b.stream.cmp(a.stream)))
    }
}

fn sum(pence: i64) -> Cell {
    Cell::maybe(Money::from_pence(pence).ok(), Cell::Money)
}
