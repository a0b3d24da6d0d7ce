//! A plan by any book: each item is decided anew by the model.

use ringfence::law::{
    CapReading, Disposal, Explained, Fact, Group, Reform, RuleBook, Value, Verdict,
};
use ringfence::state::{Decision, ItemKind, Ledger, Plan, Rules};
use ringfence_store::{Book, MemoryStore};

use super::walk::item_key;
use super::{Seen, Tally, Watch, rule, walk};
use crate::generate::{Given, History};
use crate::model::Model;
use crate::tree::{self, Tree};

/// Laws 4, 18, 21, 22 and 23 of the items of each plan: the model finds their facts, and decides
/// by the text of the book. Laid over it, a reform without changes makes no difference.
pub fn always_the_model_decides_alike(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut DecidedAnew])
}

pub(super) struct DecidedAnew;

impl Watch for DecidedAnew {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Planned {
            plan,
            before,
            model_before,
        } = seen
        else {
            return;
        };
        never_an_empty_reform_makes_a_difference(plan, before);
        let text = tree::read(plan.book().text()).unwrap_or_else(|| tree::table([]));
        let items = model_before.items(plan.year());
        let mut kinds: Vec<ItemKind> = Vec::new();
        for item in &items {
            let key = item_key(item);
            let its = |it: &&Decision| (it.item.to_string(), it.line.to_string()) == key;
            let decision = plan.decisions().iter().find(its);
            let decision = decision.expect("each item has its decision");
            let why = plan.explain(decision);
            let mut given = model_before.given_of(item, plan.year(), &text);
            take_slippage(&mut given, &why);
            compare_facts(&given, &why);
            if is_unseen(decision, &why, &text) {
                continue;
            }
            let said = plan.book().dispose(&given.facts(), why.on);
            let counts = |cap: &CapReading| cap.counts != Verdict::False;
            let is_alone = !why.caps.iter().any(counts) && why.covers.is_empty();
            if is_alone {
                assert_eq!(said, decision.disposal, "{given:?}\n{why}");
            }
            // One of each kind is widened, reformed and explained, too, but by an empty book.
            let empty = plan.book().text().is_empty();
            if empty || kinds.contains(&decision.kind) {
                rule::always_unknown_needs_evidence(plan.book(), &given, why.on);
            } else {
                kinds.push(decision.kind);
                rule::every_law(plan.book(), &given, why.on);
            }
        }
    }
}

/// How a post stood vacant the model takes from the ledger.
fn take_slippage(given: &mut Given, why: &Explained<Disposal>) {
    let mut records = Vec::new();
    for reading in &why.facts {
        if let (Some(Group::Slippage), Some(number)) = (reading.fact.group(), reading.record) {
            records.resize(records.len().max(number), Default::default());
            let cells: &mut std::collections::BTreeMap<_, _> = &mut records[number - 1];
            if let Some(value) = value_of(&reading.value) {
                cells.insert(reading.fact, value);
            }
        }
    }
    let records = records.into_iter();
    given
        .records
        .extend(records.map(|cells| (Group::Slippage, cells)));
}

/// Where a rule counts vacancies and reads nothing of them, nobody says how many there are.
fn is_unseen(decision: &Decision, why: &Explained<Disposal>, book: &Tree) -> bool {
    let read =
        |reading: &ringfence::law::FactReading| reading.fact.group() == Some(Group::Slippage);
    let counts = || book.to_string().contains(Group::Slippage.name());
    decision.kind == ItemKind::Slippage && !why.facts.iter().any(read) && counts()
}

/// What stands in a cell: nothing where it is absent, and nothing inside where it is unknown.
fn value_of(fact: &Fact) -> Option<Option<Value>> {
    match fact {
        Fact::Known(value) => Some(Some(value.clone())),
        Fact::Unknown => Some(None),
        Fact::Absent => None,
    }
}

/// The facts that an explanation shows are those that the model finds.
fn compare_facts(given: &Given, why: &Explained<Disposal>) {
    for reading in &why.facts {
        let found = match (reading.fact.group(), reading.record) {
            (Some(group), Some(number)) => {
                let mut its = given.records.iter().filter(|(its, _)| *its == group);
                its.nth(number - 1)
                    .and_then(|(_, cells)| cells.get(&reading.fact))
            }
            _ => given.facts.get(&reading.fact),
        };
        let said = value_of(&reading.value);
        assert_eq!(said.as_ref(), found, "{reading:?}\n{given:?}\n{why}");
    }
}

/// Law 21 of a ledger.
fn never_an_empty_reform_makes_a_difference(plan: &Plan, before: &Ledger) {
    let text = format!(
        "[reform]\nid = \"nothing\"\nname = \"Nothing\"\nreason = \"None.\"\n\
         author = \"the testkit\"\nover = \"{}\"\n",
        plan.book().id()
    );
    let reform = Reform::read(&text).expect("a reform without changes");
    let over = plan.book().clone();
    let (baseline, reform) = (Rules::Book(over.clone()), Rules::Reformed { reform, over });
    let compared = before.compare(&[], &baseline, &[reform], &[plan.year()]);
    let compared = compared.expect("an open year");
    assert_eq!(compared.rows.len(), plan.decisions().len());
    for row in &compared.rows {
        let alike = row.difference.is_zero() && row.reason == row.reason_of_baseline;
        let lapsed = row.lapsed_by_baseline == row.lapsed_by_reform;
        assert!(alike && lapsed, "{row:?}");
    }
}
