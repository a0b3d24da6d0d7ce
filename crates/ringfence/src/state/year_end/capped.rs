//! Caps over several items: what each of them has of what all of them claim.

use std::collections::BTreeMap;

use super::facts::YearFacts;
use super::item::Item;
use super::plan::Decision;
use super::pot::Member;
use super::working::came;
use crate::law::{
    CapClaim, CapReading, CapSeat, CapShares, Claimant, Claims, Odd, Pot, Seat, Share, SharedCap,
    Sitting, share_out,
};
use crate::noun::Wording;
use crate::state::Ledger;
use crate::state::index::At;
use crate::state::record::Stream;
use crate::word::Money;

/// What one rule covers: its streams, and the places of its items.
#[derive(Default)]
pub(super) struct Covered {
    pub(super) streams: Vec<At<Stream>>,
    pub(super) items: Vec<usize>,
}

/// The items of one rule, in the order of their names, and what each claims.
struct Members<'p> {
    streams: Vec<At<Stream>>,
    all: Vec<Claiming<'p>>,
    claims: Vec<Claims>,
}

/// One of them.
struct Claiming<'p> {
    /// Its place among the decisions.
    place: usize,
    name: String,
    item: &'p Item,
    readings: Vec<CapReading>,
}

/// One pot: who claims something of it.
struct PotOf<'m> {
    name: String,
    members: &'m [usize],
}

impl Ledger {
    /// Applies the caps of a book to what was decided item by item.
    pub(super) fn apply_caps(
        &self,
        sitting: &Sitting<'_>,
        known: &mut YearFacts<'_>,
        items: &[Item],
        decisions: &mut [Decision],
    ) -> Vec<SharedCap> {
        let mut shared = Vec::new();
        if sitting.capped().next().is_none() {
            return shared;
        }
        let mut covered = self.covered(sitting, items);
        for (place, seat) in sitting.capped() {
            let covered = covered.remove(&place).unwrap_or_default();
            let mut members = members(sitting, seat, covered, items, decisions);
            for cap in &seat.caps {
                for (name, pot) in pots(cap, &members, decisions) {
                    let pot = PotOf {
                        name,
                        members: &pot,
                    };
                    shared.push(share(
                        sitting,
                        (seat, cap),
                        known,
                        decisions,
                        &mut members,
                        &pot,
                    ));
                }
            }
            for one in members
                .all
                .into_iter()
                .filter(|one| !one.readings.is_empty())
            {
                let decision = &mut decisions[one.place];
                decision.disposal =
                    sitting.dispose_under(seat, &decision.facts, (&one.readings, &[]));
                decision.caps = one.readings;
            }
        }
        shared
    }

    /// What each rule covers, by the place of the rule.
    pub(super) fn covered(
        &self,
        sitting: &Sitting<'_>,
        items: &[Item],
    ) -> BTreeMap<usize, Covered> {
        let (mut covered, mut rules) = (BTreeMap::<usize, Covered>::new(), BTreeMap::new());
        for (at, stream) in self.streams.iter() {
            let rule = sitting.place_of(stream.id.as_str());
            covered.entry(rule).or_default().streams.push(at);
            rules.insert(at, rule);
        }
        for (place, item) in items.iter().enumerate() {
            let rule = rules.get(&item.cell.stream).copied().unwrap_or_default();
            covered.entry(rule).or_default().items.push(place);
        }
        covered
    }
}

fn members<'p>(
    sitting: &Sitting<'_>,
    seat: &Seat<'_>,
    covered: Covered,
    items: &'p [Item],
    decisions: &[Decision],
) -> Members<'p> {
    let named = in_order(&covered.items, decisions).into_iter();
    let all = named.map(|(name, place)| Claiming {
        place,
        name,
        item: &items[place],
        readings: Vec::new(),
    });
    let all: Vec<Claiming<'p>> = all.collect();
    let claims = all.iter().map(|one| {
        let facts = &decisions[one.place].facts;
        sitting.claims(seat, facts, &one.name)
    });
    Members {
        streams: covered.streams,
        claims: claims.collect(),
        all,
    }
}

/// Items by their names, in the order of these. What stands on several lines is named with its
/// line.
pub(super) fn in_order(items: &[usize], decisions: &[Decision]) -> Vec<(String, usize)> {
    let named = |place: &usize| (decisions[*place].item.to_string(), *place);
    let mut all: Vec<(String, usize)> = items.iter().map(named).collect();
    let line = |(_, place): &(String, usize)| &decisions[*place].line;
    all.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| line(a).cmp(line(b))));
    for several in all.chunk_by_mut(|a, b| a.0 == b.0) {
        if several.len() == 1 {
            continue;
        }
        for (name, place) in several {
            let line = &decisions[*place].line;
            *name = format!("{name}@{}/{}", line.vintage, line.recurrence.word());
        }
    }
    all
}

