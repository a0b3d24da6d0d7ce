//! Rules in the schema: their clauses and caps, by the question that they answer.

use serde_json::{Value as Json, json};

use super::ask::AskKind;
use super::read_ask::{APPROVED, ASK_KEYS, HELD};
use super::read_base::{BASE_KEYS, BASE_VALUE_KEYS, LONGEST_BASE};
use super::read_cap::{CAP_KEYS, COUNTED, EXCESS, PER_KEYS, POTS};
use super::read_clause::CLAUSE_KEYS;
use super::read_cover::{COVER_KEYS, COVERED, SOURCE_KEYS, TAKEN};
use super::read_duty::{DUTY_KEYS, DUTY_VALUE_KEYS, LONGEST};
use super::read_effect::{ASKS, LINE_KEYS, RECEIVER_KEYS, RECURRENCES, WORDS};
use super::read_rule::{EXCEPTION_KEYS, OVER_ITEMS, QUESTIONS, RULE_KEYS};
use super::rule::{OUTCOMES, RELEASES};
use super::schema::{Definition, list_of, reference, table, word_of};
use super::usage::USES;
use crate::noun::{BodyKind, Wording};

/// What is defined of rules.
pub(super) fn all() -> Vec<Definition> {
    let keys: Vec<&str> = RULE_KEYS
        .iter()
        .chain(&OVER_ITEMS)
        .chain(&["drafts"])
        .chain(&DUTY_KEYS)
        .copied()
        .collect();
    let question = [("question", word_of(&QUESTIONS))];
    let anything: Vec<(&str, Json)> = ["streams", "drafts", "bodies", "kinds", "from"]
        .into_iter()
        .chain(["value", "exception"])
        .chain(OVER_ITEMS)
        .map(|key| (key, json!(true)))
        .chain(question)
        .collect();
    let mut rule = table(&keys, &["id", "question"], &anything);
    rule["allOf"] = QUESTIONS
        .iter()
        .map(|(name, _)| of_question(name))
        .collect();
    vec![
        ("rule", rule),
        ("roll_over_rule", roll_over()),
        ("control_rule", ask(&["drafts"], "held")),
        ("virement_rule", ask(&[], "held")),
        ("approval_rule", ask(&["drafts"], "approved")),
        ("duty_rule", duty()),
        ("base_rule", base()),
        ("kept_value", clause(&[], &CLAUSE_KEYS, "amount")),
        ("kept_exception", clause(&EXCEPTION_KEYS, &CLAUSE_KEYS, "")),
        ("held_value", ask_clause(&[], &HELD.map(|(word, _)| word))),
        (
            "held_exception",
            ask_clause(&EXCEPTION_KEYS, &HELD.map(|(word, _)| word)),
        ),
        (
            "approved_value",
            ask_clause(&[], &APPROVED.map(|(word, _)| word)),
        ),
        (
            "approved_exception",
            ask_clause(&EXCEPTION_KEYS, &APPROVED.map(|(word, _)| word)),
        ),
        ("duty_value", duty_value()),
        ("base_value", base_value()),
        ("cap", cap()),
        ("cover", cover()),
        ("receivers", receivers()),
        ("line", line()),
        ("streams", any_or_list()),
    ]
}

/// What the keys of clauses and caps hold, where it is not as usual.
pub(super) fn shapes() -> Vec<(&'static str, Json)> {
    vec![
        ("outcome", json!({ "type": "string" })),
        ("to", reference("receivers")),
        ("release", word_of(&RELEASES)),
        ("use", word_of(&USES)),
        (
            "available_from",
            json!({ "anyOf": [{ "const": "next_year" }, reference("day")] }),
        ),
        ("per", per()),
        (
            "outcomes",
            json!({ "type": "array", "items": word_of(&COUNTED), "minItems": 1 }),
        ),
        ("counts", list_of("id")),
        ("share", share()),
        ("excess", word_of(&EXCESS)),
        (
            "window",
            json!({ "type": "integer", "minimum": 1, "maximum": LONGEST }),
        ),
        (
            "confirmed_years",
            json!({ "type": "integer", "minimum": 0, "maximum": LONGEST_BASE }),
        ),
        ("holds", reference("condition")),
        ("amount", reference("value")),
        (
            "label",
            json!({ "allOf": [reference("id"), { "not": { "const": "base" } }] }),
        ),
    ]
}

