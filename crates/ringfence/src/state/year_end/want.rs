//! What is wanted of a cover, and who has how much of what meets it.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::YearFacts;
use super::item::{Item, ItemKind};
use crate::law::{Cover, Pot, Seat, Sitting, Turn, Verdict};
use crate::noun::{BodyId, StreamId};
use crate::state::Ledger;
use crate::state::cell::Cell;
use crate::state::index::At;
use crate::state::record::Stream;
use crate::word::{Money, Weights};

/// What one deficit or line wants.
#[derive(Clone)]
pub(super) struct Want {
    /// The item, or the line as body and stream.
    pub(super) who: String,
    /// The deficit.
    pub(super) item: Option<usize>,
    pub(super) line: Option<(BodyId, StreamId)>,
    /// In pence; or what is missing to know it.
    pub(super) wanted: Result<i64, Vec<String>>,
    /// When its turn comes; or what is missing to know it.
    pub(super) turn: Result<Turn, Vec<String>>,
}

impl Ledger {
    /// What each line of some streams wants, by the body that the cover goes by.
    pub(super) fn wants_of_lines(
        &self,
        sitting: &Sitting<'_>,
        (seat, cover): (&Seat<'_>, &Cover),
        known: &mut YearFacts<'_>,
        streams: &[At<Stream>],
    ) -> BTreeMap<String, Vec<Want>> {
        let streams: BTreeSet<At<Stream>> = streams.iter().copied().collect();
        let mut lines: BTreeMap<(BodyId, StreamId), At<Cell>> = BTreeMap::new();
        for (at, cell) in self.cells.iter() {
            if cell.key.year == known.year && streams.contains(&cell.key.stream) {
                let body = self.bodies[cell.key.body].id.clone();
                let stream = self.streams[cell.key.stream].id.clone();
                lines.entry((body, stream)).or_insert(at);
            }
        }
        let mut wants: BTreeMap<String, Vec<Want>> = BTreeMap::new();
        for ((body, stream), at) in lines {
            let item = Item {
                kind: ItemKind::Free,
                at,
                cell: self.cells[at].key,
                project: None,
                promise: None,
                pieces: Vec::new(),
            };
            let facts = known.of_any_vintage(&item, seat);
            let who = format!("{body}/{stream}");
            let wanted = match sitting.wanted(cover, &facts, &who) {
                Ok(0) => continue,
                wanted => wanted,
            };
            let wanted = match sitting.is_met(cover, &facts, &who) {
                (Verdict::False, _) => continue,
                (Verdict::Unknown, lacks) => Err(lacks),
                (Verdict::True, _) => wanted,
            };
            let pot = match cover.per() {
                Pot::Accountable => self.accountable_read(&body, known.year),
                _ => body.clone(),
            };
            wants.entry(pot.to_string()).or_default().push(Want {
                turn: sitting.turn_to_have(cover, &facts, &who),
                item: None,
                line: Some((body, stream)),
                who,
                wanted,
            });
        }
        wants
    }
}

/// All that is wanted, as far as it is known; no more than a sum may be.
pub(super) fn total(wants: &[Want]) -> i64 {
    let each = wants.iter().filter_map(|want| want.wanted.as_ref().ok());
    let sum: i128 = each.map(|wanted| i128::from(*wanted)).sum();
    Money::narrow(sum).unwrap_or(Money::MAX).pence()
}

/// Who has how much of what meets it: by their turns, those of one turn pro rata.
pub(super) fn shared(met: i64, wants: &[Want]) -> Result<Vec<i64>, Vec<String>> {
    let wanted = |place: usize| wants[place].wanted.as_ref().map_or(0, |wanted| *wanted);
    if met == total(wants) {
        return Ok((0..wants.len()).map(wanted).collect());
    }
    let unknown = wants.iter().filter_map(|want| want.turn.as_ref().err());
    let missing: Vec<String> = unknown.flatten().cloned().collect();
    // Who comes alone is not asked when its turn comes.
    if !missing.is_empty() && met > 0 && wants.len() > 1 {
        return Err(missing);
    }
    let key = |place: &usize| match wants[*place].turn {
        Ok(Turn::At(first, _)) => (0, first),
        _ => (1, 0),
    };
    let mut order: Vec<usize> = (0..wants.len()).collect();
    order.sort_by_key(key);
    let (mut has, mut left) = (vec![0; wants.len()], met);
    for group in order.chunk_by(|a, b| key(a) == key(b)) {
        let sizes: Vec<i64> = group.iter().map(|place| wanted(*place)).collect();
        for (place, part) in group.iter().zip(split(left, &sizes)) {
            has[*place] = part;
            left -= part;
        }
    }
    Ok(has)
}

/// So much of each as all together come to no more than the whole: pro rata, to the penny, odd
/// pence to the largest remainders and then to the first.
pub(super) fn split(whole: i64, sizes: &[i64]) -> Vec<i64> {
    let all: i128 = sizes.iter().map(|size| i128::from(*size)).sum();
    if all <= i128::from(whole) {
        return sizes.to_vec();
    }
    let weights: Vec<u64> = sizes.iter().map(|size| size.unsigned_abs()).collect();
    let parts = Money::from_pence(whole)
        .ok()
        .zip(Weights::new(&weights).ok());
    match parts {
        Some((whole, weights)) => whole.split(&weights).iter().map(|it| it.pence()).collect(),
        // More than can be weighed have it one after another.
        None => one_after_another(whole, sizes),
    }
}

fn one_after_another(whole: i64, sizes: &[i64]) -> Vec<i64> {
    let mut left = whole;
    let each = sizes.iter().map(|size| {
        let part = left.min(*size);
        left -= part;
        part
    });
    each.collect()
}
