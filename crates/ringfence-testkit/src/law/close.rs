//! Laws of the year end.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::journal::act::PublishTotal;
use ringfence::journal::{Act, Draft};
use ringfence::law::{Outcome, RuleBook};
use ringfence::noun::{BodyId, Line, PromiseKind, StreamId};
use ringfence::state::{ItemKind, Ledger, Plan};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

use super::walk::{positions, post_to};
use super::{Seen, Tally, Watch, walk};
use crate::generate::{History, id};
use crate::model::Model;

/// All watches of this page.
pub(super) fn watches() -> Vec<Box<dyn Watch>> {
    vec![
        Box::new(EachItemOnce),
        Box::new(PlanningChangesNothing),
        Box::new(ClosingTwice),
        Box::new(super::reopen::ReopeningReverses::default()),
        Box::new(UnsetMeansLapse),
        Box::new(BothSides),
        Box::new(Reasons),
        Box::new(WhoBenefits),
        Box::new(super::cap::SharedOut),
        Box::new(super::duty::ReadsTheLines::new()),
    ]
}

/// Law 4: parts add up to the item, all items to what was there, per line; and no more is kept
/// than authority less spend.
pub fn always_a_close_decides_each_item_once(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut EachItemOnce])
}

/// Law 14: planning twice equals once; the close equals its plan; a stale plan is refused.
pub fn always_planning_changes_nothing(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut PlanningChangesNothing])
}

/// Law 15: closing twice equals closing once; reopening reverses exactly what the close posted.
pub fn always_closing_twice_equals_closing_once(history: &History, books: &[RuleBook]) -> Tally {
    let mut reverses = super::reopen::ReopeningReverses::default();
    walk(history, books, &mut [&mut ClosingTwice, &mut reverses])
}

/// Law 16: an empty rule book rolls nothing over, and absorbs what is missing.
pub fn always_unset_means_lapse(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut UnsetMeansLapse])
}

/// Law 17: what is owed on the first day of a year equals what was owed on the last of the year
/// before, funded or not; recurrent instalments and slippage apart.
pub fn always_an_open_commitment_is_seen_on_both_sides(
    history: &History,
    books: &[RuleBook],
) -> Tally {
    walk(history, books, &mut [&mut BothSides])
}

/// Law 22: the explanation's arithmetic adds up and comes to the same result again.
pub fn always_reasons_add_up_to_the_result(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut Reasons])
}

/// Law 31: per accountable body, what fell in is what lapsed on the lines it answers for; what it
/// met is what was met there, first calls on the next year apart; per funder, what reverted to it.
pub fn always_a_lapse_names_who_benefits(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut WhoBenefits])
}

struct EachItemOnce;

impl Watch for EachItemOnce {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Close { plan, before, .. } = seen else {
            return;
        };
        let (mut sums, mut kept) = (BTreeMap::new(), BTreeMap::new());
        let mut names = BTreeSet::new();
        for decision in plan.decisions() {
            let place = (decision.item.to_string(), decision.line.clone());
            assert!(names.insert(place), "{} is decided twice", decision.item);
            let parts = decision.disposal.parts().iter();
            let sum: i64 = parts.map(|part| part.amount.pence()).sum();
            assert_eq!(sum, decision.amount.pence(), "parts of {}", decision.item);
            *sums.entry(decision.line.clone()).or_insert(0_i64) += sum;
            let rolled = decision.disposal.sum_of(Outcome::RollOver).pence();
            *kept.entry(decision.line.clone()).or_insert(0_i64) += rolled;
        }
        for back in plan.gone_back() {
            *sums.entry(back.line.clone()).or_insert(0_i64) += back.amount.pence();
        }
        for ((year, line), it) in positions(before) {
            if year == plan.year() {
                let there = it.authority.pence() - it.spent.pence();
                let (sum, kept) = (sums.get(&line), kept.get(&line));
                assert_eq!(sum.copied().unwrap_or(0), there, "items of {line}");
                assert!(kept.copied().unwrap_or(0) <= there.max(0), "kept of {line}");
            }
        }
    }
}

