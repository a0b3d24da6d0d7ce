//! The part of law 25 that speaks of a kept state: what is read from the bytes of a ledger is
//! that ledger, and goes on as it does.

use ringfence::journal::{Draft, Refusals};
use ringfence::state::{Closing, Ledger, Plan, Receipt};
use ringfence_store::{Book, MemoryStore};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::walk::{in_words, positions, post_to};
use super::{Seen, Watch};
use crate::model::Model;

/// Goes on from bytes beside the live book: the same drafts, the same closes.
#[derive(Default)]
pub(super) struct GoesOn {
    again: Option<Ledger>,
    steps: u32,
}

impl Watch for GoesOn {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let live = book.ledger();
        match seen {
            Seen::Planned { .. } => return,
            Seen::Draft {
                draft,
                before,
                verdict,
                ..
            } => {
                let again = self.again.get_or_insert_with(|| read(&bytes_of(before)));
                said_the_same(again, draft, verdict);
            }
            Seen::Close {
                plan,
                before,
                closing,
                ..
            } => {
                let again = self.again.get_or_insert_with(|| read(&bytes_of(before)));
                closed_the_same(again, plan, closing);
            }
        }
        self.steps += 1;
        let again = self.again.as_ref().expect("it was read at the first step");
        assert_eq!(
            again.head(),
            live.head(),
            "a ledger read from bytes goes on"
        );
        // At places that nobody chose: about each sixteenth entry; and after each close.
        let drawn = live.head().hash.0[0] < 16;
        if drawn || self.steps.is_multiple_of(40) || matches!(seen, Seen::Close { .. }) {
            let bytes = bytes_of(live);
            assert!(bytes_of(again) == bytes, "a state has one form");
            assert_eq!(positions(again), positions(live));
            self.again = Some(read(&bytes));
        }
    }
}

fn said_the_same(again: &mut Ledger, draft: &Draft, verdict: Result<Receipt, &Refusals>) {
    let said = post_to(again, draft);
    assert_eq!(said.as_ref().copied(), verdict, "{}", in_words(draft));
}

fn closed_the_same(again: &mut Ledger, plan: &Plan, closing: &Closing) {
    let its_own = again.plan_close(plan.year(), plan.book());
    let its_own = its_own.expect("the year was planned on the live one");
    let events = again.check_close(&its_own, closing);
    let events = events.expect("the live one was closed so");
    let entries = again.entries_of(&events);
    for (event, entry) in events.iter().zip(entries) {
        again.apply(event, entry.hash).expect("it was checked");
    }
}

/// The state of a ledger in the form that a store keeps it in.
pub(crate) fn bytes_of(ledger: &Ledger) -> Vec<u8> {
    postcard::to_allocvec(&State(ledger)).expect("a ledger is plain data")
}

fn read(bytes: &[u8]) -> Ledger {
    let read: Again = postcard::from_bytes(bytes).expect("these bytes were written");
    read.0
}

struct State<'l>(&'l Ledger);

impl Serialize for State<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_state(to)
    }
}

struct Again(Ledger);

impl<'de> Deserialize<'de> for Again {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Again, D::Error> {
        Ledger::read_state(from).map(Again)
    }
}
