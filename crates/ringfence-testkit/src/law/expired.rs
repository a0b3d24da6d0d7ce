//! Money whose time has run out.

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::Position;
use ringfence_store::{Book, MemoryStore};

use super::money::is_ask;
use super::walk::{in_words, positions, walk};
use super::{Seen, Tally, Watch};
use crate::generate::History;
use crate::model::Model;

/// Law 19: of a line that a close kept for old obligations only nothing new is taken: no
/// commitment, hold, earmark, virement or direct spend, whatever comes into it.
pub fn never_expired_money_takes_a_new_commitment(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut NeverExpired])
}

pub(super) struct NeverExpired;

impl Watch for NeverExpired {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
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
        let stood = positions(before);
        for (spot, of) in positions(book.ledger()) {
            if before.is_kept_for_old_obligations(&spot.1, spot.0) {
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
