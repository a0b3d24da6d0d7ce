//! From figures back to entries: the movements and the entries that a row of an answer rests on.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Ledger;
use super::cell::{CellKey, PotKey};
use super::index::At;
use super::moves::Move;
use super::reading::MovementRead;
use super::record::{Body, Project, Promise, Stream};
use crate::journal::ActKind;
use crate::noun::{BodyId, Line, ProjectId, PromiseId, StreamId};
use crate::word::FinancialYear;

/// What the figures of a row rest on. It is resolved to entries only when somebody asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An entry: its movements, or what it says where it moves nothing.
    Entry(u64),
    /// What an entry moved on one line in a year.
    On(u64, Line, FinancialYear),
    /// What an entry moved on the lines of a body and stream in a year.
    Of(u64, BodyId, StreamId, FinancialYear),
    /// What moved for a commitment in a year, its closes and reopenings apart.
    Kept(PromiseId, FinancialYear),
    /// Every line of a body and stream in a year.
    Lines(BodyId, StreamId, FinancialYear),
    /// One line in a year.
    Line(Line, FinancialYear),
    /// The cost of a body and stream in a year that names no project.
    Unnamed(BodyId, StreamId, FinancialYear),
    /// A commitment or a hold: what was agreed of it, and what moved for it in any year.
    Promise(PromiseId),
    /// A project: what was said of it, and all that moved for it.
    Project(ProjectId),
}

/// The last entry and the last day of which a trace knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Until {
    pub(crate) entry: u64,
    pub(crate) day: Option<NaiveDate>,
}

/// One movement with its line, or an entry that moved nothing.
#[derive(Clone, Debug)]
pub(crate) struct TracedRead<'l> {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) kind: ActKind,
    pub(crate) moved: Option<(Line, FinancialYear, MovementRead<'l>)>,
}

/// An origin whose names were found.
enum Found {
    Entry(u64),
    On(u64, CellKey),
    Of(u64, PotKey),
    Kept(At<Promise>, FinancialYear),
    Unnamed(At<Body>, At<Stream>, FinancialYear),
    Lines(At<Body>, At<Stream>, FinancialYear),
    Line(CellKey),
    Promise(At<Promise>),
    Project(At<Project>),
}

