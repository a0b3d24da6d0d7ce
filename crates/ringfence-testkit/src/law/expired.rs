//! Money whose time has run out.

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::Position;
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::money::is_ask;
use super::walk::{in_words, positions, walk};
use super::{Seen, Tally, Watch};
use crate::generate::History;
use crate::model::Model;

/// Law 19: of a line that a close kept for old obligations only nothing new is taken: no
/// commitment, hold, earmark, virement or direct spend, whatever comes into it. Nor does a
/// commitment, a hold or an earmark take money of a year that is closed, or that is over by the day
/// from which it counts.
pub fn never_expired_money_takes_a_new_commitment(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut NeverExpired])
}

pub(super) struct NeverExpired;

impl Watch for NeverExpired {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            model_before,
            verdict: Ok(_),
        } = seen
        else {
            return;
        };
        let settles = match &draft.act {
            Act::Spend(it) => it.commitment.is_some() || it.accrual.is_some(),
            Act::Recharge(it) => it.commitment.is_some(),
            Act::Release(_) => true,
            _ => false,
        };
        if settles || !is_ask(draft, model_before) {
            return;
        }
        let open = book.ledger().open_years();
        let keeps = matches!(
            draft.act,
            Act::Commit(_) | Act::Hold(_) | Act::Earmark(_) | Act::Mainstream(_)
        );
        let is_over = |year: FinancialYear| {
            let closed = open.first().is_none_or(|first| year < *first);
            let by = draft.effective;
            closed || by.is_some_and(|on| model.calendar.last_day(year) < on)
        };
        let stood = positions(before);
        for (spot, of) in positions(book.ledger()) {
            let expired = before.is_kept_for_old_obligations(&spot.1, spot.0);
            if expired || (keeps && is_over(spot.0)) {
                let old = stood.get(&spot).map_or([0; 5], taken);
                let more = old.iter().zip(taken(&of)).any(|(old, new)| new > *old);
                assert!(!more, "{} in {}: {}", spot.1, spot.0, in_words(draft));
            }
        }
    }
}

/// What was taken of a line, in pence.
fn taken(of: &Position) -> [i64; 5] {
    [of.committed, of.held, of.earmarked, of.vired_out, of.spent].map(|sum| sum.pence())
}
