//! How a year's sum falls over its months.

use super::super::cell::CellKey;
use super::Case;
use crate::journal::act::{Profile, ProfileOf, Term};
use crate::journal::{Mismatch, Rejection};
use crate::noun::{Position, Recurrence, Wording};
use crate::word::{FinancialYear, Money, MonthShape};

impl Case<'_, '_> {
    pub(crate) fn look_at_profile_alone(&mut self, said: &Profile) {
        match &said.shape {
            MonthShape::Weights { weights } => {
                if weights.iter().all(|weight| *weight == 0) {
                    self.more_than_nought("weights", Some(Money::ZERO));
                }
            }
            MonthShape::Amounts { amounts } => {
                let below = amounts.iter().find(|it| it.is_negative());
                let nothing = amounts
                    .iter()
                    .all(|it| it.is_zero())
                    .then_some(&Money::ZERO);
                self.more_than_nought("amounts", below.or(nothing).copied());
            }
            MonthShape::Term { start, end } => self.ends_after_it_starts(*start, *end),
        }
    }

    /// A profile is of lines or of a commitment, and says of the whole sum how it falls.
    pub(crate) fn look_at_what_is_profiled(&mut self, said: &Profile) {
        match &said.of {
            ProfileOf::Line { stream, body, .. } => {
                self.needs_stream(stream.as_str());
                self.needs_body(self.named.body, body.as_str());
            }
            ProfileOf::Commitment { commitment } => self.needs_commitment(commitment.as_str()),
        }
        let Some((of, sum)) = self.what_falls(said) else {
            return;
        };
        let promise = self.named.promise;
        let recurs = promise
            .is_some_and(|at| matches!(self.ledger.agreed_of(at).term, Term::Recurrent { .. }));
        if recurs && !matches!(said.shape, MonthShape::Weights { .. }) {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "recurrence",
                found: Recurrence::NonRecurrent.word().to_owned(),
                expected: "recurrent, which falls by weights and by its own start and end"
                    .to_owned(),
                of,
            }));
            return;
        }
        self.look_whether_it_reaches(said, &of);
        let MonthShape::Amounts { amounts } = &said.shape else {
            return;
        };
        let stated: i128 = amounts.iter().map(|it| i128::from(it.pence())).sum();
        if stated != sum {
            let in_words = |pence| Money::narrow(pence).unwrap_or(Money::MAX).in_words();
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "amounts",
                found: in_words(stated),
                expected: in_words(sum),
                of,
            }));
        }
    }

    fn look_whether_it_reaches(&mut self, said: &Profile, of: &str) {
        let Some(year) = self.year else { return };
        let calendar = self.ledger.calendar();
        if let MonthShape::Term { start, end } = &said.shape
            && !said.shape.reaches(year, calendar)
        {
            let (field, found) = match end.filter(|end| *end < calendar.first_day(year)) {
                Some(end) => ("end", end),
                None => ("start", *start),
            };
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field,
                found: found.to_string(),
                expected: format!("a day of {year}"),
                of: of.to_owned(),
            }));
        }
    }

    /// What a profile is of, by name, and its whole sum in pence; nothing where it is not known.
    fn what_falls(&self, said: &Profile) -> Option<(String, i128)> {
        let ledger = self.ledger;
        match &said.of {
            ProfileOf::Line {
                year,
                vintage,
                recurrence,
                ..
            } => {
                let (body, stream) = self.named.body.zip(self.named.stream)?;
                let lines = ledger.cells.pot(&(body, stream, *year)).iter();
                let is_of = |key: &CellKey| {
                    vintage.is_none_or(|vintage: FinancialYear| vintage == key.vintage)
                        && recurrence.is_none_or(|it: Recurrence| it == key.recurrence)
                };
                let lines = lines.map(|at| &ledger.cells[*at]);
                let sums = lines.filter(|cell| is_of(&cell.key)).map(|cell| {
                    let position = Position::of(&cell.balances);
                    let sum =
                        position.and_then(|it| ledger.before_its_close(&cell.key, &it, None, None));
                    i128::from(sum.unwrap_or(Money::MAX).pence())
                });
                Some((ledger.place(body, stream, Some(*year)), sums.sum()))
            }
            ProfileOf::Commitment { commitment } => {
                let sum = match ledger.agreed_of(self.named.promise?).term {
                    Term::NonRecurrent { amount, .. } => amount,
                    Term::Recurrent { annual, .. } => annual,
                };
                let pence = i128::from(sum.pence());
                Some((format!("commitment {commitment}"), pence))
            }
        }
    }
}
