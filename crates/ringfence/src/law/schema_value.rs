//! Values and conditions in the schema.

use serde_json::{Map, Value as Json, json};

use super::condition::Operator;
use super::parameter::TYPES;
use super::read_condition::{CONDITION_HEADS, OPERATORS};
use super::read_reckoned::{CASE_KEYS, UNITS, WAYS, keys_beside};
use super::read_share::ROUNDINGS;
use super::read_value::HEADS;
use super::schema::{Definition, list_of, reference, table, word_of};
use super::{FactEntry, FactType, Group, vocabulary};

/// What is defined of values and conditions.
pub(super) fn all() -> Vec<Definition> {
    let facts: Vec<&str> = vocabulary().iter().map(|entry| entry.name()).collect();
    let groups = Group::ALL.map(Group::name);
    let own = json!({ "type": "string", "pattern": "^own\\.[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" });
    let any = json!({ "anyOf": [{ "enum": facts }, reference("own_name")] });
    vec![
        ("own_name", own),
        ("fact_name", any),
        ("group", json!({ "enum": groups })),
        (
            "value",
            value(json!(["string", "integer", "boolean", "object"])),
        ),
        ("amount", amount()),
        ("found", found()),
        ("case", table(&CASE_KEYS, &CASE_KEYS, &[])),
        ("moved_by", moved_by()),
        ("condition", condition()),
        ("stated_money", stated_money()),
        ("stated_date", reference("day")),
        ("stated_year", reference("year")),
        ("stated_text", reference("text")),
        ("stated_whole", json!({ "type": "integer" })),
        ("stated_flag", json!({ "type": "boolean" })),
        ("compared_money", compared("money")),
        ("compared_date", compared("date")),
        ("compared_year", compared("year")),
        ("compared_text", compared("text")),
        ("compared_whole", compared("whole")),
        ("compared_flag", compared("flag")),
    ]
}

fn value(kinds: Json) -> Json {
    json!({ "type": kinds, "if": { "type": "object" }, "then": reference("found") })
}

fn stated_money() -> Json {
    json!({
        "description": "a sum in pounds such as \"1234.50\"",
        "type": ["string", "integer"],
        "pattern": "^-?[0-9]+(\\.[0-9]{1,2}0*)?$",
    })
}

/// How much a clause takes: never less than nothing.
fn amount() -> Json {
    let mut amount = value(json!(["string", "integer", "object"]));
    amount["pattern"] = json!("^(all|tied|[0-9]+(\\.[0-9]{1,2}0*)?)$");
    amount["minimum"] = json!(0);
    amount
}

/// A value that is found: by the first of its keys, in the order in which the reader looks.
fn found() -> Json {
    let unknown = json!({ "properties": { "fact": false }, "required": ["fact"] });
    let of = HEADS.iter().rev().fold(
        unknown,
        |rest, head| json!({ "if": { "required": [head] }, "then": of_head(head), "else": rest }),
    );
    json!({ "type": "object", "allOf": [of] })
}

fn of_head(head: &str) -> Json {
    let keys = keys_beside(head);
    let optional: &[&str] = match head {
        "of" => &["to_whole", "from"],
        _ => &["by", "on", "in_year", "where"],
    };
    let moves = matches!(head, "day" | "year");
    let needed = keys.iter().filter(|key| !optional.contains(key));
    let needed: Vec<&str> = needed
        .filter(|key| !moves || **key == head)
        .copied()
        .collect();
    let number = |most: u8| json!({ "type": "integer", "minimum": 1, "maximum": most });
    let many = || json!({ "type": "array", "items": reference("value"), "minItems": 1 });
    let mut own = vec![
        ("over", reference("group")),
        ("cases", list_of("case")),
        ("round", word_of(&ROUNDINGS)),
        ("parameter", reference("id")),
        ("by", value(json!(["string", "object"]))),
        ("recorded_on", reference("own_name")),
        ("recorded_by", reference("own_name")),
        ("least", many()),
        ("greatest", many()),
        ("count", reference("group")),
        ("days_over", reference("group")),
    ];
    match head {
        "month" => own.extend([("month", number(12)), ("day", number(31))]),
        "day" | "year" => {
            own.extend([
                ("plus", reference("moved_by")),
                ("minus", reference("moved_by")),
            ]);
        }
        "of" => own.extend([
            ("of", whole_from(0)),
            ("in", whole_from(1)),
            ("to_whole", step()),
        ]),
        _ => own.extend([("plus", many()), ("minus", many())]),
    }
    let mut found = table(keys, &needed, &own);
    if moves {
        let ways = WAYS.map(|(way, _)| json!({ "required": [way] }));
        found["oneOf"] = json!(ways);
    }
    found
}

