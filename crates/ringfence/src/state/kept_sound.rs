//! Whether the numbers of a state that was read lead to what is there.

use super::Ledger;
use super::cell::{Cell, NONE};
use super::index::At;
use super::moved::Moved;
use super::record::{Body, Given, Project, Promise, Stream};
use crate::word::Money;

impl Ledger {
    /// What leads to nothing, where anything does: of the registers that every question walks,
    /// the movements and the notices.
    pub(crate) fn leads_astray(&self) -> Option<&'static str> {
        let bodies = || self.bodies.iter().all(|(at, it)| self.holds_body(at, it));
        let streams = || {
            self.streams
                .iter()
                .all(|(at, it)| self.holds_stream(at, it))
        };
        let projects = || {
            self.projects
                .iter()
                .all(|(at, it)| self.holds_project(at, it))
        };
        let promises = || self.promises.iter().all(|(_, it)| self.holds_promise(it));
        let cells = || self.cells.iter().all(|(_, it)| self.holds_cell(it));
        let moved = || self.cells.moved.iter().enumerate();
        let movements = || moved().all(|(place, it)| self.holds_movement(place, it));
        let notices = || self.notices.iter().all(|it| self.holds_notice(it));
        if !self.counts_agree() {
            Some("a count")
        } else if !bodies() {
            Some("a body")
        } else if !streams() {
            Some("a stream")
        } else if !projects() {
            Some("a project")
        } else if !promises() {
            Some("a commitment or hold")
        } else if !cells() {
            Some("a line")
        } else if !movements() {
            Some("a movement")
        } else if !notices() {
            Some("a notice")
        } else {
            None
        }
    }

    fn counts_agree(&self) -> bool {
        let last_move = self.cells.moved.len();
        let costs = self.cost_kinds.len();
        let posted = |it: &super::ledger::Posted| {
            it.first_move as usize <= last_move && it.cost.is_none_or(|at| at.place() < costs)
        };
        let to_notices = |of: &Vec<usize>| of.iter().all(|place| *place < self.notices.len());
        self.head.entry == self.entries.len() as u64
            && self.agreed.len() == self.promises.len()
            && self.entries.iter().all(posted)
            && self.notices_to.values().all(to_notices)
            && self.carried.iter().all(|it| it.notice < self.notices.len())
    }

    /// A parent is always named before: so nobody walks in a circle.
    fn holds_body(&self, at: At<Body>, it: &Body) -> bool {
        it.parent.is_none_or(|parent| parent < at) && self.is_entry(it.entry)
    }

    fn holds_stream(&self, at: At<Stream>, it: &Stream) -> bool {
        it.parent.is_none_or(|parent| parent < at)
            && it.source.is_none_or(|source| self.is_body(source))
            && it.terms.iter().all(|term| term.place() < self.terms.len())
            && self.is_entry(it.entry)
    }

    fn holds_project(&self, at: At<Project>, it: &Project) -> bool {
        self.is_body(it.body)
            && it.scales.is_none_or(|scaled| scaled < at)
            && it.proposed_by.is_none_or(|by| self.is_body(by))
            && it.chain.iter().all(|body| self.is_body(*body))
            && it.earmarks.iter().all(|it| self.is_cell(it.cell))
            && it.recurrent.iter().all(|at| self.is_promise(*at))
            && self.is_entry(it.entry)
    }

    fn holds_promise(&self, it: &Promise) -> bool {
        let mut parts = it.parts.iter();
        self.is_body(it.body)
            && self.is_stream(it.stream)
            && it.project.is_none_or(|at| self.is_project(at))
            && parts.all(|part| {
                self.is_cell(part.cell) && part.origin.is_none_or(|at| self.is_project(at))
            })
    }

    /// No balance is beyond what a posting leaves it within: a sum of all is within range.
    fn holds_cell(&self, it: &Cell) -> bool {
        let most = Money::MAX.pence();
        self.is_body(it.key.body)
            && self.is_stream(it.key.stream)
            && (it.last_move() == NONE || (it.last_move() as usize) < self.cells.moved.len())
            && it
                .balances
                .iter()
                .all(|sum| sum.unsigned_abs() <= most.unsigned_abs())
    }

    /// A movement leads to one before it: so nobody walks in a circle.
    fn holds_movement(&self, place: usize, it: &Moved) -> bool {
        self.is_cell(it.cell)
            && (it.before == NONE || (it.before as usize) < place)
            && it.promise.is_none_or(|at| self.is_promise(at))
            && it.hold.is_none_or(|at| self.is_promise(at))
            && it.project.is_none_or(|at| self.is_project(at))
            && self.is_entry(it.entry.into())
    }

    fn holds_notice(&self, it: &Given) -> bool {
        self.is_body(it.to)
            && it.from.is_none_or(|at| self.is_body(at))
            && self.is_stream(it.stream)
            && it.virement.is_none_or(|at| self.is_stream(at))
            && it
                .confirms
                .is_none_or(|at| at.place() < self.anticipated.len())
            && self.is_entry(it.entry)
    }

    fn is_entry(&self, entry: u64) -> bool {
        (1..=self.head.entry).contains(&entry)
    }

    fn is_body(&self, at: At<Body>) -> bool {
        at.place() < self.bodies.len()
    }

    fn is_stream(&self, at: At<Stream>) -> bool {
        at.place() < self.streams.len()
    }

    fn is_project(&self, at: At<Project>) -> bool {
        at.place() < self.projects.len()
    }

    fn is_promise(&self, at: At<Promise>) -> bool {
        at.place() < self.promises.len()
    }

    fn is_cell(&self, at: At<Cell>) -> bool {
        at.place() < self.cells.len()
    }
}
