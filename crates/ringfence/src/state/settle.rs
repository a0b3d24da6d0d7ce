//! What an event settles, after its movements.

use std::sync::Arc;

use super::Ledger;
use super::event::Event;
use super::index::At;
use super::life::Life;
use super::record::{Approved, Delay, Mark, Project, Promise, Total};
use crate::journal::act::{Correct, Propose};
use crate::journal::{Act, ActKind};
use crate::noun::TermKind;

impl Ledger {
    /// Remembers what an event settles, after its movements.
    pub(crate) fn settle(&mut self, event: &Event<'_>, number: u64) {
        match event.act() {
            Act::Propose(_) | Act::Approve(_) | Act::RecordDelay(_) => {
                self.settle_project(event, number);
            }
            Act::StartProject(_)
            | Act::RecordMilestone(_)
            | Act::RecordMeasure(_)
            | Act::Evaluate(_)
            | Act::ContinueProject(_)
            | Act::StopProject(_)
            | Act::CompleteProject(_) => self.settle_life(event, number),
            Act::Share(said) => self.settle_shares(said, event, number),
            Act::ChangeControl(change) => self.settle_control(change, event, number),
            Act::SetFloor(term) => self.settle_term((TermKind::Floor, term), event, number),
            Act::SetCap(term) => self.settle_term((TermKind::Cap, term), event, number),
            Act::PublishTotal(_) | Act::MarkNotRecorded(_) => self.settle_record(event, number),
            Act::Contribute(said) => self.settle_contribution(said, event, number),
            Act::Anticipate(said) => self.settle_anticipated(said, event, number),
            Act::Accrue(_)
            | Act::Prepay(_)
            | Act::UsePrepayment(_)
            | Act::Credit(_)
            | Act::Recharge(_) => self.settle_cost(event, number),
            Act::Spend(spend) => {
                self.settle_by_invoice(event, number);
                self.charge(event.moves.as_slice(), 1);
                if spend.is_final {
                    self.end_by(event, number);
                }
            }
            Act::ChangeCost(change) => self.settle_change(change, event, number),
            Act::Fill(_) | Act::RecordVacancy(_) => self.settle_post(event, number),
            Act::RecordFact(_) => self.settle_fact(event, number),
            Act::RecordOutturn(said) => self.settle_outturn(said, event, number),
            Act::MakeLegal(_) | Act::EndBody(_) | Act::RecordPopulation(_) => {
                self.settle_body(event, number);
            }
            Act::Decommit(decommit) if decommit.amount.is_none() => {
                self.end_by(event, number);
            }
            Act::Profile(_) | Act::Forecast(_) | Act::Freeze(_) => self.settle_plan(event, number),
            Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_) => {
                self.settle_three_years(event, number);
            }
            Act::Correct(correct) => self.settle_reversal(correct, event, number),
            Act::Redact(it) => self.settle_redaction(it, number),
            Act::CloseYear(close) => self.settle_close(close, number),
            Act::Reopen(it) => self.settle_reopening(it.year, event.moves.as_slice(), number),
            Act::Sign(it) => self.settle_signature(it.year, number),
            Act::OpenYear(open) => {
                self.settle_along(open.year, event.moves.as_slice());
                self.settle_opening(open.year);
            }
            _ => {}
        }
        self.follow_ahead(event.act());
    }

    fn settle_project(&mut self, event: &Event<'_>, number: u64) {
        match event.act() {
            Act::Propose(project) => {
                let Some(body) = event.named.body else { return };
                let chain = project.chain.iter();
                let name = event.text().name.clone();
                let record = Project {
                    id: project.id.clone(),
                    name: name.unwrap_or_else(|| Arc::from(project.id.as_str())),
                    body,
                    purpose: project.purpose.clone(),
                    scales: self.project_scaled(project),
                    proposed_by: event.named.other,
                    chain: chain.filter_map(|id| self.bodies.find(id)).collect(),
                    approvals: Vec::new(),
                    life: Life::default(),
                    delays: Vec::new(),
                    earmarks: Vec::new(),
                    recurrent: Vec::new(),
                    used: Vec::new(),
                    entry: number,
                };
                self.projects.add(record);
            }
            Act::Approve(approve) => {
                let Some(project) = event.named.project else {
                    return;
                };
                let is_step = self.turn_of(project).is_some_and(|turn| !turn.is_last());
                self.projects[project].approvals.push(Approved {
                    entry: number,
                    effective: event.effective,
                    sum: approve.sum,
                    adds: approve.adds,
                    by: event.teller(),
                    body: event.named.body,
                    stream: event.named.stream,
                    present: approve.present,
                    evidence: event.text().evidence.clone(),
                    is_step,
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
                    evidenced: event.is_evidenced(),
                    withdrawn: false,
                });
            }
            _ => {}
        }
    }

    fn project_scaled(&self, project: &Propose) -> Option<At<Project>> {
        self.projects.find(project.scales.as_ref()?)
    }

    fn settle_record(&mut self, event: &Event<'_>, number: u64) {
        let Some(stream) = event.named.stream else {
            return;
        };
        match event.act() {
            Act::PublishTotal(total) => {
                let name = event.text().name.clone();
                let record = Total {
                    id: total.id.clone(),
                    name: name.unwrap_or_else(|| Arc::from(total.id.as_str())),
                    stream,
                    year: total.year,
                    amount: total.amount,
                    stated: total.stated,
                    difference: total.difference.clone(),
                    source: event.text().source.clone().unwrap_or_else(|| Arc::from("")),
                    entry: number,
                    withdrawn: false,
                };
                self.totals.add(record);
            }
            Act::MarkNotRecorded(mark) => {
                let Some(body) = event.named.body else { return };
                let words = event.text().words.clone().unwrap_or_else(|| Arc::from(""));
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

    fn end_by(&mut self, event: &Event<'_>, number: u64) {
        if let Some(promise) = event.named.promise {
            self.end_promise(promise);
            self.ends.push((number, promise));
        }
    }

    fn settle_reversal(&mut self, correct: &Correct, event: &Event<'_>, number: u64) {
        self.settle_correction(correct, number);
        self.note_what_moves(event, number);
    }

    /// A reversed record no longer counts; a reversed end of a promise opens it again.
    fn settle_correction(&mut self, correct: &Correct, number: u64) {
        let Some(entry) = self.entry_named(correct) else {
            return;
        };
        let late = self.corrected_late(entry).is_some();
        self.corrected.insert(entry, number);
        if late {
            // What the closed year says of the entry stays.
            self.reopen_accruals(entry);
            return;
        }
        for given in self.notices.iter_mut().filter(|it| it.entry == entry) {
            given.withdrawn = true;
        }
        for mark in self.marks.iter_mut().filter(|it| it.entry == entry) {
            mark.withdrawn = true;
        }
        for said in self.anticipated.iter_mut().filter(|it| it.entry == entry) {
            said.withdrawn = true;
        }
        for total in self.totals.iter_mut().filter(|it| it.entry == entry) {
            total.withdrawn = true;
        }
        for stream in self.streams.iter_mut() {
            for change in stream.changes.iter_mut().filter(|it| it.entry == entry) {
                change.withdrawn = true;
            }
        }
        for project in self.projects.iter_mut() {
            for approved in project.approvals.iter_mut().filter(|it| it.entry == entry) {
                approved.withdrawn = true;
            }
            for delay in project.delays.iter_mut().filter(|it| it.entry == entry) {
                delay.withdrawn = true;
            }
        }
        let kind = self.entries[entry as usize - 1].kind;
        if kind == ActKind::EndBody {
            self.revive(entry);
        }
        self.put_on_again(entry, kind);
        if matches!(kind, ActKind::Accrue | ActKind::Spend | ActKind::Recharge) {
            self.charge(&self.moves_of(entry), -1);
        }
        self.reopen_accruals(entry);
        self.settle_promises(entry);
    }

    /// A reversed commitment is over; a reversed end opens its commitment again.
    fn settle_promises(&mut self, entry: u64) {
        let promise = self.moves_of(entry).first().and_then(|moved| moved.promise);
        if let Some(at) = promise.filter(|at| self.agreed_of(*at).entry == entry) {
            self.end_promise(at);
        }
        let of_core = self.mainstreamed.get(&entry).into_iter();
        let of_core: Vec<_> = of_core.flat_map(|it| &it.gone).map(|it| it.core).collect();
        for at in of_core {
            self.end_promise(at);
        }
        for (_, at) in self.promises_ended_by(entry).to_vec() {
            self.promises[at].ended = !self.reopened_by(at, entry);
        }
    }

    /// Whether a promise goes on once one of its ends is reversed: no other end stands.
    pub(crate) fn reopened_by(&self, promise: At<Promise>, entry: u64) -> bool {
        let stands = |(end, of): &(u64, At<Promise>)| {
            *of == promise && *end != entry && !self.corrected.contains_key(end)
        };
        !self.ends.iter().any(stands)
    }

    /// The commitments that an entry ended, with its number.
    pub(crate) fn promises_ended_by(&self, entry: u64) -> &[(u64, At<Promise>)] {
        let first = self.ends.partition_point(|(end, _)| *end < entry);
        let of_it = self.ends[first..].partition_point(|(end, _)| *end == entry);
        &self.ends[first..first + of_it]
    }
}
