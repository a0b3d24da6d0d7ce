//! The law of money whose time is over.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::Line;
use ringfence::state::Ledger;
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// Law 19: no commitment, hold or earmark takes money of a year that is closed, or that is over by
/// the day from which it counts, whatever was vired or given back into it.
pub fn never_expired_money_takes_a_new_commitment(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut NothingNew])
}

pub(super) struct NothingNew;

impl Watch for NothingNew {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            verdict: Ok(_),
            ..
        } = seen
        else {
            return;
        };
        let asks = matches!(draft.act, Act::Commit(_) | Act::Hold(_) | Act::Earmark(_));
        let Some(on) = draft.effective.filter(|_| asks) else {
            return;
        };
        let open = book.ledger().open_years();
        let is_over = |year: FinancialYear| {
            let closed = open.first().is_none_or(|first| year < *first);
            closed || model.calendar.last_day(year) < on
        };
        let (was, is) = (kept(before), kept(book.ledger()));
        for (spot, sums) in is.iter().filter(|(spot, _)| is_over(spot.0)) {
            let (old, new) = (was.get(spot).copied().unwrap_or_default(), *sums);
            let more = (0..3).any(|at| new[at] > old[at]);
            assert!(!more, "{} of {}: {}", spot.1, spot.0, in_words(draft));
        }
    }
}

/// What is earmarked, held and committed of each line and year.
fn kept(ledger: &Ledger) -> BTreeMap<(FinancialYear, Line), [i64; 3]> {
    let all = positions(ledger).into_iter();
    let sums = all.map(|(spot, it)| {
        let sums = [it.earmarked, it.held, it.committed];
        (spot, sums.map(|sum| sum.pence()))
    });
    sums.collect()
}
