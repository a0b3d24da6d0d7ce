//! Laws of check, refusal, replay and keys.

use ringfence::journal::{Act, Draft};
use ringfence::law::RuleBook;
use ringfence::state::{Checked, Ledger};
use ringfence_store::{Book, MemoryStore, Store};

use super::kept::bytes_of;
use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// All watches of this page.
pub(super) fn watches() -> Vec<Box<dyn Watch>> {
    vec![
        Box::new(CheckSays),
        Box::new(RefusalChangesNothing),
        Box::new(ReplayEquals::default()),
        Box::new(super::kept::GoesOn::default()),
        Box::new(SameKey),
        Box::new(super::known::WasKnown::default()),
        Box::new(super::redaction::WordsAlone),
        Box::new(super::redaction::Broken::default()),
        Box::new(super::plan::StaysFrozen::default()),
        Box::new(super::order::Independent::default()),
        Box::new(super::order::BaseOnce),
    ]
}

/// Law 8: a check gives the same verdict and the same numbers as the post, and changes nothing.
pub fn always_check_says_what_post_does(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut CheckSays])
}

/// Law 9: state and journal are the same after a refusal.
pub fn always_a_refusal_changes_nothing(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut RefusalChangesNothing])
}

/// Law 25: a book opened from its journal equals the live one, in every position, the head and
/// the next plan; and a ledger read from the bytes of its state does, and goes on as it does.
pub fn always_replay_equals_live(history: &History, books: &[RuleBook]) -> Tally {
    let mut goes_on = super::kept::GoesOn::default();
    walk(
        history,
        books,
        &mut [&mut ReplayEquals::default(), &mut goes_on],
    )
}

/// Law 26: the same draft under the same key gives the same receipt; other content is refused.
pub fn always_the_same_key_gives_the_same_receipt(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut SameKey])
}

struct CheckSays;

impl Watch for CheckSays {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict,
            ..
        } = seen
        else {
            return;
        };
        let mut copy = before.clone();
        let checked = copy.check(draft);
        assert_eq!(copy.head(), before.head());
        assert_eq!(
            positions(&copy),
            positions(before),
            "a check changes nothing"
        );
        match (checked, verdict) {
            (Ok(Checked::Append(event)), Ok(receipt)) => {
                let entry = copy.entry_of(&event);
                let applied = copy.apply(&event, entry.hash);
                let said = applied.expect("what was checked can be applied");
                assert_eq!(said, receipt);
                let advice = book.ledger().advice_of(receipt.entry);
                assert_eq!(event.advice(), advice, "{}", in_words(draft));
                assert_eq!(
                    positions(&copy),
                    positions(book.ledger()),
                    "{}",
                    in_words(draft)
                );
            }
            (Ok(Checked::Unchanged(said)), Ok(receipt)) => assert_eq!(said, receipt),
            (Err(said), Err(refusals)) => assert_eq!(said, *refusals),
            (said, did) => panic!("checked {said:?}, posted {did:?}: {}", in_words(draft)),
        }
    }
}

struct RefusalChangesNothing;

impl Watch for RefusalChangesNothing {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict: Err(_),
            ..
        } = seen
        else {
            return;
        };
        assert_eq!(book.ledger().head(), before.head(), "{}", in_words(draft));
        assert_eq!(
            positions(book.ledger()),
            positions(before),
            "{}",
            in_words(draft)
        );
        let head = before.head().entry;
        let after = book
            .store()
            .entries_after(head, 1)
            .expect("a store in memory reads");
        assert!(after.is_empty(), "a refused draft leaves no trace");
    }
}

#[derive(Default)]
struct ReplayEquals {
    steps: u32,
}

impl Watch for ReplayEquals {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        self.steps += 1;
        let due = matches!(seen, Seen::Close { .. }) || self.steps.is_multiple_of(40);
        if !due {
            return;
        }
        let again = Book::open(book.store().clone()).expect("what was written can be read");
        let (live, replayed) = (book.ledger(), again.ledger());
        assert_eq!(live.head(), replayed.head());
        assert_eq!(positions(live), positions(replayed));
        assert!(
            bytes_of(live) == bytes_of(replayed),
            "the same entries, the same state"
        );
        if let Some(year) = model.open_year() {
            let items = |ledger: &Ledger| -> Vec<String> {
                let plan = ledger
                    .plan_close(year, &RuleBook::empty())
                    .expect("an open year");
                let each = plan.decisions().iter();
                each.map(|it| format!("{} {} {}", it.item, it.line, it.amount))
                    .collect()
            };
            assert_eq!(items(live), items(replayed));
        }
    }
}

struct SameKey;

impl Watch for SameKey {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict: Ok(receipt),
            ..
        } = seen
        else {
            return;
        };
        if draft.key.is_none() {
            return;
        }
        let mut copy = book.clone();
        let again = copy.post(draft).expect("the same draft under its key");
        assert_eq!(again, receipt, "{}", in_words(draft));
        assert_eq!(copy.ledger().head(), book.ledger().head());
        if receipt.entry <= before.head().entry {
            // Set up again as it stood: nothing was posted under the key.
            return;
        }
        let other = Draft {
            act: other_than(&draft.act),
            ..draft.clone()
        };
        let refused = copy
            .ledger()
            .check(&other)
            .expect_err("other content under a key");
        assert_eq!(refused.first().code(), "key_conflict");
    }
}

/// An act that is well formed and not this one.
fn other_than(act: &Act) -> Act {
    let total = ringfence::journal::act::PublishTotal {
        id: crate::generate::id("some-other-total"),
        stream: crate::generate::id("cluster"),
        year: crate::generate::Country::first_year(),
        amount: ringfence::word::Money::new(1),
        stated: None,
        difference: None,
    };
    let other = Act::PublishTotal(total);
    assert_ne!(other, *act);
    other
}
