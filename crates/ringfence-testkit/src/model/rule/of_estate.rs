//! What is known of the items of an estate and of its lines, read off it by hand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::law::{FactName, Value};
use ringfence::noun::{BodyKind, Wording};
use ringfence::state::ItemKind;
use ringfence::word::{Calendar, FinancialYear, Money};

use super::complete::{Complete, Heard};
use crate::generate::{BODIES, Estate, SUMS_OF_ESTATE};

pub(super) type Line = (String, String);

/// One item of an estate.
#[derive(Clone, Debug)]
pub(super) struct Held<'e> {
    /// As a plan names it.
    pub(super) name: String,
    pub(super) kind: ItemKind,
    pub(super) line: &'e Line,
    /// Below nought where it is missing.
    pub(super) pence: i64,
    /// When it was asked for, and as which of all; nothing where it is free.
    pub(super) came: Option<(NaiveDate, u64)>,
}

/// The items: what is kept for something, and what is free of each line, or missing.
pub(super) fn held_of(estate: &Estate) -> Vec<Held<'_>> {
    let lots = estate.lots.iter().enumerate();
    let lots = lots.map(|(place, lot)| Held {
        name: match lot.kind {
            ItemKind::Earmark => format!("earmark:{}", lot.id),
            _ => lot.id.clone(),
        },
        kind: lot.kind,
        line: &lot.line,
        pence: lot.pence,
        came: Some((lot.day, place as u64)),
    });
    let rest = estate.given.keys().map(|line| {
        let pence = estate.free(line);
        let kind = match pence {
            ..0 => ItemKind::Deficit,
            _ => ItemKind::Free,
        };
        let (word, year) = (kind.word(), Estate::year());
        Held {
            name: format!("{word}:{}/{}/{year}/non-recurrent", line.0, line.1),
            kind,
            line,
            pence,
            came: None,
        }
    });
    lots.chain(rest.filter(|held| held.pence != 0)).collect()
}

/// The body that answers for a body.
pub(super) fn answering(body: &str) -> &str {
    let found = BODIES.iter().find(|(its, _)| *its == body);
    found.map_or(body, |(_, answers)| answers)
}

/// The nearest body of a kind at a body or above it.
pub(super) fn nearest<'b>(body: &'b str, kind: &str) -> Option<&'b str> {
    let board = answering(body);
    match kind {
        "cluster" => (board != body).then_some(body),
        "health_board" => Some(board),
        _ => Some(TOP),
    }
}

/// The government above all.
const TOP: &str = "aberwen";

pub(super) fn facts_of(estate: &Estate, held: &Held<'_>) -> Complete {
    let (body, stream) = held.line;
    let scopes = ["line", "body", "accountable", "stream"];
    let mut facts = sums_of(estate, held.line, &scopes, &[stream]);
    let text = |words: &str| Value::Text(words.into());
    let year = Estate::year();
    let (first, last) = days();
    facts.extend([
        (FactName::ItemKind, text(held.kind.word())),
        (FactName::ItemAmount, pounds(held.pence)),
        (FactName::StreamId, text(stream)),
        (FactName::BodyId, text(body)),
        (FactName::BodyAccountable, text(answering(body))),
        (FactName::BodyKind, text(kind_of(body))),
        (FactName::LineVintage, Value::Year(year)),
        (FactName::LineAge, Value::Whole(0)),
        (FactName::YearItself, Value::Year(year)),
        (FactName::YearFirstDay, Value::Date(first)),
        (FactName::YearLastDay, Value::Date(last)),
    ]);
    if held.kind == ItemKind::Earmark {
        facts.insert(FactName::ItemTied, pounds(held.pence));
    }
    Complete {
        facts,
        records: Vec::new(),
        own: own_of(estate, (body, stream), Some(Estate::year())),
    }
}

/// What a body is.
fn kind_of(body: &str) -> &'static str {
    let kind = match answering(body) == body {
        true => BodyKind::HealthBoard,
        false => BodyKind::Cluster,
    };
    kind.word()
}

