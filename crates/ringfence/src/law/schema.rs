//! The JSON Schema of files of rules, made of the tables that their reader goes by.

use serde_json::{Map, Value as Json, json};

use super::book::{HEADER_KEYS, KEYS, NOTE_KEYS, REFORMED_KEYS};
use super::change::KINDS;
use super::check_duty::OVERRIDE_KEYS;
use super::declared::{FACT_KEYS, OF};
use super::parameter::{PARAMETER_KEYS, STATED_KEYS, TYPES};
use super::read_cap::CAP_KEYS;
use super::read_clause::{ASSUMPTION_KEYS, CLAUSE_KEYS, SOURCE_KEYS};
use super::read_cover::COVER_KEYS;
use super::read_rule::EXCEPTION_KEYS;
use super::reform::{self, REFORM_KEYS};
use super::{schema_rule, schema_value};

/// The JSON Schema (draft 7) of files of rules, books and reforms, for editors and checks of form.
///
/// What only a reader of the whole file can see it does not know: whether labels, parameters and
/// facts are there that others name, of which type a value is, circles and overlaps. For these,
/// and for what to write instead, see [`RuleFile::read`](crate::law::RuleFile::read).
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&ringfence::law::schema())?;
/// assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn schema() -> String {
    let mut definitions = Map::new();
    let groups = [
        words_and_days(),
        parts(),
        schema_rule::all(),
        schema_value::all(),
    ];
    for (name, of) in groups.into_iter().flatten() {
        definitions.insert(name.to_owned(), of);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of rules: a rule book, or a reform of one",
        "type": "object",
        "if": { "required": ["reform"] },
        "then": reference("reform"),
        "else": reference("book"),
        "definitions": definitions,
    });
    format!("{schema:#}\n")
}

