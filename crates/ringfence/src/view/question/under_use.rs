//! Question 6: what will not be used, and why.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::pot::{Expected, expected};
use crate::noun::{BodyId, StreamId};
use crate::state::{Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 6,
    name: "under_use",
    title: "Under-use",
    wording: "What will each body not use by the year's end, where does it stand, and why: a post \
              vacant, a project late, a letter late?",
    about: "For each body and stream of which less will be spent than there is authority: a row \
            *in all*; then one for each state in which money stands unspent, which together are \
            authority less spent; then one for each cause on record. Causes do not add up to the \
            whole, and none is worked out: a cause is what somebody recorded.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::AsAt,
        Argument::LateFrom,
    ],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("stream", "of which stream"),
        Derived::text("kind", "in all, stands, or cause"),
        Derived::text(
            "why",
            "in all: where the expectation is from, a forecast or what is computed (see \
             month_report); stands: available, held, earmarked or committed; cause: vacancy, \
             delay, project stopped or late notice",
        ),
        Derived::text(
            "cause",
            "the cause as recorded; of a late notice, the letter",
        ),
        Derived::text("whose", "to whom it is put down, where that is recorded"),
        Derived::text("of", "the post or the project"),
        Derived::money(
            "amount",
            "in all: authority − expected; stands: what stands there; vacancy: what the days \
             without anybody were to cost; delay: what is still kept for the project; project \
             stopped: what the stop gave back to the line in the year; late notice: \
             what it gave on late_from (the seventh month's first day unless said) or after it",
        ),
        Derived::money("authority", "in all: spending power in force on the lines"),
        Derived::money("expected", "in all: what is expected to have been spent"),
        Derived::date("since", "since when: the delay, the letter"),
        Derived::number("entry", "the entry that says so"),
    ],
    adds_up: &[],
    rows,
};

/// A row about a body and stream.
#[derive(Default)]
struct Line<'l> {
    kind: &'static str,
    why: &'l str,
    cause: Option<&'l str>,
    whose: Option<String>,
    of: Option<&'l str>,
    pence: i64,
    outlook: Option<(i64, i64)>,
    since: Option<chrono::NaiveDate>,
    entry: Option<u64>,
    origins: Vec<Origin>,
}

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let causes = Causes::of(ledger, asking, year);
    let mut rows = Rows::default();
    for ((body, stream), at) in expected(ledger, &of, year)? {
        if at.silent || at.under_use() <= 0 {
            continue;
        }
        let lines = Origin::Lines(body.clone(), stream.clone(), year);
        for mut line in standing(&at)
            .into_iter()
            .chain(causes.of_line(&body, &stream))
        {
            let mut origins = std::mem::take(&mut line.origins);
            if origins.is_empty() {
                origins.push(lines.clone());
                origins.extend(at.said.map(Origin::Entry));
            }
            rows.add(line.cells(&body, &stream), origins);
        }
    }
    Ok(rows)
}

/// What stands unspent, state by state.
fn standing(at: &Expected) -> Vec<Line<'static>> {
    let whole = Line {
        kind: "in all",
        why: at.from(),
        pence: at.under_use(),
        outlook: Some((at.authority, at.expected)),
        entry: at.said,
        ..Line::default()
    };
    let states = [
        ("available", at.available),
        ("held", at.held),
        ("earmarked", at.earmarked),
        ("committed", at.committed),
    ];
    let states = states.into_iter().filter(|(_, pence)| *pence != 0);
    let states = states.map(|(why, pence)| Line {
        kind: "stands",
        why,
        pence,
        ..Line::default()
    });
    [whole].into_iter().chain(states).collect()
}

/// The causes on record of a year.
struct Causes<'l> {
    staff: Vec<crate::state::StaffRead<'l>>,
    kept: Vec<crate::state::KeptRead<'l>>,
    stopped: Vec<crate::state::StoppedRead<'l>>,
    late: Vec<crate::state::NoticeRead<'l>>,
}

impl<'l> Causes<'l> {
    fn of(ledger: &'l Ledger, asking: &Asking<'_>, year: FinancialYear) -> Causes<'l> {
        let seventh = ledger.calendar().month_start(year, 6);
        let from = asking.late_from.unwrap_or(seventh);
        let mut late = ledger.notices_read();
        late.retain(|it| {
            let by_then = asking.as_at.is_none_or(|day| it.effective <= day);
            let is_letter = it.virement.is_none() && it.amount.is_positive();
            let late = from <= it.effective && it.year == year;
            late && by_then && is_letter && it.corrected_by.is_none()
        });
        Causes {
            staff: ledger.staff_read(year, asking.as_at),
            kept: ledger.kept_read(&asking.selection(year), year),
            stopped: ledger.stopped_read(&asking.selection(year), year),
            late,
        }
    }

    fn of_line(&self, body: &BodyId, stream: &StreamId) -> Vec<Line<'l>> {
        let mut all = Vec::new();
        let staff = self.staff.iter();
        for post in staff.filter(|it| (it.body, it.stream) == (body, stream)) {
            all.extend(post.vacant.iter().map(|vacant| Line {
                kind: "cause",
                why: "vacancy",
                cause: Some(vacant.cause.unwrap_or("not said")),
                whose: vacant.attributable_to.map(ToString::to_string),
                of: Some(post.post.as_str()),
                pence: vacant.sums.iter().map(|it| it.pence()).sum(),
                since: Some(vacant.start),
                entry: vacant.entry,
                origins: vec![Origin::Promise(post.commitment.clone())],
                ..Line::default()
            }));
        }
        let kept = self.kept.iter();
        for project in kept.filter(|it| (it.body, it.stream) == (body, stream)) {
            all.extend(project.delays.iter().map(|delay| Line {
                kind: "cause",
                why: "delay",
                cause: Some(delay.cause),
                whose: delay.attributable_to.map(ToString::to_string),
                of: Some(project.project.as_str()),
                pence: project.sum(),
                since: Some(delay.start),
                entry: Some(delay.entry),
                origins: vec![Origin::Project(project.project.clone())],
                ..Line::default()
            }));
        }
        let stopped = self.stopped.iter();
        let stopped = stopped.filter(|it| (it.body, it.stream) == (body, stream));
        all.extend(stopped.map(|it| Line {
            kind: "cause",
            why: "project stopped",
            of: Some(it.project.as_str()),
            pence: it.pence,
            since: Some(it.on),
            entry: Some(it.entry),
            origins: vec![Origin::Project(it.project.clone())],
            ..Line::default()
        }));
        let late = self.late.iter();
        let late = late.filter(|it| (it.to, it.stream) == (body, stream));
        all.extend(late.map(|it| Line {
            kind: "cause",
            why: "late notice",
            cause: Some(it.notice),
            pence: it.amount.pence(),
            since: Some(it.effective),
            entry: Some(it.entry),
            origins: vec![Origin::Entry(it.entry)],
            ..Line::default()
        }));
        all
    }
}

impl Line<'_> {
    fn cells(self, body: &BodyId, stream: &StreamId) -> Vec<Cell> {
        let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
        vec![
            Cell::words(body),
            Cell::words(stream),
            Cell::words(self.kind),
            Cell::words(self.why),
            Cell::maybe(self.cause, Cell::said),
            Cell::maybe(self.whose, Cell::Text),
            Cell::maybe(self.of, Cell::words),
            sum(self.pence),
            Cell::maybe(self.outlook, |(authority, _)| sum(authority)),
            Cell::maybe(self.outlook, |(_, expected)| sum(expected)),
            Cell::maybe(self.since, Cell::Date),
            Cell::maybe(self.entry, Cell::Number),
        ]
    }
}
