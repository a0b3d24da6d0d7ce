//! Caps over several items, before an estate.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::{Draft, Header};
use ringfence::law::{Disposal, RuleBook};
use ringfence::state::{Ledger, Plan};
use ringfence::word::Money;

use super::BookTally;
use super::cover::said_of;
use crate::generate::Estate;
use crate::law::cap::{adds_up, keeps_no_more};
use crate::law::walk::post_to;
use crate::model::ModelBook;
use crate::tree::{self, Tree};

/// Laws 4, 18, 22 and 23 of caps over several items: what is claimed of a cap is kept by it or is
/// above it; the model shares it out to the same pennies, for each value that what is missing might
/// have; what is not known is asked where it could change a share; and a wider cap keeps no less.
pub fn always_a_cap_is_shared_out(book: &RuleBook, estate: &Estate, on: NaiveDate) -> BookTally {
    let ledger = ledger_of(estate);
    let plan = plan_of(&ledger, book);
    let shares = ModelBook::of(book).shares(estate, on);
    let mut tally = BookTally::of_caps(&plan, &shares);
    for why in plan.caps().filter(|why| why.result.kept.is_some()) {
        adds_up(&why);
    }
    for decision in plan.decisions() {
        if decision.disposal.is_decided() {
            keeps_no_more(&plan, decision);
        } else {
            tally.count_unsure(&plan.explain(decision));
        }
        let name = decision.item.to_string();
        let shown = || {
            let why = plan.explain(decision);
            format!("{name}: {why}\n{shares:#?}\n{estate:?}\n{}", book.text())
        };
        let each = &shares.each[&name];
        let said = said_of(&decision.disposal);
        if each.len() > 1 {
            assert_eq!(said, None, "decided unknown: {}", shown());
        } else if said.is_some() || !shares.open {
            assert!(each.contains(&said), "{}", shown());
        }
        if let Disposal::NeedsEvidence { missing } = &decision.disposal {
            assert!(!missing.is_empty(), "asks for nothing: {}", shown());
        }
    }
    assert_eq!(plan.decisions().len(), shares.each.len(), "{estate:?}");
    tally.count_wider(a_wider_cap_keeps_no_less((&ledger, &plan), book, estate));
    tally
}

fn ledger_of(estate: &Estate) -> Ledger {
    ledger_after(&estate.drafts())
}

/// A ledger in which so many drafts were posted.
pub(super) fn ledger_after(drafts: &[Draft]) -> Ledger {
    let mut ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    for draft in drafts {
        if let Err(refusals) = post_to(&mut ledger, draft) {
            panic!("{refusals:?}: {draft:?}");
        }
    }
    ledger
}

pub(super) fn plan_of(ledger: &Ledger, book: &RuleBook) -> Plan {
    let plan = ledger.plan_close(Estate::year(), book);
    plan.unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

/// Law 18: raising the last cap of each rule leaves no pot less, and keeps no less in all where
/// that cap counts roll-over alone; taking more by a clause keeps no less either, unless a cap
/// leaves somebody less. Answers how often something was kept more.
fn a_wider_cap_keeps_no_less(
    (ledger, plan): (&Ledger, &Plan),
    book: &RuleBook,
    estate: &Estate,
) -> u64 {
    let decided = |plan: &Plan| plan.decisions().iter().all(|it| it.disposal.is_decided());
    let Some(tree) = tree::read(book.text()).filter(|_| decided(plan)) else {
        return 0;
    };
    let mut more = 0;
    for (wider, what) in [
        (last_cap_raised(&tree), Wider::Cap),
        (all_taken(&tree), Wider::Clause),
    ] {
        let text = tree::to_json(&wider);
        let wider = RuleBook::read(&text);
        let wider = wider.unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let then = plan_of(ledger, &wider);
        let binds = || then.caps().any(|why| why.result.kept < why.result.claimed);
        if !decided(&then) || (what == Wider::Clause && binds()) {
            continue;
        }
        if what == Wider::Cap {
            let left = [plan, &then].map(|it| left_by_the_last(it, &tree));
            assert_eq!(left[0].len(), left[1].len());
            let mut pots = left[0].iter();
            let no_less = pots.all(|(pot, kept)| left[1].get(pot).is_some_and(|it| it >= kept));
            assert!(no_less, "{left:?}: {estate:?}\n{}\n{text}", book.text());
            if counts_others(&tree) {
                more += u64::from(left[0] != left[1]);
                continue;
            }
        }
        let kept = [plan, &then].map(Plan::rolled_over);
        assert!(
            kept[0] <= kept[1],
            "{kept:?}: {estate:?}\n{}\n{text}",
            book.text()
        );
        more += u64::from(kept[0] < kept[1]);
    }
    more
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wider {
    Cap,
    Clause,
}

/// The label of the cap of a rule that is applied last.
fn last_of(rule: &Tree) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for cap in tree::list_of(rule, "cap") {
        let label = tree::text_of(cap, "label").unwrap_or_default();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.pop().unwrap_or_default().to_owned()
}

/// What the last cap of each rule leaves each pot.
fn left_by_the_last(plan: &Plan, book: &Tree) -> BTreeMap<String, Option<Money>> {
    let last = tree::list_of(book, "rule").iter().map(|rule| {
        let id = tree::text_of(rule, "id").unwrap_or_default();
        format!("cap:{id}/{}/", last_of(rule))
    });
    let last: Vec<String> = last.collect();
    let caps = plan.caps().map(|why| (why.result.name, why.result.kept));
    caps.filter(|(name, _)| last.iter().any(|it| name.starts_with(it)))
        .collect()
}

/// Whether a cap that is applied last says what it counts.
fn counts_others(book: &Tree) -> bool {
    tree::list_of(book, "rule").iter().any(|rule| {
        let last = last_of(rule);
        let mut its = tree::list_of(rule, "cap").iter();
        its.any(|cap| tree::text_of(cap, "label") == Some(&last) && cap.get("outcomes").is_some())
    })
}

/// The cap of each rule that is applied last, raised by £100.
fn last_cap_raised(book: &Tree) -> Tree {
    each_of(book, "cap", |rule| {
        let last = last_of(rule);
        move |cap: &Tree| {
            let raised = Tree::Array(vec![cap["amount"].clone(), Tree::Integer(100)]);
            let raised = tree::table([("plus", raised)]);
            (tree::text_of(cap, "label") == Some(&last)).then_some(raised)
        }
    })
}

/// Each exception that keeps, taking all.
fn all_taken(book: &Tree) -> Tree {
    each_of(book, "exception", |_| {
        |exception: &Tree| {
            let keeps = tree::text_of(exception, "outcome") == Some("roll_over");
            keeps.then(|| tree::text("all"))
        }
    })
}

/// A book with other amounts of what stands in one list of each rule.
fn each_of<Amount: Fn(&Tree) -> Option<Tree>>(
    book: &Tree,
    list: &str,
    amounts: impl Fn(&Tree) -> Amount,
) -> Tree {
    let mut wider = book.clone();
    for (at, rule) in tree::list_of(book, "rule").iter().enumerate() {
        let amount = amounts(rule);
        for (place, one) in tree::list_of(rule, list).iter().enumerate() {
            if let Some(amount) = amount(one) {
                tree::put(&mut wider["rule"][at][list][place], "amount", amount);
            }
        }
    }
    wider
}
