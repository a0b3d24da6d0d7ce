//! What an event names, remembered.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Ledger;
use super::control::Control;
use super::event::Event;
use super::ledger::Adopted;
use super::names::Named;
use super::parts::Parts;
use super::record::{Agreed, Body, Given, Promise, Stream};
use super::redaction::unnamed_letter;
use crate::journal::act::{AddBody, AddStream, Allocate, Commit, Hold, ReProvide, Term, Vire};
use crate::journal::{Act, ActKind, JournalError, Text};
use crate::law::RuleBook;
use crate::noun::{PromiseKind, Recurrence};

impl Ledger {
    /// Remembers what an event names, before its movements.
    pub(crate) fn register(&mut self, event: &Event<'_>, number: u64) -> Result<(), JournalError> {
        match event.act() {
            Act::AddBody(body) => self.register_body(body, event, number),
            Act::AddStream(stream) => self.register_stream(stream, event, number),
            Act::AdoptBook(adopt) => {
                let book =
                    RuleBook::read(&adopt.book).map_err(|faults| JournalError::Contradiction {
                        entry: number,
                        what: faults.to_string(),
                    })?;
                self.book_in_force = book.hash();
                self.book_asks = book.has_asks();
                self.books.push(Adopted {
                    entry: number,
                    book: Arc::new(book),
                });
            }
            Act::Hold(hold) => self.register_hold(hold, event, number),
            Act::Commit(commit) => self.register_commitment(commit, event, number),
            Act::Allocate(given) => self.register_notice(given, event, number),
            Act::ReProvide(again) => self.register_re_provision(again, event, number),
            Act::TakeOn(line) => self.register_taken_on(line, event, number),
            Act::Vire(vire) => self.register_virement(vire, event, number),
            Act::Mainstream(it) => self.register_mainstreaming(it, event, number),
            Act::Credit(_) | Act::Recharge(_) | Act::Correct(_) => {
                self.register_late(event, number)
            }
            Act::Spend(_) if event.named.accrual.is_some() => self.register_late(event, number),
            _ => {}
        }
        self.open_first_year(event);
        Ok(())
    }

    /// The first year that any draft but a notice, a total or a mark names is open.
    fn open_first_year(&mut self, event: &Event<'_>) {
        if self.open_year.is_some() || self.last_closed.is_some() {
            return;
        }
        let opens = matches!(
            event.act().kind(),
            ActKind::TakeOn
                | ActKind::Vire
                | ActKind::Release
                | ActKind::Earmark
                | ActKind::Hold
                | ActKind::Commit
                | ActKind::Accrue
                | ActKind::Spend
        );
        if opens {
            self.open_year = event.moves.as_slice().first().map(|moved| moved.cell.year);
        }
    }

    fn register_body(&mut self, body: &AddBody, event: &Event<'_>, number: u64) {
        let standing = body.standing.unwrap_or_else(|| body.kind.usual_standing());
        let parent = event.named.other;
        let record = Body {
            id: body.id.clone(),
            name: name_of(event, body.id.as_str()),
            kind: body.kind,
            parent,
            standing,
            made_legal: Vec::new(),
            counts: Vec::new(),
            from: body.from.unwrap_or(event.effective),
            until: body.until,
            named_until: body.until,
            ended: Vec::new(),
            entry: number,
        };
        self.bodies.add(record);
    }

    fn register_stream(&mut self, stream: &AddStream, event: &Event<'_>, number: u64) {
        let record = Stream {
            id: stream.id.clone(),
            name: name_of(event, stream.id.as_str()),
            purposes: stream.purposes.clone(),
            parent: event.named.to_stream,
            control: Control {
                mode: stream.control,
                tolerance: stream.tolerance,
            },
            changes: Vec::new(),
            release: stream.release,
            base: stream.base,
            kind: stream.kind,
            source: event.named.other,
            suspense: stream.suspense,
            availability: stream.availability.clone(),
            contributions: stream.contributions,
            terms: Vec::new(),
            entry: number,
        };
        let at = self.streams.add(record);
        self.meet_terms(at);
    }

