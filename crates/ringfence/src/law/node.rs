//! One tree for TOML and JSON: what a file says, and on which line.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{BookFaults, FaultCode, FaultList, Place};

/// A value of a file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) line: Option<usize>,
    pub(super) kind: NodeKind,
}

/// What kind of value it is.
#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Text(String),
    Whole(i64),
    Flag(bool),
    Date(NaiveDate),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    /// Something that no rule uses, such as a decimal number, as it is to be named.
    Other(&'static str),
}

impl Node {
    /// Reads a text: JSON where it begins with `{`, else TOML.
    pub(super) fn read(text: &str) -> Result<Node, BookFaults> {
        if text.trim_start().starts_with('{') {
            read_json(text)
        } else {
            read_toml(text)
        }
    }

    /// As a message names it.
    pub(super) fn found(&self) -> String {
        match &self.kind {
            NodeKind::Text(text) => format!("{:?}", shortened(text)),
            NodeKind::Whole(number) => number.to_string(),
            NodeKind::Flag(flag) => flag.to_string(),
            NodeKind::Date(day) => day.to_string(),
            NodeKind::List(_) => "a list".to_owned(),
            NodeKind::Table(_) => "a table".to_owned(),
            NodeKind::Other(name) => (*name).to_owned(),
        }
    }

    /// The same as JSON; days become text.
    pub(super) fn to_json(&self) -> Json {
        match &self.kind {
            NodeKind::Text(text) => Json::from(text.as_str()),
            NodeKind::Whole(number) => Json::from(*number),
            NodeKind::Flag(flag) => Json::from(*flag),
            NodeKind::Date(day) => Json::from(day.to_string()),
            NodeKind::List(list) => Json::Array(list.iter().map(Node::to_json).collect()),
            NodeKind::Table(entries) => {
                let pair = |(key, node): &(String, Node)| (key.clone(), node.to_json());
                Json::Object(entries.iter().map(pair).collect::<Map<_, _>>())
            }
            NodeKind::Other(_) => Json::Null,
        }
    }
}

/// A text cut so that a message stays a sentence.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(['…']).collect()
}

fn read_toml(text: &str) -> Result<Node, BookFaults> {
    let starts = line_starts(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults = FaultList::default();
    for error in &errors {
        let line = error.span().map(|span| line_of(&starts, span.start));
        let place = Place {
            line,
            key: String::new(),
        };
        let found = format!("what is no TOML ({})", shortened(error.message()));
        let expected = "lines such as in_force_from = 2016-04-01 or outcome = \"lapse\"";
        faults.add(place.fault(FaultCode::Syntax, found, expected));
    }
    let node = errors
        .is_empty()
        .then(|| table_node(table.get_ref(), Some(1), &starts));
    faults.settle(node)
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(place, _)| place + 1))
        .collect()
}

fn line_of(starts: &[usize], offset: usize) -> usize {
    starts.partition_point(|start| *start <= offset).max(1)
}

fn table_node(table: &DeTable<'_>, line: Option<usize>, starts: &[usize]) -> Node {
    let mut entries: Vec<(usize, (String, Node))> = table
        .iter()
        .map(|(key, value)| {
            let begins = key.span().start;
            let node = value_node(value, line_of(starts, begins), starts);
            (begins, (key.get_ref().to_string(), node))
        })
        .collect();
    entries.sort_by_key(|(begins, _)| *begins);
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    Node {
        line,
        kind: NodeKind::Table(entries),
    }
}

/// `line` is the line of the key: where the value's own line is later, it is taken.
fn value_node(value: &Spanned<DeValue<'_>>, line: usize, starts: &[usize]) -> Node {
    let own = line_of(starts, value.span().start).max(line);
    let line = Some(own);
    let kind = match value.get_ref() {
        DeValue::String(text) => NodeKind::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(NodeKind::Other("a number out of range"), NodeKind::Whole),
        DeValue::Float(_) => NodeKind::Other("a decimal number without quotation marks"),
        DeValue::Boolean(flag) => NodeKind::Flag(*flag),
        DeValue::Datetime(when) => day_of(when),
        DeValue::Array(list) => NodeKind::List(
            list.iter()
                .map(|value| value_node(value, own, starts))
                .collect(),
        ),
        DeValue::Table(table) => return table_node(table, line, starts),
    };
    Node { line, kind }
}

fn day_of(when: &toml::value::Datetime) -> NodeKind {
    let (Some(date), None, None) = (when.date, when.time, when.offset) else {
        return NodeKind::Other("a time of day");
    };
    NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )
    .map_or(NodeKind::Other("a day that does not exist"), NodeKind::Date)
}

fn read_json(text: &str) -> Result<Node, BookFaults> {
    serde_json::from_str::<Node>(text).map_err(|error| {
        let line = Some(error.line()).filter(|line| *line > 0);
        let place = Place {
            line,
            key: String::new(),
        };
        let found = format!("what is no JSON ({})", shortened(&error.to_string()));
        let expected = "fields such as \"in_force_from\": \"2016-04-01\"";
        BookFaults::of_one(place.fault(FaultCode::Syntax, found, expected))
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Node, D::Error> {
        from.deserialize_any(AnyNode)
            .map(|kind| Node { line: None, kind })
    }
}

struct AnyNode;

impl<'de> Visitor<'de> for AnyNode {
    type Value = NodeKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<NodeKind, E> {
        Ok(NodeKind::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<NodeKind, E> {
        Ok(NodeKind::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<NodeKind, E> {
        Ok(i64::try_from(number).map_or(NodeKind::Other("a number out of range"), NodeKind::Whole))
    }

    #[expect(
        clippy::disallowed_types,
        reason = "serde names the type; its value is refused"
    )]
    fn visit_f64<E>(self, _: f64) -> Result<NodeKind, E> {
        Ok(NodeKind::Other("a decimal number without quotation marks"))
    }

    fn visit_unit<E>(self) -> Result<NodeKind, E> {
        Ok(NodeKind::Other("null"))
    }

    fn visit_str<E>(self, text: &str) -> Result<NodeKind, E> {
        Ok(NodeKind::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NodeKind, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(NodeKind::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeKind, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        while let Some((key, node)) = map.next_entry::<String, Node>()? {
            if entries.iter().any(|(known, _)| *known == key) {
                let twice = format!("the key {key:?} stands twice");
                return Err(serde::de::Error::custom(twice));
            }
            entries.push((key, node));
        }
        Ok(NodeKind::Table(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_knows_its_line() {
        let node = Node::read("a = 1\n\n[[b]]\nc = { d = 'x' }\n").expect("TOML");
        let NodeKind::Table(entries) = node.kind else {
            panic!("no table")
        };
        let lines: Vec<_> = entries
            .iter()
            .map(|(key, node)| (key.as_str(), node.line))
            .collect();
        assert_eq!(lines, [("a", Some(1)), ("b", Some(3))]);
    }

    #[test]
    fn all_syntax_faults_are_told_with_their_lines() {
        let faults = Node::read("a = \nb = 2\nc ==\n").expect_err("no TOML");
        let lines: Vec<_> = faults.faults().iter().map(|fault| fault.line).collect();
        assert_eq!(
            (lines.first(), lines.last()),
            (Some(&Some(1)), Some(&Some(3)))
        );
        assert!(Node::read("{\"a\": 1, \"a\": 2}").is_err(), "a key twice");
        assert!(Node::read("{").is_err());
    }
}
