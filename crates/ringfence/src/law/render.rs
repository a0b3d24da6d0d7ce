//! Explanations as text: plain sentences for people, Markdown for papers.

use std::fmt::{self, Write};

use super::english;
use super::english_cap;
use super::explained::{ClauseReading, Explained, FactReading, OwnReading, Reason, Reckoning};

const WIDTH: usize = 88;

impl<T> Explained<T> {
    /// The explanation as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("**{}**\n\n{}\n", self.answer, self.under());
        for (heading, lines) in self.sections() {
            let _ = write!(out, "\n### {heading}\n\n");
            for (depth, line) in lines {
                let _ = writeln!(out, "{}- {line}", "  ".repeat(depth));
            }
        }
        out
    }

    fn under(&self) -> String {
        english::under(self.rule.as_deref(), &self.book, self.on)
    }

    /// Its parts under their headings, each line with its depth.
    fn sections(&self) -> Vec<(&'static str, Vec<(usize, String)>)> {
        let mut clauses = Vec::new();
        self.clauses
            .iter()
            .for_each(|clause| clause_lines(clause, &mut clauses));
        let mut caps = Vec::new();
        for cap in &self.caps {
            caps.push((0, english_cap::reading(cap)));
            caps.push((1, english::source(&cap.citation)));
        }
        let mut sums = Vec::new();
        for step in &self.arithmetic.steps {
            let amount = step.amount.in_words();
            sums.push((0, format!("{amount} {} ({})", step.text, step.label)));
            let parts = step.parts.iter();
            parts.for_each(|part| reckoning_lines(part, 1, &mut sums));
        }
        sums.push((
            0,
            format!("{} {}", self.arithmetic.whole.in_words(), english::IN_ALL),
        ));
        let facts = self.facts.iter().map(fact_line);
        let own = self.own.iter().map(own_line);
        let one = |text: &Option<String>| text.iter().map(|text| (0, text.clone())).collect();
        let sections = vec![
            (english::CLAUSES, clauses),
            (
                english::FACTS,
                facts.chain(own).map(|line| (0, line)).collect(),
            ),
            (
                english::PARAMETERS,
                self.parameters
                    .iter()
                    .map(|it| (0, english::parameter(it)))
                    .collect(),
            ),
            (english_cap::CAPS, caps),
            (english::ARITHMETIC, sums),
            (english::BOUND, one(&self.bound)),
            (english::NEAREST_CHANGE, one(&self.nearest_change)),
        ];
        sections
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .collect()
    }
}

fn clause_lines(clause: &ClauseReading, lines: &mut Vec<(usize, String)>) {
    let standing = english::standing(clause);
    let from = clause.in_force_from;
    lines.push((
        0,
        format!("{} ({standing}): {} [{from}]", clause.label, clause.text),
    ));
    lines.push((1, english::source(&clause.citation)));
    lines.extend(clause.note.iter().map(|note| (1, note.clone())));
    if let Some(reason) = clause.condition.as_ref().filter(|_| clause.in_force) {
        reason_lines(reason, 1, lines);
    }
}

fn reason_lines(reason: &Reason, depth: usize, lines: &mut Vec<(usize, String)>) {
    lines.push((
        depth,
        format!("{}: {}", reason.text, english::verdict(reason.verdict)),
    ));
    reason
        .parts
        .iter()
        .for_each(|part| reason_lines(part, depth + 1, lines));
}

fn reckoning_lines(part: &Reckoning, depth: usize, lines: &mut Vec<(usize, String)>) {
    lines.push((depth, format!("{}: {}", part.text, part.value)));
    let parts = part.parts.iter();
    parts.for_each(|part| reckoning_lines(part, depth + 1, lines));
}

fn fact_line(fact: &FactReading) -> String {
    let record = fact
        .record
        .map(|number| format!(" ({number})"))
        .unwrap_or_default();
    let value = english::fact(&fact.value);
    format!(
        "{}{record}: {value}{}",
        fact.fact,
        english::entries(&fact.entries)
    )
}

fn own_line(own: &OwnReading) -> String {
    let value = english::fact(&own.value);
    let entries = english::entries(&own.entries);
    let (fact, meaning, by) = (&own.fact, &own.meaning, own.by);
    format!("{fact} ({meaning}), by {by}: {value}{entries}")
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
        for (heading, lines) in self.sections() {
            write!(f, "\n\n{heading}")?;
            for (depth, line) in lines {
                write!(f, "\n{}", wrapped(&line, 2 + 2 * depth, "- "))?;
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
