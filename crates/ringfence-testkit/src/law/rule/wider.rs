//! A wider rule keeps at least as much.

use chrono::NaiveDate;
use ringfence::law::{Disposal, Outcome, RuleBook};

use crate::generate::Given;
use crate::tree::{self, Tree};

/// Law 18: where a cap of a rule that keeps is raised, or its condition is widened by an `or` that
/// stands under no `not`, no less is kept, unless clauses now conflict or something is asked.
///
/// Each exception that rolls over is widened in turn: it takes a penny more, then at least a
/// pound, then all; then it applies always; and each parameter that only amounts read is doubled.
pub fn always_a_wider_rule_keeps_at_least_as_much(book: &RuleBook, given: &Given, on: NaiveDate) {
    let facts = given.facts();
    let now = book.dispose(&facts, on);
    if !now.is_decided() {
        return;
    }
    let Some(tree) = tree::read(book.text()) else {
        return;
    };
    for wider in all_wider(&tree) {
        let text = tree::to_json(&wider);
        let wider = RuleBook::read(&text);
        let wider = wider.unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let then = wider.dispose(&facts, on);
        let kept = [&now, &then].map(|it: &Disposal| it.sum_of(Outcome::RollOver));
        assert!(
            kept[0] <= kept[1] || !then.is_decided(),
            "{now:?}, then {then:?}, {given:#?}, {}, {text}",
            book.text(),
        );
    }
}

fn all_wider(book: &Tree) -> Vec<Tree> {
    let mut all = Vec::new();
    for (number, rule) in tree::list_of(book, "rule").iter().enumerate() {
        let exceptions = tree::list_of(rule, "exception").iter().enumerate();
        for (place, exception) in exceptions {
            if tree::text_of(exception, "outcome") != Some("roll_over") {
                continue;
            }
            for wider in widened(exception) {
                let mut book = book.clone();
                book["rule"][number]["exception"][place] = wider;
                all.push(book);
            }
        }
    }
    all
}

/// An exception that keeps, each time a little wider.
fn widened(exception: &Tree) -> Vec<Tree> {
    let (amount, when) = (exception["amount"].clone(), exception["when"].clone());
    let list = |each: [Tree; 2]| Tree::Array(each.to_vec());
    let more = [
        tree::table([("plus", list([amount.clone(), tree::text("0.01")]))]),
        tree::table([("greatest", list([amount, Tree::Integer(1)]))]),
        tree::text("all"),
    ];
    let always = tree::table([
        ("fact", tree::text("item.amount")),
        ("recorded", Tree::Boolean(true)),
    ]);
    let aged = tree::table([("fact", tree::text("line.age")), ("at_least", 1.into())]);
    let with = |key: &str, value: Tree| {
        let mut wider = exception.clone();
        tree::put(&mut wider, key, value);
        wider
    };
    let or = [always, aged]
        .map(|other| with("when", tree::table([("any", list([when.clone(), other]))])));
    let more = more.map(|amount| with("amount", amount));
    more.into_iter().chain(or).collect()
}
