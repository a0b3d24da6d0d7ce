//! What is not known is asked, where it matters; what no rule covers lapses.

use chrono::NaiveDate;
use ringfence::law::{Disposal, FactName, Outcome, RuleBook, Value};

use crate::generate::Given;
use crate::model::{Answers, ModelBook, same};

/// What an item is has to be known before what becomes of it.
const WHAT_IT_IS: [FactName; 3] = [FactName::ItemAmount, FactName::ItemKind, FactName::StreamId];

/// Whether it is known what an item is.
pub(super) fn is_known(given: &Given) -> bool {
    let unknown = |name: &FactName| given.facts.get(name) == Some(&None);
    !WHAT_IT_IS.iter().any(unknown)
}

/// Law 23: an unknown fact never rolls over and never lapses silently, and it is asked only where
/// it could change the answer. The model says what the answers could be: it writes each value in
/// that a missing one might have.
pub fn always_unknown_needs_evidence(book: &RuleBook, given: &Given, on: NaiveDate) -> Answers {
    let answers = ModelBook::of(book).answers(given, on);
    let said = book.dispose(&given.facts(), on);
    let shown = || format!("{said:?}\n{answers}\n{given:?}\n{}", book.text());
    let asked = match &said {
        Disposal::NeedsEvidence { missing } => missing.as_slice(),
        _ => &[],
    };
    if answers.is_one() {
        let as_foretold = same(&answers.each[0], &said);
        let must_not_ask = answers.plain && answers.complete && is_known(given);
        let asks = !asked.is_empty() && !must_not_ask;
        assert!(as_foretold || asks, "{}", shown());
        return answers;
    }
    assert!(!asked.is_empty(), "decided unknown: {}", shown());
    let all = answers.mattering.iter().all(|name| asked.contains(name));
    let first = !is_known(given) || asked.iter().any(|name| answers.whither.contains(name));
    assert!(first || all, "not asked what matters: {}", shown());
    if answers.plain && answers.complete && !first {
        let all = asked.iter().all(|name| answers.differing.contains(name));
        assert!(all, "asked what does not matter: {}", shown());
    }
    answers
}

/// Law 16: an empty rule book rolls nothing over; a deficit is absorbed.
pub fn always_unset_means_lapse(given: &Given, on: NaiveDate) {
    let facts = given.facts();
    if !is_known(given) {
        let said = RuleBook::empty().dispose(&facts, on);
        assert!(!said.is_decided(), "{said:?}, {given:#?}");
        return;
    }
    let Some(Some(Value::Money(sum))) = given.facts.get(&FactName::ItemAmount) else {
        return;
    };
    let kind = given.facts.get(&FactName::ItemKind);
    let named = Some(&Some(Value::Text("deficit".into()))) == kind;
    let outcome = match named || sum.is_negative() {
        true => Outcome::Absorb,
        false => Outcome::Lapse,
    };
    let said = RuleBook::empty().dispose(&facts, on);
    assert_eq!(said.sum_of(outcome), *sum, "{said:?}, {given:#?}");
    assert_eq!(said.parts().len(), 1, "{said:?}, {given:#?}");
}
