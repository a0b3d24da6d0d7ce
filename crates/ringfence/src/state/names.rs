//! What a draft names, found.

use chrono::NaiveDate;

use super::Ledger;
use super::accrual::Accrual;
use super::cost::CostOf;
use super::index::At;
use super::record::{Body, Project, Promise, Stream};
use crate::journal::act::{
    Accrue, Allocate, Commit, FactOf, Mainstream, ProfileOf, Recharge, Spend, Vire,
};
use crate::journal::{Act, Key};
use crate::noun::{BodyId, StreamId};
use crate::word::FinancialYear;

/// The things that an act names, as far as they exist.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named {
    pub(crate) stream: Option<At<Stream>>,
    /// The other stream: which receives; the parent.
    pub(crate) to_stream: Option<At<Stream>>,
    /// The body whose line it is; who receives.
    pub(crate) body: Option<At<Body>>,
    /// The other body: who gives; whose cost moves; the parent; whom a delay is put down to.
    pub(crate) other: Option<At<Body>>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) promise: Option<At<Promise>>,
    pub(crate) hold: Option<At<Promise>>,
    /// The accrual that an invoice settles.
    pub(crate) accrual: Option<At<Accrual>>,
    /// The entry of the spend that something is taken off.
    pub(crate) cost: Option<u64>,
}

impl Ledger {
    /// Finds what an act names; the checks say what is missing.
    pub(crate) fn named(&self, act: &Act, effective: NaiveDate) -> Named {
        let mut named = Named::default();
        match act {
            Act::AddBody(_) | Act::AddStream(_) => self.name_set_up(act, &mut named),
            Act::ChangeControl(change) => named.stream = self.streams.find(&change.stream),
            Act::SetFloor(term) | Act::SetCap(term) => {
                named = self.on_line(&term.stream, &term.body);
            }
            Act::PublishTotal(total) => named.stream = self.streams.find(&total.stream),
            Act::ReProvide(again) => named = self.on_line(&again.stream, &again.to),
            Act::Anticipate(said) => named = self.on_line(&said.stream, &said.body),
            Act::Contribute(said) => {
                named = self.on_line(&said.stream, &said.body);
                named.other = self.bodies.find(&said.partner);
            }
            Act::MarkNotRecorded(mark) => named = self.on_line(&mark.stream, &mark.body),
            Act::Allocate(given) => self.name_allocation(given, &mut named),
            Act::Vire(vire) => self.name_virement(vire, &mut named),
            Act::Release(release) => named = self.on_line(&release.stream, &release.to),
            Act::Propose(project) => {
                named.project = self.projects.find(&project.id);
                named.body = self.bodies.find(&project.body);
                let by = project.proposed_by.as_ref();
                named.other = by.and_then(|id| self.bodies.find(id));
            }
            Act::Approve(approve) => {
                named.project = self.projects.find(&approve.project);
                named.body = approve.body.as_ref().and_then(|id| self.bodies.find(id));
                named.stream = approve.stream.as_ref().and_then(|id| self.streams.find(id));
            }
            Act::RecordDelay(delay) => named.project = self.projects.find(&delay.project),
            Act::Earmark(earmark) => {
                named = self.on_line(&earmark.stream, &earmark.body);
                named.project = self.projects.find(&earmark.project);
            }
            Act::Hold(hold) => {
                named = self.on_line(&hold.stream, &hold.body);
                named.project = hold.project.as_ref().and_then(|id| self.projects.find(id));
                named.promise = self.promises.find(&hold.id);
            }
            Act::Commit(commit) => self.name_commitment(commit, &mut named),
            Act::Accrue(accrue) => self.name_accrual(accrue, &mut named),
            Act::Spend(spend) => self.name_spend(spend, effective, &mut named),
            Act::Prepay(it) => self.name_cost(it.entry, it.posted_as.as_ref(), &mut named),
            Act::Credit(it) => self.name_cost(it.entry, it.posted_as.as_ref(), &mut named),
            Act::Recharge(it) => self.name_recharge(it, &mut named),
            Act::UsePrepayment(used) => {
                let found = self.prepayments.find(&used.id);
                self.name_what_costs(found.map(|at| self.prepayments[at].of), &mut named);
            }
            Act::ChangeCost(change) => {
                self.name_cost_of(self.promises.find(&change.id), &mut named)
            }
            Act::Mainstream(it) => self.name_mainstreaming(it, effective, &mut named),
            Act::Decommit(decommit) => named.promise = self.promises.find(&decommit.id),
            Act::GiveUp(give_up) => named.promise = self.promises.find(&give_up.id),
            _ => named = self.named_by_plan(act),
        }
        named
    }