/// What all money of a line has in common, the line itself left out.
pub(super) fn facts_of_line(estate: &Estate, line: &Line) -> Complete {
    let (body, stream) = line;
    let scopes = ["body", "accountable", "stream"];
    let mut facts = sums_of(estate, line, &scopes, &[stream]);
    let text = |words: &str| Value::Text(words.into());
    let (first, last) = days();
    facts.extend([
        (FactName::StreamId, text(stream)),
        (FactName::BodyId, text(body)),
        (FactName::BodyAccountable, text(answering(body))),
        (FactName::BodyKind, text(kind_of(body))),
        (FactName::YearItself, Value::Year(Estate::year())),
        (FactName::YearFirstDay, Value::Date(first)),
        (FactName::YearLastDay, Value::Date(last)),
    ]);
    Complete {
        facts,
        records: Vec::new(),
        own: own_of(estate, (body, stream), None),
    }
}

/// The first and the last day of the year.
pub(super) fn days() -> (NaiveDate, NaiveDate) {
    let calendar = Calendar::default();
    (
        calendar.first_day(Estate::year()),
        calendar.last_day(Estate::year()),
    )
}

/// What was recorded of a body, and of its line of a stream: of all its vintages, or of this one.
/// What is said of the vintage alone comes after what is said of the line that day.
pub(super) fn own_of(
    estate: &Estate,
    (body, stream): (&str, &str),
    vintage: Option<FinancialYear>,
) -> Vec<Heard> {
    let its = estate.said.iter().filter(|said| {
        let of_line = said.stream.as_deref();
        let of_vintage = said.vintage.is_none() || said.vintage == vintage;
        said.body == body && of_line.is_none_or(|its| its == stream) && of_vintage
    });
    let mut its: Vec<_> = its.collect();
    its.sort_by_key(|said| said.vintage.is_some());
    let its = its.into_iter();
    let its = its.filter_map(|said| {
        Some(Heard {
            name: said.name.clone(),
            day: said.day,
            since: said.day,
            by: said.by.clone(),
            value: said.value.clone()?,
        })
    });
    its.collect()
}

/// The sums of some scopes about a line, of these streams.
pub(super) fn sums_of(
    estate: &Estate,
    line: &Line,
    scopes: &[&str],
    streams: &[&str],
) -> BTreeMap<FactName, Value> {
    let mut facts = BTreeMap::new();
    for scope in scopes {
        let within = |its: &Line| {
            let stream = streams.contains(&its.1.as_str());
            match *scope {
                "line" => its == line,
                "body" => its.0 == line.0 && stream,
                "accountable" => answering(&its.0) == answering(&line.0) && stream,
                _ => stream,
            }
        };
        let lines: Vec<&Line> = estate.given.keys().filter(|its| within(its)).collect();
        for name in SUMS_OF_ESTATE {
            let sum = lines.iter().map(|its| sum_of(estate, its, name)).sum();
            let fact = FactName::find(&format!("{scope}.{name}"));
            facts.extend(fact.map(|fact| (fact, pounds(sum))));
        }
    }
    facts
}

fn sum_of(estate: &Estate, line: &Line, name: &str) -> i64 {
    let given = estate.given.get(line).copied().unwrap_or(0);
    let spent = estate.spent.get(line).copied().unwrap_or(0);
    let kept = |kind: ItemKind| -> i64 {
        let lots = estate.lots.iter();
        let its = lots.filter(|lot| lot.kind == kind && lot.line == *line);
        its.map(|lot| lot.pence).sum()
    };
    match name {
        "available" => estate.free(line),
        "earmarked" => kept(ItemKind::Earmark),
        "held" => kept(ItemKind::Hold),
        "committed" => kept(ItemKind::Commitment),
        "spent" => spent,
        "unspent" => given - spent,
        _ => given,
    }
}

fn pounds(pence: i64) -> Value {
    Value::Money(Money::from_pence(pence).expect("a sum in range"))
}