impl Ledger {
    /// The movements and entries that several origins stand for, each once, by day and then by
    /// the journal.
    pub(crate) fn traced_read(&self, origins: &[Origin], until: Until) -> Vec<TracedRead<'_>> {
        let found = origins.iter().filter_map(|it| self.found(it));
        let found: Vec<Found> = found.collect();
        let is_known = |entry: u64| {
            let by_then = |day| self.effective_of(entry) <= day;
            entry <= until.entry && until.day.is_none_or(by_then)
        };
        let mut said: BTreeSet<u64> = found.iter().flat_map(|it| self.said_by(it)).collect();
        said.retain(|entry| is_known(*entry));
        let mut all = Vec::new();
        for moved in &self.cells.moved {
            let entry = u64::from(moved.entry);
            let is_chosen = said.contains(&entry) || {
                let of = self.cells.as_move(moved);
                found.iter().any(|it| self.is_of(it, entry, &of))
            };
            if is_chosen && is_known(entry) {
                all.push(self.traced(entry, Some(self.cells.as_move(moved))));
            }
        }
        let moving: BTreeSet<u64> = all.iter().map(|it| it.entry).collect();
        let silent = said.difference(&moving).copied();
        all.extend(silent.map(|entry| self.traced(entry, None)));
        all.sort_by_key(|it| (it.effective, it.entry));
        all
    }

    fn traced(&self, entry: u64, moved: Option<Move>) -> TracedRead<'_> {
        let posted = self.entries[entry as usize - 1];
        let read = |moved: Move| {
            let line = self.line_of(&moved.cell);
            (line, moved.cell.year, self.movement_read(entry, &moved))
        };
        TracedRead {
            entry,
            effective: posted.effective,
            recorded: posted.recorded,
            kind: posted.kind,
            moved: moved.map(read),
        }
    }

    fn found(&self, origin: &Origin) -> Option<Found> {
        Some(match origin {
            Origin::Entry(entry) => Found::Entry(*entry),
            Origin::Lines(body, stream, year) => {
                Found::Lines(self.bodies.find(body)?, self.streams.find(stream)?, *year)
            }
            Origin::On(entry, line, year) => Found::On(*entry, self.key_of(line, *year)?),
            Origin::Of(entry, body, stream, year) => {
                let (body, stream) = (self.bodies.find(body)?, self.streams.find(stream)?);
                Found::Of(*entry, (body, stream, *year))
            }
            Origin::Kept(id, year) => Found::Kept(self.promises.find(id)?, *year),
            Origin::Unnamed(body, stream, year) => {
                Found::Unnamed(self.bodies.find(body)?, self.streams.find(stream)?, *year)
            }
            Origin::Line(line, year) => Found::Line(self.key_of(line, *year)?),
            Origin::Promise(id) => Found::Promise(self.promises.find(id)?),
            Origin::Project(id) => Found::Project(self.projects.find(id)?),
        })
    }

    /// The entries that say something of it, whether or not they move money.
    fn said_by(&self, of: &Found) -> Vec<u64> {
        match of {
            Found::Entry(entry) => vec![*entry],
            Found::On(..) | Found::Of(..) | Found::Kept(..) | Found::Unnamed(..) => Vec::new(),
            Found::Lines(..) | Found::Line(_) => Vec::new(),
            Found::Promise(at) => {
                let changed = self.changed.get(at).into_iter().flatten().copied();
                changed.chain([self.agreed_of(*at).entry]).collect()
            }
            Found::Project(at) => {
                let project = &self.projects[*at];
                let approvals = project.approvals.iter().map(|it| it.entry);
                let delays = project.delays.iter().map(|it| it.entry);
                approvals.chain(delays).chain([project.entry]).collect()
            }
        }
    }

    fn is_of(&self, of: &Found, entry: u64, moved: &Move) -> bool {
        match of {
            Found::Entry(_) => false,
            Found::On(its, key) => entry == *its && moved.cell == *key,
            Found::Of(its, pot) => entry == *its && moved.cell.pot() == *pot,
            Found::Kept(at, year) => {
                let kind = self.entries[entry as usize - 1].kind;
                let ends = matches!(kind, ActKind::CloseYear | ActKind::Reopen);
                moved.promise == Some(*at) && moved.cell.year == *year && !ends
            }
            Found::Unnamed(body, stream, year) => {
                let is_there = moved.cell.pot() == (*body, *stream, *year);
                is_there && moved.cost() != 0 && self.project_of_move(moved).is_none()
            }
            Found::Lines(body, stream, year) => moved.cell.pot() == (*body, *stream, *year),
            Found::Line(key) => moved.cell == *key,
            Found::Promise(at) => moved.promise == Some(*at) || moved.hold == Some(*at),
            Found::Project(at) => self.project_of_move(moved) == Some(*at),
        }
    }

    /// The project that a movement is for: its own, or that of its promise.
    pub(crate) fn project_of_move(&self, moved: &Move) -> Option<At<Project>> {
        let of_promise = || self.promises[moved.promise?].project;
        moved.project.or_else(of_promise)
    }

    /// What an entry says in words, where the ledger keeps them: of a notice, a total, a mark, a
    /// forecast, an approval or a delay.
    pub(crate) fn words_read(&self, entry: u64) -> Option<&str> {
        let of_notice = || Some(&*self.notices.iter().find(|it| it.entry == entry)?.notice);
        let of_mark = || Some(&*self.marks.iter().find(|it| it.entry == entry)?.words);
        let of_forecast = || Some(&*self.forecasts.iter().find(|it| it.entry == entry)?.reason);
        let of_total = || {
            let mut totals = self.totals.iter();
            totals
                .find(|(_, it)| it.entry == entry)
                .map(|(_, it)| &*it.source)
        };
        let of_project = || {
            let mut approvals = self.projects.iter().flat_map(|(_, it)| &it.approvals);
            approvals
                .find(|it| it.entry == entry)
                .map(|it| it.by.name())
        };
        match self.entries[entry as usize - 1].kind {
            ActKind::Allocate | ActKind::ReProvide | ActKind::Vire | ActKind::TakeOn => of_notice(),
            ActKind::MarkNotRecorded => of_mark(),
            ActKind::Forecast => of_forecast(),
            ActKind::PublishTotal => of_total(),
            ActKind::Approve => of_project(),
            _ => None,
        }
    }
}
