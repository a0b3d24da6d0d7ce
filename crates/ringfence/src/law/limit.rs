//! The clause that an ask was held to, and the limits within which it was.

use super::Facts;
use super::ask::{Answer, Says};
use super::ask_trial::{AskSeat, AskTrial, spread_up_to};
use super::condition::{Case, Comparison, Condition, Scope, Verdict};
use super::expression::Reads;
use super::fact_name::FactName;
use super::{english, english_ask};
use crate::word::Money;

impl AskSeat<'_> {
    /// The clause that decides of a draft, after its book and its rule; `unset` where none does.
    pub(crate) fn deciding(&self, facts: &Facts) -> String {
        let label = self.answer(facts).label.unwrap_or("unset");
        format!("{}: {}/{label}", self.book.id(), self.rule())
    }

    /// The limits of a draft, clause by clause: the sum up to which a clause that covers it leaves
    /// what is asked, and each comparison of what is asked that would have got another answer.
    pub(crate) fn limits(&self, facts: &Facts) -> Vec<String> {
        let trial = self.trial(facts);
        let now = trial.decide().answer;
        let mut all = Vec::new();
        for exception in &self.seat.exceptions {
            let mut of_sums = Vec::new();
            sums_compared(&exception.when, &mut of_sums);
            let turned = of_sums
                .iter()
                .find_map(|one| self.turned(&trial, one, &now));
            let text = turned.map(|text| text.trim_end_matches('.').to_owned());
            all.extend(text.map(|text| format!("{}: {text}", exception.label)));
            if trial.case.verdict(&exception.when, Scope::default()) == Verdict::True {
                let effect = &exception.clause.effect;
                all.extend(up_to(trial.case, effect).map(|it| said(&exception.label, it)));
            }
        }
        let base = self.seat.base.map(|clause| &clause.effect);
        let base = base.and_then(|effect| up_to(trial.case, effect));
        all.extend(base.map(|it| said("base", it)));
        all
    }

    /// What would have been said if a comparison had come out the other way.
    fn turned(&self, trial: &AskTrial<'_, '_>, one: &Comparison, now: &Answer) -> Option<String> {
        let verdicts = [Verdict::True, Verdict::False].into_iter();
        let mut found = verdicts.filter_map(|verdict| {
            let turned = Some((one.node, verdict));
            let case = Case {
                turned,
                ..trial.case
            };
            let then = AskTrial::of(&self.seat, case).decide().answer;
            let open = matches!(then, Answer::NeedsEvidence { .. } | Answer::Conflict { .. });
            let supposed = || english::supposed(one, verdict);
            (!open && then != *now).then(|| english_ask::change(&supposed(), &then, trial.amount))
        });
        found.next()
    }
}

fn said(label: &str, up_to: Money) -> String {
    format!("{label}: up to {}", up_to.in_words())
}

/// The sum up to which a clause leaves what is asked, where it has one that is known.
fn up_to(case: Case<'_>, effect: &super::ask::AskEffect) -> Option<Money> {
    effect
        .up_to
        .as_ref()
        .filter(|_| effect.says != Says::Allow)?;
    let spread = spread_up_to(case, effect);
    let known = spread.low == spread.high;
    Money::from_pence(spread.low).ok().filter(|_| known)
}

/// The comparisons of what is asked, in their order.
fn sums_compared<'c>(condition: &'c Condition, all: &mut Vec<&'c Comparison>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| sums_compared(part, all));
        }
        Condition::Not(inner) => sums_compared(inner, all),
        Condition::Over(_) => {}
        Condition::Compare(one) => {
            let mut reads = Reads::default();
            condition.note_reads(&mut reads);
            if reads.facts.contains(&FactName::AskAmount) {
                all.push(one);
            }
        }
    }
}
