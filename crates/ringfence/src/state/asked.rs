//! What a draft asks for, as the rules of a book see it.

use super::Ledger;
use super::check::said_by;
use super::fact::OwnOf;
use super::index::At;
use super::names::Named;
use super::record::{Approved, Body, Project, Stream};
use super::year_end::CommitmentTerms;
use crate::journal::act::{Approve, Term};
use crate::journal::{Act, ActKind, Draft};
use crate::law::{AskKind, AskSeat, FactError, FactName, FactSet, Facts, Group, Record, Scope};
use crate::noun::{Account, BodyId, Recurrence, Wording};
use crate::word::{FinancialYear, Money};
use chrono::NaiveDate;

/// What a draft asks for, and of which line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) kind: AskKind,
    pub(crate) amount: Money,
    pub(crate) body: At<Body>,
    /// Nothing where an approval names none.
    pub(crate) stream: Option<At<Stream>>,
    pub(crate) year: FinancialYear,
    pub(crate) on: NaiveDate,
    named: Named,
}

impl AskKind {
    /// The account to which an accepted ask of this kind moves money; an approval moves none.
    fn account(self) -> Option<Account> {
        match self {
            AskKind::Allocate => Some(Account::PassedDown),
            AskKind::Vire => Some(Account::ViredOut),
            AskKind::Release => Some(Account::Released),
            AskKind::Earmark => Some(Account::Earmarked),
            AskKind::Hold => Some(Account::Held),
            AskKind::Commit => Some(Account::Committed),
            AskKind::Spend => Some(Account::Invoiced),
            AskKind::Approve => None,
        }
    }

    /// The kind of draft that asks it.
    pub fn act(self) -> ActKind {
        match self {
            AskKind::Allocate => ActKind::Allocate,
            AskKind::Vire => ActKind::Vire,
            AskKind::Release => ActKind::Release,
            AskKind::Earmark => ActKind::Earmark,
            AskKind::Hold => ActKind::Hold,
            AskKind::Commit => ActKind::Commit,
            AskKind::Spend => ActKind::Spend,
            AskKind::Approve => ActKind::Approve,
        }
    }
}

impl Ledger {
    /// What a draft asks for; nothing where it states a fact or asks for no money.
    pub(crate) fn asked(
        &self,
        draft: &Draft,
        named: &Named,
        on: NaiveDate,
        year: Option<FinancialYear>,
    ) -> Option<Asked> {
        if let Act::Approve(approve) = &draft.act {
            return self.asked_to_approve(approve, named, on);
        }
        let (kind, amount) = match &draft.act {
            Act::Allocate(given) if !given.actual => (AskKind::Allocate, given.amount),
            Act::Vire(vire) => (AskKind::Vire, vire.amount),
            Act::Release(release) => (AskKind::Release, release.amount),
            Act::Earmark(earmark) => (AskKind::Earmark, earmark.amount),
            Act::Hold(hold) => (AskKind::Hold, hold.amount),
            Act::Commit(commit) => match commit.term {
                Term::NonRecurrent { amount, .. } => (AskKind::Commit, amount),
                Term::Recurrent { annual, .. } => (AskKind::Commit, annual),
            },
            Act::Mainstream(it) => {
                let goes = self.goes_to_core(it, on).into_iter();
                let sums = goes.map(|of| i128::from(of.annual.pence()));
                (
                    AskKind::Commit,
                    Money::narrow(sums.sum()).unwrap_or(Money::MAX),
                )
            }
            Act::Spend(spend) if !spend.actual => (AskKind::Spend, spend.amount),
            _ => return None,
        };
        let stream = named.stream?;
        let gives = matches!(kind, AskKind::Allocate | AskKind::Vire);
        let body = match gives {
            true => named.other?,
            false => named.body?,
        };
        // What a source gives is a fact.
        if kind == AskKind::Allocate && self.streams[stream].source == Some(body) {
            return None;
        }
        Some(Asked {
            kind,
            amount,
            body,
            stream: Some(stream),
            year: year?,
            on,
            named: *named,
        })
    }

    /// What an approval asks for: of the body that approves, else of the project's own; of the
    /// year of its day.
    fn asked_to_approve(&self, it: &Approve, named: &Named, on: NaiveDate) -> Option<Asked> {
        let project = &self.projects[named.project?];
        Some(Asked {
            kind: AskKind::Approve,
            amount: it.sum.amount(),
            body: named.body.unwrap_or(project.body),
            stream: named.stream,
            year: self.year_of_cost(None, on),
            on,
            named: *named,
        })
    }

