//! Stage 4: what the draft names.

use super::super::index::{At, Register};
use super::super::query::misnamed;
use super::super::record::{Body, Project, Promise};
use super::Case;
use crate::journal::act::{Accrue, Allocate, Correct, Credit, Spend, UsePrepayment};
use crate::journal::{Act, Key, Mismatch, Misnamed, NoSuchEntry, NotBelow, Rejection};
use crate::noun::{Party, PrepaymentId, PromiseKind};

impl Case<'_, '_> {
    pub(crate) fn look_at_what_it_names(&mut self) {
        match &self.draft.act {
            Act::AddBody(body) => {
                if let Some(parent) = body.parent.as_ref().filter(|parent| **parent != body.id) {
                    self.needs_body(self.named.other, parent.as_str());
                }
                self.id_is_free_for_a_body();
            }
            Act::AddStream(stream) => {
                if let Some(source) = &stream.source {
                    self.needs_body(self.named.other, source.as_str());
                }
                if let Some(parent) = &stream.parent
                    && self.named.to_stream.is_none()
                {
                    self.unknown_stream(parent.as_str());
                }
                self.id_is_free_for_a_stream();
            }
            Act::ChangeControl(change) => self.needs_stream(change.stream.as_str()),
            Act::SetFloor(term) | Act::SetCap(term) => self.look_at_what_a_term_names(term),
            Act::PublishTotal(total) => {
                self.needs_stream(total.stream.as_str());
                self.id_is_free_for_a_total(&total.id);
            }
            Act::Contribute(said) => self.look_at_who_contributes(said),
            Act::Anticipate(said) => self.look_at_what_is_anticipated(said),
            Act::Allocate(given) => self.look_at_who_gives(given),
            Act::ReProvide(again) => {
                self.needs_stream(again.stream.as_str());
                self.needs_body(self.named.body, again.to.as_str());
            }
            Act::MarkNotRecorded(mark) => {
                self.needs_stream(mark.stream.as_str());
                self.needs_body(self.named.body, mark.body.as_str());
            }
            Act::Vire(vire) => {
                self.needs_stream(vire.stream.as_str());
                if let Some(to) = vire
                    .to_stream
                    .as_ref()
                    .filter(|_| self.named.to_stream.is_none())
                {
                    self.unknown_stream(to.as_str());
                }
                self.needs_body(self.named.other, vire.from.as_str());
                self.needs_body(self.named.body, vire.to.as_str());
                if vire.from == vire.to && self.named.stream == self.named.to_stream {
                    self.refuse(Rejection::FieldsConflict {
                        fields: "from and to",
                        works: "a virement goes to another body or another stream",
                    });
                }
            }
            _ => self.look_at_what_it_uses(),
        }
        self.look_whether_its_project_is_over();
    }

    fn look_at_what_it_uses(&mut self) {
        match &self.draft.act {
            Act::Release(release) => {
                self.needs_stream(release.stream.as_str());
                self.needs_body(self.named.body, release.to.as_str());
            }
            Act::Propose(project) => {
                self.needs_body(self.named.body, project.body.as_str());
                self.look_at_who_proposes(project);
                self.look_at_what_it_scales(project);
                self.id_is_free_for_a_project();
            }
            Act::Approve(approve) => self.look_at_who_approves(approve),
            Act::RecordDelay(delay) => {
                self.needs_project(Some(delay.project.as_str()));
                if let Some(Party::Body(body)) = &delay.attributable_to {
                    let found = self.ledger.bodies.find(body);
                    self.needs_body(found, body.as_str());
                }
            }
            Act::Earmark(earmark) => {
                self.needs_stream(earmark.stream.as_str());
                self.needs_body(self.named.body, earmark.body.as_str());
                self.needs_project(Some(earmark.project.as_str()));
            }
            Act::Hold(hold) => {
                self.needs_stream(hold.stream.as_str());
                self.needs_body(self.named.body, hold.body.as_str());
                self.needs_project(hold.project.as_ref().map(|id| id.as_str()));
                self.id_is_free_for_a_promise();
            }
            Act::Commit(commit) => {
                self.needs_stream(commit.stream.as_str());
                self.needs_body(self.named.body, commit.body.as_str());
                self.needs_project(commit.project.as_ref().map(|id| id.as_str()));
                self.id_is_free_for_a_promise();
                if let Some(hold) = &commit.hold {
                    self.needs_hold(self.named.hold, hold.as_str());
                    self.hold_fits();
                }
                if let Some(post) = &commit.post {
                    self.look_at_the_post(post);
                }
            }
            Act::Accrue(accrue) => self.look_at_what_is_accrued(accrue),
            Act::Spend(spend) => self.look_at_what_is_spent(spend),
            _ => self.look_at_what_came_of_it(),
        }
    }

