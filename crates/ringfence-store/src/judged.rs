//! Steps that are judged one upon the other, before the store has any of them.

use ringfence::journal::Refusals;
use ringfence::state::{Checked, Event, Ledger, Receipt};

use crate::book::PAGE;
use crate::{Batch, Step, StepRefused, StoreError};

/// Steps that were judged one after the other, on a ledger of their own.
pub(crate) struct Judged<'s> {
    /// The ledger moved by all that was accepted.
    pub(crate) ledger: Ledger,
    pub(crate) batch: Batch,
    pub(crate) outcomes: Vec<Result<Receipt, Refusals>>,
    /// What moved it; of a long batch, nothing.
    pub(crate) events: Vec<Event<'s>>,
}

impl<'s> Judged<'s> {
    /// Judges steps on a ledger that nobody else looks at.
    pub(crate) fn of(ledger: Ledger, steps: &'s [Step]) -> Result<Judged<'s>, StoreError> {
        let mut judged = Judged {
            ledger,
            batch: Batch::empty(),
            outcomes: Vec::with_capacity(steps.len()),
            events: Vec::new(),
        };
        for step in steps {
            let outcome = match events_of(&judged.ledger, step) {
                Ok(Stepped::Unchanged(receipt)) => Ok(receipt),
                Ok(Stepped::Append(events)) => Ok(judged.take(events)?),
                Err(refusals) => Err(refusals),
            };
            judged.outcomes.push(outcome);
        }
        Ok(judged)
    }

    /// Moves by the events of one step: the receipt of the last.
    fn take(&mut self, events: Vec<Event<'s>>) -> Result<Receipt, StoreError> {
        let first = self.batch.entries().len();
        self.batch.extend(&self.ledger, &events);
        let mut last = None;
        for (event, entry) in events.iter().zip(&self.batch.entries()[first..]) {
            last = Some(self.ledger.apply(event, entry.hash)?);
        }
        match self.is_long() {
            true => self.events.clear(),
            false => self.events.extend(events),
        }
        Ok(last.expect("a step that is accepted has an event"))
    }

    /// Whether it has more entries than are worth a second ledger.
    pub(crate) fn is_long(&self) -> bool {
        self.batch.entries().len() > PAGE
    }

    /// The receipts, and the steps that were refused.
    pub(crate) fn outcomes(&self) -> (Vec<Receipt>, Vec<StepRefused>) {
        let (mut receipts, mut refused) = (Vec::new(), Vec::new());
        for (step, outcome) in self.outcomes.iter().enumerate() {
            match outcome {
                Ok(receipt) => receipts.push(*receipt),
                Err(refusals) => refused.push(StepRefused {
                    step,
                    refusals: refusals.clone(),
                }),
            }
        }
        (receipts, refused)
    }
}

enum Stepped<'d> {
    Unchanged(Receipt),
    Append(Vec<Event<'d>>),
}

fn events_of<'d>(ledger: &Ledger, step: &'d Step) -> Result<Stepped<'d>, Refusals> {
    match step {
        Step::Post(draft) => match ledger.check(draft)? {
            Checked::Unchanged(receipt) => Ok(Stepped::Unchanged(receipt)),
            Checked::Append(event) => Ok(Stepped::Append(vec![event])),
        },
        Step::Close {
            year,
            closing,
            book,
        } => {
            let plan = ledger.plan_close(*year, book)?;
            Ok(Stepped::Append(ledger.check_close(&plan, closing)?))
        }
    }
}
