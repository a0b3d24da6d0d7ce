//! `ringfence ask`: a question of a finance team, and the entries behind a row of its answer.

use std::path::{Path, PathBuf};

use clap::Args;
use ringfence::noun::{BodyId, StreamId};
use ringfence::state::Rules;
use ringfence::view::{self, Argument, Asking, Table, questions};
use ringfence::word::FinancialYear;
use ringfence_store::{PostError, Store};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::rules::{Form, rules};
use crate::show::{cells, headed, printed, says};

/// What is asked of a folder.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// A folder of CSV files.
    folder: PathBuf,
    /// The question, by its name; left out: a list of them.
    name: Option<String>,
    /// Of which year; left out: the one that is open, the earlier of two.
    #[arg(long)]
    year: Option<FinancialYear>,
    /// Of one body.
    #[arg(long)]
    body: Option<BodyId>,
    /// Of one stream.
    #[arg(long)]
    stream: Option<StreamId>,
    /// As it stood at the end of a day.
    #[arg(long, value_name = "DAY")]
    as_at: Option<String>,
    /// How many days an order takes to be received.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    lead_days: u16,
    /// Rules to ask or to compare with: names of those that come with the library, or files.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    rules: Vec<String>,
    /// Show the entries behind a row instead, counted from 1.
    #[arg(long, value_name = "ROW")]
    trace: Option<usize>,
    /// Of that row only the entries behind one of its figures.
    #[arg(long, value_name = "COLUMN", requires = "trace")]
    figure: Option<String>,
    /// How it is written.
    #[arg(long = "as", value_enum, default_value = "text")]
    form: Form,
}

/// The answer, or the list of questions.
pub(crate) fn ask(of: &Question) -> Answer {
    let answered = match &of.name {
        Some(name) => answered(of, name),
        None => Ok(listed()),
    };
    match answered {
        Ok(text) => Answer::Well(text),
        Err(no) => Answer::Faults(format!("{no}\n")),
    }
}

fn listed() -> String {
    let each = questions().iter();
    let lines: Vec<String> = each
        .map(|it| format!("{}: {}\n", it.name, it.wording))
        .collect();
    lines.concat()
}

fn answered(of: &Question, name: &str) -> Result<String, Failure> {
    let rules: Vec<Rules> = of
        .rules
        .iter()
        .map(|it| rules(it))
        .collect::<Result<_, _>>()?;
    let loaded = Loaded::from(Path::new(&of.folder))?;
    let ledger = loaded.book.ledger();
    let reads = |it: &&view::Question| it.name == name && it.takes.contains(&Argument::Entries);
    let entries = match questions().iter().find(reads) {
        Some(_) => loaded
            .book
            .store()
            .entries_after(0)
            .map_err(PostError::from)?,
        None => Vec::new(),
    };
    let no_day = |found: &String| Failure::NoDay {
        found: found.clone(),
    };
    let as_at = of
        .as_at
        .as_ref()
        .map(|day| day.parse().map_err(|_| no_day(day)));
    let asking = Asking {
        year: of.year.or(ledger.open_year()),
        body: of.body.clone(),
        stream: of.stream.clone(),
        as_at: as_at.transpose()?,
        lead_days: of.lead_days,
        rules: &rules,
        entries: &entries,
        ..Asking::of(name)
    };
    let answer = view::answer(ledger, &asking)?;
    let Some(row) = of.trace else {
        return Ok(written(&answer.table, of.form));
    };
    let place = row.checked_sub(1);
    let traced = place.and_then(|it| answer.trace(ledger, it, of.figure.as_deref()));
    let rows = answer.table.rows.len();
    let traced = traced.ok_or(Failure::NoRow { row, rows })?;
    Ok(written(&traced, of.form))
}

/// A table in one of its forms, without columns that say nothing.
fn written(of: &Table, form: Form) -> String {
    let shown = || {
        let mut table = headed(of);
        of.rows.iter().for_each(|row| table.row(cells(row)));
        of.notes.iter().for_each(|note| table.note(note));
        table.with_columns_where(says)
    };
    match form {
        Form::Text => printed(&shown()),
        Form::Html => shown().to_html(),
        Form::Markdown => of.to_markdown(),
        Form::Json => serde_json::to_string_pretty(of).expect("names and texts") + "\n",
    }
}
