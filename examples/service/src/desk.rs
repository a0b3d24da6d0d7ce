//! The thread that owns the book, and what may be asked of it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use ringfence::journal::{Draft, Refusals};
use ringfence::state::{Ledger, Receipt};
use ringfence_store::{AnyStore, Book, Step, StoreError};
use tokio::sync::oneshot;

/// As many drafts are appended together at most.
const TOGETHER: usize = 1_000;

/// What came of a draft: its receipt, a refusal, or a store that failed.
pub(crate) type Posted = Result<Result<Receipt, Refusals>, String>;

type Look = Box<dyn FnOnce(Result<&Ledger, StoreError>) + Send>;

enum Asked {
    Post(Box<Draft>, oneshot::Sender<Posted>),
    Look(Look),
}

/// Where drafts are handed in and the ledger is looked at. It can be cloned; the book is closed
/// once the last one is gone.
#[derive(Clone)]
pub struct Desk {
    asked: Sender<Asked>,
}

impl Desk {
    /// Gives a book a thread of its own, which ends when nobody is left to ask.
    pub fn open(book: Book<AnyStore>) -> (Desk, JoinHandle<()>) {
        let (asked, waiting) = channel();
        let owner = std::thread::spawn(move || serve(book, &waiting));
        (Desk { asked }, owner)
    }

    /// Hands a draft in and waits for what comes of it.
    pub(crate) async fn post(&self, draft: Draft) -> Posted {
        let (to, answer) = oneshot::channel();
        let sent = self.asked.send(Asked::Post(Box::new(draft), to));
        let closed = || "the service is closing: try again".to_owned();
        sent.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Looks at the ledger, which has followed all there is.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Ledger) -> T + Send + 'static,
    ) -> Result<T, String> {
        let (to, answer) = oneshot::channel();
        let look: Look = Box::new(move |ledger| {
            let seen = ledger.map(look).map_err(|no| no.to_string());
            // Whoever asked may have gone away.
            let _ = to.send(seen);
        });
        let closed = || "the service is closing: try again".to_owned();
        self.asked.send(Asked::Look(look)).map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }
}

fn serve(mut book: Book<AnyStore>, waiting: &Receiver<Asked>) {
    while let Ok(first) = waiting.recv() {
        let (mut steps, mut answers, mut looks) = (Vec::new(), Vec::new(), Vec::new());
        for asked in [first].into_iter().chain(waiting.try_iter().take(TOGETHER)) {
            match asked {
                Asked::Post(draft, to) => {
                    steps.push(Step::Post(draft));
                    answers.push(to);
                }
                Asked::Look(look) => looks.push(look),
            }
        }
        post(&mut book, &steps, answers);
        for look in looks {
            let known = book.catch_up().map(|_| ());
            look(known.map(|()| book.ledger()));
        }
    }
    // A large book opens at once next time; where that cannot be kept, it opens more slowly.
    let _ = book.leave();
}

fn post(book: &mut Book<AnyStore>, steps: &[Step], answers: Vec<oneshot::Sender<Posted>>) {
    if steps.is_empty() {
        return;
    }
    match book.post_each(steps) {
        Ok(each) => {
            for (to, outcome) in answers.into_iter().zip(each) {
                let _ = to.send(Ok(outcome));
            }
        }
        Err(no) => {
            for to in answers {
                let _ = to.send(Err(no.to_string()));
            }
        }
    }
}
