//! The decision about what a draft asks for.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::agreement::{Agreement, Approver};
use super::ask::{Answer, AskEffect, AskKind, AskQuestion, AskRule, Says};
use super::condition::{Case, Scope, Verdict};
use super::declared::Declared;
use super::rule::{Clause, Exception};
use super::sitting::Seat;
use super::spread::Spread;
use super::weigh::{is_second, weighed};
use super::worth::Worth;
use super::{FactName, FactSet, Facts, Group, RuleBook};
use crate::word::{Citation, Money};

/// A rule about an ask, as it stands on a day.
pub(crate) struct AskSeat<'b> {
    pub(crate) question: AskQuestion,
    pub(super) seat: Seat<'b, AskEffect>,
    pub(super) book: &'b RuleBook,
    pub(super) on: NaiveDate,
}

/// An answer, and the clause that gave it.
pub(crate) struct Answered<'b> {
    pub(crate) answer: Answer,
    /// The place of the exception among those in force; nothing for the base case.
    pub(super) by: Option<usize>,
    pub(crate) label: Option<&'b str>,
    pub(crate) cite: Option<&'b Citation>,
}

/// One ask before one rule.
pub(super) struct AskTrial<'s, 'b> {
    pub(super) seat: &'s Seat<'b, AskEffect>,
    pub(super) case: Case<'s>,
    pub(super) amount: Money,
    /// What each clause in force comes to, the base case last.
    pub(super) standing: Vec<Verdict>,
}

impl RuleBook {
    /// Whether it has a rule about what drafts ask for.
    pub(crate) fn has_asks(&self) -> bool {
        !self.asks().is_empty()
    }

    /// The rules that a draft of a stream is held to, as they stand on a day: one a question.
    pub(crate) fn seats_of_ask(
        &self,
        kind: AskKind,
        stream: &str,
        on: NaiveDate,
    ) -> Vec<AskSeat<'_>> {
        let of = |question: AskQuestion| {
            let covering = || {
                let all = self.asks().iter().filter(move |it| it.question == question);
                all.filter(|it| it.covers(kind, stream))
            };
            let named = covering().find(|it: &&AskRule| it.rule.names(stream));
            let found = named.or_else(|| covering().next())?;
            Some(AskSeat {
                question,
                seat: Seat::of(&found.rule, self.own(), on),
                book: self,
                on,
            })
        };
        AskQuestion::ALL.into_iter().filter_map(of).collect()
    }
}

impl<'b> AskSeat<'b> {
    /// The facts that it reads.
    pub(crate) fn wants(&self) -> &FactSet {
        &self.seat.wants
    }

    /// Whether it looks at the records of a group.
    pub(crate) fn looks_at(&self, group: Group) -> bool {
        self.seat.groups.contains(&group)
    }

    /// The facts of the book's own that it reads.
    pub(crate) fn own(&self) -> &[&'b Declared] {
        &self.seat.own
    }

    /// The id of its rule.
    pub(crate) fn rule(&self) -> &'b str {
        self.seat.rule.map_or("", |rule| rule.id.as_str())
    }

    /// What it answers of a draft.
    pub(crate) fn answer(&self, facts: &Facts) -> Answered<'b> {
        self.trial(facts).decide()
    }

    pub(super) fn case<'s>(&'s self, facts: &'s Facts) -> Case<'s> {
        Case::of(facts, self.book.parameters(), self.on)
    }

    pub(super) fn trial<'s>(&'s self, facts: &'s Facts) -> AskTrial<'s, 'b> {
        AskTrial::of(&self.seat, self.case(facts))
    }
}

impl<'s, 'b> AskTrial<'s, 'b> {
    pub(super) fn of(seat: &'s Seat<'b, AskEffect>, case: Case<'s>) -> AskTrial<'s, 'b> {
        let amount = case.facts.money(FactName::AskAmount);
        let amount = amount.unwrap_or(Money::ZERO);
        let beyond = |clause: &'b Clause<AskEffect>| beyond(case, clause, amount);
        let exceptions = seat.exceptions.iter().map(|one| {
            let when = case.verdict(&one.when, Scope::default());
            both(when, || beyond(&one.clause))
        });
        let base = seat.base.map_or(Verdict::False, beyond);
        AskTrial {
            seat,
            case,
            amount,
            standing: exceptions.chain([base]).collect(),
        }
    }

