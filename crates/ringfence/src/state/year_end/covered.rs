//! Covers: what some items have left meets what others want.

use std::collections::{BTreeMap, BTreeSet};

use super::capped::in_order;
use super::facts::YearFacts;
use super::gift::{Gift, give, pounds};
use super::item::{Item, ItemKind};
use super::plan::Decision;
use super::want::{Want, shared, split, total};
use crate::law::{
    Cover, CoverReading, CoverRole, CoverShares, CoverSource, CoverWant, Outcome, Pot, Seat,
    SharedCover, Sitting, Verdict, lacking,
};
use crate::state::Ledger;
use crate::word::Money;

/// The items of one rule, and what its covers have left of them.
struct Covering<'p> {
    sitting: &'p Sitting<'p>,
    /// The items by their names, in the order of these.
    named: Vec<(String, usize)>,
    /// What of an item would still come to an outcome.
    left: BTreeMap<(usize, Outcome), i64>,
    /// What of a deficit is not met.
    short: BTreeMap<usize, i64>,
    /// What waits for evidence of others, and for which.
    waiting: BTreeMap<usize, Vec<String>>,
    /// What lapses in any case, but may have met a deficit: nobody knows what is left of it.
    open: BTreeMap<usize, Vec<String>>,
    readings: BTreeMap<usize, Vec<CoverReading>>,
}

/// One cover at one body.
struct Place<'p> {
    cover: &'p Cover,
    /// Its name: `cover:<rule>/<label>/<pot>`.
    name: String,
    pot: String,
    /// Its items, as places among those of the rule.
    items: Vec<usize>,
}

impl Ledger {
    /// Applies the covers of a book to what was decided before.
    pub(super) fn apply_covers(
        &self,
        sitting: &Sitting<'_>,
        known: &mut YearFacts<'_>,
        items: &[Item],
        decisions: &mut [Decision],
    ) -> Vec<SharedCover> {
        let mut all = Vec::new();
        if sitting.covering().next().is_none() {
            return all;
        }
        let mut covered = self.covered(sitting, items);
        for (rule, seat) in sitting.covering() {
            let covered = covered.remove(&rule).unwrap_or_default();
            let mut covering = Covering {
                sitting,
                named: in_order(&covered.items, decisions),
                left: BTreeMap::new(),
                short: BTreeMap::new(),
                waiting: BTreeMap::new(),
                open: BTreeMap::new(),
                readings: BTreeMap::new(),
            };
            for cover in &seat.covers {
                let lines = match cover.meets_deficits() {
                    true => BTreeMap::new(),
                    false => self.wants_of_lines(sitting, (seat, cover), known, &covered.streams),
                };
                for (pot, items) in covering.pots(cover, decisions, lines.keys()) {
                    let place = Place {
                        cover,
                        name: format!("cover:{}/{}/{pot}", seat.rule_id(), cover.label()),
                        items,
                        pot,
                    };
                    let lines = lines.get(&place.pot);
                    let wants = match cover.meets_deficits() {
                        true => covering.deficits(&place, decisions),
                        false => lines.cloned().unwrap_or_default(),
                    };
                    if !wants.is_empty() {
                        let shares = covering.meet(&place, wants, decisions);
                        let rule = seat.rule_id().to_owned();
                        all.push(SharedCover { rule, shares });
                    }
                }
            }
            covering.note(seat, decisions);
        }
        all
    }
}

