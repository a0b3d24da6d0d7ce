//! The decision: which clause takes how much of an item.

use chrono::{Days, NaiveDate};

use super::condition::{Case, Scope, Verdict};
use super::effect::{Effect, Happens};
use super::explain_cap::Above;
use super::explain_cover::Covered;
use super::rule::Exception;
use super::sitting::{Seat, Sitting};
use super::spread::Spread;
use super::weigh::{Weighed, is_second, weighed};
use super::worth::Worth;
use super::{Disposal, Fact, FactName, Facts, Outcome, RuleBook};
use crate::word::Money;

/// One item before the rule that covers it.
pub(super) struct Trial<'b> {
    pub(super) seat: &'b Seat<'b>,
    pub(super) standing: Vec<Standing<'b>>,
    pub(super) item: ItemSum,
    pub(super) case: Case<'b>,
    pub(super) next_year: Option<NaiveDate>,
}

/// An exception in force, what its condition comes to, and how much it takes.
#[derive(Clone, Copy)]
pub(super) struct Standing<'b> {
    pub(super) exception: &'b Exception,
    pub(super) verdict: Verdict,
    /// Whether its outcome is one that such an item can come to.
    pub(super) suits: bool,
    /// How much it takes, in pence, between nought and the whole; nought where it does not apply.
    pub(super) amount: Spread,
}

/// The sum of an item, its size apart from its sign.
#[derive(Clone, Copy)]
pub(super) struct ItemSum {
    pub(super) whole: Money,
    pub(super) negative: bool,
    pub(super) deficit: bool,
    /// Whether it is kept for a promise, which stays on its line.
    promised: bool,
    pub(super) known: bool,
}

/// Why an item cannot come to what a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsuited {
    /// It is a deficit, which does not come to this.
    Deficit(Outcome),
    /// It is none, and only a deficit comes to this.
    NoDeficit(Outcome),
    /// It is kept for a promise, which stays on its line.
    Promised,
}

/// What one clause takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken<'b> {
    /// Its place among the exceptions in force; nothing for the base case.
    pub(super) standing: Option<usize>,
    /// What it does; nothing where no clause says it.
    pub(super) effect: Option<&'b Effect>,
    /// Without the sign of the item.
    pub(super) size: Money,
}

/// One way of settling an item, given that nothing is unknown.
pub(super) enum Settled<'b> {
    Taken(Vec<Taken<'b>>),
    Conflict(Vec<usize>),
}

/// The decision, with the way of settling that it rests on.
pub(super) struct Decision<'b> {
    pub(super) disposal: Disposal,
    pub(super) settled: Settled<'b>,
    /// What caps over several items do not leave it.
    pub(super) above: Vec<Above<'b>>,
    /// What covers took of it, or met.
    pub(super) covered: Vec<Covered<'b>>,
}

impl<'b> Decision<'b> {
    fn of(disposal: Disposal, settled: Settled<'b>) -> Decision<'b> {
        Decision {
            disposal,
            settled,
            above: Vec::new(),
            covered: Vec::new(),
        }
    }
}

/// What becomes of an item, in whatever order its parts stand.
pub(super) struct Alike(pub(super) Disposal);

impl PartialEq for Alike {
    fn eq(&self, other: &Alike) -> bool {
        self.0.is_alike(&other.0)
    }
}

/// Something unknown: the condition of an exception, or its amount.
#[derive(Clone, Copy)]
pub(super) enum Open {
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
        let seat = self.seat_for(facts.text(FactName::StreamId), on);
        let case = Case::of(facts, self.parameters(), on);
        Trial::of(&seat, case).decide().disposal
    }
}

impl Sitting<'_> {
    /// What becomes of an item of a stream that a seat covers.
    pub(crate) fn dispose(&self, seat: &Seat<'_>, facts: &Facts) -> Disposal {
        Trial::of(seat, self.case(facts)).decide().disposal
    }
}

