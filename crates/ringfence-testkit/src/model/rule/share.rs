//! What caps over several items leave each of an estate, worked out anew from a book's text.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ringfence::law::{FactName, FactType, Outcome, Value};

use super::ModelBook;
use super::complete::{Complete, every_text, might_be, stated};
use super::cover::Met;
use super::decide::Bid;
use super::of_estate::{Held, Line, answering, days, facts_of, held_of, nearest, own_of, sums_of};
use super::standing::{in_force, rule_for};
use super::value::Hearing;
use crate::generate::{Estate, Given, kind_of};
use crate::model::{Turn, shared_out};
use crate::tree::{self, Tree};

/// What a cap with a condition does with an item that claims something of it.
pub(crate) const WHEN: [&str; 2] = ["a cap counts by its condition", "a cap does not count it"];

/// What a cap counts that leaves less of it, where it says what it counts.
pub(crate) const COUNTS: [&str; 2] = [
    "a cap of re_provide leaves less",
    "a cap of both leaves less",
];

/// How many ways of filling what is missing are tried at most.
const WAYS: usize = 40;

/// What a part of an item becomes, and which other line has it, by body and stream.
pub type Became = (Outcome, Option<(String, String)>);

/// What becomes of an item of an estate: how much of it comes to what, in pence; nothing where it
/// is not decided whatever caps leave it and covers take or meet.
pub type Shared = Option<BTreeMap<Became, i64>>;

/// What a book makes of an estate for each value that what is missing might have.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    /// Of each item, by its name, each different answer once.
    pub each: BTreeMap<String, BTreeSet<Shared>>,
    /// Of each cover by its name, what it comes to, each different way once.
    pub covers: BTreeMap<String, BTreeSet<Met>>,
    /// Whether something is missing that the book may ask for: a value, or a decision.
    pub open: bool,
    /// How often each sort of cap left all, or less.
    pub reached: BTreeMap<String, u64>,
}

/// One item, what its clauses bring to what caps count, and what comes of the rest.
pub(super) struct Claiming<'e> {
    pub(super) held: Held<'e>,
    bids: Vec<Bid>,
    pub(super) shared: BTreeMap<Outcome, i64>,
    /// What its clauses take, the uppermost first.
    pub(super) takes: Vec<(Outcome, i128)>,
    /// What other lines have of it.
    pub(super) gone_to: BTreeMap<Line, i64>,
    /// Whether the book decides it without caps and covers.
    pub(super) decided: bool,
}

impl ModelBook {
    /// What becomes of each item of an estate on a day.
    pub fn shares(&self, estate: &Estate, on: NaiveDate) -> Shares {
        let mut shares = Shares::default();
        let book = self.tree();
        let stated = stated(book, &Given::default());
        let unknown = estate.said.iter().enumerate();
        let mut read = Vec::new();
        every_text(book, &mut read);
        let unknown =
            unknown.filter(|(_, said)| said.value.is_none() && read.contains(&said.name.as_str()));
        let gaps: Vec<(usize, Vec<Value>)> = unknown
            .map(|(place, said)| {
                let kind = kind_of(book, &said.name);
                let might_be = might_be(&said.name, kind, &[], &stated, &Given::default());
                (place, might_be)
            })
            .collect();
        let ways = gaps.iter().map(|(_, each)| each.len().max(1));
        let ways: usize = ways.product();
        shares.open = !gaps.is_empty();
        for way in (0..ways).step_by(ways / WAYS + 1) {
            let mut filled = estate.clone();
            let mut rest = way;
            for (place, might_be) in &gaps {
                let count = might_be.len().max(1);
                filled.said[*place].value = might_be.get(rest % count).cloned();
                rest /= count;
            }
            // What is not decided may claim nothing, or all that it is.
            for claims_all in [Claims::Nothing, Claims::All] {
                let desk = Desk {
                    book,
                    estate: &filled,
                    on,
                    reached: RefCell::default(),
                };
                desk.share(claims_all, &mut shares);
                shares.reached = std::mem::take(&mut *desk.reached.borrow_mut());
            }
        }
        shares
    }
}

/// What an item claims that is not decided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Claims {
    Nothing,
    All,
}

pub(super) struct Desk<'d> {
    book: &'d Tree,
    pub(super) estate: &'d Estate,
    pub(super) on: NaiveDate,
    reached: RefCell<BTreeMap<String, u64>>,
}

