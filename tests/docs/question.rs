//! The page of the questions of a finance team.

use std::fmt::Write;

use ringfence::view::{Column, Derived, Question, questions};

const OPENING: &str = "
# Questions

What a finance team asks, each question one call and one table. Every question takes a year, and
what is listed with it; what is left out is not asked about. Each row opens to the entries that
made its figures, by `trace`; of the columns that are said to add up, the movements of a row come
to the figure. A figure that rests on what no source records is *not recorded*.

This page is generated from the list that `questions()` gives; `make bless` records it anew.
";

/// The questions in their order, each with the columns of its answer.
pub(crate) fn page() -> String {
    let mut page = OPENING.trim_start().to_owned();
    questions().iter().for_each(|it| page.push_str(&of(it)));
    page
}

fn of(question: &Question) -> String {
    let Question {
        number,
        name,
        wording,
        about,
        ..
    } = question;
    let takes: Vec<&str> = question.takes.iter().map(|it| it.word()).collect();
    let takes = listed(&takes);
    let mut text = format!("\n## {number}. `{name}`\n\n{wording}\n\n{about}\n\n");
    write!(text, "Takes `year`{takes}.").expect("a text takes what is written");
    if !question.adds_up.is_empty() {
        let adds_up = question.adds_up.join("`, `");
        write!(text, " The trace adds up to `{adds_up}`.").expect("a text");
    }
    text.push_str("\n\n| column | holds | unit | worked out from |\n|---|---|---|---|\n");
    question
        .columns
        .iter()
        .for_each(|it| text.push_str(&row(it)));
    text
}

fn listed(takes: &[&str]) -> String {
    takes.iter().map(|it| format!(", `{it}`")).collect()
}

fn row(of: &Derived) -> String {
    let Column { name, kind, unit } = of.column();
    let (kind, unit) = (format!("{kind:?}").to_lowercase(), unit.unwrap_or(""));
    format!("| `{name}` | {kind} | {unit} | {} |\n", of.from)
}
