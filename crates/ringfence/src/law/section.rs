//! Reading the tables of a file while gathering every fault.

use chrono::NaiveDate;

use super::fault::{FaultCode, FaultList, Place};
use super::node::{Node, NodeKind, shortened};
use crate::word::{Id, Money, nearest, one_of};

/// One table of a file, and where it stands.
pub(super) struct Section<'n> {
    place: Place,
    entries: &'n [(String, Node)],
}

/// One value of a file, and where it stands.
#[derive(Clone)]
pub(super) struct Item<'n> {
    pub(super) place: Place,
    pub(super) node: &'n Node,
}

impl<'n> Item<'n> {
    /// The whole of a file.
    pub(super) fn whole(node: &'n Node) -> Item<'n> {
        Item {
            place: Place {
                line: node.line,
                key: String::new(),
            },
            node,
        }
    }

    pub(super) fn section(&self, faults: &mut FaultList) -> Option<Section<'n>> {
        match &self.node.kind {
            NodeKind::Table(entries) => Some(Section {
                place: self.place.clone(),
                entries,
            }),
            _ => self.wrong("a table", faults),
        }
    }

    pub(super) fn list(&self, faults: &mut FaultList) -> Option<Vec<Item<'n>>> {
        let NodeKind::List(nodes) = &self.node.kind else {
            return self.wrong("a list", faults);
        };
        let item = |(number, node): (usize, &'n Node)| {
            let key = format!("{}[{number}]", self.place.key);
            Item {
                place: Place {
                    line: node.line.or(self.place.line),
                    key,
                },
                node,
            }
        };
        Some(nodes.iter().enumerate().map(item).collect())
    }

    pub(super) fn text(&self, faults: &mut FaultList) -> Option<&'n str> {
        match &self.node.kind {
            NodeKind::Text(text) if !text.trim().is_empty() => Some(text),
            _ => self.wrong("a text in quotation marks", faults),
        }
    }

    pub(super) fn id(&self, faults: &mut FaultList) -> Option<&'n str> {
        let text = self.text(faults)?;
        match text.parse::<Id<()>>() {
            Ok(_) => Some(text),
            Err(error) => {
                let expected = "1 to 64 letters, digits, '-', '_' or '.'";
                let mut fault = self
                    .place
                    .fault(FaultCode::WrongType, self.node.found(), expected);
                fault.nearest = Some(error.nearest);
                faults.add(fault);
                None
            }
        }
    }

    pub(super) fn day(&self, faults: &mut FaultList) -> Option<NaiveDate> {
        let read = match &self.node.kind {
            NodeKind::Date(day) => Some(*day),
            NodeKind::Text(text) => text.parse().ok(),
            _ => None,
        };
        read.or_else(|| self.wrong("a day such as 2017-03-31", faults))
    }

    pub(super) fn flag(&self, faults: &mut FaultList) -> Option<bool> {
        match self.node.kind {
            NodeKind::Flag(flag) => Some(flag),
            _ => self.wrong("true or false", faults),
        }
    }

    pub(super) fn whole_number(&self, faults: &mut FaultList) -> Option<i64> {
        match self.node.kind {
            NodeKind::Whole(number) => Some(number),
            _ => self.wrong("a whole number", faults),
        }
    }

    pub(super) fn money(&self, faults: &mut FaultList) -> Option<Money> {
        let text = match &self.node.kind {
            NodeKind::Text(text) => text.parse().ok(),
            NodeKind::Whole(pounds) => pounds.to_string().parse().ok(),
            _ => None,
        };
        text.or_else(|| self.wrong(self.sum_wanted(), faults))
    }

    /// What to write for a sum, in place of what stands here.
    fn sum_wanted(&self) -> &'static str {
        match &self.node.kind {
            NodeKind::Text(text) if text.contains(['£', ',']) => {
                "a sum in pounds without sign and commas, such as \"1234.50\""
            }
            NodeKind::Text(text) if !text.contains('%') => "a sum in pounds such as \"1234.50\"",
            NodeKind::Text(_) | NodeKind::Other(_) => {
                "a sum in pounds such as \"1234.50\"; a share is an amount such as \
                 { of = 5, in = 100, round = \"down\" }"
            }
            _ => "a sum in pounds such as \"1234.50\"",
        }
    }

    /// One of several words, by its place among them.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)], faults: &mut FaultList) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
        let expected = one_of(&names);
        let NodeKind::Text(text) = &self.node.kind else {
            return self.wrong(&expected, faults);
        };
        let known = words
            .iter()
            .find(|(name, _)| name == text)
            .map(|(_, word)| *word);
        if known.is_none() {
            let fault = self
                .place
                .fault(FaultCode::UnknownWord, self.node.found(), expected);
            faults.add(fault.with_nearest(text, names));
        }
        known
    }

    pub(super) fn wrong<T>(&self, expected: &str, faults: &mut FaultList) -> Option<T> {
        faults.add(
            self.place
                .fault(FaultCode::WrongType, self.node.found(), expected),
        );
        None
    }
}

impl<'n> Section<'n> {
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// The first of its keys, whatever it is.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name == key)
    }

    pub(super) fn key_count(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'n str> {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn place_of(&self, key: &str, line: Option<usize>) -> Place {
        let dot = if self.place.key.is_empty() { "" } else { "." };
        let line = line.or(self.place.line);
        Place {
            line,
            key: format!("{}{dot}{key}", self.place.key),
        }
    }

    pub(super) fn find(&self, key: &str) -> Option<Item<'n>> {
        let (_, node) = self.entries.iter().find(|(name, _)| name == key)?;
        Some(Item {
            place: self.place_of(key, node.line),
            node,
        })
    }

    /// What must be there.
    pub(super) fn need(
        &self,
        key: &str,
        expected: &str,
        faults: &mut FaultList,
    ) -> Option<Item<'n>> {
        let item = self.find(key);
        if item.is_none() {
            let place = self.place_of(key, None);
            faults.add(place.fault(FaultCode::MissingKey, "nothing", expected));
        }
        item
    }

    /// A text that must be there.
    pub(super) fn need_text(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.need(key, "a text in quotation marks", faults)?
            .text(faults)
    }

    /// An id that must be there.
    pub(super) fn need_id(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.need(key, "an id", faults)?.id(faults)
    }

    /// A text that may be there.
    pub(super) fn find_text(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.find(key)?.text(faults)
    }

    /// The items of a list that may be there.
    pub(super) fn find_list(&self, key: &str, faults: &mut FaultList) -> Vec<Item<'n>> {
        self.find(key)
            .and_then(|item| item.list(faults))
            .unwrap_or_default()
    }

    /// Refuses every key but these.
    pub(super) fn allow_only(&self, keys: &[&str], faults: &mut FaultList) {
        for (key, node) in self.entries {
            if !keys.contains(&key.as_str()) {
                let mut fault = self.place_of(&shortened(key), node.line).fault(
                    FaultCode::UnknownKey,
                    format!("the key {:?}", shortened(key)),
                    one_of(keys),
                );
                fault.nearest = nearest(key, keys.iter().copied()).map(str::to_owned);
                faults.add(fault);
            }
        }
    }
}
