//! Anticipated sums: what confirms them, and what stays open.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Given, Stream};
use crate::journal::act::{Anticipate, EndedLine};
use crate::noun::{AnticipatedId, BodyId, Line, OfAnticipated, Recurrence, StreamId};
use crate::word::{FinancialYear, Money};

/// A sum that is expected and not yet notified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Anticipated {
    pub(crate) id: AnticipatedId,
    pub(crate) name: Arc<str>,
    pub(crate) stream: At<Stream>,
    pub(crate) body: At<Body>,
    pub(crate) year: FinancialYear,
    pub(crate) amount: Money,
    pub(crate) recurrence: Recurrence,
    pub(crate) entry: u64,
    pub(crate) withdrawn: bool,
}

impl Named for Anticipated {
    type Of = OfAnticipated;

    fn id(&self) -> &AnticipatedId {
        &self.id
    }
}

/// An anticipated sum with its names, and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct AnticipatedRead<'l> {
    pub(crate) id: &'l AnticipatedId,
    pub(crate) name: &'l str,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) recurrence: Recurrence,
    pub(crate) effective: NaiveDate,
    pub(crate) amount: Money,
    /// The entries of the notices that confirm it.
    pub(crate) confirmed_by: Vec<u64>,
    pub(crate) confirmed: i64,
    pub(crate) open: i64,
    /// The entry that closed its year, and its day.
    pub(crate) closed_by: Option<(u64, NaiveDate)>,
    pub(crate) entry: u64,
    pub(crate) corrected_by: Option<u64>,
}

impl Ledger {
    pub(crate) fn settle_anticipated(&mut self, said: &Anticipate, event: &Event<'_>, number: u64) {
        let (Some(body), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let name = event.text().name.clone();
        self.anticipated.add(Anticipated {
            id: said.id.clone(),
            name: name.unwrap_or_else(|| Arc::from(said.id.as_str())),
            stream,
            body,
            year: said.year,
            amount: said.amount,
            recurrence: said.recurrence,
            entry: number,
            withdrawn: false,
        });
    }

    /// The notices that confirm an anticipated sum and stand.
    pub(crate) fn confirming(&self, at: At<Anticipated>) -> impl Iterator<Item = &Given> {
        let confirms = move |given: &&Given| given.confirms == Some(at) && !given.withdrawn;
        self.notices.iter().filter(confirms)
    }

    /// What is confirmed of an anticipated sum, and what stays open: a letter may confirm more
    /// than was expected, or take back what it confirmed.
    fn confirmed(&self, at: At<Anticipated>) -> [i64; 2] {
        let sums = self.confirming(at).map(|given| given.amount.pence());
        let confirmed = sums.fold(0_i64, i64::saturating_add);
        let expected = self.anticipated[at].amount.pence();
        [
            confirmed,
            expected.saturating_sub(confirmed).clamp(0, expected),
        ]
    }

    /// What ends with a year: each anticipated sum of it that is not confirmed as a whole.
    pub(crate) fn ended_with(&self, year: FinancialYear) -> Vec<EndedLine> {
        let of_year = self.anticipated_read();
        let open = of_year
            .into_iter()
            .filter(|it| it.year == year && it.open > 0 && it.corrected_by.is_none());
        let mut ended: Vec<EndedLine> = open
            .map(|it| EndedLine {
                id: it.id.clone(),
                line: Line {
                    body: it.body.clone(),
                    stream: it.stream.clone(),
                    vintage: it.year,
                    recurrence: it.recurrence,
                },
                amount: Money::from_pence(it.open).expect("no more than was expected"),
            })
            .collect();
        ended.sort_by(|a, b| a.id.cmp(&b.id));
        ended
    }

    /// All anticipated sums, in the order of the journal.
    pub(crate) fn anticipated_read(&self) -> Vec<AnticipatedRead<'_>> {
        let read = |(at, it)| {
            let it: &Anticipated = it;
            let [confirmed, open] = self.confirmed(at);
            let close = self.closes.iter().find(|close| close.year == it.year);
            AnticipatedRead {
                id: &it.id,
                name: &it.name,
                body: &self.bodies[it.body].id,
                stream: &self.streams[it.stream].id,
                year: it.year,
                recurrence: it.recurrence,
                effective: self.effective_of(it.entry),
                amount: it.amount,
                confirmed_by: self.confirming(at).map(|given| given.entry).collect(),
                confirmed,
                open,
                closed_by: close.map(|close| (close.entry, self.effective_of(close.entry))),
                entry: it.entry,
                corrected_by: self.corrected.get(&it.entry).copied(),
            }
        };
        self.anticipated.iter().map(read).collect()
    }
}