fn of_question(name: &str) -> Json {
    json!({
        "if": { "properties": { "question": { "const": name } }, "required": ["question"] },
        "then": reference(&format!("{name}_rule")),
    })
}

fn roll_over() -> Json {
    let keys: Vec<&str> = RULE_KEYS.into_iter().chain(OVER_ITEMS).collect();
    let own = [
        ("question", json!(true)),
        ("streams", reference("streams")),
        ("value", list_of("kept_value")),
        (
            "exception",
            json!({ "type": "array", "items": reference("kept_exception") }),
        ),
        ("cap", json!({ "type": "array", "items": reference("cap") })),
        (
            "cover",
            json!({ "type": "array", "items": reference("cover") }),
        ),
    ];
    table(&keys, &["streams", "value"], &own)
}

fn ask(more: &[&str], clauses: &str) -> Json {
    let keys: Vec<&str> = RULE_KEYS.iter().chain(more).copied().collect();
    let needed: Vec<&str> = ["streams", "value"].iter().chain(more).copied().collect();
    let exception = reference(&format!("{clauses}_exception"));
    let drafts = AskKind::ALL.map(AskKind::name);
    let listed = json!({ "type": "array", "items": { "enum": drafts }, "minItems": 1 });
    let own = [
        ("question", json!(true)),
        ("streams", reference("streams")),
        ("drafts", json!({ "anyOf": [{ "const": "any" }, listed] })),
        ("value", list_of(&format!("{clauses}_value"))),
        ("exception", json!({ "type": "array", "items": exception })),
    ];
    table(&keys, &needed, &own)
}

fn duty() -> Json {
    let kinds = word_of(BodyKind::WORDS);
    let own = [
        ("question", json!(true)),
        ("bodies", reference("streams")),
        (
            "kinds",
            json!({ "type": "array", "items": kinds, "minItems": 1 }),
        ),
        ("from", reference("year")),
        ("value", list_of("duty_value")),
    ];
    let mut duty = table(&DUTY_KEYS, &["value"], &own);
    duty["oneOf"] = json!([{ "required": ["bodies"] }, { "required": ["kinds"] }]);
    duty
}

fn base() -> Json {
    let own = [
        ("question", json!(true)),
        ("streams", reference("streams")),
        ("value", list_of("base_value")),
    ];
    table(&BASE_KEYS, &["streams", "value"], &own)
}

fn base_value() -> Json {
    let needed = ["in_force_from", "confirmed_years", "cite"];
    table(&BASE_VALUE_KEYS, &needed, &shapes())
}

fn duty_value() -> Json {
    table(
        &DUTY_VALUE_KEYS,
        &["in_force_from", "holds", "cite"],
        &shapes(),
    )
}

/// A clause of a rule on items, without one key.
fn clause(before: &[&str], keys: &[&str], without: &str) -> Json {
    let outcomes: Vec<&str> = OUTCOMES
        .iter()
        .map(|(word, _)| *word)
        .chain([ASKS])
        .collect();
    let keys = before.iter().chain(keys).copied();
    let keys: Vec<&str> = keys.filter(|key| *key != without).collect();
    let mut own = shapes();
    own.retain(|(key, _)| !["outcome", "amount"].contains(key));
    own.push(("outcome", json!({ "enum": outcomes })));
    let mut needed = vec!["in_force_from", "outcome", "cite"];
    if without.is_empty() {
        needed.extend(EXCEPTION_KEYS.iter().chain(&["amount"]));
    }
    let mut clause = table(&keys, &needed, &own);
    clause["allOf"] = json!([
        only_with(
            "roll_over",
            &["to"],
            &["to", "available_from", "release", "use"]
        ),
        only_with(ASKS, &["asks"], &["asks"]),
    ]);
    clause
}

