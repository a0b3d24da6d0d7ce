//! What becomes of an item where every fact is known.

use std::sync::Arc;

use chrono::NaiveDate;
use ringfence::law::{Destination, Disposal, DisposalPart, FactName, FactType, NamedLine};
use ringfence::law::{Outcome, Release, Use, Value};
use ringfence::noun::Recurrence;
use ringfence::word::{Id, Money, Weights};

use super::standing::{Standing, in_force, rule_for, standing};
use super::value::{Hearing, Worth};
use crate::tree::{self, Tree};

/// How what is asked begins where a line that a rule names has no name; how it is written follows.
pub(super) const NO_LINE: &str = "a line without a name";

/// An item: how much without its sign, and what it can come to.
struct Whole {
    size: i128,
    negative: bool,
    deficit: bool,
    promised: bool,
}

impl Whole {
    fn suits(&self, clause: &Tree) -> bool {
        let outcome = tree::text_of(clause, "outcome").unwrap_or_default();
        if outcome == "needs_evidence" {
            return true;
        }
        let of_deficits = matches!(outcome, "first_call" | "absorb");
        of_deficits == self.deficit && !(self.promised && names_a_line(clause))
    }

    fn signed(&self, size: i128) -> Money {
        let pence = if self.negative { -size } else { size };
        let pence = i64::try_from(pence).expect("no more than the item");
        Money::from_pence(pence).expect("no more than the item")
    }
}

fn names_a_line(clause: &Tree) -> bool {
    match clause.get("to") {
        Some(Tree::Array(all)) => all.iter().any(|it| it["to"].is_table()),
        Some(to) => to.is_table(),
        None => false,
    }
}

/// The answer, and which labels apply.
pub(super) struct Verdicts {
    pub(super) disposal: Disposal,
    /// The same, whichever lines a rule names.
    pub(super) wherever: Disposal,
    pub(super) applying: Vec<String>,
    /// What each clause rolls over or re-provides, from the uppermost down.
    pub(super) bids: Vec<Bid>,
    /// What each clause takes, and what comes of it, from the uppermost down.
    pub(super) takes: Vec<(Outcome, i128)>,
}

/// What one clause rolls over or re-provides of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bid {
    pub(super) label: String,
    pub(super) outcome: Outcome,
    pub(super) size: i128,
}

