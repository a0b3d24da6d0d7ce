//! One dated change of a reform.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::fault::{FaultCode, FaultList, NOTHING, Place};
use super::node::Node;
use super::read_clause::CITED;
use super::read_rule::OVER_ITEMS;
use super::section::{Item, Section};

/// One dated change of one labelled value of a rule, or of a parameter.
#[derive(Clone, Debug)]
pub(super) struct Change {
    kind: ChangeKind,
    of: Target,
    from: NaiveDate,
    /// The new value, as a book writes it.
    value: Map<String, Json>,
    place: Place,
    /// As its author wrote it.
    node: Node,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Add,
    Replace,
    Remove,
}

/// What is changed.
#[derive(Clone, Debug)]
enum Target {
    Clause {
        rule: String,
        label: String,
    },
    /// A cap or a cover, by the key of its list.
    OverItems {
        rule: String,
        label: String,
        list: &'static str,
    },
    Parameter(String),
}

pub(super) const KINDS: [(&str, ChangeKind); 3] = [
    ("add", ChangeKind::Add),
    ("replace", ChangeKind::Replace),
    ("remove", ChangeKind::Remove),
];

/// Reads one `[[change]]`.
pub(super) fn read_change(item: &Item<'_>, faults: &mut FaultList) -> Option<Change> {
    let section = item.section(faults)?;
    let kind = section
        .need("do", "add, replace or remove", faults)
        .and_then(|item| item.word(&KINDS, faults));
    let (of, keys) = if section.has("parameter") {
        let id = section.need_id("parameter", faults);
        (
            id.map(|id| Target::Parameter(id.to_owned())),
            vec!["parameter"],
        )
    } else {
        let over_items = OVER_ITEMS.into_iter().find(|key| section.has(key));
        let key = over_items.unwrap_or("label");
        let rule = section.need_id("rule", faults).map(str::to_owned);
        let label = section.need_id(key, faults).map(str::to_owned);
        let of = rule.zip(label).map(|(rule, label)| match over_items {
            Some(list) => Target::OverItems { rule, label, list },
            None => Target::Clause { rule, label },
        });
        (of, vec!["rule", key])
    };
    let from = section
        .need("in_force_from", "the first day of the change", faults)
        .and_then(|item| item.day(faults));
    if kind == Some(ChangeKind::Remove) {
        let keys: Vec<&str> = keys.into_iter().chain(["do", "in_force_from"]).collect();
        section.allow_only(&keys, faults);
    } else if kind.is_some() {
        read_uncited(&section, faults);
    }
    let Json::Object(mut value) = item.node.to_json() else {
        return None;
    };
    for key in ["do", "rule", "parameter"] {
        value.remove(key);
    }
    for key in OVER_ITEMS {
        if let Some(label) = value.remove(key) {
            value.insert("label".to_owned(), label);
        }
    }
    if value.get("label").and_then(Json::as_str) == Some("base") {
        value.remove("label");
    }
    Some(Change {
        kind: kind?,
        of: of?,
        from: from?,
        value,
        place: section.place().clone(),
        node: item.node.clone(),
    })
}

fn read_uncited(section: &Section<'_>, faults: &mut FaultList) {
    if !section.has("cite") {
        let place = section.place_of("cite", None);
        faults.add(place.fault(FaultCode::Uncited, NOTHING, CITED));
    }
}

