//! Who proposes a project, and whose approval it needs, in order.

use chrono::NaiveDate;
use ringfence::journal::act::{Approval, Approve, Propose};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, ProjectId};

use super::Model;
use super::date::Code;
use super::pound::pence;

/// An approval that stands.
struct Given<'a> {
    act: &'a Approve,
    day: NaiveDate,
}

impl Model {
    pub(crate) fn propose(
        &mut self,
        draft: &Draft,
        act: &Propose,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let who = [Some(&act.body), act.proposed_by.as_ref()];
        self.alive(&Vec::from_iter(who.into_iter().flatten()), day)?;
        for body in &act.chain {
            self.known_body(body)?;
        }
        self.known_project(act.scales.as_ref())?;
        if self.projects.contains_key(&act.id) {
            return Err("id_taken");
        }
        self.projects.insert(act.id.clone(), act.clone());
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// Those of a project that stand, oldest first.
    fn approvals_of<'a>(&'a self, project: &'a ProjectId) -> Vec<Given<'a>> {
        let drafts = self.standing().filter_map(|(_, it)| it.draft.as_ref());
        let given = drafts.filter_map(|draft| match &draft.act {
            Act::Approve(act) if act.project == *project => Some(Given {
                act,
                day: draft.effective.unwrap_or(self.first_day),
            }),
            _ => None,
        });
        given.collect()
    }

    /// Whether an approval is the last that its project needs: those before it in the journal
    /// that stand make whole rounds, but for all the others of the chain.
    pub(crate) fn is_last_of_its_round(&self, number: u64, project: &ProjectId) -> bool {
        let steps = self.projects[project].chain.len();
        let before = self.acts().filter(|(its, _, act)| {
            let of_it = matches!(act, Act::Approve(act) if act.project == *project);
            of_it && *its < number
        });
        steps == 0 || (before.count() + 1).is_multiple_of(steps)
    }

    pub(crate) fn approve(
        &mut self,
        draft: &Draft,
        act: &Approve,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.alive(&Vec::from_iter(&act.body), day)?;
        if let Some(stream) = &act.stream {
            self.known_stream(stream)?;
        }
        self.known_project(Some(&act.project))?;
        self.not_over(Some(&act.project))?;
        self.takes_its_turn(act, day)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn takes_its_turn(&self, act: &Approve, day: NaiveDate) -> Result<(), Code> {
        let chain = &self.projects[&act.project].chain;
        if chain.is_empty() {
            return Ok(());
        }
        let given = self.approvals_of(&act.project);
        let round = &given[given.len() / chain.len() * chain.len()..];
        let turn = act.body.as_ref() == Some(&chain[round.len()]);
        if !turn || round.last().is_some_and(|it| day < it.day) {
            return Err("approval_out_of_turn");
        }
        round
            .iter()
            .try_for_each(|it| goes_no_further(act, day, it))
    }

    /// The body whose approval a project needs next, where it has a chain.
    pub(crate) fn next_of_chain(&self, project: &ProjectId) -> Option<BodyId> {
        let chain = &self.projects.get(project)?.chain;
        let place = self.approvals_of(project).len().checked_rem(chain.len())?;
        chain.get(place).cloned()
    }

    /// What the step before agreed to, of the same round.
    pub(crate) fn step_before(&self, project: &ProjectId) -> Option<Approve> {
        let chain = &self.projects.get(project)?.chain;
        let given = self.approvals_of(project);
        let place = given.len().checked_rem(chain.len())?;
        let before = given.last().filter(|_| place > 0)?;
        Some(before.act.clone())
    }

    /// Whether the last whose approval a project needs had approved it by a day.
    pub(crate) fn approved_by(
        &self,
        project: &ProjectId,
        day: NaiveDate,
        but: Option<u64>,
    ) -> bool {
        let mut all = self.standing().filter(|(number, _)| Some(*number) != but);
        all.any(|(number, entry)| {
            let draft = entry.draft.as_ref();
            draft.is_some_and(|draft| match &draft.act {
                Act::Approve(act) if act.project == *project => {
                    let by_then = draft.effective.unwrap_or(self.first_day) <= day;
                    by_then && self.is_last_of_its_round(number, project)
                }
                _ => false,
            })
        })
    }
}

/// Whether an approval is of the same kind as an earlier step of its round, for no more and no
/// longer.
fn goes_no_further(act: &Approve, day: NaiveDate, earlier: &Given<'_>) -> Result<(), Code> {
    let (sum, agreed) = match (act.sum, earlier.act.sum) {
        (Approval::Once { amount }, Approval::Once { amount: agreed }) => (amount, agreed),
        (Approval::Annual { annual, .. }, Approval::Annual { annual: agreed, .. }) => {
            (annual, agreed)
        }
        _ => return Err("does_not_match"),
    };
    if act.adds != earlier.act.adds {
        return Err("does_not_match");
    }
    if pence(sum) > pence(agreed) {
        return Err("approval_above_step");
    }
    let term = |sum: Approval| match sum {
        Approval::Annual { from, until, .. } => (from, until),
        Approval::Once { .. } => (None, None),
    };
    let ((from, until), (first, last)) = (term(act.sum), term(earlier.act.sum));
    let early = first.is_some_and(|first| from.unwrap_or(day) < first);
    let late = last.is_some_and(|last| until.is_none_or(|until| last < until));
    if early || late {
        return Err("does_not_match");
    }
    Ok(())
}
