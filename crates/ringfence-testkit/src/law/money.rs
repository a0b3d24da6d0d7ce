//! Laws of money and control.

use std::collections::BTreeMap;

use ringfence::journal::act::{Allocate, Spend};
use ringfence::journal::{Act, Draft};
use ringfence::law::RuleBook;
use ringfence::noun::{AccrualId, ControlMode, Line, Position};
use ringfence::word::{FinancialYear, Money, Weights};
use ringfence_store::{Book, MemoryStore};

use super::walk::{in_words, positions};
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::Model;

/// All watches of this page.
pub(super) fn watches() -> Vec<Box<dyn Watch>> {
    vec![
        Box::new(EveryPenny),
        Box::new(AddsUp),
        Box::new(NeverMore),
        Box::new(super::shortfall::ShortfallFound),
        Box::new(StageMove),
        Box::new(NeverFinished),
        Box::new(super::expired::NeverExpired),
        Box::new(FactRecorded),
        Box::new(super::again::TotalKept),
        Box::new(super::cost::SettledOnce::default()),
        Box::new(super::stream::OneStream::default()),
    ]
}

/// Law 1: all postings sum to nought, per stream and in total, after each entry.
pub fn always_every_penny_is_somewhere(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut EveryPenny])
}

/// Law 2: both equations of the position hold, for each line and year, after each entry.
pub fn always_a_position_adds_up(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut AddsUp])
}

/// Law 3: parts add up to the whole, and none differs from its exact share by a penny or more.
pub fn always_a_split_is_exact(sum: Money, weights: &[u64]) {
    let Ok(fair) = Weights::new(weights) else {
        let none = weights.iter().all(|weight| *weight == 0);
        let many = weights.len() > usize::from(u16::MAX);
        assert!(none || many, "{weights:?} should weigh a division");
        return;
    };
    let parts = sum.split(&fair);
    let added: i128 = parts.iter().map(|part| i128::from(part.pence())).sum();
    assert_eq!(
        added,
        i128::from(sum.pence()),
        "parts of {sum} by {weights:?}"
    );
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    for (part, weight) in parts.iter().zip(weights) {
        // part − sum × weight ÷ total, in whole numbers: between −1 and 1, both left out.
        let Some(exact) = i128::from(sum.pence()).checked_mul(i128::from(*weight)) else {
            continue;
        };
        let Some(scaled) = i128::from(part.pence()).checked_mul(total) else {
            continue;
        };
        assert!(
            (scaled - exact).abs() < total,
            "{part} of {sum} by {weight} in {weights:?}"
        );
    }
}

/// Law 6: a stream's positions, replayed from its own entries and the shared nouns alone, are
/// equal, unless a virement or a recharge names two streams, or both used one approval.
pub fn never_one_stream_pays_for_another(history: &History, books: &[RuleBook]) -> Tally {
    walk(
        history,
        books,
        &mut [&mut super::stream::OneStream::default()],
    )
}

/// Law 7: under `block`, no ask leaves what is available below nought by more than the tolerance
/// in force on its day, nor lowers it where a fact has already left it there; no other state goes
/// below nought; and each line below nought is found.
pub fn never_more_than_is_available(history: &History, books: &[RuleBook]) -> Tally {
    walk(
        history,
        books,
        &mut [&mut NeverMore, &mut super::shortfall::ShortfallFound],
    )
}

/// Law 10: earmark, hold, commit and spend move money between states only.
pub fn never_a_stage_move_changes_exposure(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut StageMove])
}

/// Law 11: a finished commitment is never spent, nor more than is open and its own tolerance;
/// facts apart.
pub fn never_a_finished_commitment_is_spent(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut NeverFinished])
}

/// Law 32: a notice of the source, a cut or an actual is never refused for want of funds.
pub fn always_a_fact_is_recorded(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut FactRecorded])
}

type Standings = BTreeMap<(FinancialYear, Line), Position>;

struct EveryPenny;

impl Watch for EveryPenny {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let mut total = 0;
        for stream in model.streams.keys() {
            let sum = book.ledger().sum_of_all_postings(stream);
            assert_eq!(sum, 0, "{stream} after {seen:?}");
            total += sum;
        }
        assert_eq!(total, 0);
    }
}

struct AddsUp;