impl Covering<'_> {
    /// The items of each body, or of each accountable body, by its name.
    fn pots<'n>(
        &self,
        cover: &Cover,
        decisions: &[Decision],
        others: impl Iterator<Item = &'n String>,
    ) -> BTreeMap<String, Vec<usize>> {
        let mut pots: BTreeMap<String, Vec<usize>> =
            others.map(|name| (name.clone(), Vec::new())).collect();
        for (place, (_, at)) in self.named.iter().enumerate() {
            let Decision {
                line, accountable, ..
            } = &decisions[*at];
            let pot = match cover.per() {
                Pot::Accountable => accountable,
                _ => &line.body,
            };
            pots.entry(pot.to_string()).or_default().push(place);
        }
        pots
    }

    /// The deficits of a pot that the covers before did not meet.
    fn deficits(&self, of: &Place<'_>, decisions: &[Decision]) -> Vec<Want> {
        let wants = of.items.iter().filter_map(|place| {
            let (name, at) = &self.named[*place];
            let decision = &decisions[*at];
            let whole = decision.amount.size().pence();
            let wanted = self.short.get(place).copied().unwrap_or(whole);
            if decision.kind != ItemKind::Deficit || wanted == 0 {
                return None;
            }
            let lacks = match self.sitting.is_met(of.cover, &decision.facts, name) {
                (Verdict::False, _) => return None,
                (Verdict::Unknown, lacks) => Some(lacks),
                (Verdict::True, _) => self.waiting.get(place).cloned(),
            };
            Some(Want {
                who: name.clone(),
                item: Some(*place),
                line: None,
                wanted: lacks.map_or(Ok(wanted), Err),
                turn: self.sitting.turn_to_have(of.cover, &decision.facts, name),
            })
        });
        wants.collect()
    }

    /// Meets what is wanted, source by source, and notes with each item what it has to do with it.
    fn meet(&mut self, of: &Place<'_>, wants: Vec<Want>, decisions: &[Decision]) -> CoverShares {
        let mut missing: BTreeSet<String> = BTreeSet::new();
        for lacks in wants.iter().filter_map(|want| want.wanted.as_ref().err()) {
            missing.extend(lacks.iter().cloned());
        }
        let wanted = missing.is_empty().then(|| total(&wants));
        let (mut gifts, mut seen) = (Vec::new(), BTreeSet::new());
        let mut sources_lack = false;
        let mut need = wanted.unwrap_or(i64::MAX);
        for (source, outcome) in of.cover.sources().enumerate() {
            if need == 0 {
                break;
            }
            let (mut those, lacks) = self.of_source(of, (source, outcome), decisions);
            sources_lack |= !lacks.is_empty();
            missing.extend(lacks);
            // What an earlier source took of an item is not there for a later one.
            those.retain(|gift| seen.insert((gift.place, gift.of)));
            if missing.is_empty() {
                let had: Vec<i64> = those.iter().map(|gift| gift.had).collect();
                let gave = split(need, &had);
                for (gift, gave) in those.iter_mut().zip(gave) {
                    gift.gave = gave;
                    need -= gave;
                }
            }
            gifts.extend(those);
        }
        if gifts.is_empty() && !sources_lack && !missing.is_empty() {
            return nothing_to_give(of, &wants);
        }
        let met = wanted.map(|wanted| wanted - need);
        let has = met.map(|met| shared(met, &wants));
        if let Some(Err(lacks)) = &has {
            missing.extend(lacks.iter().cloned());
        }
        match has {
            Some(Ok(has)) if missing.is_empty() => {
                give(&mut gifts, &wants, &has);
                self.settle(of, (wanted, met), &wants, (gifts, &has))
            }
            _ => self.wait(of, wanted, &wants, (gifts, missing)),
        }
    }

    /// The items that a source takes from, and what is missing to know them.
    fn of_source(
        &self,
        of: &Place<'_>,
        (source, outcome): (usize, Outcome),
        decisions: &[Decision],
    ) -> (Vec<Gift>, Vec<String>) {
        let (mut those, mut missing) = (Vec::new(), Vec::new());
        for place in &of.items {
            let (name, at) = &self.named[*place];
            let decision = &decisions[*at];
            let promised = matches!(decision.kind, ItemKind::Commitment | ItemKind::Hold);
            if decision.kind == ItemKind::Deficit || (promised && !of.cover.meets_deficits()) {
                continue;
            }
            let all = || decision.disposal.sum_of(outcome).pence();
            let had = self.left.get(&(*place, outcome)).copied();
            let had = had.unwrap_or_else(all);
            let waits = self.waiting.get(place);
            let undecided = waits.is_some() || !decision.disposal.is_decided();
            if had == 0 && !undecided {
                continue;
            }
            let facts = &decision.facts;
            let (verdict, lacks) = self.sitting.is_of_source(of.cover, source, facts, name);
            match verdict {
                Verdict::False => continue,
                Verdict::Unknown => missing.extend(lacks),
                Verdict::True => {}
            }
            if undecided {
                let own = || lacking(&decision.disposal, &decision.caps, name);
                missing.extend(waits.cloned().unwrap_or_else(own));
                continue;
            }
            let open = self.open.get(place).filter(|_| outcome == Outcome::Lapse);
            missing.extend(open.into_iter().flatten().cloned());
            those.push(Gift {
                place: *place,
                source: source + 1,
                of: outcome,
                had,
                gave: 0,
                to: Vec::new(),
            });
        }
        (those, missing)
    }

    fn settle(
        &mut self,
        of: &Place<'_>,
        sums: (Option<i64>, Option<i64>),
        wants: &[Want],
        (gifts, has): (Vec<Gift>, &[i64]),
    ) -> CoverShares {
        let mut shares = shares_of(of, sums);
        for (want, has) in wants.iter().zip(has) {
            let wanted = want.wanted.as_ref().map_or(0, |wanted| *wanted);
            shares.wants.push(CoverWant {
                who: want.who.clone(),
                wanted: Some(pounds(wanted)),
                has: Some(pounds(*has)),
            });
            if let Some(item) = want.item {
                self.short.insert(item, wanted - has);
                let (wanted, has) = (pounds(wanted), pounds(*has));
                self.note_reading(item, of, &shares, CoverRole::Has { wanted, has });
            }
        }
        for gift in gifts {
            let (had, gave) = (pounds(gift.had), pounds(gift.gave));
            shares.sources.push(CoverSource {
                source: gift.source,
                item: self.named[gift.place].0.clone(),
                of: gift.of,
                had,
                gave,
            });
            if gift.gave > 0 {
                let left = gift.had - gift.gave;
                self.left.insert((gift.place, gift.of), left);
                let role = CoverRole::Gives {
                    source: gift.source,
                    of: gift.of,
                    had,
                    gave,
                    to: gift.to,
                };
                self.note_reading(gift.place, of, &shares, role);
            }
        }
        shares
    }

    /// Nothing is taken before all is known that could change it.
    fn wait(
        &mut self,
        of: &Place<'_>,
        wanted: Option<i64>,
        wants: &[Want],
        (gifts, missing): (Vec<Gift>, BTreeSet<String>),
    ) -> CoverShares {
        let mut shares = shares_of(of, (wanted, None));
        shares.missing = missing.into_iter().collect();
        for want in wants {
            let wanted = want.wanted.as_ref().ok().copied().map(pounds);
            shares.wants.push(CoverWant {
                who: want.who.clone(),
                wanted,
                has: None,
            });
            if let Some(item) = want.item {
                let wanted = wanted.unwrap_or(Money::ZERO);
                let has = Money::ZERO;
                self.waiting.insert(item, shares.missing.clone());
                self.note_reading(item, of, &shares, CoverRole::Has { wanted, has });
            }
        }
        // What lapses in any case does not wait.
        let lapses = |gift: &Gift| of.cover.meets_deficits() && gift.of == Outcome::Lapse;
        for gift in &gifts {
            if lapses(gift) {
                self.open.insert(gift.place, shares.missing.clone());
                continue;
            }
            let role = CoverRole::Gives {
                source: gift.source,
                of: gift.of,
                had: pounds(gift.had),
                gave: Money::ZERO,
                to: Vec::new(),
            };
            self.waiting.insert(gift.place, shares.missing.clone());
            self.note_reading(gift.place, of, &shares, role);
        }
        shares
    }

    fn note_reading(
        &mut self,
        place: usize,
        of: &Place<'_>,
        shares: &CoverShares,
        role: CoverRole,
    ) {
        let reading = CoverReading {
            cover: shares.cover.clone(),
            name: of.name.clone(),
            per: shares.per,
            pot: of.pot.clone(),
            wanted: shares.wanted,
            met: shares.met,
            role,
            missing: shares.missing.clone(),
            citation: of.cover.citation().clone(),
        };
        self.readings.entry(place).or_default().push(reading);
    }

    /// Notes with the decisions what the covers did.
    fn note(self, seat: &Seat<'_>, decisions: &mut [Decision]) {
        for (place, readings) in self.readings {
            let decision = &mut decisions[self.named[place].1];
            let facts = &decision.facts;
            let all = (decision.caps.as_slice(), readings.as_slice());
            decision.disposal = self.sitting.dispose_under(seat, facts, all);
            decision.covers = readings;
        }
    }
}

/// Where nobody has anything to give, nobody waits for what is not known of those that want it.
fn nothing_to_give(of: &Place<'_>, wants: &[Want]) -> CoverShares {
    let mut shares = shares_of(of, (None, Some(0)));
    let each = wants.iter().map(|want| CoverWant {
        who: want.who.clone(),
        wanted: want.wanted.as_ref().ok().copied().map(pounds),
        has: Some(Money::ZERO),
    });
    shares.wants = each.collect();
    shares
}

fn shares_of(of: &Place<'_>, (wanted, met): (Option<i64>, Option<i64>)) -> CoverShares {
    CoverShares {
        cover: of.cover.label().to_owned(),
        name: of.name.clone(),
        per: of.cover.per(),
        pot: of.pot.clone(),
        wanted: wanted.map(pounds),
        met: met.map(pounds),
        sources: Vec::new(),
        wants: Vec::new(),
        missing: Vec::new(),
    }
}
