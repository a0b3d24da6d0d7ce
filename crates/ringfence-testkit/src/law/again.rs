//! The law of re-provision.

use ringfence::journal::Act;
use ringfence::journal::act::ReProvide;
use ringfence::law::RuleBook;
use ringfence::state::Ledger;
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// Law 5: over the two years, what was allocated and re-provided together is unchanged; a window
/// that holds only one of them moves by exactly the sum.
pub fn always_re_provision_keeps_the_total(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut TotalKept])
}

pub(super) struct TotalKept;

impl Watch for TotalKept {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model_after: &Model) {
        let Seen::Draft {
            draft,
            before,
            model_before,
            verdict: Ok(_),
        } = seen
        else {
            return;
        };
        let Act::ReProvide(again) = &draft.act else {
            return;
        };
        // The same under its key once more adds nothing.
        let posted = model_after.next > model_before.next;
        let sum = if posted { again.amount.pence() } else { 0 };
        let change = |year| given(book.ledger(), again, year) - given(before, again, year);
        let [this, next] = [again.year, again.year.next()].map(change);
        assert_eq!([this, next], [-sum, sum], "{}", in_words(draft));
    }
}

/// What a body was given of a stream in a year, re-provisions with it.
fn given(ledger: &Ledger, again: &ReProvide, of_year: FinancialYear) -> i64 {
    let all = positions(ledger).into_iter();
    let of_pot = all.filter(|((year, line), _)| {
        *year == of_year && (&line.body, &line.stream) == (&again.to, &again.stream)
    });
    of_pot
        .map(|(_, it)| it.allocated.pence() + it.re_provided.pence())
        .sum()
}
