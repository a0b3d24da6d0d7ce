//! Reading the covers of a rule.

use chrono::NaiveDate;

use super::cap::{Pot, Sharing};
use super::condition::Condition;
use super::cover::{Cover, Source, Wants};
use super::declared::{Declared, DeclaredOf};
use super::expression::Reads;
use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_cap::{is_of, read_priority};
use super::read_clause::{read_cite, read_from, read_until};
use super::read_condition::Reader;
use super::read_rule::OutlineLabel;
use super::read_value::Wanted;
use super::section::{Item, Section};
use super::{FactType, Outcome};
use crate::word::Money;

pub(super) const COVER_KEYS: [&str; 9] = [
    "label",
    "in_force_from",
    "in_force_until",
    "per",
    "wants",
    "when",
    "from",
    "share",
    "cite",
];

pub(super) const SOURCE_KEYS: [&str; 2] = ["when", "of"];

/// Among whose items a cover takes and gives.
pub(super) const COVERED: [(&str, Pot); 2] =
    [("body", Pot::Body), ("accountable", Pot::Accountable)];

/// What a cover takes of an item: what would come to this.
pub(super) const TAKEN: [(&str, Outcome); 4] = [
    ("lapse", Outcome::Lapse),
    ("roll_over", Outcome::RollOver),
    ("revert", Outcome::Revert),
    ("re_provide", Outcome::ReProvide),
];

/// What is known of a cover even where parts of it do not load.
struct OutlineCover {
    label: Option<String>,
    from: Option<NaiveDate>,
    place: Place,
    /// Nothing where it did not load.
    cover: Option<Cover>,
}

impl Reader<'_> {
    /// Reads the `[[rule.cover]]` of a rule.
    pub(super) fn covers(
        &mut self,
        rule: &Section<'_>,
        labels: &[OutlineLabel],
        faults: &mut FaultList,
    ) -> Option<Vec<Cover>> {
        let items = rule.find_list("cover", faults);
        let covers = items.iter().map(|item| read_cover(item, self, faults));
        let covers: Vec<Option<OutlineCover>> = covers.collect();
        let known: Vec<&OutlineCover> = covers.iter().flatten().collect();
        check_covers(&known, &others(rule, labels), faults);
        covers.into_iter().map(|cover| cover?.cover).collect()
    }
}

/// The labels of the clauses and caps of the rule; what is wrong with them was told.
fn others(rule: &Section<'_>, labels: &[OutlineLabel]) -> Vec<String> {
    let told = &mut FaultList::default();
    let caps = rule.find_list("cap", told);
    let of_caps = caps.iter().filter_map(|cap| {
        let section = cap.section(told)?;
        let label = section.find("label")?.id(told)?;
        Some(label.to_owned())
    });
    let of_clauses = labels.iter().map(|it| it.label.clone());
    of_clauses.chain(of_caps).collect()
}

fn read_cover(
    item: &Item<'_>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<OutlineCover> {
    let section = item.section(faults)?;
    section.allow_only(&COVER_KEYS, faults);
    let label = section.need_id("label", faults).map(str::to_owned);
    let from = read_from(&section, faults);
    let until = read_until(&section, from, faults);
    let per = section
        .need("per", "body or accountable", faults)
        .and_then(|item| item.word(&COVERED, faults));
    let expected = "\"deficits\", or a value in pounds that each line wants";
    let wants = section
        .need("wants", expected, faults)
        .and_then(|item| read_wants(&item, reader, faults));
    let when = read_when(&section, wants.as_ref(), reader, faults);
    let expected = "a list of sources such as { when = C, of = \"lapse\" }, the first first";
    let sources = section
        .need("from", expected, faults)
        .and_then(|item| read_sources(&item, expected, reader, faults));
    let share = section
        .need("share", "pro_rata or { priority = … }", faults)
        .and_then(|item| read_share(&item, wants.as_ref(), reader, faults));
    let cite = read_cite(&section, faults);
    let whole = || {
        Some(Cover {
            label: label.clone()?,
            in_force_from: from?,
            in_force_until: until?,
            per: per?,
            wants: wants?,
            when: when?,
            from: sources?,
            share: share?,
            cite: cite?,
        })
    };
    let cover = whole();
    Some(OutlineCover {
        label,
        from,
        place: section.place().clone(),
        cover,
    })
}

