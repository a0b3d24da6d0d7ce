//! Reading what a clause does: its outcome, who receives, and what it asks.

use super::effect::{Effect, Happens, LineOf, Receiver, Whither};
use super::fault::{FaultCode, FaultList};
use super::node::NodeKind;
use super::read_condition::Reader;
use super::read_value::Wanted;
use super::rule::{OUTCOMES, RELEASES};
use super::section::{Item, Section};
use super::usage::USES;
use super::{FactType, Outcome, Release, Use};
use crate::noun::Recurrence;
use crate::word::Id;

pub(super) const ASKS: &str = "needs_evidence";

pub(super) const WORDS: [(&str, Whither); 2] = [
    ("same_line", Whither::SameLine),
    ("project", Whither::Project),
];

pub(super) const RECURRENCES: [(&str, Recurrence); 2] = [
    ("recurrent", Recurrence::Recurrent),
    ("non-recurrent", Recurrence::NonRecurrent),
];

pub(super) const LINE_KEYS: [&str; 3] = ["body", "stream", "recurrence"];

pub(super) const RECEIVER_KEYS: [&str; 2] = ["weight", "to"];

impl Reader<'_> {
    /// Reads what happens with what a clause takes.
    pub(super) fn effect(
        &mut self,
        section: &Section<'_>,
        faults: &mut FaultList,
    ) -> Option<Effect> {
        let happens = self.happens(section, faults);
        let rolls = happens == Some(Happens::Outcome(Outcome::RollOver));
        let to = match section.find("to") {
            Some(item) => self.receivers(&item, faults),
            None if rolls => {
                section.need("to", "same_line, project, or a line", faults);
                None
            }
            None => Some(Vec::new()),
        };
        let available_from = match section.find("available_from") {
            None => Some(None),
            Some(item) => match &item.node.kind {
                NodeKind::Text(text) if text.bytes().any(|it| it.is_ascii_digit()) => {
                    item.day(faults).map(Some)
                }
                NodeKind::Date(_) => item.day(faults).map(Some),
                _ => {
                    let expected = "\"next_year\" or a day such as 2017-03-31";
                    item.word_such_as(&[("next_year", None)], expected, faults)
                }
            },
        };
        let release = section.find("release");
        let release = release.map(|item| item.word(&RELEASES, faults));
        let usage = section.find("use");
        let usage = usage.map(|item| item.word(&USES, faults));
        for key in ["to", "available_from", "release", "use"] {
            let stray = section.find(key).filter(|_| !rolls && happens.is_some());
            if let Some(item) = stray {
                let expected = format!("no {key}: only what is rolled over has one");
                let place = &item.place;
                faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
            }
        }
        Some(Effect {
            happens: happens?,
            to: to?,
            available_from: available_from?,
            release: release.unwrap_or(Some(Release::default()))?,
            usage: usage.unwrap_or(Some(Use::default()))?,
        })
    }

    fn happens(&mut self, section: &Section<'_>, faults: &mut FaultList) -> Option<Happens> {
        let words: Vec<(&str, Option<Outcome>)> = OUTCOMES
            .iter()
            .map(|(word, outcome)| (*word, Some(*outcome)))
            .chain([(ASKS, None)])
            .collect();
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let outcome = section
            .need("outcome", &crate::word::one_of(&names), faults)
            .and_then(|item| item.word(&words, faults));
        let asks = section.find("asks");
        match outcome {
            None => None,
            Some(None) => {
                let expected = "what is to be recorded, in words";
                let asked = section.need("asks", expected, faults)?.text(faults)?;
                Some(Happens::Asks(asked.into()))
            }
            Some(Some(outcome)) => {
                if let Some(item) = asks {
                    let expected = "no asks: only needs_evidence has one";
                    let place = &item.place;
                    faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
                }
                Some(Happens::Outcome(outcome))
            }
        }
    }

    /// One receiver, or a list of them with their weights.
    fn receivers(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Vec<Receiver>> {
        if !matches!(item.node.kind, NodeKind::List(_)) {
            let place = self.whither(item, faults)?;
            return Some(vec![Receiver { weight: 1, place }]);
        }
        let items = item.list(faults)?;
        if items.is_empty() {
            let expected = "receivers such as { weight = 1, to = \"same_line\" }";
            let place = &item.place;
            faults.add(place.fault(FaultCode::WrongType, "an empty list", expected));
        }
        let read: Vec<_> = items
            .iter()
            .map(|item| self.receiver(item, faults))
            .collect();
        let read = read.into_iter().collect::<Option<Vec<Receiver>>>()?;
        for (number, receiver) in read.iter().enumerate() {
            if read[..number]
                .iter()
                .any(|other| other.place == receiver.place)
            {
                let expected = "each receiver once, with all of its weight";
                let place = &items[number].place;
                faults.add(place.fault(FaultCode::Duplicate, "a receiver again", expected));
            }
        }
        Some(read)
    }

    fn receiver(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Receiver> {
        let section = item.section(faults)?;
        section.allow_only(&RECEIVER_KEYS, faults);
        let expected = "a whole number of 1 or more";
        let weight = section.need("weight", expected, faults).and_then(|item| {
            let NodeKind::Whole(number) = item.node.kind else {
                return item.wrong(expected, faults);
            };
            let weight = u64::try_from(number).ok().filter(|weight| *weight > 0);
            weight.or_else(|| item.wrong(expected, faults))
        });
        let place = section
            .need("to", "same_line, project, or a line", faults)
            .and_then(|item| self.whither(&item, faults));
        Some(Receiver {
            weight: weight?,
            place: place?,
        })
    }

    fn whither(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Whither> {
        if !matches!(item.node.kind, NodeKind::Table(_)) {
            let words = [("same_line", 0), ("project", 1)];
            let place = item.word_such_as(&words, &receivers_near(item), faults)?;
            return WORDS.into_iter().nth(place).map(|(_, whither)| whither);
        }
        let section = item.section(faults)?;
        section.allow_only(&LINE_KEYS, faults);
        if section.key_count() == 0 {
            let expected = "at least one of body, stream and recurrence";
            faults.add(
                item.place
                    .fault(FaultCode::MissingKey, "an empty table", expected),
            );
        }
        let [body, stream] = ["body", "stream"].map(|key| match section.find(key) {
            None => Some(None),
            Some(item) => self.name(&item, faults).map(Some),
        });
        let recurrence = match section.find("recurrence") {
            None => Some(None),
            Some(item) => item.word(&RECURRENCES, faults).map(Some),
        };
        Some(Whither::Line(Box::new(LineOf {
            body: body?,
            stream: stream?,
            recurrence: recurrence?,
        })))
    }

    /// An id, or a value that is one.
    fn name(
        &mut self,
        item: &Item<'_>,
        faults: &mut FaultList,
    ) -> Option<super::expression::Expression> {
        if let NodeKind::Text(_) = item.node.kind {
            item.id(faults)?;
        }
        self.value(item, Wanted::of(FactType::Text), faults)
    }
}

/// Who may receive, with what stands there as an example of a line.
fn receivers_near(item: &Item<'_>) -> String {
    let id = match &item.node.kind {
        NodeKind::Text(text) if text.parse::<Id<()>>().is_ok() => text,
        _ => "core",
    };
    format!("same_line, project, or a line such as {{ body = {id:?} }} or {{ stream = {id:?} }}")
}
