//! One tree for TOML and JSON: what a file says, and on which line.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{BookFaults, FaultCode, FaultList, Place};
use super::hint;
use super::node_json::read_json;

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
    /// A decimal number, as it stands: no rule uses one.
    Decimal(String),
    /// Something else that no rule uses, as it is to be named.
    Other(&'static str),
}

impl Node {
    /// Reads a text: JSON where it begins with `{`, else TOML. Some editors put a mark before it.
    pub(super) fn read(text: &str) -> Result<Node, BookFaults> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') {
            read_json(text)
        } else {
            read_toml(text)
        }
    }

    /// The same of a text that nobody wrote: its lines say nothing.
    pub(super) fn without_lines(mut self) -> Node {
        self.line = None;
        match &mut self.kind {
            NodeKind::List(nodes) => {
                let each = std::mem::take(nodes).into_iter();
                *nodes = each.map(Node::without_lines).collect();
            }
            NodeKind::Table(entries) => {
                let each = std::mem::take(entries).into_iter();
                *entries = each
                    .map(|(key, node)| (key, node.without_lines()))
                    .collect();
            }
            _ => {}
        }
        self
    }

    /// The part of it at a step of a key, such as `exception[1]`.
    pub(super) fn at(&self, step: &str) -> Option<&Node> {
        let (name, places) = step.split_once('[').unwrap_or((step, ""));
        let NodeKind::Table(entries) = &self.kind else {
            return None;
        };
        let mut at = entries
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, node)| node)?;
        for place in places.split_terminator(']') {
            let NodeKind::List(nodes) = &at.kind else {
                return None;
            };
            at = nodes.get(place.trim_start_matches('[').parse::<usize>().ok()?)?;
        }
        Some(at)
    }

    /// As a message names it.
    pub(super) fn found(&self) -> String {
        match &self.kind {
            NodeKind::Text(text) => format!("{:?}", shortened(text)),
            NodeKind::Whole(number) => number.to_string(),
            NodeKind::Flag(flag) => flag.to_string(),
            NodeKind::Date(day) => day.to_string(),
            NodeKind::List(nodes) if nodes.is_empty() => "an empty list".to_owned(),
            NodeKind::List(_) => "a list".to_owned(),
            NodeKind::Table(_) => "a table".to_owned(),
            NodeKind::Decimal(number) => {
                format!("the decimal number {number} without quotation marks")
            }
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
            NodeKind::Decimal(number) => serde_json::from_str(number).unwrap_or_default(),
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
        let its = line.and_then(|line| text.lines().nth(line - 1));
        let its = its.unwrap_or_default().trim();
        let (shown, says) = (shortened(its), shortened(error.message()));
        let found = format!("{shown}, which is no TOML ({says})");
        let expected = hint::toml(its, error.message());
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
        DeValue::Float(number) => NodeKind::Decimal(number.as_str().to_owned()),
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
