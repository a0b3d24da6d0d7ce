//! A file fits a reader's head, a function fits a screen, a line fits a window.

use crate::item::functions;
use crate::source::{Finding, Source};

const FILE_LINES: usize = 700;
const FILE_LINES_WITHOUT_TESTS: usize = 400;
const FUNCTION_LINES: usize = 60;
const COLUMNS: usize = 100;

/// What is longer than it should be, with the length it had when it was let in. It may shrink, and
/// then its number here shrinks with it; it never grows.
const LONGER: [Longer; 0] = [];

/// One exception.
#[derive(Clone, Copy)]
pub(crate) struct Longer {
    /// The file, followed by `::` and the function's name where it is about a function.
    pub(crate) place: &'static str,
    pub(crate) measure: Measure,
    pub(crate) length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    File,
    FileWithoutTests,
    Function,
    Line,
}

impl Measure {
    fn limit(self) -> usize {
        match self {
            Measure::File => FILE_LINES,
            Measure::FileWithoutTests => FILE_LINES_WITHOUT_TESTS,
            Measure::Function => FUNCTION_LINES,
            Measure::Line => COLUMNS,
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Measure::File => "lines: move a part, or some tests, to a file of its own",
            Measure::FileWithoutTests => "lines before its tests: move a part to a file of its own",
            Measure::Function => "lines: branch in the parent, do plain work in smaller functions",
            Measure::Line => "columns: break the line",
        }
    }
}

/// Something measured.
struct Length {
    place: String,
    line: usize,
    measure: Measure,
    length: usize,
}

pub(crate) fn nothing_is_longer_than_a_screen(sources: &[Source]) -> Vec<Finding> {
    against(sources, &LONGER)
}

pub(crate) fn against(sources: &[Source], longer: &[Longer]) -> Vec<Finding> {
    let lengths: Vec<Length> = sources.iter().flat_map(lengths).collect();
    let mut found = Vec::new();
    for it in lengths.iter().filter(|it| it.length > it.measure.limit()) {
        let let_in = longer.iter().any(|exception| exception.is_about(it));
        let (path, _) = it.place.split_once("::").unwrap_or((&it.place, ""));
        if !let_in {
            let what = format!(
                "{} {}, {} are allowed",
                it.length,
                it.measure.advice(),
                it.measure.limit()
            );
            found.push(Finding::new(path, it.line, what));
        }
    }
    found.extend(
        longer
            .iter()
            .filter_map(|exception| exception.judged(&lengths)),
    );
    found
}

impl Longer {
    fn is_about(&self, it: &Length) -> bool {
        self.place == it.place && self.measure == it.measure
    }

    /// What is wrong with an exception: it was outgrown, or it is looser than it need be.
    fn judged(&self, lengths: &[Length]) -> Option<Finding> {
        let about = lengths.iter().filter(|it| self.is_about(it));
        let longest = about.map(|it| it.length).max().unwrap_or(0);
        let what = if longest > self.length {
            format!(
                "{longest} {}; it had {}",
                self.measure.advice(),
                self.length
            )
        } else if longest <= self.measure.limit() {
            "is short enough now: take it out of LONGER in tests/tidy/size.rs".to_owned()
        } else if longest < self.length {
            format!("has shrunk: write {longest} into LONGER in tests/tidy/size.rs")
        } else {
            return None;
        };
        Some(Finding::new(self.place, 1, what))
    }
}

fn lengths(source: &Source) -> Vec<Length> {
    if !source.is_rust() && !source.is_python() {
        return Vec::new();
    }
    let of_file = |measure, length| Length {
        place: source.path.clone(),
        line: 1,
        measure,
        length,
    };
    let mut found = vec![of_file(Measure::File, source.lines.len())];
    if !source.is_test(1) {
        let length = source.length_without_tests();
        found.push(of_file(Measure::FileWithoutTests, length));
    }
    // A lesson in Python has wider lines, which are the formatter's business.
    if !source.path.starts_with("examples/python/") {
        found.extend(source.numbered().map(|(line, text)| Length {
            line,
            ..of_file(Measure::Line, text.raw.chars().count())
        }));
    }
    let ends = if source.is_rust() {
        rust_functions(source)
    } else {
        python_functions(source)
    };
    found.extend(ends.into_iter().map(|(name, line, length)| Length {
        place: format!("{}::{name}", source.path),
        line,
        measure: Measure::Function,
        length,
    }));
    found
}

fn rust_functions(source: &Source) -> Vec<(String, usize, usize)> {
    functions(source)
        .into_iter()
        .map(|it| (it.name, it.first_line, it.last_line - it.first_line + 1))
        .collect()
}

/// The functions of a Python file, their docstrings not counted: those are for readers of the docs.
fn python_functions(source: &Source) -> Vec<(String, usize, usize)> {
    let indent = |code: &str| code.len() - code.trim_start().len();
    let mut found = Vec::new();
    for (at, line) in source.numbered() {
        let start = line.code.trim_start();
        let definition = start
            .strip_prefix("async ")
            .unwrap_or(start)
            .strip_prefix("def ");
        let Some(name) = definition.and_then(|rest| rest.split('(').next()) else {
            continue;
        };
        let own = indent(&line.code);
        // A string over several lines keeps only its quotes, so its end has lost its indent.
        let is_quote = |code: &str| code.trim().starts_with("\"\"\"");
        let goes_on = |code: &str| {
            let closes_parameters = code.trim_start().starts_with(')');
            code.trim().is_empty() || is_quote(code) || closes_parameters || indent(code) > own
        };
        let inside = source.lines[at..].iter().map(|next| next.code.as_str());
        let inside = inside.take_while(|code| goes_on(code));
        let inside = inside.filter(|code| !code.trim().is_empty() && !is_quote(code));
        found.push((name.to_owned(), at, 1 + inside.count()));
    }
    found
}
