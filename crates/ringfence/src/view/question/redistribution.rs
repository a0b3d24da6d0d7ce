//! Question 10: what could go to whom before a day, under the rules.

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::pot::{Expected, expected};
use crate::journal::act::Vire;
use crate::journal::{Act, Draft};
use crate::noun::{BodyId, Recurrence, StreamId};
use crate::state::{Checked, Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 10,
    name: "redistribution",
    title: "Redistribution",
    wording: "What that will not be used could go to whom, before the last day on which it may, \
              and would the rules allow it?",
    about: "Within a stream, a row for each virement that could be asked for: from bodies with \
            something to spare to bodies in need, under the same board first, then the greatest \
            sum first. Each is judged as the draft that it would be, by itself, and nothing is \
            posted. Then a row for each sum to spare that nobody needs and each need that nobody \
            meets.",
    takes: &[Argument::Stream, Argument::AsAt, Argument::CutOff],
    columns: &[
        Derived::text("stream", "of which stream"),
        Derived::text("kind", "proposed, to spare, or in need"),
        Derived::text("from", "who would give"),
        Derived::text("to", "who would receive"),
        Derived::money(
            "amount",
            "proposed: the lesser of what is to spare and what is needed; else what is left of \
             either",
        ),
        Derived::money(
            "to_spare",
            "the lesser of what is available of the giver and what it is not expected to use (see \
             under_use), nothing where it has promises to keep",
        ),
        Derived::money(
            "needed",
            "what the receiver is over-committed by, or, where a forecast says that more will be \
             spent than there is authority, that, whichever is greater",
        ),
        Derived::date(
            "on",
            "the day for which it is judged: cut_off, which is the last day of the year unless \
             said",
        ),
        Derived::text("verdict", "allowed, advised against, or refused"),
        Derived::text(
            "code",
            "why it is refused, or what it is advised against for",
        ),
        Derived::text(
            "says",
            "the refusal in words; it names the approver who is needed",
        ),
    ],
    adds_up: &[],
    rows,
};

/// Who has something to spare, or needs something, and how much is left of it.
struct Side<'p> {
    body: &'p BodyId,
    board: BodyId,
    whole: i64,
    left: i64,
}

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let day = asking
        .cut_off
        .unwrap_or_else(|| ledger.calendar().last_day(year));
    let all = expected(ledger, &of, year)?;
    let mut streams: Vec<&StreamId> = all.keys().map(|(_, stream)| stream).collect();
    streams.sort();
    streams.dedup();
    let mut rows = Rows::default();
    for stream in streams {
        let own = all.iter().filter(|((_, it), _)| it == stream);
        let own: Vec<(&BodyId, &Expected)> = own.map(|((body, _), at)| (body, at)).collect();
        let side = |of: &dyn Fn(&Expected) -> i64| {
            let sums = own.iter().map(|(body, at)| (*body, of(at)));
            let mut sides: Vec<Side<'_>> = sums
                .filter(|(_, pence)| *pence > 0)
                .map(|(body, pence)| Side {
                    body,
                    board: ledger.accountable_read(body, year),
                    whole: pence,
                    left: pence,
                })
                .collect();
            sides.sort_by(|a, b| b.whole.cmp(&a.whole).then_with(|| a.body.cmp(b.body)));
            sides
        };
        let place = Place { stream, year, day };
        propose(ledger, &place, side(&to_spare), side(&needed), &mut rows);
    }
    Ok(rows)
}

fn to_spare(at: &Expected) -> i64 {
    match at.silent {
        true => 0,
        false => at.available.min(at.under_use()),
    }
}

fn needed(at: &Expected) -> i64 {
    let short = at.available.saturating_neg();
    let forecast = at.said.map_or(0, |_| at.under_use().saturating_neg());
    match at.silent {
        true => 0,
        false => short.max(forecast),
    }
}

/// Of which stream and year, and for which day it is judged.
struct Place<'p> {
    stream: &'p StreamId,
    year: FinancialYear,
    day: NaiveDate,
}

