//! Reading what a clause says of an ask.

use super::FactType;
use super::ask::{AskEffect, AskKind, AskQuestion, Says};
use super::expression::Expression;
use super::fault::{FaultCode, FaultList};
use super::node::NodeKind;
use super::read_condition::Reader;
use super::read_value::Wanted;
use super::section::{Item, Section};

/// The keys of a clause about an ask, and of an exception beside its own.
pub(super) const ASK_KEYS: [&str; 7] = [
    "in_force_from",
    "in_force_until",
    "outcome",
    "asks",
    "up_to",
    "by",
    "cite",
];

/// A word that a clause may say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Allow,
    Refuse,
    Advise,
    Approval,
    Asks,
}

pub(super) const HELD: [(&str, Word); 4] = [
    ("allow", Word::Allow),
    ("refuse", Word::Refuse),
    ("advise", Word::Advise),
    ("needs_evidence", Word::Asks),
];

pub(super) const APPROVED: [(&str, Word); 3] = [
    ("allow", Word::Allow),
    ("approval", Word::Approval),
    ("needs_evidence", Word::Asks),
];

impl Reader<'_> {
    /// Reads what a clause of the questions control and virement does with an ask.
    pub(super) fn holding(
        &mut self,
        section: &Section<'_>,
        faults: &mut FaultList,
    ) -> Option<AskEffect> {
        self.ask_effect(&HELD, section, faults)
    }

    /// Reads what a clause of the question approval does with an ask.
    pub(super) fn approval(
        &mut self,
        section: &Section<'_>,
        faults: &mut FaultList,
    ) -> Option<AskEffect> {
        self.ask_effect(&APPROVED, section, faults)
    }

    fn ask_effect(
        &mut self,
        words: &[(&str, Word)],
        section: &Section<'_>,
        faults: &mut FaultList,
    ) -> Option<AskEffect> {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let word = section
            .need("outcome", &crate::word::one_of(&names), faults)
            .and_then(|item| item.word(words, faults));
        let strays = [
            ("asks", Word::Asks, "needs_evidence"),
            ("by", Word::Approval, "approval"),
        ];
        for (key, of, name) in strays {
            let stray = section
                .find(key)
                .filter(|_| word.is_some_and(|it| it != of));
            if let Some(item) = stray {
                let expected = format!("no {key}: only {name} has one");
                let place = &item.place;
                faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
            }
        }
        let up_to = match section.find("up_to") {
            None => Some(None),
            Some(item) if word == Some(Word::Allow) => {
                let expected = "no up_to: what is allowed is allowed whole; refuse, advise, \
                                approval or needs_evidence begin above a sum";
                let place = &item.place;
                faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
                None
            }
            Some(item) => {
                let wanted = Wanted::of(FactType::Money);
                self.value(&item, wanted, faults).map(Some)
            }
        };
        let says = match word? {
            Word::Allow => Says::Allow,
            Word::Refuse => Says::Refuse,
            Word::Advise => Says::Advise,
            Word::Approval => {
                let expected = "who may approve it: a text, a value that is one, or a list";
                let item = section.need("by", expected, faults)?;
                Says::Approval(self.approvers(&item, faults)?)
            }
            Word::Asks => {
                let expected = "what is to be recorded, in words";
                let asked = section.need("asks", expected, faults)?.text(faults)?;
                Says::Asks(asked.into())
            }
        };
        Some(AskEffect {
            says,
            up_to: up_to?,
        })
    }

    fn approvers(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Vec<Expression>> {
        let wanted = Wanted::of(FactType::Text);
        if !matches!(item.node.kind, NodeKind::List(_)) {
            return Some(vec![self.value(item, wanted, faults)?]);
        }
        let items = item.list(faults)?;
        if items.is_empty() {
            return item.wrong("at least one who may approve it", faults);
        }
        let read = items.iter().map(|item| self.value(item, wanted, faults));
        let read: Vec<Option<Expression>> = read.collect();
        read.into_iter().collect()
    }
}

/// Reads the drafts that a rule is asked of.
pub(super) fn read_drafts(
    question: AskQuestion,
    section: &Section<'_>,
    faults: &mut FaultList,
) -> Option<Vec<AskKind>> {
    if question == AskQuestion::Virement {
        if let Some(item) = section.find("drafts") {
            let expected = "no drafts: the question virement is asked of vire only";
            let place = &item.place;
            faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
        }
        return Some(vec![AskKind::Vire]);
    }
    let words: Vec<(&str, AskKind)> = AskKind::ALL.map(|kind| (kind.name(), kind)).to_vec();
    let expected = "\"any\" or a list of drafts such as [\"commit\", \"spend\"]";
    let item = section.need("drafts", expected, faults)?;
    match &item.node.kind {
        NodeKind::Text(text) if text == "any" => Some(AskKind::OF_MONEY.to_vec()),
        NodeKind::List(all) if !all.is_empty() => {
            let each = item.list(faults)?;
            let each: Vec<_> = each.iter().map(|it| it.word(&words, faults)).collect();
            each.into_iter().collect()
        }
        NodeKind::Text(text) if words.iter().any(|(name, _)| name == text) => {
            let expected = format!("\"any\" or a list of drafts such as [{text:?}]");
            item.wrong(&expected, faults)
        }
        NodeKind::Text(_) => {
            let kinds = words.into_iter().map(|(name, kind)| (name, vec![kind]));
            let words: Vec<_> = kinds.chain([("any", AskKind::OF_MONEY.to_vec())]).collect();
            item.word_such_as(&words, expected, faults)
        }
        _ => item.wrong(expected, faults),
    }
}
