//! Parts add up to the item, and the reasons to the result.

use chrono::NaiveDate;
use ringfence::law::{Disposal, FactName, Outcome, RuleBook, Value, Verdict};
use ringfence::word::Money;

use super::evidence::is_known;
use crate::generate::Given;
use crate::model::Answers;

/// Law 4: the parts of a decision add up to the item, all with its sign, and only such come of it
/// as may.
pub fn always_a_close_decides_each_item_once(book: &RuleBook, given: &Given, on: NaiveDate) {
    let said = book.dispose(&given.facts(), on);
    let (Disposal::Decided { parts }, Some(Some(Value::Money(sum)))) =
        (&said, given.facts.get(&FactName::ItemAmount))
    else {
        return;
    };
    let total = Money::total(parts.iter().map(|part| part.amount));
    assert_eq!(total, Some(*sum), "{said:?}, {given:?}, {}", book.text());
    assert!(!parts.is_empty(), "{given:?}, {}", book.text());
    let kind = given.facts.get(&FactName::ItemKind);
    let named = kind == Some(&Some(Value::Text("deficit".into())));
    let deficit = named || sum.is_negative();
    for part in parts {
        let against = part.amount.is_negative() != sum.is_negative();
        assert!(part.amount.is_zero() || !against, "{said:?}");
        assert_eq!(part.outcome.suits_a_deficit(), deficit, "{said:?}");
        assert_eq!(part.to.is_some(), part.outcome == Outcome::RollOver);
    }
}

/// Law 22: the arithmetic of an explanation adds up, asked again alone the book says the same, and
/// the clauses that took something are those that apply.
pub fn always_reasons_add_up_to_the_result(book: &RuleBook, given: &Given, on: NaiveDate) {
    let facts = given.facts();
    let why = book.roll_over(&facts, on);
    let shown = || format!("{why:#?}\n{given:?}\n{}", book.text());
    assert_eq!(why.result, book.dispose(&facts, on), "{}", shown());
    assert_eq!(why, book.roll_over(&given.facts(), on), "asked again");
    assert!(why.arithmetic.adds_up(), "{}", shown());
    let texts = [why.to_string(), why.to_markdown()];
    assert!(texts.iter().all(|text| !text.is_empty()));
    let decided = why.clauses.iter().filter(|clause| clause.decided);
    let decided = Vec::from_iter(decided.map(|clause| clause.label.as_str()));
    if !why.result.is_decided() {
        assert!(
            why.arithmetic.steps.is_empty() && decided.is_empty(),
            "{}",
            shown()
        );
        return;
    }
    let steps = why.arithmetic.steps.iter();
    let steps = Money::total(steps.map(|step| step.amount));
    let parts = Money::total(why.result.parts().iter().map(|part| part.amount));
    assert_eq!(
        (steps, steps),
        (parts, Some(why.arithmetic.whole)),
        "{}",
        shown()
    );
    assert!(decided.len() <= 1, "{}", shown());
    let by_exception = decided.first().is_some_and(|label| *label != "base");
    assert_eq!(why.bound.is_some(), by_exception, "{}", shown());
    for step in &why.arithmetic.steps {
        let label = step.label.as_str();
        let its = why
            .clauses
            .iter()
            .filter(|it| it.label == label && it.in_force);
        let applies = its.map(|it| it.verdict).collect::<Vec<_>>();
        let unset = label == "unset" && applies.is_empty();
        let unknown_alike = applies == [Verdict::Unknown];
        assert!(
            unset || unknown_alike || applies == [Verdict::True],
            "{}",
            shown()
        );
    }
    if let Some(label) = decided.first() {
        let of_label = why.arithmetic.steps.iter().any(|step| step.label == *label);
        assert!(of_label, "{}", shown());
        assert!(why.citation().is_some(), "{}", shown());
    }
}

/// Each exception in force is said to apply where the model finds that it does, once it is known
/// what the item is.
pub(super) fn compare_clauses(book: &RuleBook, given: &Given, on: NaiveDate, answers: &Answers) {
    if !is_known(given) {
        return;
    }
    let why = book.roll_over(&given.facts(), on);
    for clause in why
        .clauses
        .iter()
        .filter(|it| it.in_force && it.over.is_some())
    {
        let applies = Verdict::from(answers.applying.contains(&clause.label));
        let unknown = clause.verdict == Verdict::Unknown && !answers.missing.is_empty();
        let alike = clause.verdict == applies || unknown;
        assert!(alike, "{clause:#?}\n{answers}\n{given:?}\n{}", book.text());
    }
}