fn propose(
    ledger: &Ledger,
    place: &Place<'_>,
    mut spare: Vec<Side<'_>>,
    mut need: Vec<Side<'_>>,
    rows: &mut Rows,
) {
    for same_board in [true, false] {
        for to in &mut need {
            for from in &mut spare {
                let amount = from.left.min(to.left);
                let meets = (from.board == to.board) == same_board && from.body != to.body;
                if amount > 0 && meets {
                    from.left -= amount;
                    to.left -= amount;
                    let origins = [from.body, to.body].map(|it| place.lines(it));
                    rows.add(place.proposed(ledger, from, to, amount), origins.into());
                }
            }
        }
    }
    for from in spare.iter().filter(|it| it.left > 0) {
        let cells = place.left("to spare", from);
        rows.add(cells, vec![place.lines(from.body)]);
    }
    for to in need.iter().filter(|it| it.left > 0) {
        let cells = place.left("in need", to);
        rows.add(cells, vec![place.lines(to.body)]);
    }
}

impl Place<'_> {
    fn lines(&self, body: &BodyId) -> Origin {
        Origin::Lines(body.clone(), self.stream.clone(), self.year)
    }

    fn proposed(&self, ledger: &Ledger, from: &Side<'_>, to: &Side<'_>, amount: i64) -> Vec<Cell> {
        let [verdict, code, says] = self.verdict(ledger, from.body, to.body, amount);
        vec![
            Cell::words(self.stream),
            Cell::words("proposed"),
            Cell::words(from.body),
            Cell::words(to.body),
            sum(amount),
            sum(from.whole),
            sum(to.whole),
            Cell::Date(self.day),
            verdict,
            code,
            says,
        ]
    }

    /// What nobody needs, or nobody meets.
    fn left(&self, kind: &str, of: &Side<'_>) -> Vec<Cell> {
        let (body, whole) = (Cell::words(of.body), sum(of.whole));
        let ([from, to], [spare, need]) = match kind {
            "to spare" => ([body, Cell::Nothing], [whole, Cell::Nothing]),
            _ => ([Cell::Nothing, body], [Cell::Nothing, whole]),
        };
        vec![
            Cell::words(self.stream),
            Cell::words(kind),
            from,
            to,
            sum(of.left),
            spare,
            need,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
        ]
    }

    /// Whether it would be posted: the verdict, its code and its words.
    fn verdict(&self, ledger: &Ledger, from: &BodyId, to: &BodyId, amount: i64) -> [Cell; 3] {
        let Ok(amount) = Money::from_pence(amount) else {
            return [Cell::Nothing, Cell::Nothing, Cell::Nothing];
        };
        let vire = Vire {
            stream: self.stream.clone(),
            from: from.clone(),
            to: to.clone(),
            to_stream: None,
            year: self.year,
            amount,
            recurrence: Recurrence::NonRecurrent,
            vintage: None,
        };
        let mut draft = Draft::of(Act::Vire(vire)).effective(self.day);
        draft.text.by = Some(ledger.accountable_read(from, self.year).as_str().into());
        draft.text.reason = Some("forecast under-use".into());
        match ledger.check(&draft) {
            Err(no) => [
                Cell::words("refused"),
                Cell::words(no.first().code()),
                Cell::words(no.first()),
            ],
            Ok(Checked::Append(event)) => match event.advice().first() {
                Some(advice) => [
                    Cell::words("advised against"),
                    Cell::words(advice.code()),
                    Cell::words(advice),
                ],
                None => [Cell::words("allowed"), Cell::Nothing, Cell::Nothing],
            },
            Ok(Checked::Unchanged(_)) => [Cell::words("allowed"), Cell::Nothing, Cell::Nothing],
        }
    }
}

fn sum(pence: i64) -> Cell {
    Cell::maybe(Money::from_pence(pence).ok(), Cell::Money)
}
