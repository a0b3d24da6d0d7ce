//! What an item claims of a cap, and what becomes of it when it has less.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::bid::{self, Bid, bids_of, counted};
use super::cap::{Cap, Pot, Sharing};
use super::condition::{Case, Scope, Verdict};
use super::decide::{Settled, Taken, Trial};
use super::declared::Declared;
use super::english_cap;
use super::expression::Reads;
use super::rule::Answering;
use super::sitting::{Seat, Sitting};
use super::spread::Spread;
use super::weigh::UNKNOWNS_WEIGHED;
use super::worth::Worth;
use super::{Disposal, FactSet, Facts, Outcome};
use crate::word::{Citation, Money};

/// More ways than this in which caps may have cut an item are not weighed one by one.
const WAYS_WEIGHED: usize = 1 << UNKNOWNS_WEIGHED;

/// A cap in force on a day.
#[derive(Debug)]
pub(crate) struct CapSeat<'b> {
    pub(super) cap: &'b Cap,
    /// Its place among the caps in force.
    pub(super) place: usize,
    /// What becomes of what is above it.
    pub(super) excess: Outcome,
    /// The places of the exceptions in force that it counts.
    counted: Vec<usize>,
    /// Whether it counts what the base case brings to its outcomes.
    counts_base: bool,
    /// The facts that its amount reads.
    pub(crate) wants: FactSet,
    /// Those of the book's own.
    pub(crate) own: Vec<&'b Declared>,
}

/// What the clauses of a rule bring to outcomes of one item, whichever way it is settled.
#[derive(Clone, Debug)]
pub(crate) struct Claims {
    /// What each clause brings there, from the uppermost down; one list for each way.
    ways: Vec<Vec<Bid>>,
    /// The most that it could be where the ways are not all known.
    beyond: i64,
    pub(crate) decided: bool,
    /// What is not known of it.
    pub(crate) missing: Vec<String>,
}

/// When the turn of an item comes: lower first, what has none last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    At(i64, u64),
    Last,
    Unknown,
}

/// What a cap comes to, and what is missing to know it.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    pub(super) spread: Spread,
    pub(crate) missing: Vec<String>,
}

impl<'b> CapSeat<'b> {
    pub(super) fn of<E: Answering>(
        (place, cap): (usize, &'b Cap),
        seat: &Seat<'b, E>,
        declared: &'b [Declared],
    ) -> CapSeat<'b> {
        let labels = seat.exceptions.iter().enumerate();
        let counted = labels.filter(|(_, one)| cap.counts(&one.label));
        let counted = counted.map(|(place, _)| place).collect();
        let reads = cap.reads();
        let read = |it: &&Declared| reads.own.contains(it.name().as_str());
        // Only what is none claims anything of a cap: what a deficit comes to is not looked at.
        let base = seat.base.and_then(|clause| clause.effect.comes_to());
        let base = base.filter(|outcome| !outcome.suits_a_deficit());
        CapSeat {
            cap,
            place,
            excess: cap.excess.or(base).unwrap_or(Outcome::Lapse),
            counted,
            counts_base: cap.counts("base"),
            own: declared.iter().filter(read).collect(),
            wants: FactSet::of(reads.facts),
        }
    }

    pub(crate) fn label(&self) -> &str {
        &self.cap.label
    }

    pub(crate) fn per(&self) -> Pot {
        self.cap.per
    }

    pub(crate) fn citation(&self) -> &Citation {
        &self.cap.cite
    }

    pub(super) fn counts(&self, bid: &Bid) -> bool {
        let of_clause = match bid.standing {
            None => self.counts_base,
            Some(place) => self.counted.contains(&place),
        };
        of_clause && self.cap.outcomes.contains(&bid.outcome)
    }

    /// The outcomes that it counts.
    pub(crate) fn outcomes(&self) -> &[Outcome] {
        &self.cap.outcomes
    }
}

impl Cap {
    /// What its amount reads.
    pub(super) fn reads(&self) -> Reads {
        let mut reads = Reads::default();
        self.amount.note_reads(&mut reads);
        reads
    }
}

impl Limit {
    /// How much it is, where that is known.
    pub(crate) fn known(&self) -> Option<i64> {
        self.spread.known()
    }
}

impl Claims {
    /// Whether there is, or may be, something of it that a cap would count.
    pub(crate) fn touches(&self, cap: &CapSeat<'_>) -> bool {
        self.of(cap).high > 0
    }

    /// How much of it a cap counts that counts the item.
    pub(super) fn of(&self, cap: &CapSeat<'_>) -> Spread {
        let sums = || self.ways.iter().map(|way| counted(way, cap));
        let high = sums().chain([self.beyond]).max().unwrap_or(0);
        let low = match self.decided {
            true => sums().min().unwrap_or(0),
            false => 0,
        };
        Spread { low, high }
    }

    /// The cap leaves it this much of its claim, which is known.
    pub(super) fn keep(&mut self, cap: &CapSeat<'_>, share: i64) {
        let above = self.of(cap).low - share;
        let ways = self.ways.iter_mut();
        ways.for_each(|way| bid::cut(way, cap, above.max(0)));
    }

    /// What the cap leaves it is not decided before this is known: it may be nothing, or all. What
    /// is above comes to another outcome, which a later cap may count.
    pub(super) fn ask(&mut self, cap: &CapSeat<'_>, missing: &[String]) {
        self.decided = false;
        self.missing = missing.to_vec();
        let cuts = self.ways.iter().flat_map(|way| bid::cuts(way, cap));
        let ways: BTreeSet<Vec<Bid>> = cuts.collect();
        self.ways = ways.into_iter().collect();
        if self.ways.len() > WAYS_WEIGHED {
            let sums = self.ways.drain(..).map(|way| bid::sum_of(&way));
            self.beyond = sums.fold(self.beyond, i64::max);
        }
    }
}