struct PlanningChangesNothing;

impl Watch for PlanningChangesNothing {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Close {
            plan,
            before,
            closing,
            ..
        } = seen
        else {
            return;
        };
        let again = before
            .plan_close(plan.year(), plan.book())
            .expect("planned before");
        assert_eq!(
            in_short(&again),
            in_short(plan),
            "planning twice equals once"
        );
        assert_eq!(again.head(), before.head());
        for ((year, line), it) in positions(book.ledger()) {
            if year != plan.year() {
                continue;
            }
            let of_line = |outcome| plan.sum_of(outcome, |decision| decision.line == line);
            assert_eq!(it.rolled_out, of_line(Outcome::RollOver), "kept of {line}");
            assert_eq!(it.lapsed, of_line(Outcome::Lapse), "lapsed of {line}");
            let back = plan.gone_back().iter().filter(|back| back.line == line);
            let back = Money::total(
                back.map(|back| back.amount)
                    .chain([of_line(Outcome::Revert)]),
            );
            assert_eq!(Some(it.reverted), back, "gone back of {line}");
            let met = [Outcome::Absorb, Outcome::FirstCall].map(of_line);
            let met = Money::total(met).map(Money::negated);
            assert_eq!(Some(it.deficit_met), met, "met of {line}");
            assert_eq!(
                it.authority, it.spent,
                "nothing is left open on {line}: {it:?}"
            );
        }
        let mut later = before.clone();
        let total = Draft::of(a_total(plan.year()));
        post_to(&mut later, &total).expect("a published total is taken at any time");
        let stale = later
            .check_close(plan, closing)
            .expect_err("the plan is stale");
        assert_eq!(stale.first().code(), "plan_stale");
    }
}

pub(super) fn in_short(plan: &Plan) -> Vec<String> {
    let each = plan.decisions().iter();
    each.map(|it| format!("{} {} {} {:?}", it.item, it.line, it.amount, it.disposal))
        .collect()
}

fn a_total(year: FinancialYear) -> Act {
    Act::PublishTotal(PublishTotal {
        id: id("total-of-another-day"),
        stream: id("cluster"),
        year,
        amount: Money::new(1),
        stated: None,
        difference: None,
    })
}

struct ClosingTwice;

impl Watch for ClosingTwice {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Close { plan, closing, .. } = seen else {
            return;
        };
        let mut copy = book.clone();
        assert!(copy.close(plan, closing).is_err());
        let refused = book
            .ledger()
            .check_close(plan, closing)
            .expect_err("closed before");
        assert_eq!(refused.first().code(), "year_already_closed");
        let planned = book.ledger().plan_close(plan.year(), plan.book());
        assert_eq!(
            planned.expect_err("closed before").first().code(),
            "year_already_closed"
        );
        assert_eq!(copy.ledger().head(), book.ledger().head());
        assert_eq!(positions(copy.ledger()), positions(book.ledger()));
    }
}

struct UnsetMeansLapse;

impl Watch for UnsetMeansLapse {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Close { plan, before, .. } = seen else {
            return;
        };
        let unset = before
            .plan_close(plan.year(), &RuleBook::empty())
            .expect("an open year");
        for decision in unset.decisions() {
            let wanted = match decision.kind {
                ItemKind::Deficit => Outcome::Absorb,
                _ => Outcome::Lapse,
            };
            assert_eq!(
                decision.disposal.sum_of(wanted),
                decision.amount,
                "{}",
                decision.item
            );
        }
    }
}

struct BothSides;

