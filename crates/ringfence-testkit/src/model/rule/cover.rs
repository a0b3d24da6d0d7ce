//! What covers take of an estate and give it, worked out anew from a book's text.

use std::collections::{BTreeMap, BTreeSet};

use ringfence::law::{FactType, Outcome};
use ringfence::state::ItemKind;
use ringfence::word::Money;

use super::complete::Complete;
use super::of_estate::{Line, answering, facts_of, facts_of_line};
use super::share::{Claiming, Claims, Desk, Shares};
use super::standing::in_force;
use super::value::Worth;
use crate::model::{Turn, shared_out};
use crate::tree::{self, Tree};

/// What one cover comes to at one body, in pence.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Met {
    /// How much is wanted.
    pub wanted: i128,
    /// Who has how much: deficits by their names, lines as body and stream.
    pub has: BTreeMap<String, i128>,
    /// What each item gave, by which source and its name; who gave nothing is left out.
    pub gave: BTreeMap<(usize, String), i128>,
}

/// One that wants something.
struct Wanting {
    who: Who,
    facts: Complete,
    wants: i128,
}

enum Who {
    /// A deficit, by its place.
    Deficit(usize),
    Line(Line),
}

/// What one item gives.
struct Giving {
    at: usize,
    of: Outcome,
    gave: i128,
}

/// What is left of the items of a rule for its covers.
struct Left<'l, 'e> {
    all: &'l mut [Claiming<'e>],
    places: &'l [usize],
    /// What of each item would still come to an outcome.
    would_be: BTreeMap<(usize, Outcome), i128>,
    /// What of each deficit is met.
    met: BTreeMap<usize, i128>,
}

