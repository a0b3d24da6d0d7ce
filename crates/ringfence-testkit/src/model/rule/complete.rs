//! Facts without a gap: each unknown one filled with what it might be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use ringfence::law::{FactName, FactType, Group, Value};
use ringfence::word::{FinancialYear, Id, Money};

use crate::generate::{Given, Recording, kind_of};
use crate::tree::{self, Tree};

/// The facts of one item of which nothing is unknown.
#[derive(Clone, Debug, Default)]
pub(super) struct Complete {
    pub(super) facts: BTreeMap<FactName, Value>,
    pub(super) records: Vec<(Group, BTreeMap<FactName, Value>)>,
    pub(super) own: Vec<Heard>,
}

/// A fact of a book's own as it was recorded once, whatever was not known of it filled in.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) name: String,
    /// Its place among others of that name.
    pub(super) day: NaiveDate,
    /// The day from which it counts.
    pub(super) since: NaiveDate,
    pub(super) by: Option<String>,
    pub(super) value: Value,
}

impl Heard {
    /// What was recorded, with what it says.
    pub(super) fn of(said: &Recording, value: Value) -> Heard {
        Heard {
            name: said.name.clone(),
            day: said.day,
            since: said.day,
            by: said.by.clone(),
            value,
        }
    }
}

/// Where a value is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Fact(FactName),
    Record(usize, FactName),
    Own(usize),
}

/// A gap, under the name that is asked for, and what it might be.
#[derive(Clone, Debug)]
pub(super) struct Missing {
    pub(super) gap: Gap,
    pub(super) name: String,
    pub(super) might_be: Vec<Value>,
}

impl Complete {
    /// What is known; what is not is left out.
    pub(super) fn known(given: &Given, missing: &[Missing]) -> Complete {
        let known = |cells: &BTreeMap<FactName, Option<Value>>| {
            let cells = cells.iter();
            let known = cells.filter_map(|(name, value)| Some((*name, value.clone()?)));
            known.collect()
        };
        let records = given.records.iter();
        let own = given.own.iter().enumerate().map(|(place, said)| {
            let open = missing.iter().any(|it| it.gap == Gap::Own(place));
            let value = said.value.clone().filter(|_| !open);
            Heard::of(said, value.unwrap_or(Value::Flag(false)))
        });
        Complete {
            facts: known(&given.facts),
            records: records.map(|(group, its)| (*group, known(its))).collect(),
            own: own.collect(),
        }
    }

    pub(super) fn fill(&mut self, gap: &Gap, value: Value) {
        match gap {
            Gap::Fact(name) => {
                self.facts.insert(*name, value);
            }
            Gap::Record(place, name) => {
                self.records[*place].1.insert(*name, value);
            }
            Gap::Own(place) => self.own[*place].value = value,
        }
    }
}

/// What is missing of the facts that a book names, and what each might be.
pub(super) fn missing(book: &Tree, given: &Given) -> Vec<Missing> {
    let named = named(book);
    let stated = stated(book, given);
    let mut all = Vec::new();
    let mut add = |gap: Gap, name: &str, kind: FactType, words: &[&str]| {
        if named.contains(name) {
            let might_be = might_be(name, kind, words, &stated, given);
            let name = name.to_owned();
            all.push(Missing {
                gap,
                name,
                might_be,
            });
        }
    };
    for (name, value) in &given.facts {
        if value.is_none() {
            let entry = name.entry();
            add(Gap::Fact(*name), name.name(), entry.kind, entry.words);
        }
    }
    for (place, (_, cells)) in given.records.iter().enumerate() {
        for (name, value) in cells {
            if value.is_none() {
                let gap = Gap::Record(place, *name);
                add(gap, name.name(), name.entry().kind, name.entry().words);
            }
        }
    }
    for (place, said) in given.own.iter().enumerate() {
        let kind = kind_of(book, &said.name);
        if said.value.as_ref().map(Value::kind) != Some(kind) {
            add(Gap::Own(place), &said.name, kind, &[]);
        }
    }
    all
}

/// The facts that a book names anywhere.
fn named(book: &Tree) -> BTreeSet<String> {
    let mut named = BTreeSet::from(["item.amount".to_owned(), "stream.id".to_owned()]);
    named.insert("item.kind".to_owned());
    let mut words = Vec::new();
    every_text(book, &mut words);
    for text in words {
        match text {
            "tied" => named.insert("item.tied".to_owned()),
            text => named.insert(text.to_owned()),
        };
    }
    named
}

