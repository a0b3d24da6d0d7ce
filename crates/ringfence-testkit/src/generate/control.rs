//! Drafts that say how asks are held.

use ringfence::journal::Act;
use ringfence::journal::act::ChangeControl;
use ringfence::noun::{ControlMode, Tolerance};
use ringfence::word::{Money, Rounding};

use super::legal::Speaker;

impl Speaker<'_> {
    pub(super) fn change_control(&self) -> Act {
        let control = match self.choice.which % 4 {
            0 | 1 => ControlMode::Block,
            2 => ControlMode::Advise,
            _ => ControlMode::Track,
        };
        Act::ChangeControl(ChangeControl {
            stream: self.stream(),
            control,
            tolerance: self.tolerance(),
        })
    }

    fn tolerance(&self) -> Tolerance {
        let amount = Money::new(i32::from(self.choice.sum) * 2_001 + 1);
        let hundredths = u16::from(self.choice.days) * 37 + 1;
        let percent = format!("{}.{:02}1%", hundredths / 100, hundredths % 100);
        let percent = percent.parse().expect("a few in a hundred");
        let round = [
            Rounding::Down,
            Rounding::Up,
            Rounding::HalfUp,
            Rounding::HalfEven,
        ];
        let round = round[usize::from(self.choice.sum % 4)];
        match self.choice.twist / 4 % 5 {
            0 => Tolerance::Nought,
            1 => Tolerance::Amount { amount },
            2 => Tolerance::Part { percent, round },
            3 => Tolerance::Lesser {
                amount,
                percent,
                round,
            },
            _ => Tolerance::Greater {
                amount,
                percent,
                round,
            },
        }
    }

    /// One commitment in four may cost more than it says.
    pub(super) fn tolerance_of_its_own(&self) -> Option<Money> {
        let more = i32::from(self.choice.sum) * 1_001 + 1;
        (self.choice.which % 4 == 1).then(|| Money::new(more))
    }
}
