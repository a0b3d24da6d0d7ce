//! Reading the caps of a rule.

use chrono::NaiveDate;

use super::cap::{Cap, Pot, Sharing};
use super::check_cap::{check_caps, kept};
use super::declared::{Declared, DeclaredOf};
use super::effect::Effect;
use super::expression::{Expression, Reads};
use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_clause::{read_cite, read_from, read_until};
use super::read_condition::Reader;
use super::read_rule::Clauses;
use super::read_value::Wanted;
use super::section::{Item, Section};
use super::sheet::Sheet;
use super::{FactName, FactType, Outcome};
use crate::noun::{BodyKind, Wording};
use crate::word::one_of;

pub(super) const CAP_KEYS: [&str; 11] = [
    "label",
    "in_force_from",
    "in_force_until",
    "per",
    "when",
    "outcomes",
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

pub(super) const PER_KEYS: [&str; 1] = ["nearest"];

/// What a cap may count.
pub(super) const COUNTED: [(&str, Outcome); 2] = [
    ("roll_over", Outcome::RollOver),
    ("re_provide", Outcome::ReProvide),
];

/// What becomes of a balance that is not kept.
pub(super) const EXCESS: [(&str, Outcome); 3] = [
    ("lapse", Outcome::Lapse),
    ("revert", Outcome::Revert),
    ("re_provide", Outcome::ReProvide),
];

/// What is known of a cap even where parts of it do not load.
pub(super) struct OutlineCap {
    pub(super) label: Option<String>,
    pub(super) from: Option<NaiveDate>,
    /// Nothing where they did not load.
    pub(super) outcomes: Option<Vec<Outcome>>,
    /// The labels that it counts, each with its place.
    pub(super) counts: Vec<(String, Place)>,
    pub(super) says_excess: bool,
    pub(super) place: Place,
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
        .need("per", PER, faults)
        .and_then(|item| read_per(&item, faults));
    let when = match section.find("when") {
        None => Some(None),
        Some(item) => reader.condition(&item, faults).map(Some),
    };
    let outcomes = read_outcomes(&section, faults);
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
    let excess = read_excess(&section, outcomes.as_deref(), faults);
    let cite = read_cite(&section, faults);
    let whole = || {
        Some(Cap {
            label: label.clone()?,
            in_force_from: from?,
            in_force_until: until?,
            per: per?,
            when: when?,
            outcomes: outcomes.clone()?,
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
        outcomes,
        counts,
        says_excess: section.has("excess"),
        place: section.place().clone(),
        cap,
    })
}

const PER: &str = "line, body, accountable, stream or { nearest = a kind of body }";

fn read_per(item: &Item<'_>, faults: &mut FaultList) -> Option<Pot> {
    match &item.node.kind {
        NodeKind::Table(_) => {
            let section = item.section(faults)?;
            section.allow_only(&PER_KEYS, faults);
            let kinds: Vec<&str> = BodyKind::WORDS.iter().map(|(word, _)| *word).collect();
            let kind = section.need("nearest", &one_of(&kinds), faults)?;
            kind.word(BodyKind::WORDS, faults).map(Pot::Nearest)
        }
        NodeKind::Text(word) if BodyKind::from_word(word).is_some() => {
            let expected = format!("{{ nearest = {word:?} }}: the nearest body of this kind");
            item.wrong(&expected, faults)
        }
        _ => item.word_such_as(&POTS, PER, faults),
    }
}

/// The words for what becomes of what is above a cap that counts these.
pub(super) fn lets_go(counted: &[Outcome]) -> Vec<(&'static str, Outcome)> {
    let words = EXCESS.into_iter();
    words
        .filter(|(_, outcome)| !counted.contains(outcome))
        .collect()
}

fn read_excess(
    section: &Section<'_>,
    counted: Option<&[Outcome]>,
    faults: &mut FaultList,
) -> Option<Option<Outcome>> {
    let Some(item) = section.find("excess") else {
        return Some(None);
    };
    let words = lets_go(counted.unwrap_or_default());
    item.word(&words, faults).map(Some)
}

fn read_outcomes(section: &Section<'_>, faults: &mut FaultList) -> Option<Vec<Outcome>> {
    let Some(item) = section.find("outcomes") else {
        return Some(vec![Outcome::RollOver]);
    };
    let expected = "a list of what it counts: roll_over, re_provide or both";
    if matches!(&item.node.kind, NodeKind::List(nodes) if nodes.is_empty()) {
        let place = &item.place;
        faults.add(place.fault(FaultCode::WrongType, "an empty list", expected));
        return None;
    }
    let words = item.list(faults)?;
    let words: Vec<Option<Outcome>> = words
        .iter()
        .map(|word| word.word(&COUNTED, faults))
        .collect();
    let mut outcomes: Vec<Outcome> = words.into_iter().collect::<Option<_>>()?;
    outcomes.sort();
    outcomes.dedup();
    Some(outcomes)
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
        let words = [
            ("pro_rata", Sharing::ProRata),
            ("first_come", Sharing::FirstCome),
        ];
        return item.word_such_as(&words, "pro_rata, first_come or { priority = … }", faults);
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
    let groups = groups.filter(|group| per != Pot::Line || !group.is_of_line());
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
            Pot::Nearest(_) => {
                "facts of the year, a fact of your own of the body of that kind, or a parameter"
            }
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
        Sheet::Record(group, _) => per == Pot::Line && group.is_of_line(),
        Sheet::Item => false,
    };
    let mut sums = per.scopes().iter().flat_map(|scope| scope.facts());
    shared || per.names().contains(&fact) || sums.any(|sum| sum == fact)
}

fn is_own_of(per: Pot, of: DeclaredOf) -> bool {
    match per {
        Pot::Line => matches!(of, DeclaredOf::Line | DeclaredOf::Body),
        Pot::Body | Pot::Accountable | Pot::Nearest(_) => of == DeclaredOf::Body,
        Pot::Stream => false,
    }
}
