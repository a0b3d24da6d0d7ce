//! Reading the caps of a rule.

use chrono::NaiveDate;

use super::cap::{Cap, Pot, Sharing};
use super::declared::{Declared, DeclaredOf};
use super::effect::Effect;
use super::expression::{Expression, Reads};
use super::fault::{FaultCode, FaultList, NOTHING, Place};
use super::node::NodeKind;
use super::read_clause::{read_cite, read_from, read_until};
use super::read_condition::Reader;
use super::read_rule::{Clauses, OutlineLabel};
use super::read_value::Wanted;
use super::rule::Clause;
use super::section::{Item, Section};
use super::sheet::Sheet;
use super::{FactName, FactType, Group, Outcome};
use crate::word::one_of;

pub(super) const CAP_KEYS: [&str; 10] = [
    "label",
    "in_force_from",
    "in_force_until",
    "per",
    "when",
    "counts",
    "amount",
    "share",
    "excess",
    "cite",
];

pub(super) const POTS: [(&str, Pot); 4] = [
    ("line", Pot::Line),
    ("body", Pot::Body),
    ("accountable", Pot::Accountable),
    ("stream", Pot::Stream),
];

/// What becomes of a balance that is not kept.
pub(super) const EXCESS: [(&str, Outcome); 3] = [
    ("lapse", Outcome::Lapse),
    ("revert", Outcome::Revert),
    ("re_provide", Outcome::ReProvide),
];

/// What is known of a cap even where parts of it do not load.
struct OutlineCap {
    label: Option<String>,
    from: Option<NaiveDate>,
    /// The labels that it counts, each with its place.
    counts: Vec<(String, Place)>,
    says_excess: bool,
    place: Place,
    /// Nothing where it did not load.
    cap: Option<Cap>,
}

impl Reader<'_> {
    /// Reads the `[[rule.cap]]` of a rule.
    pub(super) fn caps(
        &mut self,
        rule: &Section<'_>,
        clauses: &Clauses<'_, Effect>,
        faults: &mut FaultList,
    ) -> Option<Vec<Cap>> {
        let items = rule.find_list("cap", faults);
        let caps = items.iter().map(|item| read_cap(item, self, faults));
        let caps: Vec<Option<OutlineCap>> = caps.collect();
        let known: Vec<&OutlineCap> = caps.iter().flatten().collect();
        check_caps(&known, &kept(clauses), faults);
        caps.into_iter().map(|cap| cap?.cap).collect()
    }
}

fn read_cap(
    item: &Item<'_>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<OutlineCap> {
    let section = item.section(faults)?;
    section.allow_only(&CAP_KEYS, faults);
    let label = section.need_id("label", faults).map(str::to_owned);
    let from = read_from(&section, faults);
    let until = read_until(&section, from, faults);
    let per = section
        .need("per", "line, body, accountable or stream", faults)
        .and_then(|item| item.word(&POTS, faults));
    let when = match section.find("when") {
        None => Some(None),
        Some(item) => reader.condition(&item, faults).map(Some),
    };
    let counts = read_counts(&section, faults);
    let amount = section
        .need("amount", "a value in pounds, of facts of the pot", faults)
        .and_then(|item| {
            let amount = reader.value(&item, Wanted::of(FactType::Money), faults)?;
            check_amount(&amount, per?, reader.declared, &item, faults);
            Some(amount)
        });
    let share = section
        .need("share", "pro_rata, first_come or { priority = … }", faults)
        .and_then(|item| read_share(&item, reader, faults));
    let excess = match section.find("excess") {
        None => Some(None),
        Some(item) => item.word(&EXCESS, faults).map(Some),
    };
    let cite = read_cite(&section, faults);
    let whole = || {
        Some(Cap {
            label: label.clone()?,
            in_force_from: from?,
            in_force_until: until?,
            per: per?,
            when: when?,
            counts: counts.iter().map(|(label, _)| label.clone()).collect(),
            amount: amount?,
            share: share?,
            excess: excess?,
            cite: cite?,
        })
    };
    let cap = whole();
    Some(OutlineCap {
        label,
        from,
        counts,
        says_excess: section.has("excess"),
        place: section.place().clone(),
        cap,
    })
}

