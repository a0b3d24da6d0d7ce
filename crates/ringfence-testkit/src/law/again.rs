//! The law of re-provision.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::journal::act::ReProvide;
use ringfence::law::{Outcome, RuleBook};
use ringfence::noun::{BodyId, Line, StreamId};
use ringfence::state::{Ledger, Plan};
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// Law 5: over the two years, what was allocated and re-provided together is unchanged; a window
/// that holds only one of them moves by exactly the sum: by a letter, and by a rule at a close.
pub fn always_re_provision_keeps_the_total(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut TotalKept])
}

pub(super) struct TotalKept;

impl Watch for TotalKept {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model_after: &Model) {
        let (draft, before, model_before) = match seen {
            Seen::Draft {
                draft,
                before,
                model_before,
                verdict: Ok(_),
            } => (draft, before, model_before),
            Seen::Close { plan, before, .. } => {
                return is_given_again(plan, before, book.ledger());
            }
            Seen::Draft { .. } | Seen::Planned { .. } => return,
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

/// A close takes out of its year what its rule gives again, and the next year has it.
fn is_given_again(plan: &Plan, before: &Ledger, after: &Ledger) {
    let mut wanted = Given::new();
    for decision in plan.decisions() {
        let sum = decision.disposal.sum_of(Outcome::ReProvide).pence();
        let Line { body, stream, .. } = decision.line.clone();
        for (year, sum) in [(plan.year(), -sum), (plan.year().next(), sum)] {
            *wanted
                .entry((year, body.clone(), stream.clone()))
                .or_default() += sum;
        }
    }
    let mut found = re_provided(after);
    for (spot, sum) in re_provided(before) {
        *found.entry(spot).or_default() -= sum;
    }
    for sums in [&mut wanted, &mut found] {
        sums.retain(|_, sum| *sum != 0);
    }
    assert_eq!(found, wanted, "given again by the close of {}", plan.year());
}

type Given = BTreeMap<(FinancialYear, BodyId, StreamId), i64>;

fn re_provided(ledger: &Ledger) -> Given {
    let mut sums = Given::new();
    for ((year, line), it) in positions(ledger) {
        let sum = sums.entry((year, line.body, line.stream)).or_default();
        *sum += it.re_provided.pence();
    }
    sums
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
