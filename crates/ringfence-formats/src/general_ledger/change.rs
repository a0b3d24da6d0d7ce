//! How much cost must come to each place, and leave it.

use std::collections::BTreeMap;

use super::place::Places;
use super::posted::{Moved, Origin, Posted};
use super::{Actuals, CostCode, Target};

/// What must change for one line of the extract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) origin: Origin,
    /// How much more, or less, at each place, in pence; never nought.
    pub(super) places: BTreeMap<Target, i64>,
    /// How much comes off what somebody moved by hand; nought or more.
    pub(super) off_by_hand: i64,
}

/// The changes, line by line. What somebody moved by hand stays where it is, as much as the
/// extract still states.
pub(super) fn changes(
    actuals: &Actuals<'_>,
    posted: &Posted,
    wanted: &BTreeMap<CostCode, i64>,
    places: &Places<'_>,
) -> Vec<Change> {
    let mut of_line: BTreeMap<&CostCode, Vec<&Moved>> = BTreeMap::new();
    let of_period = posted.moved.iter();
    for moved in of_period.filter(|it| it.origin.period == actuals.period) {
        of_line.entry(&moved.origin.code).or_default().push(moved);
    }
    let none = Vec::new();
    let each = wanted.iter().map(|(code, pence)| {
        let stands = of_line.get(code).unwrap_or(&none);
        change(actuals.origin(code), *pence, stands, places.target_of(code))
    });
    each.filter(|it| !it.places.is_empty() || it.off_by_hand != 0)
        .collect()
}

fn change(origin: Origin, wanted: i64, stands: &[&Moved], target: Option<&Target>) -> Change {
    let (mut by_hand, mut places) = (0_i64, BTreeMap::new());
    for moved in stands {
        match &moved.target {
            Some(target) if !moved.by_hand => {
                let of_place = places.entry(target.clone()).or_insert(0_i64);
                *of_place = of_place.saturating_sub(moved.pence);
            }
            _ => by_hand = moved.pence.saturating_add(by_hand),
        }
    }
    let stays = by_hand.min(wanted.max(0));
    if let Some(target) = target {
        let of_place = places.entry(target.clone()).or_insert(0);
        *of_place = of_place.saturating_add(wanted.saturating_sub(stays));
    }
    places.retain(|_, pence| *pence != 0);
    Change {
        origin,
        places,
        off_by_hand: by_hand - stays,
    }
}
