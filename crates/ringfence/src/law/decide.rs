//! The decision: which clause takes how much of an item.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::condition::{Case, Scope, Verdict};
use super::rule::{Clause, Effect, Exception, Rule, Supposed};
use super::{Disposal, DisposalPart, Fact, FactName, Facts, Outcome, Release, RuleBook};
use crate::word::Money;

/// More unknowns than this are not weighed against each other: all of them are asked for.
const UNKNOWNS_WEIGHED: usize = 10;

/// One item before the rule that covers it.
pub(super) struct Trial<'b> {
    pub(super) rule: Option<&'b Rule>,
    pub(super) base: Option<&'b Clause>,
    pub(super) standing: Vec<Standing<'b>>,
    pub(super) item: ItemSum,
    case: Case<'b>,
    next_year: Option<NaiveDate>,
}

/// An exception in force, and what its condition comes to.
#[derive(Clone, Copy)]
pub(super) struct Standing<'b> {
    pub(super) exception: &'b Exception,
    pub(super) verdict: Verdict,
    /// Whether its outcome is one that such an item can come to.
    pub(super) suits: bool,
}

/// The sum of an item, its size apart from its sign.
#[derive(Clone, Copy)]
pub(super) struct ItemSum {
    pub(super) whole: Money,
    pub(super) negative: bool,
    pub(super) deficit: bool,
    pub(super) known: bool,
}

/// What one clause takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken {
    /// Its place among the exceptions in force; nothing for the base case.
    pub(super) standing: Option<usize>,
    pub(super) effect: Effect,
    /// Without the sign of the item.
    pub(super) size: Money,
}

/// One way of settling an item, given that nothing is unknown.
pub(super) enum Settled {
    Taken(Vec<Taken>),
    Conflict(Vec<usize>),
}

/// The decision, with the way of settling that it rests on.
pub(super) struct Decision {
    pub(super) disposal: Disposal,
    pub(super) settled: Settled,
}

/// Something unknown: the condition of an exception, or its amount.
#[derive(Clone, Copy)]
enum Open {
    Condition(usize),
    Amount(usize),
}

impl RuleBook {
    /// What becomes of an item at the year end, without its reasons: the same answer as
    /// [`roll_over`](RuleBook::roll_over), faster.
    ///
    /// Rules in force on the day given are asked; what no rule covers lapses, and a deficit
    /// that none covers is absorbed.
    pub fn dispose(&self, facts: &Facts, on: NaiveDate) -> Disposal {
        Trial::of(self, Case::of(facts), on).decide().disposal
    }
}

