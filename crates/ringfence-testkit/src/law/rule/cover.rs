//! Covers, before an estate in which some lines lack money.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::journal::{Act, Draft};
use ringfence::law::{CoverRole, CoverShares, Destination, Disposal, Explained, Outcome, RuleBook};
use ringfence::state::{Decision, ItemKind, Plan};
use ringfence::word::Money;

use super::BookTally;
use super::cap::{ledger_after, plan_of};
use crate::generate::Estate;
use crate::model::{Became, Met, ModelBook, Shared, Shares, shared_out};

/// Laws 4, 11, 22 and 23 of covers: what sources give is what those that want it have, and nobody
/// has more than is wanted; no source is passed over; the model takes and gives the same pennies,
/// for each value that what is missing might have; and the order of the drafts is nothing to it.
pub fn always_a_cover_meets_what_is_wanted(
    book: &RuleBook,
    estate: &Estate,
    on: NaiveDate,
) -> BookTally {
    let drafts = estate.drafts();
    let plan = plan_of(&ledger_after(&drafts), book);
    let shares = ModelBook::of(book).shares(estate, on);
    for why in plan.covers() {
        gives_what_is_had(&why);
        is_met_alike(&why, &shares, &|| {
            format!("{why}\n{shares:#?}\n{estate:?}\n{}", book.text())
        });
    }
    if !shares.open {
        let said: Vec<String> = plan.covers().map(|why| why.result.name).collect();
        let mut names: Vec<&String> = said.iter().collect();
        names.sort();
        assert!(
            names.into_iter().eq(shares.covers.keys()),
            "{said:?}\n{shares:#?}"
        );
    }
    for decision in plan.decisions() {
        adds_up(&plan, decision);
        is_decided_alike(decision, &shares, &|| {
            let why = plan.explain(decision);
            format!("{why}\n{shares:#?}\n{estate:?}\n{}", book.text())
        });
    }
    assert_eq!(plan.decisions().len(), shares.each.len(), "{estate:?}");
    never_an_order_matters(&plan, &drafts, book);
    BookTally::of_covers(&plan, &shares)
}

/// What becomes of an item, by outcome and by the line that has it.
pub(super) fn said_of(disposal: &Disposal) -> Shared {
    let mut said: BTreeMap<Became, i64> = BTreeMap::new();
    let Disposal::Decided { parts } = disposal else {
        return None;
    };
    for part in parts {
        let line = match &part.to {
            Some(Destination::Line(line)) => {
                let [body, stream] = [
                    line.body.as_ref().map(ToString::to_string),
                    line.stream.as_ref().map(ToString::to_string),
                ];
                body.zip(stream)
            }
            _ => None,
        };
        *said.entry((part.outcome, line)).or_default() += part.amount.pence();
    }
    said.retain(|_, sum| *sum != 0);
    Some(said)
}

/// What sources give is what is met, and what those that want it have.
pub(in crate::law) fn gives_what_is_had(why: &Explained<CoverShares>) {
    let of = &why.result;
    assert!(why.arithmetic.adds_up(), "{why}");
    assert!(!of.wants.is_empty(), "{why}");
    if of.wanted.is_none() && of.met == Some(Money::ZERO) {
        // How much is wanted is not asked where nobody has anything.
        let nothing = of.wants.iter().all(|want| want.has == Some(Money::ZERO));
        return assert!(nothing && of.sources.is_empty() && of.missing.is_empty());
    }
    let (Some(wanted), Some(met)) = (of.wanted, of.met) else {
        return assert!(!of.missing.is_empty(), "{why}");
    };
    assert!(of.missing.is_empty(), "{why}");
    let gave = Money::total(of.sources.iter().map(|source| source.gave));
    let has = Money::total(of.wants.iter().filter_map(|want| want.has));
    assert_eq!((gave, has), (Some(met), Some(met)), "{why}");
    assert!(met <= wanted && !met.is_negative(), "{why}");
    for want in &of.wants {
        assert!(want.has.is_some() && want.has <= want.wanted, "{why}");
        assert!(want.has >= Some(Money::ZERO), "{why}");
    }
    let mut need = wanted.pence().into();
    let numbers = of.sources.iter().map(|source| source.source);
    for number in BTreeSet::from_iter(numbers) {
        let its = of.sources.iter().filter(|it| it.source == number);
        let had = its.clone().map(|it| ((0, None), it.had.pence().into()));
        let shares = shared_out(need, &Vec::from_iter(had));
        let gave = its.map(|it| i128::from(it.gave.pence()));
        assert!(gave.eq(shares.iter().copied()), "{why}");
        need -= shares.iter().sum::<i128>();
    }
    let last = of.sources.iter().filter(|source| source.gave.is_positive());
    let last = last.map(|source| source.source).max();
    for source in &of.sources {
        assert!(
            source.gave <= source.had && !source.gave.is_negative(),
            "{why}"
        );
        // Before money of a later source, and before anything stays wanted, all is given.
        if met < wanted || last.is_some_and(|last| source.source < last) {
            assert_eq!(source.gave, source.had, "{why}");
        }
    }
}