/// A clause of a rule on drafts.
fn ask_clause(before: &[&str], words: &[&str]) -> Json {
    let keys: Vec<&str> = before.iter().chain(&ASK_KEYS).copied().collect();
    let by = json!({
        "if": { "type": "array" },
        "then": list_of("value"),
        "else": reference("value"),
    });
    let mut own = shapes();
    own.retain(|(key, _)| *key != "outcome");
    own.extend([("outcome", json!({ "enum": words })), ("by", by)]);
    let mut needed = vec!["in_force_from", "outcome", "cite"];
    needed.extend(before);
    let mut clause = table(&keys, &needed, &own);
    let allows = json!({ "properties": { "outcome": { "const": "allow" } } });
    clause["allOf"] = json!([
        only_with("approval", &["by"], &["by"]),
        only_with(ASKS, &["asks"], &["asks"]),
        { "if": allows, "then": { "properties": { "up_to": false } } },
    ]);
    clause
}

/// Keys that an outcome must have, and keys that no other has.
fn only_with(outcome: &str, needed: &[&str], only: &[&str]) -> Json {
    let strays: serde_json::Map<String, Json> = only
        .iter()
        .map(|key| ((*key).to_owned(), json!(false)))
        .collect();
    json!({
        "if": { "properties": { "outcome": { "const": outcome } }, "required": ["outcome"] },
        "then": { "required": needed },
        "else": { "properties": strays },
    })
}

fn cap() -> Json {
    let needed = ["label", "in_force_from", "per", "amount", "share", "cite"];
    table(&CAP_KEYS, &needed, &shapes())
}

fn cover() -> Json {
    let source = table(
        &SOURCE_KEYS,
        &[],
        &[("when", reference("condition")), ("of", word_of(&TAKEN))],
    );
    let mut own = shapes();
    own.retain(|(key, _)| !["per", "share"].contains(key));
    let by = table(&["priority"], &["priority"], &[]);
    own.extend([
        ("per", word_of(&COVERED)),
        ("wants", reference("value")),
        (
            "from",
            json!({ "type": "array", "items": source, "minItems": 1 }),
        ),
        (
            "share",
            json!({ "if": { "type": "object" }, "then": by, "else": { "const": "pro_rata" } }),
        ),
    ]);
    let optional = ["in_force_until", "when"];
    let needed: Vec<&str> = COVER_KEYS
        .into_iter()
        .filter(|key| !optional.contains(key))
        .collect();
    table(&COVER_KEYS, &needed, &own)
}

fn per() -> Json {
    let kinds = [("nearest", word_of(BodyKind::WORDS))];
    json!({
        "if": { "type": "object" },
        "then": table(&PER_KEYS, &PER_KEYS, &kinds),
        "else": word_of(&POTS),
    })
}

fn share() -> Json {
    let by = table(&["priority"], &["priority"], &[]);
    json!({
        "if": { "type": "object" },
        "then": by,
        "else": { "enum": ["pro_rata", "first_come"] },
    })
}

fn receivers() -> Json {
    let names = word_of(&WORDS);
    let own = [
        ("weight", json!({ "type": "integer", "minimum": 1 })),
        (
            "to",
            json!({ "if": { "type": "object" }, "then": reference("line"), "else": names }),
        ),
    ];
    let several = table(&RECEIVER_KEYS, &RECEIVER_KEYS, &own);
    let several = json!({ "type": "array", "items": several, "minItems": 1 });
    let one = json!({ "if": { "type": "object" }, "then": reference("line"), "else": names });
    json!({ "if": { "type": "array" }, "then": several, "else": one })
}

fn line() -> Json {
    let name = json!({
        "if": { "type": "object" },
        "then": reference("found"),
        "else": reference("id"),
    });
    let own = [
        ("body", name.clone()),
        ("stream", name),
        ("recurrence", word_of(&RECURRENCES)),
    ];
    let mut line = table(&LINE_KEYS, &[], &own);
    line["minProperties"] = json!(1);
    line
}

/// `"any"`, or a list of ids.
fn any_or_list() -> Json {
    let ids = json!({ "allOf": [reference("id"), { "not": { "const": "any" } }] });
    let listed = json!({ "type": "array", "items": ids, "minItems": 1 });
    json!({ "if": { "type": "array" }, "then": listed, "else": { "const": "any" } })
}
