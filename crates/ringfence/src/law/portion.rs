//! What a share comes to: one rounding, of the exact share.

use super::condition::{Case, Scope};
use super::expression::{Expression, Portion};
use super::spread::Spread;
use crate::word::{Rounding, divided};

impl<'f> Case<'f> {
    /// A share in nothing, or in less, is nought; so is a whole multiple of nothing, or of less.
    pub(super) fn portion(self, of: &'f Portion, scope: Scope<'f>) -> Spread {
        let number = |one: &'f Expression| self.worth(one, scope).number();
        let (part, whole, from) = (number(&of.of), number(&of.whole), number(&of.from));
        let step = of.step.as_ref().map_or(Spread::of(1), number);
        let mut ends: Option<(i128, i128)> = None;
        let mut reach = |low: i128, high: i128| {
            let (lowest, highest) = ends.unwrap_or((low, high));
            ends = Some((lowest.min(low), highest.max(high)));
        };
        // In the least number of parts that there can be a share is the greatest.
        let [fewest, most] = whole.each();
        let wholes = [fewest, 1.clamp(fewest, most), most];
        for part in part.each() {
            for whole in wholes {
                for from in from.each() {
                    let top = i128::from(part) * i128::from(from);
                    let (low, high) = multiples(top, whole, step, of.rounding);
                    reach(low, high);
                }
            }
        }
        let (low, high) = ends.unwrap_or((0, 0));
        Spread::narrowed(low, high)
    }
}

/// The least and the greatest that a part is where it is rounded to a multiple of a step.
fn multiples(top: i128, whole: i64, step: Spread, rounding: Rounding) -> (i128, i128) {
    let whole = i128::from(whole);
    if whole < 1 || step.high < 1 {
        return (0, 0);
    }
    if let Some(step) = step.known() {
        let step = i128::from(step);
        let one = divided(top, whole * step, rounding) * step;
        return (one, one);
    }
    // Of a step that is not known it lies between nought and a step more than the share.
    let share = divided(top, whole, Rounding::Up);
    let further = i128::from(match rounding {
        Rounding::Down => 0,
        _ => step.high,
    });
    match top.signum() {
        1 => (0, share + further),
        -1 => (share - further, 0),
        _ => (0, 0),
    }
}
