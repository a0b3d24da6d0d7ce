//! Question 5: whether what is promised every year is covered by what comes every year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::pot::standings;
use crate::journal::Refusals;
use crate::law::RuleBook;
use crate::noun::{BodyId, StreamId};
use crate::state::{Ledger, Origin, RecurrentRead, Selection};
use crate::view::base::{Base, BaseLine};
use crate::view::finding::live;
use crate::view::{Cell, ColumnKind};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 5,
    name: "recurrence",
    title: "Recurrence",
    wording: "Do recurrent commitments at full-year cost fit the recurrent base, in this year and \
              the years to come; does the year's own balance hide a worse one that recurs; and \
              which fixed-term posts outlive their confirmed money?",
    about: "For each body and stream with a recurrent base or recurrent commitments a row for the \
            year and for each year after it, to the horizon (years_ahead, 3 unless said). The \
            base is full-year; it is confirmed in the first year that brings it, where an opening \
            notice of the year has come to the body itself (one to a body above it confirms that \
            one's alone), for so many years more as a rule of the question base says (of rules, \
            the first, or of the book in force), and up to confirmed_to where that is said. A \
            direct cost counts as one that comes once.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::AsAt,
        Argument::YearsAhead,
        Argument::ConfirmedTo,
        Argument::Rules,
    ],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("stream", "of which stream"),
        Derived::year("year", "the year asked for, or one after it"),
        Derived::money(
            "base",
            "what comes every year, in twelve months: received less passed down, as the letters so \
             far leave it",
        ),
        Derived::new(
            "confirmed",
            ColumnKind::Flag,
            "whether the base of the year is confirmed",
        ),
        Derived::money(
            "commitments",
            "recurrent commitments that run on the year's last day, at what they then cost in \
             twelve months",
        ),
        Derived::money("headroom", "base − commitments; below nought a mismatch"),
        Derived::text("match", "matched, first mismatch, or mismatch"),
        Derived::money(
            "in_year_cost",
            "what recurrent commitments cost in the year itself",
        ),
        Derived::money(
            "fixed_term",
            "of that, what goes to posts with a last day, in years whose base is not confirmed",
        ),
        Derived::text("outlive", "those posts, each with its last day"),
        Derived::money(
            "in_year",
            "of the year asked for: authority before its close − spent − committed, what would be \
             left if all that is ordered comes",
        ),
        Derived::money(
            "once",
            "of that, what does not recur or is not yet at its full year: in_year − underlying",
        ),
        Derived::money(
            "underlying",
            "of the year asked for: headroom, one-off items taken out and full-year effects put in",
        ),
    ],
    adds_up: &[],
    rows,
};

type Lines<'l> = BTreeMap<BaseLine<'l>, Vec<&'l RecurrentRead<'l>>>;

/// The years that are looked at, the first as asked for.
struct Horizon {
    first: FinancialYear,
    ahead: u16,
    confirmed_to: Option<FinancialYear>,
    /// By whose rules a base is confirmed.
    book: Arc<RuleBook>,
}

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let base = Base::known(ledger, &of);
    let promises = live(ledger, asking.as_at);
    let mut lines = Lines::new();
    for (body, stream) in base.lines() {
        lines.entry((body, stream)).or_default();
    }
    for promise in &promises {
        let line = (promise.body, promise.stream);
        lines.entry(line).or_default().push(promise);
    }
    let stand = left(ledger, &of)?;
    let said = asking.rules.first().map(|rules| rules.book());
    let book = said.transpose()?.map(Arc::new);
    let horizon = Horizon {
        first: year,
        ahead: asking.years_ahead.unwrap_or(3),
        confirmed_to: asking.confirmed_to,
        book: book.unwrap_or_else(|| ledger.book_known(&of)),
    };
    let mut rows = Rows::default();
    let asked = lines.iter();
    for (line, promises) in asked.filter(|((body, stream), _)| asking.is_about(body, stream)) {
        let (body, stream) = *line;
        let in_year = stand.get(&(body.clone(), stream.clone())).copied();
        of_line(
            ledger,
            &base,
            (*line, promises, in_year),
            &horizon,
            &mut rows,
        );
    }
    Ok(rows)
}

/// What would be left of each body and stream if all that is ordered comes; nothing where it
/// rests on what is not recorded.
fn left(
    ledger: &Ledger,
    of: &Selection,
) -> Result<BTreeMap<(BodyId, StreamId), Option<i64>>, Refusals> {
    let all = standings(ledger, of)?.into_iter();
    let left = all.map(|(pot, at)| {
        let known = at.unknown.leaves_available();
        let left = at.whole.pence() - at.spent.pence() - at.committed.pence();
        (pot, known.then_some(left))
    });
    Ok(left.collect())
}