impl Sitting<'_> {
    pub(super) fn case<'f>(&'f self, facts: &'f Facts) -> Case<'f> {
        Case::of(facts, self.parameters, self.on)
    }

    /// Whether a cap counts an item, and what is missing to know it.
    pub(crate) fn is_counted(
        &self,
        cap: &CapSeat<'_>,
        facts: &Facts,
        item: &str,
    ) -> (Verdict, Vec<String>) {
        match self.holds_of(cap.cap.when.as_ref(), facts, item) {
            (Verdict::Unknown, missing) => (Verdict::Unknown, missing),
            (known, _) => (known, Vec::new()),
        }
    }

    /// What an item claims of the caps of its rule.
    pub(crate) fn claims(&self, seat: &Seat<'_>, facts: &Facts, item: &str) -> Claims {
        let mut claims = Trial::of(seat, self.case(facts)).claims();
        claims.missing = of_place(claims.missing, item);
        claims
    }

    /// What a cap comes to for a pot.
    pub(crate) fn limit(&self, cap: &CapSeat<'_>, facts: &Facts, pot: &str) -> Limit {
        let mut limit = limit(cap.cap, self.case(facts));
        limit.missing = of_place(limit.missing, pot);
        limit
    }

    /// When the turn of an item comes.
    pub(crate) fn turn(
        &self,
        cap: &CapSeat<'_>,
        facts: &Facts,
        came: impl FnOnce() -> Option<(NaiveDate, u64)>,
    ) -> Turn {
        self.turn_by(&cap.cap.share, facts, came)
    }

    /// When the turn of an item or line comes, where something is shared so.
    pub(super) fn turn_by(
        &self,
        share: &Sharing,
        facts: &Facts,
        came: impl FnOnce() -> Option<(NaiveDate, u64)>,
    ) -> Turn {
        let value = match share {
            Sharing::ProRata => return Turn::Last,
            Sharing::FirstCome => {
                return came().map_or(Turn::Last, |(day, entry)| Turn::At(number_of(day), entry));
            }
            Sharing::Priority(value) => value,
        };
        match self.case(facts).worth(value, Scope::default()) {
            Worth::Number(spread) => match spread.known() {
                Some(number) => Turn::At(number, 0),
                None => Turn::Unknown,
            },
            Worth::Date(day) => Turn::At(number_of(day), 0),
            Worth::Absent => Turn::Last,
            _ => Turn::Unknown,
        }
    }

    /// What is missing to know when the turn of an item comes.
    pub(crate) fn missing_of_turn(
        &self,
        cap: &CapSeat<'_>,
        facts: &Facts,
        item: &str,
    ) -> Vec<String> {
        self.missing_of_turn_by(&cap.cap.share, facts, item)
    }

    pub(super) fn missing_of_turn_by(
        &self,
        share: &Sharing,
        facts: &Facts,
        item: &str,
    ) -> Vec<String> {
        let mut names = BTreeSet::new();
        let case = self.case(facts);
        if let Sharing::Priority(value) = share {
            case.missing_of(value, Scope::default(), &mut names);
        }
        of_place(names.into_iter().map(str::to_owned).collect(), item)
    }
}

/// What is missing, each with where it is.
fn of_place(missing: Vec<String>, place: &str) -> Vec<String> {
    let each = missing.into_iter();
    each.map(|fact| english_cap::missing_of(&fact, place))
        .collect()
}

pub(super) fn limit(cap: &Cap, case: Case<'_>) -> Limit {
    let worth = case.worth(&cap.amount, Scope::default());
    let spread = match worth {
        Worth::Number(spread) | Worth::Perhaps(spread) => spread,
        _ => Spread::NOUGHT,
    };
    let mut names = BTreeSet::new();
    if spread.known().is_none() {
        case.missing_of(&cap.amount, Scope::default(), &mut names);
    }
    Limit {
        spread: spread.clamped(0, Money::MAX.pence()),
        missing: names.into_iter().map(str::to_owned).collect(),
    }
}

fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

impl Trial<'_> {
    fn claims(&self) -> Claims {
        let decision = self.decide();
        let open = self.open();
        let mut claims = Claims {
            ways: Vec::new(),
            beyond: 0,
            decided: decision.disposal.is_decided(),
            missing: match &decision.disposal {
                Disposal::Decided { .. } => self.names_of(open.iter().copied()),
                Disposal::NeedsEvidence { missing } => missing.clone(),
                Disposal::Conflict { labels } => vec![english_cap::one_answer(labels)],
            },
        };
        if self.item.deficit {
            return claims;
        }
        let whole = match self.item.known {
            true => self.item.whole.pence(),
            false => Money::MAX.pence(),
        };
        if !self.item.known || open.len() > UNKNOWNS_WEIGHED {
            claims.beyond = whole;
            return claims;
        }
        for answers in 0..1_usize << open.len() {
            match self.settle(&open, answers) {
                Settled::Taken(taken) if taken.iter().all(|one| !self.asks(one)) => {
                    claims.ways.push(bids_of(&taken));
                }
                _ => claims.beyond = whole,
            }
        }
        claims
    }

    pub(super) fn asks(&self, taken: &Taken<'_>) -> bool {
        let asks = taken.effect.is_some_and(|it| it.asks());
        asks && !taken.size.is_zero()
    }
}
