//! The law of cost that waits for its invoice.

use std::collections::BTreeMap;

use ringfence::journal::act::Spend;
use ringfence::journal::{Act, Draft};
use ringfence::law::RuleBook;
use ringfence::noun::{AccrualId, PrepaymentId, PromiseId};
use ringfence::state::Checked;
use ringfence_store::{Book, MemoryStore};

use super::walk::in_words;
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// Law 30: over all years a commitment's spend equals its invoices less credits, plus accruals not
/// yet settled, less prepayments not yet used; and what is settled is settled once.
pub fn always_an_accrual_is_settled_once(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut SettledOnce::default()])
}

/// Keeps its own account of what was said, entry by entry, and holds the journal to it.
#[derive(Default)]
pub(super) struct SettledOnce {
    /// What each entry that stands says of the cost of a commitment, in pence.
    said: BTreeMap<u64, Said>,
}

struct Said {
    on: Option<PromiseId>,
    what: What,
    pence: i64,
}

enum What {
    Accrued(AccrualId),
    Invoiced,
    /// Taken off for a later period, until it is used.
    Prepaid(PrepaymentId),
    Used(PrepaymentId),
    Credited,
    /// Moved to another commitment, or to none.
    Moved(Option<PromiseId>),
    /// An invoice that meets so much of an accrual, whole or in part.
    Met(AccrualId, i64),
}

impl Watch for SettledOnce {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            before,
            model_before,
            verdict: Ok(receipt),
        } = seen
        else {
            return;
        };
        if receipt.entry != before.head().entry + 1 {
            return;
        }
        if let Act::Correct(correct) = &draft.act {
            let keyed = |key| model_before.keys.get(key).map(|(entry, _)| *entry);
            let entry = correct
                .entry
                .or_else(|| correct.posted_as.as_ref().and_then(keyed));
            if let Some(undone) = entry.and_then(|entry| self.said.remove(&entry)) {
                for on in undone.touches() {
                    self.hold(&on, book, draft);
                }
            }
            return;
        }
        let Some(said) = self.said_by(draft, model) else {
            return;
        };
        let (touched, met) = (said.touches(), said.what.met());
        self.said.insert(receipt.entry, said);
        for on in touched {
            self.hold(&on, book, draft);
        }
        if let Some(accrual) = met.filter(|id| self.waiting(id) == 0) {
            is_refused_again(&accrual, draft, book);
        }
    }
}

impl Said {
    /// The commitments whose cost it changes.
    fn touches(&self) -> Vec<PromiseId> {
        let to = match &self.what {
            What::Moved(to) => to.clone(),
            _ => None,
        };
        self.on.iter().cloned().chain(to).collect()
    }
}

impl What {
    fn met(&self) -> Option<AccrualId> {
        match self {
            What::Met(id, _) => Some(id.clone()),
            _ => None,
        }
    }
}

impl SettledOnce {
    fn said_by(&self, draft: &Draft, model: &Model) -> Option<Said> {
        match &draft.act {
            Act::Accrue(it) => Some(Said {
                on: it.commitment.clone(),
                what: What::Accrued(it.id.clone()),
                pence: it.amount.pence(),
            }),
            Act::Spend(it) => {
                let pence = it.amount.pence();
                let met = it.accrual.clone().or_else(|| self.oldest(it, draft, model));
                let Some(met) = met else {
                    let (on, what) = (it.commitment.clone(), What::Invoiced);
                    return Some(Said { on, what, pence });
                };
                let waiting = self.waiting(&met);
                let of_it = if it.part { pence.min(waiting) } else { waiting };
                let on = self.accrued(&met).and_then(|it| it.on.clone());
                let what = What::Met(met, of_it);
                Some(Said { on, what, pence })
            }
            Act::TakeOn(it) => Some(Said {
                on: None,
                what: What::Invoiced,
                pence: it.invoiced.pence(),
            }),
            Act::Prepay(it) => Some(Said {
                on: self.cost_on(it.entry?)?,
                what: What::Prepaid(it.id.clone()),
                pence: it.amount.pence(),
            }),
            Act::UsePrepayment(it) => {
                let mut all = self.said.values();
                let of = |it: &What, id| matches!(it, What::Prepaid(its) if its == id);
                let on = all.find(|said| of(&said.what, &it.id))?.on.clone();
                let what = What::Used(it.id.clone());
                Some(Said { on, what, pence: 0 })
            }
            Act::Recharge(it) => Some(Said {
                on: self.cost_on(it.entry?)?,
                what: What::Moved(it.commitment.clone()),
                pence: it.amount.pence(),
            }),
            Act::Credit(it) => Some(Said {
                on: self.cost_on(it.entry?)?,
                what: What::Credited,
                pence: it.amount.pence(),
            }),
            _ => None,
        }
    }