impl Watch for AddsUp {
    fn see(&mut self, _: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        for ((year, line), it) in positions(book.ledger()) {
            let sum = |sums: &[Money]| -> i64 { sums.iter().map(|sum| sum.pence()).sum() };
            let came = [
                it.allocated,
                it.contributed,
                it.vired_in,
                it.rolled_in,
                it.re_provided,
            ];
            let went = [
                it.passed_down,
                it.vired_out,
                it.rolled_out,
                it.lapsed,
                it.reverted,
            ];
            let left = sum(&came) - sum(&went) + it.deficit_met.pence() - it.first_call.pence();
            assert_eq!(
                it.authority.pence(),
                left,
                "authority of {line} in {year}: {it:?}"
            );
            let stands = [it.available, it.earmarked, it.held, it.committed, it.spent];
            assert_eq!(
                it.authority.pence(),
                sum(&stands),
                "{line} in {year}: {it:?}"
            );
            let cost = sum(&[it.invoiced, it.accrued]) - it.prepaid.pence();
            assert_eq!(it.spent.pence(), cost, "cost of {line} in {year}: {it:?}");
        }
    }
}

struct NeverMore;

impl Watch for NeverMore {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let after = positions(book.ledger());
        for ((year, line), it) in &after {
            // What an invoice meets of an earlier year's cost stands below nought.
            let met = model.met_of_earlier_years(line, *year);
            let credited = model.credited_of_earlier_years(line, *year);
            let and = |sum: Money, more| sum.checked_add(more).unwrap_or(Money::MAX);
            let invoiced = and(it.invoiced, credited);
            let spent = and(and(it.spent, met), credited);
            for (state, sum) in [
                ("earmarked", it.earmarked),
                ("held", it.held),
                ("committed", it.committed),
                ("spent", spent),
                ("invoiced", invoiced),
                ("released", it.released),
                ("drawn", it.drawn),
            ] {
                assert!(!sum.is_negative(), "{state} of {line} in {year}: {it:?}");
            }
        }
        let Seen::Draft {
            draft,
            before,
            model_before,
            verdict: Ok(_),
        } = seen
        else {
            return;
        };
        if !is_ask(draft, model_before) || settles_the_year_before(draft, model_before) {
            return;
        }
        let before = positions(before);
        let of = model.entries.values().last().and_then(|entry| entry.year);
        // What an entry of the year before brings to the year ahead is a fact.
        let brought = |year: FinancialYear| model.ahead == Some(year) && of != Some(year);
        for (spot, it) in after.iter().filter(|((year, _), _)| !brought(*year)) {
            let (stream, day) = (&spot.1.stream, draft.effective.unwrap_or_default());
            let blocks = model_before.mode(stream, day) == ControlMode::Block;
            let stood = before.get(spot).copied().unwrap_or_default();
            let authority = stood.authority.pence().into();
            let tolerated = model_before.tolerated(stream, day, authority);
            let bound = i128::from(stood.available.pence()).min(-tolerated);
            let kept = i128::from(it.available.pence()) >= bound;
            assert!(
                kept || !blocks,
                "{} falls short by {}",
                spot.1,
                in_words(draft)
            );
        }
    }
}

/// Whether a draft is a cost, in the year ahead, of a promise that stands in the year before.
fn settles_the_year_before(draft: &Draft, model: &Model) -> bool {
    let id = match &draft.act {
        Act::Spend(spend) => spend.commitment.as_ref(),
        Act::Recharge(it) => it.commitment.as_ref(),
        _ => None,
    };
    id.zip(model.open_year())
        .is_some_and(|(id, year)| model.ahead.is_some() && model.left_of(id, year) > 0)
}

/// Whether a draft asks for money.
/// The accrual that a spend meets.
fn met_by(draft: &Draft, spend: &Spend, model: &Model) -> Option<AccrualId> {
    model.met_by(spend, year_of(draft, model)?)
}

pub(super) fn is_ask(draft: &Draft, model: &Model) -> bool {
    match &draft.act {
        Act::Vire(_) | Act::Release(_) | Act::Earmark(_) | Act::Hold(_) | Act::Commit(_) => true,
        Act::ChangeCost(_) | Act::Mainstream(_) => true,
        Act::Spend(spend) => !spend.actual && met_by(draft, spend, model).is_none(),
        Act::Recharge(it) => !it.actual,
        Act::Allocate(given) => {
            let asks = !given.actual && !given.opening && given.amount.is_positive();
            asks && !is_source_notice(given, model)
        }
        _ => false,
    }
}

fn is_source_notice(given: &Allocate, model: &Model) -> bool {
    model.giver_of(given) == model.source_of(&given.stream, &given.to)
}