impl<'d> Desk<'d> {
    fn share(&self, claims: Claims, shares: &mut Shares) {
        let mut all: Vec<Claiming<'d>> = held_of(self.estate)
            .into_iter()
            .map(|held| self.claiming(held, claims))
            .collect();
        all.sort_by(|a, b| a.held.name.cmp(&b.held.name));
        shares.open |= all.iter().any(|one| !one.decided);
        for rule in tree::list_of(self.book, "rule") {
            let covered = |stream: &str| {
                let its = rule_for(self.book, Some(stream));
                its.is_some_and(|its| std::ptr::eq(its, rule))
            };
            let places = (0..all.len()).filter(|at| covered(&all[*at].held.line.1));
            let places: Vec<usize> = places.collect();
            let streams = ["cluster", "winter"].into_iter().filter(|it| covered(it));
            let streams: Vec<&str> = streams.collect();
            let mut labels: Vec<&str> = Vec::new();
            for cap in tree::list_of(rule, "cap") {
                let label = tree::text_of(cap, "label").unwrap_or_default();
                if labels.contains(&label) {
                    continue;
                }
                labels.push(label);
                let its = tree::list_of(rule, "cap").iter();
                let its = its.filter(|it| tree::text_of(it, "label") == Some(label));
                if let Some(cap) = in_force(its, self.on) {
                    self.apply(cap, rule, (&mut all, &places), &streams);
                }
            }
            self.cover(rule, (&mut all, &places), (claims, &streams), shares);
        }
        for one in all {
            let own = one.shared.into_iter().map(|(it, sum)| ((it, None), sum));
            let others = one.gone_to.into_iter();
            let others = others.map(|(line, sum)| ((Outcome::RollOver, Some(line)), sum));
            let shared = one.decided.then(|| own.chain(others).collect());
            shares.each.entry(one.held.name).or_default().insert(shared);
        }
    }