fn of_line(
    ledger: &Ledger,
    base: &Base<'_>,
    (line, promises, in_year): (BaseLine<'_>, &[&RecurrentRead<'_>], Option<Option<i64>>),
    horizon: &Horizon,
    rows: &mut Rows,
) {
    let years = std::iter::successors(Some(horizon.first), |year| {
        let next = year.next();
        (next > *year).then_some(next)
    });
    let mut first_mismatch = None;
    let mut shown = Vec::new();
    let mut any = false;
    let looked: Vec<FinancialYear> = years.take(usize::from(horizon.ahead) + 1).collect();
    for year in looked.iter().copied() {
        let now = OfYear::of(ledger, base, (line, promises), year, horizon);
        any |= now.base != 0 || now.in_year_cost != 0 || now.commitments != 0;
        let short = now.base < now.commitments;
        first_mismatch = first_mismatch.or(short.then_some(year));
        let word = match (short, first_mismatch == Some(year)) {
            (false, _) => "matched",
            (true, true) => "first mismatch",
            (true, false) => "mismatch",
        };
        let in_year = in_year.filter(|_| year == horizon.first);
        shown.push(now.cells(line, year, word, in_year));
    }
    if !any {
        return;
    }
    let (body, stream) = line;
    let promises = promises.iter().map(|it| Origin::Promise(it.id.clone()));
    let notices: BTreeSet<u64> = looked
        .iter()
        .flat_map(|year| {
            base.received(line, *year)
                .into_iter()
                .chain(base.passed_down(line, *year))
        })
        .map(|it| it.notice.entry)
        .collect();
    let notices = notices.into_iter().map(Origin::Entry);
    let lines = Origin::Lines(body.clone(), stream.clone(), horizon.first);
    let origins: Vec<Origin> = [lines].into_iter().chain(promises).chain(notices).collect();
    for cells in shown {
        rows.add(cells, origins.clone());
    }
}

/// The figures of a line in one year.
struct OfYear {
    base: i64,
    confirmed: bool,
    commitments: i64,
    in_year_cost: i64,
    fixed_term: i64,
    outlive: String,
}

impl OfYear {
    fn of(
        ledger: &Ledger,
        base: &Base<'_>,
        (line, promises): (BaseLine<'_>, &[&RecurrentRead<'_>]),
        year: FinancialYear,
        horizon: &Horizon,
    ) -> OfYear {
        let last = ledger.calendar().last_day(year);
        let cost = |it: &RecurrentRead<'_>| ledger.year_sum_read(it, year).pence();
        let confirmed = !base.brings(line, year)
            || base.is_confirmed(line, year, &horizon.book)
            || horizon.confirmed_to.is_some_and(|to| year <= to);
        let fixed = |it: &&&RecurrentRead<'_>| {
            !confirmed && it.post.is_some() && it.end.is_some() && cost(it) > 0
        };
        let beyond: Vec<&&RecurrentRead<'_>> = promises.iter().filter(fixed).collect();
        let named = beyond.iter().filter_map(|it| {
            let (post, end) = it.post.zip(it.end)?;
            Some(format!("{post} until {end}"))
        });
        let named: Vec<String> = named.collect();
        OfYear {
            base: base.full_year(line, year),
            confirmed,
            commitments: promises.iter().map(|it| it.annual_on(last).pence()).sum(),
            in_year_cost: promises.iter().map(|it| cost(it)).sum(),
            fixed_term: beyond.iter().map(|it| cost(it)).sum(),
            outlive: named.join("; "),
        }
    }

    fn cells(
        self,
        (body, stream): BaseLine<'_>,
        year: FinancialYear,
        word: &str,
        in_year: Option<Option<i64>>,
    ) -> Vec<Cell> {
        let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
        let headroom = self.base - self.commitments;
        let known = |figure: &dyn Fn(i64) -> i64| match in_year {
            None => Cell::Nothing,
            Some(None) => Cell::NotRecorded,
            Some(Some(left)) => sum(figure(left)),
        };
        vec![
            Cell::words(body),
            Cell::words(stream),
            Cell::Year(year),
            sum(self.base),
            Cell::Flag(self.confirmed),
            sum(self.commitments),
            sum(headroom),
            Cell::words(word),
            sum(self.in_year_cost),
            sum(self.fixed_term),
            Cell::said(&self.outlive),
            known(&|left| left),
            known(&|left| left - headroom),
            known(&|_| headroom),
        ]
    }
}
