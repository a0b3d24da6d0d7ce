//! Posting to a book: check, append, apply, in the writer's turn.

use ringfence::journal::{Draft, Entry, Refusals};
use ringfence::state::{Checked, Closing, Event, Plan, Receipt};
use thiserror::Error;

use crate::judged::Judged;
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
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// # use ringfence::journal::Header;
    /// # use ringfence_store::{Book, MemoryStore};
    /// assert!(aberwen()?.check(&upland()?).is_ok());
    /// let empty = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    /// let upland = upland()?;
    /// let no = empty.check(&upland).expect_err("it stands below the government");
    /// assert_eq!(no.first().code(), "unknown_body");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every reason against it, in order of precedence.
    pub fn check<'d>(&self, draft: &'d Draft) -> Result<Checked<'d>, Refusals> {
        self.ledger.check(draft)
    }

    /// Posts a draft: reads on, checks it, appends its entry, and moves the ledger.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::PostError;
    /// # use ringfence::journal::Header;
    /// # use ringfence_store::{Book, MemoryStore};
    ///
    /// assert_eq!(aberwen()?.post(&upland()?)?.entry, 2);
    /// let mut empty = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    /// let Err(PostError::Refused(no)) = empty.post(&upland()?) else { panic!("a no") };
    /// assert_eq!((no.first().code(), empty.ledger().head().entry), ("unknown_body", 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{PostError, Step};
    /// # use ringfence::journal::Header;
    /// # use ringfence_store::{Book, MemoryStore};
    ///
    /// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    /// // The wrong way round: the board stands below the government.
    /// let steps = [upland()?, gov()?].map(|draft| Step::Post(Box::new(draft)));
    /// let Err(PostError::StepsRefused(no)) = book.post_all(&steps) else { panic!("a no") };
    /// assert_eq!((no[0].step, no[0].refusals.first().code()), (0, "unknown_body"));
    /// assert_eq!(book.ledger().head().entry, 0); // the government was not posted either
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every step that was refused, with its reasons; or the store's fault, as of
    /// [`post`](Book::post).
    pub fn post_all(&mut self, steps: &[Step]) -> Result<Vec<Receipt>, PostError> {
        self.in_turn(|book| {
            let judged = book.judged(steps)?;
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
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::Step;
    /// # use ringfence::journal::Header;
    /// # use ringfence_store::{Book, MemoryStore};
    ///
    /// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    /// // The wrong way round: the board stands below the government.
    /// let steps = [upland()?, gov()?].map(|draft| Step::Post(Box::new(draft)));
    /// let [no, yes] = book.post_each(&steps)?.try_into().expect("one for each");
    /// assert_eq!(no.expect_err("gov comes after it").first().code(), "unknown_body");
    /// assert_eq!(yes?.entry, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The store's fault, as of [`post`](Book::post): then none was posted.
    pub fn post_each(
        &mut self,
        steps: &[Step],
    ) -> Result<Vec<Result<Receipt, Refusals>>, PostError> {
        self.in_turn(|book| {
            let judged = book.judged(steps)?;
            let outcomes = judged.outcomes.clone();
            book.keep_judged(judged)?;
            Ok(outcomes)
        })
    }

    /// Closes a year as planned and opens the next: adoption, close and opening in one append.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence::law::RuleBook;
    /// use ringfence::state::Closing;
    /// use ringfence_store::PostError;
    /// # use ringfence::journal::{ActKind, Draft, FieldValue};
    ///
    /// let mut book = aberwen()?;
    /// # for (kind, row) in [
    /// #     (ActKind::AddStream, "id=winter purposes=beds"),
    /// #     (ActKind::Allocate, "stream=winter to=gov year=2025-26 amount=5 \
    /// #                          effective=2025-05-06"),
    /// # ] {
    /// #     let typed = |text: &str| FieldValue::Text(text.to_owned());
    /// #     let fields = row.split(' ').filter_map(|field| field.split_once('='));
    /// #     let fields = fields.map(|(name, text)| (name.to_owned(), typed(text)));
    /// #     let fields: Vec<_> = fields.collect();
    /// #     book.post(&Draft::read(kind, &fields).expect("a row without faults"))?;
    /// # }
    /// let plan = book.ledger().plan_close("2025-26".parse()?, &RuleBook::empty())?;
    /// book.post(&upland()?)?; // after the plan was made
    /// let no = book.close(&plan, &Closing::on("2026-03-31".parse()?));
    /// let Err(PostError::Refused(no)) = no else { panic!("it did not see what came later") };
    /// assert_eq!(no.first().code(), "plan_stale");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
        self.append(&batch)?;
        let before = self.ledger.head();
        let mut receipts = Vec::with_capacity(events.len());
        for (event, entry) in events.iter().zip(batch.entries()) {
            receipts.push(self.ledger.apply(event, entry.hash)?);
        }
        self.spare.move_along(before, events, &batch);
        Ok(receipts)
    }

    fn judged<'s>(&mut self, steps: &'s [Step]) -> Result<Judged<'s>, StoreError> {
        let ledger = self.spare.taken(&self.ledger, &self.store);
        Judged::of(ledger, steps)
    }

    fn keep_judged(&mut self, mut judged: Judged<'_>) -> Result<(), StoreError> {
        if judged.batch.entries().is_empty() {
            self.spare.put_back(judged.ledger);
            return Ok(());
        }
        self.append(&judged.batch)?;
        let before = self.ledger.head();
        std::mem::swap(&mut self.ledger, &mut judged.ledger);
        // Of a long batch, nothing: to copy a ledger costs less then than to hold two.
        if !judged.is_long() {
            self.spare.put_back(judged.ledger);
            self.spare.move_along(before, &judged.events, &judged.batch);
        }
        Ok(())
    }

    /// Appends a batch. Where the store cannot tell whether it did, it is asked once more, and
    /// what it has not kept is appended then.
    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        self.appended = true;
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