    /// The id of the stream that is asked of; empty where none is named.
    pub(crate) fn stream_asked(&self, asked: &Asked) -> &str {
        asked
            .stream
            .map_or("", |stream| self.streams[stream].id.as_str())
    }

    /// Where something is asked, as a message names it.
    pub(crate) fn place_asked(&self, asked: &Asked) -> String {
        match asked.stream {
            Some(stream) => self.place(asked.body, stream, Some(asked.year)),
            None => format!("{}, {}", self.bodies[asked.body].id, asked.year),
        }
    }

    /// What is known of an ask, as far as a rule reads it.
    pub(crate) fn facts_of_ask(&self, draft: &Draft, asked: &Asked, seat: &AskSeat<'_>) -> Facts {
        let mut facts = Facts::new();
        let mut set = || -> Result<(), FactError> {
            self.set_ask(&mut facts, draft, asked)?;
            self.set_sums_of_ask(&mut facts, asked, seat)?;
            self.set_commitment_of_ask(&mut facts, (draft, asked), seat.wants())?;
            // How many there were reads none of their facts.
            if seat.looks_at(Group::Earlier) {
                self.add_earlier(&mut facts, asked)?;
            }
            if let Some(project) = asked.named.project {
                self.set_project_facts(&mut facts, project, asked.year)?;
            }
            Ok(())
        };
        set().expect("facts of the vocabulary's types");
        let of = OwnOf {
            body: Some(asked.body),
            stream: asked.stream,
            vintage: draft.act.vintage(),
            project: asked.named.project,
            commitment: asked.named.promise,
            hold: asked.named.hold,
        };
        self.set_own_facts(&mut facts, of, seat.own());
        facts
    }

    fn set_ask(&self, facts: &mut Facts, draft: &Draft, asked: &Asked) -> Result<(), FactError> {
        self.set_body_and_year(facts, asked.body, asked.year)?;
        if let Some(stream) = asked.stream {
            self.set_stream(facts, stream)?;
        }
        facts
            .set(FactName::AskKind, asked.kind.name(), &[])?
            .set(FactName::AskAmount, asked.amount, &[])?
            .set(FactName::AskOn, asked.on, &[])?;
        let of_project = |at: At<Project>| &self.projects[at].purpose;
        let purpose = draft.act.purpose();
        if let Some(purpose) = purpose.or_else(|| asked.named.project.map(of_project)) {
            facts.set(FactName::AskPurpose, purpose.as_str(), &[])?;
        }
        if let Some(by) = said_by(draft) {
            facts.set(FactName::AskBy, by, &[])?;
        }
        let recurrence = match &draft.act {
            Act::Allocate(given) => Some(given.recurrence),
            Act::Vire(vire) => Some(vire.recurrence),
            Act::Commit(commit) => Some(commit.term.recurrence()),
            Act::Approve(approve) => Some(approve.sum.recurrence()),
            Act::Mainstream(_) => Some(Recurrence::Recurrent),
            _ => None,
        };
        if let Some(recurrence) = recurrence {
            facts.set(FactName::AskRecurrence, recurrence.word(), &[])?;
        }
        if matches!(asked.kind, AskKind::Allocate | AskKind::Vire) {
            if let Some(to) = asked.named.body {
                facts.set(FactName::AskToBody, self.bodies[to].id.as_str(), &[])?;
            }
            if let Some(to) = asked.named.to_stream.or(asked.stream) {
                facts.set(FactName::AskToStream, self.streams[to].id.as_str(), &[])?;
            }
        }
        self.set_approval_of_ask(facts, draft, asked)
    }

    fn set_approval_of_ask(
        &self,
        facts: &mut Facts,
        draft: &Draft,
        asked: &Asked,
    ) -> Result<(), FactError> {
        let (Act::Approve(approve), Some(project)) = (&draft.act, asked.named.project) else {
            return Ok(());
        };
        let project = &self.projects[project];
        if let Some(by) = project.proposed_by {
            let by = &self.bodies[by].id;
            facts.set(FactName::AskProposedBy, by, &[project.entry])?;
        }
        if let Some(present) = approve.present {
            facts.set(FactName::AskPresent, i64::from(present), &[])?;
        }
        Ok(())
    }