    fn name_set_up(&self, act: &Act, named: &mut Named) {
        match act {
            Act::AddBody(body) => {
                named.body = self.bodies.find(&body.id);
                named.other = body.parent.as_ref().and_then(|id| self.bodies.find(id));
            }
            Act::AddStream(stream) => {
                named.stream = self.streams.find(&stream.id);
                named.to_stream = stream.parent.as_ref().and_then(|id| self.streams.find(id));
                named.other = stream.source.as_ref().and_then(|id| self.bodies.find(id));
            }
            _ => {}
        }
    }

    /// What is planned names its line or commitment, what is said of a body that. Posts are few,
    /// and looked up where they are asked for; all else names nothing here.
    fn named_by_plan(&self, act: &Act) -> Named {
        match act {
            Act::TakeOn(line) => self.on_line(&line.stream, &line.body),
            Act::Share(it) => Named {
                project: self.projects.find(&it.project),
                ..Named::default()
            },
            Act::Forecast(said) => self.on_line(&said.stream, &said.body),
            Act::AddPlan(plan) => self.on_body(&plan.body),
            Act::AddPlanLine(line) => Named {
                stream: self.streams.find(&line.stream),
                project: line.project.as_ref().and_then(|id| self.projects.find(id)),
                ..Named::default()
            },
            _ if act.project_lived().is_some() => Named {
                project: act.project_lived().and_then(|id| self.projects.find(id)),
                ..Named::default()
            },
            Act::EndBody(it) => self.on_body(&it.body),
            Act::MakeLegal(it) => self.on_body(&it.body),
            Act::RecordPopulation(it) => self.on_body(&it.body),
            Act::RecordFact(it) => self.of_a_fact(&it.of),
            Act::RecordOutturn(it) => self.on_body(&it.body),
            Act::Profile(said) => match &said.of {
                ProfileOf::Line { stream, body, .. } => self.on_line(stream, body),
                ProfileOf::Commitment { commitment } => Named {
                    promise: self.promises.find(commitment),
                    ..Named::default()
                },
            },
            _ => Named::default(),
        }
    }

    fn of_a_fact(&self, of: &FactOf) -> Named {
        let mut named = Named::default();
        match of {
            FactOf::Body { body } => named = self.on_body(body),
            FactOf::Line { stream, body, .. } => named = self.on_line(stream, body),
            FactOf::Project { project } => named.project = self.projects.find(project),
            FactOf::Commitment { commitment } => {
                named.promise = self.promises.find(commitment);
            }
            FactOf::Hold { hold } => named.hold = self.promises.find(hold),
        }
        named
    }

    fn on_body(&self, body: &BodyId) -> Named {
        Named {
            body: self.bodies.find(body),
            ..Named::default()
        }
    }

    fn on_line(&self, stream: &StreamId, body: &BodyId) -> Named {
        Named {
            stream: self.streams.find(stream),
            body: self.bodies.find(body),
            ..Named::default()
        }
    }

    fn name_allocation(&self, given: &Allocate, named: &mut Named) {
        named.stream = self.streams.find(&given.stream);
        named.body = self.bodies.find(&given.to);
        named.other = match &given.from {
            Some(from) => self.bodies.find(from),
            None => named.body.and_then(|to| self.bodies[to].parent),
        };
    }

    fn name_virement(&self, vire: &Vire, named: &mut Named) {
        named.stream = self.streams.find(&vire.stream);
        named.to_stream = match &vire.to_stream {
            Some(stream) => self.streams.find(stream),
            None => named.stream,
        };
        named.body = self.bodies.find(&vire.to);
        named.other = self.bodies.find(&vire.from);
    }

    fn name_commitment(&self, commit: &Commit, named: &mut Named) {
        named.stream = self.streams.find(&commit.stream);
        named.body = self.bodies.find(&commit.body);
        named.project = commit
            .project
            .as_ref()
            .and_then(|id| self.projects.find(id));
        named.promise = self.promises.find(&commit.id);
        named.hold = commit.hold.as_ref().and_then(|id| self.promises.find(id));
    }

    fn name_accrual(&self, accrue: &Accrue, named: &mut Named) {
        match &accrue.commitment {
            Some(id) => self.name_cost_of(self.promises.find(id), named),
            None => {
                named.stream = accrue.stream.as_ref().and_then(|id| self.streams.find(id));
                named.body = accrue.body.as_ref().and_then(|id| self.bodies.find(id));
                let project = accrue.project.as_ref();
                named.project = project.and_then(|id| self.projects.find(id));
            }
        }
    }

