//! Nothing is left for later, switched off, or true on one machine only.

use crate::item::functions;
use crate::source::{Finding, Source, has_word};

pub(crate) fn no_unwrap_outside_tests(source: &Source) -> Vec<Finding> {
    let runs_for_users = source.path.contains("/src/") || source.path.starts_with("examples/");
    if !source.is_rust() || !runs_for_users {
        return Vec::new();
    }
    let what = "no unwrap outside tests: give an error, or expect(\"why it cannot happen\")";
    let mut found = Vec::new();
    for (at, line) in source.numbered() {
        if line.code.contains(".unwrap()") && !source.is_test(at) {
            found.push(Finding::new(&source.path, at, what));
        }
    }
    found
}

pub(crate) fn a_lint_is_expected_with_a_reason_and_never_allowed(source: &Source) -> Vec<Finding> {
    if !source.is_rust() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, line) in source.numbered() {
        let code = line.code.trim_start();
        let is_attribute = code.starts_with("#[") || code.starts_with("#![");
        if is_attribute && has_word(code, "allow(") {
            let what = "a lint is never allowed: mend it, or #[expect(…, reason = \"…\")]";
            found.push(Finding::new(&source.path, at, what));
        }
        if is_attribute && has_word(code, "expect(") && !has_reason(source, at) {
            let what = "say why the lint is expected: #[expect(…, reason = \"…\")]";
            found.push(Finding::new(&source.path, at, what));
        }
    }
    found
}

/// Whether an attribute that begins on this line gives a reason before it ends.
fn has_reason(source: &Source, line: usize) -> bool {
    for line in &source.lines[line - 1..] {
        if has_word(&line.code, "reason") {
            return true;
        }
        if line.code.trim_end().ends_with(']') {
            return false;
        }
    }
    false
}

pub(crate) fn nothing_is_left_for_later(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, line) in source.numbered() {
        let unfinished = ["todo!", "unimplemented!"];
        if source.is_rust() && unfinished.iter().any(|word| has_word(&line.code, word)) {
            found.push(Finding::new(
                &source.path,
                at,
                "write it now, or leave it out",
            ));
        }
        let mark = concat!("TO", "DO");
        let mut marks = line.comment.match_indices(mark);
        if marks.any(|(at, _)| !names_an_issue(&line.comment[at + mark.len()..])) {
            let what = format!("a {mark} names its issue: {mark}(#12)");
            found.push(Finding::new(&source.path, at, what));
        }
    }
    found
}

/// `(#12)`.
fn names_an_issue(text: &str) -> bool {
    let number = text
        .strip_prefix("(#")
        .and_then(|rest| rest.split_once(')'));
    number.is_some_and(|(digits, _)| digits.parse::<u32>().is_ok())
}

pub(crate) fn no_test_is_switched_off(source: &Source) -> Vec<Finding> {
    let off = |code: &str| match source.language {
        crate::source::Language::Rust => code.contains("#[ignore"),
        crate::source::Language::Python => ["skip", "skipif", "xfail", "importorskip", "skipTest"]
            .iter()
            .any(|word| has_word(code, &format!(".{word}"))),
        crate::source::Language::Other => false,
    };
    source.where_code(off, "a test runs or it goes: mend it, or remove it")
}

/// Folders of one developer's machine, in pieces so that this file does not name them.
const MACHINE_FOLDERS: [[&str; 2]; 5] = [
    ["/wo", "rk/"],
    ["/ho", "me/"],
    ["/ro", "ot/"],
    ["/Us", "ers/"],
    ["C:\\Us", "ers"],
];

pub(crate) fn no_path_of_a_developers_machine(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, line) in source.numbered() {
        for folder in MACHINE_FOLDERS.map(|pieces| pieces.concat()) {
            let starts_a_path = |at: usize| {
                let before = line.raw[..at].chars().next_back();
                before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '.')
            };
            if line
                .raw
                .match_indices(&folder)
                .any(|(place, _)| starts_a_path(place))
            {
                let what = format!("{folder} is a folder of one machine: write a path from here");
                found.push(Finding::new(&source.path, at, what));
            }
        }
    }
    found
}

/// A binding takes, calls the core and gives: what is longer belongs in the core.
const BINDING_LINES: usize = 12;

pub(crate) fn a_binding_has_at_most_twelve_lines(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("python/src/") || !source.is_rust() {
        return Vec::new();
    }
    let exported = exported_lines(source);
    functions(source)
        .into_iter()
        .filter(|function| exported.contains(&function.first_line))
        .filter(|function| function.last_line - function.body_line > BINDING_LINES + 1)
        .map(|function| {
            let what = format!(
                "the body of {} has {} lines, a binding has {BINDING_LINES}: move work below it",
                function.name,
                function.last_line - function.body_line - 1
            );
            Finding::new(&source.path, function.first_line, what)
        })
        .collect()
}

/// The lines inside a `#[pymethods]` block or right below a `#[pyfunction]`.
fn exported_lines(source: &Source) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut in_methods = false;
    let mut before_function = false;
    for (at, line) in source.numbered() {
        let code = line.code.as_str();
        in_methods = (in_methods || code.starts_with("#[pymethods]")) && code != "}";
        before_function |= code.starts_with("#[pyfunction");
        if in_methods || before_function {
            lines.push(at);
        }
        before_function &= !has_word(code, "fn");
    }
    lines
}
