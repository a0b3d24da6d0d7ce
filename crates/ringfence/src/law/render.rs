//! Explanations as text: plain sentences for people, Markdown for papers.

use std::fmt::{self, Write};

use super::english;
use super::explained::Explained;

const WIDTH: usize = 88;

impl<T> Explained<T> {
    /// The explanation as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("**{}**\n\n{}\n", self.answer, self.under());
        for part in self.passages() {
            let _ = write!(out, "\n### {}\n\n", part.heading);
            for line in part.lines {
                let _ = writeln!(out, "{}- {line}", "  ".repeat(line.depth));
            }
        }
        out
    }

    /// Which rule of which book answers, as in force on which day.
    pub fn under(&self) -> String {
        english::under(self.rule.as_deref(), &self.book, self.on)
    }
}

/// A paragraph in lines of at most a width, the later ones under the first one's text.
fn wrapped(text: &str, indent: usize, mark: &str) -> String {
    let mut out = " ".repeat(indent) + mark;
    let hanging = indent + mark.chars().count();
    let mut column = hanging;
    for (place, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if place > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(hanging));
            column = hanging;
        } else if place > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

impl<T> fmt::Display for Explained<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", wrapped(&self.answer, 0, ""))?;
        write!(f, "{}", wrapped(&self.under(), 0, ""))?;
        for part in self.passages() {
            write!(f, "\n\n{}", part.heading)?;
            for line in part.lines {
                let (indent, line) = (2 + 2 * line.depth, line.to_string());
                write!(f, "\n{}", wrapped(&line, indent, "- "))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_hangs_under_its_first_word() {
        let text = wrapped(&"word ".repeat(30), 2, "- ");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("  - word") && lines[1].starts_with("    word"));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
    }
}