    fn name_spend(&self, spend: &Spend, effective: NaiveDate, named: &mut Named) {
        if let Some(id) = &spend.commitment {
            self.name_cost_of(self.promises.find(id), named);
            let year = self.year_of_cost(spend.year, effective);
            named.accrual = named.promise.and_then(|at| self.oldest_accrual(at, year));
            return;
        }
        if let Some(id) = &spend.accrual {
            named.accrual = self.accruals.find(id);
            if let Some(accrual) = named.accrual.map(|at| &self.accruals[at]) {
                named.stream = Some(accrual.stream);
                named.body = Some(accrual.body);
                named.project = accrual.project;
                named.promise = accrual.promise;
            }
            return;
        }
        named.stream = spend.stream.as_ref().and_then(|id| self.streams.find(id));
        named.body = spend.body.as_ref().and_then(|id| self.bodies.find(id));
        named.project = spend.project.as_ref().and_then(|id| self.projects.find(id));
    }

    /// A cost is of the year that it states, else of the year of its day.
    pub(crate) fn year_of_cost(
        &self,
        stated: Option<FinancialYear>,
        effective: NaiveDate,
    ) -> FinancialYear {
        stated.unwrap_or_else(|| self.calendar().nearest_year(effective))
    }

    fn name_cost(&self, entry: Option<u64>, key: Option<&Key>, named: &mut Named) {
        named.cost = self.entry_at(entry, key);
        self.name_what_costs(named.cost.and_then(|entry| self.cost_at(entry)), named);
    }

    /// The cost that moves and whose it was, and where it belongs.
    fn name_recharge(&self, it: &Recharge, named: &mut Named) {
        self.name_cost(it.entry, it.posted_as.as_ref(), named);
        named.other = named.body.take();
        (named.stream, named.project, named.promise) = (None, None, None);
        match &it.commitment {
            Some(id) => self.name_cost_of(self.promises.find(id), named),
            None => {
                named.stream = it.stream.as_ref().and_then(|id| self.streams.find(id));
                named.body = it.body.as_ref().and_then(|id| self.bodies.find(id));
                named.project = it.project.as_ref().and_then(|id| self.projects.find(id));
            }
        }
    }

    /// The project, and the core line that is asked.
    fn name_mainstreaming(&self, it: &Mainstream, effective: NaiveDate, named: &mut Named) {
        named.project = self.projects.find(&it.project);
        named.stream = self.streams.find(&it.stream);
        named.body = match &it.body {
            Some(body) => self.bodies.find(body),
            None => {
                let first = self.goes_to_core(it, effective).first().copied();
                let freed = first.map(|of| self.promises[of.promise].body);
                freed.map(|body| self.accountable_on(body, effective))
            }
        };
    }

    fn name_what_costs(&self, of: Option<CostOf>, named: &mut Named) {
        let Some(of) = of else { return };
        (named.body, named.stream) = (Some(of.body), Some(of.stream));
        (named.project, named.promise) = (of.project, of.promise);
    }

    /// A commitment says what a cost is of.
    fn name_cost_of(&self, promise: Option<At<Promise>>, named: &mut Named) {
        named.promise = promise;
        if let Some(promise) = promise.map(|at| &self.promises[at]) {
            named.stream = Some(promise.stream);
            named.body = Some(promise.body);
            named.project = promise.project;
        }
    }

    /// The body whose giving of a stream is new money to a receiver: the stream's source, else
    /// the root above the receiver.
    pub(crate) fn source_of(&self, stream: At<Stream>, to: At<Body>) -> At<Body> {
        self.streams[stream].source.unwrap_or_else(|| {
            let mut root = to;
            while let Some(parent) = self.bodies[root].parent {
                root = parent;
            }
            root
        })
    }

    /// Whether a body stands below another.
    pub(crate) fn is_below(&self, body: At<Body>, above: At<Body>) -> bool {
        let mut next = self.bodies[body].parent;
        while let Some(parent) = next {
            if parent == above {
                return true;
            }
            next = self.bodies[parent].parent;
        }
        false
    }

    /// How a year stands.
    pub(crate) fn stance(&self, year: FinancialYear) -> Stance {
        match self.open_year {
            _ if self.last_closed.is_some_and(|closed| year <= closed) => Stance::Closed,
            None if self.last_closed.is_none() => Stance::First,
            None => Stance::NotOpen,
            Some(open) if open == year || self.ahead == Some(year) => Stance::Open,
            Some(_) => Stance::NotOpen,
        }
    }
}

/// How a year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// No year is open yet: the first draft that names it opens it.
    First,
    Open,
    NotOpen,
    Closed,
}