fn read_counts(section: &Section<'_>, faults: &mut FaultList) -> Vec<(String, Place)> {
    let Some(item) = section.find("counts") else {
        return Vec::new();
    };
    let labels = item.list(faults).unwrap_or_default();
    let empty = matches!(&item.node.kind, NodeKind::List(nodes) if nodes.is_empty());
    if empty {
        let expected = "labels, or no counts: then it counts every clause";
        let place = &item.place;
        faults.add(place.fault(FaultCode::WrongType, "an empty list", expected));
    }
    let label = |item: &Item<'_>| {
        let label = item.id(faults)?;
        Some((label.to_owned(), item.place.clone()))
    };
    labels.iter().filter_map(label).collect()
}

fn read_share(item: &Item<'_>, reader: &mut Reader<'_>, faults: &mut FaultList) -> Option<Sharing> {
    if !matches!(item.node.kind, NodeKind::Table(_)) {
        let words = [("pro_rata", ()), ("first_come", ())];
        item.word(&words, faults)?;
        let first_come = matches!(&item.node.kind, NodeKind::Text(text) if text == "first_come");
        return Some(if first_come {
            Sharing::FirstCome
        } else {
            Sharing::ProRata
        });
    }
    read_priority(item, reader, faults)
}

/// Reads `{ priority = V }`.
pub(super) fn read_priority(
    item: &Item<'_>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Sharing> {
    let section = item.section(faults)?;
    section.allow_only(&["priority"], faults);
    let value = section.need(
        "priority",
        "a whole number, a sum or a day of the item",
        faults,
    )?;
    let wanted = reader
        .kind_of(&value)
        .unwrap_or(Wanted::of(FactType::Whole));
    if !matches!(
        wanted.kind,
        FactType::Whole | FactType::Money | FactType::Date
    ) {
        return value.wrong("a whole number, a sum or a day of the item", faults);
    }
    reader.value(&value, wanted, faults).map(Sharing::Priority)
}

/// What a cap is reckoned from is the same for all items of its pot.
fn check_amount(
    amount: &Expression,
    per: Pot,
    declared: &[Declared],
    item: &Item<'_>,
    faults: &mut FaultList,
) {
    let mut reads = Reads::default();
    amount.note_reads(&mut reads);
    let of_pot = reads.facts.iter().filter(|name| is_of(per, **name));
    let of_pot: Vec<FactName> = of_pot.copied().collect();
    let mut strays: Vec<String> = Vec::new();
    let facts = reads.facts.iter().filter(|name| !of_pot.contains(name));
    strays.extend(facts.map(|name| name.name().to_owned()));
    let groups = reads.groups.iter();
    let groups = groups.filter(|group| per != Pot::Line || !is_of_line(**group));
    strays.extend(groups.map(|group| group.name().to_owned()));
    let own = declared
        .iter()
        .filter(|it| reads.own.contains(it.name().as_str()));
    let own = own.filter(|it| !is_own_of(per, it.of));
    strays.extend(own.map(Declared::name));
    strays.dedup();
    let allowed: Vec<&str> = super::vocabulary()
        .iter()
        .filter(|entry| entry.kind == FactType::Money && is_of(per, entry.fact))
        .map(super::FactEntry::name)
        .collect();
    for stray in strays {
        let expected = match per {
            Pot::Line => "what all items of one line share, a parameter, or a fact of the year",
            Pot::Body => {
                "facts of the body, of its accountable body or of the year, or a parameter"
            }
            Pot::Accountable => "facts of the accountable body or of the year, or a parameter",
            Pot::Stream => "facts of the stream or of the year, or a parameter",
        };
        let fault = item.place.fault(FaultCode::UnknownFact, &*stray, expected);
        let sum = stray.rsplit('.').next().unwrap_or_default();
        let of_pot = format!("{per}.{sum}");
        let near = if allowed.contains(&of_pot.as_str()) {
            &of_pot
        } else {
            &stray
        };
        faults.add(fault.with_nearest(near, allowed.iter().copied()));
    }
}

/// Whether a fact is the same for all items of a pot.
pub(super) fn is_of(per: Pot, fact: FactName) -> bool {
    let shared = match fact.sheet() {
        Sheet::Line(_) => per == Pot::Line,
        Sheet::Record(group, _) => per == Pot::Line && is_of_line(group),
        Sheet::Item => false,
    };
    let mut sums = per.scopes().iter().flat_map(|scope| scope.facts());
    shared || per.names().contains(&fact) || sums.any(|sum| sum == fact)
}