    /// The commitment, if any, on which the cost of an entry stands.
    fn cost_on(&self, entry: u64) -> Option<Option<PromiseId>> {
        let said = self.said.get(&entry)?;
        match &said.what {
            What::Moved(to) => Some(to.clone()),
            _ => Some(said.on.clone()),
        }
    }

    fn is_used(&self, id: &PrepaymentId) -> bool {
        let mut all = self.said.values();
        all.any(|it| matches!(&it.what, What::Used(its) if its == id))
    }

    fn accrued(&self, id: &AccrualId) -> Option<&Said> {
        let mut all = self.said.values();
        all.find(|it| matches!(&it.what, What::Accrued(its) if its == id))
    }

    /// The accrual of a commitment that was received first and still waits, of the year of the
    /// invoice or an earlier one.
    fn oldest(&self, spend: &Spend, draft: &Draft, model: &Model) -> Option<AccrualId> {
        let of_day = |day| model.calendar.year_of(day);
        let year = spend.year.or_else(|| draft.effective.and_then(of_day));
        let waits = self.said.iter().filter_map(|(entry, it)| match &it.what {
            What::Accrued(id) if it.on == spend.commitment && it.on.is_some() => {
                let accrual = &model.entries[entry];
                let day = accrual.draft.as_ref()?.effective;
                (accrual.year <= year && self.waiting(id) > 0).then_some((day, *entry, id))
            }
            _ => None,
        });
        waits.min().map(|(_, _, id)| id.clone())
    }

    /// How much of an accrual waits for its invoice.
    fn waiting(&self, id: &AccrualId) -> i64 {
        let accrued = self.accrued(id).map_or(0, |it| it.pence);
        let met = self.said.values().map(|it| match &it.what {
            What::Met(its, pence) if its == id => *pence,
            _ => 0,
        });
        accrued - met.sum::<i64>()
    }

    /// The cost of a commitment over all years is what was invoiced and what still waits.
    fn hold(&self, on: &PromiseId, book: &Book<MemoryStore>, draft: &Draft) {
        let of_it = self.said.values().filter(|it| it.on.as_ref() == Some(on));
        let cost = of_it.map(|it| match &it.what {
            What::Accrued(id) => self.waiting(id),
            What::Invoiced | What::Met(..) => it.pence,
            What::Prepaid(id) if self.is_used(id) => 0,
            What::Prepaid(_) | What::Credited | What::Moved(_) => -it.pence,
            What::Used(_) => 0,
        });
        let moved = self.said.values();
        let here = moved.filter(|it| matches!(&it.what, What::Moved(Some(to)) if to == on));
        let cost = cost.sum::<i64>() + here.map(|it| it.pence).sum::<i64>();
        let found = book.ledger().cost_of(on).map(|sum| sum.pence());
        assert_eq!(found, Some(cost), "cost of {on} after {}", in_words(draft));
    }
}

/// Whoever settles once more what is settled is told so.
fn is_refused_again(accrual: &AccrualId, draft: &Draft, book: &Book<MemoryStore>) {
    let Act::Spend(spend) = &draft.act else {
        return;
    };
    let mut again = draft.clone();
    again.key = None;
    again.recorded = None;
    again.act = Act::Spend(Spend {
        commitment: None,
        accrual: Some(accrual.clone()),
        is_final: false,
        ..spend.clone()
    });
    match book.ledger().check(&again) {
        Ok(Checked::Append(_) | Checked::Unchanged(_)) => panic!("twice: {}", in_words(&again)),
        Err(no) => assert_eq!(no.first().code(), "accrual_settled", "{}", in_words(&again)),
    }
}
