//! Rules about what drafts ask for: some of them, worked out from what they say in words.

use ringfence::journal::act::{Approval, Approve, Spend, Term};
use ringfence::journal::{Act, Draft};
use ringfence::word::Money;

use super::date::Code;
use super::pound::pence;
use super::{Model, Pence};

/// Rules that a book of a random history may carry; what they come to is said below, by hand.
pub const RULES_ON_ASKS: &str = r#"
[[rule]]
id = "orders"
question = "control"
streams = "any"
drafts = ["commit"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "refuse"
up_to = "2000"
cite = { assumption = "No order above £2,000.", by = "a test" }

[[rule]]
id = "holds"
question = "control"
streams = "any"
drafts = ["hold"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "allow"
cite = { assumption = "What no clause says.", by = "a test" }
[[rule.exception]]
label = "large"
over = "base"
in_force_from = 2000-04-01
when = { fact = "ask.amount", above = "300" }
outcome = "refuse"
up_to = "100"
cite = { assumption = "Above £300, no more than £100.", by = "a test" }
[[rule.exception]]
label = "huge"
over = "base"
in_force_from = 2000-04-01
when = { fact = "ask.amount", at_least = "1000" }
outcome = "allow"
cite = { assumption = "Great ones may be.", by = "a test" }

[[rule]]
id = "earmarks"
question = "control"
streams = "any"
drafts = ["earmark"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "needs_evidence"
up_to = "800"
asks = "the plan"
cite = { assumption = "Above £800 a plan is asked for.", by = "a test" }

[[rule]]
id = "releases"
question = "control"
streams = "any"
drafts = ["release"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "advise"
up_to = "500"
cite = { assumption = "Releases of up to £500 are better.", by = "a test" }

[[rule]]
id = "virements"
question = "virement"
streams = "any"
[[rule.value]]
in_force_from = 2000-04-01
outcome = "refuse"
up_to = { of = 1, in = 3, round = "down", from = "3000" }
cite = { assumption = "No virement above a third of £3,000.", by = "a test" }

[[rule]]
id = "spends"
question = "approval"
streams = "any"
drafts = ["spend"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "approval"
up_to = "700"
by = ["the board", "the government"]
cite = { assumption = "Above £700 somebody approves.", by = "a test" }

[[rule]]
id = "approvals"
question = "approval"
streams = "any"
drafts = ["approve"]
[[rule.value]]
in_force_from = 2000-04-01
outcome = "allow"
cite = { assumption = "What no clause says.", by = "a test" }
[[rule.exception]]
label = "year"
over = "base"
in_force_from = 2000-04-01
when = { value = { plus = [
  { fact = "ask.amount" },
  { sum = { fact = "earlier.amount" }, over = "earlier" },
] }, above = "150000" }
outcome = "approval"
by = "the government"
cite = { assumption = "Above £150,000 in a year the Government approves.", by = "a test" }
"#;

/// What the rules say of a sum that is asked for.
enum Said {
    Nothing,
    No(Code),
    Advice,
}

impl Model {
    /// What a body approves in the year of an approval, of the same stream, that one among it: all
    /// that stands, whatever came of it.
    fn approved_in_the_year(&self, act: &Approve, draft: &Draft) -> Pence {
        let body = |act: &Approve| {
            let own = &self.projects[&act.project].body;
            act.body.clone().unwrap_or_else(|| own.clone())
        };
        let year = |draft: &Draft| draft.effective.and_then(|day| self.calendar.year_of(day));
        let sum = |act: &Approve| match act.sum {
            Approval::Once { amount } => pence(amount),
            Approval::Annual { annual, .. } => pence(annual),
        };
        let drafts = self.standing().filter_map(|(_, it)| it.draft.as_ref());
        let earlier = drafts.filter_map(|earlier| match &earlier.act {
            Act::Approve(it) => {
                let same = body(it) == body(act) && it.stream == act.stream;
                (same && year(earlier) == year(draft)).then(|| sum(it))
            }
            _ => None,
        });
        earlier.sum::<Pence>() + sum(act)
    }

    /// Takes the book that a close adopted.
    pub(crate) fn adopt(&mut self, book: &str) {
        self.adopted = Some(book.to_owned());
    }

    /// Whether what was just asked keeps to the rules on asks of the book that stood before.
    pub(crate) fn within_rules(
        &mut self,
        before: &Model,
        draft: &Draft,
        number: u64,
    ) -> Result<(), Code> {
        let carries = |book: &String| book.contains(RULES_ON_ASKS);
        if !before.adopted.as_ref().is_some_and(carries) {
            return Ok(());
        }
        let above = |sum: Money, pounds: i64| sum.pence() > pounds * 100;
        let said = match &draft.act {
            Act::Commit(act) => {
                let sum = match act.term {
                    Term::NonRecurrent { amount, .. } => amount,
                    Term::Recurrent { annual, .. } => annual,
                };
                match above(sum, 2_000) {
                    true => Said::No("refused_by_rule"),
                    false => Said::Nothing,
                }
            }
            Act::Mainstream(act) if before.asked_every_year(act, draft) > 200_000 => {
                Said::No("refused_by_rule")
            }
            Act::Hold(act) => match (above(act.amount, 300), act.amount.pence() >= 100_000) {
                (true, true) => Said::No("rules_conflict"),
                (true, false) => Said::No("refused_by_rule"),
                _ => Said::Nothing,
            },
            Act::Earmark(act) if above(act.amount, 800) => Said::No("ask_needs_evidence"),
            Act::Release(act) if above(act.amount, 500) => Said::Advice,
            Act::Vire(act) if above(act.amount, 1_000) => Said::No("refused_by_rule"),
            Act::Spend(Spend {
                actual: false,
                amount,
                ..
            }) if above(*amount, 700) => {
                let by = draft.text.by.as_deref().map(str::trim);
                match by {
                    Some("the board" | "the government") => Said::Nothing,
                    _ => Said::No("approval_needed"),
                }
            }
            Act::Approve(act) if before.approved_in_the_year(act, draft) > 15_000_000 => {
                Said::No("approval_needed")
            }
            _ => Said::Nothing,
        };
        match said {
            Said::Nothing => Ok(()),
            Said::No(code) => Err(code),
            Said::Advice => {
                self.advised.push((number, "refused_by_rule"));
                Ok(())
            }
        }
    }
}