    fn register_hold(&mut self, hold: &Hold, event: &Event<'_>, number: u64) {
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
            recurrence: Recurrence::NonRecurrent,
            body,
            stream,
            project: event.named.project,
            parts: Parts::default(),
            ended: false,
            accrued: false,
        };
        self.promises.add(record);
        self.agreed.push(Agreed {
            entry: number,
            term,
        });
    }

    fn register_commitment(&mut self, commit: &Commit, event: &Event<'_>, number: u64) {
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
            recurrence: commit.term.recurrence(),
            parts: Parts::default(),
            ended: false,
            accrued: false,
        };
        let at = self.promises.add(record);
        self.agreed.push(Agreed {
            entry: number,
            term: commit.term,
        });
        if let Some(cost) = &commit.cost {
            self.costs.insert(at, cost.clone());
        }
        if let Some(tolerance) = commit.tolerance {
            self.tolerances.insert(at, tolerance);
        }
        if let Some(post) = &commit.post {
            self.register_post(post, at, number);
        }
        let recurrent = matches!(commit.term, Term::Recurrent { .. });
        if let Some(project) = project.filter(|_| recurrent) {
            self.projects[project].recurrent.push(at);
        }
    }

    fn register_notice(&mut self, given: &Allocate, event: &Event<'_>, number: u64) {
        let words = (event.effective, event.text());
        let Some(notice) = self.notice_of(given, &event.named, words, number) else {
            return;
        };
        self.remember_notice(notice);
    }

    /// Remembers a notice among those to its body, as rules read them.
    pub(crate) fn remember_notice(&mut self, notice: Given) {
        let places = self.notices_to.entry(notice.to).or_default();
        places.push(self.notices.len());
        self.notices.push(notice);
    }

    /// A notice as it is remembered.
    pub(crate) fn notice_of(
        &self,
        given: &Allocate,
        named: &Named,
        (effective, text): (NaiveDate, &Text),
        number: u64,
    ) -> Option<Given> {
        let (to, stream) = (named.body?, named.stream?);
        let source = self.source_of(stream, to);
        let from = named.other.filter(|giver| *giver != source && to != source);
        let confirms = given.confirms.as_ref();
        let confirms = confirms.and_then(|id| self.anticipated.find(id));
        Some(Given {
            entry: number,
            effective,
            stream,
            from,
            to,
            year: given.year,
            amount: given.amount,
            full_year: given.full_year.unwrap_or(given.amount),
            recurrence: given.recurrence,
            opening: given.opening,
            stated: given.stated,
            notice: text
                .notice
                .clone()
                .unwrap_or_else(|| unnamed_letter(ActKind::Allocate, effective)),
            dated: text.dated.clone(),
            source: text.source.clone(),
            note: text.note.clone(),
            virement: None,
            re_provided: false,
            confirms,
            withdrawn: false,
        })
    }

    /// Two notices of one letter: less in a year, the same again in the next.
    fn register_re_provision(&mut self, again: &ReProvide, event: &Event<'_>, number: u64) {
        let (Some(to), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let both = [
            (again.year, again.amount.negated()),
            (again.year.next(), again.amount),
        ];
        let named = &event.text().notice;
        let unnamed = || unnamed_letter(ActKind::ReProvide, event.effective);
        for (year, amount) in both {
            self.remember_notice(Given {
                entry: number,
                effective: event.effective,
                stream,
                from: None,
                to,
                year,
                amount,
                full_year: amount,
                recurrence: Recurrence::NonRecurrent,
                opening: false,
                stated: again.stated,
                notice: named.clone().unwrap_or_else(unnamed),
                dated: event.text().dated.clone(),
                source: event.text().source.clone(),
                note: event.text().note.clone(),
                virement: None,
                re_provided: true,
                confirms: None,
                withdrawn: false,
            });
        }
    }

    fn register_virement(&mut self, vire: &Vire, event: &Event<'_>, number: u64) {
        let words = (event.effective, event.text());
        let notice = self.virement_of(vire, &event.named, words, number);
        self.notices.extend(notice);
    }

    /// A recurrent virement as it is remembered: it is part of the base.
    pub(crate) fn virement_of(
        &self,
        vire: &Vire,
        named: &Named,
        (effective, text): (NaiveDate, &Text),
        number: u64,
    ) -> Option<Given> {
        if vire.recurrence != Recurrence::Recurrent {
            return None;
        }
        let (to, stream) = (named.body?, named.stream?);
        Some(Given {
            entry: number,
            effective,
            stream,
            from: named.other,
            to,
            year: vire.year,
            amount: vire.amount,
            full_year: vire.amount,
            recurrence: vire.recurrence,
            opening: false,
            stated: None,
            notice: text
                .notice
                .clone()
                .unwrap_or_else(|| unnamed_letter(ActKind::Vire, effective)),
            dated: None,
            source: text.source.clone(),
            note: text.note.clone(),
            virement: named.to_stream,
            re_provided: false,
            confirms: None,
            withdrawn: false,
        })
    }
}

fn name_of(event: &Event<'_>, id: &str) -> Arc<str> {
    event.text().name.clone().unwrap_or_else(|| Arc::from(id))
}