    fn claiming(&self, held: Held<'d>, claims: Claims) -> Claiming<'d> {
        let facts = facts_of(self.estate, &held);
        let verdicts = self.hearing(&facts).decide();
        let decided = verdicts.disposal.is_decided();
        let mut shared = BTreeMap::new();
        for part in verdicts.disposal.parts() {
            *shared.entry(part.outcome).or_default() += part.amount.pence();
        }
        let bids = match (decided, claims) {
            (true, _) => verdicts.bids,
            (false, Claims::Nothing) => Vec::new(),
            (false, _) if held.pence < 0 => Vec::new(),
            (false, Claims::All) => vec![Bid {
                label: ANY.to_owned(),
                outcome: Outcome::RollOver,
                size: held.pence.into(),
            }],
        };
        Claiming {
            held,
            bids,
            shared,
            takes: verdicts.takes,
            gone_to: BTreeMap::new(),
            decided,
        }
    }

    pub(super) fn hearing<'h>(&'h self, facts: &'h Complete) -> Hearing<'h> {
        Hearing {
            book: self.book,
            on: self.on,
            facts,
            records: BTreeMap::new(),
            reached: &self.reached,
        }
    }

    fn apply(
        &self,
        cap: &Tree,
        rule: &Tree,
        (all, places): (&mut [Claiming<'d>], &[usize]),
        streams: &[&str],
    ) {
        let tier = cap["per"].get("nearest").and_then(Tree::as_str);
        let per = tree::text_of(cap, "per").unwrap_or("nearest");
        let mut pots: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in places.iter().filter(|at| self.is_counted(cap, &all[**at])) {
            let (body, stream) = all[*at].held.line;
            let pot = match per {
                "line" => format!("{body}/{stream}"),
                "body" => body.clone(),
                "accountable" => answering(body).to_owned(),
                "nearest" => match nearest(body, tier.unwrap_or_default()) {
                    Some(above) => above.to_owned(),
                    None => continue,
                },
                _ => stream.clone(),
            };
            pots.entry(pot).or_default().push(*at);
        }
        for its in pots.into_values() {
            let counted = |at: &usize| -> i128 {
                let bids = all[*at].bids.iter().filter(|bid| counts(cap, bid));
                bids.map(|bid| bid.size).sum()
            };
            let claims: Vec<i128> = its.iter().map(counted).collect();
            let amount = self.amount(cap, per, all[its[0]].held.line, streams);
            let turns = self.turns(cap, its.iter().map(|at| &all[*at].held));
            let claimed: Vec<(Turn, i128)> = turns.into_iter().zip(claims.clone()).collect();
            let shares = shared_out(amount, &claimed);
            self.reach(cap, per, (&claims, &shares));
            for ((at, claim), share) in its.iter().zip(claims).zip(shares) {
                let excess = excess_of(cap, rule, self.on);
                cut(&mut all[*at], cap, (claim - share, excess));
            }
        }
    }

    fn is_counted(&self, cap: &Tree, one: &Claiming<'_>) -> bool {
        let Some(when) = cap.get("when") else {
            return true;
        };
        let facts = facts_of(self.estate, &one.held);
        let counted = self.hearing(&facts).holds(when);
        let claims = one.bids.iter().any(|bid| bid.size > 0 && counts(cap, bid));
        if claims {
            let what = if counted { WHEN[0] } else { WHEN[1] };
            self.reached(what);
        }
        counted
    }

    /// What a cap comes to for the pot of a line.
    fn amount(&self, cap: &Tree, per: &str, line: &(String, String), streams: &[&str]) -> i128 {
        let one = [line.1.as_str()];
        let streams = match per {
            "line" | "stream" => &one[..],
            _ => streams,
        };
        let scopes: &[&str] = match per {
            "line" => &["line", "body", "accountable", "stream"],
            "body" => &["body", "accountable"],
            "accountable" => &["accountable"],
            "nearest" => &[],
            _ => &["stream"],
        };
        let mut facts = Complete {
            facts: sums_of(self.estate, line, scopes, streams),
            ..Complete::default()
        };
        let (first, last) = days();
        facts.facts.extend([
            (FactName::YearItself, Value::Year(Estate::year())),
            (FactName::YearFirstDay, Value::Date(first)),
            (FactName::YearLastDay, Value::Date(last)),
        ]);
        let body = match per {
            "accountable" => answering(&line.0),
            "nearest" => nearest(&line.0, cap["per"]["nearest"].as_str().unwrap_or_default())
                .expect("each of a pot has its tier"),
            _ => &line.0,
        };
        facts.own = own_of(self.estate, (body, &line.1), Some(Estate::year()));
        self.hearing(&facts).number(&cap["amount"], FactType::Money)
    }

    /// Whose turn it is first; those without a turn of their own come last.
    fn turns<'h>(&self, cap: &Tree, items: impl Iterator<Item = &'h Held<'d>>) -> Vec<Turn>
    where
        'd: 'h,
    {
        let items: Vec<&Held<'d>> = items.collect();
        if let Some(of) = cap["share"].get("priority") {
            let facts = items.iter().map(|held| facts_of(self.estate, held));
            return self.turns_by(of, &Vec::from_iter(facts));
        }
        let first_come = cap["share"].as_str() == Some("first_come");
        let turn = |held: &Held<'d>| match (first_come, held.came) {
            (false, _) => (0, None),
            (true, None) => (1, None),
            (true, came) => (0, came),
        };
        items.into_iter().map(turn).collect()
    }

    pub(super) fn reached(&self, what: &str) {
        *self
            .reached
            .borrow_mut()
            .entry(what.to_owned())
            .or_default() += 1;
    }

    fn reach(&self, cap: &Tree, per: &str, (claims, shares): (&[i128], &[i128])) {
        let share = match &cap["share"] {
            Tree::String(word) => word.as_str(),
            _ => "priority",
        };
        let claimed: i128 = claims.iter().sum();
        let what = match claimed {
            0 => "nothing claimed".to_owned(),
            _ if claims == shares => format!("{per} {share} leaves all"),
            _ if shares.iter().all(|it| *it == 0) => format!("{per} {share} leaves nothing"),
            _ => format!("{per} {share} leaves less"),
        };
        self.reached(&what);
        if cap.get("outcomes").is_some() && claims != shares {
            let counted = is_counted(cap, Outcome::RollOver);
            self.reached(COUNTS[usize::from(counted)]);
        }
    }
}

/// The label of what an undecided item may claim: every cap counts it.
const ANY: &str = "";

fn counts(cap: &Tree, bid: &Bid) -> bool {
    let labels = tree::list_of(cap, "counts");
    let named = || labels.iter().any(|it| it.as_str() == Some(&bid.label));
    let of_clause = labels.is_empty() || named();
    bid.label == ANY || (of_clause && is_counted(cap, bid.outcome))
}

fn is_counted(cap: &Tree, outcome: Outcome) -> bool {
    match cap.get("outcomes").and_then(Tree::as_array) {
        None => outcome == Outcome::RollOver,
        Some(words) => words.iter().any(|it| it.as_str() == Some(outcome.name())),
    }
}

/// What is above comes off the lowest clause first, and becomes something else: of the same clause
/// still, below what is left of it.
fn cut(one: &mut Claiming<'_>, cap: &Tree, (above, excess): (i128, Outcome)) {
    let mut left = above;
    let mut lowest_first = Vec::new();
    for mut bid in std::mem::take(&mut one.bids).into_iter().rev() {
        let less = if counts(cap, &bid) {
            left.min(bid.size)
        } else {
            0
        };
        if less > 0 {
            left -= less;
            bid.size -= less;
            if one.decided {
                let pence = i64::try_from(less).expect("no more than an item");
                *one.shared.entry(bid.outcome).or_default() -= pence;
                *one.shared.entry(excess).or_default() += pence;
            }
            lowest_first.push(Bid {
                outcome: excess,
                size: less,
                ..bid.clone()
            });
        }
        lowest_first.push(bid);
    }
    one.bids = lowest_first.into_iter().rev().collect();
    one.shared.retain(|_, sum| *sum != 0);
}

fn excess_of(cap: &Tree, rule: &Tree, on: NaiveDate) -> Outcome {
    let base = in_force(tree::list_of(rule, "value").iter(), on);
    let base = base.and_then(|it| tree::text_of(it, "outcome"));
    let word = tree::text_of(cap, "excess").or(base).unwrap_or("lapse");
    let found = Outcome::ALL.into_iter().find(|it| it.name() == word);
    found.unwrap_or(Outcome::Lapse)
}
