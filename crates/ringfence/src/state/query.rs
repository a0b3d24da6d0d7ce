//! Asking where money stands.

use chrono::NaiveDate;

use super::Ledger;
use super::cell::{Balances, Cell, CellKey};
use super::index::At;
use super::known::Known;
use super::record::{Body, Stream};
use crate::journal::{Misnamed, Refusals, Rejection};
use crate::noun::{Account, BodyId, Line, Position, PromiseId, Recurrence, StreamId};
use crate::word::{FinancialYear, Money, nearest};

/// Which lines are asked for: what is left out is not asked about.
///
/// ```
/// use ringfence::state::Selection;
///
/// let of_a_year = Selection { year: "2016-17".parse().ok(), ..Selection::default() };
/// assert!(of_a_year.body.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Whose lines.
    pub body: Option<BodyId>,
    /// Of which stream.
    pub stream: Option<StreamId>,
    /// Whether those of its parts, too: the streams that stand below it.
    pub parts: bool,
    /// In which year.
    pub year: Option<FinancialYear>,
    /// Of which vintage.
    pub vintage: Option<FinancialYear>,
    /// Of which recurrence.
    pub recurrence: Option<Recurrence>,
    /// As it stood at the end of a day, by effective date.
    pub as_at: Option<NaiveDate>,
    /// As it was known then: what was posted later is left out, whenever it counts.
    pub as_known: Option<Known>,
}

/// A line in a year, and where its money stands: one row of a table of positions.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::state::Selection;
///
/// let ledger = aberwen();
/// let [line] = ledger.positions(&Selection::default())?.try_into().expect("one line");
/// assert_eq!(line.line.to_string(), "upland/winter-care/2025-26/non-recurrent");
/// assert_eq!((line.year.to_string().as_str(), line.hops), ("2025-26", 0)); // never rolled over
/// assert_eq!(line.position.available.to_string(), "190000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not whether a body is legal: that is the [`Standing`](crate::noun::Standing) of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The line.
    pub line: Line,
    /// The year.
    pub year: FinancialYear,
    /// How often its money was rolled over.
    pub hops: u16,
    /// Where its money stands.
    pub position: Position,
    /// What of its authority falls to the end of the month that is asked about.
    pub profiled: Money,
}

/// A selection whose names were found.
pub(super) struct Chosen {
    body: Option<At<Body>>,
    stream: Option<At<Stream>>,
}

impl Ledger {
    /// Where the money of all lines selected stands together. Nothing posted is nothing: a
    /// selection without lines is a position of noughts.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::state::Selection;
    ///
    /// let of = |body: &str| Selection { body: body.parse().ok(), ..Selection::default() };
    /// assert_eq!(aberwen().position(&of("upland"))?.available.to_string(), "190000.00");
    /// let no = aberwen().position(&of("uplnd")).expect_err("no such body");
    /// assert_eq!(no.first().code(), "unknown_body");
    /// assert!(no.to_string().contains("did you mean \"upland\"?"));
    /// # Ok::<(), ringfence::journal::Refusals>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_body`, `unknown_stream`, `money_out_of_range`.
    pub fn position(&self, of: &Selection) -> Result<Position, Refusals> {
        let chosen = self.chosen(of)?;
        let last_known = self.last_known(of);
        let mut sum: Option<Balances> = Some([0; Account::COUNT]);
        let mut add = |at: At<Cell>| {
            let balances = self.balances_known(at, of, last_known);
            sum = sum.and_then(|so_far| added(so_far, &balances?));
        };
        match (chosen.body, chosen.stream, of.year) {
            (Some(body), Some(stream), Some(year)) if !of.parts => {
                let pot = self.cells.pot(&(body, stream, year)).iter();
                pot.filter(|at| self.is_chosen(&self.cells[**at].key, of, &chosen))
                    .for_each(|at| add(*at));
            }
            _ => {
                let cells = self.cells.iter();
                cells
                    .filter(|(_, cell)| self.is_chosen(&cell.key, of, &chosen))
                    .for_each(|(at, _)| add(at));
            }
        }
        let position = sum.and_then(|balances| Position::of(&balances));
        position.ok_or_else(|| out_of_range("the selection"))
    }

    /// Where the money of each line selected stands, in the order of body, stream, year, vintage
    /// and recurrence.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::state::Selection;
    ///
    /// let of = |stream: &str| Selection { stream: stream.parse().ok(), ..Selection::default() };
    /// assert_eq!(aberwen().positions(&of("winter-care"))?.len(), 1);
    /// let no = aberwen().positions(&of("summer-care")).expect_err("no such stream");
    /// assert_eq!(no.first().code(), "unknown_stream");
    /// # Ok::<(), ringfence::journal::Refusals>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_body`, `unknown_stream`, `money_out_of_range`.
    pub fn positions(&self, of: &Selection) -> Result<Vec<Standing>, Refusals> {
        let (chosen, last_known) = (self.chosen(of)?, self.last_known(of));
        let mut all = Vec::new();
        for (at, cell) in self.cells.iter() {
            if !self.is_chosen(&cell.key, of, &chosen) || !self.is_known(at, last_known) {
                continue;
            }
            let line = self.line_of(&cell.key);
            let known = self.balances_known(at, of, last_known);
            let known = known.and_then(|sums| {
                let position = Position::of(&sums)?;
                let profiled = self.profiled(&cell.key, &position, of, last_known)?;
                Some((position, profiled))
            });
            let (position, profiled) = known.ok_or_else(|| out_of_range(&line.to_string()))?;
            all.push(Standing {
                line,
                year: cell.key.year,
                hops: cell.key.hops(),
                position,
                profiled,
            });
        }
        all.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
        Ok(all)
    }

