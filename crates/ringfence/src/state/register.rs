//! What an event names, remembered.

use std::sync::Arc;

use super::Ledger;
use super::base::Carried;
use super::event::Event;
use super::few::Few;
use super::index::At;
use super::ledger::{Adopted, Closed};
use super::record::{Approved, Body, Delay, Given, Mark, Project, Promise, Stream, Total};
use crate::journal::act::{
    AddBody, AddStream, Allocate, BaseLine, Commit, Correct, Hold, Term, Vire,
};
use crate::journal::{Act, ActKind, JournalError};
use crate::law::RuleBook;
use crate::noun::{PromiseKind, Recurrence, Standing};
use crate::word::FinancialYear;

impl Ledger {
    /// Remembers what an event names, before its movements.
    pub(crate) fn register(&mut self, event: &Event, number: u64) -> Result<(), JournalError> {
        match &event.act {
            Act::AddBody(body) => self.register_body(body, event, number),
            Act::AddStream(stream) => self.register_stream(stream, event, number),
            Act::AdoptBook(adopt) => {
                let book =
                    RuleBook::read(&adopt.book).map_err(|faults| JournalError::Contradiction {
                        entry: number,
                        what: faults.to_string(),
                    })?;
                self.books.push(Adopted {
                    entry: number,
                    book: Arc::new(book),
                });
            }
            Act::Hold(hold) => self.register_hold(hold, event, number),
            Act::Commit(commit) => self.register_commitment(commit, event, number),
            Act::Allocate(given) => self.register_notice(given, event, number),
            Act::Vire(vire) => self.register_virement(vire, event, number),
            _ => {}
        }
        self.open_first_year(event);
        Ok(())
    }