/// What a share is a whole multiple of: a penny or more where it is stated.
fn step() -> Json {
    let mut step = value(json!(["string", "integer", "object"]));
    let (pounds, pence) = (
        "[0-9]*[1-9][0-9]*(\\.[0-9]{1,2}0*)?",
        "0+\\.(0[1-9]|[1-9][0-9]?)0*",
    );
    step["pattern"] = json!(format!("^(all|tied|{pounds}|{pence})$"));
    step["minimum"] = json!(1);
    step
}

/// A whole number, stated or found.
fn whole() -> Json {
    value(json!(["integer", "object"]))
}

/// The same, from a number on where it is stated.
fn whole_from(least: u8) -> Json {
    let mut whole = whole();
    whole["minimum"] = json!(least);
    whole
}

fn moved_by() -> Json {
    let units = UNITS.map(|(unit, _)| unit);
    let mut by = table(&units, &[], &units.map(|unit| (unit, whole())));
    by["minProperties"] = json!(1);
    by["maxProperties"] = json!(1);
    by
}

/// A condition, by the one of its heads that stands there.
fn condition() -> Json {
    let mut keys: Vec<&str> = CONDITION_HEADS.to_vec();
    keys.extend(OPERATORS.iter().map(|(key, _)| *key).chain(["where"]));
    let mut own: Vec<(&str, Json)> = vec![
        ("recorded", json!({ "type": "boolean" })),
        ("one_of", list_of("value")),
        ("none_of", list_of("value")),
    ];
    let over = || {
        json!({
            "if": { "type": "array" },
            "then": list_of("condition"),
            "else": reference("group"),
        })
    };
    own.extend([("all", over()), ("any", over())]);
    let mut condition = table(&keys, &[], &own);
    let heads = CONDITION_HEADS.map(|head| json!({ "required": [head] }));
    condition["oneOf"] = json!(heads);
    let heads = CONDITION_HEADS.iter().map(|head| beside(head));
    let typed = TYPES.iter().map(of_facts);
    let worded = vocabulary().iter().filter(|entry| !entry.words.is_empty());
    condition["allOf"] = heads.chain(typed).chain(worded.map(of_words)).collect();
    condition
}

/// What facts of a type are compared by, and with.
fn of_facts((name, kind): &(&str, FactType)) -> Json {
    let entries = vocabulary().iter().filter(|entry| entry.kind == *kind);
    let names: Vec<&str> = entries.map(|entry| entry.name()).collect();
    let against = reference(&format!("compared_{name}"));
    let of = |(key, operator): &(&str, Operator)| {
        let with = match operator {
            _ if !operator.suits(*kind) => json!(false),
            Operator::Recorded => json!(true),
            Operator::OneOf | Operator::NoneOf => json!({ "items": against }),
            _ => against.clone(),
        };
        ((*key).to_owned(), with)
    };
    let properties: Map<String, Json> = OPERATORS.iter().map(of).collect();
    json!({ "if": is_fact(&names), "then": { "properties": properties } })
}

/// The words that a fact may be, where they are closed.
fn of_words(entry: &FactEntry) -> Json {
    let word = json!({
        "if": { "type": "string" },
        "then": { "enum": entry.words },
    });
    let words = json!({ "items": word });
    let properties = json!({ "is": word, "is_not": word, "one_of": words, "none_of": words });
    json!({ "if": is_fact(&[entry.name()]), "then": { "properties": properties } })
}

fn is_fact(names: &[&str]) -> Json {
    json!({ "properties": { "fact": { "enum": names } }, "required": ["fact"] })
}

/// What a value of a type is compared with: one that is stated, or found.
fn compared(name: &str) -> Json {
    let stated = match name {
        "money" => json!({ "anyOf": [{ "enum": ["all", "tied"] }, reference("stated_money")] }),
        _ => reference(&format!("stated_{name}")),
    };
    json!({ "if": { "type": "object" }, "then": reference("found"), "else": stated })
}

/// What may stand beside a head of a condition.
fn beside(head: &str) -> Json {
    let compares = matches!(head, "fact" | "value");
    let then = match head {
        "not" => json!({ "maxProperties": 1 }),
        _ if compares => json!({
            "minProperties": 2,
            "maxProperties": 2,
            "properties": { "where": false },
        }),
        _ => json!({
            "if": { "properties": { head: { "type": "array" } } },
            "then": { "maxProperties": 1 },
            "else": { "required": ["where"], "maxProperties": 2 },
        }),
    };
    json!({ "if": { "required": [head] }, "then": then })
}
