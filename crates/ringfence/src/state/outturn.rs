//! How years of bodies turned out, and what sources say of their duties.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::At;
use super::record::Body;
use super::{Ledger, Selection};
use crate::journal::act::{PublishedStatus, RecordOutturn};
use crate::noun::{BodyId, Stated};
use crate::word::{FinancialYear, Money};

/// One thing that was recorded of a year of a body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Outturn {
    pub(crate) entry: u64,
    body: At<Body>,
    year: FinancialYear,
    pub(crate) what: OutturnWhat,
    stated: Option<Stated>,
    pub(crate) source: Arc<str>,
}

/// Its figures, or what a source says of a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OutturnWhat {
    Figures(OutturnFigures),
    Status {
        #[serde(with = "super::kept_form::as_json")]
        status: PublishedStatus,
        words: Arc<str>,
    },
}

/// The figures of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutturnFigures {
    pub(crate) limit: Option<Money>,
    pub(crate) cost: Option<Money>,
    /// As stated; see [`OutturnFigures::result`].
    pub(crate) stated_result: Option<Money>,
}

/// Something that was recorded of a year of a body, with its names.
#[derive(Clone, Debug)]
pub(crate) struct OutturnRead<'l> {
    pub(crate) entry: u64,
    pub(crate) body: &'l BodyId,
    pub(crate) year: FinancialYear,
    pub(crate) what: &'l OutturnWhat,
    pub(crate) stated: Option<Stated>,
    pub(crate) source: &'l str,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) corrected_by: Option<u64>,
    /// The one that took its place.
    pub(crate) superseded_by: Option<u64>,
}

impl OutturnFigures {
    /// Limit less cost, or as it was stated.
    pub(crate) fn result(&self) -> Option<Money> {
        let reckoned = self.limit.zip(self.cost);
        let reckoned = reckoned.and_then(|(limit, cost)| limit.checked_sub(cost));
        self.stated_result.or(reckoned)
    }
}

impl OutturnWhat {
    /// Whether it is said of the same, so that the later takes the place of the earlier.
    fn is_of_the_same(&self, other: &OutturnWhat) -> bool {
        match (self, other) {
            (OutturnWhat::Figures(_), OutturnWhat::Figures(_)) => true,
            (OutturnWhat::Status { status: one, .. }, OutturnWhat::Status { status: two, .. }) => {
                (&one.duty, one.since) == (&two.duty, two.since)
            }
            _ => false,
        }
    }
}

impl OutturnRead<'_> {
    /// Whether nothing took its place or took it back.
    pub(crate) fn is_in_force(&self) -> bool {
        self.corrected_by.is_none() && self.superseded_by.is_none()
    }
}

impl Ledger {
    /// Remembers how a year turned out.
    pub(crate) fn settle_outturn(&mut self, said: &RecordOutturn, event: &Event<'_>, entry: u64) {
        let Some(body) = event.named.body else { return };
        let text = event.text();
        let [source, words] = [
            text.source.as_ref().or(text.notice.as_ref()),
            text.words.as_ref(),
        ];
        let [source, words] =
            [source, words].map(|it| it.map_or_else(|| Arc::from(""), Arc::clone));
        let figures = OutturnFigures {
            limit: said.limit,
            cost: said.cost,
            stated_result: said.result,
        };
        let says_figures = said.limit.or(said.cost).or(said.result).is_some();
        let figures = says_figures.then_some(OutturnWhat::Figures(figures));
        let status = said.status.clone();
        let status = status.map(|status| OutturnWhat::Status { status, words });
        for what in figures.into_iter().chain(status) {
            self.outturns.push(Outturn {
                entry,
                body,
                year: said.year,
                what,
                stated: said.stated,
                source: Arc::clone(&source),
            });
        }
    }

    /// What was recorded by then of the years of bodies, each with the one that took its place: the
    /// next by its day, then by the journal.
    pub(crate) fn outturns_read(&self, of: &Selection) -> Vec<OutturnRead<'_>> {
        let last_known = self.last_known(of);
        let by_then = |it: &&Outturn| {
            let day = self.effective_of(it.entry);
            let is_chosen = of
                .body
                .as_ref()
                .is_none_or(|id| *id == self.bodies[it.body].id);
            is_chosen
                && of.year.is_none_or(|year| year == it.year)
                && last_known.is_none_or(|last| it.entry <= last)
                && of.as_at.is_none_or(|until| day <= until)
        };
        let mut made: Vec<&Outturn> = self.outturns.iter().filter(by_then).collect();
        made.sort_by_key(|it| (it.body, it.year, self.effective_of(it.entry), it.entry));
        let read = |place: usize| self.outturn_read(&made, place, last_known);
        let mut all: Vec<OutturnRead<'_>> = (0..made.len()).map(read).collect();
        all.sort_by_key(|it| (it.body, it.year));
        all
    }

    fn outturn_read<'l>(
        &'l self,
        made: &[&'l Outturn],
        place: usize,
        last_known: Option<u64>,
    ) -> OutturnRead<'l> {
        let it = made[place];
        let mut later = made[place + 1..].iter();
        let next = later.find(|next| {
            (next.body, next.year) == (it.body, it.year)
                && it.what.is_of_the_same(&next.what)
                && self.stood(next.entry, last_known)
        });
        let by = self.corrected_by(it.entry);
        OutturnRead {
            entry: it.entry,
            body: &self.bodies[it.body].id,
            year: it.year,
            what: &it.what,
            stated: it.stated,
            source: &it.source,
            effective: self.effective_of(it.entry),
            recorded: self.recorded_of(it.entry),
            corrected_by: by.filter(|by| last_known.is_none_or(|last| *by <= last)),
            superseded_by: next.map(|next| next.entry),
        }
    }
}
