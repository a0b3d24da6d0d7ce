//! What can only be seen of a whole book: names, dates and circles.

use std::collections::BTreeMap;

use super::fault::{FaultCode, FaultList};
use super::read_rule::{Outline, OutlineLabel};
use super::rule::Streams;

/// Checks the rules of a book against each other.
pub(super) fn check(rules: &[Outline], faults: &mut FaultList) {
    for (place, rule) in rules.iter().enumerate() {
        let earlier = &rules[..place];
        let same = earlier.iter().find(|other| other.id == rule.id);
        if let (Some(id), Some(first)) = (&rule.id, same) {
            let found = format!("a second rule {id}{}", first.place.beside());
            faults.add(
                rule.place
                    .fault(FaultCode::Duplicate, found, "one rule of this id"),
            );
        }
        for other in earlier {
            check_streams(rule, other, faults);
        }
        check_overlaps(&rule.labels, faults);
        check_names(&rule.labels, faults);
        check_circles(&rule.labels, faults);
    }
}

fn check_streams(rule: &Outline, other: &Outline, faults: &mut FaultList) {
    let (Some(these), Some(those)) = (&rule.streams, &other.streams) else {
        return;
    };
    let apart = |kind| !other.drafts.contains(kind);
    if rule.question != other.question || (!rule.drafts.is_empty() && rule.drafts.iter().all(apart))
    {
        return;
    }
    let shared = match (these, those) {
        (Streams::Any, Streams::Any) => Some("any"),
        (Streams::These(these), Streams::These(those)) => these
            .iter()
            .find(|id| those.contains(id))
            .map(String::as_str),
        _ => None,
    };
    if let Some(stream) = shared {
        let other = other.id.as_deref().unwrap_or("another rule");
        let found = format!("the stream {stream}, which {other} covers");
        let expected = "one rule for each question and stream";
        faults.add(rule.place.fault(FaultCode::Duplicate, found, expected));
    }
}

fn check_overlaps(labels: &[OutlineLabel], faults: &mut FaultList) {
    for (place, label) in labels.iter().enumerate() {
        let same = |other: &OutlineLabel| other.label == label.label && other.from == label.from;
        let first = labels[..place].iter().find(|other| same(other));
        let Some((from, first)) = label.from.zip(first) else {
            continue;
        };
        let beside = first.place.beside();
        let found = format!("a second value of {} from {from}{beside}", label.label);
        let expected = "one value of a label from one day";
        faults.add(label.place.fault(FaultCode::Overlap, found, expected));
    }
}

fn check_names(labels: &[OutlineLabel], faults: &mut FaultList) {
    for label in labels {
        let Some((over, place)) = &label.over else {
            continue;
        };
        if over != "base" && !labels.iter().any(|other| other.label == *over) {
            let expected = "base or the label of another exception of this rule";
            let fault = place.fault(FaultCode::UnknownName, format!("{over:?}"), expected);
            let names = labels.iter().map(|other| other.label.as_str());
            faults.add(fault.with_nearest(over, names.chain(["base"])));
        }
    }
}

/// Every circle once, at its first label, with every link.
fn check_circles(labels: &[OutlineLabel], faults: &mut FaultList) {
    let mut over: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for label in labels {
        let links = over.entry(&label.label).or_default();
        let name = label.over.as_ref().map(|(name, _)| name.as_str());
        links.extend(name.filter(|name| !links.contains(name)));
    }
    let mut told: Vec<Vec<&str>> = Vec::new();
    for label in labels {
        let Some(circle) = circle_from(&label.label, &over) else {
            continue;
        };
        let mut members = circle.clone();
        members.sort_unstable();
        if told.contains(&members) {
            continue;
        }
        told.push(members);
        let next = circle.iter().cycle().skip(1);
        // Of several values of the label, the one that closes it.
        let closes = |it: &&OutlineLabel| {
            let over = it.over.as_ref().map(|(over, _)| over.as_str());
            it.label == label.label && over == next.clone().next().copied()
        };
        let place = labels
            .iter()
            .find(closes)
            .map_or(&label.place, |it| &it.place);
        let links: Vec<String> = circle
            .iter()
            .zip(next.clone())
            .map(|(one, other)| format!("{one} over {other}"))
            .collect();
        let found = format!("a circle: {}", links.join(", "));
        let expected = "exceptions that lead down to base";
        faults.add(place.fault(FaultCode::Circle, found, expected));
    }
}

/// The shortest way from a label over others back to itself.
fn circle_from<'l>(start: &'l str, over: &BTreeMap<&'l str, Vec<&'l str>>) -> Option<Vec<&'l str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = std::collections::VecDeque::from([start]);
    while let Some(label) = waiting.pop_front() {
        for next in over.get(label).into_iter().flatten() {
            if *next == start {
                let mut way = vec![label];
                let mut last = label;
                while let Some(before) = came_from.get(last).filter(|_| last != start) {
                    way.push(before);
                    last = before;
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, label);
                waiting.push_back(next);
            }
        }
    }
    None
}
