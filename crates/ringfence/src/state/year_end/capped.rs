//! Caps over several items: what each of them has of what all of them claim.

use std::collections::BTreeMap;

use super::facts::YearFacts;
use super::item::Item;
use super::plan::Decision;
use super::pot::Member;
use super::working::came;
use crate::law::{
    CapClaim, CapReading, CapSeat, CapShares, Claimant, Claims, Odd, Seat, Share, SharedCap,
    Sitting, Verdict, share_out,
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
struct PotOf {
    name: String,
    members: Vec<Counted>,
}

/// One item that a cap counts, or of which that is not known.
struct Counted {
    /// Its place among the members.
    place: usize,
    counts: Verdict,
    /// What is missing to know it.
    missing: Vec<String>,
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
                let of = (seat, cap);
                for pot in pots((self, sitting), of, &mut members, decisions) {
                    shared.push(share(sitting, of, known, decisions, &mut members, &pot));
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

/// The pots of a cap, in the order of their names, each with those that claim something of it. It
/// is noted with those that the cap does not count.
fn pots(
    (ledger, sitting): (&Ledger, &Sitting<'_>),
    (seat, cap): (&Seat<'_>, &CapSeat<'_>),
    members: &mut Members<'_>,
    decisions: &[Decision],
) -> Vec<PotOf> {
    let mut pots: BTreeMap<String, Vec<Counted>> = BTreeMap::new();
    for (place, one) in members.all.iter_mut().enumerate() {
        if !members.claims[place].touches(cap) {
            continue;
        }
        let decision = &decisions[one.place];
        let Some(pot) = ledger.pot_of(cap.per(), decision) else {
            continue;
        };
        match sitting.is_counted(cap, &decision.facts, &one.name) {
            (Verdict::False, _) => one.readings.push(not_counted((seat, cap), pot)),
            (counts, missing) => pots.entry(pot).or_default().push(Counted {
                place,
                counts,
                missing,
            }),
        }
    }
    let pots = pots.into_iter();
    pots.map(|(name, members)| PotOf { name, members })
        .collect()
}

/// How the shares of a pot are found.
fn name_of((seat, cap): (&Seat<'_>, &CapSeat<'_>), pot: &str) -> String {
    format!("cap:{}/{}/{pot}", seat.rule_id(), cap.label())
}

fn not_counted((seat, cap): (&Seat<'_>, &CapSeat<'_>), pot: String) -> CapReading {
    CapReading {
        cap: cap.label().to_owned(),
        name: name_of((seat, cap), &pot),
        per: cap.per(),
        pot,
        outcomes: cap.outcomes().to_vec(),
        counts: Verdict::False,
        condition: None,
        amount: None,
        claimed: None,
        claim: None,
        share: None,
        odd_penny: false,
        all_at: None,
        missing: Vec::new(),
        citation: cap.citation().clone(),
    }
}

/// Shares one cap out over one pot, and notes with each item what it has of it.
fn share(
    sitting: &Sitting<'_>,
    (seat, cap): (&Seat<'_>, &CapSeat<'_>),
    known: &mut YearFacts<'_>,
    decisions: &[Decision],
    members: &mut Members<'_>,
    pot: &PotOf,
) -> SharedCap {
    let first = &members.all[pot.members[0].place];
    let of = Member {
        item: first.item,
        facts: &decisions[first.place].facts,
        streams: &members.streams,
    };
    let facts = known.of_pot(cap, of);
    let limit = sitting.limit(cap, &facts, &pot.name);
    let claimants = pot.members.iter().map(|counted| {
        let one = &members.all[counted.place];
        let facts = &decisions[one.place].facts;
        let mut missing = sitting.missing_of_turn(cap, facts, &one.name);
        missing.extend(counted.missing.iter().cloned());
        Claimant {
            place: counted.place,
            counts: counted.counts,
            turn: sitting.turn(cap, facts, || came(known.ledger, one.item)),
            missing,
        }
    });
    let claimants: Vec<Claimant> = claimants.collect();
    let shares = share_out(cap, &limit, &mut members.claims, &claimants);
    let amount = limit.known().map(|it| within(it.into()));
    let mut result = CapShares {
        name: name_of((seat, cap), &pot.name),
        pot: pot.name.clone(),
        amount,
        ..result_of(cap, &shares)
    };
    for (counted, share) in pot.members.iter().zip(shares) {
        let one = &mut members.all[counted.place];
        let reading = reading_of(&result, (cap, counted.counts), share);
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
        outcomes: cap.outcomes().to_vec(),
        amount: None,
        claimed: sum(&|share| share.claim),
        kept: sum(&|share| share.share),
        claims: Vec::with_capacity(shares.len()),
        missing,
    }
}

fn reading_of(of: &CapShares, (cap, counts): (&CapSeat<'_>, Verdict), share: Share) -> CapReading {
    let sum = |pence: Option<i64>| pence.map(|pence| within(pence.into()));
    CapReading {
        cap: of.cap.clone(),
        name: of.name.clone(),
        per: of.per,
        pot: of.pot.clone(),
        outcomes: of.outcomes.clone(),
        counts,
        condition: None,
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
