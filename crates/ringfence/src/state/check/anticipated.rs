//! Anticipated sums, and what confirms them.

use super::super::index::At;
use super::super::query::misnamed;
use super::super::record::{Body, Stream};
use super::Case;
use crate::journal::act::{Allocate, Anticipate};
use crate::journal::{Mismatch, Rejection, Resting};
use crate::noun::{Account, Wording};
use crate::word::{FinancialYear, Money};

impl Case<'_, '_> {
    pub(crate) fn look_at_what_is_anticipated(&mut self, said: &Anticipate) {
        self.needs_stream(said.stream.as_str());
        self.needs_body(self.named.body, said.body.as_str());
        if let Some(at) = self.ledger.anticipated.find(&said.id) {
            let entry = self.ledger.anticipated[at].entry;
            self.taken(said.id.to_string(), "an anticipated sum", entry);
        }
    }

    /// A notice confirms a sum that was expected of its own stream, receiver, year and
    /// recurrence.
    pub(crate) fn look_at_what_it_confirms(
        &mut self,
        given: &Allocate,
        stream: At<Stream>,
        to: At<Body>,
    ) {
        let Some(id) = &given.confirms else { return };
        let ledger = self.ledger;
        let found = ledger
            .anticipated
            .find(id)
            .map(|at| &ledger.anticipated[at]);
        let Some(known) = found.filter(|it| !it.withdrawn) else {
            let all = ledger.anticipated.iter().map(|(_, it)| it);
            let standing = all.filter(|it| !it.withdrawn).map(|it| it.id.as_str());
            self.refuse(Rejection::UnknownAnticipated(misnamed(
                id.as_str(),
                standing,
            )));
            return;
        };
        let (bodies, streams) = (&ledger.bodies, &ledger.streams);
        let said = [
            (
                "stream",
                streams[stream].id.to_string(),
                streams[known.stream].id.to_string(),
            ),
            (
                "to",
                bodies[to].id.to_string(),
                bodies[known.body].id.to_string(),
            ),
            ("year", given.year.to_string(), known.year.to_string()),
            (
                "recurrence",
                given.recurrence.word().to_owned(),
                known.recurrence.word().to_owned(),
            ),
        ];
        if let Some((field, found, expected)) = said.into_iter().find(|it| it.1 != it.2) {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field,
                found,
                expected,
                of: format!("anticipated sum {id}"),
            }));
        }
    }

    /// What ended with its year is not taken back.
    pub(crate) fn year_anticipated_by(&self, entry: u64) -> Option<FinancialYear> {
        let mut all = self.ledger.anticipated.iter();
        all.find(|(_, it)| it.entry == entry).map(|(_, it)| it.year)
    }

    /// An anticipated sum that a notice confirms is not taken back from under it.
    pub(crate) fn look_at_what_confirms(&mut self, entry: u64) {
        let mut all = self.ledger.anticipated.iter();
        let Some((at, known)) = all.find(|(_, it)| it.entry == entry) else {
            return;
        };
        let Some(first) = self.ledger.confirming(at).next() else {
            return;
        };
        let sums = self.ledger.confirming(at).map(|given| given.amount);
        let place = known.id.to_string();
        let (first, short) = (Some(first.entry), Money::total(sums).unwrap_or(Money::MAX));
        let state = Account::Allocated.word();
        self.refuse(Rejection::CorrectionRestsOn(Resting {
            entry,
            state,
            place,
            first,
            short,
        }));
    }
}