    /// Sums of the year: of the body's own lines from those alone, of all others from the year.
    /// The commitment that it is a cost of, or that it would be.
    fn set_commitment_of_ask(
        &self,
        facts: &mut Facts,
        (draft, asked): (&Draft, &Asked),
        wants: &FactSet,
    ) -> Result<(), FactError> {
        let Act::Commit(commit) = &draft.act else {
            let promise = asked.named.promise;
            return promise.map_or(Ok(()), |at| self.set_commitment_facts(facts, at, wants));
        };
        let would_be = CommitmentTerms {
            recurrence: commit.term.recurrence(),
            placed_on: asked.on,
            cost: commit.cost.as_ref(),
        };
        would_be.set(facts, wants, &[])
    }

    fn set_sums_of_ask(
        &self,
        facts: &mut Facts,
        asked: &Asked,
        seat: &AskSeat<'_>,
    ) -> Result<(), FactError> {
        let wants = seat.wants();
        let Asked { body, year, .. } = *asked;
        let Some(stream) = asked.stream else {
            return Ok(());
        };
        let wide = [Scope::Accountable, Scope::Stream];
        let mut of_year = None;
        for scope in [Scope::Body].into_iter().chain(wide) {
            if !wants.has_any(scope.facts()) {
                continue;
            }
            let sums = match scope {
                Scope::Body => self.sums_of_pot(&(body, stream, year)),
                _ => {
                    let sums = of_year.get_or_insert_with(|| self.sums_of_year(year));
                    let answers: BodyId = self.accountable_read(&self.bodies[body].id, year);
                    sums.over(scope, &[stream], body, &answers)
                }
            };
            for (name, sum) in scope.facts().zip(sums) {
                if wants.has(name) {
                    facts.set(name, sum, &[])?;
                }
            }
        }
        Ok(())
    }

    /// What was asked for before of the same kind, body, stream and year, and stands.
    fn add_earlier(&self, facts: &mut Facts, asked: &Asked) -> Result<(), FactError> {
        let mut taken = std::collections::BTreeMap::new();
        let Some((stream, account)) = asked.stream.zip(asked.kind.account()) else {
            return self.add_earlier_approvals(facts, asked);
        };
        let (pot, kind) = ((asked.body, stream, asked.year), asked.kind.act());
        for at in self.cells.pot(&pot) {
            for moved in self.cells.latest_first(*at) {
                let entry = u64::from(moved.entry);
                let moved = self.cells.as_move(moved);
                let posted = self.entries[entry as usize - 1].kind;
                // What went to core money is promised there as an order is.
                let also = kind == ActKind::Commit && posted == ActKind::Mainstream;
                let of_kind = posted == kind || also;
                if of_kind && moved.to == account && !self.corrected.contains_key(&entry) {
                    *taken.entry(entry).or_insert(0_i64) += moved.amount;
                }
            }
        }
        for (entry, pence) in taken {
            let amount = Money::from_pence(pence).unwrap_or(Money::MAX);
            self.add_earlier_one(facts, entry, amount)?;
        }
        Ok(())
    }

    /// What the same body approved before in the year, of the same stream or of none, and stands.
    fn add_earlier_approvals(&self, facts: &mut Facts, asked: &Asked) -> Result<(), FactError> {
        let all = self.projects.iter().flat_map(|(_, project)| {
            let body = |it: &Approved| it.body.unwrap_or(project.body);
            let approvals = project.approvals.iter();
            approvals.filter(move |it| body(it) == asked.body && !it.withdrawn)
        });
        let in_year = |day| self.year_of_cost(None, day) == asked.year;
        let its = all.filter(|it| it.stream == asked.stream && in_year(it.effective));
        let mut its: Vec<&Approved> = its.collect();
        its.sort_by_key(|it| it.entry);
        for it in its {
            self.add_earlier_one(facts, it.entry, it.sum.amount())?;
        }
        Ok(())
    }

    fn add_earlier_one(
        &self,
        facts: &mut Facts,
        entry: u64,
        amount: Money,
    ) -> Result<(), FactError> {
        let mut record = Record::new(Group::Earlier);
        record.set(FactName::EarlierOn, self.effective_of(entry), &[entry])?;
        record.set(FactName::EarlierAmount, amount, &[entry])?;
        facts.add(record);
        Ok(())
    }
}
