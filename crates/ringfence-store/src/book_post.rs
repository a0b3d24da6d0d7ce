//! Posting to a book: check, append, apply, in the writer's turn.

use ringfence::journal::{Draft, Entry, Refusals};
use ringfence::state::{Checked, Closing, Event, Ledger, Plan, Receipt};
use thiserror::Error;

use crate::{Applied, Batch, Book, Step, StepRefused, Store, StoreError};

/// How often a posting is judged anew because somebody else was first.
const TRIES: usize = 1_000;

/// Why nothing was posted.
#[derive(Debug, Error)]
pub enum PostError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// Some of several steps were refused, and none was posted.
    #[error("{} of the steps were refused, none was posted", .0.len())]
    StepsRefused(Vec<StepRefused>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Store> Book<S> {
    /// Says what posting a draft would do, and changes nothing.
    ///
    /// # Errors
    /// Every reason against it, in order of precedence.
    pub fn check<'d>(&self, draft: &'d Draft) -> Result<Checked<'d>, Refusals> {
        self.ledger.check(draft)
    }

    /// Posts a draft: reads on, checks it, appends its entry, and moves the ledger.
    ///
    /// # Errors
    /// Every reason against it; or the store's fault. Nothing has changed then, unless the fault
    /// says that the draft may have been [applied](StoreError::applied).
    pub fn post(&mut self, draft: &Draft) -> Result<Receipt, PostError> {
        self.in_turn(|book| match book.ledger.check(draft)? {
            Checked::Unchanged(receipt) => Ok(receipt),
            Checked::Append(event) => Ok(book.keep(&[event])?[0]),
        })
    }

    /// Posts several steps, all or none.
    ///
    /// # Errors
    /// Every step that was refused, with its reasons; or the store's fault, as of
    /// [`post`](Book::post).
    pub fn post_all(&mut self, steps: &[Step]) -> Result<Vec<Receipt>, PostError> {
        self.in_turn(|book| {
            let judged = Judged::of(&book.ledger, steps)?;
            let (receipts, refused) = judged.outcomes();
            if !refused.is_empty() {
                return Err(PostError::StepsRefused(refused));
            }
            book.keep_judged(judged)?;
            Ok(receipts)
        })
    }

    /// Posts several steps, each for itself, in one append: what is refused leaves the others as
    /// they are. Faster than one append each, where many wait.
    ///
    /// # Errors
    /// The store's fault, as of [`post`](Book::post): then none was posted.
    pub fn post_each(
        &mut self,
        steps: &[Step],
    ) -> Result<Vec<Result<Receipt, Refusals>>, PostError> {
        self.in_turn(|book| {
            let judged = Judged::of(&book.ledger, steps)?;
            let outcomes = judged.outcomes.clone();
            book.keep_judged(judged)?;
            Ok(outcomes)
        })
    }

    /// Closes a year as planned and opens the next: adoption, close and opening in one append.
    ///
    /// # Errors
    /// `year_already_closed`, `plan_stale`, `plan_blocked`, `other_book_adopted`; or the store's
    /// fault, as of [`post`](Book::post).
    pub fn close(&mut self, plan: &Plan, closing: &Closing) -> Result<Vec<Receipt>, PostError> {
        self.in_turn(|book| {
            let events = book.ledger.check_close(plan, closing)?;
            Ok(book.keep(&events)?)
        })
    }

    /// Does something in the writer's turn, on a ledger that has followed all there is. Where
    /// somebody else was first, once more.
    fn in_turn<T>(
        &mut self,
        mut act: impl FnMut(&mut Book<S>) -> Result<T, PostError>,
    ) -> Result<T, PostError> {
        let mut tries = 0;
        loop {
            tries += 1;
            self.store.take_turn()?;
            let caught_up = self.catch_up().map_err(PostError::from);
            let outcome = caught_up.and_then(|_| act(self));
            self.store.give_turn_back();
            match outcome {
                Err(PostError::Store(StoreError::HeadMoved { .. })) if tries < TRIES => {}
                outcome => return outcome,
            }
        }
    }

    /// Appends events and moves the ledger by them.
    fn keep(&mut self, events: &[Event<'_>]) -> Result<Vec<Receipt>, StoreError> {
        let batch = Batch::sealed(&self.ledger, events);
        let hashes: Vec<_> = batch.entries().iter().map(|entry| entry.hash).collect();
        self.append(&batch)?;
        let mut receipts = Vec::with_capacity(events.len());
        for (event, hash) in events.iter().zip(hashes) {
            receipts.push(self.ledger.apply(event, hash)?);
        }
        Ok(receipts)
    }

    fn keep_judged(&mut self, judged: Judged) -> Result<(), StoreError> {
        if !judged.batch.entries().is_empty() {
            self.append(&judged.batch)?;
            self.ledger = judged.ledger;
        }
        Ok(())
    }

    /// Appends a batch. Where the store cannot tell whether it did, it is asked once more, and
    /// what it has not kept is appended then.
    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let head = self.ledger.head();
        let unsure = match self.store.append(head.hash, batch) {
            Err(no) if no.applied() == Applied::Perhaps => no,
            sure => return sure,
        };
        // Whoever lost the answer waits for the turn: what was under way has ended by then.
        if self.store.take_turn().is_err() {
            return Err(unsure);
        }
        let Ok(kept) = self.store.entries_after(head.entry, batch.entries().len()) else {
            return Err(unsure);
        };
        let hashes = |entries: &[Entry]| entries.iter().map(|it| it.hash).collect::<Vec<_>>();
        if hashes(&kept) == hashes(batch.entries()) {
            return Ok(());
        }
        self.store.append(head.hash, batch)
    }
}

/// Steps that were judged one after the other, on a copy of the ledger.
struct Judged {
    ledger: Ledger,
    batch: Batch,
    outcomes: Vec<Result<Receipt, Refusals>>,
}

impl Judged {
    fn of(before: &Ledger, steps: &[Step]) -> Result<Judged, StoreError> {
        let mut judged = Judged {
            ledger: before.clone(),
            batch: Batch::empty(),
            outcomes: Vec::with_capacity(steps.len()),
        };
        for step in steps {
            let outcome = match events_of(&judged.ledger, step) {
                Ok(Stepped::Unchanged(receipt)) => Ok(receipt),
                Ok(Stepped::Append(events)) => Ok(judged.take(&events)?),
                Err(refusals) => Err(refusals),
            };
            judged.outcomes.push(outcome);
        }
        Ok(judged)
    }

    /// Moves by the events of one step: the receipt of the last.
    fn take(&mut self, events: &[Event<'_>]) -> Result<Receipt, StoreError> {
        let first = self.batch.entries().len();
        self.batch.extend(&self.ledger, events);
        let mut last = None;
        for (event, entry) in events.iter().zip(&self.batch.entries()[first..]) {
            last = Some(self.ledger.apply(event, entry.hash)?);
        }
        Ok(last.expect("a step that is accepted has an event"))
    }

    /// The receipts, and the steps that were refused.
    fn outcomes(&self) -> (Vec<Receipt>, Vec<StepRefused>) {
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
