//! What a book says of what a draft asks for, where every fact is known.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::law::{Answer, AskQuestion, FactType};
use ringfence::word::Money;

use super::ModelBook;
use super::complete::Complete;
use super::standing::{Standing, in_force, rule_on_asks, standing};
use super::value::{Hearing, Worth};
use crate::tree::{self, Tree};

impl ModelBook {
    /// The answers to the questions that a book has for an ask.
    pub(super) fn asked(
        &self,
        kind: &str,
        facts: &Complete,
        on: NaiveDate,
    ) -> Vec<(AskQuestion, Answer)> {
        let reached = RefCell::default();
        let hearing = hearing(self.tree(), facts, on, &reached);
        let answers = AskQuestion::ALL.into_iter().filter_map(|question| {
            let rule = rule_on_asks(self.tree(), question.name(), kind)?;
            Some((question, hearing.answer(rule)))
        });
        answers.collect()
    }

    /// What a sum comes to before an ask; nothing where it is absent.
    pub(super) fn sum_before(&self, of: &Tree, facts: &Complete, on: NaiveDate) -> Option<i128> {
        let reached = RefCell::default();
        let hearing = hearing(self.tree(), facts, on, &reached);
        match hearing.worth(of, FactType::Money)? {
            Worth::Number(sum) => Some(sum),
            _ => None,
        }
    }

    /// The limit of a year on one kind of ask, as the rule `limit` of a random book states it.
    pub(super) fn limit_on(&self, kind: &str, on: NaiveDate) -> Option<&Tree> {
        let rule = self.rule("limit")?;
        let drafts = tree::list_of(rule, "drafts").iter();
        let named = drafts.map(Tree::as_str).any(|it| it == Some(kind));
        let virement = tree::text_of(rule, "question") == Some("virement") && kind == "vire";
        if !named && !virement {
            return None;
        }
        let value = in_force(tree::list_of(rule, "value").iter(), on)?;
        value.get("up_to")?.get("minus")?.get(0)
    }

    /// The sum of a year above which only the board approves, as the rule `tiers` states it.
    pub(super) fn tier_of(&self, kind: &str) -> Option<&Tree> {
        let rule = self.rule("tiers")?;
        let drafts = tree::list_of(rule, "drafts").iter();
        let named = drafts.map(Tree::as_str).any(|it| it == Some(kind));
        let large = tree::list_of(rule, "exception").first().filter(|_| named)?;
        large.get("when")?.get("above")
    }

    fn rule(&self, id: &str) -> Option<&Tree> {
        let mut rules = tree::list_of(self.tree(), "rule").iter();
        rules.find(|rule| tree::text_of(rule, "id") == Some(id))
    }
}

fn hearing<'h>(
    book: &'h Tree,
    facts: &'h Complete,
    on: NaiveDate,
    reached: &'h RefCell<BTreeMap<String, u64>>,
) -> Hearing<'h> {
    Hearing {
        book,
        on,
        facts,
        records: BTreeMap::new(),
        reached,
    }
}

impl<'t> Hearing<'t> {
    fn answer(&self, rule: &'t Tree) -> Answer {
        let standing = standing(rule, self.on);
        let applies = |one: &&Standing<'t>| {
            let when = one.clause.get("when");
            when.is_some_and(|when| self.holds(when)) && self.is_beyond(one.clause)
        };
        let applying: Vec<&Standing<'t>> = standing.iter().filter(applies).collect();
        let covered = |label: &str| applying.iter().any(|one| one.over.contains(&label));
        let tops = applying.iter().filter(|one| !covered(one.label));
        let tops: Vec<&Standing<'t>> = tops.copied().collect();
        let mut answers = tops.iter().map(|top| self.says(top.clause));
        let Some(first) = answers.next() else {
            let base = in_force(tree::list_of(rule, "value").iter(), self.on);
            let base = base.filter(|clause| self.is_beyond(clause));
            return base.map_or(Answer::Allowed, |clause| self.says(clause));
        };
        match answers.all(|other| other == first) {
            true => first,
            false => Answer::Conflict {
                labels: tops.iter().map(|top| top.label.to_owned()).collect(),
            },
        }
    }

    /// Whether the ask is above what a clause leaves alone.
    fn is_beyond(&self, clause: &'t Tree) -> bool {
        let up_to = clause.get("up_to");
        up_to.is_none_or(|up_to| self.whole() > self.number(up_to, FactType::Money))
    }

    fn says(&self, clause: &'t Tree) -> Answer {
        let up_to = clause.get("up_to");
        let up_to = up_to.map_or(0, |it| self.number(it, FactType::Money));
        let up_to = i64::try_from(up_to.clamp(0, self.whole())).expect("no more than the ask");
        let up_to = Money::from_pence(up_to).expect("no more than the ask");
        match tree::text_of(clause, "outcome").unwrap_or_default() {
            "refuse" => Answer::Refused { up_to },
            "advise" => Answer::Advised { up_to },
            "approval" => {
                let by = clause.get("by");
                let each = match by {
                    Some(Tree::Array(all)) => all.iter().collect(),
                    by => Vec::from_iter(by),
                };
                let named =
                    each.into_iter()
                        .filter_map(|one| match self.worth(one, FactType::Text) {
                            Some(Worth::Text(text)) => Some(text),
                            _ => None,
                        });
                Answer::NeedsApproval {
                    by: named.collect(),
                }
            }
            "needs_evidence" => Answer::NeedsEvidence {
                missing: tree::text_of(clause, "asks")
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
            },
            _ => Answer::Allowed,
        }
    }
}
