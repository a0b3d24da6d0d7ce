//! Control and tolerances from their fields.

use crate::journal::act::ChangeControl;
use crate::journal::field::{AN_ID, FieldReader};
use crate::noun::{ControlMode, Tolerance, Wording};
use crate::word::{Percent, one_of};

/// Which of a sum and a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Lesser,
    Greater,
}

impl Wording for Takes {
    const WORDS: &'static [(&'static str, Takes)] =
        &[("lesser", Takes::Lesser), ("greater", Takes::Greater)];
}

pub(super) fn change_control(from: &mut FieldReader<'_>) -> Option<ChangeControl> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let modes: Vec<&str> = ControlMode::WORDS.iter().map(|(word, _)| *word).collect();
    let control = from.needed("control", FieldReader::word, &one_of(&modes));
    let tolerance = tolerance(from);
    Some(ChangeControl {
        stream: stream?,
        control: control?,
        tolerance,
    })
}

/// A sum, a part with its rounding, or both and which of them counts.
pub(super) fn tolerance(from: &mut FieldReader<'_>) -> Tolerance {
    let amount = from.money("tolerance");
    let percent: Option<Percent> = from.percent("tolerance_percent");
    let round = from.word("tolerance_round");
    let takes: Option<Takes> = from.word("tolerance_takes");
    match (amount, percent.zip(round), takes) {
        (None, None, None) if percent.is_none() && round.is_none() => Tolerance::Nought,
        (Some(amount), None, None) if percent.is_none() && round.is_none() => {
            Tolerance::Amount { amount }
        }
        (None, Some((percent, round)), None) => Tolerance::Part { percent, round },
        (Some(amount), Some((percent, round)), Some(Takes::Lesser)) => Tolerance::Lesser {
            amount,
            percent,
            round,
        },
        (Some(amount), Some((percent, round)), Some(Takes::Greater)) => Tolerance::Greater {
            amount,
            percent,
            round,
        },
        _ => {
            from.fault(
                "tolerance",
                "half of it",
                "a sum; or a percentage with its rounding; or both, and lesser or greater",
            );
            Tolerance::Nought
        }
    }
}
