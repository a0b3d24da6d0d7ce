//! Who gains by a plan.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::law::Outcome;
use crate::noun::{BodyId, StreamId};
use crate::word::Money;

/// What falls to an accountable body at a year end, stream by stream.
///
/// What lapses on a cluster's line falls to the board that answers for it; so does what the
/// cluster spent above its authority. What reverts goes to the funder. net = own + fell in +
/// reverted − met, always.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// let plan = aberwen().plan_close("2025-26".parse()?, &keeps_orders())?;
/// let [gain] = plan.benefits().try_into().expect("one body and stream");
/// assert_eq!((gain.body.as_str(), gain.stream.as_str()), ("upland", "winter-care"));
/// assert_eq!([gain.own, gain.fell_in, gain.met].map(|sum| sum.to_string()),
///            ["190000.00", "0.00", "0.00"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is no money to spend: what fell in offsets other spending of that year, and ends with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// Who answers.
    pub body: BodyId,
    /// Of which stream.
    pub stream: StreamId,
    /// What lapsed on its own lines.
    pub own: Money,
    /// What fell in from the bodies below it.
    pub fell_in: Money,
    /// What goes back to it, as the funder.
    pub reverted: Money,
    /// The over-spends that it meets.
    pub met: Money,
    /// What it gains, all told.
    pub net: Money,
}

impl Plan {
    /// Who gains, and what is met, by accountable body and stream.
    pub fn benefits(&self) -> Vec<Benefit> {
        let mut sums: BTreeMap<(BodyId, StreamId), [Money; 4]> = BTreeMap::new();
        for decision in &self.decisions {
            let key = (decision.accountable.clone(), decision.line.stream.clone());
            let sum = sums.entry(key).or_default();
            let lapsed = decision.disposal.sum_of(Outcome::Lapse);
            let met = decision.disposal.sum_of(Outcome::Absorb).negated();
            let own = usize::from(decision.line.body != decision.accountable);
            add(&mut sum[own], lapsed);
            add(&mut sum[3], met);
            let reverted = decision.disposal.sum_of(Outcome::Revert);
            if !reverted.is_zero() {
                let key = (decision.funder.clone(), decision.line.stream.clone());
                add(&mut sums.entry(key).or_default()[2], reverted);
            }
        }
        let benefit = |((body, stream), sums): ((BodyId, StreamId), [Money; 4])| {
            let [own, fell_in, reverted, met] = sums;
            let net = Money::total([own, fell_in, reverted, met.negated()]);
            let net = net.unwrap_or(Money::ZERO);
            Benefit {
                body,
                stream,
                own,
                fell_in,
                reverted,
                met,
                net,
            }
        };
        sums.into_iter().map(benefit).collect()
    }
}

fn add(sum: &mut Money, more: Money) {
    *sum = sum.checked_add(more).unwrap_or(Money::MAX);
}
