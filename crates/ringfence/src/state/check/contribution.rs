//! Contributions of partners.

use super::super::cell::CellKey;
use super::super::contribution::{Come, Contribution, Step};
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::{Body, Stream};
use super::Case;
use crate::journal::act::Contribute;
use crate::journal::{Mismatch, Rejection};
use crate::noun::{Account, Recurrence};
use crate::word::{FinancialYear, Percent};

impl Case<'_, '_> {
    pub(crate) fn look_at_contribution_alone(&mut self, said: &Contribute) {
        self.more_than_nought("amount", Some(said.amount));
        if said.partner == said.body {
            self.refuse(Rejection::FieldsConflict {
                fields: "partner and body",
                works: "a partner adds money to the line of another body",
            });
        }
    }

    /// What was said of a contribution before holds for all that is said of it later.
    pub(crate) fn look_at_who_contributes(&mut self, said: &Contribute) {
        self.needs_stream(said.stream.as_str());
        self.needs_body(self.named.body, said.body.as_str());
        self.needs_body(self.named.other, said.partner.as_str());
        self.look_at_the_share(said);
        let ledger = self.ledger;
        let Some(at) = ledger.contributions.find(&said.id) else {
            return;
        };
        let known = &ledger.contributions[at];
        let (bodies, streams) = (&ledger.bodies, &ledger.streams);
        let fields = [
            (
                "partner",
                said.partner.to_string(),
                bodies[known.partner].id.to_string(),
            ),
            (
                "stream",
                said.stream.to_string(),
                streams[known.stream].id.to_string(),
            ),
            (
                "body",
                said.body.to_string(),
                bodies[known.body].id.to_string(),
            ),
            ("year", said.year.to_string(), known.year.to_string()),
        ];
        if let Some((field, found, expected)) = fields.into_iter().find(|it| it.1 != it.2) {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field,
                found,
                expected,
                of: format!("contribution {}", said.id),
            }));
        }
    }

    /// What partners have of a line comes to no more than the whole of it.
    fn look_at_the_share(&mut self, said: &Contribute) {
        let ledger = self.ledger;
        let (Some(share), Some(stream), Some(body)) =
            (said.share, self.named.stream, self.named.body)
        else {
            return;
        };
        let here = (stream, body, said.year);
        let all = ledger.contributions.iter().map(|(_, it)| it);
        let others = all.filter(|it| it.id != said.id && (it.stream, it.body, it.year) == here);
        let others = others.filter_map(|it| ledger.share_of(it));
        let left = Percent::left_by(others);
        if left.is_none_or(|left| share > left) {
            let left = left.map_or_else(|| "nothing".to_owned(), |left| left.to_string());
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "share",
                found: share.to_string(),
                expected: format!("{left} or less"),
                of: format!("what others have of {}/{}", said.body, said.stream),
            }));
        }
    }

    pub(crate) fn look_at_contribution(&mut self, said: &Contribute) {
        let (stream, body) = (self.stream(), self.body());
        let known = self.ledger.contributions.find(&said.id);
        let known = known.map(|at| &self.ledger.contributions[at]);
        let mut steps = known.map_or_else(Vec::new, |it| self.ledger.steps_of(it));
        let counted = known.map_or(0, |it| self.ledger.counted_of(it));
        steps.push(Step {
            entry: self.ledger.head.entry + 1,
            state: said.state,
            amount: said.amount.pence(),
            share: said.share,
        });
        let rule = self.ledger.streams[stream].contributions;
        let counts = Come::of(steps).counted(rule);
        self.contributed((stream, body, said.year), counts.saturating_sub(counted));
    }

    /// What is left once one thing that was said of a contribution no longer stands.
    pub(crate) fn look_at_what_was_contributed(&mut self, of: &Contribution, entry: u64) {
        let mut steps = self.ledger.steps_of(of);
        steps.retain(|step| step.entry != entry);
        let rule = self.ledger.streams[of.stream].contributions;
        let counts = Come::of(steps).counted(rule);
        let change = counts.saturating_sub(self.ledger.counted_of(of));
        self.contributed((of.stream, of.body, of.year), change);
    }

    fn contributed(
        &mut self,
        (stream, body, year): (At<Stream>, At<Body>, FinancialYear),
        change: i64,
    ) {
        if change == 0 {
            return;
        }
        let line = CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence: Recurrence::NonRecurrent,
        };
        let (from, to) = (Account::Contributed, Account::Available);
        self.moves.push(Move::between(line, from, to, change));
        self.recall_release();
    }
}
