//! Reading the tables of a file while gathering every fault.

use chrono::NaiveDate;

use super::fault::{FaultCode, FaultList, NOTHING, Place};
use super::hint::{self, Hint};
use super::node::{Node, NodeKind, shortened};
use crate::word::{Id, Money, one_of};

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
        self.section_such_as("a table", faults)
    }

    /// A table; where it is none, what is expected of it is said.
    pub(super) fn section_such_as(
        &self,
        expected: &str,
        faults: &mut FaultList,
    ) -> Option<Section<'n>> {
        match &self.node.kind {
            NodeKind::Table(entries) => Some(Section {
                place: self.place.clone(),
                entries,
            }),
            _ => self.wrong(expected, faults),
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
        match &self.node.kind {
            NodeKind::Date(day) => Some(*day),
            NodeKind::Text(text) => text.parse().ok().or_else(|| {
                if hint::is_no_day(text) {
                    let found = format!("{}, which does not exist", self.node.found());
                    let expected = "a day such as 2017-03-31";
                    faults.add(self.place.fault(FaultCode::WrongType, found, expected));
                    return None;
                }
                self.hinted(hint::day(text), faults)
            }),
            _ => self.wrong("a day such as 2017-03-31", faults),
        }
    }

    pub(super) fn flag(&self, faults: &mut FaultList) -> Option<bool> {
        match self.node.kind {
            NodeKind::Flag(flag) => Some(flag),
            NodeKind::Text(_) => self.wrong("true or false without quotation marks", faults),
            _ => self.wrong("true or false", faults),
        }
    }

    pub(super) fn whole_number(&self, faults: &mut FaultList) -> Option<i64> {
        match &self.node.kind {
            NodeKind::Whole(number) => Some(*number),
            NodeKind::Text(text) if text.parse::<i64>().is_ok() => {
                self.wrong("a whole number without quotation marks", faults)
            }
            _ => self.wrong("a whole number", faults),
        }
    }

    pub(super) fn money(&self, faults: &mut FaultList) -> Option<Money> {
        match &self.node.kind {
            NodeKind::Text(text) => text
                .parse()
                .ok()
                .or_else(|| self.hinted(hint::sum(text), faults)),
            NodeKind::Whole(pounds) => pounds
                .to_string()
                .parse()
                .ok()
                .or_else(|| self.wrong("a sum in pounds such as \"1234.50\"", faults)),
            NodeKind::Decimal(_) => self.wrong(hint::SHARE, faults),
            _ => self.wrong("a sum in pounds such as \"1234.50\"", faults),
        }
    }

    fn hinted<T>(&self, hint: Hint, faults: &mut FaultList) -> Option<T> {
        let found = self.node.found();
        let mut fault = self.place.fault(FaultCode::WrongType, found, hint.expected);
        fault.nearest = hint.nearest;
        faults.add(fault);
        None
    }

    /// One of several words, by its place among them.
    pub(super) fn word<T: Clone>(&self, words: &[(&str, T)], faults: &mut FaultList) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
        self.word_such_as(words, &one_of(&names), faults)
    }

    /// The same; where it is none of them, what is expected is said.
    pub(super) fn word_such_as<T: Clone>(
        &self,
        words: &[(&str, T)],
        expected: &str,
        faults: &mut FaultList,
    ) -> Option<T> {
        let names = words.iter().map(|(name, _)| *name);
        let NodeKind::Text(text) = &self.node.kind else {
            return self.wrong(expected, faults);
        };
        let known = words
            .iter()
            .find(|(name, _)| name == text)
            .map(|(_, word)| word.clone());
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

    /// Its keys, as a message names them.
    pub(super) fn keys_found(&self) -> String {
        let keys: Vec<&str> = self.keys().collect();
        match keys.as_slice() {
            [] => "an empty table".to_owned(),
            [key] => format!("the key {key}"),
            keys => format!("the keys {}", keys.join(", ")),
        }
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
            faults.add(place.fault(FaultCode::MissingKey, NOTHING, expected));
        }
        item
    }

    /// A text that must be there.
    pub(super) fn need_text(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.need(key, "a text in quotation marks", faults)?
            .text(faults)
    }

    /// The tables of a list that must be there, and hold one at least.
    pub(super) fn need_list(
        &self,
        key: &str,
        (code, expected): (FaultCode, &str),
        faults: &mut FaultList,
    ) -> Vec<Item<'n>> {
        let empty =
            |item: &Item<'_>| matches!(&item.node.kind, NodeKind::List(it) if it.is_empty());
        let found = match self.find(key) {
            None => NOTHING,
            Some(item) if empty(&item) => "an empty list",
            Some(_) => return self.find_list(key, faults),
        };
        faults.add(self.place_of(key, None).fault(code, found, expected));
        Vec::new()
    }

    /// An id that must be there.
    pub(super) fn need_id(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.need(key, "an id", faults)?.id(faults)
    }

    /// A text that may be there.
    pub(super) fn find_text(&self, key: &str, faults: &mut FaultList) -> Option<&'n str> {
        self.find(key)?.text(faults)
    }

    /// The tables of a list that may be there. One in single brackets is read all the same, so
    /// that its own faults are told as well.
    pub(super) fn find_list(&self, key: &str, faults: &mut FaultList) -> Vec<Item<'n>> {
        let Some(mut item) = self.find(key) else {
            return Vec::new();
        };
        if !matches!(item.node.kind, NodeKind::Table(_)) {
            return item.list(faults).unwrap_or_default();
        }
        let names = item.place.key.split('.');
        let names = names.map(|name| name.split('[').next().unwrap_or(name));
        let path = names.collect::<Vec<_>>().join(".");
        let expected = format!("a list of tables: [[{path}]], in double brackets");
        item.wrong::<()>(&expected, faults);
        item.place.key.push_str("[0]");
        vec![item]
    }

    /// Refuses every key but these.
    pub(super) fn allow_only(&self, keys: &[&str], faults: &mut FaultList) {
        for (key, node) in self.entries {
            if !keys.contains(&key.as_str()) {
                let place = self.place_of(&shortened(key), node.line);
                let found = format!("the key {:?}", shortened(key));
                faults.add(match hint::key(key, keys) {
                    Some(expected) => place.fault(FaultCode::UnknownKey, found, expected),
                    None => place
                        .fault(FaultCode::UnknownKey, found, one_of(keys))
                        .with_nearest(key, keys.iter().copied()),
                });
            }
        }
    }
}