/// The model meets the same, whatever is missing.
fn is_met_alike(why: &Explained<CoverShares>, shares: &Shares, shown: &dyn Fn() -> String) {
    let of = &why.result;
    let Some(wanted) = of.wanted.filter(|_| of.missing.is_empty()) else {
        let each = shares.covers.get(&of.name).into_iter().flatten();
        let nothing = each.into_iter().all(|met| met.gave.is_empty());
        assert!(shares.open, "waits, and nothing is missing: {}", shown());
        return assert!(of.met.is_none() || nothing, "met unknown: {}", shown());
    };
    let pence = |sum: Money| i128::from(sum.pence());
    let wants = of.wants.iter();
    let gave = of.sources.iter().filter(|it| it.gave.is_positive());
    let said = Met {
        wanted: pence(wanted),
        has: wants
            .map(|it| (it.who.clone(), it.has.map_or(0, pence)))
            .collect(),
        gave: gave
            .map(|it| ((it.source, it.item.clone()), pence(it.gave)))
            .collect(),
    };
    let each = shares.covers.get(&of.name);
    let each = each.unwrap_or_else(|| panic!("no such cover: {}", shown()));
    assert!(each.len() == 1, "met unknown: {}", shown());
    assert!(each.contains(&said), "{said:#?} {}", shown());
}

fn is_decided_alike(decision: &Decision, shares: &Shares, shown: &dyn Fn() -> String) {
    let each = &shares.each[&decision.item.to_string()];
    let said = said_of(&decision.disposal);
    if each.len() > 1 {
        assert_eq!(said, None, "decided unknown: {}", shown());
    } else if said.is_some() || !shares.open {
        assert!(each.contains(&said), "{said:?}: {}", shown());
    }
    if let Disposal::NeedsEvidence { missing } = &decision.disposal {
        assert!(!missing.is_empty(), "asks for nothing: {}", shown());
    }
}

/// Law 4: no penny of an item is lost, and its reasons add up to what becomes of it.
fn adds_up(plan: &Plan, decision: &Decision) {
    let why = plan.explain(decision);
    assert_eq!(why.result, decision.disposal, "{why}");
    assert!(why.arithmetic.adds_up(), "{why}");
    let Disposal::Decided { parts } = &decision.disposal else {
        return;
    };
    let total = Money::total(parts.iter().map(|part| part.amount));
    assert_eq!(total, Some(decision.amount), "{why}");
    for part in parts {
        let against = part.amount.is_negative() != decision.amount.is_negative();
        assert!(part.amount.is_zero() || !against, "{why}");
        let deficit = decision.kind == ItemKind::Deficit;
        assert_eq!(part.outcome.suits_a_deficit(), deficit, "{why}");
    }
    for cover in why.covers.iter().filter(|it| it.missing.is_empty()) {
        let own = plan.why_cover(&cover.name);
        let own = own.expect("a cover has its own explanation").result;
        let item = decision.item.to_string();
        let listed = match &cover.role {
            CoverRole::Gives {
                source, gave, to, ..
            } => {
                let to = Money::total(to.iter().map(|it| it.amount));
                assert!(to == Some(*gave) || to == Some(Money::ZERO), "{why}");
                let mut its = own.sources.iter();
                its.any(|it| it.item == item && it.source == *source && it.gave == *gave)
            }
            CoverRole::Has { wanted, has } => {
                let (wanted, has) = (Some(*wanted), Some(*has));
                let mut its = own.wants.iter();
                its.any(|it| it.who == item && it.wanted == wanted && it.has == has)
            }
        };
        assert!(listed, "{item} in {own:#?}");
    }
}

/// Law 11: what is given, spent and said in another order is decided alike. What is kept may take
/// turns by its entry, and stays; so does what is said of one thing.
fn never_an_order_matters(plan: &Plan, drafts: &[Draft], book: &RuleBook) {
    let mut other = drafts.to_vec();
    for of in [
        (|act| matches!(act, Act::Allocate(_))) as fn(&Act) -> bool,
        |act| matches!(act, Act::Spend(_)),
    ] {
        let its = other.iter().enumerate().filter(|(_, it)| of(&it.act));
        let places: Vec<usize> = its.map(|(place, _)| place).collect();
        let mut from = places.iter().rev().map(|place| other[*place].clone());
        let turned: Vec<Draft> = from.by_ref().collect();
        for (place, draft) in places.into_iter().zip(turned) {
            other[place] = draft;
        }
    }
    other.sort_by_key(|draft| match &draft.act {
        Act::RecordFact(said) => Some(said.fact.to_string()),
        _ => None,
    });
    let then = plan_of(&ledger_after(&other), book);
    let told = |plan: &Plan| {
        let each = plan.decisions().iter();
        let each = each.map(|it| (it.item.to_string(), it.disposal.clone()));
        BTreeMap::from_iter(each)
    };
    assert_eq!(told(plan), told(&then), "{}", book.text());
}

