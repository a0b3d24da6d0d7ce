//! Takes a text apart into code and comments. Strings keep their quotes and lose what is in them.

use crate::source::{Language, Line};

pub(crate) fn split(text: &str, language: Language) -> Vec<Line> {
    let mut splitter = Splitter {
        rest: text.chars().collect(),
        at: 0,
        lines: vec![Line::default()],
    };
    while splitter.at < splitter.rest.len() {
        match language {
            Language::Rust => splitter.rust(),
            Language::Python => splitter.python(),
            Language::Other => splitter.keep(1),
        }
    }
    splitter.lines.truncate(text.lines().count());
    splitter.lines
}

struct Splitter {
    rest: Vec<char>,
    at: usize,
    lines: Vec<Line>,
}

impl Splitter {
    fn rust(&mut self) {
        if self.sees("//") {
            self.comment_to_line_end();
        } else if self.sees("/*") {
            self.block_comment();
        } else if let Some(hashes) = self.raw_string_start() {
            self.keep(2 + hashes);
            let end = format!("\"{}", "#".repeat(hashes));
            self.skip_string(&end, false);
        } else if self.sees("\"") {
            self.keep(1);
            self.skip_string("\"", true);
        } else if self.sees("'") {
            self.character_or_lifetime();
        } else {
            self.keep(1);
        }
    }

    fn python(&mut self) {
        if self.sees("#") {
            return self.comment_to_line_end();
        }
        for quote in ["\"\"\"", "'''", "\"", "'"] {
            if self.sees(quote) {
                self.keep(quote.len());
                return self.skip_string(quote, true);
            }
        }
        self.keep(1);
    }

    fn sees(&self, what: &str) -> bool {
        let mut ahead = self.rest[self.at..].iter();
        what.chars().all(|wanted| ahead.next() == Some(&wanted))
    }

    /// `r"`, `r#"` and so on: how many hashes, where no word goes on with this `r`.
    fn raw_string_start(&self) -> Option<usize> {
        let before = self.at.checked_sub(1).map(|at| self.rest[at]);
        let is_word_end = before.is_some_and(|c| c != 'b' && (c.is_alphanumeric() || c == '_'));
        if !self.sees("r") || is_word_end {
            return None;
        }
        let after = &self.rest[self.at + 1..];
        let hashes = after.iter().take_while(|c| **c == '#').count();
        (after.get(hashes) == Some(&'"')).then_some(hashes)
    }

    fn character_or_lifetime(&mut self) {
        let ahead = |by: usize| self.rest.get(self.at + by).copied();
        let is_character = ahead(1) == Some('\\') || ahead(2) == Some('\'');
        self.keep(1);
        if is_character {
            self.skip_string("'", true);
        }
    }

    fn comment_to_line_end(&mut self) {
        while self.at < self.rest.len() && !self.sees("\n") {
            self.note();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.rest.len() {
            if self.sees("/*") {
                depth += 1;
                self.note();
            } else if self.sees("*/") {
                depth -= 1;
                self.note();
            }
            self.note();
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self, end: &str, escapes: bool) {
        while self.at < self.rest.len() {
            if self.sees(end) {
                return self.keep(end.len());
            }
            if escapes && self.sees("\\") {
                self.pass();
            }
            self.pass();
        }
    }

    /// The next letters are code.
    fn keep(&mut self, count: usize) {
        for _ in 0..count {
            let letter = self.pass();
            if let (Some(letter), Some(line)) = (letter, self.lines.last_mut()) {
                line.code.push(letter);
            }
        }
    }

    /// The next letter is a comment.
    fn note(&mut self) {
        let letter = self.pass();
        if let (Some(letter), Some(line)) = (letter, self.lines.last_mut()) {
            line.comment.push(letter);
        }
    }

    /// Steps over a letter; nothing is given back at a line's end.
    fn pass(&mut self) -> Option<char> {
        let letter = self.rest.get(self.at).copied();
        self.at += 1;
        if letter == Some('\n') {
            self.lines.push(Line::default());
            return None;
        }
        letter
    }
}

#[test]
fn strings_and_comments_are_no_code() {
    let text = "let a = \"// no\"; // yes\nlet b = r#\"x\"y\"#; let c = '\"'; /* on\nand */ d<'e>";
    let lines = split(text, Language::Rust);
    let code: Vec<_> = lines.iter().map(|line| line.code.trim()).collect();
    assert_eq!(
        code,
        ["let a = \"\";", "let b = r#\"\"#; let c = '';", "d<'e>"]
    );
    assert_eq!(lines[0].comment, "// yes");
    assert_eq!(lines[2].comment, "and */");
}

#[test]
fn python_strings_go_over_several_lines() {
    let lines = split("a = '''x\n# y\n'''\nb = \"#\"  # z", Language::Python);
    let code: Vec<_> = lines.iter().map(|line| line.code.trim()).collect();
    assert_eq!(code, ["a = '''", "", "'''", "b = \"\""]);
    assert_eq!(lines[3].comment, "# z");
}