fn read_wants(item: &Item<'_>, reader: &mut Reader<'_>, faults: &mut FaultList) -> Option<Wants> {
    match &item.node.kind {
        NodeKind::Text(text) if text.parse::<Money>().is_err() => item
            .word(&[("deficits", ())], faults)
            .map(|()| Wants::Deficits),
        _ => {
            let value = reader.value(item, Wanted::of(FactType::Money), faults)?;
            let mut reads = Reads::default();
            value.note_reads(&mut reads);
            check_of_line(&reads, reader.declared, item, faults);
            Some(Wants::Lines(value))
        }
    }
}

/// What a line wants, whether it does and when its turn comes is found from what all its money has
/// in common.
fn check_of_line(reads: &Reads, declared: &[Declared], item: &Item<'_>, faults: &mut FaultList) {
    let shared = |name| is_of(Pot::Body, name) || is_of(Pot::Stream, name);
    let facts = reads.facts.iter().filter(|name| !shared(**name));
    let mut strays: Vec<String> = facts.map(|name| name.name().to_owned()).collect();
    strays.extend(reads.groups.iter().map(|group| group.name().to_owned()));
    let own = declared
        .iter()
        .filter(|it| reads.own.contains(it.name().as_str()));
    let own = own.filter(|it| !matches!(it.of, DeclaredOf::Line | DeclaredOf::Body));
    strays.extend(own.map(Declared::name));
    strays.dedup();
    let expected = "facts of the body, its accountable body, the stream or the year, a fact of \
                    your own of the line or body, or a parameter";
    for stray in strays {
        faults.add(item.place.fault(FaultCode::UnknownFact, &*stray, expected));
    }
}

fn read_sources(
    item: &Item<'_>,
    expected: &str,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Vec<Source>> {
    if matches!(&item.node.kind, NodeKind::List(nodes) if nodes.is_empty()) {
        let fault = item
            .place
            .fault(FaultCode::WrongType, "an empty list", expected);
        faults.add(fault);
        return None;
    }
    let sources = item.list(faults)?;
    let sources: Vec<Option<Source>> = sources
        .iter()
        .map(|item| read_source(item, reader, faults))
        .collect();
    sources.into_iter().collect()
}

fn read_source(item: &Item<'_>, reader: &mut Reader<'_>, faults: &mut FaultList) -> Option<Source> {
    let section = item.section(faults)?;
    section.allow_only(&SOURCE_KEYS, faults);
    let when = match section.find("when") {
        None => Some(None),
        Some(item) => reader.condition(&item, faults).map(Some),
    };
    let of = match section.find("of") {
        None => Some(Outcome::Lapse),
        Some(item) => item.word(&TAKEN, faults),
    };
    Some(Source {
        when: when?,
        of: of?,
    })
}

fn read_when(
    section: &Section<'_>,
    wants: Option<&Wants>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Option<Condition>> {
    let Some(item) = section.find("when") else {
        return Some(None);
    };
    let when = reader.condition(&item, faults)?;
    if let Some(Wants::Lines(_)) = wants {
        let mut reads = Reads::default();
        when.note_reads(&mut reads);
        check_of_line(&reads, reader.declared, &item, faults);
    }
    Some(Some(when))
}

fn read_share(
    item: &Item<'_>,
    wants: Option<&Wants>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Sharing> {
    match &item.node.kind {
        NodeKind::Table(_) => {
            let share = read_priority(item, reader, faults)?;
            if let (Sharing::Priority(value), Some(Wants::Lines(_))) = (&share, wants) {
                let mut reads = Reads::default();
                value.note_reads(&mut reads);
                check_of_line(&reads, reader.declared, item, faults);
            }
            Some(share)
        }
        _ => {
            let words = [("pro_rata", Sharing::ProRata)];
            item.word_such_as(&words, "pro_rata or { priority = … }", faults)
        }
    }
}

/// What can only be seen of all covers of a rule together: their names and days.
fn check_covers(covers: &[&OutlineCover], others: &[String], faults: &mut FaultList) {
    for (place, cover) in covers.iter().enumerate() {
        let Some(label) = cover.label.as_deref() else {
            continue;
        };
        if others.iter().any(|known| known == label) {
            let found = format!("a cover {label}, beside a clause or cap of that label");
            let expected = "another label: no clause or cap of the rule has it";
            faults.add(cover.place.fault(FaultCode::Duplicate, found, expected));
        }
        let same = |other: &&OutlineCover| other.label == cover.label && other.from == cover.from;
        if let Some(from) = cover.from.filter(|_| covers[..place].iter().any(same)) {
            let found = format!("a second cover {label} from {from}");
            let expected = "one cover of a label from one day";
            faults.add(cover.place.fault(FaultCode::Overlap, found, expected));
        }
    }
}
