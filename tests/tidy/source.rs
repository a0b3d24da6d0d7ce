//! A file of ours, taken apart into code and comments, so that a check never trips over a word in a
//! string or a sentence.

use std::path::Path;

/// What a check found, and what to do about it.
#[derive(Debug)]
pub(crate) struct Finding {
    place: String,
    what: String,
}

impl Finding {
    pub(crate) fn new(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding {
            place: format!("{path}:{line}"),
            what: what.into(),
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Python,
    Other,
}

/// One line: as written, its code with strings emptied, and its comment.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) raw: String,
    pub(crate) code: String,
    pub(crate) comment: String,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the workspace's root, with forward slashes.
    pub(crate) path: String,
    pub(crate) language: Language,
    pub(crate) lines: Vec<Line>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let extension = Path::new(path).extension().and_then(|end| end.to_str());
        let language = match extension {
            Some("rs") => Language::Rust,
            Some("py" | "pyi") => Language::Python,
            _ => Language::Other,
        };
        let mut lines = crate::split::split(text, language);
        for (line, raw) in lines.iter_mut().zip(text.lines()) {
            raw.clone_into(&mut line.raw);
        }
        Source {
            path: path.to_owned(),
            language,
            lines,
        }
    }

    /// Its lines, counted from one.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }

    /// How many lines stand before the unit tests.
    pub(crate) fn length_without_tests(&self) -> usize {
        let starts = |line: &Line| line.code.starts_with("#[cfg(test)]");
        let tests = self.lines.iter().position(starts);
        tests.unwrap_or(self.lines.len())
    }

    /// Whether a line is part of a test, and not of what users run.
    pub(crate) fn is_test(&self, line: usize) -> bool {
        let in_test_folder = self.path.starts_with("tests/") || self.path.contains("/tests/");
        in_test_folder || line > self.length_without_tests()
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.language == Language::Rust
    }

    pub(crate) fn is_python(&self) -> bool {
        self.language == Language::Python
    }

    /// The path inside the sources of the core.
    pub(crate) fn path_in_core(&self) -> Option<&str> {
        self.path.strip_prefix("crates/ringfence/src/")
    }

    /// One finding for each line whose code `is_wrong`.
    pub(crate) fn where_code(&self, is_wrong: impl Fn(&str) -> bool, what: &str) -> Vec<Finding> {
        let wrong = self.numbered().filter(|(_, line)| is_wrong(&line.code));
        wrong
            .map(|(at, _)| Finding::new(&self.path, at, what))
            .collect()
    }
}

/// Whether a word stands in a line of code, and not only as a part of a longer word.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let opens = word.starts_with(part_of_word);
        let closes = word.ends_with(part_of_word);
        !(opens && before.is_some_and(part_of_word) || closes && after.is_some_and(part_of_word))
    })
}