struct StageMove;

impl Watch for StageMove {
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
        let again = draft
            .key
            .as_ref()
            .is_some_and(|key| model_before.keys.contains_key(key));
        let keeps = matches!(
            draft.act,
            Act::Earmark(_) | Act::Hold(_) | Act::Commit(_) | Act::Accrue(_) | Act::Spend(_)
        );
        if !keeps || again {
            return;
        }
        let (before, after) = (positions(before), positions(book.ledger()));
        for (spot, it) in &after {
            let stood = before.get(spot).map_or(Money::ZERO, |it| it.authority);
            assert_eq!(it.authority, stood, "authority by {}", in_words(draft));
        }
        if let Some(covered) = covered_by_an_earlier_stage(draft, model_before) {
            let by = in_words(draft);
            assert_eq!(
                exposure(&after) - exposure(&before),
                covered,
                "exposure by {by}"
            );
        }
    }
}

/// By how much exposure may grow where an earlier stage covers the whole sum: not at all.
fn covered_by_an_earlier_stage(draft: &Draft, model: &Model) -> Option<i64> {
    let (id, amount) = match &draft.act {
        Act::Spend(spend) if met_by(draft, spend, model).is_some() => return None,
        Act::Spend(spend) if !spend.is_final => (spend.commitment.as_ref()?, spend.amount),
        Act::Accrue(accrue) => (accrue.commitment.as_ref()?, accrue.amount),
        Act::Commit(commit) => match commit.term {
            ringfence::journal::act::Term::NonRecurrent { amount, .. } => {
                (commit.hold.as_ref()?, amount)
            }
            ringfence::journal::act::Term::Recurrent { .. } => return None,
        },
        _ => return None,
    };
    let year = year_of(draft, model)?;
    (i128::from(amount.pence()) <= model.left_of(id, year)).then_some(0)
}

/// The year of a commitment or a cost.
fn year_of(draft: &Draft, model: &Model) -> Option<FinancialYear> {
    let of_day =
        |year: Option<FinancialYear>| year.or_else(|| model.calendar.year_of(draft.effective?));
    match &draft.act {
        Act::Accrue(accrue) => of_day(accrue.year),
        Act::Spend(spend) => of_day(spend.year),
        Act::Commit(commit) => match commit.term {
            ringfence::journal::act::Term::NonRecurrent { year, .. } => Some(year),
            ringfence::journal::act::Term::Recurrent { .. } => None,
        },
        _ => None,
    }
}

fn exposure(all: &Standings) -> i64 {
    let of = |it: &Position| {
        it.earmarked.pence() + it.held.pence() + it.committed.pence() + it.spent.pence()
    };
    all.values().map(of).sum()
}

struct NeverFinished;

impl Watch for NeverFinished {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Draft {
            draft,
            model_before,
            verdict: Ok(_),
            ..
        } = seen
        else {
            return;
        };
        let again = draft
            .key
            .as_ref()
            .is_some_and(|key| model_before.keys.contains_key(key));
        let Act::Spend(spend) = &draft.act else {
            return;
        };
        let fact = spend.actual || met_by(draft, spend, model_before).is_some();
        let (Some(id), false, false) = (&spend.commitment, fact, again) else {
            return;
        };
        let year = year_of(draft, model_before).expect("a cost has a year");
        let payable = model_before.payable(id, year);
        let open: i128 = payable.iter().map(|(_, _, pence)| *pence).sum();
        let tolerated = model_before.tolerated_on(id, year);
        assert!(
            i128::from(spend.amount.pence()) <= open + tolerated,
            "{}",
            in_words(draft)
        );
    }
}

struct FactRecorded;

impl Watch for FactRecorded {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, model: &Model) {
        let Seen::Draft {
            draft,
            model_before,
            verdict: Err(refusals),
            ..
        } = seen
        else {
            return;
        };
        let is_fact = match &draft.act {
            Act::Allocate(given) => given.actual || is_source_notice(given, model),
            Act::Accrue(_) | Act::Prepay(_) | Act::UsePrepayment(_) | Act::Credit(_) => true,
            Act::ReProvide(_) | Act::TakeOn(_) => true,
            Act::Spend(spend) => spend.actual || met_by(draft, spend, model_before).is_some(),
            _ => false,
        };
        let code = refusals.first().code();
        let for_funds = code.contains("_exceeds_") || code == "commitment_finished";
        assert!(!is_fact || !for_funds, "{code}: {}", in_words(draft));
    }
}