impl<'b> Trial<'b> {
    pub(super) fn of(seat: &'b Seat<'b>, case: Case<'b>) -> Trial<'b> {
        let facts = case.facts;
        let item = ItemSum::of(facts);
        let standing = |exception: &&'b Exception| {
            let clause = &exception.clause;
            let suits = item.suits(&clause.effect);
            let verdict = case.verdict(&exception.when, Scope::default());
            let amount = match suits && verdict != Verdict::False {
                true => case.worth(&clause.amount, Scope::default()),
                false => Worth::Absent,
            };
            let amount = match amount {
                Worth::Number(spread) | Worth::Perhaps(spread) => {
                    spread.clamped(0, item.whole.pence())
                }
                _ => Spread::NOUGHT,
            };
            Standing {
                exception,
                verdict,
                suits,
                amount,
            }
        };
        let next_year = facts.date(FactName::YearLastDay);
        Trial {
            seat,
            standing: seat.exceptions.iter().map(standing).collect(),
            item,
            case,
            next_year: next_year.and_then(|day| day.checked_add_days(Days::new(1))),
        }
    }

    pub(super) fn decide(&self) -> Decision<'b> {
        if !self.item.known {
            let unknown = WHAT_IT_IS
                .iter()
                .filter(|it| is_unknown(self.case.facts, **it));
            let missing = unknown.map(|it| it.name().to_owned()).collect();
            let disposal = Disposal::NeedsEvidence { missing };
            return Decision::of(disposal, Settled::Taken(Vec::new()));
        }
        let open = self.open();
        if open.is_empty() {
            let settled = self.settle(&open, 0);
            return Decision::of(self.disposal(&settled), settled);
        }
        self.weigh(&open)
    }

    pub(super) fn open(&self) -> Vec<Open> {
        let mut open = Vec::new();
        for (place, standing) in self.standing.iter().enumerate() {
            if !standing.suits || standing.verdict == Verdict::False {
                continue;
            }
            if standing.verdict == Verdict::Unknown {
                open.push(Open::Condition(place));
            }
            if standing.amount.known().is_none() {
                open.push(Open::Amount(place));
            }
        }
        open
    }

    /// What would follow for each answer to what is unknown: only where they differ does it
    /// need evidence, and only of what makes the difference.
    fn weigh(&self, open: &[Open]) -> Decision<'b> {
        let answer = |way| Alike(self.disposal(&self.settle(open, way)));
        let Weighed { first, mattering } = weighed(open.len(), answer);
        let settled = self.settle(open, 0);
        let mattering = match mattering.is_empty() {
            true => mattering,
            // Where it is not known which line receives, it matters how much all the same.
            false => weighed(open.len(), |way| self.takes(open, way)).mattering,
        };
        let mut mattering: Vec<Open> = mattering.into_iter().map(|bit| open[bit]).collect();
        if let (Settled::Conflict(tops), true) = (&settled, mattering.is_empty()) {
            // Between their ends the amounts of clauses that disagree may be one.
            let of_tops = |it: &&Open| matches!(it, Open::Amount(place) if tops.contains(place));
            mattering.extend(open.iter().filter(of_tops));
        }
        let disposal = match mattering.is_empty() {
            true => first.0,
            false => self.evidence(open, mattering),
        };
        Decision::of(disposal, settled)
    }

    /// What becomes of it one way, and what each clause takes where no line can be named yet.
    fn takes(&self, open: &[Open], way: usize) -> (Alike, Vec<Taken<'b>>) {
        let settled = self.settle(open, way);
        let disposal = self.disposal(&settled);
        let taken = match settled {
            Settled::Taken(taken) if self.is_unnamed(&taken) => taken,
            _ => Vec::new(),
        };
        (Alike(disposal), taken)
    }

    /// Settles the item, given the way in which everything that is unknown turns out.
    pub(super) fn settle(&self, open: &[Open], way: usize) -> Settled<'b> {
        let answered = |wanted: &dyn Fn(&Open) -> bool| {
            let bit = open.iter().position(wanted);
            bit.is_some_and(|bit| is_second(way, bit))
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
        let takes = |place: usize| {
            let amount = self.standing[place].amount;
            let most = answered(&|one| matches!(one, Open::Amount(at) if *at == place));
            within(if most { amount.high } else { amount.low })
        };
        let tops = self.seat.tops(&applies);
        let way = |top: &usize| self.taken_from(*top, &applies, &takes);
        match tops.as_slice() {
            [] => Settled::Taken(vec![self.base_takes(self.item.whole)]),
            [only] => Settled::Taken(way(only)),
            _ => self.agreed(tops.iter().map(way).collect(), &tops),
        }
    }

    /// What clauses take of which none stands over another, where all come to the same.
    fn agreed(&self, mut ways: Vec<Vec<Taken<'b>>>, tops: &[usize]) -> Settled<'b> {
        let answers: Vec<Disposal> = ways.iter().map(|way| self.compared(way)).collect();
        if answers.iter().all(|other| other.is_alike(&answers[0])) {
            return Settled::Taken(ways.swap_remove(0));
        }
        // Once it is known which line receives, they may agree.
        match (0..ways.len()).find(|at| self.is_unnamed(&ways[*at])) {
            Some(at) => Settled::Taken(ways.swap_remove(at)),
            None => Settled::Conflict(tops.to_vec()),
        }
    }

    /// What each clause takes, from this one down to the base case.
    fn taken_from(
        &self,
        top: usize,
        applies: &[bool],
        takes: &dyn Fn(usize) -> Money,
    ) -> Vec<Taken<'b>> {
        let below = self.seat.over[top].iter().copied();
        let chain = std::iter::once(top).chain(below.filter(|place| applies[*place]));
        let mut left = self.item.whole;
        let mut taken = Vec::new();
        for place in chain {
            let size = takes(place).min(left);
            left = left.checked_sub(size).unwrap_or(Money::ZERO);
            taken.push(Taken {
                standing: Some(place),
                effect: Some(&self.standing[place].exception.clause.effect),
                size,
            });
        }
        taken.push(self.base_takes(left));
        taken
    }

    pub(super) fn base_takes(&self, size: Money) -> Taken<'b> {
        let stated = self.seat.base.map(|clause| &clause.effect);
        Taken {
            standing: None,
            effect: stated.filter(|effect| self.item.suits(effect)),
            size,
        }
    }
}