const WAITS: &str = "waits for what is missing";
const WAITS_ALL_THE_SAME: &str = "waits though no way that was tried differs";
const OPEN_ALIKE: &str = "decided with something missing";
const OPEN_MET: &str = "met with something missing";
const NOTHING_TO_GIVE: &str = "nothing to give, whatever is wanted";
const CONFLICT: &str = "conflict";
const WAITS_FOR_CONFLICT: &str = "waits for clauses that disagree";
const BESIDE_A_CAP: &str = "a cap left less of what a cover took";
const TAKEN_TWICE: &str = "two covers took of one item";
const MET_TWICE: &str = "two covers met one deficit";

impl BookTally {
    /// What the covers of a plan did, and what became of its items.
    pub(super) fn of_covers(plan: &Plan, shares: &Shares) -> BookTally {
        let mut tally = BookTally {
            items: plan.decisions().len() as u64,
            reached: shares.reached.clone(),
            ..BookTally::default()
        };
        for decision in plan.decisions() {
            let each = shares.each.get(&decision.item.to_string());
            match &decision.disposal {
                Disposal::Decided { parts } => {
                    parts
                        .iter()
                        .for_each(|part| tally.count(part.outcome.name()));
                    if shares.open {
                        tally.count(OPEN_ALIKE);
                    }
                }
                Disposal::Conflict { .. } => tally.count(CONFLICT),
                Disposal::NeedsEvidence { missing } => {
                    tally.count(match each {
                        Some(each) if each.len() > 1 => WAITS,
                        Some(each) if !each.contains(&None) => WAITS_ALL_THE_SAME,
                        _ => "asked by a clause",
                    });
                    if missing.iter().any(|it| it.contains("one answer")) {
                        tally.count(WAITS_FOR_CONFLICT);
                    }
                }
            }
            tally.count_roles(&plan.explain(decision));
        }
        for why in plan.covers().filter(|_| shares.open) {
            if why.result.missing.is_empty() {
                tally.count(match why.result.wanted {
                    Some(_) => OPEN_MET,
                    None => NOTHING_TO_GIVE,
                });
            }
        }
        tally
    }

    fn count_roles(&mut self, why: &Explained<Disposal>) {
        let (mut gave, mut had) = (0, 0);
        for cover in &why.covers {
            match &cover.role {
                CoverRole::Gives { gave: sum, .. } => gave += u64::from(sum.is_positive()),
                CoverRole::Has { has, .. } => had += u64::from(has.is_positive()),
            }
        }
        let capped = why.caps.iter().any(|cap| cap.share < cap.claim);
        for (reached, what) in [
            (gave > 1, TAKEN_TWICE),
            (had > 1, MET_TWICE),
            (gave > 0 && capped, BESIDE_A_CAP),
        ] {
            if reached {
                self.count(what);
            }
        }
    }

    /// What was never reached of covers.
    pub fn covers_missing(&self) -> Vec<String> {
        let answers = [
            WAITS,
            WAITS_FOR_CONFLICT,
            OPEN_ALIKE,
            OPEN_MET,
            NOTHING_TO_GIVE,
            CONFLICT,
            BESIDE_A_CAP,
            TAKEN_TWICE,
            MET_TWICE,
        ];
        let outcomes = Outcome::ALL.into_iter().map(Outcome::name);
        let answers = answers.into_iter().chain(outcomes).map(str::to_owned);
        let answers = answers.filter(|it| !self.answers.contains_key(it));
        let sources = (1..=3).flat_map(|place| {
            let each = [
                "is not needed",
                "has nothing",
                "meets the rest",
                "gives all",
            ];
            let each = each
                .into_iter()
                .filter(move |it| place > 1 || *it != "is not needed");
            each.map(move |it| format!("source {place} {it}"))
        });
        let met = ["deficits", "lines"].into_iter().flat_map(|what| {
            let pots = ["body", "accountable"].into_iter();
            let each = pots.flat_map(move |per| {
                ["pro_rata", "priority"].map(|share| format!("{what} {per} {share}"))
            });
            each.flat_map(|of| ["whole", "in part", "not at all"].map(|it| format!("{of} {it}")))
        });
        let takes = ["lapse", "roll_over", "revert", "re_provide"];
        let takes = takes.into_iter().map(|it| format!("takes {it}"));
        let others = [
            "an odd penny of a source",
            "an odd penny of what is wanted",
            "a line has of its own money",
            "a line has of another",
            "a cover that is not in force",
        ];
        let parts = sources.chain(met).chain(takes);
        let parts = parts.chain(others.into_iter().map(str::to_owned));
        answers
            .chain(parts.filter(|it| !self.reached.contains_key(it)))
            .collect()
    }
}
