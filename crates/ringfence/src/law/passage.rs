//! What an explanation says, line by line: every form of it is written from these.

use std::fmt;

use super::english;
use super::english_cap;
use super::english_cover;
use super::explained::{ClauseReading, Explained, FactReading, OwnReading, Reason, Reckoning};
use crate::word::{Citation, Money};

/// A part of an explanation under its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its heading, such as `Clauses`.
    pub heading: &'static str,
    /// What it says, in order.
    pub lines: Vec<PassageLine>,
}

/// One line of a passage; it prints with its sum before its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageLine {
    /// How far it stands in; what is deeper belongs to the line above that is less deep.
    pub depth: usize,
    /// The sum that it adds, or that the ones above it come to.
    pub sum: Option<Money>,
    /// Its words.
    pub text: String,
    /// Where its source can be read, as the book gives it.
    pub url: Option<String>,
}

impl PassageLine {
    fn said(depth: usize, text: String) -> PassageLine {
        PassageLine {
            depth,
            sum: None,
            text,
            url: None,
        }
    }

    fn sum(sum: Money, text: String) -> PassageLine {
        PassageLine {
            sum: Some(sum),
            ..PassageLine::said(0, text)
        }
    }

    fn source(depth: usize, cite: &Citation) -> PassageLine {
        PassageLine::said(depth, english::source(cite)).at(Some(cite))
    }

    fn at(self, cite: Option<&Citation>) -> PassageLine {
        let url = match cite {
            Some(Citation::Source { url, .. }) => url.clone(),
            _ => None,
        };
        PassageLine { url, ..self }
    }
}

impl fmt::Display for PassageLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sum {
            Some(sum) => write!(f, "{} {}", sum.in_words(), self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl<T> Explained<T> {
    /// Its parts under their headings, those that say nothing left out. The lines with a sum are
    /// the arithmetic: the last of them is what the others add up to.
    pub fn passages(&self) -> Vec<Passage> {
        let said = |line: String| PassageLine::said(0, line);
        let one = |text: &Option<String>| text.iter().cloned().map(said).collect();
        let mut clauses = Vec::new();
        self.clauses
            .iter()
            .for_each(|clause| clause_lines(clause, &mut clauses));
        let mut caps = Vec::new();
        for cap in &self.caps {
            caps.push(said(english_cap::reading(cap)));
            caps.push(PassageLine::source(1, &cap.citation));
            let condition = cap.condition.iter();
            condition.for_each(|it| reason_lines(it, 1, &mut caps));
        }
        let mut covers = Vec::new();
        for cover in &self.covers {
            covers.push(said(english_cover::reading(cover)));
            covers.push(PassageLine::source(1, &cover.citation));
        }
        let facts = self.facts.iter().map(fact_line);
        let own = self.own.iter().map(own_line);
        let parameters = self.parameters.iter();
        let parameters = parameters.map(|it| said(english::parameter(it)).at(it.citation.as_ref()));
        let passages = [
            (english::CLAUSES, clauses),
            (english::FACTS, facts.chain(own).map(said).collect()),
            (english::PARAMETERS, parameters.collect()),
            (english_cap::CAPS, caps),
            (english_cover::COVERS, covers),
            (english::ARITHMETIC, self.sums()),
            (english::BOUND, one(&self.bound)),
            (english::NEAREST_CHANGE, one(&self.nearest_change)),
        ];
        let passages = passages.into_iter();
        passages
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(heading, lines)| Passage { heading, lines })
            .collect()
    }

    fn sums(&self) -> Vec<PassageLine> {
        let mut sums = Vec::new();
        for step in &self.arithmetic.steps {
            let text = format!("{} ({})", step.text, step.label);
            sums.push(PassageLine::sum(step.amount, text));
            let parts = step.parts.iter();
            parts.for_each(|part| reckoning_lines(part, 1, &mut sums));
        }
        let whole = self.arithmetic.whole;
        if !whole.is_zero() || !sums.is_empty() {
            sums.push(PassageLine::sum(whole, english::IN_ALL.to_owned()));
        }
        sums
    }
}

fn clause_lines(clause: &ClauseReading, lines: &mut Vec<PassageLine>) {
    let standing = english::standing(clause);
    let (label, text, from) = (&clause.label, &clause.text, clause.in_force_from);
    let first = format!("{label} ({standing}): {text} [{from}]");
    lines.push(PassageLine::said(0, first));
    lines.push(PassageLine::source(1, &clause.citation));
    let note = clause.note.iter();
    lines.extend(note.map(|note| PassageLine::said(1, note.clone())));
    if let Some(reason) = clause.condition.as_ref().filter(|_| clause.in_force) {
        reason_lines(reason, 1, lines);
    }
}

fn reason_lines(reason: &Reason, depth: usize, lines: &mut Vec<PassageLine>) {
    let text = format!("{}: {}", reason.text, english::verdict(reason.verdict));
    lines.push(PassageLine::said(depth, text));
    let sides = reason.sides.iter();
    sides.for_each(|side| reckoning_lines(side, depth + 1, lines));
    let parts = reason.parts.iter();
    parts.for_each(|part| reason_lines(part, depth + 1, lines));
}

fn reckoning_lines(part: &Reckoning, depth: usize, lines: &mut Vec<PassageLine>) {
    let text = format!("{}: {}", part.text, part.value);
    lines.push(PassageLine::said(depth, text));
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
    let who = own.said_by.iter().map(|who| format!(", as said by {who}"));
    let who = who.collect::<String>();
    format!("{fact} ({meaning}){who}, as recorded by {by}: {value}{entries}")
}
