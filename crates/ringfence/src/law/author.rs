//! Where the author of a reform has written what the book that comes of it holds.

use serde_json::Value as Json;

use super::change::Change;
use super::fault::Place;
use super::node::Node;

/// What a reform brings, and the book that came of it.
pub(super) struct Author<'r> {
    pub(super) changes: &'r [Change],
    pub(super) brought: &'r [(&'static str, Vec<Node>)],
    pub(super) root: &'r Json,
}

impl Author<'_> {
    /// Where it is written what stands at a key of the book; nothing where the reform has not
    /// written it.
    pub(super) fn place_of(&self, key: &str) -> Option<Place> {
        let steps: Vec<&str> = key.split('.').collect();
        let (first, rest) = steps.split_first()?;
        if let Some((key, node)) = self.brought_at(first) {
            return Some(within(key, node, rest));
        }
        let mut at = part(self.root, first)?;
        for (place, step) in rest.iter().enumerate() {
            at = part(at, step)?;
            let changes = self.changes.iter();
            let value = at.as_object();
            if let Some((key, node)) = changes.filter_map(|it| it.wrote(value?)).next_back() {
                return Some(within(key.to_owned(), node, &rest[place + 1..]));
            }
        }
        None
    }

    /// The rule, parameter or fact that the reform brings whole: it stands after those of the book.
    fn brought_at(&self, step: &str) -> Option<(String, &Node)> {
        let (list, place) = step.strip_suffix(']')?.split_once('[')?;
        let (_, brought) = self.brought.iter().find(|(name, _)| *name == list)?;
        let all = self.root.get(list)?.as_array()?.len();
        let place: usize = place.parse().ok()?;
        let its = place.checked_sub(all.checked_sub(brought.len())?)?;
        Some((format!("{list}[{its}]"), brought.get(its)?))
    }
}

/// The part of a value at a step of a key, such as `exception[1]`.
fn part<'j>(of: &'j Json, step: &str) -> Option<&'j Json> {
    match step.strip_suffix(']') {
        None => of.get(step),
        Some(step) => {
            let (name, place) = step.split_once('[')?;
            of.get(name)?.get(place.parse::<usize>().ok()?)
        }
    }
}

/// The place below a node that these steps lead to, as far as they do.
fn within(mut key: String, node: &Node, steps: &[&str]) -> Place {
    let mut line = node.line;
    let mut at = Some(node);
    for step in steps {
        key.extend([".", *step]);
        at = at.and_then(|node| node.at(step));
        line = at.and_then(|node| node.line).or(line);
    }
    Place { line, key }
}
