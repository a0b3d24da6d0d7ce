//! The tree of a file that is JSON.

use std::cell::Cell;
use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::{BookFaults, FaultCode, Place};
use super::node::{Node, NodeKind, shortened};

pub(super) fn read_json(text: &str) -> Result<Node, BookFaults> {
    let line = Cell::new(1);
    let bytes = text.as_bytes();
    let mut from = serde_json::Deserializer::from_reader(Counted { bytes, line: &line });
    let read = AnyNode { line: &line }.deserialize(&mut from);
    let read = read.and_then(|node| from.end().map(|()| node));
    read.map_err(|error| {
        let line = Some(error.line()).filter(|line| *line > 0);
        let place = Place {
            line,
            key: String::new(),
        };
        let its = line.and_then(|line| text.lines().nth(line - 1));
        let its = shortened(its.unwrap_or_default().trim());
        let says = error.to_string();
        let says = says.split(" at line ").next().unwrap_or_default();
        let found = format!("{its}, which is no JSON ({})", shortened(says));
        let expected = "fields such as \"in_force_from\": \"2016-04-01\"";
        BookFaults::of_one(place.fault(FaultCode::Syntax, found, expected))
    })
}

/// The bytes of a text, and the line of the last that was read.
struct Counted<'t> {
    bytes: &'t [u8],
    line: &'t Cell<usize>,
}

impl io::Read for Counted<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = io::Read::read(&mut self.bytes, to)?;
        let ends = to[..read].iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + ends);
        Ok(read)
    }
}

/// A value that begins on the line reached, a key's on that of its key.
#[derive(Clone, Copy)]
struct AnyNode<'t> {
    line: &'t Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for AnyNode<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        let line = Some(self.line.get());
        let kind = from.deserialize_any(self)?;
        Ok(Node { line, kind })
    }
}

impl<'de> Visitor<'de> for AnyNode<'_> {
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
    fn visit_f64<E>(self, number: f64) -> Result<NodeKind, E> {
        Ok(NodeKind::Decimal(number.to_string()))
    }

    fn visit_unit<E>(self) -> Result<NodeKind, E> {
        Ok(NodeKind::Other("null"))
    }

    fn visit_str<E>(self, text: &str) -> Result<NodeKind, E> {
        Ok(NodeKind::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NodeKind, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(self)? {
            nodes.push(node);
        }
        Ok(NodeKind::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeKind, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let node = map.next_value_seed(self)?;
            if entries.iter().any(|(known, _)| *known == key) {
                let twice = format!("the key {key:?} stands twice");
                return Err(serde::de::Error::custom(twice));
            }
            entries.push((key, node));
        }
        Ok(NodeKind::Table(entries))
    }
}
