//! A book on one day: which clauses are in force, found once for all items.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::cap::{self, Sharing};
use super::claim::CapSeat;
use super::cover::{self, Cover};
use super::declared::Declared;
use super::effect::Effect;
use super::expression::Reads;
use super::parameter::Parameter;
use super::rule::{Answering, Clause, Exception, Rule, Streams};
use super::{FactSet, Group, RuleBook};

/// A book as it stands on a day.
#[derive(Debug)]
pub(crate) struct Sitting<'b> {
    pub(super) parameters: &'b [Parameter],
    pub(super) on: NaiveDate,
    seats: Vec<Seat<'b>>,
    /// The seat of each stream that a rule names.
    by_stream: BTreeMap<&'b str, usize>,
    /// The seat of the rule for any stream; the last one is for what no rule covers.
    others: usize,
}

/// One rule on a day.
#[derive(Debug)]
pub(crate) struct Seat<'b, E = Effect> {
    pub(super) rule: Option<&'b Rule<E>>,
    pub(super) base: Option<&'b Clause<E>>,
    /// The exceptions in force, in the order of the file.
    pub(super) exceptions: Vec<&'b Exception<E>>,
    /// The exceptions in force that each of them stands over, from the nearest down.
    pub(super) over: Vec<Vec<usize>>,
    /// The facts that the clauses in force read.
    pub(crate) wants: FactSet,
    /// Those of the book's own.
    pub(crate) own: Vec<&'b Declared>,
    /// The caps in force, in the order in which they are applied.
    pub(crate) caps: Vec<CapSeat<'b>>,
    /// The covers in force, in the order in which they are applied.
    pub(crate) covers: Vec<&'b Cover>,
    /// The groups whose records are looked at.
    pub(crate) groups: BTreeSet<Group>,
}

impl RuleBook {
    /// The book as it stands on a day.
    pub(crate) fn sitting(&self, on: NaiveDate) -> Sitting<'_> {
        let rules = self.rules();
        let mut seats: Vec<Seat<'_>> = rules
            .iter()
            .map(|rule| Seat::of(rule, self.own(), on))
            .collect();
        let mut by_stream = BTreeMap::new();
        let mut others = None;
        for (place, rule) in rules.iter().enumerate() {
            match &rule.streams {
                Streams::Any => others = others.or(Some(place)),
                Streams::These(ids) => {
                    for id in ids {
                        by_stream.entry(id.as_str()).or_insert(place);
                    }
                }
            }
        }
        seats.push(Seat::default());
        Sitting {
            parameters: self.parameters(),
            on,
            others: others.unwrap_or(seats.len() - 1),
            seats,
            by_stream,
        }
    }

    /// The rule for a stream as it stands on a day.
    pub(super) fn seat_for(&self, stream: Option<&str>, on: NaiveDate) -> Seat<'_> {
        let rule = self.rule_for(stream);
        rule.map_or_else(Seat::default, |rule| Seat::of(rule, self.own(), on))
    }
}

impl<'b> Sitting<'b> {
    /// The rule that covers a stream.
    pub(crate) fn seat(&self, stream: &str) -> &Seat<'b> {
        &self.seats[self.place_of(stream)]
    }

    /// The place of the rule that covers a stream.
    pub(crate) fn place_of(&self, stream: &str) -> usize {
        self.by_stream.get(stream).copied().unwrap_or(self.others)
    }

    /// The rules that have caps in force, by their places.
    pub(crate) fn capped(&self) -> impl Iterator<Item = (usize, &Seat<'b>)> {
        let all = self.seats.iter().enumerate();
        all.filter(|(_, seat)| !seat.caps.is_empty())
    }

    /// The rules that have covers in force, by their places.
    pub(crate) fn covering(&self) -> impl Iterator<Item = (usize, &Seat<'b>)> {
        let all = self.seats.iter().enumerate();
        all.filter(|(_, seat)| !seat.covers.is_empty())
    }
}

impl<E> Default for Seat<'_, E> {
    fn default() -> Self {
        Seat {
            rule: None,
            base: None,
            exceptions: Vec::new(),
            over: Vec::new(),
            wants: FactSet::default(),
            own: Vec::new(),
            caps: Vec::new(),
            covers: Vec::new(),
            groups: BTreeSet::new(),
        }
    }
}

impl Seat<'_> {
    /// The id of the rule, where there is one.
    pub(crate) fn rule_id(&self) -> &str {
        self.rule.map_or("", |rule| &rule.id)
    }
}

impl<'b, E: Answering> Seat<'b, E> {
    pub(super) fn of(rule: &'b Rule<E>, declared: &'b [Declared], on: NaiveDate) -> Seat<'b, E> {
        let exceptions: Vec<&Exception<E>> = rule.exceptions_on(on).collect();
        let place = |label: &str| exceptions.iter().position(|one| one.label == label);
        let chain = |exception: &&'b Exception<E>| {
            let parent = |label: &&'b str| rule.parent_of(label, on);
            let labels = std::iter::successors(Some(exception.over.as_str()), parent);
            // A book that loads has no circle; the bound keeps this total all the same.
            let bound = rule.exceptions.len() + 1;
            labels.take(bound).filter_map(place).collect()
        };
        let over = exceptions.iter().map(chain).collect();
        let mut seat = Seat {
            rule: Some(rule),
            base: rule.base_on(on),
            exceptions,
            over,
            wants: FactSet::default(),
            own: Vec::new(),
            caps: Vec::new(),
            covers: Vec::new(),
            groups: BTreeSet::new(),
        };
        let in_force = cap::in_force(&rule.caps, on).into_iter().enumerate();
        seat.caps = in_force
            .map(|cap| CapSeat::of(cap, &seat, declared))
            .collect();
        seat.covers = cover::in_force(&rule.covers, on);
        let reads = seat.reads();
        let of_caps = seat.caps.iter().flat_map(|cap| cap.cap.reads().groups);
        seat.groups = of_caps.chain(reads.groups).collect();
        seat.wants = FactSet::of(reads.facts);
        let read = |it: &&Declared| reads.own.contains(it.name().as_str());
        seat.own = declared.iter().filter(read).collect();
        seat
    }

    /// The exceptions that apply and that no other applying one stands over.
    pub(super) fn tops(&self, applies: &[bool]) -> Vec<usize> {
        let applying = || (0..applies.len()).filter(|place| applies[*place]);
        let below = |place: usize| applying().any(|other| self.over[other].contains(&place));
        applying().filter(|place| !below(*place)).collect()
    }

    /// What the clauses in force read, and what every answer shows.
    pub(super) fn reads(&self) -> Reads {
        let mut reads = Reads::default();
        reads.facts.extend(E::SHOWN);
        self.base
            .iter()
            .for_each(|clause| clause.effect.note_reads(&mut reads));
        for exception in &self.exceptions {
            exception.when.note_reads(&mut reads);
            exception.clause.amount.note_reads(&mut reads);
            exception.clause.effect.note_reads(&mut reads);
        }
        for cap in &self.caps {
            cap.cap.when.iter().for_each(|it| it.note_reads(&mut reads));
            if let Sharing::Priority(value) = &cap.cap.share {
                value.note_reads(&mut reads);
            }
        }
        self.covers
            .iter()
            .for_each(|cover| cover.note_reads(&mut reads));
        reads
    }
}
