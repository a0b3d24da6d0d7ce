//! Drafts that say how asks are held.

use ringfence::journal::Act;
use ringfence::journal::act::{AddStream, ChangeControl};
use ringfence::noun::{
    BaseRule, ContributionRule, ControlMode, ReleaseRule, StreamKind, Tolerance,
};
use ringfence::word::{Money, Rounding};

use super::country::id;
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

    /// A stream that is a part of another; one in four is for more than that one.
    pub(super) fn part_of_a_stream(&self) -> Act {
        let parent = self.stream();
        let name = format!("{parent}-{}", self.choice.which % 4);
        let (within, outside) = (self.purpose(), id("car-parks"));
        let purposes = match self.choice.which % 4 {
            3 => vec![within, outside],
            _ => vec![within],
        };
        Act::AddStream(AddStream {
            id: id(&name),
            purposes,
            parent: Some(parent),
            control: ControlMode::Block,
            tolerance: self.tolerance(),
            release: ReleaseRule::NotRequired,
            base: BaseRule::Continues,
            kind: StreamKind::Revenue,
            contributions: ContributionRule::default(),
            source: None,
            suspense: false,
            availability: None,
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