/// Every text of a tree.
pub(super) fn every_text<'t>(tree: &'t Tree, words: &mut Vec<&'t str>) {
    match tree {
        Tree::String(text) => words.push(text),
        Tree::Array(list) => list.iter().for_each(|one| every_text(one, words)),
        Tree::Table(table) => table.values().for_each(|one| every_text(one, words)),
        _ => {}
    }
}

/// Every value that a book states or an item has, read as each type that it could be.
pub(super) fn stated(book: &Tree, given: &Given) -> Vec<Value> {
    let mut all = Vec::new();
    read_all(book, &mut all);
    let known = given
        .facts
        .values()
        .chain(given.records.iter().flat_map(|(_, cells)| cells.values()));
    all.extend(known.flatten().cloned());
    all.extend(given.own.iter().filter_map(|said| said.value.clone()));
    all
}

fn read_all(tree: &Tree, all: &mut Vec<Value>) {
    match tree {
        Tree::Table(table) => {
            for (key, value) in table {
                if !matches!(key.as_str(), "cite" | "id" | "title" | "label") {
                    read_all(value, all);
                }
            }
        }
        Tree::Array(list) => list.iter().for_each(|one| read_all(one, all)),
        Tree::Integer(number) => {
            all.push(Value::Whole(*number));
            let pence = number.checked_mul(100);
            let sum = pence.and_then(|pence| Money::from_pence(pence).ok());
            all.extend(sum.map(Value::Money));
        }
        Tree::Datetime(_) => all.extend(tree::as_day(tree).map(Value::Date)),
        Tree::String(text) => {
            all.extend(text.parse().ok().map(Value::Money));
            all.extend(text.parse::<NaiveDate>().ok().map(Value::Date));
            all.extend(text.parse::<FinancialYear>().ok().map(Value::Year));
            all.push(Value::Text(text.as_str().into()));
        }
        _ => {}
    }
}

/// What a missing value might be: each value that it could be compared with, and those about it.
pub(super) fn might_be(
    name: &str,
    kind: FactType,
    words: &[&str],
    stated: &[Value],
    given: &Given,
) -> Vec<Value> {
    let of_kind = stated.iter().filter(|value| value.kind() == kind);
    let mut all: Vec<Value> = match kind {
        FactType::Flag => vec![Value::Flag(true), Value::Flag(false)],
        FactType::Text if !words.is_empty() => {
            let words = words.iter();
            words.map(|word| Value::Text((*word).into())).collect()
        }
        FactType::Text => {
            let other = Value::Text("nobody-else".into());
            let ids = of_kind.filter(|value| value.to_string().parse::<Id<()>>().is_ok());
            ids.cloned().chain([other]).collect()
        }
        _ => of_kind.flat_map(about).chain(ends(kind)).collect(),
    };
    if name == "item.tied" {
        let whole = match given.facts.get(&FactName::ItemAmount) {
            Some(Some(Value::Money(sum))) => sum.size(),
            _ => Money::ZERO,
        };
        all.extend([Value::Money(whole), Value::Money(Money::ZERO)]);
        let part = |value: &Value| match value {
            Value::Money(sum) => *sum >= Money::ZERO && *sum <= whole,
            _ => false,
        };
        all.retain(part);
    }
    // By more years than there are, no day can be moved: nobody records such a number.
    all.retain(|value| !matches!(value, Value::Whole(number) if number.unsigned_abs() > 120));
    all.sort();
    all.dedup();
    all
}

/// A value, the one before and the one after.
fn about(value: &Value) -> Vec<Value> {
    let mut all = vec![value.clone()];
    match value {
        Value::Money(sum) => {
            let near = [-1, 1].map(|off| Money::from_pence(sum.pence() + off));
            all.extend(near.into_iter().flatten().map(Value::Money));
        }
        Value::Whole(number) => {
            let near = [number.checked_sub(1), number.checked_add(1)];
            all.extend(near.into_iter().flatten().map(Value::Whole));
        }
        Value::Date(day) => {
            all.extend([*day - Days::new(1), *day + Days::new(1)].map(Value::Date));
        }
        Value::Year(year) => all.extend([year.previous(), year.next()].map(Value::Year)),
        _ => {}
    }
    all
}

fn ends(kind: FactType) -> Vec<Value> {
    match kind {
        FactType::Money => [Money::MIN, Money::ZERO, Money::MAX]
            .map(Value::Money)
            .to_vec(),
        FactType::Whole => [-40, 0, 40].map(Value::Whole).to_vec(),
        FactType::Date => ["1900-01-01", "2990-01-01"]
            .iter()
            .filter_map(|day| day.parse().ok().map(Value::Date))
            .collect(),
        FactType::Year => [1900, 2998]
            .into_iter()
            .filter_map(FinancialYear::starting)
            .map(Value::Year)
            .collect(),
        _ => Vec::new(),
    }
}