    fn look_at_what_came_of_it(&mut self) {
        match &self.draft.act {
            Act::Prepay(it) => {
                self.look_at_what_cost(it.entry, it.posted_as.as_ref());
                self.id_is_free_for_a_prepayment(&it.id);
            }
            Act::UsePrepayment(used) => self.look_at_what_is_used(used),
            Act::Credit(it) => self.look_at_what_is_credited(it),
            Act::Recharge(it) => self.look_at_what_is_recharged(it),
            Act::Share(it) => self.look_at_who_shares(it),
            Act::Mainstream(it) => self.look_at_what_goes(it),
            Act::Decommit(decommit) => self.needs_commitment(decommit.id.as_str()),
            Act::GiveUp(give_up) => self.needs_hold(self.named.promise, give_up.id.as_str()),
            Act::Correct(correct) => self.look_at_what_is_corrected(correct),
            Act::Redact(it) => self.look_at_what_is_redacted(it),
            act if act.project_lived().is_some() => self.look_at_a_life(),
            _ => self.look_at_what_is_planned(),
        }
    }

    fn look_at_what_is_used(&mut self, used: &UsePrepayment) {
        self.needs_prepayment(&used.id);
        let prepayments = &self.ledger.prepayments;
        let its = prepayments.find(&used.id).map(|at| &prepayments[at].parts);
        self.not_before_the_cost(its.and_then(|its| Some(its.first()?.cell.year)));
    }

    fn look_at_what_is_credited(&mut self, credit: &Credit) {
        self.look_at_what_cost(credit.entry, credit.posted_as.as_ref());
        let cost = self.named.cost.filter(|_| self.named.body.is_some());
        let left = cost.map(|entry| self.ledger.cost_left(entry));
        self.not_before_the_cost(left.and_then(|left| Some(left.first()?.cell.year)));
    }

    fn look_at_who_gives(&mut self, given: &Allocate) {
        self.needs_stream(given.stream.as_str());
        self.needs_body(self.named.body, given.to.as_str());
        if let Some(from) = &given.from {
            self.needs_body(self.named.other, from.as_str());
        }
        let (Some(stream), Some(to)) = (self.named.stream, self.named.body) else {
            return;
        };
        let source = self.ledger.source_of(stream, to);
        // Without a giver, or from the source, it is new money.
        let stated = self.named.other;
        let giver = stated.filter(|giver| *giver != source && to != source);
        self.named.other = giver;
        let stated = given.from.as_ref().and(stated).filter(|it| *it != source);
        let giver_above = giver.or(stated);
        if let Some(giver) = giver_above.filter(|giver| !self.ledger.is_below(to, *giver)) {
            self.refuse(Rejection::ReceiverNotBelowGiver(NotBelow {
                from: self.ledger.bodies[giver].id.to_string(),
                to: given.to.to_string(),
            }));
        }
        if giver.is_some() && given.amount.is_zero() {
            self.refuse(Rejection::AmountNotPositive {
                field: "amount",
                amount: given.amount,
            });
        }
        self.look_at_what_it_confirms(given, stream, to);
        if given.opening {
            self.look_at_the_opening(given, stream, to);
        }
    }

    pub(crate) fn look_at_what_is_spent(&mut self, spend: &Spend) {
        if let Some(commitment) = &spend.commitment {
            self.needs_commitment(commitment.as_str());
            return;
        }
        if let Some(accrual) = &spend.accrual {
            self.needs_accrual(accrual.as_str());
            let its = self.named.accrual.map(|at| self.ledger.accruals[at].year());
            self.not_before_the_cost(its.flatten());
            if spend.is_final && self.named.accrual.is_some() && self.named.promise.is_none() {
                self.final_needs_a_commitment();
            }
            return;
        }
        if let Some(stream) = &spend.stream {
            self.needs_stream(stream.as_str());
        }
        if let Some(body) = &spend.body {
            self.needs_body(self.named.body, body.as_str());
        }
        self.needs_project(spend.project.as_ref().map(|id| id.as_str()));
    }

    fn look_at_what_is_accrued(&mut self, accrue: &Accrue) {
        match &accrue.commitment {
            Some(commitment) => self.needs_commitment(commitment.as_str()),
            None => {
                if let Some(stream) = &accrue.stream {
                    self.needs_stream(stream.as_str());
                }
                if let Some(body) = &accrue.body {
                    self.needs_body(self.named.body, body.as_str());
                }
                self.needs_project(accrue.project.as_ref().map(|id| id.as_str()));
            }
        }
        self.id_is_free_for_an_accrual(&accrue.id);
    }

    fn look_at_what_is_corrected(&mut self, correct: &Correct) {
        if correct.entry.is_none() && correct.posted_as.is_none() {
            return;
        }
        let head = self.ledger.head.entry;
        match self.ledger.entry_named(correct) {
            Some(entry) => self.look_at_the_entry(entry),
            None => {
                let named = correct.posted_as.as_ref().map(ToString::to_string);
                let number = correct.entry.map(|number| number.to_string());
                let entry = number.or(named).unwrap_or_default();
                self.refuse(Rejection::UnknownEntry(NoSuchEntry { entry, head }));
            }
        }
    }