    pub(super) fn decide(&self) -> Answered<'b> {
        let unknown = |place: &usize| self.standing[*place] == Verdict::Unknown;
        let open: Vec<usize> = (0..self.standing.len()).filter(unknown).collect();
        if open.is_empty() {
            return self.given(&open, 0);
        }
        let answer = |way| self.given(&open, way).answer;
        let mattering = weighed(open.len(), answer).mattering;
        match mattering.is_empty() {
            true => self.given(&open, 0),
            false => self.evidence(mattering.into_iter().map(|bit| open[bit])),
        }
    }

    /// The answer, given the way in which everything that is unknown turns out.
    fn given(&self, open: &[usize], way: usize) -> Answered<'b> {
        let holds = |place: usize| match self.standing[place] {
            Verdict::Unknown => {
                let bit = open.iter().position(|it| *it == place);
                bit.is_some_and(|bit| is_second(way, bit))
            }
            known => known == Verdict::True,
        };
        let base = self.seat.exceptions.len();
        let applies: Vec<bool> = (0..base).map(holds).collect();
        let tops = self.seat.tops(&applies);
        let Some(first) = tops.first() else {
            let clause = self.seat.base.filter(|_| holds(base));
            return self.says(clause, None);
        };
        let answered = self.says(Some(&self.exception(*first).clause), Some(*first));
        let answer = match self.agreement(&tops) {
            Agreement::Whole => return answered,
            Agreement::IfKnown(missing) => Answer::NeedsEvidence {
                missing: missing.into_iter().collect(),
            },
            Agreement::None => {
                let label = |place: &usize| self.exception(*place).label.clone();
                let labels = tops.iter().map(label).collect();
                Answer::Conflict { labels }
            }
        };
        Answered { answer, ..answered }
    }

    pub(super) fn exception(&self, place: usize) -> &'b Exception<AskEffect> {
        self.seat.exceptions[place]
    }

    /// What a clause says; nothing that applies allows.
    pub(super) fn says(
        &self,
        clause: Option<&'b Clause<AskEffect>>,
        by: Option<usize>,
    ) -> Answered<'b> {
        let answer = match clause.map(|clause| (&clause.effect.says, clause)) {
            None | Some((Says::Allow, _)) => Answer::Allowed,
            Some((Says::Refuse, clause)) => Answer::Refused {
                up_to: self.up_to(clause),
            },
            Some((Says::Advise, clause)) => Answer::Advised {
                up_to: self.up_to(clause),
            },
            Some((Says::Approval(by), _)) => {
                let (names, missing) = self.approvers(by);
                let known = names.into_iter().filter_map(|it| match it {
                    Approver::Named(name) => Some(name),
                    _ => None,
                });
                let known: Vec<String> = known.collect();
                match missing.is_empty() || !known.is_empty() {
                    true => Answer::NeedsApproval { by: known },
                    false => Answer::NeedsEvidence {
                        missing: missing.into_iter().collect(),
                    },
                }
            }
            Some((Says::Asks(what), _)) => Answer::NeedsEvidence {
                missing: vec![what.to_string()],
            },
        };
        let exception = by.map(|place| self.exception(place));
        Answered {
            answer,
            by,
            label: match exception {
                Some(exception) => Some(exception.label.as_str()),
                None => clause.map(|_| "base"),
            },
            cite: clause.map(|clause| &clause.cite),
        }
    }

    /// How much of the ask a clause leaves: never below nought, and never more than was asked.
    pub(super) fn up_to(&self, clause: &Clause<AskEffect>) -> Money {
        Money::from_pence(self.left_by(clause).low).unwrap_or(Money::ZERO)
    }

    /// From the least that a clause could leave of the ask to the most.
    pub(super) fn left_by(&self, clause: &Clause<AskEffect>) -> Spread {
        let spread = spread_up_to(self.case, &clause.effect);
        spread.clamped(0, self.amount.pence().max(0))
    }

    fn evidence(&self, open: impl IntoIterator<Item = usize>) -> Answered<'b> {
        let mut names = BTreeSet::new();
        for place in open {
            let exception = self.seat.exceptions.get(place);
            let clause = exception.map(|one| &one.clause).or(self.seat.base);
            if let Some(exception) = exception {
                let when = &exception.when;
                self.case.missing(when, Scope::default(), &mut names);
            }
            if let Some(up_to) = clause.and_then(|clause| clause.effect.up_to.as_ref()) {
                self.case.missing_of(up_to, Scope::default(), &mut names);
            }
        }
        Answered {
            answer: Answer::NeedsEvidence {
                missing: names.into_iter().map(str::to_owned).collect(),
            },
            by: None,
            label: None,
            cite: None,
        }
    }
}

/// From the least that an effect could leave of an ask to the most.
pub(super) fn spread_up_to(case: Case<'_>, effect: &AskEffect) -> Spread {
    let Some(up_to) = &effect.up_to else {
        return Spread::NOUGHT;
    };
    match case.worth(up_to, Scope::default()) {
        Worth::Number(spread) | Worth::Perhaps(spread) => spread,
        _ => Spread::NOUGHT,
    }
}

/// Whether the ask goes beyond what a clause leaves of it.
fn beyond(case: Case<'_>, clause: &Clause<AskEffect>, amount: Money) -> Verdict {
    if clause.effect.up_to.is_none() {
        return Verdict::True;
    }
    let spread = spread_up_to(case, &clause.effect);
    match (amount.pence() > spread.high, amount.pence() > spread.low) {
        (true, _) => Verdict::True,
        (false, true) => Verdict::Unknown,
        (false, false) => Verdict::False,
    }
}

fn both(when: Verdict, beyond: impl FnOnce() -> Verdict) -> Verdict {
    if when == Verdict::False {
        return Verdict::False;
    }
    match beyond() {
        Verdict::True => when,
        other => other,
    }
}