fn within(pence: i64) -> Money {
    Money::from_pence(pence).expect("no more than the item")
}

/// What has to be known of an item before anything is asked of it.
const WHAT_IT_IS: [FactName; 3] = [FactName::ItemAmount, FactName::ItemKind, FactName::StreamId];

fn is_unknown(facts: &Facts, name: FactName) -> bool {
    *facts.fact(name) == Fact::Unknown
}

impl ItemSum {
    fn of(facts: &Facts) -> ItemSum {
        let amount = facts.money(FactName::ItemAmount).unwrap_or(Money::ZERO);
        let kind = facts.text(FactName::ItemKind);
        let named = kind == Some("deficit");
        ItemSum {
            whole: amount.size(),
            negative: amount.is_negative(),
            deficit: named || amount.is_negative(),
            promised: matches!(kind, Some("commitment" | "hold")),
            known: !WHAT_IT_IS.iter().any(|it| is_unknown(facts, *it)),
        }
    }

    pub(super) fn signed(self, size: Money) -> Money {
        if self.negative { size.negated() } else { size }
    }

    /// Whether such an item can come to what a clause does.
    pub(super) fn suits(self, effect: &Effect) -> bool {
        self.unsuited(effect).is_none()
    }

    /// Why such an item cannot come to what a clause does, where it cannot.
    pub(super) fn unsuited(self, effect: &Effect) -> Option<Unsuited> {
        let Happens::Outcome(outcome) = effect.happens else {
            return None;
        };
        match (outcome.suits_a_deficit(), self.deficit) {
            (false, true) => Some(Unsuited::Deficit(outcome)),
            (true, false) => Some(Unsuited::NoDeficit(outcome)),
            _ if self.promised && effect.names_a_line() => Some(Unsuited::Promised),
            _ => None,
        }
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
