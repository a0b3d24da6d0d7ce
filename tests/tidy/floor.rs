//! Six floors: a floor of the core uses the floors below it, never one above.

use crate::item::{Token, tokens};
use crate::source::{Finding, Source};

const FLOORS: [&str; 6] = ["word", "noun", "law", "journal", "state", "view"];

pub(crate) fn a_floor_uses_only_floors_below(source: &Source) -> Vec<Finding> {
    let Some(path) = source.path_in_core().filter(|path| *path != "lib.rs") else {
        return Vec::new();
    };
    let folder = path
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs");
    let Some(own) = height(folder) else {
        let what = format!("{folder:?} is no floor: move the file into one of {FLOORS:?}");
        return vec![Finding::new(&source.path, 1, what)];
    };
    let tokens = tokens(source);
    let mut found = Vec::new();
    for (line, name) in mentions(&tokens) {
        let what = match height(name) {
            Some(other) if other <= own => continue,
            Some(_) => format!("{folder} may not know {name}, which is above: move one of the two"),
            None => format!("name the floor of {name:?}: write crate::<floor>::{name}"),
        };
        found.push(Finding::new(&source.path, line, what));
    }
    found
}

fn height(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|name| *name == floor)
}

/// What stands right below the crate's root: `crate::x`, `crate::{x, y}`.
fn mentions(tokens: &[Token]) -> Vec<(usize, &str)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| &token.text);
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if text(at) != "crate" || text(at + 1) != ":" || text(at + 2) != ":" {
            continue;
        }
        if text(at + 3) != "{" {
            found.push((tokens[at].line, text(at + 3)));
            continue;
        }
        let mut depth = 0;
        for (place, token) in tokens.iter().enumerate().skip(at + 3) {
            let first = matches!(text(place - 1), "{" | ",");
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                name if depth == 1 && first => found.push((token.line, name)),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

pub(crate) fn a_mod_file_is_a_door(source: &Source) -> Vec<Finding> {
    // In a folder of tests, a mod.rs is how a part that is no test of its own is written.
    if !source.path.ends_with("/mod.rs") || source.is_test(1) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut statement = String::new();
    for (at, line) in source.numbered() {
        let code = line.code.trim();
        let is_attribute = statement.is_empty() && code.starts_with('#');
        if code.is_empty() || is_attribute {
            continue;
        }
        if statement.is_empty() && !is_door(code) {
            let what =
                "a mod.rs holds docs, `mod` and `use` lines only: give this a file of its own";
            found.push(Finding::new(&source.path, at, what));
            break;
        }
        statement.push_str(code);
        if code.ends_with(';') {
            statement.clear();
        }
    }
    found
}

fn is_door(code: &str) -> bool {
    let public = code.strip_prefix("pub").map(str::trim_start);
    let rest = public.unwrap_or(code);
    let rest = match rest.strip_prefix('(') {
        Some(inner) => inner.split_once(')').map_or("", |(_, rest)| rest),
        None => rest,
    };
    let rest = rest.trim_start();
    rest.starts_with("use ") || rest.starts_with("mod ") && rest.ends_with(';')
}
