//! Reading shares: so many in so many, how they are rounded, and of what they are taken.

use super::expression::{Expression, Portion};
use super::fault::{FaultCode, FaultList, NOTHING};
use super::node::NodeKind;
use super::read_condition::Reader;
use super::read_value::Wanted;
use super::section::Section;
use super::{FactType, Value};
use crate::word::Rounding;

pub(super) const ROUNDINGS: [(&str, Rounding); 4] = [
    ("down", Rounding::Down),
    ("up", Rounding::Up),
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
];

impl Reader<'_> {
    pub(super) fn share(
        &mut self,
        section: &Section<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let [of, whole] = ["of", "in"].map(|key| self.part_of_share(section, key, faults));
        let expected = "down, up, half_up or half_even: no rounding is taken for granted";
        let words = "down, up, half_up or half_even; to whole pounds by to_whole = \"1\" beside it";
        let rounding = section
            .need("round", expected, faults)
            .and_then(|item| item.word_such_as(&ROUNDINGS, words, faults));
        let step = self.step_of_share(section, faults);
        let given = section.has("from");
        let from = self.whole_of_share(section, wanted, faults);
        let (of, whole) = (of?, whole?);
        let stated = |one: &Expression| match one {
            Expression::Literal(Value::Whole(number)) => Some(*number),
            _ => None,
        };
        let (part, all) = (stated(&of), stated(&whole));
        let of_item = part
            .zip(all)
            .is_some_and(|(part, all)| part > all && !given);
        let bad = part.is_some_and(|it| it < 0) || all.is_some_and(|it| it < 1) || of_item;
        if bad {
            let shown = |one: Option<i64>| one.map_or("a value".to_owned(), |it| it.to_string());
            let found = format!("{} in {}", shown(part), shown(all));
            let expected = match given {
                true => "a share such as { of = 5, in = 100, round = \"down\" } of 1 or more",
                false => {
                    "a share such as { of = 5, in = 100, round = \"down\" }, at most the whole"
                }
            };
            let place = section.place();
            faults.add(place.fault(FaultCode::BadShare, found, expected));
        }
        Some(Expression::Share(Box::new(Portion {
            of,
            whole,
            rounding: rounding?,
            step: step?,
            from: from?,
        })))
    }

    /// What it is a share of; the whole item where nothing is said.
    fn whole_of_share(
        &mut self,
        section: &Section<'_>,
        wanted: Wanted,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        match section.find("from") {
            Some(item) => self.value(&item, wanted, faults),
            None if self.about.has_a_whole() => Some(self.whole()),
            None => {
                let place = section.place_of("from", None);
                let expected = "what it is a share of: a duty has no item";
                faults.add(place.fault(FaultCode::MissingKey, NOTHING, expected));
                None
            }
        }
    }

    /// The sum of which it is a whole multiple, where it says one: a penny or more.
    fn step_of_share(
        &mut self,
        section: &Section<'_>,
        faults: &mut FaultList,
    ) -> Option<Option<Expression>> {
        let Some(item) = section.find("to_whole") else {
            return Some(None);
        };
        let step = self.value(&item, Wanted::of(FactType::Money), faults)?;
        if let Expression::Literal(Value::Money(sum)) = &step
            && sum.pence() < 1
        {
            let found = item.node.found();
            let expected = "a sum of 0.01 or more, such as \"1000\" for whole thousands";
            faults.add(item.place.fault(FaultCode::BadShare, found, expected));
        }
        Some(Some(step))
    }

    fn part_of_share(
        &mut self,
        section: &Section<'_>,
        key: &str,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let item = section.need(key, FactType::Whole.expected(), faults)?;
        if let NodeKind::Decimal(_) = item.node.kind {
            let expected = "a whole number: what is 12.5 in 100 is 125 in 1000";
            return item.wrong(expected, faults);
        }
        self.value(&item, Wanted::of(FactType::Whole), faults)
    }
}