impl Change {
    /// Makes it in a book, as JSON.
    pub(super) fn make(&self, root: &mut Map<String, Json>, faults: &mut FaultList) {
        let (list, id, label, values) = match &self.of {
            Target::Clause { rule, label } if label == "base" => ("rule", rule, None, "value"),
            Target::Clause { rule, label } => ("rule", rule, Some(label.as_str()), "exception"),
            Target::OverItems { rule, label, list } => ("rule", rule, Some(label.as_str()), *list),
            Target::Parameter(id) => ("parameter", id, None, "value"),
        };
        let Some(holder) = self.find(root, (list, id), faults) else {
            return;
        };
        let over_items = OVER_ITEMS.into_iter().find(|list| *list == values);
        let values = holder.entry(values).or_insert_with(|| json!([]));
        let Some(values) = values.as_array_mut() else {
            return;
        };
        let label_of = |value: &Json| value.get("label").and_then(Json::as_str).map(str::to_owned);
        let is_it = |value: &Json| label.is_none() || label_of(value).as_deref() == label;
        if self.kind != ChangeKind::Add && !values.iter().any(is_it) {
            let labels: Vec<String> = values.iter().filter_map(label_of).collect();
            let found = format!("{:?}", label.unwrap_or("base"));
            let (key, expected, base) = match over_items {
                Some(list) => (list, format!("a {list} of that rule"), None),
                None => ("label", "a label of that rule".to_owned(), Some("base")),
            };
            let fault = self.key(key).fault(FaultCode::UnknownName, found, expected);
            let names = labels.iter().map(String::as_str).chain(base);
            faults.add(fault.with_nearest(label.unwrap_or("base"), names));
            return;
        }
        // They are applied in their order: what takes the place of one stands where that stood.
        let place = values.iter().position(is_it);
        let place = place.filter(|_| over_items.is_some());
        if self.kind != ChangeKind::Add {
            let from = self.from;
            values.retain(|value| !is_it(value) || begins(value) < Some(from));
        }
        match self.kind {
            ChangeKind::Add | ChangeKind::Replace => {
                let place = place.unwrap_or(values.len()).min(values.len());
                values.insert(place, Json::Object(self.value.clone()));
            }
            ChangeKind::Remove => {
                let ending = values.iter_mut().filter(|value| is_it(value));
                ending.for_each(|value| end_before(value, self.from));
            }
        }
    }

    /// Its key and what its author wrote, where this is what it puts into a book.
    pub(super) fn wrote(&self, value: &Map<String, Json>) -> Option<(&str, &Node)> {
        let puts = self.kind != ChangeKind::Remove && *value == self.value;
        puts.then_some((self.place.key.as_str(), &self.node))
    }

    fn key(&self, key: &str) -> Place {
        Place {
            line: self.place.line,
            key: format!("{}.{key}", self.place.key),
        }
    }

    /// The rule or the parameter that is changed.
    fn find<'r>(
        &self,
        root: &'r mut Map<String, Json>,
        (list, id): (&str, &str),
        faults: &mut FaultList,
    ) -> Option<&'r mut Map<String, Json>> {
        let all = root
            .entry(list)
            .or_insert_with(|| json!([]))
            .as_array_mut()?;
        let id_of = |one: &Json| one.get("id").and_then(Json::as_str).map(str::to_owned);
        let ids: Vec<String> = all.iter().filter_map(id_of).collect();
        let found = all.iter_mut().find(|one| id_of(one).as_deref() == Some(id));
        if found.is_none() {
            let expected = format!("the id of a {list} of the book");
            let place = self.key(list);
            let fault = place.fault(FaultCode::UnknownName, format!("{id:?}"), expected);
            faults.add(fault.with_nearest(id, ids.iter().map(String::as_str)));
        }
        found?.as_object_mut()
    }
}

fn day_of(value: &Json, key: &str) -> Option<NaiveDate> {
    value.get(key)?.as_str()?.parse().ok()
}

fn begins(value: &Json) -> Option<NaiveDate> {
    day_of(value, "in_force_from")
}

/// Ends a value on the eve of a day, unless it has ended before.
fn end_before(value: &mut Json, day: NaiveDate) {
    let Some(eve) = day.pred_opt() else { return };
    let ended = day_of(value, "in_force_until").is_some_and(|until| until <= eve);
    if let Some(value) = value.as_object_mut().filter(|_| !ended) {
        value.insert("in_force_until".to_owned(), json!(eve.to_string()));
    }
}
