//! Whoever may be told no is shown it: a public function that says `# Errors` has an example.
//!
//! That a `pub` function can be reached from outside, and is not in a private module that nobody
//! re-exports, is for the compiler: `unreachable_pub` is denied.

use std::ops::RangeInclusive;

use crate::item::{definitions, functions};
use crate::source::{Finding, Source};

/// How an example opens that is compiled; what opens with `text` or the like is none.
const COMPILED: [&str; 2] = ["```", "```no_run"];

pub(crate) fn a_function_with_errors_has_an_example(source: &Source) -> Vec<Finding> {
    let in_crate = source.path.starts_with("crates/") && source.path.contains("/src/");
    if !source.is_rust() || !in_crate {
        return Vec::new();
    }
    let traits = public_traits(source);
    let mut found = Vec::new();
    for function in functions(source) {
        let (line, docs) = (function.first_line, docs_of(source, function.first_line));
        let of_trait = traits.iter().find(|lines| lines.contains(&line));
        let is_public = function.is_public || of_trait.is_some();
        if source.is_test(line) || !is_public || !docs.contains(&"# Errors") {
            continue;
        }
        // A method of a trait may leave it to the trait, which shows them together.
        let at_trait = of_trait.is_some_and(|lines| has_example(&docs_of(source, *lines.start())));
        if !has_example(&docs) && !at_trait {
            let what = format!(
                "{} may fail and has no example: show in a few lines the no with its code",
                function.name
            );
            found.push(Finding::new(&source.path, line, what));
        }
    }
    found
}

/// The lines of each public trait: as it is formatted, its end stands at the margin.
fn public_traits(source: &Source) -> Vec<RangeInclusive<usize>> {
    let code = |line: usize| source.lines[line - 1].code.as_str();
    let all = definitions(source).into_iter();
    let public = all.filter(|it| it.kind == "trait" && code(it.line).starts_with("pub trait"));
    public
        .map(|it| {
            let last = (it.line..=source.lines.len()).find(|line| code(*line).starts_with('}'));
            it.line..=last.unwrap_or(source.lines.len())
        })
        .collect()
}

/// The lines of the docs that stand over a line, attributes between them left out.
fn docs_of(source: &Source, line: usize) -> Vec<&str> {
    let ends_another = |code: &str| code.is_empty() || code.ends_with(['{', '}', ';']);
    let above = source.lines[..line - 1].iter().rev();
    let above = above.map(|it| (it.raw.trim_start(), it.code.trim()));
    let own = above.take_while(|(raw, code)| raw.starts_with("///") || !ends_another(code));
    own.filter_map(|(raw, _)| raw.strip_prefix("///"))
        .map(str::trim)
        .collect()
}

fn has_example(docs: &[&str]) -> bool {
    // The last fence of a pair is bare as well, so the pairs are told apart from the top.
    let fences = docs.iter().rev().filter(|doc| doc.starts_with("```"));
    fences.step_by(2).any(|fence| COMPILED.contains(fence))
}