pub(super) type Definition = (&'static str, Json);

pub(super) fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A list of what is defined under a name, which holds one at least.
pub(super) fn list_of(name: &str) -> Json {
    json!({ "type": "array", "items": reference(name), "minItems": 1 })
}

/// One of the words of a table.
pub(super) fn word_of<T>(words: &[(&str, T)]) -> Json {
    let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
    json!({ "enum": names })
}

/// A table with these keys and no others; what a key holds is said here, or is as usual.
pub(super) fn table(keys: &[&str], needed: &[&str], own: &[(&str, Json)]) -> Json {
    let of_key = |key: &&str| {
        let own = own.iter().find(|(name, _)| name == key);
        let of = own.map_or_else(|| usual(key), |(_, of)| of.clone());
        ((*key).to_owned(), of)
    };
    let properties: Map<String, Json> = keys.iter().map(of_key).collect();
    let mut table = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !needed.is_empty() {
        table["required"] = json!(needed);
    }
    table
}

/// What a key holds wherever it stands, but where a table says otherwise.
fn usual(key: &str) -> Json {
    match key {
        "id" | "label" => reference("id"),
        "in_force_from" | "in_force_until" | "read_on" | "until" => reference("day"),
        "cite" => reference("cite"),
        "when" | "where" | "not" => reference("condition"),
        "fact" => reference("fact_name"),
        "amount" => reference("amount"),
        "over" => reference("id"),
        _ if TEXTS.contains(&key) => reference("text"),
        _ => reference("value"),
    }
}

/// The keys that hold a text.
const TEXTS: [&str; 17] = [
    "title",
    "version",
    "about",
    "text",
    "meaning",
    "name",
    "reason",
    "author",
    "asks",
    "instrument",
    "clause",
    "quote",
    "paraphrase",
    "url",
    "assumption",
    "by",
    "over_hash",
];

fn words_and_days() -> Vec<Definition> {
    let text = |pattern: &str, says: &str| {
        let kind = "string";
        json!({ "type": kind, "pattern": pattern, "description": says })
    };
    let day = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    vec![
        ("text", text("\\S", "a text in quotation marks")),
        (
            "id",
            text(
                "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
                "1 to 64 letters, digits, '-', '_' or '.'",
            ),
        ),
        ("day", text(day, "a day such as 2017-03-31")),
        (
            "year",
            text(
                "^[0-9]{4}-[0-9]{2}$",
                "a financial year such as \"2016-17\"",
            ),
        ),
    ]
}

fn parts() -> Vec<Definition> {
    let source = table(&SOURCE_KEYS, &["instrument", "clause"], &[]);
    let assumption = table(&ASSUMPTION_KEYS, &["assumption", "by"], &[]);
    let note = table(&NOTE_KEYS, &["text", "cite"], &[]);
    let double = [("double_deficit", reference("text"))];
    let reformed = table(&REFORMED_KEYS, &["name", "reason", "author", "over"], &[]);
    let header = [
        ("note", json!({ "type": "array", "items": note })),
        ("override", table(&OVERRIDE_KEYS, &OVERRIDE_KEYS, &double)),
        ("reform", json!({ "type": "array", "items": reformed })),
    ];
    let fact = [("type", word_of(&TYPES)), ("of", word_of(&OF))];
    let lists = ["parameter", "fact", "rule"];
    let lists = lists.map(|list| (list, json!({ "type": "array", "items": reference(list) })));
    let [parameters, facts, rules] = lists;
    let book = [
        ("book", table(&HEADER_KEYS, &["id", "title"], &header)),
        parameters.clone(),
        facts.clone(),
        rules.clone(),
    ];
    let reform = [
        ("reform", table(&REFORM_KEYS, &REFORM_KEYS, &[])),
        (
            "change",
            json!({ "type": "array", "items": reference("change") }),
        ),
        parameters,
        facts,
        rules,
    ];
    vec![
        ("book", table(&KEYS, &["book"], &book)),
        ("reform", table(&reform::KEYS, &["reform"], &reform)),
        ("change", change()),
        ("fact", table(&FACT_KEYS, &FACT_KEYS, &fact)),
        ("parameter", parameter()),
        (
            "cite",
            json!({
                "description": "a source, or a declared assumption",
                "type": "object",
                "if": { "required": ["assumption"] },
                "then": assumption,
                "else": source,
            }),
        ),
    ]
}

/// A parameter, each of whose values is of its type.
fn parameter() -> Json {
    let values = |of: Json| {
        let stated = table(
            &STATED_KEYS,
            &["in_force_from", "value", "cite"],
            &[("value", of)],
        );
        json!({ "type": "array", "items": stated, "minItems": 1 })
    };
    let own = [
        ("type", word_of(&TYPES)),
        ("value", json!({ "type": "array" })),
    ];
    let mut parameter = table(&PARAMETER_KEYS, &["id", "type", "value"], &own);
    let of_type = |(name, _): &(&str, _)| {
        json!({
            "if": { "properties": { "type": { "const": name } }, "required": ["type"] },
            "then": { "properties": { "value": values(reference(&format!("stated_{name}"))) } },
        })
    };
    parameter["allOf"] = TYPES.iter().map(of_type).collect();
    parameter
}

/// A change of a reform: its own keys, and those of what it writes into the book.
fn change() -> Json {
    let own = ["do", "rule", "cap", "cover", "parameter", "value"];
    let of_caps = CAP_KEYS.iter().chain(&COVER_KEYS);
    let written = EXCEPTION_KEYS.iter().chain(&CLAUSE_KEYS).chain(of_caps);
    let of_asks_and_duties = ["up_to", "by", "window", "holds", "shortfall"];
    let mut keys: Vec<&str> = own.into_iter().chain(written.copied()).collect();
    keys.extend(of_asks_and_duties);
    keys.sort_unstable();
    keys.dedup();
    let mut shapes = schema_rule::shapes();
    shapes.retain(|(key, _)| *key != "label");
    shapes.extend([
        ("do", word_of(&KINDS)),
        ("label", reference("id")),
        ("rule", reference("id")),
        ("cap", reference("id")),
        ("cover", reference("id")),
        ("from", json!(true)),
        ("parameter", reference("id")),
        ("by", json!(true)),
    ]);
    let mut change = table(&keys, &["do", "in_force_from"], &shapes);
    change["oneOf"] = json!([
        { "required": ["parameter"] },
        { "required": ["rule", "label"] },
        { "required": ["rule", "cap"] },
        { "required": ["rule", "cover"] },
    ]);
    change["if"] = json!({ "properties": { "do": { "const": "remove" } } });
    change["else"] = json!({ "required": ["cite"] });
    change
}