impl Watch for BothSides {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Close {
            plan,
            before,
            model_before,
            ..
        } = seen
        else {
            return;
        };
        let (year, next) = (plan.year(), plan.year().next());
        let mut owed = committed(before, year);
        let mut owed_after = committed(book.ledger(), next);
        for (id, promise) in model_before.promises() {
            let place = (promise.body.clone(), promise.stream.clone());
            if !promise.is_recurrent() {
                // What the year ahead bore of it, and what was promised in that year.
                let there = model_before.left_of(id, year) - model_before.open_of(id, year);
                let new = if promise.kind == PromiseKind::Commitment {
                    model_before.open_of(id, next)
                } else {
                    0
                };
                *owed.entry(place).or_default() += if model_before.ahead.is_some() {
                    there + new
                } else {
                    0
                };
                continue;
            }
            if model_before.ahead.is_some() {
                *owed_after.entry(place.clone()).or_default() -= model.open_of(id, next);
                *owed.entry(place).or_default() -= model_before.open_of(id, year);
                continue;
            }
            let slipped = model_before.open_of(id, year);
            *owed.entry(place.clone()).or_default() -= slipped;
            if !model_before.was_ended(id) {
                *owed_after.entry(place).or_default() -= model.cost_in(id, next);
            }
        }
        owed.retain(|_, sum| *sum != 0);
        owed_after.retain(|_, sum| *sum != 0);
        assert_eq!(
            owed, owed_after,
            "owed at the end of {year}, and at the start of {next}"
        );
    }
}

fn committed(ledger: &Ledger, year: FinancialYear) -> BTreeMap<(BodyId, StreamId), i128> {
    let mut sums: BTreeMap<(BodyId, StreamId), i128> = BTreeMap::new();
    for ((its, line), it) in positions(ledger) {
        if its == year {
            let Line { body, stream, .. } = line;
            *sums.entry((body, stream)).or_default() += i128::from(it.committed.pence());
        }
    }
    sums
}

struct Reasons;

impl Watch for Reasons {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Close { plan, .. } = seen else {
            return;
        };
        for decision in plan.decisions() {
            let explained = plan.explain(decision);
            assert!(
                explained.arithmetic.adds_up(),
                "{}: {explained:?}",
                decision.item
            );
            assert_eq!(explained.result, decision.disposal, "{}", decision.item);
            let again = plan.explain(decision);
            assert_eq!(
                format!("{again:?}"),
                format!("{explained:?}"),
                "{}",
                decision.item
            );
            assert!(!plan.why(&decision.item.to_string()).is_empty());
        }
    }
}

struct WhoBenefits;

impl Watch for WhoBenefits {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let Seen::Close { plan, .. } = seen else {
            return;
        };
        let last = model.calendar.last_day(plan.year());
        let mut wanted: BTreeMap<(BodyId, StreamId), [i64; 4]> = BTreeMap::new();
        for ((year, line), it) in positions(book.ledger()) {
            let answers = model.accountable(&line.body, last);
            let answers = answers.expect("a legal body above");
            let own = usize::from(answers != line.body);
            let sums = wanted.entry((answers, line.stream)).or_default();
            if year == plan.year() {
                sums[own] += it.lapsed.pence();
                sums[3] += it.deficit_met.pence();
            } else if year == plan.year().next() {
                // What the next year bears itself nobody else bears.
                sums[3] -= it.first_call.pence();
            }
        }
        for decision in plan.decisions() {
            let Line { body, stream, .. } = decision.line.clone();
            let funder = model.source_of(&stream, &body).expect("a root");
            let reverted = decision.disposal.sum_of(Outcome::Revert);
            wanted.entry((funder, stream)).or_default()[2] += reverted.pence();
        }
        wanted.retain(|_, sums| *sums != [0; 4]);
        let mut said = BTreeMap::new();
        for benefit in plan.benefits() {
            let (own, back) = (benefit.own, benefit.reverted);
            let sums = [own, benefit.fell_in, back, benefit.met].map(Money::pence);
            assert_eq!(
                benefit.net.pence(),
                sums[0] + sums[1] + sums[2] - sums[3],
                "{benefit:?}"
            );
            if sums != [0; 4] {
                said.insert((benefit.body, benefit.stream), sums);
            }
        }
        assert_eq!(
            said, wanted,
            "own lapses, fallen in, gone back, met; by accountable body and stream"
        );
    }
}