/// The pots of a cap by their names, each with those that claim something of it.
fn pots(
    cap: &CapSeat<'_>,
    members: &Members<'_>,
    decisions: &[Decision],
) -> BTreeMap<String, Vec<usize>> {
    let mut pots: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in members.all.iter().enumerate() {
        if !members.claims[place].touches(cap) {
            continue;
        }
        let Decision {
            line, accountable, ..
        } = &decisions[one.place];
        let name = match cap.per() {
            Pot::Line => line.to_string(),
            Pot::Body => line.body.to_string(),
            Pot::Accountable => accountable.to_string(),
            Pot::Stream => line.stream.to_string(),
        };
        pots.entry(name).or_default().push(place);
    }
    pots
}

/// Shares one cap out over one pot, and notes with each item what it has of it.
fn share(
    sitting: &Sitting<'_>,
    (seat, cap): (&Seat<'_>, &CapSeat<'_>),
    known: &mut YearFacts<'_>,
    decisions: &[Decision],
    members: &mut Members<'_>,
    pot: &PotOf<'_>,
) -> SharedCap {
    let first = &members.all[pot.members[0]];
    let of = Member {
        item: first.item,
        facts: &decisions[first.place].facts,
        streams: &members.streams,
    };
    let facts = known.of_pot(cap, of);
    let limit = sitting.limit(cap, &facts, &pot.name);
    let claimants = pot.members.iter().map(|place| {
        let one = &members.all[*place];
        let facts = &decisions[one.place].facts;
        Claimant {
            place: *place,
            turn: sitting.turn(cap, facts, || came(known.ledger, one.item)),
            missing: sitting.missing_of_turn(cap, facts, &one.name),
        }
    });
    let claimants: Vec<Claimant> = claimants.collect();
    let shares = share_out(cap, &limit, &mut members.claims, &claimants);
    let amount = limit.known().map(|it| within(it.into()));
    let mut result = CapShares {
        name: format!("cap:{}/{}/{}", seat.rule_id(), cap.label(), pot.name),
        pot: pot.name.clone(),
        amount,
        ..result_of(cap, &shares)
    };
    for (place, share) in pot.members.iter().zip(shares) {
        let one = &mut members.all[*place];
        let reading = reading_of(&result, cap, share);
        result.claims.push(CapClaim {
            item: one.name.clone(),
            claim: reading.claim,
            share: reading.share,
            odd_penny: reading.odd_penny,
        });
        one.readings.push(reading);
    }
    SharedCap {
        rule: seat.rule_id().to_owned(),
        shares: result,
        facts,
    }
}

/// What the shares come to in all.
fn result_of(cap: &CapSeat<'_>, shares: &[Share]) -> CapShares {
    let sum = |each: &dyn Fn(&Share) -> Option<i64>| {
        let sums: Option<Vec<i64>> = shares.iter().map(each).collect();
        sums.map(|sums| within(sums.into_iter().map(i128::from).sum()))
    };
    let missing = shares
        .iter()
        .flat_map(|share| share.missing.iter().cloned());
    let mut missing: Vec<String> = missing.collect();
    missing.sort();
    missing.dedup();
    CapShares {
        cap: cap.label().to_owned(),
        name: String::new(),
        per: cap.per(),
        pot: String::new(),
        amount: None,
        claimed: sum(&|share| share.claim),
        kept: sum(&|share| share.share),
        claims: Vec::with_capacity(shares.len()),
        missing,
    }
}

fn reading_of(of: &CapShares, cap: &CapSeat<'_>, share: Share) -> CapReading {
    let sum = |pence: Option<i64>| pence.map(|pence| within(pence.into()));
    CapReading {
        cap: of.cap.clone(),
        name: of.name.clone(),
        per: of.per,
        pot: of.pot.clone(),
        amount: of.amount,
        claimed: of.claimed,
        claim: sum(share.claim),
        share: sum(share.share),
        odd_penny: share.odd == Odd::Penny,
        all_at: sum(share.all_at),
        missing: share.missing,
        citation: cap.citation().clone(),
    }
}

/// A sum of many items as money: what is beyond its range is its end.
fn within(pence: i128) -> Money {
    Money::narrow(pence).unwrap_or(Money::MAX)
}