/// Whether the records of a group are the same for all items of a line.
fn is_of_line(group: Group) -> bool {
    matches!(group, Group::Notice | Group::Given | Group::Member)
}

fn is_own_of(per: Pot, of: DeclaredOf) -> bool {
    match per {
        Pot::Line => matches!(of, DeclaredOf::Line | DeclaredOf::Body),
        Pot::Body | Pot::Accountable => of == DeclaredOf::Body,
        Pot::Stream => false,
    }
}

/// A clause of the rule, as far as caps need it.
struct Kept<'l> {
    label: &'l str,
    /// Whether it rolls something over.
    keeps: bool,
    /// Whether what it takes is gone on each of its days.
    lets_go: bool,
}

/// The clauses by their labels, and what of them matters to caps. Of what did not load nothing is
/// said.
fn kept<'l>(of: &Clauses<'l, Effect>) -> Vec<Kept<'l>> {
    let of_label = |label: &str| -> Vec<Option<&Clause>> {
        if label == "base" {
            return of.base.iter().map(Option::as_ref).collect();
        }
        let its = of.exceptions.iter().filter_map(|one| match one {
            Some(one) => (one.label == label).then_some(Some(&one.clause)),
            None => Some(None),
        });
        its.collect()
    };
    let kept = |label: &'l OutlineLabel| {
        let clauses = of_label(&label.label);
        let keeps = |clause: &Option<&Clause>| {
            clause.is_none_or(|clause| clause.effect.is(Outcome::RollOver))
        };
        let lets_go = |clause: &Option<&Clause>| {
            let outcome = clause.map(|clause| clause.effect.outcome());
            outcome.is_none_or(|it| it.is_some_and(|it| it != Outcome::RollOver))
        };
        Kept {
            label: &label.label,
            keeps: clauses.iter().any(keeps),
            lets_go: clauses.iter().all(lets_go),
        }
    };
    of.labels.iter().map(kept).collect()
}

/// What can only be seen of all caps of a rule together: their names and days, what they count,
/// and what becomes of what is above them.
fn check_caps(caps: &[&OutlineCap], clauses: &[Kept<'_>], faults: &mut FaultList) {
    for (place, cap) in caps.iter().enumerate() {
        let Some(label) = cap.label.as_deref() else {
            continue;
        };
        if clauses.iter().any(|clause| clause.label == label) {
            let found = format!("a cap {label}, beside a clause of that label");
            let expected = "another label: no clause of the rule has it";
            faults.add(cap.place.fault(FaultCode::Duplicate, found, expected));
        }
        let same = |other: &&OutlineCap| other.label == cap.label && other.from == cap.from;
        if let Some(from) = cap.from.filter(|_| caps[..place].iter().any(same)) {
            let found = format!("a second cap {label} from {from}");
            let expected = "one cap of a label from one day";
            faults.add(cap.place.fault(FaultCode::Overlap, found, expected));
        }
    }
    let keeping = || clauses.iter().filter(|it| it.keeps).map(|it| it.label);
    for (label, place) in caps.iter().flat_map(|cap| &cap.counts) {
        if keeping().any(|known| known == label) {
            continue;
        }
        let known = clauses.iter().any(|clause| clause.label == *label);
        let found = match known {
            true => format!("{label:?}, which rolls nothing over"),
            false => format!("{label:?}"),
        };
        let mut labels: Vec<&str> = keeping().collect();
        labels.dedup();
        let expected = match labels.is_empty() {
            true => "a clause that rolls over: the rule has none".to_owned(),
            false => format!("a clause that rolls over: {}", one_of(&labels)),
        };
        let fault = place.fault(FaultCode::UnknownName, found, expected);
        faults.add(fault.with_nearest(label, labels));
    }
    let stays = clauses.iter().any(|it| it.label == "base" && !it.lets_go);
    for cap in caps.iter().filter(|cap| stays && !cap.says_excess) {
        let mut place = cap.place.clone();
        place.key.push_str(".excess");
        let expected = "lapse, revert or re_provide: the base case does not let it go";
        faults.add(place.fault(FaultCode::MissingKey, NOTHING, expected));
    }
}