impl<'d> Desk<'d> {
    /// The covers of a rule, one after another, once its caps are applied.
    pub(super) fn cover(
        &self,
        rule: &Tree,
        (all, places): (&mut [Claiming<'d>], &[usize]),
        (claims, streams): (Claims, &[&str]),
        shares: &mut Shares,
    ) {
        let mut left = Left::of(all, places, claims);
        let mut labels: Vec<&str> = Vec::new();
        for cover in tree::list_of(rule, "cover") {
            let label = tree::text_of(cover, "label").unwrap_or_default();
            if labels.contains(&label) {
                continue;
            }
            labels.push(label);
            let its = tree::list_of(rule, "cover").iter();
            let its = its.filter(|it| tree::text_of(it, "label") == Some(label));
            let Some(cover) = in_force(its, self.on) else {
                self.reached("a cover that is not in force");
                continue;
            };
            let bodies = self.estate.given.keys().map(|line| pot_of(cover, line));
            let mut pots: Vec<&str> = bodies.collect();
            pots.sort_unstable();
            pots.dedup();
            for pot in pots {
                let wanting = self.wanting(cover, pot, streams, &left);
                if wanting.is_empty() {
                    continue;
                }
                let met = self.meet(cover, pot, &wanting, &mut left);
                let id = tree::text_of(rule, "id").unwrap_or_default();
                let name = format!("cover:{id}/{label}/{pot}");
                shares.covers.entry(name).or_default().insert(met);
            }
        }
    }

    /// Who wants how much: the deficits of a pot by their names, or its lines by theirs.
    fn wanting(
        &self,
        cover: &Tree,
        pot: &str,
        streams: &[&str],
        left: &Left<'_, 'd>,
    ) -> Vec<Wanting> {
        let asked = |facts: &Complete| {
            let when = cover.get("when");
            when.is_none_or(|when| self.hearing(facts).holds(when))
        };
        if is_for_deficits(cover) {
            let its = left.places.iter().filter_map(|at| {
                let held = &left.all[*at].held;
                let facts = facts_of(self.estate, held);
                let met = left.met.get(at).copied().unwrap_or(0);
                let wants = i128::from(-held.pence) - met;
                let here = held.kind == ItemKind::Deficit && pot_of(cover, held.line) == pot;
                (here && wants > 0 && asked(&facts)).then_some(Wanting {
                    who: Who::Deficit(*at),
                    facts,
                    wants,
                })
            });
            return its.collect();
        }
        let lines = self.estate.given.keys();
        let lines = lines.filter(|line| streams.contains(&line.1.as_str()));
        let its = lines.filter(|line| pot_of(cover, line) == pot);
        let its = its.filter_map(|line| {
            let facts = facts_of_line(self.estate, line);
            let wants = self
                .hearing(&facts)
                .number(&cover["wants"], FactType::Money);
            let wants = wants.min(Money::MAX.pence().into());
            (wants > 0 && asked(&facts)).then_some(Wanting {
                who: Who::Line(line.clone()),
                facts,
                wants,
            })
        });
        its.collect()
    }

    fn meet(&self, cover: &Tree, pot: &str, wanting: &[Wanting], left: &mut Left<'_, 'd>) -> Met {
        let wanted: i128 = wanting.iter().map(|one| one.wants).sum();
        let wanted = wanted.min(Money::MAX.pence().into());
        let mut need = wanted;
        let mut met = Met {
            wanted,
            ..Met::default()
        };
        let mut giving = Vec::new();
        for (place, source) in tree::list_of(cover, "from").iter().enumerate() {
            let given = self.take(cover, (source, pot), need, left);
            let gave: i128 = given.iter().map(|one| one.gave).sum();
            self.reached(&format!("source {} {}", place + 1, told(gave, need)));
            need -= gave;
            for one in given.into_iter().filter(|one| one.gave > 0) {
                let name = left.all[one.at].held.name.clone();
                met.gave.insert((place + 1, name), one.gave);
                self.reached(&format!("takes {}", one.of.name()));
                giving.push(one);
            }
        }
        let turns = match cover["share"].get("priority") {
            Some(of) => {
                let facts: Vec<Complete> = wanting.iter().map(|it| it.facts.clone()).collect();
                self.turns_by(of, &facts)
            }
            None => vec![(0, None); wanting.len()],
        };
        let wants = wanting.iter().map(|one| one.wants);
        let wants: Vec<_> = turns.into_iter().zip(wants).collect();
        let has = shared_out(wanted - need, &wants);
        self.reached(&said_of(cover, wanted - need, wanted));
        let sizes: Vec<i128> = wants.iter().map(|(_, wants)| *wants).collect();
        if cover["share"].is_str() && has_odd_pence(wanted - need, &sizes) {
            self.reached("an odd penny of what is wanted");
        }
        for (one, has) in wanting.iter().zip(&has) {
            let who = match &one.who {
                Who::Deficit(at) => left.all[*at].held.name.clone(),
                Who::Line((body, stream)) => format!("{body}/{stream}"),
            };
            met.has.insert(who, *has);
        }
        match is_for_deficits(cover) {
            true => left.absorb(wanting, &has, &giving),
            false => left.pass_on(wanting, &has, giving, &|what| self.reached(what)),
        }
        met
    }

    /// In the order of what a value comes to; what has none comes last.
    pub(super) fn turns_by(&self, of: &Tree, each: &[Complete]) -> Vec<Turn> {
        let key = |facts| {
            let worth = self.hearing(facts).worth_of_any(of, FactType::Whole);
            (worth.is_none(), worth)
        };
        let keys: Vec<(bool, Option<Worth>)> = each.iter().map(key).collect();
        let order: BTreeSet<_> = keys.iter().collect();
        let place = |key| order.iter().position(|it| *it == key).unwrap_or(0);
        let turn = |key| (u8::try_from(place(key)).unwrap_or(u8::MAX), None);
        keys.iter().map(turn).collect()
    }

    /// What a source gives: all that it has, or pro rata what is still wanted.
    fn take(
        &self,
        cover: &Tree,
        (source, pot): (&Tree, &str),
        need: i128,
        left: &mut Left<'_, 'd>,
    ) -> Vec<Giving> {
        let word = tree::text_of(source, "of").unwrap_or("lapse");
        let of = Outcome::ALL.into_iter().find(|it| it.name() == word);
        let of = of.expect("an outcome of the language");
        let gives = |at: &&usize| {
            let held = &left.all[**at].held;
            let promised = matches!(held.kind, ItemKind::Commitment | ItemKind::Hold);
            let barred = promised && !is_for_deficits(cover);
            let when = source.get("when");
            let holds = || {
                let facts = facts_of(self.estate, held);
                when.is_none_or(|when| self.hearing(&facts).holds(when))
            };
            let deficit = held.kind == ItemKind::Deficit;
            !deficit && !barred && pot_of(cover, held.line) == pot && holds()
        };
        let its: Vec<usize> = left.places.iter().filter(gives).copied().collect();
        let had = its.iter().map(|at| left.would_be.get(&(*at, of)));
        let had = had.map(|had| ((0, None), had.copied().unwrap_or(0)));
        let had = Vec::from_iter(had);
        let shares = shared_out(need, &had);
        let sizes: Vec<i128> = had.iter().map(|(_, had)| *had).collect();
        if has_odd_pence(need, &sizes) {
            self.reached("an odd penny of a source");
        }
        for (at, gave) in its.iter().zip(&shares) {
            *left.would_be.entry((*at, of)).or_default() -= gave;
        }
        let each = its.into_iter().zip(shares);
        each.map(|(at, gave)| Giving { at, of, gave }).collect()
    }
}

impl<'l, 'e> Left<'l, 'e> {
    fn of(all: &'l mut [Claiming<'e>], places: &'l [usize], claims: Claims) -> Left<'l, 'e> {
        let mut would_be = BTreeMap::new();
        for at in places {
            let one = &all[*at];
            let whole = i128::from(one.held.pence);
            let shared = one.shared.iter();
            let shared = shared.map(|(of, pence)| ((*at, *of), i128::from(*pence)));
            match (one.decided, claims) {
                _ if whole < 0 => {}
                (true, _) => would_be.extend(shared),
                (false, Claims::Nothing) => {}
                // What is not decided could come to anything.
                (false, Claims::All) => {
                    would_be.extend(Outcome::ALL.map(|of| ((*at, of), whole)));
                }
            }
        }
        Left {
            all,
            places,
            would_be,
            met: BTreeMap::new(),
        }
    }

    /// What meets a deficit lapses, and what is met is absorbed, whatever its lowest clauses say.
    fn absorb(&mut self, wanting: &[Wanting], has: &[i128], giving: &[Giving]) {
        for one in giving {
            let shared = &mut self.all[one.at].shared;
            moved(shared, (one.of, Outcome::Lapse), one.gave);
        }
        for (one, has) in wanting.iter().zip(has) {
            let Who::Deficit(at) = one.who else { continue };
            *self.met.entry(at).or_default() += has;
            let mut rest = *has;
            let its = &mut self.all[at];
            for (outcome, size) in its.takes.iter_mut().rev() {
                let less = rest.min(*size);
                *size -= less;
                rest -= less;
                // A deficit is below nought: what it becomes grows by going down.
                moved(&mut its.shared, (Outcome::Absorb, *outcome), less);
            }
        }
    }

    /// What meets a line is rolled over to it: the givers one after another fill the lines, which
    /// stand in the order of their names.
    fn pass_on(
        &mut self,
        wanting: &[Wanting],
        has: &[i128],
        giving: Vec<Giving>,
        reached: &dyn Fn(&str),
    ) {
        let lines = wanting.iter().zip(has);
        let mut lines = lines.filter_map(|(one, has)| match &one.who {
            Who::Line(line) => Some((line, *has)),
            Who::Deficit(_) => None,
        });
        let mut next = lines.next();
        for one in giving {
            let its = &mut self.all[one.at];
            let mut gives = one.gave;
            *its.shared.entry(one.of).or_default() -= pence(gives);
            its.shared.retain(|_, sum| *sum != 0);
            while gives > 0 {
                let (line, wants) = next.expect("no more is given than lines have");
                let part = gives.min(wants);
                gives -= part;
                next = match wants - part {
                    0 => lines.next(),
                    rest => Some((line, rest)),
                };
                if part > 0 {
                    *its.gone_to.entry(line.clone()).or_default() += pence(part);
                    reached(match line == its.held.line {
                        true => "a line has of its own money",
                        false => "a line has of another",
                    });
                }
            }
        }
    }
}

fn moved(shared: &mut BTreeMap<Outcome, i64>, (from, to): (Outcome, Outcome), size: i128) {
    *shared.entry(from).or_default() -= pence(size);
    *shared.entry(to).or_default() += pence(size);
    shared.retain(|_, sum| *sum != 0);
}

fn pence(size: i128) -> i64 {
    i64::try_from(size).expect("no more than an item")
}

fn is_for_deficits(cover: &Tree) -> bool {
    cover["wants"].as_str() == Some("deficits")
}

/// The body whose lines a line is among.
fn pot_of<'l>(cover: &Tree, line: &'l Line) -> &'l str {
    match tree::text_of(cover, "per") {
        Some("accountable") => answering(&line.0),
        _ => &line.0,
    }
}

/// Whether parts of a whole by size leave a part of a penny.
fn has_odd_pence(whole: i128, sizes: &[i128]) -> bool {
    let all: i128 = sizes.iter().sum();
    whole > 0 && whole < all && sizes.iter().any(|size| whole * size % all != 0)
}

fn told(gave: i128, need: i128) -> &'static str {
    match (gave, need) {
        (_, 0) => "is not needed",
        (0, _) => "has nothing",
        _ if gave == need => "meets the rest",
        _ => "gives all",
    }
}

fn said_of(cover: &Tree, met: i128, wanted: i128) -> String {
    let what = match is_for_deficits(cover) {
        true => "deficits",
        false => "lines",
    };
    let per = tree::text_of(cover, "per").unwrap_or_default();
    let share = cover["share"].as_str().unwrap_or("priority");
    let how = match met {
        0 => "not at all",
        _ if met == wanted => "whole",
        _ => "in part",
    };
    format!("{what} {per} {share} {how}")
}