    pub(crate) fn needs_stream(&mut self, id: &str) {
        if self.named.stream.is_none() {
            self.unknown_stream(id);
        }
    }

    pub(crate) fn unknown_stream(&mut self, id: &str) {
        let ids = self
            .ledger
            .streams
            .iter()
            .map(|(_, stream)| stream.id.as_str());
        let named = misnamed(id, ids);
        self.refuse(Rejection::UnknownStream(named));
    }

    pub(crate) fn needs_body(&mut self, found: Option<At<Body>>, id: &str) {
        if found.is_none() {
            let ids = self.ledger.bodies.iter().map(|(_, body)| body.id.as_str());
            let named = misnamed(id, ids);
            self.refuse(Rejection::UnknownBody(named));
        }
    }

    pub(crate) fn needs_project(&mut self, id: Option<&str>) {
        if let Some(id) = id.filter(|_| self.named.project.is_none()) {
            self.unknown_project(id);
        }
    }

    pub(crate) fn unknown_project(&mut self, id: &str) {
        let all = self.ledger.projects.iter();
        let named = misnamed(id, all.map(|(_, project)| project.id.as_str()));
        self.refuse(Rejection::UnknownProject(named));
    }

    pub(crate) fn needs_commitment(&mut self, id: &str) {
        let found = self.named.promise.map(|at| self.ledger.promises[at].kind);
        if found != Some(PromiseKind::Commitment) {
            self.unknown_commitment(id);
        }
    }

    pub(crate) fn unknown_commitment(&mut self, id: &str) {
        let named = promise_misnamed(&self.ledger.promises, id, PromiseKind::Commitment);
        self.refuse(Rejection::UnknownCommitment(named));
    }

    fn needs_accrual(&mut self, id: &str) {
        if self.named.accrual.is_none() {
            let ids = self.ledger.accruals.iter();
            let named = misnamed(id, ids.map(|(_, accrual)| accrual.id.as_str()));
            self.refuse(Rejection::UnknownAccrual(named));
        }
    }

    fn needs_prepayment(&mut self, id: &PrepaymentId) {
        if self.ledger.prepayments.find(id).is_none() {
            let ids = self.ledger.prepayments.iter();
            let named = misnamed(id.as_str(), ids.map(|(_, it)| it.id.as_str()));
            self.refuse(Rejection::UnknownPrepayment(named));
        }
    }

    pub(crate) fn look_at_what_cost(&mut self, number: Option<u64>, key: Option<&Key>) {
        if number.is_none() && key.is_none() {
            return;
        }
        let named = number.map(|number| number.to_string());
        let named = named.or_else(|| key.map(ToString::to_string));
        self.look_at_the_cost(self.named.cost, named.unwrap_or_default());
    }

    pub(crate) fn needs_hold(&mut self, found: Option<At<Promise>>, id: &str) {
        if found.map(|at| self.ledger.promises[at].kind) != Some(PromiseKind::Hold) {
            let named = promise_misnamed(&self.ledger.promises, id, PromiseKind::Hold);
            self.refuse(Rejection::UnknownHold(named));
        }
    }

    /// A commitment that makes a hold firm is of the same body and stream.
    fn hold_fits(&mut self) {
        let Some(hold) = self.named.hold.map(|at| &self.ledger.promises[at]) else {
            return;
        };
        let of = format!("hold {}", hold.id);
        if let Some(body) = self.named.body.filter(|body| *body != hold.body) {
            let ids = (
                &self.ledger.bodies[body].id,
                &self.ledger.bodies[hold.body].id,
            );
            let (found, expected) = (ids.0.to_string(), ids.1.to_string());
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "body",
                found,
                expected,
                of,
            }));
        } else if let Some(stream) = self.named.stream.filter(|stream| *stream != hold.stream) {
            let ids = (
                &self.ledger.streams[stream].id,
                &self.ledger.streams[hold.stream].id,
            );
            let (found, expected) = (ids.0.to_string(), ids.1.to_string());
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "stream",
                found,
                expected,
                of,
            }));
        } else if hold.project.is_some() && hold.project != self.named.project {
            let name = |at: Option<At<Project>>| {
                at.map_or_else(
                    || "none".to_owned(),
                    |at| self.ledger.projects[at].id.to_string(),
                )
            };
            let (found, expected) = (name(self.named.project), name(hold.project));
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "project",
                found,
                expected,
                of,
            }));
        }
    }
}

fn promise_misnamed(all: &Register<Promise>, found: &str, kind: PromiseKind) -> Misnamed {
    let of_kind = all.iter().filter(|(_, promise)| promise.kind == kind);
    misnamed(found, of_kind.map(|(_, promise)| promise.id.as_str()))
}
