//! The core is pure and exact: no floats, no clock, no disk, no environment, no threads, no chance.

use crate::item::functions;
use crate::source::{Finding, Source, has_word};

/// What the core may not name, and what to do instead.
const IMPURE: [(&str, &str); 20] = [
    ("SystemTime", "take the date as an argument"),
    ("Instant", "take the date as an argument"),
    ("Utc::now", "take the date as an argument"),
    ("Local::now", "take the date as an argument"),
    ("chrono::Local", "take the date as an argument"),
    (
        "std::fs",
        "read text in memory; stores and formats open files",
    ),
    ("fs::", "read text in memory; stores and formats open files"),
    (
        "File::open",
        "read text in memory; stores and formats open files",
    ),
    ("std::env", "take an argument"),
    ("env::", "take an argument"),
    ("std::net", "the core reaches no network"),
    ("net::", "the core reaches no network"),
    ("std::thread", "the core has no threads"),
    ("thread::", "the core has no threads"),
    ("std::process", "the core starts no program and ends none"),
    ("process::", "the core starts no program and ends none"),
    (
        "RandomState",
        "its order differs from run to run: take a BTreeMap",
    ),
    ("rand", "take what is drawn by chance as an argument"),
    ("println!", "give back a value; whoever asked may print it"),
    ("eprintln!", "give back a value; whoever asked may print it"),
];

pub(crate) fn the_core_has_no_floats(source: &Source) -> Vec<Finding> {
    if source.path_in_core().is_none() {
        return Vec::new();
    }
    // A reader of rule books is handed one by serde, and says what to write instead.
    let refuses = |code: &str| code.contains("fn visit_f64");
    let has_float = |code: &str| has_word(code, "f32") || has_word(code, "f64");
    let is_float = |code: &str| has_float(code) && !refuses(code);
    source.where_code(is_float, "money is Money and a rate is a Ratio: no floats")
}

pub(crate) fn the_core_has_no_clock_disk_or_chance(source: &Source) -> Vec<Finding> {
    if source.path_in_core().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (word, instead) in IMPURE {
        let what = format!("no {word} in the core: {instead}");
        found.extend(source.where_code(|code| has_word(code, word), &what));
    }
    found
}

pub(crate) fn public_functions_of_the_core_take_no_booleans(source: &Source) -> Vec<Finding> {
    if source.path_in_core().is_none() {
        return Vec::new();
    }
    let takes_boolean = |parameters: &str| {
        let mut after_colon = parameters.split(" : ").skip(1);
        after_colon.any(|kind| kind.starts_with("bool ") || kind.starts_with("& bool "))
    };
    functions(source)
        .into_iter()
        .filter(|function| function.is_public && takes_boolean(&function.parameters))
        .map(|function| {
            let what = format!(
                "{} takes a boolean: take an enum whose variants say what is meant",
                function.name
            );
            Finding::new(&source.path, function.first_line, what)
        })
        .collect()
}

pub(crate) fn a_year_is_never_a_number(source: &Source) -> Vec<Finding> {
    if source.path_in_core().is_none() {
        return Vec::new();
    }
    let is_number = |parameters: &str| {
        let mut years = parameters.match_indices(" year : ");
        years.any(|(at, name)| {
            let kind = parameters[at + name.len()..]
                .split(' ')
                .next()
                .unwrap_or_default();
            ["i16", "i32", "i64", "u16", "u32", "u64"].contains(&kind)
        })
    };
    functions(source)
        .into_iter()
        .filter(|function| function.is_public && is_number(&function.parameters))
        .map(|function| {
            let what = format!(
                "{} takes a year as a number: take a FinancialYear",
                function.name
            );
            Finding::new(&source.path, function.first_line, what)
        })
        .collect()
}
