//! Sharing a cap out among those who claim it.

use super::claim::{CapSeat, Claims, Limit, Turn};
use super::condition::Verdict;
use super::spread::Spread;
use crate::word::{Money, Weights};

/// One that claims a part of a cap.
pub(crate) struct Claimant {
    /// Its place among all claims.
    pub(crate) place: usize,
    /// Whether the cap counts it: what is not known may be either.
    pub(crate) counts: Verdict,
    pub(crate) turn: Turn,
    /// What is not known of its turn, and of whether it is counted.
    pub(crate) missing: Vec<String>,
}

/// What a cap leaves one of those who claim it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// How much it claims, in pence; nothing where that is not known.
    pub(crate) claim: Option<i64>,
    /// How much of it the cap leaves; nothing where that is not known.
    pub(crate) share: Option<i64>,
    /// Whether an odd penny is in it.
    pub(crate) odd: Odd,
    /// How large the cap would have to be to leave it all.
    pub(crate) all_at: Option<i64>,
    /// What is to be recorded before it is known, where the cap asks it.
    pub(crate) missing: Vec<String>,
}

/// Whether a share has a penny more than its exact part, rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    Penny,
    None,
}

/// Shares a cap out: claimants of one turn pro rata, the turns one after the other. They come in
/// the order of their names, in which odd pence go to equal remainders. What is not known is asked
/// only of those whose shares could differ by it.
pub(crate) fn share_out(
    cap: &CapSeat<'_>,
    limit: &Limit,
    all: &mut [Claims],
    claimants: &[Claimant],
) -> Vec<Share> {
    let of = |one: &Claimant| {
        let claim = all[one.place].of(cap);
        match one.counts {
            Verdict::True => claim,
            Verdict::False => Spread::NOUGHT,
            Verdict::Unknown => Spread { low: 0, ..claim },
        }
    };
    let claims: Vec<Spread> = claimants.iter().map(of).collect();
    let mut shares: Vec<Share> = claims.iter().map(untouched).collect();
    let (mut missing, mut so_far) = (limit.missing.clone(), Some(0_i128));
    for (group, left) in turns(claimants, &claims, limit.spread) {
        for at in &group {
            missing.extend(claimants[*at].missing.iter().cloned());
            if claims[*at].known().is_none() {
                missing.extend(all[claimants[*at].place].missing.iter().cloned());
            }
        }
        missing.sort();
        missing.dedup();
        let (low, high) = total_of(&group, &claims);
        so_far = so_far.filter(|_| low == high).map(|sum| sum + low);
        for (at, mut share) in shares_of(&group, &claims, left) {
            share.all_at = so_far.and_then(|sum| i64::try_from(sum).ok());
            let claims = &mut all[claimants[at].place];
            match share.share {
                Some(share) => claims.keep(cap, share),
                None => {
                    if claims.decided {
                        share.missing.clone_from(&missing);
                    }
                    claims.ask(cap, &missing);
                }
            }
            shares[at] = share;
        }
    }
    shares
}

/// What is claimed is left.
fn untouched(claim: &Spread) -> Share {
    Share {
        claim: claim.known(),
        share: claim.known(),
        odd: Odd::None,
        all_at: None,
        missing: Vec::new(),
    }
}

/// Those whose turn it is, and what is left for them.
type AtOnce = (Vec<usize>, Spread);

fn turns(claimants: &[Claimant], claims: &[Spread], limit: Spread) -> Vec<AtOnce> {
    let claiming = (0..claims.len()).filter(|at| claims[*at].high > 0);
    let mut order: Vec<usize> = claiming.collect();
    let unknown = |at: &usize| claimants[*at].turn == Turn::Unknown;
    if order.len() > 1 && order.iter().any(unknown) {
        // Who comes first does not matter where all have all, or none anything.
        let (_, high) = total_of(&order, claims);
        let matters = i128::from(limit.low) < high && limit.high > 0;
        let open = Spread {
            low: 0,
            high: limit.high,
        };
        return vec![(order, if matters { open } else { limit })];
    }
    let key = |at: &usize| match claimants[*at].turn {
        Turn::At(first, then) => (0, first, then),
        Turn::Last | Turn::Unknown => (1, 0, 0),
    };
    order.sort_by_key(key);
    let mut left = limit;
    let groups = order.chunk_by(|a, b| key(a) == key(b));
    let each = groups.map(|group| {
        let (low, high) = total_of(group, claims);
        let now = left;
        let less = |end: i64, sum: i128| (i128::from(end) - sum).max(0);
        left = Spread::narrowed(less(now.low, high), less(now.high, low));
        (group.to_vec(), now)
    });
    each.collect()
}

fn total_of(group: &[usize], claims: &[Spread]) -> (i128, i128) {
    let sum = |end: fn(Spread) -> i64| -> i128 {
        let ends = group.iter().map(|at| i128::from(end(claims[*at])));
        ends.sum()
    };
    (sum(|it| it.low), sum(|it| it.high))
}

/// The shares of those of a group of whom the cap does not leave all, so far as they are known.
fn shares_of(group: &[usize], claims: &[Spread], left: Spread) -> Vec<(usize, Share)> {
    let (low, high) = total_of(group, claims);
    if high <= i128::from(left.low) {
        return Vec::new();
    }
    let all_known = low == high;
    let parts = match left.known() {
        Some(0) => group
            .iter()
            .map(|at| claims[*at].known().map(|_| (0, Odd::None)))
            .collect(),
        Some(left) if all_known => split(group, claims, (left, low)),
        _ => vec![None; group.len()],
    };
    let share = |(at, part): (&usize, Option<(i64, Odd)>)| {
        let (share, odd) = part.map_or((None, Odd::None), |(share, odd)| (Some(share), odd));
        let of = Share {
            share,
            odd,
            ..untouched(&claims[*at])
        };
        (*at, of)
    };
    group.iter().zip(parts).map(share).collect()
}

/// `left` is less than what the group claims in all. More than a million claims are not shared.
fn split(
    group: &[usize],
    claims: &[Spread],
    (left, total): (i64, i128),
) -> Vec<Option<(i64, Odd)>> {
    let weights = group.iter().map(|at| claims[*at].low.unsigned_abs());
    let weights: Vec<u64> = weights.collect();
    let parts = Money::from_pence(left)
        .ok()
        .zip(Weights::new(&weights).ok());
    let Some((left, weights)) = parts else {
        return vec![None; group.len()];
    };
    let shared = |(at, part): (&usize, Money)| {
        let exact = i128::from(left.pence()) * i128::from(claims[*at].low) / total;
        let odd = match i128::from(part.pence()) > exact {
            true => Odd::Penny,
            false => Odd::None,
        };
        Some((part.pence(), odd))
    };
    group.iter().zip(left.split(&weights)).map(shared).collect()
}
