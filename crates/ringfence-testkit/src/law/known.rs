//! What was known stays known.

use chrono::{Datelike, NaiveDate};
use ringfence::law::RuleBook;
use ringfence::state::{Known, Ledger, Selection};
use ringfence::view::{Cell, Table, findings, positions};
use ringfence_store::{Book, MemoryStore};

use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// Law 24: what was known after an entry, or at the end of a day before the head's, is answered
/// ever after as it was then, whatever is posted later and whenever that counts.
pub fn never_a_later_entry_changes_what_was_known(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut WasKnown::default()])
}

pub(super) type Rows = Vec<Vec<Cell>>;

/// Remembers, every now and then, what is known; asks for it again at each close.
#[derive(Default)]
pub(super) struct WasKnown {
    kept: Vec<(Known, Option<NaiveDate>, Rows)>,
    /// What was found then.
    found: Vec<(Known, Table)>,
}

impl Watch for WasKnown {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let (Seen::Draft { before, .. } | Seen::Close { before, .. }) = seen else {
            return;
        };
        let ledger = book.ledger();
        let (head, stood) = (ledger.head(), before.head());
        if head.entry == stood.entry {
            return;
        }
        // What the last entry of a day left is what was known on that day.
        if head.recorded > stood.recorded && stood.recorded.day() % 5 == 0 {
            self.keep(Known::ByDay(stood.recorded), before, head.recorded);
        }
        if head.entry % 13 == 0 {
            self.keep(Known::ByEntry(head.entry), ledger, head.recorded);
        }
        if matches!(seen, Seen::Close { .. }) {
            for (known, as_at, rows) in &self.kept {
                let again = rows_of(ledger, Some(*known), *as_at);
                assert_eq!(again, *rows, "as known {known:?}, as at {as_at:?}");
            }
            for (known, found) in &self.found {
                let then = book.as_known(*known).expect("the book's own journal");
                let again = found_in(&then);
                let [again, found] = match model.redacted.is_empty() {
                    true => [again.rows, found.rows.clone()],
                    // A finding calls a letter by its name, and a redaction takes that.
                    false => [again, found.clone()].map(without_what_is_said),
                };
                assert_eq!(again, found, "found, as known {known:?}");
            }
        }
    }
}

impl WasKnown {
    fn keep(&mut self, known: Known, then: &Ledger, today: NaiveDate) {
        self.found.push((known, found_in(then)));
        let month_ago = today - chrono::Days::new(30);
        for as_at in [None, Some(month_ago)] {
            self.kept.push((known, as_at, rows_of(then, None, as_at)));
        }
    }
}

fn rows_of(ledger: &Ledger, as_known: Option<Known>, as_at: Option<NaiveDate>) -> Rows {
    let of = Selection {
        as_at,
        as_known,
        ..Selection::default()
    };
    positions(ledger, &of).expect("sums in range").rows
}

/// Findings without their sentence.
pub(super) fn without_what_is_said(found: Table) -> Rows {
    let says = found.find_column("says").expect("each finding says why");
    let mut rows = found.rows;
    rows.iter_mut().for_each(|row| drop(row.remove(says)));
    rows
}

fn found_in(ledger: &Ledger) -> Table {
    findings(ledger, None).expect("sums in range")
}