impl<'t> Hearing<'t> {
    pub(super) fn decide(&self) -> Verdicts {
        let stream = match self.fact(FactName::StreamId) {
            Some(Value::Text(id)) => Some(&**id),
            _ => None,
        };
        let rule = rule_for(self.book, stream);
        let item = self.item();
        let standing = rule.map_or(Vec::new(), |rule| standing(rule, self.on));
        let applies = |one: &&Standing<'t>| {
            let when = one.clause.get("when");
            when.is_some_and(|when| self.holds(when)) && item.suits(one.clause)
        };
        let applying: Vec<&Standing<'t>> = standing.iter().filter(applies).collect();
        let labels = applying.iter().map(|one| one.label.to_owned());
        let base = rule.and_then(|rule| in_force(tree::list_of(rule, "value").iter(), self.on));
        let base = base.filter(|clause| item.suits(clause));
        let applying_labels = labels.collect();
        let (disposal, wherever, bids, takes) = self.between(&applying, base, &item);
        Verdicts {
            applying: applying_labels,
            disposal,
            wherever,
            bids,
            takes,
        }
    }

    fn item(&self) -> Whole {
        let amount = match self.fact(FactName::ItemAmount) {
            Some(Value::Money(sum)) => i128::from(sum.pence()),
            _ => 0,
        };
        let kind = match self.fact(FactName::ItemKind) {
            Some(Value::Text(kind)) => kind.to_string(),
            _ => String::new(),
        };
        Whole {
            size: amount.abs(),
            negative: amount < 0,
            deficit: amount < 0 || kind == "deficit",
            promised: kind == "commitment" || kind == "hold",
        }
    }

    /// Of what applies, what no other that applies stands over decides; several must agree.
    fn between(&self, applying: &[&Standing<'t>], base: Option<&'t Tree>, item: &Whole) -> Taken {
        let covered = |label: &str| applying.iter().any(|one| one.over.contains(&label));
        let tops = applying.iter().filter(|one| !covered(one.label));
        let tops: Vec<&Standing<'t>> = tops.copied().collect();
        let mut ways = tops.iter().map(|top| {
            let below = top.over.iter();
            let below = below.filter_map(|label| applying.iter().find(|one| one.label == *label));
            let chain: Vec<&'t Tree> = std::iter::once(top)
                .chain(below)
                .map(|one| one.clause)
                .collect();
            self.taken(&chain, base, item)
        });
        let Some(first) = ways.next() else {
            return self.taken(&[], base, item).all();
        };
        let answer = in_any_order(&first.disposal());
        if ways.all(|other| in_any_order(&other.disposal()) == answer) {
            return first.all();
        }
        let conflict = Disposal::Conflict {
            labels: tops.iter().map(|one| one.label.to_owned()).collect(),
        };
        (conflict.clone(), conflict, Vec::new(), Vec::new())
    }

    /// Each takes its amount of what is left, and the base case all the rest.
    fn taken(&self, chain: &[&'t Tree], base: Option<&'t Tree>, item: &Whole) -> Found {
        let mut found = Found::default();
        let mut left = item.size;
        let mut nothing_yet = true;
        for clause in chain {
            let amount = clause.get("amount");
            let wanted = amount.map_or(0, |it| self.number(it, FactType::Money));
            let takes = wanted.clamp(0, left);
            left -= takes;
            if takes > 0 || (item.size == 0 && nothing_yet) {
                self.take(Some(clause), takes, item, &mut found);
            }
            nothing_yet = false;
        }
        if left > 0 || (item.size == 0 && nothing_yet) {
            self.take(base, left, item, &mut found);
        }
        found
    }

    fn take(&self, clause: Option<&'t Tree>, size: i128, item: &Whole, found: &mut Found) {
        let unset = if item.deficit {
            Outcome::Absorb
        } else {
            Outcome::Lapse
        };
        let plain = DisposalPart {
            outcome: unset,
            amount: item.signed(size),
            to: None,
            available_from: None,
            release: Release::Undrawn,
            usage: Use::Any,
        };
        let Some(clause) = clause else {
            found.takes.push((unset, size));
            return found.add(plain);
        };
        let word = tree::text_of(clause, "outcome").unwrap_or_default();
        let Some(outcome) = Outcome::ALL.into_iter().find(|it| it.name() == word) else {
            found
                .asked
                .extend(tree::text_of(clause, "asks").map(str::to_owned));
            return;
        };
        found.takes.push((outcome, size));
        if matches!(outcome, Outcome::RollOver | Outcome::ReProvide) {
            found.brings(clause, (outcome, size));
        }
        if outcome != Outcome::RollOver {
            return found.add(DisposalPart { outcome, ..plain });
        }
        let next = match self.fact(FactName::YearLastDay) {
            Some(Value::Date(day)) => day.succ_opt(),
            _ => None,
        };
        let release = match tree::text_of(clause, "release") {
            Some("whole") => Release::Whole,
            _ => Release::Undrawn,
        };
        let stated: Option<NaiveDate> = tree::day_of(clause, "available_from");
        let several = clause.get("to").is_some_and(Tree::is_array);
        for (to, size) in receivers(clause, size) {
            self.reach(match to.is_table() {
                true => "to a line named",
                false if several => "to several",
                false => "to one",
            });
            let to = self.destination(to, found);
            found.add(DisposalPart {
                outcome,
                amount: item.signed(size),
                to: Some(to),
                available_from: stated.or(next),
                release,
                usage: usage_of(clause),
            });
        }
    }

    fn destination(&self, to: &'t Tree, found: &mut Found) -> Destination {
        match to.as_str() {
            Some("same_line") => return Destination::SameLine,
            Some(_) => return Destination::Project,
            None => {}
        }
        let body = to.get("body").and_then(|it| self.id(it, found));
        let stream = to.get("stream").and_then(|it| self.id(it, found));
        let recurrence = match tree::text_of(to, "recurrence") {
            Some("recurrent") => Some(Recurrence::Recurrent),
            Some(_) => Some(Recurrence::NonRecurrent),
            None => None,
        };
        Destination::Line(Arc::new(NamedLine {
            body,
            stream,
            recurrence,
        }))
    }

    fn id<Of>(&self, of: &'t Tree, found: &mut Found) -> Option<Id<Of>> {
        let id = match self.worth(of, FactType::Text) {
            Some(Worth::Text(text)) => text.parse().ok(),
            _ => None,
        };
        if id.is_none() {
            found.asked.push(format!("{NO_LINE}: {of}"));
        }
        id
    }
}

/// Who receives how much: by weight, the odd pence to the largest remainders.
fn receivers(clause: &Tree, size: i128) -> Vec<(&Tree, i128)> {
    let Some(all) = clause.get("to").and_then(Tree::as_array) else {
        return clause.get("to").map(|to| (to, size)).into_iter().collect();
    };
    let weight = |it: &Tree| it.get("weight").and_then(Tree::as_integer).unwrap_or(0);
    let weights: Vec<u64> = all.iter().map(|it| weight(it).unsigned_abs()).collect();
    let weights = Weights::new(&weights).expect("weights above nought");
    let pence = i64::try_from(size).expect("no more than an item");
    let parts = Money::from_pence(pence)
        .expect("no more than an item")
        .split(&weights);
    let each = all.iter().zip(parts);
    let each = each.map(|(it, part)| (&it["to"], i128::from(part.pence())));
    each.filter(|(_, part)| *part > 0 || size == 0).collect()
}

#[derive(Default)]
struct Found {
    parts: Vec<DisposalPart>,
    asked: Vec<String>,
    bids: Vec<Bid>,
    takes: Vec<(Outcome, i128)>,
}

/// What it comes to, the same whichever lines a rule names, what rolls over and what is taken.
type Taken = (Disposal, Disposal, Vec<Bid>, Vec<(Outcome, i128)>);

impl Found {
    fn all(&self) -> Taken {
        let mut wherever = self.disposal();
        let asked = self.asked.iter().filter(|it| !it.starts_with(NO_LINE));
        if asked.count() == 0 {
            let mut parts = self.parts.clone();
            for part in &mut parts {
                if let Some(Destination::Line(_)) = part.to {
                    part.to = None;
                }
            }
            wherever = Disposal::Decided { parts };
        }
        let (bids, takes) = (self.bids.clone(), self.takes.clone());
        (self.disposal(), wherever, bids, takes)
    }

    fn disposal(&self) -> Disposal {
        if self.asked.is_empty() {
            let parts = self.parts.clone();
            return Disposal::Decided { parts };
        }
        let mut missing = self.asked.clone();
        missing.sort();
        missing.dedup();
        Disposal::NeedsEvidence { missing }
    }

    /// A clause brings so much to an outcome.
    fn brings(&mut self, clause: &Tree, (outcome, size): (Outcome, i128)) {
        let label = tree::text_of(clause, "label").unwrap_or("base").to_owned();
        self.bids.push(Bid {
            label,
            outcome,
            size,
        });
    }

    /// What comes to the same end is one part.
    fn add(&mut self, part: DisposalPart) {
        for known in &mut self.parts {
            let same = DisposalPart {
                amount: known.amount,
                ..part.clone()
            };
            if *known == same {
                let sum = known.amount.checked_add(part.amount);
                known.amount = sum.expect("no more than the item");
                return;
            }
        }
        self.parts.push(part);
    }
}

/// What may be asked of what a clause rolls over.
fn usage_of(clause: &Tree) -> Use {
    match tree::text_of(clause, "use") {
        Some("old_obligations") => Use::OldObligations,
        _ => Use::Any,
    }
}

/// Parts come to the same in whatever order they are told.
fn in_any_order(disposal: &Disposal) -> Disposal {
    let mut disposal = disposal.clone();
    if let Disposal::Decided { parts } = &mut disposal {
        parts.sort_by_key(|part| format!("{part:?}"));
    }
    disposal
}