    /// What a commitment has cost over all years, invoiced or not; nothing where there is none of
    /// this id, or where the sum is out of range.
    pub fn cost_of(&self, commitment: &PromiseId) -> Option<Money> {
        let at = self.promises.find(commitment)?;
        let moves = self
            .cells
            .moved
            .iter()
            .map(|moved| self.cells.as_move(moved));
        let of_it = moves.filter(|moved| moved.promise == Some(at));
        Money::narrow(of_it.map(|moved| i128::from(moved.cost())).sum())
    }

    /// The sum of every account over all lines: nought at all times, stream by stream.
    pub fn sum_of_all_postings(&self, stream: &StreamId) -> i64 {
        let Some(stream) = self.streams.find(stream) else {
            return 0;
        };
        let cells = self
            .cells
            .iter()
            .filter(|(_, cell)| cell.key.stream == stream);
        cells
            .map(|(_, cell)| cell.balances.iter().sum::<i64>())
            .sum()
    }

    pub(crate) fn balances(&self, at: At<Cell>, as_at: Option<NaiveDate>) -> Option<Balances> {
        match as_at {
            None => Some(self.cells[at].balances),
            Some(day) => self.cells.balances_at(at, day),
        }
    }

    fn is_chosen(&self, key: &CellKey, of: &Selection, chosen: &Chosen) -> bool {
        chosen.body.is_none_or(|body| body == key.body)
            && chosen.stream.is_none_or(|stream| {
                stream == key.stream || of.parts && self.is_part(key.stream, stream)
            })
            && of.year.is_none_or(|year| year == key.year)
            && of.vintage.is_none_or(|vintage| vintage == key.vintage)
            && of
                .recurrence
                .is_none_or(|recurrence| recurrence == key.recurrence)
    }

    /// Whether a stream stands below another.
    pub(crate) fn is_part(&self, stream: At<Stream>, whole: At<Stream>) -> bool {
        let parent = |at: &At<Stream>| self.streams[*at].parent;
        std::iter::successors(self.streams[stream].parent, parent).any(|at| at == whole)
    }

    /// Whether a stream is the one that is chosen, or a part of it where those are chosen, too.
    pub(crate) fn is_chosen_stream(&self, of: &Selection, stream: &StreamId) -> bool {
        let Some(chosen) = &of.stream else {
            return true;
        };
        let both = self.streams.find(stream).zip(self.streams.find(chosen));
        let is_part = || both.is_some_and(|(stream, whole)| self.is_part(stream, whole));
        chosen == stream || of.parts && is_part()
    }

    /// Whether what a selection names is there.
    ///
    /// # Errors
    /// `unknown_body`, `unknown_stream`.
    pub(crate) fn may_ask(&self, of: &Selection) -> Result<(), Refusals> {
        self.chosen(of).map(|_| ())
    }

    pub(super) fn chosen(&self, of: &Selection) -> Result<Chosen, Refusals> {
        let mut no = Vec::new();
        let body = of.body.as_ref().and_then(|id| {
            let found = self.bodies.find(id);
            if found.is_none() {
                let ids = self.bodies.iter().map(|(_, body)| body.id.as_str());
                no.push(Rejection::UnknownBody(misnamed(id.as_str(), ids)));
            }
            found
        });
        let stream = of.stream.as_ref().and_then(|id| {
            let found = self.streams.find(id);
            if found.is_none() {
                let ids = self.streams.iter().map(|(_, stream)| stream.id.as_str());
                no.push(Rejection::UnknownStream(misnamed(id.as_str(), ids)));
            }
            found
        });
        Refusals::from_reasons(no).map_or(Ok(Chosen { body, stream }), Err)
    }
}

fn added(mut sum: Balances, more: &Balances) -> Option<Balances> {
    for (total, part) in sum.iter_mut().zip(more) {
        *total = total.checked_add(*part)?;
    }
    Some(sum)
}

fn order_of(at: &Standing) -> (&BodyId, &StreamId, FinancialYear, FinancialYear, Recurrence) {
    let Line {
        body,
        stream,
        vintage,
        recurrence,
    } = &at.line;
    (body, stream, at.year, *vintage, *recurrence)
}

fn out_of_range(place: &str) -> Refusals {
    Refusals::of(Rejection::MoneyOutOfRange {
        place: place.to_owned(),
    })
}

pub(crate) fn misnamed<'a>(found: &str, ids: impl IntoIterator<Item = &'a str>) -> Misnamed {
    Misnamed {
        found: found.to_owned(),
        nearest: nearest(found, ids).map(str::to_owned),
    }
}