    /// Remembers what an event settles, after its movements.
    pub(crate) fn settle(&mut self, event: &Event, number: u64) -> Result<(), JournalError> {
        match &event.act {
            Act::Propose(_) | Act::Approve(_) | Act::RecordDelay(_) => {
                self.settle_project(event, number);
            }
            Act::PublishTotal(_) | Act::MarkNotRecorded(_) => self.settle_record(event, number),
            Act::Spend(spend) if spend.is_final => {
                self.end_by(event, number);
            }
            Act::Decommit(decommit) if decommit.amount.is_none() => {
                self.end_by(event, number);
            }
            Act::Correct(correct) => self.settle_correction(correct, number),
            Act::CloseYear(close) => {
                self.last_closed = Some(close.year);
                self.open_year = None;
                let (year, entry, book) = (close.year, number, self.book_hash());
                let decisions = close.decisions.clone();
                self.closes.push(Closed {
                    year,
                    entry,
                    book,
                    decisions,
                });
            }
            Act::OpenYear(open) => {
                self.open_year = Some(open.year);
                self.end_terms(open.year);
                for line in &open.base {
                    let carried = self.carried_line(line, open.year, number)?;
                    self.carried.push(carried);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The first year that any draft but a notice, a total or a mark names is open.
    fn open_first_year(&mut self, event: &Event) {
        if self.open_year.is_some() || self.last_closed.is_some() {
            return;
        }
        let opens = matches!(
            event.act.kind(),
            ActKind::Vire
                | ActKind::Release
                | ActKind::Earmark
                | ActKind::Hold
                | ActKind::Commit
                | ActKind::Spend
        );
        if opens {
            self.open_year = event.moves.as_slice().first().map(|moved| moved.cell.year);
        }
    }

    fn register_body(&mut self, body: &AddBody, event: &Event, number: u64) {
        let standing = body.standing.unwrap_or_else(|| body.kind.usual_standing());
        let parent = event.named.other;
        let next = At::of_place(self.bodies.len());
        let above = parent.map_or(next, |at| self.bodies[at].accountable);
        let accountable = if standing == Standing::Legal {
            next
        } else {
            above
        };
        let record = Body {
            id: body.id.clone(),
            name: name_of(event, body.id.as_str()),
            kind: body.kind,
            parent,
            standing,
            accountable,
            from: body.from.unwrap_or(event.effective),
            until: body.until,
            entry: number,
        };
        self.bodies.add(body.id.as_str(), record);
    }

    fn register_stream(&mut self, stream: &AddStream, event: &Event, number: u64) {
        let record = Stream {
            id: stream.id.clone(),
            name: name_of(event, stream.id.as_str()),
            purposes: stream.purposes.clone(),
            control: stream.control,
            release: stream.release,
            base: stream.base,
            kind: stream.kind,
            source: event.named.other,
            availability: stream.availability.clone(),
            entry: number,
        };
        self.streams.add(stream.id.as_str(), record);
    }

    fn register_hold(&mut self, hold: &Hold, event: &Event, number: u64) {
        let term = Term::NonRecurrent {
            year: hold.year,
            amount: hold.amount,
        };
        let (Some(body), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let record = Promise {
            id: hold.id.clone(),
            kind: PromiseKind::Hold,
            body,
            stream,
            project: event.named.project,
            purpose: hold.purpose.clone(),
            term,
            cost: None,
            placed_on: event.effective,
            parts: Few::default(),
            ended: false,
            entry: number,
        };
        self.promises.add(hold.id.as_str(), record);
    }

    fn register_commitment(&mut self, commit: &Commit, event: &Event, number: u64) {
        let (Some(body), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let project = event.named.project;
        let record = Promise {
            id: commit.id.clone(),
            kind: PromiseKind::Commitment,
            body,
            stream,
            project,
            purpose: commit.purpose.clone(),
            term: commit.term,
            cost: commit.cost.clone(),
            placed_on: event.effective,
            parts: Few::default(),
            ended: false,
            entry: number,
        };
        let at = self.promises.add(commit.id.as_str(), record);
        if let Some(project) = project {
            self.projects[project].promises.push(at);
        }
    }

    fn register_notice(&mut self, given: &Allocate, event: &Event, number: u64) {
        let (Some(to), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let source = self.source_of(stream, to);
        let from = event
            .named
            .other
            .filter(|giver| *giver != source && to != source);
        self.notices_to
            .entry(to)
            .or_default()
            .push(self.notices.len());
        self.notices.push(Given {
            entry: number,
            effective: event.effective,
            stream,
            from,
            to,
            year: given.year,
            amount: given.amount,
            full_year: given.full_year.unwrap_or(given.amount),
            recurrence: given.recurrence,
            opening: given.opening,
            stated: given.stated,
            notice: event.text.notice.clone().unwrap_or_else(|| Arc::from("")),
            dated: event.text.dated.clone(),
            virement: None,
            withdrawn: false,
        });
    }

    fn register_virement(&mut self, vire: &Vire, event: &Event, number: u64) {
        if vire.recurrence != Recurrence::Recurrent {
            return;
        }
        let (Some(to), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        self.notices.push(Given {
            entry: number,
            effective: event.effective,
            stream,
            from: event.named.other,
            to,
            year: vire.year,
            amount: vire.amount,
            full_year: vire.amount,
            recurrence: vire.recurrence,
            opening: false,
            stated: None,
            notice: event
                .text
                .notice
                .clone()
                .unwrap_or_else(|| Arc::from("virement")),
            dated: None,
            virement: event.named.to_stream,
            withdrawn: false,
        });
    }

    fn settle_project(&mut self, event: &Event, number: u64) {
        match &event.act {
            Act::Propose(project) => {
                let Some(body) = event.named.body else { return };
                let record = Project {
                    id: project.id.clone(),
                    name: name_of(event, project.id.as_str()),
                    body,
                    purpose: project.purpose.clone(),
                    approvals: Vec::new(),
                    delays: Vec::new(),
                    earmarks: Vec::new(),
                    promises: Vec::new(),
                    used: Vec::new(),
                    entry: number,
                };
                self.projects.add(project.id.as_str(), record);
            }
            Act::Approve(approve) => {
                let Some(project) = event.named.project else {
                    return;
                };
                self.projects[project].approvals.push(Approved {
                    entry: number,
                    effective: event.effective,
                    sum: approve.sum,
                    adds: approve.adds,
                    by: event.text.by.clone().unwrap_or_else(|| Arc::from("")),
                    withdrawn: false,
                });
            }
            Act::RecordDelay(delay) => {
                let Some(project) = event.named.project else {
                    return;
                };
                self.projects[project].delays.push(Delay {
                    entry: number,
                    cause: delay.cause.clone(),
                    attributable_to: delay.attributable_to.clone(),
                    start: delay.start,
                    end: delay.end,
                    evidenced: event.text.evidence.is_some(),
                    withdrawn: false,
                });
            }
            _ => {}
        }
    }

    fn settle_record(&mut self, event: &Event, number: u64) {
        let Some(stream) = event.named.stream else {
            return;
        };
        match &event.act {
            Act::PublishTotal(total) => {
                let record = Total {
                    id: total.id.clone(),
                    stream,
                    year: total.year,
                    amount: total.amount,
                    stated: total.stated,
                    difference: total.difference.clone(),
                    source: event.text.source.clone().unwrap_or_else(|| Arc::from("")),
                    entry: number,
                    withdrawn: false,
                };
                self.totals.add(total.id.as_str(), record);
            }
            Act::MarkNotRecorded(mark) => {
                let Some(body) = event.named.body else { return };
                let words = event.text.words.clone().unwrap_or_else(|| Arc::from(""));
                let (year, what) = (mark.year, mark.what);
                let (entry, withdrawn) = (number, false);
                self.marks.push(Mark {
                    stream,
                    body,
                    year,
                    what,
                    words,
                    entry,
                    withdrawn,
                });
            }
            _ => {}
        }
    }

    fn end_by(&mut self, event: &Event, number: u64) {
        if let Some(promise) = event.named.promise {
            self.end_promise(promise);
            self.ends.insert(number, promise);
        }
    }

    /// A reversed record no longer counts; a reversed end of a promise opens it again.
    fn settle_correction(&mut self, correct: &Correct, number: u64) {
        let keyed = correct
            .posted_as
            .as_ref()
            .and_then(|key| self.keys.get(key.as_str()));
        let Some(entry) = correct.entry.or_else(|| keyed.map(|it| it.receipt.entry)) else {
            return;
        };
        self.corrected.insert(entry, number);
        for given in self.notices.iter_mut().filter(|it| it.entry == entry) {
            given.withdrawn = true;
        }
        for mark in self.marks.iter_mut().filter(|it| it.entry == entry) {
            mark.withdrawn = true;
        }
        for total in self.totals.iter_mut().filter(|it| it.entry == entry) {
            total.withdrawn = true;
        }
        for project in self.projects.iter_mut() {
            for approved in project.approvals.iter_mut().filter(|it| it.entry == entry) {
                approved.withdrawn = true;
            }
            for delay in project.delays.iter_mut().filter(|it| it.entry == entry) {
                delay.withdrawn = true;
            }
        }
        self.settle_promises(entry);
    }

    /// A reversed commitment is over; a reversed end opens its commitment again.
    fn settle_promises(&mut self, entry: u64) {
        let promise = self.moves_of(entry).first().and_then(|moved| moved.promise);
        if let Some(at) = promise.filter(|at| self.promises[*at].entry == entry) {
            self.end_promise(at);
        }
        let ended = self.ends.get(&entry).copied();
        if let Some(at) = ended {
            self.promises[at].ended = false;
        }
    }

    /// A recurrent commitment whose last day has passed is over.
    fn end_terms(&mut self, year: FinancialYear) {
        let first = self.calendar().first_day(year);
        for promise in self.promises.iter_mut() {
            if let Term::Recurrent { end: Some(end), .. } = promise.term {
                promise.ended |= end < first;
            }
        }
    }

    fn carried_line(
        &self,
        line: &BaseLine,
        year: FinancialYear,
        number: u64,
    ) -> Result<Carried, JournalError> {
        let notice = self
            .notices
            .iter()
            .position(|given| given.entry == line.entry);
        let body = self.bodies.find(line.body.as_str());
        let stream = self.streams.find(line.stream.as_str());
        match (notice, body, stream) {
            (Some(notice), Some(body), Some(stream)) => Ok(Carried {
                year,
                notice,
                body,
                stream,
                amount: line.amount.pence(),
            }),
            _ => Err(JournalError::Contradiction {
                entry: number,
                what: format!("a base that rests on entry {}", line.entry),
            }),
        }
    }
}

fn name_of(event: &Event, id: &str) -> Arc<str> {
    event.text.name.clone().unwrap_or_else(|| Arc::from(id))
}
