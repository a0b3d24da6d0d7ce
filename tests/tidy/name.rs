//! One word, one thing: what the glossary bans from names is in none of ours.

use crate::item::definitions;
use crate::source::{Finding, Source};

const GLOSSARY: &str = "crates/ringfence/docs/glossary.md";
const SECTION: &str = "## Never in names";
const EMPTY_ENDINGS: [&str; 6] = ["Manager", "Handler", "Helper", "Data", "Info", "Utils"];

/// The words of the glossary's last section: list items that begin with a word of code.
pub(crate) fn banned_words() -> Vec<String> {
    let glossary = std::fs::read_to_string(crate::tree::root().join(GLOSSARY));
    let glossary = glossary.expect("the core has a glossary");
    let section = glossary.lines().skip_while(|line| *line != SECTION).skip(1);
    section
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("- `")?.split('`').next())
        .map(str::to_owned)
        .collect()
}

pub(crate) fn no_name_has_a_banned_word(source: &Source, banned: &[String]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, kind, name) in names(source) {
        if source.is_test(line) {
            continue;
        }
        let words = words(&name);
        if let Some(word) = banned.iter().find(|word| has(&words, word)) {
            let what = format!("{kind} {name}: {word:?} is never in a name, see {GLOSSARY}");
            found.push(Finding::new(&source.path, line, what));
        }
        let is_type = ["struct", "enum", "trait", "type", "class"].contains(&kind);
        if let Some(ending) = EMPTY_ENDINGS
            .iter()
            .find(|end| is_type && name.ends_with(*end))
        {
            let what = format!("{kind} {name}: say what it is; {ending:?} does not");
            found.push(Finding::new(&source.path, line, what));
        }
        if kind == "mod" && ["util", "utils", "helpers", "misc", "common"].contains(&name.as_str())
        {
            let what = format!("mod {name}: what has no home has no name yet");
            found.push(Finding::new(&source.path, line, what));
        }
    }
    found
}

fn names(source: &Source) -> Vec<(usize, &'static str, String)> {
    if source.is_rust() {
        let all = definitions(source).into_iter();
        return all.map(|it| (it.line, it.kind, it.name)).collect();
    }
    let mut found = Vec::new();
    for (at, line) in source.numbered().filter(|_| source.is_python()) {
        for kind in ["def", "class"] {
            let code = line.code.trim_start();
            let rest = code
                .strip_prefix(kind)
                .and_then(|rest| rest.strip_prefix(' '));
            let end = |letter: char| !letter.is_alphanumeric() && letter != '_';
            if let Some(name) = rest.and_then(|rest| rest.split(end).next()) {
                found.push((at, kind, name.to_owned()));
            }
        }
    }
    found
}

/// `CarryForwardLimit` and `carry_forward_limit` are `carry`, `forward`, `limit`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() && after_small {
            words.push(String::new());
        }
        if letter != '_' {
            words
                .last_mut()
                .expect("there is one")
                .extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words
}

/// Whether the words of a name have a banned one, in any form: `transferred`, `budgets`. A
/// *committee return* is one word of the glossary.
fn has(words: &[String], banned: &str) -> bool {
    let words = words
        .join(" ")
        .replace("committee return", "committee-return");
    let words: Vec<&str> = words.split(' ').collect();
    let wanted: Vec<&str> = banned.split('_').collect();
    words.windows(wanted.len()).any(|part| {
        part.iter()
            .zip(&wanted)
            .all(|(word, wanted)| word.starts_with(wanted))
    })
}

#[test]
fn the_glossary_gives_the_banned_words() {
    let banned = banned_words();
    assert!(banned.len() >= 9, "{banned:?}");
    assert!(banned.contains(&"carry_forward".to_owned()), "{banned:?}");
}

#[test]
fn a_name_falls_into_its_words() {
    assert_eq!(words("CarryForwardLimit"), ["carry", "forward", "limit"]);
    assert_eq!(words("MAX_SUM"), ["max", "sum"]);
    assert!(has(&words("sum_transferred"), "transfer"));
    assert!(!has(&words("predeleted"), "delete"));
    assert!(!has(&words("CommitteeReturn"), "return") && has(&words("returned_sum"), "return"));
}