impl<'b> Trial<'b> {
    pub(super) fn of(book: &'b RuleBook, case: Case<'b>, on: NaiveDate) -> Trial<'b> {
        let facts = case.facts;
        let rule = book.rule_for(facts.text(FactName::StreamId));
        let item = ItemSum::of(facts);
        let standing = |exception: &'b Exception| {
            let suits = item.suits(exception.clause.effect.outcome);
            let verdict = case.verdict(&exception.when, Scope::default());
            Standing {
                exception,
                verdict,
                suits,
            }
        };
        let exceptions = rule.into_iter().flat_map(|rule| rule.exceptions_on(on));
        let next_year = facts.date(FactName::YearLastDay);
        Trial {
            rule,
            base: rule.and_then(|rule| rule.base_on(on)),
            standing: exceptions.map(standing).collect(),
            item,
            case,
            next_year: next_year.and_then(|day| day.checked_add_days(Days::new(1))),
        }
    }

    pub(super) fn decide(&self) -> Decision {
        if !self.item.known {
            let missing = vec![FactName::ItemAmount.name().to_owned()];
            return Decision {
                disposal: Disposal::NeedsEvidence { missing },
                settled: Settled::Taken(Vec::new()),
            };
        }
        let open = self.open();
        if open.is_empty() {
            let settled = self.settle(&open, 0);
            return Decision {
                disposal: self.disposal(&settled),
                settled,
            };
        }
        self.weigh(&open)
    }

    fn open(&self) -> Vec<Open> {
        let mut open = Vec::new();
        for (place, standing) in self.standing.iter().enumerate() {
            if !standing.suits || standing.verdict == Verdict::False {
                continue;
            }
            if standing.verdict == Verdict::Unknown {
                open.push(Open::Condition(place));
            }
            if standing.exception.clause.amount.is_unknown(self.case.facts) {
                open.push(Open::Amount(place));
            }
        }
        open
    }

    /// What would follow for each answer to what is unknown: only where they differ does it
    /// need evidence, and only of what makes the difference.
    fn weigh(&self, open: &[Open]) -> Decision {
        let settled = self.settle(open, 0);
        if open.len() > UNKNOWNS_WEIGHED {
            return Decision {
                disposal: self.evidence(open.iter().copied()),
                settled,
            };
        }
        let count = 1_usize << open.len();
        let each: Vec<Disposal> = (0..count)
            .map(|answers| self.disposal(&self.settle(open, answers)))
            .collect();
        let matters =
            |bit: &usize| (0..count).any(|answers| each[answers] != each[answers ^ (1 << bit)]);
        let mattering: Vec<Open> = (0..open.len())
            .filter(matters)
            .map(|bit| open[bit])
            .collect();
        let disposal = if mattering.is_empty() {
            self.disposal(&settled)
        } else {
            self.evidence(mattering)
        };
        Decision { disposal, settled }
    }

    fn evidence(&self, open: impl IntoIterator<Item = Open>) -> Disposal {
        let mut names = BTreeSet::new();
        for unknown in open {
            match unknown {
                Open::Amount(_) => {
                    names.insert(FactName::ItemTied);
                }
                Open::Condition(place) => {
                    let when = &self.standing[place].exception.when;
                    self.case.missing(when, Scope::default(), &mut names);
                }
            }
        }
        let names: BTreeSet<&str> = names.into_iter().map(FactName::name).collect();
        Disposal::NeedsEvidence {
            missing: names.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Settles the item, given an answer (one bit each) to everything that is unknown.
    fn settle(&self, open: &[Open], answers: usize) -> Settled {
        let answered = |wanted: &dyn Fn(&Open) -> bool| {
            let bit = open.iter().position(wanted);
            bit.is_some_and(|bit| bit <= UNKNOWNS_WEIGHED && answers & (1 << bit) != 0)
        };
        let applies: Vec<bool> = self
            .standing
            .iter()
            .enumerate()
            .map(|(place, standing)| {
                let verdict = standing.verdict.known().unwrap_or_else(|| {
                    answered(&|one| matches!(one, Open::Condition(at) if *at == place))
                });
                standing.suits && verdict
            })
            .collect();
        let supposed = |place: usize| {
            if answered(&|one| matches!(one, Open::Amount(at) if *at == place)) {
                Supposed::Everything
            } else {
                Supposed::Nothing
            }
        };
        let tops = self.tops(&applies);
        let mut ways = tops
            .iter()
            .map(|top| self.taken_from(*top, &applies, &supposed));
        let Some(first) = ways.next() else {
            return Settled::Taken(vec![self.base_takes(self.item.whole)]);
        };
        let answer = self.parts(&first);
        if ways.any(|other| self.parts(&other) != answer) {
            return Settled::Conflict(tops);
        }
        Settled::Taken(first)
    }

    /// The exceptions that apply and that no other applying one stands over.
    fn tops(&self, applies: &[bool]) -> Vec<usize> {
        let applying = || (0..applies.len()).filter(|place| applies[*place]);
        let below = |place: usize| {
            let label = &self.standing[place].exception.label;
            applying().any(|other| other != place && self.over(other).any(|over| over == label))
        };
        applying().filter(|place| !below(*place)).collect()
    }

    /// The labels that an exception stands over, from the nearest down.
    fn over(&self, place: usize) -> impl Iterator<Item = &'b str> {
        let exception = self.standing[place].exception;
        let parent = move |label: &&'b str| self.rule.and_then(|rule| rule.parent_of(label));
        // A book that loads has no circle; the bound keeps this total all the same.
        let bound = self.rule.map_or(0, |rule| rule.exceptions.len() + 1);
        std::iter::successors(Some(exception.over.as_str()), parent).take(bound)
    }

    /// What each clause takes, from this one down to the base case.
    fn taken_from(
        &self,
        top: usize,
        applies: &[bool],
        supposed: &dyn Fn(usize) -> Supposed,
    ) -> Vec<Taken> {
        let named = |label: &str| {
            (0..applies.len())
                .find(|place| applies[*place] && self.standing[*place].exception.label == label)
        };
        let chain = std::iter::once(top).chain(self.over(top).filter_map(named));
        let mut left = self.item.whole;
        let mut taken = Vec::new();
        for place in chain {
            let clause = &self.standing[place].exception.clause;
            let amount = clause
                .amount
                .of(self.item.whole, self.case.facts, supposed(place));
            let size = amount.min(left);
            left = left.checked_sub(size).unwrap_or(Money::ZERO);
            taken.push(Taken {
                standing: Some(place),
                effect: clause.effect,
                size,
            });
        }
        taken.push(self.base_takes(left));
        taken
    }

    fn base_takes(&self, size: Money) -> Taken {
        let stated = self.base.map(|clause| clause.effect);
        let effect = stated.filter(|effect| self.item.suits(effect.outcome));
        let unset = Effect {
            outcome: self.item.unset(),
            to: None,
            available_from: None,
            release: Release::Undrawn,
        };
        Taken {
            standing: None,
            effect: effect.unwrap_or(unset),
            size,
        }
    }

    fn disposal(&self, settled: &Settled) -> Disposal {
        match settled {
            Settled::Taken(taken) => Disposal::Decided {
                parts: self.parts(taken),
            },
            Settled::Conflict(places) => {
                let label = |place: &usize| self.standing[*place].exception.label.clone();
                Disposal::Conflict {
                    labels: places.iter().map(label).collect(),
                }
            }
        }
    }

    /// What is taken, equal effects together, without what takes nothing.
    fn parts(&self, taken: &[Taken]) -> Vec<DisposalPart> {
        let mut parts: Vec<DisposalPart> = Vec::with_capacity(taken.len());
        for (place, one) in taken.iter().enumerate() {
            let nothing_at_all = self.item.whole.is_zero() && place == 0;
            if one.size.is_zero() && !nothing_at_all {
                continue;
            }
            let part = DisposalPart {
                outcome: one.effect.outcome,
                amount: self.item.signed(one.size),
                to: one.effect.to,
                available_from: self.available_from(one.effect),
                release: one.effect.release,
            };
            let alike = parts.iter_mut().find(|known| {
                let amount = part.amount;
                DisposalPart { amount, ..**known } == part
            });
            match alike {
                Some(known) => {
                    known.amount = known
                        .amount
                        .checked_add(part.amount)
                        .unwrap_or(known.amount);
                }
                None => parts.push(part),
            }
        }
        parts
    }

    fn available_from(&self, effect: Effect) -> Option<NaiveDate> {
        match effect.outcome {
            Outcome::RollOver => effect.available_from.or(self.next_year),
            _ => None,
        }
    }
}

impl ItemSum {
    fn of(facts: &Facts) -> ItemSum {
        let fact = facts.fact(FactName::ItemAmount);
        let amount = facts.money(FactName::ItemAmount).unwrap_or(Money::ZERO);
        let named = facts.text(FactName::ItemKind) == Some("deficit");
        ItemSum {
            whole: amount.size(),
            negative: amount.is_negative(),
            deficit: named || amount.is_negative(),
            known: *fact != Fact::Unknown,
        }
    }

    pub(super) fn signed(self, size: Money) -> Money {
        if self.negative { size.negated() } else { size }
    }

    pub(super) fn suits(self, outcome: Outcome) -> bool {
        outcome.suits_a_deficit() == self.deficit
    }

    /// What becomes of an item where no rule says it.
    pub(super) fn unset(self) -> Outcome {
        if self.deficit {
            Outcome::Absorb
        } else {
            Outcome::Lapse
        }
    }
}
